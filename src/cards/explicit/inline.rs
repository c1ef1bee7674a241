//! `front :: back` and `front ::: back` on one line, `;;` and `;;;` for who chose these; RemNote's `>>`, `<<` and `<>` where asked for.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::chrome;
use super::found::{Found, Reader};
use super::page::{LineKind, Page};
use super::slice::{Slice, Strip};
use super::tight;
use crate::cards::CardKind;

/// A sign between two sides.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Separator {
    at: Range<usize>,
    meaning: Meaning,
    /// White space on both sides.
    spaced: bool,
    /// Whether it counts without it, too: the note or what stands around it says so.
    sure: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Forward,
    Backward,
    Both,
}

/// A line with more signs is no card; looking at all of them would take a time that grows with their square.
const MOST: usize = 32;

pub(super) fn find(reader: &mut Reader<'_>) {
    let remnote = reader.told.speaks("remnote");
    let lists = if reader.told.loose { FxHashSet::default() } else { tight::lists(&reader.page, is_key) };
    for index in 0..reader.page.lines.len() {
        let line = reader.page.line(index);
        if !reader.page.words(index) || !(line.contains("::") || line.contains(";;") || remnote) {
            continue;
        }
        let side = body(&reader.page, index);
        let mut found = separators(&reader.page, side.clone(), remnote);
        for separator in &mut found {
            let sure = || lists.contains(&index) || tight::touches_formula(&reader.page, &separator.at);
            separator.sure = reader.told.loose || sure();
        }
        match best(reader, &side, found) {
            Ok(Some(separator)) => card(reader, index, side, &separator),
            Ok(None) => {}
            Err(why) => reader.refuse(index, why),
        }
    }
}

/// The text of a line: without its item's marker or quote mark.
fn body(page: &Page<'_>, index: usize) -> Range<usize> {
    let line = &page.lines[index];
    let text = page.line(index);
    let start = match line.kind {
        LineKind::Item(start) => start,
        _ if text.trim_start().starts_with('>') => text.len() - text.trim_start_matches(['>', ' ']).len(),
        _ => 0,
    };
    line.range.start + start..line.range.end
}

/// Every separator of a line that stands free.
fn separators(page: &Page<'_>, side: Range<usize>, remnote: bool) -> Vec<Separator> {
    let signs: &[(&str, Meaning)] = if remnote {
        &[
            (":::", Meaning::Both),
            ("::", Meaning::Forward),
            (">>", Meaning::Forward),
            ("<<", Meaning::Backward),
            ("<->", Meaning::Both),
            ("<>", Meaning::Both),
        ]
    } else {
        &[(":::", Meaning::Both), ("::", Meaning::Forward), (";;;", Meaning::Both), (";;", Meaning::Forward)]
    };
    let text = &page.text[side.clone()];
    let mut found = Vec::new();
    let (mut at, mut seen) = (0, 0);
    while at < text.len() && seen < MOST {
        let rest = &text[at..];
        let Some(&(sign, meaning)) = signs.iter().find(|(sign, _)| rest.starts_with(sign)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        seen += 1;
        let run = rest.bytes().take_while(|&byte| byte == sign.as_bytes()[0]).count();
        let exact = run <= sign.len();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let spaced = space(text[..at].chars().next_back()) && space(rest[sign.len()..].chars().next());
        let here = side.start + at..side.start + at + sign.len();
        let escaped = text[..at].ends_with('\\');
        if exact && !escaped && page.free(here.start) && !in_group(text, at) {
            found.push(Separator { at: here, meaning, spaced, sure: false });
        }
        at += run.max(sign.len());
    }
    found
}

/// Whether byte `at` stands in `{{c1::x}}`, `[k:: v]` or `(k:: v)`.
fn in_group(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let open = before.matches("{{").count() > before.matches("}}").count();
    let braces = open && text[at..].contains("}}");
    let field = before.rfind(['[', '(']).is_some_and(|open| {
        let close = if before[open..].starts_with('[') { ']' } else { ')' };
        let key = &before[open + 1..];
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            && text[at..].contains(close)
    });
    braces || field
}

/// The separator that splits the line: a spaced one before an unspaced, `:::` before `::`. An error is a mark refused.
fn best(reader: &Reader<'_>, side: &Range<usize>, found: Vec<Separator>) -> Result<Option<Separator>, &'static str> {
    let text = &reader.page.text[side.clone()];
    if text.starts_with(".. ") || text.starts_with("[!") {
        return Ok(None);
    }
    let mut refusal = None;
    let mut chosen: Option<Separator> = None;
    let rank = |separator: &Separator| (!separator.spaced, separator.meaning != Meaning::Both);
    for separator in found {
        match accepts(reader, side, &separator) {
            Verdict::Card if chosen.as_ref().is_none_or(|best| rank(&separator) < rank(best)) => {
                chosen = Some(separator);
            }
            Verdict::Refused(why) => refusal = Some(why),
            Verdict::Card | Verdict::Nothing => {}
        }
    }
    match (chosen, refusal) {
        (Some(separator), _) => Ok(Some(separator)),
        (None, Some(why)) => Err(why),
        (None, None) => Ok(None),
    }
}

enum Verdict {
    Card,
    Nothing,
    Refused(&'static str),
}

fn accepts(reader: &Reader<'_>, side: &Range<usize>, separator: &Separator) -> Verdict {
    let text = reader.page.text;
    let (left, right) = (&text[side.start..separator.at.start], &text[separator.at.end..side.end]);
    let empty = |slice: Slice| slice.is_empty();
    if empty(Slice::of(&reader.page, side.start..separator.at.start)) {
        return Verdict::Nothing;
    }
    if empty(Slice::of(&reader.page, separator.at.end..side.end)) {
        return if separator.spaced {
            Verdict::Refused("a separator with nothing behind it")
        } else {
            Verdict::Nothing
        };
    }
    if is_shortcodes(left, right) {
        return Verdict::Nothing;
    }
    let asks = left.trim_end().ends_with('?') || right.trim_end().ends_with('?');
    let sign = &text[separator.at.clone()];
    // Nobody's default, and some language's end of a statement.
    let rare = sign.starts_with(';');
    if (rare || !separator.spaced) && !separator.sure && !asks {
        return Verdict::Nothing;
    }
    if !separator.spaced {
        if is_address(left, sign, right) {
            return Verdict::Nothing;
        }
        if is_property(&text[side.clone()]) {
            return Verdict::Nothing;
        }
    }
    Verdict::Card
}

/// `fe80::1`, `::1`.
fn is_address(left: &str, sign: &str, right: &str) -> bool {
    let before = left.rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = right.split(char::is_whitespace).next().unwrap_or_default();
    let token = format!("{before}{sign}{after}");
    let token = token.split(['/', '%']).next().unwrap_or_default();
    let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != ':');
    // Without a digit it is a path: `A::B`.
    token.contains(|c: char| c.is_ascii_digit()) && token.parse::<std::net::Ipv6Addr>().is_ok()
}

/// `:a::b:`.
fn is_shortcodes(left: &str, right: &str) -> bool {
    let name =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+'));
    let before = left.rsplit_once(':').is_some_and(|(_, code)| name(code));
    let after = right.split_once(':').is_some_and(|(code, _)| name(code));
    before && after
}

/// A property even in a told note: by its key, or as its value is a tag, a link, a date, a number or a flag.
fn is_property(line: &str) -> bool {
    let Some((key, value)) = chrome::property(line.trim()) else { return false };
    let flag = matches!(value.to_lowercase().as_str(), "true" | "false" | "yes" | "no");
    let number = value.parse::<f64>().is_ok() || is_date(value);
    let pointer = value.starts_with('#') && !value.contains(' ') || value.starts_with("[[") && value.ends_with("]]");
    let address = value.starts_with("http://") || value.starts_with("https://");
    is_key(&key.to_lowercase()) || value.is_empty() || flag || number || pointer || address
}

/// A key that is never asked, in lower case.
fn is_key(key: &str) -> bool {
    const KEYS: [&str; 22] = [
        "status",
        "created",
        "updated",
        "modified",
        "id",
        "tags",
        "tag",
        "alias",
        "aliases",
        "date",
        "type",
        "deck",
        "source",
        "collapsed",
        "title",
        "up",
        "parent",
        "related",
        "rating",
        "due",
        "author",
        "url",
    ];
    KEYS.contains(&key) || key.starts_with("card-") || key.starts_with("sr-")
}

/// `2024-05-01`, with or without a time behind it.
fn is_date(value: &str) -> bool {
    let mut digits = value.chars().take(10).map(|c| c.is_ascii_digit());
    value.len() >= 10 && digits.by_ref().take(4).all(|digit| digit) && value[4..].starts_with(['-', '/', '.'])
}

fn card(reader: &mut Reader<'_>, index: usize, side: Range<usize>, separator: &Separator) {
    let page = &reader.page;
    let front = Slice::of(page, side.start..separator.at.start);
    let mut back = Slice::of(page, separator.at.end..side.end);
    let mut end = index + 1;
    if let LineKind::Item(_) = page.lines[index].kind {
        end = (index + 1..page.item_end(index)).take_while(|&at| page.open(at)).last().map_or(end, |at| at + 1);
        back.append(&children(page, index, end));
    }
    let span = page.bytes(page.trimmed(index..end));
    let found = match separator.meaning {
        Meaning::Forward => Found::basic(CardKind::Basic, front, back, span),
        Meaning::Backward => Found::basic(CardKind::Basic, back, front, span),
        Meaning::Both => Found::basic(CardKind::Reversed, front, back, span),
    };
    reader.take(found, index..end);
}

/// What hangs below the item on line `index`, to line `end`, as text of its own.
pub(super) fn children(page: &Page<'_>, index: usize, end: usize) -> Slice {
    let lines = page.trimmed(index + 1..end.max(index + 1));
    // A line of nothing but chrome, as a property of Logseq's, stands less deep than the items below it.
    let shown = |at: &usize| !Slice::lines(page, *at..*at + 1, Strip::None).is_empty();
    let columns = lines.clone().filter(shown).map(|at| page.lines[at].indent).min();
    Slice::lines(page, lines, Strip::Columns(columns.unwrap_or(0)))
}
