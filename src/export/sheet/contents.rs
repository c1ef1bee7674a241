//! The outline: notes and their topics as they are nested, as far as they are on the sheet.

use std::collections::BTreeSet;

use crate::model::{Note, Topic, TopicRef};
use crate::pdf::OutlineEntry;
use crate::typeset::pages::Page;

/// The outline of `notes`; a single note's topics stand at the top.
pub(super) fn outline(notes: &[&Note], pages: &[Page]) -> Vec<OutlineEntry> {
    let placed: BTreeSet<TopicRef> = pages.iter().flat_map(|page| &page.anchors).map(|anchor| anchor.topic).collect();
    let mut entries = Vec::new();
    for note in notes {
        let children = topics(note, &note.root.topics, &placed);
        let topic = TopicRef { note: note.id, topic: note.root.id };
        let first = if placed.contains(&topic) { Some(topic) } else { children.first().map(|child| child.topic) };
        match first {
            Some(topic) if notes.len() > 1 || children.is_empty() => {
                entries.push(OutlineEntry { title: note.title.clone(), topic, children });
            }
            _ => entries.extend(children),
        }
    }
    entries
}

fn topics(note: &Note, topics_of: &[Topic], placed: &BTreeSet<TopicRef>) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for topic in topics_of {
        let at = TopicRef { note: note.id, topic: topic.id };
        let children = topics(note, &topic.topics, placed);
        if placed.contains(&at) {
            entries.push(OutlineEntry { title: topic.title_text().trim().to_owned(), topic: at, children });
        } else {
            entries.extend(children);
        }
    }
    entries
}
