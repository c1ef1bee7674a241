//! Sentences of a line, counted and cut: a definition has one or two.

use super::cut;
use super::phrases::Phrases;
use super::words::{self, Word};
use crate::model::{Inline, InlineKind, plain_text};

/// How many sentences the line holds, at least one.
pub(crate) fn count(line: &[Inline]) -> usize {
    ends(&plain_text(line)) + 1
}

/// How many of the words make the first sentence.
pub(crate) fn first(words: &[Word]) -> usize {
    let ends = |at: &usize| {
        let (text, next) = (words[*at].text(), words.get(at + 1).map(Word::text));
        let stop = matches!(text.as_bytes(), [_, _, .., b'.' | b'!' | b'?'])
            && words[*at].is_text()
            && !text[..text.len() - 1].contains('.');
        stop && next.is_none_or(|next| !next.starts_with(char::is_lowercase))
    };
    (0..words.len()).find(ends).map_or(words.len(), |at| at + 1)
}

/// How often a sentence ends before the end of the text: a mark, a space and a capital, or a CJK full stop.
fn ends(text: &str) -> usize {
    let text = text.trim_end();
    if is_one(text) {
        return 0;
    }
    // Where the word begins that is being read, and whether a full stop stands in it: `e.g.` ends no sentence.
    let (mut word, mut dotted) = (0, false);
    let mut count = 0;
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let ends = match c {
            '。' | '？' | '！' => !after.is_empty(),
            '.' | '?' | '!' => {
                let mut next = after.chars();
                at - word >= 2
                    && !dotted
                    && next.next().is_some_and(char::is_whitespace)
                    && next.next().is_some_and(|c| !c.is_lowercase())
            }
            _ => false,
        };
        count += usize::from(ends);
        dotted |= c == '.';
        if matches!(c, ' ' | '(') {
            (word, dotted) = (at + 1, false);
        }
    }
    count
}

/// Whether a text surely is one sentence: most lines are, with a mark at their end or none, and are not looked through.
fn is_one(text: &str) -> bool {
    let inner = &text.as_bytes()[..text.len().saturating_sub(1)];
    text.is_ascii() && memchr::memchr3(b'.', b'?', b'!', inner).is_none()
}

/// The same of a line, which is not cut then.
pub(crate) fn is_single(line: &[Inline]) -> bool {
    line.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => is_one(text),
        kind => !matches!(kind, InlineKind::Break(_)),
    })
}

/// The sentences of a line: cut behind an end mark before a capital.
pub(crate) fn sentences(line: &[Inline]) -> Vec<Vec<Inline>> {
    if !line.iter().any(|inline| matches!(inline.kind, InlineKind::Break(_))) {
        return parts_of(line);
    }
    let mut out = Vec::new();
    // Where the sentence begins, and how many parentheses are open in it.
    let (mut start, mut open) = (0, 0);
    for (at, inline) in line.iter().enumerate() {
        if matches!(inline.kind, InlineKind::Break(_)) && open <= 0 && ends_sentence(&line[start..at], &line[at + 1..])
        {
            out.extend(parts_of(&line[start..at]));
            (start, open) = (at + 1, 0);
        } else {
            open += opened(inline);
        }
    }
    out.extend(parts_of(&line[start..]));
    out
}

/// The sentences of a source line.
fn parts_of(line: &[Inline]) -> Vec<Vec<Inline>> {
    let parts = line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if !is_one(text)));
    if parts { cut::all(line, boundary) } else { cut::none(line) }
}

/// Whether a sentence ends with the source line: what stands before a break, and what behind it.
fn ends_sentence(before: &[Inline], behind: &[Inline]) -> bool {
    let Some(last) = before.last() else { return false };
    let before = plain_text(std::slice::from_ref(last));
    let next = plain_text(&behind[..behind.len().min(1)]);
    boundary(&format!("{before} {next}"), before.len()).is_some()
}

/// How many more parentheses open in an inline than close.
fn opened(inline: &Inline) -> i32 {
    let text = plain_text(std::slice::from_ref(inline));
    let signs = |signs: [char; 2]| text.matches(signs).count() as i32;
    signs(['(', '（']) - signs([')', '）'])
}

/// The width of the space at byte `at` if a sentence ends before it.
fn boundary(text: &str, at: usize) -> Option<usize> {
    if text[..at].ends_with(['。', '！', '？']) && !text[at..].starts_with(['”', '」', '』', '）', ')', '’', '》'])
    {
        return Some(0);
    }
    let before = &text[..at];
    if !before.ends_with(['.', '!', '?']) {
        return None;
    }
    let space = text[at..].chars().next().filter(|c| c.is_whitespace())?;
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let stem = word.strip_suffix(['.', '!', '?'])?;
    // What stands before the text is code or a formula: its end is the sentence's.
    let behind = stem.is_empty() && word.len() == before.len();
    let abbreviation = word.ends_with('.') && (stem.len() < 2 || stem.contains('.')) && !behind;
    let next = text[at..].trim_start().chars().next();
    (!abbreviation && next.is_none_or(char::is_uppercase)).then_some(space.len_utf8())
}

/// Whether the line ends in a colon: an intro.
pub(crate) fn is_intro(line: &[Inline]) -> bool {
    match line.last().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text.trim_end().ends_with([':', '：']),
        Some(InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner)) => is_intro(inner),
        _ => false,
    }
}

/// Whether the list below the line finishes its sentence: "A ship may sail if both".
pub(crate) fn leads_on(book: &Phrases, line: &[Inline]) -> bool {
    words::last(line).is_some_and(|word| word.is_text() && word.text() == word.key && book.is("leads_on", &word))
}

/// Whether the line stops in the middle of a sentence, and what stands below it goes on.
pub(crate) fn goes_on(line: &[Inline]) -> bool {
    plain_text(line).trim_end().ends_with([',', '，', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn counted(text: &str) -> usize {
        count(&[Inline::text(text, Span::default())])
    }

    #[test]
    fn abbreviations_and_numbers_end_no_sentence() {
        assert_eq!(counted("Runs on e.g. Linux 3.2 and up. Then it stops. "), 2);
        assert_eq!(counted("一个。两个。"), 2);
    }
}
