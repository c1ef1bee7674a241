//! How a note uses its nouns: with which article each noun phrase stands in it. What the note itself writes decides on fronts.
//!
//! - "circumvent the GIL", "the GIL is held"  =>  the GIL;  "the GIL lock" says nothing about "GIL"

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::super::words;
use super::Phrases;
use super::classes::Classes;

/// A noun phrase behind an article is looked at up to this many words.
const LONGEST: usize = 5;

/// No article, with a mark of emphasis beside it, is longer, in bytes.
const ARTICLE: usize = 6;

/// So many uses of a noun tell how its phrases are used; looking at all would take a time that grows with their square.
const TELLING: usize = 1000;

/// How often a noun phrase stands behind a definite and behind an indefinite article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Behind "the".
    pub the: u32,
    /// Behind "a" or "an".
    pub a: u32,
}

/// The places of a text where an article stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage<'t> {
    /// By the word behind the article, in lower case.
    nouns: FxHashMap<SmolStr, Vec<Noun<'t>>>,
}

/// A noun phrase behind an article.
#[derive(Debug, Clone, Copy)]
struct Noun<'t> {
    /// Whether the article is definite.
    the: bool,
    /// Its line from the first word of the phrase on.
    line: &'t str,
}

impl<'t> Usage<'t> {
    /// The usage of a text in the language of the book; empty where it has no articles.
    pub(crate) fn of(text: &'t str, book: &Phrases) -> Self {
        let mut usage = Self::default();
        if book.grammar.the.is_empty() {
            return usage;
        }
        let grammar = &book.grammar;
        let definite = |word: &str| match () {
            () if word == grammar.the => Some(true),
            () if grammar.a.iter().any(|a| word == a) => Some(false),
            () => None,
        };
        let firsts: Vec<u8> = grammar.a.iter().chain([&grammar.the]).filter_map(|a| a.bytes().next()).collect();
        // Behind a mark or a character of another script an article may stand.
        let may_be = |word: &str| match word.as_bytes() {
            [first, ..] if first.is_ascii_alphanumeric() => firsts.contains(&first.to_ascii_lowercase()),
            _ => true,
        };
        for mut line in text.lines() {
            while let Some((word, rest)) = split_word(line) {
                line = rest;
                if word.len() <= ARTICLE
                    && may_be(word)
                    && let Some(the) = if words::is_plain(word) { definite(word) } else { definite(&words::key(word)) }
                    && let Some((first, _)) = split_word(rest)
                {
                    usage.nouns.entry(noun(first).0).or_default().push(Noun { the, line: rest });
                }
            }
        }
        usage
    }

    /// How the phrase, in lower case, is used; nothing where the text never gives it an article.
    pub(crate) fn count(&self, phrase: &str, classes: &Classes) -> Count {
        let first = phrase.split(' ').next().unwrap_or_default();
        let mut count = Count::default();
        for noun in self.nouns.get(first).into_iter().flatten().take(TELLING).filter(|noun| noun.is(phrase, classes)) {
            *(if noun.the { &mut count.the } else { &mut count.a }) += 1;
        }
        count
    }
}

impl Noun<'_> {
    /// Whether the phrase may be the whole noun phrase: punctuation, the end of the line or a word that no noun is follows it.
    fn is(self, phrase: &str, classes: &Classes) -> bool {
        let mut line = self.line;
        let mut ended = false;
        for (at, wanted) in phrase.split(' ').enumerate() {
            let Some((word, rest)) = split_word(line).filter(|_| !ended && at < LONGEST) else { return false };
            let (name, ends) = noun(word);
            if name != wanted {
                return false;
            }
            (line, ended) = (rest, ends);
        }
        ended || split_word(line).is_none_or(|(next, _)| classes.has_key("after_noun", &words::key(next)))
    }
}

/// The first word of a line, and what follows it.
fn split_word(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    // Most words end with a space of ASCII before any other character.
    let end = line.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(line.len());
    let end = match line.as_bytes().get(end) {
        None | Some(b' ') => end,
        Some(_) => line[end..].find(char::is_whitespace).map_or(line.len(), |rest| end + rest),
    };
    (end > 0).then(|| line.split_at(end))
}

/// A word in lower case without marks and punctuation, and whether punctuation behind it ends its phrase.
fn noun(word: &str) -> (SmolStr, bool) {
    if words::is_plain(word) {
        return (word.into(), false);
    }
    let bare = word.trim_matches(['*', '_', '`', '=', '[', ']']);
    let name = bare.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#'));
    (words::lower(name), name.len() < bare.len())
}
