//! R15, lists of points: where the first item says what the topic is, it answers that; the others are what else there is to know.
//!
//! - ## Lahar / Is a stream of mud from a volcano, Rivers lead it, Rain may start it
//!   =>  What is Lahar?      What else should you know about Lahar? (2)
//! - ## Stigmergy / Coordination of animals by traces that they leave, Described by Grassé, Needs no memory
//!   =>  What is Stigmergy?  What else should you know about Stigmergy? (2)
//!
//! Other points are asked one by one where the patterns of `atomic` claim most of them, at `section` too: nobody recalls "the
//! main points". What somebody did and numbered steps stay together, with a question that says so.
//!
//! Members of a set are no points: of a gloss in the first item nothing is known where the others are glosses too.

use super::atomic::Share;
use super::claims::Claims;
use super::draft::Draft;
use super::gates::size;
use super::opening::{self, Opening};
use super::phrases::Fact;
use super::piece::parts;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, answer, atomic, definition, gloss, marked, past, sentence, terms};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, Span};

/// A gloss or a definition has so many words; a shorter item is a name.
const GLOSS: usize = 4;

/// So many orders are the steps of something.
const ORDERS: usize = 3;

/// A name that is listed has at most so many words.
const SHORT: usize = 3;

/// A member of a set has at most so many words where no name stands in front of it. Chosen by eye.
const MEMBER: usize = 8;

/// A name may have so many words: "State of the Union".
const NAME: usize = 4;

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
    let defines = || defined(subject, parts(list.items.first()?).0);
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
    (loose && list.start.is_none() && !are_deeds(subject, &list.items))
        .then(|| atomic::of_list(subject, &list.items, Share::TwoThirds, claims))
        .flatten()
}

/// Whether nothing but their topic holds points together: it neither asks nor says what they are.
fn are_loose(subject: &Subject) -> bool {
    let asks = |facts: &[Fact]| subject.question(facts, true);
    let points = asks(&[Fact::Points]);
    subject.facet.is_none() && points != asks(&[]) && points != asks(&[Fact::Stated])
}

/// Whether the items of a list are deeds of the topic, or statements about it rather than its members.
pub(crate) fn kind(subject: &Subject, list: &List) -> Option<Fact> {
    let half = |fits: &dyn Fn(&[Inline]) -> bool| {
        list.items.iter().filter(|item| fits(parts(item).0)).count() * 2 > list.items.len()
    };
    let opens = |line: &[Inline], kind: Opening| opening::of(subject, line) == kind;
    if half(&|line| opens(line, Opening::Does)) {
        return Some(Fact::Deeds);
    }
    let named = || names_a_set(subject) || !are_loose(subject) || !half(&|line| is_long(subject, line));
    let members =
        subject.book.is_plural(&subject.name) && !half(&|line| opening::is_statement(subject, line)) && named();
    (!members).then_some(Fact::Points)
}

/// Whether a title says that its list holds kinds or parts of something: "Types of knots", "Reasons to moor".
fn names_a_set(subject: &Subject) -> bool {
    let noun =
        |word: &Word| ["set_noun", "facet_nouns", "counted_things"].iter().any(|class| subject.book.is(class, word));
    subject.facet.is_some() || subject.title.iter().any(noun)
}

/// Whether an item is longer than a name, with no name in front: "most ropes are kept on the upper deck".
fn is_long(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let named = matches!(line.first().map(|inline| &inline.kind), Some(InlineKind::Strong(_) | InlineKind::Code(_)));
    said.len() > MEMBER && !named && terms::split(subject, line).is_none() && !said[0].text().starts_with('(')
}

/// The cards of a list of points, the block that holds it; none where its first item does not say what the topic is.
fn cards(subject: &Subject, list: &List, block: &Block, claims: &mut Claims) -> Option<Vec<Draft>> {
    let (first, others) = list.items.split_first()?;
    let (own, below) = parts(first);
    let defines = list.start.is_none() && below.is_empty() && !others.is_empty() && says_what(subject, own, others);
    if !defines || !subject.book.can_say("what_else") {
        return None;
    }
    let what = definition::of_line(subject, own, first.span);
    claims.take(first.span);
    let apart = (!are_deeds(subject, others)).then(|| atomic::of_list(subject, others, Share::TwoThirds, claims));
    if let Some(more) = apart.flatten() {
        return Some(std::iter::once(what).chain(more).collect());
    }
    let span = Span { end: block.span.end, ..others[0].span };
    claims.take(span);
    let whole = || vec![Block::new(BlockKind::List(List { items: others.to_vec(), ..list.clone() }), span)];
    let (question, answer) = match others {
        [one] => announced(subject, one).unwrap_or_else(|| (subject.say("what_else"), one.blocks.clone())),
        _ if are_deeds(subject, others) => (subject.say("did"), whole()),
        _ => (subject.say("what_else"), whole()),
    };
    let more = Draft::ask(Rule::R(15), question, span).answer(answer);
    Some(vec![what, more])
}

/// What an item asks that announces a list, and the list: "It has 2 engines:".
fn announced(subject: &Subject, item: &Item) -> Option<(Vec<Inline>, Vec<Block>)> {
    let (own, below) = parts(item);
    let [Block { kind: BlockKind::List(inner), .. }] = below else { return None };
    let question = sentence::is_intro(own).then(|| super::list::question(subject, own, inner)).flatten()?;
    Some((question, below.to_vec()))
}

/// Whether the items are names and nothing more: they belong to the topic, and say nothing of it.
pub(crate) fn are_names(subject: &Subject, list: &List) -> bool {
    let name = |item: &Item| {
        let line = parts(item).0;
        let said = words::words(line);
        (1..=SHORT).contains(&said.len())
            && !said.iter().any(|word| word.text().ends_with([':', '.', '!', '?']))
            && !opening::is_statement(subject, line)
    };
    list.items.iter().all(name)
}

/// What points ask that stay together: what somebody did, or the steps that are numbered; nothing for others.
pub(crate) fn question(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let [Block { kind: BlockKind::List(list), .. }] = answer else { return None };
    let book = subject.book;
    if list.items.len() < 2 || kind(subject, list) != Some(Fact::Points) || !are_loose(subject) {
        return None;
    }
    if are_deeds(subject, &list.items) {
        return Some(subject.say("did"));
    }
    let numbers = |word: &Word| book.number(word) == Some(list.items.len());
    let tells = !book.can_say("happens") || most(&list.items, |line| opening::is_statement(subject, line));
    let counted = list.start.is_some() && tells || are_orders(subject, list);
    let steps = counted && book.marks.is_empty() && !subject.title.iter().any(numbers);
    let count = words::of_text(&list.items.len().to_string());
    steps.then(|| book.say("step_all", &subject.scene().with("n", &count)))
}

/// Whether several items bid the reader do something, one after the other: "Open the sluice".
fn are_orders(subject: &Subject, list: &List) -> bool {
    let orders = list.items.iter().filter(|item| opening::of(subject, parts(item).0) == Opening::Bids).count();
    list.items.len() >= ORDERS && orders * 3 >= list.items.len() * 2
}

/// Whether at least half of the items say what somebody did.
fn are_deeds(subject: &Subject, items: &[Item]) -> bool {
    most(items, |line| past::is_deed(subject, &words::start(line, 2)))
}

fn most(items: &[Item], fits: impl Fn(&[Inline]) -> bool) -> bool {
    items.iter().filter(|item| fits(parts(item).0)).count() * 2 >= items.len()
}

/// What the topic is by a line that names it: "A lahar is …".
fn defined(subject: &Subject, line: &[Inline]) -> Option<Vec<Inline>> {
    definition::without_subject(subject, line, &words::words(line))
}

/// Whether an item says what the topic is and the others say more of it.
fn says_what(subject: &Subject, own: &[Inline], others: &[Item]) -> bool {
    let said = words::words(own);
    if said.len() < GLOSS || subject.facet.is_some() || past::is_deed(subject, &said) {
        return false;
    }
    let book = subject.book;
    if !book.marks.is_empty() {
        return marked::opening(subject, own) == Some(Opening::Defines) && marked::names_topic(subject, own);
    }
    if let Some(what) = defined(subject, own) {
        // "is used for …" is asked as that.
        return !words::first(&what).is_some_and(|word| book.is("used", &word));
    }
    let bare = book.is("be", &said[0]) && said[0].text().to_lowercase() == said[0].key;
    let rest = || others.iter().filter(|item| is_gloss(subject, parts(item).0)).count() * 2 <= others.len();
    book.can_say("happens") && (bare || is_gloss(subject, own) && !book.is_plural(&subject.name) && rest())
}

/// Whether the first of several points says in a few words what their topic is, and the next does not: "device for weighing".
pub(crate) fn opens_with_gloss(subject: &Subject, name: &[Word], list: &List) -> bool {
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let line = |item| words::words(parts(item).0);
    let [first, second, ..] = &list.items[..] else { return false };
    let thing = line(first).first().is_some_and(|word| {
        let deed = ["participle", "past_deed", "gerund", "doing", "finite_s", "verb_s", "finite_s_or_noun"];
        let other = ["preposition", "conjunction", "condition", "adverb", "quantity", "wh", "hanging", "plural"];
        word.is_text() && word.text().starts_with(char::is_alphabetic) && !is(&deed, word) && !is(&other, word)
    });
    let process = name.last().is_some_and(|word| is(&["mechanism", "stage_word", "list_verb"], word));
    let several = line(second).iter().skip(1).take(SHORT).any(|word| is(&["of"], word));
    subject.book.can_say("happens")
        && thing
        && !process
        && !several
        && !subject.book.is_plural(name)
        && gloss::is_gloss(subject.book, &line(first))
        && is_short_gloss(subject, parts(first).0)
        && !is_short_gloss(subject, parts(second).0)
}

/// Whether a line is a noun of few words and something that tells it from others, and no statement.
fn is_short_gloss(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    said.len() >= SHORT
        && !said[said.len() - 1].text().ends_with([',', ';', ':', '?'])
        && said[1..said.len() - 1].iter().any(|word| is(&["preposition", "relative"], word))
        && !said.iter().any(|word| is(&["finite_aux"], word))
        && terms::split(subject, line).is_none()
        && opening::of_said(subject, line, &said) == Opening::Defines
        && !opening::is_statement(subject, line)
}

/// Whether a line is a noun with what tells it from others: "land that a river builds".
fn is_gloss(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let Some((first, last)) = said.first().zip(said.last()) else { return false };
    let open = last.text().ends_with([',', ';', ':']) || is(&["and", "preposition", "article"], last);
    let number = first.text().starts_with(|c: char| !c.is_alphabetic()) || is(&["participle", "preposition"], first);
    // "… was the heir" says it of somebody, however long the name before it is.
    let states = || said.iter().take_while(|word| !is(&["relative"], word)).any(|word| is(&["finite_aux"], word));
    said.len() >= GLOSS
        && !open
        && !number
        && !states()
        && terms::split(subject, line).is_none()
        && said.iter().all(Word::is_text)
        && said.iter().skip(1).any(|word| is(&["preposition", "relative"], word))
        && (is(&["article"], first) || said.len() > NAME)
        && opening::of_said(subject, line, &said) == Opening::Defines
        && !opening::is_statement(subject, line)
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
                "What are the main points about **Cargo**? (3) => - sacks of grain from the north / - barrels of oil for the lamps / - bales of wool for the mills",
            ],
        );
    }

    #[test]
    fn sentences_without_a_known_verb_are_no_members() {
        check(
            "# Harbour\n## Visitors\n- share of the guests that came by steamer in the summer rising\n- guests from the south mostly in the inns by the old pier\n",
            &[
                "What are the main points about **Visitors**? (2) => - share of the guests that came by steamer in the summer rising / - guests from the south mostly in the inns by the old pier",
            ],
        );
    }

    #[test]
    fn names_belong_to_their_topic() {
        check(
            "# Harbour\n## Basin\n- buoys\n- mooring posts\n- tugs\n",
            &["What belongs to **Basin**? (3) => - buoys / - mooring posts / - tugs"],
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
                "What are the main points about **Ferry**? (3) => - It can carry twelve carts / - green paint from the north / - an old crew",
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
}
