//! How a table is set: at which size, how wide each column, or turned into records where it has no room.

use super::columns::{self, Need};
use super::lines::{self, Widths};
use crate::model::Alignment;
use crate::typeset::node::{End, Flow, Paragraph, Table};
use crate::typeset::paper::MM;

/// A table shrinks to this share of its size before words are cut.
const SMALLEST: f32 = 0.82;
/// But not to letters whose x is lower than this, in mm: the floor of the whole sheet.
const X_HEIGHT: f32 = 1.2;
/// Letters that a column holds whose words are cut; narrower, rows are set as records.
const NARROWEST: f32 = 4.0;
/// Columns with cut words stay if they take less than this share of the records' lines. Chosen by eye: a table is looked
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

/// Columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Of its text, relative to the sheet's.
    pub(super) scale: f32,
    /// Inner width of each column, in points.
    pub(super) widths: Vec<f32>,
}

/// What a table is planned for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Of all cells, without what is around their text, in points.
    pub(super) width: f32,
    /// Of the sheet's text, in points.
    pub(super) size: f32,
    /// Height of an x, as a share of the size.
    pub(super) x_height: f32,
}

/// Widths that keep words whole, in smaller text if need be; then with words hyphenated; then cut. None where columns
/// would be too narrow even for that.
pub(super) fn plan(table: &Table, room: Room) -> Option<Plan> {
    let whole = needs(table, |cell| &cell.flow);
    let floor = (X_HEIGHT * MM / (room.size * room.x_height * table.scale)).clamp(SMALLEST, 1.0);
    let full = room.size * table.scale;
    let fits = |needs: &[Need], size: f32| columns::automatic(&sized(needs, size), room.width);
    if let Some(widths) = fits(&whole, full) {
        return Some(balanced(table, &whole, widths, table.scale, room));
    }
    let least: f32 = sized(&whole, full).iter().map(|need| need.min).sum();
    let shrunk = room.width / least * 0.998;
    if shrunk >= floor
        && let Some(widths) = fits(&whole, full * shrunk)
    {
        return Some(balanced(table, &whole, widths, table.scale * shrunk, room));
    }
    let (size, scale) = (full * floor, table.scale * floor);
    let cut = needs(table, |cell| cell.hyphenated.as_ref().unwrap_or(&cell.flow));
    if let Some(widths) = fits(&cut, size) {
        return Some(balanced(table, &cut, widths, scale, room));
    }
    let widths = columns::squeezed(&sized(&cut, size), room.width);
    if table.records {
        return Some(Plan { scale, widths });
    }
    let widest = widths.iter().copied().fold(0.0, f32::max);
    let records = table.rows.iter().flatten().map(|cell| lines_in(cell, BESIDE * room.width / full).0).sum::<usize>();
    let ladder = height(table, &widths, size) > LADDER * records as f32;
    (widest >= NARROWEST * LETTER * size && !ladder).then_some(Plan { scale, widths })
}

fn balanced(table: &Table, needs: &[Need], widths: Vec<f32>, scale: f32, room: Room) -> Plan {
    let size = room.size * scale;
    let needs = sized(needs, size);
    let natural = needs.iter().map(|need| need.max).sum::<f32>();
    if natural <= room.width {
        return Plan { scale, widths: stretched(table, widths, room.width - natural) };
    }
    Plan { scale, widths: columns::lowest(widths, &needs, |widths| height(table, widths, size)) }
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

/// Each row as a record: a line for each cell, with its header beside it. What heads the row itself stands there alone.
pub(super) fn records(table: &Table) -> Table {
    let mut records = Table {
        alignments: vec![Alignment::None; 2],
        header: vec![Paragraph::default(); 2],
        rows: Vec::new(),
        ruled: Vec::new(),
        scale: table.scale,
        records: true,
    };
    for row in &table.rows {
        records.ruled.push(records.rows.len());
        let filled = table.header.iter().zip(row).filter(|(_, cell)| !cell.flow.fragments.is_empty());
        records.rows.extend(filled.map(|(header, cell)| {
            let named = !header.flow.fragments.is_empty();
            if named { vec![header.clone(), cell.clone()] } else { vec![cell.clone(), Paragraph::default()] }
        }));
    }
    records
}
