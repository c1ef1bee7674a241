//! What marks may not stand in: code, formulas, comments, links, addresses, attributes.
//!
//! One pass over a note's bytes. It knows less Markdown than the parser, and errs towards hiding: a mark that is
//! missed inside a strange span is better than a formula cut in two.

use std::ops::Range;

/// Why a stretch of text holds no marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// A fenced or indented block of code, fences included.
    Fence,
    /// A code span, ticks included.
    Code,
    /// A formula, dollars included.
    Math,
    /// An HTML or `%%` comment: it is on no card.
    Comment,
    /// A wiki link, a link's target, an HTML tag, an address, an attribute list.
    Link,
}

/// A covered stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Covered {
    pub(super) range: Range<usize>,
    pub(super) cover: Cover,
}

/// The covered stretches of `text` from byte `start` on, in order, none inside another.
pub(super) fn scan(text: &str, start: usize) -> Vec<Covered> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: start, found: Vec::new() };
    scanner.run();
    scanner.found
}

/// No code span, link target or group is looked for beyond so many bytes: openers without an end stay linear.
pub(super) const LONGEST: usize = 4000;

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    found: Vec<Covered>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut line_start = true;
        while self.at < self.bytes.len() {
            if line_start && let Some(end) = fence(self.text, self.at).or_else(|| indented(self.text, self.at)) {
                self.cover(end, Cover::Fence);
                continue;
            }
            line_start = self.bytes[self.at] == b'\n';
            match self.span() {
                Some((end, cover)) => {
                    self.cover(end, cover);
                    line_start = self.at > 0 && self.bytes[self.at - 1] == b'\n';
                }
                None => self.at += if self.bytes[self.at] == b'\\' { 2 } else { 1 },
            }
        }
    }

    fn cover(&mut self, end: usize, cover: Cover) {
        self.found.push(Covered { range: self.at..end, cover });
        self.at = end;
    }

    /// The covered span that opens here, by its end.
    fn span(&self) -> Option<(usize, Cover)> {
        let rest = &self.bytes[self.at..];
        let link = |end: Option<usize>| end.map(|end| (end, Cover::Link));
        match rest[0] {
            b'`' => self.code().map(|end| (end, Cover::Code)),
            b'\\' => self.tex().map(|end| (end, Cover::Math)),
            b'{' if [&b"{{<"[..], b"{{%", b"{%"].iter().any(|open| rest.starts_with(open)) => {
                link(self.on_line("}", 3))
            }
            b'$' => self.math().map(|end| (end, Cover::Math)),
            b'<' if rest.starts_with(b"<!--") => {
                Some((self.find("-->", 4).unwrap_or(self.bytes.len()), Cover::Comment))
            }
            b'%' if rest.starts_with(b"%%") => self.find("%%", 2).map(|end| (end, Cover::Comment)),
            b'<' if rest.get(1).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'/') => {
                link(self.on_line(">", 1))
            }
            b'[' if rest.starts_with(b"[[") => link(self.on_line("]]", 2)),
            b']' if rest.starts_with(b"](") => link(self.target()),
            b'{' if rest.starts_with(b"{:") && !rest.starts_with(b"{::") => link(self.on_line("}", 2)),
            byte if byte.is_ascii_alphabetic() && !self.after_word() => link(self.address()),
            _ => None,
        }
    }

    /// `\(x\)` and `\[x\]`, the backslashes doubled or not.
    fn tex(&self) -> Option<usize> {
        let pairs = [(r"\\(", r"\\)"), (r"\\[", r"\\]"), (r"\(", r"\)"), (r"\[", r"\]")];
        let (open, close) = pairs.into_iter().find(|(open, _)| self.text[self.at..].starts_with(open))?;
        let from = self.at + open.len();
        let near = &self.bytes[from..self.bytes.len().min(from + LONGEST)];
        let near = &near[..memchr::memmem::find(near, b"\n\n").unwrap_or(near.len())];
        memchr::memmem::find(near, close.as_bytes()).map(|len| from + len + close.len())
    }

    fn after_word(&self) -> bool {
        self.at > 0 && self.bytes[self.at - 1].is_ascii_alphanumeric()
    }

    fn find(&self, close: &str, skip: usize) -> Option<usize> {
        let from = self.at + skip;
        self.text.get(from..)?.find(close).map(|found| from + found + close.len())
    }

    fn on_line(&self, close: &str, skip: usize) -> Option<usize> {
        let from = self.at + skip;
        let near = self.bytes.get(from..self.bytes.len().min(from + LONGEST))?;
        let line = near.split(|&byte| byte == b'\n').next()?;
        let found = line.windows(close.len()).position(|window| window == close.as_bytes())?;
        Some(from + found + close.len())
    }

    fn paragraph_end(&self) -> usize {
        let mut end = self.at;
        for line in self.text[self.at..].split_inclusive('\n') {
            if (line.trim().is_empty() && end > self.at) || end > self.at + LONGEST {
                break;
            }
            end += line.len();
        }
        end
    }

    /// A run of ticks closes with a run of the same length.
    fn code(&self) -> Option<usize> {
        let run = |at: usize| self.bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
        let open = run(self.at);
        let end = self.paragraph_end().min(self.at + LONGEST);
        let mut at = self.at + open;
        while at < end {
            let here = run(at);
            if here == open {
                return Some(at + here);
            }
            at += here.max(1);
        }
        None
    }

    /// `$x$` must hug its text, and no digit may follow: `$5 and $6` is money.
    fn math(&self) -> Option<usize> {
        if self.bytes[self.at..].starts_with(b"$$") {
            return self.find("$$", 2);
        }
        let end = self.paragraph_end().min(self.at + LONGEST);
        let inner = self.at + 1;
        if inner >= end || self.bytes[inner].is_ascii_whitespace() {
            return None;
        }
        let mut at = inner;
        while at < end {
            match self.bytes[at] {
                b'\\' => at += 1,
                b'$' if self.bytes.get(at + 1) == Some(&b'$') => at += 1,
                b'$' if !self.bytes[at - 1].is_ascii_whitespace()
                    && !self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
                {
                    return Some(at + 1);
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// `](address)`, with balanced parentheses.
    fn target(&self) -> Option<usize> {
        let mut depth = 0usize;
        for (offset, byte) in self.bytes[self.at + 1..].iter().enumerate().take(LONGEST) {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return Some(self.at + 2 + offset),
                b')' => depth -= 1,
                b'\n' => return None,
                _ => {}
            }
        }
        None
    }

    /// `https://example.org/a::b`.
    fn address(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let scheme = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let after = &rest[scheme..];
        (after.starts_with("://") || rest.starts_with("mailto:")).then(|| {
            let length = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"')).unwrap_or(rest.len());
            self.at + length
        })
    }
}

/// The end of the fenced block that opens on the line at `at`: also behind a quote mark or an item's marker.
fn fence(text: &str, at: usize) -> Option<usize> {
    let line = text[at..].split('\n').next()?;
    let body = line.trim_start_matches([' ', '\t', '>']);
    let body = body.strip_prefix("- ").or_else(|| body.strip_prefix("* ")).unwrap_or(body).trim_start();
    let sign = body.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = body.chars().take_while(|&c| c == sign).count();
    if length < 3 || (sign == '`' && body[length..].contains('`')) {
        return None;
    }
    let mut end = at + line.len() + 1;
    for line in text.get(end..)?.split_inclusive('\n') {
        end += line.len();
        let close = line.trim_start_matches([' ', '\t', '>']).trim_end();
        if close.len() >= length && close.chars().all(|c| c == sign) {
            break;
        }
    }
    Some(end.min(text.len()))
}

/// The end of the line at `at` if it is indented code: four columns in, below a blank line that follows no item.
fn indented(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if !(rest.starts_with("    ") || rest.starts_with('\t')) || rest.split('\n').next()?.trim().is_empty() {
        return None;
    }
    // So far up a list would have begun.
    let mut above = text[..at].lines().rev().take(100);
    if !above.next().is_none_or(|line| line.trim().is_empty()) {
        return None;
    }
    let owner = above.find(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t']));
    if owner.is_some_and(|line| super::page::marker(line).is_some()) {
        return None;
    }
    Some(rest.find('\n').map_or(text.len(), |end| at + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, covered: &[&str]) {
        let found: Vec<&str> = scan(text, 0).into_iter().map(|found| &text[found.range]).collect();
        assert_eq!(found, covered, "{text:?}");
    }

    #[test]
    fn code_and_formulas() {
        check("a `b::c` ``d`e`` f", &["`b::c`", "``d`e``"]);
        check("$a$ costs $5 and $6, $$x\n\ny$$", &["$a$", "$$x\n\ny$$"]);
        check(r"\$a$ \`b`", &[]);
    }

    #[test]
    fn blocks_of_code() {
        check("a\n```rust\nstd::mem\n```\nb", &["```rust\nstd::mem\n```\n"]);
        check("> ~~~\n> a::b\n> ~~~\nb", &["> ~~~\n> a::b\n> ~~~\n"]);
        check("a\n\n    std::mem\nb", &["    std::mem\n"]);
        check("- a\n\n    b :: c", &[]);
    }

    #[test]
    fn links_addresses_and_comments() {
        check("[a](b::c) [[d::e|f]] <g::h>", &["](b::c)", "[[d::e|f]]", "<g::h>"]);
        check("see https://a.org/b::c here", &["https://a.org/b::c"]);
        check("a <!-- b::c\n\nd --> %%e::f%%", &["<!-- b::c\n\nd -->", "%%e::f%%"]);
        check("a\n{: .-three-column}", &["{: .-three-column}"]);
    }
}
