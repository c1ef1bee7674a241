//! Which line a card inherits: a pure function of the lock's lines and the cards as lines.
//!
//! History follows the answer. A line has at most one heir, a card at most one ancestor, both of one note type. In this
//! order, each step among those that the steps before left over:
//!
//! 1. note, place, question and answer are equal;
//! 2. the `^block-id` is equal, where the user has one;
//! 3. question and answer are equal, in the note or one it was paired with;
//! 4. place and answer are equal; if the answer is short, the questions must have something in common ([`questions`]);
//! 5. the answer is equal, of words enough, and stands once on both sides: in the note, then anywhere;
//! 6. the answer is alike, and place or question speak for it ([`alike`]): reworded, renamed, split, moved.
//!
//! What finds nothing is new. Retired lines take part, living ones come first.

mod alike;
mod exact;
mod kin;
mod left;
mod questions;
mod topics;

use super::line::Line;
use left::Left;

/// For each card, the line whose history it takes.
pub(super) fn ancestors(lines: &[Line], cards: &[Line]) -> Vec<Option<usize>> {
    let mut left = Left::new(lines, cards);
    exact::same(&mut left);
    if left.nothing() {
        return left.into_ancestors();
    }
    let (kin, questions) = (kin::Kin::new(&left), questions::Questions::new(&left));
    exact::same_block(&mut left, &kin);
    exact::same_card(&mut left, &kin);
    exact::same_place(&mut left, &questions);
    exact::same_answer(&mut left, &kin);
    if !left.nothing() {
        alike::alike(&mut left, &kin, &questions);
    }
    left.into_ancestors()
}
