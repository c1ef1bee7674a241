//! What a rule makes: a card without its place, before the gates.

use super::{CardKind, Rule};
use crate::diagnostic::Diagnostic;
use crate::model::{Block, BlockKind, Inline, Span};

/// A card in the making.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// The rule that made it.
    pub rule: Rule,
    /// Basic, reversed or cloze.
    pub kind: CardKind,
    /// The question; of a cloze card the text with its blanks.
    pub front: Vec<Block>,
    /// The answer.
    pub back: Vec<Block>,
    /// What is folded under the answer.
    pub extra: Vec<Block>,
    /// A hint; empty for none.
    pub hint: String,
    /// What must be typed; empty for nothing.
    pub typed: String,
    /// The source that is asked: no other card asks it.
    pub span: Span,
    /// All source that stands on the card, so that nothing is lost and nothing is told twice.
    pub shows: Vec<Span>,
    /// How many parts the answer has, said on the front from two on; 0 for no list.
    pub parts: usize,
    /// Whether the front says how many parts there are.
    pub counted: bool,
    /// Whether it asks for the members of a set, each of which may be asked on its own.
    pub set: bool,
    /// Whether its front names what the answer is to be chosen from.
    pub choice: bool,
    /// What the user should know about its text.
    pub findings: Vec<Diagnostic>,
    /// Whether its answer is one statement, of which no part answers alone.
    pub entire: bool,
    /// Whether its answer is what a word means, and said as it stands: "because" does not break off, "Monday" is no date of the note.
    pub exact: bool,
    /// Whether its front asks for the topic itself, so that the topic needs no other question.
    pub whole: bool,
    /// `^block-id` of the text.
    pub block_id: Option<String>,
    /// The deck that its author named for it.
    pub deck: Option<String>,
    /// Tags of its own, as the author wrote them.
    pub tags: Vec<String>,
}

impl Draft {
    /// A question about the source in `span`.
    pub(crate) fn ask(rule: Rule, question: Vec<Inline>, span: Span) -> Self {
        Self {
            rule,
            kind: CardKind::Basic,
            front: vec![paragraph(question, span)],
            back: Vec::new(),
            extra: Vec::new(),
            hint: String::new(),
            typed: String::new(),
            span,
            shows: vec![span],
            parts: 0,
            counted: false,
            set: false,
            choice: false,
            findings: Vec::new(),
            entire: false,
            exact: false,
            whole: false,
            block_id: None,
            deck: None,
            tags: Vec::new(),
        }
    }

    /// A text with blanks, taken from the source in `span`.
    pub(crate) fn cloze(rule: Rule, text: Vec<Block>, span: Span) -> Self {
        Self { kind: CardKind::Cloze, front: text, ..Self::ask(rule, Vec::new(), span) }
    }

    /// The same with this answer.
    #[must_use]
    pub(crate) fn answer(mut self, back: Vec<Block>) -> Self {
        self.parts = parts(&back);
        self.back = back;
        self
    }

    /// The same with an answer of one line.
    #[must_use]
    pub(crate) fn answer_line(self, back: Vec<Inline>) -> Self {
        let span = self.span;
        self.answer(vec![paragraph(back, span)])
    }

    /// The same with more folded under the answer.
    #[must_use]
    pub(crate) fn and_extra(mut self, extra: Vec<Block>) -> Self {
        self.extra.extend(extra);
        self
    }

    /// The same, also showing the source in `span`.
    #[must_use]
    pub(crate) fn showing(mut self, span: Span) -> Self {
        self.shows.push(span);
        self
    }

    /// The same, whose answer is one statement.
    #[must_use]
    pub(crate) fn undivided(mut self) -> Self {
        self.entire = true;
        self
    }

    /// The same, asking for the topic itself.
    #[must_use]
    pub(crate) fn of_the_whole(mut self) -> Self {
        self.whole = true;
        self
    }
}

/// A paragraph.
pub(crate) fn paragraph(inlines: Vec<Inline>, span: Span) -> Block {
    Block::new(BlockKind::Paragraph(inlines), span)
}

/// How many items an answer has that is a list and nothing else; 0 otherwise.
fn parts(back: &[Block]) -> usize {
    match back {
        [Block { kind: BlockKind::List(list), .. }] => list.items.len(),
        _ => 0,
    }
}
