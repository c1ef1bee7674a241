//! Placeholders: what its author meant to fill in later, or where to read on, answers nothing.
//!
//! - ## Moorings over `TODO`, `TBD`, `...`, `(coming soon)`   =>  no card
//! - Tides: p. 23 · ## Locks over "Lecture 3"                 =>  no card: a place in a book or a course
//! - ## Regatta over `2021-03-04`                             =>  no card: the day of the note; under "Date" it answers

use super::super::Rule;
use super::super::subject::Subject;
use super::super::words;
use super::Passed;

/// A line of more words says more than where to read on.
const POINTER: usize = 4;

/// Whether each line of the answer stands for what is not there.
pub(super) fn answers(subject: &Subject, passed: &Passed, said: &str) -> bool {
    let of_topic = matches!(passed.draft.rule, Rule::R(1 | 2 | 3 | 15));
    let dated = of_topic && !asks_value(subject);
    let empty = |line: &str| {
        let line = bare(line);
        is_filler(subject, &line)
            || of_topic && points(subject, &line)
            || !line.is_empty() && line.chars().all(|c| matches!(c, '.' | '…' | '?'))
            || is_place(subject, &line)
            || dated && is_day(&line)
    };
    let mut lines = said.lines().filter(|line| !line.trim().is_empty()).peekable();
    lines.peek().is_some() && lines.all(empty)
}

/// `todo`, `todo: a diagram`.
fn is_filler(subject: &Subject, line: &str) -> bool {
    let head = line.split([':', '：']).next().unwrap_or_default();
    subject.book.is_key("placeholder", head.trim_end_matches(['.', '!', ' ']))
}

/// `see the textbook`.
fn points(subject: &Subject, line: &str) -> bool {
    words::count(line) <= POINTER
        && line.split(' ').next().is_some_and(|first| subject.book.is_key("pointer", first.trim_end_matches('.')))
}

/// Whether the topic is a facet whose answer may be a date: "Date".
fn asks_value(subject: &Subject) -> bool {
    subject.facet.as_ref().is_some_and(|facet| facet.row.role == "value")
}

/// A line in lower case without its mark, emphasis and brackets.
fn bare(line: &str) -> String {
    let trimmed = line.trim().trim_start_matches(['-', '*', '+', ' ']);
    let around = ['(', ')', '[', ']', '*', '_', '<', '>', ' ', '!', ':', ';', ',', '（', '）', '。'];
    trimmed.trim_matches(around).to_lowercase()
}

/// `p. 23`, `pp. 4–7`, `lecture 3`: a word for a place in a text with numbers behind it.
fn is_place(subject: &Subject, line: &str) -> bool {
    let Some(digits) = line.find(|c: char| c.is_ascii_digit()) else { return false };
    let (word, numbers) = line.split_at(digits);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '.' | ' ' | 'f');
    subject.book.is_key("place_in_text", word.trim_matches([' ', '.', '#'])) && numbers.chars().all(number)
}

/// `2021-03-04`, `4.3.2021`, `03/04/21`, a time behind it or none: three numbers and nothing else.
fn is_day(line: &str) -> bool {
    let time = |text: &str| text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let line = line.split_once(' ').filter(|(_, behind)| time(behind)).map_or(line, |(day, _)| day);
    let parts: Vec<&str> = line.split(['-', '.', '/']).collect();
    parts.len() == 3
        && parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && words::count(line) == 1
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_atomic};

    #[test]
    fn what_is_to_be_filled_in_makes_no_card() {
        for text in [
            "TODO",
            "*TBD*",
            "...",
            "(coming soon)",
            "TODO: a map",
            "see the textbook",
            "p. 23",
            "Lecture 3",
            "2021-03-04",
            "2021-03-04 17:30",
            "- TODO\n- p. 4-7",
        ] {
            check(&format!("# Harbour\n## Moorings\n{text}\n"), &[]);
        }
    }

    #[test]
    fn a_term_may_be_a_day_but_no_page() {
        let note = "# Regatta\n- Start: 1898-03-04\n- Founder: TBD\n- Rules: p. 12\n- Trophy: a silver cup\n";
        check(
            note,
            &["**Regatta**: what is the date of **Start**? => 1898-03-04", "What is **Trophy**? => a silver cup"],
        );
    }

    #[test]
    fn a_number_or_code_is_no_placeholder() {
        check_atomic("# Harbour\n## Depth\n12\n", &["What is **Depth**? => 12"]);
    }
}
