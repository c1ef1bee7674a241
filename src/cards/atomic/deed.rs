//! R9, deeds of the past: an item that begins with one tells what its owner did.
//!
//! - ## Ada Holm / Founded the pilots' guild   =>   What did Ada Holm do?   Founded the pilots' guild
//!
//! Only among points: several such items are one question, answered by all.

use super::unit::Unit;
use crate::cards::draft::Draft;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let object = ["article", "determiner", "infinitive"].iter().any(|class| unit.is(class, 1));
    let done = unit.is("past_deed", 0) && object && !unit.is_open() && unit.has_owner();
    (done && unit.subject.book.can_say("did")).then(|| unit.ask(9, "did", &unit.scene(), &unit.words)).flatten()
}
