//! R4, terms: two or more `term: meaning` siblings are a card each.
//!
//! - args: tuple of all arguments           =>  What is args?
//! - list images: `docker images`           =>  How do you list images?
//! - `__enter__`: runs when the block is entered  =>  What does `__enter__` do?
//!
//! A label (`note:`, `e.g.`) is no term; paragraph lines, items, items with a single child and definition lists are alike.

use super::claims::Claims;
use super::cut::{self, Halves};
use super::draft::{Draft, paragraph};
use super::phrases::Scene;
use super::piece::{PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{CardKind, Rule, sentence};
use crate::model::{Block, BlockKind, Inline, Item, List, Span};

/// A term has at most this many words; more is a clause.
const LONGEST: usize = 8;

/// A meaning of fewer words names something, but defines nothing.
const DEFINED: usize = 4;
/// An item of at most this many words is what the terms below it are terms of.
const OWNER: usize = 4;
/// Members of an enumeration have at most this many words.
const LISTED: usize = 2;

/// A term with its meaning.
struct Term {
    key: Vec<Inline>,
    meaning: Vec<Block>,
    /// The item above it, what it is a term of; empty for the topic.
    owner: Vec<Word>,
    span: Span,
    block_id: Option<String>,
}

/// A card for each term of the topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut groups: Vec<Vec<Term>> = Vec::new();
    let mut lines: Vec<Term> = Vec::new();
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => {
                if let Some((key, meaning)) = split(subject, line) {
                    let meaning = vec![paragraph(meaning, piece.span)];
                    let block_id = piece.block.id.clone();
                    lines.push(Term { key, meaning, owner: Vec::new(), span: piece.span, block_id });
                }
            }
            PieceKind::List(list) => groups.extend(lists(subject, list, &[])),
            PieceKind::Block(BlockKind::Definitions(definitions)) => groups.push(
                definitions
                    .iter()
                    .map(|definition| Term {
                        key: definition.term.clone(),
                        meaning: definition.meanings.concat(),
                        owner: Vec::new(),
                        span: definition.span,
                        block_id: None,
                    })
                    .collect(),
            ),
            PieceKind::Block(_) => {}
        }
    }
    groups.push(lines);
    let mut cards = Vec::new();
    for group in groups {
        let single = group.len() < 2;
        for term in group.into_iter().filter(|_| !single) {
            if claims.free(term.span) {
                claims.take(term.span);
                cards.push(card(subject, term));
            }
        }
    }
    cards
}

/// The groups of terms that a list and the lists in it hold; `owner` is the item above.
fn lists(subject: &Subject, list: &List, owner: &[Word]) -> Vec<Vec<Term>> {
    let mut groups = vec![list.items.iter().filter_map(|item| of_item(subject, item, owner)).collect()];
    for item in &list.items {
        let (own, below) = parts(item);
        let name = super::phrases::without_colon(&words::words(own));
        let owner = if name.len() <= OWNER { &name[..] } else { owner };
        for block in below {
            if let BlockKind::List(inner) = &block.kind {
                groups.extend(lists(subject, inner, owner));
            }
        }
    }
    groups
}

fn of_item(subject: &Subject, item: &Item, owner: &[Word]) -> Option<Term> {
    let (own, below) = parts(item);
    let block_id = item.blocks.first().and_then(|block| block.id.clone());
    let owner = owner.to_vec();
    if let Some((key, meaning)) = split(subject, own) {
        let mut meaning = vec![paragraph(meaning, item.span)];
        meaning.extend_from_slice(below);
        return Some(Term { key, meaning, owner, span: item.span, block_id });
    }
    let [Block { kind: BlockKind::List(child), .. }] = below else { return None };
    let [only] = &child.items[..] else { return None };
    let name = words::words(own);
    let short = !name.is_empty() && name.len() <= 3 && !sentence::is_intro(own) && !has_finite(subject, &name);
    let meaning = only.blocks.clone();
    (short && !is_label(subject, &name)).then(|| Term { key: own.to_vec(), meaning, owner, span: item.span, block_id })
}

/// `term: meaning`, `term - meaning`, `term — meaning` cut in two, where the left side is a term and no label.
pub(crate) fn split(subject: &Subject, line: &[Inline]) -> Option<Halves> {
    let (key, meaning) = cut::first(line, separator)?;
    let name = words::words(&key);
    // "This shows: …" and "the future return is: …" are halves of sentences.
    let half = name.first().is_some_and(|word| subject.book.is("hanging", word))
        || name.last().is_some_and(|word| subject.book.is("breaks_off", word) && !subject.book.is("preposition", word));
    let named = !name.is_empty() && name.len() <= LONGEST && !half && !is_label(subject, &name);
    let fits = named && !meaning.is_empty() && !is_statement(subject, &name) && !is_formula(line, &name);
    fits.then_some((key, meaning))
}

/// Whether a key says something already: `==` compares values; CP systems give up availability.
fn is_statement(subject: &Subject, name: &[Word]) -> bool {
    let verb = |word: &Word| subject.book.is("verb_s", word) || subject.book.is("finite", word);
    let bare = |word: &Word| subject.book.is("command", word);
    let code = name.len() > 2 && name[0].is_code() && name.get(1).is_some_and(verb);
    // "Retention decays with time".
    let clause =
        name.len() > 3 && name.iter().skip(1).any(|word| subject.book.is("finite_s", word) && word.text() == word.key);
    code || clause || (name.len() > 3 && name.iter().skip(1).any(bare) && !bare(&name[0]))
}

/// Whether the line is an equation, not a word with its meaning: `x = 5`.
fn is_formula(line: &[Inline], name: &[Word]) -> bool {
    let equals = |word: &Word| word.is_text() && word.text() == "=";
    let word = |word: &Word| word.is_text() && word.key.chars().filter(|c| c.is_alphabetic()).count() > 2;
    words::words(line).get(name.len()).is_some_and(equals) && !(name.len() <= 3 && name.iter().any(word))
}

/// Whether the line is `note: …`, `e.g. …`.
pub(crate) fn label(subject: &Subject, line: &[Inline]) -> bool {
    cut::first(line, separator).is_some_and(|(key, _)| is_label(subject, &words::words(&key)))
}

/// The width of a separator of term and meaning at this byte.
fn separator(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    // Every byte of every line is asked: most begin none.
    if !rest.starts_with([':', ' ', '：']) {
        return None;
    }
    if let Some(after) = rest.strip_prefix(':') {
        let before = text[..at].chars().next_back();
        let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
        return (spaced && before != Some(':')).then_some(1);
    }
    if rest.starts_with('：') {
        return Some('：'.len_utf8());
    }
    [" - ", " – ", " — ", " = "].into_iter().find(|dash| rest.starts_with(dash)).map(str::len)
}

fn is_label(subject: &Subject, name: &[Word]) -> bool {
    let said = words::text(name).to_lowercase();
    subject.book.is_key("label", said.trim_matches(['(', ')', '.', ' ']))
}

fn has_finite(subject: &Subject, words: &[Word]) -> bool {
    words.iter().any(|word| subject.book.is("finite", word) || subject.book.is("verb_s", word))
}

fn card(subject: &Subject, term: Term) -> Draft {
    let name = words::words(&term.key);
    let meaning = match &term.meaning[..] {
        [Block { kind: BlockKind::Paragraph(line), .. }, ..] => words::words(line),
        _ => Vec::new(),
    };
    let mut card =
        Draft::ask(Rule::R(4), question(subject, &name, &meaning, &term.owner), term.span).answer(term.meaning);
    card.parts = 0;
    card.block_id = term.block_id;
    if subject.settings.cards.reverse {
        card.kind = CardKind::Reversed;
    }
    card
}

/// How a term asks: by what it is, and by how its meaning begins.
fn question(subject: &Subject, name: &[Word], meaning: &[Word], owner: &[Word]) -> Vec<Inline> {
    let book = subject.book;
    let name = without_number(name);
    let bare = unmarked(name, subject);
    let (mark, key) = (name.len() - bare.len(), bare);
    let scene = subject.scene().with("v", key).with("A", name);
    if is_date(subject, key) && book.can_say("dated") {
        return book.say("dated", &scene);
    }
    let code_answer = meaning.iter().all(Word::is_code) && !meaning.is_empty();
    let first = key.first();
    if code_answer && mark == 0 && first.is_some_and(|word| book.is("command", word)) && key.len() > 1 {
        return book.say(how(subject, meaning), &scene);
    }
    if let [only] = key
        && let Some(task) = spelled(subject, only)
    {
        return book.say(how(subject, meaning), &subject.scene().with("v", &task));
    }
    let verb = |word: &Word| {
        ["verb_s", "finite_s", "finite_s_or_noun", "command", "finite_base"].iter().any(|class| book.is(class, word))
    };
    let verb_first = meaning.len() > 1 && meaning.first().is_some_and(|word| verb(word) && !word.is_code());
    let is_code = key.len() == 1 && (key[0].is_code() || book.is("codelike", &key[0]));
    if is_code && verb_first {
        return book.say("does", &scene);
    }
    if key.iter().skip(1).any(|word| book.is("finite", word) || book.is("verb_s", word)) && key.len() > 2 {
        return book.say("happens_if", &scene);
    }
    let facet = book.facet(key).filter(|facet| facet.name.is_empty());
    if let Some(question) = facet.and_then(|facet| book.ask_facet(&facet, false, &subject.scene())) {
        return question;
    }
    let scene = Scene { topic: name, parent: group_of(subject, owner), ..subject.scene() }.with("v", name);
    // A letter or two say nothing without the topic.
    if words::text(key).chars().count() <= 2 && !is_code {
        return book.say("term_of", &scene);
    }
    let deed = verb_first && meaning.first().is_some_and(|word| book.is("finite_s", word) || book.is("verb_s", word));
    let scene = Scene { topic: name, ..scene };
    if deed && book.can_say("deeds") {
        return book.say("deeds", &scene);
    }
    if !is_code && !defines(subject, key, meaning) && book.can_say("term_in") {
        return book.say("term_in", &scene);
    }
    book.say(if book.can_say("term") { "term" } else { "what" }, &scene)
}

/// The deed that a code span names in plain words: `List all buckets`.
fn spelled(subject: &Subject, key: &Word) -> Option<Vec<Word>> {
    let mut said = words::of_text(key.text().trim());
    let first = said.first_mut().filter(|first| key.is_code() && first.text().starts_with(char::is_uppercase))?;
    *first = words::lowered(first);
    (subject.book.is("command", first) && said.len() > 1).then_some(said)
}

/// How a deed is asked whose answer is code: with the topic, as a list of commands is of one tool, unless it is the answer.
pub(crate) fn how(subject: &Subject, answer: &[Word]) -> &'static str {
    let told = words::keys(answer) == words::keys(&subject.name);
    if subject.name.is_empty() || told || !subject.book.can_say("how_in") { "how_do_you" } else { "how_in" }
}

/// What the terms are terms of: the item above them, else the title as it stands, of a facet too
/// ("Types"; an "Introduction" is none).
fn group_of<'s>(subject: &'s Subject, owner: &'s [Word]) -> &'s [Word] {
    if !owner.is_empty() {
        return owner;
    }
    let general = subject.facet.as_ref().is_some_and(|facet| facet.row.role == "definition");
    if subject.title.is_empty() || general { &subject.name } else { &subject.title }
}

/// The name without `1.` in front.
fn without_number(name: &[Word]) -> &[Word] {
    match name {
        [first, rest @ ..] if !rest.is_empty() && first.is_text() => {
            let digits = first.text().trim_end_matches(['.', ')']);
            let number = digits.len() < first.text().len() && digits.bytes().all(|byte| byte.is_ascii_digit());
            if number { rest } else { name }
        }
        _ => name,
    }
}

/// Whether a key is a date: a year, a span of years, a day or month with its year.
fn is_date(subject: &Subject, key: &[Word]) -> bool {
    let digits = |word: &Word| word.is_text() && word.key.starts_with(|c: char| c.is_ascii_digit());
    let year = |word: &Word| {
        let year: String = word.key.chars().take_while(char::is_ascii_digit).collect();
        digits(word) && year.len() == 4 && word.key.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '-' | '/'))
    };
    let era = |word: &Word| subject.book.is("era", word);
    match key {
        [only] => year(only),
        [first, last] => (year(last) || digits(first)) && (era(first) || era(last) || subject.book.is("months", first)),
        [first, middle, last] => digits(first) && year(last) && middle.key.chars().all(char::is_alphabetic),
        _ => false,
    }
}

/// Whether a meaning says what the key is. "Vienna" under "Austria" and "the liver" under "acts on" do not.
fn defines(subject: &Subject, key: &[Word], meaning: &[Word]) -> bool {
    let is = |class: &str, word: Option<&Word>| word.is_some_and(|word| subject.book.is(class, word));
    let relation =
        is("preposition", key.last()) || key.len() > 1 && (is("verb_s", key.first()) || is("preposition", key.first()));
    // "Cyclical" and "due to …" are no things.
    let relation = relation
        || is("no_noun", key.last())
        || is("preposition", meaning.first())
        || (is("participle", meaning.first()) && is("particle_verb", meaning.get(1)));
    let commas = meaning.iter().filter(|word| word.is_text() && word.text().ends_with([',', '、', '，'])).count();
    let listed = commas > 0 && meaning.len() <= (commas + 1) * LISTED;
    let long = words::count(&words::text(meaning)) >= DEFINED || is("article", meaning.first());
    !relation && !listed && long && meaning.iter().any(Word::is_text)
}

/// The name without a mark like `(opt)` before it.
pub(crate) fn unmarked<'w>(name: &'w [Word], subject: &Subject) -> &'w [Word] {
    match name {
        [first, rest @ ..] if !rest.is_empty() && subject.book.is("truth", first) && first.text().starts_with('(') => {
            rest
        }
        _ => name,
    }
}
