//! The steps that ask for equality.

use rustc_hash::FxHashMap;

use super::kin::Kin;
use super::left::{Left, Twins};
use super::questions::Questions;
use crate::ledger::likeness::TELLING_WORDS;
use crate::ledger::line::Line;
use crate::ledger::words;

/// Equal note, place, question and answer: what was not touched, and what was put back as it was.
pub(super) fn same(left: &mut Left<'_>) {
    fn key(line: &Line) -> impl Eq + std::hash::Hash + use<'_> {
        (line.kind, &line.note, &line.place, &line.front, &line.answer)
    }
    let mut known = FxHashMap::default();
    let (living, retired): (Vec<_>, Vec<_>) = left.lines().partition(|&at| !left.lines[at].retired);
    for at in living.into_iter().chain(retired) {
        known.entry(key(&left.lines[at])).or_insert(at);
    }
    let found: Vec<_> = left.cards().filter_map(|card| Some((known.remove(&key(&left.cards[card]))?, card))).collect();
    for (line, card) in found {
        left.pair(line, card);
    }
}

/// Equal note, place and answer: what is asked otherwise, by the user or by an upgrade. Not before the same question
/// was looked for in other places, as short answers are shared by many.
pub(super) fn same_place(left: &mut Left<'_>, questions: &Questions<'_>) {
    fn key(line: &Line) -> impl Eq + std::hash::Hash + use<'_> {
        (line.kind, &line.note, &line.place, &line.answer)
    }
    let asks = |line: &Line, card: &Line| telling(line) || questions.alike(line, card);
    left.pair_where(Twins::Pair, |line| Some(key(line)), |card| vec![key(card)], asks);
}

/// Equal `^block-id` in the same note, or one it was paired with. Several cards of a block are told apart by their
/// answers, else by their order, which is left to later steps.
pub(super) fn same_block(left: &mut Left<'_>, kin: &Kin<'_>) {
    let block = |line: &'_ Line| line.place.block_id.is_some();
    left.pair_by(
        Twins::Leave,
        |line| block(line).then_some((line.kind, &line.note, &line.place.block_id, &line.answer)),
        |card| {
            let of = |note| (card.kind, note, &card.place.block_id, &card.answer);
            if block(card) { kin.of(&card.note).map(of).collect() } else { Vec::new() }
        },
    );
    left.pair_by(
        Twins::Leave,
        |line| block(line).then_some((line.kind, &line.note, &line.place.block_id)),
        |card| {
            let of = |note| (card.kind, note, &card.place.block_id);
            if block(card) { kin.of(&card.note).map(of).collect() } else { Vec::new() }
        },
    );
}

/// Equal question and answer in the note, further up or down or under another heading.
pub(super) fn same_card(left: &mut Left<'_>, kin: &Kin<'_>) {
    left.pair_by(
        Twins::Pair,
        |line| Some((line.kind, &line.note, &line.place.topics, &line.front, &line.answer)),
        |card| {
            let of = |note| (card.kind, note, &card.place.topics, &card.front, &card.answer);
            kin.of(&card.note).map(of).collect()
        },
    );
    left.pair_by(
        Twins::Leave,
        |line| Some((line.kind, &line.note, &line.front, &line.answer)),
        |card| kin.of(&card.note).map(|note| (card.kind, note, &card.front, &card.answer)).collect(),
    );
}

/// Equal answer, of words enough, in the note; then anywhere: a moved section, a split file. There a short answer counts
/// with its question and the name of its topic.
pub(super) fn same_answer(left: &mut Left<'_>, kin: &Kin<'_>) {
    left.pair_by(
        Twins::Leave,
        |line| telling(line).then_some((line.kind, &line.note, &line.answer)),
        |card| {
            let of = |note| (card.kind, note, &card.answer);
            if telling(card) { kin.of(&card.note).map(of).collect() } else { Vec::new() }
        },
    );
    left.pair_by(
        Twins::Leave,
        |line| Some((line.kind, line.place.topics.last(), &line.front, &line.answer)),
        |card| vec![(card.kind, card.place.topics.last(), &card.front, &card.answer)],
    );
    left.pair_by(
        Twins::Leave,
        |line| telling(line).then_some((line.kind, &line.answer)),
        |card| if telling(card) { vec![(card.kind, &card.answer)] } else { Vec::new() },
    );
}

fn telling(line: &Line) -> bool {
    words::count(line.answer.shown()) >= TELLING_WORDS
}
