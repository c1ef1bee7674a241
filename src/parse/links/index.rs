//! What every note and heading of a notebook is called.

use std::cell::OnceCell;
use std::collections::HashMap;

use camino::Utf8Path;
use unicode_normalization::UnicodeNormalization;

use super::likeness::Names;
use super::places::Places;
use crate::model::{Note, NoteId, Notebook, TopicId, TopicRef};

/// The names of a notebook.
pub(super) struct Index {
    notes: Vec<Entry>,
    /// Notes by their last path part.
    by_stem: HashMap<String, Vec<NoteId>>,
    /// Notes by aliases and titles, in this order of trust.
    by_alias: HashMap<String, Vec<NoteId>>,
    by_title: HashMap<String, Vec<NoteId>>,
    /// Notes by likeness, once one is missing.
    likeness: OnceCell<Names>,
}

struct Entry {
    path: String,
    /// The path without its ending, folded.
    folded: String,
    places: Places,
}

/// What a link leads to.
pub(super) struct Found {
    pub(super) topic: TopicRef,
    /// The block of a `^id`.
    pub(super) block: Option<String>,
    /// Notes that the name fits as well.
    pub(super) others: Vec<NoteId>,
}

/// What a link fails at.
pub(super) enum Missing {
    Note(String),
    Heading(NoteId, String),
    Block(NoteId, String),
}

impl Index {
    pub(super) fn new(notebook: &Notebook) -> Self {
        let mut index = Self {
            notes: notebook.notes.iter().map(Entry::new).collect(),
            by_stem: HashMap::new(),
            by_alias: HashMap::new(),
            by_title: HashMap::new(),
            likeness: OnceCell::new(),
        };
        for (note, entry) in notebook.notes.iter().zip(&index.notes) {
            index.by_stem.entry(entry.stem().to_owned()).or_default().push(note.id);
            for alias in &note.meta.aliases {
                index.by_alias.entry(fold(alias)).or_default().push(note.id);
            }
            index.by_title.entry(fold(&note.title)).or_default().push(note.id);
        }
        index
    }

    pub(super) fn path(&self, note: NoteId) -> &str {
        &self.notes[note.0 as usize].path
    }

    /// What `dest`, as written in `from`, leads to. A wiki link names headings by text, others by slug.
    pub(super) fn find(&self, from: NoteId, dest: &str, wiki: bool) -> Result<Found, Missing> {
        let (path, fragment) = dest.split_once('#').unwrap_or((dest, ""));
        let path = path.split('?').next().filter(|_| !wiki).unwrap_or(path);
        let (note, others) = if path.trim().is_empty() {
            (from, Vec::new())
        } else {
            match self.note(from, path, wiki) {
                Some(found) => found,
                None => {
                    return self.bare_heading(from, path, fragment).ok_or_else(|| Missing::Note(decoded(path.trim())));
                }
            }
        };
        let (topic, block) = self.within(note, fragment.trim(), wiki)?;
        Ok(Found { topic: TopicRef { note, topic }, block, others })
    }

    /// `[[GIL]]` where no note but a heading of the same note is called so.
    fn bare_heading(&self, from: NoteId, name: &str, fragment: &str) -> Option<Found> {
        let entry = &self.notes[from.0 as usize];
        let topic = entry.places.heading(name).filter(|_| fragment.is_empty())?;
        Some(Found { topic: TopicRef { note: from, topic }, block: None, others: Vec::new() })
    }

    /// The note that a path names, and the others it fits.
    fn note(&self, from: NoteId, path: &str, wiki: bool) -> Option<(NoteId, Vec<NoteId>)> {
        let name = fold(&decoded(path));
        let name = without_ending(name.trim_start_matches("./"));
        let folder = self.folder(from);
        let relative = normal(&format!("{folder}/{name}"));
        let stem = name.rsplit('/').next().unwrap_or_default();
        let candidates = self.by_stem.get(stem).map_or(&[][..], Vec::as_slice);
        let folded = |note: &NoteId| self.notes[note.0 as usize].folded.as_str();
        if let Some(there) =
            candidates.iter().find(|note| folded(note) == relative).filter(|_| !wiki || !name.starts_with("../"))
        {
            return Some((*there, Vec::new()));
        }
        let tail = name.trim_start_matches("../").trim_start_matches('/');
        if let Some(whole) = candidates.iter().find(|note| folded(note) == tail) {
            return Some((*whole, Vec::new()));
        }
        let ends = |note: &&NoteId| folded(note) == tail || folded(note).ends_with(&format!("/{tail}"));
        let mut fitting: Vec<NoteId> = candidates.iter().filter(ends).copied().collect();
        for names in [&self.by_alias, &self.by_title] {
            if fitting.is_empty() {
                fitting = names.get(name).cloned().unwrap_or_default();
            }
        }
        fitting.dedup();
        fitting.sort_by_key(|note| (folded(note).matches('/').count(), folded(note).len(), note.0));
        let chosen = fitting.first().copied()?;
        Some((chosen, fitting.split_off(1)))
    }

    fn folder(&self, note: NoteId) -> &str {
        self.notes[note.0 as usize].folded.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The topic of a note that a fragment names; the note itself if there is none.
    fn within(&self, note: NoteId, fragment: &str, wiki: bool) -> Result<(TopicId, Option<String>), Missing> {
        let places = &self.notes[note.0 as usize].places;
        if fragment.is_empty() {
            return Ok((TopicId(0), None));
        }
        if let Some((_, id)) =
            fragment.rsplit_once('^').filter(|(before, _)| before.is_empty() || before.ends_with('#'))
        {
            return places
                .block(&id.to_lowercase())
                .map(|topic| (topic, Some(id.to_lowercase())))
                .ok_or_else(|| Missing::Block(note, id.to_owned()));
        }
        let decoded = decoded(fragment);
        let topic =
            if wiki { places.heading(&decoded) } else { places.anchor(&decoded).or_else(|| places.heading(&decoded)) };
        topic.map(|topic| (topic, None)).ok_or(Missing::Heading(note, decoded))
    }

    /// The name most like the one that is missing, as a link would write it; never that of the note `from`, which links.
    pub(super) fn nearest(&self, missing: &Missing, from: NoteId) -> Option<String> {
        match missing {
            Missing::Note(name) => {
                let shown = |entry: &Entry| Utf8Path::new(&entry.path).file_stem().unwrap_or_default().to_owned();
                let named = |entry: &Entry| (entry.stem().to_owned(), shown(entry));
                let names = self.likeness.get_or_init(|| Names::new(self.notes.iter().map(named)));
                let own = shown(&self.notes[from.0 as usize]);
                names.nearest(&fold(name)).filter(|name| *name != own).map(str::to_owned)
            }
            Missing::Heading(note, name) => {
                self.notes[note.0 as usize].places.nearest(name).map(|title| format!("#{title}"))
            }
            Missing::Block(..) => None,
        }
    }
}

impl Entry {
    fn new(note: &Note) -> Self {
        let folded = without_ending(&fold(note.path.as_str())).to_owned();
        Self { path: note.path.to_string(), folded, places: Places::new(note) }
    }

    fn stem(&self) -> &str {
        self.folded.rsplit('/').next().unwrap_or_default()
    }
}

/// Case, Unicode form and the white space around set aside.
pub(super) fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.trim().replace('\\', "/").to_ascii_lowercase();
    }
    name.trim().replace('\\', "/").nfc().collect::<String>().to_lowercase()
}

/// A heading as links name it: Obsidian sets aside the signs that a link cannot hold, and white space.
pub(super) fn loose(title: &str) -> String {
    let words = title.split(|sign: char| sign.is_whitespace() || "#|^:%[]\\*_`\"".contains(sign));
    fold(&words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .map_or_else(|_| path.to_owned(), std::borrow::Cow::into_owned)
}

fn without_ending(path: &str) -> &str {
    [".md", ".markdown", ".mdx"].iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path)
}

/// A path with `.` and `..` taken out.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
