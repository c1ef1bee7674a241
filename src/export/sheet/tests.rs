//! Geometry over notes that nobody wrote: nothing hangs out of its column, overlaps, or is lost.

use proptest::prelude::*;

use super::layout::Layout;
use super::options::Options;
use crate::cards::note_type::Templates;
use crate::config::Settings;
use crate::export::Study;
use crate::media::Media;
use crate::model::{NoteId, Notebook};
use crate::typeset::pack::Grid;
use crate::typeset::pages::Page;
use crate::typeset::paper::Paper;
use crate::typeset::placed::{ElementId, GlyphRun, Mark, Role, Shape};
use crate::typeset::style::Style;

const COLUMNS: usize = 4;
const SIZE: f32 = 7.5;

/// A laid out note and the grid it stands on.
struct Laid {
    layout: Layout,
    grid: Grid,
}

fn lay_out(text: &str) -> Laid {
    let mut notebook = Notebook::default();
    let (note, _) = crate::parse::parse(NoteId(0), "note.md".into(), text.into());
    notebook.notes.push(note);
    let _ = crate::parse::resolve(&mut notebook);
    let (media, settings, templates) = (Media::new(&notebook), Settings::default(), Templates::default());
    let study = Study {
        notebook: &notebook,
        notes: &[NoteId(0)],
        cards: &[],
        fields: &[],
        retired: &[],
        templates: &templates,
        note_type_mods: [0; 2],
        settings: &settings,
        media: &media,
        title: "note",
    };
    let style = Style::builtin("default").expect("built in");
    let options = Options { columns: COLUMNS.to_string(), size: SIZE, ..Options::default() };
    let layout = Layout::new(&study, &options, &style, "en").expect("fits");
    let grid = Paper::parse("a4", true).expect("paper").grid(&style, COLUMNS, SIZE);
    Laid { layout, grid }
}

/// A run of tagged glyphs and the box that its letters fill.
struct Inked<'a> {
    run: &'a GlyphRun,
    element: ElementId,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

fn inked(page: &Page) -> Vec<Inked<'_>> {
    let of = |mark: &'_ Mark| mark.element;
    page.marks
        .iter()
        .filter_map(|mark| {
            let (Shape::Glyphs(run), Some(element)) = (&mark.shape, of(mark)) else { return None };
            let visible = !run.text.trim().is_empty();
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            // From the height of an x to just below the baseline: what all letters share.
            let (top, bottom) = (mark.y - 0.5 * run.size, mark.y + 0.05 * run.size);
            visible.then_some(Inked { run, element, left: mark.x, right: mark.x + width, top, bottom })
        })
        .collect()
}

impl Laid {
    fn column(&self, inked: &Inked<'_>) -> usize {
        ((inked.left - self.grid.left) / (self.grid.column_width + self.grid.gutter)).floor() as usize
    }

    fn check_columns(&self) {
        for inked in self.layout.pages.iter().flat_map(inked) {
            let left = self.grid.left + self.column(&inked) as f32 * (self.grid.column_width + self.grid.gutter);
            let text = &inked.run.text;
            let trailing: f32 = {
                let told: Vec<_> = inked.run.told().collect();
                told.iter().rev().take_while(|(_, text)| *text == " ").map(|(glyph, _)| glyph.advance).sum()
            };
            assert!(inked.left >= left - 0.1, "{text:?} starts left of its column");
            assert!(inked.right - trailing <= left + self.grid.column_width + 0.1, "{text:?} hangs out of its column");
            assert!(inked.top >= self.grid.top - 0.1, "{text:?} is in the header");
            assert!(inked.bottom <= self.grid.top + self.grid.column_height + 0.1, "{text:?} is below the foot");
        }
    }

    fn check_overlaps(&self) {
        for page in &self.layout.pages {
            let mut inked = inked(page);
            inked.sort_by(|a, b| a.top.total_cmp(&b.top));
            for (index, a) in inked.iter().enumerate() {
                for b in inked[index + 1..].iter().take_while(|b| b.top < a.bottom) {
                    let (wide, high) = (a.right.min(b.right) - a.left.max(b.left), a.bottom.min(b.bottom) - b.top);
                    let text = |of: &Inked<'_>| of.run.text.clone();
                    // What is above each other inside a formula is its own business.
                    let formula = a.element == b.element
                        && self.layout.structure.elements[a.element.0 as usize].role == Role::Formula;
                    assert!(formula || wide < 0.5 || high < 0.3, "{:?} lies on {:?}", text(a), text(b));
                }
            }
        }
    }

    fn check_headings(&self) {
        for page in &self.layout.pages {
            for column in 0..COLUMNS {
                let inked = inked(page);
                let inked = inked.iter().filter(|inked| self.column(inked) == column);
                let lowest = inked.max_by(|a, b| a.bottom.total_cmp(&b.bottom));
                let role = lowest.map(|lowest| self.layout.structure.elements[lowest.element.0 as usize].role);
                assert!(!matches!(role, Some(Role::H(_))), "a heading at a column's foot");
            }
        }
    }

    /// The text by the document's structure: the lines of a cell stand together there, and on the page beside those of its row.
    fn text(&self) -> String {
        // A run with a text of its own is a hyphen at a line's end.
        let runs = self.layout.pages.iter().flat_map(inked).filter(|inked| inked.run.actual_text.is_none());
        let mut runs: Vec<_> = runs.collect();
        runs.sort_by_key(|inked| inked.element);
        runs.iter().map(|inked| inked.run.text.as_str()).collect()
    }

    /// How far apart the feet of the last page's columns are, in lines, and the share of the page that is filled. 0 lines for a
    /// page so full that there is no choice.
    fn unevenness(&self) -> (f32, f32) {
        let page = self.layout.pages.last().expect("a page");
        let mut feet = [0.0_f32; COLUMNS];
        for mark in &page.marks {
            if let Shape::Frame { h, .. } = mark.shape {
                let column = ((mark.x - self.grid.left) / (self.grid.column_width + self.grid.gutter)).round() as usize;
                feet[column] = feet[column].max(mark.y + h);
            }
        }
        let used = feet.iter().filter(|foot| **foot > 0.0);
        let (low, high) = used.fold((f32::MAX, 0.0_f32), |(low, high), foot| (low.min(*foot), high.max(*foot)));
        let full = high - self.grid.top > 0.93 * self.grid.column_height;
        let filled: f32 = feet.iter().map(|foot| (foot - self.grid.top).max(0.0)).sum();
        let share = filled / (COLUMNS as f32 * self.grid.column_height);
        (if full { 0.0 } else { (high - low) / self.grid.line }, share)
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-z]{1,9}",
        1 => "[A-Z][a-z]{2,11}",
        1 => "[a-z]{14,24}",
        1 => "`[a-z_]{2,14}\\(\\)`",
        1 => "\\*\\*[a-z]{2,8}\\*\\*",
    ]
}

fn sentence(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..most).prop_map(|words| words.join(" "))
}

/// Sentences of scripts that run the other way, or without spaces.
fn foreign() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec("[א-ת]{1,9}", 1..30).prop_map(|words| words.join(" ")),
        prop::collection::vec("[ا-غ]{1,9}", 1..30).prop_map(|words| words.join(" ")),
        "[一-龥]{1,40}，[一-龥]{1,40}。",
        (sentence(5), "[א-ת]{2,9}").prop_map(|(latin, hebrew)| format!("{hebrew} {latin} {hebrew}")),
    ]
}

fn formula() -> impl Strategy<Value = String> {
    let term = prop_oneof![
        Just("\\frac{a+b}{c}".to_owned()),
        Just("\\sum_{i=1}^{n} x_i".to_owned()),
        Just("\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}".to_owned()),
        "[a-z]_\\{[0-9]\\}",
    ];
    prop::collection::vec(term, 1..12).prop_map(|terms| terms.join(" = "))
}

/// A table of more columns than have room.
fn wide_table() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::collection::vec(sentence(5), 7), 1..4).prop_map(|rows| {
        let line = |cells: &Vec<String>| format!("| {} |", cells.join(" | "));
        let head = "| one | two | three | four | five | six | seven |\n|---|---|---|---|---|---|---|";
        format!("{head}\n{}", rows.iter().map(line).collect::<Vec<_>>().join("\n"))
    })
}

fn block() -> impl Strategy<Value = String> {
    let item = (0..3_usize, sentence(14)).prop_map(|(depth, text)| format!("{}- {text}", "  ".repeat(depth)));
    let code = prop::collection::vec("[a-z_]{1,12}( [a-z(),.=]{1,14}){0,9}", 1..16);
    let row = (sentence(6), sentence(9)).prop_map(|(a, b)| format!("| {a} | {b} |"));
    prop_oneof![
        sentence(60),
        prop::collection::vec(item, 1..9).prop_map(|items| items.join("\n")),
        code.prop_map(|lines| format!("```python\n{}\n```", lines.join("\n"))),
        prop::collection::vec(row, 1..7).prop_map(|rows| format!("| left | right |\n|---|---|\n{}", rows.join("\n"))),
        sentence(12).prop_map(|text| format!("### {text}\n\n{text}")),
        sentence(20).prop_map(|text| format!("> {text}")),
        foreign(),
        foreign().prop_map(|text| format!("1. {text}\n2. {text}")),
        (foreign(), foreign()).prop_map(|(a, b)| format!("| {a} | {b} |\n|---|---|\n| {b} | {a} |")),
        formula().prop_map(|tex| format!("$$\n{tex}\n$$")),
        (sentence(9), formula()).prop_map(|(text, tex)| format!("- {text} ${tex}$ {text}")),
        wide_table(),
    ]
}

fn note() -> impl Strategy<Value = String> {
    let topic = (sentence(5), prop::collection::vec(block(), 1..6))
        .prop_map(|(title, blocks)| format!("## {title}\n\n{}\n", blocks.join("\n\n")));
    prop::collection::vec(topic, 1..14).prop_map(|topics| topics.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn notes_stay_in_their_columns(text in note()) {
        let laid = lay_out(&text);
        laid.check_columns();
        laid.check_overlaps();
        laid.check_headings();
        let shown = laid.text();
        let formulas = ["python", "frac", "begin", "pmatrix"];
        let words = text.split(|c: char| !c.is_ascii_alphabetic());
        for word in words.filter(|word| word.len() > 3 && !formulas.contains(word)) {
            prop_assert!(shown.contains(word), "{word} is lost");
        }
    }
}

#[test]
fn the_last_page_ends_level() {
    for boxes in 3..24_usize {
        let lines = |number: usize| 14 + number * boxes * 7 % 17;
        let topic = |number: usize| format!("## A title\n\n{}\n", "- an item\n".repeat(lines(number)));
        let (uneven, share) = lay_out(&(0..boxes).map(topic).collect::<String>()).unevenness();
        // Where a page has room to spare, boxes that stay whole are worth some lines more.
        let most = if share < 0.9 { 7.0 } else { 2.0 };
        assert!(uneven <= most, "{uneven} lines in {boxes} boxes, {share} filled");
    }
}
