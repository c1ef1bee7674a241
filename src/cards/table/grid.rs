//! Tables without names: what is worked out from the other columns, and numbers upon numbers.
//!
//! - | A | B | A AND B | over 0 and 1       =>  **AND gate**: A AND B for each A and B?  the table
//! - | n | n² | n³ | over numbers           =>  no card a row: the table as a whole answers its heading
//! - | Step | deed | over 1, 2, 3         =>  What are the 3 steps of …?
//! - | # | port | goods | over 1, 2, 3      =>  the port names the rows, its number does not

use super::{SET, header_of, text};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::subject::Subject;
use crate::cards::words;
use crate::model::{Block, BlockKind, Item, List, ListMarker, Table, TableCell, plain_text};

/// A table of truth values has at most this many rows: three inputs.
const CASES: usize = SET + 1;

/// Whether a table of three columns or more holds numbers and signs alone, its labels too.
pub(super) fn is_grid(subject: &Subject, table: &Table) -> bool {
    let bare = |cell: &TableCell| is_value(subject, cell);
    table.header.len() > 2 && table.rows.len() > 1 && table.rows.iter().flatten().all(bare)
}

/// The card of a table of truth values: the last column for each case of the others.
pub(super) fn card(subject: &Subject, table: &Table, block: &Block) -> Option<Draft> {
    let first = |row: &Vec<TableCell>| text(&row[0]);
    let repeats = table.rows.iter().skip(1).any(|row| first(row) == first(&table.rows[0]));
    if !repeats || table.rows.len() > CASES || !subject.book.can_say("grid") {
        return None;
    }
    let (last, before) = table.header.split_last()?;
    let inputs: Vec<_> = before.iter().map(header_of).collect();
    let (input, others) = inputs.split_last()?;
    let scene = subject.scene().with("c", &header_of(last)).with("d", &super::header::listed(others)).with("r", input);
    let question = subject.book.say("grid", &scene);
    Some(Draft::ask(Rule::R(7), question, block.span).answer(vec![block.clone()]))
}

/// `0`, `T`, `false`, `-3.5`, `12 %`: a value and no name.
fn is_value(subject: &Subject, cell: &TableCell) -> bool {
    let text = plain_text(&cell.content);
    let text = text.trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // "5 m" and "T", but not "x5".
    let unit = letters == 1 && (text.chars().count() == 1 || !text.starts_with(char::is_alphabetic));
    letters == 0 || unit || words::words(&cell.content).iter().all(|word| subject.book.is("yes_or_no", word))
}

/// The table without a first column that only counts its rows: "#", or no header over 1, 2, 3.
pub(super) fn uncounted(subject: &Subject, table: &Table) -> Option<Table> {
    let header = words::lower_text(&words::words(&table.header.first()?.content));
    let counted = header.trim().is_empty() || subject.book.is_key("index_header", header.trim_matches([' ', '.']));
    (counted && counts(table) && table.header.len() > 2).then(|| Table {
        header: table.header[1..].to_vec(),
        alignments: table.alignments.get(1..).unwrap_or_default().to_vec(),
        rows: table.rows.iter().map(|row| row[1..].to_vec()).collect(),
    })
}

/// Whether the first column counts the rows: 1, 2, 3.
fn counts(table: &Table) -> bool {
    let number = |row: &Vec<TableCell>| {
        let cell = row.first().filter(|cell| super::is_text(cell))?;
        plain_text(&cell.content).trim().trim_end_matches('.').parse().ok()
    };
    let numbers: Vec<Option<usize>> = table.rows.iter().map(number).collect();
    let runs = numbers.windows(2).all(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1));
    runs && numbers.len() > 1 && matches!(numbers[0], Some(0 | 1))
}

/// The steps that a table of two columns counts: "Step" over 1, 2, 3.
pub(super) fn steps(subject: &Subject, table: &Table, block: &Block) -> Option<Draft> {
    let header = table.header.first().map(header_of)?;
    let named = header.last().is_some_and(|word| subject.book.is("steps", word));
    if table.header.len() != 2 || !named || !counts(table) {
        return None;
    }
    let items = table.rows.iter().map(|row| {
        let cell = &row[1];
        Item { task: None, blocks: vec![paragraph(cell.content.clone(), cell.span)], span: cell.span }
    });
    let count = words::of_text(&table.rows.len().to_string());
    let question = subject.book.say("step_all", &subject.scene().with("n", &count));
    let list = List { start: Some(1), marker: ListMarker::Dot, tight: true, items: items.collect() };
    let mut card =
        Draft::ask(Rule::R(7), question, block.span).answer(vec![Block::new(BlockKind::List(list), block.span)]);
    card.counted = true;
    Some(card)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_atomic, lines};
    use crate::model::CardLevel;

    #[test]
    fn numbered_steps_are_one_list() {
        check(
            "# Mooring\n| Step | Deed |\n|---|---|\n| 1 | slow down |\n| 2 | throw the line |\n",
            &["What are the 2 steps of **Mooring**? => 1. slow down / 2. throw the line"],
        );
    }

    #[test]
    fn truth_values_ask_for_their_last_column() {
        check(
            "# Locks\n## Gate\n| A | B | open |\n|---|---|---|\n| 0 | 0 | 0 |\n| 0 | 1 | 0 |\n| 1 | 0 | 0 |\n| 1 | 1 | 1 |\n",
            &[
                "**Gate**: open for each A and B? => | A | B | open | / | --- | --- | --- | / | 0 | 0 | 0 | / | 0 | 1 | 0 | / | 1 | 0 | 0 | / | 1 | 1 | 1 |",
            ],
        );
    }

    #[test]
    fn numbers_upon_numbers_are_asked_as_a_whole() {
        let note = "# Ropes\n## Loads\n| mm | dry | wet |\n|---|---|---|\n| 8 | 900 | 800 |\n| 10 | 1400 | 1250 |\n";
        let cards = lines(note, CardLevel::Section);
        assert!(cards.len() == 1 && cards[0].contains("| 8 | 900 | 800 | / | 10 | 1400 | 1250 |"), "{cards:?}");
    }

    #[test]
    fn a_running_number_names_no_row() {
        check(
            "# Piers\n## Use\n| # | pier | goods |\n|---|---|---|\n| 1 | North | coal |\n| 2 | South | grain |\n",
            &["What are the goods of **North**? => coal", "What are the goods of **South**? => grain"],
        );
    }

    #[test]
    fn ticks_ask_for_the_columns_that_have_one() {
        let note = "# Boats\n## Rights\n| | Ferry | Tug | Yacht |\n|---|---|---|---|\n| Pier 1 | ✓ | | ✓ |\n| Pier 2 | | ✓ | |\n| Pier 3 | | | - |\n";
        let cards = [
            "**Pier 1**: which of Ferry, Tug and Yacht? => - Ferry / - Yacht",
            "**Pier 2**: which of Ferry, Tug and Yacht? => - Tug",
        ];
        check(note, &cards);
        check_atomic(note, &cards);
    }

    #[test]
    fn pros_beside_cons_are_two_lists() {
        check(
            "# Ferry\n## Judgement\n| Pros | Cons |\n|---|---|\n| cheap for all | slow |\n| calm | wet in winter |\n| | no night service |\n",
            &[
                "What are the pros of **Ferry**? (2) => - cheap for all / - calm",
                "What are the cons of **Ferry**? (3) => - slow / - wet in winter / - no night service",
            ],
        );
    }

    #[test]
    fn a_year_and_a_language_ask_as_people_do() {
        check(
            "# Pier\n## Dates\n| Year | Event |\n|---|---|\n| 1874 | the pier is built |\n| 1901 | fire |\n",
            &["**1874**: what happened? => the pier is built", "**1901**: what happened? => fire"],
        );
        check(
            "# Words\n## Boats\n| English | German |\n|---|---|\n| ferry | die Fähre |\n| barge | der Kahn |\n",
            &["What is **ferry** in German? => die Fähre", "What is **barge** in German? => der Kahn"],
        );
    }
}
