//! Lines in which a note speaks of itself.
//!
//! - Source: the harbour book, p. 23 · Tags: #dock · Lecture 5 · ← [[Docks]] | [[Ships]] → · By Ann Mole   =>  surely
//! - Type: gate · 13:07                                                          =>  maybe: beside one that surely does
//! - Purpose: holds the water                                                    =>  no

use super::day;
use crate::cards::lexicon::Lexicon;
use crate::cards::words;
use crate::model::{Inline, InlineKind, Target, plain_text};

/// A key has at most this many words: "date last modified".
const KEY: usize = 4;

/// What stands behind a key in more words says something: "Source: a process that makes events and sends them to …".
const VALUE: usize = 20;

/// Behind a key that may be of the subject, too, so many words may say something of the note.
const FEW: usize = 6;

/// A line with a page at its end has at most so many words.
const PLACE: usize = 7;

/// The name of an author has at most so many words.
const NAME: usize = 4;

/// How surely a line speaks of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Whatever stands around it.
    Sure,
    /// Where another line surely does.
    Maybe,
}

/// What stands outside links and tags, each of which leaves this character.
const LINK: char = '\u{fffc}';

/// What a line says of its note; none where it may say something of the subject.
pub(super) fn sign(lexicon: &Lexicon, line: &[Inline]) -> Option<Sign> {
    let text = plain_text(line);
    let text = text.trim();
    let mut told = String::new();
    outside(line, &mut told);
    let sure = is_day_or_place(lexicon, text)
        || is_generated(line)
        || is_links(lexicon, &told)
        || is_word(lexicon, text)
        || is_author(lexicon, text)
        || is_citation(line, text)
        || is_of_ours(lexicon, text)
        || day::is_dated(lexicon, text)
        || is_bare_key(lexicon, &told);
    match sure {
        true => Some(Sign::Sure),
        false if day::is_time(lexicon, text) => Some(Sign::Maybe),
        false => keyed(lexicon, &told),
    }
}

/// Whether a text is a day or a place in a book or a course, which may stand below any heading.
pub(super) fn is_day_or_place(lexicon: &Lexicon, text: &str) -> bool {
    day::is_day(lexicon, text) || is_place(lexicon, text)
}

/// Whether a line has the shape of a key with a value.
pub(super) fn is_keyed(line: &[Inline]) -> bool {
    let mut told = String::new();
    outside(line, &mut told);
    told.split_once([':', '：']).is_some_and(|(key, _)| (1..=KEY).contains(&words::count(key)))
}

/// Whether a line is a key with nothing behind it: what stands below is its value.
pub(super) fn opens_value(lexicon: &Lexicon, line: &[Inline]) -> bool {
    let text = plain_text(line);
    let generated = line.last().is_some_and(|last| matches!(last.kind, InlineKind::Html(_)));
    !generated && text.trim_end().ends_with([':', '：']) && lexicon.has("of_note", &key(&text))
}

/// Whether a text is a key of what notes say of themselves.
pub(super) fn is_key(lexicon: &Lexicon, text: &str) -> bool {
    let key = key(text);
    ["of_note", "may_be_of_note", "metadata"].iter().any(|class| lexicon.has(class, &key))
}

/// `key: value`.
fn keyed(lexicon: &Lexicon, told: &str) -> Option<Sign> {
    let (name, value) = told.split_once([':', '：'])?;
    let key = key(name);
    let value = value.trim_matches([':', ' ', '*', '_']);
    let known = words::count(&key) <= KEY && is_key(lexicon, &key);
    let placed = is_place(lexicon, &key) || is_address(value);
    if !known && !placed {
        return None;
    }
    let own = !value.contains(char::is_alphanumeric) || is_address(value) || is_day_or_place(lexicon, value);
    let length = words::count(value);
    match lexicon.has("of_note", &key) || placed {
        _ if own => Some(Sign::Sure),
        true if length <= VALUE => Some(Sign::Sure),
        false if length <= FEW => Some(Sign::Maybe),
        _ => None,
    }
}

/// A key as it is compared: without emoji, emphasis and colon.
fn key(text: &str) -> String {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    words::spaced(text)
}

/// "Source #web", "Topic [[Docks]]": a key over links and tags alone.
fn is_bare_key(lexicon: &Lexicon, told: &str) -> bool {
    told.contains(LINK) && !told.contains([':', '：']) && is_key(lexicon, told) && words::count(told) <= KEY
}

/// Links, with arrows, bars and words like "back to" around them.
fn is_links(lexicon: &Lexicon, told: &str) -> bool {
    let word = |word: &str| {
        let key = key(word);
        key.is_empty() || lexicon.has("navigation", &key)
    };
    told.contains(LINK) && told.split([' ', LINK]).all(word)
}

/// Words that stand alone at the head of notes: "Draft", "🌱 seedling", "[toc]", "Status done".
fn is_word(lexicon: &Lexicon, text: &str) -> bool {
    let key = key(text);
    let stands = |text: &str| ["note_status", "contents", "placeholder"].iter().any(|class| lexicon.has(class, text));
    stands(&key) || key.split_once(' ').is_some_and(|(name, value)| lexicon.has("of_note", name) && stands(value))
}

/// "My notes on moorings".
fn is_of_ours(lexicon: &Lexicon, text: &str) -> bool {
    let said = || text.split_whitespace().map(key);
    said().next().is_some_and(|first| lexicon.has("of_ours", &first))
        && said().count() <= VALUE
        && said().any(|word| lexicon.has("note_word", &word))
}

/// `By Ann Mole`, `by Ann Mole on 2024-06-30`.
fn is_author(lexicon: &Lexicon, text: &str) -> bool {
    if !text.split_whitespace().next().is_some_and(|by| lexicon.has("by_author", &key(by))) {
        return false;
    }
    let said: Vec<&str> = text.split_whitespace().collect();
    let Some((by, told)) = said.split_first() else { return false };
    let is_name = |name: &&&str| name.starts_with(char::is_uppercase);
    let (names, behind) = told.split_at(told.iter().take_while(is_name).count());
    let joins = |word: &&str| lexicon.has("joins_day", word);
    let dated = behind.split_first().is_some_and(|(joint, day)| joins(joint) && day::is_day(lexicon, &day.join(" ")));
    (1..=NAME).contains(&names.len())
        && (dated || behind.is_empty() && *by != by.to_lowercase())
        && !text.ends_with(':')
}

/// `Ann Mole, «The harbour book». Spring 2024. <https://…>`: who wrote or taught it, what it is called, when and where to find it.
fn is_citation(line: &[Inline], text: &str) -> bool {
    let year = |word: &str| word.split(['-', '–', '/']).next().is_some_and(day::is_year);
    let words = || text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')' | ';'));
    let titled =
        text.contains(['«', '“', '„', '"']) || line.iter().any(|part| matches!(part.kind, InlineKind::Emph(_)));
    let address = |part: &Inline| match &part.kind {
        InlineKind::Link(link) => matches!(&link.target, Target::Url(url) if url.contains("://")),
        _ => false,
    };
    let ends =
        line.iter().rev().find(|part| !plain_text(std::slice::from_ref(part)).trim_matches([' ', '.', '/']).is_empty());
    titled && ends.is_some_and(address) && words().any(year) && words::count(text) <= VALUE
}

/// `p. 23`, `Chapter 6, p. 120`, `Moorings pp. 4–7`, `第23页`: a line ends with a place.
pub(crate) fn is_place(lexicon: &Lexicon, text: &str) -> bool {
    // Most lines have no digit, and are not cut.
    if !day::has_digit(text) {
        return false;
    }
    let last = text.rsplit([',', ';', '，']).next().unwrap_or_default().trim();
    if !day::has_digit(last) {
        return false;
    }
    let alone = last.len() == text.len() && lexicon.has("chapter", &without_number(last));
    let word = last.rsplit(' ').nth(1).unwrap_or_default();
    let page = last.find(word).is_some_and(|at| !word.is_empty() && is_page(lexicon, &last[at..]));
    (alone || page || is_page(lexicon, last)) && words::count(text) <= PLACE && !text.contains([':', '：'])
}

/// `p. 23`, `pp. 4–7`, `lecture 3`: a word for a place in a text with numbers and nothing else.
pub(crate) fn is_page(lexicon: &Lexicon, text: &str) -> bool {
    // "3,000 pages" is how long something is.
    let digit = |c: char| c.is_ascii_digit();
    day::has_digit(text) && !text.starts_with(digit) && lexicon.has("place_in_text", &without_number(text))
}

/// The word before a number: "pp" of "pp. 4–7".
fn without_number(text: &str) -> String {
    let names = |c: &char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '.' | ',' | ' ' | '(' | ')' | '#');
    let word = text.chars().filter(names).collect::<String>().to_lowercase();
    // "p. 23f."
    match word.strip_suffix('f') {
        Some(word) if text.trim_end_matches(['.', 'f']).ends_with(|c: char| c.is_ascii_digit()) => word.to_owned(),
        _ => word,
    }
}

/// An address and nothing else.
fn is_address(value: &str) -> bool {
    value.contains("://") && !value.contains(' ')
}

/// Whether a line is what a plug-in puts in its place: `= this.file.mtime`, `<% tp.date.now() %>`, `{{date}}`, `{ #5a6df6}`.
pub(super) fn is_generated(line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim();
    let field = |open: &str, close: &str| text.starts_with(open) && text.ends_with(close) && text.len() > open.len();
    match line {
        [Inline { kind: InlineKind::Code(code), .. }] => {
            ["= this.", "=this.", "$= dv.", "$=dv."].iter().any(|open| code.starts_with(open))
        }
        _ => {
            field("<%", "%>")
                || field("{ #", "}")
                || field("{{", "}}") && text.matches("}}").count() == text.matches("{{").count()
        }
    }
}

/// The text of a line, a sign in the place of each link and tag.
fn outside(line: &[Inline], out: &mut String) {
    for inline in line {
        match &inline.kind {
            InlineKind::Link(_) | InlineKind::Tag(_) => out.push(LINK),
            InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => outside(inner, out),
            InlineKind::Image(_) | InlineKind::Math(_) => out.push_str("image"),
            _ => out.push_str(&plain_text(std::slice::from_ref(inline))),
        }
    }
}
