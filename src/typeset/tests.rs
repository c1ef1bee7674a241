//! What must hold of every galley: nothing sticks out, nothing overlaps, nothing is lost.

mod breaks;
mod tables;

use camino::Utf8Path;
use proptest::prelude::*;

use super::fonts::FontBook;
use super::placed::{BreakCost, Piece, Shape};
use super::style::Style;
use super::{Galley, Options, Sheet, compose};
use crate::media::Media;
use crate::model::{Block, BlockKind, Inline, InlineKind, Note, NoteId, Notebook};

/// A note with a block of every kind.
const EVERYTHING: &str = include_str!("tests/everything.md");

/// A rounding error that nobody sees.
const SLACK: f32 = 0.01;

struct Set {
    notebook: Notebook,
    fonts: FontBook,
    sheet: Sheet,
}

fn composed(text: &str) -> Set {
    let (note, _) = crate::parse::parse(NoteId(0), Utf8Path::new("a.md"), text.into());
    let mut notebook = Notebook { root: "".into(), notes: vec![note] };
    crate::parse::resolve(&mut notebook);
    let style = Style::builtin("default").expect("built in");
    let options = Options { style: &style, keep_breaks: true, references: true, lang: "en", index: false, pages: None };
    let mut fonts = FontBook::new("en");
    let notes: Vec<&Note> = notebook.notes.iter().collect();
    let sheet = compose(&notes, &Media::default(), options, &mut fonts);
    Set { notebook, fonts, sheet }
}

impl Set {
    fn galley(&self, size: f32, column: f32) -> Galley {
        self.sheet.set(&self.fonts, size, column)
    }
}

fn pieces(galley: &Galley) -> impl Iterator<Item = &Piece> {
    galley.boxes.iter().flat_map(|one| [&one.bar, &one.continued].into_iter().chain(&one.pieces).chain(&one.repeats))
}

/// Left and right end of what a shape draws.
fn extent(shape: &Shape) -> (f32, f32) {
    match shape {
        Shape::Glyphs(run) => (0.0, run.glyphs.iter().map(|glyph| glyph.advance).sum()),
        Shape::Fill { w, .. } | Shape::Frame { w, .. } | Shape::Picture { w, .. } | Shape::LinkArea { w, .. } => {
            (0.0, *w)
        }
        Shape::Line { dx, .. } => (dx.min(0.0), dx.max(0.0)),
        Shape::Path { .. } => (0.0, 0.0),
    }
}

fn check_geometry(set: &Set, size: f32, column: f32) {
    let galley = set.galley(size, column);
    for piece in pieces(&galley) {
        assert!(piece.height >= 0.0 && piece.height.is_finite() && piece.space >= 0.0, "{piece:?}");
        for mark in &piece.marks {
            let (left, right) = extent(&mark.shape);
            // The ground of inline code reaches a little over its letters.
            let over = if matches!(mark.shape, Shape::Fill { .. } | Shape::Frame { .. }) { 0.12 * size } else { SLACK };
            assert!(mark.x + left >= -over, "{mark:?}");
            assert!(mark.x + right <= column + over, "right of {column}: {mark:?}");
            if matches!(mark.shape, Shape::Glyphs(_)) {
                assert!(
                    mark.y >= 0.0 && mark.y <= piece.height,
                    "a baseline outside its piece of {}: {mark:?}",
                    piece.height
                );
            }
        }
    }
    let heights = |boxes: &[super::placed::TopicBox]| -> Vec<f32> {
        boxes.iter().flat_map(|one| &one.pieces).map(|piece| piece.height).collect()
    };
    assert_eq!(
        heights(&galley.boxes),
        heights(&set.sheet.measure(&set.fonts, size, column)),
        "measuring and setting differ"
    );
}

/// All letters of a galley in reading order.
fn told(galley: &Galley) -> String {
    let mut told = String::new();
    for piece in galley.boxes.iter().flat_map(|one| std::iter::once(&one.bar).chain(&one.pieces)) {
        for mark in &piece.marks {
            if let Shape::Glyphs(run) = &mark.shape
                && run.actual_text.is_none()
            {
                told.push_str(&run.text);
            }
        }
    }
    told.retain(char::is_alphabetic);
    told
}

fn check_words(set: &Set, size: f32, column: f32) {
    let told = told(&set.galley(size, column));
    for topic in set.notebook.notes[0].walk() {
        let titles = crate::model::plain_text(&topic.title);
        let bodies = topic.body.iter().filter(|block| !holds_formula(block));
        let text =
            bodies.map(|block| crate::text::plain::blocks(std::slice::from_ref(block))).collect::<Vec<_>>().join("\n");
        let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        for word in titles.split_whitespace().chain(text.split_whitespace()).map(letters) {
            // From right to left, glyphs stand in the order they are seen.
            let mirrored: String = word.chars().rev().collect();
            assert!(told.contains(&word) || told.contains(&mirrored), "`{word}` is lost at {column} pt:\n{told}");
        }
    }
}

/// A formula is told by its signs, not by its source.
fn holds_formula(block: &Block) -> bool {
    let formula = |inline: &Inline| matches!(inline.kind, InlineKind::Math(_));
    match &block.kind {
        BlockKind::Math(_) | BlockKind::Figure(_) => true,
        BlockKind::Paragraph(inlines) => inlines.iter().any(formula),
        _ => false,
    }
}

#[test]
fn every_kind_of_block_stays_in_its_column() {
    let set = composed(EVERYTHING);
    for (size, column) in [(4.95, 120.0), (6.6, 121.0), (7.5, 152.8), (7.5, 190.0), (10.0, 400.0), (9.0, 60.0)] {
        check_geometry(&set, size, column);
    }
}

#[test]
fn no_word_is_lost() {
    let set = composed(EVERYTHING);
    for (size, column) in [(6.6, 121.0), (7.5, 190.0), (9.0, 90.0)] {
        check_words(&set, size, column);
    }
}

#[test]
fn a_rule_that_parts_nothing_is_left_out() {
    let rules = |text: &str| {
        let galley = composed(text).galley(7.5, 150.0);
        let marks = galley.boxes.iter().flat_map(|one| &one.pieces).flat_map(|piece| &piece.marks);
        marks.filter(|mark| matches!(mark.shape, Shape::Line { .. })).count()
    };
    assert_eq!(rules("## A\n\none\n\n---\n\ntwo\n"), 1);
    assert_eq!(rules("## A\n\n---\n\none\n\n---\n\n### Sub\n\n---\n\ntwo\n\n---\n\n***\n\n## B\n\nthree\n\n---\n"), 1);
}

#[test]
fn a_number_in_a_title_is_not_said_twice() {
    let set = composed("## 1. One\n\na\n\n## 2. Two\n\nb\n\n## 3.1 Three\n\nc\n\n## 4 things\n\nd\n");
    let galley = set.galley(7.5, 150.0);
    let bar = |one: &super::placed::TopicBox| {
        let text = |mark: &super::placed::Mark| match &mark.shape {
            Shape::Glyphs(run) => run.text.clone(),
            _ => String::new(),
        };
        one.bar.marks.iter().map(text).collect::<String>().replace('\u{2002}', " ")
    };
    let bars: Vec<String> = galley.boxes.iter().map(bar).collect();
    assert_eq!(bars, ["1. One", "2. Two", "3.1 Three", "4 things"]);
}

#[test]
fn a_heading_is_held_to_the_lines_below() {
    let set = composed("# A\n\n## One\n\n### Sub\n\ntext one\n\ntext two\n\n- a\n- b\n- c\n- d\n- e\n");
    let galley = set.galley(7.5, 150.0);
    let pieces = &galley.boxes[0].pieces;
    let at = pieces.iter().position(|piece| piece.anchor.is_some()).expect("a subtopic");
    assert_eq!([pieces[at + 1].break_before, pieces[at + 2].break_before], [BreakCost::Never; 2]);
}

#[test]
fn a_tall_row_can_break() {
    let words = "word ".repeat(200);
    let set = composed(&format!("## A\n\n| a | b |\n|---|---|\n| short | {words} |\n"));
    let galley = set.galley(7.5, 120.0);
    let pieces = &galley.boxes[0].pieces;
    assert!(pieces.iter().any(|piece| matches!(piece.break_before, BreakCost::Price(_)) && piece.repeat.is_some()));
    assert!(pieces.iter().all(|piece| piece.height < 40.0));
}

/// The runs of a galley: text, left edge and size.
fn runs(galley: &Galley) -> Vec<(String, f32, f32)> {
    let marks = galley.boxes.iter().flat_map(|one| &one.pieces).flat_map(|piece| &piece.marks);
    marks
        .filter_map(|mark| match &mark.shape {
            Shape::Glyphs(run) => Some((run.text.trim().to_owned(), mark.x, run.size)),
            _ => None,
        })
        .collect()
}

#[test]
fn a_table_shrinks_before_it_cuts_words() {
    let set = composed("## A\n\n| characteristics | responsibilities |\n|---|---|\n| a | b |\n");
    let size_in = |column: f32| {
        let runs = runs(&set.galley(10.0, column));
        runs.iter().find(|(text, ..)| text == "characteristics").map(|(_, _, size)| *size)
    };
    let (wide, narrow) = (size_in(200.0).expect("whole"), size_in(123.0).expect("whole"));
    assert!(narrow < wide && narrow > 0.8 * wide, "{narrow} {wide}");
}

#[test]
fn a_table_gives_up_white_space_before_its_text_gets_smaller() {
    let row = "| unbroken |".to_owned() + &" unbroken |".repeat(6);
    let set = composed(&format!("## A\n\n{row}\n|{}\n{row}\n", "---|".repeat(7)));
    let look = |column: f32| {
        let galley = set.galley(7.5, column);
        check_geometry(&set, 7.5, column);
        let runs = runs(&galley);
        let words: Vec<_> = runs.iter().filter(|(text, ..)| text == "unbroken").collect();
        (words.len(), words[0].1, words[0].2)
    };
    let (roomy, tight, bled, small) = (look(250.0), look(218.0), look(210.0), look(200.0));
    assert_eq!([roomy.0, tight.0, bled.0, small.0], [14; 4], "words stay whole");
    assert!(tight.1 < roomy.1 && bled.1 < tight.1, "{roomy:?} {tight:?} {bled:?}");
    assert!(roomy.2 - bled.2 < 1e-4 && small.2 < bled.2 - 0.1, "{tight:?} {bled:?} {small:?}");
}

#[test]
fn a_row_is_stacked_before_its_words_are_cut() {
    let row = "| unbroken |".to_owned() + &" unbroken |".repeat(6);
    let set = composed(&format!("## A\n\n{row}\n|{}\n{row}\n", "---|".repeat(7)));
    for column in [150.0, 120.0, 90.0] {
        let runs = runs(&set.galley(7.5, column));
        assert!(runs.iter().all(|(text, ..)| text == "unbroken"), "{column}: {runs:?}");
    }
}

#[test]
fn a_table_without_room_is_set_as_records() {
    let head: Vec<String> = (0..8).map(|at| format!("responsibility{at}")).collect();
    let (head, rule) = (head.join(" | "), "---|".repeat(8));
    let set = composed(&format!("## A\n\n| {head} |\n|{rule}\n{}", "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |\n".repeat(2)));
    let runs = runs(&set.galley(7.5, 120.0));
    for at in 0..8 {
        let label = format!("responsibility{at}");
        assert_eq!(runs.iter().filter(|(text, ..)| *text == label).count(), 2, "{label} beside each of its cells");
    }
}

#[test]
fn the_name_of_a_row_heads_its_record() {
    let head: Vec<String> = (0..8).map(|at| format!("responsibility{at}")).collect();
    let (head, rule) = (head.join(" | "), "---|".repeat(9));
    let set = composed(&format!("## A\n\n| | {head} |\n|{rule}\n| north | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |\n"));
    let runs = runs(&set.galley(7.5, 120.0));
    let left = |text: &str| runs.iter().find(|(known, ..)| known == text).map(|(_, x, _)| *x);
    assert_eq!(left("north"), left("responsibility0"), "{runs:?}");
}

#[test]
fn code_in_a_table_is_torn_only_where_it_must_be() {
    let table = "## A\n\n| name | what it is |\n|---|---|\n| `${LIST_OF[n]}` | one of the values of the list |\n";
    let runs = runs(&composed(table).galley(7.5, 150.0));
    assert!(runs.iter().any(|(text, ..)| text == "${LIST_OF[n]}"), "{runs:?}");
}

#[test]
fn a_header_of_dashes_is_none() {
    let runs = runs(&composed("## A\n\n| | - |\n|---|---|\n| one | two |\n").galley(7.5, 150.0));
    assert_eq!(runs.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn a_call_is_torn_at_its_signs_whatever_their_colours() {
    let call = "```js\nfeedback.subscribeToEverything(person.account.id, whenSomethingHappens);\n```\n";
    let runs = runs(&composed(&format!("## A\n\n{call}")).galley(7.5, 130.0));
    let shown: Vec<&str> = runs.iter().map(|(text, ..)| text.as_str()).collect();
    assert!(shown.contains(&"subscribeToEverything") && shown.contains(&"whenSomethingHappens);"), "{shown:?}");
}

#[test]
fn a_formula_breaks_behind_the_power_of_a_bracket() {
    let tex = "$$\n(a + b)^2 = (a + b)(a + b) + (c + d)^2 - (c + d)^2 + (e + f)^3 - (e + f)^3\n$$\n";
    let galley = composed(&format!("## A\n\n{tex}")).galley(7.5, 120.0);
    let smallest = runs(&galley).iter().map(|(_, _, size)| *size).fold(f32::MAX, f32::min);
    assert!(galley.boxes[0].pieces.len() > 2 && smallest > 0.69 * 7.5 * 1.14, "{smallest}");
}

#[test]
fn columns_of_a_table_run_as_its_text_does() {
    let set = composed("## A\n\n| אבג | דהו |\n|---|---|\n| זחט | יכל |\n");
    let runs = runs(&set.galley(7.5, 180.0));
    let left = |word: &str| runs.iter().find(|(text, ..)| text.chars().rev().eq(word.chars())).map(|(_, x, _)| *x);
    assert!(left("אבג") > left("דהו"), "{runs:?}");
}

#[test]
fn formulas_of_dots_and_in_titles_are_drawn() {
    let set = composed(
        "# The $\\vdots$ of it\n\n## $a^2$ and more\n\ntext\n\n$$\\begin{matrix} 1 \\\\ \\vdots \\\\ n \\end{matrix}$$\n",
    );
    assert!(set.sheet.diagnostics.is_empty(), "{:?}", set.sheet.diagnostics);
    check_geometry(&set, 7.5, 150.0);
}

#[test]
fn a_long_topic_is_a_band_over_boxes() {
    let words = "word ".repeat(900);
    let set = composed(&format!("# Part\n\nopening\n\n## One\n\n{words}\n\n## Two\n\n{words}\n\n# Other\n\ntext\n"));
    let galley = set.galley(7.5, 190.0);
    let framed: Vec<bool> = galley.boxes.iter().map(|one| one.framed).collect();
    assert_eq!(framed, [false, true, true, true, true], "a band, what opens it, two sections, the other topic");
}

#[test]
fn a_wrapped_line_of_code_is_copied_whole() {
    let set = composed(
        "## A\n\n```python\ndef f(first, second, third):\n    return first + second * third - first // second\n```\n",
    );
    let galley = set.galley(7.5, 90.0);
    let marks = galley.boxes.iter().flat_map(|one| &one.pieces).flat_map(|piece| &piece.marks);
    let mut line = String::new();
    for mark in marks.filter(|mark| mark.code_line == Some(1)) {
        if let Shape::Glyphs(run) = &mark.shape {
            line.push_str(&run.text);
        }
    }
    assert_eq!(line, "    return first + second * third - first // second");
}

#[test]
fn a_character_that_no_font_has_is_told_once() {
    let set = composed("## A\n\nprivate \u{e9a3} and \u{e9a3} again\n");
    let told: Vec<&str> = set.sheet.diagnostics.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(told, ["missing-glyph"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_stays_in_its_column(words in proptest::collection::vec(word(), 1..60), column in 40.0_f32..300.0, size in 4.0_f32..11.0) {
        let set = composed(&format!("## Topic\n\n{}\n", words.join("")));
        check_geometry(&set, size, column);
    }
}

/// A word, a mark or a line's start of a note.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z]{1,12} ",
        1 => "[a-z_.]{10,50} ",
        1 => "`[a-z_.(,= ]{1,30}` ",
        1 => "\\*\\*[a-z]{1,8}\\*\\* ",
        1 => "\n\n",
        1 => "\n- ",
        1 => "\n  - ",
        1 => "\n\n> ",
        1 => "\n\n\\| a \\| b \\|\n\\|---\\|---\\|\n\\| [a-z ]{1,40} \\| `[a-z.]{1,30}` \\|\n\n",
        1 => "\n\n```python\n    [a-z_(), ]{1,80}\n```\n\n",
        1 => "\\$[a-z]\\^2 = [a-z] \\+ 1\\$ ",
        1 => "[א-ת]{1,8} ",
        1 => "[а-я]{1,12} ",
    ]
}
