//! What is left of a sentence around its blank must tell what is asked: "UDP can […]" may go on in any way.
//!
//! - event loop runs on […]                     =>  told by its verb
//! - A space is complete if […]                 =>  told by its words
//! - A trie is […] a tree of prefixes           =>  asked outright: What is a trie?
//! - Servers should be […], Usually it is […]   =>  open: no card

use super::unit::Unit;
use crate::cards::words::Word;

/// What a stem tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stem {
    /// Enough to know what is asked.
    Tells,
    /// What its subject is: that has a question of its own.
    Defines,
    /// Nothing: anything might stand in the blank.
    Open,
}

/// So many words of the subject tell what is asked where the verb does not.
const TELLING: usize = 3;
/// A name that is defined has at most this many words.
const NAME: usize = 4;
/// More words behind the blank are a text to read.
const BEHIND: usize = 12;
/// Praise stands among so many words at the start of an answer.
const START: usize = 4;

/// What the words before `start` tell of those hidden; the verb stands at `verb`, and `behind` follows the blank.
pub(super) fn of(unit: &Unit, verb: usize, start: usize, hidden: &[Word], behind: usize) -> Stem {
    let (subject, said) = unit.words[..start].split_at(verb);
    if behind > BEHIND || judges(unit, subject, hidden) || breaks_off(unit, hidden) {
        return Stem::Open;
    }
    if content(unit, said) > 0 {
        return Stem::Tells;
    }
    // What something is not, or is more or very much, may be anything.
    let degree = |word: &Word| ["says_little", "manner"].iter().any(|class| unit.subject.book.is(class, word));
    if degree(&hidden[0]) || said.iter().any(|word| unit.subject.book.is("negation", word)) {
        return Stem::Open;
    }
    if said.len() == 1 && behind == 0 && is_definition(unit, subject, &said[0], hidden) {
        return Stem::Defines;
    }
    let book = unit.subject.book;
    let first = &hidden[0];
    let exact = book.is("determiner", first) && !book.is("article", first) && !book.is("personal", first);
    let number = book.number(first).is_some_and(|number| number > 1);
    let exact = exact || number || !first.is_text() || first.text().starts_with(|c: char| c.is_ascii_digit());
    let told = content(unit, subject);
    // "The purpose of a quay is to […]" tells more than "Quays are […]".
    let related = told + 1 == TELLING && subject.iter().any(|word| book.is("of", word));
    if exact || related || told >= TELLING { Stem::Tells } else { Stem::Open }
}

/// How many of the words say something: no auxiliary, no "become", no adverb.
fn content(unit: &Unit, words: &[Word]) -> usize {
    let empty = ["says_little", "function", "finite_aux", "adverb", "determiner", "particle_verb"];
    words.iter().filter(|word| !empty.iter().any(|class| unit.subject.book.is(class, word))).count()
}

/// Whether a sentence judges, or speaks of some, the first or these.
fn judges(unit: &Unit, subject: &[Word], hidden: &[Word]) -> bool {
    let book = unit.subject.book;
    let points = |word: &Word| ["opinion", "pointing", "ordinal"].iter().any(|class| book.is(class, word));
    let some = subject.first().is_some_and(|first| book.is("adverb", first) || book.is("quantity", first));
    some || subject.iter().any(points) || hidden.iter().take(START).any(|word| book.is("opinion", word))
}

/// Whether what is hidden is half a clause: "Cauchy if", "undirected graphs in", "terms of speed" behind "in".
fn breaks_off(unit: &Unit, hidden: &[Word]) -> bool {
    let classes = ["relative_or_clause", "particle_verb", "determiner", "condition"];
    hidden.len() > 1
        && hidden
            .last()
            .is_some_and(|last| last.is_text() && classes.iter().any(|class| unit.subject.book.is(class, last)))
}

/// Whether the sentence says what its short subject is: "is a …", "are … objects".
fn is_definition(unit: &Unit, subject: &[Word], verb: &Word, hidden: &[Word]) -> bool {
    let book = unit.subject.book;
    let name = without_article(unit, subject);
    let named = (1..=NAME).contains(&name.len()) && !name.iter().any(|word| book.is("determiner", word));
    let clause = hidden.iter().position(|word| book.is("comma", word)).map_or(hidden, |at| &hidden[..=at]);
    let several = book.is_plural(name) && book.is_plural(clause) && !book.is("participle", &clause[0]);
    let thing = book.is("article", &hidden[0]) || several;
    let empty = hidden.iter().take(START).any(|word| book.is("praise", word)) || book.is("personal", &hidden[0]);
    let vague = name.iter().any(|word| ["vague_noun", "praise"].iter().any(|class| book.is(class, word)));
    let twice = name.iter().any(|word| hidden.iter().any(|other| other.key == word.key));
    book.is("be", verb) && named && thing && !empty && !vague && !twice
}

/// The words without "a", "the" before them.
pub(super) fn without_article<'w>(unit: &Unit, words: &'w [Word]) -> &'w [Word] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && unit.subject.book.is("article", first) => rest,
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn a_vague_verb_tells_nothing() {
        for line in [
            "Servers should be replaced often",
            "Ferries can become late in winter",
            "UDP can broadcast, sending to all",
            "Joining the crews of two harbours is more difficult",
            "The work of the old harbour pilots is completely free",
        ] {
            check_not(&format!("## Harbour\n- {line}\n- x"), "[…]");
        }
        check("## Harbour\n- each pier has its own crane\n- x", "each pier has […] => its own crane");
    }

    #[test]
    fn a_definition_is_asked_outright() {
        check(
            "## Harbour\n- A bollard is a post for mooring lines\n- x",
            "What is a bollard? => a post for mooring lines",
        );
        check(
            "## Harbour\n- x\n- Bollards are short posts, made of iron\n",
            "What are Bollards? => short posts, made of iron",
        );
    }

    #[test]
    fn opinions_and_halves_are_no_facts() {
        for line in [
            "The most convenient pier of the harbour belongs to the fishermen",
            "Usually the ferry waits for the train",
            "The first boat leaves with the tide",
            "The limit of the sequence of waves is finite if",
        ] {
            check_not(&format!("## Harbour\n- {line}\n- x"), "[…]");
        }
    }

    #[test]
    fn an_example_is_named_elsewhere() {
        check_not("## Harbour\nA common example is the ferry of Goole with its two crews.", "What is a common example");
    }
}
