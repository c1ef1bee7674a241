//! R9, participles: an item that begins with one asks how, where or by what its owner is so.
//!
//! - ## Decorators / usually implemented as a function   =>   How are decorators usually implemented?   as a function
//! - ## Sessions / stored in a cookie                    =>   Where are sessions stored?        in a cookie
//! - ## Trees / based on hashing                         =>   What are trees based on?          hashing

use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;
use crate::cards::opening::is_akin;
use crate::cards::words::{is_lowered, lowered};

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    if !unit.has_owner() || unit.is_open() {
        return None;
    }
    let (modal, at) = opening(unit);
    let verb = unit
        .words
        .get(at)
        .filter(|word| unit.subject.book.is("participle", word) && is_lowered(word.text(), &word.key))?;
    unit.words.get(at + 1).filter(|word| word.is_text() && word.text() == word.key)?;
    let rest = &unit.words[at + 1..];
    // "Combined with the order, a method arises" says more of something else.
    let clause = unit.comma(at).is_some_and(|comma| (comma + 1..unit.words.len()).any(|at| unit.is_verb(at)));
    // "How is transport transported?"
    let said = unit.owner.iter().any(|word| word.key.len() > 3 && is_akin(&word.key, &verb.key));
    if trimmed(rest).len() < 2 || clause || said {
        return None;
    }
    if let Some(modal) = modal {
        let scene = unit.scene().with("v", &[lowered(verb)]).with("m", &[lowered(modal)]);
        let phrase = if (0..at).any(|at| unit.is("furthermore", at)) { "how_else_can" } else { "how_can" };
        return unit.is("in_way", at + 1).then(|| unit.ask(9, phrase, &scene, rest)).flatten();
    }
    let said = &unit.words[if unit.is("usually", 0) { 0 } else { at }..];
    let opened = unit.subject.book.item_by_opening(said, &unit.scene())?;
    unit.asked(9, opened.question, said.get(opened.takes..)?)
}

/// The modal that opens the item ("can be …"), and where its participle stands.
fn opening<'u>(unit: &'u Unit) -> (Option<&'u crate::cards::words::Word>, usize) {
    let adverb = usize::from(unit.is("adverb", 0));
    if unit.is("modal_can", adverb) {
        let more = usize::from(unit.is("adverb", adverb + 1));
        if unit.is("passive", adverb + 1 + more) {
            return (unit.words.get(adverb), adverb + 2 + more);
        }
    }
    (None, adverb)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn how_where_and_what() {
        check(
            "## Decorators\n- x\n- usually implemented as a function",
            "How are Decorators usually implemented? => as a function",
        );
        check("## Sessions\n- stored in a signed cookie\n- x", "Where are Sessions stored? => in a signed cookie");
        check("## Indexes\n- based on balanced trees\n- x", "What are Indexes based on? => balanced trees");
        check("## Hooks\n- can be written as plain functions\n- x", "How can Hooks be written? => as plain functions");
    }

    #[test]
    fn another_way_in_parentheses() {
        check(
            "## Hooks\n- usually written as classes\n- (also can be written as plain functions)",
            "How else can Hooks be written? => as plain functions",
        );
    }

    #[test]
    fn a_clause_before_another_is_none() {
        check_not("## Locks\n- x\n- Combined with the order of the gates, a new rule arises", "How");
        check(
            "## Locks\n- also known as sluices of the canal\n- x",
            "What are Locks known as? => sluices of the canal",
        );
    }

    #[test]
    fn a_past_tense_is_none() {
        check_not("## Rome\n- x\n- expanded rapidly eastwards", "How");
    }

    #[test]
    fn a_topic_is_not_asked_for_its_own_deed() {
        check_not("## Transport of salt\n- x\n- Transported by the wind and the rivers", "transported?");
    }
}
