//! `recto` turns Markdown study notes into an Anki deck, a cheat sheet and CSV.
//!
//! One parser makes one topic model; every output is an exporter over it. Data flows one way:
//! [`source`] → [`parse`] → [`model`] → [`cards`] → [`ledger`] → [`export`], and [`model`] → [`typeset`] → [`pdf`] →
//! [`export`]. [`make`] is that picture as code.

#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests lay out files as they need them"))]

pub mod cards;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod export;
pub mod highlight;
pub mod ledger;
pub mod media;
pub mod model;
pub mod parse;
pub mod pdf;
pub mod run;
pub mod source;
pub mod text;
pub mod typeset;

use diagnostic::Diagnostic;
use ledger::Committed;
use run::{Dealt, Job, Ledger, Made, Mode, Need, Reading, Target};

/// What a run made.
#[derive(Debug)]
pub struct Outcome {
    /// The cards and what the ledger knows of them; none if no output needed them.
    pub dealt: Option<Dealt>,
    /// The outputs, in the order they were asked for.
    pub made: Vec<Made>,
    /// What became of the lock.
    pub committed: Committed,
}

/// Makes outputs of notes that were [`read`](run::read): derives cards if a format needs them, matches them with the
/// ledger, exports each target beside its place, and puts the lock and all outputs in place. What is wrong with notes is
/// added to `reading`; notes in error are left out, and their lines in the lock stay as they were.
///
/// # Errors
/// If the lock is damaged, missing or would change where it must not, or cannot be written. No output was changed then.
pub fn make(
    job: &Job<'_>,
    reading: &mut Reading,
    ledger: Ledger,
    mode: Mode,
    targets: impl FnOnce(&Reading) -> Vec<Target>,
) -> Result<Outcome, Diagnostic> {
    let dealt = if ledger.need > Need::Nothing { Some(run::cards(job, reading, ledger)?) } else { None };
    // An output of nothing would only destroy the last good one.
    let (targets, empty): (Vec<_>, Vec<_>) = targets(reading).into_iter().partition(|target| !target.notes.is_empty());
    let left_out: Vec<_> = empty.iter().filter_map(|target| run::outputs::left_out(reading, target)).collect();
    reading.diagnostics.extend(left_out);
    let (made, committed) = run::export(job, reading, dealt.as_ref(), targets, mode)?;
    Ok(Outcome { dealt, made, committed })
}
