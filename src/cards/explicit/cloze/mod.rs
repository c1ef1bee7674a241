//! Blanks: `==x==`, `{{c1::x::hint}}`, `{1:x}`, `{{cloze x}}`, `[x]`, `~~x~~` and the rest.

mod bracket;
mod marks;

use std::ops::Range;

use super::opaque::{Cover, LONGEST};
use super::page::Page;
use bracket::bracket;
use marks::{highlight, named, numbered, strike};

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
