//! Tables: cells shaped, and what says nothing left out.
//!
//! - a row of dashes   =>   a heavy rule
//! - a column or a row without a word, its header included   =>   nothing; a table that is all blank under its header is to be
//!   filled in by hand, and stays

use super::Composer;
use super::blocks::Place;
use super::paragraph::Hyphens;
use crate::model::{Table as ModelTable, TableCell, plain_text};
use crate::typeset::node::{Paragraph, Table};

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &ModelTable, place: Place) -> Table {
        let (bold, plain) = (self.bold(), self.plain());
        // Hyphens show only where a column is too narrow for its words.
        let named = table.is_headed();
        let header =
            table.header.iter().filter(|_| named).map(|cell| self.styled(&cell.content, bold, Hyphens::Allowed));
        let mut header: Vec<Paragraph> = header.collect();
        header.resize_with(table.header.len(), Paragraph::default);
        let mut ruled = Vec::new();
        let mut kept: Vec<&Vec<TableCell>> = Vec::new();
        for row in &table.rows {
            if is_rule(row) {
                ruled.push(kept.len());
            } else {
                kept.push(row);
            }
        }
        let rows = kept.into_iter().map(|row| {
            let cells = row.iter().map(|cell| self.styled(&cell.content, plain, Hyphens::Allowed));
            cells.collect()
        });
        let rows = rows.collect();
        let scale = self.style.table.size * place.scale;
        without_blanks(Table { alignments: table.alignments.clone(), header, rows, ruled, scale, records: false })
    }
}

/// A row of dashes: kramdown's way to separate the bodies of a table.
fn is_rule(row: &[TableCell]) -> bool {
    let dashes = |cell: &TableCell| {
        let text = plain_text(&cell.content);
        let text = text.trim();
        text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | ':' | '—' | '–'))
    };
    !row.is_empty() && row.iter().all(dashes)
}

fn without_blanks(mut table: Table) -> Table {
    let blank = |cell: &Paragraph| cell.flow.fragments.is_empty();
    if table.rows.iter().flatten().all(blank) {
        return table;
    }
    let kept: Vec<bool> = table.rows.iter().map(|row| !row.iter().all(blank)).collect();
    let mut place = vec![0];
    for (row, kept) in kept.iter().enumerate() {
        place.push(place[row] + usize::from(*kept));
    }
    table.ruled.iter_mut().for_each(|start| *start = place[*start]);
    table.rows.retain(|row| !row.iter().all(blank));
    let told = |at: usize| rows(&table).any(|row| row.get(at).is_some_and(|cell| !blank(cell)));
    let told: Vec<bool> = (0..table.alignments.len()).map(told).collect();
    for row in std::iter::once(&mut table.header).chain(&mut table.rows) {
        keep(row, &told);
    }
    keep(&mut table.alignments, &told);
    table
}

fn rows(table: &Table) -> impl Iterator<Item = &Vec<Paragraph>> {
    std::iter::once(&table.header).chain(&table.rows)
}

/// Leaves those of `items` that are to stay.
fn keep<T>(items: &mut Vec<T>, told: &[bool]) {
    let mut told = told.iter();
    items.retain(|_| told.next().copied().unwrap_or(true));
}
