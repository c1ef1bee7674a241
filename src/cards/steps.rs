//! R6, steps: an ordered list of deeds, or any list under steps, order, workflow, …, asks for its steps.
//!
//! - 1. compile / 2. link / 3. run  =>  What are the 3 steps of building? (3); at `atomic` also: what comes first, what after …?
//!
//! Position counts, not the printed number. A numbered list of anything else is a list.

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::Scene;
use super::piece::{Piece, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, sentence};
use crate::model::{CardLevel, Inline, Item, List, Span};

/// A step over this many words is no name for "what comes after …?".
const NAME: usize = 10;

/// The cards of lists of steps.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for (at, piece) in subject.pieces.iter().enumerate() {
        let Some(list) = piece.list().filter(|list| list.items.len() > 1) else { continue };
        let intro = at
            .checked_sub(1)
            .map(|before| &subject.pieces[before])
            .filter(|piece| piece.line().is_some_and(sentence::is_intro));
        let span = intro.map_or(piece.span, |intro| intro.span.to(piece.span));
        // Of several sentences the last introduces.
        let last = intro.and_then(Piece::line).and_then(|line| sentence::sentences(line).pop());
        let said = last.map(|line| words::words(&line)).unwrap_or_default();
        if claims.free(span) && are_steps(subject, list, &said) {
            claims.take(span);
            cards.push(all(subject, *piece, list, &said, span));
            if subject.level == CardLevel::Atomic && list.items.len() > 2 {
                cards.extend(one_by_one(subject, list));
            }
        }
    }
    cards
}

/// Whether the title, the intro or the items say that order matters.
fn are_steps(subject: &Subject, list: &List, intro: &[Word]) -> bool {
    let named = |words: &[Word]| words.last().is_some_and(|word| subject.book.is("steps", word));
    let role = subject.facet.as_ref().is_some_and(|facet| facet.row.role == "steps");
    let only = subject.pieces.iter().filter(|piece| piece.list().is_some()).count() == 1;
    let title = role || named(&subject.title) || subject.title.iter().any(|word| subject.book.is("steps_title", word));
    let titled = title && only;
    let deeds = list.items.iter().filter(|item| is_deed(subject, item)).count();
    let ordered = list.start.is_some() || role;
    if !intro.is_empty() {
        return named(intro);
    }
    // "Key roles" counts roles, whatever their items open with.
    if !title && subject.title.iter().any(|word| subject.book.is_set_noun(word)) {
        return false;
    }
    (titled && (ordered || deeds * 2 > list.items.len()))
        || (list.start.is_some() && (title || deeds * 2 > list.items.len()))
}

fn is_deed(subject: &Subject, item: &Item) -> bool {
    words::first(parts(item).0).is_some_and(|word| {
        ["command", "gerund", "verb_s"].iter().any(|class| subject.book.is(class, &word)) && !word.is_code()
    })
}

fn all(subject: &Subject, piece: Piece, list: &List, intro: &[Word], span: Span) -> Draft {
    let count = words::of_text(&list.items.len().to_string());
    let label = super::phrases::without_colon(intro);
    let scene = Scene { items: list.items.len(), ..subject.scene() }.with("n", &count).with("v", &label);
    let mut question = subject.book.say("step_all", &scene);
    if label.len() > 2 {
        question = subject.book.say("intro", &scene);
    }
    let mut card = Draft::ask(Rule::R(6), question, span).answer(vec![piece.block.clone()]).of_the_whole();
    card.counted = label.len() <= 2;
    card.set = true;
    card
}

/// What comes first, and what after each step that is short enough to be named.
fn one_by_one(subject: &Subject, list: &List) -> Vec<Draft> {
    let mut cards = Vec::new();
    let mut before: Option<Vec<Inline>> = None;
    for item in &list.items {
        let own = parts(item).0.to_vec();
        let name = before.as_deref().map(words::words);
        let question = match &name {
            None => Some(subject.say("step_first")),
            Some(name) if name.len() <= NAME => Some(subject.book.say("step_after", &subject.scene().with("v", name))),
            Some(_) => None,
        };
        if let Some(question) = question.filter(|_| !own.is_empty()) {
            cards.push(Draft::ask(Rule::R(6), question, item.span).answer(vec![paragraph(own.clone(), item.span)]));
        }
        before = Some(own);
    }
    cards
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_atomic};

    const BREAD: &str = "## Baking bread\nSteps:\n1. mix the dough\n2. let it rise\n3. bake it\n";

    #[test]
    fn steps_are_asked_as_a_whole() {
        check(BREAD, &["What are the 3 steps of **Baking bread**? => 1. mix the dough / 2. let it rise / 3. bake it"]);
    }

    #[test]
    fn at_atomic_also_one_by_one() {
        check_atomic(
            BREAD,
            &[
                "What are the 3 steps of **Baking bread**? => 1. mix the dough / 2. let it rise / 3. bake it",
                "**Baking bread**: what comes first? => mix the dough",
                "**Baking bread**: what comes after mix the dough? => let it rise",
                "**Baking bread**: what comes after let it rise? => bake it",
            ],
        );
    }

    #[test]
    fn steps_go_on_below_code() {
        let code = "```sh\ntar xf ferry.tar\n```\n";
        for number in ["2", "1"] {
            check(
                &format!("## Install the timetable\n1. Unpack it\n\n{code}\n{number}. Run the installer\n"),
                &[
                    "What are the 2 steps of **Install the timetable**? => 1. Unpack it /    ```sh /    tar xf ferry.tar /    ``` / 2. Run the installer",
                ],
            );
        }
    }

    #[test]
    fn a_numbered_list_of_things_has_no_order() {
        check("## Metals\n1. iron\n2. copper\n", &["What are **Metals**? (2) => 1. iron / 2. copper"]);
    }

    #[test]
    fn a_set_that_is_counted_is_no_row_of_steps() {
        check(
            "# Pilots\n## Key roles of pilots\n1. Guides ships into the port.\n2. Connects the crew with the quay.\n",
            &[
                "What are the key roles of **pilots**? (2) => 1. Guides ships into the port. / 2. Connects the crew with the quay.",
            ],
        );
    }
}
