//! Paragraphs, items and tables with blanks in them: one cloze note each.

use std::ops::Range;

use super::cloze::{self, Blank, Style};
use super::found::{Found, Reader};
use super::inline::children;
use super::page::{LineKind, Page};
use super::slice::Slice;

pub(super) fn find(reader: &mut Reader<'_>) {
    let styles = styles(reader);
    let mut index = 0;
    while index < reader.page.lines.len() {
        index = if reader.page.open(index) { unit(reader, index, &styles) } else { index + 1 };
    }
}

/// The styles in force.
fn styles(reader: &Reader<'_>) -> Vec<Style> {
    let told = &reader.told;
    let mut styles = cloze::EVERYWHERE.to_vec();
    let more = [
        (told.highlight, Style::Highlight),
        (told.speaks("remnote") || told.speaks("mochi"), Style::Double),
        (told.speaks("curly"), Style::Single),
        (told.speaks("hashcards"), Style::Bracket),
    ];
    styles.extend(more.into_iter().filter(|(on, _)| *on).map(|(_, style)| style));
    styles
}

/// Makes a card of the block that begins on line `index` if it has blanks; gives the line behind it.
fn unit(reader: &mut Reader<'_>, index: usize, styles: &[Style]) -> usize {
    let page = &reader.page;
    match page.lines[index].kind {
        LineKind::Item(start) => item(reader, index, start, styles),
        LineKind::Text | LineKind::Row => paragraph(reader, index, styles),
        _ => index + 1,
    }
}

/// A run of lines of one kind; a quoted one loses its marks, and the head of a callout is no part of it.
fn paragraph(reader: &mut Reader<'_>, index: usize, styles: &[Style]) -> usize {
    let page = &reader.page;
    let like = (page.lines[index].kind, is_quoted(page, index));
    let alike = |at: usize| page.open(at) && (page.lines[at].kind, is_quoted(page, at)) == like && !is_head(page, at);
    let end = (index + 1..page.lines.len()).find(|&at| !alike(at)).unwrap_or(page.lines.len());
    if is_head(page, index) {
        return index + 1;
    }
    let end = reach(page, index, end);
    let range = page.bytes(index..end);
    let blanks = cloze::blanks(page, range.clone(), styles);
    if !blanks.is_empty() {
        let text =
            if like.1 { dequoted(page, index..end, &blanks) } else { Slice::with_blanks(page, range.clone(), &blanks) };
        reader.take(Found::cloze(text, range), index..end);
    }
    end
}

fn is_quoted(page: &Page<'_>, index: usize) -> bool {
    page.line(index).trim_start().starts_with('>')
}

/// Whether line `index` is `> [!note] title`.
fn is_head(page: &Page<'_>, index: usize) -> bool {
    is_quoted(page, index) && page.line(index).trim_start_matches(['>', ' ']).starts_with("[!")
}

/// The line behind the blank that opens in lines `start..end` and closes in a later paragraph; else `end`.
fn reach(page: &Page<'_>, start: usize, end: usize) -> usize {
    let range = page.bytes(start..end);
    let Some(open) = page.text[range.clone()].rfind("{{c").map(|at| range.start + at).filter(|&at| page.free(at))
    else {
        return end;
    };
    if page.text[open..range.end].contains("}}") {
        return end;
    }
    let stops = |&at: &usize| !page.open(at) || matches!(page.lines[at].kind, LineKind::Heading(_) | LineKind::Rule);
    let limit = (end..page.lines.len()).find(stops).unwrap_or(page.lines.len());
    let closes = |&at: &usize| page.line(at).contains("}}") && page.lines[at].kind != LineKind::Inside;
    (end..limit).find(closes).map_or(end, |at| at + 1)
}

/// A quoted paragraph without its marks; the header of a callout stays out.
fn dequoted(page: &Page<'_>, lines: Range<usize>, blanks: &[Blank]) -> Slice {
    let mut slice = Slice::default();
    for index in lines {
        let line = page.line(index);
        let lead = line.len() - line.trim_start_matches(['>', ' ']).len();
        let range = page.lines[index].range.clone();
        slice.push_blanks(page, range.start + lead..range.end, blanks);
        slice.made("\n", range.end);
    }
    slice.trim();
    slice
}

/// An item is a text of its own; what hangs below it and has no blanks comes along as Extra.
fn item(reader: &mut Reader<'_>, index: usize, start: usize, styles: &[Style]) -> usize {
    let page = &reader.page;
    let whole = page.item_end(index);
    let own = (index + 1..whole)
        .take_while(|&at| page.open(at) && page.lines[at].kind == LineKind::Text)
        .last()
        .map_or(index + 1, |at| at + 1);
    let range = page.lines[index].range.start + start..page.bytes(index..own).end;
    let blanks = cloze::blanks(page, range.clone(), styles);
    if blanks.is_empty() {
        return own;
    }
    let below = page.bytes(own..whole);
    let alone = (own..whole).all(|at| page.open(at)) && cloze::blanks(page, below, styles).is_empty();
    let end = if alone { whole } else { own };
    let text = Slice::with_blanks(page, range.clone(), &blanks);
    let extra = if alone { children(page, own - 1, end) } else { Slice::default() };
    let span = page.bytes(page.trimmed(index..end));
    reader.take(Found { extra, ..Found::cloze(text, span) }, index..end);
    end
}
