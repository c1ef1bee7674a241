//! The columns of a row that stands for a card.

use std::borrow::Cow;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::TextForm;
use crate::cards::{Card, CardKind, Face};
use crate::export::Study;
use crate::model::{Block, inline_footnotes};
use crate::text::html::Html;
use crate::text::{markdown, plain};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// The deck, levels separated by `::`.
    Deck,
    /// The breadcrumb, joined by ` › `.
    Context,
    /// The question.
    Front,
    /// The answer.
    Back,
    /// What is folded under the answer.
    Extra,
    /// The hint.
    Hint,
    /// Tags, separated by spaces.
    Tags,
    /// basic, reversed or cloze.
    Type,
    /// The note's path.
    Path,
    /// The line it came from.
    Line,
    /// The note's title.
    Title,
    /// The number of the card in its note of Anki's, from 1.
    Card,
    /// The rule that made it.
    Rule,
    /// topic, section or atomic.
    Level,
    /// Anki's GUID.
    Guid,
}

/// The columns if the user names none.
pub(super) const USUAL: &[Column] = &[
    Column::Deck,
    Column::Context,
    Column::Front,
    Column::Back,
    Column::Extra,
    Column::Hint,
    Column::Tags,
    Column::Type,
    Column::Path,
    Column::Line,
];

/// A card of a note, its number from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) card: &'a Card,
    pub(super) face: &'a Face<'a>,
    pub(super) number: usize,
}

impl Column {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Deck => "deck",
            Self::Context => "context",
            Self::Front => "front",
            Self::Back => "back",
            Self::Extra => "extra",
            Self::Hint => "hint",
            Self::Tags => "tags",
            Self::Type => "type",
            Self::Path => "path",
            Self::Line => "line",
            Self::Title => "title",
            Self::Card => "card",
            Self::Rule => "rule",
            Self::Level => "level",
            Self::Guid => "guid",
        }
    }

    pub(super) fn cell(self, study: &Study<'_>, row: Row<'_>, form: TextForm) -> String {
        let card = row.card;
        let note = study.notebook.note(card.topic.note);
        match self {
            Self::Deck => card.deck.clone(),
            Self::Context => card.context.join(" › "),
            Self::Front => text(study, &row.face.front, form),
            Self::Back => text(study, &row.face.back, form),
            Self::Extra => text(study, &card.extra, form),
            Self::Hint => row.face.hint.clone(),
            Self::Tags => card.tags.join(" "),
            Self::Type => kind(card.kind).to_owned(),
            Self::Path => note.path.to_string(),
            Self::Line => note.place(card.span.start).line.to_string(),
            Self::Title => note.title.clone(),
            Self::Card => row.number.to_string(),
            Self::Rule => card.rule.to_string(),
            Self::Level => format!("{:?}", card.level).to_lowercase(),
            Self::Guid => card.guid.0.clone(),
        }
    }
}

fn kind(kind: CardKind) -> &'static str {
    match kind {
        CardKind::Basic => "basic",
        CardKind::Reversed => "reversed",
        CardKind::Cloze => "cloze",
    }
}

/// Blocks in the form that the user wants.
pub(super) fn text(study: &Study<'_>, blocks: &[Block], form: TextForm) -> String {
    match form {
        TextForm::Plain => plain::blocks(&without_footnotes(study, blocks)),
        TextForm::Markdown => markdown::blocks(&without_footnotes(study, blocks)),
        TextForm::Html => Html::new(study.notebook, study.media).field(blocks),
    }
}

/// Blocks with their footnotes in parentheses: a cell has no foot.
fn without_footnotes<'b>(study: &Study<'_>, blocks: &'b [Block]) -> Cow<'b, [Block]> {
    let note = blocks.first().and_then(|block| study.notebook.notes.get(block.span.note.0 as usize));
    match note.filter(|note| !note.footnotes.is_empty()) {
        Some(note) => {
            let mut blocks = blocks.to_vec();
            inline_footnotes(&mut blocks, &note.footnotes);
            Cow::Owned(blocks)
        }
        None => Cow::Borrowed(blocks),
    }
}
