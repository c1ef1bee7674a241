//! What a line says: its words, and how it begins. Made once of a line that several rules read.

use super::opening::{self, Opening};
use super::sentence;
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::Inline;

/// The object of an infinitive stands among so many words.
const OBJECT: usize = 4;

/// What a line says, and how it begins.
#[derive(Debug)]
pub(crate) struct Said {
    /// Its words.
    pub words: Vec<Word>,
    /// How it begins.
    pub opening: Opening,
}

impl Said {
    /// What the line says below the title of the subject.
    pub(crate) fn of(subject: &Subject, line: &[Inline]) -> Self {
        let words = words::words(line);
        let opening = opening::of_said(subject, line, &words);
        Self { words, opening }
    }

    /// Whether it begins with what the topic does.
    pub(crate) fn tells_deed(&self, subject: &Subject) -> bool {
        match self.opening {
            Opening::Does => true,
            Opening::Bids => subject.book.marks.is_empty() && is_command(subject) && is_deed(subject, &self.words),
            // "Commit files to the repository" under `git commit`: of a command a verb tells the deed.
            Opening::Defines => {
                subject.book.marks.is_empty() && is_command(subject) && opens_with_deed(subject, &self.words)
            }
            Opening::Says => false,
        }
    }
}

/// Whether the topic is a command or a name in a program, of which an infinitive tells the deed: "git stash: stash changes".
fn is_command(subject: &Subject) -> bool {
    let small = |word: &Word| {
        word.is_code() || subject.book.is("codelike", word) || word.text().starts_with(char::is_lowercase)
    };
    subject.book.can_say("deeds") && !subject.name.is_empty() && subject.name.iter().all(small)
}

/// Whether a verb with a capital opens the words, over a noun in the plural.
fn opens_with_deed(subject: &Subject, said: &[Word]) -> bool {
    let [first, second, ..] = said else { return false };
    let verb = subject.book.is("command", first) || subject.book.is("finite_base_any", first);
    verb && subject.book.is("capital", first) && subject.book.is("plural", second) && is_deed(subject, said)
}

/// Whether an infinitive tells a deed and not a step: "Run commands in a cluster", not "Run `config env`".
fn is_deed(subject: &Subject, said: &[Word]) -> bool {
    let said = &said[..sentence::first(said)];
    let us = |word: &Word| ["elsewhere", "you"].iter().any(|class| subject.book.is(class, word));
    !said.iter().take(OBJECT).any(Word::is_code) && !said.iter().any(us)
}
