//! What opens a labelled part: `Q:`, `**A:**`, `1. Q: …`, `Question 2: …`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::page::{LineKind, Page, marker};
use crate::cards::words::lower;

/// What opens a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    Question,
    Answer,
    /// hashcards' text with `[blanks]`.
    Cloze,
    /// AnkiOps' text with `{{c1::blanks}}`.
    Text,
    /// AnkiOps' `E:` and `M:`: what is shown under the answer.
    Extra,
}

/// A label at the start of a line, or of an item's text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opening {
    pub(super) label: Label,
    /// What follows it on its line, without the stars of a line that is bold as a whole.
    pub(super) text: Range<usize>,
    /// What ends it: `:` mostly, `.` or `)`.
    pub(super) sign: char,
    /// Whether it is a tool's own, and no word that anyone may begin a line with.
    pub(super) strict: bool,
}

/// Words of the file, in lower case.
#[derive(Deserialize)]
struct Words {
    question: FxHashSet<String>,
    answer: FxHashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../templates/phrases/labels.toml"))
        .unwrap_or_else(|error| unreachable!("a test reads labels.toml: {error}"))
});

/// Whether a text may hold a label at all: a cheap look.
pub(super) fn may_be_in(text: &str) -> bool {
    let opens = |line: &str| {
        let body = line[marker(line).unwrap_or(0)..].trim_start_matches([' ', '\t', '*', '_']);
        // Most lines begin in lower case or with a sign.
        if body.bytes().next().is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return false;
        }
        let word = body.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        matches!(word, "C" | "T") || named(word) == Some(Label::Question)
    };
    text.lines().any(opens)
}

/// The label that opens line `index`.
pub(super) fn opening(page: &Page<'_>, index: usize) -> Option<Opening> {
    let line = page.line(index);
    let at = match page.lines[index].kind {
        LineKind::Item(at) => at,
        _ => line.len() - line.trim_start().len(),
    };
    let start = page.lines[index].range.start;
    if !page.words(index) || !page.free(start + at) {
        return None;
    }
    let body = line[at..].trim_end();
    let (stars, rest) = body.strip_prefix("**").map_or(("", body), |rest| ("**", rest));
    let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let after = rest[word.len()..].trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
    let numbered = after.len() < rest.len() - word.len();
    let (closed, after) = closing(stars, after);
    let sign = after.chars().next().filter(|sign| matches!(sign, ':' | '：' | '.' | ')'))?;
    let after = &after[sign.len_utf8()..];
    let (closed, after) = if closed { (true, after) } else { closing(stars, after) };
    let (label, strict) = label(word, sign, numbered)?;
    // `Q::x` is something else, `C:\` and `C:/` are drives, `A.b` is a name.
    let other = after.starts_with([':', '\\', '/']) || (sign == '.' && !after.starts_with([' ', '\t']));
    let text = if closed { after } else { after.strip_suffix(stars)? };
    let from = start + at + (body.len() - after.len());
    (!other).then(|| Opening { label, text: from..from + text.len(), sign, strict })
}

/// Whether bold ends here, and what follows.
fn closing<'a>(stars: &str, text: &'a str) -> (bool, &'a str) {
    let rest = if stars.is_empty() { Some(text) } else { text.strip_prefix(stars) };
    rest.map_or((false, text), |rest| (true, rest))
}

fn label(word: &str, sign: char, numbered: bool) -> Option<(Label, bool)> {
    let strict = sign == ':' && !numbered;
    let own = match word {
        "Q" => Label::Question,
        "A" => Label::Answer,
        "C" => Label::Cloze,
        "T" => Label::Text,
        "E" | "M" => Label::Extra,
        _ => return named(word).map(|label| (label, false)),
    };
    if strict {
        return Some((own, true));
    }
    matches!(own, Label::Question | Label::Answer).then_some((own, false))
}

/// What a word with a capital, or of a script without, opens in some language.
pub(crate) fn named(word: &str) -> Option<Label> {
    if word.starts_with(char::is_lowercase) {
        return None;
    }
    let word = lower(word);
    let is = |known: &FxHashSet<String>| known.contains(word.as_str());
    let question = is(&WORDS.question).then_some(Label::Question);
    question.or_else(|| is(&WORDS.answer).then_some(Label::Answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        assert!(!WORDS.question.is_empty() && !WORDS.answer.is_empty());
    }

    #[test]
    fn a_text_without_a_label_is_left_alone() {
        assert!(!may_be_in("# Notes\n\nquestions: none\nA: a drive\n"));
        assert!(may_be_in("text\n\n- **Question 1:** who?\n"));
    }
}
