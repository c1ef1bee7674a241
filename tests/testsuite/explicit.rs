//! Marks of other tools make the cards they made there. Each mark's cases are in `tests/explicit/`; here is what a user
//! who moves sees of them.

use crate::support::{Run, Vault};

/// A run of `recto csv` over `notes`, a card a line: rule, front, back, deck.
fn cards(vault: &Vault) -> Run {
    vault.run("csv notes --no-lock -o - --text markdown --columns rule,front,back,deck").ok()
}

/// The rows of explicit cards and of others.
fn counted(run: &Run) -> (usize, usize) {
    let mut rows = csv::Reader::from_reader(run.stdout.as_bytes());
    let rules: Vec<String> = rows.records().map(|row| row.expect("a row")[0].to_owned()).collect();
    let explicit = rules.iter().filter(|rule| *rule == "explicit").count();
    (explicit, rules.len() - explicit)
}

const DECK: &str = "---\nname = \"Algebra\"\n---\n\nQ: What is a group?\nA: A set with an operation\n---\nQ: And a ring?\nA: Two\noperations\n\nC: A product $(m \\times [n]) \\cdot ([n] \\times p)$ needs the [inner] sizes alike.\n";

#[test]
fn a_deck_of_hashcards_comes_over_whole() {
    let vault = Vault::new().note("notes/algebra.md", DECK);
    let run = cards(&vault);
    assert_eq!(counted(&run), (5, 0), "{}", run.stdout);
    run.stdout_has("Algebra").stdout_has("What is a group?");
}

#[test]
fn a_blank_in_a_formula_stays_in_it() {
    let vault = Vault::new().note("notes/algebra.md", DECK);
    let run = vault.run("csv notes --no-lock -o - --flavor anki").ok();
    run.stdout_has(r"\((m \times {{c1::n}}) \cdot ({{c2::n}} \times p)\)");
}

#[test]
fn a_told_note_has_no_other_cards() {
    let note = "---\ntags: [flashcards]\n---\n# Rocks\n\nRocks are hard.\n\n## Igneous\n\nBasalt::from lava\n\nSome more text here.\n";
    let vault = Vault::new().note("notes/rocks.md", note);
    assert_eq!(counted(&cards(&vault)), (1, 0));
}

#[test]
fn beside_marks_an_ordinary_note_is_asked_as_any_other() {
    let note = "## Basalt\n\nA dark rock from lava.\n\nWhere is it found? :: On the sea floor\n\n## Marble :: no card\n\nWhat was it?\n?\nLimestone\n";
    let vault = Vault::new().note("notes/rocks.md", note);
    assert_eq!(counted(&cards(&vault)), (2, 1));
}

#[test]
fn a_told_note_without_marks_is_asked_as_any_other() {
    let note = "---\ntags: [flashcards]\n---\n## Basalt\n\nA dark rock from lava.\n";
    let vault = Vault::new().note("notes/rocks.md", note);
    assert_eq!(counted(&cards(&vault)), (0, 1));
}

#[test]
fn silence_covers_marks() {
    let vault = Vault::new()
        .note("notes/a.md", "## Basalt #nocards\n\nWhat is it? :: A rock\n\n## Marble\n\nWhat was it? :: Limestone\n")
        .note("notes/b.md", "---\ncards: off\n---\nWhat is it? :: A rock\n");
    assert_eq!(counted(&cards(&vault)), (1, 0));
}

#[test]
fn a_mark_that_was_refused_is_told_with_its_line() {
    let vault = Vault::new().note("notes/a.md", "#flashcards\nWhat is it::A rock\n\nWhat is missing ::\n");
    vault.run("build notes --dry-run --only csv").stderr_has("ignored-mark").stderr_has("a.md:4");
}

#[test]
fn one_number_is_one_card_and_a_reversed_note_two() {
    let vault = Vault::new().note("notes/a.md", "{{c1::Red}} and {{c1::green}} make {{c2::yellow}}.\n\nHund ::: dog\n");
    assert_eq!(counted(&cards(&vault)), (4, 0));
}
