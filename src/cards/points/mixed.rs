//! The items of a list whose siblings are asked as terms: those that say something are asked one by one, as points are.
//!
//! - # Ferry / - Ramp: bridge for carts / - Deck: floor for carts / - It can carry sheep   =>  What can a ferry carry?

use super::super::atomic::{self, Share};
use super::super::claims::Claims;
use super::super::draft::Draft;
use super::super::piece::Piece;
use super::super::subject::Subject;

/// The cards of items that no other rule claims in lists of which another claims some.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for list in subject.pieces.iter().filter_map(Piece::list).filter(|_| subject.is_named()) {
        let free = list.items.iter().filter(|item| claims.free(item.span)).count();
        if free == 0 || free == list.items.len() || list.start.is_some() {
            continue;
        }
        for item in &list.items {
            if claims.free(item.span) {
                cards.extend(
                    atomic::of_list(subject, std::slice::from_ref(item), Share::Half, claims).into_iter().flatten(),
                );
            }
        }
    }
    cards
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
