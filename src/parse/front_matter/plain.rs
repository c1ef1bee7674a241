//! Front matter of plain words, as most is: `key: words`, `key: [words, words]`, `key:` above `- words`.
//!
//! A parser of YAML costs more than all the rest of a small note. Whatever might mean more than it says is left to it: numbers,
//! quotes, signs, words such as `yes`.

use serde_json::{Map, Value};

/// Words that YAML, or an older edition of it, takes for something else.
const TAKEN: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "none"];

/// The properties, if all are plain.
pub(super) fn properties(text: &str) -> Option<Map<String, Value>> {
    let mut properties = Map::new();
    let mut list: Option<List> = None;
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if let Some((indent, item)) = item(line) {
            list.as_mut()?.push(indent, item)?;
            continue;
        }
        close(list.take(), &mut properties)?;
        let (key, value) = line.split_once(':')?;
        let key = words(key).filter(|key| !key.contains([' ', ',']))?;
        match value.strip_prefix(' ').map(str::trim_start) {
            None if value.is_empty() => list = Some(List { key, indent: 0, items: Vec::new() }),
            None => return None,
            Some(value) => add(&mut properties, key, self::value(value)?)?,
        }
    }
    close(list, &mut properties)?;
    Some(properties)
}

/// A key with the items below it.
struct List<'t> {
    key: &'t str,
    indent: usize,
    items: Vec<Value>,
}

impl<'t> List<'t> {
    fn push(&mut self, indent: usize, item: &'t str) -> Option<()> {
        if !self.items.is_empty() && indent != self.indent {
            return None;
        }
        self.indent = indent;
        self.items.push(text(item)?);
        Some(())
    }
}

/// Indentation and words of `- words`.
fn item(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start_matches(' ');
    inner.strip_prefix("- ").map(|words| (line.len() - inner.len(), words.trim_start_matches(' ')))
}

fn close(list: Option<List>, properties: &mut Map<String, Value>) -> Option<()> {
    match list {
        None => Some(()),
        Some(list) if list.items.is_empty() => add(properties, list.key, Value::Null),
        Some(list) => add(properties, list.key, Value::Array(list.items)),
    }
}

/// Adds a property; a key that stands twice is for YAML to refuse.
fn add(properties: &mut Map<String, Value>, key: &str, value: Value) -> Option<()> {
    properties.insert(key.to_owned(), value).is_none().then_some(())
}

fn value(value: &str) -> Option<Value> {
    let Some(inner) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return text(value) };
    let items = inner.split(',').map(|item| text(item.trim_matches(' ')));
    items.collect::<Option<Vec<_>>>().map(Value::Array)
}

fn text(value: &str) -> Option<Value> {
    (is_date(value) || words(value).is_some()).then(|| Value::String(value.to_owned()))
}

/// Words without a sign that YAML might read.
fn words(text: &str) -> Option<&str> {
    let plain = |sign: char| sign.is_alphanumeric() || " -_/.,()'".contains(sign);
    let taken = || TAKEN.iter().any(|word| text.eq_ignore_ascii_case(word));
    (text.starts_with(char::is_alphabetic) && text.chars().all(plain) && !taken()).then_some(text)
}

/// `2024-03-01`
fn is_date(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn yaml(text: &str) -> Option<Value> {
        serde_saphyr::from_str(text).ok()
    }

    #[test]
    fn plain_words_are_what_yaml_says() {
        for text in [
            "title: Leaves of grass (1855), Whitman's\n",
            "tags: [botany, plants/moss]\ndate: 2024-03-01\n",
            "tags:\n  - a b\n  - x.y\naliases:\n- one\n- two\r\n\nempty:\nlang: español",
            "tags: [a]\nkey:    spaced   out  \n",
        ] {
            assert_eq!(properties(text).map(Value::Object), yaml(text), "{text}");
        }
    }

    #[test]
    fn whatever_may_mean_more_is_left_to_yaml() {
        for text in [
            "a: yes",
            "a: 1",
            "a: \"b\"",
            "a: b: c",
            "a: b # c",
            "a: b\n  c",
            "a: b\na: c",
            "a:b",
            "a: {b: c}",
            "- a",
            "a: [b",
            "a: [b, [c]]",
            "a: |\n  b",
            "a:\n  - b\n - c",
            "a:\n  b: c",
            "a: b\n  - c",
            "a: *b",
            "a:\tb",
            "a: [b,]",
        ] {
            assert_eq!(properties(text), None, "{text}");
        }
    }
}
