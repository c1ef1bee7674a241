//! What packing by dynamic programming is worth, beside first fit: the height of an x reached on so many pages, and how many
//! boxes are in two parts at that size.
//!
//! `cargo bench --bench sheet -- NOTE...` searches columns and size for each note (none: ours) on one to three pages, by the
//! same rules of where a column may end. First fit fills a column up to the last place that fits; `whole` is first fit that
//! keeps every box whole that fits a column, as `break-inside: avoid` does. Time, memory and size of the file beside pandoc and
//! Typst: `benches/beside_typst.py`.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, not the product")]

use camino::Utf8Path;
use recto::media::Media;
use recto::model::{NoteId, Notebook};
use recto::parse;
use recto::typeset::fonts::FontBook;
use recto::typeset::pack::{Grid, Packing};
use recto::typeset::paper::{MM, Paper};
use recto::typeset::placed::{BreakCost, Piece, TopicBox};
use recto::typeset::style::Style;
use recto::typeset::{Options, Sheet, compose};

fn main() {
    let notes: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let ours = ["notes/git.md", "notes/probability.md", "notes/python.md"].map(str::to_owned).to_vec();
    println!("{:<28} pages  whole        first fit          dynamic", "note");
    for note in if notes.is_empty() { ours } else { notes } {
        let text = std::fs::read_to_string(&note).expect("a note");
        let set = composed(&text);
        let name = Utf8Path::new(&note).file_name().unwrap_or(&note);
        for pages in 1..=3 {
            let [whole, first, dynamic] = [whole, first_fit, dynamic].map(|pack: Pack| set.largest(pages, pack));
            println!(
                "{name:<28} {pages:>5}  {:.2} mm  {:.2} mm, {:>2} broken  {:.2} mm, {:>2} broken",
                whole.0, first.0, first.1, dynamic.0, dynamic.1
            );
        }
    }
}

/// Packs boxes: how many pages they take, and how many of them are in two parts.
type Pack = fn(&[TopicBox], &Grid) -> (usize, usize);

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
    /// The largest x, in mm, with which the note fits so many pages of A4 in two to six columns, and the boxes broken there.
    fn largest(&self, pages: usize, pack: Pack) -> (f32, usize) {
        let paper = Paper::parse("a4", true).expect("paper");
        let packed = |columns: usize, size: f32| {
            let grid = paper.grid(self.sheet.style(), columns, size);
            pack(&self.sheet.measure(&self.fonts, size, grid.column_width), &grid)
        };
        let sizes = (40..=300).rev().map(|step| step as f32 * 0.05);
        let largest = |columns| {
            let fitting = sizes.clone().map(|size| (size, packed(columns, size)));
            fitting.filter(|(_, (count, _))| *count <= pages).map(|(size, (_, broken))| (size, broken)).next()
        };
        let best = (2..=6).filter_map(largest).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0));
        (best.0 * self.fonts.x_height() / MM, best.1)
    }
}

/// As the product packs them.
fn dynamic(boxes: &[TopicBox], grid: &Grid) -> (usize, usize) {
    let packing = Packing::new(boxes, grid);
    (packing.page_count(), packing.broken())
}

/// Each column filled up to the last place that fits.
fn first_fit(boxes: &[TopicBox], grid: &Grid) -> (usize, usize) {
    filled(boxes, grid, |_| false)
}

/// The same, but boxes that fit a column stay whole.
fn whole(boxes: &[TopicBox], grid: &Grid) -> (usize, usize) {
    filled(boxes, grid, |height| height <= grid.column_height)
}

fn filled(boxes: &[TopicBox], grid: &Grid, keeps: impl Fn(f32) -> bool) -> (usize, usize) {
    let (mut columns, mut height, mut broken) = (1, 0.0, 0);
    for one in boxes {
        let stretches = stretches(one, grid);
        let tall: f32 = stretches.iter().sum::<f32>() + one.foot;
        let stretches = if keeps(tall) { vec![tall - one.foot] } else { stretches };
        let before = columns;
        for (at, stretch) in stretches.into_iter().enumerate() {
            if height + stretch + one.foot > grid.column_height && height > 0.0 {
                columns += 1;
                height = if at == 0 { 0.0 } else { one.continued.height };
                broken += usize::from(at > 0 && columns == before + 1);
            }
            height += stretch;
        }
        height += one.foot;
    }
    (usize::div_ceil(columns, grid.columns), broken)
}

/// What stands together: the bar with what is held to it, then from each place that may break, three lines from either end of
/// the box at least, to the next.
fn stretches(one: &TopicBox, grid: &Grid) -> Vec<f32> {
    let height = |piece: &Piece| piece.space + piece.height;
    let total: f32 = one.pieces.iter().map(height).sum();
    let mut out = vec![one.bar.space.max(grid.gap) + one.bar.height];
    let mut above = 0.0;
    for piece in &one.pieces {
        let far = above >= 3.0 * grid.line && total - above >= 3.0 * grid.line;
        match out.last_mut() {
            Some(last) if piece.break_before == BreakCost::Never || !far => *last += height(piece),
            _ => out.push(height(piece)),
        }
        above += height(piece);
    }
    out
}
