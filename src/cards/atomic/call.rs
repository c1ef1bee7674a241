//! R9, calls: code and a verb ask what the code does.
//!
//! - `gc.collect()` runs a collection   =>   What does `gc.collect()` do?   runs a collection

use super::unit::Unit;
use crate::cards::draft::Draft;
use crate::cards::words::is_lowered;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let [code, verb, rest @ ..] = &unit.words[..] else { return None };
    let book = unit.subject.book;
    // "`async` functions are a way …" has its verb later.
    let finite = book.is("finite_s", verb) || book.is("finite_s_or_noun", verb) && !later(unit);
    let plain = is_lowered(verb.text(), &verb.key);
    if !code.is_code() || !finite || !plain || rest.is_empty() || unit.is_open() {
        return None;
    }
    let scene = unit.scene().with("A", std::slice::from_ref(code));
    unit.ask(9, "does", &scene, &unit.words[1..])
}

/// Whether a finite verb follows the word behind the code.
fn later(unit: &Unit) -> bool {
    let clause = unit.words[2..].iter().take_while(|word| !unit.subject.book.is("relative_or_clause", word)).count();
    (2..2 + clause).any(|at| unit.is("finite_aux", at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn code_and_a_verb() {
        check(
            "## GC\nrandom note: `gc.collect()` runs a collection",
            "What does `gc.collect()` do? => runs a collection",
        );
    }

    #[test]
    fn a_noun_before_the_verb_is_none() {
        check_not("## Promises\n- `async` functions are another way to write them", "What does");
    }

    #[test]
    fn code_and_a_noun_is_none() {
        check_not("## GC\n- `gc` parameters and thresholds", "What does");
    }
}
