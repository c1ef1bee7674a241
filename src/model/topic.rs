//! A topic: a heading or a lead-in with what belongs to it.

use serde::Serialize;

use super::{Block, Inline, NoteId, Span};

/// A topic's number in its note: 0 is the note itself, the rest count in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct TopicId(pub u32);

/// A topic of a notebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct TopicRef {
    /// The note.
    pub note: NoteId,
    /// The topic in it.
    pub topic: TopicId,
}

/// What made the topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum TopicKind {
    /// The note itself; its title is the note's.
    Note,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A bold line, `**Purpose**`, or one that opens its line, `**Note:** text`.
    LeadIn(LeadIn),
}

/// How a lead-in stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum LeadIn {
    /// Alone on its line.
    Line,
    /// Its text goes on behind it, on the same source line.
    RunIn,
}

/// A subject with its body and its subtopics.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Topic {
    /// Its number in the note.
    pub id: TopicId,
    /// What made it.
    pub kind: TopicKind,
    /// Its title, without `#` marks, tags, block ids or the bold of a lead-in.
    pub title: Vec<Inline>,
    /// What stands before the first subtopic.
    pub body: Vec<Block>,
    /// Subtopics: lead-ins first, then headings, in reading order.
    pub topics: Vec<Topic>,
    /// `#tags` in the heading line or on a line of their own below it, without `#`.
    pub tags: Vec<String>,
    /// `^block-id` of the heading line and of its line of tags or lead-in, `id` of `{#id}`.
    pub block_ids: Vec<String>,
    /// The heading's or lead-in's own source, without its body; of the note itself the `#` heading that opens it,
    /// or an empty span at its start.
    pub span: Span,
}

impl Topic {
    /// The title as plain text, on one line.
    pub fn title_text(&self) -> String {
        let text = super::plain_text(&self.title);
        if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text.into_owned() }
    }

    /// This topic and all below it, in reading order.
    pub fn walk(&self) -> Box<dyn Iterator<Item = &Topic> + '_> {
        Box::new(std::iter::once(self).chain(self.topics.iter().flat_map(Topic::walk)))
    }
}
