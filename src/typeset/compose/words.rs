//! The words that a sheet adds to a note, in the note's language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Note;
use crate::text::language;

/// What is said in a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// The title of the index.
    pub(super) index: String,
    /// Stands behind the title of a box that goes on in another column.
    pub(super) continued: String,
    /// A page, `{page}` being its number.
    page: String,
}

/// By primary language subtag.
static WORDS: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../templates/sheet/words.toml"))
        .unwrap_or_else(|error| unreachable!("a test reads words.toml: {error}"))
});

impl Words {
    /// The words of a note: of the language it names, else of `lang` (BCP 47), else of what it shows. English for a
    /// language without words.
    pub(super) fn of(note: Option<&Note>, lang: &str) -> &'static Self {
        Self::in_language(note.map_or(lang, |note| language::of_note(note, lang)))
    }

    fn in_language(lang: &str) -> &'static Self {
        let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        WORDS.get(&primary).unwrap_or_else(|| &WORDS["en"])
    }

    /// How page `number` is cited; it stays on one line.
    pub(super) fn page(&self, number: usize) -> String {
        self.page.replace("{page}", &number.to_string()).replace(' ', "\u{a0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_cited_in_the_language() {
        let cited = ["en-GB", "es", "zh-Hans", "tlh"].map(|lang| Words::in_language(lang).page(8));
        assert_eq!(cited, ["p.\u{a0}8", "p.\u{a0}8", "第8页", "p.\u{a0}8"]);
    }
}
