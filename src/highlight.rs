//! Code to coloured spans. Deck and sheet ask here: the deck bakes the classes in, the sheet maps them to its palette.
//!
//! The grammars are those of `bat`, loaded when the first block of a known language is met.

mod classes;
mod languages;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use classes::Classes;

/// What a token is, as far as colour goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenClass {
    /// Nothing special.
    Plain,
    /// `if`, `def`, storage words.
    Keyword,
    /// A type or class name.
    Type,
    /// A function name, defined or called.
    Function,
    /// A string or character.
    String,
    /// A number.
    Number,
    /// `true`, `None`, other constants.
    Constant,
    /// A comment.
    Comment,
    /// An operator.
    Operator,
    /// A decorator, attribute, preprocessor line or shell variable.
    Meta,
    /// A tag of markup.
    Tag,
    /// A line of a diff that was added.
    Inserted,
    /// A line of a diff that was taken out.
    Deleted,
}

/// A run of characters of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its class.
    pub class: TokenClass,
    /// Its text, without a newline.
    pub text: String,
}

/// A line longer than this is data, not something to read: it stays plain, since grammars take their time with it.
const LONGEST_LINE: usize = 4_000;

/// What was painted: deck and sheet show the same blocks, and grammars take their time.
static PAINTED: LazyLock<Mutex<HashMap<(String, String), Lines>>> = LazyLock::new(Mutex::default);

/// The lines of a block.
type Lines = Vec<Vec<Token>>;

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The lines of `code` as tokens; their texts joined give the code back. An unknown `lang` gives plain lines.
pub fn highlight(lang: &str, code: &str) -> Vec<Vec<Token>> {
    let Some(grammar) = grammar(lang) else {
        return code.split('\n').map(plain).collect();
    };
    let key = (grammar.name.clone(), code.to_owned());
    if let Some(lines) = painted().get(&key) {
        return lines.clone();
    }
    let lines = Painter::new(grammar).lines(code);
    painted().insert(key, lines.clone());
    lines
}

/// Paints blocks of code, as language and text, before somebody asks. From the last on: who asks on another thread, and
/// from the first on, meets this in the middle, and neither waits.
pub fn ahead(blocks: &[(&str, &str)]) {
    for (lang, code) in blocks.iter().rev() {
        let Some(grammar) = grammar(lang) else { continue };
        let key = (grammar.name.clone(), (*code).to_owned());
        // The lock is not held while painting.
        let known = painted().contains_key(&key);
        if !known {
            let lines = Painter::new(grammar).lines(code);
            painted().insert(key, lines);
        }
    }
}

fn grammar(lang: &str) -> Option<&'static SyntaxReference> {
    languages::token(lang).and_then(|token| GRAMMARS.find_syntax_by_token(token))
}

fn painted() -> MutexGuard<'static, HashMap<(String, String), Lines>> {
    PAINTED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn plain(line: &str) -> Vec<Token> {
    if line.is_empty() { Vec::new() } else { vec![Token { class: TokenClass::Plain, text: line.to_owned() }] }
}

/// Paints line by line: a string or comment may go on over many.
struct Painter {
    state: ParseState,
    stack: ScopeStack,
    classes: Classes,
}

impl Painter {
    fn new(grammar: &SyntaxReference) -> Self {
        Self { state: ParseState::new(grammar), stack: ScopeStack::new(), classes: Classes::default() }
    }

    fn lines(mut self, code: &str) -> Vec<Vec<Token>> {
        code.split('\n').map(|line| self.line(line)).collect()
    }

    fn line(&mut self, line: &str) -> Vec<Token> {
        if line.len() > LONGEST_LINE {
            return plain(line);
        }
        let ended = format!("{line}\n");
        let Ok(changes) = self.state.parse_line(&ended, &GRAMMARS) else { return plain(line) };
        let mut tokens = Vec::new();
        let mut from = 0;
        for (at, change) in changes {
            self.push(&ended, from..at, &mut tokens);
            from = at;
            if self.stack.apply(&change).is_err() {
                break;
            }
        }
        self.push(&ended, from..ended.len(), &mut tokens);
        tokens
    }

    fn push(&mut self, line: &str, range: std::ops::Range<usize>, tokens: &mut Vec<Token>) {
        let text = line[range].trim_end_matches('\n');
        if text.is_empty() {
            return;
        }
        let blank = text.trim().is_empty();
        let class = if blank { TokenClass::Plain } else { self.classes.of(&self.stack, text) };
        match tokens.last_mut() {
            // Blanks have no colour of their own: they join what is before them.
            Some(last) if last.class == class || blank => last.text.push_str(text),
            _ => tokens.push(Token { class, text: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests;
