//! Remarks: sentences in which an author speaks of themselves, of what they still want to learn, or of where the text is from.
//!
//! - I first heard of this at the pier. · Gotta look deeper · I need to read more    =>  a remark
//! - These notes follow the harbour book · From the lecture of the pilots           =>  a remark
//! - In this chapter you will learn: over a list · After this lesson you can:        =>  a promise, with its list
//! - I is the current · From the book one learns that a pilot is a sailor          =>  none: study matter
//!
//! The words are `remark`, `wish` with `study` behind it, `promise` with `promised`, and `origin_of_text` of a language.

use crate::cards::lexicon::Lexicon;
use crate::cards::piece::parts;
use crate::cards::sentence;
use crate::cards::words::{self, Word};
use crate::model::{Inline, List, plain_text};

/// A remark is known by so many words.
const OPENING: usize = 5;

/// A sentence of more words says something beside.
const MOST: usize = 25;

/// A promise is known by so many words, and says what it promises in so many.
const PROMISE: usize = 5;
const PROMISED: usize = 16;

/// Where a text is from is told in so many words.
const ORIGIN: usize = 9;

/// The sentences at the start of a line that are remarks.
pub(super) fn of(lexicon: &Lexicon, line: &[Inline]) -> Vec<Vec<Inline>> {
    // Most lines open otherwise, and are not read further.
    let mut may_be = false;
    words::each_key(line, 1, |first, _| {
        may_be = ["origin_of_text", "remark", "wish"].iter().any(|class| lexicon.may_open(class, first));
    });
    if !may_be && !lexicon.has_mark("remark", line) {
        return Vec::new();
    }
    let said = words::start(line, OPENING + 1);
    // "From the lecture of Dr. Mole" is one.
    if lexicon.opening("origin_of_text", &said, OPENING).is_some() && is_fragment(lexicon, line) {
        return vec![line.to_vec()];
    }
    if !opens(lexicon, line, &said) {
        return Vec::new();
    }
    let mut sentences = sentence::sentences(line);
    let end = sentences.iter().position(|sentence| !is_one(lexicon, sentence)).unwrap_or(sentences.len());
    sentences.truncate(end);
    sentences
}

/// Whether a line over a list says what a text will teach, and the list holds no more than what that is.
pub(super) fn promises(lexicon: &Lexicon, line: &[Inline], list: &List) -> bool {
    let may_open = words::first(line).is_some_and(|first| lexicon.may_open("promise", &first.key));
    let opens = may_open && lexicon.opening("promise", &words::start(line, PROMISE), PROMISE).is_some();
    let promised = opens && words::start(line, PROMISED).iter().any(|word| lexicon.has("promised", &word.key));
    let matter = |own: &[Inline]| plain_text(own).contains([':', '：', '=', '–']);
    let bare = || list.items.iter().all(|item| parts(item).1.is_empty() && !matter(parts(item).0));
    (promised || lexicon.has_mark("promise", line)) && bare()
}

/// Whether a sentence is a remark.
fn is_one(lexicon: &Lexicon, sentence: &[Inline]) -> bool {
    let text = plain_text(sentence);
    let intro = text.trim_end().ends_with([':', '：']);
    !intro && words::count(&text) <= MOST && opens(lexicon, sentence, &words::start(sentence, OPENING + 1))
}

/// Whether a line opens with what its author did, knows or wants.
fn opens(lexicon: &Lexicon, line: &[Inline], said: &[Word]) -> bool {
    let studies = |at: usize| said.get(at).is_some_and(|deed| lexicon.has("study", &deed.key));
    lexicon.opening("remark", said, OPENING).is_some()
        || lexicon.opening("wish", said, OPENING).is_some_and(studies)
        || lexicon.has_mark("remark", line)
}

/// Whether a line is short and has no verb that says something.
fn is_fragment(lexicon: &Lexicon, line: &[Inline]) -> bool {
    let said = words::words(line);
    let tells = |word: &Word| lexicon.has("be", &word.key) || word.text().ends_with([',', ':']);
    said.len() <= ORIGIN && !said.iter().any(tells)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, explained};
    use crate::model::CardLevel;

    const SLUICE: &str = "A sluice is a small gate that lets water through.\n";
    const ASKED: &str = "What is a **Sluice**? => a small gate that lets water through.";

    #[test]
    fn what_an_author_says_of_themselves_is_no_answer() {
        for remark in [
            "I first heard of this at the pier.\nGotta look deeper into what it is for",
            "Interesting stuff, do research",
            "I need to read more of this. Not sure why it is curved.",
            "These notes follow the order of the harbour book, as well as of the almanac.",
            "From the lecture of the pilots",
        ] {
            check(&format!("# Docks\n## Sluice\n{SLUICE}\n## Sill\n{remark}\n"), &[ASKED]);
            check(&format!("# Sluice\n{remark}\n\n{SLUICE}"), &[ASKED]);
        }
    }

    #[test]
    fn it_stays_beside_the_text_of_its_topic() {
        let cards =
            explained(&format!("# Sluice\nI first heard of this at the pier. {SLUICE}"), CardLevel::Section).cards;
        assert_eq!(
            (cards[0].back.as_str(), cards[0].extra.as_str()),
            ("a small gate that lets water through.", "I first heard of this at the pier.")
        );
    }

    #[test]
    fn a_text_that_opens_alike_is_matter_of_study() {
        check(
            "# Circuits\n## Ohm\nI need to be small where R is large.\n",
            &["**Circuits**: **Ohm**? => I need to be small where R is large."],
        );
        check(
            "# Pilots\n## Pilot\nFrom the book, a pilot is a sailor who knows the channel.\n",
            &["What is a **Pilot**? => From the book, a pilot is a sailor who knows the channel."],
        );
    }

    #[test]
    fn what_a_text_promises_is_no_answer() {
        for promise in ["In this chapter you will learn:", "By the end of this lesson, you should be able to:"] {
            check(&format!("# Docks\n## Sluice\n{promise}\n\n- draw a gate\n- open it\n\n{SLUICE}"), &[ASKED]);
        }
        check(
            "# Docks\n## Sluice\nThis chapter covers:\n- Sill: the beam of stone on which the gate rests\n- Weir: a low wall that keeps the water back\n",
            &[
                "**Sluice** / What does this chapter cover? (2) => - Sill / - Weir",
                "What is **Sill**? => the beam of stone on which the gate rests",
                "What is **Weir**? => a low wall that keeps the water back",
            ],
        );
    }

    #[test]
    fn in_other_languages_too() {
        let german = "Eine Schleuse ist ein Bauwerk, das Boote zwischen zwei Wasserständen hebt.";
        for remark in [
            "Ich muss noch mehr darüber lesen.",
            "Aus der Vorlesung von Dr. Maulwurf",
            "von Ann Maulwurf am 25.09.2021",
            "In diesem Kapitel lernst du:\n- wie ein Tor gebaut ist\n- wer es öffnet",
        ] {
            check(
                &format!("# Schleuse\n{remark}\n\n{german}\n"),
                &[&format!("Was versteht man unter **Schleuse**? => {german}")],
            );
        }
        let spanish = "Una esclusa es una obra que eleva los barcos entre dos niveles de agua.";
        check(
            &format!("# Esclusa\nTengo que leer más sobre esto.\n\n{spanish}\n"),
            &[&format!("¿Qué es **Esclusa**? => {spanish}")],
        );
    }
}
