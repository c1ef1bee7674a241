//! R5, conditions: "Once X, Y" asks what happens once X.
//!
//! A reader who knows the rule recalls the consequence, not the sentence. Advice ("If X, use Y") asks what to do.
//!
//! - Once the count reaches 0, the object is freed   =>   What happens once the count reaches 0?   the object is freed
//! - If the disk is full, delete old logs            =>   What do you do if the disk is full?      delete old logs

use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;
use crate::cards::words;

/// A condition of more words is a story.
const LONGEST: usize = 18;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let (condition, mut rest) = split(unit)?;
    let condition = trimmed(&unit.words[..condition]);
    rest += usize::from(unit.is("then", rest));
    let consequence = unit.words.get(rest..)?;
    let after = words::text(&condition[1..]).to_lowercase();
    let set = unit.subject.book.is_key("set_phrase", after.trim_matches(['(', ')']));
    let first = consequence.first()?;
    let torn = first.text().starts_with('(') || unit.is("conjunction", rest) || unit.is("condition", rest);
    if !(2..=LONGEST).contains(&condition.len()) || consequence.len() < 2 || torn || set || unit.is_open() {
        return None;
    }
    let colon = condition.iter().any(|word| word.is_text() && word.text().ends_with(':'));
    if colon {
        return None;
    }
    // "If you are given two arrays, …" may bid or tell: what happens is asked of things.
    let phrase = match is_advice(unit, rest) {
        true => "do_what",
        false if unit.is("you", 1) && unit.subject.book.can_say("then_what") => "then_what",
        false => "happens",
    };
    unit.ask(5, phrase, &unit.scene().with("v", &bare(&condition)), consequence)
}

/// Whether the words from `at` on tell the reader to do something.
fn is_advice(unit: &Unit, at: usize) -> bool {
    if unit.phrase("you_should", at).is_some() {
        return true;
    }
    let at = at + usize::from(unit.is("adverb", at));
    let imperative = unit.is("command", at) || unit.is("finite_base_any", at);
    imperative && at + 1 < unit.words.len() && !unit.is_verb(at + 1)
}

/// Where the condition ends and the consequence begins.
fn split(unit: &Unit) -> Option<(usize, usize)> {
    if !unit.is("condition", 0) {
        return None;
    }
    if unit.words[0].text().starts_with('(') {
        let close = unit.words.iter().position(|word| word.is_text() && word.text().contains(')'))?;
        return Some((close + 1, close + 1));
    }
    let comma = unit.comma(2).map(|at| (at + 1, at + 1));
    comma.or_else(|| (2..unit.words.len()).find(|&at| unit.is("then", at)).map(|at| (at, at)))
}

/// The condition without parentheses around it.
fn bare(condition: &[words::Word]) -> Vec<words::Word> {
    let text = words::text(condition);
    match text.strip_prefix('(').and_then(|text| text.split_once(')')) {
        Some((inner, _)) => words::of_text(inner),
        None => condition.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn once_and_if() {
        check(
            "## GC\n- Once the count reaches 0, the object is freed",
            "What happens once the count reaches 0? => the object is freed",
        );
        check(
            "## Disk\n- If the disk is full, delete old logs",
            "What do you do if the disk is full? => delete old logs",
        );
        check("## Pool\n- (when idle) workers are put to sleep", "What happens when idle? => workers are put to sleep");
    }

    #[test]
    fn a_set_phrase_and_a_question_of_time_are_none() {
        check_not("## GC\n- When in doubt, run it", "What happens");
        check_not("## GC\n- It runs when the heap is full", "What happens");
    }
}
