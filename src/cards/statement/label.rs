//! The label of a mathematical statement: its kind, a number that says nothing, and perhaps a name.
//!
//! `**Theorem 2.1 (Bolzano–Weierstrass).** text`, `**Lemma** (Zorn): text`, `定理（Caratheodory）：`, `## Definition: compactness`.
//! Without bold or italics only a full stop or colon right behind tells a label from a sentence.

use super::super::cut;
use super::super::phrases::Phrases;
use super::super::words::{self, Word};
use crate::model::{Inline, InlineKind, plain_text};

/// A name has at most this many words; more are a remark in parentheses.
const LONGEST_NAME: usize = 8;
/// What stands around a name.
const BRACKETS: [char; 6] = ['(', ')', '（', '）', '[', ']'];
/// What ends a label.
const MARKS: [char; 4] = ['.', ':', '：', '。'];

/// What a labelled text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It claims something: a theorem, a lemma, an axiom.
    States,
    /// It defines a term.
    Defines,
    /// It goes with the statement before it: a proof, a remark.
    Follows,
}

/// A label and what stands behind it on its line.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) role: Role,
    /// The kind as written: "Theorem".
    pub(super) kind: Vec<Word>,
    /// The name; empty for none.
    pub(super) name: Vec<Word>,
    pub(super) rest: Vec<Inline>,
}

/// The label that a line opens with.
pub(super) fn of_line(book: &Phrases, line: &[Inline]) -> Option<Label> {
    let (first, after) = line.split_first()?;
    match &first.kind {
        InlineKind::Strong(content) | InlineKind::Emph(content) => {
            let text = plain_text(content);
            let head = Head::of(&text).filter(|head| head.rest(&text).is_empty())?;
            let mut label = head.label(book, after.to_vec())?;
            if label.name.is_empty() {
                label.take_name();
            }
            label.rest = without_mark(label.rest);
            (head.closed || label.opens_a_sentence()).then_some(label)
        }
        InlineKind::Text(text) => {
            let head = Head::of(text).filter(|head| head.closed)?;
            head.label(book, cut::at(line, 0, 0, head.end).1)
        }
        _ => None,
    }
}

/// The label that a title is: "Theorem 2.1 (Name)", "Definition: Name".
pub(super) fn of_title(book: &Phrases, title: &[Word]) -> Option<Label> {
    let first = title.first()?;
    // Most titles open with no such word, and are not put together.
    if first.text().is_ascii() && title.get(1).is_none_or(|next| next.spaced) {
        role(book, &first.text()[..letters(first.text())])?;
    }
    let text = words::text(title);
    let head = Head::of(&text)?;
    let rest = head.rest(&text).trim_start_matches(['-', '–', '—']).trim_start();
    let mut label = head.label(book, Vec::new())?;
    if label.name.is_empty() && (head.closed || rest.len() < head.rest(&text).len()) {
        // The words of the title itself: a formula stays one.
        let own = (0..title.len()).find(|&at| words::text(&title[at..]) == rest);
        label.name = own.map_or_else(|| words::of_text(rest), |at| title[at..].to_vec());
    } else if !rest.is_empty() {
        return None;
    }
    Some(label)
}

impl Label {
    /// `(Name)` right behind the bold.
    fn take_name(&mut self) {
        let Some(Inline { kind: InlineKind::Text(text), .. }) = self.rest.first() else { return };
        let start = text.len() - text.trim_start().len();
        let Some(length) = parenthesis(&text[start..]) else { return };
        let inside = text[start..start + length].trim_matches(BRACKETS).trim();
        if words::count(inside) <= LONGEST_NAME {
            self.name = words::of_text(inside);
            self.rest = cut::at(&self.rest, 0, 0, start + length).1;
        }
    }

    /// Whether what follows can be a text of its own: a capital, a formula, or nothing.
    fn opens_a_sentence(&self) -> bool {
        match self.rest.first().map(|inline| &inline.kind) {
            Some(InlineKind::Text(text)) => !text.trim_start().starts_with(char::is_lowercase),
            _ => true,
        }
    }
}

/// The line without the full stop or colon that ends the label.
fn without_mark(rest: Vec<Inline>) -> Vec<Inline> {
    match rest.first().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => {
            let width = text.len() - text.trim_start().trim_start_matches(MARKS).len();
            cut::at(&rest, 0, 0, width).1
        }
        _ => rest,
    }
}

/// The parts of a label's text.
struct Head<'a> {
    kind: &'a str,
    name: &'a str,
    /// Whether a full stop or colon ends it.
    closed: bool,
    /// Where what follows begins, in bytes.
    end: usize,
}

impl<'a> Head<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let letters = letters(text);
        let kind = text.get(..letters).filter(|kind| !kind.is_empty())?;
        let mut at = letters + number(&text[letters..]);
        let mut name = "";
        let open = at + spaces(&text[at..]);
        if let Some(length) = parenthesis(&text[open..]) {
            name = text[open..open + length].trim_matches(BRACKETS).trim();
            at = open + length;
        }
        let mark = text[at..].chars().next().filter(|c| MARKS.contains(c));
        let end = at + mark.map_or(0, char::len_utf8);
        (words::count(name) <= LONGEST_NAME).then_some(Self { kind, name, closed: mark.is_some(), end })
    }

    fn rest(&self, text: &'a str) -> &'a str {
        text[self.end..].trim()
    }

    fn label(&self, book: &Phrases, rest: Vec<Inline>) -> Option<Label> {
        let role = role(book, self.kind)?;
        Some(Label { role, kind: words::of_text(self.kind), name: words::of_text(self.name), rest })
    }
}

/// What a text does that is of this kind.
fn role(book: &Phrases, kind: &str) -> Option<Role> {
    let kind = words::lower(kind);
    let roles = [("states", Role::States), ("defines", Role::Defines), ("follows", Role::Follows)];
    roles.into_iter().find_map(|(class, role)| book.is_key(class, &kind).then_some(role))
}

/// How many letters open a text, in bytes.
fn letters(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

/// The length of ` 2.1` with the space before it: digits, with marks between them and a letter at most behind.
fn number(text: &str) -> usize {
    let start = spaces(text);
    let digits =
        text[start..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).unwrap_or(text.len() - start);
    let found = text[start..start + digits].trim_end_matches(['.', '-']);
    if found.starts_with(|c: char| c.is_ascii_digit()) { start + found.len() } else { 0 }
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The length of the parenthesis that `text` opens with.
fn parenthesis(text: &str) -> Option<usize> {
    text.starts_with(['(', '（', '['])
        .then(|| text.find([')', '）', ']']))
        .flatten()
        .map(|at| at + text[at..].chars().next().map_or(0, char::len_utf8))
}
