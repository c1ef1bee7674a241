//! `Q:` and `A:`, `C:` and `T:` at the start of a line: hashcards, AnkiOps, and people who write so by themselves.
//!
//! A part goes on to the next label, a `---`, a heading or the end of the note, over blank lines.

use std::ops::Range;

use super::cloze::{self, Style};
use super::found::{Found, Reader};
use super::label::{Label, Opening, opening};
use super::page::{LineKind, Page};
use super::slice::{Slice, Strip};
use crate::cards::CardKind;

/// A label with the lines up to the next.
struct Part {
    opening: Opening,
    lines: Range<usize>,
    /// The columns before the item that it opens, if it opens one.
    item: Option<usize>,
}

pub(super) fn find(reader: &mut Reader<'_>) {
    let parts = parts(&reader.page);
    let mut rest = parts.as_slice();
    while let [first, after @ ..] = rest {
        let extras = |from: &[Part]| from.iter().take_while(|part| part.opening.label == Label::Extra).count();
        match (first.opening.label, after.first()) {
            (Label::Question, Some(answer)) if answers(&reader.page, first, answer) => {
                let more = extras(&after[1..]);
                question(reader, first, answer, &after[1..=more]);
                rest = &after[1 + more..];
            }
            (Label::Cloze | Label::Text, _) => {
                let more = extras(after);
                blanked(reader, first, &after[..more]);
                rest = &after[more..];
            }
            _ => {
                if first.opening.label == Label::Question && first.opening.strict {
                    reader.refuse(first.lines.start, "`Q:` without an `A:`");
                }
                rest = after;
            }
        }
    }
}

/// Whether `answer` stands right below `question` and is marked alike. A word that anyone may begin a line with needs a
/// question mark.
fn answers(page: &Page<'_>, question: &Part, answer: &Part) -> bool {
    let (asks, tells) = (&question.opening, &answer.opening);
    let alike = asks.sign == tells.sign || (asks.sign != '.' && tells.sign != '.');
    let asked = asks.strict || text(page, question).text.contains(['?', '？']);
    let right_below = question.lines.end == answer.lines.start;
    tells.label == Label::Answer && right_below && alike && asked && !is_one_of_several(page, answer)
}

/// Whether an "A." opens a row of answers to choose from, and a "B." goes on with it.
fn is_one_of_several(page: &Page<'_>, answer: &Part) -> bool {
    let body = |index: usize| {
        let line = page.line(index).trim_start_matches([' ', '\t', '-', '*', '+', '_']);
        line.split_once(answer.opening.sign).map(|(letter, _)| letter)
    };
    body(answer.lines.start) == Some("A")
        && (answer.lines.start + 1..page.lines.len().min(answer.lines.end + 1)).any(|index| body(index) == Some("B"))
}

/// The labelled parts of a page, each ending where its text does.
fn parts(page: &Page<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = false;
    for index in 0..page.lines.len() {
        let line = &page.lines[index];
        let item = matches!(line.kind, LineKind::Item(_)).then_some(line.indent);
        let last = parts.last().filter(|_| open);
        let opens = opening(page, index).filter(|opening| match opening.label {
            // Letters alone on their line label only what a question opened, and in an item stand below its text.
            Label::Answer | Label::Extra => {
                last.is_some_and(|last| item.is_some() || line.indent == 0 || last.item.is_some())
            }
            _ => item.is_some() || line.indent == 0,
        });
        if let Some(opening) = opens {
            let item = item.or(last.and_then(|last| last.item).filter(|_| line.indent > 0));
            parts.push(Part { opening, lines: index..index + 1, item });
            open = true;
        } else if last.is_some_and(|last| ends(page, index, last)) {
            open = false;
        } else if open && let Some(part) = parts.last_mut() {
            part.lines.end = index + 1;
        }
    }
    parts
}

/// Whether what line `index` holds is no more of `part`.
fn ends(page: &Page<'_>, index: usize, part: &Part) -> bool {
    let line = &page.lines[index];
    let below_blank = page.lines[index - 1].kind == LineKind::Blank;
    let left = part.item.is_some_and(|item| match line.kind {
        LineKind::Item(_) => line.indent <= item,
        LineKind::Text => below_blank && line.indent <= item,
        _ => false,
    });
    // A question of its own, which nobody labelled: in bold, too.
    let said = page.line(index).trim_end().trim_end_matches(['*', '_', ':']);
    let asks = below_blank && line.kind == LineKind::Text && said.ends_with(['?', '？']);
    matches!(line.kind, LineKind::Heading(_)) || is_dashes(page, index) || line.claimed || left || asks
}

fn is_dashes(page: &Page<'_>, index: usize) -> bool {
    page.lines[index].kind == LineKind::Rule && page.line(index).trim().starts_with('-')
}

/// The text of a part.
fn text(page: &Page<'_>, part: &Part) -> Slice {
    let mut slice = Slice::default();
    slice.push(page, part.opening.text.clone());
    let below = part.lines.start + 1..part.lines.end;
    if below.is_empty() {
        slice.trim();
        return slice;
    }
    slice.made("\n", part.opening.text.end);
    if part.item.is_none() {
        slice.push(page, page.bytes(below));
    } else {
        if page.lines[below.start].kind == LineKind::Blank {
            slice.made("\n", part.opening.text.end);
        }
        let columns = indentation(page, below.clone());
        slice.join(&Slice::lines(page, below, Strip::Columns(columns)));
    }
    slice.trim();
    slice
}

/// The least columns of white space before the lines that have text.
fn indentation(page: &Page<'_>, lines: Range<usize>) -> usize {
    lines
        .map(|at| &page.lines[at])
        .filter(|line| line.kind != LineKind::Blank)
        .map(|line| line.indent)
        .min()
        .unwrap_or(0)
}

fn extra(page: &Page<'_>, parts: &[Part]) -> Slice {
    let mut slice = Slice::default();
    for part in parts {
        slice.append(&text(page, part));
    }
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
    let range = part.opening.text.start..page.bytes(part.lines.clone()).end;
    let styles: &[Style] = match part.opening.label {
        Label::Cloze => &[Style::Named, Style::Bracket],
        _ => &[Style::Named, Style::NumberedHighlight],
    };
    let blanks = cloze::blanks(page, range.clone(), styles);
    if blanks.is_empty() || (part.opening.label == Label::Cloze && !reader.told.loose && is_term(page, part)) {
        if part.opening.label == Label::Cloze {
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
    let alone = part.opening.text.start == page.lines[part.lines.start].range.end;
    !alone && (term(part.lines.start.checked_sub(1)) || term(Some(part.lines.start + 1)))
}

/// The lines with the `---` that ends them, which must make no setext heading of them.
fn with_rule(page: &Page<'_>, lines: Range<usize>) -> Range<usize> {
    let end = lines.end;
    if end < page.lines.len() && is_dashes(page, end) { lines.start..end + 1 } else { lines }
}
