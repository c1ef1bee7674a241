//! The lines and cards that no step has paired yet.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ledger::keys::NoteKey;
use crate::ledger::line::Line;

/// What is left, and what was found.
pub(super) struct Left<'a> {
    pub(super) lines: &'a [Line],
    pub(super) cards: &'a [Line],
    /// For each line, its heir.
    heirs: Vec<Option<usize>>,
    /// For each card, its ancestor.
    ancestors: Vec<Option<usize>>,
}

/// What to do with a key that stands several times on a side.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Twins {
    /// Nobody can tell them apart: leave them to a later step.
    Leave,
    /// They are as good as each other: pair them in order.
    Pair,
}

impl<'a> Left<'a> {
    /// All of them.
    pub(super) fn new(lines: &'a [Line], cards: &'a [Line]) -> Self {
        Self { lines, cards, heirs: vec![None; lines.len()], ancestors: vec![None; cards.len()] }
    }

    /// Whether one side has run out.
    pub(super) fn nothing(&self) -> bool {
        self.cards().next().is_none() || self.lines().next().is_none()
    }

    /// The lines without an heir, by index.
    pub(super) fn lines(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|&at| self.heirs[at].is_none())
    }

    /// The cards without an ancestor, by index.
    pub(super) fn cards(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.cards.len()).filter(|&at| self.ancestors[at].is_none())
    }

    /// The notes of the lock that lines are left of.
    pub(super) fn notes(&self) -> FxHashSet<&'a NoteKey> {
        self.lines().map(|at| &self.lines[at].note).collect()
    }

    /// The heir of a line.
    pub(super) fn heir(&self, line: usize) -> Option<usize> {
        self.heirs[line]
    }

    /// The pairs found so far, as line and card.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'a Line, &'a Line)> + '_ {
        let heirs = self.heirs.iter().enumerate();
        heirs.filter_map(|(line, heir)| heir.map(|card| (&self.lines[line], &self.cards[card])))
    }

    /// Pairs a line and a card. Does nothing if either is taken or they differ in type; says whether it did.
    pub(super) fn pair(&mut self, line: usize, card: usize) -> bool {
        let free = self.heirs[line].is_none() && self.ancestors[card].is_none();
        let paired = free && self.lines[line].kind == self.cards[card].kind;
        if paired {
            self.heirs[line] = Some(card);
            self.ancestors[card] = Some(line);
        }
        paired
    }

    /// Pairs what is left by a key. A card may have several, the best first.
    pub(super) fn pair_by<K: Hash + Eq>(
        &mut self,
        twins: Twins,
        line_key: impl Fn(&'a Line) -> Option<K>,
        card_keys: impl Fn(&'a Line) -> Vec<K>,
    ) {
        self.pair_where(twins, line_key, card_keys, |_, _| true);
    }

    /// The same for pairs that fulfil a condition.
    pub(super) fn pair_where<K: Hash + Eq>(
        &mut self,
        twins: Twins,
        line_key: impl Fn(&'a Line) -> Option<K>,
        card_keys: impl Fn(&'a Line) -> Vec<K>,
        condition: impl Fn(&Line, &Line) -> bool,
    ) {
        let mut of_lines: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for at in self.lines() {
            if let Some(key) = line_key(&self.lines[at]) {
                of_lines.entry(key).or_default().push(at);
            }
        }
        let mut of_cards: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        let mut order = Vec::new();
        for at in self.cards() {
            for key in card_keys(&self.cards[at]) {
                if of_lines.contains_key(&key) {
                    of_cards.entry(key).or_default().push(at);
                    order.push(at);
                }
            }
        }
        order.dedup();
        for card in order {
            for key in card_keys(&self.cards[card]) {
                let (Some(lines), Some(cards)) = (of_lines.get_mut(&key), of_cards.get(&key)) else { continue };
                if twins == Twins::Leave && cards.len() > 1 {
                    continue;
                }
                if let Some(line) = self.choose(twins, lines)
                    && condition(&self.lines[line], &self.cards[card])
                    && self.pair(line, card)
                {
                    break;
                }
            }
        }
    }

    /// The one of `lines` that takes part: the living before the retired.
    fn choose(&self, twins: Twins, lines: &[usize]) -> Option<usize> {
        let free = || lines.iter().copied().filter(|&at| self.heirs[at].is_none());
        let living = || free().filter(|&at| !self.lines[at].retired);
        match twins {
            Twins::Pair => living().next().or_else(|| free().next()),
            Twins::Leave if living().nth(1).is_none() => {
                living().next().or_else(|| free().next().filter(|_| free().nth(1).is_none()))
            }
            Twins::Leave => None,
        }
    }

    /// For each card, its ancestor.
    pub(super) fn into_ancestors(self) -> Vec<Option<usize>> {
        self.ancestors
    }
}
