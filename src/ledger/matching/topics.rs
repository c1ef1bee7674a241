//! Where a topic went, as the cards show that were paired already: renamed, moved to another file, split.

use std::collections::{BTreeMap, HashMap};

use super::left::Left;
use crate::ledger::keys::NoteKey;
use crate::ledger::line::Line;

/// A topic of a note.
type At<'a> = (&'a NoteKey, &'a [String]);

/// For each topic of the lock, the topics of today that its cards went to.
pub(super) struct Topics<'a> {
    went: HashMap<At<'a>, BTreeMap<At<'a>, usize>>,
}

impl<'a> Topics<'a> {
    /// What the pairs found so far show.
    pub(super) fn new(left: &Left<'a>) -> Self {
        let mut topics = Self { went: HashMap::new() };
        let notes = left.notes();
        for (line, card) in left.pairs().filter(|(line, _)| notes.contains(&line.note)) {
            topics.witness((&line.note, &line.place.topics), (&card.note, &card.place.topics));
        }
        topics
    }

    /// Whether a card of this topic is known to have stayed in it.
    pub(super) fn stayed(&self, note: &'a NoteKey, topic: &'a [String]) -> bool {
        self.went.get(&(note, topic)).is_some_and(|went| went.contains_key(&(note, topic)))
    }

    /// A card went from one topic to another; so did the topics above, as far as what is below has kept its name.
    fn witness(&mut self, (note, mut from): At<'a>, (now, mut to): At<'a>) {
        loop {
            *self.went.entry((note, from)).or_default().entry((now, to)).or_default() += 1;
            match (from.split_last(), to.split_last()) {
                (Some((last, above)), Some((name, over))) if last == name => (from, to) = (above, over),
                _ => return,
            }
        }
    }

    /// The topics of today where a card of `line` is expected: where others of its topic went; if none did, where it
    /// was, and where the nearest topic above it went.
    pub(super) fn expected(&self, line: &'a Line) -> Vec<(&'a NoteKey, Vec<String>)> {
        let topics = line.place.topics.as_slice();
        let went = |(above, below): (&'a [String], &[String])| {
            let went = self.went.get(&(&line.note, above))?;
            Some(went.keys().map(|&(note, to)| (note, [to, below].concat())).collect::<Vec<_>>())
        };
        went((topics, &[])).unwrap_or_else(|| {
            let mut expected = vec![(&line.note, topics.to_vec())];
            expected
                .extend((0..topics.len()).rev().find_map(|depth| went(topics.split_at(depth))).into_iter().flatten());
            expected
        })
    }
}
