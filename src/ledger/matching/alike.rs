//! The last step: an answer that was reworded, perhaps under another heading, perhaps elsewhere.
//!
//! Every pair that may be one gets a score: how alike the answers are, and what speaks for it besides. The best pair
//! is taken first, so that a near copy elsewhere is preferred to a vague likeness in the old place.
//!
//! The thresholds were measured on the 2,000 random edit scripts of `property.rs`, 174,612 histories, 2026-11:
//!
//! | elsewhere, in place | 0.6, 0.3 | 0.6, 0.2 | 0.5, 0.3 | 0.7, 0.3 | 0.6, 0.4 |
//! | --- | --- | --- | --- | --- | --- |
//! | histories lost | 8 | 6 | 5 | 12 | 12 |
//! | crossed | 0 | 0 | 0 | 0 | 0 |
//!
//! Lower ones lose hardly less, and real sentences share more words than random ones, so 0.6 and 0.3 stay. With them the
//! scripts of `examples/edits.rs` keep at `atomic` 99.8 to 100 % of the cards of 77 cheat sheets when headings and files are
//! renamed, lines reworded, sections moved and swapped, 98.9 % when statements are put before every third line; on a long
//! note 99.0 and 95.0 %. None is crossed.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::kin::Kin;
use super::left::{Left, Twins};
use super::questions::Questions;
use super::topics::Topics;
use crate::ledger::keys::NoteKey;
use crate::ledger::likeness::Likened;
use crate::ledger::line::{Line, LineType};

/// The score that a pair must reach. With [`PLACE`], this is "equal place and alike by 0.3, else alike by 0.6".
const ENOUGH: f32 = 0.6;
/// However much speaks for a pair, its answers must be alike by this.
const ALIKE: f32 = 0.3;
/// What it is worth that the card stands where the line stood, or where its topic and neighbours went.
const PLACE: f32 = 0.3;
/// What it is worth that it stands in that topic, in another place.
const TOPIC: f32 = 0.15;
/// What the same question is worth.
const FRONT: f32 = 0.2;
/// What it costs to come from a note that this one was not paired with.
const FOREIGN: f32 = -0.15;

/// A topic of more cards than this is searched by place and by words alone.
const CROWD: usize = 64;
/// A word that stands in more of the answers left than this finds nothing.
const COMMON: usize = 200;
/// How many of an answer's words are looked up, and how many of the answers that share most of them are compared.
const LOOKED_UP: usize = 8;

/// Pairs what is alike.
pub(super) fn alike<'a>(left: &mut Left<'a>, kin: &Kin<'a>, questions: &Questions<'a>) {
    let topics = Topics::new(left);
    lone_short_answers(left, kin, &topics, questions);
    let mut pairs = Search::new(left, kin, questions, &topics).pairs();
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.line, a.card).cmp(&(b.line, b.card))));
    for pair in pairs {
        left.pair(pair.line, pair.card);
    }
}

/// Equal short answers, once on both sides of a note, of topics that nothing else shows to have stayed: two headings
/// that swapped their titles, or one that got a new one.
fn lone_short_answers<'a>(left: &mut Left<'a>, kin: &Kin<'a>, topics: &Topics<'a>, questions: &Questions<'a>) {
    let moved = |line: &'a Line| !topics.stayed(&line.note, &line.place.topics) && !line.answer.is_empty();
    left.pair_where(
        Twins::Leave,
        |line| moved(line).then_some((line.kind, &line.note, &line.answer)),
        |card| kin.of(&card.note).filter(|_| moved(card)).map(|note| (card.kind, note, &card.answer)).collect(),
        |line, card| questions.alike(line, card),
    );
}

/// A line and a card that may be one.
struct Pair {
    line: usize,
    card: usize,
    score: f32,
}

/// What is known of the lines and cards that are left.
struct Search<'s, 'a> {
    left: &'s Left<'a>,
    kin: &'s Kin<'a>,
    questions: &'s Questions<'a>,
    /// For each line that is left, its answer.
    lines: HashMap<usize, Likened>,
    /// For each card that is left, its answer.
    cards: Vec<(usize, Likened)>,
    /// The pairs of which the card stands in a topic where the line is expected.
    in_topic: HashSet<(usize, usize)>,
    /// Lines by type and note and what is asked.
    by_front: HashMap<(LineType, &'a NoteKey, &'a str), Vec<usize>>,
    /// Lines by the words of their answers.
    by_word: HashMap<u64, Vec<usize>>,
    /// Lines by their place, those with an heir included.
    by_place: HashMap<(&'a NoteKey, &'a [String], u32), usize>,
}

impl<'s, 'a> Search<'s, 'a> {
    fn new(left: &'s Left<'a>, kin: &'s Kin<'a>, questions: &'s Questions<'a>, topics: &Topics<'a>) -> Self {
        let lines: HashMap<usize, Likened> =
            left.lines().map(|at| (at, Likened::new(&left.lines[at].answer))).collect();
        let cards = left.cards().map(|at| (at, Likened::new(&left.cards[at].answer))).collect();
        let mut search = Self {
            left,
            kin,
            questions,
            lines,
            cards,
            in_topic: HashSet::new(),
            by_front: HashMap::new(),
            by_word: HashMap::new(),
            by_place: HashMap::new(),
        };
        search.index(topics);
        search
    }

    fn index(&mut self, topics: &Topics<'a>) {
        let mut cards_of: HashMap<(&NoteKey, &[String]), Vec<usize>> = HashMap::new();
        for &(at, _) in &self.cards {
            let card = &self.left.cards[at];
            cards_of.entry((&card.note, &card.place.topics)).or_default().push(at);
        }
        let notes = self.left.notes();
        let living = self.left.lines.iter().enumerate().filter(|(_, line)| !line.retired && notes.contains(&line.note));
        for (at, line) in living {
            self.by_place.insert((&line.note, &line.place.topics, line.place.ordinal), at);
        }
        for at in self.left.lines() {
            let line = &self.left.lines[at];
            self.by_front.entry((line.kind, &line.note, line.front.as_str())).or_default().push(at);
            for word in self.lines[&at].telling_words() {
                self.by_word.entry(word).or_default().push(at);
            }
            for (note, topic) in topics.expected(line) {
                let cards = cards_of.get(&(note, topic.as_slice())).map_or(&[][..], Vec::as_slice);
                let crowd = cards.len() > CROWD;
                let near = |&&card: &&usize| !crowd || self.in_place(line, &self.left.cards[card]);
                let near: Vec<_> = cards.iter().filter(near).map(|&card| (at, card)).collect();
                self.in_topic.extend(near);
            }
        }
    }

    fn pairs(&self) -> Vec<Pair> {
        let mut in_topic: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut expected: Vec<_> = self.in_topic.iter().copied().collect();
        expected.sort_unstable();
        for (line, card) in expected {
            in_topic.entry(card).or_default().push(line);
        }
        let found = self.cards.par_iter().map(|(card, answer)| {
            let mut lines = in_topic.get(card).cloned().unwrap_or_default();
            lines.extend(self.of_front(*card));
            lines.extend(self.of_words(answer));
            lines.sort_unstable();
            lines.dedup();
            lines.into_iter().filter_map(|line| self.pair(line, *card, answer)).collect::<Vec<_>>()
        });
        found.flatten_iter().collect()
    }

    /// The lines that ask the same in a note that the card's comes from.
    fn of_front(&self, card: usize) -> impl Iterator<Item = usize> {
        let card = &self.left.cards[card];
        let found =
            self.kin.of(&card.note).filter_map(|note| self.by_front.get(&(card.kind, note, card.front.as_str())));
        found.flatten().copied().take(CROWD)
    }

    /// The lines that share most of the most telling words of an answer.
    fn of_words(&self, answer: &Likened) -> impl Iterator<Item = usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let lists = answer.telling_words().filter_map(|word| self.by_word.get(&word));
        for list in lists.filter(|list| list.len() <= COMMON).take(LOOKED_UP) {
            for &line in list {
                *shared.entry(line).or_default() += 1;
            }
        }
        let mut lines: Vec<_> = shared.into_iter().collect();
        lines.sort_unstable_by_key(|&(line, count)| (std::cmp::Reverse(count), line));
        lines.into_iter().take(LOOKED_UP).map(|(line, _)| line)
    }

    fn pair(&self, at: usize, card: usize, answer: &Likened) -> Option<Pair> {
        let (line, heir, before) = (&self.left.lines[at], &self.left.cards[card], &self.lines[&at]);
        if line.kind != heir.kind {
            return None;
        }
        let topic = self.in_topic.contains(&(at, card));
        let place = topic && self.in_place(line, heir);
        let front = line.front == heir.front && !line.front.is_empty() && line.kind == LineType::Basic;
        let own = topic || self.kin.holds(&heir.note, &line.note);
        let asks =
            front || (place && self.questions.alike(line, heir)) || (own && self.questions.same_at_heart(line, heir));
        if !(asks || (before.telling && answer.telling)) {
            return None;
        }
        // A short answer says little: where place and question stayed, it was corrected.
        let corrected = place && front && !before.telling && !answer.telling;
        let alike = before.to(answer).max(blanks_kept(line, heir));
        if alike < ALIKE && !corrected {
            return None;
        }
        let worth = |holds: bool, worth: f32| if holds { worth } else { 0.0 };
        let spoken = worth(place, PLACE) + worth(topic && !place, TOPIC) + worth(front, FRONT);
        let score = alike + spoken + worth(!own, FOREIGN);
        (score >= ENOUGH || corrected).then_some(Pair { line: at, card, score })
    }

    /// Whether a card of the topic where `line` is expected stands in its place: as far down, or beside the card that
    /// stood beside it.
    fn in_place(&self, line: &Line, card: &Line) -> bool {
        if line.place.block_id.is_some() && line.place.block_id == card.place.block_id {
            return true;
        }
        let beside = |ordinal: Option<u32>, other: Option<u32>| {
            let neighbour = self.by_place.get(&(&line.note, line.place.topics.as_slice(), ordinal?))?;
            let now = &self.left.cards[self.left.heir(*neighbour)?];
            let same_topic = now.note == card.note && now.place.topics == card.place.topics;
            Some(same_topic && Some(now.place.ordinal) == other)
        };
        let (then, now) = (line.place.ordinal, card.place.ordinal);
        then == now
            || beside(then.checked_sub(1), now.checked_sub(1)) == Some(true)
            || beside(then.checked_add(1), now.checked_add(1)) == Some(true)
    }
}

/// The share of blanks that two clozes have in common: order is no matter, and a long list is compared to its end.
fn blanks_kept(line: &Line, card: &Line) -> f32 {
    let then: HashSet<&str> =
        line.blanks.iter().filter(|blank| !blank.removed).map(|blank| blank.text.as_str()).collect();
    let both = card.blanks.iter().filter(|blank| then.contains(blank.text.as_str())).count();
    let all = then.len() + card.blanks.len();
    if all < 4 { 0.0 } else { 2.0 * both as f32 / all as f32 }
}
