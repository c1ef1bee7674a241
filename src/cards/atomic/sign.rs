//! R9, signs: what stands behind the one arrow or sign of equality of an item is blanked.
//!
//! - ebb → the gates close   =>   ebb → […]   the gates close
//!
//! Only among points: elsewhere such an item is blanked in its list (blanks.rs).

use super::cue;
use super::unit::{Unit, trimmed};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::words;
use crate::model::{Cloze, Inline, InlineKind};

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    // "When going from low → high, it is called …" is a sentence.
    let hidden = cue::behind_sign(unit.subject, &unit.words).filter(|_| !unit.is("condition", 0))?;
    let content = words::inlines(&trimmed(&unit.words[hidden.clone()]));
    let mut front = words::inlines(&unit.words[..hidden.start]);
    front.push(Inline::text(" ", unit.span));
    front.push(Inline::new(InlineKind::Cloze(Cloze { number: 1, content, hint: String::new() }.into()), unit.span));
    let owner = Inline::new(InlineKind::Strong(words::inlines(&unit.owner)), unit.span);
    let front = vec![paragraph(vec![owner], unit.span), paragraph(front, unit.span)];
    (!unit.is_open() && !unit.owner.is_empty()).then(|| Draft::cloze(Rule::R(9), front, unit.span))
}
