//! Terms whose meaning is no gloss of them: what a doer does is asked as its deeds, everything else plainly.
//!
//! - Lock keeper: write down each boat                   =>  What does a **Lock keeper** do?
//! - Mutual exclusion: only one boat may pass at a time  =>  **Locks**: **Mutual exclusion**?

use crate::cards::gloss;
use crate::cards::opening::{self, Opening};
use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::Inline;

use super::terse::group;

/// A thing of more words is not named beside the kind.
const SHORT: usize = 4;
/// What becomes of a thing is said in so many words.
const CHANGE: usize = 12;

/// What a term asks that its meaning does not define; `scene` has the term as its topic and its group as its parent.
pub(super) fn question(subject: &Subject, meaning: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
    let (book, key) = (subject.book, scene.topic);
    let thing = key.last().is_some_and(|word| word.is_text() && !book.is("gerund", word)) && !book.is_task(key);
    let doer = key.last().is_some_and(|word| book.is("agent", word));
    if is_change(meaning) {
        return plainly(subject, &Scene { parent: &subject.home, ..scene.clone() });
    }
    match opening::of_term(subject, key, meaning) {
        Opening::Does if thing => Some(book.say("deeds", scene)),
        Opening::Bids if doer => Some(book.say("deeds", scene)),
        Opening::Defines if gloss::is_meaning(subject, key, meaning) => None,
        // In a language whose verbs are not known the label alone would ask less.
        Opening::Defines if !book.can_say("happens") && owner(subject, scene).is_none() => None,
        _ => plainly(subject, scene),
    }
}

/// "go → went": what becomes of a thing is no gloss of it, and asked below the form that the note is about.
fn is_change(meaning: &[Word]) -> bool {
    // Most words have no sign of one.
    let may_hold = |text: &str| !text.is_ascii() || text.contains('>');
    let points = |text: &str| may_hold(text) && ["→", "⇒", "->", "=>", "＞"].iter().any(|sign| text.contains(sign));
    let arrow = |word: &Word| word.is_text() && points(word.text());
    meaning.len() <= CHANGE && meaning.iter().any(arrow)
}

/// "**Locks**: **Mutual exclusion**?" fits whatever stands behind a label, the label alone in a note called "Lecture 3"; none
/// where the topic itself is called as the term.
pub(super) fn plainly(subject: &Subject, scene: &Scene) -> Option<Vec<Inline>> {
    let own = names(subject, scene).iter().any(|name| words::same_keys(name, scene.topic));
    let parent = owner(subject, scene).or((!own).then_some(&[]))?;
    let plain = Scene { parent: subject.book.name(parent), ..scene.clone() };
    Some(below_kind(subject, parent, &plain).unwrap_or_else(|| subject.book.say("term_in", &plain)))
}

/// The same where what stands above the term only says what kind of thing it is: "**Lock**, exceptions: **Ice**?". Of "Types" the
/// thing says enough.
fn below_kind(subject: &Subject, kind: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
    let book = subject.book;
    let is = |class: &str| matches!(kind, [noun] if book.is(class, noun));
    let facet = || book.facet(kind).is_some_and(|facet| facet.asks() && facet.name.is_empty());
    let mere = is("announces");
    if !(mere || is("facet_nouns") || is("set_noun") || facet() || subject.labels.recurs(kind)) {
        return None;
    }
    let thing = [group(subject, &subject.name), &subject.home]
        .into_iter()
        .find(|thing| !thing.is_empty() && !words::same_keys(thing, kind) && !words::same_keys(thing, scene.topic))?;
    let phrase = if mere { "term_in" } else { "term_aspect" };
    if !mere && thing.len() > SHORT {
        return None;
    }
    let below = Scene { parent: book.name(thing), ..scene.clone() }.with("label", kind);
    book.can_say(phrase).then(|| book.say(phrase, &below))
}

/// What a term belongs to: its group, the topic or the note.
fn owner<'s>(subject: &'s Subject, scene: &Scene<'s>) -> Option<&'s [Word]> {
    names(subject, scene).into_iter().find(|name| !name.is_empty() && !words::same_keys(name, scene.topic))
}

fn names<'s>(subject: &'s Subject, scene: &Scene<'s>) -> [&'s [Word]; 3] {
    [group(subject, scene.parent), group(subject, &subject.name), &subject.home]
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_sentence_tells_what_a_term_means() {
        check(
            "# Locks\n- Mutual exclusion: only one boat may pass at a time\n- Fairness: every boat has its turn in the end\n- Pound: the stretch of water a boat waits in\n- Float: a buoy with a lamp, marks the channel\n",
            &[
                "**Locks**: **Mutual exclusion**? => only one boat may pass at a time",
                "**Locks**: **Fairness**? => every boat has its turn in the end",
                "What is **Pound**? => the stretch of water a boat waits in",
                "What is **Float**? => a buoy with a lamp, marks the channel",
            ],
        );
    }

    #[test]
    fn what_only_says_the_kind_of_its_terms_stands_behind_their_thing() {
        check(
            "# Canal\n## Toll\n- Exceptions\n  - Night: free passage\n  - Ice: closed, free\n- Types\n  - Barge (full): two pence\n  - Skiff: one penny\n",
            &[
                "**Toll**, exceptions: **Night**? => free passage",
                "What are the exceptions to **Toll**? (2) => - Night / - Ice",
                "**Toll**, exceptions: **Ice**? => closed, free",
                "**Toll**: **Barge (full)**? => two pence",
                "What are the types of **Toll**? (2) => - Barge (full) / - Skiff",
                "**Toll**: **Skiff**? => one penny",
            ],
        );
    }

    #[test]
    fn a_verb_tells_what_a_term_does() {
        check(
            "# Crew\n- Signalman: raise the flag before the gate\n- Steamer: often requires a pilot\n- Lock keeper: write down each boat\n",
            &[
                "**Crew**: **Signalman**? => raise the flag before the gate",
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
                "**Coast**: **Tidal**? => formed by the tide",
            ],
        );
    }

    #[test]
    fn a_meaning_that_repeats_its_label_is_a_gloss_where_it_says_what_that_is() {
        check(
            "# Locks\n- **Pound (P):** Pound is the stretch of water a boat waits in.\n- **Paddle:** It opens a hole in the gate.\n",
            &[
                "What is **Pound (P)**? => Pound is the stretch of water a boat waits in.",
                "What does **Paddle** do? => It opens a hole in the gate.",
            ],
        );
    }

    #[test]
    fn so_it_is_in_other_languages() {
        check(
            "---\nlang: de\n---\n# Schleuse\n- Torwechsel: Jedes Tor wird einzeln geöffnet\n- Kammer: Raum zwischen zwei Toren, in dem Boote warten\n",
            &[
                "**Schleuse**: **Torwechsel**? => Jedes Tor wird einzeln geöffnet",
                "Was versteht man unter **Kammer**? => Raum zwischen zwei Toren, in dem Boote warten",
            ],
        );
        check(
            "---\nlang: fr\n---\n# Écluse\n- Bajoyers : ce sont les murs du sas\n- Éclusées : elles peuvent durer une heure\n",
            &[
                "Qu’entend-on par **Bajoyers** ? => ce sont les murs du sas",
                "**Écluse** : **Éclusées** ? => elles peuvent durer une heure",
            ],
        );
        check(
            "# 船闸\n- 公平通行：每条船最后都会轮到\n- 单级闸室：船只等待的水池\n- 夜航浮标：带灯的标志，很适合夜航\n",
            &[
                "**船闸**：**公平通行**？ => 每条船最后都会轮到",
                "什么是**单级闸室**？ => 船只等待的水池",
                "什么是**夜航浮标**？ => 带灯的标志，很适合夜航",
            ],
        );
    }

    #[test]
    fn a_verb_that_may_be_read_either_way_stands_behind_its_subject() {
        check(
            "---\nlang: pt\n---\n# Doca\n- Maré: aumenta a altura da água\n- Comporta: contém duas portas de ferro\n",
            &[
                "**Maré**: o que aumenta? => aumenta a altura da água",
                "O que contém **Comporta**? => contém duas portas de ferro",
            ],
        );
    }

    #[test]
    fn what_becomes_of_a_thing_is_no_gloss() {
        check(
            "# Past tense\n- Regular: walk → walked\n- Irregular verb: go → went\n",
            &["**Past tense**: **Regular**? => walk → walked", "**Past tense**: **Irregular verb**? => go → went"],
        );
        check(
            "# 假定形\n## 规则\n- 一类动词：会う　ー＞　会えば\n- 二类动词：食べる　ー＞　食べれば\n",
            &[
                "**假定形**：**一类动词**？ => 会う　ー＞　会えば",
                "**假定形**：**二类动词**？ => 食べる　ー＞　食べれば",
            ],
        );
    }

    #[test]
    fn an_order_does_nothing() {
        check(
            "# Storm\n- Eliminate loose ropes: depends on the wind\n- Pilot cutter: depends on the wind\n",
            &[
                "**Storm**: **Eliminate loose ropes**? => depends on the wind",
                "What does a **Pilot cutter** do? => depends on the wind",
            ],
        );
    }

    #[test]
    fn a_sentence_with_its_case_is_no_term() {
        let note = "# Canal\nPower taken is counted - when the pump runs.\n\nThe proof is short: it has one line.\n";
        let cards = super::super::super::tests::explained(note, crate::model::CardLevel::Section).cards;
        assert!(!cards.iter().any(|card| card.front.contains("happens if")), "{cards:?}");
    }
}
