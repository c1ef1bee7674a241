//! Which of many names is most like one that is missing.

use std::cell::RefCell;
use std::collections::HashMap;

/// Below this, names share letters by chance. Chosen by eye.
const LIKE: f64 = 0.85;
/// As many signs at the start as Winkler's measure rewards, and how much each.
const PREFIX: usize = 4;
const REWARD: f64 = 0.1;

/// The names of a notebook's notes, or of a note's headings.
pub(super) struct Names {
    names: Vec<Name>,
    /// What was found before: the same name is missing in many places.
    found: RefCell<HashMap<String, Option<usize>>>,
}

struct Name {
    folded: String,
    /// As its author writes it.
    shown: String,
    letters: Letters,
}

/// How many signs a name has, and how often each, sorted into a few heaps: names that share few cannot be alike, and need no
/// closer look.
struct Letters {
    len: usize,
    heaps: [u8; 32],
}

impl Names {
    /// Names as pairs of what is compared and what is shown.
    pub(super) fn new(names: impl Iterator<Item = (String, String)>) -> Self {
        let name = |(folded, shown): (String, String)| Name { letters: Letters::of(&folded), folded, shown };
        Self { names: names.map(name).collect(), found: RefCell::default() }
    }

    /// What is shown of the name most like `wanted`, if any is like it at all.
    pub(super) fn nearest(&self, wanted: &str) -> Option<&str> {
        let mut found = self.found.borrow_mut();
        let at = *found.entry(wanted.to_owned()).or_insert_with(|| self.search(wanted));
        at.map(|at| self.names[at].shown.as_str())
    }

    fn search(&self, wanted: &str) -> Option<usize> {
        let letters = Letters::of(wanted);
        let mut best: Option<(f64, usize)> = None;
        for (at, name) in self.names.iter().enumerate() {
            let least = best.map_or(LIKE, |(score, _)| score);
            if name.letters.len.abs_diff(letters.len) > letters.len.max(4) / 2
                || letters.at_best(&name.letters, shared_prefix(wanted, &name.folded)) < least
            {
                continue;
            }
            let score = strsim::jaro_winkler(wanted, &name.folded);
            if score >= least {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut letters = Self { len: 0, heaps: [0; 32] };
        for sign in name.chars() {
            letters.len += 1;
            let heap = &mut letters.heaps[sign as usize % 32];
            *heap = heap.saturating_add(1);
        }
        letters
    }

    /// What the measure of Jaro and Winkler can give at most.
    fn at_best(&self, other: &Self, prefix: usize) -> f64 {
        let shared: usize = self.heaps.iter().zip(&other.heaps).map(|(one, two)| usize::from(*one.min(two))).sum();
        let (len, other) = (self.len.max(1) as f64, other.len.max(1) as f64);
        let jaro = ((shared as f64 / len + shared as f64 / other + 1.0) / 3.0).min(1.0);
        // Rounding must not take a name away that is just like enough.
        jaro + prefix as f64 * REWARD * (1.0 - jaro) + 1e-9
    }
}

fn shared_prefix(one: &str, two: &str) -> usize {
    one.chars().zip(two.chars()).take(PREFIX).take_while(|(one, two)| one == two).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, nearest: Option<&str>) {
        let names = ["glacier", "glaciers", "enzyme", "enzymes of the liver", "über uns"];
        let names = Names::new(names.iter().map(|name| (name.to_lowercase(), (*name).to_owned())));
        assert_eq!(names.nearest(wanted), nearest);
    }

    #[test]
    fn a_slip_of_the_pen_is_near() {
        check("glacer", Some("glacier"));
        check("enzymse", Some("enzyme"));
        check("enzymes in the liver", Some("enzymes of the liver"));
        check("uber uns", Some("über uns"));
    }

    #[test]
    fn another_word_is_not() {
        check("moraine", None);
        check("", None);
    }
}
