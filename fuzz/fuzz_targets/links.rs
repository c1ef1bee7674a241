//! Notes that link to, embed and misspell each other: whatever they say, links and embeds are resolved without panic, and a
//! second time to the same end.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut notebook = common::notebook(text);
    let shown = |notebook: &recto::model::Notebook| {
        let notes = notebook.notes.iter();
        notes.map(|note| recto::text::topics::json(notebook, note, note.path.as_str())).collect::<Vec<_>>()
    };
    let once = shown(&notebook);
    recto::parse::resolve(&mut notebook);
    assert_eq!(shown(&notebook), once);
});
