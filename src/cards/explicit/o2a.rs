//! Obsidian_to_Anki: `START … END` over lines, `STARTI [Basic] … Back: … ENDI` inside one.

use std::ops::Range;

use super::cloze::{self, Style};
use super::found::{Found, Reader};
use super::page::{LineKind, Page};
use super::slice::Slice;
use crate::cards::CardKind;

/// The styles of blanks in a Cloze block.
const STYLES: &[Style] = &[Style::NumberedHighlight, Style::Named, Style::Numbered, Style::Single];

/// A field by its name and its bytes.
type Field = (String, Range<usize>);

pub(super) fn find(reader: &mut Reader<'_>) {
    let mut index = 0;
    while index < reader.page.lines.len() {
        if reader.page.words(index) && reader.page.line(index).trim() == "START" {
            index = block(reader, index);
        } else {
            if reader.page.words(index) && reader.page.line(index).contains("STARTI [") {
                line(reader, index);
            }
            index += 1;
        }
    }
}

fn block(reader: &mut Reader<'_>, start: usize) -> usize {
    let page = &reader.page;
    let ends = |&at: &usize| page.line(at).trim() == "END" && page.lines[at].kind != LineKind::Inside;
    let Some(end) = (start + 1..page.lines.len()).find(ends) else {
        reader.refuse(start, "`START` without an `END`");
        return start + 1;
    };
    let Some(name) = (start + 1..end).find(|&at| page.lines[at].kind == LineKind::Text) else {
        reader.refuse(start, "`START` without a note type");
        return end + 1;
    };
    let kind = page.line(name).trim().to_owned();
    let fields = block_fields(page, name + 1..end, &kind);
    let span = page.bytes(start..end + 1);
    match card(page, &kind, &fields, span) {
        Some(found) => reader.take(found, start..end + 1),
        None => reader.refuse(start, "`START` block with an empty side"),
    }
    end + 1
}

/// The fields of a block, each up to the next.
fn block_fields(page: &Page<'_>, lines: Range<usize>, kind: &str) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for index in lines {
        let range = page.lines[index].range.clone();
        match field_name(page.line(index), kind) {
            Some(name) if page.lines[index].kind != LineKind::Inside => {
                fields.push((name.to_owned(), range.start + name.len() + 1..range.end));
            }
            _ => match fields.last_mut() {
                Some((_, text)) => text.end = range.end,
                None => fields.push((String::new(), range)),
            },
        }
    }
    fields
}

/// The name of the field that opens on a line: ours for the types we know, any short capitalised words for others.
fn field_name<'l>(line: &'l str, kind: &str) -> Option<&'l str> {
    let (name, _) = line.split_once(':')?;
    let known = matches!(name, "Front" | "Back" | "Text" | "Extra" | "Back Extra" | "Tags");
    let ours = kind.starts_with("Basic") || kind == "Cloze";
    let capital = name.starts_with(char::is_uppercase) && name.split(' ').count() <= 3;
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == ' ');
    (known || (!ours && capital && plain)).then_some(name)
}

fn line(reader: &mut Reader<'_>, index: usize) {
    let range = reader.page.lines[index].range.clone();
    let mut at = range.start;
    let mut claimed = false;
    while let Some(start) = reader.page.text[at..range.end].find("STARTI [").map(|found| at + found) {
        let page = &reader.page;
        let Some(close) = page.text[start..range.end].find("ENDI").map(|found| start + found) else {
            reader.refuse(index, "`STARTI` without an `ENDI`");
            return;
        };
        let inner = start + "STARTI [".len()..close;
        let Some((kind, _)) = page.text[inner.clone()].split_once(']') else { return };
        let (kind, text) = (kind.to_owned(), inner.start + kind.len() + 1..inner.end);
        let fields = line_fields(page, text);
        at = close + "ENDI".len();
        match card(page, &kind, &fields, start..at) {
            Some(found) => {
                claimed = true;
                reader.found.push(found);
            }
            None => reader.refuse(index, "`STARTI` with an empty side"),
        }
    }
    if claimed {
        reader.page.claim(index..index + 1);
    }
}

/// The fields of a line: ` Back: ` splits.
fn line_fields(page: &Page<'_>, text: Range<usize>) -> Vec<Field> {
    let mut marks: Vec<(usize, &str)> = ["Front", "Back", "Text", "Extra", "Back Extra", "Tags"]
        .iter()
        .filter_map(|name| page.text[text.clone()].find(&format!(" {name}: ")).map(|at| (text.start + at, *name)))
        .collect();
    marks.sort_unstable();
    let mut fields = Vec::new();
    let first = marks.first().map_or(text.end, |mark| mark.0);
    fields.push((String::new(), text.start..first));
    for (place, (at, name)) in marks.iter().enumerate() {
        let end = marks.get(place + 1).map_or(text.end, |next| next.0);
        fields.push(((*name).to_owned(), at + name.len() + 2..end));
    }
    fields
}

fn card(page: &Page<'_>, kind: &str, fields: &[Field], span: Range<usize>) -> Option<Found> {
    let named =
        |names: &[&str]| fields.iter().find(|(name, _)| names.contains(&name.as_str())).map(|(_, text)| text.clone());
    let slice = |range: Option<Range<usize>>| range.map(|range| Slice::of(page, range)).unwrap_or_default();
    let tags = slice(named(&["Tags"]));
    let tags: Vec<String> =
        tags.text.split([' ', ',', '\n']).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let opening = named(&["Front", "Text", ""]);
    let mut found = if kind == "Cloze" {
        let text = opening?;
        let blanks = cloze::blanks(page, text.clone(), STYLES);
        let found = Found::cloze(Slice::with_blanks(page, text, &blanks), span);
        Found { extra: slice(named(&["Extra", "Back Extra", "Back"])), ..found }
    } else if kind.starts_with("Basic") {
        let card = if kind.contains("reversed") { CardKind::Reversed } else { CardKind::Basic };
        let mut found = Found::basic(card, slice(opening), slice(named(&["Back"])), span);
        found.extra = slice(named(&["Extra", "Back Extra"]));
        if kind.contains("type in") {
            found.typed = found.back.text.clone();
        }
        found
    } else {
        let mut texts = fields.iter().filter(|(name, _)| name != "Tags").map(|(_, text)| slice(Some(text.clone())));
        let texts: Vec<Slice> = texts.by_ref().filter(|text| !text.is_empty()).collect();
        let [front, back, rest @ ..] = texts.as_slice() else { return None };
        let mut found = Found::basic(CardKind::Basic, front.clone(), back.clone(), span);
        for text in rest {
            found.extra.append(text);
        }
        found
    };
    found.tags = tags;
    let answered = if found.kind == CardKind::Cloze { !found.front.blanks.is_empty() } else { !found.back.is_empty() };
    (answered && !found.front.is_empty()).then_some(found)
}
