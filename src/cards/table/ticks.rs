//! Rows of ticks: which of the columns a row has.
//!
//! - | Routing | | ✓ | ✓ | under Free, Pro, Team  =>  **Routing**: which of Free, Pro and Team?  Pro, Team
//!
//! A row without a tick asks nothing, nor do more columns than a learner can tell over.

use super::question;
use super::{SET, TELLING, header_of};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, Item, List, ListMarker, Table, TableCell, plain_text};

/// Whether every cell behind the labels is a tick, a cross, yes or no, or empty, in two columns or more.
pub(super) fn are_ticks(subject: &Subject, table: &Table) -> bool {
    let mut ticks = 0;
    let columns = table.header.len();
    let fits = |cell: &TableCell| question::is_mark(subject, &words::words(&cell.content)) || is_empty(subject, cell);
    let marked = table.rows.iter().flat_map(|row| &row[1..]).all(|cell| {
        ticks += usize::from(is_tick(subject, table, cell));
        fits(cell)
    });
    let headed = table.header[1..].iter().all(|cell| !header_of(cell).is_empty());
    marked && ticks > 1 && headed && (3..=SET + 1).contains(&columns) && subject.book.can_say("row_which")
}

/// The card of a row: the headers of its ticks.
pub(super) fn card(subject: &Subject, table: &Table, row: &[TableCell]) -> Option<Draft> {
    let ticked: Vec<usize> = (1..row.len()).filter(|&column| is_tick(subject, table, &row[column])).collect();
    let (first, last) = (row.first()?, row.last()?);
    let span = first.span.to(last.span);
    if ticked.is_empty() {
        return None;
    }
    let headers: Vec<Vec<Word>> = table.header[1..].iter().map(header_of).collect();
    let question = question::of_ticks(subject, first, &headers);
    let item = |&column: &usize| {
        let cell = &table.header[column];
        Item { task: None, blocks: vec![paragraph(cell.content.clone(), cell.span)], span: cell.span }
    };
    let items = ticked.iter().map(item).collect();
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
    let mut card = Draft::ask(Rule::R(7), question, span).answer(vec![Block::new(BlockKind::List(list), span)]);
    // How many there are is half of the answer.
    (card.counted, card.choice) = (true, true);
    Some(card)
}

/// Whether a cell says yes. An "x" does where no other sign does.
fn is_tick(subject: &Subject, table: &Table, cell: &TableCell) -> bool {
    let said = |cell: &TableCell| plain_text(&cell.content).trim().to_lowercase();
    let yes = |text: &str| subject.book.is_key("yes", text);
    let text = said(cell);
    let others = || table.rows.iter().take(TELLING).flat_map(|row| &row[1..]).any(|cell| yes(&said(cell)));
    yes(&text) || text == "x" && !others()
}

fn is_empty(subject: &Subject, cell: &TableCell) -> bool {
    let text = plain_text(&cell.content);
    text.trim().is_empty() || subject.book.is_key("empty_cell", &text.trim().to_lowercase())
}
