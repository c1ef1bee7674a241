//! Tables: cells wrap, a row is a piece, the header stands again after a break.

use super::columns::{self, Need};
use super::lines;
use super::text::{Align, Line, Setting};
use super::{Frame, Setter};
use crate::model::Alignment;
use crate::typeset::node::{Paragraph, Table};
use crate::typeset::placed::{BreakCost, Element, Mark, Role, Shape, price};

/// Letters that a cell holds at least; with less, rows are set as lines of `header: cell`.
const NARROWEST: f32 = 4.0;
/// A row of more lines than this may break.
const TALL: usize = 12;
/// A heavy rule, in hairlines.
const HEAVY: f32 = 3.0;
/// Average width of a letter, in em.
const LETTER: f32 = 0.45;

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table, frame: Frame) {
        let pad = self.em(self.style.table.pad_x);
        let count = table.alignments.len();
        let room = frame.width - 2.0 * pad * count as f32;
        let least = NARROWEST * LETTER * self.size * table.scale;
        if room < least * count as f32 {
            return self.listed(table, frame);
        }
        let widths = self.widths(table, room);
        let element = self.child(Role::Table, frame);
        let start = self.column.pieces.len();
        let wide: Vec<f32> = widths.iter().map(|width| width + 2.0 * pad).collect();
        let headed = table.header.iter().any(|cell| !cell.flow.fragments.is_empty());
        let mut rows = Vec::new();
        if headed {
            rows.push(start);
            self.row(table, &table.header, &wide, element, Kind::Header);
            self.column.hold = 1;
        }
        for (at, row) in table.rows.iter().enumerate() {
            let last = at + 1 == table.rows.len();
            self.price(if last && at > 0 { price::ROW } else { price::ITEM });
            let first = self.column.pieces.len();
            rows.push(first);
            self.row(table, row, &wide, element, if at % 2 == 1 { Kind::Zebra } else { Kind::Plain });
            if table.ruled.contains(&at) {
                self.heavy_rule(first, frame.left, wide.iter().sum());
            }
        }
        self.rules(&rows, headed, &wide, frame);
    }

    fn widths(&self, table: &Table, room: f32) -> Vec<f32> {
        let size = self.size * table.scale;
        let rows = || std::iter::once(&table.header).chain(&table.rows);
        let needs: Vec<Need> = (0..table.alignments.len())
            .map(|at| {
                let cells = rows().filter_map(|row| row.get(at));
                cells.fold(Need::default(), |need, cell| {
                    let (min, max) = content(cell);
                    Need { min: need.min.max(min * size), max: need.max.max(max * size) }
                })
            })
            .map(|need| Need { min: need.min + 0.05, max: need.max + 0.1 })
            .collect();
        let Some(widths) = columns::automatic(&needs, room) else { return columns::squeezed(&needs, room) };
        if needs.iter().map(|need| need.max).sum::<f32>() <= room {
            return widths;
        }
        columns::lowest(widths, &needs, |widths| {
            let heights = rows()
                .map(|row| row.iter().zip(widths).map(|(cell, width)| count(cell, width / size)).max().unwrap_or(1));
            heights.sum::<usize>() as f32
        })
    }

    fn row(&mut self, table: &Table, cells: &[Paragraph], widths: &[f32], frame: Frame, kind: Kind) {
        let look = &self.style.table;
        let (pad_x, pad_y, leading) = (self.em(look.pad_x), self.em(look.pad_y), self.style.text.leading);
        let row = self.child(Role::TR, frame);
        let mut left = frame.left;
        let mut set: Vec<Vec<Line>> = Vec::new();
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
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
            let inner = Frame { left: left + pad_x, width: (width - 2.0 * pad_x).max(1.0), element };
            let align = match table.alignments[at] {
                Alignment::None | Alignment::Left => Align::Start,
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
            };
            set.push(self.lines(cell, inner, Setting { align, ..Setting::plain(table.scale, leading) }));
            left += width;
        }
        self.push_row(set, pad_y, kind, frame.left, left - frame.left);
    }

    /// Pushes a row: as one piece, or a piece a line where it is so tall that it must be able to break.
    fn push_row(&mut self, cells: Vec<Vec<Line>>, pad: f32, kind: Kind, left: f32, width: f32) {
        let count = cells.iter().map(Vec::len).max().unwrap_or(0);
        let ground = match kind {
            Kind::Header => Some(self.style.table.header_ground),
            Kind::Zebra => Some(self.style.table.zebra),
            Kind::Plain => None,
        };
        let slices = if count > TALL && kind != Kind::Header { sliced(cells, count) } else { vec![stacked(cells)] };
        let last = slices.len() - 1;
        for (at, slice) in slices.into_iter().enumerate() {
            let above = if at == 0 { pad } else { 0.0 };
            let below = if at == last { pad } else { 0.0 };
            let height = slice.height.max(self.size * 0.8) + above + below;
            let mut marks: Vec<Mark> =
                ground.map(|color| Self::fill(left, 0.0, width, height, color)).into_iter().collect();
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
    fn rules(&mut self, rows: &[usize], headed: bool, widths: &[f32], frame: Frame) {
        let Some(&start) = rows.first() else { return };
        let (color, line) = (self.style.table.rule, self.style.table.rule_pt);
        let total: f32 = widths.iter().sum();
        let widths = widths.to_vec();
        let rule = move |x: f32, y: f32, dx: f32, dy: f32| Mark::artifact(x, y, Shape::Line { dx, dy, line, color });
        let count = self.column.pieces.len();
        for (index, piece) in self.column.pieces.iter_mut().enumerate().skip(start).filter(|_| self.draw) {
            // Rules lie over the grounds and under what is read.
            let at = piece.marks.iter().position(|mark| mark.element.is_some()).unwrap_or(piece.marks.len());
            let mut x = frame.left;
            let mut rules = vec![rule(x, 0.0, 0.0, piece.height)];
            for width in &widths {
                x += width;
                rules.push(rule(x, 0.0, 0.0, piece.height));
            }
            if rows.contains(&index) {
                rules.push(rule(frame.left, 0.0, total, 0.0));
            }
            if index + 1 == count || rows.contains(&(index + 1)) {
                rules.push(rule(frame.left, piece.height, total, 0.0));
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

    /// Each row as lines of `header: cell`, for want of room.
    fn listed(&mut self, table: &Table, frame: Frame) {
        let setting = Setting { hang: self.em(0.6), ..Setting::plain(table.scale, self.style.text.leading) };
        for row in &table.rows {
            for (header, cell) in table.header.iter().zip(row) {
                if cell.flow.fragments.is_empty() {
                    continue;
                }
                if !header.flow.fragments.is_empty() {
                    self.text(header, frame, Setting { hang: 0.0, ..setting });
                    self.column.hold = 1;
                }
                self.text(cell, frame.inset(self.em(0.6), 0.0), Setting { hang: 0.0, ..setting });
            }
            self.space(self.em(self.style.text.paragraph_gap));
        }
    }
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Plain,
    Zebra,
}

/// Minimum and maximum content of a cell, in em of its size.
fn content(cell: &Paragraph) -> (f32, f32) {
    let fragments = &cell.flow.fragments;
    let min = fragments.iter().map(|fragment| fragment.width).fold(0.0, f32::max);
    let lines = fragments.split_inclusive(|fragment| fragment.end == crate::typeset::node::End::Line);
    (min, lines.map(lines::natural).fold(0.0, f32::max))
}

/// Lines of a cell at a width in em.
fn count(cell: &Paragraph, width: f32) -> usize {
    lines::greedy(&cell.flow.fragments, lines::Widths { first: width, rest: width }).len()
}
