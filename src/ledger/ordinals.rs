//! The numbers of a cloze note's blanks: they follow the text of the blank, and none is ever given to another.
//!
//! Anki keeps a history a number. Were c3 renumbered when c2 goes, c3's text would take c2's history.

use std::collections::HashMap;

use super::line::Blank;

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

#[cfg(test)]
mod tests {
    use super::super::line::Text;
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
}
