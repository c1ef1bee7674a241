//! R1, definitions of something else: a text that opens with what another thing is answers what that thing is.
//!
//! - ## Docking / A bollard is a post that ropes are tied to.   =>  What is a bollard?   a post that ropes are tied to

use super::claims::Claims;
use super::draft::Draft;
use super::opening::{self, Opening};
use super::phrases::{Scene, lower_first};
use super::piece::span_of;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, contrast, credit, preamble, sentence};

/// The name of what is defined has at most so many words.
const NAME: usize = 3;

/// What it is has at least so many.
const MEANING: usize = 5;

/// A judgement stands among so many words behind the verb.
const EARLY: usize = 5;

/// The card of the sentence that opens the topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    card(subject, claims).into_iter().collect()
}

fn card(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let piece = subject.pieces.get(credit::pictures(subject)).filter(|piece| !claims.holds(piece.span))?;
    let line = piece.line()?;
    if !subject.book.can_say("does") || subject.facet.is_some() || sentence::is_intro(line) {
        return None;
    }
    let mut sentences =
        sentence::sentences(line).into_iter().filter(|sentence| !preamble::announces(subject, sentence));
    let said = sentences.next()?;
    let span = span_of(&said).filter(|&span| claims.free(span))?;
    let words = words::words(&said);
    let (start, verb) = named(subject, &words)?;
    // Below a number the title is no topic that a sentence could be about.
    let of_topic = subject.is_named() && opening::of_said(subject, &said, &words) != Opening::Says;
    if of_topic || sentences.any(|sentence| opening::of(subject, &sentence) == Opening::Defines) {
        return None;
    }
    let meaning = contrast::rest_of(&said, verb, true)?;
    let name = &words[start..verb];
    let name = if subject.book.is_plural(name) { lower_first(name) } else { name.to_vec() };
    claims.take(span);
    let question = subject.book.say("what", &Scene { topic: &name, ..subject.scene() });
    Some(Draft::ask(Rule::R(1), question, span).answer_line(meaning))
}

/// Where the name of what a sentence defines begins, and the verb behind it.
fn named(subject: &Subject, said: &[Word]) -> Option<(usize, usize)> {
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let start = usize::from(subject.book.indefinite(said.first()?));
    let verb = (start + 1..said.len().min(start + NAME + 1)).find(|&at| is(&["is_or_are"], &said[at]))?;
    let name = &said[start..verb];
    let other = [
        "hanging",
        "determiner",
        "pointing",
        "preposition",
        "nobody",
        "wh",
        "number",
        "comma",
        "relative_or_clause",
        "adverb",
        "and",
        "ordinal",
        "nothing_named",
    ];
    let whole = |word: &Word| word.is_text() && word.text().chars().all(|c| c.is_alphanumeric() || c == '-');
    let names = name.iter().all(|word| whole(word) && !is(&other, word)) && subject.book.facet(name).is_none();
    let doing = name.len() > 1 && is(&["doing"], &name[0]);
    let told = &said[verb + 1..];
    let early = &told[..told.len().min(EARLY)];
    let kind = match told {
        [first, ..] if said[verb].key == "is" => is(&["article"], first),
        [first, second, ..] => {
            is(&["plural"], first) || (is(&["plural"], second) && !is(&["adverb", "preposition"], first))
        }
        _ => false,
    };
    let judged = early.iter().any(|word| is(&["opinion", "praise", "elsewhere"], word));
    (names && !doing && kind && !judged && sentence::first(told) >= MEANING).then_some((start, verb))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_opens_with_another_thing_defines_that() {
        check(
            "# Harbour\n## Docking\nA bollard is a post that ropes are tied to. Most are of iron.\n\n## Loading\nStevedores are workers who load and unload the ships.\n",
            &[
                "What is a **bollard**? => a post that ropes are tied to.",
                "What are **stevedores**? => workers who load and unload the ships.",
            ],
        );
    }

    #[test]
    fn a_judgement_defines_nothing() {
        check(
            "# Harbour\n## Docking\nIron is a good example of what rusts in salt water.\n",
            &["**Harbour**: **Docking**? => Iron is a good example of what rusts in salt water."],
        );
    }
}
