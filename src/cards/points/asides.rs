//! Points that are none: an example of what stands above it, a place to read on. They are folded under the answer.
//!
//! - ## Hull / Plated with iron, Example: the old steamers   =>  How is Hull plated?, the example in Extra

use super::super::piece::parts;
use super::super::subject::Subject;
use super::super::words;
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, Target};

/// A label of an example has at most so many words: "for example".
const LABEL: usize = 2;

/// The answer without such items of the list that it is, and the asides with them.
pub(crate) fn without(subject: &Subject, answer: Vec<Block>, mut aside: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let [Block { kind: BlockKind::List(list), span, .. }] = &answer[..] else { return (answer, aside) };
    let apart = |item: &Item| is_example(subject, parts(item).0) || is_pointer(subject, parts(item).0);
    let (more, points): (Vec<Item>, Vec<Item>) = list.items.iter().cloned().partition(apart);
    if subject.facet.is_some() || more.is_empty() || points.is_empty() || apart(&list.items[0]) {
        return (answer, aside);
    }
    let listed = |items| Block::new(BlockKind::List(List { items, ..*list }), *span);
    aside.insert(0, listed(more));
    (vec![listed(points)], aside)
}

/// "Example: the old steamers", "e.g.: barges".
fn is_example(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::start(line, LABEL + 1);
    let ends = said.iter().take(LABEL).position(|word| word.is_text() && word.text().ends_with([':', '：']));
    ends.is_some_and(|at| {
        let label = words::lower_text(&said[..=at]);
        subject.book.is_key("example_label", label.trim_end_matches([':', '：', '.']))
    })
}

/// "See [[Tides]]": a word or two and a link.
fn is_pointer(subject: &Subject, line: &[Inline]) -> bool {
    let first = words::first(line).is_some_and(|word| subject.book.is("pointer", &word));
    let link = |inline: &Inline| match &inline.kind {
        InlineKind::Link(link) => !matches!(link.target, Target::Unresolved(_)) || !link.content.is_empty(),
        _ => false,
    };
    first && line.iter().any(link)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn an_example_is_no_point() {
        check(
            "# Harbour\n## Hull\n- Made of iron plates\n- Example: the old steamers\n",
            &["What is **Hull** made of? => iron plates"],
        );
    }
}
