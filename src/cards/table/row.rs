//! A card a row: what the columns say of its label is one answer, or the column that says most.
//!
//! - | Force | F | newton | under Quantity, Symbol, SI unit   =>  What are the symbol and SI unit of Force? (2)
//! - a column headed Description, or more than four columns    =>  one column answers, the row is Extra

use super::header::{self, header_words};
use super::question;
use super::{CELL, REFERENCE};
use crate::cards::draft::{Draft, paragraph};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, contrast};
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, List, ListMarker, Table, TableCell, plain_text};

/// An answer of more parts is no row to say at once.
const PARTS: usize = 4;

/// Whether the rows of a table are asked as wholes: at `section`, and of a work of reference at every level. Where the table
/// compares its columns, each cell is a fact of its own.
pub(super) fn wanted(subject: &Subject, table: &Table) -> bool {
    let columns = table.header.len();
    let header = |cell: &TableCell| super::header_of(cell);
    let compares = columns <= PARTS
        && table.header.first().is_some_and(|first| {
            header(first).is_empty()
                || table.header[1..].iter().any(|cell| contrast::is_operand(subject, &header(cell)))
        });
    columns > 2 && !compares && (subject.level != CardLevel::Atomic || table.rows.len() > REFERENCE)
}

/// The card of a row whose `columns` ask; `words` where the labels are words of a language.
pub(super) fn card(
    subject: &Subject,
    table: &Table,
    row: &[TableCell],
    columns: &[usize],
    words: bool,
) -> Option<Draft> {
    let columns = telling(subject, table, row, columns, words);
    let (&first, &last) = (columns.first()?, columns.last()?);
    if first == last {
        return Some(super::cell(subject, table, row, first, words));
    }
    let span = row[first].span.to(row[last].span);
    let headers: Vec<Vec<Word>> = columns.iter().map(|&column| header_words(subject, &table.header[column])).collect();
    let question = question::of_row(subject, table, &row[0], &headers);
    let items = columns.iter().map(|&column| part(&table.header[column], &row[column])).collect();
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
    let mut card = Draft::ask(Rule::R(7), question, span).answer(vec![Block::new(BlockKind::List(list), span)]);
    card.counted = true;
    Some(card)
}

/// The columns that answer: the one that says what the label means, of a word how it is read, too; else all, where they can be said
/// at once; else the first.
fn telling(subject: &Subject, table: &Table, row: &[TableCell], columns: &[usize], words: bool) -> Vec<usize> {
    let means = |column: &&usize| header::is_meaning(subject, &table.header[**column]);
    let example = |column: &usize| header::is_instances(subject, &table.header[*column]);
    if let Some(&column) = columns.iter().find(means).filter(|_| !words) {
        return vec![column];
    }
    let facts: Vec<usize> = columns.iter().copied().filter(|column| !example(column)).collect();
    let facts = if facts.is_empty() { columns.to_vec() } else { facts };
    let length: usize = facts.iter().map(|&column| words::count(&plain_text(&row[column].content))).sum();
    let marks = facts.iter().all(|&column| question::is_mark(subject, &words::words(&row[column].content)));
    if (facts.len() <= PARTS || marks) && length <= CELL { facts } else { facts[..1].to_vec() }
}

/// A cell under its header.
fn part(header: &TableCell, cell: &TableCell) -> Item {
    let mut line = header.content.clone();
    line.push(Inline::text(": ", header.span));
    line.extend(cell.content.iter().cloned());
    Item { task: None, blocks: vec![paragraph(line, cell.span)], span: cell.span }
}
