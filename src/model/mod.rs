//! The topic model: what a note says, as plain data. It imports nothing of ours.
//!
//! A [`Notebook`] holds [`Note`]s, a note is a tree of [`Topic`]s, a topic has a body of [`Block`]s, and blocks hold
//! [`Inline`]s. Every node carries the [`Span`] of source it came from.

mod block;
mod footnote;
mod inline;
mod note;
mod parts;
mod span;
mod tex;
mod topic;
mod visit;

pub use block::{
    Alignment, Block, BlockKind, BreakKind, Callout, Code, Definition, Embed, Fold, Item, List, ListMarker, Table,
    TableCell, TaskState,
};
pub use footnote::inline_footnotes;
pub(crate) use inline::wraps;
pub use inline::{
    BreakStyle, Cloze, Image, Inline, InlineKind, Link, Math, Target, formula, formula_pieces, plain_text,
};
pub use note::{CardLevel, CardSetting, Footnote, Meta, Note, Notebook};
pub use parts::{Part, PartMut};
pub use span::{Lines, NoteId, Place, Span, line_column};
pub(crate) use tex::parse_formula;
pub use topic::{LeadIn, Topic, TopicId, TopicKind, TopicRef};
pub use visit::{
    Node, NodeMut, each_run, inner, visit_blocks, visit_blocks_mut, visit_inlines, visit_line_mut, visit_note_mut,
};
