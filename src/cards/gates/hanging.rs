//! Hanging word: a front that begins with or hangs on "it", "this", "also", … gets the line before it as context.
//!
//! - - the kernel keeps a table / - it maps pages to frames   =>  the first line stands above "it maps […]"
//!
//! The previous sibling tells, else the parent item, else the line before, of a heading the topic above.

use super::super::piece::{parts, span_of};
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{draft::paragraph, piece::PieceKind};
use super::{Passed, Verdict};
use crate::model::{Block, BlockKind, Inline, InlineKind, List, Span};

/// So many words into a question a pronoun points back inside it. Chosen by eye on sampled cards.
const FAR: usize = 7;

/// Gives a hanging front its context, or refuses it.
pub(super) fn check(subject: &Subject, passed: &mut Passed) -> Verdict {
    let Some(line) = first_line(&passed.draft.front) else { return Verdict::Pass };
    if passed.is_explicit() || passed.draft.front.len() > 1 || !hangs(subject, &words::words(line)) {
        return Verdict::Pass;
    }
    let Some(before) = line_before(subject, passed.draft.span, passed.draft.whole) else {
        return Verdict::Refused("the question hangs on a word that points to something before it");
    };
    passed.draft.front.insert(0, paragraph(before, passed.draft.span));
    Verdict::Repaired("the line before was added, since the question points back to it")
}

/// The line a front begins with.
fn first_line(front: &[Block]) -> Option<&[Inline]> {
    match &front.first()?.kind {
        BlockKind::Paragraph(line) => Some(line),
        BlockKind::List(list) => list.items.first().map(|item| parts(item).0),
        _ => None,
    }
}

fn hangs(subject: &Subject, line: &[Word]) -> bool {
    let Some(first) = line.first() else { return false };
    let points = |word: &Word| subject.book.is("pointing", word);
    let question = line.last().is_some_and(|word| word.text().ends_with('?')) && line.len() > 1;
    subject.book.is("hanging", first) || (question && line.iter().take(FAR).any(points))
}

/// The line that a statement hangs on.
fn line_before(subject: &Subject, span: Span, whole: bool) -> Option<Vec<Inline>> {
    if whole {
        return (!subject.above.is_empty())
            .then(|| vec![Inline::new(InlineKind::Strong(words::inlines(&subject.above)), span)]);
    }
    let mut last: Option<&[Inline]> = None;
    for piece in &subject.pieces {
        if piece.span.start >= span.start && !piece.span.contains(span) {
            break;
        }
        match piece.kind {
            PieceKind::Line(_) if piece.span.contains(span) => break,
            PieceKind::Line(line) => last = Some(line),
            PieceKind::List(list) => {
                if let Some(line) = in_list(list, span) {
                    last = Some(line);
                }
            }
            PieceKind::Block(_) => {}
        }
    }
    match last {
        Some(line) => Some(line.to_vec()),
        None if subject.is_lead_in() || subject.parent.is_some() => {
            Some(vec![Inline::new(InlineKind::Strong(words::inlines(&subject.name)), span)])
        }
        None => None,
    }
}

/// The previous sibling of what stands at `span` in the list, else its parent; the last line of a list before it.
fn in_list(list: &List, span: Span) -> Option<&[Inline]> {
    let mut last = None;
    for item in &list.items {
        let (own, below) = parts(item);
        if item.span.start >= span.start || span_of(own).is_some_and(|own| own.contains(span)) {
            break;
        }
        if item.span.contains(span) {
            let inner = below.iter().find_map(|block| match &block.kind {
                BlockKind::List(inner) => in_list(inner, span),
                _ => None,
            });
            return inner.or(Some(own));
        }
        last = Some(own);
    }
    last
}
