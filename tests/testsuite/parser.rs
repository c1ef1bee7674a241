//! The model holds what the author sees: no word is lost, every node points into the text, nothing panics.

use std::sync::Arc;

use proptest::prelude::*;
use recto::model::{Note, NoteId};

use crate::{spans, words};

fn parse(text: &str) -> Note {
    recto::parse::parse(NoteId(0), "note.md".into(), Arc::from(text)).0
}

/// Marks that notes are made of. Comments and link definitions are not among them: what they hold is no word.
const MARKS: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n\t* ",
    "\n1. ",
    "\n7) ",
    "\n> ",
    "\n> > ",
    "\n# ",
    "\n### ",
    "\n```\n",
    "\n~~~ rust\n",
    "\n    ",
    "\n---\n",
    "\n===\n",
    "\n| ",
    " | ",
    " |\n|---|---|\n| ",
    "\n: ",
    "\n> [!note]- ",
    "\n- [ ] ",
    "\n[^1]: ",
    "[^1]",
    "^[",
    "]",
    "[",
    "[[",
    "]]",
    "![[",
    "|",
    "](",
    ")",
    "(",
    "!",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "==",
    "$",
    "$$",
    "\\",
    "\\|",
    "#",
    " #",
    " ^",
    "{",
    "}",
    "::",
    " :: ",
    ":",
    "**:** ",
    " https://",
    "<kbd>",
    "</kbd>",
    "<br>",
    "<details>",
    "</details>",
    "<u>",
    "\n<div>\n",
    "\n</div>\n",
    "&amp;",
    "\t",
    "\r\n",
    "\u{200e}",
    "é",
    "中",
    "🦀",
    "\u{301}",
    "\0",
    "—",
    "。",
];

/// Names that stand in the marks above, and are no words of a note.
const NAMES: &[&str] = &["kbd", "br", "details", "u", "div", "amp", "https", "1", "7"];

fn word() -> impl Strategy<Value = String> {
    "[a-z]{2,6}"
}

/// A note of words and marks in any order.
fn note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => word(), 4 => proptest::sample::select(MARKS).prop_map(str::to_owned)];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat().replace("]:", "] :"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(text in note()) {
        let note = parse(&text);
        let mut said = words::Words::new();
        words::count(&text, &mut said);
        said.retain(|word, _| !NAMES.contains(&word.as_str()));
        let lost = words::lost(&said, &words::of_note(&note));
        prop_assert!(lost.is_empty(), "lost {:?}\n{:#?}", lost, note.root);
    }

    #[test]
    fn every_node_points_into_the_text(text in note()) {
        spans::check(&parse(&text));
    }

    #[test]
    fn any_text_is_a_note(text in "\\PC*") {
        spans::check(&parse(&text));
    }
}
