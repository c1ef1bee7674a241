//! Clauses of a sentence: what only counts it is no part of it, and an answer ends with its own clause.
//!
//! - Second, ferries carry carts             =>  ferries carry carts
//! - carries carts; if it is wet, they wait  =>  carries carts

use super::unit::{balanced, is_verb};
use crate::cards::subject::Subject;
use crate::cards::words::Word;

/// The words behind "Second,", which counts the statements of a text.
pub(super) fn uncounted(subject: &Subject, mut words: Vec<Word>) -> Vec<Word> {
    let counts = |first: &Word| first.text().ends_with(',') && subject.book.is("enumerates", first);
    // "Second, Linux …" would lose the capital of its name in a question.
    let small = |word: &Word| word.text().starts_with(char::is_lowercase);
    if words.len() > 1 && counts(&words[0]) && small(&words[1]) {
        words.remove(0);
    }
    words
}

/// An answer up to the semicolon behind which another clause says more, and that clause.
pub(super) fn first<'w>(subject: &Subject, answer: &'w [Word]) -> (&'w [Word], &'w [Word]) {
    let stops = |at: &usize| answer[*at].is_text() && answer[*at].text().ends_with(';') && balanced(&answer[..=*at]);
    let clause = |at: &usize| (at + 2..answer.len()).any(|verb| is_verb(subject, answer, verb));
    match (0..answer.len()).find(stops).filter(clause) {
        Some(at) => answer.split_at(at + 1),
        None => (answer, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn what_only_counts_a_statement_is_no_part_of_it() {
        check(
            "## Ferries\n- x\n- Second, ferries carry carts because the ramp is strong",
            "Why do ferries carry carts? => the ramp is strong",
        );
    }

    #[test]
    fn an_answer_ends_with_its_clause() {
        check(
            "## Ferry\n- x\n- Carries old carts; if the ramp is wet, the carts wait",
            "What does Ferry carry? => old carts",
        );
    }

    #[test]
    fn what_a_title_says_behind_a_dash_is_no_part_of_its_name() {
        check(
            "## Weirs - an old way to hold water\n- x\n- named after the town of Weir",
            "What are Weirs named after? => the town of Weir",
        );
    }

    #[test]
    fn members_of_a_set_are_told_of_nothing_else() {
        check_not("## Harbour\n- Mooring methods\n  - Carried by a boat to the wall\n  - x", "What do Mooring methods");
    }
}
