//! Sides parted by a line: `---` of yanki and Mochi, where the note is one card; inka's sections; mdanki's `%`.

use std::ops::Range;

use super::cloze::{self, Style};
use super::found::{Found, Reader};
use super::page::{LineKind, Page, marker};
use super::slice::{Slice, Strip};
use crate::cards::CardKind;

/// yanki: the whole note is one card, of the type its structure shows. Mochi, where asked for, likewise.
pub(super) fn whole_note(reader: &mut Reader<'_>) {
    let (yanki, mochi) = (reader.told.yanki, reader.told.speaks("mochi"));
    if !yanki && !mochi {
        return;
    }
    let page = &reader.page;
    let body =
        page.lines.partition_point(|line| line.range.start < page.note.meta.span.map_or(0, |span| span.bytes().end));
    let lines = page.trimmed(body..page.lines.len());
    let styles: &[Style] = if yanki { &[Style::Strike] } else { &[Style::Named, Style::Double] };
    if let Some(found) = note_card(page, lines.clone(), styles, yanki) {
        reader.take(found, lines);
    }
}

fn note_card(page: &Page<'_>, lines: Range<usize>, styles: &[Style], yanki: bool) -> Option<Found> {
    let sides = sides(page, lines.clone());
    let span = page.bytes(lines.clone());
    let first = sides.first()?.clone();
    let text =
        |side: Option<&Range<usize>>| side.map(|side| Slice::of(page, page.bytes(side.clone()))).unwrap_or_default();
    let blanks = cloze::blanks(page, page.bytes(first.clone()), styles);
    if !blanks.is_empty() {
        let front = Slice::with_blanks(page, page.bytes(first), &blanks);
        let rest = sides.get(1).map(|next| next.start..lines.end);
        return Some(Found { extra: text(rest.as_ref()), ..Found::cloze(front, span) });
    }
    let front = text(Some(&first));
    let found = match sides.as_slice() {
        [_, gap, back, rest @ ..] if yanki && text(Some(gap)).is_empty() => {
            let extra = rest.first().map(|next| next.start..lines.end);
            Found { extra: text(extra.as_ref()), ..Found::basic(CardKind::Reversed, front, text(Some(back)), span) }
        }
        [_, back, ..] => Found::basic(CardKind::Basic, front, text(Some(&(back.start..lines.end))), span),
        _ if yanki => typed(page, lines)?,
        _ => return None,
    };
    (!found.front.is_empty() && !found.back.is_empty()).then_some(found)
}

/// The lines between `---` lines.
fn sides(page: &Page<'_>, lines: Range<usize>) -> Vec<Range<usize>> {
    let mut sides = Vec::new();
    let mut start = lines.start;
    for index in lines.clone() {
        if page.lines[index].kind == LineKind::Rule {
            sides.push(start..index);
            start = index + 1;
        }
    }
    sides.push(start..lines.end);
    sides
}

/// `_like this_` as the last line of the note is to be typed.
fn typed(page: &Page<'_>, lines: Range<usize>) -> Option<Found> {
    let last = lines.end.checked_sub(1).filter(|last| lines.contains(last))?;
    let line = page.line(last).trim();
    let answer = ['_', '*'].iter().find_map(|&sign| {
        let inner = line.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inner.is_empty() && !inner.contains(sign)).then_some(inner)
    })?;
    let start = page.lines[last].range.start + page.line(last).find(answer)?;
    let front = Slice::of(page, page.bytes(lines.start..last));
    let back = Slice::of(page, start..start + answer.len());
    let found = Found::basic(CardKind::Basic, front, back, page.bytes(lines));
    Some(Found { typed: answer.to_owned(), ..found })
}

/// inka: between two `---`, `Deck:` and `Tags:`, then numbered questions with quoted answers.
pub(super) fn inka(reader: &mut Reader<'_>) {
    let rules: Vec<usize> =
        (0..reader.page.lines.len()).filter(|&at| reader.page.lines[at].kind == LineKind::Rule).collect();
    let mut rest = rules.as_slice();
    while let [open, after @ ..] = rest {
        rest = after;
        let end = after.first().copied().unwrap_or(reader.page.lines.len());
        let body = reader.page.trimmed(open + 1..end);
        if body.is_empty() || !reader.page.line(body.start).trim_start().starts_with("Deck:") {
            continue;
        }
        inka_section(reader, body.clone());
        reader.page.claim(*open..(end + 1).min(reader.page.lines.len()));
        rest = after.get(1..).unwrap_or_default();
    }
}

fn inka_section(reader: &mut Reader<'_>, body: Range<usize>) {
    let page = &reader.page;
    let value = |name: &str| {
        body.clone().find_map(|at| page.line(at).trim().strip_prefix(name)).map(|value| value.trim().to_owned())
    };
    let deck = value("Deck:").filter(|deck| !deck.is_empty());
    let tags: Vec<String> = value("Tags:").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    let number = |at: usize| {
        page.lines[at].indent == 0
            && page.line(at).starts_with(|c: char| c.is_ascii_digit())
            && marker(page.line(at)).is_some()
    };
    let starts: Vec<usize> = body.clone().filter(|&at| number(at) && page.lines[at].kind != LineKind::Inside).collect();
    let mut found = Vec::new();
    for (place, &start) in starts.iter().enumerate() {
        let lines = page.trimmed(start..starts.get(place + 1).copied().unwrap_or(body.end));
        found.extend(inka_card(page, lines).map(|card| Found { deck: deck.clone(), tags: tags.clone(), ..card }));
    }
    reader.found.extend(found);
}

fn inka_card(page: &Page<'_>, lines: Range<usize>) -> Option<Found> {
    let quote = |at: &usize| page.line(*at).trim_start().starts_with('>');
    let answer = lines.clone().find(quote).unwrap_or(lines.end);
    let begin = page.lines[lines.start].range.start + marker(page.line(lines.start))?;
    let question = begin..page.bytes(lines.start..answer).end;
    let span = page.bytes(lines.clone());
    if answer < lines.end {
        let (front, back) = (Slice::of(page, question), Slice::lines(page, answer..lines.end, Strip::Quote));
        return (!front.is_empty() && !back.is_empty()).then(|| Found::basic(CardKind::Basic, front, back, span));
    }
    let blanks = cloze::blanks(page, question.clone(), &[Style::Named, Style::Numbered, Style::Single]);
    (!blanks.is_empty()).then(|| Found::cloze(Slice::with_blanks(page, question, &blanks), span))
}

/// mdanki: below a level-2 heading, a `%` alone parts the front (heading and text above) from the back.
pub(super) fn percent(reader: &mut Reader<'_>) {
    let page = &reader.page;
    let heads: Vec<usize> = (0..page.lines.len()).filter(|&at| page.lines[at].kind == LineKind::Heading(2)).collect();
    for head in heads {
        let page = &reader.page;
        let ends =
            |&at: &usize| matches!(page.lines[at].kind, LineKind::Heading(level) if level <= 2) || !page.open(at);
        let end = (head + 1..page.lines.len()).find(ends).unwrap_or(page.lines.len());
        let is_sign = |at: &usize| page.lines[*at].kind == LineKind::Text && page.line(*at).trim() == "%";
        let Some(sign) = (head + 1..end).find(is_sign).filter(|_| page.open(head)) else { continue };
        let title = page.lines[head].range.clone();
        let hashes = page.line(head).len() - page.line(head).trim_start_matches([' ', '#']).len();
        let mut front = Slice::of(page, title.start + hashes..title.end);
        let above = Slice::of(page, page.bytes(head + 1..sign));
        let back = Slice::of(page, page.bytes(sign + 1..end));
        if above.is_empty() && front.is_empty() || back.is_empty() {
            reader.refuse(sign, "`%` without text on both sides");
            continue;
        }
        front.append(&above);
        let found = Found::basic(CardKind::Basic, front, back, page.bytes(page.trimmed(head..end)));
        reader.take(found, head..end);
    }
}
