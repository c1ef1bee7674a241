//! Nothing lost: text that stands on no card goes to Extra of the nearest.
//!
//! Nearest is the card before it in its topic, else the one after it there, else one of the topic above, or of a topic beside it
//! where that has none of its own: "**Example**" goes to the card of "**Meaning**".

use rustc_hash::FxHashMap;

use super::super::Dropped;
use super::super::claims::Claims;
use super::super::leftover;
use super::super::subject::Subject;
use super::Passed;
use crate::model::{Block, BlockKind, Inline, InlineKind, TopicId};
use crate::text;

/// Gives every subject's leftover text to a card, behind it what the note says of itself; what finds none is dropped, and said.
pub(super) fn gather(subjects: &[Subject], drafts: &mut [Vec<Passed>], asides: &[(TopicId, Block)]) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    let mut shown = Claims::default();
    for span in drafts.iter().flatten().flat_map(|passed| &passed.draft.shows) {
        shown.take(*span);
    }
    let first = drafts.iter().position(|made| !made.is_empty());
    for (at, subject) in subjects.iter().enumerate() {
        let mut left = leftover::blocks(subject.body(), &shown);
        if drafts[at].is_empty() && subject.parent.is_some() && !left.is_empty() {
            left.insert(0, title(subject));
        }
        let home = home(subjects, drafts, at);
        dropped.extend(left.into_iter().filter_map(|block| keep(drafts, home, first, block)));
    }
    let places: FxHashMap<TopicId, usize> = (0..).zip(subjects).map(|(at, subject)| (subject.topic.id, at)).collect();
    for (topic, block) in asides {
        let at = places.get(topic).copied();
        let home = at.and_then(|at| home(subjects, drafts, at));
        dropped.extend(keep(drafts, home, first, block.clone()));
    }
    dropped
}

/// Gives a block to a card of its topic or one above, else to the first of the note; it is dropped where there is none.
fn keep(drafts: &mut [Vec<Passed>], home: Option<usize>, first: Option<usize>, block: Block) -> Option<Dropped> {
    let card = match home {
        Some(home) => nearest(&mut drafts[home], &block),
        None => first.and_then(|at| drafts[at].first_mut()),
    };
    if let Some(card) = card {
        card.draft.extra.push(block);
        return None;
    }
    let text = text::markdown::blocks(std::slice::from_ref(&block));
    Some(Dropped { span: block.span, text, why: "no card stands near".to_owned() })
}

/// The title of a topic without cards: its text goes to another's, where it says what the text is.
fn title(subject: &Subject) -> Block {
    let title = Inline::new(InlineKind::Strong(subject.topic.title.clone()), subject.span());
    Block::new(BlockKind::Paragraph(vec![title]), subject.span())
}

/// The topic with cards that is nearest: itself, or one above; before a topic further up, the last below that one, or the next.
fn home(subjects: &[Subject], drafts: &[Vec<Passed>], at: usize) -> Option<usize> {
    let made = |at: &usize| !drafts[*at].is_empty();
    let mut above = std::iter::successors(Some(at), |at| subjects[*at].parent);
    // All topics of a note stand below the first.
    above.find_map(|up| {
        if made(&up) || up == 0 {
            return made(&up).then_some(up);
        }
        let end = (up + 1..subjects.len()).find(|&below| !is_below(subjects, below, up)).unwrap_or(subjects.len());
        (up..at).rev().find(made).or_else(|| (at..end).find(made))
    })
}

fn is_below(subjects: &[Subject], at: usize, up: usize) -> bool {
    std::iter::successors(subjects[at].parent, |at| subjects[*at].parent).take_while(|&at| at >= up).any(|at| at == up)
}

/// The card before the block, else the first.
fn nearest<'d>(drafts: &'d mut [Passed], block: &Block) -> Option<&'d mut Passed> {
    let before = drafts.iter().rposition(|passed| passed.draft.span.start <= block.span.start);
    drafts.get_mut(before.unwrap_or(0))
}
