//! Where in the source a node came from.

use std::sync::OnceLock;

use serde::Serialize;

/// The index of a note in [`Notebook::notes`](super::Notebook::notes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct NoteId(pub u32);

/// A range of bytes in the text of one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Span {
    /// The note whose text the bytes index.
    pub note: NoteId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `bytes` in `note`.
    pub fn new(note: NoteId, bytes: std::ops::Range<usize>) -> Self {
        Self { note, start: bytes.start as u32, end: bytes.end as u32 }
    }

    /// The bytes as a range that indexes the note's text.
    pub fn bytes(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { note: self.note, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.note == other.note && self.start <= other.start && other.end <= self.end
    }
}

/// A place for people: both count from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The line and column of byte `offset` in `text`. An offset past the end counts as the end.
pub fn line_column(text: &str, offset: usize) -> Place {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// Where the lines of a text begin, found when first asked for: a place costs a search, not a walk from the start.
#[derive(Debug, Clone, Default)]
pub struct Lines(OnceLock<Index>);

#[derive(Debug, Clone)]
struct Index {
    /// Where each line begins.
    starts: Vec<u32>,
    /// How many bytes that begin no character stand before each [`STRIDE`]: lines may be endless, too.
    inner: Vec<u32>,
}

/// Bytes between two counts.
const STRIDE: usize = 4096;

impl Index {
    fn new(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(after).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += inner_bytes(chunk) as u32;
            Some(before)
        });
        Self { starts, inner: counts.collect() }
    }

    /// How many characters begin before byte `at`.
    fn characters(&self, text: &str, at: usize) -> usize {
        let full = at / STRIDE * STRIDE;
        let counted = self.inner.get(at / STRIDE).map_or(0, |count| *count as usize);
        at - counted - inner_bytes(&text.as_bytes()[full..at])
    }
}

fn inner_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 == 0x80).count()
}

impl Lines {
    /// The line and column of byte `offset` in `text`. An offset past the end counts as the end. `text` must be the same at
    /// every call.
    pub(super) fn place(&self, text: &str, offset: usize) -> Place {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let index = self.0.get_or_init(|| Index::new(text));
        let line = index.starts.partition_point(|&start| start as usize <= offset);
        let start = index.starts.get(line.wrapping_sub(1)).map_or(0, |&start| start as usize);
        Place { line, column: index.characters(text, offset) - index.characters(text, start) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters() {
        assert_eq!(line_column("a\nä€x", 7), Place { line: 2, column: 3 });
    }

    #[test]
    fn the_index_says_the_same() {
        for text in ["a\n\nä€x\n".to_owned(), "€".repeat(STRIDE) + "\nb€"] {
            let lines = Lines::default();
            for offset in (0..text.len() + 2).rev().step_by(1 + text.len() / 50) {
                assert_eq!(lines.place(&text, offset), line_column(&text, offset), "at {offset}");
            }
        }
    }
}
