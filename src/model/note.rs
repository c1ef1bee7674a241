//! A note and the notebook it belongs to.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use super::{Block, Lines, NoteId, Place, Span, Topic, TopicId, TopicRef};

/// All notes of one run, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Notebook {
    /// The folder that note paths are relative to, as the user would write it (may be empty for standard input).
    pub root: Utf8PathBuf,
    /// The notes; `NoteId(i)` is `notes[i]`.
    pub notes: Vec<Note>,
}

impl Notebook {
    /// The note with this id.
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.0 as usize]
    }

    /// The topic that `at` names; the note itself where it names none.
    pub fn topic(&self, at: TopicRef) -> &Topic {
        let note = self.note(at.note);
        note.topic(at.topic).unwrap_or(&note.root)
    }

    /// The source text of a span.
    pub fn source(&self, span: Span) -> &str {
        self.note(span.note).text.get(span.bytes()).unwrap_or("")
    }
}

/// One Markdown file, read.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its place in the notebook.
    pub id: NoteId,
    /// Path relative to the notebook's root, with `/`.
    pub path: Utf8PathBuf,
    /// The decoded source that every span indexes.
    pub text: Arc<str>,
    /// Front matter's title, else the one `#` heading that opens the note and names more than a part of it, else the file's stem.
    pub title: String,
    /// Front matter and metadata block.
    pub meta: Meta,
    /// The note as a topic: what stands before the first heading is its body, headings are its children. The `#` heading
    /// that is its title *is* this topic.
    pub root: Topic,
    /// Footnotes, in the order of their definitions.
    pub footnotes: Vec<Footnote>,
    /// The language of most notes read with it (BCP 47), where neither front matter nor its own words tell one.
    pub lang: Option<&'static str>,
    /// Time of the last change of the file, in seconds since 1970; none for standard input.
    pub modified: Option<i64>,
    /// Where its lines begin; see [`Note::place`].
    pub lines: Lines,
}

impl Note {
    /// The line and column of a byte of the text.
    pub fn place(&self, offset: u32) -> Place {
        self.lines.place(&self.text, offset as usize)
    }

    /// The topic with this id.
    pub fn topic(&self, id: TopicId) -> Option<&Topic> {
        // Topics are numbered in reading order.
        let mut topic = &self.root;
        while topic.id != id {
            let next = topic.topics.partition_point(|child| child.id <= id);
            topic = topic.topics.get(next.checked_sub(1)?)?;
        }
        Some(topic)
    }

    /// Every topic, the note itself first, in reading order.
    pub fn walk(&self) -> impl Iterator<Item = &Topic> {
        self.root.walk()
    }
}

/// The body of a footnote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footnote {
    /// The label between `[^` and `]`; inline footnotes get `inline-1`, `inline-2`, ….
    pub label: String,
    /// What it says.
    pub body: Vec<Block>,
    /// Where it is defined.
    pub span: Span,
}

/// How finely a topic is cut into cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CardLevel {
    /// A card a heading.
    Topic,
    /// A card a definition, lead-in, list, term, …
    #[default]
    Section,
    /// A card a fact.
    Atomic,
}

/// What front matter's `cards:` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum CardSetting {
    /// Make cards at this level.
    Level(CardLevel),
    /// Make none.
    Off,
}

/// What a note says of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Meta {
    /// `title:`.
    pub title: Option<String>,
    /// `aliases:` (or `alias:`).
    pub aliases: Vec<String>,
    /// `tags:` of front matter and of a metadata block, without `#`, nested by `/`.
    pub tags: Vec<String>,
    /// `deck:`, levels separated by `::`.
    pub deck: Option<String>,
    /// `lang:`, a BCP 47 tag.
    pub lang: Option<String>,
    /// `cards:`.
    pub cards: Option<CardSetting>,
    /// `dialects:` of explicit card syntax.
    pub dialects: Vec<String>,
    /// `sheet:`, `false` (or `off`) or a table with keys of `[sheet]`.
    pub sheet: Option<serde_json::Value>,
    /// `date:`, as written.
    pub date: Option<String>,
    /// Every front-matter key, those above included, and the metadata block's, as written.
    pub properties: BTreeMap<String, serde_json::Value>,
    /// Where the front matter stands, its fences included.
    pub span: Option<Span>,
}
