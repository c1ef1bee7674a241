//! A note as source lines: marks stand on lines, so the cards they make are found on lines.

use std::ops::Range;

use super::chrome;
use super::opaque::{self, Cover, Covered};
use crate::model::{Note, Span};

/// What a line is, as far as marks care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing but white space.
    Blank,
    /// Inside front matter, a block of code, a comment or a formula of several lines.
    Inside,
    /// `## Heading`, with its level.
    Heading(u8),
    /// `---`, `***`, `___`.
    Rule,
    /// A row of a table.
    Row,
    /// An item of a list; the column where its text begins.
    Item(usize),
    /// Anything else.
    Text,
}

/// A source line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its bytes, without its end.
    pub(super) range: Range<usize>,
    /// Its kind.
    pub(super) kind: LineKind,
    /// Columns of white space before its text; a tab runs to the next multiple of four.
    pub(super) indent: usize,
    /// Whether a mark above has claimed it.
    pub(super) claimed: bool,
}

/// A note's lines and covered spans.
pub(super) struct Page<'a> {
    pub(super) note: &'a Note,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    covered: Vec<Covered>,
}

impl<'a> Page<'a> {
    /// The lines of a note; its front matter holds no marks.
    pub(super) fn new(note: &'a Note) -> Self {
        let body = note.meta.span.map_or(0, |span| span.bytes().end.min(note.text.len()));
        Self::of_text(note, &note.text, body)
    }

    /// The lines of a text that belongs to `note`, whose marks begin at byte `body`.
    pub(super) fn of_text(note: &'a Note, text: &'a str, body: usize) -> Self {
        let covered = opaque::scan(text, body);
        let mut page = Self { note, text, lines: Vec::new(), covered };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end_matches(['\n', '\r']).len();
            at += line.len();
            let kind = if range.start < body { LineKind::Inside } else { page.kind(&range) };
            page.lines.push(Line { indent: indent(&text[range.clone()]), range, kind, claimed: false });
        }
        page.mark_tables();
        page
    }

    fn kind(&self, range: &Range<usize>) -> LineKind {
        let line = &self.text[range.clone()];
        let body = line.trim();
        if self.covered(range.start).is_some_and(|covered| covered.range.start < range.start) {
            return LineKind::Inside;
        }
        if body.is_empty() {
            return LineKind::Blank;
        }
        let first = range.start + (line.len() - line.trim_start().len());
        let opens = self.covered(first).or_else(|| self.covered(range.start));
        if opens.is_some_and(|covered| covered.cover == Cover::Fence || self.only_comment(covered, range)) {
            return LineKind::Inside;
        }
        if let Some(level) = heading_level(line) {
            return LineKind::Heading(level);
        }
        if is_rule(body) {
            return LineKind::Rule;
        }
        if body.starts_with('|') && body.len() > 1 {
            return LineKind::Row;
        }
        marker(line).map_or(LineKind::Text, LineKind::Item)
    }

    /// Whether a comment is all there is on a line.
    fn only_comment(&self, covered: &Covered, line: &Range<usize>) -> bool {
        let end = covered.range.end.min(line.end);
        covered.cover == Cover::Comment && self.text[end..line.end].trim().is_empty()
    }

    /// A table may go without outer pipes: its delimiter row tells it from text.
    fn mark_tables(&mut self) {
        let delimiters: Vec<usize> = (1..self.lines.len()).filter(|&at| is_delimiter(self.line(at))).collect();
        for delimiter in delimiters {
            let rows = (delimiter - 1..self.lines.len())
                .take_while(|&at| self.line(at).contains('|') && self.lines[at].kind != LineKind::Inside);
            for row in rows.collect::<Vec<_>>() {
                self.lines[row].kind = LineKind::Row;
            }
        }
    }

    /// The text of line `index`.
    pub(super) fn line(&self, index: usize) -> &'a str {
        &self.text[self.lines[index].range.clone()]
    }

    /// What covers byte `at`.
    pub(super) fn covered(&self, at: usize) -> Option<&Covered> {
        let next = self.covered.partition_point(|covered| covered.range.end <= at);
        self.covered.get(next).filter(|covered| covered.range.start <= at)
    }

    /// The covered spans that touch `range`.
    pub(super) fn covered_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Covered> {
        let from = self.covered.partition_point(|covered| covered.range.end <= range.start);
        let end = range.end;
        self.covered[from..].iter().take_while(move |covered| covered.range.start < end)
    }

    /// Whether byte `at` stands free of code, formulas, comments and links.
    pub(super) fn free(&self, at: usize) -> bool {
        self.covered(at).is_none()
    }

    /// Whether the note holds code.
    pub(super) fn holds_code(&self) -> bool {
        self.covered.iter().any(|covered| matches!(covered.cover, Cover::Fence | Cover::Code))
    }

    /// Whether line `index` may still make or join a card.
    pub(super) fn open(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| !line.claimed)
    }

    /// Whether line `index` is an unclaimed line of words: text, or an item.
    pub(super) fn words(&self, index: usize) -> bool {
        self.open(index) && matches!(self.lines[index].kind, LineKind::Text | LineKind::Item(_))
    }

    /// Takes lines for a card.
    pub(super) fn claim(&mut self, lines: Range<usize>) {
        for line in &mut self.lines[lines] {
            line.claimed = true;
        }
    }

    /// Whether line `index` is nothing but a comment.
    pub(super) fn is_comment(&self, index: usize) -> bool {
        self.lines[index].kind == LineKind::Inside
            && self.covered(self.lines[index].range.start).is_some_and(|covered| covered.cover == Cover::Comment)
    }

    /// Takes the lines that only the tools need, so that no rule sees them.
    pub(super) fn claim_chrome(&mut self) {
        let mut metadata = false;
        for index in 0..self.lines.len() {
            let line = self.line(index).trim();
            let quoted = line.starts_with('>');
            metadata = quoted && (metadata || line.trim_start_matches(['>', ' ']).starts_with("[!sr|"));
            let inside = self.lines[index].kind == LineKind::Inside;
            if metadata || (!inside && chrome::is_line(line)) {
                self.claim(index..index + 1);
            }
        }
    }

    /// The bytes of `lines`, without the end of the last; empty for none.
    pub(super) fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        if lines.is_empty() {
            let at = self.lines.get(lines.start).map_or(self.text.len(), |line| line.range.start);
            return at..at;
        }
        self.lines[lines.start].range.start..self.lines[lines.end - 1].range.end
    }

    /// The same as a span of the note.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.note.id, range)
    }

    /// `lines` without blank ones at either end.
    pub(super) fn trimmed(&self, mut lines: Range<usize>) -> Range<usize> {
        let blank = |index: usize| self.lines[index].kind == LineKind::Blank;
        while !lines.is_empty() && blank(lines.start) {
            lines.start += 1;
        }
        while !lines.is_empty() && blank(lines.end - 1) {
            lines.end -= 1;
        }
        lines
    }

    /// The end of the item on line `index`: what is indented below it is its own.
    pub(super) fn item_end(&self, index: usize) -> usize {
        let own = self.lines[index].indent;
        let mut last = index + 1;
        for (at, line) in self.lines.iter().enumerate().skip(index + 1) {
            let goes_on = line.kind == LineKind::Inside && self.continues_cover(at);
            match line.kind {
                LineKind::Blank => {}
                _ if line.indent > own || goes_on => last = at + 1,
                _ => break,
            }
        }
        last
    }

    /// Whether line `index` goes on with the block of code or comment of the line above.
    fn continues_cover(&self, index: usize) -> bool {
        let start = self.lines[index].range.start;
        self.covered(start).is_some_and(|covered| covered.range.start < start)
    }
}

/// Columns of white space that open `line`.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// The level of an ATX heading.
fn heading_level(line: &str) -> Option<u8> {
    let body = line.strip_prefix("   ").or(line.strip_prefix("  ")).or(line.strip_prefix(' ')).unwrap_or(line);
    let level = body.bytes().take_while(|&byte| byte == b'#').count();
    let rest = &body[level..];
    ((1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(level as u8)
}

/// Whether a trimmed line is a thematic break.
fn is_rule(body: &str) -> bool {
    let mut signs = body.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next().filter(|sign| matches!(sign, '-' | '*' | '_')) else { return false };
    let mut count = 1;
    signs.all(|sign| {
        count += 1;
        sign == first
    }) && count >= 3
}

/// Whether a line is the delimiter row of a table: `--- | :---:`.
fn is_delimiter(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The bytes before the text of an item, its marker and task box included; none if the line is no item.
pub(super) fn marker(line: &str) -> Option<usize> {
    let space = line.len() - line.trim_start().len();
    let body = &line[space..];
    let sign = match body.as_bytes().first()? {
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => {
            let digits = body.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 9 || !matches!(body.as_bytes().get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    let after = &body[sign..];
    if !after.starts_with([' ', '\t']) {
        return None;
    }
    let gap = after.len() - after.trim_start().len();
    let text = &after[gap..];
    let task = text.starts_with('[') && text.get(2..4) == Some("] ");
    Some(space + sign + gap + if task { 4 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_begins_behind_its_marker() {
        assert_eq!(marker("- a"), Some(2));
        assert_eq!(marker("  12. a"), Some(6));
        assert_eq!(marker("- [ ] a"), Some(6));
        assert_eq!(marker("-a"), None);
        assert_eq!(marker("2020 a"), None);
    }

    #[test]
    fn rules_and_headings() {
        assert!(is_rule("- - -") && is_rule("***") && !is_rule("--") && !is_rule("-*-"));
        assert_eq!(heading_level("## a"), Some(2));
        assert_eq!(heading_level("#a"), None);
    }
}
