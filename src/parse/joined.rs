//! What neighbouring blocks are together: lists that differ only in their marker, numbered ones that code interrupts, and
//! `^block-ids` on their own line.

use super::source::Source;
use super::topics::is_headed;
use crate::model::{Block, BlockKind, Inline, InlineKind, List};

/// Blocks as their author sees them.
pub(super) fn joined(source: &Source, blocks: Vec<Block>) -> Vec<Block> {
    siblings(source, super::frames::folded(source, blocks))
}

/// The same of blocks whose frames are folded.
pub(super) fn siblings(source: &Source, mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.iter_mut().for_each(take_id);
    blocks.dedup_by(|next, last| names(next, last) || goes_on(source, next, last));
    resumed(source, blocks)
}

/// Blocks in which a numbered list goes on below the code, formula, picture or table that its author did not indent.
fn resumed(source: &Source, blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // Where the open list stands, and whether each of its items was a list of its own so far: "1.", "1.", "1.".
    let mut open: Option<(usize, bool)> = None;
    for mut block in blocks {
        if let Some((at, ones)) = open
            && let Some(ones) = resumes(source, &out[at..], &block, ones).filter(|_| at + 1 < out.len())
        {
            let between: Vec<Block> = out.drain(at + 1..).collect();
            take_up(&mut out[at], between, &mut block);
            open = Some((at, ones));
            continue;
        }
        match &block.kind {
            BlockKind::List(list) if list.start.is_some() => {
                open = Some((out.len(), list.start == Some(1) && list.items.len() == 1));
            }
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Figure(_) | BlockKind::Table(_) => {}
            _ => open = None,
        }
        out.push(block);
    }
    out
}

/// Whether `next` goes on with the list that opens `blocks`, by its number or as one more "1."; tells whether all were such.
fn resumes(source: &Source, blocks: &[Block], next: &Block, ones: bool) -> Option<bool> {
    let last = blocks.first()?;
    let (BlockKind::List(list), BlockKind::List(more)) = (&last.kind, &next.kind) else { return None };
    let named_apart = last.id.is_some() && next.id.is_some();
    // A comment in the code between them parts nothing.
    let starts = blocks[1..].iter().chain([next]).map(|block| block.span.start);
    if named_apart || blocks.iter().zip(starts).any(|(block, start)| parted(source, block.span.end, start)) {
        return None;
    }
    let again = ones && more.start == Some(1) && more.items.len() == 1;
    let counts = more.start.is_some_and(|start| start > 1) && list.start.is_some() && continues(list, more);
    (again || counts).then_some(again)
}

/// Puts what stands between two parts of a list below its last item, and the items of the second part behind it.
fn take_up(last: &mut Block, between: Vec<Block>, next: &mut Block) {
    let (BlockKind::List(list), BlockKind::List(more)) = (&mut last.kind, &mut next.kind) else { return };
    if let (Some(item), Some(end)) = (list.items.last_mut(), between.last()) {
        item.span = item.span.to(end.span);
        item.blocks.extend(between);
    }
    list.tight &= more.tight;
    list.items.append(&mut more.items);
    last.span = last.span.to(next.span);
    last.id = last.id.take().or_else(|| next.id.take());
}

/// Whether `next` is nothing but the id of the block above it, which takes it.
fn names(next: &Block, last: &mut Block) -> bool {
    if is_named(last) {
        return false;
    }
    last.id = lone_id(next);
    last.id.is_some()
}

/// Whether a block has its id: an outline's list leaves it to the end of its last item.
fn is_named(block: &Block) -> bool {
    let headed = |list: &List| list.items.last().filter(|item| is_headed(item))?.blocks.last()?.id.clone();
    block.id.is_some() || matches!(&block.kind, BlockKind::List(list) if headed(list).is_some())
}

/// Whether `next` is a list that goes on with the list above it, which takes its items.
fn goes_on(source: &Source, next: &mut Block, last: &mut Block) -> bool {
    let (BlockKind::List(list), BlockKind::List(more)) = (&mut last.kind, &mut next.kind) else { return false };
    let one = continues(list, more) && !parted(source, last.span.end, next.span.start);
    if one {
        list.tight &= more.tight && !apart(source, last.span.end, next.span.start);
        list.items.append(&mut more.items);
        last.span = last.span.to(next.span);
    }
    one
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
    // Behind another id it is that one's text: a block has one name.
    id(text.trim()).filter(|_| block.id.is_none()).map(str::to_owned)
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
    let cut = memchr::memrchr2(b'^', b'{', text.as_bytes())?;
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

/// `^id` of Latin letters, digits and dashes; `{ #id}` where a plugin made a site of the note.
fn id(text: &str) -> Option<&str> {
    let framed = || text.strip_prefix('{')?.strip_suffix('}')?.trim().strip_prefix('#');
    let id = text.strip_prefix('^').or_else(framed)?;
    let fits = !id.is_empty() && id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_');
    fits.then_some(id)
}
