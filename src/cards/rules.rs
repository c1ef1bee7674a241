//! The rules in the order in which they claim text: structure, blocks, sentences, what is left.

use super::claims::Claims;
use super::draft::Draft;
use super::subject::Subject;
use super::{
    answer, atomic, called, callout, code, contrast, definition, emphasised, later, lead_in, list, metadata,
    names_of_code, own_subject, points, question, quiz, rest, sets, signs, statement, steps, table, tasks, terms,
    vocabulary,
};
use crate::model::{Block, BlockKind, CardLevel, Topic};

/// A rule makes cards of what is free in the topic, and claims it.
type Claim = fn(&Subject, &mut Claims) -> Vec<Draft>;

/// Structure, then blocks.
const RULES: &[Claim] = &[
    metadata::objectives,
    quiz::cards,
    statement::cards,
    signs::cards,
    vocabulary::cards,
    lead_in::cards,
    lead_in::lines,
    question::cards,
    callout::cards,
    contrast::cards,
    sets::cards,
    table::cards,
    steps::cards,
    tasks::cards,
    terms::cards,
    points::first::cards,
    called::cards,
    definition::cards,
    own_subject::cards,
    later::cards,
    list::cards,
    code::cards,
    emphasised::cards,
];

/// The drafts of a topic, in the order of its text.
pub(crate) fn drafts(subject: &Subject) -> Vec<Draft> {
    let mut claims = Claims::default();
    if subject.level == CardLevel::Topic {
        return if subject.is_lead_in() {
            Vec::new()
        } else {
            rest::whole(subject, whole_body(subject.topic)).into_iter().collect()
        };
    }
    let mut drafts = Vec::new();
    for rule in RULES {
        drafts.append(&mut rule(subject, &mut claims));
    }
    let asked = drafts.iter().any(|draft| draft.whole);
    if asked || subject.level == CardLevel::Atomic {
        drafts.extend(list::nested(subject, &mut claims));
    }
    if subject.level == CardLevel::Section {
        drafts.extend(points::mixed::cards(subject, &mut claims));
    }
    let parts = atomic::cards(subject, &mut claims, &mut drafts);
    drafts.extend(parts);
    if !asked {
        drafts.extend(points::left_over(subject, &claims));
    }
    drafts.extend(rest::cards(subject, &mut claims, asked));
    let told = |draft: Draft| {
        if draft.exact {
            return draft;
        }
        let draft = answer::shortened(subject, quiz::unlabelled(draft));
        names_of_code::in_sight(subject, answer::closed(subject, draft))
    };
    let mut drafts: Vec<Draft> = drafts.into_iter().map(told).collect();
    if subject.level == CardLevel::Section {
        let branches = atomic::sections(subject, &drafts);
        drafts.extend(branches.into_iter().map(told));
    }
    drafts.sort_by_key(|draft| draft.span.start);
    drafts
}

/// A heading's body with its lead-ins, which are no topics of their own at this level.
fn whole_body(topic: &Topic) -> Vec<Block> {
    let mut body = topic.body.clone();
    for lead_in in topic.topics.iter().filter(|topic| matches!(topic.kind, crate::model::TopicKind::LeadIn(_))) {
        let title = crate::model::Inline::new(crate::model::InlineKind::Strong(lead_in.title.clone()), lead_in.span);
        body.push(Block::new(BlockKind::Paragraph(vec![title]), lead_in.span));
        body.extend(whole_body(lead_in));
    }
    body
}
