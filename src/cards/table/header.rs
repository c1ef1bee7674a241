//! What heads a column, as a question holds it, and what it says of the cells below.

use super::header_of;
use crate::cards::subject::Subject;
use crate::cards::vocabulary::learner;
use crate::cards::words::{self, Word};
use crate::model::{Table, TableCell};

/// Whether a header is half a sentence that the cell finishes: "it is called", "and belongs to".
pub(super) fn is_clause(subject: &Subject, header: &[Word]) -> bool {
    let is = |class: &str, word: Option<&Word>| word.is_some_and(|word| subject.book.is(class, word));
    header.len() > 1
        && (is("pointing", header.first()) || is("conjunction", header.first()))
        && (is("preposition", header.last()) || header.iter().any(|word| subject.book.is("finite_aux", word)))
}

/// A header that its cell finishes.
pub(super) fn open(header: &[Word]) -> Vec<Word> {
    let mut header = header.to_vec();
    if let Some(last) = header.last_mut() {
        last.reword(|text| format!("{text} …").into());
    }
    header
}

/// Headers with commas between them.
pub(super) fn listed(headers: &[Vec<Word>]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for header in headers {
        if let Some(before) = out.last_mut() {
            before.reword(|text| format!("{text},").into());
        }
        out.extend(header.iter().enumerate().map(|(at, word)| if at == 0 { word.apart() } else { word.clone() }));
    }
    out
}

/// The words of a header as a question holds them: "Time Complexity" in lower case, "ISO code" and "German" as they stand.
pub(super) fn header_words(subject: &Subject, cell: &TableCell) -> Vec<Word> {
    let words = header_of(cell);
    let capital = |word: &Word| word.text().starts_with(char::is_uppercase);
    let little = |word: &Word| word.text().chars().count() < 4;
    let title = words.len() > 1 && words.iter().all(|word| capital(word) || little(word));
    let lower = |(at, word): (usize, &Word)| {
        let name = word.text().chars().skip(1).any(char::is_uppercase) || word.text().chars().count() < 2;
        let kept = name || subject.book.is("proper", word) || at > 0 && !title;
        if kept { word.clone() } else { words::lowered(word) }
    };
    if subject.book.has_small_nouns() { words.iter().enumerate().map(lower).collect() } else { words }
}

/// Whether a header of this class heads the column.
pub(super) fn headed(subject: &Subject, header: &[Word], class: &str) -> bool {
    header.iter().any(|word| subject.book.is(class, word)) || subject.book.is_key(class, &words::lower_text(header))
}

/// Whether a column says what its label means.
pub(super) fn is_meaning(subject: &Subject, header: &TableCell) -> bool {
    heads_meaning(subject, &header_of(header))
}

/// "Short description", but "Spectrum notes" are of the spectrum.
pub(super) fn heads_meaning(subject: &Subject, header: &[Word]) -> bool {
    let notes = header.len() > 1 && header.last().is_some_and(|last| subject.book.is("label", last));
    !notes && headed(subject, header, "meaning_header")
}

/// Whether a header says what words of another language mean: "Meaning", "English" in an English note.
pub(super) fn heads_translation(subject: &Subject, header: &[Word]) -> bool {
    let own = |code: &str| code == subject.book.code || code == "other";
    heads_meaning(subject, header) || learner::language(&words::text(header)).is_some_and(own)
}

/// Whether a column gives examples of its label.
pub(super) fn is_instances(subject: &Subject, header: &TableCell) -> bool {
    headed(subject, &header_of(header), "instances")
}

/// Whether a column of three or more holds remarks on the others; they stand in the row.
pub(super) fn is_remark(subject: &Subject, table: &Table, column: usize) -> bool {
    let header = header_of(&table.header[column]);
    let aside = |word: &Word| subject.book.is("label", word) && !subject.book.is("instances", word);
    let remark = table.header.len() > 2 && matches!(&header[..], [only] if aside(only));
    // A sample beside the population is no example.
    let sample = || table.header.iter().any(|cell| headed(subject, &header_of(cell), "beside_sample"));
    remark && !sample()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_sample_beside_the_population_is_no_example() {
        check(
            "# Tides\n|  | Sample | Population |\n|---|---|---|\n| Mean height | $m$ | $\\mu$ |\n| Spread of heights | $s$ | $\\sigma$ |\n",
            &[
                "**sample**: mean height? => $m$",
                "**population**: mean height? => $\\mu$",
                "**sample**: spread of heights? => $s$",
                "**population**: spread of heights? => $\\sigma$",
            ],
        );
    }
}
