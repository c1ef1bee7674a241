//! R1, deeds of the past: "Founded a town" answers what something did, not what it is.
//!
//! - ## Charter of 1214 / Gave the town a harbour   =>  What did Charter of 1214 do?

use super::subject::Subject;
use super::words::Word;
use crate::model::Inline;

/// What was done, where a verb in the past with its object opens the text.
pub(super) fn question(subject: &Subject, said: &[Word]) -> Option<Vec<Inline>> {
    is_deed(subject, said).then(|| subject.say("did"))
}

/// Whether a verb in the past with its object opens the words.
pub(super) fn is_deed(subject: &Subject, said: &[Word]) -> bool {
    let [verb, object, ..] = said else { return false };
    let book = subject.book;
    let deed = book.is("past_deed", verb) && (book.is("article", object) || book.is("determiner", object));
    deed && book.can_say("did")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_verb_in_the_past_tells_what_was_done() {
        check(
            "# Lübeck\n## Charter of 1214\nGave the town a harbour\n\n## Hanse\nCalled the gate of the sea\n",
            &[
                "What did **Charter of 1214** do? => Gave the town a harbour",
                "What is **Hanse**? => Called the gate of the sea",
            ],
        );
    }
}
