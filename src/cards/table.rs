//! R7, tables: the row's label and the column's header ask, the cell answers, the whole row is Extra.
//!
//! - | start | `t.start()` | under the header threading  =>  How do you start in threading?
//! - | `ls` | lists files |                               =>  What does `ls` do?
//! - labels that are no labels (an operand of the title heads them, or they repeat): a card a column

use std::collections::{HashMap, HashSet};

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::{self, Scene};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, contrast, terms};
use crate::model::{Block, BlockKind, Inline, Item, List, ListMarker, Span, Table, TableCell, plain_text};

/// A label of a row has at most this many words (cards.md).
const LABEL: usize = 5;
/// A cell over this many words asks nothing (cards.md).
const CELL: usize = 25;
/// A column of more cells is no set to learn at once (cards.md).
const SET: usize = 7;

/// A card a cell.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for block in subject.body() {
        if let BlockKind::Table(table) = &block.kind
            && claims.free(block.span)
        {
            let table = &side_by_side(table).unwrap_or_else(|| table.clone());
            let made = if by_column(subject, table) { columns(subject, table) } else { rows(subject, table) };
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

/// A table printed in several strips to save paper (its headers repeat: key, action, key, action) as one.
fn side_by_side(table: &Table) -> Option<Table> {
    let names: Vec<String> = table.header.iter().map(|cell| plain_text(&cell.content)).collect();
    let width = (2..=names.len() / 2).find(|width| {
        names.len().is_multiple_of(*width) && names.chunks(*width).all(|strip| strip == &names[..*width])
    })?;
    let rows = table.rows.iter().flat_map(|row| row.chunks(width).map(<[TableCell]>::to_vec)).collect();
    Some(Table { header: table.header[..width].to_vec(), alignments: table.alignments[..width].to_vec(), rows })
}

/// A list of the topic that repeats cells of its table makes no cards of its own.
fn repeated(subject: &Subject, claims: &mut Claims) {
    let cells: HashSet<String> = subject
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
            text.split_once(": ").is_some_and(|(_, meaning)| cells.contains(meaning)) || cells.contains(&text)
        };
        if list.items.iter().filter(repeats).count() * 2 > list.items.len() {
            claims.take(piece.span);
        }
    }
}

/// Whether the first column does not name its rows: a single one, one headed by an operand, or a few long or equal cells.
fn by_column(subject: &Subject, table: &Table) -> bool {
    let header = table.header.first().map(header_of).unwrap_or_default();
    if table.header.len() < 2 || (!header.is_empty() && contrast::is_operand(subject, &header)) {
        return true;
    }
    let rows: Vec<_> = table.rows.iter().filter(|row| !is_separator(row)).collect();
    labels(table).len() < rows.len() && rows.len() <= SET && !header.is_empty()
}

/// The rows whose label names them: not empty, short, said once.
fn labels(table: &Table) -> Vec<&Vec<TableCell>> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let label =
        |row: &Vec<TableCell>| row.first().map(|cell| plain_text(&cell.content).trim().to_owned()).unwrap_or_default();
    table.rows.iter().for_each(|row| *seen.entry(label(row)).or_default() += 1);
    let named = |row: &&Vec<TableCell>| {
        let said = label(row);
        let short = row.first().is_some_and(|cell| words::count(&said) <= LABEL.max(code_words(&cell.content)));
        !said.is_empty() && short && seen.get(&said) == Some(&1) && !is_separator(row)
    };
    table.rows.iter().filter(named).collect()
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
    let mut cards = Vec::new();
    for row in labels(table) {
        let (Some(label), Some(last)) = (row.first(), row.last()) else { continue };
        let shown = label.span.to(last.span);
        for (column, cell) in row.iter().enumerate().skip(1) {
            // A grid without headers is layout: only a pair of columns is a term and its meaning.
            let headed =
                table.header.len() == 2 || table.header.get(column).is_some_and(|cell| !header_of(cell).is_empty());
            if headed && !is_remark(subject, table, column) && asks(subject, cell) {
                let question = question(subject, table, label, column, cell);
                let card = Draft::ask(Rule::R(7), question, cell.span).answer_line(cell.content.clone());
                cards.push(card.and_extra(vec![one_row(table, row, shown)]).showing(shown));
            }
        }
    }
    cards
}

/// Whether a column of three or more holds remarks on the others; they stand in the row.
fn is_remark(subject: &Subject, table: &Table, column: usize) -> bool {
    let header = header_of(&table.header[column]);
    let aside = |word: &Word| subject.book.is("label", word) && !subject.book.is("instances", word);
    table.header.len() > 2 && matches!(&header[..], [only] if aside(only))
}

/// Whether a cell says something short enough to be asked.
fn asks(subject: &Subject, cell: &TableCell) -> bool {
    let text = plain_text(&cell.content);
    let text = text.trim();
    !text.is_empty() && !subject.book.is_key("empty_cell", &text.to_lowercase()) && words::count(text) <= CELL
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

/// A cell with what names it.
struct Asked<'a> {
    table: &'a Table,
    /// The row's label, and what heads the labels.
    row: Vec<Word>,
    first: Vec<Word>,
    /// The column's header.
    header: Vec<Word>,
    /// What the cell says.
    said: Vec<Word>,
}

fn question(subject: &Subject, table: &Table, label: &TableCell, column: usize, cell: &TableCell) -> Vec<Inline> {
    let asked = Asked {
        table,
        row: unasked(words::words(&label.content)),
        first: header_of(&table.header[0]),
        header: header_of(&table.header[column]),
        said: words::words(&cell.content),
    };
    as_deed(subject, &asked).or_else(|| as_meaning(subject, &asked)).unwrap_or_else(|| as_property(subject, &asked))
}

/// A label that is a deed: the cell, or the column, tells how it is done.
fn as_deed(subject: &Subject, asked: &Asked) -> Option<Vec<Inline>> {
    let (book, row, header) = (subject.book, &asked.row, &asked.header);
    if !row.first().is_some_and(|word| word.is_text() && book.is("command", word)) {
        return None;
    }
    let scene = subject.scene().with("r", row).with("C", header).with("c", header).with("v", row);
    let sign = |word: &Word| word.is_code() || word.key.chars().all(|c| !c.is_alphanumeric());
    let code = !asked.said.is_empty() && asked.said.iter().all(sign);
    // Columns are ways of doing the row only where nothing else is said of the rows, or where the title compares them.
    let ways = asked.first.is_empty() || contrast::is_operand(subject, header);
    if ways && !header.is_empty() && asked.table.header.len() > 2 && asked.said.iter().any(Word::is_code) {
        // "create" lacks what is created: the way goes first, so that the question is whole.
        return Some(book.say(if row.len() > 1 { "cell_does" } else { "cell_does_what" }, &scene));
    }
    (code && row.len() > 1).then(|| book.say(terms::how(subject, &asked.said), &scene))
}

/// A column that says what its label is or does.
fn as_meaning(subject: &Subject, asked: &Asked) -> Option<Vec<Inline>> {
    let (book, row) = (subject.book, &asked.row);
    let headed = |class: &str| asked.header.iter().any(|word| book.is(class, word));
    let verb = asked.said.len() > 1
        && asked
            .said
            .first()
            .is_some_and(|word| book.is("verb_s", word) || book.is("finite_s", word) || book.is("command", word));
    let named = row.iter().any(Word::is_code);
    let deed = headed("deed_header") && named;
    if asked.table.header.len() > 3 || !(asked.header.is_empty() || headed("meaning_header") || deed) {
        return None;
    }
    let scene = Scene { topic: row, ..subject.scene() }.with("A", row);
    if verb && (named || deed) {
        return Some(book.say("does", &scene));
    }
    (!is_number(row)).then(|| book.say("what", &scene))
}

/// A column that names a property of its row; a row may as well name one of the column.
fn as_property(subject: &Subject, asked: &Asked) -> Vec<Inline> {
    let (book, row, header) = (subject.book, &asked.row, &asked.header);
    let scene = subject.scene().with("r", row).with("R", row).with("c", header);
    if matches!(&header[..], [only] if book.is("instances", only)) {
        return book.say("examples", &Scene { topic: row, ..scene });
    }
    let pair = asked.table.header.len() == 2;
    if asked.first.is_empty() && !pair || contrast::is_operand(subject, header) {
        let scene = Scene { topic: header, ..scene };
        let at = row.first().is_some_and(|word| book.is("preposition", word)) && book.can_say("cell_at");
        return book.say(if at { "cell_at" } else { "cell" }, &scene);
    }
    if is_number(row) {
        // "22" is nothing, "port 22" is.
        let mut named = asked.first.clone();
        named.extend(row.iter().map(Word::apart));
        let phrase = if book.can_say("cell_in") { "cell_in" } else { "cell_of" };
        return book.say(phrase, &scene.with("r", &named).with("R", &named).with("A", &named));
    }
    let noun = is_noun(subject, header) && !is_mark(subject, &asked.said) || !book.can_say("cell_in");
    let topic = if noun { header } else { row };
    let proper = header.first().is_some_and(|word| book.is("proper", word));
    let way = header.iter().all(|word| book.is("way_header", word)) && book.can_say("cell_for");
    let phrase = match (noun, proper) {
        (true, _) if way => "cell_for",
        (true, _) => "cell_of",
        (false, true) => "cell_named",
        (false, false) => "cell_in",
    };
    book.say(phrase, &Scene { topic, ..scene }.with("A", row))
}

/// Whether a header is a noun that "What is the … of X?" can hold: a known one, or a word that looks like no other.
fn is_noun(subject: &Subject, header: &[Word]) -> bool {
    let known =
        |word: &Word| ["header_noun", "facet_noun", "facet_nouns"].iter().any(|class| subject.book.is(class, word));
    match header {
        [only] => {
            let letters = only.is_text() && only.text().len() > 3 && only.text().chars().all(char::is_alphabetic);
            let other =
                subject.book.is("no_noun", only) || subject.book.is("plural", only) || phrases::is_acronym(only.text());
            letters && !other || known(only)
        }
        [_, last] => known(last),
        _ => false,
    }
}

/// Whether a cell is yes or no, a tick or a cross.
fn is_mark(subject: &Subject, said: &[Word]) -> bool {
    said.len() == 1 && subject.book.is("yes_or_no", &said[0])
}

/// Whether a label is a number or a letter or two, which name nothing.
fn is_number(row: &[Word]) -> bool {
    let text = words::text(row);
    text.chars().all(|c| !c.is_alphabetic()) && row.iter().all(Word::is_text)
        || text.starts_with(|c: char| c.is_ascii_digit())
            && row.iter().all(|word| word.is_text() && word.text().len() <= 4)
}

/// The row as a table of its own, under the header.
fn one_row(table: &Table, row: &[TableCell], span: Span) -> Block {
    let (alignments, header) = (table.alignments.clone(), table.header.clone());
    Block::new(BlockKind::Table(Table { alignments, header, rows: vec![row.to_vec()] }), span)
}

/// A card a column: its header asks for its cells.
fn columns(subject: &Subject, table: &Table) -> Vec<Draft> {
    let mut cards = Vec::new();
    for (column, header) in table.header.iter().enumerate() {
        let name = header_of(header);
        let cells: Vec<&TableCell> =
            table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| asks(subject, cell)).collect();
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        // The labels are what the other columns are asked of.
        let labels = column == 0 && table.header.len() > 1 && !contrast::is_operand(subject, &name);
        if labels || name.is_empty() || cells.len() < 2 {
            continue;
        }
        let span = first.span.to(last.span);
        let question = subject.book.say("column", &subject.scene().with("c", &name));
        let mut card = Draft::ask(Rule::R(7), question, header.span).answer(vec![list_of(&cells, span)]);
        card.shows = std::iter::once(header.span).chain(cells.iter().map(|cell| cell.span)).collect();
        cards.push(card);
    }
    cards
}

fn list_of(cells: &[&TableCell], span: Span) -> Block {
    let items = cells
        .iter()
        .map(|cell| Item { task: None, blocks: vec![paragraph(cell.content.clone(), cell.span)], span: cell.span })
        .collect();
    Block::new(BlockKind::List(List { start: None, marker: ListMarker::Dash, tight: true, items }), span)
}
