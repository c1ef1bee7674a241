//! Once: a span is asked by one card, a set card and its members apart.

use super::{Outcome, record};
use crate::model::Span;

/// Drops what is asked a second time.
pub(super) fn keep(outcome: &mut Outcome) {
    for drafts in &mut outcome.drafts {
        let mut asked: Vec<Span> = Vec::new();
        drafts.retain(|passed| {
            let span = passed.draft.span;
            let again = asked.last().is_some_and(|last| span.start < last.end && last.start < span.end);
            if again && !passed.draft.set && !passed.is_explicit() {
                outcome.dropped.push(record(passed, "another card asks this text"));
                return false;
            }
            if !passed.draft.set {
                asked.push(span);
            }
            true
        });
    }
}
