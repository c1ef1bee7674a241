//! Which topics have a box of their own.

use crate::model::{Note, Topic, TopicKind, TopicRef};
use crate::typeset::BoxKind;

/// Titles of sections that list sources, a line each; they are set small and may be left out.
const REFERENCES: &str = include_str!("../../../templates/sheet/references.txt");

/// Bytes of source that make a topic a chapter: about what two columns hold at the usual size.
const CHAPTER: u32 = 8_000;

/// A box to be composed.
pub(super) struct Plan<'n> {
    pub(super) note: &'n Note,
    pub(super) topic: &'n Topic,
    pub(super) kind: BoxKind,
    /// The subtopics it takes in.
    pub(super) inside: Vec<&'n Topic>,
    /// Whether it is all of its note: it then looks like a note's band, not like a topic of the note before.
    pub(super) whole_note: bool,
}

impl Plan<'_> {
    /// The topic it is the box of.
    pub(super) fn at(&self) -> TopicRef {
        TopicRef { note: self.note.id, topic: self.topic.id }
    }
}

/// How notes become boxes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planner {
    /// Whether several notes share the sheet.
    pub(super) combined: bool,
    /// Whether reference sections are printed.
    pub(super) references: bool,
}

impl Planner {
    /// The boxes of a note, in reading order. A note of one topic is one box.
    pub(super) fn note(self, note: &Note) -> Vec<Plan<'_>> {
        let root = &note.root;
        let (headings, rest) = self.split(root);
        let opens = !root.body.is_empty() || !rest.is_empty();
        if headings.is_empty() {
            let whole = Plan { note, topic: root, kind: BoxKind::Topic, inside: rest, whole_note: false };
            return if opens { vec![Plan { whole_note: true, ..whole }] } else { Vec::new() };
        }
        let mut plans = Vec::new();
        if self.combined && (headings.len() > 1 || opens) {
            plans.push(Plan { note, topic: root, kind: BoxKind::Band, inside: Vec::new(), whole_note: false });
        }
        if opens {
            plans.push(Plan { note, topic: root, kind: BoxKind::Opening, inside: rest, whole_note: false });
        }
        let only = headings.len() == 1 && !opens;
        for topic in headings {
            self.topic(note, topic, only, &mut plans);
        }
        if let [whole] = plans.as_mut_slice() {
            whole.whole_note = true;
        }
        plans
    }

    /// One box, or for a chapter its band and a box for each of its sections. The `only` topic of a note is a second title.
    fn topic<'n>(self, note: &'n Note, topic: &'n Topic, only: bool, plans: &mut Vec<Plan<'n>>) {
        let (sections, rest) = self.split(topic);
        if sections.len() < 2 || length(topic) < CHAPTER && !only {
            plans.push(Plan {
                note,
                topic,
                kind: BoxKind::Topic,
                inside: topic.topics.iter().collect(),
                whole_note: false,
            });
            return;
        }
        plans.push(Plan { note, topic, kind: BoxKind::Band, inside: Vec::new(), whole_note: false });
        if !topic.body.is_empty() || !rest.is_empty() {
            plans.push(Plan { note, topic, kind: BoxKind::Opening, inside: rest, whole_note: false });
        }
        for section in sections {
            self.topic(note, section, false, plans);
        }
    }

    /// The subtopics with headings, and the lead-ins.
    fn split(self, topic: &Topic) -> (Vec<&Topic>, Vec<&Topic>) {
        let kept = topic.topics.iter().filter(|topic| self.references || !is_reference(topic));
        kept.partition(|topic| matches!(topic.kind, TopicKind::Heading(_)))
    }
}

/// Whether a topic lists sources.
pub(super) fn is_reference(topic: &Topic) -> bool {
    let title = topic.title_text();
    let title = title.trim().trim_end_matches(':').to_lowercase();
    matches!(topic.kind, TopicKind::Heading(_)) && REFERENCES.lines().any(|line| line == title)
}

/// Bytes of source in a topic and all below it.
fn length(topic: &Topic) -> u32 {
    topic.walk().flat_map(|topic| &topic.body).map(|block| block.span.end - block.span.start).sum()
}
