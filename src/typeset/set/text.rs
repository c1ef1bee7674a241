//! Paragraphs to lines, lines to pieces.

use std::borrow::Cow;

use super::ink::Inker;
use super::lines::{self, Widths};
use super::shatter::shattered;
use super::{Frame, Setter};
use crate::typeset::node::{End, Flow, Fragment, Ink, Paragraph};
use crate::typeset::placed::{BreakCost, Mark, Role, lower, price};

/// Ascent and descent of the embedded text font: what a line holds without leading.
const ASCENT: f32 = 0.927;
const DESCENT: f32 = 0.244;

/// Where the lines of a paragraph stand in their frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    /// At the side where its text starts.
    #[default]
    Start,
    Center,
    Right,
}

/// A line: its height and its marks, these from the column's left edge and the line's baseline.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) above: f32,
    pub(super) below: f32,
    /// Whether the note breaks the line behind it.
    pub(super) ends: bool,
    pub(super) marks: Vec<Mark>,
}

impl Line {
    pub(super) fn height(&self) -> f32 {
        self.above + self.below
    }

    /// Its marks from its top.
    pub(super) fn dropped(self, top: f32) -> Vec<Mark> {
        let mut marks = self.marks;
        lower(&mut marks, top + self.above);
        marks
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Size relative to the sheet's.
    pub(super) scale: f32,
    /// Distance of baselines, in em of its size.
    pub(super) leading: f32,
    pub(super) align: Align,
    /// Indent of all lines but the first, in points.
    pub(super) hang: f32,
    /// Of the first, in points.
    pub(super) start: f32,
    /// Groups its marks as one line of code.
    pub(super) code_line: Option<u32>,
    pub(super) hyphens: Hyphens,
}

/// When words are hyphenated, if the paragraph lets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    /// Where a line would gape.
    Gaping,
    /// Where a word is wider than a line.
    TooWide,
}

impl Setting {
    pub(super) fn plain(scale: f32, leading: f32) -> Self {
        Self { scale, leading, align: Align::Start, hang: 0.0, start: 0.0, code_line: None, hyphens: Hyphens::Gaping }
    }
}

impl Setter<'_> {
    /// The lines of a paragraph in a frame; its marks belong to the frame's element.
    pub(super) fn lines(&mut self, paragraph: &Paragraph, frame: Frame, setting: Setting) -> Vec<Line> {
        let size = self.size * setting.scale;
        let widths = Widths { first: (frame.width - setting.start) / size, rest: (frame.width - setting.hang) / size };
        let (flow, ranges) = broken(paragraph, widths, setting.hyphens);
        let mut inker = Inker::new(paragraph, frame, setting);
        let count = ranges.len();
        let lines = ranges.into_iter().enumerate().map(|(at, range)| {
            let (above, below) = extent(paragraph, &flow, &flow.fragments[range.clone()], setting.leading);
            let last = at + 1 == count;
            let ends = flow.fragments[range.clone()].last().is_some_and(|fragment| fragment.end == End::Line);
            let marks = if self.draw { inker.line(self, &flow, range, at == 0, last) } else { Vec::new() };
            Line { above: above * size, below: below * size, ends, marks }
        });
        lines.collect()
    }

    /// Sets a paragraph as pieces of a line each.
    pub(super) fn text(&mut self, paragraph: &Paragraph, frame: Frame, setting: Setting) {
        let frame = self.child(Role::P, frame);
        let lines = self.lines(paragraph, frame, setting);
        self.push_lines(lines);
    }

    pub(super) fn push_lines(&mut self, lines: Vec<Line>) {
        let ends: Vec<bool> = lines.iter().map(|line| line.ends).collect();
        for (at, line) in lines.into_iter().enumerate() {
            let (height, baseline) = (line.height(), line.above);
            self.push(height, baseline, line.dropped(0.0), line_price(at, &ends));
        }
    }
}

/// The price of a break before line `at`, so that no first and no last line stands alone: neither of the paragraph nor,
/// where the note breaks its lines, of a stretch between two breaks.
fn line_price(at: usize, ends: &[bool]) -> BreakCost {
    let opens = |at: usize| at == 0 || ends[at - 1];
    let closes = |at: usize| at + 1 == ends.len() || ends[at];
    if at == 0 {
        BreakCost::Price(price::BLOCK)
    } else if at == 1 || at + 1 == ends.len() || !opens(at) && (opens(at - 1) || closes(at)) {
        BreakCost::Never
    } else {
        BreakCost::Price(price::LINE)
    }
}

/// Chooses the lines: without hyphens, with them where a line would gape, cut anywhere where nothing else fits.
fn broken(paragraph: &Paragraph, widths: Widths, hyphens: Hyphens) -> (Cow<'_, Flow>, Vec<std::ops::Range<usize>>) {
    let narrow = widths.first.min(widths.rest);
    let flow = lines::unbroken(paragraph, narrow);
    let flow = shattered(flow, narrow).map_or(Cow::Borrowed(flow), Cow::Owned);
    let ranges = lines::optimal(&flow.fragments, widths);
    if hyphens == Hyphens::Gaping
        && let Some(hyphenated) = &paragraph.hyphenated
        && lines::gapes(&flow.fragments, &ranges, widths)
    {
        let flow = shattered(hyphenated, narrow).map_or(Cow::Borrowed(hyphenated), Cow::Owned);
        let ranges = lines::optimal(&flow.fragments, widths);
        return (flow, ranges);
    }
    (flow, ranges)
}

/// How far a line reaches above and below its baseline, in em of its size.
fn extent(paragraph: &Paragraph, flow: &Flow, line: &[Fragment], leading: f32) -> (f32, f32) {
    let half = (leading - ASCENT - DESCENT) / 2.0;
    let (mut above, mut below) = (ASCENT + half, DESCENT + half);
    if paragraph.objects.is_empty() {
        return (above, below);
    }
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return (above, below) };
    for part in &flow.parts[first.first as usize..last.last as usize] {
        if let Ink::Object(at) = part.ink {
            let object = &paragraph.objects[usize::from(at)];
            let fit = part.width / object.width;
            above = above.max(object.above * fit + 0.08);
            below = below.max(object.below * fit + 0.08);
        }
    }
    (above, below)
}

/// Whether the line ends with a hyphen that is not in the text.
pub(super) fn hyphenated(line: &[Fragment], last: bool) -> bool {
    !last && line.last().is_some_and(|fragment| matches!(fragment.end, End::Hyphen(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Before which lines a column may end, of lines that the note breaks where there is a `/`.
    fn open(lines: &str) -> String {
        let ends: Vec<bool> = lines.split_inclusive(['-', '/']).map(|line| line.ends_with('/')).collect();
        let price = |at| if line_price(at, &ends) == BreakCost::Never { '.' } else { '+' };
        (1..ends.len()).map(price).collect()
    }

    #[test]
    fn no_edge_of_a_stretch_stands_alone() {
        assert_eq!(open("a-b-c-d-e"), ".++.");
        assert_eq!(open("a/b/c/d/e"), ".++.");
        assert_eq!(open("a-b/c-d/e-f"), ".+.+.");
        assert_eq!(open("a/b-c-d/e-f"), "...+.");
    }
}
