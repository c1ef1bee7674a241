//! How a text begins, and so what it can be the answer to: only a definition answers "What is X?".
//!
//! - ## Golgi apparatus / Modifies, sorts and packages proteins   =>  it does something
//! - ## git stash / Show a list of entries                         =>  it bids: an instruction, or a deed in the infinitive
//! - ## Subnetting / A /24 has 256 addresses                       =>  it says something of other things
//! - ## Delta / Land that a river builds, A delta is land …        =>  it defines
//!
//! The meaning of a term begins alike, and goes through the same test (terms/fit.rs).

mod subject;

use super::atomic::is_verb;
use super::expansion;
use super::marked;
use super::phrases::{Phrases, is_acronym};
use super::sentence;
use super::subject::Subject;
use super::words::{Word, is_lowered, words};
use crate::model::Inline;
use subject::{is_subject, own_noun};

/// How the first sentence of a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// With what the topic is.
    Defines,
    /// With what the topic does.
    Does,
    /// With an instruction.
    Bids,
    /// With a statement whose sentence does not name the topic.
    Says,
}

/// What a text is about: a topic, or a term of it.
#[derive(Clone, Copy)]
struct About<'s> {
    subject: &'s Subject<'s>,
    book: &'s Phrases,
    name: &'s [Word],
}

impl<'s> About<'s> {
    fn topic(subject: &'s Subject<'s>) -> Self {
        Self { subject, book: subject.book, name: &subject.name }
    }
}

/// A statement of at most this many words may end with what it is about.
const SHORT: usize = 8;
/// A subject is not longer; chosen by eye.
const SUBJECT: usize = 14;
/// A definition names what it defines among so many words.
const SOON: usize = 5;
/// Behind "these are" the things are named among so many words.
const POINTED: usize = 6;
/// Words of one stem share so many letters.
const STEM: usize = 4;

/// How a line begins; in a language whose verbs are not known it defines.
pub(crate) fn of(subject: &Subject, line: &[Inline]) -> Opening {
    of_said(subject, line, &words(line))
}

/// The same of a line with its words.
pub(crate) fn of_said(subject: &Subject, line: &[Inline], said: &[Word]) -> Opening {
    if let Some(opening) = marked::opening(subject, line) {
        return opening;
    }
    let about = About::topic(subject);
    if said.is_empty() || !subject.book.can_say("happens") { without_verbs(about, said) } else { begun(about, said) }
}

/// How the meaning of a term begins; in a language whose verbs are not known it defines.
pub(crate) fn of_term(subject: &Subject, name: &[Word], said: &[Word]) -> Opening {
    let about = About { name, ..About::topic(subject) };
    if said.is_empty() || !subject.book.can_say("happens") { Opening::Defines } else { begun(about, said) }
}

fn begun(about: About, said: &[Word]) -> Opening {
    let book = about.book;
    let first = &said[0];
    let plain = first.is_text() && is_lowered(first.text().trim_end_matches(','), &first.key);
    if plain && does(about, said) {
        return Opening::Does;
    }
    if points_at_topic(about, said) {
        return Opening::Defines;
    }
    if points_and_does(about, said) {
        return Opening::Does;
    }
    // "We use story points" tells what we do, "While you may not …, it is …" what holds then.
    let aside = book.is("relative_or_clause", first) && said.iter().any(|word| book.is("comma", word));
    if book.is("you", first) || aside {
        return Opening::Says;
    }
    if plain && book.is("rule_opening", first) {
        return Opening::Bids;
    }
    let adverbs = said.iter().take_while(|word| book.is("adverb", word)).count();
    if plain && adverbs > 0 && does(about, &said[adverbs..]) {
        return Opening::Does;
    }
    if plain && bids(about, &said[adverbs..]) {
        return Opening::Bids;
    }
    let said = &said[..sentence::first(said)];
    if behind_place(about, said) {
        return Opening::Defines;
    }
    let verb = verb_of(about, said);
    let names = |said: &[Word]| said.iter().any(|word| names(about, word));
    match verb {
        // "Recursion is …", "A trick to count is …": what stands before the verb is what the sentence is about.
        Some(verb) if is_subject(about, said, verb) => Opening::Defines,
        // "classes are instances of metaclasses"
        Some(verb) if book.is("be", &said[verb]) && said.len() <= SHORT && names(said) => Opening::Defines,
        Some(_) => {
            let called = said.iter().position(|word| book.is("called", word)).is_some_and(|at| names(&said[at..]));
            if called { Opening::Defines } else { Opening::Says }
        }
        None => Opening::Defines,
    }
}

/// Whether a sentence names the topic behind a place or a time: "In a harbour, a pilot is …".
pub(crate) fn names_behind_place(subject: &Subject, said: &[Word]) -> bool {
    subject.book.can_say("happens") && behind_place(About::topic(subject), &said[..sentence::first(said)])
}

fn behind_place(about: About, said: &[Word]) -> bool {
    let is = |class: &str, word: &Word| about.book.is(class, word);
    let place = said.first().is_some_and(|word| is("preposition", word) && !is("infinitive", word));
    let whole = |told: &[Word]| {
        let mut own = own_noun(about).iter().filter(|own| !is("article", own)).peekable();
        let acronym = || told.iter().any(|word| is_acronym(word.text()) && names(about, word));
        own.peek().is_some() && own.all(|own| told.iter().any(|word| is_akin(&own.key, &word.key))) || acronym()
    };
    let fits = |clause: &[Word]| {
        let verb = (!clause.is_empty()).then(|| verb_of(about, clause)).flatten();
        verb.is_some_and(|verb| whole(&clause[..verb]) && is_subject(about, clause, verb))
    };
    place && (1..said.len().min(SUBJECT)).any(|at| is("comma", &said[at - 1]) && fits(&said[at..]))
}

/// Whether a text opens with what its topic is and leaves the name of it to the title: "This is a muscle of the back".
fn points_at_topic(about: About, said: &[Word]) -> bool {
    let book = about.book;
    let [it, be, kind, ..] = said else { return false };
    let several = || said[2..said.len().min(POINTED)].iter().any(|word| book.is("plural", word));
    book.is("pointing", it)
        && is_lowered(it.text(), &it.key)
        && match be.key.as_str() {
            "is" => book.is("article", kind),
            "are" => several() && !book.is("adverb", kind) && !book.is("done_to", kind),
            _ => false,
        }
        && !said.iter().take(POINTED).any(|word| book.is("opinion", word) || book.is("praise", word))
}

/// Whether a text opens with what its topic does and points back to the name of it: "They make laws", "This buoy marks the bank".
fn points_and_does(about: About, said: &[Word]) -> bool {
    let book = about.book;
    let named = said.get(1).is_some_and(|word| names(about, word));
    let at = match said.first() {
        Some(it) if book.is("pronoun", it) => 1,
        Some(this) if named && book.is("pointing", this) => 2,
        _ => return false,
    };
    let adverbs = said[at..].iter().take_while(|word| book.is("adverb", word)).count();
    let [verb, object, ..] = &said[at + adverbs..] else { return false };
    let other = ["be", "finite_aux", "links", "no_object", "asks_little"].iter().any(|class| book.is(class, verb));
    let bare = ["preposition", "adverb", "relative_or_clause", "no_object", "infinitive"];
    let acts = book.is("finite_s", verb) || book.is("finite_s_or_noun", verb) || book.is("finite_base_any", verb);
    acts && !other && !bare.iter().any(|class| book.is(class, object))
}

/// The same in a language whose verbs are not known: a sentence that opens with a condition, a place or "we" and does not name
/// the topic soon says something of it.
fn without_verbs(about: About, said: &[Word]) -> Opening {
    let opens = said.first().is_some_and(|first| about.book.is("says_opening", first));
    let soon = said.iter().take(SOON).any(|word| names(about, word));
    // "Die neue Schleuse wurde …" under "Kosten" is about something else.
    let verb = said.iter().take(SUBJECT).position(|word| about.book.is("predicate", word)).filter(|&at| at > 1);
    let another = verb.is_some_and(|at| {
        let kind = said.get(at + 1).is_some_and(|word| about.book.is("article", word));
        let own = |word: &Word| names(about, word) || about.book.is("comma", word);
        !kind && about.book.is("article", &said[0]) && !said[..at].iter().any(own)
    });
    if another || opens && !soon { Opening::Says } else { Opening::Defines }
}

/// Where the verb of a sentence stands, and whether the topic is what it says something of.
pub(crate) fn predicate(subject: &Subject, said: &[Word]) -> Option<(usize, bool)> {
    let about = About::topic(subject);
    let verb = (!said.is_empty()).then(|| verb_of(about, said)).flatten()?;
    Some((verb, verb > 0 && is_subject(about, said, verb)))
}

/// Whether a line is a statement or an instruction, not a name.
pub(crate) fn is_statement(subject: &Subject, line: &[Inline]) -> bool {
    let (about, said) = (About::topic(subject), words(line));
    let known = !said.is_empty() && about.book.can_say("happens");
    known && (does(about, &said) || bids(about, &said) || states(about, &said[..sentence::first(&said)]))
}

/// Whether a verb in the third person opens the words.
fn does(about: About, said: &[Word]) -> bool {
    let book = about.book;
    let [first, second, ..] = said else { return false };
    let several = || book.is("comma", first);
    let object = || several() || second.is_code() || book.is("after_verb", second) || book.is("plural", second);
    // Of one thing no plural tells what it is: "ARP: maps IP addresses".
    let one = || !book.is_plural(about.name) && !book.is("of_noun", second);
    book.is("finite_s", first) || (book.is("finite_s_or_noun", first) && (object() || one()))
}

/// Whether an instruction opens the words: "Use …", "Show a history of …".
fn bids(about: About, said: &[Word]) -> bool {
    let book = about.book;
    let [first, second, ..] = said else { return false };
    // "Take in the args" has a particle, "access to data" a preposition.
    let particle = || book.is("particle", second) && said.get(2).is_some_and(|third| book.is("after_verb", third));
    let noun = || {
        ["finite_aux", "relative_or_clause"].iter().any(|class| book.is(class, second))
            || (book.is("preposition", second) && !particle())
    };
    let object = || second.is_code() || ["after_verb", "particle"].iter().any(|class| book.is(class, second));
    let verb = || book.is("finite_base_any", first) || book.is("command", first);
    (book.is("deed", first) || (verb() && object())) && !noun()
}

/// Whether a sentence says something of a subject.
fn states(about: About, said: &[Word]) -> bool {
    verb_of(about, said).is_some()
}

/// Where the finite verb of a sentence stands, behind a subject and in no relative clause. Of a sentence that opens with a
/// condition or a place it is its start: what is said stands behind.
fn verb_of(about: About, said: &[Word]) -> Option<usize> {
    let book = about.book;
    let clause = |class: &str| book.is(class, &said[0]);
    if (clause("condition") || clause("preposition") || clause("infinitive")) && !clause("hanging") {
        // "When accents fall on weak beats." tells what it is, "To merge two lists, …" does not.
        return said.iter().skip(1).any(|word| book.is("comma", word)).then_some(0);
    }
    (1..said.len().min(SUBJECT))
        .take_while(|&at| {
            let word = &said[at];
            !book.is("relative_or_clause", word)
                && !book.is("wh", word)
                && !word.text().starts_with('(')
                && !said[at - 1].text().ends_with([':', ';'])
                && !opens_clause(about, said, at)
        })
        .find(|&at| is_verb(about.subject, said, at))
        // "A float with a lamp, marks the channel": what stands before a first comma is the gloss.
        .filter(|&at| {
            said[..at].iter().filter(|word| book.is("comma", word)).count() != 1 || !book.is("comma", &said[at - 1])
        })
}

/// What no noun is behind which a clause without its "that" begins.
const HOLDS: &[&str] = &[
    "preposition",
    "and",
    "adverb",
    "determiner",
    "comma",
    "relative_or_clause",
    "condition",
    "no_object",
    "gerund",
    "hanging",
    "pointing_noun",
];

/// Whether a clause without its "that" begins behind a noun: "the time a boat waits", "the year it came".
fn opens_clause(about: About, said: &[Word], at: usize) -> bool {
    let is = |class: &str, word: &Word| about.book.is(class, word);
    let (noun, word) = (&said[at - 1], &said[at]);
    let verb = is_verb(about.subject, said, at - 1) || at > 1 && is("infinitive", &said[at - 2]);
    let begins = is("article", word) || is("pronoun", word);
    begins && noun.is_text() && !verb && !HOLDS.iter().any(|class| is(class, noun))
}

/// Whether two words are forms of one: "decorator" and "decorators".
pub(crate) fn is_akin(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    a == b || (common >= STEM && common * 3 >= a.chars().count().min(b.chars().count()) * 2)
}

/// Whether the word is one of the name's, or of its stem, or its acronym.
fn names(about: About, word: &Word) -> bool {
    let name = about.name;
    let shared = |part: &Word| is_akin(&part.key, &word.key);
    let little = |part: &Word| part.key.chars().count() <= 2 || about.book.is("determiner", part);
    let telling = |part: &Word| name.len() == 1 || !little(part);
    name.iter().any(|part| shared(part) && telling(part)) || expansion::is_short_for(about.book, word, name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_statement_of_something_else_is_no_definition() {
        check(
            "## Subnetting\nA /24 has 256 addresses, two of them reserved.\n",
            &["What does **a /24** have? => 256 addresses, two of them reserved"],
        );
        check(
            "## Sharding\nEach shard holds a part of the rows.\n",
            &["What is **Sharding**? => Each shard holds a part of the rows."],
        );
    }

    #[test]
    fn a_place_may_stand_before_what_the_topic_is() {
        check(
            "# Harbour\n## Pilot\nIn a narrow harbour, a pilot is a sailor who knows the channel.\n",
            &["What is a **Pilot**? => In a narrow harbour, a pilot is a sailor who knows the channel."],
        );
    }

    #[test]
    fn a_text_may_point_back_to_what_acts() {
        check(
            "# Harbour\n## Tug boats\nThey make room for the ferries.\n\n## Eddies\nEddies form where two currents meet.\n\n## Harbour guilds\nHarbour guilds choose the pilots of the town.\n\n## Shoals\nPoints where the keel may touch the ground.\n",
            &[
                "What do **Tug boats** do? => They make room for the ferries.",
                "Where do **Eddies** form? => form where two currents meet.",
                "What do **Harbour guilds** choose? => the pilots of the town.",
                "What are **Shoals**? => Points where the keel may touch the ground.",
            ],
        );
    }

    #[test]
    fn several_deeds_are_asked_at_once() {
        check(
            "## Golgi apparatus\nModifies, sorts and packages proteins\n",
            &["What does **Golgi apparatus** do? => Modifies, sorts and packages proteins"],
        );
    }
}
