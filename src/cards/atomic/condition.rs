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
    let (condition, rest) = split(unit)?;
    let condition = trimmed(&unit.words[..condition]);
    let mut consequence = &unit.words[rest..];
    if consequence.first().is_some_and(|word| word.key == "then") {
        consequence = &consequence[1..];
    }
    let after = words::text(&condition[1..]).to_lowercase();
    let set = unit.subject.book.is_key("set_phrase", after.trim_matches(['(', ')']));
    if condition.len() < 2 || condition.len() > LONGEST || consequence.len() < 2 || set || unit.is_open() {
        return None;
    }
    let first = consequence.first()?;
    let advice = unit.subject.book.is("command", first) && consequence.len() > 1 && !unit.is_verb(rest + 1);
    let phrase = if advice { "do_what" } else { "happens" };
    unit.ask(5, phrase, &unit.scene().with("v", &bare(&condition)), consequence)
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
    comma.or_else(|| unit.words.iter().position(|word| word.key == "then").map(|at| (at, at)))
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
