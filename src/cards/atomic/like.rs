//! R9, likeness: "like NP", "same idea as NP" ask what the owner is similar to: "What is it like?" could mean anything.
//!
//! - ## Pickling / basically same idea as zipping   =>   What is pickling similar to?   zipping

use super::unit::Unit;
use crate::cards::draft::Draft;

/// More words are no noun phrase.
const LONGEST: usize = 14;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    // "Not the same as …" tells no likeness.
    let start = usize::from(unit.is("adverb", 0) && !unit.is("negation", 0));
    let begin = start + unit.phrase("alike", start)?;
    let rest = unit.words.get(begin..)?;
    let clause = unit.is("relative_or_clause", begin) || unit.comma(begin).is_some_and(|at| at < begin + 2);
    // "Insert a line before another" is done, and like nothing.
    let is_task = unit.owner.len() > 2 && unit.subject.book.is("command", &unit.owner[0]);
    if rest.is_empty() || rest.len() > LONGEST || clause || unit.owner.is_empty() || is_task || unit.is_open() {
        return None;
    }
    unit.ask(9, "is_like", &unit.scene(), rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn likeness() {
        check("## Pickling\n- basically same idea as zipping\n- x", "What is Pickling similar to? => zipping");
        check("## Traits\n- similar to interfaces in Java\n- x", "What are Traits similar to? => interfaces in Java");
    }

    #[test]
    fn a_task_is_like_nothing() {
        check_not("## Insert a line before another\n- similar to appending\n- x", "similar to?");
    }

    #[test]
    fn a_wish_is_none() {
        check_not("## Traits\n- not the same as classes\n- x", "similar to?");
        check_not("## Traits\n- users like simple code\n- x", "similar to?");
    }
}
