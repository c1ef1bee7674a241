//! Any note is set in any column: shaping and line breaking never panic, and heights stay finite.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use recto::media::Media;
use recto::typeset::fonts::FontBook;
use recto::typeset::style::Style;
use recto::typeset::{Options, compose};

fuzz_target!(|text: &str| {
    let notebook = common::notebook(text);
    let notes: Vec<_> = notebook.notes.iter().collect();
    let style = Style::builtin("default").expect("a theme of ours");
    let options = Options { style: &style, keep_breaks: false, references: true, lang: "en", index: true, pages: None };
    let mut fonts = FontBook::new("en");
    let sheet = compose(&notes, &Media::default(), options, &mut fonts);
    for (size, column) in [(8.0, 200.0), (5.0, 60.0), (14.0, 500.0)] {
        let galley = sheet.set(&fonts, size, column);
        let pieces = galley.boxes.iter().flat_map(|one| &one.pieces);
        pieces.for_each(|piece| assert!(piece.height.is_finite() && piece.height >= 0.0));
    }
});
