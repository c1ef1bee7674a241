//! Tables of two columns that hold words of a language with what they mean: asked as a list of them is.
//!
//! - | Spanish | English |        =>  What does **la cuenta** mean?
//! - | la madre | mother | above other pairs: the header is a pair too
//! - | English | German |         =>  What is **ferry** in German?

use super::forms::unheaded;
use super::header::{headed, heads_translation};
use super::{TELLING, asks, header_of, text};
use crate::cards::Rule;
use crate::cards::draft::Draft;
use crate::cards::subject::Subject;
use crate::cards::vocabulary::{self, Direction, Pair, learner};
use crate::cards::words::{self, Word};
use crate::model::{Inline, InlineKind, Table, TableCell, plain_text};

/// How a table of words asks.
enum Asks {
    /// As a list does.
    Alike(Direction),
    /// In the language that heads the second column.
    In,
}

/// The cards of a table of words; none for any other table.
pub(super) fn cards(subject: &Subject, table: &Table) -> Vec<Draft> {
    if table.header.len() != 2 || !subject.book.can_say("word_means") {
        return Vec::new();
    }
    let bare = is_pair(subject, table).then(|| unheaded(table)).flatten();
    let table = bare.as_ref().unwrap_or(table);
    let Some(asks_how) = asking(subject, table) else { return Vec::new() };
    let headed = table.header.iter().any(|cell| !header_of(cell).is_empty());
    let rows = table.rows.iter().filter(|row| row.len() == 2 && !text(&row[0]).is_empty() && asks(subject, &row[1]));
    let card = |row: &Vec<TableCell>| {
        let shown = row[0].span.to(row[1].span);
        let question = question(subject, &words::words(&row[0].content), &table.header[1], &asks_how);
        let mut card = Draft::ask(Rule::R(7), question, row[1].span).answer_line(row[1].content.clone()).showing(shown);
        card.exact = true;
        if headed { card.and_extra(vec![super::one_row(table, row, shown)]) } else { card }
    };
    rows.map(card).collect()
}

/// Whether the labels are words of a language, and a column says what they mean.
pub(super) fn are_words(subject: &Subject, table: &Table) -> bool {
    let means = |cell: &&TableCell| heads_translation(subject, &header_of(cell));
    let Some(column) = (1..table.header.len()).find(|&at| means(&&table.header[at])) else { return false };
    let pair = |row: &Vec<TableCell>| Some(Pair::of_cells(&row.first()?.content, &row.get(column)?.content));
    let pairs: Vec<Pair> = table.rows.iter().take(TELLING).filter_map(pair).collect();
    vocabulary::direction(subject, &pairs, &plain_text(&table.header[0].content)) == Some(Direction::Means)
}

fn question(subject: &Subject, name: &[Word], header: &TableCell, asks: &Asks) -> Vec<Inline> {
    match asks {
        Asks::Alike(direction) => vocabulary::question(subject, name, *direction),
        Asks::In => {
            let scene = subject.scene().with("A", name).with("R", name).with("c", &header_of(header));
            subject.book.say("cell_lang", &scene)
        }
    }
}

/// How the table asks, where its headers say nothing else of what stands below them.
fn asking(subject: &Subject, table: &Table) -> Option<Asks> {
    let [first, second] = [0, 1].map(|at| text(&table.header[at]));
    let own = subject.book.code.as_str();
    match [&first, &second].map(|header| learner::language(header)) {
        [Some(one), Some(other)] if one == own && other != own && subject.book.can_say("cell_lang") => {
            return Some(Asks::In);
        }
        [Some(_), Some(_)] => return Some(Asks::Alike(Direction::Means)),
        _ => {}
    }
    let header = header_of(&table.header[1]);
    let meanings = learner::heads_meanings(&second) || headed(subject, &header, "meaning_header");
    let open = header.is_empty() || learner::heads_words(&second) || meanings;
    let pairs = pairs(table.rows.iter());
    // "Wort | Bedeutung" over a single row, too.
    let told = || (learner::heads_words(&first) && meanings).then_some(Direction::Means);
    vocabulary::direction(subject, &pairs, &first).filter(|_| open).or_else(told).map(Asks::Alike)
}

/// Whether the header of a table is a pair like those below it.
fn is_pair(subject: &Subject, table: &Table) -> bool {
    // A name in code is no word of a language.
    let code = |row: &Vec<TableCell>| row[0].content.iter().any(|inline| matches!(inline.kind, InlineKind::Code(_)));
    if !table.is_headed() || table.rows.first().is_none_or(code) {
        return false;
    }
    let told = |cell: &TableCell| {
        let header = header_of(cell);
        let classes =
            ["meaning_header", "deed_header", "property_header", "header_noun", "group_header", "index_header"];
        learner::heads_words(&text(cell))
            || learner::heads_meanings(&text(cell))
            || learner::is_form(&text(cell))
            || learner::is_general(&text(cell))
            || subject.book.facet(&header).is_some()
            || classes.iter().any(|class| headed(subject, &header, class))
    };
    let pairs = pairs(std::iter::once(&table.header).chain(&table.rows));
    let small = |pair: &Pair| !text(&table.header[0]).starts_with(char::is_uppercase) || is_small(&pair.name);
    let fits = vocabulary::are_alike(&pairs[0], &pairs[1..]) && small(&pairs[0]);
    fits && !table.header.iter().any(told) && vocabulary::direction(subject, &pairs, "").is_some()
}

fn is_small(name: &[Word]) -> bool {
    name.first().is_some_and(|word| word.text().starts_with(char::is_lowercase))
}

/// The pairs of the first rows, by which a table is told.
fn pairs<'t>(rows: impl Iterator<Item = &'t Vec<TableCell>>) -> Vec<Pair> {
    let rows = rows.filter(|row| row.len() == 2).take(TELLING);
    rows.map(|row| Pair::of_cells(&row[0].content, &row[1].content)).collect()
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn a_table_of_words_asks_as_a_list() {
        let cards = ["What does **el barco** mean? => ship", "What does **remar** mean? => to row"];
        check("# Boats\n| Español | English |\n|---|---|\n| el barco | ship |\n| remar | to row |\n", &cards);
        check("# Boats\n| | |\n|---|---|\n| el barco | ship |\n| remar | to row |\n", &cards);
        check("# Boats\n| el barco | ship |\n|---|---|\n| remar | to row |\n", &cards);
    }

    #[test]
    fn a_header_in_small_letters_is_no_pair_where_it_says_what_stands_below() {
        check(
            "# Boats\n| word | meaning |\n|---|---|\n| el barco | the ship |\n| la grúa | the crane |\n",
            &["What does **el barco** mean? => the ship", "What does **la grúa** mean? => the crane"],
        );
    }

    #[test]
    fn another_language_is_asked_by_its_name() {
        check(
            "---\nlang: de\n---\n# Boote\n| Deutsch | Englisch |\n|---|---|\n| das Boot | the boat |\n| rudern | to row |\n",
            &["Was heißt **das Boot** auf Englisch? => the boat", "Was heißt **rudern** auf Englisch? => to row"],
        );
    }
}
