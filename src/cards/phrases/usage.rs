//! How a note uses its nouns: with which article each noun phrase stands in it. What the note itself writes decides on fronts.
//!
//! - "circumvent the GIL", "the GIL is held"  =>  the GIL;  "the GIL lock" says nothing about "GIL"

use rustc_hash::FxHashMap;

use super::super::words;
use super::Phrases;

/// A noun phrase behind an article is looked at up to this many words.
const LONGEST: usize = 5;

/// No article, with a mark of emphasis beside it, is longer, in bytes.
const ARTICLE: usize = 6;

/// How often a noun phrase stands behind a definite and behind an indefinite article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Behind "the".
    pub the: u32,
    /// Behind "a" or "an".
    pub a: u32,
}

/// The noun phrases of a text that stand behind an article, in lower case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    counts: FxHashMap<String, Count>,
}

impl Usage {
    /// The usage of a text in the language of the book; empty where it has no articles.
    pub(crate) fn of(text: &str, book: &Phrases) -> Self {
        let mut usage = Self::default();
        if book.grammar.the.is_empty() {
            return usage;
        }
        let mut words: Vec<&str> = Vec::new();
        for line in text.lines() {
            words.clear();
            words.extend(line.split_whitespace());
            for (at, word) in words.iter().enumerate().filter(|(_, word)| word.len() <= ARTICLE) {
                let article = words::key(word);
                if article == book.grammar.the {
                    usage.phrases(&words[at + 1..], book, |count| count.the += 1);
                } else if book.grammar.a.iter().any(|a| article == *a) {
                    usage.phrases(&words[at + 1..], book, |count| count.a += 1);
                }
            }
        }
        usage
    }

    /// How the phrase is used; nothing where the text never gives it an article.
    pub(crate) fn count(&self, phrase: &str) -> Count {
        self.counts.get(phrase).copied().unwrap_or_default()
    }

    /// Counts each beginning of `words` that may be a whole noun phrase.
    fn phrases(&mut self, words: &[&str], book: &Phrases, add: impl Fn(&mut Count)) {
        let mut phrase = String::new();
        for (at, word) in words.iter().take(LONGEST).enumerate() {
            let bare = word.trim_matches(['*', '_', '`', '=', '[', ']']);
            let name = bare.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
            if at > 0 {
                phrase.push(' ');
            }
            phrase.push_str(&words::lower(name));
            let ends_here = name.len() < bare.len() || at + 1 == words.len();
            let next = words.get(at + 1).map(|next| words::key(next));
            if ends_here || next.is_some_and(|next| book.is_key("after_noun", &next)) {
                match self.counts.get_mut(&phrase) {
                    Some(count) => add(count),
                    None => add(self.counts.entry(phrase.clone()).or_default()),
                }
            }
            if ends_here {
                break;
            }
        }
    }
}
