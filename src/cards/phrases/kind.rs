//! Kinds: what a list holds, as the line above it says. It decides how each of its members is asked.
//!
//! "Advantages", "Social causes of the revolution", "The main applications include:" are a kind, perhaps with what its members
//! are of: an advantage is asked why it is one, a phase what happens in it. A language's file lists them as `[[kind]]`.

use std::ops::Range;

use super::super::words::Word;
use super::template::Template;
use super::{Phrases, Scene};
use crate::model::Inline;

/// A kind has a name of at most this many words: "key design principles".
const LONGEST: usize = 3;

/// A row of the table of kinds.
#[derive(Debug, Clone)]
pub(super) struct KindRow {
    /// What a member of it is called, where that is not its plural without the `s`: of `pros` "advantage".
    pub one: Option<String>,
    /// How each member asks.
    pub ask: Option<Template>,
    /// How a member asks that "What is X?" does not fit.
    pub otherwise: Option<Template>,
    /// How a member asks that its own article tells to be several: "The witches".
    pub several: Option<Template>,
    /// Whether that asks for what is told of a member, which an enumeration does not answer.
    pub told: bool,
}

/// What the members of a list are, and of what.
#[derive(Debug, Clone)]
pub(crate) struct Kind<'a> {
    pub(super) row: &'a KindRow,
    /// One of them: "social cause".
    pub one: Vec<Word>,
    /// What they are of by the line itself; empty where it does not say.
    pub of: Vec<Word>,
}

impl Kind<'_> {
    /// Whether its members are asked for what is told of them, which an enumeration does not answer.
    pub(crate) fn is_told(&self) -> bool {
        self.row.told
    }
}

impl Phrases {
    /// The kind that a title or an intro names.
    pub(crate) fn kind(&self, line: &[Word]) -> Option<Kind<'_>> {
        let line = &super::without_colon(line)[..];
        let line = super::without_remark(line);
        let ends = |word: &Word| {
            ["preposition", "finite", "list_verb", "relative", "and"].iter().any(|class| self.is(class, word))
        };
        // "Ursachen der Flut": behind the first word an article begins what the kind is of.
        let article = |at: usize| at > 0 && self.is("article", &line[at]);
        let end = (0..line.len()).find(|&at| ends(&line[at]) || article(at)).unwrap_or(line.len());
        // "Applications include"
        let verb = end > 1 && self.is("finite_base_any", &line[end - 1]);
        let (noun, row) =
            self.kind_noun(&line[..end]).or_else(|| verb.then(|| self.kind_noun(&line[..end - 1])).flatten())?;
        let mut one = line[noun.clone()].to_vec();
        if let Some(last) = one.last_mut() {
            let single = row.one.clone().or_else(|| singular(&last.key));
            last.reword(|text| single.map_or_else(|| text.into(), Into::into));
        }
        let of = match line.get(end) {
            Some(word) if self.is("of_or_for", word) => line[end + 1..].to_vec(),
            _ => Vec::new(),
        };
        Some(Kind { row, one: super::lower_first(&one), of })
    }

    /// The question about a member of a kind that is called by a noun: `scene` has what the kind is of as its topic, and the
    /// member as `A`. `defined` where "What is A?" can be asked of it.
    pub(crate) fn ask_kind(&self, kind: &Kind, defined: bool, scene: &Scene) -> Option<Vec<Inline>> {
        let row = kind.row;
        let member = scene.slot("A");
        let own = member.len() > 1 && self.is("article", &member[0]);
        let named = row.several.as_ref().filter(|_| own).and_then(|several| {
            let template = if self.is_plural(member) { Some(several) } else { row.ask.as_ref() };
            Some(self.fill(template?, &scene.clone().with("A", &super::lower_first(member))))
        });
        if named.is_some() {
            return named;
        }
        let template = row.ask.as_ref().or_else(|| row.otherwise.as_ref().filter(|_| !defined))?;
        let ownerless = scene.topic.is_empty() && template.names("X");
        (!ownerless).then(|| self.fill(template, &scene.clone().with("k", &kind.one)))
    }

    /// The kind's own words with those that only describe it, of the words up to the first preposition.
    fn kind_noun(&self, head: &[Word]) -> Option<(Range<usize>, &KindRow)> {
        let found = |at: usize| self.kinds.get(&super::key(&head[at..])).map(|&row| (at, &self.kind_rows[row]));
        let (_, row) = (0..head.len()).find_map(found)?;
        // "The five main causes", "Brook's causes": number and owner say nothing of each.
        let counts = |word: &Word| {
            self.number(word).is_some()
                || ["determiner", "how_many", "adjective", "possessive"].iter().any(|class| self.is(class, word))
        };
        let start = head.iter().position(|word| !counts(word))?;
        (head.len() - start <= LONGEST).then_some((start..head.len(), row))
    }
}

/// A plural without its ending; nothing for a word that has none.
pub(super) fn singular(plural: &str) -> Option<String> {
    let cut = |end: &str, by: &str| plural.strip_suffix(end).map(|stem| format!("{stem}{by}"));
    let hissing = ["sses", "ches", "shes", "xes"].iter().any(|end| plural.ends_with(end));
    match () {
        () if plural.len() < 4 || plural.ends_with("ss") => None,
        () if hissing => cut("es", ""),
        () => cut("ies", "y").or_else(|| cut("s", "")),
    }
}
