//! Words that are looked for in two languages: a note's own, and English, in which many templates of notes are written.

use super::phrases::Phrases;

/// The classes of words of two phrase books.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexicon<'b> {
    books: [&'b Phrases; 2],
}

impl<'b> Lexicon<'b> {
    /// The words of these books.
    pub(crate) fn new(own: &'b Phrases, english: &'b Phrases) -> Self {
        Self { books: [own, english] }
    }

    /// Whether a text in lower case is in the class in either language.
    pub(crate) fn has(&self, class: &str, key: &str) -> bool {
        self.books.iter().any(|book| book.is_key(class, key))
    }
}
