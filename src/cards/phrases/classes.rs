//! Word classes of a language: the lists of its file, and what every language has.

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use super::super::words::Word;
use super::listed::Listed;

/// The classes of a language by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    listed: Listed,
    numerals: FxHashMap<String, usize>,
}

/// A class by its name. Rules ask for hundreds of classes of every word, by names that the compiler knows and hashes: a look-up
/// compares no names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Name {
    Code,
    Acronym,
    Number,
    Asking,
    Comma,
    Codelike,
    Doing,
    Han,
    Capital,
    /// A class that the language lists.
    Listed(u64),
}

impl Name {
    /// The class that is called so. Every language has `code`, `codelike`, `acronym`, `number`, `capital`, `doing` (a gerund),
    /// `asking` (ends in a question mark), `comma` (ends in one) and `han` (Han or Kana).
    #[inline]
    pub(super) fn of(class: &str) -> Self {
        match class {
            "code" => Self::Code,
            "acronym" => Self::Acronym,
            "number" => Self::Number,
            "asking" => Self::Asking,
            "comma" => Self::Comma,
            "codelike" => Self::Codelike,
            "doing" => Self::Doing,
            "han" => Self::Han,
            "capital" => Self::Capital,
            _ => Self::Listed(hash(class)),
        }
    }
}

#[inline]
fn hash(class: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(class.as_bytes());
    hasher.finish()
}

impl Classes {
    /// The classes that the table `words` of a language file lists; `numerals` counts from zero.
    pub(crate) fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        let numerals = lists.get("numerals").into_iter().flatten().enumerate();
        Self {
            listed: Listed::new(lists, hash),
            numerals: numerals.map(|(value, word)| (word.clone(), value)).collect(),
        }
    }

    /// Whether the language lists a class of that name.
    pub(crate) fn knows(&self, class: &str) -> bool {
        self.listed.knows(hash(class))
    }

    /// Whether `word` belongs to the class.
    #[inline]
    pub(crate) fn has(&self, class: &str, word: &Word) -> bool {
        self.holds(Name::of(class), word)
    }

    /// Whether `word` belongs to the class of that name.
    #[inline]
    pub(super) fn holds(&self, class: Name, word: &Word) -> bool {
        match class {
            Name::Code => word.is_code(),
            Name::Listed(class) => word.is_text() && self.listed.has(class, word),
            class => word.is_text() && self.is_of_every_language(class, word),
        }
    }

    /// Whether a word of text belongs to a class that is not listed.
    fn is_of_every_language(&self, class: Name, word: &Word) -> bool {
        match class {
            Name::Code | Name::Listed(_) => false,
            Name::Acronym => is_acronym(word.text()),
            Name::Number => self.number(&word.key).is_some(),
            Name::Asking => word.text().ends_with(['?', '？']),
            Name::Comma => word.text().ends_with([',', ';', '，', '；']),
            Name::Codelike => is_codelike(word.text()),
            Name::Doing => self.base_of_gerund(&word.key).is_some(),
            Name::Han => word.text().contains(super::super::words::is_ideograph),
            Name::Capital => word.text().chars().next().is_some_and(char::is_uppercase),
        }
    }

    /// The verb of an English gerund, where its base form is a known deed: "installing" is of "install", "writing" of "write".
    pub(crate) fn base_of_gerund(&self, key: &str) -> Option<String> {
        let stem = key.strip_suffix("ing")?;
        let doubled = matches!(stem.as_bytes(), [.., a, b] if a == b);
        let single = if doubled { &stem[..stem.len() - 1] } else { "" };
        let forms = [stem.to_owned(), format!("{stem}e"), single.to_owned()];
        forms.into_iter().find(|form| self.has_key("command", form) || self.has_key("finite_base_any", form))
    }

    /// The verb of an English past with `-ed`, where its base form is a known deed: "stopped" is of "stop".
    pub(crate) fn base_of_past(&self, key: &str) -> Option<String> {
        let stem = key.strip_suffix("ed")?;
        let doubled = matches!(stem.as_bytes(), [.., a, b] if a == b);
        let single = if doubled { &stem[..stem.len() - 1] } else { "" };
        let wise = stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default();
        let forms = [stem.to_owned(), format!("{stem}e"), single.to_owned(), wise];
        let bases = ["command", "deed", "finite_base_any", "of_history"];
        let known = |form: &String| bases.iter().any(|class| self.has_key(class, form));
        forms.into_iter().find(known)
    }

    /// Whether a word in lower case, without punctuation around it, belongs to the class.
    #[inline]
    pub(crate) fn has_key(&self, class: &str, key: &str) -> bool {
        self.listed.has_key(hash(class), key)
    }

    /// Whether something in the class may begin with a word in lower case.
    #[inline]
    pub(crate) fn may_open(&self, class: &str, word: &str) -> bool {
        self.listed.may_open(hash(class), word)
    }

    /// The number that a word says, in digits or as a numeral of the language.
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        if key.bytes().all(|b| b.is_ascii_digit()) {
            return key.parse().ok();
        }
        self.numerals.get(key).copied()
    }
}

/// Two to eight capitals and digits, at least two of them capitals: `GIL`, `HTTP2`, `CI/CD` is none.
pub(crate) fn is_acronym(text: &str) -> bool {
    // Most words begin with a small letter.
    if text.bytes().next().is_none_or(|first| first.is_ascii_lowercase()) {
        return false;
    }
    let length = text.chars().count();
    (2..=8).contains(&length)
        && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && text.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Whether a word outside code looks like a name in a program: `fold_left`, `push()`, `std::vec`, `--force`.
fn is_codelike(text: &str) -> bool {
    let name = text.contains('_') || text.contains("()") || text.contains("::") || text.starts_with('-');
    name && text.chars().any(char::is_alphabetic)
}
