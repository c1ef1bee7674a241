//! What stands around the words of a title: numbers, labels and signs, which are no words of the question.

use super::super::words::{self, Word};
use super::classes::Classes;

/// A number of so many digits is a date and time: 202403151210.
const STAMP: usize = 12;

/// A title without `1.`, `Chapter 2:`, `Tip:` and signs around it.
pub(super) fn normalised<'a>(title: &'a [Word], classes: &Classes) -> &'a [Word] {
    let mut title = title;
    // Most titles are words and nothing else, and no word alone counts or is a sign.
    let worded = |word: &Word| {
        word.is_text() && word.text().len() > 1 && word.text().bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    if title.iter().all(worded) {
        return after_greeting(after_number(title, classes), classes);
    }
    if let [chapter, number, rest @ ..] = title
        && number.text().starts_with(|c: char| c.is_ascii_digit())
        && !rest.is_empty()
        && classes.has("chapter", chapter)
    {
        title = rest;
    }
    if let Some(rest) = after_count(title, classes) {
        title = rest;
    }
    if let [place, sign, rest @ ..] = title
        && is_place(place.text())
        && is_sign(sign.text())
        && !rest.is_empty()
    {
        title = rest;
    }
    title = after_number(title, classes);
    // "14 - Heap files"
    if let [number, dash, rest @ ..] = title
        && number.text().bytes().all(|byte| byte.is_ascii_digit())
        && matches!(dash.text(), "-" | "–" | "—")
        && !rest.is_empty()
    {
        title = rest;
    }
    // "Sums ------> back to top"
    if let Some(arrow) = title.iter().position(|word| is_arrow(word.text())).filter(|&at| at > 0) {
        title = &title[..arrow];
    }
    while let [first, rest @ ..] = title
        && !rest.is_empty()
        && first.is_text()
        && (rest[0].spaced || !is_gap(first.text()))
        && !is_pair(first.text(), rest)
        && (is_counter(first.text())
            || is_shelf_mark(first.text())
            || is_sign(first.text())
            || is_label(first, classes))
    {
        title = rest;
    }
    while let [rest @ .., last] = title
        && !rest.is_empty()
        && !rest.iter().enumerate().any(|(at, word)| is_pair(word.text(), &title[at + 1..]))
        && is_sign(last.text())
        && (last.spaced || !is_gap(last.text()))
    {
        title = rest;
    }
    after_greeting(title, classes)
}

/// "Welcome to the harbour" is about the harbour.
fn after_greeting<'a>(title: &'a [Word], classes: &Classes) -> &'a [Word] {
    match title {
        [welcome, to, rest @ ..]
            if !rest.is_empty() && classes.has("greeting", welcome) && classes.has("preposition", to) =>
        {
            rest
        }
        _ => title,
    }
}

/// What stands behind a word that with its number only counts: "Level 2 — Enzymes", "Case B: late payment".
fn after_count<'a>(title: &'a [Word], classes: &Classes) -> Option<&'a [Word]> {
    let [label, number, rest @ ..] = title else { return None };
    let text = number.text().trim_end_matches([':', '.']);
    let is_count = match text.as_bytes() {
        [letter] if letter.is_ascii_uppercase() => true,
        digits => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
    };
    if !is_count {
        return None;
    }
    let counts = ["counted_title", "counted_heading"].iter().any(|class| classes.has(class, label));
    let closed = text.len() < number.text().len();
    let signs = rest.iter().take_while(|word| is_sign(word.text())).count();
    (counts && (closed || signs > 0)).then(|| &rest[signs..]).filter(|rest| !rest.is_empty())
}

/// A short code before a dash, as in "F.4 - El Nino": a place in a course. A year is none.
fn is_place(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (1..4).contains(&digits) && text.len() <= 5
}

/// A title behind a number in its own script: 第三章, 二、, （一）, and behind one that counts nothing: 2 码头, not 3 种码头.
fn after_number<'a>(title: &'a [Word], classes: &Classes) -> &'a [Word] {
    // Most languages write no such number.
    if !classes.knows("number_closes") && !classes.knows("chapter_behind") {
        return title;
    }
    if let [number, first, ..] = title
        && first.spaced
        && first.text().starts_with(words::is_ideograph)
        && (1..=2).contains(&number.text().len())
        && number.text().bytes().all(|byte| byte.is_ascii_digit())
        && classes.knows("behind_count")
        && !classes.has_key("behind_count", first.text())
    {
        return &title[1..];
    }
    let is = |at: usize, class: &str| title.get(at).is_some_and(|word| classes.has_key(class, word.text()));
    let opens = usize::from(is(0, "number_opens"));
    let digits = title[opens..].iter().take_while(|word| word.is_text() && classes.number(&word.key).is_some()).count();
    let end = opens + digits;
    if digits == 0 {
        return title;
    }
    let closed = is(end, "number_closes") || (opens > 0 && is(end, "chapter_behind"));
    let sign = usize::from(closed && title.get(end + 1).is_some_and(|word| is_sign(word.text())));
    if closed && title.len() > end + 1 + sign { &title[end + 1 + sign..] } else { title }
}

/// `Q:`, `Q5.`, `Tip:`: what a title says of its kind.
fn is_label(word: &Word, classes: &Classes) -> bool {
    let number = word.text().strip_prefix('Q').map(|number| number.trim_end_matches(['.', ')', ':']));
    let digits = number.filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    if digits.is_some_and(|digits| digits.len() + 1 < word.text().len()) {
        return true;
    }
    word.text().ends_with(':') && (word.key == "q" || classes.has("title_label", word))
}

/// A line of dashes, perhaps with a point.
fn is_arrow(text: &str) -> bool {
    text.len() > 3 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'>'))
}

/// A dash between a number and a title, or the name of an emoji: `:rocket:`.
fn is_sign(text: &str) -> bool {
    let name = text.strip_prefix(':').and_then(|text| text.strip_suffix(':')).unwrap_or_default();
    let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'));
    let drawn = !text.is_empty() && text.chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
    named || drawn || matches!(text, "-" | ":" | "|")
}

/// Whether a sign opens what another one behind it closes: “把”字句.
fn is_pair(sign: &str, rest: &[Word]) -> bool {
    if sign.is_ascii() {
        return false;
    }
    let pairs =
        [("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("«", "»")];
    pairs.iter().any(|(open, close)| *open == sign && rest.iter().any(|word| word.text().contains(close)))
}

/// A sign that stands for what a word is put behind or before: ～てから, もし～.
fn is_gap(text: &str) -> bool {
    matches!(text, "～" | "〜" | "~" | "…")
}

/// `1.`, `2)`, `1.2`.
fn is_counter(text: &str) -> bool {
    let numbered = text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '、' | '．' | '）'))
        && text.contains(['.', ')', '、', '．', '）']);
    // The moment at which a note was begun, as some name their files.
    let stamp = text.len() >= STAMP && text.bytes().all(|byte| byte.is_ascii_digit());
    // "ii." and "IV)", which are no words.
    let roman = |text: &str| text.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let roman = text.strip_suffix(['.', ')']).is_some_and(|count| !count.is_empty() && count.len() < 5 && roman(count));
    numbered || stamp || roman
}

/// `MPU04A`, `BIO012`: capitals and a number with a zero before it, as notes of a course are numbered.
fn is_shelf_mark(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let capitals = text.len() - number.len();
    (2..=5).contains(&capitals)
        && number.starts_with('0')
        && (2..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && number.len() - digits.len() <= 1
}
