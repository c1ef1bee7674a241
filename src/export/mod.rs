//! Exporters: what can be made of a [`Study`]. A new format is one file here and one line in [`REGISTRY`].

pub mod csv;
pub mod deck;
pub mod output;
pub mod sheet;

use anyhow::Result;

use crate::cards::Card;
use crate::cards::note_type::{Fields, Templates};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::media::Media;
use crate::model::Notebook;
use output::Output;

/// All that an exporter sees. It never sees the lock.
#[derive(Debug)]
pub struct Study<'a> {
    /// The notes.
    pub notebook: &'a Notebook,
    /// The cards, matched; empty for exporters that need none.
    pub cards: &'a [Card],
    /// The fields of `cards`, as HTML, one for each.
    pub fields: &'a [Fields],
    /// The look of the cards.
    pub templates: &'a Templates,
    /// When the note types `BASIC` and `CLOZE` last changed, in seconds since 1970.
    pub note_type_mods: [i64; 2],
    /// What is in force.
    pub settings: &'a Settings,
    /// Which file a picture or sound is.
    pub media: &'a Media,
    /// The output's title: the deck root, the sheet's heading.
    pub title: &'a str,
}

/// What an export made.
#[derive(Debug, Default)]
pub struct Report {
    /// Cards written, where the format has cards.
    pub cards: Option<usize>,
    /// Pages written, where the format has pages.
    pub pages: Option<usize>,
    /// Share of the pages' column height that is filled, 0 to 1.
    pub fill: Option<f64>,
    /// What the user should know.
    pub diagnostics: Vec<Diagnostic>,
}

/// A format: how a study becomes the bytes of one file.
pub trait Exporter: Sync {
    /// The subcommand, the configuration key and the report key: `deck`.
    fn name(&self) -> &'static str;
    /// One line of help.
    fn about(&self) -> &'static str;
    /// The file's extension: `apkg`.
    fn extension(&self) -> &'static str;
    /// Whether cards must be derived and matched for it.
    fn needs_cards(&self) -> bool;
    /// Writes the whole file.
    ///
    /// # Errors
    /// If `out` cannot be written, or the study cannot be shown in this format.
    fn export(&self, study: &Study<'_>, out: &mut Output) -> Result<Report>;
}

/// Every format there is, in the order of `recto --help`.
pub const REGISTRY: &[&dyn Exporter] = &[];
