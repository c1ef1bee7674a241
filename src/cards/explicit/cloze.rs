//! Blanks: `==x==`, `{{c1::x::hint}}`, `{1:x}`, `{{cloze x}}`, `[x]`, `~~x~~` and the rest.

use std::ops::Range;

use super::opaque::{Cover, LONGEST};
use super::page::Page;

/// A way to write a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `==x==`.
    Highlight,
    /// `==1;;x;;hint==`.
    NumberedHighlight,
    /// `{{c1::x::hint}}`, `{{1::x}}`, `{{cloze x}}`.
    Named,
    /// `{1:x}`.
    Numbered,
    /// `{{x}}`.
    Double,
    /// `{x}`.
    Single,
    /// `[x]`.
    Bracket,
    /// `~~x~~`.
    Strike,
}

/// What is accepted in any note.
pub(super) const EVERYWHERE: &[Style] = &[Style::NumberedHighlight, Style::Named, Style::Numbered];

/// A blank found in the source.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Blank {
    /// Its marks included.
    pub(super) outer: Range<usize>,
    /// What is hidden.
    pub(super) inner: Range<usize>,
    /// Its number: the author's, else the next one that is free.
    pub(super) number: u32,
    /// Shown in its place.
    pub(super) hint: String,
    /// Blanks inside it.
    pub(super) inside: Vec<Blank>,
}

/// The blanks of `range`, numbered.
pub(super) fn blanks(page: &Page<'_>, range: Range<usize>, styles: &[Style]) -> Vec<Blank> {
    let mut blanks = find(page, range, styles);
    let mut used = Vec::new();
    collect(&blanks, &mut used);
    let mut next = 1;
    assign(&mut blanks, &mut || {
        while used.contains(&next) {
            next += 1;
        }
        next += 1;
        next - 1
    });
    blanks
}

fn collect(blanks: &[Blank], used: &mut Vec<u32>) {
    for blank in blanks {
        if blank.number > 0 {
            used.push(blank.number);
        }
        collect(&blank.inside, used);
    }
}

fn assign(blanks: &mut [Blank], next: &mut impl FnMut() -> u32) {
    for blank in blanks {
        if blank.number == 0 {
            blank.number = next();
        }
        assign(&mut blank.inside, next);
    }
}

/// The blanks of `range`; those without a number have 0.
fn find(page: &Page<'_>, range: Range<usize>, styles: &[Style]) -> Vec<Blank> {
    let mut found = Vec::new();
    let bytes = page.text.as_bytes();
    let mut at = range.start;
    while at < range.end {
        if let Some(covered) = page.covered(at)
            && !(covered.cover == Cover::Math && styles.contains(&Style::Bracket))
        {
            at = covered.range.end;
            continue;
        }
        if bytes[at] == b'\\' {
            at += 2;
            continue;
        }
        let blank = matches!(bytes[at], b'=' | b'{' | b'[' | b'~')
            .then(|| styles.iter().find_map(|&style| open(page, at, range.end, style)))
            .flatten();
        match blank {
            Some(mut blank) => {
                at = blank.outer.end;
                if !matches!(bytes[blank.outer.start], b'[' | b'~') {
                    blank.inside = find(page, blank.inner.clone(), styles);
                }
                found.push(blank);
            }
            None => at += 1,
        }
    }
    found
}

/// The blank of this style that opens at byte `at`.
fn open(page: &Page<'_>, at: usize, end: usize, style: Style) -> Option<Blank> {
    let rest = &page.text[at..end];
    match style {
        Style::Highlight | Style::NumberedHighlight => highlight(page, at, end, style),
        Style::Named if rest.starts_with("{{") => named(page, at, end),
        Style::Numbered if !rest.starts_with("{{") => numbered(page, at, end),
        Style::Double if rest.starts_with("{{") => {
            let close = braces(page, at, end, 2)?;
            plain(page, at..close, 2)
        }
        Style::Single if rest.starts_with('{') && !rest.starts_with("{{") => {
            let close = braces(page, at, end, 1)?;
            plain(page, at..close, 1)
        }
        Style::Bracket if rest.starts_with('[') => bracket(page, at, end),
        Style::Strike if rest.starts_with("~~") => strike(page, at, end),
        _ => None,
    }
}

/// A blank with marks of `width` bytes on both sides and nothing else in it.
fn plain(page: &Page<'_>, outer: Range<usize>, width: usize) -> Option<Blank> {
    let inner = outer.start + width..outer.end - width;
    let text = &page.text[inner.clone()];
    (!text.trim().is_empty()).then(|| Blank { outer, inner, number: 0, hint: String::new(), inside: Vec::new() })
}

/// `==x==`: tight inside, exactly two signs, on one line, no letters hugging both marks from outside.
fn highlight(page: &Page<'_>, at: usize, end: usize, style: Style) -> Option<Blank> {
    let text = page.text;
    let rest = &text[at..end];
    let exact = rest.starts_with("==") && !rest.starts_with("===") && !text[..at].ends_with('=');
    let tight = rest.get(2..)?.chars().next().is_some_and(|c| !c.is_whitespace());
    if !exact || !tight {
        return None;
    }
    let mut close = at + 2;
    loop {
        let line = text.get(close..end)?.split('\n').next()?;
        close += line.find("==").filter(|length| close + length < at + LONGEST)?;
        let run = text[close..].bytes().take_while(|&byte| byte == b'=').count();
        let hugged = text[..close].chars().next_back().is_some_and(|c| !c.is_whitespace());
        if run == 2 && hugged && page.free(close) && close > at + 2 {
            break;
        }
        close += run;
    }
    // Han and Kana stand without spaces: there letters say nothing.
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
    let operator = letter(text[..at].chars().next_back()) && letter(text[close + 2..].chars().next());
    if operator {
        return None;
    }
    let blank = parted(page, at..close + 2, at + 2..close, ";;");
    let numbered = text[at + 2..close].contains(";;");
    (numbered || style == Style::Highlight).then_some(blank)
}

/// `1;;x;;hint` between marks.
fn parted(page: &Page<'_>, outer: Range<usize>, inner: Range<usize>, sign: &str) -> Blank {
    let text = page.text;
    let mut inner = inner;
    let mut number = 0;
    if let Some((lead, _)) = text[inner.clone()].split_once(sign)
        && let Some(n) = cloze_number(lead)
    {
        number = n;
        inner.start += lead.len() + sign.len();
    }
    let mut hint = String::new();
    if let Some((body, tail)) = text[inner.clone()].rsplit_once(sign)
        && !body.trim().is_empty()
        && page.free(inner.start + body.len())
    {
        tail.trim().clone_into(&mut hint);
        inner.end = inner.start + body.len();
    }
    Blank { outer, inner, number, hint, inside: Vec::new() }
}

fn cloze_number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('c').unwrap_or(text);
    let short = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| digits.parse().ok()).flatten().filter(|&number| (1..500).contains(&number))
}

/// `{{c1::x::hint}}`, `{{1::x}}`, `{{1;;x}}`, `{{cloze x \\ cue}}`.
fn named(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
    let close = braces(page, at, end, 2)?;
    let inner = at + 2..close - 2;
    let body = &page.text[inner.clone()];
    if let Some(rest) = body.strip_prefix("cloze ") {
        let (shown, cue) = rest.split_once(r"\\").unwrap_or((rest, ""));
        let start = inner.start + "cloze ".len();
        let inner = start..start + shown.trim_end().len();
        return (!shown.trim().is_empty()).then(|| Blank {
            outer: at..close,
            inner,
            number: 0,
            hint: cue.trim().to_owned(),
            inside: Vec::new(),
        });
    }
    for sign in ["::", ";;"] {
        if let Some((lead, rest)) = body.split_once(sign)
            && cloze_number(lead).is_some()
            && !rest.trim().is_empty()
        {
            return Some(parted_deep(page, at..close, inner, sign));
        }
    }
    None
}

/// As [`parted`], but a sign inside a nested blank is no hint of the outer one.
fn parted_deep(page: &Page<'_>, outer: Range<usize>, inner: Range<usize>, sign: &str) -> Blank {
    let mut blank = parted(page, outer, inner.clone(), sign);
    let hidden = &page.text[blank.inner.clone()];
    let depth = |text: &str| text.matches('{').count() as i64 - text.matches('}').count() as i64;
    if depth(hidden) != 0 {
        blank.inner.end = inner.end;
        blank.hint.clear();
    }
    blank
}

/// `{1:x}`, `{1|x}`, `{c1:x}`; a run of them (`{1: a, 2: b}`) is a dictionary, digits alone a time.
fn numbered(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
    let close = braces(page, at, end, 1)?;
    let inner = at + 1..close - 1;
    let body = &page.text[inner.clone()];
    let cut = body.find([':', '|'])?;
    let (lead, rest) = (&body[..cut], &body[cut + 1..]);
    let number = cloze_number(lead).filter(|_| lead.len() <= 3)?;
    let dictionary = rest.split(',').skip(1).any(|part| {
        part.split_once(':').is_some_and(|(key, _)| key.trim().trim_matches(['"', '\'']).parse::<f64>().is_ok())
    });
    let bare = rest.trim().is_empty() || rest.starts_with(':') || rest.bytes().all(|byte| byte.is_ascii_digit());
    if dictionary || bare {
        return None;
    }
    let inner = inner.start + cut + 1..inner.end;
    Some(Blank { outer: at..close, inner, number, hint: String::new(), inside: Vec::new() })
}

/// The end of a group that opens with `width` braces at `at`, on one paragraph, with balanced braces; formulas and code
/// inside are passed over.
fn braces(page: &Page<'_>, at: usize, end: usize, width: usize) -> Option<usize> {
    let bytes = page.text.as_bytes();
    let end = end.min(at + LONGEST);
    let mut depth = 0;
    let mut here = at;
    while here < end {
        if let Some(covered) = page.covered(here) {
            here = covered.range.end;
            continue;
        }
        match bytes[here] {
            b'\\' => here += 1,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    let closed = width == 1 || bytes[here - 1] == b'}';
                    return closed.then_some(here + 1);
                }
            }
            _ => {}
        }
        here += 1;
    }
    None
}

/// hashcards' `[x]`: no link, image, footnote, wiki link, task box or escape.
fn bracket(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
    let text = page.text;
    let before = &text[..at];
    let rest = &text[at..end];
    let math = page.covered(at).map(|covered| covered.range.clone());
    if before.ends_with('!') || rest.starts_with("[^") || rest.starts_with("[[") {
        return None;
    }
    if let Some(math) = &math
        && (at < math.start + 1 || !cloze_in_math(&text[math.start..at]))
    {
        return None;
    }
    let close = matching(page, at, math.as_ref().map_or(end, |math| math.end.min(end)))?;
    let after = &text[close..end];
    let link =
        math.is_none() && (after.starts_with('(') && page.covered(close - 1).is_some() || after.starts_with('['));
    if link || (after.starts_with(':') && before.ends_with('\n')) {
        return None;
    }
    plain(page, at..close, 1)
}

/// Whether a bracket behind this part of a formula is a blank: not one that belongs to a command, a name or an interval.
fn cloze_in_math(before: &str) -> bool {
    let command = before.rfind('\\').is_some_and(|at| {
        let name = &before[at + 1..];
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let hugs = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '}' | ')' | ']' | '_'));
    !command && !hugs && !before.trim_end().ends_with("\\in")
}

/// The end of the bracket that opens at `at`.
fn matching(page: &Page<'_>, at: usize, end: usize) -> Option<usize> {
    let bytes = page.text.as_bytes();
    let in_math = page.covered(at).map(|covered| covered.range.clone());
    let end = end.min(at + LONGEST);
    let mut depth = 0;
    let mut here = at;
    while here < end {
        match page.covered(here) {
            // The `](` of a link is covered: here it closes the bracket.
            Some(covered) if Some(&covered.range) != in_math.as_ref() && bytes[here] != b']' => {
                here = covered.range.end;
                continue;
            }
            _ => {}
        }
        match bytes[here] {
            b'\\' => here += 1,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(here + 1);
                }
            }
            b'\n' if bytes.get(here + 1) == Some(&b'\n') => return None,
            _ => {}
        }
        here += 1;
    }
    None
}

/// yanki's `~~1 x _hint_~~`.
fn strike(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
    let text = page.text;
    let line = text[at + 2..end].split("\n\n").next()?;
    let length = line.find("~~")?;
    let mut inner = at + 2..at + 2 + length;
    let outer = at..inner.end + 2;
    let body = &text[inner.clone()];
    if body.trim().is_empty() || body.starts_with(char::is_whitespace) {
        return None;
    }
    let mut number = 0;
    if let Some((lead, rest)) = body.split_once(' ')
        && lead.len() <= 2
        && let Some(n) = lead.parse().ok().filter(|&n: &u32| n > 0)
        && !rest.trim().is_empty()
    {
        number = n;
        inner.start += lead.len() + 1;
    }
    let mut hint = String::new();
    let body = &text[inner.clone()];
    for sign in ['_', '*'] {
        if let Some(open) = body.strip_suffix(sign).and_then(|body| body.rfind(sign))
            && open > 0
            && body[..open].ends_with(' ')
        {
            body[open + 1..body.len() - 1].clone_into(&mut hint);
            inner.end = inner.start + body[..open].trim_end().len();
            break;
        }
    }
    Some(Blank { outer, inner, number, hint, inside: Vec::new() })
}
