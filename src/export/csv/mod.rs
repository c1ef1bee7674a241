//! Cards or notes as rows, RFC 4180.
//!
//! `plain` and `excel`: a header and a row a card. `anki`: a row a note of Anki's, below the lines that its import obeys.
//! `quizlet`: a line a card, term and definition. What each column holds is in `docs/csv.md`.

mod anki;
mod cards;
mod column;
mod delimiter;

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serde::{Deserialize, Serialize};

use super::options::{self, Schema};
use super::output::Output;
use super::{Exporter, Report, Study};
use crate::config::Settings;
use column::Column;
use delimiter::Delimiter;

/// `recto csv` and `[csv]`.
#[derive(Debug, Clone, PartialEq, Default, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whom the file is for: plain (spreadsheets, pandas), anki (its text import), excel or quizlet.
    #[arg(long, value_enum, default_value = "plain", hide_default_value = true, hide_possible_values = true)]
    pub flavor: Flavor,
    /// The columns of plain and excel, in order: deck, context, front, back, extra, hint, tags, type, path, line (these
    /// by default), title, card, rule, level, guid.
    #[arg(long, value_name = "A,B,C", value_enum, value_delimiter = ',', hide_possible_values = true)]
    pub columns: Vec<Column>,
    /// What separates the cells: an ASCII sign, or "tab".
    #[arg(long, value_name = "SIGN", default_value = ",", hide_default_value = true)]
    pub delimiter: Delimiter,
    /// What the cells hold: plain text, markdown, or the html of Anki's fields.
    #[arg(long, value_enum, default_value = "plain", hide_default_value = true, hide_possible_values = true)]
    pub text: TextForm,
}

impl options::Options for Options {}

/// Whom a CSV file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Flavor {
    /// Spreadsheets and pandas: a row a card.
    #[default]
    Plain,
    /// Anki's text import: a row a note.
    Anki,
    /// Excel: a byte order mark, and no cell that it takes for a formula.
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

    fn export(&self, study: &Study<'_>, out: &mut Output) -> Result<Report> {
        let options = study.settings.options::<Options>(self);
        let cards = match options.flavor {
            Flavor::Plain => cards::plain(study, &options, out)?,
            Flavor::Excel => cards::excel(study, &options, out)?,
            Flavor::Anki => anki::write(study, options.delimiter, out)?,
            Flavor::Quizlet => cards::quizlet(study, options.text, out)?,
        };
        Ok(Report { cards: Some(cards), ..Report::default() })
    }
}

/// A writer of rows; a quote only where one is needed.
fn rows<W: Write>(out: W, delimiter: Delimiter, end: Terminator) -> Writer<W> {
    let mut builder = WriterBuilder::new();
    builder.delimiter(delimiter.byte()).terminator(end).quote_style(QuoteStyle::Necessary);
    builder.from_writer(out)
}
