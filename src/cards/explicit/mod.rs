//! The marks of other tools, side by side: who moves here edits nothing.
//!
//! A note's source lines go in, cards and what they claimed come out; the rules see what is left. The order in which
//! marks claim: boxes (fences, callouts, `START … END`), tagged headings, labelled blocks, tagged lines, `:::` and `::`,
//! `?`, blanks. A container owns its text. See `docs/syntax.md` for all of them.

mod blanked;
mod boxed;
mod chrome;
mod cloze;
mod found;
mod inline;
mod label;
mod labelled;
mod lift;
mod o2a;
mod opaque;
mod page;
mod question_mark;
mod rest;
mod sides;
mod slice;
mod tagged;
mod tight;
mod told;

#[cfg(test)]
mod fixtures;

use std::ops::Range;

use super::draft::Draft;
use super::subject::{Subject, silenced};
use super::{CardKind, Rule};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, Note, Span};
pub(crate) use chrome::is_card_tag;
use found::{Found, Reader};
pub(crate) use label::{Label, named as label_named};
use page::Page;
pub(crate) use rest::without;
use told::Told;

/// A card as its author marked it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    /// Basic, reversed or cloze.
    pub(crate) kind: CardKind,
    /// The question, or the text with its blanks.
    pub(crate) front: Vec<Block>,
    /// The answer.
    pub(crate) back: Vec<Block>,
    /// What is folded under the answer.
    pub(crate) extra: Vec<Block>,
    /// What must be typed; empty for nothing.
    pub(crate) typed: String,
    /// Its own tags, without `#`, nested by `/` or `::`.
    pub(crate) tags: Vec<String>,
    /// The deck that its author named, levels separated by `::`.
    pub(crate) deck: Option<String>,
    /// `^block-id` of its text.
    pub(crate) block_id: Option<String>,
    /// What was marked.
    pub(crate) span: Span,
}

/// What the marks of a note gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Explicit {
    /// The cards, in note order.
    pub(crate) marks: Vec<Mark>,
    /// Source that a mark owns, in order: no rule may ask it.
    pub(crate) claimed: Vec<Span>,
    /// Whether the marks are all the cards of the note: it says so itself, and has some.
    pub(crate) alone: bool,
    /// Marks that were refused.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The cards that are marked in `note`. `settings` are those in force for it.
pub(crate) fn cards(note: &Note, settings: &Settings) -> Explicit {
    if !may_hold_marks(note, settings) {
        return Explicit::default();
    }
    let mut page = Page::new(note);
    let told = Told::of(&mut page, settings);
    let mut reader = Reader { page, told, found: Vec::new(), refused: Vec::new() };
    read(&mut reader);
    finish(note, reader)
}

/// A cheap look, so that the many notes without marks cost nothing.
fn may_hold_marks(note: &Note, settings: &Settings) -> bool {
    const SIGNS: [&str; 16] = [
        "::",
        ";;",
        "==",
        "{{",
        "[!",
        "START",
        "TARGET DECK",
        "FILE TAGS",
        "Deck:",
        "#card",
        "#flashcard",
        "```flashcard",
        "\n?",
        "\n%",
        "#Card",
        "#Flashcard",
    ];
    let dialects = !note.meta.dialects.is_empty() || !settings.cards.dialects.is_empty();
    let text = &note.text;
    dialects
        || note.meta.properties.contains_key("noteId")
        || SIGNS.iter().any(|sign| text.contains(sign))
        || (text.contains('?') && text.lines().any(|line| matches!(line.trim(), "?" | "??")))
        || label::may_be_in(text)
        || text.match_indices('{').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || c == 'c'))
}

fn read(reader: &mut Reader<'_>) {
    sides::whole_note(reader);
    if !reader.found.is_empty() {
        return;
    }
    boxed::find(reader);
    o2a::find(reader);
    tagged::headings(reader);
    sides::inka(reader);
    labelled::find(reader);
    sides::percent(reader);
    tagged::lines(reader);
    inline::find(reader);
    question_mark::find(reader);
    blanked::find(reader);
}

fn finish(note: &Note, reader: Reader<'_>) -> Explicit {
    let Reader { mut page, told, mut found, mut refused } = reader;
    page.claim_chrome();
    found.sort_by_key(|found| found.span.start);
    refused.sort_by_key(|refused| refused.line);
    let resolved = lift::Resolved::of(note);
    let decks = told::DeckLines::of(&page);
    let named = told.deck.clone().or_else(|| hashcards_name(note, &found));
    let marks: Vec<Mark> = found
        .into_iter()
        .map(|card| {
            let deck = card.deck.clone().or_else(|| decks.at(card.span.start)).or_else(|| named.clone());
            mark(note, &page, card, deck, &told, &resolved)
        })
        .filter(|mark| !mark.front.is_empty())
        .collect();
    let diagnostics = refused
        .into_iter()
        .filter(|_| told.loose)
        .map(|refused| {
            let span = page.span(page.lines[refused.line].range.clone());
            Diagnostic::new(Code::IgnoredMark, span, refused.why)
        })
        .collect();
    let claimed = claimed(&page).into_iter().map(|range| page.span(range)).collect();
    let alone = told.loose && !marks.is_empty() && note.meta.cards.is_none();
    Explicit { marks, claimed, alone, diagnostics }
}

impl Explicit {
    /// Whether the note has nothing for this module.
    pub(crate) fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.claimed.is_empty()
    }

    /// The cards as drafts, a list a subject; `note` is the whole note, whose `subjects` are those of what is left.
    pub(crate) fn drafts(&self, note: &Note, subjects: &[Subject<'_>]) -> Vec<Vec<Draft>> {
        let places = rest::Places::new(note, self);
        let mut drafts: Vec<Vec<Draft>> = subjects.iter().map(|_| Vec::new()).collect();
        for mark in &self.marks {
            if places.around(mark.span).any(silenced) {
                continue;
            }
            let home = places
                .around(mark.span)
                .find_map(|topic| subjects.iter().position(|subject| subject.topic.id == topic.id));
            if let Some(drafts) = home.and_then(|home| drafts.get_mut(home)) {
                drafts.push(mark.draft());
            }
        }
        drafts
    }
}

impl Mark {
    fn draft(&self) -> Draft {
        Draft {
            kind: self.kind,
            front: self.front.clone(),
            extra: self.extra.clone(),
            typed: self.typed.clone(),
            block_id: self.block_id.clone(),
            deck: self.deck.clone(),
            tags: self.tags.clone(),
            ..Draft::ask(Rule::Explicit, Vec::new(), self.span).answer(self.back.clone())
        }
    }
}

/// hashcards names a deck by `name` in its front matter.
fn hashcards_name(note: &Note, found: &[Found]) -> Option<String> {
    let labelled =
        || found.iter().any(|found| matches!(note.text.get(found.span.start..found.span.start + 2), Some("Q:" | "C:")));
    told::property(note, "name").filter(|_| labelled())
}

fn mark(
    note: &Note,
    page: &Page<'_>,
    found: Found,
    deck: Option<String>,
    told: &Told,
    resolved: &lift::Resolved,
) -> Mark {
    let blocks = |slice| lift::blocks(note, slice, resolved);
    let mut tags = found.tags;
    tags.extend(told.tags.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>());
    Mark {
        kind: found.kind,
        front: blocks(&found.front),
        back: blocks(&found.back),
        extra: blocks(&found.extra),
        typed: found.typed,
        tags,
        deck,
        block_id: block_id(page, &found.span),
        span: page.span(found.span),
    }
}

/// The block id at the end of a card's first or last line.
fn block_id(page: &Page<'_>, span: &Range<usize>) -> Option<String> {
    let text = page.text[span.clone()].trim_end();
    let lines = [text.lines().next_back(), text.lines().next()];
    lines.into_iter().flatten().find_map(|line| {
        let id = chrome::block_id(line)?;
        Some(line[id].trim().trim_start_matches('^').to_owned())
    })
}

/// The claimed lines as ranges, neighbours joined, ends of lines included.
fn claimed(page: &Page<'_>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (index, line) in page.lines.iter().enumerate().filter(|(_, line)| line.claimed) {
        let end = page.lines.get(index + 1).map_or(page.text.len(), |next| next.range.start);
        match ranges.last_mut() {
            Some(last) if last.end == line.range.start => last.end = end,
            _ => ranges.push(line.range.start..end),
        }
    }
    ranges
}
