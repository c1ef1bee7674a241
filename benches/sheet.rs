//! What packing by dynamic programming is worth: the height of an x that it reaches on so many pages, beside first fit.
//!
//! `cargo bench --bench sheet -- NOTE...` searches columns and size for each note (none: `notes/`) on one to three pages, once
//! with each packing, by the same rules of where a column may end. First fit fills a column up to the last place that fits.
//! Time, memory and file size beside pandoc and Typst: `benches/beside_typst.py`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, not the product")]

use camino::Utf8Path;
use recto::media::Media;
use recto::model::{NoteId, Notebook};
use recto::parse;
use recto::typeset::fonts::FontBook;
use recto::typeset::pack::{Grid, Packing};
use recto::typeset::paper::{MM, Paper};
use recto::typeset::placed::{BreakCost, TopicBox};
use recto::typeset::style::Style;
use recto::typeset::{Options, Sheet, compose};

fn main() {
    let notes: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let ours = ["notes/git.md", "notes/probability.md", "notes/python.md"].map(str::to_owned).to_vec();
    println!("{:<32} pages  first fit  dynamic  gained", "note");
    for note in if notes.is_empty() { ours } else { notes } {
        let text = std::fs::read_to_string(&note).expect("a note");
        let set = composed(&text);
        let name = Utf8Path::new(&note).file_name().unwrap_or(&note);
        for pages in 1..=3 {
            let (first, dynamic) = (set.largest(pages, first_fit), set.largest(pages, dynamic));
            let gained = 100.0 * (dynamic / first - 1.0);
            println!("{name:<32} {pages:>5}  {first:>6.2} mm  {dynamic:>4.2} mm  {gained:>4.1} %");
        }
    }
}

struct Set {
    fonts: FontBook,
    sheet: Sheet,
}

fn composed(text: &str) -> Set {
    let (note, _) = parse::parse(NoteId(0), Utf8Path::new("a.md"), text.into());
    let mut notebook = Notebook { root: "".into(), notes: vec![note] };
    parse::resolve(&mut notebook);
    let style = Style::builtin("default").expect("built in").tightened();
    let options = Options { style: &style, keep_breaks: true, references: true, lang: "en", index: false, pages: None };
    let mut fonts = FontBook::new("en");
    let sheet = compose(&[&notebook.notes[0]], &Media::default(), options, &mut fonts);
    Set { fonts, sheet }
}

impl Set {
    /// The largest x, in mm, with which the note fits so many pages of A4 in two to six columns.
    fn largest(&self, pages: usize, count: fn(&[TopicBox], &Grid) -> usize) -> f32 {
        let paper = Paper::parse("a4", true).expect("paper");
        let fits = |columns: usize, size: f32| {
            let grid = paper.grid(self.sheet.style(), columns, size);
            count(&self.sheet.measure(&self.fonts, size, grid.column_width), &grid) <= pages
        };
        let sizes = (40..=300).rev().map(|step| step as f32 * 0.05);
        let largest = |columns| sizes.clone().find(|size| fits(columns, *size)).unwrap_or(0.0);
        (2..=6).map(largest).fold(0.0, f32::max) * self.fonts.x_height() / MM
    }
}

/// Pages as the product packs them.
fn dynamic(boxes: &[TopicBox], grid: &Grid) -> usize {
    Packing::new(boxes, grid).page_count()
}

/// Pages when each column is filled up to the last place that fits.
fn first_fit(boxes: &[TopicBox], grid: &Grid) -> usize {
    let (mut columns, mut height) = (1, 0.0);
    for one in boxes {
        // What stands together: the bar with what is held to it, then from each place that may break to the next.
        let mut stretches = vec![one.bar.space.max(grid.gap) + one.bar.height];
        for piece in &one.pieces {
            let tall = piece.space + piece.height;
            match stretches.last_mut() {
                Some(last) if piece.break_before == BreakCost::Never => *last += tall,
                _ => stretches.push(tall),
            }
        }
        for (at, tall) in stretches.into_iter().enumerate() {
            if height + tall + one.foot > grid.column_height && height > 0.0 {
                columns += 1;
                height = if at == 0 { 0.0 } else { one.continued.height };
            }
            height += tall;
        }
        height += one.foot;
    }
    usize::div_ceil(columns, grid.columns)
}
