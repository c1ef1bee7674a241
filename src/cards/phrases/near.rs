//! Titles that are nearly a facet: one misspelt, or two of them together.
//!
//! - "Introuction" is asked as "Introduction"
//! - "Origin and development" is described as a whole

use super::super::words::{self, Word};
use super::{Facet, Phrases, key};

/// A shorter title may be another word and not a facet misspelt.
const MISSPELT: usize = 9;

/// The facet whose row asks for two together.
const PAIR: &str = "this and that";

/// Labels of facets that may be misspelt, in order, each with the number of its letters.
#[derive(Debug, Clone, Default)]
pub(super) struct LongLabels(Vec<(String, usize)>);

impl LongLabels {
    pub(super) fn of<'l>(labels: impl Iterator<Item = &'l String>) -> Self {
        let counted = labels.map(|label| (label.clone(), label.chars().count()));
        let mut long: Vec<_> = counted.filter(|(_, letters)| letters + 1 >= MISSPELT).collect();
        long.sort_unstable();
        Self(long)
    }

    /// Those that begin with the byte with which a word begins: a slip of the pen is seldom the first letter.
    fn with_first_of(&self, word: &str) -> impl Iterator<Item = &(String, usize)> {
        let first = word.as_bytes().first().copied();
        let start = self.0.partition_point(|(label, _)| label.as_bytes().first().copied() < first);
        self.0[start..].iter().take_while(move |(label, _)| label.as_bytes().first().copied() == first)
    }
}

impl Phrases {
    /// Two facets in one title, "Origin and development", which are described together.
    pub(crate) fn pair_of_facets(&self, title: &[Word]) -> Option<Facet<'_>> {
        let and = title.iter().position(|word| self.is("and", word))?;
        let asks = |words: &[Word]| self.facet(words).is_some_and(|facet| facet.asks() && facet.name.is_empty());
        let row = &self.facet_rows[*self.facets.get(PAIR)?];
        (asks(&title[..and]) && asks(&title[and + 1..])).then(|| Facet {
            row,
            label: title.to_vec(),
            name: Vec::new(),
            remark: Vec::new(),
        })
    }

    /// The facet that a long title of one letter too many, too few or astray is: "Introuction".
    pub(crate) fn misspelt_facet(&self, title: &[Word]) -> Option<Facet<'_>> {
        let written = key(title);
        let letters = written.chars().count();
        if letters < MISSPELT {
            return None;
        }
        let near = |(known, known_letters): &&(String, usize)| {
            known_letters.abs_diff(letters) <= 1
                && is_one_slip(known, &written)
                && known.trim_end_matches('s') != written.trim_end_matches('s')
        };
        let (known, _) = self.long_labels.with_first_of(&written).find(near)?;
        let row = &self.facet_rows[self.facets[known]];
        Some(Facet { row, label: words::of_text(known), name: Vec::new(), remark: Vec::new() })
    }
}

/// Whether one slip of the pen makes one text the other: a letter too many, too few or another, or two in each other's place.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let before = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[before..], &other[before..]);
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - behind], &other[..other.len() - behind]) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_the_distance_of_one() {
        let texts =
            ["", "a", "ab", "ba", "aab", "abb", "abc", "acb", "cab", "abcd", "abdc", "bacd", "badc", "aé", "éa"];
        for one in texts {
            for other in texts {
                assert_eq!(is_one_slip(one, other), strsim::osa_distance(one, other) == 1, "{one} {other}");
            }
        }
    }
}
