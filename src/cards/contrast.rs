//! R12, contrast: "A vs B" asks for the difference, and for each operand that opens a line of its own.
//!
//! - ## == vs is / == checks … / is checks …  =>  What is the difference between == and is?  What does == do?  What does is do?

use super::claims::Claims;
use super::draft::Draft;
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, cut};
use crate::model::{Block, Inline, Span};

/// The difference and the operands.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let operands = operands(subject);
    let Some(span) = subject.body_span().filter(|&span| operands.len() > 1 && claims.free(span)) else {
        return Vec::new();
    };
    let mut lines: Vec<(Span, Draft)> = Vec::new();
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => lines.extend(of_line(subject, &operands, line, piece.span, &[])),
            PieceKind::List(list) => lines.extend(list.items.iter().filter_map(|item| {
                let (own, below) = parts(item);
                of_line(subject, &operands, own, item.span, below)
            })),
            PieceKind::Block(_) => {}
        }
    }
    if lines.len() < 2 {
        return Vec::new();
    }
    let mut cards = vec![difference(subject, &lines, span)];
    for (span, card) in lines {
        claims.take(span);
        cards.push(card);
    }
    cards
}

/// The operands of a title with "vs"; empty for any other.
pub(crate) fn operands<'s>(subject: &'s Subject) -> Vec<&'s [Word]> {
    if subject.facet.is_some() {
        return Vec::new();
    }
    let parts: Vec<&[Word]> = subject.title.split(|word| subject.book.is("versus", word)).collect();
    if parts.len() > 1 && parts.iter().all(|part| !part.is_empty()) { parts } else { Vec::new() }
}

fn difference(subject: &Subject, lines: &[(Span, Draft)], span: Span) -> Draft {
    let told = |piece: &&Piece| lines.iter().any(|(line, _)| piece.span.contains(*line));
    let told: Vec<Piece> = subject.pieces.iter().filter(told).copied().collect();
    let mut card =
        Draft::ask(Rule::R(12), subject.question(&[], false), span).answer(super::piece::blocks(&told)).of_the_whole();
    card.shows = told.iter().map(|piece| piece.span).collect();
    card.parts = 0;
    card.set = true;
    card
}

/// The card of a line that opens with an operand, followed by a verb or a colon.
fn of_line(
    subject: &Subject,
    operands: &[&[Word]],
    line: &[Inline],
    span: Span,
    below: &[Block],
) -> Option<(Span, Draft)> {
    let said = words::words(line);
    let operand = operands.iter().find(|operand| opens(&said, operand))?;
    let after = &said[operand.len()..];
    let colon = said[operand.len() - 1].text().ends_with(':');
    let sign = after.first().is_some_and(|word| word.is_text() && matches!(word.text(), "=" | "-" | "–" | "—" | "→"));
    let verb = after.first().filter(|word| subject.book.is("verb_s", word) || subject.book.is("be", word));
    let scene = super::phrases::Scene { topic: operand, ..subject.scene() }.with("A", operand);
    let does = if sign {
        false
    } else if colon {
        after.first().is_some_and(|word| subject.book.is("verb_s", word))
    } else {
        !subject.book.is("be", verb?)
    };
    let answer = if colon {
        cut::first(line, |text, at| text[at..].starts_with(": ").then_some(1))?.1
    } else {
        rest_of(line, operand.len(), sign || !does)?
    };
    let question = subject.book.say(if does { "does" } else { "what" }, &scene);
    let mut back = vec![super::draft::paragraph(answer, span)];
    back.extend_from_slice(below);
    let mut card = Draft::ask(Rule::R(12), question, span).answer(back);
    card.parts = 0;
    Some((span, card))
}

fn opens(said: &[Word], operand: &[Word]) -> bool {
    said.len() > operand.len() && said.iter().zip(operand.iter()).all(|(a, b)| a.key == b.key)
}

/// The line behind its first `count` words, and behind the verb too where `verb` is set.
pub(crate) fn rest_of(line: &[Inline], count: usize, verb: bool) -> Option<Vec<Inline>> {
    let (_, rest) = cut::at_word(line, count + usize::from(verb))?;
    (!rest.is_empty()).then_some(rest)
}

/// Whether a table's column is headed by an operand of the title.
pub(crate) fn is_operand(subject: &Subject, header: &[Word]) -> bool {
    let same =
        |operand: &&[Word]| operand.len() == header.len() && operand.iter().zip(header).all(|(a, b)| a.key == b.key);
    operands(subject).iter().any(same)
}
