//! What "the following" tells of the things that are listed: which of them do so is asked.
//!
//! - In spring, the following dangers appear:   =>  Which dangers appear in spring?
//! - The following ships may enter:             =>  Which ships may enter?

use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::Inline;

/// What is listed is named in so many words.
const NAMED: usize = 3;
/// A longer sentence is no question.
const LONGEST: usize = 14;

/// The question of a sentence that says something of "the following" things; none where they only are its object.
pub(super) fn question(subject: &Subject, label: &[Word]) -> Option<Vec<Inline>> {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let at =
        label.iter().position(|word| is("following", word)).filter(|&at| at > 0 && is("article", &label[at - 1]))?;
    let (place, told) = (&label[..at - 1], &label[at + 1..]);
    let verb = |word: &Word| ["finite", "finite_aux", "finite_base_any"].iter().any(|class| is(class, word));
    let named = (1..told.len().min(NAMED + 1)).find(|&at| is("plural", &told[at - 1]) && verb(&told[at]))?;
    let open = told.last().is_some_and(|last| is("leads_on", last));
    let placed =
        place.is_empty() || is("preposition", &place[0]) && place.last().is_some_and(|last| last.text().ends_with(','));
    let said = told[..named].iter().all(Word::is_text) && !told[..named].iter().any(|word| is("preposition", word));
    if open || !placed || !said || label.len() > LONGEST || !subject.book.can_say("which") {
        return None;
    }
    let mut asked = told.to_vec();
    asked.extend(place.iter().enumerate().map(|(at, word)| if at == 0 { words::lowered(word) } else { word.clone() }));
    if let Some(first) = asked.get_mut(told.len()) {
        first.spaced = true;
    }
    if let Some(last) = asked.last_mut().filter(|last| last.is_text()) {
        last.reword(|text| text.trim_end_matches(',').into());
    }
    Some(subject.book.say("which", &subject.scene().with("x", &asked)))
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn one_thing_of_several_words_is_one() {
        check(
            "# Harbour\n## Frost\nKey vocabulary:\n- ice\n- old pumps\n",
            &["What is the key vocabulary of **Frost**? (2) => - ice / - old pumps"],
        );
    }

    #[test]
    fn the_following_things_are_asked_for() {
        for (line, front) in [
            ("In cold nights, the following dangers appear:", "Which dangers appear in cold nights?"),
            ("The following small boats may enter:", "Which small boats may enter?"),
            ("The following **ropes** are worn:", "Which ropes are worn?"),
            ("The gate allows the following ships:", "The gate allows the following ships: which ones?"),
        ] {
            check(
                &format!("# Harbour\n## Frost\n{line}\n- ice\n- old pumps\n"),
                &[&format!("{front} (2) => - ice / - old pumps")],
            );
        }
    }
}
