//! Formulas: `$x$`, `$$x$$`; `\(x\)`, `\[x\]` of LaTeX, their backslashes doubled where a site's Markdown eats one; a
//! `\begin{align}`.

use super::extent::MAX_LEN;
use super::inline::Inlines;
use super::line::is_heading;
use super::{Region, RegionKind};

/// Environments that stand for a formula of their own.
const ENVIRONMENTS: &str =
    " align align* alignat alignat* equation equation* gather gather* multline multline* eqnarray eqnarray* ";

impl Inlines<'_> {
    /// `$x$`, `$$x$$`. A single dollar opens before a sign that is no space, and closes after one, with no digit behind;
    /// with spaces inside there must be a command of TeX.
    pub(super) fn math(&mut self, at: usize, line: usize) -> Option<Region> {
        if self.bytes[at + 1..].first() == Some(&b'$') {
            return self.display_math(at, at == line);
        }
        let follows = *self.bytes.get(at + 1)?;
        // No formula begins with the sign that goes on with a sentence: `^a$, ^b$`.
        if b"\r\n\t,;)".contains(&follows) {
            return None;
        }
        let limit = if follows == b' ' { self.end } else { self.chunk_end(at) };
        let close = self.closing_dollar(line, at + 1, limit)?;
        let before = self.bytes[close - 1];
        let after = self.bytes.get(close + 1);
        let spaced = follows == b' ' || before == b' ';
        let fits = if spaced {
            is_command(&self.bytes[at + 1..close]) && !after.is_some_and(u8::is_ascii_alphanumeric)
        } else {
            !before.is_ascii_whitespace() && !after.is_some_and(u8::is_ascii_digit)
        };
        let in_row = self.pipes.from(self.bytes, line) < at;
        fits.then_some(Region { kind: RegionKind::Math { in_row }, bytes: at..close + 1 })
    }

    /// The next dollar that is neither escaped nor inside a code span nor beyond a table cell. A row without a bar at its front
    /// looks like a text with a bar in a formula.
    fn closing_dollar(&mut self, line: usize, from: usize, limit: usize) -> Option<usize> {
        let mut dollar = from + memchr::memchr(b'$', &self.bytes[from..limit])?;
        while self.bytes[dollar - 1] == b'\\' {
            dollar += 1 + memchr::memchr(b'$', &self.bytes[dollar + 1..limit])?;
        }
        let mut at = from;
        while let Some(len) = memchr::memchr(b'`', &self.bytes[at..dollar]) {
            at += len;
            let run = self.bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            let covers = self.code_close(at, run).is_some_and(|close| dollar < close);
            if at > from && covers {
                return None;
            }
            at = (at + run).min(dollar);
        }
        let inner = &self.bytes[from..dollar];
        let in_bars = self.bytes[line] == b'|';
        let crosses_cells = memchr::memmem::find(inner, b" | ").is_some() && (in_bars || !is_command(inner));
        (!crosses_cells).then_some(dollar)
    }

    fn display_math(&mut self, at: usize, opens_line: bool) -> Option<Region> {
        let close = self.dollars.from(self.bytes, at + 2);
        let limit = if opens_line { self.display_limit(at, close) } else { self.chunk_end(at) };
        let empty = self.bytes.get(at + 2..close)?.trim_ascii().is_empty();
        (close < limit && !empty).then_some(Region { kind: RegionKind::DisplayMath, bytes: at..close + 2 })
    }

    /// Display math on lines of its own goes over blank lines, but not over a heading.
    fn display_limit(&self, at: usize, close: usize) -> usize {
        let area = &self.bytes[at..close.min(self.bytes.len())];
        let heading = memchr::memmem::find_iter(area, b"\n#").find(|start| is_heading(&area[start + 1..]));
        heading.map_or(self.bytes.len(), |len| at + len)
    }

    /// The formula that the backslash at `at` opens.
    pub(super) fn tex(&mut self, at: usize, line: usize) -> Option<Region> {
        let rest = &self.bytes[at..];
        if rest.starts_with(b"\\begin{") {
            let limit = if at == line { self.bytes.len() } else { self.chunk_end(at) };
            return self.environment(at, limit);
        }
        let doubled = usize::from(rest.get(1) == Some(&b'\\'));
        let closes = match (rest.get(1 + doubled)?, doubled) {
            (b'(', 0) => &mut self.round_closes[0],
            (b'(', _) => &mut self.round_closes[1],
            (b'[', 0) => &mut self.square_closes[0],
            (b'[', _) => &mut self.square_closes[1],
            _ => return None,
        };
        let close = closes.from(self.bytes, at + 2 + doubled);
        let display = rest[1 + doubled] == b'[';
        let inner = self.bytes.get(at + 2 + doubled..close)?;
        // Of many that open, the last is meant.
        let nested = memchr::memmem::find(&inner[..inner.len().min(MAX_LEN)], &rest[..2 + doubled]).is_some();
        if nested || !display && inner.len() > MAX_LEN {
            return None;
        }
        let limit = if display && at == line { self.display_limit(at, close) } else { self.chunk_end(at) };
        let in_row = self.pipes.from(self.bytes, line) < at;
        let kind = if display { RegionKind::DisplayMath } else { RegionKind::Math { in_row } };
        let fits = close < limit && (doubled == 1 || is_formula(inner, display));
        fits.then_some(Region { kind, bytes: at..close + 2 + doubled })
    }

    /// `\begin{align} … \end{align}`, which ends before `limit`.
    fn environment(&self, at: usize, limit: usize) -> Option<Region> {
        let name = &self.text[at + 7..];
        let name = &name[..name.bytes().take(20).position(|byte| byte == b'}')?];
        if !ENVIRONMENTS.contains(&format!(" {name} ")) {
            return None;
        }
        let end = format!("\\end{{{name}}}");
        let area = &self.bytes[at..limit.min(at + 10 * MAX_LEN)];
        let len = memchr::memmem::find(area, end.as_bytes())? + end.len();
        Some(Region { kind: RegionKind::DisplayMath, bytes: at..at + len })
    }
}

/// Whether a line holds a command of TeX, which sets `$ \alpha $` apart from two prices.
fn is_command(inner: &[u8]) -> bool {
    let command = |at: usize| inner.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    !inner.contains(&b'\n') && memchr::memchr_iter(b'\\', inner).any(command)
}

/// Whether what stands between `\(` and `\)` is a formula: to CommonMark these are escaped brackets around words.
fn is_formula(inner: &[u8], display: bool) -> bool {
    let inner = inner[..inner.len().min(MAX_LEN)].trim_ascii();
    let mut at = 0;
    while let Some(&byte) = inner.get(at) {
        let command = byte == b'\\' && inner.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        if command || b"^_=".contains(&byte) || !display && b"+<>".contains(&byte) {
            return true;
        }
        at += if byte == b'\\' { 2 } else { 1 };
    }
    // `n`, `f(x)`, `x, y`: names, not words.
    let longest = inner.split(|byte| !byte.is_ascii_alphabetic()).map(<[u8]>::len).max().unwrap_or(0);
    let most = if inner.contains(&b' ') { 1 } else { 2 };
    !display && inner.is_ascii() && (1..=most).contains(&longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tex: &str, formula: bool) {
        assert_eq!(is_formula(tex.as_bytes(), false), formula, "{tex}");
    }

    #[test]
    fn escaped_brackets_around_words_are_no_formula() {
        for tex in ["x", "a_n", "f(x)", "x, y", r"\alpha", "n > 0", "AB"] {
            check(tex, true);
        }
        for words in ["optional", "and/or", "see below", "1", "文字", r"foo\_bar"] {
            check(words, false);
        }
        assert!(!is_formula(b"1", true) && !is_formula(b"edit", true));
    }
}
