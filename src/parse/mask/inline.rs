//! Finds the regions inside a line, from left to right, so that what begins first wins: in code there is no math, in
//! math no code, in a link's destination neither.
//!
//! Every search that can fail is remembered, so that a note of nothing but openers takes linear time.

use super::dunder;
use super::extent::{MAX_LEN, address_len, code_element_len, destination_len, is_matrix_row, tag_len, tick_runs};
use super::line::{Prefix, is_heading, opens_fence};
use super::scan::line_end;
use super::{Region, RegionKind};

pub(super) struct Inlines<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// End of the paragraph (roughly: of its lines) that holds what is being read.
    chunk_end: usize,
    /// Length and place of the backtick runs in the chunk, if they were looked for; the first one met asks for them.
    ticks: Vec<(usize, usize)>,
    ticks_known: bool,
    /// The next `%%`, `$$`, `|` and `-->`.
    percents: Next,
    pub(super) dollars: Next,
    pub(super) pipes: Next,
    comment_ends: Next,
    pub(super) template_ends: Next,
    /// The next `\)` and `\]`, and the same with two backslashes.
    pub(super) round_closes: [Next; 2],
    pub(super) square_closes: [Next; 2],
    /// Whether the text writes bold between double underscores; found out when it matters.
    bolds: Option<bool>,
    /// End of the last region: nothing may begin before it.
    pub(super) done: usize,
    /// End of the line that is being read.
    pub(super) end: usize,
}

/// The next place of a sign, found again only when it is passed.
pub(super) struct Next {
    sign: &'static [u8],
    at: usize,
}

impl Next {
    fn new(sign: &'static [u8]) -> Self {
        Self { sign, at: 0 }
    }

    /// The first place at or after `from`; the end of the text if there is none.
    pub(super) fn from(&mut self, bytes: &[u8], from: usize) -> usize {
        if self.at < from || self.at == 0 {
            self.at = memchr::memmem::find(&bytes[from..], self.sign).map_or(bytes.len(), |len| from + len);
        }
        self.at
    }
}

/// What something may begin with.
const SIGNS: &[u8] = b"\\`$%[]<_:.{*(~^";

const fn interesting() -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < SIGNS.len() {
        table[SIGNS[at] as usize] = true;
        at += 1;
    }
    table
}

/// Bytes at which something may begin.
const INTERESTING: [bool; 256] = interesting();

impl<'t> Inlines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            chunk_end: 0,
            ticks: Vec::new(),
            ticks_known: false,
            percents: Next::new(b"%%"),
            dollars: Next::new(b"$$"),
            pipes: Next::new(b"|"),
            comment_ends: Next::new(b"-->"),
            template_ends: Next::new(b"%>"),
            round_closes: [Next::new(b"\\)"), Next::new(b"\\\\)")],
            square_closes: [Next::new(b"\\]"), Next::new(b"\\\\]")],
            bolds: None,
            done: 0,
            end: 0,
        }
    }

    /// Reads from `start` to the end of the line at `end`, or further where a region goes on; gives the place reached,
    /// which is an end of a line.
    pub(super) fn line(&mut self, start: usize, end: usize, regions: &mut Vec<Region>) -> usize {
        self.done = self.done.max(start);
        self.end = end;
        let mut at = start;
        loop {
            let rest = &self.bytes[at..self.end];
            let Some(len) = rest.iter().position(|byte| INTERESTING[*byte as usize]) else { return self.end };
            at += len;
            let next = match self.bytes[at] {
                b'`' => self.code(at, start, regions),
                b'<' if self.bytes.get(at + 1) != Some(&b'%') => self.angle(at, at == start),
                b']' => self.after_bracket(at),
                b'*' => self.stars(at, regions),
                _ => match self.region(at, start) {
                    Some(region) => {
                        let after = region.bytes.end;
                        self.done = after;
                        regions.push(region);
                        after
                    }
                    None if self.bytes[at] == b'\\' => at + 2,
                    None => at + 1,
                },
            };
            at = next.min(self.bytes.len());
            if at > self.end {
                self.end = line_end(self.bytes, at);
            }
        }
    }

    fn region(&mut self, at: usize, start: usize) -> Option<Region> {
        match self.bytes[at] {
            b'$' => self.math(at, start),
            b'\\' => self.tex(at, start),
            b'<' => self.templater(at),
            b'%' => self.comment(at, at == start),
            b'[' => self.wiki(at),
            b'_' => self.dunder(at),
            b':' | b'.' => self.address(at),
            b'{' => self.template(at).or_else(|| self.attributes(at, start)),
            b'(' => self.reference(at),
            b'~' | b'^' => self.home(at).or_else(|| self.script(at)),
            _ => None,
        }
    }

    /// End of the paragraph around `at`: a blank line, or a line that begins a block of its own.
    pub(super) fn chunk_end(&mut self, at: usize) -> usize {
        if at < self.chunk_end {
            return self.chunk_end;
        }
        let mut end = line_end(self.bytes, at);
        while end < self.bytes.len() {
            let next = line_end(self.bytes, end + 1);
            let line = &self.bytes[end + 1..next];
            let prefix = Prefix::of(line);
            let text = &line[prefix.len..];
            let begins = prefix.marker || is_heading(text) || opens_fence(text).is_some() || text.starts_with(b"|");
            if begins || text.trim_ascii().is_empty() {
                break;
            }
            end = next;
        }
        self.chunk_end = end;
        self.ticks_known = false;
        end
    }

    /// After the code span that opens at `at`, or after its backticks. In a table row, a pipe in code is hidden: to its
    /// author it cuts no cell.
    fn code(&mut self, at: usize, line: usize, regions: &mut Vec<Region>) -> usize {
        let run = self.bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        let Some(close) = self.code_close(at, run) else { return at + run };
        if self.bytes[line] == b'|' {
            let inner = at + run..close;
            let pipes = memchr::memchr_iter(b'|', &self.bytes[inner.clone()]).map(|pipe| inner.start + pipe);
            let bare = pipes.filter(|pipe| self.bytes[pipe - 1] != b'\\');
            regions.extend(bare.map(|pipe| Region { kind: RegionKind::Literal, bytes: pipe..pipe + 1 }));
            self.done = close;
        }
        close + run
    }

    /// Where the run of backticks that closes the one at `at` begins.
    pub(super) fn code_close(&mut self, at: usize, run: usize) -> Option<usize> {
        let end = self.chunk_end(at);
        if !std::mem::replace(&mut self.ticks_known, true) {
            tick_runs(self.bytes, at..end, &mut self.ticks);
        }
        let next = self.ticks.partition_point(|tick| *tick < (run, at + run));
        self.ticks.get(next).filter(|(len, _)| *len == run).map(|(_, place)| *place)
    }

    /// After the run of stars at `at`. Bold between wide signs opens and closes beside their punctuation as well, as in
    /// `**中文。**后面`, which CommonMark refuses: there the sign inside is hidden, and stands for a letter.
    fn stars(&mut self, at: usize, regions: &mut Vec<Region>) -> usize {
        let end = at + self.bytes[at..].iter().take_while(|byte| **byte == b'*').count();
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        if let (Some(before), Some(after)) = (before, after)
            && end - at >= 2
        {
            let inside = match (is_wide_mark(before), is_wide_mark(after)) {
                (true, false) if after.is_alphanumeric() => at - before.len_utf8()..at,
                (false, true) if before.is_alphanumeric() => end..end + after.len_utf8(),
                _ => return end,
            };
            if inside.start >= self.done {
                self.done = inside.end;
                regions.push(Region { kind: RegionKind::Literal, bytes: inside.clone() });
                return end.max(inside.end);
            }
        }
        end
    }

    /// After an autolink, a tag, an element of code or a comment at `at`.
    fn angle(&mut self, at: usize, opens_line: bool) -> usize {
        if self.bytes[at..].starts_with(b"<!--") {
            let close = self.comment_ends.from(self.bytes, at + 4);
            let limit = if opens_line { self.bytes.len() } else { self.chunk_end(at) };
            return if close < limit { close + 3 } else { at + 4 };
        }
        let Some(len) = tag_len(&self.bytes[at..]) else { return at + 1 };
        let line = &self.bytes[at..self.end.max(at + len)];
        at + code_element_len(line).unwrap_or(len)
    }

    /// After the destination of a link whose text ends at `at`.
    fn after_bracket(&self, at: usize) -> usize {
        let rest = &self.bytes[at + 1..];
        if rest.first() != Some(&b'(') {
            return at + 1;
        }
        // A template in it is masked, so that its spaces do not end it.
        if rest[1..].starts_with(b"{{") || rest[1..].starts_with(b"{%") {
            return at + 2;
        }
        destination_len(&rest[1..]).map_or(at + 1, |len| at + 2 + len)
    }

    /// `%%…%%`: inside a paragraph, or over any lines where it opens its line.
    fn comment(&mut self, at: usize, opens_line: bool) -> Option<Region> {
        if self.bytes[at + 1..].first() != Some(&b'%') {
            return None;
        }
        let close = self.percents.from(self.bytes, at + 2);
        let limit = if opens_line { self.bytes.len() } else { self.chunk_end(at) };
        (close < limit).then_some(Region { kind: RegionKind::Comment, bytes: at..close + 2 })
    }

    fn wiki(&self, at: usize) -> Option<Region> {
        if !self.bytes[at..].starts_with(b"[[") {
            return None;
        }
        let line = self.bytes.get(at + 2..self.end)?;
        let len = line.iter().position(|byte| matches!(byte, b'[' | b']'))?;
        let inner = &line[..len];
        if !line[len..].starts_with(b"]]") {
            return None;
        }
        if inner.is_empty() && self.stands_apart(at, at + 4) {
            return Some(Region { kind: RegionKind::Comment, bytes: at..at + 4 });
        }
        // `[[ -f x ]]` tests something in a shell.
        let padded = inner.first().is_some_and(u8::is_ascii_whitespace);
        let plain = !padded || inner.iter().all(|byte| !byte.is_ascii() || is_name(*byte)) && !is_test(inner);
        if inner.trim_ascii().is_empty() || !plain || is_matrix_row(inner) {
            return None;
        }
        let embeds = at > self.done && self.bytes[at - 1] == b'!';
        let signed = at > self.done && self.bytes[at - 1] == b'#';
        // What shows other words than it names is a link.
        let tags = signed && (at < 2 || self.bytes[at - 2].is_ascii_whitespace()) && !inner.contains(&b'|');
        let (kind, start) = match (embeds, tags) {
            (true, _) => (RegionKind::WikiEmbed, at - 1),
            (_, true) => (RegionKind::WikiTag, at - 1),
            _ => (RegionKind::WikiLink, at),
        };
        Some(Region { kind, bytes: start..at + 2 + len + 2 })
    }

    /// Whether white space or nothing stands on both sides of these bytes of the line.
    fn stands_apart(&self, start: usize, end: usize) -> bool {
        let blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        blank(start.checked_sub(1).map(|at| &self.bytes[at])) && blank(self.bytes.get(end))
    }

    /// `__init__` standing for itself.
    fn dunder(&mut self, at: usize) -> Option<Region> {
        let (text, bolds) = (self.text, &mut self.bolds);
        let bytes = dunder::at(text, at, || *bolds.get_or_insert_with(|| dunder::bolds(text)))?;
        Some(Region { kind: RegionKind::Dunder, bytes })
    }

    /// `{.class}`, `{: .class}`, `{width=50%}` right behind code, a link or emphasis, and `{#id}`, `{-}` at the end of a
    /// heading.
    fn attributes(&self, at: usize, line: usize) -> Option<Region> {
        let rest = &self.bytes[at..self.end];
        let attribute = |byte: &u8| byte.is_ascii_alphanumeric() || b" .:#_-=\"'%,/".contains(byte);
        let inner = &rest[1..][..rest[1..].iter().take(MAX_LEN).take_while(|byte| attribute(byte)).count()];
        let len = inner.len() + 2;
        if rest.get(len - 1) != Some(&b'}') {
            return None;
        }
        let signed = matches!(inner.first(), Some(b'.' | b':' | b'#')) && inner.len() > 1;
        let after = |signs: &[u8]| at > line && signs.contains(&self.bytes[at - 1]);
        let pairs = inner.first().is_some_and(u8::is_ascii_alphabetic) && inner.contains(&b'=');
        let ends_heading = self.bytes[line] == b'#' && rest[len..].trim_ascii().is_empty() && (signed || inner == b"-");
        let names = inner.first() == Some(&b'#') && after(b")");
        let ends_line = inner.first() == Some(&b':') && after(b" ") && rest[len..].trim_ascii().is_empty();
        let fits = ends_heading
            || ends_line
            || names
            || signed && inner[0] != b'#' && after(b"`)]*_")
            || pairs && after(b"`)]");
        fits.then_some(Region { kind: RegionKind::Comment, bytes: at..at + len })
    }

    /// The address around the `://` or the first dot at `at`.
    fn address(&self, at: usize) -> Option<Region> {
        let before = &self.bytes[self.done..at];
        let rest = &self.bytes[at..];
        let lead = if rest.starts_with(b"://") {
            [&b"https"[..], b"http"].into_iter().find(|scheme| before.ends_with(scheme))?
        } else {
            Some(&b"www"[..]).filter(|www| before.ends_with(www))?
        };
        let start = at - lead.len();
        let apart = start.checked_sub(1).is_none_or(|at| !self.bytes[at].is_ascii_alphanumeric());
        let end = at + address_len(&self.text[at..]);
        (apart && end > at + 3).then_some(Region { kind: RegionKind::Address, bytes: start..end })
    }
}

/// Whether a byte is one of a note's name between padded brackets.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" #|/,.()'&-_".contains(&byte)
}

/// `-f x`, `a -eq b`
fn is_test(inner: &[u8]) -> bool {
    inner.split(u8::is_ascii_whitespace).any(|word| word.len() >= 2 && word[0] == b'-' || word == b"&&")
}

/// Punctuation of Chinese and Japanese, and the quotation marks and dashes that they share with others; and radicals, as PDF
/// files give them in place of characters: `是**⽆限**的`. To CommonMark they are symbols.
fn is_wide_mark(sign: char) -> bool {
    matches!(sign, '\u{2E80}'..='\u{2FDF}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '“' | '”' | '‘' | '’' | '…' | '—')
}
