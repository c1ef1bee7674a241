//! `?` or `??` alone on a line: the text above asks, the text below answers (obsidian-spaced-repetition).

use std::ops::Range;

use super::found::{Found, Reader};
use super::page::{LineKind, Page};
use super::slice::{Slice, Strip};
use crate::cards::CardKind;

pub(super) fn find(reader: &mut Reader<'_>) {
    let mut index = 0;
    while index < reader.page.lines.len() {
        let kind = match reader.page.line(index).trim() {
            "?" => CardKind::Basic,
            "??" => CardKind::Reversed,
            _ => {
                index += 1;
                continue;
            }
        };
        if reader.page.words(index) && reader.page.lines[index].kind == LineKind::Text {
            let above = above(&reader.page, index);
            let below = index + 1..below(&reader.page, index + 1);
            card(reader, kind, above, below);
        }
        index += 1;
    }
}

/// The first line of the question above line `sign`.
fn above(page: &Page<'_>, sign: usize) -> Range<usize> {
    let touches = |&at: &usize| {
        page.open(at)
            && !page.is_comment(at)
            && matches!(page.lines[at].kind, LineKind::Text | LineKind::Item(_) | LineKind::Row | LineKind::Inside)
    };
    let start = (0..sign).rev().take_while(touches).last().unwrap_or(sign);
    start..sign
}

/// The end of the answer from line `start` on: a blank line, a heading, a rule, or `+++`, which lets blank lines in.
fn below(page: &Page<'_>, start: usize) -> usize {
    let rest = start..page.lines.len();
    let hard = |&at: &usize| {
        !page.open(at) || matches!(page.lines[at].kind, LineKind::Heading(_) | LineKind::Rule) || is_sign(page, at)
    };
    let limit = rest.clone().find(hard).unwrap_or(rest.end);
    if limit < rest.end && is_end(page, limit) {
        return limit;
    }
    (start..limit).find(|&at| page.lines[at].kind == LineKind::Blank).unwrap_or(limit)
}

fn is_end(page: &Page<'_>, index: usize) -> bool {
    page.line(index).trim() == "+++"
}

fn is_sign(page: &Page<'_>, index: usize) -> bool {
    let signs = page.lines[index].kind == LineKind::Text && matches!(page.line(index).trim(), "?" | "??");
    signs || is_end(page, index)
}

fn card(reader: &mut Reader<'_>, kind: CardKind, above: Range<usize>, below: Range<usize>) {
    let page = &reader.page;
    // A question in an item: its answer is indented below it.
    let first = above.start;
    let (front, strip) = match page.lines.get(first).map(|line| line.kind) {
        Some(LineKind::Item(start)) if page.lines[above.end].indent > page.lines[first].indent => {
            let begin = page.lines[first].range.start + start;
            (Slice::of(page, begin..page.bytes(above.clone()).end), Strip::Columns(page.lines[above.end].indent))
        }
        _ => (Slice::lines(page, above.clone(), Strip::None), Strip::None),
    };
    let back = Slice::lines(page, below.clone(), strip);
    if front.is_empty() || back.is_empty() {
        reader.refuse(above.end, "`?` that does not touch a question above and an answer below");
        return;
    }
    let mut end = below.end;
    if end < page.lines.len() && (is_end(page, end) || page.lines[end].kind == LineKind::Rule) {
        end += 1;
    }
    let found = Found::basic(kind, front, back, page.bytes(above.start..below.end));
    reader.take(found, above.start..end);
}
