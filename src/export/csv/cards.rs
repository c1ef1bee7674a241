//! A row a card: for spreadsheets, pandas and Quizlet.

use std::io::Write;

use anyhow::Result;
use csv::Terminator;
use rayon::prelude::*;

use super::column::{Row, USUAL, text};
use super::delimiter::Delimiter;
use super::{Options, TextForm, rows};
use crate::cards::{Face, faces};
use crate::export::Study;

/// A header and a row a card. Gives the number of cards.
pub(super) fn plain(study: &Study<'_>, options: &Options, out: &mut impl Write) -> Result<usize> {
    table(study, options, out, |cell| cell)
}

/// The same with a byte order mark, by which Excel knows UTF-8, and with cells that it takes for what they are.
pub(super) fn excel(study: &Study<'_>, options: &Options, out: &mut impl Write) -> Result<usize> {
    out.write_all("\u{feff}".as_bytes())?;
    table(study, options, out, no_formula)
}

fn table(study: &Study<'_>, options: &Options, out: &mut impl Write, guard: fn(String) -> String) -> Result<usize> {
    let columns = if options.columns.is_empty() { USUAL } else { &options.columns };
    let mut rows = rows(out, options.delimiter, Terminator::CRLF);
    rows.write_record(columns.iter().map(|column| column.name()))?;
    let all = each_card(study, |row| {
        columns.iter().map(|column| guard(column.cell(study, row, options.text))).collect::<Vec<_>>()
    });
    for row in &all {
        rows.write_record(row)?;
    }
    rows.flush()?;
    Ok(all.len())
}

/// A line a card, term, tab, definition: Quizlet's import knows no quotes, so that a cell must be one line.
pub(super) fn quizlet(study: &Study<'_>, form: TextForm, out: &mut impl Write) -> Result<usize> {
    let lines = each_card(study, |row| {
        let side = |blocks| one_line(&text(study, blocks, form));
        format!("{}{}{}\n", side(&row.face.front), Delimiter::TAB.char(), side(&row.face.back))
    });
    lines.iter().try_for_each(|line| out.write_all(line.as_bytes()))?;
    Ok(lines.len())
}

/// What `make` makes of every card, in order.
fn each_card<T: Send>(study: &Study<'_>, make: impl Fn(Row<'_>) -> T + Sync) -> Vec<T> {
    let of_note = |card| {
        let faces = faces(card);
        let row = |(n, face): (usize, &Face<'_>)| make(Row { card, face, number: n + 1 });
        faces.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    study.cards.par_iter().flat_map_iter(of_note).collect()
}

/// Excel takes a cell that begins with one of these for a formula, and `== vs is` for a broken one. An apostrophe says
/// that it is text. List signs become bullets, which need none.
fn no_formula(cell: String) -> String {
    let bulleted = cell.strip_prefix("- ").map(|rest| format!("• {rest}").replace("\n- ", "\n• "));
    let cell = bulleted.unwrap_or(cell);
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell }
}

fn one_line(cell: &str) -> String {
    let lines = cell.lines().map(|line| line.trim().replace('\t', " ")).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_sees_no_formula() {
        let guard = |cell: &str| no_formula(cell.to_owned());
        assert_eq!(guard("== vs is"), "'== vs is");
        assert_eq!(guard("@property"), "'@property");
        assert_eq!(guard("-5"), "-5");
        assert_eq!(guard("- one\n- two"), "• one\n• two");
        assert_eq!(guard("plain"), "plain");
    }

    #[test]
    fn quizlet_takes_one_line() {
        assert_eq!(one_line("a\tb\n\n- c"), "a b / - c");
    }
}
