//! Broken span: no cut may tear a parenthesis or a mark apart.
//!
//! Rules cut at words and outside parentheses, so this refuses what slipped through; brackets that the author left open are theirs.

use super::super::subject::Subject;
use super::{Passed, Verdict};
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// Refuses a card with a torn side.
pub(super) fn check(subject: &Subject, passed: &mut Passed) -> Verdict {
    let source = subject.note.text.get(passed.draft.span.bytes()).unwrap_or_default();
    let torn = [&passed.draft.front, &passed.draft.back].iter().any(|side| side.iter().any(is_torn));
    if !passed.is_explicit() && torn && balanced(source) && source.matches('`').count().is_multiple_of(2) {
        return Verdict::Refused("a cut would tear a parenthesis");
    }
    Verdict::Pass
}

/// Whether a paragraph has more brackets of one side.
fn is_torn(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(inlines) => !balanced(&letters(inlines)),
        _ => false,
    }
}

/// The text outside code and formulas.
fn letters(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Strike(inner) => letters(inner),
            InlineKind::Cloze(cloze) => letters(&cloze.content),
            InlineKind::Link(link) => letters(&link.content),
            _ => String::new(),
        })
        .collect()
}

fn balanced(text: &str) -> bool {
    [('(', ')'), ('（', '）')].iter().all(|&(open, close)| text.matches(open).count() == text.matches(close).count())
}
