//! A composed sheet on its pages: columns and size chosen, boxes packed and placed, headers set.

use std::collections::BTreeMap;

use super::Options;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Study;
use crate::model::{NoteId, Span, TopicRef};
use crate::typeset::fit::{self, Choice, Fit, Wish};
use crate::typeset::fonts::FontBook;
use crate::typeset::header::{self, Header};
use crate::typeset::pack::{Grid, Packing, place};
use crate::typeset::pages::{Anchor, Page};
use crate::typeset::paper::{MM, Paper};
use crate::typeset::placed::{Destination, Structure};
use crate::typeset::style::Style;
use crate::typeset::{self, PictureFile, Sheet, compose};

/// How often a sheet is set again because its page numbers moved its text.
const PASSES: usize = 2;
/// Sizes that can be asked for, in points.
const SIZES: std::ops::RangeInclusive<f32> = 2.0..=72.0;

/// Everything that is painted.
pub(super) struct Layout {
    pub(super) pages: Vec<Page>,
    pub(super) structure: Structure,
    pub(super) fonts: FontBook,
    pub(super) pictures: Vec<PictureFile>,
    /// Share of the columns' height that is filled.
    pub(super) fill: f64,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Layout {
    /// Lays the study out.
    ///
    /// # Errors
    /// The finding that keeps it from paper: what is asked cannot be, or there is nothing to print.
    pub(super) fn new(study: &Study<'_>, options: &Options, style: &Style, lang: &str) -> Result<Self, Diagnostic> {
        let fonts = |style: &Style| FontBook::new(lang).code_size(style.code.size);
        let mut plan = Plan::new(study, options, style, None, fonts(style))?;
        let mut choice = plan.choose();
        if options.pages > 0 && choice.as_ref().map_or(true, |choice| plan.x_height(choice.size) < fit::COMFORTABLE) {
            let tight = style.tightened();
            plan = Plan::new(study, options, &tight, None, fonts(&tight))?;
            choice = plan.choose();
        }
        let choice = choice?;
        if plan.sheet.is_empty() {
            return Err(Diagnostic::new(Code::NoText, plan.site, "no sheet is made: nothing here can be printed"));
        }
        let style = plan.sheet.style().clone();
        let mut layout = plan.lay_out(choice);
        for _ in 0..PASSES {
            let places = layout.page_numbers();
            if layout.pages.len() == 1 || !layout.refers() {
                break;
            }
            // The same fonts, which know the words already.
            let fonts = std::mem::take(&mut layout.fonts);
            let next = Plan::new(study, options, &style, Some(&places), fonts)?.lay_out(choice);
            if options.pages > 0 && next.pages.len() > options.pages as usize {
                layout.fonts = next.fonts;
                break;
            }
            layout = next;
            if layout.page_numbers() == places {
                break;
            }
        }
        Ok(layout)
    }

    /// The page of each topic, from 1.
    fn page_numbers(&self) -> BTreeMap<TopicRef, usize> {
        let mut numbers = BTreeMap::new();
        for (index, page) in self.pages.iter().enumerate() {
            for anchor in &page.anchors {
                numbers.entry(anchor.topic).or_insert(index + 1);
            }
        }
        numbers
    }

    /// Whether anything on it names a topic's place.
    fn refers(&self) -> bool {
        let mut links = self.structure.elements.iter().filter_map(|element| element.link.as_ref());
        links.any(|link| matches!(link, Destination::Topic(_)))
    }
}

/// A composed sheet, and what is asked of it.
struct Plan<'a> {
    study: &'a Study<'a>,
    options: &'a Options,
    paper: Paper,
    columns: Option<usize>,
    fonts: FontBook,
    sheet: Sheet,
    /// Where findings about the whole sheet point.
    site: Span,
}

impl<'a> Plan<'a> {
    /// Composes the sheet, with the pages of its topics if an earlier layout found them.
    fn new(
        study: &'a Study<'a>,
        options: &'a Options,
        style: &Style,
        pages: Option<&BTreeMap<TopicRef, usize>>,
        mut fonts: FontBook,
    ) -> Result<Self, Diagnostic> {
        let site = Span::new(study.notes.first().copied().unwrap_or(NoteId(0)), 0..0);
        let paper = paper(options, site)?;
        let columns = columns(options, site)?;
        let notes: Vec<_> = study.notes().collect();
        let asked = typeset::Options {
            style,
            keep_breaks: options.line_breaks != "markdown",
            references: options.references,
            lang: &study.settings.lang,
            index: options.toc,
            pages,
        };
        let sheet = compose(&notes, study.media, asked, &mut fonts);
        Ok(Self { study, options, paper, columns, fonts, sheet, site })
    }

    /// Height of an x in mm, at a size in points.
    fn x_height(&self, size: f32) -> f32 {
        size * self.fonts.x_height() / MM
    }

    fn choose(&self) -> Result<Choice, Diagnostic> {
        let Options { pages, min_x_height, .. } = *self.options;
        let wish = Wish {
            paper: self.paper,
            style: self.sheet.style(),
            pages: pages as usize,
            columns: self.columns,
            floor: fit::size_of_x_height(min_x_height, self.fonts.x_height()),
            comfortable: fit::size_of_x_height(fit::COMFORTABLE, self.fonts.x_height()),
        };
        let set = |grid: &Grid, size| self.sheet.measure(&self.fonts, size, grid.column_width);
        if pages == 0 {
            let size = self.options.size.clamp(*SIZES.start(), *SIZES.end());
            // The size nobody changed may grow where a page has room; one that was asked for is kept.
            if (size - Options::default().size).abs() < f32::EPSILON {
                return Ok(fit::grown(&wish, size, &set));
            }
            let columns = self.columns.unwrap_or_else(|| self.paper.auto_columns(self.sheet.style(), size));
            return Ok(Choice { columns, size });
        }
        match fit::fit(&wish, &set) {
            Fit::Found(choice) => Ok(choice),
            Fit::TooSmall { pages: enough } => {
                let wanted = plural(pages as usize);
                let message =
                    format!("the sheet does not fit {wanted}: an x would be less than {min_x_height} mm high");
                let help = format!("{} will do; min_x_height allows smaller text", plural(enough));
                Err(Diagnostic::new(Code::TooSmall, self.site, message).help(help))
            }
        }
    }

    fn lay_out(mut self, Choice { columns, size }: Choice) -> Layout {
        let grid = Grid { mirrored: self.sheet.is_rtl(), ..self.paper.grid(self.sheet.style(), columns, size) };
        let galley = self.sheet.set(&self.fonts, size, grid.column_width);
        let mut diagnostics = std::mem::take(&mut self.sheet.diagnostics);
        diagnostics.extend(galley.diagnostics);
        diagnostics.extend(self.small_text(size));
        let packing = Packing::new(&galley.boxes, &grid);
        let fill = fill(&packing, columns);
        let mut pages = place(galley.boxes, &packing, &grid);
        if self.options.toc
            && let Some(page) = pages.first_mut()
        {
            // The index is not where its note starts.
            page.anchors = page.anchors.split_off(page.anchors.len().min(1));
        }
        self.set_headers(&mut pages, &grid);
        let Self { fonts, sheet, .. } = self;
        Layout { pages, structure: galley.structure, fonts, pictures: sheet.pictures, fill, diagnostics }
    }

    fn set_headers(&mut self, pages: &mut [Page], grid: &Grid) {
        let single = self.study.notes.len() == 1;
        let running = if single { Vec::new() } else { running_heads(pages, self.study, grid) };
        let date = self.study.notes().next().and_then(|note| note.meta.date.as_deref()).filter(|_| single);
        let header = Header { title: self.study.title, date: date.unwrap_or(""), running: &running };
        header::set(pages, &header, grid, self.sheet.style(), &mut self.fonts);
    }

    fn small_text(&self, size: f32) -> Option<Diagnostic> {
        let x_height = self.x_height(size);
        let message = format!("the sheet's text is small: an x is {x_height:.2} mm high, where 1.4 mm reads well");
        let diagnostic = Diagnostic::new(Code::SmallText, self.site, message);
        (x_height < fit::COMFORTABLE).then(|| diagnostic.help("allow more pages, or larger paper"))
    }
}

fn paper(options: &Options, site: Span) -> Result<Paper, Diagnostic> {
    Paper::parse(&options.paper, options.orientation != "portrait").ok_or_else(|| {
        Diagnostic::new(Code::BadConfig, site, format!("no paper is called `{}`", options.paper))
            .help("a3, a4, a5, letter, legal, or width and height as 200x120mm")
    })
}

/// The columns asked for; none for `auto`.
fn columns(options: &Options, site: Span) -> Result<Option<usize>, Diagnostic> {
    if options.columns == "auto" {
        return Ok(None);
    }
    let count = options.columns.parse().ok().filter(|count| (1..=8).contains(count));
    count.map(Some).ok_or_else(|| {
        Diagnostic::new(Code::BadConfig, site, format!("`{}` is no number of columns", options.columns))
            .help("auto, or 1 to 8")
    })
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
fn running_heads(pages: &[Page], study: &Study<'_>, grid: &Grid) -> Vec<String> {
    let mut current = study.notes.first().copied();
    pages
        .iter()
        .map(|page| {
            let mut notes: Vec<NoteId> = current.into_iter().collect();
            let at_top = |first: &Anchor| first.y < grid.top + grid.line && first.x <= grid.column_left(0) + grid.line;
            let starts_new = page.anchors.first().is_some_and(|first| at_top(first) && first.x >= grid.column_left(0));
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
