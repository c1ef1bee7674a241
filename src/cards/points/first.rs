//! The first item of a list with terms that is none itself: it says what the topic is.
//!
//! - # Tide / - a rise of the sea that the moon causes / - Ebb: falling of the water / - Flood: rising of the water
//!   =>  What is **Tide**? a rise of the sea that the moon causes

use super::super::claims::Claims;
use super::super::definition;
use super::super::draft::Draft;
use super::super::piece::{Piece, parts};
use super::super::subject::Subject;
use super::gloss;

/// The card of a first item of whose siblings some are asked as terms.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let Some(list) = subject.pieces.first().and_then(Piece::list).filter(|_| subject.is_named()) else {
        return Vec::new();
    };
    let Some((first, others)) = list.items.split_first() else { return Vec::new() };
    let (own, below) = parts(first);
    let asked = others.iter().any(|item| !claims.free(item.span));
    if !asked || !below.is_empty() || !claims.free(first.span) || !gloss::says_what(subject, own, others) {
        return Vec::new();
    }
    let what = gloss::kind_of(subject, own).unwrap_or_else(|| own.to_vec());
    claims.take(first.span);
    vec![definition::of_line(subject, &what, first.span)]
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn what_stands_over_terms_says_what_they_are_terms_of() {
        let terms = "- Ebb: falling of the water\n- Flood: rising of the water\n";
        let asked = ["What is **Ebb**? => falling of the water", "What is **Flood**? => rising of the water"];
        let what = "What is **Tide**? => a rise of the sea that the moon causes";
        check(&format!("# Tide\n- a rise of the sea that the moon causes\n{terms}"), &[what, asked[0], asked[1]]);
        check(&format!("# Tide\n- twice a day\n{terms}"), &asked);
        let more = format!("# Tide\n- a rise of the sea that the moon causes\n{terms}- high in spring\n");
        check(&more, &[what, asked[0], asked[1]]);
        let several = format!("# Tides\n- waves that the moon causes every day\n{terms}- high in spring\n");
        check(&several, &["What are **Tides**? => waves that the moon causes every day", asked[0], asked[1]]);
    }
}
