//! Words that are looked for in two languages: a note's own, and English, in which many templates of notes are written.

use super::phrases::Phrases;
use super::words::Word;
use crate::model::{Inline, plain_text};

/// The classes of words of two phrase books.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon<'b> {
    own: &'b Phrases,
    /// Nothing where it is the note's own book.
    english: Option<&'b Phrases>,
}

impl<'b> Lexicon<'b> {
    /// The words of these books.
    pub(crate) fn new(own: &'b Phrases, english: &'b Phrases) -> Self {
        Self { own, english: (!std::ptr::eq(own, english)).then_some(english) }
    }

    /// Whether a text in lower case is in the class in either language.
    #[inline]
    pub(crate) fn has(&self, class: &str, key: &str) -> bool {
        self.own.is_key(class, key) || self.english.is_some_and(|book| book.is_key(class, key))
    }

    /// Whether something in the class may begin with a word in either language: a cheap look.
    #[inline]
    pub(crate) fn may_open(&self, class: &str, word: &str) -> bool {
        self.own.may_open(class, word) || self.english.is_some_and(|book| book.may_open(class, word))
    }

    /// How many of the first words of a line, at most `most`, are in the class as one; the longest run of them.
    pub(crate) fn opening(&self, class: &str, said: &[Word], most: usize) -> Option<usize> {
        if !said.first().is_some_and(|first| self.may_open(class, &first.key)) {
            return None;
        }
        let mut head = String::new();
        let mut found = None;
        for (at, word) in said.iter().take(most).enumerate() {
            head.push_str(if at > 0 { " " } else { "" });
            head.push_str(&word.key);
            found = if self.has(class, &head) { Some(at + 1) } else { found };
        }
        found
    }

    /// Whether a line opens with one of the set phrases of a language without spaces.
    pub(crate) fn has_mark(&self, name: &str, line: &[Inline]) -> bool {
        !self.own.marks.is_empty() && self.own.marks.opens(name, plain_text(line).trim_start())
    }
}
