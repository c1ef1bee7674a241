//! `> [!kind]- title`, Obsidian's and GitHub's, among the block quotes.

use std::ops::Range;

use super::paragraph;
use super::source::Source;
use crate::model::{Block, BlockKind, Callout, Fold, Inline, InlineKind, Span, plain_text};

/// A quote, or the callout it is; and the id of its only line.
pub(super) fn quote(source: &Source, mut body: Vec<Block>, bytes: &Range<usize>) -> (BlockKind, Option<String>) {
    let Some((kind, fold, len)) = head(source, &body) else { return spelled(body) };
    let first = body.remove(0);
    let BlockKind::Paragraph(inlines) = first.kind else { return (BlockKind::Quote(body), None) };
    let (mut title, mut rest) = first_line(inlines);
    take_bytes(&mut title, len);
    paragraph::trim(source, &mut title);
    paragraph::trim(source, &mut rest);
    let mut id = first.id;
    if let (Some(start), Some(end)) = (rest.first(), rest.last()) {
        let span = Span { note: source.note, start: start.span.start, end: end.span.end.min(bytes.end as u32) };
        let mut blocks = Vec::new();
        paragraph::blocks(source, rest, span, &mut blocks);
        if let Some(last) = blocks.last_mut() {
            last.id = id.take();
        }
        body.splice(0..0, blocks);
    }
    (BlockKind::Callout(Callout { kind, title, fold, body }), id)
}

/// The words that GitHub took for a callout before it knew `[!note]`: bold, alone on the first line of a quote.
const SPELLED: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// A quote, or the callout that its first line spells out, `> **Warning**`; and the id of that line if it stands alone.
fn spelled(mut body: Vec<Block>) -> (BlockKind, Option<String>) {
    let Some(Block { kind: BlockKind::Paragraph(line), span, id }) = body.first_mut() else {
        return (BlockKind::Quote(body), None);
    };
    let [Inline { kind: InlineKind::Strong(word), .. }, rest @ ..] = line.as_slice() else {
        return (BlockKind::Quote(body), None);
    };
    let kind = plain_text(word).to_lowercase();
    let alone = rest.first().is_none_or(|inline| matches!(inline.kind, InlineKind::Break(_)));
    if !alone || !SPELLED.contains(&kind.as_str()) {
        return (BlockKind::Quote(body), None);
    }
    line.drain(..line.len().min(2));
    let mut whole = None;
    if let Some(first) = line.first() {
        span.start = first.span.start;
    } else {
        whole = id.take();
        body.remove(0);
    }
    (BlockKind::Callout(Callout { kind, title: Vec::new(), fold: Fold::Fixed, body }), whole)
}

/// Kind, fold mark and length of `[!kind]-` if the first line opens with it.
fn head(source: &Source, body: &[Block]) -> Option<(String, Fold, usize)> {
    let BlockKind::Paragraph(inlines) = &body.first()?.kind else { return None };
    let first = inlines.first()?;
    let InlineKind::Text(text) = &first.kind else { return None };
    if !source.of(first.span).starts_with("[!") {
        return None;
    }
    let (kind, rest) = text.strip_prefix("[!")?.split_once(']')?;
    let name = kind.split('|').next().unwrap_or_default().trim();
    if name.is_empty() || name.contains(['[', '\n']) {
        return None;
    }
    let fold = match rest.chars().next() {
        Some('+') => Fold::Open,
        Some('-') => Fold::Closed,
        _ => Fold::Fixed,
    };
    let len = 2 + kind.len() + 1 + usize::from(fold != Fold::Fixed);
    Some((name.to_lowercase(), fold, len))
}

/// The inlines before and behind the first line end.
pub(super) fn first_line(mut inlines: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    match inlines.iter().position(|inline| matches!(inline.kind, InlineKind::Break(_))) {
        Some(at) => {
            let rest = inlines.split_off(at + 1);
            inlines.pop();
            (inlines, rest)
        }
        None => (inlines, Vec::new()),
    }
}

/// Takes `len` bytes off the text that opens a line; they are their own source.
pub(super) fn take_bytes(line: &mut Vec<Inline>, len: usize) {
    let Some(Inline { kind: InlineKind::Text(text), span }) = line.first_mut() else { return };
    text.drain(..len.min(text.len()));
    span.start += len as u32;
    if text.is_empty() {
        line.remove(0);
    }
}
