//! recto.toml, front matter and flags become one [`Settings`].
//!
//! Flags win over front matter, that over `[[folder]]`, that over the file, that over the defaults. Every layer is a TOML
//! table, laid over the one before key by key; the result is read into types once.

mod file;
mod layers;
mod note;
mod starter;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::export::{Exporter, REGISTRY, options::Options};
use crate::model::CardLevel;
pub(crate) use file::nearest;
pub use file::read;
pub use layers::{ConfigFile, Folder, Layers, Origin};
pub use starter::starter;

/// The name of the configuration file.
pub const FILE: &str = "recto.toml";

/// What is in force for a run, or for one note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Deck root and titles; empty: the root folder's name.
    pub name: String,
    /// What is walked, relative to this file.
    pub notes: Vec<Utf8PathBuf>,
    /// Globs left out of the walk, beside hidden files, out/, .gitignore, Obsidian's templates and *.excalidraw.md.
    pub exclude: Vec<String>,
    /// Where outputs land, relative to this file.
    pub out: Utf8PathBuf,
    /// A folder whose deck/, phrases/ and sheet/ override ours file by file; empty for none.
    pub templates: Utf8PathBuf,
    /// Language of notes that name none, such as "en" or "pt-BR"; empty: by the text itself.
    pub lang: String,
    /// What `recto build` makes.
    pub formats: Vec<String>,
    /// Diagnostics that count as errors, by code, or "warnings" for all.
    pub deny: Vec<String>,
    /// How cards are made.
    pub cards: CardSettings,
    /// The tables of the exporters, by name; checked when they were read.
    #[serde(skip)]
    exports: Arc<BTreeMap<&'static str, Table>>,
    /// Where it all came from.
    #[serde(skip)]
    layers: Arc<Layers>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            notes: vec!["notes".into()],
            exclude: Vec::new(),
            out: "out".into(),
            templates: Utf8PathBuf::new(),
            lang: String::new(),
            formats: REGISTRY.iter().map(|exporter| exporter.name().to_owned()).collect(),
            deny: Vec::new(),
            cards: CardSettings::default(),
            exports: Arc::default(),
            layers: Arc::default(),
        }
    }
}

/// `[cards]`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CardSettings {
    /// The level for notes that name none: "topic", "section" or "atomic".
    pub level: CardLevel,
    /// Ask terms both ways.
    pub reverse: bool,
    /// What ==text== means: "emphasis", or "cloze" for a blank.
    pub highlight: HighlightMeaning,
    /// Card marks that must be asked for: "remnote", "mochi", "curly", "yanki".
    pub dialects: Vec<String>,
    /// What a deck holds; from the deck's options.
    #[serde(skip)]
    pub deck_by: DeckBy,
    /// Tags added to every card; from the deck's options.
    #[serde(skip)]
    pub tags: Vec<String>,
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

/// What a deck holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum DeckBy {
    /// The notes of a folder.
    #[default]
    Folder,
    /// A note.
    Note,
    /// A top heading of a note.
    Heading,
}

impl Settings {
    /// What these layers come to.
    ///
    /// # Errors
    /// If a value is of the wrong type. (The file and the flags were checked one by one before, so that an error names
    /// its place.)
    pub fn new(layers: Layers) -> Result<Self, toml::de::Error> {
        let merged = layers.merged();
        Self::from_table(merged, Arc::new(layers))
    }

    fn from_table(mut merged: Table, layers: Arc<Layers>) -> Result<Self, toml::de::Error> {
        let mut exports = BTreeMap::new();
        for exporter in REGISTRY {
            if let Some(Value::Table(table)) = merged.remove(exporter.name()) {
                (exporter.options().fits)(Value::Table(table.clone()))?;
                exports.insert(exporter.name(), table);
            }
        }
        let mut settings = Self::deserialize(Value::Table(merged))?;
        settings.exports = Arc::new(exports);
        settings.layers = layers;
        let mut cards = settings.cards.clone();
        for exporter in REGISTRY {
            exporter.card_settings(&settings, &mut cards);
        }
        settings.cards = cards;
        Ok(settings)
    }

    /// The options of an exporter.
    pub fn options<O: Options>(&self, exporter: &dyn Exporter) -> O {
        let table = self.exports.get(exporter.name()).cloned();
        // The tables were checked against these very types when they were read: the default never steps in.
        table.and_then(|table| O::deserialize(Value::Table(table)).ok()).unwrap_or_default()
    }

    /// Where the values came from.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }
}

/// A value that is a table in TOML, as that table; empty if it is none.
pub fn table(value: &impl Serialize) -> Table {
    match Value::try_from(value) {
        Ok(Value::Table(mut table)) => {
            table.iter_mut().for_each(|(_, value)| shorten(value));
            table
        }
        _ => Table::new(),
    }
}

/// Makes 1.2 of what became 1.2000000476837158 on its way from 32 bits to 64.
fn shorten(value: &mut Value) {
    if let Value::Float(float) = value {
        *float = (*float as f32).to_string().parse().unwrap_or(*float);
    }
}

/// Every key with its default, the exporters' tables included: what recto.toml may hold.
pub fn defaults() -> Table {
    let mut all = table(&Settings::default());
    for exporter in REGISTRY {
        let options = (exporter.options().defaults)();
        if !options.is_empty() {
            all.insert(exporter.name().to_owned(), Value::Table(options));
        }
    }
    all
}
