//! R15, the rest: a heading whose body nothing claimed asks by the phrase book, and the body answers.
//!
//! Of some 3,500 headings of strangers a third open with code and many with a list or a table: without this rule they would ask
//! nothing. Where other rules claimed a part but none asked for the topic itself, what they left answers.

use super::claims::Claims;
use super::draft::Draft;
use super::subject::Subject;
use super::{Rule, apparatus, leftover, words};
use crate::model::{Block, BlockKind};

/// What is left must be this long to be asked beside other cards of its topic. Chosen by eye.
const WORTH_ASKING: usize = 8;

/// The card of what is left of the topic; `asked` where a card asks for the topic itself already.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims, asked: bool) -> Vec<Draft> {
    let Some(span) = subject.body_span() else { return Vec::new() };
    let left = leftover::blocks(subject.body(), claims);
    if left.is_empty() || asked || (!claims.is_empty() && !worth_asking(&left)) || apparatus::only_links(&left) {
        return Vec::new();
    }
    let listed = matches!(&left[..], [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1);
    let question = subject.question(&[], listed);
    let shows: Vec<_> = left.iter().map(|block| block.span).collect();
    let mut card =
        Draft::ask(Rule::R(15), question, left.first().map_or(span, |block| block.span)).answer(left).of_the_whole();
    for &span in &shows {
        claims.take(span);
    }
    card.shows = shows;
    vec![card]
}

/// The whole topic on one card, for the level `topic`.
pub(crate) fn whole(subject: &Subject, body: Vec<Block>) -> Option<Draft> {
    let span = body.first()?.span.to(body.last()?.span);
    let card = Draft::ask(Rule::R(15), subject.question(&[], false), span).answer(body);
    Some(card.of_the_whole())
}

fn worth_asking(blocks: &[Block]) -> bool {
    let text = blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Figure(_)));
    words::count(&crate::text::plain::blocks(&text.cloned().collect::<Vec<_>>())) >= WORTH_ASKING
}
