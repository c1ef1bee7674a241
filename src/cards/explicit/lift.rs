//! A slice of source as blocks of the model.

use std::collections::BTreeMap;

use super::slice::{BlankInfo, CLOSE, OPEN, Slice, digit};
use crate::model::{
    Block, BlockKind, Cloze, Inline, InlineKind, Math, Node, NodeMut, Note, Span, Target, visit_blocks,
    visit_blocks_mut,
};
use crate::parse;

/// Where the links of a note lead and what its embeds drew in, by where they begin.
#[derive(Default)]
pub(super) struct Resolved {
    links: BTreeMap<u32, Target>,
    embeds: BTreeMap<u32, Vec<Block>>,
}

impl Resolved {
    /// What was resolved in `note`. Costs a walk over it, so it is made for notes that have marks only.
    pub(super) fn of(note: &Note) -> Self {
        let mut resolved = Self::default();
        if !note.text.contains("[[") && !note.text.contains("](") {
            return resolved;
        }
        for topic in note.walk() {
            visit_blocks(&topic.body, &mut |seen| match seen {
                Node::Inline(Inline { kind: InlineKind::Link(link), span }) => {
                    resolved.links.insert(span.start, link.target.clone());
                }
                Node::Block(Block { kind: BlockKind::Embed(embed), span, .. }) => {
                    resolved.embeds.insert(span.start, embed.body.clone());
                }
                _ => {}
            });
        }
        resolved
    }
}

/// The blocks of `slice`, with the spans of the note and blanks where the slice has their signs.
pub(super) fn blocks(note: &Note, slice: &Slice, resolved: &Resolved) -> Vec<Block> {
    let mut blocks = parse::blocks(note.id, &slice.text);
    visit_blocks_mut(&mut blocks, &mut |node| match node {
        NodeMut::Span(span) => relocate(span, slice),
        NodeMut::Line(line) if !slice.blanks.is_empty() => *line = blanked(std::mem::take(line), &slice.blanks),
        _ => {}
    });
    if !note.footnotes.is_empty() && slice.text.contains("[^") {
        visit_blocks_mut(&mut blocks, &mut |node| {
            if let NodeMut::Line(line) = node {
                *line = std::mem::take(line).into_iter().flat_map(|inline| with_footnotes(inline, note)).collect();
            }
        });
    }
    visit_blocks_mut(&mut blocks, &mut |node| match node {
        NodeMut::Line(line) => line.iter_mut().for_each(|inline| {
            if let InlineKind::Link(link) = &mut inline.kind
                && let Some(target) = resolved.links.get(&inline.span.start)
            {
                link.target = target.clone();
            }
        }),
        NodeMut::Drawn(span, body) if resolved.embeds.contains_key(&span.start) => {
            body.clone_from(&resolved.embeds[&span.start]);
        }
        _ => {}
    });
    blocks
}

/// An inline with the signs of the note's footnotes in its text, which a slice without their definitions reads as text.
fn with_footnotes(inline: Inline, note: &Note) -> Vec<Inline> {
    let InlineKind::Text(text) = &inline.kind else { return vec![inline] };
    let mut out = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("[^") {
        let known = after.split_once(']').filter(|(label, _)| note.footnotes.iter().any(|known| known.label == *label));
        let Some((label, behind)) = known else { break };
        if !before.is_empty() {
            out.push(Inline::text(before, inline.span));
        }
        out.push(Inline::new(InlineKind::Footnote(label.to_owned()), inline.span));
        rest = behind;
    }
    if out.is_empty() {
        return vec![inline];
    }
    if !rest.is_empty() {
        out.push(Inline::text(rest, inline.span));
    }
    out
}

fn relocate(span: &mut Span, slice: &Slice) {
    let bytes = span.bytes();
    let start = slice.in_note(bytes.start);
    let end = if bytes.is_empty() { start } else { slice.in_note(bytes.end - 1) + 1 };
    *span = Span::new(span.note, start..end.max(start));
}

/// A run of inlines whose signs have become blanks. A blank that opens and closes in different runs (half inside bold)
/// loses its signs.
fn blanked(line: Vec<Inline>, blanks: &[BlankInfo]) -> Vec<Inline> {
    let tokens: Vec<Token> = line.into_iter().flat_map(tokens).collect();
    let mut frames = vec![Frame::default()];
    for token in tokens {
        match token {
            Token::Inline(inline) => push(&mut frames, inline),
            Token::Open(index, span) => frames.push(Frame { open: Some((index, span)), content: Vec::new() }),
            Token::Close(span) => {
                if frames.len() > 1
                    && let Some(Frame { open: Some((index, open)), content }) = frames.pop()
                {
                    let info = blanks.get(index).cloned().unwrap_or(BlankInfo { number: 1, hint: String::new() });
                    let cloze = Cloze { number: info.number, content, hint: info.hint };
                    push(&mut frames, Inline::new(InlineKind::Cloze(cloze.into()), open.to(span)));
                }
            }
        }
    }
    frames.into_iter().flat_map(|frame| frame.content).collect()
}

/// A blank that is open, or the run itself.
#[derive(Default)]
struct Frame {
    /// The blank's index, and where it opened.
    open: Option<(usize, Span)>,
    content: Vec<Inline>,
}

fn push(frames: &mut [Frame], inline: Inline) {
    if let Some(last) = frames.last_mut() {
        last.content.push(inline);
    }
}

/// A piece of a run.
enum Token {
    Inline(Inline),
    Open(usize, Span),
    Close(Span),
}

/// An inline cut at the signs in its text or its formula.
fn tokens(inline: Inline) -> Vec<Token> {
    type Make = fn(&Inline, &str) -> InlineKind;
    let (text, make): (&str, Make) = match &inline.kind {
        InlineKind::Text(text) => (text, |_, part| InlineKind::Text(part.to_owned())),
        InlineKind::Math(math) => (&math.tex, |whole, part| {
            let display = matches!(&whole.kind, InlineKind::Math(math) if math.display);
            InlineKind::Math(Math { tex: part.to_owned(), display })
        }),
        _ => return vec![Token::Inline(inline)],
    };
    let next = |text: &str| text.find(OPEN[0]).into_iter().chain(text.find(CLOSE)).min();
    if next(text).is_none() {
        return vec![Token::Inline(inline)];
    }
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = next(rest) {
        let (before, sign) = rest.split_at(at);
        if !before.is_empty() {
            out.push(Token::Inline(Inline::new(make(&inline, before), inline.span)));
        }
        if let Some(after) = sign.strip_prefix(CLOSE) {
            out.push(Token::Close(inline.span));
            rest = after;
        } else if let Some((index, after)) = opening(sign) {
            out.push(Token::Open(index, inline.span));
            rest = after;
        } else {
            let width = sign.chars().next().map_or(0, char::len_utf8);
            out.push(Token::Inline(Inline::new(make(&inline, &sign[..width]), inline.span)));
            rest = &sign[width..];
        }
    }
    if !rest.is_empty() {
        out.push(Token::Inline(Inline::new(make(&inline, rest), inline.span)));
    }
    out
}

/// The index of the blank whose opening sign `text` begins with, and what follows the sign.
fn opening(text: &str) -> Option<(usize, &str)> {
    let rest = text.strip_prefix(OPEN[0])?;
    let (digits, after) = rest.split_at(rest.find(OPEN[1])?);
    let index = digits.chars().try_fold(0usize, |index, sign| {
        (0..10).find(|&value| digit(value) == sign).map(|value| index * 10 + value as usize)
    })?;
    Some((index, &after[OPEN[1].len_utf8()..]))
}
