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
        // Most titles are near none of the many facets: a look at the first byte and the length tells.
        let first = written.bytes().next();
        let near = |known: &&String| {
            known.len().abs_diff(written.len()) <= 4
                && known.bytes().next() == first
                && known.chars().count().abs_diff(letters) <= 1
                && strsim::osa_distance(known, &written) == 1
                && known.trim_end_matches('s') != written.trim_end_matches('s')
        };
        let known = (letters >= MISSPELT).then(|| self.facets.keys().filter(near).min()).flatten()?;
        let row = &self.facet_rows[self.facets[known]];
        Some(Facet { row, label: words::of_text(known), name: Vec::new() })
    }
}
