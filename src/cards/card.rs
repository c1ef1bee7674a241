//! A card as the rules make it and the ledger completes it.

use serde::Serialize;

use crate::model::{Block, CardLevel, Span, TopicRef};

/// What Anki knows a note by: ASCII letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Guid(pub String);

/// The kinds of Anki notes we make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CardKind {
    /// Front asks, back answers.
    Basic,
    /// Basic, and the other way round.
    Reversed,
    /// Blanks in a text, one card a number.
    Cloze,
}

/// The rule that made a card; its `Display` is what `explain` prints: `explicit`, `R1`, ….
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The user's own marks.
    Explicit,
    /// `R0` to `R15` of the design.
    R(u8),
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Explicit => f.write_str("explicit"),
            Self::R(n) => write!(f, "R{n}"),
        }
    }
}

/// Where in its note a card stands. With the note's key it makes the card's key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
    /// Titles from the note's first level down to the card's topic, as plain text; repeated siblings get `~2`, `~3`, ….
    pub topics: Vec<String>,
    /// The user's `^block-id`, if the card's text has one.
    pub block_id: Option<String>,
    /// The card's number in its topic, from 0.
    pub ordinal: u32,
}

/// One note of Anki's: one card, two (reversed), or one for each blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Given by the ledger; empty before.
    pub guid: Guid,
    /// Basic, reversed or cloze.
    pub kind: CardKind,
    /// The rule that made it.
    pub rule: Rule,
    /// The level it is made at.
    pub level: CardLevel,
    /// The topic it asks about.
    pub topic: TopicRef,
    /// Where it stands in its note.
    pub place: Place,
    /// The breadcrumb, outermost first.
    pub context: Vec<String>,
    /// The question; of a cloze card the text with [`InlineKind::Cloze`](crate::model::InlineKind::Cloze) in it.
    pub front: Vec<Block>,
    /// The answer; empty for a cloze.
    pub back: Vec<Block>,
    /// What is folded under the answer.
    pub extra: Vec<Block>,
    /// A hint; empty for none.
    pub hint: String,
    /// What must be typed; empty for nothing.
    pub typed: String,
    /// The deck, levels separated by `::`.
    pub deck: String,
    /// Anki's tags: no spaces, levels separated by `::`.
    pub tags: Vec<String>,
    /// The source that is asked.
    pub span: Span,
    /// Seconds since 1970 of the last change of content; given by the ledger.
    pub modified: i64,
}

/// Text that made no card of its own, or a card that a gate refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// Where it stands.
    pub span: Span,
    /// What it says, in Markdown.
    pub text: String,
    /// Why, in words for the user.
    pub why: String,
}

/// What [`derive`](super::derive) gives back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Derived {
    /// The cards, in note order.
    pub cards: Vec<Card>,
    /// What a gate repaired or refused.
    pub dropped: Vec<Dropped>,
}
