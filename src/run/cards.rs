//! From a notebook to cards that Anki will know again: derived, matched with the lock, rendered, stamped.

use rayon::prelude::*;

use super::{Job, Reading};
use crate::cards::note_type::{self, Fields, Templates};
use crate::cards::{self, Card, Dropped};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Exporter;
use crate::ledger::{self, Access, Lock, LockFile, Scope};
use crate::model::NoteId;

/// The cards of a run, and the ledger that knows them.
#[derive(Debug)]
pub struct Dealt {
    /// In note order, complete.
    pub cards: Vec<Card>,
    /// One for each card; none where the run needs none.
    pub fields: Vec<Fields>,
    /// Notes that no card stands for any more.
    pub retired: Vec<(Card, Fields)>,
    /// What a gate repaired or refused.
    pub dropped: Vec<Dropped>,
    /// The look of the cards.
    pub templates: Templates,
    /// When the note types last changed.
    pub note_type_mods: [i64; 2],
    /// The ledger as it was found. It is held until this is dropped.
    pub ledger: LockFile,
    /// The ledger after this run; none where it goes without.
    pub lock: Option<Lock>,
}

/// How far cards must be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Not at all: a sheet shows topics.
    Nothing,
    /// With their GUIDs.
    Cards,
    /// As Anki shows them, and with their times: what goes to Anki. This takes longest.
    Fields,
}

impl Need {
    /// What these formats need together.
    pub fn of<'a>(exporters: impl IntoIterator<Item = &'a &'static dyn Exporter>, settings: &Settings) -> Self {
        let need = |exporter: &&'static dyn Exporter| match (exporter.keeps_lock(settings), exporter.needs_cards()) {
            (true, _) => Self::Fields,
            (_, true) => Self::Cards,
            _ => Self::Nothing,
        };
        exporters.into_iter().map(need).max().unwrap_or(Self::Nothing)
    }
}

/// What a run does with the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Ledger {
    /// How far cards must be made.
    pub need: Need,
    /// Keep, read, or go without.
    pub access: Access,
    /// Whether it makes fewer cards than the usual run, so that nothing may retire.
    pub partial: bool,
}

/// Makes the cards of the notes that count. Notes that turn out to be in error are taken out of `reading`.
///
/// # Errors
/// If the lock is damaged, missing where it must be there, or would change where it must not.
pub fn cards(job: &Job<'_>, reading: &mut Reading, ledger: Ledger) -> Result<Dealt, Diagnostic> {
    let (file, warning) = LockFile::open(&job.project.shown, ledger.access, || job.progress.waiting())?;
    reading.diagnostics.extend(warning);
    job.progress.stage("cards", 0);
    let (mut derived, found) = cards::derive(&reading.notebook, job.settings);
    reading.found(found, job.settings);
    let counts = |id: NoteId| reading.notes.binary_search(&id).is_ok();
    derived.cards.retain(|card| counts(card.topic.note));
    derived.dropped.retain(|dropped| counts(dropped.span.note));

    let scope = Scope {
        walked: reading.walked.clone(),
        unread: reading.left_out.clone(),
        partial: ledger.partial,
        missing: file.missing_notes(),
    };
    let matched = ledger::matched(file.lock(), &reading.notebook, derived.cards, &scope);
    let (templates, dropped) = (templates(job)?, derived.dropped);
    if ledger.need < Need::Fields {
        let (cards, fields, retired, lock) = (matched.cards, Vec::new(), Vec::new(), None);
        return Ok(Dealt { cards, fields, retired, dropped, templates, note_type_mods: [0; 2], ledger: file, lock });
    }
    let fields = fields(job, reading, &matched.cards);
    let stamped = matched.stamp(&fields, &templates, &ledger::clock);
    if let Some(lock) = &stamped.lock {
        file.check(lock)?;
    }
    let ledger::Stamped { cards, note_type_mods, lock } = stamped;
    let retired = lock.as_ref().map(ledger::retired).unwrap_or_default();
    Ok(Dealt { cards, fields, retired, dropped, templates, note_type_mods, ledger: file, lock })
}

/// Ours, or the user's in place of some.
fn templates(job: &Job<'_>) -> Result<Templates, Diagnostic> {
    let folder = &job.settings.templates;
    if folder.as_str().is_empty() {
        return Ok(Templates::builtin());
    }
    let shown = job.project.show(folder);
    Templates::load(&job.project.root.join(folder))
        .map_err(|error| Diagnostic::file(Code::BadConfig, shown, crate::source::reasons(error.chain())))
}

fn fields(job: &Job<'_>, reading: &Reading, cards: &[Card]) -> Vec<Fields> {
    job.progress.stage("rendering", cards.len());
    let render = |card: &Card| {
        job.progress.step();
        note_type::fields(card, &reading.notebook, &reading.media)
    };
    cards.par_iter().map(render).collect()
}
