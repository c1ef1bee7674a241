//! R9, sentences with a subject of their own ask of it what an item without one asks of its owner.
//!
//! - A sluice keeps the tide out of the dock   =>   What does a sluice keep?       the tide out of the dock
//! - The ramp is lowered by two chains         =>   How is the ramp lowered?       by two chains
//! - It can carry one cart at a time           =>   What can the ferry carry?      one cart at a time
//!
//! "It" and "they" are the owner. Only lists of points are read so: elsewhere the sentence is blanked (tail.rs).

use super::unit::Unit;
use super::{participle, tail, verb_first};
use crate::cards::credit;
use crate::cards::draft::Draft;
use crate::cards::phrases::lower_first;
use crate::cards::words::{Word, lowered};

/// A subject of more words is a question by itself.
const NAME: usize = 7;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let verb = unit.verb()?;
    if unit.is_open() || credit::has_picture(&unit.line) {
        return None;
    }
    let told = unit.about(name(unit, &unit.words[..verb])?, &unit.words[verb..]);
    defined(unit, &told).or_else(|| done(&told)).or_else(|| able(&told)).or_else(|| does(&told))
}

/// What the sentence is about: its subject, of a pronoun the owner.
fn name(unit: &Unit, said: &[Word]) -> Option<Vec<Word>> {
    if let [only] = said
        && unit.subject.book.is("pronoun", only)
    {
        return unit.has_owner().then(|| unit.owner.clone());
    }
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| unit.subject.book.is(class, word));
    let first = said.first()?;
    let points = said.iter().any(|word| is(&["pointing", "hanging", "adverb", "opinion"], word));
    let manner = said.last().is_some_and(|last| is(&["manner"], last));
    let other = manner
        || is(&["quantity", "gerund", "ordinal"], first)
        || first.text().starts_with(|c: char| !c.is_alphabetic());
    let named = said.len() <= NAME && !points && !other && tail::is_subject(unit, said);
    named.then(|| if is(&["determiner"], first) { lower_first(said) } else { said.to_vec() })
}

/// "It is a raft with a roof": what the owner is.
fn defined(unit: &Unit, told: &Unit) -> Option<Draft> {
    let adverbs = told.words.iter().skip(1).take_while(|word| told.subject.book.is("adverb", word)).count();
    let at = 1 + adverbs;
    let kind = told.is("is_or_are", 0) && told.is("article", at) && told.words.len() > at + 1;
    (kind && unit.is("pronoun", 0)).then(|| told.ask(9, "what", &told.scene(), &told.words[at..])).flatten()
}

/// "is lowered by two chains", "can be lowered by hand".
fn done(told: &Unit) -> Option<Draft> {
    if told.is("modal_can", 0) {
        return participle::card(told);
    }
    told.is("is_or_are", 0).then(|| participle::card(&told.about(told.owner.clone(), &told.words[1..]))).flatten()
}

/// "can carry one cart at a time".
fn able(told: &Unit) -> Option<Draft> {
    let does = told.is("modal_can", 0) && told.is("finite_base_any", 1) && !told.is("links", 1) && has_object(told, 2);
    // "may have sunk many boats" tells what was, not what it has.
    if told.is("has", 1) && is_done(told, 2) {
        return None;
    }
    let (modal, verb) = (told.words.first()?, told.words.get(1)?);
    let scene = told.scene().with("m", std::slice::from_ref(modal)).with("v", std::slice::from_ref(verb));
    (does && !told.is("passive", 1)).then(|| told.ask(9, "verb_can", &scene, &told.words[2..])).flatten()
}

/// "keeps the tide out", "have two keels".
fn does(told: &Unit) -> Option<Draft> {
    let several = told.subject.book.is_plural(&told.owner);
    let verb = [lowered(told.words.first()?)];
    if told.is("links", 0) || told.is("has", 0) && (is_done(told, 1) || told.is("passive", 1)) {
        return None;
    }
    let has = told.is("has", 0);
    if has && has_object(told, 1) || several && told.is("finite_base_any", 0) && has_object(told, 1) {
        return told.ask(9, "verb", &told.scene().with("v", &verb), &told.words[1..]);
    }
    if told.is("has", 0) {
        return None;
    }
    // "rises with the tide" says how, "falls as it turns" when.
    let how = told.is("preposition", 1) && !told.is("object_on", 1) && !told.is("holds_on", 0);
    (!how).then(|| verb_first::card(told)).flatten()
}

/// Whether a participle stands at `at`: "kept", "has set limits".
fn is_done(told: &Unit, at: usize) -> bool {
    told.is("participle", at) || told.is("same_participle", at) && has_object(told, at + 1)
}

/// Whether an object begins at `at`, and no adverb, clause or place.
fn has_object(told: &Unit, at: usize) -> bool {
    let other =
        ["adverb", "preposition", "relative_or_clause", "conjunction", "condition", "infinitive", "receiver", "and"];
    let opens = told.is("after_verb", at) && !told.is("infinitive", at);
    opens || at < told.words.len() && !other.iter().any(|class| told.is(class, at))
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::lines;
    use crate::model::CardLevel;

    fn asks(item: &str, card: &str) {
        let cards = lines(&format!("# Harbour\n## Ferry\n- {item}\n"), CardLevel::Section);
        assert_eq!(cards, [card]);
    }

    #[test]
    fn a_subject_is_asked_what_it_does() {
        asks("A sluice keeps the tide out of the dock", "What does **a sluice** keep? => the tide out of the dock");
        asks("Pilots have a house of their own", "What do **Pilots** have? => a house of their own");
        asks("They can be called by a bell", "How can **Ferry** be called? => by a bell");
        asks("Each berth belongs to a guild", "What does **each berth** belong to? => a guild");
    }

    #[test]
    fn what_it_has_done_is_not_what_it_has() {
        for item in [
            "Pilots have set clear limits to the speed",
            "Gulls have been hearing noises for years",
            "The law may have resulted in long delays",
        ] {
            let cards = lines(&format!("# Harbour\n## Ferry\n- {item}\n"), CardLevel::Section);
            assert!(!cards.iter().any(|card| card.contains(" have?")), "{cards:?}");
        }
    }

    #[test]
    fn a_verb_without_an_object_is_no_question() {
        for item in
            ["The ferry becomes slow in winter", "The price rises with the tide", "Most pilots know the narrows"]
        {
            let cards = lines(&format!("# Harbour\n## Ferry\n- {item}\n"), CardLevel::Section);
            assert!(cards.iter().all(|card| !card.starts_with("What do")), "{cards:?}");
        }
    }
}
