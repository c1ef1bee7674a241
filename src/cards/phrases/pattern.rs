//! Patterns over words, as the phrase book writes them.
//!
//! `how to {V}` is a literal and a capture of one or more words; `vs|versus` are alternatives; `{aux:aux}` captures one word of
//! the class `aux`. A capture may be held to classes: `{S!relative}` has no such word, `{V^command}` begins, `{X$set}` ends with one.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::super::words::{self, Word};
use super::classes::{Classes, Name};

/// Titles over this many words are sentences: no pattern is tried on them.
const LONGEST: usize = 40;

/// A pattern over words.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    tokens: Vec<Token>,
    /// Whether it may match more words than it has tokens.
    grows: bool,
    /// The literals that must be among the words.
    needs: Found,
}

#[derive(Debug, Clone)]
enum Token {
    /// One of these words.
    Literal(Vec<SmolStr>),
    /// One word of a class.
    One { name: String, class: Name },
    /// One or more words.
    Many { name: String, none: Option<Name>, first: Option<Name>, last: Option<Name> },
}

/// What a pattern captured: a range of words by name.
pub(crate) type Captures<'p> = Vec<(&'p str, Range<usize>)>;

/// A set of literals, a bit each; where there are more, some share one.
pub(super) type Found = u128;

/// The literals of all patterns of a language. Most titles have none of a pattern's: looked up once a title, not once a pattern.
#[derive(Debug, Clone, Default)]
pub(crate) struct Literals {
    by_word: FxHashMap<SmolStr, Found>,
    known: FxHashMap<Vec<SmolStr>, Found>,
}

impl Literals {
    /// Which of the literals are among the words.
    pub(super) fn among(&self, words: &[Word]) -> Found {
        let found = |word: &Word| self.by_word.get(&word.key).copied().unwrap_or_default();
        words.iter().map(found).fold(0, |all, found| all | found)
    }

    /// The bit of a literal, which is any of the words.
    fn bit(&mut self, choices: &[SmolStr]) -> Found {
        let next = 1 << (self.known.len() % Found::BITS as usize);
        let bit = *self.known.entry(choices.to_vec()).or_insert(next);
        for word in choices {
            *self.by_word.entry(word.clone()).or_default() |= bit;
        }
        bit
    }
}

impl Pattern {
    /// The pattern that `source` describes; its literals join the others of the language.
    pub(crate) fn new(source: &str, literals: &mut Literals) -> Self {
        let tokens: Vec<Token> = source.split_whitespace().flat_map(tokens).collect();
        let grows = tokens.iter().any(|token| matches!(token, Token::Many { .. }));
        let needs = tokens.iter().map(|token| match token {
            Token::Literal(choices) => literals.bit(choices),
            _ => 0,
        });
        let needs = needs.fold(0, |all, literal| all | literal);
        Self { tokens, grows, needs }
    }

    /// What the pattern captures where it matches all of `words`, among which the literals `found` are.
    #[inline]
    pub(super) fn matches(&self, words: &[Word], found: Found, classes: &Classes) -> Option<Captures<'_>> {
        let known = words.len() == self.tokens.len() || (self.grows && words.len() > self.tokens.len());
        if self.needs & !found != 0 || !known || words.len() > LONGEST { None } else { self.captured(words, classes) }
    }

    /// The literals that must be among the words.
    pub(super) fn needs(&self) -> Found {
        self.needs
    }

    /// Whether it may match what begins with these words, whatever capitals and commas are taken off them.
    pub(super) fn may_begin(&self, words: &[Word], found: Found, classes: &Classes) -> bool {
        let begins = |word: &Word| match self.tokens.first() {
            Some(Token::One { class: class @ Name::Listed(_), .. }) => classes.holds(*class, word),
            Some(token @ Token::Literal(_)) => token.is_one(word, classes),
            _ => true,
        };
        self.needs & !found == 0 && words.first().is_none_or(begins)
    }

    fn captured(&self, words: &[Word], classes: &Classes) -> Option<Captures<'_>> {
        if !self.may_hold(words, classes) {
            return None;
        }
        let mut captures = Vec::with_capacity(self.tokens.len());
        step(&self.tokens, words, 0, classes, &mut captures).then_some(captures)
    }
}

impl Pattern {
    /// Whether the first and the last word are as the pattern asks: most titles differ there, and are not gone through.
    fn may_hold(&self, words: &[Word], classes: &Classes) -> bool {
        let begins = |token: &Token, word: &Word| match token {
            Token::Many { first, .. } => first.is_none_or(|class| classes.holds(class, word)),
            token => token.is_one(word, classes),
        };
        let ends = |token: &Token, word: &Word| match token {
            Token::Many { last, none, .. } => {
                last.is_none_or(|class| classes.holds(class, word))
                    && none.is_none_or(|class| !classes.holds(class, word))
            }
            token => token.is_one(word, classes),
        };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
        self.tokens.first().is_none_or(|token| begins(token, first))
            && self.tokens.last().is_none_or(|token| ends(token, last))
    }
}

impl Token {
    /// Whether it is a token of one word, and this is the word.
    fn is_one(&self, word: &Word, classes: &Classes) -> bool {
        match self {
            Self::Literal(choices) => choices.contains(&word.key) && !word.is_code(),
            Self::One { class, .. } => classes.holds(*class, word),
            Self::Many { .. } => false,
        }
    }
}

/// The tokens of one space-separated part; a literal in a script without spaces is a token a character.
fn tokens(part: &str) -> Vec<Token> {
    if let Some(inner) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        return vec![capture(inner)];
    }
    if part.contains('|') {
        return vec![Token::Literal(part.split('|').map(words::key).collect())];
    }
    words::of_text(part).into_iter().map(|word| Token::Literal(vec![word.key])).collect()
}

fn capture(inner: &str) -> Token {
    if let Some((name, class)) = inner.split_once(':') {
        return Token::One { name: name.to_owned(), class: Name::of(class) };
    }
    let end = inner.find(['!', '^', '$']).unwrap_or(inner.len());
    let held = |sign: char| {
        let (_, class) = inner.split_once(sign)?;
        Some(Name::of(class.split(['!', '^', '$']).next().unwrap_or(class)))
    };
    Token::Many { name: inner[..end].to_owned(), none: held('!'), first: held('^'), last: held('$') }
}

fn step<'p>(tokens: &'p [Token], words: &[Word], at: usize, classes: &Classes, captures: &mut Captures<'p>) -> bool {
    let Some((token, rest)) = tokens.split_first() else { return at == words.len() };
    if words.len() - at < tokens.len() {
        return false;
    }
    match token {
        Token::Literal(_) => token.is_one(&words[at], classes) && step(rest, words, at + 1, classes, captures),
        Token::One { name, .. } => {
            token.is_one(&words[at], classes) && capture_and_step(name, at..at + 1, rest, words, classes, captures)
        }
        Token::Many { name, none, first, last } => {
            let is = |class: &Option<Name>, word: &Word| class.is_none_or(|class| classes.holds(class, word));
            if !is(first, &words[at]) {
                return false;
            }
            // Where what follows is a word each, all but so many words are captured: no other end is tried.
            let end = words.len() - rest.len();
            if !rest.iter().any(|token| matches!(token, Token::Many { .. })) {
                return is(last, &words[end - 1])
                    && !none.is_some_and(|class| words[at..end].iter().any(|word| classes.holds(class, word)))
                    && capture_and_step(name, at..end, rest, words, classes, captures);
            }
            for end in at + 1..=end {
                if none.is_some_and(|class| classes.holds(class, &words[end - 1])) {
                    return false;
                }
                if !is(last, &words[end - 1]) {
                    continue;
                }
                if capture_and_step(name, at..end, rest, words, classes, captures) {
                    return true;
                }
            }
            false
        }
    }
}

/// Captures these words by `name` if the tokens behind match what follows them.
fn capture_and_step<'p>(
    name: &'p str,
    range: Range<usize>,
    rest: &'p [Token],
    words: &[Word],
    classes: &Classes,
    captures: &mut Captures<'p>,
) -> bool {
    let end = range.end;
    captures.push((name, range));
    let matched = step(rest, words, end, classes, captures);
    if !matched {
        captures.pop();
    }
    matched
}
