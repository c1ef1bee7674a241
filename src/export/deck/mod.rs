//! The Anki package: rows into the schema that genanki-rs writes, media, and a zip of fixed bytes.

use serde::{Deserialize, Serialize};

/// `[deck]`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// What a deck holds.
    pub by: DeckBy,
    /// Shown on the deck's page in Anki.
    pub description: String,
    /// Tags added to every note.
    #[serde(skip)]
    pub tags: Vec<String>,
    /// Whether retired notes are exported too, tagged `recto::retired`.
    #[serde(skip)]
    pub retire: bool,
}

/// What a deck holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
