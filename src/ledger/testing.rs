//! Stories: a vault written down several times, edited in between, to see who inherits whom.
//!
//! ```text
//! # git.md                        a note
//! ## Commits                      a topic
//! 1: What is a commit? => a snapshot of the tree      a card
//! 2: a name that moves along                          a card that asks by its topic
//! 3: {add} stages, {commit} records                   a cloze
//! 4: kept by its id ^some-id                          a card with a block id
//! ```
//!
//! The label before a card says what it is about: cards of one label must have one GUID, cards of two labels two.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8PathBuf;

use super::line::Lock;
use super::scope::Scope;
use super::stamp::{Stamped, matched};
use crate::cards::note_type::{Fields, Templates};
use crate::cards::{Card, CardKind, Guid, Place, Rule};
use crate::model::{
    Block, BlockKind, CardLevel, Cloze, Inline, InlineKind, Note, NoteId, Notebook, Span, TopicId, TopicRef,
};
use crate::text::plain;

/// A vault as it is written down, with the label of each card.
pub(super) struct Written {
    pub(super) notebook: Notebook,
    pub(super) cards: Vec<Card>,
    pub(super) labels: Vec<String>,
}

/// Reads a vault.
pub(super) fn vault(text: &str) -> Written {
    let mut written = Written { notebook: Notebook::default(), cards: Vec::new(), labels: Vec::new() };
    let mut topics: Vec<String> = Vec::new();
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(path) = line.strip_prefix("# ") {
            let id = NoteId(written.notebook.notes.len() as u32);
            written.notebook.notes.push(note(id, path));
            (topics, seen) = (Vec::new(), BTreeMap::new());
        } else if line.starts_with('#') {
            let level = line.bytes().take_while(|&byte| byte == b'#').count() - 2;
            topics.truncate(level);
            topics.push(line.trim_start_matches('#').trim().to_owned());
            let times = seen.entry(topics.clone()).and_modify(|times| *times += 1).or_insert(1);
            if let (Some(last), 2..) = (topics.last_mut(), *times) {
                *last = format!("{last}~{times}");
            }
        } else if let Some((label, text)) = line.split_once(": ") {
            let mut place = Place { topics: topics.clone(), block_id: None, ordinal: 0 };
            let here = NoteId(written.notebook.notes.len() as u32 - 1);
            let before = |card: &&Card| card.topic.note == here && card.place.topics == topics;
            place.ordinal = written.cards.iter().filter(before).count() as u32;
            written.cards.push(card(here, place, text));
            written.labels.push(label.to_owned());
        }
    }
    written
}

fn note(id: NoteId, path: &str) -> Note {
    crate::parse::parse(id, &Utf8PathBuf::from(path), Arc::from("")).0
}

fn card(note: NoteId, mut place: Place, text: &str) -> Card {
    let (text, id) = text.rsplit_once(" ^").map_or((text, None), |(text, id)| (text, Some(id.to_owned())));
    place.block_id = id;
    let cloze = text.contains('{');
    let topic = place.topics.last().cloned().unwrap_or_default();
    let (front, back) = match text.split_once(" => ") {
        Some((front, back)) => (front.to_owned(), vec![paragraph(back)]),
        None if cloze => (text.to_owned(), Vec::new()),
        None => (format!("What is {topic}?"), vec![paragraph(text)]),
    };
    Card {
        guid: Guid::default(),
        kind: if cloze { CardKind::Cloze } else { CardKind::Basic },
        rule: Rule::R(1),
        level: CardLevel::Section,
        topic: TopicRef { note, topic: TopicId(0) },
        place,
        context: Vec::new(),
        front: vec![paragraph(&front)],
        back,
        extra: Vec::new(),
        hint: String::new(),
        typed: String::new(),
        deck: "Study".to_owned(),
        tags: Vec::new(),
        span: Span::default(),
        modified: 0,
    }
}

fn paragraph(text: &str) -> Block {
    let mut inlines = Vec::new();
    for (at, piece) in text.split(['{', '}']).enumerate() {
        let words = Inline::text(piece, Span::default());
        let number = at.div_ceil(2) as u32;
        let cloze = || Cloze { number, content: vec![words.clone()], hint: String::new() };
        inlines.push(if at % 2 == 1 { Inline::new(InlineKind::Cloze(cloze().into()), Span::default()) } else { words });
    }
    Block::new(BlockKind::Paragraph(inlines), Span::default())
}

/// Builds a vault over a lock, at `time`.
pub(super) fn build(lock: &Lock, vault: &Written, scope: &Scope, time: i64) -> Stamped {
    let matched = matched(Some(lock), &vault.notebook, vault.cards.clone(), scope);
    let fields: Vec<Fields> = matched.cards.iter().map(fields).collect();
    matched.stamp(&fields, &Templates::default(), &|| time)
}

/// Fields that say what a card says.
pub(super) fn fields(card: &Card) -> Fields {
    let mut fields = Fields::default();
    fields[0] = plain::blocks(&card.front);
    fields[1] = plain::blocks(&card.back);
    fields[8].clone_from(&card.guid.0);
    fields
}

/// The scope of a run over the whole root.
pub(super) fn everything() -> Scope {
    Scope { walked: vec![Utf8PathBuf::new()], ..Scope::default() }
}

/// How the histories of a story fared.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// Cards that were there before and have the GUID they had.
    pub(super) kept: usize,
    /// Labels whose card got another GUID.
    pub(super) lost: BTreeSet<String>,
    /// Labels whose card got the GUID of another.
    pub(super) crossed: BTreeSet<String>,
}

/// Builds each version of a vault over the lock of the one before.
pub(super) fn fate(versions: &[&str]) -> Fate {
    let mut fate = Fate::default();
    let mut lock = Lock::default();
    let (mut guids, mut owners) = (BTreeMap::<String, Guid>::new(), BTreeMap::<Guid, String>::new());
    for (time, version) in (100..).zip(versions) {
        let written = vault(version);
        let stamped = build(&lock, &written, &everything(), time);
        for (label, card) in written.labels.iter().zip(&stamped.cards) {
            match guids.insert(label.clone(), card.guid.clone()) {
                Some(guid) if guid == card.guid => fate.kept += 1,
                Some(_) => drop(fate.lost.insert(label.clone())),
                None => {}
            }
            let owner = owners.entry(card.guid.clone()).or_insert_with(|| label.clone());
            if owner != label {
                fate.crossed.insert(label.clone());
            }
        }
        lock = stamped.lock.expect("a run with a lock leaves one");
    }
    fate
}

/// Every label keeps its GUID through all versions, and no two labels share one.
#[track_caller]
pub(super) fn kept(versions: &[&str]) {
    let fate = fate(versions);
    assert!(fate.lost.is_empty() && fate.crossed.is_empty(), "{fate:?}");
}
