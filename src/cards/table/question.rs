//! How a cell asks, and a whole row: by what its label is, what heads its column, and how it begins.
//!
//! - a deed: How do you start in threading?     - a meaning: What does `ls` do? What does `^` mean?
//! - a property: What is the mouth of Elbe?     - a quality with a tick: Is **GET** safe?
//! - a name whose cell is code: How do you write a **lookbehind**?

use super::header::{headed, header_words, heads_meaning, heads_translation, is_clause, listed, open};
use super::{TELLING, header_of, unasked};
use crate::cards::phrases::{self, Scene};
use crate::cards::subject::Subject;
use crate::cards::vocabulary::learner;
use crate::cards::words::{self, Word};
use crate::cards::{contrast, terms};
use crate::model::{Inline, Table, TableCell};

/// A header of more words is no noun for a question.
const HEADER: usize = 3;

/// A label of more words is a sentence by itself.
const ROW: usize = 6;

/// A cell with what names it.
struct Asked<'a> {
    table: &'a Table,
    /// The row's label, and what heads the labels.
    row: Vec<Word>,
    first: Vec<Word>,
    /// The column, and its header.
    column: usize,
    header: Vec<Word>,
    /// What the cell says.
    said: Vec<Word>,
    /// Whether the labels are words of a language.
    words: bool,
}

/// The question of the cell of a row in a column; `words` where the labels are words of a language.
pub(super) fn question(subject: &Subject, table: &Table, row: &[TableCell], column: usize, words: bool) -> Vec<Inline> {
    let asked = Asked {
        table,
        row: unasked(words::words(&row[0].content)),
        first: header_of(&table.header[0]),
        column,
        header: header_words(subject, &table.header[column]),
        said: words::words(&row[column].content),
        words,
    };
    as_deed(subject, &asked).or_else(|| as_meaning(subject, &asked)).unwrap_or_else(|| as_property(subject, &asked))
}

/// The question of a row for the cells under several headers.
pub(super) fn of_row(subject: &Subject, table: &Table, label: &TableCell, headers: &[Vec<Word>]) -> Vec<Inline> {
    let first = header_of(&table.header[0]);
    let row = named(subject, &first, &unasked(words::words(&label.content)));
    let Some((last, before)) = headers.split_last() else { return Vec::new() };
    let scene = Scene { topic: &row, ..subject.scene() }.with("R", &row).with("r", &row).with("A", &row);
    if headers.iter().any(|header| is_clause(subject, header)) && subject.book.can_say("row_open") {
        return subject.book.say(
            "row_open",
            &scene.with("c", &listed(&headers.iter().map(|header| open(header)).collect::<Vec<_>>())),
        );
    }
    let scene = scene.with("c", &listed(before)).with("d", last);
    if headed(subject, &first, "property_header")
        && is_property(subject, &row)
        && is_plain(subject, &row)
        && subject.book.can_say("row_across")
    {
        return subject.book.say("row_across", &scene);
    }
    let nouns = row.len() <= ROW && headers.iter().all(|header| is_noun(subject, header));
    let phrase = if nouns && subject.book.can_say("row_of") { "row_of" } else { "row" };
    subject.book.say(phrase, &scene)
}

/// The question of a row of ticks under these headers.
pub(super) fn of_ticks(subject: &Subject, label: &TableCell, headers: &[Vec<Word>]) -> Vec<Inline> {
    let row = unasked(words::words(&label.content));
    let (last, before) = headers.split_last().map_or((&[][..], headers), |(last, before)| (&last[..], before));
    subject.book.say("row_which", &subject.scene().with("A", &row).with("c", &listed(before)).with("d", last))
}

/// A label that is a deed: the cell, or the column, tells how it is done.
fn as_deed(subject: &Subject, asked: &Asked) -> Option<Vec<Inline>> {
    let (book, row, header) = (subject.book, &asked.row, &asked.header);
    if !row.first().is_some_and(|word| word.is_text() && book.is("command", word)) {
        return None;
    }
    let scene = subject.scene().with("r", row).with("C", header).with("c", header).with("v", row);
    // Columns are ways of doing the row only where nothing else is said of the rows, or where the title compares them.
    let ways = asked.first.is_empty() || contrast::is_operand(subject, header);
    if ways && !header.is_empty() && asked.table.header.len() > 2 && asked.said.iter().any(Word::is_code) {
        // "create" lacks what is created: the way goes first, so that the question is whole.
        return Some(book.say(if row.len() > 1 { "cell_does" } else { "cell_does_what" }, &scene));
    }
    (is_sign(&asked.said) && row.len() > 1).then(|| book.say(terms::how(subject, &asked.said), &scene))
}

/// Whether words are code and signs, and nothing to be read.
fn is_sign(words: &[Word]) -> bool {
    let sign = |word: &Word| word.is_code() || word.key.chars().all(|c| !c.is_alphanumeric());
    !words.is_empty() && words.iter().all(sign)
}

/// A column that says what its label is or does, or how what it names is written.
fn as_meaning(subject: &Subject, asked: &Asked) -> Option<Vec<Inline>> {
    let book = subject.book;
    let code = is_sign(&asked.row);
    let verb = opens_with_verb(subject, &asked.said);
    let row = named(subject, &asked.first, &asked.row);
    let scene = Scene { topic: &row, ..subject.scene() }.with("A", &row).with("r", &row);
    let has_code = asked.row.iter().any(Word::is_code);
    if verb && has_code && headed(subject, &asked.header, "deed_header") {
        return Some(book.say("does", &scene));
    }
    if asked.words && heads_translation(subject, &asked.header) {
        return Some(book.say("word_means", &scene));
    }
    if !(asked.header.is_empty() || heads_meaning(subject, &asked.header)) {
        return None;
    }
    let third = asked.said.len() > 1
        && asked.said.first().is_some_and(|word| book.is("verb_s", word) || book.is("finite_s", word));
    if verb && has_code || third && !is_number(&asked.row) && book.can_say("written") {
        return Some(book.say("does", &scene));
    }
    let writes = is_sign(&asked.said) && asked.said.iter().any(Word::is_code);
    if writes && !has_code && !code && book.can_say("written") {
        return Some(book.say("written", &scene));
    }
    let bare = is_number(&asked.row) && !code;
    let means = (code || bare && !asked.first.is_empty()) && !writes && book.can_say("means");
    let pair = asked.header.is_empty() && asked.first.is_empty();
    (means || !bare && !pair).then(|| book.say(if means { "means" } else { "what" }, &scene))
}

/// Whether a cell begins with what its label does: "Lists files", "Save".
fn opens_with_verb(subject: &Subject, said: &[Word]) -> bool {
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    match said {
        [only] => is(&["deed", "act", "verb_s", "finite_s"], only),
        [first, second, ..] => {
            // "Start of the line" is a noun.
            is(&["verb_s", "finite_s"], first)
                || is(&["command", "deed"], first) && !is(&["of"], second)
                || is(&["finite_s_or_noun"], first) && is(&["after_verb"], second)
        }
        [] => false,
    }
}

/// A column that names a property of its row; a row may as well name one of the column.
fn as_property(subject: &Subject, asked: &Asked) -> Vec<Inline> {
    let (book, header) = (subject.book, &asked.header);
    let row = &named(subject, &asked.first, &asked.row);
    let coded = is_coded(&asked.row) || asked.row.iter().any(is_formula);
    let scene = subject.scene().with("r", row).with("R", row).with("c", header).with("A", row);
    let pair = asked.table.header.len() == 2;
    if headed(subject, &asked.first, "property_header")
        && !pair
        && (!is_mark(subject, &asked.said) || !book.can_say("cell_is"))
        && is_property(subject, row)
    {
        let (topic, name) = (row, words::words(&asked.table.header[asked.column].content));
        return book.say(
            "cell_of",
            &Scene { topic, ..scene }.with("c", row).with("R", &name).with("r", &name).with("A", &name),
        );
    }
    let event = header.iter().all(|word| book.is("event_header", word));
    if event && terms::is_date(subject, &asked.row) && book.can_say("dated") {
        return book.say("dated", &scene.with("A", &asked.row));
    }
    if headed(subject, header, "instances") && book.can_say("examples") {
        return book.say("examples", &Scene { topic: row, ..scene });
    }
    if pair && asked.first.is_empty() && header.is_empty() {
        return terms::of_pair(subject, &asked.row, &asked.said);
    }
    if asked.first.is_empty() && !pair || contrast::is_operand(subject, header) {
        let scene = Scene { topic: header, ..scene };
        let at = row.first().is_some_and(|word| book.is("preposition", word)) && book.can_say("cell_at");
        return book.say(if at { "cell_at" } else { "cell" }, &scene);
    }
    let quality = header.last().is_some_and(|word| book.is("quality", word));
    if is_mark(subject, &asked.said) && quality && book.can_say("cell_is") {
        return book.say("cell_is", &Scene { topic: row, ..scene });
    }
    if learner::language(&words::text(header)).is_some()
        && learner::language(&words::text(&asked.first)).is_some()
        && book.can_say("cell_lang")
    {
        return book.say("cell_lang", &scene.with("c", &words::words(&asked.table.header[asked.column].content)));
    }
    // "What is the downtime of the downtime per year?" says a word twice.
    let twice = header.iter().any(|word| row.iter().any(|other| other.key == word.key));
    let noun =
        is_noun(subject, header) && is_plain(subject, header) && !coded && !twice && !is_mark(subject, &asked.said)
            || !book.can_say("cell_in");
    let topic = if noun { header } else { row };
    let proper = header.first().is_some_and(|word| book.is("proper", word));
    let way = header.iter().all(|word| book.is("way_header", word)) && book.can_say("cell_for");
    if noun && !way && are_deeds(subject, asked.table) && book.can_say("cell_of_in") {
        let scene = Scene { topic: header, parent: &subject.name, ..scene };
        return book.say("cell_of_in", &scene);
    }
    let phrase = match (noun, proper) {
        (true, _) if way => "cell_for",
        (true, _) => "cell_of",
        (false, true) => "cell_named",
        (false, false) => "cell_in",
    };
    book.say(phrase, &Scene { topic, ..scene })
}

/// The label with what heads it, where it is a number: "22" is nothing, "port 22" is; so is the end of a condition.
fn named(subject: &Subject, first: &[Word], row: &[Word]) -> Vec<Word> {
    if first.len() > 1 && subject.book.is("condition", &first[0]) {
        return first.iter().cloned().chain(row.iter().map(Word::apart)).collect();
    }
    if !(is_number(row) || is_coded(row)) || first.is_empty() {
        return row.to_vec();
    }
    let first = if subject.book.can_say("row_of") { phrases::lower_first(first) } else { first.to_vec() };
    first.into_iter().chain(row.iter().map(Word::apart)).collect()
}

/// Whether most labels are deeds ("Insert", "Remove"), of the topic and of many others.
fn are_deeds(subject: &Subject, table: &Table) -> bool {
    let deed = |row: &&Vec<TableCell>| {
        let label = row.first().map(|cell| words::words(&cell.content)).unwrap_or_default();
        label.first().is_some_and(|first| first.is_text() && subject.book.is("command", first))
    };
    let told = table.rows.len().min(TELLING);
    !subject.name.is_empty() && table.rows.iter().take(told).filter(deed).count() * 2 > told
}

/// Whether a header is a noun that "What is the … of X?" can hold: a known one, or words that look like no other.
fn is_noun(subject: &Subject, header: &[Word]) -> bool {
    let book = subject.book;
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| book.is(class, word));
    let (Some(first), Some(last)) = (header.first(), header.last()) else { return false };
    let known = is(&["header_noun", "facet_noun", "facet_nouns"], last);
    let other = is(&["no_noun", "preposition", "verb_s", "finite_aux", "adverb"], last);
    let clause = header.len() > 1 && is(&["preposition", "wh", "verb_s", "finite_aux", "condition"], first);
    let alone = header.len() == 1 && is(&["wh", "determiner"], last);
    // "IE8", "v2": a thing that has the property, not the property.
    let numbered = words::text(header).contains(|c: char| c.is_ascii_digit());
    let letters = last.text().chars().filter(|c| c.is_alphabetic()).count() > 1;
    !clause && !alone && letters && !numbered && (known || !other)
}

/// Whether a label is a property's name; a character of Chinese tells nothing of that.
fn is_property(subject: &Subject, row: &[Word]) -> bool {
    !subject.book.marks.is_empty() || is_noun(subject, row)
}

/// Whether a header is a few words, with a unit behind a known noun only: not "Time (hours)", not half a sentence.
fn is_plain(subject: &Subject, header: &[Word]) -> bool {
    let bare = phrases::without_remark(header);
    let known = || bare.last().is_some_and(|last| subject.book.is("header_noun", last));
    header.len() <= HEADER
        && bare.iter().all(|word| word.is_text() && !word.text().contains('/'))
        && (bare.len() == header.len() || known())
}

/// Whether a label is a number with something, or a formula: "21 (3 weeks)", "|c| = 1".
fn is_coded(row: &[Word]) -> bool {
    let number = row.first().is_some_and(|first| first.text().starts_with(|c: char| c.is_ascii_digit()));
    number && row.iter().all(Word::is_text) || !row.is_empty() && row.iter().all(is_formula)
}

/// Whether a word is a formula.
fn is_formula(word: &Word) -> bool {
    !word.is_text() && !word.is_code() && word.text().starts_with('$')
}

/// Whether a cell is yes or no, a tick or a cross.
pub(super) fn is_mark(subject: &Subject, said: &[Word]) -> bool {
    said.len() == 1 && subject.book.is("yes_or_no", &said[0])
}

/// Whether a label is a number or a letter or two, which name nothing.
fn is_number(row: &[Word]) -> bool {
    let text = words::text(row);
    text.chars().all(|c| !c.is_alphabetic()) && row.iter().all(Word::is_text)
        || text.starts_with(|c: char| c.is_ascii_digit())
            && row.iter().all(|word| word.is_text() && word.text().len() <= 4)
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::{check, check_atomic};

    #[test]
    fn long_labels_are_asked_row_by_row() {
        check(
            "## Dangers of the harbour\n| Danger | Sign |\n|---|---|\n| Ice on the ramp after a night without wind | white planks |\n| Drift of the outer pontoon at spring tide | slack chain |\n| Examples | see the log |\n",
            &[
                "What is the sign of **Ice on the ramp after a night without wind**? => white planks",
                "What is the sign of **Drift of the outer pontoon at spring tide**? => slack chain",
            ],
        );
    }

    #[test]
    fn headers_that_are_half_a_sentence_are_finished_by_their_cells() {
        check(
            "## Tolls\n| If a ship | it is called | and pays for |\n|---|---|---|\n| carries grain | a granary | the quay |\n",
            &[
                "**Tolls** / **If a ship carries grain**: it is called …, and pays for …? => - it is called: a granary / - and pays for: the quay",
            ],
        );
    }

    #[test]
    fn what_heads_the_columns_has_the_properties() {
        let note = "## Boats\n| Property | Ferry | Tug |\n|---|---|---|\n| Draught | two metres | four metres |\n";
        check(note, &["What is the draught of ferry and of tug? => - Ferry: two metres / - Tug: four metres"]);
        check_atomic(
            note,
            &["What is the draught of **Ferry**? => two metres", "What is the draught of **Tug**? => four metres"],
        );
    }

    #[test]
    fn properties_are_of_what_heads_the_columns_in_other_languages() {
        check(
            "# 船闸\n## 比较\n| 对比项 | 单级 | 多级 |\n|---|---|---|\n| 造价 | 低 | 高 |\n",
            &["单级和多级的**造价**各是什么？ => - 单级: 低 / - 多级: 高"],
        );
    }

    #[test]
    fn what_makes_no_sentence_is_asked_plainly() {
        check(
            "## Thaw\n| Day | Ice |\n|---|---|\n| 21 (3 weeks) | breaks up |\n\n## Melting\n| Pier | Time (hours) |\n|---|---|\n| North | two |\n",
            &["**day 21 (3 weeks)**: ice? => breaks up", "**North**: time (hours)? => two"],
        );
    }

    #[test]
    fn a_quantity_alone_is_no_answer() {
        check(
            "## Boats\n| boat | cargo | crew |\n|---|---|---|\n| tug | some | five men |\n",
            &["What is the crew of **tug**? => five men"],
        );
    }
}
