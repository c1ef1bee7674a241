//! R9, tails: what follows the subject and the verb of a sentence is blanked.
//!
//! - each process has its own interpreter   =>   each process has […]   its own interpreter
//!
//! An item without a subject gets its owner: "can now run in parallel" under Multiprocessing.

use super::cue;
use super::stem::{self, Stem};
use super::unit::{Unit, balanced, trimmed};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::phrases::Scene;
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind};

/// A blank holds at most this many words; a longer tail is blanked up to the end of its first clause.
const LONGEST: usize = 16;
/// A clause of fewer words is no answer.
const SHORTEST_CLAUSE: usize = 3;
/// Of an answer of so few words a pronoun is the half.
const POINTS: usize = 6;
/// A parenthesis of more words explains, and is no part of the truth (cards.md).
const ASIDE: usize = 8;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    if unit.is_open() || unit.words.iter().any(|word| word.text().contains("...")) {
        return None;
    }
    let lone = unit.is("finite_aux", 0) && unit.has_owner() && !unit.is("finite_base_any", 0) && !unit.is("you", 1);
    let verb = if lone { 0 } else { unit.verb()? };
    let subject = &unit.words[..verb];
    if !lone && !is_subject(unit, subject) {
        return None;
    }
    let mut start = start(unit, verb)?;
    let end = end(unit, start)?;
    // "is done at […]" says more of one word than "is done […]" of two, but one plain word is no answer.
    start -= usize::from(end - start == 1 && unit.is("particle_verb", start - 1) && start > verb + 1);
    // "picks […]" hides what is picked, not "up".
    start += usize::from(end - start > 1 && unit.is("phrasal", start) && !unit.is("particle_verb", start + 1));
    // "widen → […]"
    start += usize::from(end - start > 1 && cue::is_arrow(&unit.words[start]));
    let (shown, rest) = (&unit.words[..start], &unit.words[end..]);
    let hidden = trimmed(&unit.words[start..end]);
    // "can turn on […]" with "or off" behind it.
    let joined = hidden.first().is_some_and(|word| unit.subject.book.is("and", word));
    if joined || !worth_asking(unit, &hidden) || !balanced(shown) || !balanced(&hidden) {
        return None;
    }
    let aside = rest.first().is_some_and(|word| is_aside(unit, word, rest.len()));
    match stem::of(unit, verb, start, &hidden, if aside { 0 } else { rest.len() }) {
        Stem::Tells => {}
        Stem::Defines => return definition(unit, subject, &hidden),
        Stem::Open => return None,
    }
    let mut front = Vec::new();
    if lone {
        front.push(Inline::new(InlineKind::Strong(words::inlines(&unit.owner)), unit.span));
        front.push(Inline::text(" ", unit.span));
    }
    let shown: Vec<Word> = if lone { crate::cards::phrases::lower_first(shown) } else { shown.to_vec() };
    front.extend(words::inlines(&shown));
    front.push(Inline::text(" ", unit.span));
    let cloze = Cloze { number: 1, content: words::inlines(&hidden), hint: String::new() };
    front.push(Inline::new(InlineKind::Cloze(cloze.into()), unit.span));
    if !rest.is_empty() && !aside {
        front.push(Inline::text(" ", unit.span));
        front.extend(words::inlines(rest));
    }
    let card = Draft::cloze(Rule::R(9), vec![paragraph(front, unit.span)], unit.span);
    Some(if aside { card.and_extra(vec![paragraph(words::inlines(rest), unit.span)]) } else { card })
}

/// What the subject of a sentence is, asked outright.
fn definition(unit: &Unit, subject: &[Word], hidden: &[Word]) -> Option<Draft> {
    let name = stem::without_article(unit, subject);
    let scene = Scene { topic: name, ..unit.scene() }.with("A", name);
    unit.ask(9, "what", &scene, hidden)
}

/// Where the blank begins: behind the verb, its adverbs, a participle and the preposition that belongs to it.
fn start(unit: &Unit, verb: usize) -> Option<usize> {
    let all = unit.words.len();
    let more = |at: usize| {
        at + 1 < all && !unit.words[at + 1].text().starts_with('(') && !unit.words[at].text().ends_with([',', ';'])
    };
    let mut at = (verb + 1..all).find(|&at| !unit.is("adverb", at))?;
    // Behind an auxiliary the verb itself is shown too, as it tells what is asked.
    let infinitive = unit.is("finite_aux", verb) && unit.is("finite_base_any", at);
    at += usize::from(infinitive && more(at));
    while more(at) && (unit.is("passive", at) || unit.is("participle", at)) {
        at += 1;
    }
    while more(at) && unit.is("particle_verb", at) {
        at += 1;
    }
    (!unit.is("alike", at)).then_some(at)
}

/// Whether what follows the blank is a parenthesis that only explains: it goes to Extra.
fn is_aside(unit: &Unit, first: &Word, length: usize) -> bool {
    first.text().starts_with('(') && (unit.subject.book.is("aside", first) || length > ASIDE)
}

/// Whether these words can be what a sentence is about.
pub(super) fn is_subject(unit: &Unit, subject: &[Word]) -> bool {
    let book = unit.subject.book;
    let Some(first) = subject.first() else { return false };
    let first_said = subject.iter().find(|word| !book.is("adverb", word)).unwrap_or(first);
    // A sign such as (+) is about nobody.
    let sign = first.is_text() && !first.text().contains(char::is_alphanumeric);
    let nobody = sign
        || book.is("nobody", first_said)
        || subject.iter().any(|word| ["elsewhere", "you"].iter().any(|class| book.is(class, word)));
    let verb = subject.iter().position(|word| !book.is("adverb", word)).unwrap_or(0);
    let imperative = unit.is("finite_base", verb)
        || (unit.is("finite_base_any", verb)
            && (unit.is("after_verb", verb + 1) || unit.is("relative_or_clause", verb + 1)));
    let clause = book.is("condition", first)
        || book.is("preposition", first)
        || subject.iter().any(|word| book.is("relative_or_clause", word));
    let torn = subject.iter().any(|word| word.is_text() && word.text().ends_with([',', ';', ':', '.', '—', '-']));
    let hangs = subject.last().is_some_and(|word| book.is("before_noun", word));
    let verb_first = book.is("finite_s", first) || book.is("participle", first) && subject.len() > 1;
    !nobody && !imperative && !clause && !torn && !hangs && !verb_first && balanced(subject)
}

/// Where the blank from `start` on ends: before a parenthesis that only explains, else with the sentence or its first clause.
fn end(unit: &Unit, start: usize) -> Option<usize> {
    let all = unit.words.len();
    let aside = (start + 1..all).find(|&at| {
        let closes = unit.words[all - 1].text().ends_with([')', '.']) && balanced(&unit.words[at..]);
        closes && is_aside(unit, &unit.words[at], all - at)
    });
    let all = aside.unwrap_or(all);
    if (1..=LONGEST).contains(&(all - start)) {
        return Some(all);
    }
    let last = all.min(start + LONGEST + 1);
    (start + SHORTEST_CLAUSE..last).find(|&at| {
        (unit.is("clause_end", at) || unit.words[at].text().starts_with('(')) && balanced(&unit.words[start..at])
    })
}

/// One plain word is no fact to recall, a name, a number or code is.
fn worth_asking(unit: &Unit, hidden: &[Word]) -> bool {
    let book = unit.subject.book;
    let telling = |word: &Word| {
        !word.is_text()
            || book.is("number", word)
            || book.is("capital", word)
            || word.text().contains(|c: char| c.is_ascii_digit())
    };
    let function = hidden.iter().all(|word| book.is("function", word) || book.is("hanging", word));
    let points = hidden.iter().any(|word| book.is("elsewhere", word))
        || hidden.len() <= POINTS && hidden.iter().any(|word| book.is("pointing", word));
    !function && !points && (hidden.len() > 1 || hidden.iter().any(telling))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn a_sentence_may_end_with_its_source_line() {
        check(
            "## Bells\n1. Bronze is melted\n2. Moulds are filled.\nThe core of a mould gives the inner profile of the bell.\n",
            "The core of a mould gives […] => the inner profile of the bell",
        );
    }

    #[test]
    fn a_tail_is_blanked() {
        check("## Pool\n- each process has its own interpreter\n- x", "each process has […] => its own interpreter");
        check("## Forking\n- can now run on several cores\n- x", "Forking can now run on […] => several cores");
    }

    #[test]
    fn half_of_a_pair_is_no_fact() {
        check_not("## Lock\n- gates can swing in or out\n- x", "[…]");
    }

    #[test]
    fn nobody_and_nothing_are_no_facts() {
        check_not("## Pool\n- you can have your own interpreter\n- there is more to it", "can have […]");
    }
}
