//! Walks every inline or block of a note, in reading order, containers before what they hold.

use crate::model::{Block, BlockKind, Inline, InlineKind, Note, Topic};

/// Calls `f` on every inline of a note: titles, bodies, footnotes.
pub(super) fn note_inlines(note: &mut Note, f: &mut impl FnMut(&mut Inline)) {
    topic_inlines(&mut note.root, f);
    for footnote in &mut note.footnotes {
        block_inlines(&mut footnote.body, f);
    }
}

fn topic_inlines(topic: &mut Topic, f: &mut impl FnMut(&mut Inline)) {
    inlines(&mut topic.title, f);
    block_inlines(&mut topic.body, f);
    for child in &mut topic.topics {
        topic_inlines(child, f);
    }
}

/// Calls `f` on every inline of `blocks`.
pub(super) fn block_inlines(blocks: &mut [Block], f: &mut impl FnMut(&mut Inline)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => inlines(content, f),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| block_inlines(&mut item.blocks, f)),
            BlockKind::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| inlines(&mut cell.content, f));
            }
            BlockKind::Quote(body) => block_inlines(body, f),
            BlockKind::Callout(callout) => {
                inlines(&mut callout.title, f);
                block_inlines(&mut callout.body, f);
            }
            BlockKind::Figure(image) => inlines(&mut image.alt, f),
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    inlines(&mut entry.term, f);
                    entry.meanings.iter_mut().for_each(|meaning| block_inlines(meaning, f));
                }
            }
            BlockKind::Embed(embed) => block_inlines(&mut embed.body, f),
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Break(_) => {}
        }
    }
}

fn inlines(list: &mut [Inline], f: &mut impl FnMut(&mut Inline)) {
    for inline in list {
        f(inline);
        match &mut inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => inlines(inner, f),
            InlineKind::Link(link) => inlines(&mut link.content, f),
            InlineKind::Image(image) => inlines(&mut image.alt, f),
            InlineKind::Cloze(cloze) => inlines(&mut cloze.content, f),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::Footnote(_)
            | InlineKind::Tag(_)
            | InlineKind::Break(_)
            | InlineKind::Html(_) => {}
        }
    }
}

/// The blocks directly inside a block, list by list.
pub(super) fn inner(block: &Block) -> Vec<&Vec<Block>> {
    match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| &item.blocks).collect(),
        BlockKind::Quote(body) => vec![body],
        BlockKind::Callout(callout) => vec![&callout.body],
        BlockKind::Definitions(entries) => entries.iter().flat_map(|entry| &entry.meanings).collect(),
        BlockKind::Embed(embed) => vec![&embed.body],
        _ => Vec::new(),
    }
}

/// The same, to change them.
pub(super) fn inner_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        BlockKind::Quote(body) => vec![body],
        BlockKind::Callout(callout) => vec![&mut callout.body],
        BlockKind::Definitions(entries) => entries.iter_mut().flat_map(|entry| &mut entry.meanings).collect(),
        BlockKind::Embed(embed) => vec![&mut embed.body],
        _ => Vec::new(),
    }
}
