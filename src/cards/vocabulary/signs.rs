//! What tells words of a language with their meanings from terms of a subject: scripts, articles, little words, and what most meanings
//! are ("the ship", "to moor"); else a title, over meanings that are short.

use unicode_script::{Script, UnicodeScript};

use super::learner::Kinds;
use super::{Pair, learner};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::text::language;

/// What a word means is said in so many words: "to cast off".
const WORD: usize = 4;

/// … and what a phrase means in so many.
const PHRASE: usize = 14;

/// So many pairs tell what a list holds.
const TELLING: usize = 60;

/// Which side of a pair is in the language that is learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The left one: what it means is asked.
    Means,
    /// The right one: how it is said is asked.
    Said,
}

/// The direction of a list of words; nothing for other lists. `header` stands over the words of a table.
pub(crate) fn direction(subject: &Subject, pairs: &[Pair], header: &str) -> Option<Direction> {
    let pairs = &pairs[..pairs.len().min(TELLING)];
    let worded = |pair: &Pair| pair.name.iter().all(Word::is_text);
    if pairs.len() < 2 || !subject.book.can_say("word_means") || !pairs.iter().all(worded) {
        return None;
    }
    by_script(subject, pairs)
        .or_else(|| by_articles(subject, pairs))
        .or_else(|| by_little_words(subject, pairs))
        .or_else(|| are_meanings(subject, pairs).then_some(Direction::Means))
        .or_else(|| is_titled(subject, pairs, header).then_some(Direction::Means))
}

/// Whether a pair is written as most of the others: in the same letters, in small ones, with an article.
pub(crate) fn are_alike(pair: &Pair, others: &[Pair]) -> bool {
    let form = |pair: &Pair| [&pair.name, &pair.said].map(|side| (share(side), is_small(side)));
    let own = form(pair);
    !pair.name.is_empty()
        && !pair.said.is_empty()
        && others.iter().filter(|other| form(other) == own).count() * 2 >= others.len()
}

/// By one side in Latin letters and the other in others. In a note that is in other letters itself, names are given so.
fn by_script(subject: &Subject, pairs: &[Pair]) -> Option<Direction> {
    let latin = subject.book.marks.is_empty() && subject.book.code != "und";
    let most = |fits: &dyn Fn(&Pair) -> bool| pairs.iter().filter(|pair| fits(pair)).count() * 3 >= pairs.len() * 2;
    // Most lists are in Latin letters alone.
    if pairs.iter().all(|pair| pair.name.iter().chain(&pair.said).all(|word| word.text().is_ascii())) {
        return None;
    }
    let (foreign, own) = (|side: &[Word]| share(side) == Some(false), |side: &[Word]| share(side) == Some(true));
    match () {
        () if latin && most(&|pair| foreign(&pair.name) && own(&pair.said) && is_said(&pair.said)) => {
            Some(Direction::Means)
        }
        () if latin && most(&|pair| own(&pair.name) && foreign(&pair.said) && is_small(&pair.name)) => {
            Some(Direction::Said)
        }
        () => None,
    }
}

/// Whether a meaning is a word, words in small letters or a sentence, and not the title of a book.
fn is_said(meaning: &[Word]) -> bool {
    head(meaning).len() < 2
        || is_small(meaning)
        || meaning.last().is_some_and(|word| word.text().ends_with(['.', '!', '?', '…']))
}

fn is_small(side: &[Word]) -> bool {
    side.first().is_some_and(|word| !word.text().starts_with(char::is_uppercase))
}

/// Whether a text is in letters that are not Latin.
pub(super) fn is_foreign(text: &str) -> bool {
    is_latin(text) == Some(false)
}

/// Whether the letters of a text are Latin, brackets set aside; nothing for a letter or sign alone.
fn share(side: &[Word]) -> Option<bool> {
    is_latin(&words::text(side))
}

fn is_latin(text: &str) -> Option<bool> {
    let text = text.split(['(', '（', '[', '/']).next().unwrap_or_default();
    let (mut latin, mut other) = (0, 0);
    // Most are Latin.
    if text.is_ascii() {
        return text.contains(|c: char| c.is_ascii_alphabetic()).then_some(true);
    }
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match c.script() {
            Script::Latin => latin += 1,
            // A letter of Greek is a symbol.
            Script::Greek => other += 1,
            _ => other += 2,
        }
    }
    match () {
        () if latin > other => Some(true),
        () if other > 1 => Some(false),
        () => None,
    }
}

/// By the article of another language before half of the words on one side: "la grúa".
fn by_articles(subject: &Subject, pairs: &[Pair]) -> Option<Direction> {
    let book = subject.book;
    let little = |word: &Word| {
        book.is("article", word)
            || ["preposition", "function", "and", "no_article"].iter().any(|class| book.is_key(class, &word.key))
    };
    let article = |word: &Word| {
        let mut languages = learner::article_of(word).peekable();
        languages.peek().is_some() && languages.all(|language| language != book.code) && !little(word)
    };
    // "i" is a letter, too.
    let noun = |word: &Word| word.is_text() && word.text().chars().filter(|c| c.is_alphabetic()).count() > 1;
    let foreign = |side: &[Word]| match side {
        // "Hafen, der", as dictionaries have it.
        [.., first, last] if first.text().ends_with(',') && article(last) => true,
        [first, rest @ ..] => article(first) && (first.text().contains(['\'', '’']) || rest.first().is_some_and(noun)),
        [] => false,
    };
    let half = |left: bool| {
        let side = |pair: &Pair| foreign(if left { &pair.name } else { &pair.said });
        let other = |pair: &Pair| foreign(if left { &pair.said } else { &pair.name });
        let found = pairs.iter().filter(|pair| side(pair) && !other(pair)).count();
        found * 2 >= pairs.len()
    };
    half(true).then_some(Direction::Means).or_else(|| half(false).then_some(Direction::Said))
}

/// By the little words of two languages.
fn by_little_words(subject: &Subject, pairs: &[Pair]) -> Option<Direction> {
    let side = |left: bool| {
        let text = |pair: &Pair| words::text(if left { &pair.name } else { &pair.said });
        pairs.iter().map(text).collect::<Vec<_>>().join("\n")
    };
    let (left, _) = language::apart(&side(true), || side(false))?;
    if left != subject.book.code {
        return Some(Direction::Means);
    }
    // "After verbs of doubt: je doute que" gives an example, and translates nothing.
    let ends = |side: &[Word]| side.last().is_some_and(|word| word.text().ends_with(['.', '?', '!']));
    let opens = |pair: &&Pair| {
        let article = |word: &Word| learner::article_of(word).any(|language| language == left);
        pair.name.first().is_some_and(|word| article(word) || subject.book.is("infinitive", word))
            || ends(&pair.name) && ends(&pair.said)
    };
    (pairs.iter().filter(opens).count() * 2 >= pairs.len()).then_some(Direction::Said)
}

/// Whether half of the meanings are a noun with its article or an infinitive, as nobody glosses a term of a subject.
fn are_meanings(subject: &Subject, pairs: &[Pair]) -> bool {
    let book = subject.book;
    let small = |word: &Word| word.is_text() && word.text().chars().next().is_some_and(char::is_lowercase);
    let noun = |first: &Word| {
        book.is("article", first) && !book.indefinite(first) && learner::article_of(first).any(|code| code == book.code)
    };
    let meaning = |pair: &&Pair| {
        let said = head(&pair.said);
        let [first, second, ..] = said else { return false };
        // "One blast: to starboard" tells where.
        let known = || ["command", "finite_base_any", "deed", "passive"].iter().any(|class| book.is(class, second));
        let verb = book.is("infinitive", first) && said.len() <= WORD && !book.is("determiner", second);
        let verb = verb && (pair.name.len() == 1 || known());
        (noun(first) && said.len() < WORD || verb) && said.iter().all(small) && pair.name.first().is_some_and(small)
    };
    pairs.iter().filter(meaning).count() * 2 >= pairs.len()
}

/// The first of several meanings, without what stands in brackets: "to moor" of "to moor, dock (a ship)".
fn head(said: &[Word]) -> &[Word] {
    let end = said.iter().position(|word| word.text().ends_with([',', ';', '.', '!'])).map_or(said.len(), |at| at + 1);
    let remark = said.iter().position(|word| word.text().starts_with(['(', '/'])).unwrap_or(said.len());
    &said[..end.min(remark)]
}

/// Whether a title or header says that words or phrases stand below it, and most meanings are as short as theirs.
fn is_titled(subject: &Subject, pairs: &[Pair], header: &str) -> bool {
    let own = words::text(&subject.title);
    let (of_own, titles) = (Kinds::of(&own), subject.trail.iter().map(|title| Kinds::of(title)));
    let titled = titles.fold(Kinds::of(header), Kinds::and);
    let named = of_own.hold("expressions");
    if !(titled.hold("words") || titled.hold("phrases") || named) || of_own.hold("relations") {
        return false;
    }
    let short = |most: usize| {
        let fits = |pair: &&Pair| {
            head(&pair.said).len() <= most * limit(&pair.said) && plain(&pair.name) && !says_of(subject, &pair.said)
        };
        pairs.iter().filter(fits).count() * 4 >= pairs.len() * 3
    };
    let of_language = || titled.hold("words") || subject.trail.iter().any(|title| learner::names_language(title));
    if !short(PHRASE) || learner::is_form(&own) {
        return false;
    }
    titled.hold("words") && short(WORD) || titled.hold("phrases") || named && of_language()
}

/// Whether a meaning says something of its word and does not translate it: "for soup".
fn says_of(subject: &Subject, said: &[Word]) -> bool {
    let is = |class: &str| subject.book.is(class, &said[0]);
    said.len() > 1 && (is("preposition") && !is("infinitive") || is("copula") || is("finite"))
}

/// Two characters of Chinese count as a word.
fn limit(said: &[Word]) -> usize {
    1 + usize::from(said.iter().any(|word| word.text().contains(words::is_ideograph)))
}

/// Whether a word is written in letters and no name of code.
fn plain(name: &[Word]) -> bool {
    name.iter().all(|word| word.is_text() && !word.text().contains(['_', '{', '<', '\\', '$']))
}
