//! What a note says of its cards: whether loose marks count, in which dialects, for which deck.

use super::chrome;
use super::page::{LineKind, Page};
use crate::config::{HighlightMeaning, Settings};
use crate::model::Note;

/// What is in force for the marks of a note.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Told {
    /// Whether the note, or the configuration, says that marks are cards: then loose ones count too.
    pub(super) loose: bool,
    /// Whether `==x==` is a blank.
    pub(super) highlight: bool,
    /// Whether the note is one card of yanki's.
    pub(super) yanki: bool,
    /// Dialects asked for, in lower case.
    dialects: Vec<String>,
    /// The deck that the note names for one of the tools.
    pub(super) deck: Option<String>,
    /// Tags for all of its cards.
    pub(super) tags: Vec<String>,
}

impl Told {
    pub(super) fn of(page: &mut Page<'_>, settings: &Settings) -> Self {
        let note = page.note;
        let mut told = Self {
            dialects: note
                .meta
                .dialects
                .iter()
                .chain(&settings.cards.dialects)
                .map(|name| name.to_lowercase())
                .collect(),
            ..Self::default()
        };
        let properties = &note.meta.properties;
        told.yanki = properties.contains_key("noteId") || told.speaks("yanki");
        let keys = properties.keys().any(|key| key == "cards-deck" || key == "flashcards" || key.starts_with("sr-"));
        let tagged = note.meta.tags.iter().any(|tag| chrome::is_deck_tag(tag));
        told.loose = keys || tagged || told.yanki || !told.dialects.is_empty() || note.text.contains("<!--SR:");
        told.deck = property(note, "cards-deck").or_else(|| note.meta.tags.iter().find_map(|tag| deck_of_tag(tag)));
        told.read_lines(page);
        told.highlight = told.loose || settings.cards.highlight == HighlightMeaning::Cloze;
        told
    }

    /// Whether a dialect was asked for.
    pub(super) fn speaks(&self, dialect: &str) -> bool {
        self.dialects.iter().any(|name| name == dialect)
    }

    /// `TARGET DECK`, `FILE TAGS` (their value behind a colon or on the next line), and `#flashcards` tags in the text.
    fn read_lines(&mut self, page: &mut Page<'_>) {
        for index in 0..page.lines.len() {
            let line = page.line(index);
            if page.lines[index].kind == LineKind::Inside {
                continue;
            }
            if let Some((value, lines)) = setting(page, index, "TARGET DECK") {
                self.deck.get_or_insert(value);
                self.loose = true;
                page.claim(index..index + lines);
            } else if let Some((value, lines)) = setting(page, index, "FILE TAGS") {
                self.tags.extend(
                    value
                        .split([' ', ','])
                        .filter(|tag| !tag.is_empty())
                        .map(|tag| tag.trim_start_matches('#').to_owned()),
                );
                page.claim(index..index + lines);
            } else if chrome::tags(line).any(|tag| {
                chrome::is_deck_tag(&line[tag.start + 1..tag.end])
                    && page.free(page.lines[index].range.start + tag.start)
            }) {
                self.loose = true;
            }
        }
    }
}

/// The value of an O2A setting on line `index`, and how many lines it takes.
fn setting(page: &Page<'_>, index: usize, name: &str) -> Option<(String, usize)> {
    let rest = page.line(index).trim().strip_prefix(name)?;
    if let Some(value) = rest.strip_prefix(':') {
        return (!value.trim().is_empty()).then(|| (value.trim().to_owned(), 1));
    }
    let below = page.lines.get(index + 1).filter(|line| line.kind == LineKind::Text)?;
    (rest.is_empty()).then(|| (page.text[below.range.clone()].trim().to_owned(), 2))
}

/// A front-matter value that is text.
pub(super) fn property(note: &Note, key: &str) -> Option<String> {
    let value = note.meta.properties.get(key)?.as_str()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// `flashcards/geology/rocks` is the deck `geology::rocks`.
pub(super) fn deck_of_tag(tag: &str) -> Option<String> {
    let (first, deck) = tag.split_once('/')?;
    (first.eq_ignore_ascii_case("flashcards") && !deck.is_empty()).then(|| deck.replace('/', "::"))
}

/// Lines of nothing but tags that name a deck: it holds for the cards below, to the next such line.
pub(super) struct DeckLines(Vec<(usize, String)>);

impl DeckLines {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let lines = page.lines.iter().filter(|line| line.kind == LineKind::Text && !line.claimed);
        Self(
            lines
                .filter_map(|line| {
                    let text = &page.text[line.range.clone()];
                    let only_tags = text.split_whitespace().all(|word| word.starts_with('#'));
                    let deck = chrome::tags(text).find_map(|tag| deck_of_tag(&text[tag.start + 1..tag.end]));
                    deck.filter(|_| only_tags).map(|deck| (line.range.start, deck))
                })
                .collect(),
        )
    }

    /// The deck in force at byte `at`.
    pub(super) fn at(&self, at: usize) -> Option<String> {
        self.0.iter().rev().find(|(start, _)| *start <= at).map(|(_, deck)| deck.clone())
    }
}
