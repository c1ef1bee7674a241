//! How a note uses its nouns: with which article each noun phrase stands in it. What the note itself writes decides on fronts.
//!
//! - "circumvent the GIL", "the GIL is held"  =>  the GIL;  "the GIL lock" says nothing about "GIL"

use std::cell::RefCell;

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

/// More places than these are looked up by their word, fewer looked through.
const FEW: usize = 64;

/// The places of a text where an article stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage<'t> {
    nouns: Vec<Noun<'t>>,
    /// Where there are many: the places of each word in lower case, and of each two.
    by_first: FxHashMap<SmolStr, Vec<usize>>,
    by_two: FxHashMap<(SmolStr, SmolStr), Vec<usize>>,
    /// The phrases that were counted among many: a long note asks of the same things again and again.
    counted: RefCell<FxHashMap<SmolStr, Count>>,
}

/// A noun phrase behind an article.
#[derive(Debug, Clone)]
struct Noun<'t> {
    /// Whether the article is definite.
    the: bool,
    /// Its first word, in lower case.
    first: SmolStr,
    /// Whether punctuation behind that word ends the phrase.
    ended: bool,
    /// Its line behind that word.
    rest: &'t str,
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
        let firsts = Firsts::of(grammar.a.iter().chain([&grammar.the]));
        // A sign alone is none: "-", "##".
        let signs = |word: &str| word.bytes().all(|byte| byte.is_ascii_punctuation());
        for mut line in text.lines() {
            let plain = line.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~'));
            let next = |line| if plain { firsts.next_plain(line) } else { split_word(firsts.next(line)) };
            while let Some((word, rest)) = next(line) {
                line = rest;
                if word.len() <= ARTICLE
                    && !signs(word)
                    && let Some(the) = if words::is_plain(word) { definite(word) } else { definite(&words::key(word)) }
                    && let Some((first, rest)) = split_word(rest)
                {
                    let (first, ended) = noun(first);
                    usage.nouns.push(Noun { the, first, ended, rest });
                }
            }
        }
        if usage.nouns.len() > FEW {
            usage.index();
        }
        usage
    }

    /// Notes the places of the nouns by the words with which they begin, of each first word as many as tell.
    fn index(&mut self) {
        for (at, noun) in self.nouns.iter().enumerate() {
            let places = self.by_first.entry(noun.first.clone()).or_default();
            if places.len() < TELLING {
                places.push(at);
                if let Some(second) = noun.second() {
                    self.by_two.entry((noun.first.clone(), second)).or_default().push(at);
                }
            }
        }
    }

    /// How the phrase, in lower case, is used; nothing where the text never gives it an article.
    pub(crate) fn count(&self, phrase: &str, classes: &Classes) -> Count {
        let mut words = phrase.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        if self.nouns.len() <= FEW {
            return Count::of(self.nouns.iter().filter(|noun| noun.first == first), phrase, classes);
        }
        if let Some(&count) = self.counted.borrow().get(phrase) {
            return count;
        }
        let places = match second {
            Some(second) => self.by_two.get(&(first.into(), second.into())),
            None => self.by_first.get(first),
        };
        let count = Count::of(places.into_iter().flatten().map(|&at| &self.nouns[at]), phrase, classes);
        self.counted.borrow_mut().insert(phrase.into(), count);
        count
    }
}

impl Count {
    /// How often the phrase is used among nouns that begin as it does.
    fn of<'n>(nouns: impl Iterator<Item = &'n Noun<'n>>, phrase: &str, classes: &Classes) -> Self {
        let behind: Vec<&str> = phrase.split(' ').skip(1).collect();
        let mut count = Self::default();
        for noun in nouns.filter(|noun| noun.is(&behind, classes)) {
            *if noun.the { &mut count.the } else { &mut count.a } += 1;
        }
        count
    }
}

/// The bytes with which an article may begin.
struct Firsts([bool; 256]);

impl Firsts {
    fn of<'a>(articles: impl Iterator<Item = &'a String>) -> Self {
        // Behind a mark an article may stand.
        let mut firsts = [true; 256];
        for letters in [b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z'] {
            firsts[usize::from(*letters.start())..=usize::from(*letters.end())].fill(false);
        }
        for first in articles.filter_map(|article| article.bytes().next()) {
            firsts[usize::from(first.to_ascii_lowercase())] = true;
            firsts[usize::from(first.to_ascii_uppercase())] = true;
        }
        Self(firsts)
    }

    /// The first word of a line that may be an article, and what follows it; of visible ASCII and spaces alone.
    fn next_plain<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let (bytes, mut at) = (line.as_bytes(), 0);
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| byte != b' ')?;
            let length = bytes[at..].iter().position(|&byte| byte == b' ').unwrap_or(bytes.len() - at);
            if length <= ARTICLE && self.0[usize::from(bytes[at])] {
                return Some((&line[at..at + length], &line[at + length..]));
            }
            at += length;
        }
    }

    /// The line from a word on that may be an article, or that is not of ASCII alone.
    fn next<'l>(&self, line: &'l str) -> &'l str {
        let mut start = None;
        for (at, &byte) in line.as_bytes().iter().enumerate() {
            match start {
                _ if byte == b' ' => start = None,
                _ if !byte.is_ascii_graphic() => return &line[start.unwrap_or(at)..],
                None if self.0[usize::from(byte)] => return &line[at..],
                None => start = Some(at),
                Some(_) => {}
            }
        }
        ""
    }
}

impl Noun<'_> {
    /// The word behind its first, where the phrase goes on with one.
    fn second(&self) -> Option<SmolStr> {
        split_word(self.rest).filter(|_| !self.ended).map(|(word, _)| noun(word).0)
    }

    /// Whether its first word and those `behind` may be the whole noun phrase: punctuation, the end of the line or a word that no
    /// noun is follows them.
    fn is(&self, behind: &[&str], classes: &Classes) -> bool {
        let (mut line, mut ended) = (self.rest, self.ended);
        for (at, &wanted) in (1..).zip(behind) {
            let Some((word, rest)) = split_word(line).filter(|_| !ended && at < LONGEST) else { return false };
            let (name, ends) = noun(word);
            if name != wanted {
                return false;
            }
            (line, ended) = (rest, ends);
        }
        ended
            || split_word(line).is_none_or(|(next, _)| {
                let next = words::key(next);
                // "The inflation that …" tells which, and says nothing of how inflation is called.
                classes.has_key("after_noun", &next) && !(self.the && classes.has_key("restricts", &next))
            })
    }
}

/// The first word of a line, and what follows it.
fn split_word(line: &str) -> Option<(&str, &str)> {
    let line = if line.as_bytes().first().is_some_and(u8::is_ascii_graphic) { line } else { line.trim_start() };
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

#[cfg(test)]
mod tests {
    #[test]
    fn a_noun_of_which_one_is_meant_tells_nothing() {
        crate::cards::tests::check(
            "# Drift\nDrift is a slow motion of boats at anchor. Pilots know the drift that the flood brings.\n",
            &[
                "What is **Drift**? => Drift is a slow motion of boats at anchor. Pilots know the drift that the flood brings.",
            ],
        );
    }
}
