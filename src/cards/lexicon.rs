//! Words that are looked for in two languages: a note's own, and English, in which many templates of notes are written.

use super::phrases::Phrases;

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
}
