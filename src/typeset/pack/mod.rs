//! Boxes into columns and pages, in reading order.
//!
//! Breaks are chosen over the whole document at once ([`breaks`]); what is then left over in a column goes between its
//! boxes, then into leading ([`place`]).

mod balance;
mod breaks;
mod flow;
mod place;
mod scale;
#[cfg(test)]
mod tests;

use flow::Flow;

pub(crate) use place::place;

use super::placed::TopicBox;
use crate::model::BreakKind;

/// A page's columns and what may be done with height left over. Lengths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Columns a page.
    pub columns: usize,
    /// Left edge of the first column.
    pub left: f32,
    /// Top edge of the columns.
    pub top: f32,
    /// Width of a column.
    pub column_width: f32,
    /// Height of a column.
    pub column_height: f32,
    /// Between columns.
    pub gutter: f32,
    /// Height of a line of text.
    pub line: f32,
    /// Between boxes at least.
    pub gap: f32,
    /// Line width of a box's frame, and the radius of its corners.
    pub frame: (f32, f32),
    /// Whether the first column is the rightmost one, as in a sheet of Arabic.
    pub mirrored: bool,
}

impl Grid {
    /// Left edge of the column that is read as the `index`th.
    pub fn column_left(&self, index: usize) -> f32 {
        let from_left = if self.mirrored { self.columns.saturating_sub(index + 1) } else { index };
        self.left + from_left as f32 * (self.column_width + self.gutter)
    }
}

/// By how much leading may grow.
const LEADING: f32 = 0.06;

/// Which items stand in which column.
#[derive(Debug)]
pub struct Packing {
    flow: Flow,
    pages: Vec<PackedPage>,
}

#[derive(Debug)]
struct PackedPage {
    /// Each from an item up to another.
    columns: Vec<(usize, usize)>,
    /// Whether its columns end level with each other, as before a forced page break and at the end, or at the page's foot.
    level: bool,
}

impl Packing {
    /// Packs `boxes` into as few pages as they need.
    pub fn new(boxes: &[TopicBox], grid: &Grid) -> Self {
        let flow = Flow::new(boxes, grid);
        let last = flow.breaks.len() - 1;
        let forced = (1..last).filter(|at| flow.breaks[*at].force == Some(BreakKind::Page));
        let mut pages = Vec::new();
        let mut first = 0;
        for end in forced.chain([last]) {
            for page in breaks::pages(&flow, first, end, grid.columns) {
                let columns = page.windows(2).map(|ends| (flow.breaks[ends[0]].at, flow.breaks[ends[1]].at)).collect();
                pages.push(PackedPage { columns, level: page.last() == Some(&end) });
            }
            first = end;
        }
        Self { flow, pages }
    }

    /// What the boxes would be high in one endless column.
    pub fn total_height(boxes: &[TopicBox], grid: &Grid) -> f32 {
        let flow = Flow::new(boxes, grid);
        flow.height(0, flow.items.len())
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// How many boxes are in more than one part.
    pub fn broken(&self) -> usize {
        let starts = self.pages.iter().flat_map(|page| &page.columns).map(|column| column.0);
        let mut broken: Vec<usize> = starts
            .filter_map(|start| self.flow.items.get(start))
            .filter(|item| item.piece.is_some())
            .map(|item| item.topic)
            .collect();
        broken.dedup();
        broken.len()
    }

    /// Lines by which the lowest and the highest foot of the last page differ after what can stretch is stretched.
    pub fn uneven(&self) -> f32 {
        let Some(page) = self.pages.last() else { return 0.0 };
        let height = |(from, to): &(usize, usize)| self.flow.height(*from, *to);
        let foot = page.columns.iter().map(height).fold(0.0, f32::max);
        let missing = |column: &(usize, usize)| foot - height(column) - self.flow.room(column.0, column.1);
        page.columns.iter().map(missing).fold(0.0, f32::max) / self.flow.grid.line
    }

    /// Columns of the last page that stay empty beside tall ones, each as the share of what these are too tall by.
    pub fn holes(&self) -> f32 {
        let Some(last) = self.fill().pop() else { return 0.0 };
        let tallest = last.iter().copied().fold(0.0, f32::max);
        let empty = self.flow.grid.columns.saturating_sub(last.len()) as f32;
        empty * (tallest - balance::CALM).max(0.0) / (1.0 - balance::CALM)
    }

    /// Share of all columns of its pages that is filled, those without anything included.
    pub fn share(&self) -> f32 {
        let filled: f32 = self.fill().iter().flatten().sum();
        filled / (self.pages.len() * self.flow.grid.columns).max(1) as f32
    }

    /// How much of each column's height is filled before anything is stretched, page by page.
    pub fn fill(&self) -> Vec<Vec<f32>> {
        let height = self.flow.grid.column_height;
        self.pages
            .iter()
            .map(|page| page.columns.iter().map(|(from, to)| self.flow.height(*from, *to) / height).collect())
            .collect()
    }
}

impl Flow {
    /// How much height a column between two breaks can take up by stretching.
    fn capacity(&self, from: usize, to: usize) -> f32 {
        self.room(self.breaks[from].at, self.breaks[to].at)
    }

    /// The same between two items.
    fn room(&self, from: usize, to: usize) -> f32 {
        self.gap_room(from, to) + self.stretchable(from, to) * LEADING
    }
}
