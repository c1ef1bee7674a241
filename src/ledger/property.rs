//! Random edits of random vaults: how many histories are kept, lost and given to another card.

use std::collections::BTreeSet;
use std::fmt::Write;

use rayon::prelude::*;

use super::testing::{Fate, fate};

/// A small generator of random numbers (xorshift64*), so that a seed names a story for ever.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }
}

#[derive(Clone)]
struct Card {
    label: usize,
    /// Empty: it asks by its topic.
    front: String,
    answer: Vec<String>,
}

#[derive(Clone)]
struct Topic {
    title: String,
    cards: Vec<Card>,
}

#[derive(Clone)]
struct Note {
    path: String,
    topics: Vec<Topic>,
}

/// A vault that is edited.
struct Writer {
    dice: Dice,
    notes: Vec<Note>,
    /// Names given so far, to cards, topics and notes.
    named: usize,
    /// Whether questions are asked as a newer phrase book asks them.
    upgraded: bool,
}

/// Words that stand in every other sentence.
const LITTLE: [&str; 12] = ["a", "the", "of", "is", "in", "to", "and", "that", "with", "for", "on", "by"];
const SYLLABLES: [&str; 16] =
    ["ka", "lo", "mi", "ter", "ru", "san", "ve", "dor", "pi", "nel", "qua", "zu", "bri", "sto", "fen", "gal"];
/// Titles that many topics have.
const USUAL: [&str; 3] = ["Examples", "Purpose", "Time"];
/// Answers that many cards have.
const SHORT: [&str; 5] = ["O(n)", "yes", "no", "a mutex", "42"];

impl Writer {
    fn new(seed: u64) -> Self {
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut writer = Self { dice, notes: Vec::new(), named: 0, upgraded: false };
        for _ in 0..2 + writer.dice.below(3) {
            let path = format!("note{}.md", writer.name());
            let topics = (0..=writer.dice.below(5)).map(|_| writer.topic()).collect();
            writer.notes.push(Note { path, topics });
        }
        writer
    }

    fn name(&mut self) -> usize {
        self.named += 1;
        self.named
    }

    fn word(&mut self) -> String {
        if self.dice.one_in(3) {
            return (*self.dice.pick(&LITTLE)).to_owned();
        }
        self.long_word()
    }

    fn long_word(&mut self) -> String {
        (0..2 + self.dice.below(2)).map(|_| *self.dice.pick(&SYLLABLES)).collect()
    }

    fn title(&mut self) -> String {
        if self.dice.one_in(5) { (*self.dice.pick(&USUAL)).to_owned() } else { format!("Topic {}", self.name()) }
    }

    fn topic(&mut self) -> Topic {
        let cards = (0..=self.dice.below(4)).map(|_| self.card()).collect();
        Topic { title: self.title(), cards }
    }

    fn card(&mut self) -> Card {
        let label = self.name();
        let asks = self.dice.one_in(2);
        let front = if asks { format!("What is {} {}?", self.word(), self.long_word()) } else { String::new() };
        let short = asks && self.dice.one_in(3);
        let answer = if short {
            vec![(*self.dice.pick(&SHORT)).to_owned()]
        } else {
            (0..5 + self.dice.below(16)).map(|_| self.word()).collect()
        };
        Card { label, front, answer }
    }

    /// As [`testing`](super::testing) reads it.
    fn text(&self) -> String {
        let mut out = String::new();
        for note in &self.notes {
            let _ = writeln!(out, "# {}", note.path);
            for topic in &note.topics {
                let _ = writeln!(out, "## {}", topic.title);
                for card in &topic.cards {
                    let front = match (card.front.as_str(), self.upgraded) {
                        ("", false) => String::new(),
                        ("", true) => format!("Define {} => ", topic.title),
                        (front, false) => format!("{front} => "),
                        (front, true) => format!("{} => ", front.replace("What is", "Explain")),
                    };
                    let _ = writeln!(out, "{}: {front}{}", card.label, card.answer.join(" "));
                }
            }
        }
        out
    }

    fn some_topic(&mut self) -> Option<(usize, usize)> {
        let note = self.dice.below(self.notes.len());
        let topics = self.notes[note].topics.len();
        (topics > 0).then(|| (note, self.dice.below(topics)))
    }

    /// One edit, as people make them.
    fn edit(&mut self) {
        let Some((note, topic)) = self.some_topic() else { return };
        let other = self.dice.below(self.notes.len());
        match self.dice.below(11) {
            0 => self.notes[note].topics[topic].title = self.title(),
            1 => self.reword(note, topic),
            2 => {
                let moved = self.notes[note].topics.remove(topic);
                self.notes[other].topics.push(moved);
            }
            3 => self.notes[note].path = format!("note{}.md", self.name()),
            4 => drop(self.notes[note].topics.remove(topic)),
            5 => {
                let new = self.topic();
                self.notes[note].topics.insert(topic, new);
            }
            6 => {
                let cards = &mut self.notes[note].topics[topic].cards;
                let at = self.dice.below(cards.len());
                cards.swap(0, at);
            }
            7 => {
                let new = self.card();
                let cards = &mut self.notes[note].topics[topic].cards;
                cards.insert(self.dice.below(cards.len() + 1), new);
            }
            8 => self.swap_titles(note, topic),
            9 => self.split(note, topic),
            _ => {
                let cards = &mut self.notes[note].topics[topic].cards;
                if cards.len() > 1 {
                    cards.remove(self.dice.below(cards.len()));
                }
            }
        }
    }

    /// Other words for up to a third of an answer.
    fn reword(&mut self, note: usize, topic: usize) {
        let cards = self.notes[note].topics[topic].cards.len();
        let at = self.dice.below(cards);
        let words = self.notes[note].topics[topic].cards[at].answer.len();
        for _ in 0..words.div_ceil(3) {
            let (place, word) = (self.dice.below(words), self.word());
            if words > 1 {
                self.notes[note].topics[topic].cards[at].answer[place] = word;
            }
        }
    }

    fn swap_titles(&mut self, note: usize, topic: usize) {
        let topics = &mut self.notes[note].topics;
        let other = self.dice.below(topics.len());
        let title = topics[topic].title.clone();
        topics[topic].title = std::mem::replace(&mut topics[other].title, title);
    }

    fn split(&mut self, note: usize, topic: usize) {
        let half = self.notes[note].topics[topic].cards.len() / 2;
        if half > 0 {
            let title = self.title();
            let cards = self.notes[note].topics[topic].cards.split_off(half);
            self.notes[note].topics.insert(topic + 1, Topic { title, cards });
        }
    }
}

/// Five builds with one to three edits between them; the last may come with an upgrade.
fn story(seed: u64, upgrade: bool) -> Vec<String> {
    let mut writer = Writer::new(seed);
    let mut versions = vec![writer.text()];
    for build in 1..5 {
        for _ in 0..=writer.dice.below(3) {
            writer.edit();
        }
        writer.upgraded |= upgrade && build == 4;
        versions.push(writer.text());
    }
    versions
}

/// The fate of a thousand stories; labels have their seed before them.
fn tell(upgrade: bool) -> Fate {
    let fates = (1..=1000_u64).into_par_iter().map(|seed| {
        let versions = story(seed, upgrade);
        let fate = fate(&versions.iter().map(String::as_str).collect::<Vec<_>>());
        let seeded = |labels: BTreeSet<String>| labels.into_iter().map(|label| format!("{seed}/{label}")).collect();
        Fate { kept: fate.kept, lost: seeded(fate.lost), crossed: seeded(fate.crossed) }
    });
    fates.reduce(Fate::default, |mut all, fate| {
        all.kept += fate.kept;
        all.lost.extend(fate.lost);
        all.crossed.extend(fate.crossed);
        all
    })
}

/// Measured 2026-11: of 87,308 histories 2 are lost (answers of which a third of the words was changed while all around
/// them moved), with an upgrade 6; none is crossed.
#[test]
fn random_edits_cross_no_history_and_lose_next_to_none() {
    for upgrade in [false, true] {
        let Fate { kept, lost, crossed } = tell(upgrade);
        assert!(crossed.is_empty(), "kept {kept}, lost {}, crossed {crossed:?}", lost.len());
        assert!(lost.len() * 5000 < kept, "kept {kept}, lost {lost:?}");
    }
}

#[test]
fn an_upgrade_alone_loses_no_history() {
    (1..=1000).into_par_iter().for_each(|seed| {
        let mut writer = Writer::new(seed);
        let before = writer.text();
        writer.upgraded = true;
        super::testing::kept(&[&before, &writer.text()]);
    });
}
