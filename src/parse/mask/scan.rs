//! The walk over a note's lines that finds what must be masked.

use std::ops::Range;

use super::drawn;
use super::inline::Inlines;
use super::line::{
    HARD_SPACE, Prefix, abbreviation, closes_fence, cramped_heading, hard_spaces, is_heading, is_layout,
    is_outline_mark, is_reference_definition, opens_fence, refuses_underline, underlines,
};
use super::lists::{Above, Arrows, Raised, Turn, drawn_bullet, is_label_between};
use super::module;
use super::{BLANK, Region, RegionKind};
use crate::parse::{frames, indented};

/// Bytes that the Markdown parser sees as others, without a region.
pub(super) struct Edit {
    pub(super) bytes: Range<usize>,
    /// What they begin with.
    pub(super) opening: &'static [u8],
    /// What is left of them.
    pub(super) fill: u8,
}

impl Edit {
    /// Hides a line behind an instruction of HTML: to the Markdown parser it ends what is open, stands alone and says
    /// nothing. The reader finds the line in its place.
    fn hides(bytes: Range<usize>) -> Self {
        Self { bytes, opening: b"<?>", fill: BLANK }
    }
}

#[derive(Default)]
pub(super) struct Found {
    pub(super) regions: Vec<Region>,
    pub(super) edits: Vec<Edit>,
    pub(super) turns: Vec<Turn>,
}

struct Fence {
    sign: u8,
    len: usize,
    quotes: usize,
    indent: usize,
}

struct Scanner<'t> {
    bytes: &'t [u8],
    found: Found,
    inlines: Inlines<'t>,
    fence: Option<Fence>,
    /// Where the paragraph that is being read began.
    paragraph: Option<usize>,
    /// Whether indentation may belong to a list item.
    in_list: bool,
    /// Whether the line before was blank or indented code.
    after_blank: bool,
    /// Whether the line before is a label that was taken out of the item above it.
    below_label: bool,
    /// Whether the text before is indented code.
    in_code: bool,
    /// Whether the line before stands in a quote.
    quoted: bool,
    raised: Raised,
    arrows: Arrows,
    /// End of the verse that is being read.
    verse_end: usize,
    /// Where the last tag stands that ends a block of code, if it was looked for.
    last_code_end: Option<usize>,
}

/// The sign of a fence that is a tag.
const TAG: u8 = b'%';

/// Reads `text` from byte `start` on, less `hidden`.
pub(super) fn scan(text: &str, start: usize, hidden: &[Range<usize>]) -> Found {
    let bytes = text.as_bytes();
    let mut scanner = Scanner {
        bytes,
        found: Found::default(),
        inlines: Inlines::new(text),
        fence: None,
        paragraph: None,
        in_list: false,
        after_blank: true,
        quoted: false,
        below_label: false,
        in_code: false,
        raised: Raised::default(),
        arrows: Arrows::default(),
        verse_end: 0,
        last_code_end: None,
    };
    let mut at = start;
    while at < bytes.len() {
        let part = hidden.iter().find(|part| part.start == at && !part.is_empty());
        at = part.map_or_else(|| scanner.line(at), |part| part.end);
    }
    scanner.found
}

/// The end of the line that holds byte `at`, its newline not included.
pub(in crate::parse) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len)
}

impl Scanner<'_> {
    /// Reads the line at `start` and gives the start of the next one to read.
    fn line(&mut self, start: usize) -> usize {
        let end = line_end(self.bytes, start);
        let line = &self.bytes[start..end];
        let prefix = Prefix::of(line);
        let text = &line[prefix.len..];
        if self.in_fence(&prefix, start, line, text) {
            return end + 1;
        }
        match self.with_plain_spaces(start, line, text) {
            Some(plain) => self.no_code(start, &plain, &Prefix::of(&plain)),
            None => self.no_code(start, line, &prefix),
        }
    }

    /// The line with plain spaces before its text, and those edited.
    fn with_plain_spaces(&mut self, start: usize, line: &[u8], text: &[u8]) -> Option<Vec<u8>> {
        // Nearly every line is text: one look at its first sign is enough.
        let may = matches!(text.first(), Some(b'#' | b'-' | b'+' | b'0'..=b'9')) || text.starts_with(HARD_SPACE);
        let places = if may { hard_spaces(line) } else { Vec::new() };
        let mut plain = (!places.is_empty()).then(|| line.to_vec())?;
        for at in places {
            let area = at..at + HARD_SPACE.len();
            plain[area.clone()].fill(BLANK);
            self.found.edits.push(Edit { bytes: start + area.start..start + area.end, opening: b"", fill: BLANK });
        }
        Some(plain)
    }

    /// Reads a line outside of a fence.
    fn no_code(&mut self, start: usize, line: &[u8], prefix: &Prefix) -> usize {
        let (end, next) = (start + line.len(), start + line.len() + 1);
        let text = &line[prefix.len..];
        if text.trim_ascii().is_empty() {
            self.empty_line(prefix, start..end);
            return next;
        }
        if let Some(next) = self.foreign(prefix, start, end) {
            return next;
        }
        let above = match self.paragraph {
            _ if self.in_list || self.quoted || self.in_code => Above::Other,
            None if !self.below_label => Above::Nothing,
            _ => Above::Text,
        };
        self.below_label = false;
        self.quoted = prefix.quotes > 0;
        if let Some(turn) = self.raised.line(start, line, prefix, above) {
            self.found.turns.push(turn);
        } else if self.is_indented_code(prefix) {
            self.in_code = true;
            return next;
        }
        self.in_code = false;
        let in_item = self.in_list && !self.after_blank;
        if in_item && *prefix == Prefix::default() && is_label_between(self.bytes, start..end) {
            self.found.edits.push(Edit::hides(start..end));
            (self.in_list, self.paragraph, self.after_blank, self.below_label) = (false, None, true, true);
            return next;
        }
        self.in_list = prefix.marker || self.in_list && (prefix.indent > 1 || !self.after_blank);
        self.after_blank = false;
        if let Some((sign, len)) = opens_fence(text) {
            let indent = if self.in_list { prefix.indent + usize::from(prefix.marker) * 2 } else { 0 };
            self.fence = Some(Fence { sign, len, quotes: prefix.quotes, indent });
            self.paragraph = None;
            return next;
        }
        let from = start + prefix.len;
        if self.is_no_text(text, from..end) {
            return next;
        }
        self.text_line(prefix, text, from..end)
    }

    /// Reads what begins with the line at `start` and is not Markdown, and gives the start of the line below.
    fn foreign(&mut self, prefix: &Prefix, start: usize, end: usize) -> Option<usize> {
        let from = start + prefix.len;
        let text = &self.bytes[from..end];
        if let Some(lang) = module::opens_code(text).filter(|_| !prefix.marker && self.code_closes_below(end)) {
            self.found.edits.push(Edit { bytes: from..from + lang.start, opening: b"```", fill: BLANK });
            self.found.edits.push(Edit { bytes: from + lang.end..end, opening: b"", fill: BLANK });
            self.fence = Some(Fence { sign: TAG, len: 0, quotes: prefix.quotes, indent: 0 });
            self.paragraph = None;
            return Some(end + 1);
        }
        let in_list = self.in_list && (prefix.indent > 1 || !self.after_blank);
        let begins = self.paragraph.is_none() && !in_list && !prefix.marker && prefix.quotes == 0 && prefix.indent < 4;
        if !begins {
            return None;
        }
        if let Some(end) = drawn::table_end(self.bytes, start) {
            let last = memchr::memrchr(b'\n', &self.bytes[..end])? + 1;
            self.found.edits.push(Edit { bytes: start..last, opening: b"<?", fill: BLANK });
            self.found.edits.push(Edit { bytes: last..end, opening: b"?>", fill: BLANK });
            self.after_blank = true;
            return Some(end + 1);
        }
        if let Some(end) = module::statement_end(self.bytes, from).filter(|_| prefix.indent == 0) {
            self.found.edits.push(Edit { bytes: start..end, opening: b"", fill: BLANK });
            return Some(end + 1);
        }
        if text.first() == Some(&b'|') {
            self.verse_end = drawn::verse_end(self.bytes, from).unwrap_or(self.verse_end);
        }
        None
    }

    /// Whether a tag below ends a block of code.
    fn code_closes_below(&mut self, end: usize) -> bool {
        let finder = |name: &[u8]| memchr::memmem::rfind(self.bytes, name);
        let last = || finder(b"endhighlight").max(finder(b"/highlight")).unwrap_or(0);
        *self.last_code_end.get_or_insert_with(last) > end
    }

    /// Reads a line of text; gives the start of the next line to read.
    fn text_line(&mut self, prefix: &Prefix, text: &[u8], bytes: Range<usize>) -> usize {
        let Range { start: from, end } = bytes;
        if prefix.marker || self.paragraph.is_none() {
            self.paragraph = Some(from);
        }
        if frames::is_line(text) {
            self.found.edits.push(Edit::hides(from..end));
            self.paragraph = None;
            self.in_list &= prefix.marker || prefix.indent > 1;
            self.after_blank = true;
            return end + 1;
        }
        if is_outline_mark(text) {
            self.found
                .regions
                .push(Region { kind: RegionKind::Comment, bytes: from..from + text.trim_ascii_end().len() });
            return end + 1;
        }
        if self.opens_box(prefix, text, end) {
            self.found.edits.push(Edit { bytes: from..from + 3, opening: b"-", fill: BLANK });
            if matches!(text[3], b'+' | b'-' | b'!') {
                self.found.regions.push(Region { kind: RegionKind::Literal, bytes: from + 3..from + 4 });
            }
            // What is indented below belongs to it.
            self.in_list = true;
            return end + 1;
        }
        let bullet = drawn_bullet(text).or_else(|| self.arrows.bullet(self.bytes, from));
        if let Some(len) = bullet.filter(|_| !prefix.marker) {
            self.found.edits.push(Edit { bytes: from..from + len, opening: b"-", fill: BLANK });
            return self.inlines.line(from + len, end, &mut self.found.regions).max(end) + 1;
        }
        if let Some(level) = cramped_heading(text).filter(|_| prefix.indent < 4 || prefix.marker) {
            let last = from + level - 1;
            self.found.edits.push(Edit { bytes: last..last + 1, opening: b"", fill: BLANK });
            self.paragraph = None;
        }
        if is_heading(text) {
            self.paragraph = None;
        }
        if from < self.verse_end && text[0] == b'|' {
            let bar = from..from + text.len().min(2);
            self.found.regions.push(Region { kind: RegionKind::Comment, bytes: bar.clone() });
            return self.inlines.line(bar.end, end, &mut self.found.regions).max(end) + 1;
        }
        if let Some(len) = abbreviation(text) {
            let close = from + len - 2;
            let signs = [from..from + 2, close..close + 1];
            self.found.regions.extend(signs.map(|bytes| Region { kind: RegionKind::Comment, bytes }));
            return self.inlines.line(from + len, end, &mut self.found.regions).max(end) + 1;
        }
        // A line of dashes under a header may open with one; where nothing stands above, it is the header.
        let ruled = text.get(1) == Some(&b'-') && self.paragraph != Some(from);
        if text[0] == b':' && !ruled && !matches!(text.get(1), None | Some(b'|' | b' ' | b'\t' | b'\r')) {
            self.found.regions.push(Region { kind: RegionKind::Literal, bytes: from..from + 1 });
        }
        self.inlines.line(from, end, &mut self.found.regions).max(end) + 1
    }

    /// Whether a box of MkDocs opens here: its body is indented below.
    fn opens_box(&self, prefix: &Prefix, text: &[u8], end: usize) -> bool {
        let opens = || [&b"!!!"[..], b"???", b"==="].iter().any(|signs| text.starts_with(signs));
        if !matches!(text[0], b'!' | b'?' | b'=')
            || !opens()
            || !std::str::from_utf8(text).is_ok_and(|text| indented::is_head(text.trim_end()))
        {
            return false;
        }
        let below = self.bytes.get(end + 1..).unwrap_or_default();
        let blank = below.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let start = below[..blank].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let next = Prefix::of(&below[start..line_end(below, start)]);
        blank < below.len() && next.indent >= prefix.indent + 4
    }

    /// Whether the line belongs to the open code fence; closes it where it ends.
    fn in_fence(&mut self, prefix: &Prefix, line_start: usize, line: &[u8], text: &[u8]) -> bool {
        let Some(fence) = &self.fence else { return false };
        if fence.sign == TAG {
            if module::closes_code(text) {
                let end = line_start + line.len();
                self.found.edits.push(Edit { bytes: end - text.len()..end, opening: b"```", fill: BLANK });
                self.fence = None;
            }
            return true;
        }
        let blank = line.trim_ascii().is_empty();
        let left_quote = prefix.quotes < fence.quotes;
        let left_item = fence.indent >= 2 && prefix.indent == 0 && prefix.quotes == 0 && !blank;
        if left_quote || left_item && !closes_fence(text, fence.sign, fence.len) {
            self.fence = None;
            return false;
        }
        if !prefix.marker && closes_fence(text, fence.sign, fence.len) {
            self.fence = None;
        }
        true
    }

    fn is_indented_code(&self, prefix: &Prefix) -> bool {
        prefix.indent >= 4 && self.after_blank && !self.in_list
    }

    /// A blank line, or a list marker alone. Below text, a lone dash is an item begun and no underline.
    fn empty_line(&mut self, prefix: &Prefix, bytes: Range<usize>) {
        if prefix.marker
            && self.paragraph.is_some()
            && !self.in_list
            && prefix.quotes == 0
            && self.bytes[bytes.clone()].trim_ascii() == b"-"
            && let Some(dash) = memchr::memchr(b'-', &self.bytes[bytes.clone()])
        {
            let at = bytes.start + dash;
            self.found.regions.push(Region { kind: RegionKind::Comment, bytes: at..at + 1 });
        }
        self.in_list |= prefix.marker;
        self.paragraph = None;
        self.after_blank = !prefix.marker;
    }

    /// Lines that are signs: link definitions, layout, and dashes that the author did not mean as an underline.
    fn is_no_text(&mut self, text: &[u8], bytes: Range<usize>) -> bool {
        if is_reference_definition(text) && self.paragraph.is_none() {
            return true;
        }
        if is_layout(text) {
            self.found.edits.push(Edit { bytes, opening: b"", fill: BLANK });
            self.paragraph = None;
            return true;
        }
        if !underlines(text) {
            return false;
        }
        let Some(paragraph) = self.paragraph.take() else { return true };
        let dashes = text.trim_ascii().len();
        let lines = &self.bytes[paragraph..bytes.start];
        if dashes >= 3 && lines.split(|byte| *byte == b'\n').any(refuses_underline) {
            self.found.edits.push(Edit { bytes: bytes.start..bytes.start + dashes, opening: b"", fill: b'*' });
        }
        true
    }
}
