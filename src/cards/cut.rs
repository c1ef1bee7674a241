//! Cutting a line in two without breaking a code span, a formula, a mark of emphasis or a parenthesis.

use super::words;
use crate::model::{Inline, InlineKind};

/// Both sides of a cut, spaces at it taken off.
pub(crate) type Halves = (Vec<Inline>, Vec<Inline>);

/// Cuts the text of `line[index]` at byte `at`, leaving out the `width` bytes there.
pub(crate) fn at(line: &[Inline], index: usize, at: usize, width: usize) -> Halves {
    let mut before = Vec::with_capacity(index + 1);
    before.extend_from_slice(&line[..index]);
    let mut after = Vec::with_capacity(line.len() - index);
    if let InlineKind::Text(text) = &line[index].kind {
        before.extend(part(&line[index], text, 0..at));
        after.extend(part(&line[index], text, at + width..text.len()));
    }
    after.extend_from_slice(&line[index + 1..]);
    trim_end(&mut before);
    trim_start(&mut after);
    (before, after)
}

/// Cuts before the first place, in text outside parentheses, where `found` gives a width; none is inside a word.
pub(crate) fn first(line: &[Inline], mut found: impl FnMut(&str, usize) -> Option<usize>) -> Option<Halves> {
    place(line, Place::default(), &mut found).map(|(cut, width)| at(line, cut.index, cut.byte, width))
}

/// A line without the spaces at its start.
pub(crate) fn trimmed(line: &[Inline]) -> Vec<Inline> {
    let mut line = line.to_vec();
    trim_start(&mut line);
    line
}

/// Cuts at every place where [`first`] would cut what is left, each part without the spaces around it.
pub(crate) fn all(line: &[Inline], mut found: impl FnMut(&str, usize) -> Option<usize>) -> Vec<Vec<Inline>> {
    let mut parts = Vec::new();
    let mut start = Place::default();
    while let Some((cut, width)) = place(line, start, &mut found) {
        let Some(next) = begin(line, Place { byte: cut.byte + width, ..cut }) else { break };
        let mut part = between(line, start, Some(cut));
        trim_end(&mut part);
        parts.push(part);
        start = next;
    }
    parts.push(between(line, start, None));
    parts
}

/// The line in one part, as [`all`] gives it where no place is found.
pub(crate) fn none(line: &[Inline]) -> Vec<Vec<Inline>> {
    vec![between(line, Place::default(), None)]
}

/// A byte of the text of an inline.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    index: usize,
    byte: usize,
}

/// Where `found` gives a width first, from `start` on, and that width.
fn place(
    line: &[Inline],
    start: Place,
    found: &mut impl FnMut(&str, usize) -> Option<usize>,
) -> Option<(Place, usize)> {
    let mut depth = 0_i32;
    for (index, inline) in line.iter().enumerate().skip(start.index) {
        let InlineKind::Text(text) = &inline.kind else { continue };
        let from = if index == start.index { start.byte } else { 0 };
        let text = &text[from..];
        let mut inside = false;
        for (byte, c) in text.char_indices() {
            let before = std::mem::replace(&mut inside, c.is_ascii_alphanumeric());
            if before && inside {
                continue;
            }
            match c {
                '(' | '（' | '[' => depth += 1,
                ')' | '）' | ']' => depth -= 1,
                _ => {}
            }
            if depth <= 0
                && let Some(width) = found(text, byte)
            {
                return Some((Place { index, byte: from + byte }, width));
            }
        }
    }
    None
}

/// The first place from `at` on that is no white space; none if nothing else is left.
fn begin(line: &[Inline], mut at: Place) -> Option<Place> {
    loop {
        match &line.get(at.index)?.kind {
            InlineKind::Text(text) => {
                let rest = &text[at.byte..];
                if let Some(lead) = rest.find(|sign: char| !sign.is_whitespace()) {
                    return Some(Place { byte: at.byte + lead, ..at });
                }
            }
            InlineKind::Break(_) => {}
            _ => return Some(at),
        }
        at = Place { index: at.index + 1, byte: 0 };
    }
}

/// What stands between two places, or from one on.
fn between(line: &[Inline], start: Place, end: Option<Place>) -> Vec<Inline> {
    let last = end.map_or(line.len(), |end| end.index + 1);
    let piece = |(index, inline): (usize, &Inline)| match &inline.kind {
        InlineKind::Text(text) => {
            let from = if index == start.index { start.byte } else { 0 };
            let to = end.filter(|end| end.index == index).map_or(text.len(), |end| end.byte);
            part(inline, text, from..to)
        }
        _ => Some(inline.clone()),
    };
    line.iter().enumerate().take(last).skip(start.index).filter_map(piece).collect()
}

/// Cuts behind emphasis that opens the line, signs before it set aside, and ends in a colon, which goes ("**Hull:** part of a ship"),
/// or has a dash right behind it ("**Hull**– part of a ship").
pub(crate) fn after_label(line: &[Inline]) -> Option<Halves> {
    let sign =
        |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if !text.contains(char::is_alphanumeric));
    let at = line.iter().position(|inline| !sign(inline))?;
    let end = at + emphasis(&line[at..])?;
    let behind = || match &line.get(end)?.kind {
        InlineKind::Text(text) => text.strip_prefix(['–', '—', '-']).filter(|text| text.starts_with(' ')),
        _ => None,
    };
    // Most emphasis that opens a line is no label, and is not copied.
    let (mut label, mut rest) = if ends_in_colon(&line[..end]) {
        (line[..end].to_vec(), line[end..].to_vec())
    } else {
        let behind = Inline::text(behind()?, line[end].span);
        (line[..end].to_vec(), std::iter::once(behind).chain(line[end + 1..].iter().cloned()).collect())
    };
    take_colon(&mut label);
    trim_start(&mut rest);
    Some((label, rest))
}

/// A label without the colon at its end.
pub(crate) fn without_colon(label: &[Inline]) -> Vec<Inline> {
    let mut label = label.to_vec();
    take_colon(&mut label);
    label
}

/// How many inlines the emphasis is that opens a line; of HTML it has tags around it.
fn emphasis(line: &[Inline]) -> Option<usize> {
    match &line.first()?.kind {
        InlineKind::Strong(_) | InlineKind::Emph(_) | InlineKind::Highlight(_) => Some(1),
        InlineKind::Html(tag) if matches!(tag.as_str(), "<u>" | "<b>" | "<strong>" | "<em>" | "<i>" | "<mark>") => {
            let closes = |inline: &Inline| matches!(&inline.kind, InlineKind::Html(tag) if tag.starts_with("</"));
            line.iter().position(closes).map(|at| at + 1)
        }
        _ => None,
    }
}

/// Whether a label has a colon at its end, inside its emphasis.
fn ends_in_colon(label: &[Inline]) -> bool {
    match label.iter().rfind(|inline| !matches!(inline.kind, InlineKind::Html(_))).map(|last| &last.kind) {
        Some(InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner)) => {
            ends_in_colon(inner)
        }
        Some(InlineKind::Text(text)) => text.trim_end().ends_with([':', '：']),
        _ => false,
    }
}

/// Takes the colon off the end of a label that has one.
fn take_colon(label: &mut [Inline]) {
    match label.iter_mut().rfind(|inline| !matches!(inline.kind, InlineKind::Html(_))).map(|last| &mut last.kind) {
        Some(InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner)) => take_colon(inner),
        Some(InlineKind::Text(text)) => {
            let name = text.trim_end();
            let end = name.strip_suffix([':', '：']).map_or(text.len(), |name| name.trim_end().len());
            text.truncate(end);
        }
        _ => {}
    }
}

/// Cuts after the first word, where the line begins with text; leading spaces do not count.
pub(crate) fn after_first_word(line: &[Inline]) -> Option<Halves> {
    let InlineKind::Text(text) = &line.first()?.kind else { return None };
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |length| start + length);
    (end > start).then(|| at(line, 0, end, 0))
}

/// The first word, and a preposition that belongs to it ("works with", "consists of"); then the rest.
pub(crate) fn verb(line: &[Inline], is_preposition: impl Fn(&str) -> bool) -> Option<(String, Vec<Inline>)> {
    let (verb, rest) = after_first_word(line)?;
    let mut said = crate::model::plain_text(&verb).trim().to_owned();
    if let Some((next, after)) = after_first_word(&rest) {
        let next = crate::model::plain_text(&next).trim().to_owned();
        if is_preposition(&next) && !after.is_empty() {
            said.push(' ');
            said.push_str(&next);
            return Some((said, after));
        }
    }
    (!rest.is_empty()).then_some((said, rest))
}

/// Cuts before the word of this number; nothing where it stands inside emphasis or a link.
pub(crate) fn at_word(line: &[Inline], number: usize) -> Option<Halves> {
    let mut left = number;
    for (index, inline) in line.iter().enumerate() {
        let here = words::words(std::slice::from_ref(inline)).len();
        if left >= here {
            left -= here;
            continue;
        }
        if let InlineKind::Text(text) = &inline.kind {
            return Some(at(line, index, byte_of(text, left), 0));
        }
        let (mut before, after) = (line[..index].to_vec(), line[index..].to_vec());
        trim_end(&mut before);
        return (left == 0).then_some((before, after));
    }
    (left == 0).then(|| (line.to_vec(), Vec::new()))
}

/// Where the word of this number begins in the text; a Han or Kana character is a word.
fn byte_of(text: &str, number: usize) -> usize {
    let mut starts = Vec::new();
    let mut inside = false;
    for (byte, c) in text.char_indices() {
        let alone = words::is_ideograph(c);
        if !c.is_whitespace() && (alone || !inside) {
            starts.push(byte);
        }
        inside = !c.is_whitespace() && !alone;
    }
    starts.get(number).copied().unwrap_or(text.len())
}

fn part(inline: &Inline, text: &str, range: std::ops::Range<usize>) -> Option<Inline> {
    let piece = text.get(range.clone())?;
    // An entity or escape makes source and text differ in length; then the whole inline's span is the nearest truth.
    let same = (inline.span.end - inline.span.start) as usize == text.len();
    let mut span = inline.span;
    if same {
        span.start += range.start as u32;
        span.end = inline.span.start + range.end as u32;
    }
    (!piece.is_empty()).then(|| Inline::text(piece, span))
}

/// Takes spaces off the end of a line.
pub(crate) fn trim_end(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        match &mut last.kind {
            InlineKind::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
                line.pop();
            }
            InlineKind::Break(_) => drop(line.pop()),
            _ => break,
        }
    }
}

/// Takes spaces off the start of a line.
pub(crate) fn trim_start(line: &mut Vec<Inline>) {
    while let Some(first) = line.first_mut() {
        match &mut first.kind {
            InlineKind::Text(text) => {
                text.drain(..text.len() - text.trim_start().len());
                if !text.is_empty() {
                    break;
                }
                line.remove(0);
            }
            InlineKind::Break(_) => drop(line.remove(0)),
            _ => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Span, plain_text};

    #[test]
    fn all_cuts_where_the_first_one_would() {
        let span = Span::default();
        let line = [
            Inline::text("one; (two; three);  four;", span),
            Inline::new(InlineKind::Code("a; b".into()), span),
            Inline::text(" ; five; ", span),
        ];
        let semicolon = |text: &str, at: usize| text[at..].starts_with(';').then_some(1);
        let parts: Vec<_> = all(&line, semicolon).iter().map(|part| plain_text(part).into_owned()).collect();
        assert_eq!(parts, ["one", "(two; three)", "four", "a; b", "five; "]);
    }

    #[test]
    fn words_are_counted_over_code_and_ideographs() {
        let span = Span::default();
        let line = [
            Inline::text("use ", span),
            Inline::new(InlineKind::Code("a b".into()), span),
            Inline::text(" 数据 ok", span),
        ];
        let text = |line: &[Inline]| plain_text(line).into_owned();
        let said = |at| at_word(&line, at).map(|(before, after)| (text(&before), text(&after)));
        assert_eq!(said(1), Some(("use".into(), "a b 数据 ok".into())));
        assert_eq!(said(3), Some(("use a b 数".into(), "据 ok".into())));
        assert_eq!(said(9), None);
    }
}
