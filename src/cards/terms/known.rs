//! Terms whose look or meaning tells what is to be asked of them.
//!
//! - ARP: Address Resolution Protocol     =>  What does **ARP** stand for?
//! - Ferry vs barge: a ferry carries …    =>  What is the difference between **Ferry** and **barge**?
//! - helfen: to help                      =>  What does **helfen** mean?
//! - Radar: requires a clear line         =>  What does **Radar** require?
//! - $h$: height of the sill              =>  **Lock**: what does $h$ stand for?

use crate::cards::expansion;
use crate::cards::phrases::{Scene, is_acronym};
use crate::cards::subject::Subject;
use crate::cards::words::Word;
use crate::model::Inline;

use super::symbol;

/// A foreign word has at most this many words: "sich freuen".
const FOREIGN: usize = 2;
/// What it means has at most this many where its verb is not known: "to appeal to someone".
const FEW: usize = 4;

/// The question that a term of a known kind asks.
pub(super) fn question(subject: &Subject, key: &[Word], meaning: &[Word]) -> Option<Vec<Inline>> {
    let book = subject.book;
    let is = |class: &str, word: &Word| book.is(class, word);
    let scene = Scene { topic: key, ..subject.scene() }.with("A", key);
    if is_spelt(subject, key, meaning) {
        return Some(book.say("stands_for", &scene));
    }
    if let Some(at) = key.iter().position(|word| is("versus", word)).filter(|&at| at > 0 && at + 1 < key.len()) {
        return Some(book.say("difference", &subject.scene().with("A", &key[..at]).with("B", &key[at + 1..])));
    }
    let gloss = || meaning.iter().any(Word::is_text) && !meaning.iter().any(|word| is("finite", word));
    if matches!(key, [only] if symbol::is_one(only)) && gloss() && book.can_say("symbol") {
        return Some(book.say("symbol", &Scene { parent: owner(subject), ..scene }));
    }
    let [first, second, ..] = meaning else { return None };
    let foreign = key.len() <= FOREIGN && key.iter().all(Word::is_text);
    // "danken: to thank"; "one blast: to port" and "Ferry: to Norway" tell where.
    let verb = || {
        key.len() == 1
            && key[0].text() == key[0].key
            && meaning.len() <= FEW
            && second.text() == second.key
            && !is("determiner", second)
    };
    let deed = || verb() || ["command", "finite_base_any", "deed", "passive"].iter().any(|class| is(class, second));
    if foreign && is("infinitive", first) && deed() && book.can_say("means") {
        return Some(book.say("means", &scene));
    }
    // "Often involves neglect": the adverb is no part of the question.
    let adverbs = meaning.iter().take_while(|word| is("adverb", word)).count();
    let [first, second, ..] = &meaning[adverbs..] else { return None };
    // "Has two chambers" and "works by …" say what it does or is.
    let has = is("list_verb", first) && is("finite_s", first) && !is("asks_little", first);
    let object = || !is("verb_preposition", second) && !is("no_object", second);
    let thing = || key.last().is_some_and(Word::is_text) && !is("gerund", &key[0]) && !is("preposition", &key[0]);
    (has && object() && thing() && book.can_say("verb"))
        .then(|| book.say("verb", &scene.with("v", std::slice::from_ref(first))))
}

/// What a symbol is of, in a few words.
fn owner<'s>(subject: &'s Subject) -> &'s [Word] {
    if subject.name.is_empty() { &subject.above } else { &subject.name }
}

/// Whether a meaning is the words that an acronym stands for.
pub(super) fn is_spelt(subject: &Subject, key: &[Word], meaning: &[Word]) -> bool {
    let stop = |word: &Word| subject.book.is("expansion_stop", word);
    let acronym = matches!(key, [only] if only.is_text() && is_acronym(only.text()));
    acronym && subject.book.can_say("stands_for") && expansion::spells(key[0].text(), meaning, stop)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_term_asks_by_what_it_is() {
        check(
            "# Harbour radio\n- AIS: Automatic Identification System\n- Radar: requires a clear line of sight\n- Pilot vs tug: the pilot is a person\n- freuen: to be glad\n",
            &[
                "What does **AIS** stand for? => Automatic Identification System",
                "What does **Radar** require? => requires a clear line of sight",
                "What is the difference between **Pilot** and **tug**? => the pilot is a person",
                "What does **freuen** mean? => to be glad",
            ],
        );
    }

    #[test]
    fn a_facet_is_one_of_the_item_above() {
        check(
            "# Boats\n- Ferry\n  - Definition: a boat that carries cars\n  - Cons: slow in winter\n",
            &[
                "How is **Ferry** defined? => a boat that carries cars",
                "What are the cons of **Ferry**? => slow in winter",
            ],
        );
    }

    #[test]
    fn numbers_of_ports_are_no_sentences() {
        check(
            "# Common ports\n- 22 SSH\n- 53 DNS\n",
            &["**Common ports**: **22**? => SSH", "**Common ports**: **53**? => DNS"],
        );
        check(
            "# Ports\n- 0 to 1023 are well known\n- 1024 to 49151 are registered\n",
            &[
                "What are the main points about **Ports**? (2) => - 0 to 1023 are well known / - 1024 to 49151 are registered",
            ],
        );
    }
}
