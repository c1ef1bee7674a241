//! hashcards' `[x]`, in text and in formulas.

use super::{Blank, plain};
use crate::cards::explicit::opaque::LONGEST;
use crate::cards::explicit::page::Page;

/// hashcards' `[x]`: no link, image, footnote, wiki link, task box or escape.
pub(super) fn bracket(page: &Page<'_>, at: usize, end: usize) -> Option<Blank> {
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
