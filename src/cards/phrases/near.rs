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

/// Labels of facets that may be misspelt, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct LongLabels(Vec<String>);

impl LongLabels {
    pub(super) fn of<'l>(labels: impl Iterator<Item = &'l String>) -> Self {
        let mut long: Vec<String> = labels.filter(|label| label.chars().count() + 1 >= MISSPELT).cloned().collect();
        long.sort_unstable();
        Self(long)
    }

    /// Those that begin with the byte with which a word begins: a slip of the pen is seldom the first letter.
    fn with_first_of(&self, word: &str) -> impl Iterator<Item = &String> {
        let first = word.as_bytes().first().copied();
        let start = self.0.partition_point(|label| label.as_bytes().first().copied() < first);
        self.0[start..].iter().take_while(move |label| label.as_bytes().first().copied() == first)
    }
}

impl Phrases {
    /// Two facets in one title, "Origin and development", which are described together.
    pub(crate) fn pair_of_facets(&self, title: &[Word]) -> Option<Facet<'_>> {
        let and = title.iter().position(|word| self.is("and", word))?;
        let asks = |words: &[Word]| self.facet(words).is_some_and(|facet| facet.asks() && facet.name.is_empty());
        let row = &self.facet_rows[*self.facets.get(PAIR)?];
        (asks(&title[..and]) && asks(&title[and + 1..])).then(|| Facet { row, label: title.to_vec(), name: Vec::new() })
    }

    /// The facet that a long title of one letter too many, too few or astray is: "Introuction".
    pub(crate) fn misspelt_facet(&self, title: &[Word]) -> Option<Facet<'_>> {
        let written = key(title);
        let letters = written.chars().count();
        if letters < MISSPELT {
            return None;
        }
        let near = |known: &&String| {
            known.len().abs_diff(written.len()) <= 4
                && known.chars().count().abs_diff(letters) <= 1
                && strsim::osa_distance(known, &written) == 1
                && known.trim_end_matches('s') != written.trim_end_matches('s')
        };
        let known = self.long_labels.with_first_of(&written).find(near)?;
        let row = &self.facet_rows[self.facets[known]];
        Some(Facet { row, label: words::of_text(known), name: Vec::new() })
    }
}
