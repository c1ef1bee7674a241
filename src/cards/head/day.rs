//! The day on which a note was written, in any of the ways people write one.
//!
//! - 2024-06-30 13:07 · 22-12-2024 · Monday, 3 June 2024 · 30 de junio de 2024 · 2024年6月30日 · WS 2023/24 · 202406301307
//! - 14 October 1066  =>  none: nobody wrote notes then, so it is matter of study

use std::ops::RangeInclusive;

use crate::cards::lexicon::Lexicon;

/// Notes like these are written since people have text files. Chosen by eye.
const YEARS: RangeInclusive<u32> = 1990..=2099;

/// What a part of a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A whole day in digits.
    Date,
    Month,
    Year,
    /// A day of a month.
    Number,
    /// A semester or a season.
    Term,
    /// A day of the week.
    Weekday,
    Clock,
    /// "of", "Uhr".
    Joint,
}

/// Whether a text is a day, with a time or none, and nothing else.
pub(crate) fn is_day(lexicon: &Lexicon, text: &str) -> bool {
    has_digit(text) && is_of(lexicon, &tokens(text))
}

/// Whether a text is a time of the day and nothing else.
pub(crate) fn is_time(lexicon: &Lexicon, text: &str) -> bool {
    let parts = has_digit(text).then(|| parts(lexicon, &tokens(text))).flatten();
    parts.is_some_and(|parts| parts.contains(&Part::Clock) && !parts.contains(&Part::Date))
}

/// Whether a text opens with a day in digits: "2024-06-30: …".
pub(crate) fn begins_with_day(lexicon: &Lexicon, text: &str) -> bool {
    if !has_digit(text) {
        return false;
    }
    let first = tokens(text).first().map(|token| token.trim_end_matches(':').to_owned());
    first.is_some_and(|token| part(lexicon, &token) == Some(Part::Date))
}

/// Whether a line opens with words that say what was done to a note, and the day: "Last updated June 30, 2024 by Ann".
pub(super) fn is_dated(lexicon: &Lexicon, text: &str) -> bool {
    /// Words behind the day: "by the author".
    const BEHIND: usize = 3;
    if !has_digit(text) {
        return false;
    }
    let tokens = tokens(text);
    let at = tokens.iter().position(|token| matches!(part(lexicon, token), Some(part) if part != Part::Joint));
    let Some(at) = at.filter(|&at| at > 0) else { return false };
    let ends = (at + 1..=tokens.len()).rev().take(BEHIND + 1);
    let opens = |head: &[String]| {
        let head = head.iter().map(|token| token.trim_end_matches(':')).collect::<Vec<_>>().join(" ");
        lexicon.has("dated", &head)
    };
    // "Le 30 juin", "Created on June 30": a joint may stand before the day.
    let opened = (1..=at).any(|end| opens(&tokens[..end]) && parts(lexicon, &tokens[end..at]).is_some());
    opened && !text.trim_end().ends_with('.') && ends.into_iter().any(|end| is_of(lexicon, &tokens[at..end]))
}

/// Whether a digit stands in a text: every day and every time has one, and most lines have none.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_of(lexicon: &Lexicon, tokens: &[String]) -> bool {
    let Some(parts) = parts(lexicon, tokens) else { return false };
    let has = |part: Part| parts.contains(&part);
    has(Part::Date) || has(Part::Month) && (has(Part::Year) || has(Part::Number)) || has(Part::Term) && has(Part::Year)
}

/// The parts, if each token is one.
fn parts(lexicon: &Lexicon, tokens: &[String]) -> Option<Vec<Part>> {
    tokens.iter().map(|token| part(lexicon, token)).collect()
}

/// The words of a text in lower case without brackets, commas, emphasis and emoji.
fn tokens(text: &str) -> Vec<String> {
    let mut digit = false;
    let behind = text.chars().skip(1).map(Some).chain([None]);
    let plain = |(c, next): (char, Option<char>)| match c {
        // "30_06_2024" has no emphasis.
        '_' if digit && next.is_some_and(|next| next.is_ascii_digit()) => '-',
        '年' | '月' => '-',
        '日' | '号' if std::mem::replace(&mut digit, false) => ' ',
        '(' | ')' | '[' | ']' | '<' | '>' | '*' | '_' | '`' | ',' | '，' | '|' => ' ',
        c if c.is_alphanumeric() || c.is_ascii() || c == '–' => {
            digit = c.is_ascii_digit();
            c
        }
        _ => ' ',
    };
    let text: String = text.chars().zip(behind).map(plain).collect::<String>().to_lowercase();
    text.split_whitespace().map(str::to_owned).collect()
}

fn part(lexicon: &Lexicon, token: &str) -> Option<Part> {
    let word = token.trim_end_matches('.');
    let is = |class: &str| lexicon.has(class, word);
    let found = [
        (is_date(token), Part::Date),
        (is_clock(token), Part::Clock),
        (is("months") || is_month_and_day(token), Part::Month),
        (is("weekdays"), Part::Weekday),
        (is("term"), Part::Term),
        (is_year(token), Part::Year),
        (is_number(token), Part::Number),
        (is("joins_day") || is_version(token), Part::Joint),
    ];
    found.into_iter().find(|&(is, _)| is).map(|(_, part)| part)
}

/// `2024-06-30`, `30.6.24`, `2024-06-30t13:07:00`, `20240630`, `202406301307`.
fn is_date(token: &str) -> bool {
    let day = token.split_once('t').filter(|(_, time)| is_clock(time)).map_or(token, |(day, _)| day);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if matches!(day.len(), 8 | 12 | 14) && digits(day) {
        let within = |at: usize, most: u32| number(&day[at..at + 2]).is_some_and(|n| (1..=most).contains(&n));
        return is_year(&day[..4]) && within(4, 12) && within(6, 31);
    }
    let parts: Vec<&str> = day.trim_end_matches('-').split(['-', '.', '/']).collect();
    let short = |part: &&str| digits(part) && part.len() <= 2 && number(part).is_some_and(|n| (1..=31).contains(&n));
    match &parts[..] {
        [first, rest @ ..] if is_year(first) => rest.len() == 2 && rest.iter().all(short),
        [rest @ .., last] if rest.len() == 2 => {
            rest.iter().all(short) && (is_year(last) || last.len() == 2 && digits(last))
        }
        _ => false,
    }
}

/// `03/06`, `30.6.`
fn is_month_and_day(token: &str) -> bool {
    let parts: Vec<&str> = token.trim_end_matches('.').split(['.', '/']).collect();
    parts.len() == 2 && parts.iter().all(|part| part.len() <= 2 && is_number(part))
}

/// `v1.2`
fn is_version(token: &str) -> bool {
    let rest = token.strip_prefix('v').unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `13:07`, `13:07:22`, `1:07pm`, `+0200`, `z`.
fn is_clock(token: &str) -> bool {
    let zone = token.strip_prefix(['+', '-']).is_some_and(|rest| rest.len() >= 4);
    let time = token.trim_start_matches(['+', '-']).trim_end_matches(['a', 'p', 'm', 'z']);
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let hours = time.split('.').next().unwrap_or_default();
    time.contains(':') && hours.split(':').all(digits)
        || zone && time.len() == 4 && time.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2024`, and of a year of study `2023/24`.
pub(super) fn is_year(token: &str) -> bool {
    let (year, next) = token.split_once(['/', '–']).unwrap_or((token, "00"));
    let counts = matches!(next.len(), 2 | 4) && next.bytes().all(|byte| byte.is_ascii_digit());
    year.len() == 4 && counts && number(year).is_some_and(|year| YEARS.contains(&year))
}

/// `3`, `3.`, `3rd`, `1er`, `1º`.
fn is_number(token: &str) -> bool {
    let digits: String = token.chars().take_while(char::is_ascii_digit).collect();
    let rest = &token[digits.len()..];
    number(&digits).is_some_and(|n| (1..=31).contains(&n))
        && matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª")
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cards::phrases::built_in;

    #[track_caller]
    fn check(language: &str, days: &[&str], others: &[&str]) {
        let books = built_in();
        let (own, english) = (books.of(language), books.of("en"));
        let lexicon = Lexicon::new(&own, &english);
        for day in days {
            assert!(is_day(&lexicon, day), "{day}");
        }
        for other in others {
            assert!(!is_day(&lexicon, other), "{other}");
        }
    }

    #[test]
    fn days_are_written_in_many_ways() {
        let days = [
            "2024-06-30",
            "2024-06-30 13:07",
            "22-12-2024 22:18",
            "30/06/24",
            "June 30th, 2024",
            "Mon 03/06 2024",
            "Monday, 3 June 2024",
            "2024-06-30T13:07:00",
            "2024-06-30 13:07:22 +0200",
            "2024-06-30, 1:07 PM",
            "20240630",
            "202406301307",
            "Fall 2024",
            "Sunday, June 30",
            "🗓 2024-06-30",
            "(2024-06-30)",
            "30_06_2024",
        ];
        check("en", &days, &["14 October 1066", "1815-06-18", "2024", "May", "13:07", "12", "version 2024-06-30", ""]);
        check("de", &["30.06.2024 13:07 Uhr", "Sonntag, 30. Juni 2024", "WS 2023/24"], &["18. Juni 1815"]);
        check("es", &["30 de junio de 2024"], &["el 2 de mayo de 1808"]);
        check("fr", &["Le 30 juin 2024"], &["le 14 juillet 1789"]);
        check("zh", &["2024年6月30日 星期日"], &["1911年10月10日"]);
    }
}
