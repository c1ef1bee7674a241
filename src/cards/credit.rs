//! Pictures with their credit: they stand beside what a topic says, and answer only where it says nothing.

use super::apparatus;
use super::piece::{Piece, PieceKind};
use super::subject::Subject;
use crate::model::{BlockKind, Inline, InlineKind};

/// How many pieces at the start are a picture and what is said of where it is from, or a link to read on.
pub(crate) fn pictures(subject: &Subject) -> usize {
    let is_figure = |piece: &Piece| match piece.kind {
        PieceKind::Line(line) => is_credit(line) || apparatus::reads_on(line),
        PieceKind::Block(BlockKind::Figure(_)) => true,
        _ => false,
    };
    let count = subject.pieces.iter().take_while(|piece| is_figure(piece)).count();
    let shows = |line: &[Inline]| has_picture(line) || apparatus::reads_on(line);
    let shown = subject.pieces[..count].iter().any(|piece| piece.line().is_none_or(shows));
    if shown { count } else { 0 }
}

/// Whether a paragraph is a picture with its credit.
pub(crate) fn is_picture(line: &[Inline]) -> bool {
    is_credit(line) && has_picture(line)
}

/// Whether a line holds pictures and words in italics, and nothing else.
fn is_credit(line: &[Inline]) -> bool {
    line.iter().all(|inline| match &inline.kind {
        InlineKind::Image(_) | InlineKind::Emph(_) | InlineKind::Break(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// Whether a line holds a picture.
pub(crate) fn has_picture(line: &[Inline]) -> bool {
    line.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_)))
}
