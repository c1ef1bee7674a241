//! `Q:` and `A:`, `C:` and `T:` at the start of a line: hashcards, AnkiOps, and people who write so by themselves.
//!
//! A part goes on to the next label, a `---`, a heading or the end of the note, over blank lines.

use std::ops::Range;

use super::cloze::{self, Style};
use super::found::{Found, Reader};
use super::page::{LineKind, Page};
use super::slice::Slice;
use crate::cards::CardKind;

/// What opens a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Question,
    Answer,
    /// hashcards' text with `[blanks]`.
    Cloze,
    /// AnkiOps' text with `{{c1::blanks}}`.
    Text,
    /// AnkiOps' `E:` and `M:`: what is shown under the answer.
    Extra,
}

/// A label with the lines up to the next.
struct Part {
    label: Label,
    lines: Range<usize>,
    /// Where its text begins.
    start: usize,
}

pub(super) fn find(reader: &mut Reader<'_>) {
    let parts = parts(&reader.page);
    let mut rest = parts.as_slice();
    while let [first, after @ ..] = rest {
        let extras = |from: &[Part]| from.iter().take_while(|part| part.label == Label::Extra).count();
        match (first.label, after.first().map(|part| part.label)) {
            (Label::Question, Some(Label::Answer)) if first.lines.end == after[0].lines.start => {
                let more = extras(&after[1..]);
                question(reader, first, &after[0], &after[1..=more]);
                rest = &after[1 + more..];
            }
            (Label::Cloze | Label::Text, _) => {
                let more = extras(after);
                blanked(reader, first, &after[..more]);
                rest = &after[more..];
            }
            _ => {
                if first.label == Label::Question {
                    reader.refuse(first.lines.start, "`Q:` without an `A:`");
                }
                rest = after;
            }
        }
    }
}

/// The labelled parts of a page, each ending where its text does.
fn parts(page: &Page<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = false;
    for index in 0..page.lines.len() {
        let kind = page.lines[index].kind;
        let ends = matches!(kind, LineKind::Heading(_)) || is_dashes(page, index) || page.lines[index].claimed;
        let label = label(page, index).filter(|(label, _)| {
            // Letters alone on their line label only what a question opened.
            matches!(label, Label::Question | Label::Cloze | Label::Text) || open
        });
        if let Some((label, width)) = label {
            parts.push(Part { label, lines: index..index + 1, start: page.lines[index].range.start + width });
            open = true;
        } else if ends {
            open = false;
        } else if open && let Some(part) = parts.last_mut() {
            part.lines.end = index + 1;
        }
    }
    parts
}

/// The label of line `index` and its width.
fn label(page: &Page<'_>, index: usize) -> Option<(Label, usize)> {
    if !page.words(index) || !page.free(page.lines[index].range.start) {
        return None;
    }
    let line = page.line(index);
    let (sign, width) = [("**", ":** "), ("**", "**: "), ("**", ":**"), ("**", "**:"), ("", ":")]
        .into_iter()
        .find_map(|(open, close)| {
            let rest = line.strip_prefix(open)?;
            let sign = rest.chars().next().filter(char::is_ascii_alphabetic)?;
            rest[1..].starts_with(close).then_some((sign, open.len() + 1 + close.len()))
        })?;
    let label = match sign {
        'Q' => Label::Question,
        'A' => Label::Answer,
        'C' => Label::Cloze,
        'T' => Label::Text,
        'E' | 'M' => Label::Extra,
        _ => return None,
    };
    let after = &line[width..];
    // `Q::x` is something else, `C:\` and `C:/` are drives.
    let other = after.starts_with([':', '\\', '/']);
    (!other).then_some((label, width))
}

fn is_dashes(page: &Page<'_>, index: usize) -> bool {
    page.lines[index].kind == LineKind::Rule && page.line(index).trim().starts_with('-')
}

/// The text of a part.
fn text(page: &Page<'_>, part: &Part) -> Slice {
    let mut slice = Slice::default();
    slice.push(page, part.start..page.bytes(part.lines.clone()).end);
    slice.trim();
    slice
}

fn extra(page: &Page<'_>, parts: &[Part]) -> Slice {
    let mut slice = Slice::default();
    for part in parts {
        slice.push(page, part.start..page.bytes(part.lines.clone()).end);
        slice.made("\n\n", part.start);
    }
    slice.trim();
    slice
}

fn question(reader: &mut Reader<'_>, question: &Part, answer: &Part, extras: &[Part]) {
    let (front, back) = (text(&reader.page, question), text(&reader.page, answer));
    let lines = question.lines.start..extras.last().unwrap_or(answer).lines.end;
    if front.is_empty() || back.is_empty() {
        reader.refuse(question.lines.start, "`Q:` or `A:` with nothing behind it");
        return;
    }
    let extra = extra(&reader.page, extras);
    let found = Found { extra, ..Found::basic(CardKind::Basic, front, back, reader.page.bytes(lines.clone())) };
    reader.take(found, with_rule(&reader.page, lines));
}

fn blanked(reader: &mut Reader<'_>, part: &Part, extras: &[Part]) {
    let page = &reader.page;
    let range = part.start..page.bytes(part.lines.clone()).end;
    let styles: &[Style] = match part.label {
        Label::Cloze => &[Style::Named, Style::Bracket],
        _ => &[Style::Named, Style::NumberedHighlight],
    };
    let blanks = cloze::blanks(page, range.clone(), styles);
    if blanks.is_empty() || (part.label == Label::Cloze && !reader.told.loose && is_term(page, part)) {
        if part.label == Label::Cloze {
            reader.refuse(part.lines.start, "`C:` without a `[blank]`");
        }
        return;
    }
    let front = Slice::with_blanks(page, range, &blanks);
    let lines = part.lines.start..extras.last().unwrap_or(part).lines.end;
    let found = Found { extra: extra(page, extras), ..Found::cloze(front, page.bytes(lines.clone())) };
    reader.take(found, with_rule(&reader.page, lines));
}

/// `C: …` among `V: …` and `X: …`, or `C++: …`: a key or a language with its meaning.
fn is_term(page: &Page<'_>, part: &Part) -> bool {
    let term = |index: Option<usize>| {
        index.filter(|&index| index < page.lines.len() && page.words(index)).is_some_and(|index| {
            let key = page.line(index).split(':').next().unwrap_or_default();
            let word = !key.is_empty() && key.len() < 12 && !key.contains(' ') && key.len() < page.line(index).len();
            word && !matches!(key, "Q" | "A" | "C")
        })
    };
    let alone = part.start == page.lines[part.lines.start].range.end;
    !alone && (term(part.lines.start.checked_sub(1)) || term(Some(part.lines.start + 1)))
}

/// The lines with the `---` that ends them, which must make no setext heading of them.
fn with_rule(page: &Page<'_>, lines: Range<usize>) -> Range<usize> {
    let end = lines.end;
    if end < page.lines.len() && is_dashes(page, end) { lines.start..end + 1 } else { lines }
}
