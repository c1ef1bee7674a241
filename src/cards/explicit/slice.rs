//! Pieces of a note's source put together as a text of their own, and read as Markdown.
//!
//! A side of a card is seldom a block of the note as it was parsed: it is half a line, or lines without their quote
//! marks. So it is cut out of the source and parsed again; every span is then led back to where its text stands, and
//! what was resolved there (links, embeds) is taken over by span.

use std::ops::Range;

use super::chrome;
use super::cloze::{self, Blank, Style};
use super::opaque::Cover;
use super::page::{Page, marker};
use crate::model::Note;

/// Signs that stand for the edges of a blank while its text is parsed; the digits of its index stand between the opening
/// two. The inner one is punctuation, so that emphasis inside may open beside it; the outer one counts as a letter, so
/// that emphasis around it may. Noncharacters of Unicode never stand in a text.
pub(super) const OPEN: [char; 2] = ['\u{FDD0}', '⸨'];
/// See [`OPEN`].
pub(super) const CLOSE: &str = "⸩\u{FDD1}";

/// A digit of a blank's index.
pub(super) fn digit(value: u32) -> char {
    char::from_u32(0xFDD2 + value).unwrap_or('\u{FDD2}')
}

/// A text made of pieces of a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Slice {
    /// The text.
    pub(super) text: String,
    /// Where its bytes stand in the note: from `.0` of the text on, counted from `.1` of the note.
    pub(super) origin: Vec<(usize, usize)>,
    /// The blanks in it, by the index in their opening signs.
    pub(super) blanks: Vec<BlankInfo>,
}

/// What is known of a blank besides its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BlankInfo {
    pub(super) number: u32,
    pub(super) hint: String,
}

impl Slice {
    /// Bytes of the note as they are, comments and chrome left out.
    pub(super) fn of(page: &Page<'_>, range: Range<usize>) -> Self {
        let mut slice = Self::default();
        slice.push(page, range);
        slice.trim();
        slice
    }

    /// Lines of the note, less `columns` of indentation or one quote mark each.
    pub(super) fn lines(page: &Page<'_>, lines: Range<usize>, strip: Strip) -> Self {
        let mut slice = Self::default();
        for index in lines {
            let range = page.lines[index].range.clone();
            let start = range.start + strip.width(&page.text[range.clone()]);
            let before = slice.text.len();
            slice.push(page, start..range.end);
            // A line of nothing but chrome leaves no blank line, which would part what it stood between.
            if slice.text.len() > before || page.line(index).trim().is_empty() {
                slice.made("\n", range.end);
            }
        }
        slice.trim();
        slice
    }

    /// The same with the blanks of `blanks`, which lie in `range`.
    pub(super) fn with_blanks(page: &Page<'_>, range: Range<usize>, blanks: &[Blank]) -> Self {
        let mut slice = Self::default();
        slice.push_blanks(page, range, blanks);
        slice.trim();
        slice
    }

    /// The same text with the blanks that it holds in these styles.
    pub(super) fn blanked(&self, note: &Note, styles: &[Style]) -> Self {
        let page = Page::of_text(note, &self.text, 0);
        let blanks = cloze::blanks(&page, 0..self.text.len(), styles);
        let mut slice = Self::with_blanks(&page, 0..self.text.len(), &blanks);
        for (_, to) in &mut slice.origin {
            *to = self.in_note(*to);
        }
        slice
    }

    /// Adds another slice right behind this one.
    pub(super) fn join(&mut self, other: &Self) {
        self.origin.extend(other.origin.iter().map(|(from, to)| (from + self.text.len(), *to)));
        self.text.push_str(&other.text);
    }

    /// Adds another slice below this one.
    pub(super) fn append(&mut self, other: &Self) {
        if other.is_empty() {
            return;
        }
        let at = other.in_note(0);
        if !self.text.is_empty() {
            self.made("\n\n", at);
        }
        self.join(other);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds bytes of the note that hold blanks.
    pub(super) fn push_blanks(&mut self, page: &Page<'_>, range: Range<usize>, blanks: &[Blank]) {
        let mut at = range.start;
        for blank in blanks.iter().filter(|blank| range.start <= blank.outer.start && blank.outer.end <= range.end) {
            self.push(page, at..blank.outer.start);
            for part in parts(page, blank.inner.clone()) {
                self.push(page, part.before);
                self.open(blank, part.hidden.start);
                self.push_blanks(page, part.hidden.clone(), &blank.inside);
                self.made(CLOSE, part.hidden.end);
            }
            at = blank.outer.end;
        }
        self.push(page, at..range.end);
    }

    fn open(&mut self, blank: &Blank, at: usize) {
        let index = self.blanks.len().to_string();
        let digits = index.chars().filter_map(|c| c.to_digit(10)).map(digit);
        let sign: String = std::iter::once(OPEN[0]).chain(digits).chain([OPEN[1]]).collect();
        self.made(&sign, at);
        self.blanks.push(BlankInfo { number: blank.number, hint: blank.hint.clone() });
    }

    /// Adds bytes of the note, without comments and chrome.
    pub(super) fn push(&mut self, page: &Page<'_>, range: Range<usize>) {
        let mut at = range.start;
        let dropped = page.covered_in(&range).filter(|covered| covered.cover == Cover::Comment);
        for gap in dropped.map(|covered| covered.range.clone()).collect::<Vec<_>>() {
            self.push_lines(page, at..gap.start.max(at));
            at = gap.end.min(range.end);
        }
        self.push_lines(page, at..range.end);
    }

    fn push_lines(&mut self, page: &Page<'_>, range: Range<usize>) {
        let mut at = range.start;
        for line in page.text[range].split_inclusive('\n') {
            let kept = chrome::kept(line, |offset| page.free(at + offset));
            for part in kept {
                self.origin.push((self.text.len(), at + part.start));
                self.text.push_str(&line[part]);
            }
            at += line.len();
        }
    }

    /// Adds text that does not stand in the note, as if at byte `at`.
    pub(super) fn made(&mut self, text: &str, at: usize) {
        self.origin.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// Drops blank lines before the text and white space behind it.
    pub(super) fn trim(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        let lead = self.text.len() - self.text.trim_start_matches(['\n', '\r', ' ', '\t']).len();
        let first_line = self.text[..lead].rfind('\n').map_or(0, |at| at + 1);
        // Four columns would make code of the first line; less is kept, as it may belong to a list.
        let cut = if self.text[first_line..lead].contains(['\t', ' ']) { lead } else { first_line };
        self.text.drain(..cut);
        let mut origin: Vec<(usize, usize)> = Vec::new();
        for &(from, to) in &self.origin {
            if from < cut {
                origin.clear();
                origin.push((0, to + (cut - from)));
            } else {
                origin.push((from - cut, to));
            }
        }
        self.origin = origin;
    }

    /// Where byte `at` of the text stands in the note.
    pub(super) fn in_note(&self, at: usize) -> usize {
        let next = self.origin.partition_point(|(from, _)| *from <= at);
        match next.checked_sub(1).and_then(|index| self.origin.get(index)) {
            Some((from, to)) => to + (at - from),
            None => at,
        }
    }
}

/// A part of a blank: what stands before it and stays, and what is hidden.
struct Part {
    before: Range<usize>,
    hidden: Range<usize>,
}

/// A blank over several blocks falls into a part a block, all of one number: signs reach over no end of a block.
fn parts(page: &Page<'_>, inner: Range<usize>) -> Vec<Part> {
    let text = &page.text[inner.clone()];
    let mut parts = vec![Part { before: inner.start..inner.start, hidden: inner.clone() }];
    for (at, _) in text.match_indices('\n') {
        let next = &text[at + 1..];
        let line = next.split('\n').next().unwrap_or_default();
        let gap = next.len() - next.trim_start().len();
        let lead = if line.trim().is_empty() { gap } else { marker(line).unwrap_or(0) };
        if lead == 0 || next.trim().is_empty() {
            continue;
        }
        let here = inner.start + at;
        if let Some(last) = parts.last_mut().filter(|last| last.hidden.start <= here) {
            last.hidden.end = here - usize::from(text[..at].ends_with('\r'));
            let before = here..here + 1 + lead;
            parts.push(Part { hidden: before.end..inner.end, before });
        }
    }
    parts.retain(|part| !page.text[part.hidden.clone()].trim().is_empty());
    parts
}

/// What is taken off the start of each line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Strip {
    /// Nothing.
    None,
    /// So many columns of white space, where there are as many.
    Columns(usize),
    /// One quote mark and the space behind it.
    Quote,
}

impl Strip {
    fn width(self, line: &str) -> usize {
        match self {
            Self::None => 0,
            Self::Columns(most) => {
                let mut columns = 0;
                line.bytes()
                    .take_while(|byte| {
                        columns += if *byte == b'\t' { 4 - columns % 4 } else { 1 };
                        matches!(byte, b' ' | b'\t') && columns <= most
                    })
                    .count()
            }
            Self::Quote => {
                let space = line.len() - line.trim_start().len();
                let rest = &line[space..];
                let mark = usize::from(rest.starts_with('>'));
                space + mark + usize::from(mark == 1 && rest[1..].starts_with(' '))
            }
        }
    }
}
