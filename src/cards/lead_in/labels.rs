//! Labels below a facet: facets of their own, and parts that are counted. Each asks for itself, whatever the level.
//!
//! - ## Clinical features / Symptoms: fever, Signs: crackles  =>  What are the symptoms of …?  What are the signs of …?
//! - ## Plot / Act 1: witches …, Act 2: …                    =>  **Macbeth**, plot: **Act 1**?

use super::super::claims::Claims;
use super::super::draft::{Draft, paragraph};
use super::super::phrases::{Facet, Phrases, Scene};
use super::super::piece::{Piece, parts};
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{Rule, terms};
use super::AT_ONCE;
use crate::model::{Block, Inline, Span};

/// A line or an item behind its label.
struct Labelled {
    label: Vec<Word>,
    answer: Vec<Block>,
    span: Span,
}

/// The cards of a body that is such labels and nothing else.
pub(super) fn cards(subject: &Subject, claims: &mut Claims) -> Option<Vec<Draft>> {
    let facet = subject.facet.as_ref()?;
    // "Complexity" over time and space, "Differences" over purpose and cost: the labels are of what the heading says.
    let own = matches!(facet.row.role.as_str(), "code" | "value" | "extra" | "example");
    if own || subject.book.is_key("comparison_label", &words::lower_text(&facet.label)) {
        return None;
    }
    let entries = labelled(&subject.pieces).filter(|entries| entries.len() > 1)?;
    let questions = of_facets(subject, &entries).or_else(|| of_parts(subject, &entries))?;
    let card = |(question, entry): (Vec<Inline>, Labelled)| {
        claims.take(entry.span);
        Draft::ask(Rule::R(2), question, entry.span).answer(entry.answer)
    };
    Some(questions.into_iter().zip(entries).map(card).collect())
}

/// The lines, or the items of the one list, if each stands behind a label.
fn labelled(pieces: &[Piece]) -> Option<Vec<Labelled>> {
    let of = |line: &[Inline], below: &[Block], span: Span| {
        let (key, meaning) = terms::separated(line).filter(|(_, meaning)| !words::words(meaning).is_empty())?;
        let mut answer = vec![paragraph(meaning, span)];
        answer.extend_from_slice(below);
        Some(Labelled { label: words::words(&key), answer, span })
    };
    if let [piece] = pieces
        && let Some(list) = piece.list()
    {
        let item = |item| {
            let (own, below) = parts(item);
            of(own, below, item.span)
        };
        return list.items.iter().map(item).collect();
    }
    pieces.iter().map(|piece| of(piece.line()?, &[], piece.span)).collect()
}

/// What each asks that is a facet itself.
fn of_facets(subject: &Subject, entries: &[Labelled]) -> Option<Vec<Vec<Inline>>> {
    let ask = |entry: &Labelled| {
        let facet = plain_facet(subject.book, &entry.label)?;
        subject.book.ask_facet(&facet, false, &Scene { topic: &subject.name, ..subject.scene() })
    };
    entries.iter().map(ask).collect()
}

fn plain_facet<'b>(book: &'b Phrases, label: &[Word]) -> Option<Facet<'b>> {
    book.facet(label).filter(|facet| facet.asks() && facet.name.is_empty())
}

/// What parts ask that are called alike and counted, where they are too much to be learnt at once.
fn of_parts(subject: &Subject, entries: &[Labelled]) -> Option<Vec<Vec<Inline>>> {
    let counts = |number: &Word| subject.book.is("number", number) || subject.book.is("outline_number", number);
    let kind = |entry: &Labelled| match &entry.label[..] {
        [kind, number] if counts(number) => Some(kind.key.clone()),
        _ => None,
    };
    let first = kind(&entries[0])?;
    let alike = entries.iter().all(|entry| kind(entry).as_ref() == Some(&first));
    let long = words::count(&crate::text::plain::blocks(subject.body())) > AT_ONCE;
    let ask = |entry: &Labelled| subject.plainly_of(&entry.label);
    (alike && long).then(|| entries.iter().map(ask).collect())?
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, check_atomic};

    #[test]
    fn facets_below_a_facet_ask_for_themselves() {
        check(
            "# Rot\n## Clinical features\n- **Symptoms**: soft planks\n- **Signs**: a dull sound\n",
            &["What are the symptoms of **Rot**? => soft planks", "What are the signs of **Rot**? => a dull sound"],
        );
    }

    #[test]
    fn parts_that_are_counted_are_asked_below_what_they_are_parts_of() {
        let note = "# The Pilot\n## Plot\nAct 1: A pilot refuses to guide the ship of the king through the fog.\nAct II: The ship is lost, and the pilot flees over the marsh to his sister.\n";
        let asked = [
            "**The Pilot**, plot: **Act 1**? => A pilot refuses to guide the ship of the king through the fog.",
            "**The Pilot**, plot: **Act II**? => The ship is lost, and the pilot flees over the marsh to his sister.",
        ];
        check(note, &asked);
        check_atomic(note, &asked);
    }
}
