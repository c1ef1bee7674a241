//! `#card` and its kin on a heading, a paragraph or an item (flashcards-obsidian, Logseq).

use std::ops::Range;

use super::chrome::{self, CardTag};
use super::cloze;
use super::found::{Found, Reader};
use super::inline::children;
use super::page::{LineKind, Page};
use super::slice::{Slice, Strip};
use crate::cards::CardKind;

/// A card tag on a line.
struct Tag {
    asks: CardTag,
    /// Its bytes in the note.
    at: Range<usize>,
}

/// Headings own their sections, so they come before everything but containers.
pub(super) fn headings(reader: &mut Reader<'_>) {
    let tagged: Vec<(usize, u8, Tag)> = (0..reader.page.lines.len())
        .filter(|&index| reader.page.open(index))
        .filter_map(|index| match reader.page.lines[index].kind {
            LineKind::Heading(level) => heading_tag(&reader.page, index).map(|tag| (index, level, tag)),
            _ => None,
        })
        .collect();
    // From below upwards: a tagged subsection is taken before the section it stands in.
    for (index, level, tag) in tagged.into_iter().rev() {
        section(reader, index, level, &tag);
    }
}

/// Paragraphs and items.
pub(super) fn lines(reader: &mut Reader<'_>) {
    for index in 0..reader.page.lines.len() {
        if !reader.page.words(index) {
            continue;
        }
        let Some(tag) = tag(&reader.page, index) else { continue };
        if tag.asks == CardTag::Reminder {
            continue;
        }
        match reader.page.lines[index].kind {
            LineKind::Item(start) => item(reader, index, start, &tag),
            _ => paragraph(reader, index, &tag),
        }
    }
}

/// The card tag of line `index`.
fn tag(page: &Page<'_>, index: usize) -> Option<Tag> {
    let start = page.lines[index].range.start;
    let line = page.line(index);
    chrome::tags(line).find_map(|tag| {
        let at = start + tag.start..start + tag.end;
        let asks = CardTag::of(&line[tag.start + 1..tag.end])?;
        page.free(at.start).then_some(Tag { asks, at })
    })
}

/// A heading's tag stands in its line, or alone on the next.
fn heading_tag(page: &Page<'_>, index: usize) -> Option<Tag> {
    let below = || {
        let next = index + 1;
        let line = page.lines.get(next).filter(|line| line.kind == LineKind::Text)?;
        let words = page.text[line.range.clone()].split_whitespace().all(|word| word.starts_with('#'));
        if words { tag(page, next) } else { None }
    };
    tag(page, index).or_else(below).filter(|tag| tag.asks != CardTag::Reminder)
}

fn kind(tag: &Tag) -> CardKind {
    match tag.asks {
        CardTag::Reversed => CardKind::Reversed,
        _ => CardKind::Basic,
    }
}

/// The other tags of a line that has a card tag: the card's own.
fn own_tags(page: &Page<'_>, tag: &Tag) -> Vec<String> {
    let line_end = page.text[tag.at.end..].find('\n').map_or(page.text.len(), |at| tag.at.end + at);
    let rest = &page.text[tag.at.end..line_end];
    chrome::tags(rest)
        .map(|tag| rest[tag.start + 1..tag.end].to_owned())
        .filter(|tag| !chrome::is_card_tag(tag))
        .collect()
}

/// The bytes of `range` without the tags that follow the card tag.
fn without_tags(page: &Page<'_>, range: Range<usize>, tag: &Tag) -> Slice {
    let mut slice = Slice::default();
    if !range.contains(&tag.at.start) {
        slice.push(page, range);
        slice.trim();
        return slice;
    }
    slice.push(page, range.start..tag.at.start);
    let line_end = page.text[tag.at.end..range.end].find('\n').map_or(range.end, |at| tag.at.end + at);
    let rest = &page.text[tag.at.end..line_end];
    let mut at = tag.at.end;
    for other in chrome::tags(rest).collect::<Vec<_>>() {
        slice.push(page, at..tag.at.end + other.start);
        at = tag.at.end + other.end;
    }
    slice.push(page, at..range.end);
    slice.trim();
    slice
}

fn section(reader: &mut Reader<'_>, index: usize, level: u8, tag: &Tag) {
    let page = &reader.page;
    let ends = |&at: &usize| matches!(page.lines[at].kind, LineKind::Heading(other) if other <= level);
    let end = (index + 1..page.lines.len()).find(ends).unwrap_or(page.lines.len());
    let title = page.lines[index].range.clone();
    let hashes = page.line(index).len() - page.line(index).trim_start_matches([' ', '#']).len();
    let front = without_tags(page, title.start + hashes..title.end, tag);
    let tag_line = tag.at.start >= title.end;
    let first = if tag_line { index + 2 } else { index + 1 };
    let body: Vec<usize> = (first..end).filter(|&at| page.open(at)).collect();
    let mut back = Slice::default();
    for &at in &body {
        back.push(page, page.lines[at].range.clone());
        back.made("\n", page.lines[at].range.end);
    }
    back.trim();
    let named = cloze::blanks(page, title, cloze::EVERYWHERE);
    if front.is_empty() || (back.is_empty() && named.is_empty()) {
        reader.refuse(index, "`#card` heading with nothing to answer");
        return;
    }
    let last = body.last().map_or(first, |at| at + 1);
    let mut found = Found::basic(kind(tag), front, back, page.bytes(index..last));
    found.tags = own_tags(page, tag);
    reader.take(found, index..first);
    for at in body {
        reader.page.claim(at..at + 1);
    }
}

fn item(reader: &mut Reader<'_>, index: usize, start: usize, tag: &Tag) {
    let page = &reader.page;
    let end = page.item_end(index);
    let line = page.lines[index].range.clone();
    let text = line.start + start..line.end;
    let tags = own_tags(page, tag);
    let below = children(page, index, end);
    let blanks = cloze::blanks(page, text.clone(), cloze::EVERYWHERE);
    let span = page.bytes(page.trimmed(index..end));
    let found = if blanks.is_empty() {
        let (front, back) = around(page, text, tag, below);
        Found::basic(kind(tag), front, back, span)
    } else {
        Found { extra: below, ..Found::cloze(Slice::with_blanks(page, text, &blanks), span) }
    };
    if found.front.is_empty() || (found.kind != CardKind::Cloze && found.back.is_empty()) {
        reader.refuse(index, "`#card` item with nothing below it");
        return;
    }
    reader.take(Found { tags, ..found }, index..end);
}

/// The question before the tag; the answer behind it on its line, then `below`.
fn around(page: &Page<'_>, text: Range<usize>, tag: &Tag, below: Slice) -> (Slice, Slice) {
    let after = without_tags(page, tag.at.start..text.end, tag);
    let before = Slice::of(page, text.start..tag.at.start);
    if before.is_empty() {
        return (after, below);
    }
    let mut back = after;
    back.append(&below);
    (before, back)
}

fn paragraph(reader: &mut Reader<'_>, index: usize, tag: &Tag) {
    let page = &reader.page;
    let start = (0..index)
        .rev()
        .take_while(|&at| page.open(at) && page.lines[at].kind == LineKind::Text)
        .last()
        .unwrap_or(index);
    let line = page.lines[index].range.clone();
    let question = page.lines[start].range.start..line.end;
    let mut end = index + 1;
    while page.open(end) && !matches!(page.lines[end].kind, LineKind::Blank | LineKind::Heading(_) | LineKind::Rule) {
        end += 1;
    }
    let blanks = cloze::blanks(page, question.clone(), cloze::EVERYWHERE);
    let found = if blanks.is_empty() {
        let mut answer = Slice::lines(page, index + 1..end, Strip::None);
        if answer.is_empty() && without_tags(page, tag.at.start..line.end, tag).is_empty() {
            (answer, end) = next_block(page, end);
        }
        let (front, back) = around(page, question, tag, answer);
        Found::basic(kind(tag), front, back, page.bytes(page.trimmed(start..end)))
    } else {
        end = index + 1;
        Found::cloze(Slice::with_blanks(page, question, &blanks), page.bytes(start..end))
    };
    if found.front.is_empty() || (found.kind != CardKind::Cloze && found.back.is_empty()) {
        reader.refuse(index, "`#card` line with nothing below it");
        return;
    }
    let tags = own_tags(page, tag);
    reader.take(Found { tags, ..found }, start..end);
}

/// The block below the blank line at `at`, where a question has nothing right below it.
fn next_block(page: &Page<'_>, at: usize) -> (Slice, usize) {
    let Some(start) = (at..page.lines.len()).find(|&line| page.lines[line].kind != LineKind::Blank) else {
        return (Slice::default(), at);
    };
    let stops = |at: usize| {
        !page.open(at) || matches!(page.lines[at].kind, LineKind::Blank | LineKind::Heading(_) | LineKind::Rule)
    };
    if stops(start) || tag(page, start).is_some() {
        return (Slice::default(), at);
    }
    let end = (start..page.lines.len()).find(|&line| stops(line)).unwrap_or(page.lines.len());
    (Slice::lines(page, start..end, Strip::None), end)
}
