//! Whether two questions may be one, asked otherwise. It matters where the answer is too short to tell: "yes" is the
//! answer to many questions, and a deleted one must not live on in another.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::left::Left;
use crate::ledger::line::Line;
use crate::ledger::words;

/// A word in more than this share of the questions is no sign that two of them are about the same.
const RARE: usize = 8;
/// A word in more than this share of the questions may be what many of them are about.
const SINGULAR: usize = 50;
/// A word in more than this share of the questions names no topic.
const NAMING: usize = 3;
/// Of fewer questions than this the shares say nothing.
const FEW: usize = 16;

/// The questions of a ledger.
pub(super) struct Questions<'a> {
    lines: &'a [Line],
    /// In how many questions a word stands; counted when it is first asked for.
    count: OnceLock<HashMap<u64, usize>>,
}

impl<'a> Questions<'a> {
    /// The questions of the lines.
    pub(super) fn new(left: &Left<'a>) -> Self {
        Self { lines: left.lines, count: OnceLock::new() }
    }

    /// Whether the card, in the line's place, may ask what the line asked: they are equal or share a rare word, as after
    /// an upgrade of the phrase book; or both are named after their topics, as after a heading was renamed.
    pub(super) fn alike(&self, line: &Line, card: &Line) -> bool {
        line.front == card.front || self.shares(line, card, RARE) || (self.named(line) && self.named(card))
    }

    /// Whether the card, in another place, asks what the line asked: they share a word that hardly another question has.
    pub(super) fn same_at_heart(&self, line: &Line, card: &Line) -> bool {
        self.shares(line, card, SINGULAR)
    }

    fn shares(&self, line: &Line, card: &Line, share: usize) -> bool {
        let now = distinct(card.front.shown());
        distinct(line.front.shown()).iter().any(|word| now.contains(word) && self.share(*word, share))
    }

    /// Whether a question has a word of its topic's title, or of one above.
    fn named(&self, line: &Line) -> bool {
        let question = distinct(line.front.shown());
        let titles = line.place.topics.iter().map(String::as_str).chain([line.note.as_str()]);
        let mut words = titles.flat_map(words::words);
        words.any(|word| question.contains(&word.hash) && self.share(word.hash, NAMING))
    }

    /// Whether a word stands in no more than one of `share` questions.
    fn share(&self, word: u64, share: usize) -> bool {
        let count = self.count.get_or_init(|| {
            let mut count = HashMap::new();
            for word in self.lines.iter().flat_map(|line| distinct(line.front.shown())) {
                *count.entry(word).or_default() += 1;
            }
            count
        });
        let all = self.lines.len().max(FEW);
        count.get(&word).is_none_or(|&count| count <= (all / share).max(1))
    }
}

fn distinct(text: &str) -> HashSet<u64> {
    words::words(text).into_iter().map(|word| word.hash).collect()
}
