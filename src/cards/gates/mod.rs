//! The gates: one pass that every card goes through, whatever made it.
//!
//! In order: broken span, empty answer, hanging word, leak; then over the whole note twins, size, once; at last nothing
//! lost. A gate repairs where it can and refuses where it must; the text of a card refused goes to Extra of its neighbour.
//! What a user marked themselves is taken at their word: it is never refused for its wording.

mod empty;
pub(crate) mod hanging;
mod leak;
mod lost;
mod once;
pub(crate) mod picture;
mod placeholder;
pub(crate) mod size;
mod span;
mod twins;

use smol_str::SmolStr;

use super::context::breadcrumb;
use super::draft::Draft;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Dropped, Rule, bare};
use crate::diagnostic::Diagnostic;
use crate::model::{Block, BlockKind, Inline, TopicId};
use crate::text;

/// A draft on its way, with its breadcrumb.
#[derive(Debug)]
pub(crate) struct Passed {
    /// The draft, repaired where a gate could.
    pub draft: Draft,
    /// The titles above it, those that would give it away taken out.
    pub trail: Vec<String>,
}

impl Passed {
    /// The breadcrumb of the card, without a heading that is the question itself.
    pub(crate) fn context(&mut self, subject: &Subject) -> Vec<String> {
        let mut trail = std::mem::take(&mut self.trail);
        let Some(last) = trail.last() else { return Vec::new() };
        let Some(asked) = subject.trail_keys.last().filter(|_| subject.trail.last() == Some(last)) else {
            return breadcrumb(trail);
        };
        let says_it = |block: &Block| match &block.kind {
            // The number of parts may stand behind it.
            BlockKind::Paragraph(line) if may_begin(line, asked) => words::keys(&words::words(line))
                .strip_prefix(&asked[..])
                .is_some_and(|parts| parts.is_empty() || *parts == [self.draft.parts.to_string()]),
            _ => false,
        };
        if self.draft.front.iter().any(says_it) {
            trail.pop();
        }
        breadcrumb(trail)
    }

    /// Whether the user made it.
    fn is_explicit(&self) -> bool {
        self.draft.rule == Rule::Explicit
    }
}

/// Whether a line may begin with these keys, told by its first word: most lines are another's, and are not cut.
fn may_begin(line: &[Inline], keys: &[SmolStr]) -> bool {
    let sign = |word: &Word| !word.is_text() || !word.key.contains(char::is_alphanumeric);
    words::first(line).is_none_or(|word| sign(&word) || keys.first() == Some(&word.key))
}

/// What a gate says of a card.
enum Verdict {
    /// It may pass as it is.
    Pass,
    /// It was repaired: what was done.
    Repaired(&'static str),
    /// It may not: why.
    Refused(&'static str),
}

/// A gate that looks at one card.
type Gate = fn(&Subject, &mut Passed) -> Verdict;

/// The gates that look at one card, in order.
const GATES: [Gate; 4] = [span::check, empty::check, hanging::check, leak::check];

/// What came through the gates.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// A list a subject, in the order of its text.
    pub drafts: Vec<Vec<Passed>>,
    /// What was refused or repaired.
    pub dropped: Vec<Dropped>,
    /// What the user should know.
    pub findings: Vec<Diagnostic>,
}

/// Sends the drafts of each subject of a note through the gates; what the note says of itself stays beside them.
pub(crate) fn pass(subjects: &[Subject], drafts: Vec<Vec<Draft>>, asides: &[(TopicId, Block)]) -> Outcome {
    let mut outcome = Outcome::default();
    for (subject, drafts) in subjects.iter().zip(drafts) {
        let passed = drafts.into_iter().filter_map(|draft| one(subject, draft, &mut outcome.dropped)).collect();
        outcome.drafts.push(passed);
    }
    twins::part(&mut outcome);
    size::measure(subjects, &mut outcome);
    once::keep(&mut outcome);
    let lost = lost::gather(subjects, &mut outcome.drafts, asides);
    outcome.dropped.extend(lost);
    let said = outcome.drafts.iter_mut().flatten().flat_map(|passed| std::mem::take(&mut passed.draft.findings));
    outcome.findings.extend(said.collect::<Vec<_>>());
    outcome
}

/// One card through the gates that need no other.
fn one(subject: &Subject, draft: Draft, dropped: &mut Vec<Dropped>) -> Option<Passed> {
    let mut passed = Passed { draft, trail: subject.trail.clone() };
    for gate in GATES {
        match gate(subject, &mut passed) {
            Verdict::Pass => {}
            Verdict::Repaired(how) => dropped.push(record(&passed, how)),
            Verdict::Refused(why) => {
                dropped.push(record(&passed, why));
                return None;
            }
        }
    }
    Some(passed)
}

/// What `explain` says of a card that a gate touched.
fn record(passed: &Passed, why: &str) -> Dropped {
    let said = |blocks: &[Block]| {
        let mut blocks = blocks.to_vec();
        bare::take(&mut blocks);
        text::markdown::blocks(&blocks)
    };
    let (front, back) = (said(&passed.draft.front), said(&passed.draft.back));
    let text = if back.is_empty() { front } else { format!("{front} {back}") };
    Dropped { span: passed.draft.span, text, why: why.to_owned() }
}
