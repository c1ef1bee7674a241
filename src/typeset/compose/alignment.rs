//! Blanks inside lines of code: what they line up, and how narrow they can be.

use std::collections::BTreeMap;
use std::ops::Range;

/// Blanks that line something up are at least so many.
const ALIGNING: usize = 2;
/// What a remark behind code starts with, where the language is not known.
const REMARKS: [&str; 7] = ["#", "//", "/*", "--", ";", "%", "<!--"];

/// Blanks inside a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gap {
    /// Bytes of the line.
    pub(super) range: Range<usize>,
    /// The column behind them.
    column: usize,
    /// As how many blanks they are set.
    set: usize,
}

impl Gap {
    fn len(&self) -> usize {
        self.range.len()
    }

    pub(super) fn changes(&self) -> bool {
        self.set != self.len()
    }

    /// Width of each blank against a full one.
    pub(super) fn scale(&self) -> f32 {
        self.set as f32 / self.len() as f32
    }
}

/// The gap before a line's remark (at `comment`, if it is known) as two blanks; the others as in `tight`.
pub(super) fn narrow(line: &str, comment: Option<usize>, tight: &[Gap]) -> Vec<Gap> {
    let mut gaps = tight.to_vec();
    let remark = |gap: &&mut Gap| match comment {
        Some(from) => gap.range.end == from,
        None => REMARKS.iter().any(|sign| line[gap.range.end..].starts_with(sign)),
    };
    if let Some(gap) = gaps.iter_mut().rfind(remark) {
        gap.set = ALIGNING;
    }
    gaps
}

/// Every line's gaps, those that end in one column narrowed together: what was lined up still is.
pub(super) fn tight(lines: &[&str]) -> Vec<Vec<Gap>> {
    let mut all: Vec<Vec<Gap>> = lines.iter().map(|line| gaps(line)).collect();
    let mut columns: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (line, gaps) in all.iter().enumerate() {
        for (at, gap) in gaps.iter().enumerate() {
            columns.entry(gap.column).or_default().push((line, at));
        }
    }
    // How far each line has moved to the left so far.
    let mut moved = vec![0_usize; lines.len()];
    for places in columns.values().filter(|places| places.len() > 1) {
        let room = |(line, at): &(usize, usize)| moved[*line] + all[*line][*at].len() - ALIGNING;
        let target = places.iter().map(room).min().unwrap_or(0);
        for (line, at) in places {
            let gap = &mut all[*line][*at];
            gap.set = gap.len() + moved[*line] - target;
            moved[*line] = target;
        }
    }
    all
}

/// The gaps behind a line's first letter.
fn gaps(line: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut from = indent;
    while let Some(start) = line[from..].find("  ").map(|at| from + at) {
        let end = line.len() - line[start..].trim_start_matches(' ').len();
        gaps.push(Gap { range: start..end, column: line[..end].chars().count(), set: end - start });
        from = end;
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(line: &str, gaps: &[Gap]) -> String {
        let mut out = line.to_owned();
        for gap in gaps.iter().rev() {
            out.replace_range(gap.range.clone(), &" ".repeat(gap.set));
        }
        out
    }

    fn tightened(lines: &[&str]) -> Vec<String> {
        lines.iter().zip(tight(lines)).map(|(line, gaps)| set(line, &gaps)).collect()
    }

    #[test]
    fn what_is_lined_up_moves_together() {
        let lines = ["#define SIZE      4096     /* bytes */", "#define TIMEOUT   30       /* seconds */"];
        assert_eq!(tightened(&lines), ["#define SIZE     4096  /* bytes */", "#define TIMEOUT  30    /* seconds */"]);
    }

    #[test]
    fn a_line_without_the_first_column_follows() {
        let lines = ["a     b     # one", "c     d     # two", "longer name # no gap", "e           # three"];
        let tight = tightened(&lines);
        assert_eq!(tight, ["a  b  # one", "c  d  # two", "longer name # no gap", "e     # three"]);
    }

    #[test]
    fn only_the_gap_before_a_remark_is_narrowed() {
        for (line, expected) in [
            ("ls          # list", "ls  # list"),
            ("int     x;      // wide", "int     x;  // wide"),
            ("name      size", "name      size"),
        ] {
            assert_eq!(set(line, &narrow(line, None, &gaps(line))), expected);
        }
    }
}
