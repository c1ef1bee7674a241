//! A list below a run of labels: it belongs to the topic, and to none of them.
//!
//! - Inputs: water / Outputs: sugar / 1. … / 2. …   =>  What are the 2 steps of the **Calvin cycle**?

use crate::cards::piece::Piece;
use crate::cards::subject::Subject;
use crate::cards::{terms, words};
use crate::model::{Block, BlockKind, Inline};

/// The body behind the lines of labels that open it, "Inputs: water" and "Outputs: sugar", each of which is asked.
pub(super) fn body_below<'a>(subject: &Subject<'a>) -> &'a [Block] {
    let label = |piece: &Piece<'a>| Some(terms::labelled(subject, piece.line()?)?.0);
    let labels: Vec<_> = subject.pieces.iter().map_while(label).collect();
    let list = subject.pieces.get(labels.len()).filter(|next| next.list().is_some());
    let attributes = || subject.labels.are_attributes(subject.book, labels.iter().map(Vec::as_slice));
    let body = subject.body();
    let at =
        list.filter(|_| attributes()).and_then(|list| body.iter().position(|block| std::ptr::eq(block, list.block)));
    &body[at.unwrap_or(0)..]
}

/// Whether an answer is what stands below a run of labels.
fn is_below(subject: &Subject, answer: &[Block]) -> bool {
    let below = body_below(subject);
    below.len() < subject.body().len()
        && below.first().map(|block| block.span) == answer.first().map(|block| block.span)
}

/// What a numbered list below labels asks: they say what its topic is of, so its items are the steps.
pub(super) fn steps(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let [Block { kind: BlockKind::List(list), .. }] = answer else { return None };
    let fits = list.start.is_some() && list.items.len() > 1 && subject.book.can_say("step_all");
    let count = words::of_text(&list.items.len().to_string());
    (fits && is_below(subject, answer)).then(|| subject.book.say("step_all", &subject.scene().with("n", &count)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_list_below_labels_is_the_topics() {
        check(
            "# Canal\n## Locking up\nLocation: the lower gate\nGains: four metres\nPurpose: passage of boats\n\n1. Boats into the chamber\n2. Water into the chamber\n3. Boats out of the chamber\n",
            &[
                "What is the location of **Locking up**? => the lower gate",
                "**Locking up**: **Gains**? => four metres",
                "What is the purpose of **Locking up**? => passage of boats",
                "What are the 3 steps of **Locking up**? => 1. Boats into the chamber / 2. Water into the chamber / 3. Boats out of the chamber",
            ],
        );
        check(
            "# Canal\n## Towpath\n**Purpose:** path of the horses\n**Surface:** gravel of the quarry\n**Location:** left bank\n\n- horses of the boatmen\n- walkers on Sundays\n- boys with a rope\n",
            &[
                "What is the purpose of **Towpath**? => path of the horses",
                "**Towpath**: **Surface**? => gravel of the quarry",
                "What is the location of **Towpath**? => left bank",
                "**Canal**: **Towpath**? (3) => - horses of the boatmen / - walkers on Sundays / - boys with a rope",
            ],
        );
    }
}
