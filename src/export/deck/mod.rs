//! The Anki package: rows into the schema that genanki-rs writes, media, and a zip of fixed bytes.

mod checksum;
mod collection;
mod decks;
mod package;
mod skeleton;

use std::borrow::Cow;

use anyhow::{Context, Result};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::options::{self, Schema};
use super::output::{Output, Scratch};
use super::{Exporter, Report, Study};
use crate::cards::Card;
use crate::cards::note_type::Fields;
use crate::config::{CardSettings, DeckBy, Settings};

/// `recto deck` and `[deck]`.
#[derive(Debug, Clone, PartialEq, Default, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// What a deck holds: the notes of a folder, a note, or a top heading of a note.
    #[arg(long, value_name = "WHAT", value_enum, default_value = "folder", hide_default_value = true)]
    pub by: DeckBy,
    /// Shown on the deck's page in Anki.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub description: String,
    /// A tag added to every note; may be given again.
    #[arg(long = "tag", id = "tags", value_name = "NAME")]
    pub tags: Vec<String>,
    /// Also export retired notes, tagged recto::retired, so that one search removes them.
    #[arg(long)]
    pub retire: bool,
}

impl options::Options for Options {}

/// The exporter.
#[derive(Debug)]
pub struct Deck;

impl Exporter for Deck {
    fn name(&self) -> &'static str {
        "deck"
    }

    fn about(&self) -> &'static str {
        "One Anki package of all notes"
    }

    fn extension(&self) -> &'static str {
        "apkg"
    }

    fn options(&self) -> Schema {
        Schema::of::<Options>()
    }

    fn needs_cards(&self) -> bool {
        true
    }

    fn keeps_lock(&self, _settings: &Settings) -> bool {
        true
    }

    fn card_settings(&self, settings: &Settings, cards: &mut CardSettings) {
        let options = settings.options::<Options>(self);
        cards.deck_by = options.by;
        cards.tags = options.tags;
    }

    fn export(&self, study: &Study<'_>, out: &mut Output) -> Result<Report> {
        let options = study.settings.options::<Options>(self);
        let mut file = Scratch::new()?;
        let (cards, fields) =
            if options.retire { with_retired(study) } else { (study.cards.into(), study.fields.into()) };
        let study = &Study { cards: &cards, fields: &fields, ..*study };
        let cards = collection::write(file.path(), study, &options.description)
            .with_context(|| file.path().display().to_string())?;
        let media = package::used(study.fields, study.media.files());
        package::write(out, file.file(), &media)?;
        Ok(Report { cards: Some(cards), ..Report::default() })
    }
}

/// The cards of a study, and after them those that are gone from the notes.
fn with_retired<'a>(study: &Study<'_>) -> (Cow<'a, [Card]>, Cow<'a, [Fields]>) {
    let (cards, fields): (Vec<_>, Vec<_>) = study.retired.iter().cloned().unzip();
    ([study.cards, &cards].concat().into(), [study.fields, &fields].concat().into())
}
