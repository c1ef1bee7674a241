//! R9, facts: the date, the numbers and the names of a sentence that no pattern asks are blanked, one at a time.
//!
//! - The bell was cast in 1870                     =>  When was the bell cast?   in 1870
//! - In 1923 the ferry sank                        =>  In […] the ferry sank   1923
//! - Ada Holm led 5,000 sailors into the harbour   =>  […] led […] sailors into the harbour
//!
//! "When" is asked only of "was" and "were" with the date at the end: there the question is certain to be right.

use std::ops::Range;

use super::unit::{Unit, trimmed};
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind};

/// Sentences of so many words say enough around a blank, and not too much to find it. Chosen by eye.
const LENGTH: std::ops::RangeInclusive<usize> = 6..=35;
/// More blanks in a sentence are a table.
const MOST: usize = 3;
/// Smaller numbers of things are seen at once, and seldom what is to be known.
const FEW: u64 = 4;
/// The subject and the rest of "When was …?" have at most so many words.
const ASKED: usize = 12;

/// What kind of fact a blank hides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    Number,
    Name,
}

/// A fact and the words that say it.
struct Fact {
    kind: Kind,
    at: Range<usize>,
}

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let length = words::count(&words::text(&unit.words));
    if !LENGTH.contains(&length) || unit.is_open() || !unit.words.iter().all(Word::is_text) || !is_sentence(unit) {
        return None;
    }
    let mut facts = dates(unit);
    numbers(unit, &mut facts);
    if facts.is_empty() {
        return None;
    }
    names(unit, &mut facts);
    facts.sort_by_key(|fact| fact.at.start);
    if facts.len() > MOST {
        return None;
    }
    when(unit, &facts).or_else(|| Some(blanked(unit, &facts)))
}

/// Whether the unit says something: it has a verb that is known, or ends as a sentence does.
fn is_sentence(unit: &Unit) -> bool {
    let opening: Vec<&str> = unit.words.iter().take(2).map(|word| word.key.trim_end_matches(',')).collect();
    let example = unit.subject.book.is_key("label", &opening.join(" "));
    let ends = unit.words.last().is_some_and(|word| word.text().ends_with(['.', '!']));
    !example && (ends || unit.verb().is_some())
}

/// The text of a word without the marks around it.
fn bare(word: &Word) -> &str {
    word.text().trim_matches(['(', ')', ',', '.', ';', ':', '!', '?', '"', '“', '”', '„', '«', '»'])
}

fn is_capital(word: &Word) -> bool {
    bare(word).starts_with(char::is_uppercase)
}

/// Whether a clause ends behind the word.
fn closes(word: &Word) -> bool {
    word.text().ends_with([',', '.', ';', ':', ')'])
}

/// A year, a decade, or years from and to.
fn is_year(text: &str) -> bool {
    let mut parts = text.trim_end_matches('s').split(['-', '–', '/']);
    let year = |part: &str| part.len() == 4 && part.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year));
    let digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(year) && parts.all(digits)
}

/// A day or a year beside the name of a month: 3, 3., 3rd, 1808.
fn is_day_or_year(word: &Word) -> bool {
    let text = bare(word);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && matches!(&text[digits..], "" | "st" | "nd" | "rd" | "th" | "er" | "º")
}

/// The dates of a sentence: months with their day and year, years behind a word of time.
fn dates(unit: &Unit) -> Vec<Fact> {
    let words = &unit.words;
    let mut facts: Vec<Fact> = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let at = month(unit, from).or_else(|| {
            let timed = from == 0 || unit.is("of_time", from - 1) || words[from].text().starts_with('(');
            (is_year(bare(&words[from])) && timed && !counts(unit, from)).then_some(from..from + 1)
        });
        match at {
            Some(at) => {
                from = at.end;
                facts.push(Fact { kind: Kind::Date, at });
            }
            None => from += 1,
        }
    }
    facts
}

/// A date that begins at `from` and names its month.
fn month(unit: &Unit, from: usize) -> Option<Range<usize>> {
    let part = |at: usize| {
        let word = unit.words.get(at)?;
        (unit.is("months", at) && is_named(unit, word) || is_day_or_year(word)).then_some(())
    };
    part(from)?;
    let mut end = from + 1;
    let open = |end: usize| !unit.words[end - 1].text().ends_with(['.', ';', ')']) || is_ordinal(&unit.words[end - 1]);
    while end < unit.words.len() && open(end) && end - from < 5 {
        let joined = unit.is("joins_date", end) && part(end + 1).is_some();
        if !joined && part(end).is_none() {
            break;
        }
        end += 1;
    }
    let named = (from..end).any(|at| unit.is("months", at));
    let numbered = (from..end).any(|at| is_day_or_year(&unit.words[at]));
    (named && numbered).then_some(from..end)
}

/// Whether a month is written as the language does: "May", not "may".
fn is_named(unit: &Unit, word: &Word) -> bool {
    is_capital(word) || !unit.subject.book.is("finite_aux", word)
}

/// "3." before a month.
fn is_ordinal(word: &Word) -> bool {
    word.text().strip_suffix('.').is_some_and(|day| day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the number at `at` counts what follows: "2000 people".
fn counts(unit: &Unit, at: usize) -> bool {
    !closes(&unit.words[at]) && unit.is("plural", at + 1) && at > 0 && !unit.is("of_time", at - 1)
}

fn numbers(unit: &Unit, facts: &mut Vec<Fact>) {
    for at in 0..unit.words.len() {
        if facts.iter().all(|fact| !fact.at.contains(&at)) && is_number(unit, at) {
            facts.push(Fact { kind: Kind::Number, at: at..at + 1 });
        }
    }
}

/// Whether a word is a number that says how much or many, and numbers nothing.
fn is_number(unit: &Unit, at: usize) -> bool {
    let word = &unit.words[at];
    let text = bare(word).trim_start_matches(['$', '€', '£', '~', '≈']);
    let signs = [',', '.', '-', '–', '/', '%', '°', '€', '$', '£'];
    let valid = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || signs.contains(&c))
        && (word.text().ends_with(')') == word.text().starts_with('('));
    let before = at.checked_sub(1).map(|before| &unit.words[before]);
    let numbers = before.is_some_and(|before| {
        ["numbered", "states", "defines"].iter().any(|class| unit.is(class, at - 1))
            || at > 1 && is_capital(before) && unit.subject.book.has_small_nouns()
            || !before.text().ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | ':'))
    });
    if !valid || numbers || is_year(text) && !counts(unit, at) {
        return false;
    }
    let measured = bare(word).contains(['%', '°', '$', '€', '£']);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let large = digits.len() > 2;
    let few = digits.parse::<u64>().is_ok_and(|value| value < FEW) && !text.contains(['.', ',']);
    let thing = unit.words.get(at + 1).filter(|_| !closes(word)).is_some_and(|next| {
        let named = next.text().starts_with(char::is_alphabetic) || next.text().starts_with(['%', '°']);
        let noun = unit.is("plural", at + 1) || unit.is("unit", at + 1) || !unit.subject.book.can_say("happens");
        named && noun
    });
    measured || large || thing && (!few || unit.is("unit", at + 1))
}

/// The names of persons and places beside other facts: two or three words with a capital.
fn names(unit: &Unit, facts: &mut Vec<Fact>) {
    let words = &unit.words;
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    if !unit.subject.book.has_small_nouns() || capitals * 2 > words.len() {
        return;
    }
    let mut from = 0;
    while from < words.len() {
        let mut end = from;
        // "Braganza (Bragança)" is two names.
        let opens = |at: usize| at > from && words[at].text().starts_with('(');
        while end < words.len() && is_name_part(unit, end) && !opens(end) {
            end += 1;
            if closes(&words[end - 1]) {
                break;
            }
        }
        let free = facts.iter().all(|fact| fact.at.end <= from || fact.at.start >= end);
        let keys = words::keys(&words[from..end]);
        let titled = unit.subject.trail_keys.iter().any(|title| keys.iter().any(|key| title.contains(key)));
        if (2..=3).contains(&(end - from)) && free && !titled && !unit.is("be", end) {
            facts.push(Fact { kind: Kind::Name, at: from..end });
        }
        from = end.max(from + 1);
    }
}

fn is_name_part(unit: &Unit, at: usize) -> bool {
    let word = &unit.words[at];
    let text = bare(word);
    let little = ["determiner", "preposition", "function", "hanging", "months", "condition", "wh"];
    let lower = text.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''));
    is_capital(word) && text.chars().count() > 2 && lower && !little.iter().any(|class| unit.is(class, at))
}

/// "When was the bell cast?": the date stands at the end, behind "in" or "on".
fn when(unit: &Unit, facts: &[Fact]) -> Option<Draft> {
    let book = unit.subject.book;
    let date = facts.iter().find(|fact| fact.kind == Kind::Date && fact.at.end == unit.words.len())?;
    let (verb, behind) = (unit.verb()?, date.at.start.checked_sub(1)?);
    let preposition = ["in", "on"].contains(&unit.words[behind].key.as_str());
    let (said, rest) = (&unit.words[..verb], unit.words.get(verb + 1..behind)?);
    let plain = |words: &[Word]| {
        (1..=ASKED).contains(&words.len())
            && !words.iter().any(|word| closes(word) || book.is("relative_or_clause", word) || book.is("wh", word))
    };
    let past = ["was", "were"].contains(&unit.words[verb].key.as_str());
    if !book.can_say("when") || !preposition || !past || !plain(said) || !plain(rest) || unit.is("hanging", 0) {
        return None;
    }
    let mut said = said.to_vec();
    if book.is("determiner", &said[0]) {
        said[0] = words::lowered(&said[0]);
    }
    let scene = unit.scene().with("w", &unit.words[verb..=verb]).with("s", &said).with("r", rest);
    unit.ask(9, "when", &scene, &trimmed(&unit.words[behind..]))
}

fn blanked(unit: &Unit, facts: &[Fact]) -> Draft {
    let mut line: Vec<Inline> = Vec::new();
    let mut from = 0;
    let text = |text: &str| Inline::text(text, unit.span);
    for (number, fact) in (1..).zip(facts) {
        line.extend(words::inlines(&unit.words[from..fact.at.start]));
        if unit.words[fact.at.start].spaced && fact.at.start > 0 {
            line.push(text(" "));
        }
        let whole = words::text(&unit.words[fact.at.clone()]);
        let inner = whole.trim_start_matches(['(', '"', '“', '„', '«']);
        line.push(text(&whole[..whole.len() - inner.len()]));
        let hidden = inner.trim_end_matches([')', ',', '.', ';', ':', '!', '?', '"', '”', '“', '»']);
        let content = vec![text(hidden)];
        let cloze = Cloze { number, content, hint: String::new() };
        line.push(Inline::new(InlineKind::Cloze(cloze.into()), unit.span));
        line.push(text(&inner[hidden.len()..]));
        from = fact.at.end;
        if unit.words.get(from).is_some_and(|word| word.spaced) {
            line.push(text(" "));
        }
    }
    line.extend(words::inlines(&unit.words[from..]));
    line.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    Draft::cloze(Rule::R(9), vec![paragraph(line, unit.span)], unit.span)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn when_is_asked_where_it_is_certain() {
        check(
            "## Bell\nSome text stands here first.\n\nThe bell of the harbour was cast in 1870.\n",
            "When was the bell of the harbour cast? => in 1870",
        );
    }

    #[test]
    fn dates_and_numbers_are_blanked() {
        check(
            "## Harbour\nIn March 1923, a storm tore the old ferry from its mooring.\n",
            "In […], a storm tore the old ferry from its mooring. => March 1923",
        );
        check(
            "## Harbour\nSome text stands here first.\n\nThe pilots who work there guide about 4,200 ships a year through the strait.\n",
            "The pilots who work there guide about […] ships a year through the strait. => 4,200",
        );
        check(
            "# Hafen\n## Lotsen\nHier steht zuerst ein Text.\n\nDie Lotsen führen im Jahr etwa 4200 Schiffe durch die Meerenge.\n",
            "Die Lotsen führen im Jahr etwa […] Schiffe durch die Meerenge. => 4200",
        );
    }

    #[test]
    fn what_numbers_something_is_no_fact() {
        check_not("## Charter\nArticle 48 lets the master of the ship act alone.\n", "Article […]");
        check_not("## Charter\nThe charter of Chapter 12 lets the master act alone here.\n", "Chapter […]");
    }
}
