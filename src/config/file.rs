//! recto.toml, read and checked: every error names its line, an unknown key the nearest that is known.

use std::collections::BTreeMap;

use camino::Utf8Path;
use globset::GlobBuilder;
use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::{Spanned, Table, Value};

use super::{ConfigFile, Folder, Settings, defaults};
use crate::diagnostic::{Code, Diagnostic, Site};
use crate::export::REGISTRY;
use crate::model::line_column;

/// What a recto.toml says. `path` is as the user would write it.
///
/// # Errors
/// Everything that is wrong with it, as `bad-config`.
pub fn read(path: &Utf8Path, text: &str) -> Result<ConfigFile, Vec<Diagnostic>> {
    let mut reader = Reader { path, text, lines: BTreeMap::new(), diagnostics: Vec::new() };
    let file = reader.file();
    if reader.diagnostics.is_empty() { Ok(file) } else { Err(reader.diagnostics) }
}

struct Reader<'a> {
    path: &'a Utf8Path,
    text: &'a str,
    lines: BTreeMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(&mut self) -> ConfigFile {
        let parsed = match DeTable::parse(self.text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                self.wrong(error.span().map_or(0, |span| span.start), error.message(), "");
                return ConfigFile::default();
            }
        };
        let mut known = defaults();
        known.insert("folder".into(), Value::Array(Vec::new()));
        self.keys(&parsed, &known, "");
        let mut folders = Vec::new();
        let mut table = DeTable::new();
        for (key, value) in parsed {
            if key.get_ref() == "folder" {
                folders = self.folders(value);
            } else {
                table.insert(key, value);
            }
        }
        let table = self.types(table);
        ConfigFile { path: self.path.to_owned(), table, folders, lines: std::mem::take(&mut self.lines) }
    }

    /// Names the keys that are not `known`, and notes the lines of those that are.
    fn keys(&mut self, table: &DeTable<'_>, known: &Table, prefix: &str) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            match (known.get(key.get_ref().as_ref()), value.get_ref()) {
                (None, _) => self.unknown(key.span().start, &name, known),
                (Some(Value::Table(known)), DeValue::Table(table)) => self.keys(table, known, &format!("{name}.")),
                _ => {
                    self.lines.insert(name, line_column(self.text, key.span().start).line);
                }
            }
        }
    }

    fn unknown(&mut self, at: usize, name: &str, known: &Table) {
        let last = name.rsplit('.').next().unwrap_or(name);
        let help = nearest(last, known.keys().map(String::as_str))
            .map(|near| format!("did you mean `{near}`?"))
            .or_else(|| elsewhere(last).map(|table| format!("`{last}` belongs under [{table}]")));
        self.wrong(at, &format!("unknown key `{name}`"), &help.unwrap_or_default());
    }

    /// Reads every top-level key into its type, and gives it back as it was written.
    fn types(&mut self, table: DeTable<'_>) -> Table {
        let mut written = Table::new();
        for (key, value) in table {
            let name = key.get_ref().clone().into_owned();
            let exporter = REGISTRY.iter().find(|exporter| exporter.name() == name);
            let at = value.span().start;
            let checked = if let Some(exporter) = exporter {
                (exporter.options().check)(value.clone().into())
            } else {
                let alone = Spanned::new(key.span(), DeValue::Table(DeTable::from_iter([(key, value.clone())])));
                Settings::deserialize(ValueDeserializer::from(alone)).map(|_| ())
            };
            match checked.and_then(|()| Value::deserialize(ValueDeserializer::from(value))) {
                Ok(value) => {
                    written.insert(name, value);
                }
                // Unknown keys were named by `keys`, better than serde names them.
                Err(error) if error.message().starts_with("unknown field") => {}
                Err(error) => self.wrong(error.span().map_or(at, |span| span.start), error.message(), ""),
            }
        }
        written
    }

    fn folders(&mut self, value: Spanned<DeValue<'_>>) -> Vec<Folder> {
        let at = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            self.wrong(at, "`folder` is a list of tables", "write `[[folder]]`");
            return Vec::new();
        };
        items.into_iter().filter_map(|item| self.folder(item)).collect()
    }

    fn folder(&mut self, item: Spanned<DeValue<'_>>) -> Option<Folder> {
        let at = item.span().start;
        let DeValue::Table(mut table) = item.into_inner() else {
            self.wrong(at, "`folder` is a list of tables", "write `[[folder]]`");
            return None;
        };
        let (_, glob) = table.remove_entry("path").or_else(|| {
            self.wrong(at, "a [[folder]] needs a `path`", "such as `path = \"languages/**\"`");
            None
        })?;
        let place = glob.span().start;
        let path = glob.get_ref().as_str().unwrap_or_default();
        let path = match GlobBuilder::new(path).literal_separator(true).build() {
            Ok(path) => path.compile_matcher(),
            Err(error) => {
                self.wrong(place, &error.to_string(), "");
                return None;
            }
        };
        let lines = self.lines.clone();
        self.keys(&table, &defaults(), "");
        self.lines = lines;
        Some(Folder { path, table: self.types(table) })
    }

    fn wrong(&mut self, at: usize, message: &str, help: &str) {
        let place = line_column(self.text, at);
        let message = message.trim().replace('\n', ", ");
        let mut diagnostic = Diagnostic::file(Code::BadConfig, self.path, message).help(help);
        diagnostic.site = Site::File { path: self.path.to_owned(), at: Some((place.line, place.column)) };
        self.diagnostics.push(diagnostic);
    }
}

/// The known word that `word` was probably meant to be.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.map(|known| (strsim::jaro_winkler(word, known), known));
    // 0.7 chosen by trying usual slips: `colums`, `paper_size`, `levels`.
    scored.filter(|(score, _)| *score > 0.7).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// The table that has a key of this name.
fn elsewhere(key: &str) -> Option<String> {
    let tables =
        defaults().into_iter().filter_map(|(name, value)| value.as_table().cloned().map(|table| (name, table)));
    tables.into_iter().find(|(_, table)| table.contains_key(key)).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let errors = read("recto.toml".into(), text).err().unwrap_or_default();
        let line = |error: &Diagnostic| match &error.site {
            Site::File { at: Some((line, column)), .. } => format!("{line}:{column} "),
            _ => String::new(),
        };
        errors.iter().map(|error| format!("{}{} {}", line(error), error.message, error.help)).collect()
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        assert_eq!(
            errors("name = 'x'\n[cards]\nlevels = 'topic'"),
            ["3:1 unknown key `cards.levels` did you mean `level`?"]
        );
        assert_eq!(errors("level = 'topic'"), ["1:1 unknown key `level` `level` belongs under [cards]"]);
    }

    #[test]
    fn a_wrong_value_names_its_place() {
        assert_eq!(errors("[cards]\nreverse = 3"), ["2:11 invalid type: integer `3`, expected a boolean "]);
        let errors = errors("[cards]\nlevel = 'fine'");
        assert!(errors[0].starts_with("2:9 unknown variant `fine`, expected one of `topic`"), "{errors:?}");
    }

    #[test]
    fn folders_override() {
        let file = read("recto.toml".into(), "[[folder]]\npath = 'a/**'\ncards.reverse = true").unwrap();
        assert!(file.folders[0].path.is_match("a/b/c.md"));
        assert!(!errors("[[folder]]\ncards.reverse = true").is_empty());
    }
}
