//! Where lines end. Greedy and optimal side by side: the first fills each line, the second weighs all of them.

use std::ops::Range;

use crate::typeset::node::{End, Flow, Fragment, Paragraph};

/// A line this much shorter than the column gapes. Chosen by eye on printed samples.
const GAPE: f32 = 0.15;

/// Demerits as in Knuth & Plass, "Breaking Paragraphs into Lines" (1981), there 50 for a hyphen; ours weigh against the
/// square of a line's slack in tenths of the width.
const HYPHEN: f32 = 6.0;
/// Of a last line shorter than [`RUNT`].
const RUNT_PRICE: f32 = 4.0;
/// Share of the width.
const RUNT: f32 = 0.12;
/// A line more outweighs everything: sheets are dense.
const LINE: f32 = 10_000.0;

/// The width of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Widths {
    /// Of the first.
    pub(super) first: f32,
    /// Of the others.
    pub(super) rest: f32,
}

impl Widths {
    fn of(self, line: usize) -> f32 {
        if line == 0 { self.first } else { self.rest }
    }
}

/// How much of the width is left over, 0 to 1. Below 0 the line does not fit.
pub(super) fn ratio(natural: f32, width: f32) -> f32 {
    // Rounding of sums must not push a line out that fits exactly.
    if natural <= width + 1e-4 { ((width - natural) / width).max(0.0) } else { -1.0 }
}

/// What a line costs that is left `ratio` short and ends so.
pub(super) fn cost(ratio: f32, end: End, last: bool) -> f32 {
    let slack = ratio * 10.0;
    let gap = match (last, end) {
        (true, _) | (_, End::Line) => {
            if 1.0 - ratio < RUNT {
                RUNT_PRICE
            } else {
                0.0
            }
        }
        _ => slack * slack,
    };
    gap + match end {
        End::Hyphen(_) => HYPHEN,
        End::Costly(price) => price,
        End::Free | End::Line => 0.0,
    }
}

/// Fills each line in turn. Gives the fragments of each.
pub(super) fn greedy(fragments: &[Fragment], widths: Widths) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut from = 0;
    while from < fragments.len() {
        let width = widths.of(lines.len());
        let mut to = from + 1;
        for (at, natural) in naturals(fragments, from) {
            if at > from + 1 && ratio(natural, width) < 0.0 {
                break;
            }
            to = at;
            if fragments[at - 1].end == End::Line {
                break;
            }
        }
        lines.push(from..to);
        from = to;
    }
    lines
}

/// The fewest lines, and among those the least cost.
pub(super) fn optimal(fragments: &[Fragment], widths: Widths) -> Vec<Range<usize>> {
    let count = fragments.len();
    // Best cost of setting all before a fragment, and where its last line starts.
    let mut best: Vec<(f32, usize)> = vec![(f32::INFINITY, 0); count + 1];
    best[0].0 = 0.0;
    for from in 0..count {
        if !best[from].0.is_finite() {
            continue;
        }
        let width = widths.of(usize::from(from > 0));
        for (at, natural) in naturals(fragments, from) {
            let left = ratio(natural, width);
            if left < 0.0 && at > from + 1 {
                break;
            }
            let end = fragments[at - 1].end;
            let total = best[from].0 + LINE + cost(left.max(0.0), end, at == count);
            if total < best[at].0 {
                best[at] = (total, from);
            }
            if end == End::Line {
                break;
            }
        }
    }
    let mut lines = Vec::new();
    let mut to = count;
    while to > 0 {
        let from = best[to].1;
        lines.push(from..to);
        to = from;
    }
    lines.reverse();
    lines
}

/// Whether a line but the last falls so short that hyphens are worth it.
pub(super) fn gapes(fragments: &[Fragment], lines: &[Range<usize>], widths: Widths) -> bool {
    lines.iter().enumerate().any(|(at, line)| {
        let ends = fragments[line.end - 1].end == End::Line || line.end == fragments.len();
        !ends && ratio(natural(&fragments[line.clone()]), widths.of(at)) > GAPE
    })
}

/// Width of a line of these fragments.
pub(super) fn natural(line: &[Fragment]) -> f32 {
    let Some((last, before)) = line.split_last() else { return 0.0 };
    before.iter().map(|fragment| fragment.width + fragment.space_width()).sum::<f32>() + last.width + hyphen(last.end)
}

pub(super) fn hyphen(end: End) -> f32 {
    if let End::Hyphen(width) = end { width } else { 0.0 }
}

/// For each end of a line from `from` on, its natural width.
fn naturals(fragments: &[Fragment], from: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
    let mut before = 0.0;
    fragments[from..].iter().enumerate().map(move |(at, fragment)| {
        let natural = before + fragment.width + hyphen(fragment.end);
        before += fragment.width + fragment.space_width();
        (from + at + 1, natural)
    })
}

/// The flow with whole words, unless one of them is wider than a line of `width` and hyphens would help.
pub(super) fn unbroken(paragraph: &Paragraph, width: f32) -> &Flow {
    let too_wide = paragraph.flow.fragments.iter().any(|fragment| ratio(fragment.width, width) < 0.0);
    paragraph.hyphenated.as_ref().filter(|_| too_wide).unwrap_or(&paragraph.flow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::node::{Ink, Part};

    fn words(widths: &[f32]) -> Vec<Fragment> {
        let space = Part { style: 0, level: 0, width: 1.0, ink: Ink::Object(0) };
        let word =
            |width: &f32| Fragment { first: 0, last: 0, width: *width, space: Some(space.clone()), end: End::Free };
        widths.iter().map(word).collect()
    }

    const TEN: Widths = Widths { first: 10.0, rest: 10.0 };

    #[test]
    fn optimal_evens_out_what_greedy_leaves_ragged() {
        let words = words(&[3.0, 3.0, 2.0, 6.0, 3.0, 3.0]);
        assert_eq!(greedy(&words, TEN), [0..3, 3..5, 5..6]);
        let lines = optimal(&words, TEN);
        assert_eq!(lines.len(), 3);
        let worst = |lines: &[Range<usize>]| {
            lines[..2].iter().map(|line| ratio(natural(&words[line.clone()]), 10.0)).fold(0.0, f32::max)
        };
        assert!(worst(&lines) <= worst(&greedy(&words, TEN)));
    }

    #[test]
    fn optimal_never_takes_more_lines_than_greedy() {
        for seed in 0..200_u32 {
            let widths: Vec<f32> = (0..40)
                .map(|at: u32| 1.0 + (seed.wrapping_mul(7919).wrapping_add(at * at * 31) % 50) as f32 / 10.0)
                .collect();
            let words = words(&widths);
            assert!(optimal(&words, TEN).len() <= greedy(&words, TEN).len());
        }
    }

    #[test]
    fn a_line_break_is_kept() {
        let mut words = words(&[2.0, 2.0, 2.0]);
        words[0].end = End::Line;
        assert_eq!(optimal(&words, TEN), [0..1, 1..3]);
        assert_eq!(greedy(&words, TEN), [0..1, 1..3]);
    }

    #[test]
    fn a_word_too_wide_stands_alone() {
        assert_eq!(optimal(&words(&[2.0, 20.0, 2.0]), TEN), [0..1, 1..2, 2..3]);
    }
}
