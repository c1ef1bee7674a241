//! What the items of a list are to their topic: its deeds, statements about it, names that belong to it, steps, orders.

use super::super::opening::{self, Opening};
use super::super::phrases::Fact;
use super::super::piece::parts;
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{past, terms};
use super::are_loose;
use crate::model::{Inline, InlineKind, Item, List};

/// So many orders are the steps of something.
const ORDERS: usize = 3;

/// A name that is listed has at most so many words.
const SHORT: usize = 3;

/// A member of a set has at most so many words where no name stands in front of it. Chosen by eye.
const MEMBER: usize = 5;

/// Whether the items of a list are deeds of the topic, or statements about it rather than its members.
pub(crate) fn kind(subject: &Subject, list: &List) -> Option<Fact> {
    let half = |fits: &dyn Fn(&[Inline]) -> bool| {
        list.items.iter().filter(|item| fits(parts(item).0)).count() * 2 > list.items.len()
    };
    let opens = |line: &[Inline], kind: Opening| opening::of(subject, line) == kind;
    if !names_a_set(subject) && half(&|line| opens(line, Opening::Does)) {
        return Some(Fact::Deeds);
    }
    let named = || names_a_set(subject) || !are_loose(subject) || !half(&|line| is_long(subject, line));
    let members = subject.book.is_plural(&subject.name) && !half(&|line| tells(subject, line)) && named();
    (!members).then_some(Fact::Points)
}

/// Whether an item says something: "Made of oak", "They are tarred", "Can be spliced".
fn tells(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::start(line, 2);
    let is = |class: &str, at: usize| said.get(at).is_some_and(|word| subject.book.is(class, word));
    let done = is("participle", 0) && is("preposition", 1);
    // "250 of them in the south", "Mostly in large towns", "With two masts"
    let told = ["adverb", "manner", "preposition", "negation"].iter().any(|class| is(class, 0))
        || said.first().is_some_and(|word| word.text().starts_with(|c: char| c.is_ascii_digit()));
    done || told || is("hanging", 0) || is("finite_aux", 0) || opening::is_statement(subject, line)
}

/// Whether a title says that its list holds kinds or parts of something: "Types of knots", "Reasons to moor".
pub(super) fn names_a_set(subject: &Subject) -> bool {
    subject.facet.is_some() || subject.title.iter().any(|word| subject.book.is_set_noun(word))
}

/// Whether an item is longer than a name, with no name in front: "most ropes are kept on the upper deck".
fn is_long(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let named = matches!(line.first().map(|inline| &inline.kind), Some(InlineKind::Strong(_) | InlineKind::Code(_)));
    said.len() > MEMBER && !named && terms::split(subject, line).is_none() && !said[0].text().starts_with('(')
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

/// Whether several items bid the reader do something, one after the other: "Open the sluice".
pub(super) fn are_orders(subject: &Subject, list: &List) -> bool {
    let orders = list.items.iter().filter(|item| opening::of(subject, parts(item).0) == Opening::Bids).count();
    // Numbers say that they follow each other, and so does a title that names something done: "Locking up".
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let done = subject.book.is_task(&subject.title)
        || subject.title.first().is_some_and(|first| is(&["gerund", "doing", "wh"], first))
        || subject.title.iter().any(|word| is(&["steps", "steps_title", "process_title"], word));
    let share = if list.start.is_some() { 1 } else { 2 };
    list.items.len() >= ORDERS && orders * 3 >= list.items.len() * share && (done || list.start.is_some())
}

/// Whether two thirds of the items say what somebody did.
pub(super) fn are_deeds(subject: &Subject, items: &[Item]) -> bool {
    let deed = |item: &&Item| past::is_deed(subject, &words::start(parts(item).0, 2));
    items.iter().filter(deed).count() * 3 >= items.len() * 2
}

pub(super) fn most(items: &[Item], fits: impl Fn(&[Inline]) -> bool) -> bool {
    items.iter().filter(|item| fits(parts(item).0)).count() * 2 >= items.len()
}

/// Whether items follow each other in time and say so: "Then …", "Finally …", or what happens in a pathway.
pub(super) fn are_in_time(subject: &Subject, items: &[Item]) -> bool {
    let opening = |class: &str| {
        let opens = |item: &&Item| words::first(parts(item).0).is_some_and(|word| subject.book.is(class, &word));
        items.iter().filter(opens).count()
    };
    let titled = |class: &str| subject.title.iter().any(|word| subject.book.is(class, word));
    let timed = opening("next_opening");
    let course = titled("course_of") && opening("event_opening") * 3 >= items.len() * 2;
    items.len() > 2 && (course || timed > 0 && (timed * 2 >= items.len() || titled("steps")))
}
