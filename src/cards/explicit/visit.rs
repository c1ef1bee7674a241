//! Every span and every line of inlines in blocks that were cut out of a note and parsed again.

use crate::model::{Block, BlockKind, Inline, InlineKind, Span};

/// What is visited.
pub(super) enum Node<'a> {
    /// Where a node came from.
    Span(&'a mut Span),
    /// A run of inlines, before the runs inside them.
    Inlines(&'a mut Vec<Inline>),
    /// What an embed drew in, by the span of its block.
    Embed(Span, &'a mut Vec<Block>),
}

/// Visits everything in `blocks`, in reading order, outer runs before inner ones.
pub(super) fn blocks(blocks_: &mut [Block], visit: &mut dyn FnMut(Node<'_>)) {
    for block in blocks_ {
        visit(Node::Span(&mut block.span));
        match &mut block.kind {
            BlockKind::Paragraph(line) | BlockKind::Heading(_, line) => inlines(line, visit),
            BlockKind::List(list) => {
                for item in &mut list.items {
                    visit(Node::Span(&mut item.span));
                    blocks(&mut item.blocks, visit);
                }
            }
            BlockKind::Table(table) => {
                for cell in table.header.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    visit(Node::Span(&mut cell.span));
                    inlines(&mut cell.content, visit);
                }
            }
            BlockKind::Quote(inner) => blocks(inner, visit),
            BlockKind::Callout(callout) => {
                inlines(&mut callout.title, visit);
                blocks(&mut callout.body, visit);
            }
            BlockKind::Figure(image) => inlines(&mut image.alt, visit),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    visit(Node::Span(&mut definition.span));
                    inlines(&mut definition.term, visit);
                    definition.meanings.iter_mut().for_each(|meaning| blocks(meaning, visit));
                }
            }
            BlockKind::Embed(embed) => visit(Node::Embed(block.span, &mut embed.body)),
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Html(_) | BlockKind::Rule | BlockKind::Break(_) => {}
        }
    }
}

fn inlines(line: &mut Vec<Inline>, visit: &mut dyn FnMut(Node<'_>)) {
    visit(Node::Inlines(line));
    for inline in line {
        visit(Node::Span(&mut inline.span));
        match &mut inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => inlines(inner, visit),
            InlineKind::Link(link) => inlines(&mut link.content, visit),
            InlineKind::Image(image) => inlines(&mut image.alt, visit),
            InlineKind::Cloze(cloze) => inlines(&mut cloze.content, visit),
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
