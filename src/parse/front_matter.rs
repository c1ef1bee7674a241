//! Front matter: YAML between `---` lines or TOML between `+++` lines at the very start of a note.

mod plain;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CardLevel, CardSetting, Meta, NoteId, Span};

/// What the front matter says, the byte after it, and what is wrong with it.
pub(super) fn read(note: NoteId, text: &str) -> (Meta, usize, Vec<Diagnostic>) {
    let Some(block) = find(text) else { return (Meta::default(), 0, Vec::new()) };
    let span = Span::new(note, 0..block.end);
    let mut meta = Meta { span: Some(span), ..Meta::default() };
    let mut diagnostics = Vec::new();
    match block.properties() {
        Ok(properties) => fill(&mut meta, properties, span, &mut diagnostics),
        Err(problem) => {
            let at = block.offset_of_line(problem.line);
            let place = Span::new(note, at..super::source::line_end(text, at));
            diagnostics.push(Diagnostic::new(Code::BadFrontMatter, place, problem.message));
        }
    }
    (meta, block.end, diagnostics)
}

struct Block<'t> {
    text: &'t str,
    toml: bool,
    /// Between the fences.
    inner: std::ops::Range<usize>,
    /// Past the closing fence and its newline.
    end: usize,
}

struct Problem {
    /// From 1, inside the block.
    line: usize,
    message: String,
}

/// The block, if the text opens with a fence that is closed and whose first line is no blank.
fn find(text: &str) -> Option<Block<'_>> {
    let fence = text.get(..3).filter(|fence| matches!(*fence, "---" | "+++"))?;
    let first = text.find('\n')?;
    if !text[3..first].trim().is_empty() {
        return None;
    }
    let start = first + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == fence || (fence == "---" && trimmed == "...") {
            let block = Block { text, toml: fence == "+++", inner: start..at, end: at + line.len() };
            return block.looks_like_properties().then_some(block);
        }
        at += line.len();
    }
    None
}

impl Block<'_> {
    fn inner(&self) -> &str {
        &self.text[self.inner.clone()]
    }

    /// Two rules with text between them are no front matter: its first line is a key, a comment or nothing.
    fn looks_like_properties(&self) -> bool {
        let Some(first) = self.inner().lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'))
        else {
            return true;
        };
        // inka's sections stand between two rules as well: numbered questions are no YAML.
        let numbered = |line: &str| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ");
        if self.inner().lines().any(numbered) {
            return false;
        }
        let key = first.split([':', '=']).next().unwrap_or_default().trim();
        let is_key = key.len() < first.len() && !key.is_empty() && key.chars().count() <= 60 && !key.starts_with('-');
        is_key || first.starts_with(['[', '{'])
    }

    fn properties(&self) -> Result<Map<String, Value>, Problem> {
        let value = if self.toml { self.toml() } else { self.yaml() };
        // hashcards writes TOML between `---`: to YAML that is a sentence.
        let value = match value {
            Ok(Value::String(_)) | Err(_) if !self.toml && self.inner().contains('=') => self.toml().or(value),
            value => value,
        };
        match value? {
            Value::Object(properties) => Ok(properties),
            Value::Null => Ok(Map::new()),
            // hashcards writes TOML between dashes, which is one string of YAML.
            Value::String(_) if self.toml().is_ok() => {
                self.toml().map(|value| value.as_object().cloned().unwrap_or_default())
            }
            _ => Err(Problem { line: 1, message: "front matter is no list of keys and values".to_owned() }),
        }
    }

    fn toml(&self) -> Result<Value, Problem> {
        let table: toml::Table = toml::from_str(self.inner()).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start.min(self.inner.len()));
            Problem { line: self.inner()[..offset].matches('\n').count() + 1, message: error.message().to_owned() }
        })?;
        Ok(Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect()))
    }

    fn yaml(&self) -> Result<Value, Problem> {
        if self.inner().trim().is_empty() {
            return Ok(Value::Null);
        }
        if let Some(properties) = plain::properties(self.inner()) {
            return Ok(Value::Object(properties));
        }
        serde_saphyr::from_str(self.inner()).map_err(|error| Problem {
            line: error.location().map_or(1, |location| location.line() as usize),
            message: without_place(error.to_string().lines().next().unwrap_or_default()).to_owned(),
        })
    }

    fn offset_of_line(&self, line: usize) -> usize {
        let before: usize = self.inner().split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        (self.inner.start + before).min(self.inner.end)
    }
}

/// `error: line 1 column 8: what is wrong`, less the place, which counts from the front matter on.
fn without_place(message: &str) -> &str {
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let rest = message.strip_prefix("line ").and_then(|rest| rest.split_once(": "));
    rest.map_or(message, |(_, said)| said)
}

/// TOML as JSON; a date is its text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => Value::Bool(flag),
    }
}

/// Reads the known keys; a value of the wrong type is named and ignored: other tools use the same keys.
fn fill(meta: &mut Meta, properties: Map<String, Value>, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    for (key, value) in properties {
        let fits = set(meta, &key.to_lowercase(), &value);
        if !fits {
            let message = format!("`{key}` in the front matter cannot be {}", described(&value));
            diagnostics.push(Diagnostic::new(Code::IgnoredProperty, span, message).help(expected(&key)));
        }
        meta.properties.insert(key, value);
    }
}

/// Whether the value is of a type that the key allows. Nothing after the colon is as if the key were not there.
fn set(meta: &mut Meta, key: &str, value: &Value) -> bool {
    match key {
        _ if value.is_null() => {}
        "title" => meta.title = scalar(value).filter(|title| !title.trim().is_empty()),
        "aliases" | "alias" => meta.aliases.extend(list(value, &[','])),
        "tags" | "tag" => {
            meta.tags.extend(tags(value).iter().map(|tag| tag.trim_start_matches('#').to_owned()));
        }
        "deck" => meta.deck = scalar(value),
        "lang" | "language" => meta.lang = scalar(value),
        "dialects" => meta.dialects = list(value, &[',', ' ']),
        "date" => meta.date = scalar(value),
        "cards" => {
            meta.cards = card_setting(value);
            return meta.cards.is_some() || *value == Value::Bool(true);
        }
        "sheet" => {
            let value = if value == "off" { Value::Bool(false) } else { value.clone() };
            let fits = value.is_object() || value.is_boolean();
            meta.sheet = Some(value).filter(|_| fits);
            return fits;
        }
        _ => {}
    }
    let known = matches!(key, "title" | "deck" | "lang" | "language");
    !known || scalar(value).is_some()
}

fn card_setting(value: &Value) -> Option<CardSetting> {
    match value {
        Value::Bool(false) => Some(CardSetting::Off),
        Value::String(level) => match level.to_lowercase().as_str() {
            "off" | "false" | "none" => Some(CardSetting::Off),
            "topic" => Some(CardSetting::Level(CardLevel::Topic)),
            "section" => Some(CardSetting::Level(CardLevel::Section)),
            "atomic" => Some(CardSetting::Level(CardLevel::Atomic)),
            _ => None,
        },
        _ => None,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        // Some write every value in brackets.
        Value::Array(entries) if entries.len() == 1 => scalar(&entries[0]),
        _ => None,
    }
}

/// Tags, which hold no white space; a list of one entry, `[course/law torts]`, forgot its commas.
fn tags(value: &Value) -> Vec<String> {
    match value {
        Value::Array(entries) if entries.len() == 1 => {
            let entry = entries.first().and_then(scalar).unwrap_or_default();
            let nested = entry.contains(['/', '#']);
            if nested { list(&Value::String(entry), &[',', ' ']) } else { list(value, &[]) }
        }
        value => list(value, &[',', ' ']),
    }
}

/// A list, or a text that holds one.
fn list(value: &Value, separators: &[char]) -> Vec<String> {
    let entries: Vec<String> = match value {
        Value::Array(entries) => entries.iter().filter_map(scalar).collect(),
        Value::String(text) => text.split(separators).map(str::to_owned).collect(),
        other => scalar(other).into_iter().collect(),
    };
    entries.iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
}

fn described(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
        other => format!("`{}`", scalar(other).unwrap_or_default()),
    }
}

fn expected(key: &str) -> &'static str {
    match key {
        "cards" => "write `topic`, `section`, `atomic` or `off`",
        "sheet" => "write `off`, or keys of `[sheet]`",
        _ => "write one line of text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date: Option<&str>, said: &[&str]) {
        let (meta, _, found) = read(NoteId(0), text);
        assert_eq!(meta.date.as_deref(), date);
        assert_eq!(found.into_iter().map(|found| found.message).collect::<Vec<_>>(), said);
    }

    #[test]
    fn a_date_is_its_text_in_both_languages() {
        check("---\ndate: 2024-03-01\n---\n", Some("2024-03-01"), &[]);
        check("+++\ndate = 2024-03-01T10:00:00Z\n[extra]\ntoc = true\n+++\n", Some("2024-03-01T10:00:00Z"), &[]);
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        check("---\ntitle: [a, b]\n---\n", None, &["`title` in the front matter cannot be a list"]);
        check("---\ndate: [Mon 23/05 2022]\ncards: true\n---\n", Some("Mon 23/05 2022"), &[]);
        check("---\ndate: x: y\n---\n", None, &["mapping values are not allowed in this context"]);
    }

    #[test]
    fn two_rules_with_text_between_are_none() {
        check("---\nJust text\n---\n", None, &[]);
    }
}
