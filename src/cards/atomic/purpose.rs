//! R9, purposes: "for NP" as an item asks what its owner is for.
//!
//! - ## MRO / for multiple inheritance   =>   What is MRO for?   multiple inheritance

use super::unit::Unit;
use crate::cards::draft::Draft;

/// More words are no noun phrase.
const LONGEST: usize = 12;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let rest = unit.words.get(1..)?;
    let plain = rest.len() <= LONGEST && !unit.is("relative_or_clause", 1) && unit.comma(1).is_none();
    let clause = (1..unit.words.len()).any(|at| unit.is_verb(at));
    let deed = unit.is("finite_base_any", 1) && rest.len() > 1 && !unit.is("plural", 2);
    let pair = unit.owner.iter().any(|word| unit.subject.book.is("conjunction", word));
    if deed
        || pair
        || !unit.is("purpose", 0)
        || !plain
        || unit.is("no_purpose", 1)
        || clause
        || !unit.has_owner()
        || unit.is_open()
    {
        return None;
    }
    unit.ask(9, "is_for", &unit.scene(), rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn a_purpose() {
        check("## Resolution\n- for multiple inheritance\n- x", "What is Resolution for? => multiple inheritance");
    }

    #[test]
    fn an_example_and_a_case_are_none() {
        check_not("## Resolution\n- for example diamonds\n- for each class, the parents come next", "for?");
    }
}
