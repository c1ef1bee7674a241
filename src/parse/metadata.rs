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
//! Its first key is one that names no subject; the block ends at a `---`. Without that line, it is one only if every key
//! and value says so. A tag is a link's alias, else the last part of its path.

use serde_json::Value;

use super::mask::line_end;
use crate::model::Meta;

/// Keys that open a block.
const KEYS: [&str; 22] = [
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
/// A block is not longer than this.
const MAX_LINES: usize = 40;

/// Reads the block at byte `start` into `meta`; gives the byte after it, or `start` if there is none.
pub(super) fn read(text: &str, start: usize, meta: &mut Meta) -> usize {
    let Some(block) = find(text, start) else { return start };
    for (key, value) in &block.entries {
        match key.to_lowercase().as_str() {
            "tags" | "tag" | "topics" | "category" | "categories" | "keywords" => meta.tags.extend(names(value)),
            "aliases" | "alias" | "aka" => meta.aliases.extend(names(value)),
            _ => {}
        }
        meta.properties.entry(key.clone()).or_insert_with(|| Value::String(value.clone()));
    }
    block.end
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
            }
            (None, Some((_, value))) if continues(line) => {
                value.push_str(if value.is_empty() { "" } else { ", " });
                value.push_str(line.trim_start_matches(['-', '*', '+']).trim());
            }
            _ => break,
        }
        end = at;
    }
    let certain = |(key, value): &(String, String)| {
        STRICT.contains(&key.to_lowercase().as_str()) && (value.is_empty() || continues(value) || !value.contains(' '))
    };
    let fits = !entries.is_empty() && (closed || entries.iter().all(certain));
    fits.then_some(Block { entries, end })
}

/// `Key: value`, `**Key**: value`, `Key:: value`.
fn entry(line: &str) -> Option<(&str, &str)> {
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
    item || line.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| word.starts_with('#')) || only_links(line)
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
    line.len() >= 3 && ['-', '*', '_'].iter().any(|sign| line.chars().all(|other| other == *sign))
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
        let end = read(text, 0, &mut meta);
        assert_eq!(meta.tags, tags);
        assert_eq!(text[end..].trim(), rest);
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
