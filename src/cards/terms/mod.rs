//! R4, terms: two or more `term: meaning` siblings are a card each.
//!
//! - args: tuple of all arguments           =>  What is args?
//! - list images: `docker images`           =>  How do you list images?
//! - `__enter__`: runs when the block is entered  =>  What does `__enter__` do?
//! - **args:** tuple of all arguments       =>  What is args?
//!
//! A label (`note:`, `e.g.`) is no term; paragraph lines, items, items with a single child and definition lists are alike.

mod above;
mod alike;
mod among;
mod arrow;
mod command;
mod fit;
mod formula;
mod kind;
mod known;
mod question;
mod scope;
mod symbol;
mod terse;

use super::claims::Claims;
use super::cut::{self, Halves};
use super::draft::{Draft, paragraph};
use super::piece::{PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{CardKind, Rule, head, metadata, sentence};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, Span, plain_text};
use above::Above;
use alike::Alike;
pub(crate) use question::how;
pub(crate) use scope::{is_count, is_date};

/// A term has at most this many words; more is a clause.
const LONGEST: usize = 8;

/// A number and what it stands for have at most this many words.
const NAMED: usize = 6;

/// An item of at most this many words is what the terms below it are terms of.
const OWNER: usize = 4;

/// A term with its meaning.
struct Term {
    key: Vec<Inline>,
    /// The words of the key.
    name: Vec<Word>,
    meaning: Vec<Block>,
    /// The words of its meaning, of the first line.
    said: Vec<Word>,
    above: Above,
    span: Span,
    block_id: Option<String>,
}

/// A card for each term of the topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut groups: Vec<Vec<Term>> = Vec::new();
    let mut lines: Vec<Term> = Vec::new();
    for (at, piece) in subject.pieces.iter().enumerate() {
        match piece.kind {
            PieceKind::Line(line) => lines.extend(of_line(subject, line, at)),
            PieceKind::List(list) => groups.extend(lists(subject, list, &Above::list(subject, at))),
            PieceKind::Block(BlockKind::Definitions(definitions)) => groups.push(
                definitions
                    .iter()
                    .map(|definition| {
                        let key = cut::without_colon(&definition.term);
                        let name = words::words(&key);
                        Term::new(key, name, definition.meanings.concat(), definition.span)
                    })
                    .collect(),
            ),
            PieceKind::Block(_) => {}
        }
    }
    let labels = subject.pieces.iter().filter_map(|piece| {
        let (name, (key, meaning)) = among::label(subject, piece.line()?)?;
        Some(Term::new(key, name, vec![paragraph(meaning, piece.span)], piece.span))
    });
    groups.push(among::completed(subject, lines, labels));
    let mut cards = Vec::new();
    for group in groups.into_iter().filter(|group| group.len() > 1) {
        let alike = Alike::of(subject, &group);
        let free: Vec<Term> = group.into_iter().filter(|term| claims.free(term.span)).collect();
        let asked =
            free.iter().map(|term| question::question(subject, &term.name, &term.said, &term.above.owner, &alike));
        let plainly = |at: usize| question::plainly(subject, &free[at].name, &free[at].above.owner);
        let questions = alike::evened_out(asked.collect(), plainly);
        for (question, term) in questions.into_iter().zip(free) {
            if claims.free(term.span) {
                claims.take(term.span);
                cards.push(card(subject, term, question));
            }
        }
    }
    cards
}

/// The term of a line. Where its meaning ends in a colon the list below goes on with it.
fn of_line(subject: &Subject, line: &[Inline], at: usize) -> Option<Term> {
    let (piece, below) = (&subject.pieces[at], subject.pieces.get(at + 1));
    let (name, (key, meaning)) = labelled(subject, line).or_else(|| arrow::of_paragraph(subject, at))?;
    let term = Term::new(key, name, vec![paragraph(meaning, piece.span)], piece.span);
    let mut term = Term { block_id: piece.block.id.clone(), above: Above::paragraph(subject, at), ..term };
    if let Some(list) = below.filter(|below| below.list().is_some() && sentence::is_intro(line)) {
        term.meaning.push(list.to_block());
        term.span = piece.span.to(list.span);
    }
    Some(term)
}

/// The groups of terms that a list and the lists in it hold.
fn lists(subject: &Subject, list: &List, above: &Above) -> Vec<Vec<Term>> {
    let cut = arrow::of_list(subject, list).or_else(|| command::of_list(subject, list));
    let of_list = |(at, item): (usize, &Item)| {
        let halves = cut.as_ref().map(|terms| terms[at].clone());
        of_item(subject, item, halves, above)
    };
    let terms = list.items.iter().enumerate().filter_map(of_list).collect();
    let label = |item: &Item| among::label(subject, parts(item).0);
    let labels = list.items.iter().filter_map(|item| of_item(subject, item, Some(label(item)?), above));
    let mut groups = vec![among::completed(subject, terms, labels)];
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            if let BlockKind::List(inner) = &block.kind {
                let line = super::phrases::without_colon(&words::words(own));
                let owner = owner(subject, own, &line).unwrap_or_else(|| above.owner.clone());
                groups.extend(lists(subject, inner, &Above { owner, line }));
            }
        }
    }
    groups
}

/// What an item names whose list holds terms: "Zeus (king of the gods)", "Zeus: king of the gods".
fn owner(subject: &Subject, own: &[Inline], line: &[Word]) -> Option<Vec<Word>> {
    let short = |name: &[Word]| name.len() <= OWNER;
    let bare = super::phrases::without_remark(line);
    let named = || labelled(subject, own).map(|(name, _)| name).filter(|name| short(name));
    match () {
        () if short(line) => Some(line.to_vec()),
        () if short(bare) && bare.len() < line.len() => Some(bare.to_vec()),
        () => named(),
    }
}

/// The term of an item; `halves` where the list tells where to cut it.
fn of_item(subject: &Subject, item: &Item, halves: Option<(Vec<Word>, Halves)>, above: &Above) -> Option<Term> {
    let (own, below) = parts(item);
    let of_list = |term: Term| {
        let block_id = item.blocks.first().and_then(|block| block.id.clone());
        Term { above: above.clone(), block_id, ..term }
    };
    if let Some((name, (key, meaning))) = halves.or_else(|| labelled(subject, own)) {
        let mut meaning = vec![paragraph(meaning, item.span)];
        meaning.extend_from_slice(below);
        return Some(of_list(Term::new(key, name, meaning, item.span)));
    }
    let [Block { kind: BlockKind::List(child), .. }] = below else { return None };
    let [only] = &child.items[..] else { return None };
    let name = words::words(own);
    let short = !name.is_empty() && name.len() <= 3 && !sentence::is_intro(own) && !has_finite(subject, &name);
    let fits = short && !is_label(subject, &name);
    fits.then(|| of_list(Term::new(own.to_vec(), name, only.blocks.clone(), item.span)))
}

/// What the line at `at` stands under, where the first line of its paragraph is a name: "Ada (1814–1820)" over labels.
pub(crate) fn header(subject: &Subject, at: usize) -> Vec<Word> {
    Above::paragraph(subject, at).owner
}

/// `term: meaning`, `term - meaning`, `term — meaning` cut in two, where the left side is a term and no label.
pub(crate) fn split(subject: &Subject, line: &[Inline]) -> Option<Halves> {
    labelled(subject, line).map(|(_, halves)| halves)
}

/// The same with the words of the term.
pub(crate) fn labelled(subject: &Subject, line: &[Inline]) -> Option<(Vec<Word>, Halves)> {
    let (key, meaning) =
        row(line).or_else(|| separated(line)).or_else(|| coded(subject, line)).or_else(|| named(line))?;
    let name = words::words(&key);
    // "This shows: …" and "the future return is: …" are halves of sentences.
    let open = |word: &Word| subject.book.is("breaks_off", word) && !subject.book.is("preposition", word);
    // "**Where**: Paris"
    let asks_alone =
        matches!(&name[..], [only] if subject.book.is("wh", only)) && !matches!(line[0].kind, InlineKind::Text(_));
    let half = name.first().is_some_and(|word| subject.book.is("hanging", word))
        || name.last().is_some_and(open) && !asks_alone;
    let told = sentence::first(&name) < name.len();
    // "Wind: from where?" asks, and says no meaning.
    let asks = words::last(&meaning).is_some_and(|word| word.is_text() && word.text().ends_with(['?', '？']))
        && !subject.book.is_key("asking_label", &words::lower_text(&name));
    let label =
        asks || is_label(subject, &name) && !is_of_history(subject, &name, &meaning) || is_count(subject, &name);
    // A dash inside of what somebody said parts nothing.
    let quoted = plain_text(&key).matches(['"', '“', '”']).count() % 2 == 1;
    // "The pump is off - when the lock is full" is a sentence with its case, "The proof is short: …" no term.
    let goes_on = words::first(&meaning).is_some_and(|first| subject.book.is("when_clause", &first));
    let sentence = name.len() > 2 && has_finite(subject, &name) && goes_on
        || name.len() > 2 && subject.book.is_key("derives", words::lower_text(&name[..2]).trim());
    let named = !name.is_empty() && name.len() <= LONGEST && !half && !told && !label && !quoted && !sentence;
    let fits = named
        && !meaning.is_empty()
        && !is_statement(subject, &name)
        && (!formula::is_formula(line, &name) || formula::is_prose(&meaning));
    (fits && !metadata::is_metadata(subject, line)).then_some((name, (key, meaning)))
}

/// `| key | meaning |`: a row of a table without a header, which Markdown takes for text.
fn row(line: &[Inline]) -> Option<Halves> {
    let InlineKind::Text(text) = &line.first()?.kind else { return None };
    if !text.starts_with('|') {
        return None;
    }
    let (_, mut rest) = cut::at(line, 0, 0, 1);
    while let Some(Inline { kind: InlineKind::Text(text), .. }) = rest.last_mut() {
        text.truncate(text.trim_end_matches(['|', ' ']).len());
        if !text.is_empty() {
            break;
        }
        rest.pop();
    }
    let bar = |text: &str, at: usize| text[at..].starts_with('|').then_some(1);
    let (key, meaning) = cut::first(&rest, bar).filter(|(key, _)| plain_text(key).contains(char::is_alphanumeric))?;
    cut::first(&meaning, bar).is_none().then_some((key, meaning))
}

/// `22 SSH` under "Common ports": a number with what it stands for.
fn coded(subject: &Subject, line: &[Inline]) -> Option<Halves> {
    // Most lines open with a letter.
    if matches!(line, [Inline { kind: InlineKind::Text(text), .. }, ..] if text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()))
    {
        return None;
    }
    let number = words::first(line).filter(|first| first.text().bytes().all(|byte| byte.is_ascii_digit()))?;
    let titled = subject.title.iter().any(|word| subject.book.is("coded", word));
    // "0 to 1023 are well known" is a sentence.
    let second = words::start(line, 2).pop();
    let told = second.is_some_and(|word| ["preposition", "finite"].iter().any(|class| subject.book.is(class, &word)));
    (titled && !told && number.is_text() && words::words(line).len() <= NAMED)
        .then(|| cut::after_first_word(line))
        .flatten()
}

/// `pylance，语言服务器`: a foreign name with what it is, as Chinese lists have it.
fn named(line: &[Inline]) -> Option<Halves> {
    if !line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains('，'))) {
        return None;
    }
    let (key, meaning) = cut::first(line, |text, at| text[at..].starts_with('，').then_some('，'.len_utf8()))?;
    let native = |line: &[Inline]| plain_text(line).chars().any(words::is_ideograph);
    let name = words::words(&key);
    let foreign =
        !native(&key) && name.len() <= OWNER && name.iter().any(|word| word.text().chars().any(char::is_alphabetic));
    let address = plain_text(&key).contains("://");
    (foreign && !address && native(&meaning) && name.iter().all(|word| word.is_text() || word.is_code()))
        .then_some((key, meaning))
}

/// Whether a key says something already: `==` compares values; CP systems give up availability.
fn is_statement(subject: &Subject, name: &[Word]) -> bool {
    let verb = |word: &Word| subject.book.is("verb_s", word) || subject.book.is("finite", word);
    let bare = |word: &Word| subject.book.is("command", word);
    let code = name.len() > 2 && name[0].is_code() && name.get(1).is_some_and(verb);
    // "Retention decays with time".
    let clause =
        name.len() > 3 && name.iter().skip(1).any(|word| subject.book.is("finite_s", word) && word.text() == word.key);
    // "Introduced by Ada Brook" says who did it.
    let done = name.len() > 2 && subject.book.is("participle", &name[0]) && subject.book.is("by", &name[1]);
    code || clause || done || (name.len() > 3 && name.iter().skip(1).any(bare) && !bare(&name[0]))
}

/// Whether a letter in bold opens the key, and the word goes on behind it: it is one of those that a mnemonic spells.
pub(crate) fn is_initial(key: &[Inline]) -> bool {
    let letter = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_alphabetic);
    match key {
        [
            Inline { kind: InlineKind::Strong(inner) | InlineKind::Emph(inner), .. },
            Inline { kind: InlineKind::Text(rest), .. },
            ..,
        ] => letter(&plain_text(inner)) && rest.starts_with(char::is_alphabetic),
        _ => false,
    }
}

/// Whether the line is `note: …`, `e.g. …`.
pub(crate) fn label(subject: &Subject, line: &[Inline]) -> bool {
    separated(line).is_some_and(|(key, _)| is_label(subject, &words::words(&key)))
        || metadata::is_metadata(subject, line)
}

/// A line cut behind the label in bold that opens it, or at its first separator. Most lines have no sign of one, and are not looked through.
pub(crate) fn separated(line: &[Inline]) -> Option<Halves> {
    let may_part = |text: &str| !text.is_ascii() || memchr::memchr3(b':', b'-', b'=', text.as_bytes()).is_some();
    let parts = || line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if may_part(text)));
    cut::after_label(line)
        .or_else(|| arrow::behind_name(line))
        .or_else(|| parts().then(|| cut::first(line, separator)).flatten())
}

/// The width of a separator of term and meaning at this byte.
fn separator(text: &str, at: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    match rest.next()? {
        ':' => {
            // "Ebb:: falling water", as outliners write a property.
            let width = if rest.as_str().starts_with(": ") { 2 } else { 1 };
            let spaced = text[at + width..].chars().next().is_none_or(char::is_whitespace);
            (spaced && !text[..at].ends_with(':')).then_some(width)
        }
        mark @ '：' => Some(mark.len_utf8()),
        ' ' => {
            let dash = rest.next().filter(|c| matches!(c, '-' | '–' | '—' | '='))?;
            (rest.next() == Some(' ')).then_some(2 + dash.len_utf8())
        }
        _ => None,
    }
}

/// "Date: 28 June 1919": nobody wrote notes then, so the day is matter of study.
fn is_of_history(subject: &Subject, name: &[Word], meaning: &[Inline]) -> bool {
    let dated = matches!(name, [only] if subject.book.is("dated", only));
    let day = || head::is_day(&subject.lexicon, &plain_text(meaning));
    dated && is_date(subject, &words::words(meaning)) && !day()
}

fn is_label(subject: &Subject, name: &[Word]) -> bool {
    if let [only] = name
        && words::is_plain(only.text())
    {
        return subject.book.is_key("label", only.text());
    }
    let said = words::lower_text(name);
    // "💡 Exam tip" is one as well.
    let said = said.trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphabetic() || c == ' ');
    subject.book.is_key("label", said.trim_matches(['(', ')', '.', ' ']))
}

/// Whether a label is an aside, a date or only counts, and so no word to be learnt.
pub(crate) fn is_aside(subject: &Subject, name: &[Word]) -> bool {
    is_label(subject, name) || is_count(subject, name) || is_date(subject, name)
}

fn has_finite(subject: &Subject, words: &[Word]) -> bool {
    words.iter().any(|word| subject.book.is("finite", word) || subject.book.is("verb_s", word))
}

/// How a pair of cells that nothing heads asks: as a term and its meaning.
pub(crate) fn of_pair(subject: &Subject, name: &[Word], meaning: &[Word]) -> Vec<Inline> {
    question::question(subject, name, meaning, &[], &Alike::alone(subject, meaning)).question
}

fn card(subject: &Subject, term: Term, question: Vec<Inline>) -> Draft {
    let mut card = Draft::ask(Rule::R(4), question, term.span).answer(term.meaning);
    card.parts = 0;
    card.block_id = term.block_id;
    if subject.settings.cards.reverse {
        card.kind = CardKind::Reversed;
    }
    card
}

impl Term {
    fn new(key: Vec<Inline>, name: Vec<Word>, meaning: Vec<Block>, span: Span) -> Self {
        let said = match &meaning[..] {
            [Block { kind: BlockKind::Paragraph(line), .. }, ..] => {
                words::words(super::piece::statements(line).next().unwrap_or_default())
            }
            _ => Vec::new(),
        };
        Self { key, name, meaning, said, above: Above::default(), span, block_id: None }
    }
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
