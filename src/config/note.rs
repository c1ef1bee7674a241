//! What is in force for one note: `[[folder]]` by its path, then its front matter, then the flags again.

use std::borrow::Cow;
use std::sync::Arc;

use toml::{Table, Value};

use super::{Settings, layers::lay_over};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Exporter, REGISTRY};
use crate::model::{CardSetting, Note, Span};

impl Settings {
    /// What is in force for this note.
    #[must_use]
    pub fn for_note(&self, note: &Note) -> Cow<'_, Self> {
        // A front matter that does not fit was reported by `check_note`; the note then goes by the file alone.
        self.laid_over(note).unwrap_or(Cow::Borrowed(self))
    }

    /// What is wrong with the settings in a note's front matter.
    pub fn check_note(&self, note: &Note) -> Option<Diagnostic> {
        let error = self.laid_over(note).err()?;
        let span = note.meta.span.unwrap_or(Span::new(note.id, 0..0));
        Some(Diagnostic::new(Code::BadFrontMatter, span, error.message().to_owned()))
    }

    /// Whether the note's front matter keeps it out of this exporter's outputs: `sheet: off`.
    pub fn leaves_out(note: &Note, exporter: &dyn Exporter) -> bool {
        match note.meta.properties.get(exporter.name()) {
            Some(serde_json::Value::Bool(on)) => !on,
            Some(serde_json::Value::String(word)) => word == "off",
            _ => false,
        }
    }

    fn laid_over(&self, note: &Note) -> Result<Cow<'_, Self>, toml::de::Error> {
        let said = front_matter(note);
        let layers = self.layers();
        if said.is_empty() && layers.folders(&note.path).next().is_none() {
            return Ok(Cow::Borrowed(self));
        }
        let mut all = layers.without_flags();
        layers.folders(&note.path).for_each(|table| lay_over(&mut all, table));
        lay_over(&mut all, &said);
        lay_over(&mut all, &layers.flags);
        let mut settings = Self::from_table(all, Arc::clone(&self.layers))?;
        // These two were completed with what the root is.
        settings.name.clone_from(&self.name);
        settings.templates.clone_from(&self.templates);
        Ok(Cow::Owned(settings))
    }
}

/// The settings that a note's front matter makes, as a table like recto.toml.
fn front_matter(note: &Note) -> Table {
    let meta = &note.meta;
    let mut said = Table::new();
    if let Some(lang) = &meta.lang {
        said.insert("lang".into(), Value::String(lang.clone()));
    }
    let mut cards = Table::new();
    if let Some(CardSetting::Level(level)) = meta.cards
        && let Ok(level) = Value::try_from(level)
    {
        cards.insert("level".into(), level);
    }
    if !meta.dialects.is_empty() {
        cards.insert("dialects".into(), meta.dialects.clone().into());
    }
    if !cards.is_empty() {
        said.insert("cards".into(), Value::Table(cards));
    }
    for exporter in REGISTRY {
        if let Some(options @ serde_json::Value::Object(_)) = meta.properties.get(exporter.name())
            && let Ok(Value::Table(options)) = Value::try_from(options)
        {
            said.insert(exporter.name().into(), Value::Table(options));
        }
    }
    said
}
