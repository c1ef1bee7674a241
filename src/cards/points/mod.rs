//! R15, lists of points: where the first item says what the topic is, it answers that; the others are what else there is to know.
//!
//! - ## Lahar / Is a stream of mud from a volcano, Rivers lead it, Rain may start it
//!   =>  What is Lahar?      What else should you know about Lahar? (2)
//! - ## Stigmergy / Coordination of animals by traces that they leave, Described by Grassé, Needs no memory
//!   =>  What is Stigmergy?  What else should you know about Stigmergy? (2)
//!
//! - ## Dredging / To keep the channel deep, To win sand   =>  What is the purpose of Dredging? (2)
//! - ## Locking / First …, Then …, Finally …               =>  What are the 3 steps of Locking?
//!
//! Other points are asked one by one where the patterns of `atomic` claim most of them, at `section` too: nobody recalls "the
//! main points". What somebody did and numbered steps stay together, with a question that says so.
//!
//! Members of a set are no points: of a gloss in the first item nothing is known where the others are glosses too.

mod asides;
pub(crate) mod first;
mod gloss;
mod kind;
pub(crate) mod mixed;
mod whole;

use super::atomic::Share;
use super::claims::Claims;
use super::draft::Draft;
use super::gates::size;
use super::opening;
use super::phrases::{Fact, Scene};
use super::piece::parts;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, answer, atomic, definition, sentence};
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, List, Span};
pub(crate) use asides::without as without_asides;
pub(crate) use gloss::opens_with_gloss;
pub(crate) use kind::{are_names, kind};
pub(crate) use whole::left_over;

/// The cards of a list of points with which the answer opens: what its topic is and more of it, or one by one.
pub(crate) fn of_answer(
    subject: &Subject,
    answer: &[Block],
    aside: &[Block],
    claims: &mut Claims,
) -> Option<Vec<Draft>> {
    let block = answer.first()?;
    let BlockKind::List(list) = &block.kind else { return None };
    // "How are types handled?" is answered by all of them.
    let asks = subject.title.first().is_some_and(|word| subject.book.is("wh", word));
    if asks || kind(subject, list) != Some(Fact::Points) {
        return None;
    }
    let loose = are_loose(subject);
    if loose && kind::are_in_time(subject, &list.items) {
        return None;
    }
    if loose && let Some(cards) = atomic::each(subject, list, claims) {
        return Some(cards);
    }
    let first = parts(list.items.first()?).0;
    let one_by_one = |claims: &mut Claims| {
        let apart = loose && list.start.is_none() && told(subject, &list.items, &subject.scene()).is_none();
        apart.then(|| atomic::of_list(subject, &list.items, Share::TwoThirds, claims)).flatten()
    };
    // "It is a gate" asks by its sentence, as the others do.
    if gloss::points(subject, first)
        && let Some(cards) = one_by_one(claims)
    {
        return Some(cards);
    }
    let defines = || gloss::defined(subject, first);
    if (loose || defines().is_some())
        && let Some(cards) = cards(subject, list, block, claims)
    {
        return Some(cards);
    }
    // Beside code or a picture "How does X work?" is answered by its points.
    if !loose && (answer.len() > 1 || !aside.is_empty()) {
        return None;
    }
    // Of more points nobody learns to say them all.
    let words = words::count(&crate::text::plain::blocks(std::slice::from_ref(block)));
    let long = words > size::WORDS || loose && list.start.is_none() && !answer::can_be_short(subject.book, block);
    if list.items.len() > size::ITEMS || long {
        return atomic::of_list(subject, &list.items, Share::Half, claims);
    }
    one_by_one(claims).or_else(|| loose.then(|| of_two(subject, list, claims)).flatten())
}

/// The cards of two points of which one says something that can be asked: the other is a name for the topic, or goes to Extra.
fn of_two(subject: &Subject, list: &List, claims: &mut Claims) -> Option<Vec<Draft>> {
    let [first, second] = &list.items[..] else { return None };
    if list.start.is_some() || told(subject, &list.items, &subject.scene()).is_some() {
        return None;
    }
    let ask = |item: &Item, claims: &mut Claims| {
        atomic::of_list(subject, std::slice::from_ref(item), Share::TwoThirds, claims)
    };
    if let Some(cards) = ask(first, claims) {
        return Some(cards);
    }
    let own = parts(first).0;
    let cards = gloss::is_name(subject, own).then(|| ask(second, claims)).flatten()?;
    claims.take(first.span);
    Some(std::iter::once(definition::of_line(subject, own, first.span)).chain(cards).collect())
}

/// Whether nothing but their topic holds points together: it neither asks nor says what they are.
fn are_loose(subject: &Subject) -> bool {
    let asks = |facts: &[Fact]| subject.titled_question(facts, true);
    let points = asks(&[Fact::Points]);
    subject.facet.is_none() && points != asks(&[]) && points != asks(&[Fact::Stated])
}

/// The cards of a list of points, the block that holds it; none where its first item does not say what the topic is.
fn cards(subject: &Subject, list: &List, block: &Block, claims: &mut Claims) -> Option<Vec<Draft>> {
    let (first, others) = list.items.split_first()?;
    let (own, below) = parts(first);
    let defines = list.start.is_none()
        && below.is_empty()
        && !others.is_empty()
        && (gloss::says_what(subject, own, others) || gloss::tells_work(subject, own, others));
    if !defines || !subject.book.can_say("what_else") {
        return None;
    }
    let what = if gloss::tells_work(subject, own, others) {
        let question = subject.question(&[Fact::Deeds], false);
        Draft::ask(Rule::R(1), question, first.span).answer_line(own.to_vec()).of_the_whole()
    } else {
        let kind = gloss::kind_of(subject, own).unwrap_or_else(|| own.to_vec());
        definition::of_line(subject, &kind, first.span)
    };
    claims.take(first.span);
    let named: Vec<Draft> = others.iter().filter_map(|item| atomic::over_points(subject, item)).collect();
    if !named.is_empty() {
        return Some(std::iter::once(what).chain(mixed::beside(subject, others, named, claims)).collect());
    }
    let apart = (!kind::are_deeds(subject, others)).then(|| atomic::of_list(subject, others, Share::TwoThirds, claims));
    if let Some(more) = apart.flatten() {
        return Some(std::iter::once(what).chain(more).collect());
    }
    let span = Span { end: block.span.end, ..others[0].span };
    claims.take(span);
    let list = || Block::new(BlockKind::List(List { items: others.to_vec(), ..*list }), span);
    let (question, answer) = match others {
        [one] => match announced(subject, one) {
            Some(asked) => asked,
            // One more remark is nothing to ask for, unless each is wanted or its own list finishes it.
            None if subject.level == CardLevel::Atomic || !parts(one).1.is_empty() => {
                (subject.say("what_else"), one.blocks.clone())
            }
            None => return Some(vec![what.and_extra(vec![list()]).showing(span)]),
        },
        _ => (told(subject, others, &subject.scene()).unwrap_or_else(|| subject.say("what_else")), vec![list()]),
    };
    let more = Draft::ask(Rule::R(15), question, span).answer(answer);
    Some(vec![what, more])
}

/// What the items of a list ask together by how they begin: what the topic of the scene did, what it is for, when it is so.
pub(crate) fn told(subject: &Subject, items: &[Item], scene: &Scene) -> Option<Vec<Inline>> {
    if kind::are_deeds(subject, items) {
        return Some(subject.book.say("did", scene));
    }
    // "If a boat is full" over what follows from it is more than a case.
    if items.iter().any(|item| !parts(item).1.is_empty()) {
        return None;
    }
    let said: Vec<Vec<Word>> = items.iter().map(|item| words::words(parts(item).0)).collect();
    subject.book.by_openings(&said, scene)
}

/// What an item asks that announces a list, and the list: "It has 2 engines:".
fn announced(subject: &Subject, item: &Item) -> Option<(Vec<Inline>, Vec<Block>)> {
    let (own, below) = parts(item);
    let [Block { kind: BlockKind::List(inner), .. }] = below else { return None };
    let question = sentence::is_intro(own).then(|| super::list::question(subject, own, inner)).flatten()?;
    Some((question, below.to_vec()))
}

/// What points ask that stay together: what they tell by how they begin, or the steps that are numbered or say so; nothing for
/// others.
pub(crate) fn question(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let [Block { kind: BlockKind::List(list), .. }] = answer else { return None };
    let book = subject.book;
    if list.items.len() < 2 || !are_loose(subject) {
        return None;
    }
    if let Some(question) = told(subject, &list.items, &subject.scene()) {
        return Some(question);
    }
    if kind(subject, list) != Some(Fact::Points) {
        return None;
    }
    let numbers = |word: &Word| book.number(word) == Some(list.items.len());
    let tells = !book.can_say("happens") || kind::most(&list.items, |line| opening::is_statement(subject, line));
    // Numbers alone count points too: the title says that they are steps.
    let says = |class: &&str| subject.title.iter().any(|word| book.is(class, word));
    let numbered = list.start.is_some() && tells && ["steps", "steps_title", "process_title"].iter().any(says);
    let counted = numbered || kind::are_orders(subject, list) || kind::are_in_time(subject, &list.items);
    let set = kind::names_a_set(subject) || subject.title.iter().any(numbers);
    let steps = counted && book.marks.is_empty() && !set;
    let count = words::of_text(&list.items.len().to_string());
    steps.then(|| book.say("step_all", &subject.scene().with("n", &count)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn the_first_point_may_say_what_the_topic_is() {
        check(
            "# Land\n## Lahar\n- Is a stream of mud from a volcano\n- Rivers lead it into the plain\n- Rain may start it years later\n",
            &[
                "What is **Lahar**? => Is a stream of mud from a volcano",
                "What else should you know about **Lahar**? (2) => - Rivers lead it into the plain / - Rain may start it years later",
            ],
        );
        check(
            "# Ants\n## Stigmergy\n- Coordination of animals by traces that they leave\n- Described by Grassé in termites\n- Needs neither memory nor speech\n",
            &[
                "What is **Stigmergy**? => Coordination of animals by traces that they leave",
                "What else should you know about **Stigmergy**? (2) => - Described by Grassé in termites / - Needs neither memory nor speech",
            ],
        );
    }

    #[test]
    fn members_of_a_set_are_no_points() {
        check(
            "# Harbour\n## Cargo\n- sacks of grain from the north\n- barrels of oil for the lamps\n- bales of wool for the mills\n",
            &[
                "**Harbour**: **Cargo**? (3) => - sacks of grain from the north / - barrels of oil for the lamps / - bales of wool for the mills",
            ],
        );
    }

    #[test]
    fn sentences_without_a_known_verb_are_no_members() {
        check(
            "# Harbour\n## Visitors\n- share of the guests that came by steamer in the summer rising\n- guests from the south mostly in the inns by the old pier\n",
            &[
                "**Harbour**: **Visitors**? (2) => - share of the guests that came by steamer in the summer rising / - guests from the south mostly in the inns by the old pier",
            ],
        );
    }

    #[test]
    fn names_belong_to_their_topic() {
        check(
            "# Harbour\n## Basin\n- buoys\n- mooring posts\n- tugs\n",
            &["**Harbour**: **Basin**? (3) => - buoys / - mooring posts / - tugs"],
        );
    }

    #[test]
    fn more_points_than_one_learns_are_cut() {
        let loads = ["grain", "oil", "wool", "salt", "tea", "iron", "coal", "timber"];
        let points =
            loads.map(|load| format!("- The crane of the {load} quay belongs to the guild of {load}\n")).concat();
        let cards = lines(&format!("# Harbour\n## Quay\n{points}"), CardLevel::Section);
        assert_eq!(cards.len(), 8, "{cards:#?}");
        assert_eq!(cards[1], "What does the **crane of the oil quay** belong to? => the guild of oil");
    }

    #[test]
    fn points_that_say_something_are_asked_one_by_one() {
        check(
            "# Harbour\n## Ferry\n- It can carry twelve carts\n- The ramp is lowered by two chains\n- A pilot guides the ferry through the narrows\n",
            &[
                "What can **Ferry** carry? => twelve carts",
                "How is the **ramp** lowered? => by two chains",
                "What does **a pilot** guide? => the ferry through the narrows",
            ],
        );
    }

    #[test]
    fn a_gloss_before_points_says_what_their_topic_is() {
        check(
            "# Harbour\n## Capstan\n- drum for winding ropes\n- green since the flood\n",
            &["What is **Capstan**? (2) => - drum for winding ropes / - green since the flood"],
        );
    }

    #[test]
    fn orders_one_after_the_other_are_steps() {
        check(
            "# Docks\n## Mooring\n- Throw the line\n- Catch the ring\n- Pull the boat to the quay\n",
            &[
                "What are the 3 steps of **Mooring**? => - Throw the line / - Catch the ring / - Pull the boat to the quay",
            ],
        );
    }

    #[test]
    fn points_that_are_asked_alike_are_one_question() {
        check(
            "# Harbour\n## Ferry\n- It can carry twelve carts\n- Painted green\n- It can carry a herd of sheep\n",
            &["What can **Ferry** carry? (2) => - twelve carts / - a herd of sheep"],
        );
    }

    #[test]
    fn too_few_statements_stay_together() {
        check(
            "# Harbour\n## Ferry\n- It can carry twelve carts\n- green paint from the north\n- an old crew\n",
            &[
                "**Harbour**: **Ferry**? (3) => - It can carry twelve carts / - green paint from the north / - an old crew",
            ],
        );
    }

    #[test]
    fn deeds_and_numbered_steps_stay_together() {
        check(
            "# Pilots\n## Ada Holm\n- Founded the guild of pilots\n- Led the fleet home\n- Late in life a writer\n",
            &[
                "What did **Ada Holm** do? (3) => - Founded the guild of pilots / - Led the fleet home / - Late in life a writer",
            ],
        );
        check(
            "# Docks\n## Departure\n1. The bell rings twice.\n2. The crew lifts the ramp.\n3. The ferry leaves the pier.\n",
            &[
                "What are the 3 steps of **Departure**? => 1. The bell rings twice. / 2. The crew lifts the ramp. / 3. The ferry leaves the pier.",
            ],
        );
    }

    #[test]
    fn a_title_that_asks_is_answered_by_all_points() {
        let points =
            "- each crane belongs to a guild that keeps it and pays the men who turn its wheel by day\n".repeat(4);
        let cards = lines(&format!("# Harbour\n## How cranes are shared\n{points}"), CardLevel::Section);
        assert_eq!(cards.len(), 1, "{cards:#?}");
    }

    #[test]
    fn points_that_begin_alike_are_asked_for_what_they_tell() {
        let asks = |title: &str, items: [&str; 2], front: &str| {
            let [a, b] = items;
            let cards = lines(&format!("# Harbour\n## {title}\n- {a}\n- {b}\n"), CardLevel::Section);
            assert_eq!(cards, [format!("{front} (2) => - {a} / - {b}")]);
        };
        asks(
            "Dredging",
            ["To keep the channel deep", "To win sand for the dikes"],
            "What is the purpose of **Dredging**?",
        );
        asks(
            "Silting",
            ["Because the river is slow", "Because the tide brings mud"],
            "What are the reasons for **Silting**?",
        );
        asks(
            "Storm surges",
            ["Lead to floods in the lower town", "Cause damage to old piers"],
            "What do **Storm surges** lead to?",
        );
        asks(
            "Whistling",
            ["When a boat leaves the basin in fog", "If two boats meet"],
            "**Whistling**: in which cases?",
        );
        asks(
            "Tide watch",
            ["Reading the gauge at the old pier", "Calling the pilots at high water"],
            "What does **Tide watch** involve?",
        );
    }

    #[test]
    fn what_follows_in_time_are_steps() {
        check(
            "# Docks\n## Locking\n- First the lower gate closes\n- Then water runs in\n- Finally the upper gate opens\n",
            &[
                "What are the 3 steps of **Locking**? => - First the lower gate closes / - Then water runs in / - Finally the upper gate opens",
            ],
        );
        check(
            "# Docks\n## Pathway of salt\n- Uptake of brine by three gates\n- Drying of the upper basins\n- Removal of the crust\n",
            &[
                "What are the 3 steps of the **Pathway of salt**? => - Uptake of brine by three gates / - Drying of the upper basins / - Removal of the crust",
            ],
        );
    }

    #[test]
    fn of_two_points_one_may_be_asked_alone() {
        check(
            "# Harbour\n## Ferry\n- Stone raft\n- It can carry twelve carts\n",
            &["**Harbour**: **Ferry**? => Stone raft", "What can **Ferry** carry? => twelve carts"],
        );
    }
}
