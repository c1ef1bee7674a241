//! Cards of parts: at `atomic` every statement and item that is still free is tried by the sentence rules, in order; the
//! items no rule claims are blanked in their list.
//!
//! A sentence rule looks at one [`Statement`] and makes one card or none: `fn(&Subject, &Statement) -> Option<Draft>`.

mod parent;

use super::claims::Claims;
use super::draft::Draft;
use super::piece::{PieceKind, parts, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::{Block, BlockKind, CardLevel, Inline, List, Span};

/// A line that a sentence rule may ask.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    /// The line.
    pub line: &'a [Inline],
    /// What hangs below it; such an item asks for its children, and is never blanked with them.
    pub below: &'a [Block],
    /// Its source, marker and children included.
    pub span: Span,
    /// `^block-id` of the line.
    pub block_id: Option<String>,
    /// What a line without a subject of its own is about: the parent item, else the topic.
    pub about: Vec<Word>,
}

/// A rule over one statement.
type SentenceRule = fn(&Subject, &Statement) -> Option<Draft>;

/// In the order in which they claim: calls, conditions, patterns, emphasis.
const ATOMIC: &[SentenceRule] = &[parent::card];

/// What `section` asks of sentences too: calls.
const SECTION: &[SentenceRule] = &[];

/// The longest parent item that its children are about, in words (cards.md).
const ABOUT: usize = 4;

/// The cards of the statements that are still free.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let rules = if subject.level == CardLevel::Atomic { ATOMIC } else { SECTION };
    if rules.is_empty() {
        return Vec::new();
    }
    let mut cards = Vec::new();
    for statement in statements(subject) {
        let free = claims.free(span_of(statement.line).unwrap_or(statement.span));
        if let Some(card) = rules.iter().filter(|_| free).find_map(|rule| rule(subject, &statement)) {
            claims.take(card.span);
            cards.push(card);
        }
    }
    cards
}

/// The statements of the topic in reading order, items of lists at every depth included.
fn statements<'a>(subject: &Subject<'a>) -> Vec<Statement<'a>> {
    let mut out = Vec::new();
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => out.push(Statement {
                line,
                below: &[],
                span: piece.span,
                block_id: piece.block.id.clone(),
                about: subject.name.clone(),
            }),
            PieceKind::List(list) => items(list, &subject.name, &mut out),
            PieceKind::Block(_) => {}
        }
    }
    out
}

fn items<'a>(list: &'a List, about: &[Word], out: &mut Vec<Statement<'a>>) {
    for item in &list.items {
        let (line, below) = parts(item);
        let own = super::phrases::without_colon(&words::words(line));
        let block_id = item.blocks.first().and_then(|block| block.id.clone());
        out.push(Statement { line, below, span: item.span, block_id, about: about.to_vec() });
        let inner = if own.is_empty() || own.len() > ABOUT { about } else { &own };
        for block in below {
            if let BlockKind::List(list) = &block.kind {
                items(list, inner, out);
            }
        }
    }
}
