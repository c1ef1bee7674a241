//! R7, tables: the row's label and the column's header ask, the cell answers, the whole row is Extra.
//!
//! - | start | `t.start()` | under the header threading  =>  How do you start in threading?
//! - | `ls` | lists files |                               =>  What does `ls` do?
//! - three columns and more at `section`: a card a row (row.rs); at `atomic` a card a cell, unless the table is a work of reference
//! - ticks: which of the columns a row has (ticks.rs); values alone: the last column, or nothing (grid.rs)
//! - another column than the first may name the rows (key.rs)
//! - persons of a verb, cases of a noun (forms.rs); words of a language (pairs.rs)
//! - columns that are lists of their own, as an operand of the title heads them: a card a column (column.rs)

mod against;
mod column;
mod forms;
mod grid;
mod header;
mod key;
mod pairs;
mod question;
mod row;
mod ticks;

use std::collections::{HashMap, HashSet};

use super::claims::Claims;
use super::draft::Draft;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, contrast};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Inline, Item, Span, Table, TableCell, plain_text};
use question::question;

/// A label of a row has at most this many words; a longer one is no part of a question. Chosen by eye.
const LABEL: usize = 12;
/// A cell over this many words asks nothing (cards.md).
const CELL: usize = 25;
/// A column of more cells is no set to learn at once (cards.md).
const SET: usize = 7;
/// A table of more rows is a work of reference, which nobody learns cell by cell. Chosen by eye on the tables of strangers.
const REFERENCE: usize = 40;
/// So many rows tell what the cells of a table are. Every row asks, so they must not look at all of them.
const TELLING: usize = 100;

/// A card a cell.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for block in subject.body() {
        if let BlockKind::Table(table) = &block.kind
            && claims.free(block.span)
        {
            let table = side_by_side(table).unwrap_or_else(|| table.clone());
            let table = grid::uncounted(subject, &table).unwrap_or(table);
            let learnt = learnt(subject, &table);
            if !learnt.is_empty() {
                claims.take(block.span);
                cards.extend(learnt);
                continue;
            }
            let table = &key::in_front(subject, &table).unwrap_or(table);
            let grid = grid::is_grid(subject, table);
            let made = if are_captions(table) {
                Vec::new()
            } else if grid {
                grid::card(subject, table, block).into_iter().collect()
            } else if let Some(steps) = grid::steps(subject, table, block) {
                vec![steps]
            } else if key::is_one_row(table) {
                column::of_one_row(subject, table)
            } else if are_columns(subject, table) {
                column::cards(subject, table)
            } else if names_no_rows(subject, table) {
                // A column without the names of its rows cannot be recalled: the table answers its heading.
                Vec::new()
            } else {
                rows(subject, table)
            };
            if !made.is_empty() {
                claims.take(block.span);
            }
            cards.extend(made);
        }
    }
    if !cards.is_empty() {
        repeated(subject, claims);
    }
    cards
}

/// The cards of a table that a learner of a language learns: forms, words.
fn learnt(subject: &Subject, table: &Table) -> Vec<Draft> {
    let forms = forms::cards(subject, table);
    if forms.is_empty() { pairs::cards(subject, table) } else { forms }
}

/// A table printed in several strips to save paper (its headers repeat: key, action, key, action) as one.
fn side_by_side(table: &Table) -> Option<Table> {
    let names: Vec<_> = table.header.iter().map(|cell| plain_text(&cell.content)).collect();
    // Two rows are a thing in parts over their names.
    let strips = table.is_headed() || table.rows.len() > 2;
    let width = (2..=names.len() / 2).filter(|_| strips).find(|width| {
        names.len().is_multiple_of(*width) && names.chunks(*width).all(|strip| strip == &names[..*width])
    })?;
    let rows = table.rows.iter().flat_map(|row| row.chunks(width).map(<[TableCell]>::to_vec)).collect();
    Some(Table { header: table.header[..width].to_vec(), alignments: table.alignments[..width].to_vec(), rows })
}

/// Whether a table without a header is a line of code in parts, over what they are called.
fn are_captions(table: &Table) -> bool {
    let [parts, names] = table.rows.as_slice() else { return false };
    !table.is_headed() && names.iter().all(is_text) && parts.iter().all(|cell| code_words(&cell.content) > 0)
}

/// A list of the topic that repeats cells of its table makes no cards of its own.
fn repeated(subject: &Subject, claims: &mut Claims) {
    let cells: HashSet<_> = subject
        .body()
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table.rows.iter().flatten().map(|cell| plain_text(&cell.content))),
            _ => None,
        })
        .flatten()
        .collect();
    for piece in &subject.pieces {
        let Some(list) = piece.list() else { continue };
        let repeats = |item: &&Item| {
            let text = crate::text::plain::blocks(&item.blocks);
            text.split_once(": ").is_some_and(|(_, meaning)| cells.contains(meaning)) || cells.contains(text.as_str())
        };
        if list.items.iter().filter(repeats).count() * 2 > list.items.len() {
            claims.take(piece.span);
        }
    }
}

/// Whether the columns are lists of their own: a single one, one headed by an operand, what the title compares, pros beside cons.
fn are_columns(subject: &Subject, table: &Table) -> bool {
    let header = table.header.first().map(header_of).unwrap_or_default();
    table.header.len() < 2
        || compares(subject, table)
        || are_lists(subject, table)
        || against::stand_against(table)
        || (!header.is_empty() && contrast::is_operand(subject, &header))
        || table.header.len() == 2 && differ(table) && names_no_rows(subject, table)
}

/// Whether no two rows begin alike.
fn differ(table: &Table) -> bool {
    let first =
        |row: &Vec<TableCell>| row.first().map(|cell| plain_text(&cell.content).into_owned()).unwrap_or_default();
    table.rows.iter().map(first).collect::<HashSet<_>>().len() == table.rows.len()
}

/// Whether the first column says the same of most of its few rows, or too much to name them.
fn names_no_rows(subject: &Subject, table: &Table) -> bool {
    let rows = table.rows.iter().filter(|row| !is_separator(row)).count();
    let headed = table.header.first().is_some_and(|header| !header_of(header).is_empty());
    labels(subject, table).len() * 2 <= rows && rows <= SET && headed
}

/// Whether the title names both columns: "CISC and RISC" over | CISC | RISC |.
fn compares(subject: &Subject, table: &Table) -> bool {
    let titled = |cell: &TableCell| {
        let header = header_of(cell);
        let said = |word: &Word| subject.title.iter().chain(&subject.above).any(|title| title.key == word.key);
        !header.is_empty() && header.iter().all(said)
    };
    table.header.len() == 2 && table.header.iter().all(titled)
}

/// Whether two columns are lists side by side: facets such as pros and cons, or the first ends before the second.
fn are_lists(subject: &Subject, table: &Table) -> bool {
    let judges = |role: &str| matches!(role, "pros" | "cons");
    let facet = |cell: &TableCell| subject.book.facet(&header_of(cell)).is_some_and(|facet| judges(&facet.row.role));
    let empty = |row: &Vec<TableCell>| row.first().is_some_and(|cell| plain_text(&cell.content).trim().is_empty());
    let left = table.rows.iter().take_while(|row| !empty(row)).count();
    let shorter = left > 1 && left < table.rows.len() && table.rows[left..].iter().all(empty);
    let headed = table.header.iter().all(|cell| !header_of(cell).is_empty());
    table.header.len() == 2 && headed && (table.header.iter().all(facet) || shorter)
}

/// What a cell says.
fn text(cell: &TableCell) -> String {
    plain_text(&cell.content).trim().to_owned()
}

/// The rows whose label names them: not empty, short, said once, and not "Examples" among properties.
fn labels<'t>(subject: &Subject, table: &'t Table) -> Vec<&'t Vec<TableCell>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let label = |row: &Vec<TableCell>| row.first().map(text).unwrap_or_default();
    table.rows.iter().for_each(|row| *seen.entry(label(row)).or_default() += 1);
    let named = |row: &&Vec<TableCell>| {
        let said = label(row);
        let short = row.first().is_some_and(|cell| words::count(&said) <= LABEL.max(code_words(&cell.content)));
        let dots = said != "." && said.chars().all(|c| matches!(c, '.' | '…')) && row.first().is_some_and(is_text);
        let last = row.first().and_then(|cell| words::last(&cell.content));
        let instances = last.is_some_and(|last| subject.book.is("instances", &last));
        !said.is_empty() && !dots && !instances && short && seen.get(&said) == Some(&1) && !is_separator(row)
    };
    table.rows.iter().filter(named).collect()
}

/// Whether a cell holds text and no code.
fn is_text(cell: &TableCell) -> bool {
    words::words(&cell.content).iter().all(Word::is_text)
}

/// A row of dashes or nothing: some authors group rows so.
fn is_separator(row: &[TableCell]) -> bool {
    row.iter()
        .all(|cell| plain_text(&cell.content).chars().all(|c| matches!(c, '-' | '–' | '—' | '=') || c.is_whitespace()))
}

/// A code span counts as a label whatever its length.
fn code_words(content: &[Inline]) -> usize {
    let words = words::words(content);
    if !words.is_empty() && words.iter().all(|word| word.is_code() || word.key.len() < 3) { usize::MAX } else { 0 }
}

fn rows(subject: &Subject, table: &Table) -> Vec<Draft> {
    let by_row = row::wanted(subject, table);
    let ticks = ticks::are_ticks(subject, table);
    let words = pairs::are_words(subject, table);
    let mut cards = Vec::new();
    for row in labels(subject, table) {
        let (Some(label), Some(last)) = (row.first(), row.last()) else { continue };
        let shown = label.span.to(last.span);
        let columns = asked(subject, table, row);
        let made = if ticks {
            ticks::card(subject, table, row).into_iter().collect()
        } else if by_row {
            row::card(subject, table, row, &columns, words).into_iter().collect()
        } else {
            columns.iter().map(|&column| cell(subject, table, row, column, words)).collect::<Vec<_>>()
        };
        let whole = || vec![one_row(table, row, shown)];
        cards.extend(made.into_iter().map(|card: Draft| card.and_extra(whole()).showing(shown)));
    }
    let rows = table.rows.len();
    if let Some(first) = cards.first_mut().filter(|_| rows > REFERENCE) {
        let message = format!("a table of {rows} rows is a work of reference: it makes a card a row");
        let finding = Diagnostic::new(Code::LargeTable, first.span, message);
        first.findings.push(finding.help("put #nocards on its heading to make none"));
    }
    cards
}

/// The columns of a row that ask, the label's left out.
fn asked(subject: &Subject, table: &Table, row: &[TableCell]) -> Vec<usize> {
    // A grid without headers is layout: only a pair of columns is a term and its meaning.
    let headed = |column: usize| {
        table.header.len() == 2 || table.header.get(column).is_some_and(|cell| !header_of(cell).is_empty())
    };
    let asks =
        |column: &usize| headed(*column) && !header::is_remark(subject, table, *column) && asks(subject, &row[*column]);
    (1..row.len()).filter(asks).collect()
}

fn cell(subject: &Subject, table: &Table, row: &[TableCell], column: usize, words: bool) -> Draft {
    let cell = &row[column];
    let question = question(subject, table, row, column, words);
    Draft::ask(Rule::R(7), question, cell.span).answer_line(cell.content.clone())
}

/// Whether a cell says something short enough to be asked.
fn asks(subject: &Subject, cell: &TableCell) -> bool {
    let text = plain_text(&cell.content);
    let text = text.trim();
    let nothing = ["empty_cell", "quantity"].iter().any(|class| subject.book.is_key(class, &text.to_lowercase()));
    !text.is_empty() && !nothing && words::count(text) <= CELL
}

/// The words of a header; a dash is none.
fn header_of(cell: &TableCell) -> Vec<Word> {
    let words = words::words(&cell.content);
    if words.iter().any(|word| word.key.chars().any(char::is_alphanumeric)) { unasked(words) } else { Vec::new() }
}

/// The words without a question mark at their end: the front has its own.
fn unasked(mut words: Vec<Word>) -> Vec<Word> {
    if let Some(last) = words.last_mut() {
        last.reword(|text| text.trim_end_matches(['?', '？']).into());
    }
    words.retain(|word| !word.is_text() || !word.text().is_empty());
    words
}

/// The row as a table of its own, under the header.
fn one_row(table: &Table, row: &[TableCell], span: Span) -> Block {
    let (alignments, header) = (table.alignments.clone(), table.header.clone());
    Block::new(BlockKind::Table(Table { alignments, header, rows: vec![row.to_vec()] }), span)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_atomic, explained};
    use crate::model::CardLevel;

    const METALS: &str = "## Metals\n| metal | symbol | melting point |\n|---|---|---|\n| tin | Sn | 232 °C |\n";

    #[test]
    fn a_row_is_a_card_and_at_atomic_a_cell() {
        check(METALS, &["What are the symbol and melting point of **tin**? => - symbol: Sn / - melting point: 232 °C"]);
        check_atomic(
            METALS,
            &["What is the symbol of **tin**? => Sn", "What is the melting point of **tin**? => 232 °C"],
        );
    }

    #[test]
    fn of_many_columns_the_meaning_or_the_first_is_asked() {
        check(
            "## Verbs\n| verb | safe | description | since |\n|---|---|---|---|\n| HEAD | yes | reads the header | 1996 |\n",
            &["What does **HEAD** do? => reads the header"],
        );
        check(
            "## Stars\n| star | type | mass | radius | distance | age |\n|---|---|---|---|---|---|\n| Vega | A0 | 2.1 | 2.4 | 25 | 455 |\n",
            &["What is the type of **Vega**? => A0"],
        );
    }

    #[test]
    fn lines_behind_bars_ask_as_terms() {
        check(
            "## Berths\n| `-f` | full of boats |\n| `-n` | number of berths |\n",
            &["What does `-f` mean? => full of boats", "What does `-n` mean? => number of berths"],
        );
        check(
            "## Berths\n### Fields\n| 1 | kind of boat |\n| 2 | length in metres |\n",
            &["**Fields**: what is **1**? => kind of boat", "**Fields**: what is **2**? => length in metres"],
        );
        check(
            "## Berths\n### Orders\n| `moor` | `north` |\n| order | pier |\n",
            &["**Berths**: **Orders**? => |  |  | / | --- | --- | / | `moor` | `north` | / | order | pier |"],
        );
    }

    #[test]
    fn an_empty_first_cell_goes_on_with_the_one_above() {
        check(
            "## Mills\n| valley | mill | grain |\n|---|---|---|\n| Upper | Red mill | rye |\n| | Old mill | oats |\n",
            &[
                "What are the grain and valley of **Red mill**? => - grain: rye / - valley: Upper",
                "What is the grain of **Old mill**? => oats",
            ],
        );
    }

    #[test]
    fn a_table_of_two_things_that_the_title_names_asks_for_both() {
        check(
            "## Ferries and bridges\n| Ferries | Bridges |\n|---|---|\n| wait for the tide every day | are open at any hour |\n| carry few cars at once | carry many cars at once |\n",
            &[
                "**Ferries and bridges**: Ferries? (2) => - wait for the tide every day / - carry few cars at once",
                "**Ferries and bridges**: Bridges? (2) => - are open at any hour / - carry many cars at once",
            ],
        );
    }

    #[test]
    fn a_table_that_compares_is_asked_cell_by_cell() {
        check(
            "## Yeast\n| | fresh | dry |\n|---|---|---|\n| keeps for | two weeks | a year |\n",
            &["**fresh**: keeps for? => two weeks", "**dry**: keeps for? => a year"],
        );
    }

    #[test]
    fn meanings_and_writings() {
        check(
            "## Patterns\n| pattern | meaning |\n|---|---|\n| `^` | start of the line |\n| `\\d` | matches a digit |\n",
            &["What does `^` mean? => start of the line", "What does `\\d` do? => matches a digit"],
        );
        check(
            "## Patterns\n| | |\n|---|---|\n| lookbehind | `(?<=a)` |\n",
            &["How do you write **lookbehind**? => `(?<=a)`"],
        );
    }

    #[test]
    fn deeds_are_deeds_of_the_topic() {
        check(
            "## Deque\n| deed | Big-O |\n|---|---|\n| Insert | O(1) |\n| Search | O(n) |\n",
            &["**Deque**: what is the Big-O of Insert? => O(1)", "**Deque**: what is the Big-O of Search? => O(n)"],
        );
    }

    #[test]
    fn a_work_of_reference_is_asked_row_by_row_and_named() {
        let rows = (100..150).map(|n| format!("| x{n} | a{n} | b{n} |\n")).collect::<Vec<_>>().concat();
        let note = format!("## Codes\n| name | low | high |\n|---|---|---|\n{rows}");
        assert_eq!(explained(&note, CardLevel::Atomic).cards.len(), 50);
    }
}
