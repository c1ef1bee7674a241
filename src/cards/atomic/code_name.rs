//! R9, names: a bare verb phrase and one final code span asks how it is done.
//!
//! - control instantiation `__call__`   =>   **Metaclasses**: how do you control instantiation?   `__call__`

use super::unit::Unit;
use crate::cards::draft::Draft;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let (last, before) = unit.words.split_last()?;
    let first = before.first()?;
    let one = last.is_code() && before.iter().all(|word| !word.is_code());
    let phrase = ["command", "finite_base_any"].iter().any(|class| unit.subject.book.is(class, first));
    let clause = (0..before.len()).any(|at| unit.is_verb(at));
    let hangs = before
        .last()
        .is_some_and(|word| unit.subject.book.is("preposition", word) || unit.subject.book.is("function", word));
    let label = before.last().is_some_and(|word| word.text().ends_with(':'));
    if !one || !phrase || clause || hangs || label || before.len() < 2 {
        return None;
    }
    unit.ask(9, "how_in", &unit.scene().with("v", before), std::slice::from_ref(last))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn a_phrase_with_its_code() {
        check(
            "## Metaclasses\n- control instantiation `__call__`\n- x",
            "Metaclasses: how do you control instantiation? => `__call__`",
        );
    }

    #[test]
    fn code_that_a_preposition_holds_is_none() {
        check_not("## Metaclasses\n- control instantiation with `__call__`\n- x", "how do you");
    }
}
