//! R5, conditions: "Once X, Y" asks what happens once X.
//!
//! A reader who knows the rule recalls the consequence, not the sentence. Advice ("If X, use Y") asks what to do. What happens
//! is asked of an event or a state of the thing; a task ("When comparing ships") is finished by what follows, and what a reader
//! likes or is used to ("If you prefer sails") is no matter of study.
//!
//! - Once the count reaches 0, the object is freed   =>   What happens once the count reaches 0?   the object is freed
//! - If the disk is full, delete old logs            =>   What do you do if the disk is full?      delete old logs
//! - When comparing ships, the keel tells most       =>   When comparing ships …                   the keel tells most

use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;
use crate::cards::opening::is_akin;
use crate::cards::words::{self, Word};

/// Classes of words that may be the verb of a condition.
const VERBS: [&str; 6] = ["finite", "finite_aux", "finite_s", "finite_s_or_noun", "verb_s", "finite_base_any"];

/// A topic of more words makes no question clearer.
const TOPIC: usize = 4;

/// An exercise is named in so many words: "when a question involves …".
const EXERCISE: usize = 3;

/// What a reader is stands in so many words: "if you are familiar with …".
const READER: usize = 3;

/// "If it is" says nothing but that it is.
const BARE: usize = 3;

/// A condition of more words is a story.
const LONGEST: usize = 18;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let (condition, mut rest) = split(unit)?;
    let condition = trimmed(&unit.words[..condition]);
    rest += usize::from(unit.is("then", rest));
    let consequence = unit.words.get(rest..)?;
    let after = words::lower_text(&condition[1..]);
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
    let condition = bare(&condition);
    if points_away(unit, &condition)
        || !tells(unit, &condition, rest)
        || consequence.iter().any(|word| unit.subject.book.is("on_the_page", word))
    {
        return None;
    }
    let phrase = phrase(unit, &condition, rest)?;
    let of_topic = format!("{phrase}_of");
    let named = needs_topic(unit, &condition) && unit.subject.book.can_say(&of_topic);
    unit.ask(5, if named { &of_topic } else { phrase }, &unit.scene().with("v", &condition), consequence)
}

/// What is asked of a condition by what it is; none where it speaks of the reader alone.
fn phrase(unit: &Unit, condition: &[Word], rest: usize) -> Option<&'static str> {
    let book = unit.subject.book;
    let is = |class: &str, at: usize| condition.get(at).is_some_and(|word| book.is(class, word));
    let of_reader = is("you", 1) && condition.iter().skip(2).take(READER).any(|word| book.is("of_the_reader", word));
    let needs = is("you", 1) && is("needs", 2);
    let may = unit.is("you", rest) && unit.is("may", rest + 1);
    let advice = is_advice(unit, rest) && (needs || !may);
    if of_reader || needs && !advice {
        return None;
    }
    let exercise = condition.iter().take(EXERCISE).any(|word| book.is("exercise", word));
    let task = is("gerund", 1) && !is("ends_before", 0) && !is("if", 0) || exercise;
    Some(match (advice, task, is_over(unit, condition)) {
        (true, _, _) => "do_what",
        (_, true, _) => "task",
        (_, _, true) => "happened",
        (_, _, false) => "happens",
    })
}

/// Whether a condition speaks of what was said before: "if it is", "if that file is changed", "once all are installed".
fn points_away(unit: &Unit, condition: &[Word]) -> bool {
    let is = |class: &str, at: usize| condition.get(at).is_some_and(|word| unit.subject.book.is(class, word));
    let bare = condition.len() <= BARE && is("hanging", 1) && is("finite_aux", 2);
    bare || (is("pointing_noun", 1) && !is("finite_aux", 2)) || is("nothing_named", 1)
}

/// Whether a condition is a clause, and what follows says something of its own: not "if one lifetime", nor "…, it is a signal".
fn tells(unit: &Unit, condition: &[Word], rest: usize) -> bool {
    let book = unit.subject.book;
    let clause = unit.words[0].text().starts_with('(')
        || ["gerund", "participle"].iter().any(|class| condition.get(1).is_some_and(|word| book.is(class, word)))
        || condition.iter().skip(1).any(|word| VERBS.iter().any(|class| book.is(class, word)));
    let listed = condition.iter().any(|word| book.is("instances_follow", word));
    let vague = unit.is("pointing_noun", rest) || (unit.is("it", rest) && unit.is("you", 1));
    clause && !listed && !vague
}

/// Whether a condition tells of what is past: "when the bridge was closed". Behind "if" it may only be imagined.
fn is_over(unit: &Unit, condition: &[Word]) -> bool {
    let past = |word: &Word| unit.subject.book.is("past", word);
    !unit.is("if", 0) && unit.subject.book.can_say("happened") && condition.iter().skip(1).any(past)
}

/// Whether the topic must be said, as the condition does not name it.
fn needs_topic(unit: &Unit, condition: &[Word]) -> bool {
    let name = &unit.subject.name;
    let akin = |word: &Word| name.iter().any(|part| word.key.len() > 2 && is_akin(&part.key, &word.key));
    let vague = unit.subject.book.is_key("vague_title", words::lower_text(&unit.subject.title).trim());
    !vague && (1..=TOPIC).contains(&name.len()) && !condition.iter().any(akin)
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
fn bare(condition: &[Word]) -> Vec<Word> {
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
            "GC: what happens once the count reaches 0? => the object is freed",
        );
        check(
            "## Disk\n- If the disk is full, delete old logs",
            "What do you do if the disk is full? => delete old logs",
        );
        check(
            "## Pool\n- (when idle) workers are put to sleep",
            "Pool: what happens when idle? => workers are put to sleep",
        );
    }

    #[test]
    fn what_is_over_happened() {
        check(
            "## Harbour\n- When the crane was sold, half of the dockers went to sea",
            "Harbour: what happened when the crane was sold? => half of the dockers went to sea",
        );
        check(
            "## Harbour\n- If a crane were lost, unloading would take a week",
            "Harbour: what happens if a crane were lost? => unloading would take a week",
        );
    }

    #[test]
    fn a_task_is_finished_and_a_need_asks_what_to_do() {
        check(
            "## Hulls\n- When comparing two old hulls, the keel tells most of their age",
            "When comparing two old hulls … => the keel tells most of their age",
        );
        check(
            "## Hulls\n- If you need a quick hull, you can use plywood",
            "What do you do if you need a quick hull? => you can use plywood",
        );
        for line in ["If you prefer old hulls, you can buy one", "If you need a hull, a common mistake is to buy steel"]
        {
            check_not(&format!("## Hulls\n- {line}"), "What do you do");
            check_not(&format!("## Hulls\n- {line}"), "What happens");
        }
    }

    #[test]
    fn a_set_phrase_and_a_question_of_time_are_none() {
        check_not("## GC\n- When in doubt, run it", "What happens");
        check_not("## GC\n- It runs when the heap is full", "What happens");
    }
}
