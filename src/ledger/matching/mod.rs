//! Which line a card inherits: a pure function of the lock's lines and the cards as lines.
//!
//! History follows the answer. A line has at most one heir, a card at most one ancestor, both of one note type. In this
//! order, each step among those that the steps before left over:
//!
//! 1. note, place and answer are equal;
//! 2. the `^block-id` is equal, where the user has one;
//! 3. the answer is equal, and it or its question stands once on both sides: in the note (or one it was paired with), then anywhere;
//! 4. the answer is alike, and place or question speak for it ([`alike`]): reworded, renamed, split, moved.
//!
//! What finds nothing is new. Retired lines take part, living ones come first.

mod alike;
mod exact;
mod kin;
mod left;
mod topics;

use super::line::Line;
use left::Left;

/// For each card, the line whose history it takes.
pub(super) fn ancestors(lines: &[Line], cards: &[Line]) -> Vec<Option<usize>> {
    let mut left = Left::new(lines, cards);
    exact::same_place(&mut left);
    if left.nothing() {
        return left.into_ancestors();
    }
    let kin = kin::Kin::new(&left);
    exact::same_block(&mut left, &kin);
    exact::same_answer(&mut left, &kin);
    if !left.nothing() {
        alike::alike(&mut left, &kin);
    }
    left.into_ancestors()
}
