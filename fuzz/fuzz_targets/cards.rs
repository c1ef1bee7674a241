//! Any notes make cards, at every level: rules, gates, explanations and fields never panic.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use recto::cards::{derive, explain, note_type};
use recto::config::Settings;
use recto::media::Media;
use recto::model::CardLevel;

fuzz_target!(|text: &str| {
    let notebook = common::notebook(text);
    let media = Media::default();
    for level in [CardLevel::Topic, CardLevel::Section, CardLevel::Atomic] {
        let mut settings = Settings::default();
        settings.cards.level = level;
        let (derived, _) = derive(&notebook, &settings);
        explain::explain(&notebook, &derived);
        for card in &derived.cards {
            note_type::fields(card, &notebook, &media);
        }
    }
});
