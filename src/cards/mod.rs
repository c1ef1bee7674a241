//! Topics to cards.
//!
//! [`derive`] walks every topic of a notebook, lets explicit syntax and the rules claim its text in order, and sends
//! what they made through the gates. The result is plain data; GUIDs, times and cloze numbers come from the ledger.

mod card;
pub mod explain;
mod faces;
pub mod note_type;

mod answer;
mod apparatus;
mod articled;
mod attribute;
mod bare;
mod case_of;
mod claims;
mod context;
mod credit;
mod cut;
mod draft;
mod explicit;
mod formulas;
mod gates;
mod gloss;
mod head;
mod heading;
mod labels;
mod language;
mod leftover;
mod lexicon;
mod marked;
mod metadata;
mod opening;
mod person;
mod phrases;
mod piece;
mod preamble;
mod said;
mod sentence;
mod subject;
mod titled;
mod words;

mod atomic;
mod called;
mod callout;
mod code;
mod contrast;
mod definition;
mod emphasised;
mod expansion;
mod later;
mod lead_in;
mod list;
mod names_of_code;
mod naming;
mod note_name;
mod own_subject;
mod past;
mod points;
mod question;
mod quiz;
mod repeated;
mod rest;
mod rules;
mod set_up;
mod sets;
mod signs;
mod snippet;
mod statement;
mod steps;
mod table;
mod tasks;
mod terms;
mod vocabulary;

use rayon::prelude::*;

pub use card::{Card, CardKind, Derived, Dropped, Guid, Place, Rule};
pub use faces::{Face, faces};

use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CardSetting, Note, Notebook, Span};
use context::Home;
use phrases::Books;

/// The cards of all notes, in note order, and what is to be said about them.
pub fn derive(notebook: &Notebook, settings: &Settings) -> (Derived, Vec<Diagnostic>) {
    let folder = Some(settings.templates.as_path()).filter(|folder| !folder.as_str().is_empty());
    let (books, mut findings) = match phrases::load(folder) {
        Ok(books) => (books, Vec::new()),
        Err(error) => {
            let path = folder.map(camino::Utf8Path::to_owned).unwrap_or_default();
            (phrases::built_in(), vec![Diagnostic::file(Code::BadConfig, path, format!("{error:#}"))])
        }
    };
    let notes: Vec<_> = notebook.notes.par_iter().map(|note| of_note(notebook, note, settings, &books)).collect();
    let mut derived = Derived::default();
    for (of_note, of_note_findings) in notes {
        derived.cards.extend(of_note.cards);
        derived.dropped.extend(of_note.dropped);
        findings.extend(of_note_findings);
    }
    (derived, findings)
}

fn of_note(notebook: &Notebook, note: &Note, settings: &Settings, books: &Books) -> (Derived, Vec<Diagnostic>) {
    if note.meta.cards == Some(CardSetting::Off) {
        return (Derived::default(), Vec::new());
    }
    let settings = settings.for_note(note);
    if apparatus::is_paperwork(note, books) {
        return (
            Derived::default(),
            vec![Diagnostic::new(
                Code::NoText,
                Span::new(note.id, 0..0),
                "no card: this goes with a project and is no note",
            )],
        );
    }
    let tongues = language::Tongues::of(note, &settings, books);
    let explicit = explicit::cards(note, &settings);
    let rest = (!explicit.is_empty()).then(|| explicit.rest(note));
    let unmarked = rest.as_ref().unwrap_or(note);
    let head = head::of(unmarked, &tongues);
    let (matter, asides) = head.as_ref().map_or((unmarked, &[][..]), |head| (&head.rest, &head.asides));
    let (subjects, apparatus) = subject::subjects(matter, &settings, &tongues);
    let mut drafts = explicit.drafts(note, &subjects);
    for (drafts, subject) in drafts.iter_mut().zip(&subjects) {
        drafts.extend(rules::drafts(subject));
        drafts.sort_by_key(|draft| draft.span.start);
    }
    let passed = gates::pass(&subjects, drafts, asides);
    let mut derived = Derived { cards: Vec::new(), dropped: passed.dropped };
    derived.dropped.extend(apparatus.into_iter().map(apparatus::set_aside));
    let levels = context::levels(notebook, note, &settings);
    for (subject, drafts) in subjects.iter().zip(passed.drafts).filter(|(_, drafts)| !drafts.is_empty()) {
        let home = Home::of(&levels, subject);
        for (ordinal, mut passed) in (0..).zip(drafts) {
            let context = passed.context(subject);
            derived.cards.push(home.card(passed.draft, ordinal, context));
        }
    }
    let mut findings = explicit.diagnostics;
    findings.extend(passed.findings);
    if derived.cards.is_empty() && !subjects.is_empty() {
        findings.push(Diagnostic::new(Code::NoText, Span::new(note.id, 0..0), "no card: nothing here can be asked"));
    }
    (derived, findings)
}

#[cfg(test)]
mod tests;
