//! Blocks: what stands on lines of its own.

use serde::Serialize;

use super::{Image, Inline, Span};

/// A block and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its source.
    pub span: Span,
    /// `^block-id` at its end, without the sign.
    pub id: Option<String>,
}

impl Block {
    /// A block without an id.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, span, id: None }
    }
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum BlockKind {
    /// Text; its source lines are separated by [`BreakStyle::Soft`](super::BreakStyle::Soft).
    Paragraph(Vec<Inline>),
    /// A heading inside a container (quote, item, callout); all others are topics.
    Heading(u8, Vec<Inline>),
    /// A list.
    List(List),
    /// A code block.
    Code(Code),
    /// A table.
    Table(Table),
    /// A block quote.
    Quote(Vec<Block>),
    /// An admonition.
    Callout(Callout),
    /// Display math, the TeX between the dollars.
    Math(String),
    /// A picture, sound or video on its own.
    Figure(Box<Image>),
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A note or section drawn in by `![[…]]`.
    Embed(Embed),
    /// Raw HTML, as written.
    Html(String),
    /// A thematic break.
    Rule,
    /// A break that the author asks of the sheet.
    Break(BreakKind),
}

/// A list, tight or loose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// The number of the first item; none for bullets.
    pub start: Option<u64>,
    /// The sign before its items.
    pub marker: ListMarker,
    /// Whether items follow each other without blank lines.
    pub tight: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// The sign before an item. Neighbouring lists that differ only in it are joined by the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ListMarker {
    /// `-`
    Dash,
    /// `*`
    Star,
    /// `+`
    Plus,
    /// `1.`
    Dot,
    /// `1)`
    Paren,
}

/// An item of a list. The first block of a tight item is a paragraph with its line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Task box, if it has one.
    pub task: Option<TaskState>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its source, marker included.
    pub span: Span,
}

/// The sign in `[ ]`: a space is open, `x` done, others are Obsidian's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TaskState(pub char);

impl TaskState {
    /// Whether it is ticked.
    pub fn done(self) -> bool {
        matches!(self.0, 'x' | 'X')
    }
}

/// A code block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Code {
    /// First word of the info string, lower case; empty for none.
    pub lang: String,
    /// The whole info string.
    pub info: String,
    /// The code, without the last newline.
    pub text: String,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Alignment {
    /// As the text runs.
    #[default]
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// One alignment a column.
    pub alignments: Vec<Alignment>,
    /// The header row.
    pub header: Vec<TableCell>,
    /// The rows below it.
    pub rows: Vec<Vec<TableCell>>,
}

impl Table {
    /// Whether its header says something: some tables have none, and a dash is nothing.
    pub fn is_headed(&self) -> bool {
        let says = |sign: char| !(sign.is_whitespace() || matches!(sign, '-' | '—' | '–'));
        self.header.iter().any(|cell| super::plain_text(&cell.content).contains(says))
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableCell {
    /// What it says.
    pub content: Vec<Inline>,
    /// Its source.
    pub span: Span,
}

/// `> [!kind]- title`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Callout {
    /// The word in `[!…]`, lower case.
    pub kind: String,
    /// What follows on its line; empty if nothing does.
    pub title: Vec<Inline>,
    /// Its fold mark.
    pub fold: Fold,
    /// The rest.
    pub body: Vec<Block>,
}

/// A callout's fold mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Fold {
    /// None.
    #[default]
    Fixed,
    /// `+`
    Open,
    /// `-`
    Closed,
}

/// A term with its meanings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// One or more meanings.
    pub meanings: Vec<Vec<Block>>,
    /// Its source.
    pub span: Span,
}

/// What `![[note#heading|alias]]` drew in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Embed {
    /// The text between the brackets.
    pub target: String,
    /// What was drawn in; spans point into the note it comes from. Empty where nothing was found.
    pub body: Vec<Block>,
}

/// Where the sheet must break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum BreakKind {
    /// `<!-- column -->`
    Column,
    /// `<!-- page -->`
    Page,
}
