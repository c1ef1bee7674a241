//! The marks of blanks: `==x==`, `{{c1::x::hint}}`, `{1:x}`, `~~x~~`.

use std::ops::Range;

use super::{Blank, Style, braces};
use crate::cards::explicit::opaque::LONGEST;
use crate::cards::explicit::page::Page;

/// `==x==`: tight inside, exactly two signs, on one line, no letters hugging both marks from outside.
pub(super) fn highlight(page: &Page<'_>, at: usize, end: usize, style: Style) -> Option<Blank> {
    let text = page.text;
    let rest = &text[at..end];
    let exact = rest.starts_with("==") && !rest.starts_with("===") && !text[..at].ends_with('=');
    let tight = rest.get(2..)?.chars().next().is_some_and(|c| !c.is_whitespace());
    if !exact || !tight {
        return None;
    }
    let near = near(text, at, end);
    let line_end = at + near.find('\n').unwrap_or(near.len());
    let mut close = at + 2;
    loop {
        let line = text.get(close..line_end)?;
        close += line.find("==")?;
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
pub(super) fn named(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
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
pub(super) fn numbered(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
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

/// yanki's `~~1 x _hint_~~`.
pub(super) fn strike(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
    let text = page.text;
    let line = near(text, at, end).get(2..)?.split("\n\n").next()?;
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

/// What follows byte `at`, up to `end`, as far as a mark may reach.
fn near(text: &str, at: usize, end: usize) -> &str {
    let mut limit = end.min(at + LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    &text[at..limit]
}
