//! Cards or notes as rows, RFC 4180.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use super::options::{self, Schema};
use super::output::Output;
use super::{Exporter, Report, Study};
use crate::config::Settings;

/// `recto csv` and `[csv]`.
#[derive(Debug, Clone, PartialEq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whom the file is for: plain, anki, excel or quizlet.
    #[arg(long, value_enum, default_value = "plain", hide_default_value = true, hide_possible_values = true)]
    pub flavor: Flavor,
    /// The columns, in order; none for the flavor's own.
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// One ASCII character.
    #[arg(long, value_name = "CHAR", default_value_t = ',', hide_default_value = true)]
    pub delimiter: char,
    /// What the cells hold: plain, markdown, or the HTML of Anki's fields.
    #[arg(long, value_enum, default_value = "plain", hide_default_value = true, hide_possible_values = true)]
    pub text: TextForm,
}

impl options::Options for Options {}

impl Default for Options {
    fn default() -> Self {
        Self { flavor: Flavor::Plain, columns: Vec::new(), delimiter: ',', text: TextForm::Plain }
    }
}

/// Whom a CSV file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ValueEnum)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ValueEnum)]
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

/// The exporter.
#[derive(Debug)]
pub struct Csv;

impl Exporter for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "One CSV file of all cards"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn options(&self) -> Schema {
        Schema::of::<Options>()
    }

    fn needs_cards(&self) -> bool {
        true
    }

    fn keeps_lock(&self, settings: &Settings) -> bool {
        settings.options::<Options>(self).flavor == Flavor::Anki
    }

    fn export(&self, _study: &Study<'_>, _out: &mut Output) -> Result<Report> {
        bail!("CSV is not in this build yet")
    }
}
