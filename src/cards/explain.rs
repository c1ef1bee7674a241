//! What `recto explain` says: an entry a card (a blank is a card, a reversed note two), what was dropped, and figures.

use serde::Serialize;

use super::{Card, CardKind, Derived, Face, faces};
use crate::model::{CardLevel, Notebook, Span};
use crate::text::markdown;

/// A card for a reader: texts are Markdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Note key, `#`, place.
    pub key: String,
    /// Anki's GUID; empty where no lock gave one.
    pub guid: String,
    /// basic, reversed or cloze.
    #[serde(rename = "type")]
    pub kind: CardKind,
    /// `explicit`, `R1`, ….
    pub rule: String,
    /// The level it was made at.
    pub level: CardLevel,
    /// The breadcrumb, joined by ` › `.
    pub context: String,
    /// The question; of a blank the text with `[…]` in its place and the others filled.
    pub front: String,
    /// The answer; of a blank what was hidden.
    pub back: String,
    /// The hint.
    pub hint: String,
    /// What is folded under the answer.
    pub extra: String,
    /// Its deck.
    pub deck: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The note's path.
    pub path: String,
    /// The line it came from, from 1.
    pub line: usize,
}

/// Text that stands on no card as it was, for a reader.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lost {
    /// The note's path.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why.
    pub why: String,
}

/// All that `recto explain` prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Explanation {
    /// An entry a card, in note order.
    pub cards: Vec<Entry>,
    /// What was dropped or repaired.
    pub dropped: Vec<Lost>,
}

/// The cards of a run, explained.
pub fn explain(notebook: &Notebook, derived: &Derived) -> Explanation {
    let line = |span: Span| notebook.note(span.note).place(span.start).line;
    let path = |span: Span| notebook.note(span.note).path.to_string();
    let cards = derived.cards.iter().flat_map(|card| entries(card, &path(card.span), line(card.span))).collect();
    let dropped = derived
        .dropped
        .iter()
        .map(|lost| Lost {
            path: path(lost.span),
            line: line(lost.span),
            text: lost.text.clone(),
            why: lost.why.clone(),
        })
        .collect();
    Explanation { cards, dropped }
}

/// The entries of one note of Anki's.
fn entries(card: &Card, path: &str, line: usize) -> Vec<Entry> {
    let entry = |front: String, back: String, hint: String| Entry {
        key: key(card, path),
        guid: card.guid.0.clone(),
        kind: card.kind,
        rule: card.rule.to_string(),
        level: card.level,
        context: card.context.join(" › "),
        front,
        back,
        hint,
        extra: markdown::blocks(&card.extra),
        deck: card.deck.clone(),
        tags: card.tags.clone(),
        path: path.to_owned(),
        line,
    };
    let show = |face: Face<'_>| {
        // A blank that asks at several places hides a piece at each.
        let pieces: Vec<_> = match card.kind {
            CardKind::Cloze => face.back.iter().map(|block| markdown::blocks(std::slice::from_ref(block))).collect(),
            CardKind::Basic | CardKind::Reversed => vec![markdown::blocks(&face.back)],
        };
        entry(markdown::blocks(&face.front), pieces.join(", "), face.hint)
    };
    faces(card).into_iter().map(show).collect()
}

/// `note key # place`.
fn key(card: &Card, path: &str) -> String {
    let mut key = format!("{path}#{}", card.place.topics.join("/"));
    if let Some(id) = &card.place.block_id {
        key.push('^');
        key.push_str(id);
    }
    format!("{key}/{}", card.place.ordinal)
}
