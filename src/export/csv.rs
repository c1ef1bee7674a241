//! Cards or notes as rows, RFC 4180.

use serde::{Deserialize, Serialize};

/// `[csv]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whom the file is for.
    pub flavor: Flavor,
    /// The columns, in order; empty for the flavor's own.
    pub columns: Vec<String>,
    /// One ASCII character.
    pub delimiter: char,
    /// What the cells hold.
    pub text: TextForm,
}

impl Default for Options {
    fn default() -> Self {
        Self { flavor: Flavor::Plain, columns: Vec::new(), delimiter: ',', text: TextForm::Plain }
    }
}

/// Whom a CSV file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Flavor {
    /// Spreadsheets and pandas: a row a card.
    #[default]
    Plain,
    /// Anki's text import: a row a note.
    Anki,
    /// Excel: a BOM, and no cell that it takes for a formula.
    Excel,
    /// Quizlet: term and definition.
    Quizlet,
}

/// What cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextForm {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// The HTML of Anki's fields.
    Html,
}
