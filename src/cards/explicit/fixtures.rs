//! The fixtures in `tests/explicit/`: a note between `=== note` lines, and under it the cards it must give.

use std::fmt::Write as _;
use std::sync::Arc;

use super::Mark;
use crate::cards::CardKind;
use crate::config::Settings;
use crate::model::{Block, NoteId, Notebook};
use crate::text::markdown;

/// The cards of a note as a fixture writes them: a line a card, newlines as ` / `.
fn shown(note: &str) -> String {
    let path = camino::Utf8Path::new("note.md");
    let (note, _) = crate::parse::parse(NoteId(0), path, Arc::from(note));
    let mut notebook = Notebook { root: "".into(), notes: vec![note] };
    crate::parse::resolve(&mut notebook);
    let explicit = super::cards(&notebook.notes[0], &Settings::default());
    let mut out = String::new();
    for card in &explicit.marks {
        out.push_str(&line(card));
        out.push('\n');
    }
    for diagnostic in &explicit.diagnostics {
        writeln!(out, "warning: {}", diagnostic.message).expect("a string takes all");
    }
    out
}

fn line(card: &Mark) -> String {
    let text = |blocks: &[Block]| markdown::blocks(blocks).trim().replace('\n', " / ");
    let kind = match card.kind {
        CardKind::Basic => "basic",
        CardKind::Reversed => "reversed",
        CardKind::Cloze => "cloze",
    };
    let mut line = format!("{kind}: {}", text(&card.front));
    if !card.back.is_empty() {
        write!(line, " => {}", text(&card.back)).expect("a string takes all");
    }
    if !card.extra.is_empty() {
        write!(line, " | {}", text(&card.extra)).expect("a string takes all");
    }
    if !card.typed.is_empty() {
        write!(line, " | typed {}", card.typed).expect("a string takes all");
    }
    if let Some(deck) = &card.deck {
        write!(line, " | deck {deck}").expect("a string takes all");
    }
    if !card.tags.is_empty() {
        write!(line, " | tags {}", card.tags.join(" ")).expect("a string takes all");
    }
    line
}

#[test]
fn every_fixture_gives_its_cards() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/explicit");
    let mut failures = String::new();
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the fixtures").flatten().map(|file| file.path()).collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a fixture");
        for case in text.split("\n=== ").skip(1) {
            let (name, body) = case.split_once('\n').expect("a note under its name");
            let (note, cards) = body.split_once("\n--- cards\n").expect("cards under the note");
            for (ends, note) in [("", note.to_owned()), (" with CRLF", note.replace('\n', "\r\n"))] {
                let found = shown(&note);
                if found.trim() != cards.trim() {
                    let file = file.display();
                    write!(failures, "{file}: {name}{ends}\n  wants\n{}\n  gives\n{found}\n", cards.trim())
                        .expect("a string takes all");
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

proptest::proptest! {
    /// Whatever marks a note is made of, reading them ends well, and every span lies inside the note.
    #[test]
    fn no_soup_of_marks_does_harm(parts in proptest::collection::vec(0..SOUP.len(), 0..60)) {
        let text: String = parts.into_iter().map(|part| SOUP[part]).collect();
        let (note, _) = crate::parse::parse(NoteId(0), camino::Utf8Path::new("note.md"), Arc::from(text.as_str()));
        let explicit = super::cards(&note, &Settings::default());
        let rest = explicit.rest(&note);
        let spans = explicit.marks.iter().map(|mark| mark.span).chain(explicit.claimed.iter().copied());
        for span in spans {
            proptest::prop_assert!(note.text.get(span.bytes()).is_some(), "{span:?} of {text:?}");
        }
        proptest::prop_assert!(rest.walk().count() <= note.walk().count());
    }
}

/// What the soup is made of.
const SOUP: [&str; 56] = [
    "\n",
    "\n",
    "\n\n",
    " ",
    "a",
    "é",
    "漢",
    "\\",
    "::",
    ":::",
    " :: ",
    "?",
    "\n?\n",
    "\n??\n",
    "Q:",
    "\nQ: ",
    "\nA: ",
    "\nC: ",
    "[",
    "]",
    "[x]",
    "(",
    ")",
    "==",
    "==x==",
    "{{c1::",
    "}}",
    "{1:",
    "}",
    "{{cloze ",
    ";;",
    "~~",
    "$",
    "$$",
    "`",
    "```\n",
    "<!--",
    "-->",
    "%%",
    "%\n",
    "---\n",
    "#card",
    "\n## ",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "> [!card] ",
    "```flashcard\nfront: ",
    "\nback: ",
    "START\n",
    "END\n",
    "STARTI [Basic] ",
    " Back: ",
    "ENDI",
    "#flashcards ",
];
