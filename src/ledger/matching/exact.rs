//! The steps that ask for equality.

use super::kin::Kin;
use super::left::{Left, Twins};
use crate::ledger::likeness::TELLING_WORDS;
use crate::ledger::line::Line;
use crate::ledger::words;

/// Equal note, place and answer: what was not touched, and what was put back as it was.
pub(super) fn same_place(left: &mut Left<'_>) {
    fn key(line: &Line) -> impl Eq + std::hash::Hash + use<'_> {
        (line.kind, &line.note, &line.place, &line.answer)
    }
    left.pair_by(Twins::Pair, |line| Some(key(line)), |card| vec![key(card)]);
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

/// Equal answer. The question, or the topic's name, tells equal answers apart, and makes short ones telling.
pub(super) fn same_answer(left: &mut Left<'_>, kin: &Kin<'_>) {
    let near = |card| kin.of(card);
    // In the note: with its question, with its topic, then by itself.
    left.pair_by(
        Twins::Pair,
        |line| Some((line.kind, &line.note, &line.place.topics, &line.front, &line.answer)),
        |card| near(&card.note).map(|note| (card.kind, note, &card.place.topics, &card.front, &card.answer)).collect(),
    );
    left.pair_by(
        Twins::Leave,
        |line| Some((line.kind, &line.note, &line.front, &line.answer)),
        |card| near(&card.note).map(|note| (card.kind, note, &card.front, &card.answer)).collect(),
    );
    left.pair_by(
        Twins::Leave,
        |line| telling(line).then_some((line.kind, &line.note, &line.answer)),
        |card| near(&card.note).filter(|_| telling(card)).map(|note| (card.kind, note, &card.answer)).collect(),
    );
    // Anywhere: a moved section, a split file.
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
