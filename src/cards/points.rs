//! R15, lists of points: where the first item says what the topic is, it answers that; the others are what else there is to know.
//!
//! - ## Lahar / Is a stream of mud from a volcano, Rivers lead it, Rain may start it
//!   =>  What is Lahar?      What else should you know about Lahar? (2)
//! - ## Stigmergy / Coordination of animals by traces that they leave, Described by Grassé, Needs no memory
//!   =>  What is Stigmergy?  What else should you know about Stigmergy? (2)
//!
//! Members of a set are no points: of a gloss in the first item nothing is known where the others are glosses too.

use super::draft::Draft;
use super::opening::{self, Opening};
use super::piece::parts;
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, definition, marked, terms};
use crate::model::{Block, BlockKind, Inline, Item, List, Span};

/// A gloss or a definition has so many words; a shorter item is a name.
const GLOSS: usize = 4;

/// A name that is listed has at most so many words.
const SHORT: usize = 3;

/// A name may have so many words: "State of the Union".
const NAME: usize = 4;

/// The cards of a list of points, the block that holds it; none where its first item does not say what the topic is.
pub(crate) fn cards(subject: &Subject, list: &List, block: &Block) -> Option<Vec<Draft>> {
    let (first, others) = list.items.split_first()?;
    let (own, below) = parts(first);
    let defines = list.start.is_none() && below.is_empty() && !others.is_empty() && says_what(subject, own, others);
    if !defines || !subject.book.can_say("what_else") {
        return None;
    }
    let what = definition::of_line(subject, own, first.span);
    let span = Span { end: block.span.end, ..others[0].span };
    let answer = match others {
        [one] => one.blocks.clone(),
        _ => vec![Block::new(BlockKind::List(List { items: others.to_vec(), ..list.clone() }), span)],
    };
    let more = Draft::ask(Rule::R(15), subject.say("what_else"), span).answer(answer);
    Some(vec![what, more])
}

/// Whether the items are names and nothing more: they belong to the topic, and say nothing of it.
pub(crate) fn are_names(subject: &Subject, list: &List) -> bool {
    let name = |item: &Item| {
        let line = parts(item).0;
        let said = words::words(line);
        (1..=SHORT).contains(&said.len())
            && !said.iter().any(|word| word.text().ends_with([':', '.', '!', '?']))
            && !opening::is_statement(subject, line)
    };
    list.items.iter().all(name)
}

/// Whether an item says what the topic is and the others say more of it.
fn says_what(subject: &Subject, own: &[Inline], others: &[Item]) -> bool {
    let said = words::words(own);
    if said.len() < GLOSS || subject.facet.is_some() {
        return false;
    }
    let book = subject.book;
    if !book.marks.is_empty() {
        return marked::opening(subject, own) == Some(Opening::Defines) && marked::names_topic(subject, own);
    }
    if definition::without_subject(subject, own, &said).is_some() {
        return true;
    }
    let bare = book.is("be", &said[0]) && said[0].text().to_lowercase() == said[0].key;
    let rest = || others.iter().filter(|item| is_gloss(subject, parts(item).0)).count() * 2 <= others.len();
    book.can_say("happens") && (bare || is_gloss(subject, own) && !book.is_plural(&subject.name) && rest())
}

/// Whether a line is a noun with what tells it from others: "land that a river builds".
fn is_gloss(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let Some((first, last)) = said.first().zip(said.last()) else { return false };
    let open = last.text().ends_with([',', ';', ':']) || is(&["and", "preposition", "article"], last);
    let number = first.text().starts_with(|c: char| !c.is_alphabetic()) || is(&["participle", "preposition"], first);
    // "… was the heir" says it of somebody, however long the name before it is.
    let states = || said.iter().take_while(|word| !is(&["relative"], word)).any(|word| is(&["finite_aux"], word));
    said.len() >= GLOSS
        && !open
        && !number
        && !states()
        && terms::split(subject, line).is_none()
        && said.iter().all(Word::is_text)
        && said.iter().skip(1).any(|word| is(&["preposition", "relative"], word))
        && (is(&["article"], first) || said.len() > NAME)
        && opening::of_said(subject, line, &said) == Opening::Defines
        && !opening::is_statement(subject, line)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn the_first_point_may_say_what_the_topic_is() {
        check(
            "# Land\n## Lahar\n- Is a stream of mud from a volcano\n- Rivers lead it into the plain\n- Rain may start it years later\n",
            &[
                "What is **Lahar**? => Is a stream of mud from a volcano",
                "What else should you know about **Lahar**? (2) => - Rivers lead it into the plain / - Rain may start it years later",
            ],
        );
        check(
            "# Ants\n## Stigmergy\n- Coordination of animals by traces that they leave\n- Described by Grassé in termites\n- Needs neither memory nor speech\n",
            &[
                "What is **Stigmergy**? => Coordination of animals by traces that they leave",
                "What else should you know about **Stigmergy**? (2) => - Described by Grassé in termites / - Needs neither memory nor speech",
            ],
        );
    }

    #[test]
    fn members_of_a_set_are_no_points() {
        check(
            "# Harbour\n## Cargo\n- sacks of grain from the north\n- barrels of oil for the lamps\n- bales of wool for the mills\n",
            &[
                "What are the main points about **Cargo**? (3) => - sacks of grain from the north / - barrels of oil for the lamps / - bales of wool for the mills",
            ],
        );
    }

    #[test]
    fn names_belong_to_their_topic() {
        check(
            "# Harbour\n## Basin\n- buoys\n- mooring posts\n- tugs\n",
            &["What belongs to **Basin**? (3) => - buoys / - mooring posts / - tugs"],
        );
    }

    #[test]
    fn more_points_than_one_learns_are_cut() {
        let loads = ["grain", "oil", "wool", "salt", "tea", "iron", "coal", "timber"];
        let points =
            loads.map(|load| format!("- The crane of the {load} quay belongs to the guild of {load}\n")).concat();
        let cards = lines(&format!("# Harbour\n## Quay\n{points}"), CardLevel::Section);
        assert_eq!(cards.len(), 8, "{cards:#?}");
        assert_eq!(cards[1], "The crane of the oil quay belongs to […] => the guild of oil");
    }

    #[test]
    fn a_title_that_asks_is_answered_by_all_points() {
        let points =
            "- each crane belongs to a guild that keeps it and pays the men who turn its wheel by day\n".repeat(4);
        let cards = lines(&format!("# Harbour\n## How cranes are shared\n{points}"), CardLevel::Section);
        assert_eq!(cards.len(), 1, "{cards:#?}");
    }
}
