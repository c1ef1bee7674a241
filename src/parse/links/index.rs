//! What every note and heading of a notebook is called.

use std::collections::HashMap;

use camino::Utf8Path;
use unicode_normalization::UnicodeNormalization;

use crate::model::{Block, Note, NoteId, Notebook, Topic, TopicId, TopicRef, inner};

/// The names of a notebook.
pub(super) struct Index {
    notes: Vec<Entry>,
    /// Notes by their last path part.
    by_stem: HashMap<String, Vec<NoteId>>,
    /// Notes by aliases and titles, in this order of trust.
    by_alias: HashMap<String, Vec<NoteId>>,
    by_title: HashMap<String, Vec<NoteId>>,
}

struct Entry {
    path: String,
    /// The path without its ending, folded.
    folded: String,
    headings: Vec<Heading>,
    blocks: HashMap<String, TopicId>,
    anchors: HashMap<String, TopicId>,
}

struct Heading {
    id: TopicId,
    /// The headings above it and itself, folded.
    path: Vec<String>,
    slug: String,
    title: String,
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
        };
        for (note, entry) in notebook.notes.iter().zip(&index.notes) {
            let stem = entry.folded.rsplit('/').next().unwrap_or_default().to_owned();
            index.by_stem.entry(stem).or_default().push(note.id);
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
        let topic = entry.heading(name).filter(|_| fragment.is_empty())?;
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
        let entry = &self.notes[note.0 as usize];
        if fragment.is_empty() {
            return Ok((TopicId(0), None));
        }
        if let Some((_, id)) =
            fragment.rsplit_once('^').filter(|(before, _)| before.is_empty() || before.ends_with('#'))
        {
            let topic = entry.blocks.get(&id.to_lowercase());
            return topic
                .map(|topic| (*topic, Some(id.to_lowercase())))
                .ok_or_else(|| Missing::Block(note, id.to_owned()));
        }
        let decoded = decoded(fragment);
        let topic =
            if wiki { entry.heading(&decoded) } else { entry.anchor(&decoded).or_else(|| entry.heading(&decoded)) };
        topic.map(|topic| (topic, None)).ok_or(Missing::Heading(note, decoded))
    }

    /// The name most like the one that is missing, as a link would write it.
    pub(super) fn nearest(&self, missing: &Missing) -> Option<String> {
        match missing {
            Missing::Note(name) => {
                let wanted = fold(name);
                let names = self.notes.iter().map(|entry| {
                    let stem = entry.folded.rsplit('/').next().unwrap_or_default();
                    let shown = Utf8Path::new(&entry.path).file_stem().unwrap_or_default();
                    (stem, shown)
                });
                nearest(&wanted, names)
            }
            Missing::Heading(note, name) => {
                let headings = &self.notes[note.0 as usize].headings;
                let names =
                    headings.iter().filter_map(|heading| Some((heading.path.last()?.as_str(), heading.title.as_str())));
                nearest(&loose(name), names).map(|title| format!("#{title}"))
            }
            Missing::Block(..) => None,
        }
    }
}

/// The second of the pair whose first is most like `wanted`, if any is like it at all.
fn nearest<'a>(wanted: &str, names: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    /// Below this, names share letters by chance. Chosen by eye.
    const LIKE: f64 = 0.85;
    let wanted_len = wanted.chars().count();
    let scored = names.filter(|(name, _)| name.chars().count().abs_diff(wanted_len) <= wanted_len.max(4) / 2);
    let scored = scored.map(|(name, shown)| (strsim::jaro_winkler(wanted, name), shown));
    let best = scored.filter(|(score, _)| *score >= LIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, shown)| shown.to_owned())
}

impl Entry {
    fn new(note: &Note) -> Self {
        let mut entry = Self {
            path: note.path.to_string(),
            folded: without_ending(&fold(note.path.as_str())).to_owned(),
            headings: Vec::new(),
            blocks: HashMap::new(),
            anchors: anchors(note),
        };
        entry.topic(&note.root, &[]);
        entry.number_slugs();
        entry
    }

    fn topic(&mut self, topic: &Topic, above: &[String]) {
        let mut path = above.to_vec();
        if !topic.title.is_empty() {
            let title = topic.title_text();
            path.push(loose(&title));
            self.headings.push(Heading { id: topic.id, path: path.clone(), slug: slug(&title), title });
        }
        if let Some(id) = &topic.block_id {
            self.blocks.insert(id.to_lowercase(), topic.id);
            self.anchors.insert(id.to_lowercase(), topic.id);
        }
        self.ids(&topic.body, topic.id);
        for child in &topic.topics {
            self.topic(child, &path);
        }
    }

    fn ids(&mut self, blocks: &[Block], topic: TopicId) {
        for block in blocks {
            if let Some(id) = &block.id {
                self.blocks.entry(id.to_lowercase()).or_insert(topic);
            }
            for inner in inner(block) {
                self.ids(inner, topic);
            }
        }
    }

    /// GitHub tells headings of one slug apart by `-1`, `-2`, ….
    fn number_slugs(&mut self) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for heading in &mut self.headings {
            let count = seen.entry(heading.slug.clone()).or_default();
            if *count > 0 {
                heading.slug = format!("{}-{count}", heading.slug);
            }
            *count += 1;
        }
    }

    /// The first heading of this text, below the others that `a#b` names.
    fn heading(&self, name: &str) -> Option<TopicId> {
        let wanted: Vec<String> = name.split('#').map(loose).filter(|part| !part.is_empty()).collect();
        let last = wanted.last()?;
        let fits = |heading: &&Heading| {
            let mut above = heading.path.iter();
            heading.path.last() == Some(last) && wanted.iter().all(|part| above.any(|other| other == part))
        };
        self.headings.iter().find(fits).map(|heading| heading.id)
    }

    fn anchor(&self, fragment: &str) -> Option<TopicId> {
        let wanted = fragment.to_lowercase();
        let by_slug = self.headings.iter().find(|heading| heading.slug == wanted).map(|heading| heading.id);
        let loosely = || {
            let wanted = slug(&wanted);
            self.headings.iter().find(|heading| !wanted.is_empty() && heading.slug == wanted).map(|heading| heading.id)
        };
        by_slug.or_else(|| self.anchors.get(&wanted).copied()).or_else(loosely)
    }
}

/// `<a name="…">` and `id="…"` in the note, with the topic they stand in.
fn anchors(note: &Note) -> HashMap<String, TopicId> {
    let starts: Vec<(usize, TopicId)> = note.walk().map(|topic| (topic.span.start as usize, topic.id)).collect();
    let mut anchors = HashMap::new();
    for key in ["name=\"", "id=\""] {
        for (at, _) in note.text.match_indices(key) {
            let value = &note.text[at + key.len()..];
            let Some(end) = value.find(['"', '\n']).filter(|end| (1..=200).contains(end)) else { continue };
            let before = starts.partition_point(|(start, _)| *start <= at);
            let id = before.checked_sub(1).map_or(TopicId(0), |around| starts[around].1);
            anchors.entry(value[..end].to_lowercase()).or_insert(id);
        }
    }
    anchors
}

/// Case, Unicode form and the white space around set aside.
fn fold(name: &str) -> String {
    name.trim().replace('\\', "/").nfc().collect::<String>().to_lowercase()
}

/// A heading as links name it: Obsidian sets aside the signs that a link cannot hold, and white space.
fn loose(title: &str) -> String {
    let words = title.split(|sign: char| sign.is_whitespace() || "#|^:%[]\\*_`\"".contains(sign));
    fold(&words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// GitHub's anchor of a heading: lower case, punctuation gone, spaces to dashes.
fn slug(title: &str) -> String {
    let kept = title.trim().to_lowercase();
    kept.chars()
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'))
        .map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
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
