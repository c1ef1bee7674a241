//! Where columns end: dynamic programming over every allowed place, as Knuth and Plass do for lines.
//!
//! First the fewest pages, then the least sum of prices and squared slack. The last page carries no slack here: it is
//! balanced by itself afterwards. From each place only breaks within one column are tried, so time is linear in pages.

use super::flow::Flow;
use crate::model::BreakKind;

/// Cost of a page, more than all prices of any document together.
const PAGE: f64 = 1e9;
/// Cost of a squared line of height that nothing fills.
const SLACK: f32 = 0.35;
/// Cost of a squared line of height that gaps and leading fill.
const STRETCHED: f32 = 0.02;
/// A column emptier than this is never better than another way.
const EMPTIEST: f32 = 0.45;

/// Where the columns of a page start, as indices into [`Flow::breaks`], and where the last one ends.
pub(super) type PageBreaks = Vec<usize>;

/// The best way on: what it costs, and where its column ends.
#[derive(Clone, Copy)]
struct Best {
    cost: f64,
    next: usize,
}

const NONE: Best = Best { cost: f64::INFINITY, next: usize::MAX };

impl Best {
    fn offer(&mut self, cost: f64, next: usize) {
        if cost < self.cost {
            *self = Self { cost, next };
        }
    }
}

/// The pages of everything between the breaks `first` and `last`, which a forced page break may end but not cross.
pub(super) fn pages(flow: &Flow, first: usize, last: usize, columns: usize) -> Vec<PageBreaks> {
    let mut search = Search::new(flow, first, last, columns);
    for from in (first..last).rev() {
        search.inner_columns(from);
        search.last_columns(from);
        search.start(from);
    }
    search.follow()
}

/// Costs from a break to the end: by break counted from `first`, then by column of the page.
struct Search<'a> {
    flow: &'a Flow,
    first: usize,
    last: usize,
    columns: usize,
    /// The column is on a page that others follow.
    inner: Vec<Best>,
    /// The column is on the last page.
    final_page: Vec<Best>,
    /// Of a page that starts here; `true` if it is the last.
    start: Vec<(f64, bool)>,
}

impl<'a> Search<'a> {
    fn new(flow: &'a Flow, first: usize, last: usize, columns: usize) -> Self {
        let count = last - first + 1;
        let table = vec![NONE; count * columns];
        Self {
            flow,
            first,
            last,
            columns,
            inner: table.clone(),
            final_page: table,
            start: vec![(f64::INFINITY, false); count],
        }
    }

    fn at(&self, from: usize, column: usize) -> usize {
        (from - self.first) * self.columns + column
    }

    fn inner_columns(&mut self, from: usize) {
        let furthest = self.flow.furthest(from, self.last, self.flow.grid.column_height);
        let least = self.flow.grid.column_height * EMPTIEST;
        for next in (from + 1..=furthest).rev() {
            let height = self.flow.height_between(from, next);
            if (height < least && next < furthest) || next == self.last {
                if next == self.last {
                    continue;
                }
                break;
            }
            let cost = f64::from(slack_cost(self.flow, from, next) + self.flow.breaks[next].price);
            for column in 0..self.columns {
                let rest = if column + 1 < self.columns {
                    self.inner[self.at(next, column + 1)].cost
                } else {
                    self.start[next - self.first].0
                };
                let at = self.at(from, column);
                self.inner[at].offer(cost + rest, next);
            }
        }
    }

    fn last_columns(&mut self, from: usize) {
        let rest = self.flow.height_between(from, self.last);
        if rest > self.flow.grid.column_height * self.columns as f32 {
            return;
        }
        let furthest = self.flow.furthest(from, self.last, self.flow.grid.column_height);
        for next in (from + 1..=furthest).rev() {
            let cost = f64::from(self.flow.breaks[next].price);
            for column in 0..self.columns {
                let rest = match next {
                    next if next == self.last => 0.0,
                    _ if column + 1 < self.columns => self.final_page[self.at(next, column + 1)].cost,
                    _ => f64::INFINITY,
                };
                let at = self.at(from, column);
                self.final_page[at].offer(cost + rest, next);
            }
        }
    }

    fn start(&mut self, from: usize) {
        let (inner, last) = (self.inner[self.at(from, 0)].cost, self.final_page[self.at(from, 0)].cost);
        self.start[from - self.first] = (inner.min(last) + PAGE, last <= inner);
    }

    fn follow(&self) -> Vec<PageBreaks> {
        let mut pages = Vec::new();
        let mut from = self.first;
        while from < self.last {
            let is_last = self.start[from - self.first].1;
            if is_last {
                pages.push(super::balance::page(self.flow, from, self.last, self.columns));
                break;
            }
            let mut page = vec![from];
            for column in 0..self.columns {
                // Every state leads on: `furthest` is at least one break away.
                from = self.inner[self.at(from, column)].next.min(self.last);
                page.push(from);
                if from == self.last {
                    break;
                }
            }
            pages.push(page);
        }
        pages
    }
}

impl Flow {
    /// Height of a column between two breaks.
    pub(super) fn height_between(&self, from: usize, to: usize) -> f32 {
        self.height(self.breaks[from].at, self.breaks[to].at)
    }

    /// The last break that a column from `from` of this height can reach, at least the next one.
    pub(super) fn furthest(&self, from: usize, last: usize, height: f32) -> usize {
        let ahead = &self.breaks[from + 1..=last];
        let fitting = ahead.partition_point(|to| self.height(self.breaks[from].at, to.at) <= height);
        // Not further: what is ahead of one column is the rest of the book.
        let within = fitting.max(1).min(ahead.len());
        let forced = ahead[..within].iter().position(|to| to.force.is_some());
        from + forced.map_or(within, |index| index + 1)
    }
}

/// What the height left over in a column costs.
fn slack_cost(flow: &Flow, from: usize, to: usize) -> f32 {
    if matches!(flow.breaks[to].force, Some(BreakKind::Column | BreakKind::Page)) {
        return 0.0;
    }
    let (left, capacity) = (flow.grid.column_height - flow.height_between(from, to), flow.capacity(from, to));
    let (filled, empty) = (left.min(capacity) / flow.grid.line, (left - capacity).max(0.0) / flow.grid.line);
    STRETCHED * filled * filled + SLACK * empty * empty
}
