//! Cards in a box of their own: a `flashcard` fence, a `[!CARD]` callout (flashcards-obsidian v2).

use std::ops::Range;

use super::cloze::Style;
use super::found::{Found, Reader};
use super::page::{LineKind, Page};
use super::slice::{Slice, Strip};
use crate::cards::CardKind;

pub(super) fn find(reader: &mut Reader<'_>) {
    let mut index = 0;
    while index < reader.page.lines.len() {
        let line = reader.page.line(index);
        let end = if is_fence(&reader.page, index) {
            fence(reader, index)
        } else if let Some(title) = callout_title(line).filter(|_| reader.page.lines[index].kind != LineKind::Inside) {
            callout(reader, index, title)
        } else {
            index + 1
        };
        index = end.max(index + 1);
    }
}

fn is_fence(page: &Page<'_>, index: usize) -> bool {
    let info = page.line(index).trim_start_matches(['`', '~']);
    let opens = page.line(index).len() - info.len() >= 3;
    let block = page.covered(page.lines[index].range.start).map(|covered| covered.range.start);
    opens && info.trim().eq_ignore_ascii_case("flashcard") && block == Some(page.lines[index].range.start)
}

/// The fields of a fence: `front: …`, going on to the next field.
fn fields(page: &Page<'_>, lines: Range<usize>) -> Vec<(String, Slice)> {
    let mut fields: Vec<(String, Range<usize>, usize)> = Vec::new();
    for index in lines {
        let line = page.line(index);
        let key = line.split_once(':').map(|(key, _)| key).filter(|key| {
            matches!(
                *key,
                "front" | "back" | "type" | "text" | "extra" | "question" | "answer" | "content" | "tags" | "deck"
            )
        });
        match (key, fields.last_mut()) {
            (Some(key), _) => fields.push((key.to_owned(), index..index + 1, key.len() + 1)),
            (None, Some((_, lines, _))) => lines.end = index + 1,
            (None, None) => {}
        }
    }
    fields.into_iter().map(|(key, lines, skip)| (key, value(page, &lines, skip))).collect()
}

/// A field's value: what follows on its line (less YAML's quotes and block signs), then its further lines.
fn value(page: &Page<'_>, lines: &Range<usize>, skip: usize) -> Slice {
    let first = page.lines[lines.start].range.clone();
    let line = page.text[first.start + skip..first.end].trim();
    let mut slice = Slice::default();
    if !matches!(line, "|" | ">" | "|-" | ">-") {
        let quoted = line.len() >= 2
            && (line.starts_with('"') && line.ends_with('"') || line.starts_with('\'') && line.ends_with('\''));
        let start = first.start + skip + page.text[first.start + skip..].find(line).unwrap_or(0);
        let trim = usize::from(quoted);
        slice.push(page, start + trim..start + line.len() - trim);
    }
    let below = lines.start + 1..lines.end;
    let columns = below.clone().filter(|&at| !page.line(at).trim().is_empty()).map(|at| page.lines[at].indent).min();
    let below = Slice::lines(page, below, Strip::Columns(columns.unwrap_or(0)));
    if !slice.is_empty() && !below.is_empty() {
        slice.made("\n", below.in_note(0));
        slice.join(&below);
    } else {
        slice.append(&below);
    }
    slice
}

fn fence(reader: &mut Reader<'_>, index: usize) -> usize {
    let page = &reader.page;
    let block = page.covered(page.lines[index].range.start).map_or(0, |covered| covered.range.end);
    let end = page.lines.partition_point(|line| line.range.start < block).max(index + 1);
    let mut inner = index + 1..end;
    if inner.end > inner.start && page.line(inner.end - 1).trim().chars().all(|c| matches!(c, '`' | '~')) {
        inner.end -= 1;
    }
    let fields = fields(page, inner);
    let field = |names: &[&str]| {
        fields.iter().find(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (front, back) = (field(&["front", "question", "text"]), field(&["back", "answer"]));
    let span = page.bytes(index..end);
    let found = match field(&["type"]).text.trim() {
        "cloze" => {
            let styles = [Style::Named, Style::Numbered, Style::NumberedHighlight, Style::Highlight];
            let text = front.blanked(page.note, &styles);
            Found { extra: back, ..Found::cloze(text, span) }
        }
        "reminder" => return end,
        "reversed" => Found::basic(CardKind::Reversed, front, back, span),
        _ => Found::basic(CardKind::Basic, front, back, span),
    };
    let whole = if found.kind == CardKind::Cloze { !found.front.blanks.is_empty() } else { !found.back.is_empty() };
    if found.front.is_empty() || !whole {
        reader.refuse(index, "`flashcard` block without a front and a back");
    } else {
        let tags = field(&["tags"])
            .text
            .split([',', ' ', '[', ']'])
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect();
        reader.take(Found { tags, ..found }, index..end);
    }
    end
}

/// Where the title of a `> [!card]` line begins.
fn callout_title(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('>')?.trim_start();
    let kind = rest.strip_prefix("[!")?;
    let (name, after) = kind.split_once(']')?;
    let known = ["card", "flashcard"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let title = after.trim_start_matches(['+', '-']).trim_start().trim_start_matches(':').trim_start();
    known.then_some(line.len() - title.len())
}

fn callout(reader: &mut Reader<'_>, index: usize, title: usize) -> usize {
    let page = &reader.page;
    let end = (index + 1..page.lines.len())
        .find(|&at| !page.line(at).trim_start().starts_with('>'))
        .unwrap_or(page.lines.len());
    let line = page.lines[index].range.clone();
    let mut front = Slice::of(page, line.start + title..line.end);
    let mut body = index + 1..end;
    if front.is_empty() {
        let divider = body.clone().find(|&at| page.line(at).trim_start_matches(['>', ' ']).trim_end() == "---");
        if let Some(divider) = divider {
            front = Slice::lines(page, body.start..divider, Strip::Quote);
            body.start = divider + 1;
        }
    }
    let back = Slice::lines(page, body, Strip::Quote);
    if front.is_empty() || back.is_empty() {
        reader.refuse(index, "`[!CARD]` without a title and a body");
    } else {
        let found = Found::basic(CardKind::Basic, front, back, page.bytes(index..end));
        reader.take(found, index..end);
    }
    end
}
