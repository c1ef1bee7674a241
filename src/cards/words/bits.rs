//! A line as bits, as it stands: what can be asked of it without making words.
//!
//! Most lines are looked at for a word or two, or for how long they are.

use std::ops::ControlFlow;

use super::key::{bare_key, is_plain, is_plain_byte, without_signs};
use super::{is_ideograph, of_whole};
use crate::model::{Inline, InlineKind, Span};

/// What a line is made of, in order.
#[derive(Clone, Copy)]
pub(super) enum Bit<'i> {
    Space,
    /// A word of text, and whether it is its own key: plain, or an ideograph.
    Text(&'i str, bool),
    Code(&'i str),
    /// A formula, a key, a blank.
    Whole(&'i Inline),
}

/// Shows each bit of a line to `see`, with where it stands, until that breaks off.
pub(super) fn each<'i, See>(inlines: &'i [Inline], see: &mut See) -> ControlFlow<()>
where
    See: FnMut(Bit<'i>, Span) -> ControlFlow<()>,
{
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => each_of_text(text, inline.span, see)?,
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner) => each(inner, see)?,
            InlineKind::Link(link) => each(&link.content, see)?,
            InlineKind::Break(_) => see(Bit::Space, inline.span)?,
            InlineKind::Tag(_) | InlineKind::Footnote(_) | InlineKind::Html(_) | InlineKind::Image(_) => {}
            InlineKind::Code(code) => see(Bit::Code(code), inline.span)?,
            _ => see(Bit::Whole(inline), inline.span)?,
        }
    }
    ControlFlow::Continue(())
}

pub(super) fn each_of_text<'i, See>(text: &'i str, span: Span, see: &mut See) -> ControlFlow<()>
where
    See: FnMut(Bit<'i>, Span) -> ControlFlow<()>,
{
    let mut at = 0;
    while at < text.len() {
        let (end, plain) = run(text.as_bytes(), at);
        let (end, plain) = match text.as_bytes().get(end) {
            // Most words stand before a space.
            Some(b' ') if end > at => {
                see(Bit::Text(&text[at..end], plain), span)?;
                see(Bit::Space, span)?;
                at = end + 1;
                continue;
            }
            None | Some(b' ') => (end, plain),
            Some(_) if text[end..].starts_with(ends_word) => (end, plain),
            Some(_) => (text[end..].find(ends_word).map_or(text.len(), |length| end + length), false),
        };
        if end > at {
            see(Bit::Text(&text[at..end], plain), span)?;
        }
        let Some(c) = text[end..].chars().next() else { break };
        at = end + c.len_utf8();
        see(if c.is_whitespace() { Bit::Space } else { Bit::Text(&text[end..at], true) }, span)?;
    }
    ControlFlow::Continue(())
}

/// How many words a line has, where there are at most so many; none of them is made.
pub(crate) fn amount(line: &[Inline], most: usize) -> usize {
    let mut words = 0;
    let _ = each(line, &mut |bit, _| {
        words += usize::from(!matches!(bit, Bit::Space));
        if words < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    words
}

/// How many of the first words of a line are more than signs.
pub(crate) fn telling(line: &[Inline], among: usize) -> usize {
    let (mut words, mut telling) = (0, 0);
    let _ = each(line, &mut |bit, _| {
        let said = match bit {
            Bit::Space => return ControlFlow::Continue(()),
            Bit::Text(said, true) if said.is_ascii() => true,
            Bit::Text(said, _) | Bit::Code(said) => said.contains(char::is_alphanumeric),
            Bit::Whole(inline) => of_whole(inline).contains(char::is_alphanumeric),
        };
        (words, telling) = (words + 1, telling + usize::from(said));
        if words < among { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    telling
}

/// Shows the keys of the first words of a line, and whether they are of text, without making words of them.
pub(crate) fn each_key(line: &[Inline], among: usize, mut see: impl FnMut(&str, bool)) {
    if among == 0 {
        return;
    }
    let mut words = 0;
    let _ = each(line, &mut |bit, _| {
        match bit {
            Bit::Space => return ControlFlow::Continue(()),
            Bit::Text(text, true) => see(text, true),
            Bit::Text(text, false) => match without_signs(text) {
                bare if !bare.is_empty() && is_plain(bare) => see(bare, true),
                _ => see(&bare_key(text), true),
            },
            Bit::Code(code) => see(code, false),
            Bit::Whole(inline) => see(of_whole(inline), false),
        }
        words += 1;
        if words < among { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

/// The words of text of a line as one string, and how many words are none.
pub(crate) fn texts(line: &[Inline]) -> (String, usize) {
    let (mut text, mut others, mut space) = (String::new(), 0, false);
    let _ = each(line, &mut |bit, _| {
        let spaced = std::mem::replace(&mut space, matches!(bit, Bit::Space));
        match bit {
            Bit::Space => {}
            Bit::Text(word, _) => {
                text.push_str(if spaced { " " } else { "" });
                text.push_str(word);
            }
            Bit::Code(_) | Bit::Whole(_) => others += 1,
        }
        ControlFlow::Continue(())
    });
    (text, others)
}

/// The first word of a line as it stands, where it is text.
pub(crate) fn first_text(line: &[Inline]) -> Option<&str> {
    let mut first = None;
    let _ = each(line, &mut |bit, _| match bit {
        Bit::Space => ControlFlow::Continue(()),
        Bit::Text(text, _) => {
            first = Some(text);
            ControlFlow::Break(())
        }
        Bit::Code(_) | Bit::Whole(_) => ControlFlow::Break(()),
    });
    first
}

/// Whether code is among the first words of a line.
pub(crate) fn has_code(line: &[Inline], among: usize) -> bool {
    let (mut words, mut code) = (0, false);
    let _ = each(line, &mut |bit, _| {
        words += usize::from(!matches!(bit, Bit::Space));
        code |= matches!(bit, Bit::Code(_));
        if words < among && !code { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    code
}

/// How many words a reader sees: two Han or Kana characters count as one.
pub(crate) fn count(text: &str) -> usize {
    if text.is_ascii() {
        let (mut words, mut rest) = (0, text.bytes());
        while rest.any(|byte| byte.is_ascii_alphanumeric()) {
            words += 1;
            rest.any(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
        }
        return words;
    }
    let mut ideographs = 0;
    let mut words = 0;
    for piece in text.split_whitespace() {
        let here = if piece.is_ascii() { 0 } else { piece.chars().filter(|&c| is_ideograph(c)).count() };
        ideographs += here;
        words += usize::from(here == 0 && piece.contains(char::is_alphanumeric));
    }
    words + ideographs.div_ceil(2)
}

/// What a byte is in a word: nothing but a small letter or digit, another visible sign of ASCII, or perhaps its end.
const KINDS: [u8; 256] = {
    let mut kinds = [ENDS; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        let c = byte as u8;
        if c.is_ascii_graphic() {
            kinds[byte] = if is_plain_byte(c) { PLAIN } else { SIGN };
        }
        byte += 1;
    }
    kinds
};
const PLAIN: u8 = 0;
const SIGN: u8 = 1;
const ENDS: u8 = 2;

/// Where the visible ASCII that stands at `at` ends, and whether it is nothing but small letters and digits.
fn run(bytes: &[u8], at: usize) -> (usize, bool) {
    let mut signs = PLAIN;
    for (length, &byte) in bytes[at..].iter().enumerate() {
        let kind = KINDS[usize::from(byte)];
        if kind == ENDS {
            return (at + length, signs == PLAIN);
        }
        signs |= kind;
    }
    (bytes.len(), signs == PLAIN)
}

/// Whether a character ends the word before it.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_ideograph(c)
}
