//! Lines with a sign of equality: an equation is no term, a word with what it stands for is one.
//!
//! - x = 5, sin x = y           =>  equations
//! - p = soft, `dd` = delete    =>  words with their meanings

use crate::cards::words::{self, Word};
use crate::model::{Inline, InlineKind};

/// A word of so few letters may be the name of a function.
const LETTERS: usize = 3;

/// Whether the line is an equation, not a word with its meaning: `x = 5`.
pub(super) fn is_formula(line: &[Inline], name: &[Word]) -> bool {
    // Most lines have no such sign.
    if !has_equals(line) {
        return false;
    }
    let equals = |word: &Word| word.is_text() && word.text() == "=";
    let word = |word: &Word| word.is_text() && word.key.chars().filter(|c| c.is_alphabetic()).count() > 2;
    words::start(line, name.len() + 1).get(name.len()).is_some_and(equals)
        && !(name.len() <= 3 && name.iter().any(word))
}

fn has_equals(line: &[Inline]) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => text.contains('='),
        InlineKind::Math(math) => math.tex.contains('='),
        outer => has_equals(outer.children()),
    })
}

/// Whether a right side is words and no formula: "`dd` = delete line", "p = soft".
pub(super) fn is_prose(meaning: &[Inline]) -> bool {
    let said = words::words(meaning);
    let letters = |word: &Word| word.key.chars().filter(|c| c.is_alphabetic()).count();
    let spelt =
        |word: &Word| word.is_text() && letters(word) > 1 && word.key.chars().all(|c| c.is_alphabetic() || c == '-');
    said.iter().all(spelt) && said.iter().any(|word| letters(word) > LETTERS)
}
