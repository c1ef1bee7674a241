//! R15, points one by one: the items of a loose list that say something are asked as they would be at `atomic`.
//!
//! Nobody recalls "the main points about X". Where the patterns claim so many of the items that the others can go to Extra, each
//! is a question of its own; what is asked alike is one question.
//!
//! - ## Ferry / It can carry carts, It can carry sheep   =>   What can a ferry carry? (2)

use rustc_hash::{FxHashMap, FxHashSet};

use super::unit::{self, Unit};
use super::{ASKING, Patterns, deed, emphasis, first, sign, tail, told};
use crate::cards::CardKind;
use crate::cards::claims::Claims;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::gates::hanging;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, ListMarker, plain_text};
use crate::text::plain;

/// What asks a point: no number alone, and a parent item keeps its children.
const POINTS: Patterns = &[ASKING, &[deed::card, sign::card, emphasis::card, told::card, tail::card]];

/// What asks a sentence outright.
const STATEMENTS: Patterns = &[ASKING, &[told::card]];

/// What asks the sentence with which a text opens: where nothing asks it outright, what it stresses or says of its subject is
/// blanked.
const OPENING: Patterns = &[ASKING, &[told::card, emphasis::card, tail::card]];

/// What such a sentence is about has at most so many words.
const NAMED: usize = 5;

/// How many of the items must be asked for the others to go to Extra.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// Of a list that nobody learns to say at once.
    Half,
    /// Of one that could stay whole.
    TwoThirds,
}

/// The cards of the items of a list, whatever the level; none where too few of them say something.
pub(crate) fn of_list(subject: &Subject, items: &[Item], share: Share, claims: &mut Claims) -> Option<Vec<Draft>> {
    let asked: Vec<Vec<Draft>> = items.iter().map(|item| of_item(subject, item, share)).collect();
    let many = asked.iter().filter(|cards| !cards.is_empty()).count();
    let enough = match share {
        Share::Half => many * 2 >= items.len(),
        Share::TwoThirds => many * 3 >= items.len() * 2,
    };
    let free = || asked.iter().flatten().all(|card| claims.free(card.span));
    let lone = items.len() == 1 && !subject.book.can_say("happens");
    if many == 0 || lone || !enough || !free() {
        return None;
    }
    for card in asked.iter().flatten() {
        claims.take(card.span);
    }
    Some(together(asked.into_iter().flatten().collect()))
}

/// The cards of the sentences of a paragraph, the only block of `item`; none where the first cannot be asked.
pub(crate) fn of_statement(subject: &Subject, item: &Item, claims: &mut Claims) -> Option<Vec<Draft>> {
    if !subject.book.can_say("happens") {
        return None;
    }
    let units = unit::of_item(subject, item, false);
    // "When comparing two ships, use …" tells no more than its topic, and a long subject may hold a verb that is not known.
    let sure = |unit: &Unit| {
        !(unit.is("condition", 0) && unit.is("gerund", 1)) && unit.verb().is_none_or(|verb| verb <= NAMED)
    };
    let ask = |patterns, unit: &Unit| {
        let card = sure(unit).then(|| first(patterns, unit)).flatten()?;
        Some(named(unit, card)).filter(|card| claims.free(card.span))
    };
    let (opens, others) = units.split_first()?;
    let others = others.iter().filter_map(|unit| ask(STATEMENTS, unit));
    let opens = ask(OPENING, opens).filter(|card| !begins_blank(card))?;
    let cards: Vec<Draft> = std::iter::once(opens).chain(others).collect();
    for card in &cards {
        claims.take(card.span);
    }
    Some(together(cards))
}

/// Whether a sentence begins with its blank: nothing before it tells what it speaks of.
fn begins_blank(card: &Draft) -> bool {
    let [Block { kind: BlockKind::Paragraph(line), .. }] = &card.front[..] else { return false };
    matches!(line.first(), Some(Inline { kind: InlineKind::Cloze(_), .. }))
}

/// The cards of an item. Of one that could stay on its list the first sentence must be asked, and only its own line is.
fn of_item(subject: &Subject, item: &Item, share: Share) -> Vec<Draft> {
    let ask = |unit: &Unit| Some(whole(unit, named(unit, first(patterns(subject), unit)?)));
    let mut taken = Claims::default();
    let mut cards: Vec<Draft> = Vec::new();
    for (at, unit) in unit::of_item(subject, item, share == Share::Half).iter().enumerate() {
        let card = taken.free(unit.span).then(|| ask(unit)).flatten();
        if at == 0 && card.is_none() && share == Share::TwoThirds {
            return Vec::new();
        }
        if let Some(card) = card {
            taken.take(card.span);
            cards.push(card);
        }
    }
    cards
}

fn patterns(subject: &Subject) -> Patterns {
    if subject.book.can_say("happens") { POINTS } else { &[&[emphasis::card]] }
}

/// The card under the name of what it is about, where it points back: the items before it speak of the same.
fn named(unit: &Unit, mut card: Draft) -> Draft {
    if let [Block { kind: BlockKind::Paragraph(line), .. }] = &card.front[..]
        && hanging::hangs(unit.subject, line)
        && !plain_text(line).contains(&*words::text(&unit.owner))
    {
        let owner = Inline::new(InlineKind::Strong(words::inlines(&unit.owner)), unit.span);
        card.front.insert(0, paragraph(vec![owner], unit.span));
    }
    card
}

/// The card with what hangs below its item, where it says how many: "by two chains" over both.
fn whole(unit: &Unit, mut card: Draft) -> Draft {
    let [Block { kind: BlockKind::List(below), .. }] = unit.below else { return card };
    let counts = |word: &Word| unit.subject.book.number(word).is_some_and(|number| number == below.items.len());
    let counted = matches!(&card.back[..], [Block { kind: BlockKind::Paragraph(line), .. }] if words::words(line).iter().any(counts));
    if card.kind == CardKind::Basic && counted {
        card.back.extend_from_slice(unit.below);
        card.shows.push(unit.whole);
    }
    card
}

/// Questions that are alike as one, answered by all.
fn together(cards: Vec<Draft>) -> Vec<Draft> {
    let mut groups: Vec<Vec<Draft>> = Vec::new();
    let mut asked: FxHashMap<String, usize> = FxHashMap::default();
    for card in cards {
        let next = groups.len();
        let basic = card.kind == CardKind::Basic;
        let group = if basic { *asked.entry(plain::blocks(&card.front).to_lowercase()).or_insert(next) } else { next };
        match groups.get_mut(group) {
            Some(group) => group.push(card),
            None => groups.push(vec![card]),
        }
    }
    groups.into_iter().filter_map(as_one).collect()
}

/// One card of those that ask the same: each answer once, more than one as a list.
fn as_one(cards: Vec<Draft>) -> Option<Draft> {
    let mut cards = cards.into_iter();
    let mut first = cards.next()?;
    let mut said = FxHashSet::from_iter([plain::blocks(&first.back)]);
    let item = |blocks: Vec<Block>, span| Item { task: None, blocks, span };
    let mut items = vec![item(std::mem::take(&mut first.back), first.span)];
    for card in cards {
        first.shows.extend(card.shows);
        first.extra.extend(card.extra);
        if said.insert(plain::blocks(&card.back)) {
            items.push(item(card.back, card.span));
        }
    }
    match <[Item; 1]>::try_from(items) {
        Ok([only]) => first.back = only.blocks,
        Err(items) => {
            first.parts = items.len();
            let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
            first.back = vec![Block::new(BlockKind::List(list), first.span)];
        }
    }
    Some(first)
}
