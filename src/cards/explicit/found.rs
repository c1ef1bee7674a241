//! A card as it was found in the source, and what finds share.

use std::ops::Range;

use super::chrome;
use super::page::Page;
use super::slice::Slice;
use super::told::Told;
use crate::cards::CardKind;

/// A card by its pieces of source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) kind: CardKind,
    pub(super) front: Slice,
    pub(super) back: Slice,
    pub(super) extra: Slice,
    /// What must be typed; empty for nothing.
    pub(super) typed: String,
    /// Tags of its own, without `#`.
    pub(super) tags: Vec<String>,
    /// The deck it names, levels separated by `::`.
    pub(super) deck: Option<String>,
    /// What was marked.
    pub(super) span: Range<usize>,
}

impl Found {
    pub(super) fn basic(kind: CardKind, front: Slice, back: Slice, span: Range<usize>) -> Self {
        Self { kind, front, back, extra: Slice::default(), typed: String::new(), tags: Vec::new(), deck: None, span }
    }

    pub(super) fn cloze(text: Slice, span: Range<usize>) -> Self {
        Self::basic(CardKind::Cloze, text, Slice::default(), span)
    }
}

/// What has a mark's shape and makes no card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) line: usize,
    pub(super) why: String,
}

/// A page while its cards are found.
pub(super) struct Reader<'a> {
    pub(super) page: Page<'a>,
    pub(super) told: Told,
    pub(super) found: Vec<Found>,
    pub(super) refused: Vec<Refused>,
}

impl Reader<'_> {
    /// Keeps a card and claims its lines, and the scheduling right below them.
    pub(super) fn take(&mut self, mut found: Found, lines: Range<usize>) {
        let first = self.page.line(lines.start);
        let mut tags = chrome::tags(first).map(|tag| &first[tag.start + 1..tag.end]);
        if found.deck.is_none() {
            found.deck = tags.find_map(super::told::deck_of_tag);
        }
        let mut end = lines.end;
        while self.page.open(end) && self.page.is_comment(end) {
            end += 1;
        }
        self.page.claim(lines.start..end);
        self.found.push(found);
    }

    /// Remembers a mark that makes no card, with its line.
    pub(super) fn refuse(&mut self, line: usize, why: &str) {
        self.refused.push(Refused { line, why: why.to_owned() });
    }
}
