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
        BlockKind::Paragraph(inlines) => {
            let mut open = Open::default();
            open.inlines(inlines);
            open != Open::default()
        }
        _ => false,
    }
}

fn balanced(text: &str) -> bool {
    let mut open = Open::default();
    open.text(text);
    open == Open::default()
}

/// How many more brackets of a kind open than close.
#[derive(Default, PartialEq)]
struct Open {
    round: i32,
    wide: i32,
}

impl Open {
    /// Counts the text outside code and formulas.
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.text(text),
                InlineKind::Emph(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Highlight(inner)
                | InlineKind::Strike(inner) => self.inlines(inner),
                InlineKind::Cloze(cloze) => self.inlines(&cloze.content),
                InlineKind::Link(link) => self.inlines(&link.content),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        // Most texts have none.
        if text.is_ascii() && memchr::memchr2(b'(', b')', text.as_bytes()).is_none() {
            return;
        }
        for c in text.chars() {
            match c {
                '(' => self.round += 1,
                ')' => self.round -= 1,
                '（' => self.wide += 1,
                '）' => self.wide -= 1,
                _ => {}
            }
        }
    }
}
