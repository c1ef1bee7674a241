//! What typesetting hands on: pieces of a column for the packer, placed marks for the painter.
//!
//! Lengths are in points (1/72 inch); `y` grows downwards from the top of a piece or page.

use crate::model::{BreakKind, TopicRef};

/// An embedded or system font, an index into the font book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// sRGB, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color(pub f32, pub f32, pub f32);

/// A node of the document's logical structure, an index into [`Structure::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub u32);

/// A standard structure type of PDF 1.7, 14.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the specification's")]
pub enum Role {
    Document,
    Part,
    Div,
    H(u8),
    P,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    TR,
    TH,
    TD,
    Code,
    Figure,
    Formula,
    Link,
    Note,
    BlockQuote,
    Span,
}

/// A node of the logical structure.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element it is part of; none for the document.
    pub parent: Option<ElementId>,
    /// What is said in its place (figures, formulas); empty for none.
    pub alt: String,
    /// Where a `Link` leads.
    pub link: Option<Destination>,
    /// A `TH` that heads its row rather than its column.
    pub row_header: bool,
}

/// The logical structure in reading order: a parent stands before its children.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    /// All elements.
    pub elements: Vec<Element>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Destination {
    /// An address.
    Url(String),
    /// A topic of the sheet.
    Topic(TopicRef),
}

/// A glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Id in the font file as shipped (the painter subsets).
    pub id: u16,
    /// How far the pen moves, in points.
    pub advance: f32,
    /// Shift from the pen, in points, right and up.
    pub dx: f32,
    /// See `dx`.
    pub dy: f32,
    /// Bytes of the source text of its cluster, on the cluster's first glyph; none on the others.
    pub letters: u16,
}

/// Glyphs of one font, size and colour on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Font.
    pub font: FontId,
    /// Size in points.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// Slant by this factor (0 for none) where the font has no italic.
    pub slant: f32,
    /// In visual order.
    pub glyphs: Vec<Glyph>,
    /// The texts of the glyphs one after the other.
    pub text: String,
    /// What copying gives in place of the glyphs' own text, as for a hyphen at a line's end; empty for nothing at all.
    pub actual_text: Option<String>,
}

impl GlyphRun {
    /// No glyphs yet.
    pub fn new(font: FontId, size: f32, color: Color) -> Self {
        Self { font, size, color, slant: 0.0, glyphs: Vec::new(), text: String::new(), actual_text: None }
    }

    /// Appends a glyph that stands for `text`.
    pub fn push(&mut self, glyph: Glyph, text: &str) {
        let letters = u16::try_from(text.len()).unwrap_or(0);
        self.glyphs.push(Glyph { letters, ..glyph });
        self.text.push_str(if letters == 0 { "" } else { text });
    }

    /// Each glyph with the text it stands for.
    pub fn told(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let mut from = 0;
        self.glyphs.iter().map(move |glyph| {
            let start = from;
            from += usize::from(glyph.letters);
            (glyph, self.text.get(start..from).unwrap_or(""))
        })
    }
}

/// What can be drawn. `x` and `y` of the [`Mark`] are the left end of the baseline for glyphs, else the top left corner.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text.
    Glyphs(GlyphRun),
    /// A filled rectangle: width, height, corner radius.
    Fill {
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Corner radius.
        radius: f32,
        /// Colour.
        color: Color,
    },
    /// A stroked rectangle: width, height, line width, corner radius.
    Frame {
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Line width.
        line: f32,
        /// Corner radius.
        radius: f32,
        /// Colour.
        color: Color,
    },
    /// A line to `x + dx`, `y + dy`.
    Line {
        /// To the right.
        dx: f32,
        /// Down.
        dy: f32,
        /// Line width.
        line: f32,
        /// Colour.
        color: Color,
    },
    /// A filled or (with a line width) stroked path of move, line and cubic segments.
    Path {
        /// Its segments.
        segments: Vec<Segment>,
        /// Line width.
        line: Option<f32>,
        /// Colour.
        color: Color,
    },
    /// A picture: an index into the picture list, width, height.
    Picture {
        /// Into the picture list.
        index: u32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
    },
    /// A clickable area of an [`Element`] with a link: width, height. Draws nothing.
    LinkArea {
        /// Width.
        w: f32,
        /// Height.
        h: f32,
    },
}

/// A segment of a path, relative to the mark's place.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names are SVG's")]
pub enum Segment {
    Move(f32, f32),
    Line(f32, f32),
    Cubic([f32; 6]),
    Close,
}

/// Something drawn at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// What.
    pub shape: Shape,
    /// The element it belongs to; none for an artifact.
    pub element: Option<ElementId>,
    /// Groups the marks of one wrapped code line: copying gives this once in place of their texts.
    pub code_line: Option<u32>,
}

impl Mark {
    /// Something that is only seen: a ground, a rule, a sign.
    pub(crate) fn artifact(x: f32, y: f32, shape: Shape) -> Self {
        Self { x, y, shape, element: None, code_line: None }
    }

    /// Something that is read.
    pub(crate) fn of(element: ElementId, x: f32, y: f32, shape: Shape) -> Self {
        Self { x, y, shape, element: Some(element), code_line: None }
    }
}

/// Moves marks down.
pub(crate) fn lower(marks: &mut [Mark], by: f32) {
    for mark in marks {
        mark.y += by;
    }
}

/// What a break before a piece costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum BreakCost {
    /// No break here, unless what is held together is taller than a column.
    Never,
    /// A price of the packer's currency.
    Price(f32),
    /// The note asks for one.
    Force(BreakKind),
}

/// The smallest thing the packer moves: a line, a table row, a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Height without the space above.
    pub height: f32,
    /// Space above, dropped at the top of a column.
    pub space: f32,
    /// What a break above it costs.
    pub break_before: BreakCost,
    /// Drawn from its top left corner.
    pub marks: Vec<Mark>,
    /// Index into [`TopicBox::repeats`]: repeated above this piece when it starts a column (a table's header).
    pub repeat: Option<u32>,
    /// The subtopic whose heading it is: links and the outline lead here.
    pub anchor: Option<TopicRef>,
    /// Its ground goes on from the piece above (code, tables, quotes): leftover height is never put between them.
    pub joined: bool,
}

impl Piece {
    /// Whether the note asks for a break before it.
    pub(crate) fn is_forced(&self) -> bool {
        matches!(self.break_before, BreakCost::Force(_))
    }
}

/// A topic on the sheet: its bar, and its pieces in a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicBox {
    /// The topic.
    pub topic: TopicRef,
    /// Its bar or band, drawn once at its start.
    pub bar: Piece,
    /// The bar that stands on every continuation.
    pub continued: Piece,
    /// What is in it.
    pub pieces: Vec<Piece>,
    /// Table headers to repeat.
    pub repeats: Vec<Piece>,
    /// Whether a thin frame is drawn around each part (a note's band has none).
    pub framed: bool,
    /// The frame's colour, that of its bar.
    pub accent: Color,
    /// Empty height inside the frame below the last piece of each part. The space above the first is in the bar.
    pub foot: f32,
}

/// Prices of [`BreakCost::Price`], so that typesetting and packing mean the same. A break between boxes costs nothing.
pub mod price {
    /// Between two blocks of a box, or before a subtopic's heading.
    pub const BLOCK: f32 = 1.0;
    /// Between items of a list or rows of a table.
    pub const ITEM: f32 = 2.0;
    /// Between lines of a paragraph or of code.
    pub const LINE: f32 = 4.0;
    /// Inside a table's row.
    pub const ROW: f32 = 8.0;
}
