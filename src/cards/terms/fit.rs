//! Terms whose meaning is no gloss of them, by the test that texts of topics go through: a sentence tells what a term means, a
//! verb what it does.
//!
//! - Mutual exclusion: only one boat may pass at a time  =>  What is meant by **Mutual exclusion**?
//! - Lock keeper: write down each boat                   =>  What does a **Lock keeper** do?

use crate::cards::opening::{self, Opening};
use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::words::Word;
use crate::model::Inline;

use super::terse::group;

/// What a term asks that its meaning does not define; `scene` has the term as its topic and its group as its parent.
pub(super) fn question(subject: &Subject, meaning: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
    let (book, key) = (subject.book, scene.topic);
    let thing = key.last().is_some_and(|word| word.is_text() && !book.is("gerund", word));
    let doer = key.last().is_some_and(|word| book.is("agent", word));
    let phrase = match opening::of_term(subject, key, meaning) {
        Opening::Does if thing => "deeds",
        Opening::Bids if doer => "deeds",
        Opening::Defines | Opening::Bids => return None,
        Opening::Does | Opening::Says => "term_meant",
    };
    // A word alone may be anything: "Privacy" in "Impact rating".
    let note = if key.len() == 1 { group(subject, scene.parent) } else { &[] };
    let scene = Scene { note, ..scene.clone() };
    book.can_say(phrase).then(|| book.say(phrase, &scene))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_sentence_tells_what_a_term_means() {
        check(
            "# Locks\n- Mutual exclusion: only one boat may pass at a time\n- Fairness: every boat has its turn in the end\n- Pound: the stretch of water a boat waits in\n- Float: a buoy with a lamp, marks the channel\n",
            &[
                "What is meant by **Mutual exclusion**? => only one boat may pass at a time",
                "What is meant by **Fairness** in **Locks**? => every boat has its turn in the end",
                "What is **Pound**? => the stretch of water a boat waits in",
                "What is **Float**? => a buoy with a lamp, marks the channel",
            ],
        );
    }

    #[test]
    fn a_verb_tells_what_a_term_does() {
        check(
            "# Crew\n- Signalman: raise the flag before the gate\n- Steamer: often requires a pilot\n- Lock keeper: write down each boat\n",
            &[
                "What is **Signalman**? => raise the flag before the gate",
                "What does **Steamer** require? => often requires a pilot",
                "What does a **Lock keeper** do? => write down each boat",
            ],
        );
    }

    #[test]
    fn a_participle_tells_how() {
        check(
            "# Coast\n- Sea stacks: formed by breaking waves\n- Tidal: formed by the tide\n",
            &[
                "How are **Sea stacks** formed? => formed by breaking waves",
                "What is meant by **Tidal** in **Coast**? => formed by the tide",
            ],
        );
    }
}
