//! Titles in two halves: "Drama: theatres and staging" tells of theatres and staging.
//!
//! - ## Drama: theatres and staging / Smoke and masks.   =>  **Drama**: **theatres and staging**?

use super::Subject;
use crate::cards::phrases::{Scene, without_colon};
use crate::cards::words::Word;
use crate::model::Inline;

/// The question for the second half of a title, where no pattern makes more of the whole than `question`, which asks what it is.
pub(super) fn question(subject: &Subject, question: &[Inline]) -> Option<Vec<Inline>> {
    let title = subject.book.name(&subject.title);
    let colon = |word: &Word| word.is_text() && word.text().ends_with(':');
    let at = title.iter().position(colon).filter(|&at| at + 1 < title.len())?;
    let general = ["what", "explain"].iter().any(|phrase| question == subject.say(phrase));
    let parent = without_colon(&title[..=at]);
    let scene = Scene { topic: &title[at + 1..], parent: &parent, ..subject.scene() };
    (general && subject.book.can_say("term_in")).then(|| subject.book.say("term_in", &scene))
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn the_second_half_of_a_title_is_asked() {
        check(
            "# Greece\n## Drama: theatres and staging\nSmoke, masks and song. Long robes. Few actors.\n",
            &["**Drama**: **theatres and staging**? => Smoke, masks and song. Long robes. Few actors."],
        );
    }
}
