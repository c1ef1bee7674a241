//! Walking all that is inside blocks.

use super::{Block, BlockKind, Inline, InlineKind};

/// What a walk comes by.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A block, before what it holds.
    Block(&'a Block),
    /// An inline, before what it holds.
    Inline(&'a Inline),
}

/// Shows `see` every block and inline inside `blocks`, in reading order. What an embed drew in belongs to another note and
/// is left out.
pub fn visit_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(Node<'a>)) {
    for block in blocks {
        see(Node::Block(block));
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => visit_inlines(content, see),
            BlockKind::List(list) => list.items.iter().for_each(|item| visit_blocks(&item.blocks, see)),
            BlockKind::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| visit_inlines(&cell.content, see));
            }
            BlockKind::Quote(body) => visit_blocks(body, see),
            BlockKind::Callout(callout) => {
                visit_inlines(&callout.title, see);
                visit_blocks(&callout.body, see);
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    visit_inlines(&definition.term, see);
                    definition.meanings.iter().for_each(|meaning| visit_blocks(meaning, see));
                }
            }
            BlockKind::Figure(image) => visit_inlines(&image.alt, see),
            BlockKind::Code(_)
            | BlockKind::Math(_)
            | BlockKind::Embed(_)
            | BlockKind::Html(_)
            | BlockKind::Rule
            | BlockKind::Break(_) => {}
        }
    }
}

/// Shows `see` every inline inside `inlines`, in reading order.
pub fn visit_inlines<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(Node<'a>)) {
    for inline in inlines {
        see(Node::Inline(inline));
        match &inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => visit_inlines(inner, see),
            InlineKind::Link(link) => visit_inlines(&link.content, see),
            InlineKind::Image(image) => visit_inlines(&image.alt, see),
            InlineKind::Cloze(cloze) => visit_inlines(&cloze.content, see),
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
