//! The labels of a note: one that recurs, or that stands among facets, is an attribute of what it stands under, and no term.
//!
//! - "Motor: …", "Sensory: …" under each of several nerves       =>  **Ulnar nerve**: **Sensory**?
//! - "**Facts:** …", "**Court:** …", "**Ratio:** …" of one case  =>  **Smith v Jones**: **Court**?

use rustc_hash::{FxHashMap, FxHashSet};

use super::language::Tongues;
use super::phrases::{Facet, Phrases};
use super::piece::{parts, statements};
use super::words::{self, Word};
use super::{attribute, gloss};
use crate::model::{Block, BlockKind, Inline, InlineKind, List, Note, Topic, TopicId, TopicKind, plain_text};

/// A label has at most this many words; more are a clause.
const LONGEST: usize = 3;

/// What a note's labels are.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    recurring: FxHashSet<String>,
    among_facets: FxHashSet<TopicId>,
    among_plain: FxHashSet<TopicId>,
}

impl Labels {
    /// The labels of a note.
    pub(crate) fn of(note: &Note, tongues: &Tongues) -> Self {
        let mut found = Found::default();
        found.walk(&note.root);
        let recurring = found.times.into_iter().filter(|&(_, place)| place == Place::Several).map(|(key, _)| key);
        let mut labels = Self { recurring: recurring.collect(), ..Self::default() };
        for topic in note.root.walk().filter(|topic| lead_ins(topic).nth(1).is_some()) {
            let book = &tongues.topic(topic).book;
            let run = lead_ins(topic).map(|lead_in| words::words(&lead_in.title)).collect::<Vec<_>>();
            if labels.are_attributes(book, run.iter().map(Vec::as_slice)) {
                labels.among_facets.extend(lead_ins(topic).map(|lead_in| lead_in.id));
            }
            if lead_ins(topic).filter(|lead_in| is_unglossed(book, lead_in)).count() * 2 > run.len() {
                labels.among_plain.extend(lead_ins(topic).map(|lead_in| lead_in.id));
            }
        }
        labels
    }

    /// Whether a label stands under several things of the note.
    pub(crate) fn recurs(&self, label: &[Word]) -> bool {
        !self.recurring.is_empty() && label.len() <= LONGEST && self.recurring.contains(&joined(label))
    }

    /// Whether the labels of a run tell things of what they stand under: two of them are facets of it, verbs that it has, or recur.
    pub(crate) fn are_attributes<'w>(&self, book: &Phrases, labels: impl Iterator<Item = &'w [Word]>) -> bool {
        // "Process" beside "Thread" is none, "Steps" are no label of a line.
        let asks = |facet: &Facet| facet.asks() && facet.name.is_empty() && facet.row.role != "steps";
        let told = |label: &&[Word]| {
            let facet = book.facet(label).is_some_and(|facet| asks(&facet));
            facet || attribute::is_relation(book, label) || self.recurs(label)
        };
        labels.filter(told).nth(1).is_some()
    }

    /// Whether a lead-in among facets is one of the labels that are none there: "Sample" of a study.
    pub(crate) fn is_attribute(&self, topic: &Topic, title: &[Word], book: &Phrases) -> bool {
        self.is_among_facets(topic) && book.is_key("may_be_attribute", &joined(title))
    }

    /// Whether a lead-in stands among others of which most can only be asked plainly.
    pub(crate) fn is_among_plain(&self, topic: &Topic) -> bool {
        self.among_plain.contains(&topic.id)
    }

    /// Whether a lead-in stands among facets of its topic.
    pub(crate) fn is_among_facets(&self, topic: &Topic) -> bool {
        self.among_facets.contains(&topic.id)
    }
}

/// Whether the line behind a label says not what it is.
fn is_unglossed(book: &Phrases, lead_in: &Topic) -> bool {
    match &lead_in.body[..] {
        [Block { kind: BlockKind::Paragraph(line), .. }] => !gloss::is_gloss(book, &words::words(line)),
        _ => true,
    }
}

fn lead_ins(topic: &Topic) -> impl Iterator<Item = &Topic> {
    topic.topics.iter().filter(|topic| matches!(topic.kind, TopicKind::LeadIn(_)))
}

/// Where a label stands: under the thing that begins there, or under several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Under(u32),
    Several,
}

/// The labels that were met, each with what it stands under.
#[derive(Default)]
struct Found {
    times: FxHashMap<String, Place>,
}

impl Found {
    fn walk(&mut self, topic: &Topic) {
        let under = topic.span.start;
        for block in &topic.body {
            self.block(block, under);
        }
        for child in &topic.topics {
            if matches!(child.kind, TopicKind::LeadIn(_)) {
                self.label(&plain_text(&child.title), under);
            }
            self.walk(child);
        }
    }

    fn block(&mut self, block: &Block, under: u32) {
        match &block.kind {
            BlockKind::Paragraph(line) => statements(line).for_each(|line| self.line(line, under)),
            BlockKind::List(list) => self.list(list, under),
            _ => {}
        }
    }

    fn list(&mut self, list: &List, under: u32) {
        for item in &list.items {
            let (own, below) = parts(item);
            self.line(own, under);
            // "Rates" over a list of them is a label as well.
            if below.iter().any(|block| matches!(block.kind, BlockKind::List(_))) {
                self.label(&plain_text(own), under);
            }
            for block in below {
                self.block(block, item.span.start);
            }
        }
    }

    fn line(&mut self, line: &[Inline], under: u32) {
        if let Some(label) = label_of(line) {
            self.label(&label, under);
        }
    }

    fn label(&mut self, label: &str, under: u32) {
        let label = label.trim().trim_end_matches([':', '：']).trim_end();
        if label.is_empty() || label.split_whitespace().nth(LONGEST).is_some() {
            return;
        }
        // Most are a word or two without ideographs.
        let key = if label.is_ascii() {
            let mut key = String::with_capacity(label.len());
            for word in label.split_whitespace() {
                key.push_str(if key.is_empty() { "" } else { " " });
                key.push_str(&words::key(word));
            }
            key
        } else {
            joined(&words::of_text(label))
        };
        let place = self.times.entry(key).or_insert(Place::Under(under));
        if *place != Place::Under(under) {
            *place = Place::Several;
        }
    }
}

/// What a line says before its colon, with or without emphasis around it.
fn label_of(line: &[Inline]) -> Option<String> {
    let colon = |text: &str| text.find(": ").or_else(|| text.find('：'));
    let (first, rest) = line.split_first()?;
    match &first.kind {
        InlineKind::Text(text) => Some(text[..colon(text)?].to_owned()),
        InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner) => {
            let label = plain_text(inner);
            let behind = matches!(rest.first().map(|next| &next.kind), Some(InlineKind::Text(text)) if text.trim_start().starts_with([':', '：']));
            (behind || label.trim_end().ends_with([':', '：'])).then(|| label.into_owned())
        }
        _ => None,
    }
}

fn joined(label: &[Word]) -> String {
    label.iter().map(|word| word.key.as_str()).collect::<Vec<_>>().join(" ")
}
