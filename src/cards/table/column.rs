//! A table whose columns are lists of their own, or that has one row: each header asks for the cells below it.
//!
//! - | RPC | REST | over deeds of either  =>  **RPC**? **REST**? (a list each)

use super::{asks, header_of};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::model::{Block, BlockKind, Item, List, ListMarker, Span, Table, TableCell};

/// A card a column: its header asks for its cells.
pub(super) fn cards(subject: &Subject, table: &Table) -> Vec<Draft> {
    let mut cards = Vec::new();
    for (column, header) in table.header.iter().enumerate() {
        let name = header_of(header);
        let cells: Vec<&TableCell> =
            table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| asks(subject, cell)).collect();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        if name.is_empty() || cells.len() < 2 {
            continue;
        }
        let span = first.span.to(last.span);
        // "Pros and cons of ferries" has pros; of what is said above it.
        let said =
            table.header.iter().flat_map(header_of).any(|word| subject.title.iter().any(|own| own.key == word.key));
        let topic = if said && !subject.above.is_empty() { &subject.above } else { &subject.name };
        let scene = Scene { topic, ..subject.scene() };
        let facet = subject.book.facet(&name).filter(|_| super::are_lists(subject, table));
        let asked = facet.and_then(|facet| subject.book.ask_facet(&facet, true, &scene));
        let question = asked.unwrap_or_else(|| subject.book.say("column", &subject.scene().with("c", &name)));
        let mut card = Draft::ask(Rule::R(7), question, header.span).answer(vec![list_of(&cells, span)]);
        card.shows = std::iter::once(header.span).chain(cells.iter().map(|cell| cell.span)).collect();
        cards.push(card);
    }
    cards
}

/// The cards of a table of one row: each header asks for the cell below it.
pub(super) fn of_one_row(subject: &Subject, table: &Table) -> Vec<Draft> {
    let pairs = table.header.iter().zip(table.rows.iter().flatten()).filter(|(_, cell)| asks(subject, cell));
    let card = |(header, cell): (&TableCell, &TableCell)| {
        let question = subject.book.say("column", &subject.scene().with("c", &header_of(header)));
        let mut card = Draft::ask(Rule::R(7), question, cell.span).answer_line(cell.content.clone());
        card.shows = vec![header.span, cell.span];
        card
    };
    pairs.map(card).collect()
}

fn list_of(cells: &[&TableCell], span: Span) -> Block {
    let items = cells
        .iter()
        .map(|cell| Item { task: None, blocks: vec![paragraph(cell.content.clone(), cell.span)], span: cell.span })
        .collect();
    Block::new(BlockKind::List(List { start: None, marker: ListMarker::Dash, tight: true, items }), span)
}
