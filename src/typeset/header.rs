//! The line at the head of each page: title left, date and page number right, and on a combined sheet the notes of
//! this page; the other way round where columns are read from the right. All of it is an artifact: the title is the document's.

use super::fonts::{FontBook, Look};
use super::label::{Face, Label};
use super::pack::Grid;
use super::pages::Page;
use super::placed::{Mark, Shape};
use super::style::Style;

/// Between the parts of the line, in em of the smaller text.
const BETWEEN: f32 = 1.6;

/// What the header says.
#[derive(Debug, Clone, Copy)]
pub struct Header<'a> {
    /// The sheet's title.
    pub title: &'a str,
    /// The note's date, as written; empty for none.
    pub date: &'a str,
    /// By page, what stands on it; empty strings for a sheet of one note.
    pub running: &'a [String],
}

/// Puts the header on every page.
pub fn set(pages: &mut [Page], header: &Header<'_>, grid: &Grid, style: &Style, fonts: &mut FontBook) {
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let running = header.running.get(index).map_or("", String::as_str);
        let mut marks = line(header, running, &format!("{} / {count}", index + 1), grid, style, fonts);
        marks.append(&mut page.marks);
        page.marks = marks;
    }
}

fn line(
    header: &Header<'_>,
    running: &str,
    number: &str,
    grid: &Grid,
    style: &Style,
    fonts: &mut FontBook,
) -> Vec<Mark> {
    let bold = Look { bold: true, ..Look::default() };
    let small = Face { look: Look::default(), size: style.page.header_pt, color: style.text.muted };
    let between = BETWEEN * small.size;
    let (left, right) = (grid.left, grid.width - grid.left);
    // The left end of what is `width` wide and stands at `x` where all is read from the left.
    let place = |x: f32, width: f32| if grid.mirrored { grid.width - x - width } else { x };
    let baseline = grid.top - super::paper::header_height(style) + style.page.title_pt * 0.75;
    let mut marks = Vec::new();
    let mut end = right;
    for text in [number, header.date].into_iter().filter(|text| !text.is_empty()) {
        let label = Label::new(fonts, text, small);
        end -= label.width;
        let x = place(end, label.width);
        marks.extend(label.marks(x, baseline, None));
        end -= between;
    }
    let title = shortened(
        fonts,
        header.title,
        Face { look: bold, size: style.page.title_pt, color: style.text.color },
        end - left,
    );
    let after = left + title.width + between;
    let x = place(left, title.width);
    marks.extend(title.marks(x, baseline, None));
    if !running.is_empty() && end - after > 4.0 * small.size {
        let running = shortened(fonts, running, small, end - after);
        let x = place(after, running.width);
        marks.extend(running.marks(x, baseline, None));
    }
    let rule = Shape::Fill { w: right - left, h: style.page.rule_pt, radius: 0.0, color: style.text.color };
    let y = baseline + style.page.title_pt * 0.2 + 0.8;
    marks.push(Mark { x: left, y, shape: rule, element: None, code_line: None });
    marks
}

/// As much of `text` as has room, with an ellipsis for the rest.
fn shortened(fonts: &mut FontBook, text: &str, face: Face, room: f32) -> Label {
    let whole = Label::new(fonts, text, face);
    if whole.width <= room {
        return whole;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let fitting =
        ends.partition_point(|end| Label::new(fonts, &format!("{}…", text[..*end].trim_end()), face).width <= room);
    let end = ends.get(fitting.saturating_sub(1)).copied().unwrap_or(0);
    Label::new(fonts, &format!("{}…", text[..end].trim_end()), face)
}
