//! R1, definitions behind another sentence: of a text that opens with something else, the sentence that says what the topic is.
//!
//! - ## Mooring / Ropes are made of hemp. Mooring is the holding of a ship. …  =>  What is mooring?   the holding of a ship
//! - ## Mooring / A common example is a ferry at its pier. Mooring is the …    =>  What is mooring?
//! - ## Mooring / Ropes are made of hemp. Mooring is not allowed at night.     =>  no definition
//!
//! It stands among the first sentences; the others go to Extra.

use super::claims::Claims;
use super::draft::Draft;
use super::opening::Opening;
use super::piece::{Piece, span_of};
use super::subject::Subject;
use super::words::Word;
use super::{credit, definition, preamble, sentence, set_up, words};
use crate::model::Inline;

/// The sentence stands among so many. Chosen by eye.
const FIRST: usize = 4;

/// The card of that sentence.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    card(subject, claims).into_iter().collect()
}

fn card(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    if subject.facet.is_some() {
        return None;
    }
    let start = credit::pictures(subject);
    let pieces = &subject.pieces[start..];
    let first = pieces.first()?.line()?;
    // A set-up goes with what it sets up.
    if subject.said(start).opening != Opening::Says || set_up::is_one(subject.book, first) || !subject.is_named() {
        return None;
    }
    let lines = pieces.iter().map_while(Piece::line).take(FIRST);
    let sentences = lines.flat_map(sentence::sentences).filter(|said| !preamble::announces(subject, said)).take(FIRST);
    let said = sentences.skip(1).find(|said| says_what(subject, said))?;
    let span = span_of(&said).filter(|&span| claims.free(span))?;
    claims.take(span);
    Some(definition::of_line(subject, &said, span))
}

/// Whether a sentence says what the topic is: its name, a form of "be", and a kind of thing.
fn says_what(subject: &Subject, said: &[Inline]) -> bool {
    let words = words::words(said);
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let Some(meaning) = definition::without_subject(subject, said, &words) else { return false };
    match &words::start(&meaning, 2)[..] {
        [first, ..] if is("article", first) => true,
        [first, second] if subject.book.is_plural(&subject.name) => {
            let noun = !["adverb", "preposition", "done_to", "participle"].iter().any(|class| is(class, first));
            noun && (is("plural", first) || is("plural", second))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::explained;
    use crate::model::CardLevel;

    #[test]
    fn the_sentence_that_is_about_the_topic_answers() {
        for (text, asked) in [
            (
                "Ropes are tied to posts by hand. Mooring is the holding of a ship in its place.",
                "What is **Mooring**? => the holding of a ship in its place.",
            ),
            (
                "A common example is a ferry at its pier. They are of iron. Mooring is the holding of a ship in its place.",
                "What is **Mooring**? => the holding of a ship in its place.",
            ),
        ] {
            let cards = explained(&format!("# Docks\n## Mooring\n{text}\n"), CardLevel::Section).cards;
            let said: Vec<_> = cards.iter().map(|card| format!("{} => {}", card.front, card.back)).collect();
            assert!(said.contains(&asked.to_owned()), "{said:?}");
            assert!(
                cards.iter().any(|card| card.extra.contains(text.split('.').next().unwrap_or_default())
                    || card.back.contains("tied")),
                "{cards:?}"
            );
        }
    }
}
