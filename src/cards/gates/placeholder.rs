//! Placeholders: what its author meant to fill in later, or where to read on, answers nothing.
//!
//! - ## Moorings over `TODO`, `TBD`, `...`, `(coming soon)`             =>  no card
//! - ## Moorings over `(write here what you think)`, `not on the exam`  =>  no card: nothing of the topic is said
//! - Tides: p. 23 · ## Locks over "Lecture 3", "see the almanac, p. 4"  =>  no card: a place in a book or a course
//! - ## Regatta over `2021-03-04`                                       =>  no card: the day of the note; under "Date" it answers

use super::super::Rule;
use super::super::head::{has_digit, is_day, is_page, is_place, is_time};
use super::super::subject::Subject;
use super::super::words;
use super::Passed;
use crate::model::{Block, BlockKind};

/// A line of more words says more than where to read on.
const POINTER: usize = 4;

/// So many words tell that a text opens with what is to be done about it, and more of them say something.
const OPENING: usize = 4;
const STUB: usize = 10;

/// A bracket with fewer words may be a formula or a remark.
const PROMPT: usize = 3;

/// Whether each line of the answer stands for what is not there.
pub(super) fn answers(subject: &Subject, passed: &Passed, said: &str) -> bool {
    let of_topic = matches!(passed.draft.rule, Rule::R(1 | 2 | 3 | 14 | 15));
    let dated = of_topic && !asks_value(subject);
    let is_number = |line: &str| {
        is_page(&subject.lexicon, line)
            || dated && (is_day(&subject.lexicon, line) || is_time(&subject.lexicon, line) || is_past_day(line))
    };
    let empty = |whole: &str| {
        let line = bare(whole);
        is_filler(subject, &line)
            || of_topic && (points(subject, &line) || is_stub(subject, &line) || is_prompt(whole))
            || !line.is_empty() && line.chars().all(|c| matches!(c, '.' | '…' | '?'))
            || is_layout(whole)
            || has_digit(&line) && is_number(&line)
    };
    if of_topic && is_task(&passed.draft.back) {
        return true;
    }
    let mut lines = said.lines().filter(|line| !line.trim().is_empty()).peekable();
    lines.peek().is_some() && lines.all(empty)
}

/// `\hrule`, `\newpage`: a command of TeX that parts texts.
fn is_layout(line: &str) -> bool {
    let name = line.trim().strip_prefix('\\').unwrap_or_default();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// `todo`, `todo: a diagram`.
fn is_filler(subject: &Subject, line: &str) -> bool {
    // Most lines open otherwise, and are not looked through.
    let first = line.split([' ', ':', '：']).next().unwrap_or_default();
    let may_open = |first: &str| subject.book.may_open("placeholder", first);
    if !may_open(first) && !may_open(first.trim_end_matches(['.', '!'])) {
        return false;
    }
    let head = line.split([':', '：']).next().unwrap_or_default();
    subject.book.is_key("placeholder", head.trim_end_matches(['.', '!', ' ']))
}

/// `see the textbook`, `see the almanac, p. 4`.
fn points(subject: &Subject, line: &str) -> bool {
    let opens = line.split(' ').next().is_some_and(|first| subject.book.is_key("pointer", first.trim_end_matches('.')));
    opens && words::count(line) <= POINTER || is_place(&subject.lexicon, line)
}

/// `not on the exam`, `will be covered next week`, `look this up`: words on the text that is not there.
fn is_stub(subject: &Subject, line: &str) -> bool {
    let key = line.trim_matches(|c: char| !c.is_alphanumeric());
    let opened = || {
        let mut head = String::new();
        let mut words = key.split_whitespace();
        let opens = |length: usize| {
            if let Some(word) = words.next() {
                head.push_str(if length > 1 { " " } else { "" });
                head.push_str(word);
            }
            length > 1 && subject.lexicon.has("stub_opening", &head)
        };
        let first = key.split_whitespace().next().unwrap_or_default();
        subject.lexicon.may_open("stub_opening", first) && (1..=OPENING).any(opens)
            || subject.book.marks.opens("stub_opening", key)
    };
    subject.lexicon.has("stub", key) || opened() && words::count(line) <= STUB
}

/// `(write here what you think)`, `<your definition>`: a text that is a bracket as a whole is a prompt of a template.
fn is_prompt(line: &str) -> bool {
    let line = line.trim().trim_matches(['-', '*', '_', '+', ' ']);
    let pairs = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('<', '>')];
    let around = |&(open, close): &(char, char)| {
        let inner = line.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]) && words::count(inner) >= PROMPT)
    };
    pairs.iter().any(around)
}

/// A single task: "- [ ] write about the sill".
fn is_task(back: &[Block]) -> bool {
    let [Block { kind: BlockKind::List(list), .. }] = back else { return false };
    matches!(&list.items[..], [only] if only.task.is_some())
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

/// `1898-03-04`, `4.3.1898`, `03/04/98`: three numbers and nothing else.
fn is_past_day(line: &str) -> bool {
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let signs = ['-', '.', '/'];
    line.bytes().next().is_some_and(|first| first.is_ascii_digit())
        && line.split(signs).all(number)
        && line.split(signs).count() == 3
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
            "3 June 2024",
            "10:15",
            "*(fill this in later)*",
            "(Write here what you think of the sill)",
            "<your definition here>",
            "🚧 under construction 🚧",
            "see the book of docks, p. 23",
            "Textbook p. 23",
            "Not covered in class",
            "Will be covered next week",
            "Look this up",
            "- TODO write about the sill",
            "- TODO\n- p. 4-7",
        ] {
            check(&format!("# Harbour\n## Moorings\n{text}\n"), &[]);
        }
    }

    #[test]
    fn in_other_languages_too() {
        for (language, text) in [
            ("de", "(hier Definition einfügen)"),
            ("de", "nicht klausurrelevant"),
            ("es", "ver libro"),
            ("zh", "（写下你的体会）"),
            ("zh", "见课本"),
        ] {
            check(&format!("---\nlang: {language}\n---\n# Drempel\n{text}\n"), &[]);
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
        check_atomic("# Harbour\n## Depth\n12\n", &["**Harbour**: **Depth**? => 12"]);
    }
}
