//! Lists that their author sees and CommonMark does not.
//!
//! - `Parts:` with `    1. one` right below: indented by four, it goes on with the paragraph. It is *raised*: the sign changes
//!   places with the white space before it, so that its text stays in its column. So is `    - One` below a heading, which would
//!   be code: with a capital or bold behind the sign it is prose.
//! - `Cons:` or `**Cons** cost more` at the margin, between an item and a sign: lazy, it goes on with the item. It is a paragraph.
//! - `• one`, drawn by hand; `→ one` over `→ two` below a label or with nothing above.

use std::ops::Range;

use super::line::Prefix;
use super::scan::line_end;

/// What the first line of an indented list stands below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// Text of a paragraph in no list.
    Text,
    /// A heading, or nothing: a block begins.
    Nothing,
    /// An item, a quote.
    Other,
}

/// The list that is being raised, by the columns that its signs are indented.
#[derive(Debug, Default)]
pub(super) struct Raised {
    indent: Option<usize>,
}

impl Raised {
    /// The white space and the sign of the line at `start` that change places. `above` is what
    /// it stands below.
    pub(super) fn line(&mut self, start: usize, line: &[u8], prefix: &Prefix, above: Above) -> Option<Turn> {
        let white = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let sign = Sign::of(&line[white..]).filter(|_| prefix.quotes == 0);
        match (self.indent, &sign) {
            (None, Some(sign)) if sign.opens_below(above) && (4..=8).contains(&prefix.indent) => {
                self.indent = Some(prefix.indent);
            }
            (Some(indent), _) if prefix.indent < indent => self.indent = None,
            _ => {}
        }
        let sign = sign.filter(|_| self.indent == Some(prefix.indent))?;
        // Before a text, more than four columns of white space behind the sign would make code of it.
        let first = if line[..white] == *b"\t" { 0 } else { white.saturating_sub(3) };
        let fits = first <= 3 && (first == 0 || !line[..white].contains(&b'\t'));
        fits.then_some(Turn { bytes: start + first..start + white + sign.len, sign: sign.len })
    }
}

/// White space and the sign behind it that change places.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) bytes: Range<usize>,
    /// Length of the sign.
    pub(super) sign: usize,
}

/// A list sign with text behind it.
struct Sign {
    len: usize,
    /// Whether a list may begin with it below text.
    begins: bool,
    /// Whether it stands before prose: a capital, bold, a letter of another script.
    prose: bool,
}

impl Sign {
    fn of(text: &[u8]) -> Option<Self> {
        let digits = text.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let sign = text.get(digits)?;
        let fits = if digits == 0 { matches!(sign, b'-' | b'*' | b'+') } else { matches!(sign, b'.' | b')') };
        let said = text.get(digits + 1) == Some(&b' ') && !text[digits + 1..].trim_ascii().is_empty();
        let begins = digits == 0 || text[..digits] == *b"1";
        let behind = text.get(digits + 2..).unwrap_or_default();
        let prose = behind.starts_with(b"**")
            || behind.first().is_some_and(|byte| byte.is_ascii_uppercase() || !byte.is_ascii());
        (fits && said).then_some(Self { len: digits + 1, begins, prose })
    }

    /// Whether a list that its author indented may begin with it.
    fn opens_below(&self, above: Above) -> bool {
        self.begins && (above == Above::Text || above == Above::Nothing && self.prose)
    }
}

/// Whether a line at the margin, below an item, is a label or opens with one, over the list that begins on the next line.
/// `line` is its place in `bytes`.
pub(super) fn is_label_between(bytes: &[u8], line: Range<usize>) -> bool {
    let text = bytes[line.clone()].trim_ascii_end();
    let colon = text.ends_with(b":") || text.ends_with("：".as_bytes());
    let said = text.len() >= 3 && text.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    let next = bytes.get(line.end + 1..).map(|rest| rest[..line_end(rest, 0)].trim_ascii_start());
    said && (colon || opens_bold(text) && !is_wrapped(&bytes[..line.start]))
        && next.is_some_and(|line| Sign::of(line).is_some())
}

/// Whether a text opens with something in bold: `**Cons** cost more`.
fn opens_bold(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"**").unwrap_or_default();
    inner.first().is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'*')
        && memchr::memmem::find(inner, b"**").is_some()
}

/// Whether the last line of `above` is long and ends without a mark: its author's editor broke it.
fn is_wrapped(above: &[u8]) -> bool {
    let above = above.trim_ascii_end();
    let start = memchr::memrchr(b'\n', above).map_or(0, |at| at + 1);
    above.len() - start >= 60 && !above.ends_with(b".") && !above.ends_with(b":") && !above.ends_with(b";")
}

/// Length of the dot and the space that open an item drawn by hand, `• item`.
pub(super) fn drawn_bullet(text: &[u8]) -> Option<usize> {
    drawn_sign(text, &["•", "▪", "◦", "‣", "●", "○", "■"])
}

/// Lines that begin with an arrow, one below the other, if they are a list.
#[derive(Debug, Default)]
pub(super) struct Arrows {
    /// The end of the run looked at last.
    end: usize,
    is_list: bool,
}

impl Arrows {
    /// Length of the arrow and the space that open an item, of the text from `from` on. A line alone, or one below a text that
    /// announces nothing, says what follows from that.
    pub(super) fn bullet(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        // Nearly every line opens with a letter, and is not measured.
        bytes.get(from).filter(|first| !first.is_ascii())?;
        let length = drawn_arrow(&bytes[from..line_end(bytes, from)])?;
        if from >= self.end {
            let (mut end, mut count) = (from, 0);
            while let Some(line) = bytes.get(end..).map(|rest| &rest[..line_end(rest, 0)])
                && drawn_arrow(line.trim_ascii_start()).is_some()
            {
                (end, count) = (end + line.len() + 1, count + 1);
            }
            *self = Self { end, is_list: count > 1 && leads_on(&bytes[..from]) };
        }
        self.is_list.then_some(length)
    }
}

/// Whether what stands above a line begins something or announces it: nothing, a heading, a label in bold or with a colon, a question.
fn leads_on(above: &[u8]) -> bool {
    let indent = above.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let above = &above[..above.len() - indent];
    let above = above.strip_suffix(b"\n").unwrap_or(above);
    let line = above[memchr::memrchr(b'\n', above).map_or(0, |at| at + 1)..].trim_ascii();
    let bare = line.strip_suffix(b"**").unwrap_or(line);
    line.is_empty() || line.starts_with(b"#") || bare.len() < line.len() || bare.ends_with(b":") || bare.ends_with(b"?")
}

fn drawn_arrow(text: &[u8]) -> Option<usize> {
    drawn_sign(text, &["→", "⇒", "➔", "➜", "➤", "►", "▶"])
}

/// Length of one of these signs and the space behind it, with which a text opens.
fn drawn_sign(text: &[u8], signs: &[&str]) -> Option<usize> {
    if text.first().is_none_or(u8::is_ascii) {
        return None;
    }
    let dot = signs.iter().find(|sign| text.starts_with(sign.as_bytes()))?.len();
    let space = ["\u{a0}", " ", "\t"].iter().find(|space| text[dot..].starts_with(space.as_bytes()))?.len();
    let said = text.get(dot + space).is_some_and(|byte| !byte.is_ascii_whitespace());
    said.then_some(dot + space)
}
