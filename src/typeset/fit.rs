//! The largest text that fits a number of pages: columns and size searched together over the real layout.
//!
//! Whether a size fits is not monotone: a smaller one may break a table differently and need more. So sizes are tried
//! downward from just above what the area allows, and the first that fits is taken.

use rayon::prelude::*;

use super::pack::{Grid, Packing};
use super::paper::{MM, Paper};
use super::placed::TopicBox;
use super::style::Style;

/// x-height that reads well at 40 cm, in mm: 0.2° of sight (Legge & Bigelow 2011), less a hundredth for rounding.
pub const COMFORTABLE: f32 = 1.39;

/// Largest size tried, in points.
const LARGEST: f32 = 10.0;
/// Smallest size tried whatever is insisted on, in points.
const SMALLEST: f32 = 2.0;
/// Sizes are multiples of this, in points.
const STEP: f32 = 0.05;
/// How far above the area's estimate a size may still fit.
const OPTIMISM: f32 = 1.04;
/// Share of the size that a box in two parts is worth avoiding.
const BROKEN: f32 = 0.01;
/// The same on top for each box by which more than [`FEW`] of the columns start with one.
const TOO_BROKEN: f32 = 0.04;
/// Two of five.
const FEW: f32 = 0.4;
/// The same for each line by which a column of the last page ends further above the others than two.
const UNEVEN: f32 = 0.005;
/// Share of the size over the comfortable one that counts: growing beyond it is worth less than whole boxes.
const BEYOND: f32 = 0.5;
/// A page filled less than this has room for larger letters.
const SPARSE: f32 = 0.8;
/// By which its letters grow at a time, in points.
const GROWTH: f32 = 0.25;
/// Share of the size that a box in two parts, or two lines by which its columns differ too much, are worth avoiding there.
const FAULT: f32 = 0.06;
/// Boxes in two parts that a column which stays empty beside full ones is worth.
const HOLE: f32 = 2.0;
/// Width of a column, in its text's size, that holds 36 letters of code or 52 of text. Text over the comfortable size
/// gains nothing by growing where lines are shorter: code breaks in names.
const MEASURE: f32 = 21.0;
/// Columns that are tried.
const COLUMNS: std::ops::RangeInclusive<usize> = 2..=6;

/// Columns and size of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Columns a page.
    pub columns: usize,
    /// Size of text in points.
    pub size: f32,
}

/// What a search found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// The largest text that fits.
    Found(Choice),
    /// Text would have to be smaller than allowed; so many pages would do.
    TooSmall {
        /// Pages at the smallest size allowed.
        pages: usize,
    },
}

/// What is asked of a search.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The paper.
    pub paper: Paper,
    /// The look.
    pub style: &'a Style,
    /// Pages it must fit.
    pub pages: usize,
    /// Columns, if they are given.
    pub columns: Option<usize>,
    /// Smallest size in points.
    pub floor: f32,
    /// Comfortable size in points.
    pub comfortable: f32,
}

/// Sets everything in columns of a grid, at a size in points.
pub type SetBoxes<'a> = dyn Fn(&Grid, f32) -> Vec<TopicBox> + Sync + 'a;

/// The size in points at which an x is `mm` high.
pub fn size_of_x_height(mm: f32, x_height: f32) -> f32 {
    mm * MM / x_height
}

/// Searches columns and size for the largest text that fits.
pub fn fit(wish: &Wish<'_>, set: &SetBoxes<'_>) -> Fit {
    let columns: Vec<usize> = wish.columns.map_or_else(|| COLUMNS.collect(), |columns| vec![columns]);
    let mut found: Vec<(f32, Choice)> =
        columns.par_iter().filter_map(|columns| Search { wish, set, columns: *columns }.run()).collect();
    // Of equals the one with fewer columns, which came first.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    if let Some((_, choice)) = found.first() {
        return Fit::Found(*choice);
    }
    let at_floor =
        |columns: &usize| Search { wish, set, columns: *columns }.pack(wish.floor.max(SMALLEST)).page_count();
    Fit::TooSmall { pages: columns.par_iter().map(at_floor).min().unwrap_or(wish.pages + 1) }
}

/// A sheet that fills little of its one page is set larger, in as many columns as suit the size: at the largest size that keeps
/// boxes whole and columns level.
pub fn grown(wish: &Wish<'_>, asked: f32, set: &SetBoxes<'_>) -> Choice {
    let choice = |size| Choice { columns: wish.columns.unwrap_or(wish.paper.auto_columns(wish.style, size)), size };
    let packed = |choice: Choice| Search { wish, set, columns: choice.columns }.pack(choice.size);
    let first = choice(asked);
    let packing = packed(first);
    let fill = packing.share();
    if packing.page_count() > 1 || fill > SPARSE {
        return first;
    }
    let steps = ((LARGEST.min(asked / fill.max(0.01).sqrt()) - asked) / GROWTH).max(0.0) as usize;
    let mut best = (f32::NEG_INFINITY, first);
    let wide = |choice: &Choice| {
        let grid = wish.paper.grid(wish.style, choice.columns, choice.size);
        choice.size <= asked || grid.column_width >= MEASURE * choice.size
    };
    for choice in (0..=steps).rev().map(|step| choice(asked + GROWTH * step as f32)).filter(wide) {
        let packing = packed(choice);
        if packing.page_count() > 1 {
            continue;
        }
        let white = (packing.uneven() - 2.0).max(0.0) / 2.0 + HOLE * packing.holes();
        let faults = FAULT * (packing.broken() as f32 + white);
        if choice.size * (1.0 - faults) > best.0 {
            best = (choice.size * (1.0 - faults), choice);
        }
        if faults <= 0.0 {
            break;
        }
    }
    best.1
}

/// A search for the size, with the columns given.
struct Search<'a> {
    wish: &'a Wish<'a>,
    set: &'a SetBoxes<'a>,
    columns: usize,
}

impl Search<'_> {
    /// The best size and its score: the size, less a little for each box in two parts and for columns that are not level.
    fn run(&self) -> Option<(f32, Choice)> {
        let floor = self.wish.floor.max(SMALLEST);
        let start = (self.estimate() * OPTIMISM).min(LARGEST);
        let mut best: Option<(f32, Choice)> = None;
        let mut step = (start / STEP).round();
        while step * STEP >= floor.min(LARGEST) - 1e-4 {
            let size = step * STEP;
            if best.is_some_and(|(score, _)| score >= self.at_best(size)) {
                break;
            }
            let packing = self.pack(size);
            if packing.page_count() <= self.wish.pages {
                let faults = self.broken(&packing) + UNEVEN * (packing.uneven() - 2.0).max(0.0);
                let score = self.worth(size) * (1.0 - faults);
                if best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, Choice { columns: self.columns, size }));
                }
            }
            step -= 1.0;
        }
        best
    }

    /// What a size is worth: itself and half of what is over the comfortable one, but none of that in columns that are
    /// narrow for it.
    fn worth(&self, size: f32) -> f32 {
        let narrow = self.grid(size).column_width < MEASURE * size;
        if narrow { size.min(self.wish.comfortable) } else { self.at_best(size) }
    }

    /// The same in columns that are wide enough.
    fn at_best(&self, size: f32) -> f32 {
        size.min(self.wish.comfortable) + BEYOND * (size - self.wish.comfortable).max(0.0)
    }

    /// Share of the size that the boxes in two parts are worth avoiding.
    fn broken(&self, packing: &Packing) -> f32 {
        let broken = packing.broken() as f32;
        let many = (broken - (self.columns * self.wish.pages) as f32 * FEW).max(0.0);
        BROKEN * broken + TOO_BROKEN * many
    }

    /// The size at which the boxes have the pages' area, by two looks at it.
    fn estimate(&self) -> f32 {
        let mut size = 7.0;
        for _ in 0..2 {
            let grid = self.grid(size);
            let room = grid.column_height * (self.columns * self.wish.pages) as f32;
            let needed = Packing::total_height(&(self.set)(&grid, size), &grid);
            size *= (room / needed.max(1.0)).sqrt();
            size = size.clamp(SMALLEST, LARGEST);
        }
        size
    }

    fn pack(&self, size: f32) -> Packing {
        let grid = self.grid(size);
        Packing::new(&(self.set)(&grid, size), &grid)
    }

    fn grid(&self, size: f32) -> Grid {
        self.wish.paper.grid(self.wish.style, self.columns, size)
    }
}
