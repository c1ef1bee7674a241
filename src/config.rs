//! recto.toml, front matter and flags become one [`Settings`].

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use crate::export::{csv, deck, sheet};
use crate::model::CardLevel;

/// What is in force for a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Deck root and titles.
    pub name: String,
    /// What is walked, relative to the root.
    pub notes: Vec<String>,
    /// Globs left out of the walk.
    pub exclude: Vec<String>,
    /// Where outputs land, relative to the root.
    pub out: Utf8PathBuf,
    /// A folder whose files override ours one by one.
    pub templates: Option<Utf8PathBuf>,
    /// BCP 47 language for notes that name none; empty: by script.
    pub lang: String,
    /// What `build` makes.
    pub formats: Vec<String>,
    /// Diagnostics that count as errors, by code or `warnings`.
    pub deny: Vec<String>,
    /// How cards are made.
    pub cards: CardSettings,
    /// `[deck]`.
    pub deck: deck::Options,
    /// `[sheet]`.
    pub sheet: sheet::Options,
    /// `[csv]`.
    pub csv: csv::Options,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            notes: vec!["notes".to_owned()],
            exclude: Vec::new(),
            out: "out".into(),
            templates: None,
            lang: String::new(),
            formats: ["deck", "sheet", "csv"].map(str::to_owned).to_vec(),
            deny: Vec::new(),
            cards: CardSettings::default(),
            deck: deck::Options::default(),
            sheet: sheet::Options::default(),
            csv: csv::Options::default(),
        }
    }
}

/// `[cards]`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CardSettings {
    /// The level for notes that name none.
    pub level: CardLevel,
    /// Terms both ways.
    pub reverse: bool,
    /// What `==text==` means.
    pub highlight: HighlightMeaning,
    /// Explicit syntax that must be asked for: `remnote`, `mochi`, `curly`, `yanki`.
    pub dialects: Vec<String>,
}

/// What `==text==` means where a note is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HighlightMeaning {
    /// Emphasis.
    #[default]
    Emphasis,
    /// A blank.
    Cloze,
}
