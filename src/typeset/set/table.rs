//! Tables: cells wrap, a row is a piece, the header stands again after a break.

use super::table_plan::{self, Plan, Room};
use super::text::{Align, Hyphens, Line, Setting};
use super::{Frame, Setter};
use crate::model::Alignment;
use crate::typeset::node::{Paragraph, Table};
use crate::typeset::placed::{BreakCost, Element, Mark, Role, Shape, price};

/// A row of more lines than this may break.
const TALL: usize = 12;
/// A heavy rule, in hairlines.
const HEAVY: f32 = 3.0;

/// Where the columns of a table stand.
struct Grid {
    /// Text relative to the sheet's.
    scale: f32,
    /// Left edge and width of each column, in the order of the note.
    columns: Vec<(f32, f32)>,
    left: f32,
    width: f32,
    /// On either side of a cell's text.
    pad: f32,
    /// Whether its sides are those of the box, which has lines there.
    open: bool,
    rtl: bool,
}

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table, frame: Frame) {
        let room = Room {
            width: frame.width,
            outset: frame.outset,
            pad: self.em(self.style.table.pad_x),
            size: self.size,
            x_height: self.fonts.x_height(),
        };
        match table_plan::plan(table, room) {
            Some(plan) => self.grid(table, &grid(table, &plan, frame), frame),
            None => self.table(&table_plan::records(table), frame),
        }
    }

    fn grid(&mut self, table: &Table, grid: &Grid, frame: Frame) {
        let element = self.child(Role::Table, frame);
        let start = self.column.pieces.len();
        let headed = table.header.iter().any(|cell| !cell.flow.fragments.is_empty());
        let mut rows = Vec::new();
        if headed {
            rows.push(start);
            self.row(table, &table.header, grid, element, (Kind::Header, Pads::BOTH));
            self.column.hold = if table.rows.len() > 2 { 2 } else { 1 };
        }
        for (at, row) in table.rows.iter().enumerate() {
            let last = at + 1 == table.rows.len();
            let ruled = table.ruled.binary_search(&at).is_ok();
            self.price(if (last && at > 0) || (table.records && !ruled) { price::ROW } else { price::ITEM });
            let first = self.column.pieces.len();
            if ruled || !table.records {
                rows.push(first);
            }
            let even = if table.records { table.ruled.partition_point(|start| *start <= at) } else { at + 1 } % 2 == 0;
            let ends = last || table.ruled.binary_search(&(at + 1)).is_ok();
            let pads = if table.records { Pads { above: ruled, below: ends } } else { Pads::BOTH };
            self.row(table, row, grid, element, (if even { Kind::Zebra } else { Kind::Plain }, pads));
            if ruled && at > 0 && !table.records {
                self.heavy_rule(first, grid.left, grid.width);
            }
        }
        self.rules(&rows, headed, grid);
    }

    fn row(&mut self, table: &Table, cells: &[Paragraph], grid: &Grid, frame: Frame, (kind, pads): (Kind, Pads)) {
        let (pad_y, leading) = (self.em(self.style.table.pad_y), self.style.text.leading);
        let row = self.child(Role::TR, frame);
        let mut set: Vec<Vec<Line>> = Vec::new();
        for (at, (cell, (left, width))) in cells.iter().zip(&grid.columns).enumerate() {
            let role = if kind == Kind::Header
                || (at == 0 && table.header.first().is_some_and(|cell| cell.flow.fragments.is_empty()))
            {
                Role::TH
            } else {
                Role::TD
            };
            let element = self.described(Element {
                role,
                parent: Some(row.element),
                alt: String::new(),
                link: None,
                row_header: role == Role::TH && kind != Kind::Header,
            });
            let inner = Frame { left: *left, width: *width, outset: 0.0, element }.inset(grid.pad, grid.pad);
            let align = match table.alignments[at] {
                Alignment::None if grid.rtl => Align::Right,
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            };
            let hyphens = Hyphens::TooWide;
            set.push(self.lines(cell, inner, Setting { align, hyphens, ..Setting::plain(grid.scale, leading) }));
        }
        let (above, below) = (if pads.above { pad_y } else { 0.0 }, if pads.below { pad_y } else { 0.0 });
        self.push_row(set, (above, below), kind, grid);
    }

    /// Pushes a row: as one piece, or a piece a line where it is so tall that it must be able to break.
    fn push_row(&mut self, cells: Vec<Vec<Line>>, pads: (f32, f32), kind: Kind, grid: &Grid) {
        let count = cells.iter().map(Vec::len).max().unwrap_or(0);
        let ground = match kind {
            Kind::Header => Some(self.style.table.header_ground),
            Kind::Zebra => Some(self.style.table.zebra),
            Kind::Plain => None,
        };
        let slices = if count > TALL && kind != Kind::Header { sliced(cells, count) } else { vec![stacked(cells)] };
        let last = slices.len() - 1;
        for (at, slice) in slices.into_iter().enumerate() {
            let above = if at == 0 { pads.0 } else { 0.0 };
            let below = if at == last { pads.1 } else { 0.0 };
            let height = slice.height.max(self.size * 0.8) + above + below;
            let mut marks: Vec<Mark> =
                ground.map(|color| Self::fill(grid.left, 0.0, grid.width, height, color)).into_iter().collect();
            marks.extend(slice.marks.into_iter().map(|mark| Mark { y: mark.y + above, ..mark }));
            let cost = match at {
                0 => BreakCost::Price(price::ITEM),
                1 | 2 => BreakCost::Never,
                _ if at + 2 > last => BreakCost::Never,
                _ => BreakCost::Price(price::ROW),
            };
            self.push(height, slice.baseline + above, if self.draw { marks } else { Vec::new() }, cost);
        }
    }

    /// A rule at the top of a row.
    fn heavy_rule(&mut self, row: usize, left: f32, dx: f32) {
        let (line, color) = (HEAVY * self.style.table.rule_pt, self.style.text.muted);
        if self.draw
            && let Some(piece) = self.column.pieces.get_mut(row)
        {
            piece.marks.push(Mark::artifact(left, 0.0, Shape::Line { dx, dy: 0.0, line, color }));
        }
    }

    /// Hairlines around cells, and the header kept to be repeated. `rows` are the pieces that rows start with.
    fn rules(&mut self, rows: &[usize], headed: bool, grid: &Grid) {
        let Some(&start) = rows.first() else { return };
        let (color, line) = (self.style.table.rule, self.style.table.rule_pt);
        let rule = move |x: f32, y: f32, dx: f32, dy: f32| Mark::artifact(x, y, Shape::Line { dx, dy, line, color });
        let count = self.column.pieces.len();
        for (index, piece) in self.column.pieces.iter_mut().enumerate().skip(start).filter(|_| self.draw) {
            // Rules lie over the grounds and under what is read.
            let at = piece.marks.iter().position(|mark| mark.element.is_some()).unwrap_or(piece.marks.len());
            let mut rules: Vec<Mark> = grid.upright().map(|x| rule(x, 0.0, 0.0, piece.height)).collect();
            if rows.binary_search(&index).is_ok() {
                rules.push(rule(grid.left, 0.0, grid.width, 0.0));
            }
            if index + 1 == count || rows.binary_search(&(index + 1)).is_ok() {
                rules.push(rule(grid.left, piece.height, grid.width, 0.0));
            }
            piece.marks.splice(at..at, rules);
        }
        self.bind(start, |_, _, _| Vec::new());
        if headed && self.column.pieces.len() > start + 1 {
            let mut header = self.column.pieces[start].clone();
            header.marks.iter_mut().for_each(|mark| mark.element = None);
            header.space = 0.0;
            self.column.repeats.push(header);
            let index = (self.column.repeats.len() - 1) as u32;
            self.column.pieces[start + 1..].iter_mut().for_each(|piece| piece.repeat = Some(index));
        }
    }
}

impl Grid {
    /// Where its upright rules stand.
    fn upright(&self) -> impl Iterator<Item = f32> {
        let edges = self.columns.iter().map(|(left, _)| *left).filter(|left| !self.open || *left > self.left + 0.1);
        edges.chain((!self.open).then_some(self.left + self.width))
    }
}

/// Columns beside each other, from the side where the table's text starts.
fn grid(table: &Table, plan: &Plan, frame: Frame) -> Grid {
    let (open, pad, frame) = (plan.outset > 0.0, plan.pad, frame.outset(plan.outset));
    let wide: Vec<f32> = plan.widths.iter().map(|width| width + 2.0 * pad).collect();
    let width: f32 = wide.iter().sum();
    let rtl = table.is_rtl();
    let left = if rtl { frame.left + (frame.width - width).max(0.0) } else { frame.left };
    let mut x = if rtl { left + width } else { left };
    let place = |wide: f32| {
        let left = if rtl { x - wide } else { x };
        x = if rtl { left } else { left + wide };
        (left, wide)
    };
    Grid { scale: plan.scale, columns: wide.into_iter().map(place).collect(), left, width, pad, open, rtl }
}

/// Part of a row, from its top.
struct Slice {
    height: f32,
    baseline: f32,
    marks: Vec<Mark>,
}

/// A whole row; the first lines of its cells share a baseline.
fn stacked(cells: Vec<Vec<Line>>) -> Slice {
    let baseline = cells.iter().filter_map(|lines| lines.first()).map(|line| line.above).fold(0.0, f32::max);
    let mut slice = Slice { height: 0.0, baseline, marks: Vec::new() };
    for lines in cells {
        let mut y = lines.first().map_or(0.0, |line| baseline - line.above);
        for line in lines {
            let next = y + line.height();
            slice.marks.extend(line.dropped(y));
            y = next;
        }
        slice.height = slice.height.max(y);
    }
    slice
}

/// A row line by line, the lines of all cells side by side.
fn sliced(cells: Vec<Vec<Line>>, count: usize) -> Vec<Slice> {
    let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
    let line = |_| stacked(cells.iter_mut().map(|lines| lines.next().into_iter().collect()).collect());
    (0..count).map(line).collect()
}

/// Which sides of a row have room to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pads {
    above: bool,
    below: bool,
}

impl Pads {
    const BOTH: Self = Self { above: true, below: true };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Plain,
    Zebra,
}
