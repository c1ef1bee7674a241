//! The blanks of a cloze card, wherever in its text they stand.

use crate::model::{Block, BlockKind, Cloze, Inline, InlineKind, Link};

/// Calls `visit` on every blank of `blocks`, in reading order.
pub(super) fn each(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Cloze)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(line) | BlockKind::Heading(_, line) => each_inline(line, visit),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each(&mut item.blocks, visit)),
            BlockKind::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| each_inline(&mut cell.content, visit));
            }
            BlockKind::Quote(inner) => each(inner, visit),
            BlockKind::Embed(embed) => each(&mut embed.body, visit),
            BlockKind::Callout(callout) => {
                each_inline(&mut callout.title, visit);
                each(&mut callout.body, visit);
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    each_inline(&mut definition.term, visit);
                    definition.meanings.iter_mut().for_each(|meaning| each(meaning, visit));
                }
            }
            BlockKind::Figure(image) => each_inline(&mut image.alt, visit),
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Break(_) => {}
        }
    }
}

fn each_inline(inlines: &mut [Inline], visit: &mut dyn FnMut(&mut Cloze)) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Cloze(cloze) => {
                visit(cloze);
                each_inline(&mut cloze.content, visit);
            }
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner)
            | InlineKind::Link(Link { content: inner, .. }) => each_inline(inner, visit),
            InlineKind::Image(image) => each_inline(&mut image.alt, visit),
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
