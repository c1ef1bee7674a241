//! The items of a list whose siblings are asked as terms or as names over points: those that say something are asked one by
//! one, as points are.
//!
//! - # Ferry / - Ramp: bridge for carts / - Deck: floor for carts / - It can carry sheep   =>  What can a ferry carry?

use super::super::atomic::{self, Share};
use super::super::claims::Claims;
use super::super::draft::Draft;
use super::super::piece::{Piece, parts};
use super::super::subject::Subject;
use crate::model::Item;

/// The cards of items that no other rule claims in lists of which another claims some.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for list in subject.pieces.iter().filter_map(Piece::list).filter(|_| subject.is_named()) {
        let free = list.items.iter().filter(|item| claims.free(item.span)).count();
        if free == 0 || free == list.items.len() || list.start.is_some() {
            continue;
        }
        for item in &list.items {
            // What stands below an item is asked with it.
            let share = if parts(item).1.is_empty() { Share::Half } else { Share::TwoThirds };
            if claims.free(item.span) {
                cards.extend(atomic::of_list(subject, std::slice::from_ref(item), share, claims).into_iter().flatten());
            }
        }
    }
    cards
}

/// The cards of names over points, and those of the points beside them that say something.
pub(super) fn beside(subject: &Subject, items: &[Item], named: Vec<Draft>, claims: &mut Claims) -> Vec<Draft> {
    for card in &named {
        claims.take(card.span);
    }
    let others: Vec<Item> = items.iter().filter(|item| claims.free(item.span)).cloned().collect();
    let told =
        others.iter().filter_map(|item| atomic::of_list(subject, std::slice::from_ref(item), Share::TwoThirds, claims));
    let told: Vec<Draft> = told.flatten().collect();
    named.into_iter().chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn what_stands_beside_terms_is_asked_too() {
        check(
            "# Ferry\n- Ramp: bridge for carts\n- Deck: floor for carts\n- it can carry sheep\n- in winter too\n",
            &[
                "What is **Ramp**? => bridge for carts",
                "What is **Deck**? => floor for carts",
                "What can **Ferry** carry? => sheep",
            ],
        );
    }
}
