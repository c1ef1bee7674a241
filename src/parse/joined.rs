//! What neighbouring blocks are together: lists that differ only in their marker, and `^block-ids` on their own line.

use super::source::Source;
use crate::model::{Block, BlockKind, Inline, InlineKind, List};

/// Blocks as their author sees them.
pub(super) fn joined(source: &Source, blocks: Vec<Block>) -> Vec<Block> {
    let blocks = super::frames::folded(blocks);
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let (Some(id), Some(last @ Block { id: None, .. })) = (lone_id(&block), out.last_mut()) {
            last.id = Some(id);
            continue;
        }
        take_id(&mut block);
        match (out.last_mut(), block.kind) {
            (Some(Block { kind: BlockKind::List(list), span, .. }), BlockKind::List(next))
                if continues(list, &next) && !parted(source, span.end, block.span.start) =>
            {
                list.tight &= next.tight && !apart(source, span.end, block.span.start);
                list.items.extend(next.items);
                *span = span.to(block.span);
            }
            (_, kind) => out.push(Block { kind, ..block_of(block.span, block.id) }),
        }
    }
    out
}

fn block_of(span: crate::model::Span, id: Option<String>) -> Block {
    Block { kind: BlockKind::Rule, span, id }
}

/// Whether `next` goes on with `list`: both with bullets, or both numbered and the numbers go on.
fn continues(list: &List, next: &List) -> bool {
    match (list.start, next.start) {
        (None, None) => true,
        (Some(start), Some(number)) => number == start + list.items.len() as u64,
        _ => false,
    }
}

/// Whether a blank line stands between two places.
fn apart(source: &Source, from: u32, to: u32) -> bool {
    let between = source.text.get(from as usize..to as usize).unwrap_or("");
    between.matches('\n').count() > 1
}

/// Whether a comment stands between two lists, which is how their author keeps them apart.
fn parted(source: &Source, from: u32, to: u32) -> bool {
    source.text.get(from as usize..to as usize).is_some_and(|between| between.contains("<!--"))
}

/// The id of a paragraph that is nothing else, which names the block above it.
fn lone_id(block: &Block) -> Option<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let [Inline { kind: InlineKind::Text(text), .. }] = inlines.as_slice() else { return None };
    id(text.trim()).map(str::to_owned)
}

/// Takes `^id` off the end of a paragraph or heading.
fn take_id(block: &mut Block) {
    if let BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) = &mut block.kind {
        block.id = take_from(inlines);
    }
}

/// Takes ` ^id` off the end of a line.
pub(super) fn take_from(inlines: &mut Vec<Inline>) -> Option<String> {
    let InlineKind::Text(text) = &mut inlines.last_mut()?.kind else { return None };
    let cut = text.rfind('^')?;
    let found = id(text[cut..].trim_end())?.to_owned();
    let before = &text[..cut];
    if !(before.ends_with(char::is_whitespace) || before.is_empty() && inlines.len() > 1) {
        return None;
    }
    let InlineKind::Text(text) = &mut inlines.last_mut()?.kind else { return None };
    text.truncate(cut);
    text.truncate(text.trim_end().len());
    if text.is_empty() {
        inlines.pop();
    }
    while inlines.last().is_some_and(|last| matches!(last.kind, InlineKind::Break(_))) {
        inlines.pop();
    }
    Some(found)
}

/// `^id` of Latin letters, digits and dashes.
fn id(text: &str) -> Option<&str> {
    let id = text.strip_prefix('^')?;
    let fits = !id.is_empty() && id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_');
    fits.then_some(id)
}
