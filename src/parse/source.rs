//! The note's text as the stages of parsing share it.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::mask::{self, Masked};
use crate::model::{NoteId, Span};

/// A note's text, and what of it the Markdown parser sees.
pub(super) struct Source<'t> {
    pub(super) note: NoteId,
    /// As it was read.
    pub(super) text: &'t str,
    pub(super) masked: Masked<'t>,
    /// See [`Source::closes`].
    closed: OnceCell<HashSet<&'t str>>,
}

impl<'t> Source<'t> {
    /// The note's text from byte `start` on, less `hidden`.
    pub(super) fn new(note: NoteId, text: &'t str, start: usize, hidden: &[Range<usize>]) -> Self {
        Self { note, text, masked: mask::mask(text, start, hidden), closed: OnceCell::new() }
    }

    /// Whether the note has a closing tag of this name, as written.
    pub(super) fn closes(&self, name: &str) -> bool {
        let names = || {
            let tags = self.text.split("</").skip(1);
            tags.map(|rest| &rest[..rest.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(rest.len())])
                .collect()
        };
        self.closed.get_or_init(names).contains(name)
    }

    pub(super) fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(self.note, bytes)
    }

    pub(super) fn of(&self, span: Span) -> &str {
        self.text.get(span.bytes()).unwrap_or("")
    }

    /// `bytes` without white space at its ends.
    pub(super) fn trimmed(&self, bytes: Range<usize>) -> Range<usize> {
        let Some(text) = self.text.get(bytes.clone()) else { return bytes };
        let start = bytes.start + (text.len() - text.trim_start().len());
        start..(bytes.start + text.trim_end().len()).max(start)
    }

    /// The last place at or before byte `at` where a character begins.
    pub(super) fn boundary(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The sign before byte `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The sign at byte `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// The end of the line that holds byte `at`, its newline not included.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |len| at + len)
}
