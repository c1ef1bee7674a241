//! The rules as a whole: notes that people can read with the cards they must give, and what holds for every note.

mod fixtures;
mod lost;

use std::sync::Arc;

use super::derive;
use super::explain::{Explanation, explain};
use crate::config::Settings;
use crate::model::{CardLevel, NoteId, Notebook};
use crate::parse;

/// The cards of one note called `notes`.
pub(super) fn explained(note: &str, level: CardLevel) -> Explanation {
    named("notes.md", note, level)
}

/// The cards of one note at this path.
fn named(path: &str, note: &str, level: CardLevel) -> Explanation {
    let (note, _) = parse::parse(NoteId(0), path.into(), Arc::from(note));
    let mut notebook = Notebook { notes: vec![note], ..Notebook::default() };
    parse::resolve(&mut notebook);
    let mut settings = Settings::default();
    settings.cards.level = level;
    let (derived, _) = derive(&notebook, &settings);
    explain(&notebook, &derived)
}

/// The cards as lines, `front => back`; line breaks are ` / `.
pub(super) fn lines(note: &str, level: CardLevel) -> Vec<String> {
    of(&explained(note, level))
}

fn of(explanation: &Explanation) -> Vec<String> {
    let flat = |text: &str| text.replace("\n\n", " / ").replace('\n', " / ");
    explanation.cards.iter().map(|card| format!("{} => {}", flat(&card.front), flat(&card.back))).collect()
}

/// At `section`, the note makes exactly these cards.
#[track_caller]
pub(super) fn check(note: &str, cards: &[&str]) {
    assert_eq!(lines(note, CardLevel::Section), cards);
}

/// At `atomic`, the note makes exactly these cards.
#[track_caller]
pub(super) fn check_atomic(note: &str, cards: &[&str]) {
    assert_eq!(lines(note, CardLevel::Atomic), cards);
}

#[test]
fn a_block_of_text_is_not_asked_as_code_and_an_empty_one_not_at_all() {
    let front = |block: &str| {
        let cards = lines(&format!("# Harbour\n## Watches\n```{block}\n```\n"), CardLevel::Section);
        cards.first().map(|card| card.split(" => ").next().unwrap_or_default().to_owned())
    };
    let asked = Some("What are **Watches**?".to_owned());
    assert_eq!(front("text\nfirst: until the bell\nsecond: until dawn"), asked);
    assert_eq!(front("\nThe first lasts until the bell\nThe second lasts until dawn"), asked);
    assert_eq!(front("\nwatch --first 20\nwatch --second 4"), Some("**Harbour**: **Watches**?".to_owned()));
    assert_eq!(front("\n...\n"), None);
}

#[test]
fn a_list_of_prose_that_is_indented_below_a_heading_is_a_list() {
    for indent in ["\t", "    "] {
        let note = format!("## Docks\n{indent}- North dock\n{indent}- **South** dock\n");
        check(&note, &["What are **Docks**? (2) => - North dock / - **South** dock"]);
    }
}

#[test]
fn a_list_in_indented_code_stays_code() {
    for code in ["    - hosts: all\n      become: yes\n", "    Heading\n    =======\n\n    - Bullet\n"] {
        let cards = lines(&format!("## Loops\n\n{code}"), CardLevel::Section);
        assert!(cards[0].starts_with("How do you write"), "{cards:?}");
    }
}

#[test]
fn a_paragraph_that_is_indented_is_not_asked_as_code() {
    let asked = |text: &str| lines(&format!("## Calls\n\n    {text}\n"), CardLevel::Section).remove(0);
    assert!(!asked("The crew of a ferry casts off at dawn.").contains("write"));
    assert!(asked("cast_off(ferry)").contains("write"));
}

#[test]
fn a_heading_that_is_the_question_is_no_breadcrumb() {
    let note = "# Hearts\n## How many chambers are there?\nfour\n## Valves\nThey open one way.\n";
    let trails: Vec<_> = explained(note, CardLevel::Section).cards.into_iter().map(|card| card.context).collect();
    assert_eq!(trails, ["Hearts", "Hearts › Valves"]);
}

#[test]
fn a_drawing_is_sketched_and_not_written() {
    check(
        "# Harbour\n## Slipway\n```\nland\n  \\\\\n   \\\\____\n| water |\n```\n",
        &["Sketch **Slipway**. => ``` / land /   \\\\ /    \\\\____ / | water | / ```"],
    );
}

#[test]
fn what_affects_a_thing_is_a_list_of_factors() {
    check(
        "# Gas\n## Factors affecting the rate of diffusion\n- heat\n- area\n",
        &["What are the **factors affecting the rate of diffusion**? (2) => - heat / - area"],
    );
    check(
        "# Gas\n## Factors for good exchange\n- heat\n- area\n",
        &["What are the **factors for good exchange**? (2) => - heat / - area"],
    );
    check(
        "# Gas\n## Objections to pipes\n- they leak\n- they rust\n### Evidence for leaks\nBirds fall from the trees.\n",
        &[
            "What are the objections to **pipes**? (2) => - they leak / - they rust",
            "**Objections to pipes**: what is the evidence for **leaks**? => Birds fall from the trees.",
        ],
    );
    check(
        "# Gas\n## Steps for opening a valve\n- turn the wheel\n- wait a while\n",
        &["What are the steps for **opening a valve**? (2) => - turn the wheel / - wait a while"],
    );
}

#[test]
fn a_heading_that_only_counts_asks_what_it_says() {
    check(
        "# Tides\n## Observation 2\nAt noon the gauge stood at four metres.\n",
        &["**Tides**: what does **observation 2** say? => At noon the gauge stood at four metres."],
    );
}

#[test]
fn a_definition_ends_where_a_label_begins() {
    check(
        "# Tolls\n## Flat toll\nPrice that is the same for all ships\nPros: quick\n",
        &[
            "What is **Flat toll**? => Price that is the same for all ships",
            "What are the pros of **Flat toll**? => quick",
        ],
    );
}

#[test]
fn a_sentence_says_what_a_title_with_a_remark_is() {
    check(
        "# Mooring mix (4Rs)\nThe mooring mix is the set of ropes that a ship is tied with.\n",
        &["What is **Mooring mix (4Rs)**? => the set of ropes that a ship is tied with."],
    );
}
