//! Between model and pieces: blocks whose text is shaped and whose places to break are known, but not yet any width or size.
//!
//! Lengths are in em of the sheet's text size, so that one composed sheet is set at many sizes and widths.

use std::sync::Arc;

use super::fonts::{Look, Shaped};
use super::placed::{Color, Destination};
use crate::model::{Alignment, BreakKind, Span, TopicRef};

/// How a stretch of text looks and what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TextStyle {
    pub(crate) look: Look,
    pub(crate) color: Color,
    pub(crate) raise: Raise,
    pub(crate) strike: bool,
    pub(crate) underline: bool,
    pub(crate) ground: Ground,
    /// Into [`Paragraph::links`].
    pub(crate) link: Option<u16>,
    /// Code, for the structure: copied as it is.
    pub(crate) code: bool,
    /// Relative to the paragraph's size.
    pub(crate) scale: f32,
}

/// Off the baseline, and smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Raise {
    #[default]
    None,
    Sub,
    Sup,
}

/// What is painted behind text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ground {
    #[default]
    None,
    Code,
    Highlight,
    Key,
}

/// A paragraph: what cannot be broken, in logical order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    pub(crate) styles: Vec<TextStyle>,
    pub(crate) links: Vec<Destination>,
    pub(crate) objects: Vec<Object>,
    pub(crate) flow: Flow,
    /// The same with places to hyphenate; none if there are none.
    pub(crate) hyphenated: Option<Flow>,
    /// Set from right to left.
    pub(crate) rtl: bool,
}

/// Parts and how they hang together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow {
    pub(crate) parts: Vec<Part>,
    pub(crate) fragments: Vec<Fragment>,
}

/// A stretch of one style, font and direction inside a fragment.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Into [`Paragraph::styles`].
    pub(crate) style: u16,
    /// Its level in the sense of UAX 9: odd runs from right to left.
    pub(crate) level: u8,
    pub(crate) width: f32,
    pub(crate) ink: Ink,
}

/// What a part draws.
#[derive(Debug, Clone)]
pub(crate) enum Ink {
    Glyphs {
        shaped: Arc<Shaped>,
        /// Range of its glyphs.
        from: u16,
        to: u16,
        /// Size relative to the paragraph's.
        scale: f32,
        slant: f32,
    },
    /// Into [`Paragraph::objects`].
    Object(u16),
}

/// What stays on one line, and the space behind it.
#[derive(Debug, Clone)]
pub(crate) struct Fragment {
    /// Its parts, in [`Flow::parts`].
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) width: f32,
    /// Dropped at a line's end.
    pub(crate) space: Option<Part>,
    pub(crate) end: End,
}

impl Table {
    /// Whether its columns run from right to left, as most of its cells do.
    pub(crate) fn is_rtl(&self) -> bool {
        let cells = || self.rows.iter().chain([&self.header]).flatten().filter(|cell| !cell.flow.fragments.is_empty());
        2 * cells().filter(|cell| cell.rtl).count() > cells().count()
    }
}

impl Group {
    /// Whether its text runs from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.body.first().map_or_else(|| self.title.as_ref().is_some_and(|title| title.rtl), Node::is_rtl)
    }
}

impl Fragment {
    pub(crate) fn space_width(&self) -> f32 {
        self.space.as_ref().map_or(0.0, |space| space.width)
    }
}

/// What may happen behind a fragment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum End {
    /// A line may end here.
    Free,
    /// A line may end here, at a price: inside code, or a long word broken anywhere.
    Costly(f32),
    /// A line may end here with a hyphen, of this width.
    Hyphen(f32),
    /// The line ends here.
    Line,
}

/// Something in a line that is no text.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) width: f32,
    /// Above the baseline.
    pub(crate) above: f32,
    /// Below the baseline.
    pub(crate) below: f32,
    pub(crate) kind: ObjectKind,
    /// What is read or copied in its place.
    pub(crate) alt: String,
}

#[derive(Debug, Clone)]
pub(crate) enum ObjectKind {
    Formula(Arc<Formula>),
    /// A task box, ticked or not.
    Box {
        ticked: bool,
    },
    /// Into the sheet's pictures.
    Picture(u32),
}

/// A formula's drawing, in em, from the left end of its baseline.
#[derive(Debug, Default)]
pub(crate) struct Formula {
    pub(crate) width: f32,
    pub(crate) above: f32,
    pub(crate) below: f32,
    pub(crate) strokes: Vec<Stroke>,
}

#[derive(Debug)]
pub(crate) enum Stroke {
    Glyph {
        x: f32,
        y: f32,
        scale: f32,
        font: super::placed::FontId,
        id: u16,
        advance: f32,
        color: Option<Color>,
        text: char,
    },
    Fill {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        color: Option<Color>,
    },
    Path {
        x: f32,
        y: f32,
        segments: Vec<super::placed::Segment>,
        filled: bool,
        color: Option<Color>,
    },
}

/// A composed block.
#[derive(Debug)]
pub(crate) enum Node {
    Text(Text),
    Heading(Heading),
    List(Vec<Item>),
    /// Which of the sheet's blocks of code.
    Code(usize),
    Table(Table),
    Group(Group),
    Formula(DisplayFormula),
    Picture(Picture),
    Rule,
    Break(BreakKind),
}

impl Node {
    /// Whether it is text that runs from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        matches!(self, Self::Text(text) if text.content.rtl)
    }
}

/// A paragraph as a block.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) content: Paragraph,
    /// Relative to the sheet's size.
    pub(crate) scale: f32,
    /// Held to what follows: a lead-in on its own line, "example:".
    pub(crate) keep: bool,
}

/// A subtopic's heading inside a box.
#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) topic: Option<TopicRef>,
    /// Level in the structure, from 1.
    pub(crate) level: u8,
    pub(crate) rule: bool,
    pub(crate) content: Paragraph,
    pub(crate) scale: f32,
}

#[derive(Debug)]
pub(crate) struct Item {
    /// Set in the margin; a paragraph since numbers are shaped text.
    pub(crate) label: Paragraph,
    /// How far its text is indented.
    pub(crate) indent: f32,
    pub(crate) gap: f32,
    pub(crate) scale: f32,
    pub(crate) body: Vec<Node>,
}

#[derive(Debug)]
pub(crate) struct CodeLine {
    /// Width of its indentation.
    pub(crate) indent: f32,
    /// The line as written, tabs expanded: what copying gives.
    pub(crate) text: String,
    /// Its text; no fragments for a blank line.
    pub(crate) content: Paragraph,
    /// The same with the blanks inside it as narrow as the lines around it let them be and stay lined up.
    pub(crate) tight: Option<Paragraph>,
    /// The same with the remark at its end close to the code.
    pub(crate) narrow: Option<Paragraph>,
}

impl CodeLine {
    /// Its text with blanks of this width.
    pub(crate) fn with(&self, blanks: Blanks) -> &Paragraph {
        let variant = match blanks {
            Blanks::Full => None,
            Blanks::Tight => self.tight.as_ref(),
            Blanks::Narrow => self.narrow.as_ref(),
        };
        variant.unwrap_or(&self.content)
    }
}

/// How wide blanks inside a line of code are. Lines without a blank line between them are set alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blanks {
    Full,
    Tight,
    Narrow,
}

#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) alignments: Vec<Alignment>,
    pub(crate) header: Vec<Paragraph>,
    pub(crate) rows: Vec<Vec<Paragraph>>,
    /// Rows with a heavy rule above them.
    pub(crate) ruled: Vec<usize>,
    pub(crate) scale: f32,
    /// Each row of another table as some rows, one for each of its cells; `ruled` tells where they start.
    pub(crate) records: bool,
}

/// Blocks with something beside or behind them.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) kind: GroupKind,
    pub(crate) title: Option<Paragraph>,
    pub(crate) body: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum GroupKind {
    Quote,
    Callout(Color),
    /// A definition's meaning: only indented.
    Meaning,
    /// Footnotes of a topic: under a short rule.
    Footnotes,
}

#[derive(Debug)]
pub(crate) struct DisplayFormula {
    pub(crate) whole: Arc<Formula>,
    /// Cut wherever it may break.
    pub(crate) pieces: Vec<FormulaPiece>,
    pub(crate) tex: String,
    pub(crate) span: Span,
    pub(crate) scale: f32,
}

/// How a piece of a formula begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begins {
    /// As the first of its row.
    Row,
    /// Behind a comma.
    AfterComma,
    /// Behind a space as wide as `\quad`.
    AfterSpace,
    /// With a relation.
    Relation,
    /// With a binary operator, where few formulas should break.
    Operator,
}

/// A stretch of a formula between two places where it may break.
#[derive(Debug, Clone)]
pub(crate) struct FormulaPiece {
    pub(crate) formula: Arc<Formula>,
    pub(crate) begins: Begins,
    /// Whether it starts a row.
    pub(crate) opens: bool,
}

#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) index: u32,
    /// At 150 dpi or as asked, in points.
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) alt: String,
}
