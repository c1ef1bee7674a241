//! What a source line is, as far as masking needs to know.

/// What stands before the text of a line: quote signs, list markers, indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Prefix {
    /// How many `>`.
    pub(super) quotes: usize,
    /// Columns of white space before the first sign that is no `>`.
    pub(super) indent: usize,
    /// Whether a list marker stands in it.
    pub(super) marker: bool,
    /// Bytes up to the text.
    pub(super) len: usize,
}

impl Prefix {
    pub(super) fn of(line: &[u8]) -> Self {
        let mut prefix = Self::default();
        let mut indent = 0;
        while let Some(&byte) = line.get(prefix.len) {
            match byte {
                b' ' => indent += 1,
                b'\t' => indent += 4 - indent % 4,
                b'>' if indent < 4 || prefix.marker || prefix.quotes > 0 => {
                    prefix.quotes += 1;
                    indent = 0;
                    if line.get(prefix.len + 1) == Some(&b' ') {
                        prefix.len += 1;
                    }
                }
                _ => match marker(&line[prefix.len..]) {
                    Some(len) => {
                        if !prefix.marker {
                            prefix.indent = indent;
                        }
                        prefix.marker = true;
                        prefix.len += len;
                        continue;
                    }
                    None => break,
                },
            }
            prefix.len += 1;
        }
        if !prefix.marker {
            prefix.indent = indent;
        }
        prefix
    }
}

/// Length of the list marker at the start of `text`, which white space or the end of the line must follow.
fn marker(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let sign = text.get(digits)?;
    let fits = if digits == 0 { matches!(sign, b'-' | b'*' | b'+') } else { matches!(sign, b'.' | b')') };
    let ends = text.get(digits + 1).is_none_or(u8::is_ascii_whitespace);
    (fits && ends).then_some(digits + 1)
}

/// A space that does not break: macOS writes one where Option is still held down.
pub(super) const HARD_SPACE: &[u8] = "\u{a0}".as_bytes();

/// Where spaces that do not break stand before the text of a heading or an item, which has a plain one there.
pub(super) fn hard_spaces(line: &[u8]) -> Vec<usize> {
    let (mut at, mut signed) = (0, false);
    let mut found = Vec::new();
    loop {
        let rest = &line[at..];
        at += match rest.first() {
            Some(b' ' | b'\t' | b'>') => 1,
            _ if rest.starts_with(HARD_SPACE) => {
                found.push(at);
                HARD_SPACE.len()
            }
            _ if signed => return found,
            _ => match sign(rest) {
                Some(len) => {
                    signed = true;
                    len
                }
                None => return Vec::new(),
            },
        };
    }
}

/// Length of the sign of an item or a heading that stands before a space of any kind. `*` may be emphasis.
fn sign(text: &[u8]) -> Option<usize> {
    let hashes = text.iter().take(7).take_while(|byte| **byte == b'#').count();
    let digits = text.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    let len = match text.get(digits)? {
        b'#' if (1..=6).contains(&hashes) => hashes,
        b'-' | b'+' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    (text[len..].starts_with(b" ") || text[len..].starts_with(HARD_SPACE)).then_some(len)
}

/// The sign and length of the code fence that `text` opens.
pub(super) fn opens_fence(text: &[u8]) -> Option<(u8, usize)> {
    let sign = *text.first().filter(|sign| matches!(sign, b'`' | b'~'))?;
    let len = text.iter().take_while(|byte| **byte == sign).count();
    let info_fits = sign == b'~' || !text[len..].contains(&b'`');
    (len >= 3 && info_fits).then_some((sign, len))
}

/// Whether `text` closes a fence of this sign and length.
pub(super) fn closes_fence(text: &[u8], sign: u8, len: usize) -> bool {
    let run = text.iter().take_while(|byte| **byte == sign).count();
    run >= len && text[run..].iter().all(u8::is_ascii_whitespace)
}

/// `# Heading`
pub(super) fn is_heading(text: &[u8]) -> bool {
    let level = text.iter().take(7).take_while(|byte| **byte == b'#').count();
    (1..=6).contains(&level) && text.get(level).is_none_or(u8::is_ascii_whitespace)
}

/// How many signs open a heading without a space behind them: `##Heading`. One alone is a tag.
pub(super) fn cramped_heading(text: &[u8]) -> Option<usize> {
    let level = text.iter().take(7).take_while(|byte| **byte == b'#').count();
    let letter = text.get(level).is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    ((2..=6).contains(&level) && letter && !text[level..].starts_with(HARD_SPACE)).then_some(level)
}

/// `{: .class }` of kramdown, `{% tag %}` of Jekyll, `{{< tag >}}` of Hugo, `{/* comment */}` of MDX, `[TOC]`: layout, no words.
pub(super) fn is_layout(text: &[u8]) -> bool {
    // Nearly every line is text: one look at its first sign is enough.
    if !matches!(text.first(), Some(b'[' | b'{')) {
        return false;
    }
    let text = text.trim_ascii();
    if text.eq_ignore_ascii_case(b"[toc]") || text.eq_ignore_ascii_case(b"[[_toc_]]") {
        return true;
    }
    let framed = |open: &[u8], close: &[u8]| text.starts_with(open) && text.ends_with(close);
    let shows = |text: &[u8]| {
        [&b"src="[..], b"text=", b"img", b"ima"].iter().any(|sign| memchr::memmem::find(text, sign).is_some())
    };
    // "{:a \begin{align}" ends with the brace of another.
    let single = || memchr::memchr_iter(b'{', text).count() == 1;
    (framed(b"{:", b"}") || framed(b"{ .", b"}")) && single()
        || framed(b"{%", b"%}")
        || framed(b"{/*", b"*/}")
        || framed(b"{{%", b"%}}")
        || framed(b"{{<", b">}}") && !shows(text)
}

/// `id:: …`, `collapsed:: …`, drawers, dates of tasks and frames of Logseq: what the tool keeps for itself.
pub(super) fn is_outline_mark(text: &[u8]) -> bool {
    if !matches!(text.first(), Some(b':' | b'C' | b'S' | b'D' | b'#' | b'c' | b'i')) {
        return false;
    }
    let text = text.trim_ascii();
    let starts = |marks: &[&[u8]]| marks.iter().any(|mark| text.starts_with(mark));
    let drawer =
        starts(&[b":LOGBOOK:", b":END:", b"CLOCK: [", b"SCHEDULED: <", b"DEADLINE: <", b"#+BEGIN_", b"#+END_"]);
    let folded = text == b"collapsed:: true" || text == b"collapsed:: false";
    let named = text.strip_prefix(b"id:: ").is_some_and(|id| id.len() == 36 && id[8] == b'-');
    drawer || folded || named
}

/// `[label]: destination`, which names a link and is no text; footnotes are.
pub(super) fn is_reference_definition(text: &[u8]) -> bool {
    text.first() == Some(&b'[')
        && text.get(1) != Some(&b'^')
        && text.iter().position(|byte| *byte == b']').is_some_and(|at| text.get(at + 1) == Some(&b':'))
}

/// A line of dashes, which makes the paragraph above it a heading.
pub(super) fn underlines(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    !text.is_empty() && text.iter().all(|byte| *byte == b'-')
}

/// Whether a line of a paragraph says that the dashes below it are a rule: card labels, card separators, metadata.
pub(super) fn refuses_underline(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let label =
        [&b"Q:"[..], b"A:", b"C:", b"Tags:", b"Status:", b"Source:"].iter().any(|label| text.starts_with(label));
    label || text == b"?" || text == b"??" || text.windows(4).any(|four| four == b" :: " || four == b" :::")
}

/// Length of `*[HTML]:`, which opens the long form of an abbreviation.
pub(super) fn abbreviation(text: &[u8]) -> Option<usize> {
    let inner = text.strip_prefix(b"*[")?;
    let len = inner.iter().take(40).position(|byte| *byte == b']')?;
    (len > 0 && inner[len + 1..].starts_with(b": ")).then_some(len + 4)
}
