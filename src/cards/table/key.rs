//! The column that names the rows, where it is not the first: it is put in front.
//!
//! - | Deck | Boat | … over an empty cell that means "as above"     =>  What are the … of the boat?
//! - | Group | Term | Aim |                                           =>  What is the aim of the term?
//! - a first column that says the same of most rows                   =>  the column in bold, else the first of short names
//!
//! A single row whose first cell is no name is asked by its headers.

use std::collections::HashSet;

use super::{header_of, is_separator, text};
use crate::cards::subject::Subject;
use crate::cards::words;
use crate::model::{InlineKind, Table, TableCell};

/// A name that a column gives each row has at most this many words.
const NAME: usize = 5;

/// The table with the column that names its rows in front; nothing where that is the first.
pub(super) fn in_front(subject: &Subject, table: &Table) -> Option<Table> {
    let first = table.header.first()?;
    if table.header.len() < 3 || table.rows.is_empty() || header_of(first).is_empty() {
        return None;
    }
    let groups = is_grouped(table) || heads_groups(subject, first) || super::names_no_rows(subject, table);
    if !groups || super::are_columns(subject, table) {
        return None;
    }
    let named: Vec<usize> = (1..table.header.len()).filter(|&column| names(table, column)).collect();
    let stressed = named.iter().find(|&&column| is_stressed(table, column));
    Some(rotated(table, *stressed.or(named.first())?))
}

/// Whether a table is a row of values under their names, and no name stands in front of it.
pub(super) fn is_one_row(table: &Table) -> bool {
    let [row] = &table.rows[..] else { return false };
    !row.first().is_some_and(is_name)
        && table.header.len() > 2
        && table.header.iter().all(|cell| !header_of(cell).is_empty())
}

/// Whether a column gives each row a short name of its own; signs and formulas are none where the rows are not grouped.
fn names(table: &Table, column: usize) -> bool {
    let cells = || table.rows.iter().filter(|row| !is_separator(row)).filter_map(|row| row.get(column));
    let short = |cell: &TableCell| !text(cell).is_empty() && words::count(&text(cell)) <= NAME;
    let grouped = is_grouped(table);
    cells().all(|cell| if grouped { short(cell) } else { is_name(cell) })
        && cells().map(text).collect::<HashSet<_>>().len() == cells().count()
}

fn is_name(cell: &TableCell) -> bool {
    let first = words::first(&cell.content);
    let worded =
        first.is_some_and(|word| word.is_code() || word.is_text() && word.text().starts_with(char::is_alphabetic));
    worded && words::count(&text(cell)) <= NAME
}

/// Whether every cell of a column is in bold.
fn is_stressed(table: &Table, column: usize) -> bool {
    let bold = |cell: &TableCell| matches!(&cell.content[..], [only] if matches!(only.kind, InlineKind::Strong(_)));
    table.rows.iter().filter(|row| !is_separator(row)).all(|row| row.get(column).is_some_and(bold))
}

/// Whether an empty first cell means "as above".
fn is_grouped(table: &Table) -> bool {
    let first = |row: &[TableCell]| row.first().map(text).unwrap_or_default();
    let empty = table.rows.iter().skip(1).any(|row| first(row).is_empty() && !is_separator(row));
    empty && !first(&table.rows[0]).is_empty()
}

/// Whether a header says that its column groups the rows: "Theme", "Category".
fn heads_groups(subject: &Subject, header: &TableCell) -> bool {
    matches!(&header_of(header)[..], [only] if subject.book.is("group_header", only))
}

/// The table with a column in front; what stands behind it says more of it than what groups it.
fn rotated(table: &Table, column: usize) -> Table {
    let in_front = |row: &[TableCell]| -> Vec<TableCell> {
        let column = column.min(row.len());
        row[column..].iter().chain(&row[..column]).cloned().collect()
    };
    let mut alignments = table.alignments.clone();
    alignments.rotate_left(column.min(table.alignments.len()));
    Table { header: in_front(&table.header), alignments, rows: table.rows.iter().map(|row| in_front(row)).collect() }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn what_groups_the_rows_does_not_name_them() {
        check(
            "# Harbour\n## Notions\n| Theme | Notion | Aim |\n|---|---|---|\n| Water | Tide table | safe depth |\n| Land | Crane plan | short ways |\n",
            &[
                "What are the aim and theme of **Tide table**? => - Aim: safe depth / - Theme: Water",
                "What are the aim and theme of **Crane plan**? => - Aim: short ways / - Theme: Land",
            ],
        );
    }

    #[test]
    fn of_several_names_the_one_in_bold_is_the_row_s() {
        let note = "# Ropes\n## Kinds\n| Fibre | Lay | Rope | Load |\n|---|---|---|---|\n| hemp | three strands | **Hawser** | 4 t |\n| hemp | braided | **Warp** | 2 t |\n| hemp | plaited | **Sheet** | 1 t |\n";
        let cards = lines(note, CardLevel::Section);
        assert!(
            cards.iter().all(|card| card.contains("of **Hawser**")
                || card.contains("of **Warp**")
                || card.contains("of **Sheet**")),
            "{cards:?}"
        );
        assert_eq!(cards.len(), 3);
    }

    #[test]
    fn a_column_is_not_asked_without_the_names_of_its_rows() {
        let note = "# Gates\n## Locks\n| Side | Rise | Time |\n|---|---|---|\n| left | 2 m | 5 min |\n| left | 2 m | 7 min |\n| left | 3 m | 5 min |\n";
        let cards = lines(note, CardLevel::Section);
        assert!(cards.len() == 1 && cards[0].contains("| left | 3 m | 5 min |"), "{cards:?}");
    }

    #[test]
    fn one_row_is_asked_by_its_headers() {
        check(
            "# Frame\n## Addresses\n| Address 1 | Address 2 | Address 3 |\n|---|---|---|\n| boat that is to get this parcel next | boat that sends this parcel now | pier behind the boat |\n",
            &[
                "**Addresses**: Address 1? => boat that is to get this parcel next",
                "**Addresses**: Address 2? => boat that sends this parcel now",
                "**Addresses**: Address 3? => pier behind the boat",
            ],
        );
    }
}
