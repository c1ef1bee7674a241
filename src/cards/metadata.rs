//! What a note says of itself where front matter would say it: no study matter.
//!
//! - Teacher: [[]]   Tags: #law   Created: 23.01.2025   =>  no card; "Origin: Greek" is a fact and makes one
//! - 1. Define elasticity / 2. Understand how …         =>  what a course wants its students to learn, no card

use super::claims::Claims;
use super::draft::Draft;
use super::piece::{Piece, parts, statements};
use super::subject::Subject;
use super::words;
use crate::model::{Block, BlockKind, Inline, InlineKind, List, plain_text};

/// A key has at most this many words: "date created".
const KEY: usize = 3;

/// Fewer items are no list of objectives.
const OBJECTIVES: usize = 3;

/// Whether a line is a key of metadata with nothing behind it but links, tags, dates.
pub(crate) fn is_metadata(subject: &Subject, line: &[Inline]) -> bool {
    value(subject, line).is_some_and(|value| !value.contains(char::is_alphabetic))
}

/// Whether a block is metadata and nothing else: keys, half of them without a word behind them.
pub(crate) fn is_block(subject: &Subject, block: &Block) -> bool {
    let BlockKind::Paragraph(lines) = &block.kind else { return false };
    let keyed = statements(lines).all(|line| value(subject, line).is_some());
    let bare = statements(lines).filter(|line| is_metadata(subject, line)).count();
    keyed && bare * 2 >= statements(lines).count()
}

/// What stands behind a key of metadata beside links and tags.
fn value(subject: &Subject, line: &[Inline]) -> Option<String> {
    // Most lines have no key, and are not put together.
    if !has_colon(line) {
        return None;
    }
    let is_key = |key: &str| {
        let key = words::lower(key.trim());
        words::count(&key) <= KEY && subject.book.is_key("metadata", &key)
    };
    // Nor are most that have one: it is none of a note.
    let mut key = String::new();
    before_colon(line, &mut key);
    if !key.contains("[[") && !is_key(&key) {
        return None;
    }
    let mut told = String::new();
    outside(line, &mut told);
    let told = if told.contains("[[") { without_brackets(&told) } else { told };
    let (key, value) = told.split_once([':', '：'])?;
    is_key(key).then(|| value.to_owned())
}

/// Whether a colon stands in a line outside links and tags.
fn has_colon(line: &[Inline]) -> bool {
    let colon = |text: &str| memchr::memchr(b':', text.as_bytes()).is_some() || !text.is_ascii() && text.contains('：');
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Link(_) | InlineKind::Tag(_) => false,
        InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => has_colon(inner),
        InlineKind::Text(text) => colon(text),
        _ => colon(&plain_text(std::slice::from_ref(inline))),
    })
}

/// The text of a line that is neither link nor tag, up to its first colon; whether it has one.
fn before_colon(line: &[Inline], out: &mut String) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Link(_) | InlineKind::Tag(_) => false,
        InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => before_colon(inner, out),
        _ => {
            let text = plain_text(std::slice::from_ref(inline));
            let colon = text.find([':', '：']);
            out.push_str(&text[..colon.unwrap_or(text.len())]);
            colon.is_some()
        }
    })
}

/// The text of a line that is neither link nor tag.
fn outside(line: &[Inline], out: &mut String) {
    for inline in line {
        match &inline.kind {
            InlineKind::Link(_) | InlineKind::Tag(_) => {}
            InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => outside(inner, out),
            _ => out.push_str(&plain_text(std::slice::from_ref(inline))),
        }
    }
}

/// The text less what stands in double brackets: "[[ Law]]" is meant as a link, too.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[[")
        && let Some((_, after)) = link.split_once("]]")
    {
        out.push_str(before);
        rest = after;
    }
    out + rest
}

/// Claims lists of objectives: they make no cards.
pub(crate) fn objectives(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let steps = |word: &words::Word| subject.book.is("steps", word);
    // Most topics have no list of so many items.
    if !subject.pieces.iter().filter_map(Piece::list).any(|list| list.items.len() >= OBJECTIVES) {
        return Vec::new();
    }
    if subject.facet.is_some() || subject.title.iter().any(steps) || subject.book.is_task(&subject.title) {
        return Vec::new();
    }
    for (at, piece) in subject.pieces.iter().enumerate() {
        let intro = at.checked_sub(1).and_then(|before| subject.pieces[before].line());
        let introduced = intro.is_some_and(super::sentence::is_intro);
        if !introduced && piece.list().is_some_and(|list| are_objectives(subject, list)) {
            claims.take(piece.span);
        }
    }
    Vec::new()
}

/// Whether all items tell what to do in words of an examination, one of which tells what to know.
fn are_objectives(subject: &Subject, list: &List) -> bool {
    let firsts: Vec<_> = list.items.iter().map(|item| words::first(parts(item).0)).collect();
    let is = |class: &str, word: &Option<words::Word>| word.as_ref().is_some_and(|word| subject.book.is(class, word));
    firsts.len() >= OBJECTIVES
        && firsts.iter().all(|word| is("objective", word))
        && firsts.iter().any(|word| is("to_know", word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn keys_with_links_and_dates_are_no_matter_of_study() {
        check(
            "# Tides\n## Spring tide\nThe tide at new moon is the highest of all.\n\nTeacher: [[]]\nCreated: 23.01.2025\n",
            &["What is **Spring tide**? => The tide at new moon is the highest of all."],
        );
    }

    #[test]
    fn the_aims_of_a_course_are_not_asked() {
        check(
            "# Tides\n1. Define spring tide.\n2. Understand how the moon raises water.\n3. Compute the next high tide.\n\n## Moon\nThe moon pulls the water.\n\n## Required readings\n- chapter 4 of the almanac\n- the tables\n",
            &["What does **Moon** pull? => the water."],
        );
    }
}
