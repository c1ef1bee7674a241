//! Tasks of an examination, copied into a note: they ask, and state nothing.
//!
//! - > Describe the locks of the canal. Discuss the care of their gates. (UM1)   =>  no card
//! - > Describe a lock as it is, and it opens.                                  =>  a saying

use crate::cards::phrases::Phrases;
use crate::cards::piece::{Piece, PieceKind, pieces};
use crate::cards::{sentence, words};
use crate::model::{BlockKind, Inline, plain_text};

/// What stands in parentheses at the end of a task, the paper or the marks, has so many words.
const MARKS: usize = 3;

/// Whether a piece is a task.
pub(super) fn is_one(book: &Phrases, piece: &Piece) -> bool {
    match piece.kind {
        PieceKind::Line(line) => is_marked(line) && bids(book, line),
        PieceKind::Block(BlockKind::Quote(body)) => {
            let body = pieces(body);
            let lines = || body.iter().filter_map(Piece::line);
            lines().count() == body.len() && lines().next().is_some_and(|_| lines().all(|line| bids(book, line)))
        }
        _ => false,
    }
}

/// Whether a text says at its end what it is worth or where it was set: "(5 marks)", "(UM1)".
fn is_marked(line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim_end_matches(['.', ' ']);
    let inner = text.strip_suffix([')', ']']).and_then(|text| text.rsplit_once(['(', '['])).map(|(_, inner)| inner);
    let counts = |inner: &str| inner.chars().any(|c| c.is_ascii_digit()) || inner.chars().all(char::is_uppercase);
    inner.is_some_and(|inner| !inner.is_empty() && words::count(inner) <= MARKS && counts(inner))
}

/// Whether the last sentence of a line tells what to write, a mark behind it set aside.
fn bids(book: &Phrases, line: &[Inline]) -> bool {
    let sentences = sentence::sentences(line);
    let told = |sentence: &&Vec<Inline>| !plain_text(sentence).trim_start().starts_with(['(', '[']);
    let last = sentences.iter().rev().find(told);
    last.and_then(|last| words::first(last)).is_some_and(|first| book.is("exam_verb", &first))
}
