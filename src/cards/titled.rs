//! Titles that say nothing of their own: "Notes" over the whole of a lecture.
//!
//! - # Osmosis / ## Notes / text and lists   =>  the cards ask of osmosis
//! - … / ## Notes / a remark, or links       =>  no card

use super::phrases::Phrases;
use super::subject::Subject;
use super::words::{self, Word};
use super::{apparatus, metadata};
use crate::model::{Block, BlockKind, Topic, TopicKind};

/// What a title is the title of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Titled {
    /// Of what stands below it.
    Topic,
    /// Of nothing: "Notes" over the notes on the topic above.
    Above,
    /// Of nothing, behind a text on the topic above.
    More,
}

/// What the title of a topic is the title of. "Notes" over the whole of a lecture is of none; over a remark below a text it
/// is a label.
pub(crate) fn of(up: &Subject, topic: &Topic, title: &[Word], book: &Phrases) -> Titled {
    let remark = !up.topic.body.is_empty()
        && topic.topics.is_empty()
        && matches!(topic.body[..], [] | [Block { kind: BlockKind::Paragraph(_), .. }]);
    let said = words::text(title).to_lowercase();
    let heading = matches!(topic.kind, TopicKind::Heading(_));
    if !heading || remark || !book.is_key("transparent", said.trim_end_matches(':')) {
        return Titled::Topic;
    }
    let untold = |block: &Block| apparatus::only_links(std::slice::from_ref(block)) || metadata::is_block(up, block);
    if up.topic.body.iter().all(untold) { Titled::Above } else { Titled::More }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_heading_over_the_notes_of_a_lecture_is_no_topic() {
        let list = "Some causes of the tides:\n- the moon\n- the sun\n";
        let asked = "What are some causes of the tides? (2) => - the moon / - the sun";
        check(&format!("# Ebb\n## Notes\n{list}"), &[asked]);
        check(
            &format!("# Ebb\n## Lecture notes\nEbb is the falling of the water.\n\n{list}\n## Summary\n"),
            &["What is **Ebb**? => the falling of the water.", asked],
        );
        check(
            "# Ebbe\n## Notizen\nEbbe ist das Fallen des Wassers.\n",
            &["Was versteht man unter **Ebbe**? => Ebbe ist das Fallen des Wassers."],
        );
    }

    #[test]
    fn notes_at_the_end_that_are_links_or_a_remark_make_no_card() {
        let note = "# Ebb\nEbb is the falling of the water.\n\n## Notes\n";
        let asked = ["What is **Ebb**? => the falling of the water."];
        check(&format!("{note}- [the almanac](https://a.example)\n- [[Flood]]\n"), &asked);
        check(&format!("{note}It was written at the pier.\n"), &asked);
    }
}
