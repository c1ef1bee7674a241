//! A composed sheet on its pages: columns and size chosen, boxes packed and placed, headers set.

use super::Options;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Study;
use crate::model::{NoteId, Span};
use crate::typeset::fit::{self, Choice, Fit, Wish};
use crate::typeset::fonts::FontBook;
use crate::typeset::header::{self, Header};
use crate::typeset::pack::{Packing, place};
use crate::typeset::pages::Page;
use crate::typeset::paper::{MM, Paper};
use crate::typeset::placed::Structure;
use crate::typeset::{Galley, Sheet};

/// Sizes that can be asked for, in points.
const SIZES: std::ops::RangeInclusive<f32> = 2.0..=72.0;

/// Everything that is painted.
pub(super) struct Layout {
    pub(super) pages: Vec<Page>,
    pub(super) structure: Structure,
    /// Share of the columns' height that is filled.
    pub(super) fill: f64,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Layout {
    /// Lays `sheet` out.
    ///
    /// # Errors
    /// The finding that keeps it from paper.
    pub(super) fn new(
        sheet: &Sheet,
        options: &Options,
        study: &Study<'_>,
        fonts: &mut FontBook,
    ) -> Result<Self, Diagnostic> {
        let at = Span::new(study.notes.first().copied().unwrap_or(NoteId(0)), 0..0);
        let paper = paper(options, at)?;
        let Choice { columns, size } = choose(sheet, options, paper, fonts, at)?;
        let grid = paper.grid(sheet.style(), columns, size);
        let Galley { boxes, structure, mut diagnostics } = sheet.set(fonts, size, grid.column_width);
        let packing = Packing::new(&boxes, &grid);
        let fill = fill(&packing, columns);
        let mut pages = place(boxes, &packing, &grid);
        let running = if study.notes.len() > 1 { running_heads(&pages, study) } else { Vec::new() };
        let date = study.notes().next().and_then(|note| note.meta.date.as_deref()).filter(|_| study.notes.len() == 1);
        let header = Header { title: study.title, date: date.unwrap_or(""), running: &running };
        header::set(&mut pages, &header, &grid, sheet.style(), fonts);
        let x_height = size * fonts.x_height() / MM;
        if x_height < fit::COMFORTABLE {
            let message = format!("the sheet's text is small: an x is {x_height:.2} mm high, where 1.4 mm reads well");
            diagnostics
                .push(Diagnostic::new(Code::SmallText, at, message).help("allow more pages, or print it larger"));
        }
        Ok(Self { pages, structure, fill, diagnostics })
    }
}

fn paper(options: &Options, at: Span) -> Result<Paper, Diagnostic> {
    Paper::parse(&options.paper, options.orientation != "portrait").ok_or_else(|| {
        Diagnostic::new(Code::BadConfig, at, format!("no paper is called `{}`", options.paper))
            .help("a3, a4, a5, letter, legal, or width and height as 200x120mm")
    })
}

fn choose(sheet: &Sheet, options: &Options, paper: Paper, fonts: &FontBook, at: Span) -> Result<Choice, Diagnostic> {
    let columns = match options.columns.as_str() {
        "auto" => None,
        number => Some(number.parse().ok().filter(|count| (1..=8).contains(count)).ok_or_else(|| {
            Diagnostic::new(Code::BadConfig, at, format!("`{number}` is no number of columns")).help("auto, or 1 to 8")
        })?),
    };
    if options.pages == 0 {
        let size = options.size.clamp(*SIZES.start(), *SIZES.end());
        return Ok(Choice { columns: columns.unwrap_or_else(|| paper.auto_columns(sheet.style(), size)), size });
    }
    let floor = fit::size_of_x_height(options.min_x_height, fonts.x_height());
    let wish = Wish { paper, style: sheet.style(), pages: options.pages as usize, columns, floor };
    match fit::fit(&wish, &|grid, size| sheet.measure(fonts, size, grid.column_width)) {
        Fit::Found(choice) => Ok(choice),
        Fit::TooSmall { pages } => {
            let message = format!(
                "the sheet does not fit {}: its text would be under {} mm",
                plural(options.pages as usize),
                options.min_x_height
            );
            let help = format!("{} will do; min_x_height allows smaller text", plural(pages));
            Err(Diagnostic::new(Code::TooSmall, at, message).help(help))
        }
    }
}

fn plural(pages: usize) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}

/// What is filled of all columns up to the last that holds anything.
fn fill(packing: &Packing, columns: usize) -> f64 {
    let pages = packing.fill();
    let filled: f32 = pages.iter().flatten().sum();
    let used = pages.len().saturating_sub(1) * columns + pages.last().map_or(0, Vec::len);
    f64::from(filled / used.max(1) as f32)
}

/// By page, the titles of the notes that stand on it.
fn running_heads(pages: &[Page], study: &Study<'_>) -> Vec<String> {
    let mut current = study.notes.first().copied();
    pages
        .iter()
        .map(|page| {
            let mut notes: Vec<NoteId> = current.into_iter().collect();
            let starts_new = page.anchors.first().is_some_and(|first| first.y < page.height / 8.0 && first.x < 40.0);
            if starts_new {
                notes.clear();
            }
            notes.extend(page.anchors.iter().map(|anchor| anchor.topic.note));
            notes.dedup();
            current = notes.last().copied().or(current);
            let titles: Vec<&str> = notes.iter().map(|note| study.notebook.note(*note).title.as_str()).collect();
            titles.join(" · ")
        })
        .collect()
}
