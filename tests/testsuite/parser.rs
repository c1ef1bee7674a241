//! The model holds what the author sees: no word is lost, every node points into the text, nothing panics.

use super::support::Vault;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use recto::diagnostic::{Diagnostic, Site};
use recto::model::{Note, NoteId, Notebook, line_column};

use crate::{show, spans, words};

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
    "\u{a0}",
    "\n-\u{a0}",
    "\n\u{a0}\u{a0}- ",
    "\n## - ",
    "\n:- | :-\n",
    "\n| `",
    "{ #",
    "\\begin{align}",
    "\\end{align}",
    "<p>",
    "é",
    "中",
    "🦀",
    "\u{301}",
    "\0",
    "—",
    "。",
];

/// Names that stand in the marks above, and are no words of a note.
const NAMES: &[&str] = &["kbd", "br", "details", "u", "div", "amp", "https", "1", "7", "p", "begin", "end", "align"];

fn word() -> impl Strategy<Value = String> {
    "[a-z]{2,6}"
}

/// A note of words and marks in any order, without names of links, frames and kramdown's `{:attributes}`, which are no words.
fn note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => word(), 4 => proptest::sample::select(MARKS).prop_map(str::to_owned)];
    proptest::collection::vec(piece, 0..60)
        .prop_map(|pieces| pieces.concat().replace("]:", "] :").replace(":::", ":: :").replace("{:", "{ :"))
}

/// The note of a text, and the words of the text that it lacks.
fn read(text: &str) -> (Note, Vec<(String, usize)>) {
    let note = parse(text);
    let mut said = words::Words::new();
    words::count(text, &mut said);
    said.retain(|word, _| !NAMES.contains(&word.as_str()));
    let lost = words::lost(&said, &words::of_note(&note));
    (note, lost)
}

#[test]
fn what_ends_the_shown_text_of_a_link_is_no_id() {
    for text in ["[[gate|oak* ^old]]", "[[\\|oak` ^old]]", "> [!note] *oak* ^old\n> elm"] {
        assert_eq!(read(text).1, [], "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(text in note()) {
        let (note, lost) = read(&text);
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

/// The notes of a folder of this repository, read and linked, and what was said of them.
fn folder(name: &str) -> (Notebook, Vec<Diagnostic>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut paths: Vec<PathBuf> = ignore::Walk::new(&root).flatten().map(ignore::DirEntry::into_path).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let mut notebook = Notebook::default();
    let mut said = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let text = std::fs::read_to_string(path).expect("a readable note");
        let place = path.strip_prefix(&root).expect("inside the folder").to_str().expect("UTF-8").replace('\\', "/");
        let (note, mut found) = recto::parse::parse(NoteId(at as u32), place.as_str().into(), text.into());
        notebook.notes.push(note);
        said.append(&mut found);
    }
    said.extend(recto::parse::resolve(&mut notebook));
    (notebook, said)
}

#[test]
fn every_construct_has_its_place_in_the_model() {
    let (notebook, said) = folder("tests/vault");
    let mut shown: String = notebook.notes.iter().map(|note| show::note(&notebook, note) + "\n").collect();
    for diagnostic in said {
        let Site::Span(span) = diagnostic.site else { continue };
        let note = notebook.note(span.note);
        let at = line_column(&note.text, span.start as usize);
        let (path, code) = (&note.path, diagnostic.code.as_str());
        let help = &diagnostic.help;
        writeln!(shown, "{path}:{}:{} {code}: {} ({help})", at.line, at.column, diagnostic.message).unwrap();
    }
    insta::assert_snapshot!(shown);
}

/// Twenty notes of one topic each, as people keep them: what they are called, what they are tagged, what they hold.
#[test]
fn atomic_notes_are_topics_named_after_their_file() {
    let (notebook, said) = folder("tests/atomic");
    let mut shown = String::new();
    for note in &notebook.notes {
        writeln!(shown, "tags {:?} aliases {:?}", note.meta.tags, note.meta.aliases).unwrap();
        writeln!(shown, "{}", recto::text::topics::tree(note, note.path.as_str())).unwrap();
    }
    for diagnostic in said {
        writeln!(shown, "{}: {}", diagnostic.code.as_str(), diagnostic.message).unwrap();
    }
    insta::assert_snapshot!(shown);
}

/// What became part of a topic leaves it the id that it was linked by.
#[test]
fn ids_of_what_is_no_block_name_its_topic() {
    let named = [
        ("#aa ^bb", "|bb"),
        ("#aa ^bb\n# cc", "cc|bb"),
        ("#aa ^bb\n# cc ^dd", "cc|bb dd"),
        ("#aa #bb ^id\n\ntext", "|id"),
        ("# cc\n#aa ^bb\n\ntext", "cc|bb"),
        ("# cc ^dd\n\n#aa ^bb", "cc|dd bb"),
        ("#aa ^bb\n\n## cc ^dd\ntext", "|bb, cc|dd"),
        ("text\n\n**Term** ^bb\n\n- item", "|, Term|bb"),
    ];
    for (text, topics) in named {
        let note = parse(text);
        let shown = note.walk().map(|topic| format!("{}|{}", topic.title_text(), topic.block_ids.join(" ")));
        assert_eq!(shown.collect::<Vec<_>>().join(", "), topics, "{text:?}");
    }
}

/// On a test's small stack: reading, looking at and dropping the model recurse no deeper than the cap.
#[test]
fn deep_nesting_keeps_its_text_and_says_so() {
    for frame in ["> ", "- ", "1. ", "*a ", "<div>\n\n", "<details>\n\n", "- > "] {
        let text = frame.repeat(10_000) + "the word";
        let (note, said) = recto::parse::parse(NoteId(0), "note.md".into(), Arc::from(text));
        spans::check(&note);
        let words = words::of_note(&note);
        assert!(words.contains_key("word"), "{frame:?} lost its text");
        assert!(said.len() <= 1 && said.iter().all(|found| found.code.as_str() == "too-deep"), "{said:?}");
    }
}

/// What fuzzing found, made small.
#[test]
fn a_page_tag_that_shows_other_words_is_a_link() {
    let vault = Vault::new().note("a.md", "# A\n\n## B\nSee #[[two words|shown]] and #[[real tag]].\n");
    vault.run("topics a.md --format json").ok().stdout_has("shown").stdout_has("\"tag\":\"real tag\"");
}

#[test]
fn what_the_fuzzer_found_stays_mended() {
    let found = [
        "<table><tr><td>\nfoo\n</td></tr></td>\nfoable>",
        ":::tip\n\n- a list\n\n<summary>Title</summary>\n\n- more",
        "<details>\n\n- a list\n\n<summary>Title</summary>\n\n- more",
        "\n> [!note]- \n\u{a0} ",
        "\n- [ ] \u{a0}\r\n\n- ",
    ];
    for text in found {
        spans::check(&parse(text));
    }
}

#[test]
fn ids_of_blocks_that_join_or_part_are_kept() {
    let notes = [
        "- # aa\n- bb\n\n^cc",
        "- bb\n- # aa\n\n^cc",
        "- # aa ^bb\n\n^cc",
        "1. aa\n\n```\n```\n\n2. bb\n\n^cc",
        "1. aa\n\n^bb\n\n```\n```\n\n2. dd\n\n^cc",
        "aa\n\n---\n\n^bb ^cc",
        "> **Warning** ^cc\n>\n> text",
    ];
    for text in notes {
        assert!(words::of_note(&parse(text)).contains_key("cc"), "{text:?}");
    }
}
