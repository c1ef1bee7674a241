//! Size: a long answer is kept and named; the number of items stands on the front.

use super::super::CardKind;
use super::super::subject::Subject;
use super::super::words;
use super::{Outcome, Passed};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, CardLevel, Inline};
use crate::text::plain;

/// More items than this are no set to learn at once (cards.md).
pub(crate) const ITEMS: usize = 7;

/// More words than this are hard to learn at once at `section` (cards.md).
pub(crate) const WORDS: usize = 60;

/// Says the number of items on every front, and names long answers.
pub(super) fn measure(subjects: &[Subject], outcome: &mut Outcome) {
    for (subject, drafts) in subjects.iter().zip(&mut outcome.drafts) {
        for passed in drafts {
            say_count(passed);
            outcome.findings.extend(finding(subject.level, passed));
        }
    }
}

fn say_count(passed: &mut Passed) {
    let draft = &mut passed.draft;
    if draft.kind != CardKind::Basic || draft.parts < 2 || draft.counted || draft.rule == super::Rule::Explicit {
        return;
    }
    let count = Inline::text(format!(" ({})", draft.parts), draft.span);
    if let Some(BlockKind::Paragraph(question)) = draft.front.last_mut().map(|block| &mut block.kind) {
        question.push(count);
    }
}

fn finding(level: CardLevel, passed: &Passed) -> Option<Diagnostic> {
    let most = match level {
        CardLevel::Topic => return None,
        CardLevel::Section => WORDS,
        CardLevel::Atomic => 25,
    };
    let length = words::count(&plain::blocks(&passed.draft.back));
    if length <= most && passed.draft.parts <= ITEMS {
        return None;
    }
    let size = if length > most { format!("{length} words") } else { format!("{} items", passed.draft.parts) };
    let message = format!("an answer of {size} is hard to learn at once");
    // Bold lines split what the rules ask, never a card that its author marked.
    let help = if passed.is_explicit() { "make several cards of it" } else { "split it with bold lines or headings" };
    Some(Diagnostic::new(Code::LongAnswer, passed.draft.span, message).help(help))
}
