//! `#tags` and `^ids` in a card's text name it and are no words of it: a tag is one of the card's tags.
//!
//! - Past consideration is no consideration. #exam   =>   the card is tagged `exam`, its text ends with the sentence
//! - Sensory nerves (#afferent) lead to the brain      =>   the same, but the tag is a word of the sentence: afferent

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
    for at in 0..run.len() {
        if let InlineKind::Tag(tag) = &run[at].kind
            && !tag.eq_ignore_ascii_case("todo")
            && is_word(run, at)
        {
            let name = tag.rsplit('/').next().unwrap_or(tag).to_owned();
            tags.push(tag.clone());
            run[at].kind = InlineKind::Text(name);
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

/// Whether a tag stands among the words of its line: at an end of it, tags beside it set aside, it is none.
fn is_word(run: &[Inline], at: usize) -> bool {
    let line_ends = |inline: &&Inline| matches!(inline.kind, InlineKind::Break(_));
    let said = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        kind => !matches!(kind, InlineKind::Tag(_)),
    };
    let before = run[..at].iter().rev().take_while(|inline| !line_ends(inline));
    let after = run[at + 1..].iter().take_while(|inline| !line_ends(inline));
    before.into_iter().any(said) && after.into_iter().any(said)
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

    #[test]
    fn a_tag_among_words_is_one_of_them() {
        let cards = explained(
            "## Gates\nA gate of the #tidal kind that the ebb closes, one of the #lock/gates of Goole.\n",
            CardLevel::Section,
        );
        assert_eq!(cards.cards[0].back, "A gate of the tidal kind that the ebb closes, one of the gates of Goole.");
        assert_eq!(cards.cards[0].tags, ["tidal", "lock::gates"]);
    }
}
