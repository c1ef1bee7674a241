//! The numbers of a cloze note's blanks: they follow the text of the blank, and none is ever given to another.
//!
//! Anki keeps a history a number. Were c3 renumbered when c2 goes, c3's text would take c2's history.

use std::collections::{BTreeSet, HashMap};

use super::blanks;
use super::line::Blank;
use crate::cards::{Card, CardKind};

/// The highest number that Anki makes a card of (tried: c500 and above import without one).
const HIGHEST: u32 = 499;

/// The numbers of a card's blanks, and all that were ever given.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// From the provisional number to the final one.
    pub(super) numbers: HashMap<u32, u32>,
    /// Every number, those of blanks that have gone included.
    pub(super) blanks: Vec<Blank>,
}

/// Numbers the blanks of a card (`now`, provisional numbers) after those its line has had (`before`).
pub(super) fn number(before: &[Blank], now: &[Blank]) -> Numbered {
    let mut blanks: Vec<Blank> = before.iter().map(|blank| Blank { removed: true, ..blank.clone() }).collect();
    let mut numbers = HashMap::new();
    for blank in now {
        if let Some(old) = blanks.iter_mut().find(|old| old.removed && old.text == blank.text) {
            old.removed = false;
            numbers.insert(blank.number, old.number);
        }
    }
    for blank in now {
        if numbers.contains_key(&blank.number) {
            continue;
        }
        let number = blanks.iter().map(|blank| blank.number).max().unwrap_or(0) + 1;
        blanks.push(Blank { number, ..blank.clone() });
        numbers.insert(blank.number, number);
    }
    Numbered { numbers, blanks }
}

impl Numbered {
    /// Whether the numbers have run out: a new note must begin.
    pub(super) fn run_out(&self) -> bool {
        self.blanks.iter().any(|blank| !blank.removed && blank.number > HIGHEST)
    }
}

/// Makes several notes of a cloze that has more blanks than Anki has numbers; each shows the blanks of the others.
pub(super) fn split(cards: Vec<Card>) -> Vec<Card> {
    cards.into_iter().flat_map(split_card).collect()
}

fn split_card(card: Card) -> Vec<Card> {
    if card.kind != CardKind::Cloze {
        return vec![card];
    }
    let mut front = card.front.clone();
    let mut numbers = BTreeSet::new();
    blanks::each(&mut front, &mut |cloze| {
        numbers.insert(cloze.number);
    });
    if numbers.len() <= HIGHEST as usize {
        return vec![card];
    }
    let numbers: Vec<u32> = numbers.into_iter().collect();
    let part = |numbers: &[u32]| {
        let mut part = card.clone();
        blanks::keep(&mut part.front, &|cloze| numbers.contains(&cloze.number));
        part
    };
    numbers.chunks(HIGHEST as usize).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::super::line::{Lock, Text};
    use super::super::testing::{build, everything, vault};
    use super::*;

    fn blank(number: u32, text: &str) -> Blank {
        Blank { number, text: Text::new(text), removed: false }
    }

    /// Edits a list again and again; gives the number of each item of the last.
    fn numbers(edits: &[&[&str]]) -> Vec<u32> {
        let mut blanks = Vec::new();
        let mut given = Vec::new();
        for items in edits {
            let now: Vec<Blank> = (1..).zip(*items).map(|(number, text)| blank(number, text)).collect();
            let numbered = number(&blanks, &now);
            given = now.iter().map(|blank| numbered.numbers[&blank.number]).collect();
            blanks = numbered.blanks;
        }
        given
    }

    #[test]
    fn a_new_list_counts() {
        assert_eq!(numbers(&[&["red", "green", "blue"]]), [1, 2, 3]);
    }

    #[test]
    fn numbers_follow_the_text() {
        assert_eq!(numbers(&[&["red", "green", "blue"], &["blue", "red", "green"]]), [3, 1, 2]);
    }

    #[test]
    fn a_removed_number_is_never_given_again() {
        assert_eq!(numbers(&[&["red", "green", "blue"], &["red", "blue"], &["red", "black", "blue"]]), [1, 4, 3]);
    }

    #[test]
    fn what_comes_back_gets_its_number_back() {
        assert_eq!(numbers(&[&["red", "green"], &["red"], &["white", "red"], &["red", "green"]]), [1, 2]);
    }

    #[test]
    fn when_numbers_run_out_a_new_note_begins() {
        let edited = |n| format!("# a.md\n## T\n1: {{a{n}}}, {{b{n}}} in the text that stays around them");
        let (mut lock, mut guids) = (Lock::default(), BTreeSet::new());
        for n in 0..300 {
            let stamped = build(&lock, &vault(&edited(n)), &everything(), n);
            guids.insert(stamped.cards[0].guid.clone());
            lock = stamped.lock.expect("a lock");
            assert!(lock.lines.iter().flat_map(|line| &line.blanks).all(|blank| blank.number <= HIGHEST));
        }
        assert_eq!(guids.len(), 2);
    }

    #[test]
    fn a_list_of_more_blanks_than_numbers_is_several_notes() {
        let list = (0..1000).map(|n| format!("{{item {n}}}")).collect::<Vec<_>>().join(" ");
        let cards = split(vault(&format!("# a.md\n## T\n1: {list}")).cards);
        let counts = cards.into_iter().map(|mut card| {
            let mut count = 0;
            blanks::each(&mut card.front, &mut |_| count += 1);
            count
        });
        assert_eq!(counts.collect::<Vec<_>>(), [499, 499, 2]);
    }
}
