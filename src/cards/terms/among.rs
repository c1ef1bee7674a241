//! Labels that are none, but for the facets of a thing beside which they stand.
//!
//! - Author: Ada Brook, beside "Setting: …" and "Themes: …"  =>  **The gate**: **Author**?

use crate::cards::cut::Halves;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::Inline;

use super::{Term, separated, terse};

/// The term of a line that is a label elsewhere.
pub(super) fn label(subject: &Subject, line: &[Inline]) -> Option<(Vec<Word>, Halves)> {
    let (key, meaning) = separated(line).filter(|(_, meaning)| !meaning.is_empty())?;
    let name = words::words(&key);
    let said = words::lower_text(&name);
    let known =
        subject.book.is_key("may_be_attribute", &said) || names_examples(subject, &name, &words::words(&meaning));
    known.then_some((name, (key, meaning)))
}

/// Whether a label stands before the names of examples: "Examples: oak, ash", not "Example: she works here".
pub(super) fn names_examples(subject: &Subject, name: &[Word], meaning: &[Word]) -> bool {
    subject.book.is_key("example_label", &words::lower_text(name)) && terse::lists(subject, meaning)
}

/// The terms of a run, with the labels that belong to them where they are facets of a thing.
pub(super) fn completed(subject: &Subject, mut terms: Vec<Term>, others: impl Iterator<Item = Term>) -> Vec<Term> {
    if subject.labels.are_attributes(subject.book, terms.iter().map(|term| &term.name[..])) {
        terms.extend(others);
        terms.sort_by_key(|term| term.span.start);
    }
    terms
}
