//! The phrase book: how a title, a label or an intro becomes a question that a careful person would write.
//!
//! Each language is a file in `templates/phrases/`: word classes, the facet table, heading and intro patterns with their
//! questions, and the fixed phrases that rules use by name. A language without a file gets `und.toml`.

mod capital;
mod classes;
mod file;
mod fill;
mod grammar;
mod kind;
mod listed;
mod marks;
mod near;
mod opened;
mod pattern;
mod scene;
mod template;
#[cfg(test)]
mod tests;
mod title;
mod usage;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::model::Inline;

use super::words::{self, Word};
pub(crate) use capital::lower_first;
use classes::Classes;
pub(crate) use classes::is_acronym;
pub(crate) use file::{Books, built_in, load};
use grammar::Grammar;
pub(crate) use kind::Kind;
pub(crate) use listed::Kept;
use marks::Marks;
use pattern::{Found, Literals, Pattern};
use scene::Facts;
pub(crate) use scene::{Fact, Scene};
use template::Template;
use title::normalised;
pub(crate) use usage::Usage;

/// The phrase book of a language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrases {
    /// Its language, as its file is called.
    pub code: String,
    /// Set phrases of a language without spaces between words.
    pub marks: Marks,
    classes: Classes,
    grammar: Grammar,
    facets: FxHashMap<String, usize>,
    /// The first words of those with more than one.
    facet_openings: FxHashSet<SmolStr>,
    facet_rows: Vec<FacetRow>,
    long_labels: near::LongLabels,
    literals: Literals,
    headings: Vec<Heading>,
    intros: Vec<Heading>,
    openings: Vec<opened::OpeningRow>,
    kinds: FxHashMap<String, usize>,
    kind_rows: Vec<kind::KindRow>,
    fixed: FxHashMap<String, Template>,
}

/// A row of the facet table.
#[derive(Debug, Clone)]
pub(crate) struct FacetRow {
    ask: Option<Template>,
    ask_list: Option<Template>,
    ask_code: Option<Template>,
    named: Option<Template>,
    /// What the rules must know of the facet: `extra`, `example`, `definition`, `steps`, `solution`, `variant`, `pros`, ….
    pub role: String,
}

/// A pattern of titles or intros with its question.
#[derive(Debug, Clone)]
struct Heading {
    patterns: Vec<Pattern>,
    /// The literals that all of its patterns need.
    needs: Found,
    ask: Template,
    when: Facts,
    most: usize,
    role: String,
}

/// A label or title found in the facet table.
#[derive(Debug, Clone)]
pub(crate) struct Facet<'a> {
    /// Its row.
    pub row: &'a FacetRow,
    /// The facet's own words, `solution 1`.
    pub label: Vec<Word>,
    /// What follows the colon in `Solution: Y`; empty for none.
    pub name: Vec<Word>,
    /// What the title spells behind it: "(PMAT)"; empty for none.
    pub remark: Vec<Word>,
}

impl Facet<'_> {
    /// Whether it asks by itself: "Purpose", not "Note".
    pub(crate) fn asks(&self) -> bool {
        self.row.ask.is_some()
    }
}

/// An intro over a list, matched.
#[derive(Debug, Clone)]
pub(crate) struct Intro {
    /// The question.
    pub question: Vec<Inline>,
    /// `count`, `extra`, `clause` or empty.
    pub role: String,
    /// The number the intro says, if it does.
    pub count: Option<usize>,
    /// What it says there are so many of.
    pub things: Vec<Word>,
}

impl Phrases {
    /// Whether `word` belongs to a class of this language.
    #[inline]
    pub(crate) fn is(&self, class: &str, word: &Word) -> bool {
        self.classes.has(class, word)
    }

    /// Whether a word in lower case belongs to a class.
    #[inline]
    pub(crate) fn is_key(&self, class: &str, key: &str) -> bool {
        self.classes.has_key(class, key)
    }

    /// Whether the language has words of that class.
    pub(crate) fn knows(&self, class: &str) -> bool {
        self.classes.knows(class)
    }

    /// Whether something in a class may begin with a word in lower case: a cheap look.
    #[inline]
    pub(crate) fn may_open(&self, class: &str, word: &str) -> bool {
        self.classes.may_open(class, word)
    }

    /// Whether a word names several things of one kind, which a list holds: "kinds", "effects", "ways".
    pub(crate) fn is_set_noun(&self, word: &Word) -> bool {
        ["set_noun", "facet_nouns", "counted_things"].iter().any(|class| self.is(class, word))
    }

    /// Whether the words tell to do something: "Get the certificate", "Clean up".
    pub(crate) fn is_task(&self, words: &[Word]) -> bool {
        let is = |class: &str, at: usize| words.get(at).is_some_and(|word| self.is(class, word));
        let doing = words.len() > 1
            && self.is("doing", &words[0])
            && !words.last().is_some_and(|word| self.is("compound", word));
        doing || is("deed", 0) || is("command", 0) && (is("particle", 1) || is("after_verb", 1))
    }

    /// The base form of a verb in the past.
    pub(crate) fn base_of_past(&self, word: &Word) -> Option<String> {
        self.classes.base_of_past(&word.key)
    }

    /// Whether a word is the indefinite article.
    pub(crate) fn indefinite(&self, word: &Word) -> bool {
        word.is_text() && self.grammar.a.iter().any(|a| *a == word.key)
    }

    /// The number a word says.
    pub(crate) fn number(&self, word: &Word) -> Option<usize> {
        word.is_text().then(|| self.classes.number(&word.key)).flatten()
    }

    /// Whether a title is a question: by its first word, or by its mark.
    pub(crate) fn is_question(&self, title: &[Word]) -> bool {
        title.first().is_some_and(|word| self.is("wh", word))
            || title.last().is_some_and(|word| word.text().ends_with(['?', '？']))
    }

    /// Whether the words name several things.
    pub(crate) fn is_plural(&self, words: &[Word]) -> bool {
        Grammar::is_plural(words, &self.classes)
    }

    /// One of the things that a plural names; none where a set of terms cannot be asked by it.
    pub(crate) fn singular(&self, things: &[Word]) -> Option<Vec<Word>> {
        let one = kind::singular(&words::text(things)).filter(|_| self.fixed.contains_key("member"))?;
        (things.len() <= 2 && Grammar::is_plural(things, &self.classes)).then(|| words::of_text(&one))
    }

    /// The fixed phrase `name`, filled.
    pub(crate) fn say(&self, name: &str, scene: &Scene) -> Vec<Inline> {
        match self.fixed.get(name).or_else(|| self.fixed.get("explain")) {
            Some(template) => self.fill(template, scene),
            None => words::inlines(scene.topic),
        }
    }

    /// Whether the language has the fixed phrase `name`.
    pub(crate) fn can_say(&self, name: &str) -> bool {
        self.fixed.contains_key(name)
    }

    /// Whether the language writes its nouns without a capital.
    pub(crate) fn has_small_nouns(&self) -> bool {
        !self.grammar.capital_nouns
    }

    /// A title as its topic is named: without its number, its emoji, what it says of its kind.
    pub(crate) fn name<'w>(&self, title: &'w [Word]) -> &'w [Word] {
        normalised(title, &self.classes)
    }

    /// The facet that `title` is, if it is one; `Solution: Y` is one with a name.
    pub(crate) fn facet(&self, title: &[Word]) -> Option<Facet<'_>> {
        // "function/" is a folder.
        let folder = |word: &Word| word.text().starts_with('/') || word.text().ends_with('/');
        if title.first().is_some_and(folder) || title.last().is_some_and(folder) {
            return None;
        }
        let row = |words: &[Word]| {
            let row = match words {
                [only] => self.facets.get(only.key.as_str()),
                // Most titles open as no label does.
                [first, second, ..]
                    if first.is_text() && second.spaced && !self.facet_openings.contains(&first.key) =>
                {
                    None
                }
                words => self.facets.get(&key(words)),
            };
            row.map(|&row| &self.facet_rows[row])
        };
        // "Stages (PMAT):" is the facet with a remark, "Time (not widely supported)" is none.
        let bare = without_remark(title);
        let remark = &title[bare.len()..];
        let spelt = remark.len() == 1 && remark[0].text().chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        for label in [title, bare].into_iter().take(if spelt { 2 } else { 1 }) {
            if let Some(row) = row(label) {
                let remark = without_colon(&title[label.len()..]);
                return Some(Facet { row, label: without_colon(label), name: Vec::new(), remark });
            }
        }
        let colon = title.iter().position(|word| word.is_text() && word.text().ends_with([':', '：']))?;
        let (label, name) = title.split_at(colon + 1);
        let found = row(label).or_else(|| {
            let (last, before) = label.split_last()?;
            self.classes.number(&last.key).and_then(|_| row(before))
        })?;
        (found.named.is_some() && !name.is_empty()).then(|| Facet {
            row: found,
            label: without_colon(label),
            name: name.to_vec(),
            remark: Vec::new(),
        })
    }

    /// The question a facet asks of the scene's topic; `listed` where the answer is a list of two or more.
    pub(crate) fn ask_facet(&self, facet: &Facet, listed: bool, scene: &Scene) -> Option<Vec<Inline>> {
        if !facet.name.is_empty() {
            let scene = scene.clone().with("N", &facet.name).with("label", &self.label(&facet.label));
            return facet.row.named.as_ref().map(|named| self.fill(named, &scene));
        }
        // "How ropes hold" and "What is a rope?" are owners of nothing.
        let asks = scene.topic.first().is_some_and(|word| self.is("wh", word))
            || scene.topic.last().is_some_and(|word| self.is("asking", word));
        if asks && facet.row.ask.is_some() && self.can_say("facet_of") {
            return Some(self.say("facet_of", &scene.clone().with("v", &self.label(&facet.label))));
        }
        let template = facet.row.ask_list.as_ref().filter(|_| listed).or(facet.row.ask.as_ref())?;
        if scene.topic.is_empty() && template.names("X") {
            return None;
        }
        let scene = scene.clone().with("label", &self.label(&facet.label));
        let question = self.of_general_owner(template, &scene).unwrap_or_else(|| self.fill(template, &scene));
        Some(fill::with_remark(question, &facet.remark))
    }

    /// The question a facet asks whose answer is code.
    pub(crate) fn ask_code(&self, facet: &Facet, scene: &Scene) -> Option<Vec<Inline>> {
        let template = facet.row.ask_code.as_ref().filter(|_| facet.name.is_empty())?;
        Some(self.fill(template, &scene.clone().with("label", &self.label(&facet.label))))
    }

    /// The question a title asks; the last resort is `explain`.
    pub(crate) fn heading(&self, title: &[Word], facts: &[Fact], scene: &Scene) -> Vec<Inline> {
        let title = normalised(title, &self.classes);
        let (found, facts) = (self.literals.among(title), Facts::of(facts));
        for heading in &self.headings {
            if heading.needs & !found != 0 || title.len() > heading.most || !facts.hold(heading.when) {
                continue;
            }
            if let Some(question) = self.first_match(heading, title, found, scene) {
                return question;
            }
        }
        self.say("explain", &Scene { topic: title, ..scene.clone() })
    }

    /// The question an intro over a list asks.
    pub(crate) fn intro(&self, line: &[Word], scene: &Scene) -> Option<Intro> {
        let line = &without_colon(line)[..];
        let found = self.literals.among(line);
        self.intros.iter().filter(|intro| line.len() <= intro.most).find_map(|intro| {
            let captures = intro.patterns.iter().find_map(|pattern| pattern.matches(line, found, &self.classes))?;
            let count = captures.iter().find(|(name, _)| *name == "n").and_then(|(_, at)| self.number(&line[at.start]));
            // "One crew", "un syndrome": an article counts nothing.
            if count.is_some_and(|count| count < 2) {
                return None;
            }
            let things = captures.iter().find(|(name, _)| *name == "t").map(|(_, at)| line[at.clone()].to_vec());
            let things = things.unwrap_or_default();
            // "Two sample test" is one test.
            let one = self.can_say("happens") && !things.is_empty() && !self.is_plural(&things);
            if intro.role == "count" && one {
                return None;
            }
            let scene = with_captures(scene.clone().with("T", line).with("l", line), line, &captures);
            Some(Intro { question: self.fill(&intro.ask, &scene), role: intro.role.clone(), count, things })
        })
    }

    /// "Installing Go" as "install Go", "Use Go" as "use Go".
    fn infinitive(&self, words: &[Word]) -> Vec<Word> {
        let mut words = lower_first(words);
        if let Some(first) = words.first_mut() {
            let base = self.classes.base_of_gerund(&first.key);
            first.reword(|text| base.map_or_else(|| words::lower(text), Into::into));
        }
        words
    }

    fn first_match(&self, heading: &Heading, title: &[Word], found: Found, scene: &Scene) -> Option<Vec<Inline>> {
        let captures = heading.patterns.iter().find_map(|pattern| pattern.matches(title, found, &self.classes))?;
        let scene = with_captures(Scene { topic: title, ..scene.clone() }, title, &captures);
        Some(self.fill(&heading.ask, &scene))
    }
}

fn with_captures<'a>(mut scene: Scene<'a>, words: &[Word], captures: &pattern::Captures<'a>) -> Scene<'a> {
    for (name, range) in captures {
        scene = scene.with_own(name, without_colon(&words[range.clone()]));
    }
    scene
}

/// A title without the parenthesis or the year in brackets behind it: "List (ls)".
pub(crate) fn without_remark(words: &[Word]) -> &[Word] {
    // "Smith v Jones [1932] AC 562" is cited by its year.
    let begins = |text: &str| matches!(text.as_bytes(), [b'(', ..] | [b'[', b'0'..=b'9', ..]);
    let opens = |word: &Word| begins(word.text()) && word.is_text();
    let remark = words.iter().skip(1).position(opens);
    &words[..remark.map_or(words.len(), |at| at + 1)]
}

/// The words, `:` at their end taken off.
pub(crate) fn without_colon(words: &[Word]) -> Vec<Word> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut().filter(|word| word.is_text()) {
        last.reword(|text| text.trim_end_matches([':', '：']).into());
        if last.text().is_empty() {
            words.pop();
        }
    }
    words
}

/// The words as the facet table is keyed.
fn key(words: &[Word]) -> String {
    let mut out = String::with_capacity(words.iter().map(|word| word.key.len() + 1).sum());
    for word in words {
        if word.spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.key);
    }
    out
}
