//! Capitals: words of a title or of the start of a line as they stand inside a question.

use super::super::words::{self, Word};
use super::Phrases;
use super::classes::is_acronym;

impl Phrases {
    /// The label of a facet inside a question: a word of the table, which no capital makes a name.
    pub(super) fn label(&self, words: &[Word]) -> Vec<Word> {
        let small = |word: &Word| if is_acronym(word.text()) { word.clone() } else { words::lowered(word) };
        if self.grammar.capital_nouns { words.to_vec() } else { words.iter().map(small).collect() }
    }

    /// The words without the capital of the first, in a language whose nouns have none.
    pub(super) fn low(&self, words: &[Word]) -> Vec<Word> {
        let stays = self.grammar.capital_nouns || self.opens_with_name(words);
        let mut words = if stays { words.to_vec() } else { lower_first(words) };
        // "A contract" has one letter in its first word, as names have: "C programs".
        if let [first, _, ..] = &mut words[..]
            && (self.grammar.a[0] == first.key || self.grammar.the == first.key)
        {
            first.reword(words::lower);
        }
        if let [first, _, ..] = &mut words[..]
            && self.grammar.capital_nouns
            && self.classes.has("article", first)
        {
            first.reword(words::lower);
        }
        words
    }

    /// Whether two capitals side by side open the words, as a name does: "Caparo Industries decided", not "The Normans came".
    fn opens_with_name(&self, words: &[Word]) -> bool {
        let capital = |word: &Word| word.text().starts_with(char::is_uppercase) && !is_acronym(word.text());
        let [first, second, ..] = words else { return false };
        let little = [
            "function",
            "determiner",
            "preposition",
            "adverb",
            "hanging",
            "how_many",
            "adjective",
            "command",
            "gerund",
        ];
        capital(first) && capital(second) && !little.iter().any(|class| self.classes.has(class, first))
    }

    /// The same; but a single word is a name or a mass noun ("Python uses"), whose capital does no harm.
    pub(super) fn subject(&self, words: &[Word]) -> Vec<Word> {
        let single = matches!(words, [only] if !self.classes.has("hanging", only));
        if single { words.to_vec() } else { self.low(words) }
    }
}

/// The words without the capital of the first, unless it is a name: an acronym, a letter, a word with other capitals.
pub(crate) fn lower_first(words: &[Word]) -> Vec<Word> {
    let capital = |word: &Word| word.text().len() > 3 && word.text().starts_with(char::is_uppercase);
    let later = || words.iter().skip(1);
    let in_title_case = later().any(capital) && later().all(|word| capital(word) || word.text().len() <= 3);
    let in_sentence = words.len() > 1 && !in_title_case;
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut() {
        let mut rest = first.text().chars().skip(1).peekable();
        let article = first.text() == "A" && in_sentence;
        if article || rest.peek().is_some() && !rest.any(char::is_uppercase) && !in_title_case {
            first.reword(words::lower);
        }
    }
    words
}
