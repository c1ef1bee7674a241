//! Which files a run makes, and of which notes.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use unicode_normalization::UnicodeNormalization;

use super::{Job, Reading};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Division, Exporter};
use crate::model::{Note, NoteId, Span};
use crate::source::absolute;

/// Notes of fewer topics share a sheet.
const SMALL: usize = 3;

/// A file to make.
#[derive(Debug)]
pub struct Target {
    /// Its format.
    pub exporter: &'static dyn Exporter,
    /// Where it goes; none: to standard output.
    pub place: Option<Utf8PathBuf>,
    /// Of which notes.
    pub notes: Vec<NoteId>,
    /// Its title.
    pub title: String,
}

/// One file of all notes.
pub fn together(
    job: &Job<'_>,
    reading: &Reading,
    exporter: &'static dyn Exporter,
    place: Option<Utf8PathBuf>,
) -> Target {
    let notes = kept(reading, exporter);
    let title = match notes.as_slice() {
        // A deck bears the name of its root, whatever is in it.
        [note] if single_file(job).is_some() || !exporter.needs_cards() => reading.notebook.note(*note).title.clone(),
        _ => job.settings.name.clone(),
    };
    Target { exporter, place, notes, title }
}

/// Where one file of all notes goes unless the user says otherwise: `out/NAME.ext`.
pub fn usual_place(job: &Job<'_>, exporter: &dyn Exporter) -> Utf8PathBuf {
    let name = single_file(job).unwrap_or(&job.settings.name);
    out(job).join(format!("{}.{}", file_name(name), exporter.extension()))
}

/// The files of `exporter` in a build: one, or divided by folder or note, each where its notes are.
pub fn divided(job: &Job<'_>, reading: &Reading, exporter: &'static dyn Exporter, division: Division) -> Vec<Target> {
    if division == Division::Together {
        return vec![together(job, reading, exporter, Some(usual_place(job, exporter)))];
    }
    let mut groups: BTreeMap<Utf8PathBuf, Vec<NoteId>> = BTreeMap::new();
    let mut targets = Vec::new();
    for id in kept(reading, exporter) {
        let note = reading.notebook.note(id);
        let shares = division == Division::ByFolder || (division == Division::ByNote && topics(note) < SMALL);
        if shares {
            groups.entry(note.path.parent().unwrap_or(Utf8Path::new("")).to_owned()).or_default().push(id);
        } else {
            targets.push((mirrored(job, &note.path), Target::of(note, exporter)));
        }
    }
    for (folder, notes) in groups {
        let alone = reading.notebook.note(notes[0]);
        if notes.len() == 1 {
            targets.push((mirrored(job, &alone.path), Target::of(alone, exporter)));
        } else {
            let title = folder.file_name().unwrap_or(&job.settings.name).to_owned();
            targets.push((mirrored(job, &folder.join("index.md")), Target { exporter, place: None, notes, title }));
        }
    }
    targets.sort_by_key(|(_, target)| target.notes[0]);
    place(job, targets)
}

impl Target {
    fn of(note: &Note, exporter: &'static dyn Exporter) -> Self {
        Self { exporter, place: None, notes: vec![note.id], title: note.title.clone() }
    }
}

/// The notes whose front matter lets this exporter have them.
fn kept(reading: &Reading, exporter: &dyn Exporter) -> Vec<NoteId> {
    let kept = |id: &&NoteId| !Settings::leaves_out(reading.notebook.note(**id), exporter);
    reading.notes.iter().filter(kept).copied().collect()
}

/// Why nothing is made, where front matter keeps every note out: told at the first of them.
pub fn left_out(reading: &Reading, target: &Target) -> Option<Diagnostic> {
    let name = target.exporter.name();
    let note = reading.notebook.note(*reading.notes.first()?);
    let message = format!("no {name} is made: front matter says `{name}: off`");
    Some(Diagnostic::new(Code::NoText, note.meta.span.unwrap_or(Span::new(note.id, 0..0)), message))
}

fn topics(note: &Note) -> usize {
    note.walk().count() - 1
}

/// Gives each target its file below `out`. Where two would have the same name, on a disk that knows no case either, the
/// later ones are numbered.
fn place(job: &Job<'_>, targets: Vec<(Utf8PathBuf, Target)>) -> Vec<Target> {
    let mut taken = BTreeSet::new();
    let place = |(path, mut target): (Utf8PathBuf, Target)| {
        let extension = target.exporter.extension();
        let path = shortened(path);
        let names = std::iter::once(path.clone()).chain((2..).map(|n| Utf8PathBuf::from(format!("{path}-{n}"))));
        let free = names.into_iter().find(|name| taken.insert(name.as_str().nfc().collect::<String>().to_lowercase()));
        target.place = Some(out(job).join(format!("{}.{extension}", free.unwrap_or(path))));
        target
    };
    targets.into_iter().map(place).collect()
}

/// Leaves room for a longer ending and a number in the 255 bytes that file systems give a name.
fn shortened(path: Utf8PathBuf) -> Utf8PathBuf {
    let Some(name) = path.file_name().filter(|name| name.len() > 240) else { return path };
    let end = (0..=240).rev().find(|at| name.is_char_boundary(*at)).unwrap_or(0);
    path.with_file_name(&name[..end])
}

/// A note's path below the folder that its notes are kept in, without its ending.
fn mirrored(job: &Job<'_>, note: &Utf8Path) -> Utf8PathBuf {
    let project = job.project;
    let kept = job.settings.notes.iter().map(|notes| project.root.join(notes));
    let walked = job.inputs.iter().map(|input| absolute(&project.here, input)).filter(|path| path.is_dir());
    let full = project.root.join(note);
    let path = kept
        .chain(walked)
        .find_map(|base| full.strip_prefix(absolute(&project.root, &base)).ok().map(ToOwned::to_owned));
    path.unwrap_or_else(|| note.to_owned()).with_extension("")
}

fn single_file<'a>(job: &Job<'a>) -> Option<&'a str> {
    match job.inputs {
        [input] if !absolute(&job.project.here, input).is_dir() => input.file_stem(),
        _ => None,
    }
}

/// The folder of outputs, as the user would write it.
fn out(job: &Job<'_>) -> Utf8PathBuf {
    let configured = job.settings.layers().file.is_some() || job.settings.layers().flags.contains_key("out");
    if configured { job.project.show(&job.settings.out) } else { job.settings.out.clone() }
}

/// A name without what a file system refuses.
fn file_name(name: &str) -> String {
    let name: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    if name.trim_matches(['.', ' ']).is_empty() { "notes".to_owned() } else { name }
}
