//! Keys: a note's path and a card's place as text that people can read and a lock can hold.
//!
//! Nothing is slugged, or C, C++ and C# would be one note: only the signs that separate parts, `%` and control
//! characters are escaped, as `%` and two hexadecimal digits a byte. Text is NFC, as file systems disagree about it.

use std::borrow::Cow;
use std::fmt;

use camino::Utf8Path;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::cards::Place;

/// Separates the note from the place in a card's key, and the ordinal from the topics.
const ORDINAL: char = '#';
/// Separates topics.
const TOPIC: char = '/';
/// Begins a `^block-id`.
const BLOCK: char = '^';
/// Stands for a topic without a title.
const UNTITLED: &str = "%";

/// A note's name for life: its path relative to the root, with `/`, NFC, escaped.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct NoteKey(String);

impl NoteKey {
    /// The key of the note at `path`, relative to the ledger's root.
    pub fn new(path: &Utf8Path) -> Self {
        Self(escape(path.as_str(), &[ORDINAL]))
    }

    /// The key that a lock holds as `text`.
    pub(super) fn written(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The key as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path it was made of, in NFC.
    pub fn path(&self) -> String {
        unescape(&self.0)
    }
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A card's key: its note's, `#`, its place.
pub fn card_key(note: &NoteKey, place: &Place) -> String {
    format!("{note}{ORDINAL}{}", write_place(place))
}

/// `Topic/Subtopic^block-id#ordinal`; an ordinal of 0 is left out.
pub(super) fn write_place(place: &Place) -> String {
    let mut out = String::new();
    for (at, topic) in place.topics.iter().enumerate() {
        if at > 0 {
            out.push(TOPIC);
        }
        out.push_str(&if topic.is_empty() { UNTITLED.to_owned() } else { escape(topic, &[TOPIC, ORDINAL, BLOCK]) });
    }
    if let Some(id) = &place.block_id {
        out.push(BLOCK);
        out.push_str(&escape(id, &[TOPIC, ORDINAL, BLOCK]));
    }
    if place.ordinal > 0 {
        out.push(ORDINAL);
        out.push_str(&place.ordinal.to_string());
    }
    out
}

/// What [`write_place`] wrote; none for other text.
pub(super) fn read_place(text: &str) -> Option<Place> {
    let (text, ordinal) = match text.split_once(ORDINAL) {
        Some((text, ordinal)) => (text, ordinal.parse().ok()?),
        None => (text, 0),
    };
    let (topics, block_id) = match text.split_once(BLOCK) {
        Some((topics, id)) => (topics, Some(unescape(id))),
        None => (text, None),
    };
    let topics = if topics.is_empty() { Vec::new() } else { topics.split(TOPIC).map(read_topic).collect() };
    Some(Place { topics, block_id, ordinal })
}

fn read_topic(text: &str) -> String {
    if text == UNTITLED { String::new() } else { unescape(text) }
}

/// The same place in NFC.
pub(super) fn normal_place(mut place: Place) -> Place {
    for text in place.topics.iter_mut().chain(&mut place.block_id) {
        if let Cow::Owned(normal) = nfc(text) {
            *text = normal;
        }
    }
    place
}

/// `text` in NFC.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    let normal = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if normal { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn escape(text: &str, separators: &[char]) -> String {
    let text = nfc(text);
    let special = |c: char| c == '%' || c.is_control() || separators.contains(&c);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, sign) in text.match_indices(special) {
        out.push_str(&text[done..at]);
        out.extend(sign.bytes().map(percent_encoding::percent_encode_byte));
        done = at + sign.len();
    }
    out.push_str(&text[done..]);
    out
}

fn unescape(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(topics: &[&str], block_id: Option<&str>, ordinal: u32) -> Place {
        Place {
            topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
            block_id: block_id.map(str::to_owned),
            ordinal,
        }
    }

    #[test]
    fn a_key_reads_like_a_link() {
        let note = NoteKey::new(Utf8Path::new("biology/cell.md"));
        assert_eq!(card_key(&note, &place(&["Nucleus", "Purpose"], None, 0)), "biology/cell.md#Nucleus/Purpose");
        assert_eq!(card_key(&note, &place(&["Nucleus"], Some("dna"), 2)), "biology/cell.md#Nucleus^dna#2");
        assert_eq!(card_key(&note, &place(&[], None, 0)), "biology/cell.md#");
    }

    #[test]
    fn c_and_its_sisters_stay_apart() {
        let keys = ["C.md", "C++.md", "C#.md", "c.md"].map(|path| NoteKey::new(Utf8Path::new(path)).to_string());
        assert_eq!(keys, ["C.md", "C++.md", "C%23.md", "c.md"]);
    }

    #[test]
    fn composed_and_decomposed_are_one() {
        assert_eq!(NoteKey::new(Utf8Path::new("u\u{308}ber.md")), NoteKey::new(Utf8Path::new("über.md")));
        assert_eq!(normal_place(place(&["a\u{308}"], None, 0)), place(&["ä"], None, 0));
    }

    #[test]
    fn every_place_reads_back() {
        for place in [
            place(&[], None, 0),
            place(&[""], None, 3),
            place(&["", "b"], None, 0),
            place(&["C#/C++", "100 %", "x^2", "%"], Some("id-1"), 7),
            place(&["tab\there", "line\nthere", "Größe"], None, 1),
        ] {
            assert_eq!(read_place(&write_place(&place)), Some(place));
        }
    }
}
