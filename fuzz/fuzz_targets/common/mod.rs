//! What the targets share: bytes as the notes of a notebook.

use recto::model::{NoteId, Notebook};

/// Names that notes get in turn, so that text can point at them.
const NAMES: [&str; 4] = ["a.md", "folder/b.md", "folder/deep/a.md", "Notes on c.md"];

/// The notes of a text that is cut at each U+0001, parsed and linked.
pub fn notebook(text: &str) -> Notebook {
    let mut notebook = Notebook::default();
    for ((at, text), name) in (0..).zip(text.split('\u{1}')).zip(NAMES) {
        let (note, _) = recto::parse::parse(NoteId(at), name.into(), text.into());
        notebook.notes.push(note);
    }
    recto::parse::resolve(&mut notebook);
    notebook
}
