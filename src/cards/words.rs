//! Inlines as words: the smallest pieces that the phrase book and the rules move about.
//!
//! A code span, a formula or a picture is one word, so that no cut can fall inside it. Han and Kana are written without
//! spaces: each of their characters is a word here, and half a word in every limit ([`count`]).

mod bits;
mod inlines;
mod key;

use std::ops::ControlFlow;
use std::sync::Arc;

use smol_str::{SmolStr, SmolStrBuilder};
use unicode_script::{Script, UnicodeScript};

use super::phrases::Kept;
use crate::model::{Inline, InlineKind, Span};
use bits::{Bit, each, each_of_text};
pub(crate) use bits::{amount, count, each_key, first_text, has_code, telling, texts};
pub(crate) use inlines::inlines;
use key::bare_key;
pub(crate) use key::{is_lowered, is_plain, key, lower};

/// A word of a line, marks of emphasis set aside. A copy of it costs next to nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    shown: Shown,
    span: Span,
    /// Its text in lower case without the punctuation around it, for comparing.
    pub key: SmolStr,
    /// Whether a space stands before it.
    pub spaced: bool,
    /// The classes that a language lists it in.
    pub classes: Kept,
    /// Whether it is of a name that a title does not have itself: in bold where the title as a whole is not.
    pub named: bool,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Text(SmolStr),
    Code(SmolStr),
    /// A formula, a key, a blank.
    Whole(Arc<Inline>),
}

impl Shown {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Code(text) => text,
            Self::Whole(inline) => of_whole(inline),
        }
    }
}

/// The text of what is shown as a whole: of a formula its source.
fn of_whole(inline: &Inline) -> &str {
    match &inline.kind {
        InlineKind::Math(math) => &math.tex,
        _ => "",
    }
}

impl Word {
    fn new(shown: Shown, span: Span, spaced: bool) -> Self {
        let key = match &shown {
            Shown::Text(text) | Shown::Code(text) => text.clone(),
            Shown::Whole(_) => SmolStr::new(shown.text()),
        };
        Self { shown, span, key, spaced, classes: Kept::default(), named: false }
    }

    /// A word of text. Most are plain, and their own key.
    fn of_text(text: &str, plain: bool, span: Span, spaced: bool) -> Self {
        let shown = key::kept(text);
        let key = if plain { shown.clone() } else { bare_key(text) };
        Self { shown: Shown::Text(shown), span, key, spaced, classes: Kept::default(), named: false }
    }

    /// Its text as written; of code the code.
    pub(crate) fn text(&self) -> &str {
        self.shown.text()
    }

    /// Whether it is a code span.
    pub(crate) fn is_code(&self) -> bool {
        matches!(self.shown, Shown::Code(_))
    }

    /// Whether it is plain text, not code, a formula or a picture.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.shown, Shown::Text(_))
    }

    /// Shows another text in its place; it is compared as before. Code and formulas stay.
    pub(crate) fn reword(&mut self, reword: impl FnOnce(&str) -> SmolStr) {
        if let Shown::Text(text) = &mut self.shown {
            *text = reword(text);
        }
    }

    /// Calls it by another name, and compares it by that.
    pub(crate) fn rename(&mut self, name: &str) {
        self.reword(|_| name.into());
        self.key = lower(name);
        self.classes = Kept::default();
    }

    /// The same as a part of a name that its title does not have itself.
    pub(crate) fn of_name(self) -> Self {
        Self { named: true, ..self }
    }

    /// The same with a space before it.
    pub(crate) fn apart(&self) -> Self {
        Self { spaced: true, ..self.clone() }
    }

    fn inline(&self) -> Inline {
        match &self.shown {
            Shown::Text(text) => Inline::text(text.as_str(), self.span),
            Shown::Code(code) => Inline::new(InlineKind::Code(code.to_string()), self.span),
            Shown::Whole(inline) => Inline::clone(inline),
        }
    }
}

/// Bytes of a word and the space behind it; most have more, and their lists need not grow.
const LENGTH: usize = 4;

/// Words that find room at once.
const ROOM: usize = 64;

/// The words of a line, emphasis and links flattened.
pub(crate) fn words(inlines: &[Inline]) -> Vec<Word> {
    // Most lines find room at once. What was put together from a line has the span of the whole in each part, so the sum
    // says little of long ones.
    let length: usize = inlines.iter().map(|inline| (inline.span.end - inline.span.start) as usize).sum();
    let room = Vec::with_capacity((length / LENGTH + 1).min(ROOM));
    split(inlines, usize::MAX, room)
}

/// The first words of a line, found without cutting the rest: all of them where they are fewer than `most`.
pub(crate) fn start(line: &[Inline], most: usize) -> Vec<Word> {
    split(line, most, Vec::with_capacity(most))
}

/// The first word of a line, found without cutting the rest.
pub(crate) fn first(line: &[Inline]) -> Option<Word> {
    let first = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => match first_run(text)? {
            word if word.is_ascii() => Some(Word::of_text(word, is_plain(word), inline.span, false)),
            run => of_run(run, inline.span, 1).pop(),
        },
        InlineKind::Code(code) => Some(Word::new(Shown::Code(SmolStr::new(code)), inline.span, false)),
        InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => self::first(inner),
        _ => words(std::slice::from_ref(inline)).into_iter().next(),
    };
    line.iter().find_map(first)
}

/// The last word of a line, found without cutting the rest; what stands before it is not known.
pub(crate) fn last(line: &[Inline]) -> Option<Word> {
    let last = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => match last_run(text)? {
            word if word.is_ascii() => Some(Word::of_text(word, is_plain(word), inline.span, false)),
            run => of_run(run, inline.span, usize::MAX).pop(),
        },
        InlineKind::Code(code) => Some(Word::new(Shown::Code(SmolStr::new(code)), inline.span, false)),
        InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Highlight(inner) => self::last(inner),
        _ => words(std::slice::from_ref(inline)).pop(),
    };
    line.iter().rev().find_map(last)
}

/// What stands before the first white space of a text; nothing for white space alone.
fn first_run(text: &str) -> Option<&str> {
    // Most words are of ASCII, with a space behind them.
    let ascii = text.bytes().position(|byte| !byte.is_ascii_graphic()).unwrap_or(text.len());
    match text.as_bytes().get(ascii) {
        None | Some(b' ') if ascii > 0 => Some(&text[..ascii]),
        _ => text.split_whitespace().next(),
    }
}

/// What stands behind the last white space of a text, that at its end set aside.
fn last_run(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    let ascii = text.bytes().rposition(|byte| !byte.is_ascii_graphic()).map_or(0, |at| at + 1);
    match ascii.checked_sub(1).map(|before| text.as_bytes()[before]) {
        None | Some(b' ') if ascii < text.len() => Some(&text[ascii..]),
        _ => text.split_whitespace().next_back(),
    }
}

/// The words of plain text, without a place in a source.
pub(crate) fn of_text(text: &str) -> Vec<Word> {
    of_run(text, Span::default(), usize::MAX)
}

/// The first words of a text without marks.
fn of_run(text: &str, span: Span, most: usize) -> Vec<Word> {
    let room = Vec::with_capacity((text.len() / LENGTH + 1).min(ROOM).min(most));
    let mut splitter = Splitter { words: room, space: false, most };
    let _ = each_of_text(text, span, &mut |bit, span| splitter.see(bit, span));
    splitter.words
}

/// The words as an answer and a text are compared, signs alone left out; those of code apart.
pub(crate) fn keys(words: &[Word]) -> Vec<SmolStr> {
    let mut keys = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        // Most words are compared as they are.
        if is_plain(&word.key) && !word.key.is_empty() {
            keys.push(word.key.clone());
        } else {
            keys.extend(compared(&words[at..=at]));
        }
    }
    keys
}

/// Whether two texts have the same [`keys`].
pub(crate) fn same_keys(one: &[Word], other: &[Word]) -> bool {
    compared(one).eq(compared(other))
}

fn compared(words: &[Word]) -> impl Iterator<Item = SmolStr> {
    let keys = words.iter().flat_map(|word| word.key.split_whitespace());
    let keys = keys.filter(|key| key.chars().any(char::is_alphanumeric));
    keys.map(|key| if is_plain(key) { SmolStr::new(key) } else { lower(key) })
}

/// A word without its capital; acronyms and names with other capitals stay.
pub(crate) fn lowered(word: &Word) -> Word {
    let mut word = word.clone();
    if !word.text().chars().skip(1).any(char::is_uppercase) {
        word.reword(lower);
    }
    word
}

/// A text in lower case, its words one space apart.
pub(crate) fn spaced(text: &str) -> String {
    let apart = |pair: &[u8]| pair[0] != b' ' || pair[1] != b' ';
    let even =
        text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && text.as_bytes().windows(2).all(apart);
    if even && !text.starts_with(' ') && !text.ends_with(' ') {
        return text.to_ascii_lowercase();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Words as one string.
pub(crate) fn text(words: &[Word]) -> SmolStr {
    // Most are a word.
    if let [Word { shown: Shown::Text(text) | Shown::Code(text), .. }] = words {
        return text.clone();
    }
    let mut out = SmolStrBuilder::new();
    for (index, word) in words.iter().enumerate() {
        if word.spaced && index > 0 {
            out.push(' ');
        }
        out.push_str(word.text());
    }
    out.finish()
}

/// The same in lower case, as lists of words have it.
pub(crate) fn lower_text(words: &[Word]) -> SmolStr {
    match words {
        [only] => lower(only.text()),
        words => lower(&text(words)),
    }
}

/// Whether the character is written without spaces around words: Han, Hiragana or Katakana.
pub(crate) fn is_ideograph(c: char) -> bool {
    match c {
        // Most are of these, and most signs between them of those.
        '\0'..='\u{2E00}' | '\u{FF01}'..='\u{FF65}' => false,
        '\u{4E00}'..='\u{9FFF}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => true,
        c => matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana),
    }
}

/// The first words of a line, put into a list with room for them.
fn split(line: &[Inline], most: usize, room: Vec<Word>) -> Vec<Word> {
    let mut splitter = Splitter { words: room, space: false, most };
    // It breaks off where there are enough.
    let _ = each(line, &mut |bit, span| splitter.see(bit, span));
    splitter.words
}

struct Splitter {
    words: Vec<Word>,
    space: bool,
    /// How many words are wanted.
    most: usize,
}

impl Splitter {
    fn see(&mut self, bit: Bit, span: Span) -> ControlFlow<()> {
        let spaced = std::mem::replace(&mut self.space, matches!(bit, Bit::Space));
        let word = match bit {
            Bit::Space => return ControlFlow::Continue(()),
            Bit::Text(text, plain) => Word::of_text(text, plain, span, spaced),
            Bit::Code(code) => Word::new(Shown::Code(SmolStr::new(code)), span, spaced),
            Bit::Whole(inline) => Word::new(Shown::Whole(Arc::new(inline.clone())), span, spaced),
        };
        self.words.push(word);
        if self.words.len() < self.most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_word_are_those_of_the_line() {
        for line in ["the same, again ", "数据结构", " (One) **two", "", "a\u{a0}b"] {
            let (line, whole) = ([Inline::text(line, Span::default())], of_text(line));
            let key = |word: &Word| word.key.clone();
            assert_eq!(first(&line).as_ref().map(key), whole.first().map(key));
            assert_eq!(last(&line).as_ref().map(key), whole.last().map(key));
            assert_eq!(start(&line, 2)[..], whole[..whole.len().min(2)]);
        }
    }

    #[test]
    fn words_come_back_as_they_were() {
        for line in ["the same, again", "数据结构 is  one", "a"] {
            assert_eq!(text(&of_text(line)), line.replace("  ", " "));
        }
    }

    #[test]
    fn an_ideograph_is_its_own_key() {
        let of_script = |c: &char| matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana);
        for c in '\0'..=char::MAX {
            assert_eq!(is_ideograph(c), of_script(&c) && c > '\u{2E00}', "{c}");
            assert!(!is_ideograph(c) || key(&c.to_string()) == c.to_string(), "{c}");
        }
    }

    #[test]
    fn two_ideographs_count_as_a_word() {
        assert_eq!(count("数据结构 and more — more"), 5);
    }

    #[test]
    fn punctuation_is_set_aside_but_signs_are_names() {
        assert_eq!(key("(Goal:"), "goal");
        assert_eq!(key("C++"), "c++");
        assert_eq!(key("->"), ">");
        assert_eq!(key("—"), "—");
    }
}
