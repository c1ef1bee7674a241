//! R3, parent items: a short item over others asks for them; it is never blanked with its children.
//!
//! - worker processes / accept connections, handle requests  =>  What do worker processes do? (2)

use super::unit::Unit;
use crate::cards::Rule;
use crate::cards::draft::Draft;
use crate::cards::list;
use crate::cards::phrases::{Scene, without_colon};
use crate::cards::piece::parts;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, Inline, List};

/// A longer line over a list is a statement of its own.
const NAME: usize = 4;

/// The card of an item with items below it.
pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let [Block { kind: BlockKind::List(list), .. }] = unit.below else { return None };
    // An intro is asked as one (list.rs).
    if list::introduces(unit.subject, &unit.line) && list::question(unit.subject, &unit.line, list).is_some() {
        return None;
    }
    let question = question(unit.subject, &unit.words, list, &unit.scene())?;
    let mut card = Draft::ask(Rule::R(3), question, unit.whole).answer(unit.below.to_vec());
    card.set = true;
    Some(card)
}

/// What a short item over a list asks of it.
pub(super) fn question(subject: &Subject, own: &[Word], list: &List, scene: &Scene) -> Option<Vec<Inline>> {
    let name = without_colon(own);
    if name.is_empty() || name.len() > NAME || list.items.len() < 2 {
        return None;
    }
    let facet = subject.book.facet(&name).and_then(|facet| subject.book.ask_facet(&facet, true, scene));
    Some(facet.unwrap_or_else(|| {
        let named = Scene { topic: &name, ..subject.scene() };
        if are_deeds(subject, list) {
            subject.book.say("deeds", &named)
        } else {
            subject.book.say("facet_of", &scene.clone().with("v", &name))
        }
    }))
}

/// Whether the items say what the parent does: at least half begin with a verb.
fn are_deeds(subject: &Subject, list: &List) -> bool {
    let deeds = list.items.iter().filter(|item| {
        words::words(parts(item).0)
            .first()
            .is_some_and(|word| subject.book.is("command", word) || subject.book.is("verb_s", word))
    });
    deeds.count() * 2 >= list.items.len()
}
