//! Changing the text of blocks: their runs of inlines, wherever they stand.

use super::{Block, BlockKind, Inline, InlineKind, Link};

/// Calls `visit` on every run of inlines of `blocks`, in reading order: paragraphs, cells, titles, terms, alternative texts.
pub fn each_run(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(line) | BlockKind::Heading(_, line) => visit(line),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each_run(&mut item.blocks, visit)),
            BlockKind::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| visit(&mut cell.content));
            }
            BlockKind::Quote(inner) => each_run(inner, visit),
            BlockKind::Embed(embed) => each_run(&mut embed.body, visit),
            BlockKind::Callout(callout) => {
                visit(&mut callout.title);
                each_run(&mut callout.body, visit);
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    visit(&mut definition.term);
                    definition.meanings.iter_mut().for_each(|meaning| each_run(meaning, visit));
                }
            }
            BlockKind::Figure(image) => visit(&mut image.alt),
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Break(_) => {}
        }
    }
}

impl Inline {
    /// What stands inside, where something can.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match &mut self.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner)
            | InlineKind::Link(Link { content: inner, .. }) => Some(inner),
            InlineKind::Image(image) => Some(&mut image.alt),
            InlineKind::Cloze(cloze) => Some(&mut cloze.content),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::Footnote(_)
            | InlineKind::Tag(_)
            | InlineKind::Break(_)
            | InlineKind::Html(_) => None,
        }
    }
}
