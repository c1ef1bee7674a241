//! R9, tails: what follows the subject and the verb of a sentence is blanked.
//!
//! - each process has its own interpreter   =>   each process has […]   its own interpreter
//!
//! An item without a subject gets its owner: "can now run in parallel" under Multiprocessing. The blank ends with its fact: a
//! condition or a purpose behind it stays in sight, a remark goes to Extra.
//!
//! - a berth can hold many boats, but is paid once   =>   a berth can hold […]   many boats
//! - copies are kept in vaults to survive a fire     =>   copies are kept in […] to survive a fire   vaults

use super::cue;
use super::stem::{self, Stem};
use super::unit::{Unit, balanced, trimmed};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::person;
use crate::cards::phrases::Scene;
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind};

/// A blank holds at most this many words.
const LONGEST: usize = 16;
/// So few words with a noun that may be a verb are no sentence.
const PHRASE: usize = 4;
/// Before a condition or a purpose so many words are an answer.
const SHORTEST: usize = 2;
/// Of an answer of so few words a pronoun is the half.
const POINTS: usize = 6;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    if unit.is_open() || unit.words.iter().any(|word| word.text().contains("...")) {
        return None;
    }
    let lone = unit.is("finite_aux", 0)
        && !unit.is("negation", 0)
        && unit.has_owner()
        && tells_of_owner(unit)
        && !unit.is("finite_base_any", 0)
        && !unit.is("you", 1)
        && !unit.is("by_people", 1);
    let verb = if lone { 0 } else { unit.verb()? };
    let subject = &unit.words[..verb];
    if !lone && !is_subject(unit, subject) {
        return None;
    }
    // "Public works on reserve" may be a noun with its place.
    let noun = unit.is("finite_s_or_noun", verb) && unit.is("preposition", verb + 1) && unit.words.len() <= PHRASE;
    if noun {
        return None;
    }
    let mut start = start(unit, verb)?;
    let Cut { end, stop } = cut(unit, start)?;
    // "is done at […]" says more of one word than "is done […]" of two, but one plain word is no answer.
    start -= usize::from(end - start == 1 && unit.is("particle_verb", start - 1) && start > verb + 1);
    // "picks […]" hides what is picked, not "up".
    let particles = if unit.is("phrasal", start) { 1 + usize::from(unit.is("particle_verb", start + 1)) } else { 0 };
    start += if end - start > particles { particles } else { 0 };
    // "widen → […]", "gives you […]"
    start += usize::from(end - start > 1 && (cue::is_arrow(&unit.words[start]) || unit.is("receiver", start)));
    let (shown, rest, aside) = (&unit.words[..start], &unit.words[end..stop], &unit.words[stop..]);
    let hidden = trimmed(&unit.words[start..end]);
    // "can turn on […]" with "or off" or "/ off" behind it, "is coded as […]" with "if it were".
    let sign = unit.words[start].text() == "/";
    let joined = sign
        || unit.is("condition", start)
        || unit.is("and", start)
        || unit.is("if", start) && unit.is("particle_verb", start - 1);
    if joined || !worth_asking(unit, &hidden) || !balanced(shown) || !balanced(&hidden) {
        return None;
    }
    let extra = if aside.is_empty() { Vec::new() } else { vec![paragraph(words::inlines(aside), unit.span)] };
    match stem::of(unit, verb, start, &hidden, rest.len()) {
        Stem::Tells => {}
        Stem::Defines => {
            return definition(unit, subject, &hidden).map(|card| card.and_extra(extra));
        }
        Stem::Open => return None,
    }
    let mut front = Vec::new();
    if lone && !unit.owner.is_empty() {
        front.push(Inline::new(InlineKind::Strong(words::inlines(&unit.owner)), unit.span));
        front.push(Inline::text(" ", unit.span));
    }
    let shown: Vec<Word> = if lone { crate::cards::phrases::lower_first(shown) } else { shown.to_vec() };
    front.extend(words::inlines(&shown));
    front.push(Inline::text(" ", unit.span));
    let cloze = Cloze { number: 1, content: words::inlines(&hidden), hint: String::new() };
    front.push(Inline::new(InlineKind::Cloze(cloze.into()), unit.span));
    if !rest.is_empty() {
        front.push(Inline::text(" ", unit.span));
        front.extend(words::inlines(rest));
    }
    Some(Draft::cloze(Rule::R(9), vec![paragraph(front, unit.span)], unit.span).and_extra(extra))
}

/// Whether an item without a subject can only tell of its owner: in the text of a long note it may go on from the line before.
fn tells_of_owner(unit: &Unit) -> bool {
    let subject = unit.subject;
    subject.parent.is_some() || unit.owner != subject.name || subject.pieces.len() == 1
}

/// What the subject of a sentence is, asked outright.
fn definition(unit: &Unit, subject: &[Word], hidden: &[Word]) -> Option<Draft> {
    let name = stem::without_article(unit, subject);
    let scene = Scene { topic: name, ..unit.scene() }.with("A", name);
    match person::question(unit.subject, name, hidden) {
        Some(question) => unit.asked(9, question, hidden),
        None => unit.ask(9, "what", &scene, hidden),
    }
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
            && (unit.is("after_verb", verb + 1)
                || unit.is("relative_or_clause", verb + 1)
                || unit.words.get(verb + 1).is_some_and(Word::is_code)));
    let clause = book.is("condition", first)
        || book.is("hence", first)
        || book.is("preposition", first)
        || subject.iter().any(|word| book.is("relative_or_clause", word));
    let torn = subject.iter().any(|word| word.is_text() && word.text().ends_with([',', ';', ':', '.', '—', '-']));
    let owns = |word: &Word| word.is_text() && ["'s", "’s", "s'", "s’"].iter().any(|end| word.text().ends_with(end));
    let hangs = subject.last().is_some_and(|word| book.is("before_noun", word) || owns(word));
    let verb_first = book.is("finite_s", first) || book.is("participle", first) && subject.len() > 1;
    !nobody && !imperative && !clause && !torn && !hangs && !verb_first && balanced(subject)
}

/// Where a blank ends, and where what is shown behind it does.
struct Cut {
    end: usize,
    stop: usize,
}

/// The ends of the blank that begins at `start`.
fn cut(unit: &Unit, start: usize) -> Option<Cut> {
    let all = unit.words.len();
    let whole = |at: &usize| balanced(&unit.words[start..*at]);
    let stop = (start + 1..all).filter(whole).find(|&at| remarks(unit, start, at)).unwrap_or(all);
    let end =
        (start + SHORTEST..stop).filter(whole).find(|&at| tells_when(unit, at) || tells_what_for(unit, start, at));
    let end = end.unwrap_or(stop);
    (1..=LONGEST).contains(&(end - start)).then_some(Cut { end, stop })
}

/// Whether what stands from `at` on says something more: ", which …", "but …", "and is …", ", allowing …", "(…)".
fn remarks(unit: &Unit, start: usize, at: usize) -> bool {
    let (all, word) = (unit.words.len(), &unit.words[at]);
    if word.is_text() && word.text().starts_with('(') {
        let closes = (at + 1..=all).find(|&end| balanced(&unit.words[at..end])) == Some(all);
        let first = !unit.words[start..at].iter().any(|word| word.is_text() && word.text().starts_with('('));
        return closes && first && !cue::spelt(unit.subject, &unit.words[start..at], &unit.words[at..]);
    }
    // "a constant, but slow current" is one thing, and so is "a constant but slow current".
    let goes_on = ["finite", "finite_s", "verb_s", "preposition", "determiner", "pointing"];
    let quality = unit.words[at - 1].text().ends_with(',') || !goes_on.iter().any(|class| unit.is(class, at + 1));
    let adjective = at == start + 2 && unit.is("article", start) && quality;
    let contrasts = unit.is("contrasts", at) && !unit.is("goes_with", at + 1) && !adjective;
    let more = unit.is("and", at) && unit.is("finite_aux", at + 1);
    let before = &unit.words[at - 1];
    let stops = before.is_text() && before.text().ends_with(';') || word.is_text() && matches!(word.text(), "—" | "–");
    let clause = before.is_text() && before.text().ends_with(',');
    let listed = unit.is("conjunction", at + 1) || unit.is("comma", at) || unit.is("instances_follow", at);
    let gerund = unit.is("gerund", at) && !unit.is("gerund", start) && !listed;
    contrasts || more || stops || clause && (unit.is("trails", at) || gerund)
}

/// Whether a condition begins at `at`: not in "determine if", nor in "faster when calm than when rough".
fn tells_when(unit: &Unit, at: usize) -> bool {
    let asks = ["finite_base_any", "finite_s", "gerund"].iter().any(|class| unit.is(class, at - 1));
    let compares = (at..unit.words.len()).any(|at| unit.is("than", at));
    unit.is("clause_end", at) && !asks && !compares
}

/// Whether a purpose begins at `at`, behind a place or a means: not in "waits for the boat to leave", "the right to leave".
fn tells_what_for(unit: &Unit, start: usize, at: usize) -> bool {
    let purpose = unit.is("infinitive", at) && unit.is("finite_base_any", at + 1) && !unit.is("passive", at + 1);
    let place = unit.is("particle_verb", start - 1) && !unit.is("object_of", start - 1);
    purpose && place && !unit.is("takes_infinitive", at - 1) && !unit.is("finite_s", at - 1)
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
    let says_nothing = |word: &Word| ["function", "hanging", "praise"].iter().any(|class| book.is(class, word));
    let function = hidden.iter().all(says_nothing);
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
    fn a_blank_ends_with_its_fact() {
        for (line, card) in [
            ("a berth can hold many small boats, but is paid once", "a berth can hold […] => many small boats"),
            ("each pier has two old cranes, which rust", "each pier has […] => two old cranes"),
            ("each pier has two old cranes and is closed in winter", "each pier has […] => two old cranes"),
            (
                "old charts are kept in dry vaults to survive a fire",
                "old charts are kept in […] to survive a fire => dry vaults",
            ),
            (
                "the bell can call two old pilots if the fog is thick",
                "the bell can call […] if the fog is thick => two old pilots",
            ),
            ("old charts are kept in dry vaults (below the quay)", "old charts are kept in […] => dry vaults"),
            ("the bell gives you the time of the tide", "the bell gives you […] => the time of the tide"),
        ] {
            check(&format!("## Harbour\n- {line}\n- x"), card);
        }
    }

    #[test]
    fn what_something_is_not_may_be_anything() {
        check_not("## Harbour\n- An old chart of the bay is not a guide\n- x", "[…]");
        check(
            "## Harbour\n- an old chart does not contain the northern reef\n- x",
            "an old chart does not contain […] => the northern reef",
        );
    }

    #[test]
    fn half_of_a_pair_is_no_fact() {
        check_not("## Lock\n- gates can swing in or out\n- x", "[…]");
    }

    #[test]
    fn nobody_and_nothing_are_no_facts() {
        check_not("## Pool\n- you can have your own interpreter\n- there is more to it", "can have […]");
    }

    #[test]
    fn a_noun_with_its_place_is_no_sentence() {
        check_not("## Harbour\n- Public works on land\n- x", "[…]");
        check_not("## Charts of the bay\n- Can use up to three pilots at once\n- x", "[…]");
    }

    #[test]
    fn an_order_is_nothing_that_its_topic_does() {
        check_not("## Requests\n- Don't trust the name of a ship\n- x", "Requests don't");
    }

    #[test]
    fn two_qualities_are_one_thing() {
        check(
            "## Drift\n- Drift is a constant, but slow current of the bay\n- x",
            "What is Drift? => a constant, but slow current of the bay",
        );
        check(
            "## Drift\n- Drift is a constant but slow current of the bay\n- x",
            "What is Drift? => a constant but slow current of the bay",
        );
    }
}
