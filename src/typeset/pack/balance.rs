//! The last page by itself: columns as level as its breaks allow, and no more of them than it has text for.

use super::breaks::PageBreaks;
use super::flow::Flow;

/// A column on a page that is not full has at least this many lines, else there is one column less.
const LEAST_LINES: f32 = 11.0;
/// Cost of a column that stays empty for want of boxes: little beside that of boxes in two parts, so that a short note of
/// one box stays whole.
const FEWER: f32 = 15.0;
/// Cost on top of a column that stays empty beside full ones: that white is worth two boxes in two parts.
const HOLE: f32 = 180.0;
/// Beside columns as high as this share of the page it costs nothing.
pub(super) const CALM: f32 = 0.55;
/// Cost of a squared line by which a column ends above the others.
const UNEVEN: f32 = 60.0;
/// Lines by which columns may differ before it costs.
const LEVEL: f32 = 1.8;
/// Cost of a box in two parts where the page has room to spare, on top of its price.
const TORN: f32 = 60.0;
/// Cost of a squared line by which a column of such a page ends above the others: a whole box is worth four.
const RAGGED: f32 = 3.0;
/// The share of its height that such a page fills at most.
const ROOMY: f32 = 0.85;
/// Heights tried, half a line apart.
const TRIES: usize = 40;

/// The columns of the page between the breaks `from` and `last`, all of which fits it.
pub(super) fn page(flow: &Flow, from: usize, last: usize, columns: usize) -> PageBreaks {
    let total = flow.height_between(from, last);
    let roomy = total < ROOMY * flow.grid.column_height * columns as f32;
    let balance = Balance { flow, from, last, roomy };
    let most = ((total / flow.grid.line / LEAST_LINES) as usize).clamp(1, columns);
    let in_columns = |used| {
        let (cost, page) = balance.level(used)?;
        let used = page.len() - 1;
        let filled = total / used as f32 / flow.grid.column_height;
        let hole = HOLE * (filled - CALM).max(0.0) / (1.0 - CALM);
        Some((cost + FEWER * (columns - used) as f32 + hole * most.saturating_sub(used) as f32, page))
    };
    // More than so many only where they do not hold everything.
    let enough = (most..=columns).find_map(in_columns);
    let fewer = (1..most).rev().map_while(in_columns);
    let best = enough.into_iter().chain(fewer).min_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or_else(|| balance.first_fit(), |(_, page)| page)
}

/// A page in the making.
struct Balance<'a> {
    flow: &'a Flow,
    from: usize,
    last: usize,
    /// Whether it has room to spare.
    roomy: bool,
}

impl Balance<'_> {
    /// The best of several heights in at most `columns` columns, and what it costs.
    fn level(&self, columns: usize) -> Option<(f32, PageBreaks)> {
        let flow = self.flow;
        let step = flow.grid.line / 2.0;
        let lowest = flow.height_between(self.from, self.last) / columns as f32;
        let heights =
            (0..).map(|index| lowest + step * index as f32).take_while(|height| *height < flow.grid.column_height);
        let mut best: Option<(f32, PageBreaks)> = None;
        let mut tries = TRIES;
        for height in heights.chain([flow.grid.column_height]) {
            if let Some(found) = self.at_height(columns, height)
                && best.as_ref().is_none_or(|best| found.0 < best.0)
            {
                best = Some(found);
            }
            // From the first height that is possible on.
            if best.is_some() {
                tries -= 1;
                if tries == 0 {
                    break;
                }
            }
        }
        best
    }

    /// The cheapest way to fill `columns` columns of this height, and what it costs.
    fn at_height(&self, columns: usize, height: f32) -> Option<(f32, PageBreaks)> {
        let Self { flow, from, last, roomy } = *self;
        let count = last - from + 1;
        let mut table = vec![(f32::INFINITY, usize::MAX); count * (columns + 1)];
        for column in 0..=columns {
            // Columns that stay empty are as uneven as can be.
            let empty = (columns - column) as f32;
            table[(last - from) * (columns + 1) + column] = (empty * self.uneven(height), last);
        }
        for start in (from..last).rev() {
            let furthest = flow.furthest(start, last, height);
            for next in start + 1..=furthest {
                let filled = flow.height_between(start, next);
                // What is taller than any column may stand alone in a full one.
                if filled > height && height < flow.grid.column_height {
                    break;
                }
                let end = flow.breaks[next];
                let left = if end.force.is_some() { 0.0 } else { height - filled - flow.capacity(start, next) };
                let torn = if roomy && end.price > 0.0 && end.force.is_none() { TORN } else { 0.0 };
                let cost = end.price + torn + self.uneven(left);
                for column in 0..columns {
                    let rest = table[(next - from) * (columns + 1) + column + 1].0;
                    let best = &mut table[(start - from) * (columns + 1) + column];
                    if cost + rest < best.0 {
                        *best = (cost + rest, next);
                    }
                }
            }
        }
        let cost = table[0].0;
        cost.is_finite().then(|| {
            let mut page = vec![from];
            let mut at = from;
            for column in 0..columns {
                if at == last {
                    break;
                }
                at = table[(at - from) * (columns + 1) + column].1;
                page.push(at);
            }
            (cost, page)
        })
    }

    /// What it costs that a column ends so much above the others.
    fn uneven(&self, left: f32) -> f32 {
        let lines = (left / self.flow.grid.line - LEVEL).max(0.0);
        lines * lines * if self.roomy { RAGGED } else { UNEVEN }
    }

    /// Column after column as full as it gets; the search above found a way, so this is never reached.
    fn first_fit(&self) -> PageBreaks {
        let mut page = vec![self.from];
        let mut at = self.from;
        while at < self.last {
            at = self.flow.furthest(at, self.last, self.flow.grid.column_height);
            page.push(at);
        }
        page
    }
}
