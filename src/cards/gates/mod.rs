//! The gates: one pass that every card goes through, whatever made it.

mod lost;

use super::Dropped;
use super::context::breadcrumb;
use super::draft::Draft;
use super::subject::Subject;
use crate::diagnostic::Diagnostic;

/// A draft that passed, with its breadcrumb.
#[derive(Debug)]
pub(crate) struct Passed {
    /// The draft, repaired where a gate could.
    pub draft: Draft,
    /// Its breadcrumb, outermost first.
    pub context: Vec<String>,
}

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

/// Sends the drafts of each subject of a note through the gates.
pub(crate) fn pass(subjects: &[Subject], drafts: Vec<Vec<Draft>>) -> Outcome {
    let mut drafts: Vec<Vec<Passed>> = subjects
        .iter()
        .zip(drafts)
        .map(|(subject, drafts)| {
            drafts.into_iter().map(|draft| Passed { draft, context: breadcrumb(&subject.trail) }).collect()
        })
        .collect();
    let dropped = lost::gather(subjects, &mut drafts);
    Outcome { drafts, dropped, findings: Vec::new() }
}
