//! R5, R9, R13 and the blanks of R3: what a sentence or an item says, asked on its own.
//!
//! Block rules claim first. Of what they leave, each item and each sentence is tried against the patterns in order; then
//! what its author emphasised is blanked, then what follows its verb; items that are no sentences are blanked in their list.

mod because;
mod blank;
mod blanks;
mod call;
mod clause;
mod code_name;
mod condition;
mod cue;
mod deed;
mod emphasis;
mod fact;
mod hence;
mod like;
mod parent;
mod participle;
mod points;
mod purpose;
mod sign;
mod stem;
mod tail;
mod told;
mod unit;
mod use_to;
mod verb_first;

use super::claims::Claims;
use super::draft::Draft;
use super::subject::Subject;
use crate::model::{CardLevel, Span};
pub(crate) use parent::{each, over_points, sections};
pub(crate) use points::{Share, of_list, of_statement};
use unit::Unit;
pub(crate) use unit::is_verb;

/// A pattern: the card of a sentence that it fits.
type Pattern = fn(&Unit) -> Option<Draft>;

/// Patterns in the order in which they claim, some of them shared.
type Patterns = &'static [&'static [Pattern]];

/// The card of the first pattern that fits.
fn first(patterns: Patterns, unit: &Unit) -> Option<Draft> {
    patterns.iter().copied().flatten().find_map(|pattern| pattern(unit))
}

/// The patterns of sentences that ask outright, in the order in which they claim.
const ASKING: &[Pattern] = &[
    use_to::card,
    condition::card,
    call::card,
    verb_first::card,
    because::card,
    participle::card,
    purpose::card,
    hence::card,
    like::card,
    code_name::card,
];

/// All patterns: parent items first, what is only blanked last.
const ATOMIC: Patterns = &[&[parent::card], ASKING, &[emphasis::card, fact::card, tail::card]];

/// What goes by layout alone, in a language whose verbs are not known.
const LAYOUT: Patterns = &[&[parent::card, emphasis::card, fact::card]];

/// What `section` asks of sentences too.
const SECTION: Patterns = &[&[call::card]];

/// The cards of items and sentences. `made` are the cards of the topic so far: the members of a list that one of them asks
/// for are asked apart.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims, made: &mut [Draft]) -> Vec<Draft> {
    let atomic = subject.level == CardLevel::Atomic;
    // Calls are code: most topics have none, and cost nothing at `section`.
    let source = subject.body_span().and_then(|span| subject.note.text.get(span.bytes())).unwrap_or_default();
    if !atomic && !source.contains('`') {
        return Vec::new();
    }
    let patterns = match (atomic, subject.book.can_say("happens")) {
        (true, _) => of_sentences(subject),
        (false, true) => SECTION,
        (false, false) => return Vec::new(),
    };
    let mut open = Open { claims, sets: Vec::new(), asked: Vec::new() };
    for draft in made {
        draft.set |= atomic && draft.parts > 1;
        open.note(draft);
    }
    let mut cards = Vec::new();
    for unit in unit::units(subject) {
        if open.free(unit.span)
            && let Some(mut card) = first(patterns, &unit)
        {
            card.block_id.clone_from(&unit.block_id);
            open.claims.take(card.span);
            open.note(&card);
            cards.push(card);
        }
    }
    if atomic {
        cards.extend(blanks::cards(subject, &mut open));
    }
    cards
}

/// The patterns of sentences in the language of the topic.
fn of_sentences(subject: &Subject) -> Patterns {
    if subject.book.can_say("happens") { ATOMIC } else { LAYOUT }
}

/// What may still be asked: text that is free, and members of a list that only the list's own card asks.
struct Open<'c> {
    claims: &'c mut Claims,
    sets: Vec<Span>,
    asked: Vec<Span>,
}

impl Open<'_> {
    fn free(&self, span: Span) -> bool {
        let touches = |other: &Span| other.start < span.end && span.start < other.end;
        let member = self.sets.iter().any(|set| set.contains(span)) && !self.asked.iter().any(touches);
        self.claims.free(span) || member
    }

    /// Remembers what a card asks.
    fn note(&mut self, card: &Draft) {
        if card.set { self.sets.push(card.span) } else { self.asked.push(card.span) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use crate::model::CardLevel;

    /// The cards at `atomic`, bold set aside.
    fn cards(note: &str) -> Vec<String> {
        let plain = |card: String| card.replace("**", "").replace('\\', "").replace(" /  / ", " / ");
        lines(note, CardLevel::Atomic).into_iter().map(plain).collect()
    }

    /// At `atomic`, the note makes a card that says this.
    #[track_caller]
    pub(super) fn check(note: &str, card: &str) {
        let cards = cards(note);
        assert!(cards.iter().any(|found| found == card), "{card:?} is not in {cards:#?}");
    }

    /// At `atomic`, no card of the note says this.
    #[track_caller]
    pub(super) fn check_not(note: &str, part: &str) {
        let cards = cards(note);
        assert!(!cards.iter().any(|found| found.contains(part)), "{part:?} is in {cards:#?}");
    }
}
