//! How a table is set: at which size, how wide each column, or turned into records where it has no room.

use super::columns::{self, Need};
use super::lines::{self, Widths};
use super::shatter;
use crate::model::Alignment;
use crate::typeset::node::{End, Flow, Paragraph, Table};
use crate::typeset::paper::MM;

/// A table shrinks to this share of its size before words are cut.
const SMALLEST: f32 = 0.82;
/// But not to letters whose x is lower than this, in mm: the floor of the whole sheet.
const X_HEIGHT: f32 = 1.2;
/// Letters that a column holds whose words are cut; narrower, rows are set as records.
const NARROWEST: f32 = 4.0;
/// Columns with cut words that records would cut too stay if they take less than this share of the records' lines. Chosen by eye: a table is looked
/// up faster than records are, unless it is a ladder of syllables.
const LADDER: f32 = 0.6;
/// Share of the width that a record's cells have beside their headers.
const BESIDE: f32 = 0.7;
/// Average width of a letter, in em.
const LETTER: f32 = 0.45;
/// A table that would leave less than the rest of its width goes to the column's edge. Chosen by eye on printed samples: right
/// edges that all differ look restless, a small table torn wide looks empty.
const STRETCHED: f32 = 0.4;
/// What a line counts whose end tears code or a word, in lines: of equally low tables the one that keeps names whole.
const TORN: f32 = 0.3;
/// A cell of several words is as wide as this at least, in em: about three letters of Chinese.
const CELL: f32 = 3.0;

/// The share of its padding that a cell keeps at least, before its text gets smaller.
const TIGHT: f32 = 0.5;
/// Sums of many widths are a little off, in points.
const HAIR: f32 = 0.005;

/// Columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Of its text, relative to the sheet's.
    pub(super) scale: f32,
    /// Inner width of each column, in points.
    pub(super) widths: Vec<f32>,
    /// On either side of a cell's text, in points.
    pub(super) pad: f32,
    /// How far it reaches over the edges of its frame, in points.
    pub(super) outset: f32,
}

/// What a table is planned for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// From edge to edge, in points.
    pub(super) width: f32,
    /// How far it may reach over either edge, in points.
    pub(super) outset: f32,
    /// On either side of a cell's text, where there is enough, in points.
    pub(super) pad: f32,
    /// Of the sheet's text, in points.
    pub(super) size: f32,
    /// Height of an x, as a share of the size.
    pub(super) x_height: f32,
}

/// What is left to the text of all cells, and what is around it.
#[derive(Debug, Clone, Copy)]
struct Space {
    width: f32,
    pad: f32,
    outset: f32,
}

impl Room {
    /// Space for columns that need `least` together: padding gives first, then the inset of the box; the tightest if not even
    /// that is enough.
    fn space(self, columns: usize, least: f32) -> Space {
        let sides = 2.0 * columns as f32;
        let across = |outset: f32| self.width + 2.0 * outset;
        let fitting = |outset: &f32| across(*outset) - sides * TIGHT * self.pad >= least;
        let outset = [0.0, self.outset].into_iter().find(fitting).unwrap_or(self.outset);
        let pad = ((across(outset) - least) / sides - HAIR).clamp(TIGHT * self.pad, self.pad);
        Space { width: across(outset) - sides * pad, pad, outset }
    }
}

/// Widths that keep words whole, with less around them and then in smaller text if need be; then with words hyphenated. None
/// if rows as records keep whole what columns would cut.
pub(super) fn plan(table: &Table, room: Room) -> Option<Plan> {
    let count = table.alignments.len();
    let full = room.size * table.scale;
    let floor = (X_HEIGHT * MM / (room.size * room.x_height * table.scale)).clamp(SMALLEST, 1.0);
    let least = |needs: &[Need]| needs.iter().map(|need| need.min).sum::<f32>();
    let fitted = |needs: &[Need], shrunk: f32| {
        let needs = sized(needs, full * shrunk);
        let space = room.space(count, least(&needs));
        let widths = columns::automatic(&needs, space.width)?;
        Some(space.plan(table.scale * shrunk, balanced(table, &needs, widths, (space.width, full * shrunk))))
    };
    let whole = needs(table, |cell| &cell.flow);
    let tightest = room.space(count, f32::INFINITY);
    let shrunk = tightest.width / least(&sized(&whole, full)) * 0.998;
    let cut = needs(table, |cell| cell.hyphenated.as_ref().unwrap_or(&cell.flow));
    let unshrunk = fitted(&whole, 1.0);
    let smaller = || (shrunk >= floor).then(|| fitted(&whole, shrunk.min(1.0))).flatten();
    if let Some(plan) = unshrunk.or_else(smaller).or_else(|| fitted(&cut, floor)) {
        return Some(plan);
    }
    let widths = columns::squeezed(&sized(&cut, full * floor), tightest.width);
    let stays = table.records || !better_as_records(table, &widths, full * floor, room.width);
    stays.then(|| tightest.plan(table.scale * floor, widths))
}

impl Space {
    fn plan(self, scale: f32, widths: Vec<f32>) -> Plan {
        Plan { scale, widths, pad: self.pad, outset: self.outset }
    }
}

/// Whether columns tear words that records keep whole, or are a ladder of syllables. `size` is the columns' text's.
fn better_as_records(table: &Table, widths: &[f32], size: f32, room: f32) -> bool {
    let beside = BESIDE * room / size;
    let torn = |row: &Vec<Paragraph>| {
        row.iter().zip(widths).any(|(cell, width)| tears(cell, width / size) && !tears(cell, beside))
    };
    let narrow = widths.iter().all(|width| *width < NARROWEST * LETTER * size);
    let records = || table.rows.iter().flatten().map(|cell| lines_in(cell, beside).0).sum::<usize>();
    narrow || rows(table).any(torn) || height(table, widths, size) > LADDER * records() as f32
}

/// Whether words of a cell are cut between their letters at a width in em.
fn tears(cell: &Paragraph, width: f32) -> bool {
    shatter::tears(lines::unbroken(cell, width), width)
}

/// The widths of the lowest table. `room` is the width of all columns and the size of the text.
fn balanced(table: &Table, needs: &[Need], widths: Vec<f32>, (width, size): (f32, f32)) -> Vec<f32> {
    let natural = needs.iter().map(|need| need.max).sum::<f32>();
    if natural <= width {
        return stretched(table, widths, width - natural);
    }
    columns::lowest(widths, needs, |widths| height(table, widths, size))
}

/// The last column takes what is left over, if that is little and its text starts at its left edge.
fn stretched(table: &Table, mut widths: Vec<f32>, left: f32) -> Vec<f32> {
    let starts = matches!(table.alignments.last(), Some(Alignment::None | Alignment::Left));
    let natural: f32 = widths.iter().sum();
    if let Some(last) = widths.last_mut().filter(|_| starts && natural >= STRETCHED * (natural + left)) {
        *last += left;
    }
    widths
}

/// Lines that the rows take, and a little for what is torn.
fn height(table: &Table, widths: &[f32], size: f32) -> f32 {
    let row = |row: &Vec<Paragraph>| {
        let cells = row.iter().zip(widths).map(|(cell, width)| lines_in(cell, width / size));
        let (lines, torn) = cells.fold((1, 0), |(lines, torn), cell| (cell.0.max(lines), cell.1 + torn));
        lines as f32 + TORN * torn as f32
    };
    rows(table).map(row).sum()
}

fn rows(table: &Table) -> impl Iterator<Item = &Vec<Paragraph>> {
    std::iter::once(&table.header).chain(&table.rows)
}

/// What each column needs, in em.
fn needs(table: &Table, flow: impl Fn(&Paragraph) -> &Flow) -> Vec<Need> {
    let column = |at: usize| {
        let cells = rows(table).filter_map(|row| row.get(at));
        cells.fold(Need::default(), |need, cell| {
            let (min, max) = content(flow(cell));
            Need { min: need.min.max(min), max: need.max.max(max) }
        })
    };
    (0..table.alignments.len()).map(column).collect()
}

/// In points; sums of many widths are a little off.
fn sized(needs: &[Need], size: f32) -> Vec<Need> {
    needs.iter().map(|need| Need { min: need.min * size + 0.05, max: need.max * size + 0.1 }).collect()
}

/// Minimum and maximum content of a cell, in em of its size.
fn content(flow: &Flow) -> (f32, f32) {
    let widest =
        |end: fn(End) -> f32| flow.fragments.iter().map(move |part| part.width + end(part.end)).fold(0.0, f32::max);
    let min = widest(|end| if let End::Hyphen(width) = end { width } else { 0.0 });
    let lines = flow.fragments.split_inclusive(|fragment| fragment.end == End::Line);
    let max = lines.map(lines::natural).fold(0.0, f32::max);
    (min.max(max.min(CELL)), max)
}

/// Lines of a cell at a width in em, words wider than that being cut, and how many of them end inside code or a word.
fn lines_in(cell: &Paragraph, width: f32) -> (usize, usize) {
    let fragments = &lines::unbroken(cell, width).fragments;
    let lines = lines::greedy(fragments, Widths { first: width, rest: width });
    let torn = |line: &std::ops::Range<usize>| match fragments[line.end - 1].end {
        End::Costly(_) | End::Hyphen(_) => line.end < fragments.len(),
        End::Free | End::Line => false,
    };
    let cut = |line: &std::ops::Range<usize>| {
        (lines::natural(&fragments[line.clone()]) / width - 0.01).ceil().max(1.0) as usize
    };
    (lines.iter().map(cut).sum(), lines.iter().filter(|line| torn(line)).count())
}

/// Each row as a record: a line for each cell, with its header beside it. What heads the row itself stands there alone, and
/// so does everything where no column has a header.
pub(super) fn records(table: &Table) -> Table {
    let blank = |cell: &Paragraph| cell.flow.fragments.is_empty();
    let columns = if table.header.iter().all(blank) { 1 } else { 2 };
    let mut records = Table {
        alignments: vec![Alignment::None; columns],
        header: vec![Paragraph::default(); columns],
        rows: Vec::new(),
        ruled: Vec::new(),
        scale: table.scale,
        records: true,
    };
    for row in &table.rows {
        records.ruled.push(records.rows.len());
        let filled = table.header.iter().zip(row).filter(|(_, cell)| !blank(cell));
        records.rows.extend(filled.map(|(header, cell)| {
            let mut record = if blank(header) { vec![cell.clone()] } else { vec![header.clone(), cell.clone()] };
            record.resize_with(columns, Paragraph::default);
            record
        }));
    }
    records
}
