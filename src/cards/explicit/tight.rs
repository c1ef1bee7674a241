//! `front::back` without spaces in a note that says nothing of its cards: a formula on one side tells it from a path of
//! code, and so does a list of nothing else.
//!
//! - - $v=$::$\frac{ds}{dt}$                                  =>  $v=$  $\frac{ds}{dt}$
//! - - capital of Mali::Bamako, three items alike             =>  a card each
//! - - std::map is sorted, std::vector is not, and the like   =>  no cards: paths share what stands before the sign
//!
//! Code anywhere in the note means that the sign may be code's.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::opaque::Cover;
use super::page::{LineKind, Page};

/// So many items in a row are a list of cards and no chance. Chosen by eye.
const SEVERAL: usize = 3;

/// Whether a sign at `at` touches a formula.
pub(super) fn touches_formula(page: &Page<'_>, at: &Range<usize>) -> bool {
    let math = |at: usize| page.covered(at).is_some_and(|covered| covered.cover == Cover::Math);
    at.start.checked_sub(1).is_some_and(math) || math(at.end)
}

/// The lines of lists in which every item is two texts around one such sign.
pub(super) fn lists(page: &Page<'_>, is_key: impl Fn(&str) -> bool) -> FxHashSet<usize> {
    let mut lines = FxHashSet::default();
    if page.holds_code() {
        return lines;
    }
    let item = |index: usize| matches!(page.lines[index].kind, LineKind::Item(_));
    let mut index = 0;
    while index < page.lines.len() {
        let indent = page.lines[index].indent;
        let goes_on = |&at: &usize| item(at) && page.lines[at].indent == indent;
        let run = index..(index..page.lines.len()).take_while(goes_on).last().map_or(index, |last| last + 1);
        let fronts: Vec<&str> = run.clone().map_while(|at| front(page, at)).collect();
        let owners: FxHashSet<&str> = fronts.iter().filter_map(|front| front.split_whitespace().last()).collect();
        let alike = fronts.len() == run.len() && owners.len() == run.len();
        if run.len() >= SEVERAL && alike && !fronts.iter().any(|front| is_key(&front.to_lowercase())) {
            lines.extend(run.clone());
        }
        index = run.end.max(index + 1);
    }
    lines
}

/// What stands before the one tight `::` or `:::` of an item.
fn front<'a>(page: &Page<'a>, index: usize) -> Option<&'a str> {
    let LineKind::Item(start) = page.lines[index].kind else { return None };
    let text = &page.line(index)[start..];
    let (front, rest) = text.split_once("::")?;
    let back = rest.strip_prefix(':').unwrap_or(rest);
    let hugs = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != ':');
    let tight = hugs(front.chars().next_back()) && hugs(back.chars().next());
    (tight && !back.contains("::")).then_some(front)
}
