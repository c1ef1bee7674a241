//! Any text is a note: parsing, resolving and showing it never panics, and every node points into the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use recto::model::{NoteId, Notebook};

#[path = "../../tests/testsuite/spans.rs"]
mod spans;

fuzz_target!(|text: &str| {
    let (note, _) = recto::parse::parse(NoteId(0), "note.md".into(), text.into());
    spans::check(&note);
    let mut notebook = Notebook::default();
    notebook.notes.push(note);
    recto::parse::resolve(&mut notebook);
    let note = notebook.note(NoteId(0));
    recto::text::topics::json(&notebook, note, "note.md");
    recto::text::topics::tree(note, "note.md");
});
