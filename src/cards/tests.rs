//! Helpers for the rules' tests: a note in, its cards as lines out, `question => answer`.

use std::sync::Arc;

use super::derive;
use super::explain::{Explanation, explain};
use crate::config::Settings;
use crate::model::{CardLevel, NoteId, Notebook};
use crate::parse;

/// The cards of one note called `notes`.
pub(super) fn explained(note: &str, level: CardLevel) -> Explanation {
    let (note, _) = parse::parse(NoteId(0), "notes.md".into(), Arc::from(note));
    let mut notebook = Notebook { notes: vec![note], ..Notebook::default() };
    parse::resolve(&mut notebook);
    let mut settings = Settings::default();
    settings.cards.level = level;
    let (derived, _) = derive(&notebook, &settings);
    explain(&notebook, &derived)
}

/// The cards as lines; line breaks in an answer are ` / `.
pub(super) fn lines(note: &str, level: CardLevel) -> Vec<String> {
    let flat = |text: &str| text.replace('\n', " / ");
    explained(note, level).cards.iter().map(|card| format!("{} => {}", flat(&card.front), flat(&card.back))).collect()
}

/// At `section`, the note makes exactly these cards.
#[track_caller]
pub(super) fn check(note: &str, cards: &[&str]) {
    assert_eq!(lines(note, CardLevel::Section), cards);
}

#[test]
fn a_heading_with_a_paragraph_asks_what_it_is() {
    check(
        "## Generators\nFunctions that return items one at a time",
        &["What are **Generators**? => Functions that return items one at a time"],
    );
}
