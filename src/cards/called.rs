//! R1, definitions behind a name: the line that tells what its label means, where the label is the topic or one of its kind.
//!
//! - ## Bollard / *Figure: the old quay* / **bollard:** post that ropes are tied to   =>  What is a bollard?   post that …
//! - ## Mooring / Law of mooring - a ship lies where its ropes are tied               =>  What is Law of mooring?
//!
//! Two such lines are terms (R4).

use super::claims::Claims;
use super::draft::Draft;
use super::phrases::{Scene, is_acronym};
use super::piece::{Piece, PieceKind};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, credit, definition, opening, terms};
use crate::model::{BlockKind, Inline, InlineKind, TopicKind, plain_text};

/// A name has at most so many words.
const NAME: usize = 5;

/// What it means has at least so many.
const MEANING: usize = 4;

/// The card of the line.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    card(subject, claims).into_iter().collect()
}

fn card(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let spelt = subject.name.iter().any(|word| is_acronym(word.text()));
    if subject.facet.is_some() || spelt || !subject.book.can_say("does") {
        return None;
    }
    if is_told_below(subject) && only_captions(subject, &subject.pieces) {
        if let Some(span) = subject.body_span().filter(|_| subject.is_named()) {
            claims.take(span);
        }
        return None;
    }
    let (at, name, meaning) = labelled(subject).filter(|_| subject.is_named())?;
    let start = credit::pictures(subject);
    let (piece, opens) = (&subject.pieces[at], at == start);
    if !claims.free(piece.span) || !(opens || only_captions(subject, &subject.pieces[start..at])) {
        return None;
    }
    let card = match kinship(subject, &name)? {
        Kinship::Same => definition::of_line(subject, &meaning, piece.span),
        Kinship::Kind => {
            let question = subject.book.say("what", &Scene { topic: &name, ..subject.scene() });
            Draft::ask(Rule::R(1), question, piece.span).answer_line(meaning)
        }
    };
    claims.take(piece.span);
    Some(card)
}

/// Whether a bold name below the topic is its own, with what it means.
fn is_told_below(subject: &Subject) -> bool {
    subject.topic.topics.iter().any(|topic| {
        let name = || super::phrases::without_colon(&words::words(&topic.title));
        matches!(topic.kind, TopicKind::LeadIn(_))
            && !topic.body.is_empty()
            && matches!(kinship(subject, &name()), Some(Kinship::Same))
    })
}

/// The only line of the topic that is a name with its meaning.
fn labelled(subject: &Subject) -> Option<(usize, Vec<Word>, Vec<Inline>)> {
    let mut found = subject.pieces.iter().enumerate().filter_map(|(at, piece)| {
        // "*Figure: the old quay*" says what stands above or below it.
        let line = piece.line().filter(|line| !matches!(line, [Inline { kind: InlineKind::Emph(_), .. }]))?;
        let (name, (_, meaning)) = terms::labelled(subject, line)?;
        Some((at, name, meaning))
    });
    let first = found.next()?;
    let many = found.next().is_some();
    let (_, name, meaning) = &first;
    let names = name.len() <= NAME && name.iter().all(Word::is_text) && subject.book.facet(name).is_none();
    (!many && names && words::words(meaning).len() >= MEANING).then_some(first)
}

/// Whether what stands before the line says nothing: pictures, what is under them, questions.
fn only_captions(subject: &Subject, before: &[Piece]) -> bool {
    let says_nothing = |line: &[Inline]| {
        credit::has_picture(line) || plain_text(line).contains('?') || !opening::is_statement(subject, line)
    };
    before.iter().all(|piece| match piece.kind {
        PieceKind::Line(line) => says_nothing(line),
        PieceKind::Block(kind) => matches!(kind, BlockKind::Figure(_)),
        PieceKind::List(_) => false,
    })
}

/// How a name goes with the topic.
enum Kinship {
    /// It is the topic's.
    Same,
    /// It says which: "Law of mooring" of mooring.
    Kind,
}

fn kinship(subject: &Subject, name: &[Word]) -> Option<Kinship> {
    let akin = |word: &Word| subject.name.iter().any(|own| opening::is_akin(&own.key, &word.key));
    let told = |word: &&Word| !["article", "preposition"].iter().any(|class| subject.book.is(class, word));
    let same = name.len() == subject.name.len() && name.iter().all(akin);
    match name.iter().filter(told).filter(|word| akin(word)).count() {
        _ if same => Some(Kinship::Same),
        0 => None,
        _ => (name.len() > subject.name.len()).then_some(Kinship::Kind),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_the_topic_is_may_stand_behind_its_name() {
        check(
            "# Harbour\n## Bollard\n*Figure: the old quay*\n\nWould you tie a rope to it?\n\n![quay](quay.png)\n\n**bollard:** post of iron that ropes are tied to\n",
            &["What is **bollard**? => post of iron that ropes are tied to"],
        );
    }

    #[test]
    fn a_law_of_the_topic_is_asked_by_its_name() {
        check(
            "# Harbour\n## Mooring\nLaw of mooring - a ship lies where its ropes are tied\n",
            &["What is the **Law of mooring**? => a ship lies where its ropes are tied"],
        );
    }
}
