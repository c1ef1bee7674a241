//! Word classes of a language: lists from its file, with suffixes (`-ing`) and exceptions (`!string`, `!-ss`).

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::super::words::Word;

/// The classes of a language by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Classes {
    by_name: FxHashMap<u64, Class>,
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

#[derive(Debug, Clone, Default)]
struct Class {
    words: FxHashSet<String>,
    /// Most words are not in the class, and one look tells so.
    sieve: Sieve,
    suffixes: Vec<String>,
    not_words: FxHashSet<String>,
    not_suffixes: Vec<String>,
}

impl Classes {
    /// The classes that the table `words` of a language file lists; `numerals` counts from zero.
    pub(crate) fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        let numerals = lists.get("numerals").into_iter().flatten().enumerate();
        Self {
            by_name: lists.iter().map(|(name, list)| (hash(name), Class::new(list))).collect(),
            numerals: numerals.map(|(value, word)| (word.clone(), value)).collect(),
        }
    }

    /// Whether `word` belongs to the class.
    #[inline]
    pub(crate) fn has(&self, class: &str, word: &Word) -> bool {
        self.holds(Name::of(class), word)
    }

    /// Whether `word` belongs to the class of that name.
    pub(super) fn holds(&self, class: Name, word: &Word) -> bool {
        word.is_code() && class == Name::Code
            || word.is_text()
                && match class {
                    Name::Code => false,
                    Name::Acronym => is_acronym(word.text()),
                    Name::Number => self.number(&word.key).is_some(),
                    Name::Asking => word.text().ends_with(['?', '？']),
                    Name::Comma => word.text().ends_with([',', ';', '，', '；']),
                    Name::Codelike => is_codelike(word.text()),
                    Name::Doing => self.base_of_gerund(&word.key).is_some(),
                    Name::Han => word.text().contains(super::super::words::is_ideograph),
                    Name::Capital => word.text().chars().next().is_some_and(char::is_uppercase),
                    Name::Listed(class) => self.lists(class, &word.key),
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
        self.lists(hash(class), key)
    }

    fn lists(&self, class: u64, key: &str) -> bool {
        self.by_name.get(&class).is_some_and(|class| class.has(key))
    }

    /// The number that a word says, in digits or as a numeral of the language.
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        if key.bytes().all(|b| b.is_ascii_digit()) {
            return key.parse().ok();
        }
        self.numerals.get(key).copied()
    }
}

/// Tells of most words that they are not in a set, by their first and last byte and their length.
#[derive(Debug, Clone, Default)]
struct Sieve(Box<[u64]>);

impl Sieve {
    /// So many bits a word: few words find the bit of another.
    const BITS: usize = 8;

    fn new(words: &FxHashSet<String>) -> Self {
        let mut sieve = Self(vec![0; (words.len() * Self::BITS).div_ceil(64).next_power_of_two()].into());
        words.iter().map(|word| Self::bit(word)).for_each(|bit| {
            let cell = bit >> 6 & (sieve.0.len() - 1);
            sieve.0[cell] |= 1 << (bit & 63);
        });
        sieve
    }

    /// Whether the word may be in the set.
    fn may_hold(&self, word: &str) -> bool {
        let bit = Self::bit(word);
        self.0.get(bit >> 6 & self.0.len().wrapping_sub(1)).is_some_and(|cell| cell >> (bit & 63) & 1 == 1)
    }

    fn bit(word: &str) -> usize {
        let [first, .., last] = word.as_bytes() else { return word.bytes().next().map_or(0, usize::from) };
        usize::from(*first) ^ usize::from(*last) << 5 ^ word.len() << 2
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
        class.sieve = Sieve::new(&class.words);
        class
    }

    fn has(&self, key: &str) -> bool {
        if self.sieve.may_hold(key) && self.words.contains(key) {
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
