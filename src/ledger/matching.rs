//! Which line a card inherits: a pure function of the lock's lines and the cards as lines.

use std::collections::HashMap;

use super::line::Line;

/// For each card, the line whose history it takes. A line has at most one heir, and both are of one note type.
pub(super) fn ancestors(lines: &[Line], cards: &[Line]) -> Vec<Option<usize>> {
    let mut at_place: HashMap<_, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        at_place.entry((line.kind, &line.note, &line.place)).or_insert(at);
    }
    cards.iter().map(|card| at_place.remove(&(card.kind, &card.note, &card.place))).collect()
}
