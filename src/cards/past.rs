//! R1, deeds of the past: "Founded a town" answers what something did, not what it is.
//!
//! - ## Charter of 1214 / Gave the town a harbour   =>  What did Charter of 1214 do?

use super::phrases::Scene;
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::Inline;

/// What was done, where a verb in the past with its object opens the text.
pub(super) fn question(subject: &Subject, said: &[Word]) -> Option<Vec<Inline>> {
    is_deed(subject, said).then(|| subject.say("did"))
}

/// Whether a verb in the past with its object opens the words.
pub(super) fn is_deed(subject: &Subject, said: &[Word]) -> bool {
    let [verb, object, ..] = said else { return false };
    let book = subject.book;
    // "Tried to drain the marsh".
    let tries = book.is("past_of_trying", verb) && book.is("infinitive", object);
    // "Unordered, no duplicates" says how it is.
    let deed = tries
        || !verb.text().ends_with([',', ';'])
            && book.is("past_deed", verb)
            && (book.is("article", object) || book.is("determiner", object));
    deed && book.can_say("did")
}

/// The same where the object may stand without an article: "Drained the marsh", "Inspired painters", but also "Shared memory".
pub(super) fn may_be_deed(subject: &Subject, said: &[Word]) -> bool {
    let [verb, object, ..] = said else { return false };
    let book = subject.book;
    let bare = ["preposition", "no_object", "adverb"].iter().any(|class| book.is(class, object));
    book.is("past_deed", verb) && !verb.text().ends_with([',', ';']) && !bare && book.can_say("did")
}

/// What a term asks whose meaning tells a deed; `siblings` where those of its list tell deeds too.
pub(super) fn of_term(subject: &Subject, meaning: &[Word], siblings: bool, scene: &Scene) -> Option<Vec<Inline>> {
    // "Set the flag" may bid as well.
    let bids = |verb: &Word| ["command", "deed", "finite_base_any"].iter().any(|class| subject.book.is(class, verb));
    let sure = is_deed(subject, meaning) && !bids(&meaning[0]);
    if !(sure || siblings && may_be_deed(subject, meaning)) {
        return None;
    }
    Some(match subject.book.base_of_past(&meaning[0]) {
        Some(base) => subject.book.say("did_so", &scene.clone().with("v", &words::of_text(&base))),
        None => subject.book.say("did", scene),
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_term_asks_by_its_verb() {
        check(
            "# Hanse\n## What came of it\n- Stockfish trade: fed the towns of the south\n- Diet of 1356: united the towns\n- Blockade: stopped imports of grain\n- Privateers: defeated the Danish fleet\n",
            &[
                "What did **Stockfish trade** do? => fed the towns of the south",
                "What did the **Diet of 1356** unite? => united the towns",
                "What did **Blockade** stop? => stopped imports of grain",
                "What did **Privateers** defeat? => defeated the Danish fleet",
            ],
        );
    }

    #[test]
    fn so_does_a_try() {
        check(
            "# Lübeck\n## Hinrik Brandt\nTried to drain the marsh of the harbour\n",
            &["What did **Hinrik Brandt** do? => Tried to drain the marsh of the harbour"],
        );
    }

    #[test]
    fn a_verb_in_the_past_tells_what_was_done() {
        check(
            "# Lübeck\n## Charter of 1214\nGave the town a harbour\n\n## Hanse\nCalled the gate of the sea\n",
            &[
                "What did the **Charter of 1214** do? => Gave the town a harbour",
                "What is **Hanse** called? => Called the gate of the sea",
            ],
        );
    }
}
