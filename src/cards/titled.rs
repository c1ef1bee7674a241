//! Titles that say nothing of their own: "Notes" over the whole of a lecture, "Wikipedia" over what stands there, a number.
//!
//! - # Osmosis / ## Notes / text and lists      =>  the cards ask of osmosis
//! - … / ## Notes / a remark, or links          =>  no card
//! - # Osmosis / ## From lecture 3 / text       =>  the card asks of osmosis
//! - # Osmosis / ## 6.21 / an answer to a task  =>  no card of the whole; what its sentences define is asked

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
    /// Of nothing that its number could tell.
    Counted,
}

/// What the title of a topic is the title of. "Notes" over the whole of a lecture is of none; over a remark below a text it
/// is a label.
pub(crate) fn of(up: &Subject, topic: &Topic, title: &[Word], book: &Phrases) -> Titled {
    let remark = !up.topic.body.is_empty()
        && topic.topics.is_empty()
        && matches!(topic.body[..], [] | [Block { kind: BlockKind::Paragraph(_), .. }]);
    let heading = matches!(topic.kind, TopicKind::Heading(_));
    if heading && only_counts(up, title) {
        return Titled::Counted;
    }
    // Most titles open as none that says nothing.
    if let [first, second, ..] = title
        && second.spaced
        && !["source_title", "transparent"].iter().any(|class| book.may_open(class, &words::lower(first.text())))
    {
        return Titled::Topic;
    }
    let said = words::lower_text(title);
    let label = without_number(book, &said);
    // A heading without a title goes on with the topic above, as one that tells where its text is from does.
    let source = title.is_empty() || book.is_key("source_title", label);
    if !heading || !source && (remark || !book.is_key("transparent", label)) {
        return Titled::Topic;
    }
    let untold = |block: &Block| apparatus::only_links(std::slice::from_ref(block)) || metadata::is_block(up, block);
    if up.topic.body.iter().all(untold) { Titled::Above } else { Titled::More }
}

/// Whether a title is only a number: "3", "6.21". Below "Ports" it names one.
fn only_counts(up: &Subject, title: &[Word]) -> bool {
    let [number] = title else { return false };
    let part = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let coded = up.title.last().is_some_and(|word| up.book.is("coded", word));
    number.is_text() && number.text().trim_matches(['.', ')', '(', ':', '#']).split('.').all(part) && !coded
}

/// A label in lower case without its colon and the number behind it: "from lecture" of "From lecture 3:".
fn without_number<'t>(book: &Phrases, said: &'t str) -> &'t str {
    let said = said.trim_end_matches(':');
    let counted = |number: &str| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let bare = said.rsplit_once(' ').filter(|(_, number)| counted(number.trim_start_matches('#')));
    bare.map(|(label, _)| label).filter(|label| book.is_key("source_title", label)).unwrap_or(said)
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

    #[test]
    fn a_heading_that_tells_the_source_hands_its_text_up() {
        check(
            "# Ebb\n## From Wikipedia\nEbb is the falling of the water.\n",
            &["What is **Ebb**? => the falling of the water."],
        );
        check(
            "# Ebb\nEbb is the falling of the water.\n\n## From lecture 3\nIt takes six hours and strands what cannot swim.\n",
            &[
                "What is **Ebb**? => the falling of the water.",
                "What else should you know about **Ebb**? => It takes six hours and strands what cannot swim.",
            ],
        );
    }

    #[test]
    fn a_number_is_no_topic() {
        check(
            "# Tides\nTides are the rise and fall of the sea.\n\n## 6.21\nbecause of the moon\n",
            &["What are **Tides**? => the rise and fall of the sea."],
        );
        check(
            "# Tides\n## 2\nA neap tide is the lowest of all tides.\n",
            &["What is a **neap tide**? => the lowest of all tides."],
        );
        check("# Ports\n## 22\nSecure shell.\n", &["**Ports**: **22**? => Secure shell."]);
    }

    #[test]
    fn a_heading_without_a_title_goes_on_with_the_topic_above() {
        let cards = super::super::tests::lines(
            "# Harbour\n## Checks\n##\n- Ask the crew for all the papers\n- Look into the hold of the ship\n",
            crate::model::CardLevel::Section,
        );
        assert!(cards.iter().all(|card| card.contains("Checks")), "{cards:?}");
    }
}
