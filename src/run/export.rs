//! From targets to files: each is finished beside its place, then the lock and all of them are put in place.

use std::borrow::Cow;

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use rayon::prelude::*;

use super::{Dealt, Job, Reading, Target};
use crate::cards::Card;
use crate::cards::note_type::{Fields, Templates};
use crate::diagnostic::Diagnostic;
use crate::export::output::{Finished, Output, Standing, committing};
use crate::export::{Exporter, Report, Study};
use crate::ledger::Committed;
use crate::model::NoteId;

/// A file that was made, or why not.
#[derive(Debug)]
pub struct Made {
    /// Its format.
    pub exporter: &'static dyn Exporter,
    /// Where it is; none: its bytes are for standard output.
    pub place: Option<Utf8PathBuf>,
    /// What came of it.
    pub result: Result<Written>,
}

/// A file that was made.
#[derive(Debug)]
pub struct Written {
    /// What the exporter says of it.
    pub report: Report,
    /// Its size.
    pub bytes: u64,
    /// Whether it is other than what stood in its place.
    pub changed: bool,
    /// The bytes, if they are for standard output.
    pub stdout: Option<Vec<u8>>,
}

/// Whether outputs are put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They are.
    Write,
    /// All is done but that.
    DryRun,
}

/// A file that waits to be put in place.
struct Pending {
    report: Report,
    finished: Finished,
}

/// Makes every target beside its place, then puts lock and outputs in place.
///
/// # Errors
/// If the lock exists and cannot be written: no output was changed then. What is wrong with a single output is in its
/// [`Made`].
pub fn export(
    job: &Job<'_>,
    reading: &Reading,
    dealt: Option<&Dealt>,
    targets: Vec<Target>,
    mode: Mode,
) -> Result<(Vec<Made>, Committed), Diagnostic> {
    job.progress.stage("writing", targets.len());
    let make = |target: &Target| {
        let pending = pending(job, reading, dealt, target, mode);
        job.progress.step();
        pending
    };
    let pending: Vec<_> = targets.par_iter().map(make).collect();
    let _committing = committing();
    let remembers = targets
        .iter()
        .zip(&pending)
        .any(|(target, pending)| pending.is_ok() && target.exporter.keeps_lock(job.settings));
    let committed = match dealt.and_then(|dealt| dealt.lock.as_ref().map(|lock| (&dealt.ledger, lock))) {
        Some((ledger, lock)) if remembers && mode == Mode::Write => ledger.commit(lock)?,
        _ => Committed::Unchanged,
    };
    let put = |(target, pending): (Target, Result<Pending>)| Made {
        exporter: target.exporter,
        result: pending.and_then(|pending| pending.put(target.place.as_deref(), mode)),
        place: target.place,
    };
    Ok((targets.into_iter().zip(pending).map(put).collect(), committed))
}

fn pending(job: &Job<'_>, reading: &Reading, dealt: Option<&Dealt>, target: &Target, mode: Mode) -> Result<Pending> {
    let name = || target.place.as_ref().map_or("standard output", |place| place.as_str()).to_owned();
    let own = match target.notes.as_slice() {
        [note] => Some(job.settings.for_note(reading.notebook.note(*note))),
        _ => None,
    };
    let dealt = dealt.filter(|_| target.exporter.needs_cards());
    let (cards, fields) = dealt.map(|dealt| of_notes(dealt, &target.notes)).unwrap_or_default();
    let no_templates = Templates::default();
    let study = Study {
        notebook: &reading.notebook,
        notes: &target.notes,
        cards: &cards,
        fields: &fields,
        retired: dealt.map_or(&[], |dealt| &dealt.retired),
        templates: dealt.map_or(&no_templates, |dealt| &dealt.templates),
        note_type_mods: dealt.map_or([0; 2], |dealt| dealt.note_type_mods),
        settings: own.as_deref().unwrap_or(job.settings),
        media: &reading.media,
        title: &target.title,
    };
    if let Some(standing) = target.place.as_ref().map(|place| Standing::at(place.as_std_path()))
        && let Some(report) = target.exporter.stands(&study, &standing)
    {
        return Ok(Pending { report, finished: standing.kept() });
    }
    let mut output = match &target.place {
        None => Output::memory(),
        Some(place) if mode == Mode::DryRun => Output::rehearsal(place.as_std_path()),
        Some(place) => Output::beside(place.as_std_path()).with_context(name)?,
    };
    let report = target.exporter.export(&study, &mut output).with_context(name)?;
    let finished = output.finish().with_context(name)?;
    Ok(Pending { report, finished })
}

/// The cards of these notes with their fields: all or one note's mostly, so that nothing is copied.
fn of_notes<'a>(dealt: &'a Dealt, notes: &[NoteId]) -> (Cow<'a, [Card]>, Cow<'a, [Fields]>) {
    let (Some(first), Some(last)) = (notes.first(), notes.last()) else { return Default::default() };
    let start = dealt.cards.partition_point(|card| card.topic.note < *first);
    let end = dealt.cards.partition_point(|card| card.topic.note <= *last);
    let (cards, fields) = (&dealt.cards[start..end], dealt.fields.get(start..end).unwrap_or_default());
    let ours = |card: &Card| notes.binary_search(&card.topic.note).is_ok();
    if cards.iter().all(ours) {
        return (cards.into(), fields.into());
    }
    let fields: Vec<_> =
        cards.iter().zip(fields).filter(|(card, _)| ours(card)).map(|(_, fields)| fields.clone()).collect();
    (cards.iter().filter(|card| ours(card)).cloned().collect(), fields.into())
}

impl Pending {
    fn put(self, place: Option<&Utf8Path>, mode: Mode) -> Result<Written> {
        let Finished { bytes, changed, .. } = self.finished;
        let stdout = match place {
            Some(place) => {
                if mode == Mode::Write {
                    self.finished.commit().with_context(|| place.to_string())?;
                }
                None
            }
            None => Some(self.finished.into_bytes()),
        };
        Ok(Written { report: self.report, bytes, changed, stdout })
    }
}
