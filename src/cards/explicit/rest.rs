//! What the marks leave of a note, for the rules; and in which topic a marked card stands.

use std::sync::Arc;

use super::Explicit;
use crate::cards::claims::Claims;
use crate::cards::leftover;
use crate::model::{Block, Note, Span, Topic, TopicId};

impl Explicit {
    /// The note without what its marks own; where they are all its cards, its topics without their text.
    pub(crate) fn rest(&self, note: &Note) -> Note {
        let mut claims = Claims::default();
        self.claimed.iter().for_each(|&span| claims.take(span));
        Rest { claims, bare: self.alone }.of(note)
    }
}

/// The note without the text that is claimed.
pub(crate) fn without(note: &Note, claims: Claims) -> Note {
    Rest { claims, bare: false }.of(note)
}

struct Rest {
    claims: Claims,
    /// Whether no text is left at all.
    bare: bool,
}

impl Rest {
    fn of(&self, note: &Note) -> Note {
        let mut root = self.own(&note.root);
        self.children(&note.root, &mut root);
        Note {
            id: note.id,
            path: note.path.clone(),
            text: Arc::clone(&note.text),
            title: note.title.clone(),
            meta: note.meta.clone(),
            root,
            footnotes: note.footnotes.clone(),
            lang: note.lang,
            modified: note.modified,
            lines: note.lines.clone(),
        }
    }

    /// The topic without those below it.
    fn own(&self, topic: &Topic) -> Topic {
        Topic {
            title: topic.title.clone(),
            body: self.body(topic),
            topics: Vec::new(),
            tags: topic.tags.clone(),
            block_ids: topic.block_ids.clone(),
            ..*topic
        }
    }

    fn body(&self, topic: &Topic) -> Vec<Block> {
        if self.bare { Vec::new() } else { leftover::blocks(&topic.body, &self.claims) }
    }

    /// Gives `to` the topics below `from`. A heading or bold line that a mark owns is none: what is below it belongs to
    /// the topic before it.
    fn children(&self, from: &Topic, to: &mut Topic) {
        for topic in &from.topics {
            if self.claims.holds(topic.span) {
                let body = self.body(topic);
                match to.topics.last_mut() {
                    Some(before) => before.body.extend(body),
                    None => to.body.extend(body),
                }
                self.children(topic, to);
            } else {
                let mut kept = self.own(topic);
                self.children(topic, &mut kept);
                to.topics.push(kept);
            }
        }
    }
}

/// The topics of a note with their marks set aside.
pub(crate) struct Places<'a> {
    /// In reading order, with the index of the topic above.
    topics: Vec<(&'a Topic, Option<usize>)>,
    claims: Claims,
    text: &'a str,
}

impl<'a> Places<'a> {
    pub(crate) fn new(note: &'a Note, explicit: &Explicit) -> Self {
        let mut claims = Claims::default();
        explicit.claimed.iter().for_each(|&span| claims.take(span));
        let mut topics = Vec::new();
        collect(&note.root, None, &mut topics);
        Self { topics, claims, text: &note.text }
    }

    /// The topics around `span`, innermost first. Of a tagged heading it is the topic above; a setext heading or bold
    /// line that a mark made by accident counts as none.
    pub(crate) fn around(&self, span: Span) -> impl Iterator<Item = &'a Topic> {
        let before = self.topics.partition_point(|(topic, _)| topic.span.start <= span.start);
        let mut at = (0..before).rev().find_map(|index| {
            let (topic, above) = self.topics[index];
            if !self.claims.holds(topic.span) || topic.id == TopicId(0) {
                return Some(Some(index));
            }
            let heading = self.text.get(topic.span.bytes()).is_some_and(|text| text.trim_start().starts_with('#'));
            heading.then_some(above)
        });
        std::iter::from_fn(move || {
            let index = at.flatten()?;
            let (topic, above) = self.topics[index];
            at = Some(above);
            Some(topic)
        })
    }
}

fn collect<'a>(topic: &'a Topic, above: Option<usize>, out: &mut Vec<(&'a Topic, Option<usize>)>) {
    out.push((topic, above));
    let index = out.len() - 1;
    for child in &topic.topics {
        collect(child, Some(index), out);
    }
}
