//! Exporters: what can be made of a [`Study`]. A new format is one file here and one line in [`REGISTRY`].

pub mod csv;
pub mod deck;
pub mod options;
pub mod output;
pub mod sheet;

use anyhow::Result;

use crate::cards::Card;
use crate::cards::note_type::{Fields, Templates};
use crate::config::{CardSettings, Settings};
use crate::diagnostic::Diagnostic;
use crate::media::Media;
use crate::model::{Note, NoteId, Notebook};
use options::{NoOptions, Schema};
use output::{Output, Standing};

/// All that an exporter sees. It never sees the lock.
#[derive(Debug, Clone, Copy)]
pub struct Study<'a> {
    /// All notes of the run, so that links lead somewhere.
    pub notebook: &'a Notebook,
    /// The notes that this output is of, in order.
    pub notes: &'a [NoteId],
    /// The cards of these notes, matched; empty for exporters that need none.
    pub cards: &'a [Card],
    /// The fields of `cards`, as HTML, one for each.
    pub fields: &'a [Fields],
    /// Notes that no card stands for any more, tagged; for an exporter that takes them along.
    pub retired: &'a [(Card, Fields)],
    /// The look of the cards.
    pub templates: &'a Templates,
    /// When the note types `BASIC` and `CLOZE` last changed, in seconds since 1970.
    pub note_type_mods: [i64; 2],
    /// What is in force: of the note, if the output is of a single one.
    pub settings: &'a Settings,
    /// Which file a picture or sound is.
    pub media: &'a Media,
    /// The output's title: the deck root, the sheet's heading.
    pub title: &'a str,
}

impl<'a> Study<'a> {
    /// The notes that this output is of.
    pub fn notes(&self) -> impl Iterator<Item = &'a Note> + use<'a> {
        let notebook = self.notebook;
        self.notes.iter().map(|id| notebook.note(*id))
    }
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

/// Which notes share an output in `recto build`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// All notes.
    Together,
    /// Those of a folder.
    ByFolder,
    /// None, but for notes of fewer than three topics: those of a folder share one.
    ByNote,
    /// None.
    Each,
}

/// A format: how a study becomes the bytes of one file.
pub trait Exporter: Sync + std::fmt::Debug {
    /// The subcommand, the configuration table and the report key: `deck`.
    fn name(&self) -> &'static str;
    /// One line of help.
    fn about(&self) -> &'static str;
    /// The file's extension: `apkg`.
    fn extension(&self) -> &'static str;
    /// The flags and configuration keys: `Schema::of::<Options>()`. Read them with `study.settings.options(self)`.
    fn options(&self) -> Schema {
        Schema::of::<NoOptions>()
    }
    /// Whether cards must be derived and matched for it.
    fn needs_cards(&self) -> bool {
        false
    }
    /// Whether the file carries GUIDs out, so that the lock must remember them.
    fn keeps_lock(&self, _settings: &Settings) -> bool {
        false
    }
    /// Which notes share an output in `recto build`.
    fn division(&self, _settings: &Settings) -> Division {
        Division::Together
    }
    /// What its options mean for the making of cards.
    fn card_settings(&self, _settings: &Settings, _cards: &mut CardSettings) {}
    /// What the report would be on the file that `standing` holds already; none if it must be made. For a format that can
    /// tell from the file of which study it was made.
    fn stands(&self, _study: &Study<'_>, _standing: &Standing<'_>) -> Option<Report> {
        None
    }
    /// Writes the whole file.
    ///
    /// # Errors
    /// If `out` cannot be written, or the study cannot be shown in this format.
    fn export(&self, study: &Study<'_>, out: &mut Output) -> Result<Report>;
}

/// Every format there is, in the order of `recto --help`.
pub const REGISTRY: &[&dyn Exporter] = &[&deck::Deck, &sheet::Sheet, &csv::Csv];
