//! The labels of a quiz: what they open, and what stands behind them.
//!
//! - **Q2.** What holds a rope? · Question 4: … · **Answer:** a bollard

use std::borrow::Cow;

use crate::cards::contrast;
use crate::cards::explicit::{Label, label_named};
use crate::cards::words::{self, Word};
use crate::model::{Callout, Inline, InlineKind};

/// What ends a label.
const SIGNS: [char; 4] = [':', '：', '.', ')'];

/// "**Question** 4:" is three words with its sign, and four where the number is bold, too.
const LONGEST: usize = 4;

/// What a line is labelled as, and what stands behind it.
pub(super) fn of(line: &[Inline]) -> Option<(Label, Vec<Inline>)> {
    // "**Q2. What holds a rope?**" is bold as a whole.
    if let [Inline { kind: InlineKind::Strong(inner), .. }] = line {
        return of(inner);
    }
    // Most lines open with another word, and a letter is most often an article: "A rope …".
    let first = words::first_text(line)?;
    named(first.trim_end_matches(SIGNS))?;
    if first.len() == 1 && is_apart(line, first) {
        return None;
    }
    let said = words::start(line, LONGEST);
    let (label, count) = opening(&said)?;
    Some((label, contrast::rest_of(line, count, false).unwrap_or_default()))
}

/// Whether a space stands behind the first word of a line.
fn is_apart(line: &[Inline], first: &str) -> bool {
    let text = match line.first().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text.trim_start(),
        _ => "",
    };
    text.strip_prefix(first).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// The label that opens the words, and how many of them it takes.
fn opening(said: &[Word]) -> Option<(Label, usize)> {
    let (first, taken) = with_sign(said)?;
    let core = first.trim_end_matches(SIGNS);
    let sign = first[core.len()..].chars().next();
    let label = named(core)?;
    let word = core.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = word.len() < core.len();
    let letter = word.chars().count() == 1;
    match (sign, label) {
        (Some(':' | '：'), _) => Some((label, taken)),
        // "A. hemp" is one of several.
        (Some(_), Label::Question) if numbered => Some((label, taken)),
        (None, _) if !letter => {
            let (number, more) = with_sign(&said[taken..])?;
            let digits = number.trim_end_matches(SIGNS);
            let counts = digits.len() < number.len() && digits.bytes().all(|byte| byte.is_ascii_digit());
            (counts && !digits.is_empty()).then_some((label, taken + more))
        }
        _ => None,
    }
}

/// The label that a word is, a number behind it set aside.
fn named(core: &str) -> Option<Label> {
    match core.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "Q" => Some(Label::Question),
        "A" => Some(Label::Answer),
        // "D: …" and "P. falciparum" may be anything.
        word if word.len() == 1 => None,
        word => label_named(word),
    }
}

/// The first word with the sign behind it, which stands alone where the word is bold; and how many words that is.
fn with_sign(said: &[Word]) -> Option<(Cow<'_, str>, usize)> {
    let first = said.first().filter(|word| word.is_text())?;
    let sign = said
        .get(1)
        .filter(|sign| !sign.spaced && !sign.text().is_empty() && sign.text().chars().all(|c| SIGNS.contains(&c)));
    let text = Cow::from(first.text());
    Some(match sign {
        Some(sign) => (text + sign.text(), 2),
        None => (text, 1),
    })
}

/// Whether a callout says by its title or its kind that it answers: `> [!success]- Answer`.
pub(super) fn answers(callout: &Callout) -> bool {
    let title = words::text(&words::words(&callout.title));
    let titled = match title.trim_end_matches(SIGNS) {
        "" => capital(&callout.kind),
        title => title.to_owned(),
    };
    titled.chars().count() > 1 && label_named(&titled) == Some(Label::Answer)
}

/// A word with its first letter in upper case.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
