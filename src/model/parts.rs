//! What blocks and inlines are made of: the one place that knows where in each kind something stands.

use super::{Block, BlockKind, Inline, InlineKind, Span};

/// A part of a block.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A run of inlines: a paragraph, a cell, a title, a term, an alternative text.
    Line(&'a [Inline]),
    /// The blocks of an item, a quote, a callout, a meaning.
    Blocks(&'a [Block]),
    /// What an embed drew in: it belongs to another note.
    Drawn(&'a [Block]),
}

/// A part of a block, to change it.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// See [`Part::Line`].
    Line(&'a mut Vec<Inline>),
    /// See [`Part::Blocks`].
    Blocks(&'a mut Vec<Block>),
    /// See [`Part::Drawn`].
    Drawn(&'a mut Vec<Block>),
    /// The source of an item, a cell or a definition.
    Span(&'a mut Span),
}

impl BlockKind {
    /// Shows `see` each part, in reading order.
    pub fn each_part<'a>(&'a self, mut see: impl FnMut(Part<'a>)) {
        match self {
            Self::Paragraph(line) | Self::Heading(_, line) => see(Part::Line(line)),
            Self::List(list) => list.items.iter().for_each(|item| see(Part::Blocks(&item.blocks))),
            Self::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| see(Part::Line(&cell.content)));
            }
            Self::Quote(body) => see(Part::Blocks(body)),
            Self::Callout(callout) => {
                see(Part::Line(&callout.title));
                see(Part::Blocks(&callout.body));
            }
            Self::Definitions(definitions) => {
                for definition in definitions {
                    see(Part::Line(&definition.term));
                    definition.meanings.iter().for_each(|meaning| see(Part::Blocks(meaning)));
                }
            }
            Self::Figure(image) => see(Part::Line(&image.alt)),
            Self::Embed(embed) => see(Part::Drawn(&embed.body)),
            Self::Code(_) | Self::Math(_) | Self::Html(_) | Self::Rule | Self::Break(_) => {}
        }
    }

    /// Shows `see` each part, in reading order, to change it.
    pub fn each_part_mut(&mut self, mut see: impl FnMut(PartMut<'_>)) {
        match self {
            Self::Paragraph(line) | Self::Heading(_, line) => see(PartMut::Line(line)),
            Self::List(list) => {
                for item in &mut list.items {
                    see(PartMut::Span(&mut item.span));
                    see(PartMut::Blocks(&mut item.blocks));
                }
            }
            Self::Table(table) => {
                for cell in table.header.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    see(PartMut::Span(&mut cell.span));
                    see(PartMut::Line(&mut cell.content));
                }
            }
            Self::Quote(body) => see(PartMut::Blocks(body)),
            Self::Callout(callout) => {
                see(PartMut::Line(&mut callout.title));
                see(PartMut::Blocks(&mut callout.body));
            }
            Self::Definitions(definitions) => {
                for definition in definitions {
                    see(PartMut::Span(&mut definition.span));
                    see(PartMut::Line(&mut definition.term));
                    definition.meanings.iter_mut().for_each(|meaning| see(PartMut::Blocks(meaning)));
                }
            }
            Self::Figure(image) => see(PartMut::Line(&mut image.alt)),
            Self::Embed(embed) => see(PartMut::Drawn(&mut embed.body)),
            Self::Code(_) | Self::Math(_) | Self::Html(_) | Self::Rule | Self::Break(_) => {}
        }
    }
}

impl InlineKind {
    /// What stands inside; nothing where nothing can.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Highlight(inner)
            | Self::Sub(inner)
            | Self::Sup(inner)
            | Self::Key(inner) => inner,
            Self::Link(link) => &link.content,
            Self::Image(image) => &image.alt,
            Self::Cloze(cloze) => &cloze.content,
            Self::Text(_)
            | Self::Code(_)
            | Self::Math(_)
            | Self::Footnote(_)
            | Self::Tag(_)
            | Self::Break(_)
            | Self::Html(_) => &[],
        }
    }

    /// What stands inside, where something can, to change it.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Highlight(inner)
            | Self::Sub(inner)
            | Self::Sup(inner)
            | Self::Key(inner) => Some(inner),
            Self::Link(link) => Some(&mut link.content),
            Self::Image(image) => Some(&mut image.alt),
            Self::Cloze(cloze) => Some(&mut cloze.content),
            Self::Text(_)
            | Self::Code(_)
            | Self::Math(_)
            | Self::Footnote(_)
            | Self::Tag(_)
            | Self::Break(_)
            | Self::Html(_) => None,
        }
    }
}
