//! R3, lists: a line that introduces a list asks for it.
//!
//! - handles: over two items      =>  What does the PVM handle? (2)
//! - 4 parts over four items      =>  What are the 4 parts of …?
//! - each object contains over …  =>  What does each object contain? (3)

use super::claims::Claims;
use super::draft::Draft;
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::words;
use super::{Rule, sentence};
use crate::model::{Block, BlockKind, Inline, List, Span};

/// The cards of intros over lists.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for pair in subject.pieces.windows(2) {
        if let (Some(line), PieceKind::List(list)) = (pair[0].line(), pair[1].kind) {
            let span = pair[0].span.to(pair[1].span);
            if introduces(subject, line) && claims.free(span) {
                cards.extend(card(subject, line, list, pair[1], span, claims));
            }
        }
    }
    cards
}

/// Whether a line introduces the list below it: it ends in a colon, or in a verb such as "contains".
pub(crate) fn introduces(subject: &Subject, line: &[Inline]) -> bool {
    sentence::is_intro(line)
        || words::words(line).last().is_some_and(|word| subject.book.is("list_verb", word) && word.text() == word.key)
}

fn card(
    subject: &Subject,
    line: &[Inline],
    list: &List,
    piece: Piece,
    span: Span,
    claims: &mut Claims,
) -> Option<Draft> {
    let question = question(subject, line, list)?;
    claims.take(span);
    Some(Draft::ask(Rule::R(3), question, span).answer(vec![piece.block.clone()]))
}

/// The question that an intro asks; none for `example:` and the like.
pub(crate) fn question(subject: &Subject, line: &[Inline], list: &List) -> Option<Vec<Inline>> {
    let said = words::words(line);
    let scene = subject.scene();
    if let Some(intro) = subject.book.intro(&said, &scene) {
        return (intro.role != "extra").then_some(intro.question);
    }
    let label = super::phrases::without_colon(&said);
    let facet = subject.book.facet(&label);
    let asked = facet.and_then(|facet| subject.book.ask_facet(&facet, list.items.len() > 1, &scene));
    Some(asked.unwrap_or_else(|| subject.book.say("intro", &scene.with("v", &label))))
}

/// Cards of items that introduce the list below them, in lists that no other card asks.
pub(crate) fn nested(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for piece in &subject.pieces {
        if let Some(list) = piece.list() {
            items(subject, list, claims, &mut cards);
        }
    }
    cards
}

fn items(subject: &Subject, list: &List, claims: &mut Claims, cards: &mut Vec<Draft>) {
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            let BlockKind::List(inner) = &block.kind else { continue };
            if introduces(subject, own) && claims.free(item.span) && inner.items.len() > 1 {
                cards.extend(of_item(subject, own, block, inner, item.span, claims));
            } else {
                items(subject, inner, claims, cards);
            }
        }
    }
}

fn of_item(
    subject: &Subject,
    own: &[Inline],
    block: &Block,
    list: &List,
    span: Span,
    claims: &mut Claims,
) -> Option<Draft> {
    let piece = Piece { kind: PieceKind::List(list), block, span: block.span };
    card(subject, own, list, piece, span, claims)
}
