//! R9, reasons: "Y because Z" asks why Y, where Y is one clause.
//!
//! - Needed because GC counts references   =>   Why is the GIL needed?   GC counts references
//! - strings are safe to share since they never change   =>   Why are strings safe to share?   they never change

use super::tail;
use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;
use crate::cards::words::{Word, lowered};

/// A time has at most so many words.
const DATE: usize = 4;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let (end, begin) = reason(unit)?;
    let (claim, reason) = (trimmed(&unit.words[..end]), &unit.words[begin..]);
    let scene = unit.scene();
    let first = claim.first()?;
    let points = unit.is("nobody", 0) || unit.is("condition", 0) || unit.is("consider", 0);
    if reason.is_empty() || points || unit.is_open() || !is_one_clause(unit, &claim) {
        return None;
    }
    if unit.is("participle", 0) && unit.has_owner() && unit.verb().is_none_or(|at| at >= end) {
        return unit.ask(9, "why_is", &scene.with("v", &lower(&claim)), reason);
    }
    if unit.is_verb(0) && claim.len() > 1 && unit.has_owner() && !unit.is("finite_aux", 0) {
        let scene = scene.with("s", &unit.owner).with("v", &[lowered(first)]).with("w", &claim[1..]);
        return unit.ask(9, "why_does", &scene, reason);
    }
    match unit.verb().filter(|&at| at < claim.len()) {
        Some(at) if at + 1 < claim.len() && is_plain(unit, &claim[..at]) => {
            let owns = unit.is("has", at) && !unit.is("participle", at + 1) && !unit.is("passive", at + 1);
            let phrase = if unit.is("finite_aux", at) && !owns { "why_aux" } else { "why_does" };
            let scene = scene.with("s", &lower(&claim[..at])).with("v", &claim[at..=at]).with("w", &claim[at + 1..]);
            unit.ask(9, phrase, &scene, reason)
        }
        at if claim.len() > 2 && at.is_none_or(|at| at + 1 < claim.len()) => {
            unit.ask(9, "why", &scene.with("v", &claim), reason)
        }
        _ => None,
    }
}

/// Whether a claim is one clause with its own words: no label, "…, but it is slow", "… and the others are", "The reason is".
fn is_one_clause(unit: &Unit, claim: &[Word]) -> bool {
    let relative = |at: &usize| !unit.is("relative_or_clause", *at);
    let second = |at: usize| {
        unit.is("and", at) && (at + 1..claim.len()).take_while(relative).any(|at| unit.is("finite_aux", at))
            || unit.is("contrasts", at) && !unit.is("goes_with", at + 1)
    };
    let torn = |word: &Word| word.is_text() && (word.text().ends_with(':') || matches!(word.text(), "–" | "—" | "-"));
    let opens = ["negation", "reason", "hence"].iter().any(|class| unit.is(class, 0)) || unit.is("reason", 1);
    let verb = unit.verb().unwrap_or_default();
    let ends = claim.last().is_some_and(|last| unit.subject.book.is("conjunction", last));
    !opens && !ends && !claim.iter().any(torn) && !(verb + 1..claim.len()).any(second)
}

/// Whether the words before a verb are its subject and nothing else: no "sometimes" before it, no clause in it.
fn is_plain(unit: &Unit, subject: &[Word]) -> bool {
    let book = unit.subject.book;
    let aside = subject.iter().any(|word| book.is("comma", word));
    !aside && !subject.first().is_some_and(|first| book.is("adverb", first)) && tail::is_subject(unit, subject)
}

/// Where the claim ends, and where the reason begins.
fn reason(unit: &Unit) -> Option<(usize, usize)> {
    (1..unit.words.len()).find_map(|at| {
        let length = unit.phrase("because", at)?;
        // With a capital it begins a sentence, and belongs to what follows.
        if unit.words[at].text().starts_with(char::is_uppercase) {
            return None;
        }
        let dated = unit.phrase("time", at + length).is_some()
            || unit.words.get(at + length).is_some_and(|next| next.key.starts_with(|c: char| c.is_ascii_digit()));
        // "since the nineteenth century".
        let last = unit.words.last().filter(|_| unit.words.len() - (at + length) <= DATE);
        let timed =
            last.is_some_and(|last| ["century", "of_time"].iter().any(|class| unit.subject.book.is(class, last)));
        // "is the force on a hull due to the water" tells which force.
        let which = unit.is("due", at)
            && (1..at).any(|verb| {
                unit.is("is_or_are", verb)
                    && unit.is("article", verb + 1)
                    && !unit.subject.book.indefinite(&unit.words[verb + 1])
            });
        (!dated && !timed && !which).then_some((at, at + length))
    })
}

/// The words, the first without its capital.
fn lower(words: &[Word]) -> Vec<Word> {
    crate::cards::phrases::lower_first(words)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn reasons() {
        check("## GIL\n- Needed because GC counts references", "Why is GIL needed? => GC counts references");
        check(
            "## Strings\n- literals are safe to share since they never change",
            "Why are literals safe to share? => they never change",
        );
        check(
            "## Web\n- Caching reduces load because fewer requests arrive",
            "Why does caching reduce load? => fewer requests arrive",
        );
    }

    #[test]
    fn a_time_is_no_reason() {
        check_not("## Hull\n- hulls are made of steel plates since the nineteenth century", "Why");
    }

    #[test]
    fn a_subject_with_a_clause_keeps_its_words() {
        check(
            "## Ropes\n- Sometimes a rope that is old holds longer because it has stretched",
            "Sometimes a rope that is old holds longer: why? => it has stretched",
        );
    }

    #[test]
    fn what_one_has_is_asked_with_do() {
        check(
            "## Hulls\n- The hulls have two skins because ice cuts one",
            "Why do the hulls have two skins? => ice cuts one",
        );
    }

    #[test]
    fn two_clauses_are_no_question() {
        check_not("## Ropes\n- A rope is cheap, but it is weak because it is thin", "hy");
        check_not("## Ropes\n- The reason you use hemp is that it floats because it is light", "hy");
    }

    #[test]
    fn a_reason_belongs_to_its_own_sentence() {
        check_not("## Tides\n- Look at the level $h$. Since it rises, we have a flood", "why?");
        check_not("## Tides\n- Consider the level of the sea since it rises", "why?");
    }

    #[test]
    fn a_date_is_no_reason() {
        check_not("## Web\n- It is supported since 2015 by all", "Why");
    }

    #[test]
    fn what_tells_which_thing_is_meant_is_no_reason() {
        check_not("## Ropes\n- Drag, is the force on a hull due to the water around it", "why");
    }

    #[test]
    fn a_claim_does_not_end_in_the_middle() {
        check_not("## Tides\n- Boats leave in this phase once a day, and since the moon is slow they wait", "and?");
    }
}
