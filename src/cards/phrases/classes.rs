//! Word classes of a language: lists from its file, with suffixes (`-ing`) and exceptions (`!string`, `!-ss`).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::words::Word;

/// The classes of a language by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    by_name: FxHashMap<String, Class>,
    numerals: FxHashMap<String, usize>,
}

#[derive(Debug, Clone, Default)]
struct Class {
    words: FxHashSet<String>,
    /// The bytes that its words begin with: most words are in no class, and one look tells so.
    starts: Starts,
    suffixes: Vec<String>,
    not_words: FxHashSet<String>,
    not_suffixes: Vec<String>,
}

impl Classes {
    /// The classes that the table `words` of a language file lists; `numerals` counts from zero.
    pub(crate) fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        let numerals = lists.get("numerals").into_iter().flatten().enumerate();
        Self {
            by_name: lists.iter().map(|(name, list)| (name.clone(), Class::new(list))).collect(),
            numerals: numerals.map(|(value, word)| (word.clone(), value)).collect(),
        }
    }

    /// Whether `word` belongs to the class. Every language has `code`, `codelike`, `acronym`,
    /// `number`, `capital`, `doing` (a gerund), `asking` (ends in a question mark), `comma` (ends in one) and `han` (Han or Kana).
    pub(crate) fn has(&self, class: &str, word: &Word) -> bool {
        match class {
            "code" => word.is_code(),
            "acronym" => word.is_text() && is_acronym(word.text()),
            "number" => word.is_text() && self.number(&word.key).is_some(),
            "asking" => word.is_text() && word.text().ends_with(['?', '？']),
            "comma" => word.is_text() && word.text().ends_with([',', ';', '，', '；']),
            "codelike" => word.is_text() && is_codelike(word.text()),
            "doing" => word.is_text() && self.base_of_gerund(&word.key).is_some(),
            "han" => word.is_text() && word.text().contains(super::super::words::is_ideograph),
            "capital" => word.is_text() && word.text().chars().next().is_some_and(char::is_uppercase),
            _ => word.is_text() && self.has_key(class, &word.key),
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
    pub(crate) fn has_key(&self, class: &str, key: &str) -> bool {
        self.by_name.get(class).is_some_and(|class| class.has(key))
    }

    /// The number that a word says, in digits or as a numeral of the language.
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        if key.bytes().all(|b| b.is_ascii_digit()) {
            return key.parse().ok();
        }
        self.numerals.get(key).copied()
    }
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Starts([u128; 2]);

impl Starts {
    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 7)] |= 1 << (byte & 127);
    }

    fn has(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 7)] >> (byte & 127) & 1 == 1
    }
}

impl Class {
    fn new(list: &[String]) -> Self {
        let mut class = Self::default();
        for entry in list {
            match (entry.strip_prefix("!-"), entry.strip_prefix('!'), entry.strip_prefix('-')) {
                (Some(suffix), ..) => class.not_suffixes.push(suffix.to_owned()),
                (_, Some(word), _) => drop(class.not_words.insert(word.to_owned())),
                (_, _, Some(suffix)) if !suffix.is_empty() => class.suffixes.push(suffix.to_owned()),
                _ => drop(class.words.insert(entry.clone())),
            }
        }
        class.words.iter().filter_map(|word| word.bytes().next()).for_each(|byte| class.starts.add(byte));
        class
    }

    fn has(&self, key: &str) -> bool {
        if key.bytes().next().is_none_or(|byte| self.starts.has(byte)) && self.words.contains(key) {
            return true;
        }
        let ends = |suffixes: &[String]| {
            suffixes.iter().any(|suffix| key.len() > suffix.len() && key.ends_with(suffix.as_str()))
        };
        ends(&self.suffixes) && !ends(&self.not_suffixes) && !self.not_words.contains(key)
    }
}

/// Two to eight capitals and digits, at least two of them capitals: `GIL`, `HTTP2`, `CI/CD` is none.
pub(crate) fn is_acronym(text: &str) -> bool {
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
