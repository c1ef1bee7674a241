//! Lines with a sign of equality: an equation is no term, a word with what it stands for is one.
//!
//! - x = 5, sin x = y           =>  equations
//! - p = soft, `dd` = delete    =>  words with their meanings

use crate::cards::words::{self, Word};
use crate::model::{Inline, plain_text};

/// A word of so few letters may be the name of a function.
const LETTERS: usize = 3;

/// Whether the line is an equation, not a word with its meaning: `x = 5`.
pub(super) fn is_formula(line: &[Inline], name: &[Word]) -> bool {
    if !plain_text(line).contains('=') {
        return false;
    }
    let equals = |word: &Word| word.is_text() && word.text() == "=";
    let word = |word: &Word| word.is_text() && word.key.chars().filter(|c| c.is_alphabetic()).count() > 2;
    words::start(line, name.len() + 1).get(name.len()).is_some_and(equals)
        && !(name.len() <= 3 && name.iter().any(word))
}

/// Whether a right side is words and no formula: "`dd` = delete line", "p = soft".
pub(super) fn is_prose(meaning: &[Inline]) -> bool {
    let said = words::words(meaning);
    let letters = |word: &Word| word.key.chars().filter(|c| c.is_alphabetic()).count();
    let spelt =
        |word: &Word| word.is_text() && letters(word) > 1 && word.key.chars().all(|c| c.is_alphabetic() || c == '-');
    said.iter().all(spelt) && said.iter().any(|word| letters(word) > LETTERS)
}
