//! Patterns over words, as the phrase book writes them.
//!
//! `how to {V}` is a literal and a capture of one or more words; `vs|versus` are alternatives; `{aux:aux}` captures one word of
//! the class `aux`. A capture may be held to classes: `{S!relative}` has no such word, `{V^command}` begins, `{X$set}` ends with one.

use std::ops::Range;

use smol_str::SmolStr;

use super::super::words::{self, Word};
use super::classes::Classes;

/// Titles over this many words are sentences: no pattern is tried on them.
const LONGEST: usize = 40;

/// A pattern over words.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    tokens: Vec<Token>,
    /// Whether it may match more words than it has tokens.
    grows: bool,
}

#[derive(Debug, Clone)]
enum Token {
    /// One of these words.
    Literal(Vec<SmolStr>),
    /// One word of a class.
    One { name: String, class: String },
    /// One or more words.
    Many { name: String, none: Option<String>, first: Option<String>, last: Option<String> },
}

/// What a pattern captured: a range of words by name.
pub(crate) type Captures<'p> = Vec<(&'p str, Range<usize>)>;

impl Pattern {
    /// The pattern that `source` describes.
    pub(crate) fn new(source: &str) -> Self {
        let tokens: Vec<Token> = source.split_whitespace().flat_map(tokens).collect();
        let grows = tokens.iter().any(|token| matches!(token, Token::Many { .. }));
        Self { tokens, grows }
    }

    /// What the pattern captures where it matches all of `words`.
    pub(crate) fn matches(&self, words: &[Word], classes: &Classes) -> Option<Captures<'_>> {
        let known = words.len() == self.tokens.len() || (self.grows && words.len() > self.tokens.len());
        if words.len() > LONGEST || !known || !self.has_literals(words) {
            return None;
        }
        let mut captures = Vec::new();
        step(&self.tokens, words, 0, classes, &mut captures).then_some(captures)
    }

    /// Whether its literals are among the words, which most titles fail at once.
    fn has_literals(&self, words: &[Word]) -> bool {
        self.tokens.iter().zip(0..).all(|(token, at)| match token {
            Token::Literal(choices) => words[at..].iter().any(|word| choices.contains(&word.key)),
            _ => true,
        })
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
        return Token::One { name: name.to_owned(), class: class.to_owned() };
    }
    let end = inner.find(['!', '^', '$']).unwrap_or(inner.len());
    let held = |sign: char| {
        let (_, class) = inner.split_once(sign)?;
        Some(class.split(['!', '^', '$']).next().unwrap_or(class).to_owned())
    };
    Token::Many { name: inner[..end].to_owned(), none: held('!'), first: held('^'), last: held('$') }
}

fn step<'p>(tokens: &'p [Token], words: &[Word], at: usize, classes: &Classes, captures: &mut Captures<'p>) -> bool {
    let Some((token, rest)) = tokens.split_first() else { return at == words.len() };
    if words.len() - at < tokens.len() {
        return false;
    }
    match token {
        Token::Literal(choices) => {
            choices.contains(&words[at].key) && !words[at].is_code() && step(rest, words, at + 1, classes, captures)
        }
        Token::One { name, class } => {
            if !classes.has(class, &words[at]) {
                return false;
            }
            captures.push((name, at..at + 1));
            let matched = step(rest, words, at + 1, classes, captures);
            if !matched {
                captures.pop();
            }
            matched
        }
        Token::Many { name, none, first, last } => {
            let is = |class: &Option<String>, word: &Word| class.as_ref().is_none_or(|class| classes.has(class, word));
            if !is(first, &words[at]) {
                return false;
            }
            for end in at + 1..=words.len() - rest.len() {
                if none.as_ref().is_some_and(|class| classes.has(class, &words[end - 1])) {
                    return false;
                }
                if !is(last, &words[end - 1]) {
                    continue;
                }
                captures.push((name, at..end));
                if step(rest, words, end, classes, captures) {
                    return true;
                }
                captures.pop();
            }
            false
        }
    }
}
