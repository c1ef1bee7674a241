//! A definition whose title can only be explained: what its sentence says of something is asked outright instead.
//!
//! - ## Ebb and flow / The ebb is caused by the moon.   =>  What is the ebb caused by?   and not "Explain ebb and flow."

use crate::cards::claims::Claims;
use crate::cards::draft::Draft;
use crate::cards::subject::Subject;
use crate::cards::{CardKind, atomic, rest};
use crate::model::{Block, BlockKind, Inline, Item};

/// The cards of a sentence that no rule has claimed, below a title that asks for no more than an explanation.
pub(super) fn cards(subject: &Subject, question: &[Inline], answer: &[Block]) -> Option<Vec<Draft>> {
    let [Block { kind: BlockKind::Paragraph(_), span, .. }] = answer else { return None };
    if subject.facet.is_some() || !rest::asks_little(subject, question) {
        return None;
    }
    let item = Item { task: None, blocks: answer.to_vec(), span: *span };
    // A blank would ask no more than the title does.
    let mut cards = atomic::of_statement(subject, &item, &mut Claims::default())
        .filter(|cards| cards.iter().all(|card| card.kind == CardKind::Basic))?;
    for card in &mut cards {
        card.whole = true;
    }
    Some(cards)
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn what_a_sentence_says_outright_is_asked() {
        check(
            "# Harbour\n## Loading in numbers\nThe load is measured by two scales.\n",
            &["What is the **load** measured by? => two scales"],
        );
    }

    #[test]
    fn what_could_only_be_blanked_is_explained() {
        check(
            "# Harbour\n## Opening hours\nThe gates of the harbour do not close.\n",
            &["Explain **opening hours**. => The gates of the harbour do not close."],
        );
    }
}
