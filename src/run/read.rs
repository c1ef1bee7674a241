//! From inputs to a notebook: found, read, parsed in parallel, linked.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;
use rayon::prelude::*;

use super::{Job, elsewhere};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Severity, Site};
use crate::media::{self, Media};
use crate::model::{Note, NoteId, Notebook};
use crate::parse;
use crate::source::{self, Found, STDIN, Walk};
use crate::text::{formulas, language};

/// The notes of a run.
#[derive(Debug, Default)]
pub struct Reading {
    /// All that were read, in the order of their paths.
    pub notebook: Notebook,
    /// Those that count: selected, and without an error.
    pub notes: Vec<NoteId>,
    /// Paths that were found and count for nothing: unreadable, in error, not selected.
    pub left_out: Vec<Utf8PathBuf>,
    /// Folders that were walked whole, below the root.
    pub walked: Vec<Utf8PathBuf>,
    /// Which file a picture or sound of theirs is.
    pub media: Media,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds, reads, parses and links the notes of a job.
///
/// # Errors
/// If a glob of `exclude` does not parse.
pub fn read(job: &Job<'_>) -> Result<Reading, globset::Error> {
    let walk = Walk::new(&job.settings.exclude, &job.settings.out)?;
    let (found, diagnostics) = source::find(job.project, job.inputs, &walk);
    let mut reading = Reading { walked: walked(job, &diagnostics), diagnostics, ..Reading::default() };
    reading.notebook.root.clone_from(&job.project.root);
    job.progress.stage("reading", found.len());
    let texts: Vec<_> = found.par_iter().map(|found| (found, text(job, found))).collect();
    let mut ready = Vec::with_capacity(texts.len());
    for (found, text) in texts {
        match text {
            Ok(text) => ready.push((NoteId(ready.len() as u32), found, text)),
            Err(diagnostic) => {
                reading.left_out.push(found.path.clone());
                reading.diagnostics.push(*diagnostic);
            }
        }
    }
    let parsed: Vec<_> = ready.into_par_iter().map(|(id, found, text)| parsed(job, id, found, text)).collect();
    reading.notebook.notes.reserve_exact(parsed.len());
    for (note, diagnostics) in parsed {
        reading.notebook.notes.push(note);
        reading.diagnostics.extend(diagnostics);
    }
    if job.settings.lang.is_empty() {
        language::share(&mut reading.notebook.notes);
    }
    let mut links = parse::resolve(&mut reading.notebook);
    if !reading.walked.iter().any(|folder| folder.as_str().is_empty()) {
        elsewhere::forgive(job, &walk, &reading.notebook, &mut links);
    }
    reading.diagnostics.extend(links);
    reading.media = Media::new(&reading.notebook);
    reading.diagnostics.extend(media::check(&reading.notebook, &reading.media));
    reading.diagnostics.extend(formulas::check(&reading.notebook));
    reading.choose(job);
    Ok(reading)
}

fn text(job: &Job<'_>, found: &Found) -> Result<source::Text, Box<Diagnostic>> {
    source::read(&found.file).map_err(|mut diagnostic| {
        if let Site::File { path, .. } = &mut diagnostic.site
            && found.file != STDIN
        {
            *path = job.project.show(&found.path);
        }
        diagnostic
    })
}

fn parsed(job: &Job<'_>, id: NoteId, found: &Found, text: source::Text) -> (Note, Vec<Diagnostic>) {
    let (mut note, mut diagnostics) = parse::parse(id, &found.path, text.text);
    note.modified = text.modified;
    diagnostics.extend(job.settings.check_note(&note));
    job.progress.step();
    (note, diagnostics)
}

/// The folders whose notes would have been found, did they still exist.
fn walked(job: &Job<'_>, diagnostics: &[Diagnostic]) -> Vec<Utf8PathBuf> {
    if !diagnostics.is_empty() {
        return Vec::new();
    }
    let folders =
        job.inputs.iter().map(|input| source::absolute(&job.project.here, input)).filter(|path| path.is_dir());
    folders.filter_map(|path| path.strip_prefix(&job.project.root).map(ToOwned::to_owned).ok()).collect()
}

impl Reading {
    /// Decides which notes count, after all is known about them.
    fn choose(&mut self, job: &Job<'_>) {
        let chosen = |note: &Note| job.select.chooses(note);
        self.diagnostics.retain(|diagnostic| match diagnostic.site {
            Site::Span(span) => chosen(self.notebook.note(span.note)),
            Site::File { .. } => true,
        });
        self.notes = self.notebook.notes.iter().filter(|note| chosen(note)).map(|note| note.id).collect();
        let others = self.notebook.notes.iter().filter(|note| !chosen(note));
        self.left_out.extend(others.map(|note| note.path.clone()));
        if !job.select.is_all() {
            self.walked.clear();
        }
        self.drop_bad(job.settings);
    }

    /// Adds what a later stage found about the notes that count, and takes out those that turn out to be in error.
    pub fn found(&mut self, diagnostics: Vec<Diagnostic>, settings: &Settings) {
        let counts = |diagnostic: &Diagnostic| match diagnostic.site {
            Site::Span(span) => self.notes.binary_search(&span.note).is_ok(),
            Site::File { .. } => true,
        };
        let about: Vec<_> = diagnostics.into_iter().filter(counts).collect();
        self.diagnostics.extend(about);
        self.drop_bad(settings);
    }

    /// Takes out the notes that have an error.
    fn drop_bad(&mut self, settings: &Settings) {
        deny(&mut self.diagnostics, settings);
        let spoils =
            |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error && diagnostic.code != Code::UnsafePath;
        let errors = self.diagnostics.iter().filter(spoils);
        let bad: BTreeSet<_> = errors.filter_map(note_of).collect();
        let (left_out, notes) = std::mem::take(&mut self.notes).into_iter().partition(|id| bad.contains(id));
        let left_out: Vec<_> = left_out;
        self.left_out.extend(left_out.iter().map(|id| self.notebook.note(*id).path.clone()));
        self.notes = notes;
    }
}

fn note_of(diagnostic: &Diagnostic) -> Option<NoteId> {
    match diagnostic.site {
        Site::Span(span) => Some(span.note),
        Site::File { .. } => None,
    }
}

/// Raises what the user denies to errors.
pub(crate) fn deny(diagnostics: &mut [Diagnostic], settings: &Settings) {
    let denied = |code: Code| settings.deny.iter().any(|deny| deny == "warnings" || deny == code.as_str());
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| denied(diagnostic.code)) {
        diagnostic.severity = Severity::Error;
    }
}
