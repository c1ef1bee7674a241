//! R6, steps: an ordered list of deeds, or any list under steps, order, workflow, …, asks for its steps.
//!
//! - 1. compile / 2. link / 3. run        =>  What are the 3 steps of building? (3)
//! - 1. prophase / 2. metaphase / 3. …    =>  at `atomic` also: what comes first, what after prophase?
//!
//! Position counts, not the printed number. A numbered list of anything else is a list. What a reader is bidden to do has
//! no name for "what comes after …?": such steps are blanked in their row (atomic/blanks.rs).

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::Scene;
use super::piece::{Piece, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, sentence, terms};
use crate::model::{CardLevel, Inline, Item, List, Span};

/// A step over this many words is no name for "what comes after …?".
const NAME: usize = 7;

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
        let last = last.unwrap_or_default();
        let said = words::words(&last);
        if claims.free(span) && are_steps(subject, list, &said) {
            claims.take(span);
            cards.push(all(subject, *piece, list, &last, span));
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
    let deeds = || list.items.iter().filter(|item| is_deed(subject, item)).count() * 2 > list.items.len();
    let ordered = list.start.is_some() || role;
    if !intro.is_empty() {
        return named(intro);
    }
    // "Key roles" counts roles, whatever their items open with.
    if !title && subject.title.iter().any(|word| subject.book.is_set_noun(word)) {
        return false;
    }
    (titled && (ordered || deeds())) || (list.start.is_some() && (title || deeds()))
}

/// Whether an item bids: "Mix the dough", "Mixing the dough". What a thing does ("Contains salt") is no step.
fn is_deed(subject: &Subject, item: &Item) -> bool {
    let said = words::start(parts(item).0, 2);
    let Some(first) = said.first().filter(|first| !first.is_code()) else { return false };
    subject.book.is("command", first) || subject.book.is("gerund", first) && said.len() > 1
}

fn all(subject: &Subject, piece: Piece, list: &List, intro: &[Inline], span: Span) -> Draft {
    let count = words::of_text(&list.items.len().to_string());
    let label = super::phrases::without_colon(&words::words(intro));
    let scene = Scene { items: list.items.len(), ..subject.scene() }.with("n", &count).with("v", &label);
    // "How to open a lock?" asks for them itself, and so does "Treatment".
    let facet = subject.facet.as_ref().is_some_and(|facet| facet.asks() && facet.row.role != "steps");
    let asks = facet || subject.title.first().is_some_and(|word| subject.book.is("wh", word));
    let mut question = if asks { subject.question(&[], true) } else { subject.book.say("step_all", &scene) };
    if label.len() > 2 {
        question = subject.book.say(super::list::phrase_of(subject, intro), &scene);
    }
    let mut card = Draft::ask(Rule::R(6), question, span).answer(vec![piece.block.clone()]).of_the_whole();
    card.counted = label.len() <= 2 && !asks;
    card.set = true;
    card
}

/// What comes first, and what after each step that has a name; nothing where most have none.
fn one_by_one(subject: &Subject, list: &List) -> Vec<Draft> {
    let names: Vec<Option<Vec<Word>>> = list.items.iter().map(|item| name(subject, item)).collect();
    let bidden = list.items.iter().filter(|item| bids(subject, item)).count() * 2 > list.items.len();
    if bidden || names.iter().flatten().count() * 2 < names.len() {
        return Vec::new();
    }
    let first = std::iter::once(Some(subject.say("step_first")));
    let after = names.iter().map(|name| {
        let name = name.as_ref()?;
        Some(subject.book.say("step_after", &subject.scene().with("v", name)))
    });
    let card = |(question, item): (Option<Vec<Inline>>, &Item)| {
        let own = parts(item).0.to_vec();
        let question = question.filter(|_| !own.is_empty())?;
        Some(Draft::ask(Rule::R(6), question, item.span).answer(vec![paragraph(own, item.span)]))
    };
    first.chain(after).zip(&list.items).filter_map(card).collect()
}

/// Whether a step bids its reader; a label ("Release: …") names it.
fn bids(subject: &Subject, item: &Item) -> bool {
    let own = parts(item).0;
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let [first, second, ..] = &words::words(own)[..] else { return false };
    let bid = is(&["command", "finite_base", "finite_base_any"], first) || is(&["after_verb"], second);
    bid && terms::split(subject, own).is_none()
}

/// What a step is called: its label, or itself where it is short and plain.
fn name(subject: &Subject, item: &Item) -> Option<Vec<Word>> {
    let own = parts(item).0;
    let said = match terms::split(subject, own) {
        Some((label, _)) => words::words(&label),
        None => words::words(own),
    };
    let mut said = super::phrases::without_colon(&said);
    if let Some(last) = said.last_mut() {
        last.reword(|text| text.trim_end_matches(['.', '。', ';']).into());
    }
    let plain = |word: &Word| word.is_text() && !word.text().contains(['(', ':', '/', '=', '<', '>', '→', '（', '：']);
    let named = (1..=NAME).contains(&words::count(&words::text(&said)));
    (named && said.iter().all(plain)).then_some(said)
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
    fn at_atomic_what_a_reader_is_bidden_is_blanked_in_its_row() {
        check_atomic(
            BREAD,
            &[
                "What are the 3 steps of **Baking bread**? => 1. mix the dough / 2. let it rise / 3. bake it",
                "What are the steps of **Baking bread**? / 1. \\[…] / 2. let it rise / 3. bake it => mix the dough",
                "What are the steps of **Baking bread**? / 1. mix the dough / 2. \\[…] / 3. bake it => let it rise",
                "What are the steps of **Baking bread**? / 1. mix the dough / 2. let it rise / 3. \\[…] => bake it",
            ],
        );
    }

    #[test]
    fn at_atomic_stages_with_names_also_one_by_one() {
        check_atomic(
            "## Tide\nStages:\n1. flood\n2. slack water: the boats turn at their anchors\n3. ebb\n",
            &[
                "What are the 3 steps of **Tide**? => 1. flood / 2. slack water: the boats turn at their anchors / 3. ebb",
                "**Tide**: what comes first? => flood",
                "**Tide**: what comes after flood? => slack water: the boats turn at their anchors",
                "**Tide**: what comes after slack water? => ebb",
            ],
        );
    }

    #[test]
    fn what_a_thing_does_is_no_row_of_steps() {
        check(
            "# Harbour\n## Lock\n1. Contains fresh water\n2. Directs the boats\n",
            &["**Harbour**: **Lock**? (2) => 1. Contains fresh water / 2. Directs the boats"],
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

    #[test]
    fn a_title_that_asks_asks_for_its_steps() {
        let cards = super::super::tests::lines(
            "# Leaks\n## Treatment\n1. tap the hull\n2. caulk the seam\n3. tar the plank\n",
            crate::model::CardLevel::Atomic,
        );
        assert!(!cards.iter().any(|card| card.contains("steps of")), "{cards:?}");
        assert!(cards.iter().any(|card| card.starts_with("How are **Leaks** treated?")), "{cards:?}");
    }
}
