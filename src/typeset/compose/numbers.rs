//! The numbers in the bars of boxes, by which links name them.
//!
//! Ours count from 1. Where most titles carry numbers of their own that rise, those are the numbers, and what has none stays
//! without: two numbers in a bar tell a reader nothing. A sheet of one box needs none.
//!
//! - `Bread`, `Cheese`   =>   1 Bread, 2 Cheese
//! - `Introduction`, `1. Bread`, `3. Cheese`   =>   Introduction, 1. Bread, 3. Cheese

use std::collections::BTreeMap;

use smol_str::{SmolStr, ToSmolStr};

use super::plan::Plan;
use crate::model::{TopicKind, TopicRef};
use crate::typeset::BoxKind;

/// A box's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Counted from 1.
    pub(super) ordinal: u32,
    /// What is printed; empty for nothing.
    pub(super) label: SmolStr,
}

/// The number of each topic's box; a band has that of the first box below it.
pub(super) fn numbers(plans: &[Plan<'_>]) -> BTreeMap<TopicRef, Number> {
    let boxes = plans.iter().filter(|plan| plan.kind == BoxKind::Topic);
    let mut labels = labels(&boxes.map(title).collect::<Vec<_>>()).into_iter();
    let mut numbers = BTreeMap::new();
    // For what stands above a box of its own.
    let mut waiting = Vec::new();
    let mut ordinal = 0;
    for plan in plans {
        if plan.kind != BoxKind::Topic {
            waiting.push(plan.at());
            continue;
        }
        ordinal += 1;
        let number = Number { ordinal, label: labels.next().unwrap_or_default() };
        let inside = plan.topic.walk().map(|topic| TopicRef { note: plan.note.id, topic: topic.id });
        numbers.extend(inside.map(|topic| (topic, number.clone())));
        for above in waiting.drain(..) {
            numbers.entry(above).or_insert_with(|| number.clone());
        }
    }
    numbers
}

fn title(plan: &Plan<'_>) -> String {
    if plan.topic.kind == TopicKind::Note { plan.note.title.clone() } else { plan.topic.title_text() }
}

/// What is printed before each of these titles, or is at their head already.
fn labels(titles: &[String]) -> Vec<SmolStr> {
    if titles.len() == 1 {
        return vec![SmolStr::default()];
    }
    let own: Vec<&str> = titles.iter().map(|title| own(title).0).collect();
    let said: Vec<Vec<u32>> =
        own.iter().filter(|own| !own.is_empty()).map(|own| own.split('.').flat_map(str::parse).collect()).collect();
    let most = said.len() * 2 > titles.len() && said.is_sorted_by(|a, b| a < b);
    if most {
        return own.into_iter().map(SmolStr::new).collect();
    }
    (1..=titles.len()).map(|number| number.to_smolstr()).collect()
}

/// The number that a title starts with, empty for none, and what follows it: `2.` or `2.1` before words, never the 2 of
/// `2 causes`.
pub(super) fn own(title: &str) -> (&str, &str) {
    let title = title.trim_start();
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    let (number, rest) = title.split_at(end);
    let label = number.trim_end_matches('.');
    let signed = number.ends_with('.') || label.contains('.') || rest.starts_with([')', ':', '：', '、', '．']);
    let rest = rest.trim_start_matches([')', ':', '：', '、', '．']);
    let parted = number.len() - label.len() < 2 && (rest.starts_with(char::is_whitespace) || !rest.is_ascii());
    if signed && parted && !label.is_empty() && !label.starts_with('.') && !rest.trim().is_empty() {
        (label, rest.trim_start())
    } else {
        ("", title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(titles: &[&str], expected: &[&str]) {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        assert_eq!(labels(&titles), expected, "{titles:?}");
    }

    #[test]
    fn boxes_are_counted() {
        check(&["Bread", "2 kinds of cheese", "Wine"], &["1", "2", "3"]);
    }

    #[test]
    fn numbers_of_the_note_stay() {
        check(&["Introduction", "1. Bread", "3. Cheese"], &["", "1", "3"]);
        check(&["4.1 Bread", "4.2 Cheese", "4.10) Wine"], &["4.1", "4.2", "4.10"]);
        check(&["1、面包", "2、奶酪"], &["1", "2"]);
    }

    #[test]
    fn what_does_not_rise_is_no_numbering() {
        check(&["1. Bread", "1. Cheese"], &["1", "2"]);
        check(&["2024.", "3.5mm plugs"], &["1", "2"]);
    }

    #[test]
    fn one_box_needs_no_number() {
        check(&["Bread"], &[""]);
    }
}
