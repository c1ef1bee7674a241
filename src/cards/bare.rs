//! `#tags` and `^ids` in a card's text name it and are no words of it: a tag is one of the card's tags.
//!
//! - Past consideration is no consideration. #exam   =>   the card is tagged `exam`, its text ends with the sentence

use super::cut;
use crate::model::{Block, Inline, InlineKind, PartMut, each_run};

/// Takes tags and ids out of the blocks and gives the tags back.
pub(crate) fn take(blocks: &mut [Block]) -> Vec<String> {
    without_ids(blocks);
    let mut tags = Vec::new();
    each_run(blocks, &mut |run| take_from(run, &mut tags));
    tags
}

fn without_ids(blocks: &mut [Block]) {
    for block in blocks {
        block.id = None;
        block.kind.each_part_mut(|part| {
            if let PartMut::Blocks(inner) | PartMut::Drawn(inner) = part {
                without_ids(inner);
            }
        });
    }
}

fn take_from(run: &mut Vec<Inline>, tags: &mut Vec<String>) {
    for inline in run.iter_mut() {
        if let Some(inner) = inline.kind.children_mut() {
            take_from(inner, tags);
        }
    }
    let before = tags.len();
    run.retain(|inline| match &inline.kind {
        InlineKind::Tag(tag) => {
            tags.push(tag.clone());
            false
        }
        _ => true,
    });
    if tags.len() > before {
        cut::trim_start(run);
        cut::trim_end(run);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::explained;
    use crate::model::CardLevel;

    #[test]
    fn a_tag_at_the_end_of_a_line_is_a_tag_of_the_card() {
        let cards =
            explained("## Offer\nA promise to be bound on certain terms. #exam/law ^offer\n", CardLevel::Section);
        assert_eq!(cards.cards[0].back, "A promise to be bound on certain terms.");
        assert_eq!(cards.cards[0].tags, ["exam::law"]);
    }
}
