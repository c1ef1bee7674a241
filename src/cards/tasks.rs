//! R4, tasks: an instruction over its code asks how it is done.
//!
//! - ## tmux / - Detach from a session: / `tmux detach`   =>  **tmux**: how do you detach from a session?
//! - ## git / Undo the last commit: / a block of code     =>  **git**: how do you undo the last commit?

use super::claims::Claims;
use super::draft::Draft;
use super::phrases::without_colon;
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, sentence, terms};
use crate::model::{Block, BlockKind, Inline, Span};

/// The cards of instructions over code.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for (at, piece) in subject.pieces.iter().enumerate() {
        let next = subject.pieces.get(at + 1);
        match piece.kind {
            PieceKind::Line(line) => cards.extend(over(subject, line, piece.span, next, claims)),
            PieceKind::List(list) => {
                for item in &list.items {
                    let (own, below) = parts(item);
                    if is_code(below) {
                        let made = card(subject, own, below.to_vec(), item.span, claims);
                        cards.extend(made.or_else(|| named(subject, own, below.to_vec(), item.span, claims)));
                    }
                }
                if let Some(last) = list.items.last().filter(|last| parts(last).1.is_empty()) {
                    cards.extend(over(subject, parts(last).0, last.span, next, claims).or_else(|| {
                        let (own, code) = (parts(last).0, next.map(|next| (next.to_block(), next.span))?);
                        named(subject, own, vec![code.0], last.span.to(code.1), claims)
                    }));
                }
            }
            PieceKind::Block(_) => {}
        }
    }
    cards
}

/// The card of a line over the next piece.
fn over(subject: &Subject, line: &[Inline], span: Span, next: Option<&Piece>, claims: &mut Claims) -> Option<Draft> {
    let next = next?;
    let code = vec![next.to_block()];
    if !is_code(&code) || !sentence::is_intro(line) {
        return None;
    }
    card(subject, line, code, span.to(next.span), claims)
}

fn card(subject: &Subject, line: &[Inline], code: Vec<Block>, span: Span, claims: &mut Claims) -> Option<Draft> {
    let task = without_colon(&words::words(line));
    let verb = task.first().filter(|word| subject.book.is("command", word))?;
    if task.len() < 2 || verb.is_code() || !claims.free(span) {
        return None;
    }
    claims.take(span);
    let mut task = task;
    task[0] = words::lowered(&task[0]);
    let said = match &code[..] {
        [Block { kind: BlockKind::Paragraph(line), .. }] => words::words(line),
        _ => Vec::new(),
    };
    let question = subject.book.say(terms::how(subject, &said), &subject.scene().with("v", &task));
    Some(Draft::ask(Rule::R(4), question, span).answer(code))
}

/// An item that introduces its code and begins with no verb that is known: "Auto stage all files:".
fn named(subject: &Subject, own: &[Inline], code: Vec<Block>, span: Span, claims: &mut Claims) -> Option<Draft> {
    let task = without_colon(&words::words(own));
    let example = subject.book.intro(&task, &subject.scene()).is_some_and(|intro| intro.role == "extra");
    if !is_code(&code) || !sentence::is_intro(own) || task.len() < 2 || example || !claims.free(span) {
        return None;
    }
    claims.take(span);
    let question = subject.book.say("facet_of", &subject.scene().with("v", &task));
    Some(Draft::ask(Rule::R(4), question, span).answer(code))
}

/// Whether blocks are code: a block, or lines of nothing but code spans.
fn is_code(blocks: &[Block]) -> bool {
    let code = |block: &Block| match &block.kind {
        BlockKind::Code(_) => true,
        BlockKind::Paragraph(line) => words::words(line).iter().all(Word::is_code) && !line.is_empty(),
        _ => false,
    };
    !blocks.is_empty() && blocks.iter().all(code)
}
