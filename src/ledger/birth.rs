//! What is given once and never changed: the project's id and the GUIDs.

use std::collections::HashSet;

use crate::cards::Guid;

use super::hash::{Hash, Hasher};
use super::keys::write_place;
use super::line::Line;

/// Letters and digits of a GUID: 62 bits, so that of a million notes in one collection two clash once in nine million.
const GUID_LENGTH: usize = 12;
/// Hexadecimal digits of a project id.
const PROJECT_LENGTH: usize = 16;

/// The id of a project whose first cards these are.
pub(super) fn project(cards: &[Line]) -> String {
    let mut hasher = Hasher::default();
    for card in cards {
        for part in [card.note.as_str(), &write_place(&card.place), card.front.as_str(), card.answer.as_str()] {
            hasher.add(part);
        }
    }
    hasher.finish().hex(PROJECT_LENGTH)
}

/// Gives GUIDs that no line has, living or retired.
pub(super) struct Nursery<'a> {
    project: &'a str,
    lines: &'a [Line],
    /// Filled at the first birth: mostly there is none.
    taken: HashSet<Guid>,
}

impl<'a> Nursery<'a> {
    /// For the project with this id, whose ledger holds `lines`.
    pub(super) fn new(project: &'a str, lines: &'a [Line]) -> Self {
        Self { project, lines, taken: HashSet::new() }
    }

    /// The GUID of a card that is seen for the first time.
    pub(super) fn birth(&mut self, card: &Line) -> Guid {
        if self.taken.is_empty() {
            self.taken = self.lines.iter().map(|line| line.guid.clone()).collect();
        }
        let place = write_place(&card.place);
        let mut n = 0_u64;
        loop {
            let hash = Hash::of([self.project, card.note.as_str(), &place, &n.to_string()]);
            let guid = Guid(hash.letters(GUID_LENGTH));
            if self.taken.insert(guid.clone()) {
                return guid;
            }
            n += 1;
        }
    }
}
