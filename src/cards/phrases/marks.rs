//! Set phrases that are looked for inside a text, in a language that writes no spaces between its words.
//!
//! What words tell in English, these tell there: that a sentence names a thing (`称为`), sets the scene (`设`), bids (`安装`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// Lists of phrases by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    by_name: FxHashMap<String, Vec<String>>,
}

impl Marks {
    /// The lists of the table `marks` of a language file.
    pub(super) fn new(lists: BTreeMap<String, Vec<String>>) -> Self {
        Self { by_name: lists.into_iter().collect() }
    }

    /// Whether the language has such phrases.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Whether the text begins with a phrase of the list.
    pub(crate) fn opens(&self, name: &str, text: &str) -> bool {
        self.list(name).any(|phrase| text.starts_with(phrase))
    }

    /// Whether the text ends with a phrase of the list.
    pub(crate) fn closes(&self, name: &str, text: &str) -> bool {
        self.list(name).any(|phrase| text.ends_with(phrase))
    }

    /// What stands before a phrase of the list at the end of the text.
    pub(crate) fn closing<'t>(&self, name: &str, text: &'t str) -> Option<&'t str> {
        self.list(name).find_map(|phrase| text.strip_suffix(phrase)).filter(|before| !before.is_empty())
    }

    /// Whether the text is a phrase of the list.
    pub(crate) fn is(&self, name: &str, text: &str) -> bool {
        self.list(name).any(|phrase| text == phrase)
    }

    /// Where the first phrase of the list that the text holds ends, in bytes.
    pub(crate) fn find(&self, name: &str, text: &str) -> Option<usize> {
        self.list(name).filter_map(|phrase| text.find(phrase).map(|at| at + phrase.len())).min()
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.by_name.get(name).into_iter().flatten().map(String::as_str)
    }
}
