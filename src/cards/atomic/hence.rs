//! R9, conclusions: "A, hence B" and "A => B" ask what follows from A.
//!
//! - values never change, hence they can be shared   =>   values never change: what follows?   they can be shared

use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;

/// Sides of more words are a story.
const LONGEST: usize = 18;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let (end, begin) = arrow(unit).or_else(|| word(unit))?;
    let begin = begin + usize::from(unit.is("hence", begin));
    let premise = trimmed(&unit.words[..end]);
    // "…, so you should sort it" is advice.
    let points = unit.is("you", begin)
        || unit.is("hanging", begin) && unit.is("finite_aux", begin + 1) && unit.is("before_noun", begin);
    if points || premise.len() < 2 || premise.len() > LONGEST || unit.is("condition", 0) || unit.is_open() {
        return None;
    }
    unit.ask(9, "follows", &unit.scene().with("v", &premise), &unit.words[begin..])
}

fn arrow(unit: &Unit) -> Option<(usize, usize)> {
    let signs = |at: &usize| matches!(unit.words[*at].text(), "=>" | "⇒" | "⟹" | "==>") && unit.words[*at].is_text();
    let mut places = (1..unit.words.len()).filter(signs);
    let first = places.next()?;
    places.next().is_none().then_some((first, first + 1))
}

/// `, hence`: a comma or semicolon must stand before the word, a clause behind it.
fn word(unit: &Unit) -> Option<(usize, usize)> {
    (2..unit.words.len()).find_map(|at| {
        let parted = unit.words[at - 1].is_text() && unit.words[at - 1].text().ends_with([',', ';']);
        let clause = (at + 1..unit.words.len()).any(|verb| unit.is_verb(verb));
        let purpose = unit.is("relative_or_clause", at + 1);
        (unit.is("hence", at) && parted && clause && !purpose).then_some((at, at + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn conclusions() {
        check(
            "## Values\n- tuples never change, hence they can be shared\n- x",
            "Tuples never change: what follows? => they can be shared",
        );
        check("## Locks\n- lock order kept => no deadlock\n- x", "Lock order kept: what follows? => no deadlock");
    }

    #[test]
    fn a_chain_of_arrows_is_none() {
        check_not("## Path\n- a b => c d => e f\n- x", "follows");
    }

    #[test]
    fn what_follows_says_so_once() {
        check(
            "## Bells\n- bronze rings clear => hence bells are bronze\n- x",
            "Bronze rings clear: what follows? => bells are bronze",
        );
    }
}
