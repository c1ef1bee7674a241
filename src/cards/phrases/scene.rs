//! What a question is made of, and what its choice depends on beside its words.

use std::rc::Rc;

use serde::Deserialize;

use super::Usage;
use crate::cards::words::Word;
use crate::model::Span;

/// What a question may depend on beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Fact {
    /// There is a topic above.
    Parent,
    /// There is a topic above, and none of the title's words is in its title.
    NewWords,
    /// The title begins in lower case.
    LowerCase,
    /// The topic opens with a definition.
    Defined,
    /// The definition begins with a verb.
    VerbFirst,
    /// The answer is code and nothing else.
    CodeOnly,
    /// The definition says what it is used for.
    UsedFor,
    /// The text says something of the topic that is no definition, or gives an instruction.
    Stated,
    /// The text is no gloss of the title: "What is X?" does not fit.
    Unglossed,
    /// The answer is a list of statements.
    Points,
    /// The answer is a list of names.
    Names,
    /// The answer is a list of what the topic does.
    Deeds,
    /// The answer is a drawing in signs.
    Drawn,
    /// The answer is one command of a shell.
    Command,
    /// The answer is in a language of configuration.
    Config,
    /// A heading of few words stands above it, not the note.
    BelowHeading,
    /// The heading or the note above it is called by a few words.
    BelowName,
    /// The note has a name that the title does not say.
    InNote,
    /// A heading of few words that tells to do something stands above it: "Clean up".
    BelowTask,
    /// A heading of few words that names several things stands above it: "Dictionaries".
    BelowMany,
    /// The text is an instruction, in a language with set phrases.
    Bids,
    /// The text sets a scene and says what follows.
    Follows,
    /// A title above says that the foreign titles below are words to learn.
    Glossary,
    /// The answer opens with a formula.
    Formula,
}

/// A set of facts, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Facts(u32);

impl Facts {
    pub(super) fn of(facts: &[Fact]) -> Self {
        // Statements are no gloss of what they are about, and code is none.
        let told = [Fact::Points, Fact::CodeOnly].iter().any(|fact| facts.contains(fact));
        Self(facts.iter().chain(told.then_some(&Fact::Unglossed)).fold(0, |all, &fact| all | 1 << fact as u32))
    }

    /// Whether all of `wanted` are among them.
    pub(super) fn hold(self, wanted: Self) -> bool {
        wanted.0 & !self.0 == 0
    }
}

/// What a question is made of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene<'a> {
    /// The topic, `{X}`.
    pub topic: &'a [Word],
    /// The topic above, `{P}`; empty for none.
    pub parent: &'a [Word],
    /// How the note uses its nouns: that decides on the article.
    pub usage: Option<&'a Usage<'a>>,
    /// What the note is about, `{note}`; empty where there is nothing above the topic.
    pub note: &'a [Word],
    /// Other slots, the last that was filled first: scenes are copied often, and share them.
    pub slots: Option<Rc<Slot<'a>>>,
    /// The number of items, `{n}`.
    pub items: usize,
    /// Where the topic stands.
    pub span: Span,
}

/// A slot and those filled before it.
#[derive(Debug)]
pub(crate) struct Slot<'a> {
    name: &'a str,
    words: Vec<Word>,
    before: Option<Rc<Slot<'a>>>,
}

impl<'a> Scene<'a> {
    /// The same with a slot filled.
    #[must_use]
    pub(crate) fn with(self, name: &'a str, words: &[Word]) -> Self {
        self.with_own(name, words.to_vec())
    }

    /// The same with words that are nobody else's.
    #[must_use]
    pub(super) fn with_own(mut self, name: &'a str, words: Vec<Word>) -> Self {
        self.slots = Some(Rc::new(Slot { name, words, before: self.slots.take() }));
        self
    }

    /// The other slots with their words, the last that was filled first.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (&'a str, &[Word])> {
        let slots = std::iter::successors(self.slots.as_deref(), |slot| slot.before.as_deref());
        slots.map(|slot| (slot.name, &slot.words[..]))
    }

    pub(super) fn slot(&self, name: &str) -> &[Word] {
        match name {
            "X" => self.topic,
            "P" => self.parent,
            "note" => self.note,
            _ => {
                let whole: &[Word] = if name == "T" { self.topic } else { &[] };
                self.filled().find(|(slot, _)| *slot == name).map_or(whole, |(_, words)| words)
            }
        }
    }
}
