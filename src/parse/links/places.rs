//! What the places of one note are called: headings by text and by slug, blocks by id, anchors by name.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::index::loose;
use super::likeness;
use crate::model::{Block, Note, Topic, TopicId, inner};

/// The places of a note. What they are called is found out when a link asks for one: few notes are linked to by more than
/// their own name.
pub(super) struct Places {
    text: Arc<str>,
    topics: Vec<Title>,
    /// Ids of blocks, as written.
    ids: Vec<(String, TopicId)>,
    names: OnceCell<Names>,
}

struct Title {
    id: TopicId,
    said: String,
    named: Vec<String>,
    start: usize,
    /// The topic around it that has a title.
    above: Option<usize>,
}

struct Names {
    /// What each topic is called by wiki links.
    folded: Vec<String>,
    /// Topics by this.
    by_title: HashMap<String, Vec<usize>>,
    by_slug: HashMap<String, TopicId>,
    by_id: HashMap<String, TopicId>,
    anchors: HashMap<String, TopicId>,
    likeness: OnceCell<likeness::Names>,
}

impl Places {
    pub(super) fn new(note: &Note) -> Self {
        let mut places = Self { text: note.text.clone(), topics: Vec::new(), ids: Vec::new(), names: OnceCell::new() };
        places.topic(&note.root, None);
        places
    }

    fn topic(&mut self, topic: &Topic, above: Option<usize>) {
        let at = self.topics.len();
        let start = topic.span.start as usize;
        let (said, named) = (topic.title_text(), topic.block_ids.clone());
        self.topics.push(Title { id: topic.id, said, named, start, above });
        self.ids_in(&topic.body, topic.id);
        let around = if topic.title.is_empty() { above } else { Some(at) };
        for child in &topic.topics {
            self.topic(child, around);
        }
    }

    fn ids_in(&mut self, blocks: &[Block], topic: TopicId) {
        for block in blocks {
            self.ids.extend(block.id.iter().map(|id| (id.clone(), topic)));
            for inner in inner(block) {
                self.ids_in(inner, topic);
            }
        }
    }

    fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self))
    }

    /// The topic that holds the block of this id.
    pub(super) fn block(&self, id: &str) -> Option<TopicId> {
        self.names().by_id.get(id).copied()
    }

    /// The first heading of this text, below the others that `a#b` names.
    pub(super) fn heading(&self, name: &str) -> Option<TopicId> {
        let wanted: Vec<String> = name.split('#').map(loose).filter(|part| !part.is_empty()).collect();
        let names = self.names();
        let fits = |at: &&usize| {
            let mut next = Some(**at);
            wanted.iter().rev().all(|part| {
                let mut above = std::iter::successors(next, |at| self.topics[*at].above);
                let found = above.find(|at| names.folded[*at] == *part);
                next = found.and_then(|at| self.topics[at].above);
                found.is_some()
            })
        };
        let called = names.by_title.get(wanted.last()?)?;
        called.iter().find(fits).map(|at| self.topics[*at].id)
    }

    /// The heading with this slug, or the anchor of this name.
    pub(super) fn anchor(&self, fragment: &str) -> Option<TopicId> {
        let names = self.names();
        let wanted = fragment.to_lowercase();
        let exact = names.by_slug.get(&wanted).or_else(|| names.anchors.get(&wanted));
        exact.or_else(|| names.by_slug.get(&slug(&wanted)).filter(|_| !wanted.is_empty())).copied()
    }

    /// The heading most like `name`.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.names();
        let titled = || {
            let topics = self.topics.iter().zip(&names.folded).filter(|(topic, _)| !topic.said.is_empty());
            likeness::Names::new(topics.map(|(topic, folded)| (folded.clone(), topic.said.clone())))
        };
        names.likeness.get_or_init(titled).nearest(&loose(name))
    }
}

impl Title {
    /// The ids that are written behind the heading.
    fn names(&self) -> impl Iterator<Item = (String, TopicId)> {
        self.named.iter().map(|name| (name.to_lowercase(), self.id))
    }
}

impl Names {
    fn new(places: &Places) -> Self {
        let mut names = Self {
            folded: places.topics.iter().map(|topic| loose(&topic.said)).collect(),
            by_title: HashMap::new(),
            by_slug: HashMap::new(),
            by_id: places.topics.iter().flat_map(Title::names).collect(),
            anchors: anchors(places),
            likeness: OnceCell::new(),
        };
        let mut slugs: HashMap<String, usize> = HashMap::new();
        for (at, (topic, folded)) in places.topics.iter().zip(&names.folded).enumerate() {
            if topic.said.is_empty() {
                continue;
            }
            names.by_title.entry(folded.clone()).or_default().push(at);
            // GitHub tells headings of one slug apart by `-1`, `-2`, ….
            let slug = slug(&topic.said);
            let count = slugs.entry(slug.clone()).or_default();
            let slug = if *count > 0 { format!("{slug}-{count}") } else { slug };
            *count += 1;
            names.by_slug.entry(slug).or_insert(topic.id);
        }
        for (id, topic) in &places.ids {
            names.by_id.entry(id.to_lowercase()).or_insert(*topic);
        }
        names
    }
}

/// `<a name="…">`, `id="…"` and `{#…}` in the note, with the topic they stand in.
fn anchors(places: &Places) -> HashMap<String, TopicId> {
    let mut anchors: HashMap<String, TopicId> = places.topics.iter().flat_map(Title::names).collect();
    for key in ["name=\"", "id=\""] {
        for (at, _) in places.text.match_indices(key) {
            let value = &places.text[at + key.len()..];
            let Some(end) = value.find(['"', '\n']).filter(|end| (1..=200).contains(end)) else { continue };
            let before = places.topics.partition_point(|topic| topic.start <= at);
            let id = before.checked_sub(1).map_or(TopicId(0), |around| places.topics[around].id);
            anchors.entry(value[..end].to_lowercase()).or_insert(id);
        }
    }
    anchors
}

/// GitHub's anchor of a heading: lower case, punctuation gone, spaces to dashes.
fn slug(title: &str) -> String {
    let kept = title.trim().to_lowercase();
    kept.chars()
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'))
        .map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
}
