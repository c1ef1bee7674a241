//! The metadata block that some authors keep at the top of a note instead of front matter.
//!
//! ```text
//! Tags: [[Networks]] [[Topics/Web|web]]
//! Status: #seed
//! Source:
//! - [[A book]]
//!
//! ---
//! ```
//!
//! It stands first, or right below the `#` heading that opens the note (Notion exports its properties there). Its first key is
//! one that names no subject; the block ends at a `---`. Without that line, it is one only if every key and value says so, or
//! if it has a date or tags among two keys or more and ends at a blank line. A tag is a link's alias, else the last part of
//! its path. Logseq's `key:: value` lines are properties where the first key is known.

mod edge;

use std::ops::Range;

use serde_json::Value;

use super::mask::line_end;
use crate::model::Meta;

/// Keys that open a block.
const KEYS: [&str; 27] = [
    "links",
    "lecturer",
    "professor",
    "prev",
    "next",
    "tags",
    "tag",
    "topics",
    "status",
    "source",
    "sources",
    "type",
    "created",
    "updated",
    "modified",
    "date",
    "author",
    "authors",
    "aliases",
    "alias",
    "aka",
    "up",
    "parent",
    "related",
    "category",
    "categories",
    "keywords",
];
/// Keys that are metadata even without a line that closes the block.
const STRICT: [&str; 5] = ["tags", "tag", "status", "aliases", "alias"];
/// Keys that are metadata where they hold links and nothing else.
const LINKED: [&str; 6] = ["links", "up", "parent", "related", "prev", "next"];
/// Keys that hold the date of a note and of nothing else: `Date: 1815` tells of a battle.
const DATED: [&str; 7] =
    ["created", "updated", "modified", "created time", "last edited time", "last edited", "created at"];
/// Keys that hold names of a note and of nothing else.
const NAMES: [&str; 4] = ["tags", "tag", "aliases", "alias"];
/// Keys of Logseq's pages, beside those above.
const PAGE: [&str; 5] = ["title", "icon", "public", "template", "filters"];
/// What a heading above a block says.
const HEADINGS: [&str; 3] = ["meta", "metadata", "properties"];
/// A block is not longer than this.
const MAX_LINES: usize = 40;

/// Reads the block at byte `start`, or below the title there, into `meta`; gives where it stands, nowhere if there is none.
pub(super) fn read(text: &str, start: usize, meta: &mut Meta) -> Range<usize> {
    if let Some((title, end)) = title_block(text, start) {
        meta.title = meta.title.take().or(Some(title));
        return start..end;
    }
    let below = title_end(text, start);
    let headed = || heading_end(text, start).and_then(|below| find(text, below));
    let block = edge::top(text, start).or_else(|| find(text, start)).or_else(headed).map(|block| (start, block));
    let Some((start, block)) = block.or_else(|| find(text, below?).map(|block| (below.unwrap_or(start), block))) else {
        return start..start;
    };
    fill(meta, &block);
    start..block.end
}

/// Reads the block below the last rule after byte `start` into `meta`; gives where it stands.
pub(super) fn read_end(text: &str, start: usize, meta: &mut Meta) -> Range<usize> {
    let Some((start, block)) = edge::end(text, start) else { return start..start };
    fill(meta, &block);
    start..block.end
}

fn fill(meta: &mut Meta, block: &Block) {
    for (key, value) in &block.entries {
        match key.to_lowercase().as_str() {
            "tags" | "tag" | "topics" | "category" | "categories" | "keywords" => meta.tags.extend(names(value)),
            "aliases" | "alias" | "aka" => meta.aliases.extend(names(value)),
            "title" => meta.title = meta.title.take().or_else(|| Some(value.clone())),
            _ => {}
        }
        meta.properties.entry(key.clone()).or_insert_with(|| Value::String(value.clone()));
    }
}

/// `% Title`, `% Author`, `% Date` of Pandoc, and the byte behind.
fn title_block(text: &str, start: usize) -> Option<(String, usize)> {
    let title = text[start..].lines().next()?.strip_prefix("% ")?.trim();
    let mut end = start;
    for line in text[start..].split_inclusive('\n').take(4) {
        if !line.starts_with('%') || line.starts_with("%%") {
            break;
        }
        end += line.len();
    }
    let stands_alone = text[end..].lines().next().is_none_or(|line| line.trim().is_empty());
    (stands_alone && !title.is_empty()).then(|| (title.to_owned(), end))
}

/// The byte after the `# Title` that opens the text and the blank line below it.
fn title_end(text: &str, start: usize) -> Option<usize> {
    let lead = text[start..].len() - text[start..].trim_start().len();
    let title = start + lead;
    let end = line_end(text.as_bytes(), title);
    let blank = line_end(text.as_bytes(), (end + 1).min(text.len()));
    let is_title = text[title..end].starts_with("# ") && blank > end && text[end..blank].trim().is_empty();
    is_title.then_some((blank + 1).min(text.len()))
}

/// The byte after the heading that opens the text and says that metadata follow.
fn heading_end(text: &str, start: usize) -> Option<usize> {
    let line = text[start..].split_inclusive('\n').find(|line| !line.trim().is_empty())?;
    let said = line.trim_start_matches('#').trim().trim_end_matches(':').to_lowercase();
    let end = line.as_ptr() as usize - text.as_ptr() as usize + line.len();
    (line.starts_with('#') && HEADINGS.contains(&said.as_str())).then_some(end)
}

/// The other names that a first line `aka this, that` gives; the line stays text.
pub(super) fn also_known_as(first_line: &str) -> Vec<String> {
    let line = first_line.trim().trim_start_matches('(').trim_end_matches([')', '.']);
    let Some(rest) = line.get(..3).filter(|start| start.eq_ignore_ascii_case("aka")).map(|_| &line[3..]) else {
        return Vec::new();
    };
    if !rest.starts_with([' ', ':']) || rest.len() > 120 {
        return Vec::new();
    }
    let names = rest.trim_start_matches(':').split([',', ';']).map(|name| name.trim().trim_start_matches("or ").trim());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[derive(Default)]
struct Block {
    /// Keys with what follows them, lines joined.
    entries: Vec<(String, String)>,
    end: usize,
}

fn find(text: &str, start: usize) -> Option<Block> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut at = start;
    let mut end = start;
    let mut closed = false;
    let mut keyed = false;
    for _ in 0..MAX_LINES {
        if at >= text.len() {
            break;
        }
        let line_end = line_end(text.as_bytes(), at);
        let line = text[at..line_end].trim();
        at = (line_end + 1).min(text.len());
        if is_rule(line) {
            closed = true;
            end = at;
            break;
        }
        if line.is_empty() {
            continue;
        }
        match (entry(line), entries.last_mut()) {
            (Some((key, value)), last) if last.is_some() || KEYS.contains(&key.to_lowercase().as_str()) => {
                entries.push((key.to_owned(), value.to_owned()));
                keyed |= !is_date(line);
            }
            (None, None) if is_tags(line) => entries.push(("tags".to_owned(), line.to_owned())),
            (None, Some((_, value))) if continues(line) => push_value(value, line),
            _ => break,
        }
        end = at;
    }
    let certain = |(key, value): &(String, String)| {
        let key = key.to_lowercase();
        let strict = value.is_empty() || continues(value) || !value.contains(' ');
        STRICT.contains(&key.as_str()) && strict
            || is_date(value) && key == "date"
            || KEYS.contains(&key.as_str()) && !value.is_empty() && is_tags(value)
            || LINKED.contains(&key.as_str()) && !value.is_empty() && only_links(value)
    };
    let fits = keyed && (closed || entries.iter().all(certain));
    fits.then_some(Block { entries, end }).or_else(|| paragraph(text, start))
}

/// Adds a line to a value.
fn push_value(value: &mut String, line: &str) {
    value.push_str(if value.is_empty() { "" } else { ", " });
    value.push_str(line.trim_start_matches(['-', '*', '+']).trim());
}

/// A first paragraph of nothing but entries: `key:: value`, or two and more with a date or tags among them.
fn paragraph(text: &str, start: usize) -> Option<Block> {
    let mut block = Block { entries: Vec::new(), end: start };
    let mut doubled = true;
    for line in text[start..].split_inclusive('\n').take(MAX_LINES) {
        if line.trim().is_empty() {
            break;
        }
        let (key, value) =
            entry(line.trim()).filter(|_| !line.starts_with(['-', ' ', '\t']) && !line.starts_with("* "))?;
        doubled &= line.trim().strip_prefix(key).is_some_and(|rest| rest.starts_with("::"));
        block.entries.push((key.to_owned(), value.to_owned()));
        block.end += line.len();
    }
    let known = |key: &str, keys: &[&str]| keys.contains(&key.to_lowercase().as_str());
    let (first, _) = block.entries.first()?;
    let tells = |(key, value): &(String, String)| {
        let dated = known(key, &DATED) && value.contains(|sign: char| sign.is_ascii_digit());
        dated || known(key, &NAMES) && value.len() <= 80 && !value.ends_with('.')
    };
    let is_properties = doubled && (known(first, &KEYS) || known(first, &PAGE));
    let fits = is_properties || block.entries.len() >= 2 && block.entries.iter().any(tells);
    fits.then_some(block)
}

/// `Key: value`, `**Key**: value`, `Key:: value`; a date of its own.
fn entry(line: &str) -> Option<(&str, &str)> {
    if is_date(line) {
        return Some(("date", line));
    }
    let line = line.trim_start_matches(['-', '*', ' ']);
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_end_matches('*').trim();
    let value = value.trim_start_matches([':', '*']).trim();
    let is_key =
        !key.is_empty() && key.len() <= 20 && key.chars().all(|sign| sign.is_alphanumeric() || " -_".contains(sign));
    is_key.then_some((key, value))
}

/// A line that goes on with a value: items, and nothing but links and tags.
fn continues(line: &str) -> bool {
    let item = line.starts_with("- ") || line.starts_with("* ") || line == "-";
    item || is_tags(line) || only_links(line)
}

/// A line of nothing but tags; an empty one as well.
fn is_tags(line: &str) -> bool {
    line.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| word.starts_with('#') && word.len() > 1)
}

/// `2024-09-26 18:21`, `05.01.2025`, the `202409261821` of a Zettel.
fn is_date(line: &str) -> bool {
    line.starts_with(|sign: char| sign.is_ascii_digit())
        && (6..=14).contains(&line.bytes().filter(u8::is_ascii_digit).count())
        && line.bytes().all(|byte| byte.is_ascii_digit() || b"-/.:, TZ".contains(&byte))
}

fn only_links(line: &str) -> bool {
    let mut rest = line.trim_matches([' ', ',']);
    while let Some(inner) = rest.strip_prefix("[[") {
        let Some((_, after)) = inner.split_once("]]") else { return false };
        rest = after.trim_start_matches([' ', ',', ';', '·', '|']);
    }
    rest.is_empty()
}

fn is_rule(line: &str) -> bool {
    let Some(&sign) = line.as_bytes().first().filter(|sign| b"-*_".contains(sign)) else { return false };
    line.bytes().all(|byte| byte == sign || byte == b' ') && line.bytes().filter(|byte| *byte == sign).count() >= 3
}

/// The names in a value: links by alias or last path part, tags without their sign, words between commas.
fn names(value: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = value;
    let mut words = String::new();
    while let Some((before, link)) = rest.split_once("[[") {
        let Some((inner, after)) = link.split_once("]]") else { break };
        words.push_str(before);
        words.push(',');
        let (target, alias) = inner.split_once('|').unwrap_or((inner, ""));
        let target = target.split('#').next().unwrap_or_default();
        let shown = if alias.trim().is_empty() { target.rsplit('/').next().unwrap_or(target) } else { alias };
        names.push(shown.trim().to_owned());
        rest = after;
    }
    words.push_str(rest);
    let separators = if words.contains('#') { [',', ' '] } else { [',', ';'] };
    let plain = words.split(separators).map(|word| word.trim().trim_start_matches('#'));
    names.extend(plain.filter(|word| !word.is_empty()).map(str::to_owned));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, tags: &[&str], rest: &str) {
        let mut meta = Meta::default();
        let block = read(text, 0, &mut meta);
        assert_eq!(meta.tags, tags);
        assert_eq!(format!("{}{}", &text[..block.start], &text[block.end..]).trim(), rest);
    }

    #[test]
    fn links_tags_and_words() {
        check("Tags: [[Networks]] [[Topics/Web|web]]\n\n---\nText", &["Networks", "web"], "Text");
        check(
            "Tags:\n- [[Topics/Operating Systems]]\n- [[C]]\nStatus: seed\n---\n- Text",
            &["Operating Systems", "C"],
            "- Text",
        );
        check("Status: #seed\nTags: #net #web/http\n---\nText", &["net", "web/http"], "Text");
        check("**Tags**: sorting, search\n***\nText", &["sorting", "search"], "Text");
    }

    #[test]
    fn without_a_rule_only_what_is_certain() {
        check("Tags: [[Networks]]\n\n# Text", &["Networks"], "# Text");
        check("Source: a process that makes events\n\nText", &[], "Source: a process that makes events\n\nText");
    }

    #[test]
    fn below_the_title() {
        check(
            "# Torts\n\nCreated: March 1, 2024\nTags: law, exam\nReviewed: No\n\nText",
            &["law", "exam"],
            "# Torts\n\n\nText",
        );
        check("# Torts\n\nTags: #law\n---\nText", &["law"], "# Torts\n\nText");
        let battle = "# Waterloo\n\nDate: 18 June 1815\nStatus: won\nPlace: Belgium";
        check(battle, &[], battle);
        check(
            "# Diode\n\nSource: where carriers enter\nDrain: where they leave",
            &[],
            "# Diode\n\nSource: where carriers enter\nDrain: where they leave",
        );
    }

    #[test]
    fn dates_tags_and_a_heading_above_the_keys() {
        check(
            "# Meta\n2024-09-26 18:21\n**Tags:** [[Colour]]\n**Status:** #done \n\n# Hue\nText",
            &["Colour"],
            "# Hue\nText",
        );
        check("# Meta\n2025-01-30\n**Tags:** [[C]]\n**Activity:** #reading\n\n# Hue", &["C"], "# Hue");
        check("2024-06-30 13:07\n\nSource: #web\n\nTags: [[API]]\n# Text", &["API"], "# Text");
        check("#Note\n\n2026-06-22\n\nTags: [[Law]]\n#torts\n\n---\nText", &["Note", "Law", "torts"], "Text");
        for prose in
            ["#law #torts\n\nText", "2024-01-05\n\nText", "# Meta\n\nData about data", "1914-1918\n\nPlace: Europe"]
        {
            check(prose, &[], prose);
        }
    }

    #[test]
    fn properties_of_a_page() {
        check("title:: Leaves\ntags:: botany, [[plants]]\n\n- Text", &["plants", "botany"], "- Text");
        check("\u{a0}tags:: botany\n\nText", &["botany"], "Text");
        check("mitosis:: division\nmeiosis:: halving\n\nText", &[], "mitosis:: division\nmeiosis:: halving\n\nText");
    }

    #[test]
    fn other_names() {
        assert_eq!(also_known_as("aka Transmission Control Protocol"), ["Transmission Control Protocol"]);
        assert_eq!(also_known_as("(AKA: a, or b)"), ["a", "b"]);
        assert_eq!(also_known_as("akademia"), [""; 0]);
    }

    #[test]
    fn terms_are_no_metadata() {
        check("args: a tuple\nkwargs: a dict\n\n---\nText", &[], "args: a tuple\nkwargs: a dict\n\n---\nText");
        check("Tags: the words on a node\nText goes on\n---", &[], "Tags: the words on a node\nText goes on\n---");
    }
}
