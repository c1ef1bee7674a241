//! Code blocks: a piece a line, wrapped at tokens under a hanging indent, on one ground.

use super::lines::{self, Widths};
use super::text::Setting;
use super::{Frame, Setter};
use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{Blanks, CodeLine};
use crate::typeset::placed::{BreakCost, Glyph, GlyphRun, Mark, Role, Segment, Shape, price};

/// A wrapped line goes on this many letters further in.
const HANG: f32 = 2.0;

/// Share of the width that an indent may take: deeper code is moved left.
const DEEPEST: f32 = 0.5;

/// A block of at most so many lines is read as a whole.
const SHORT: usize = 8;

/// Price of a break in such a block: about eight lines of height that stay empty.
const TORN: f32 = 20.0;

/// Width of the stripe at the left, in points.
const EDGE: f32 = 1.1;

impl Setter<'_> {
    pub(super) fn code(&mut self, lines: &[CodeLine], frame: Frame) {
        let look = &self.style.code;
        let (pad_x, pad_y, leading, blank) = (self.em(look.pad_x), self.em(look.pad_y), look.leading, look.blank_line);
        let block = self.child(Role::Div, frame);
        let inner = block.inset(pad_x + EDGE, pad_x / 2.0);
        let start = self.column.pieces.len();
        let blanks = self.blanks(lines, inner);
        for (at, (line, blanks)) in lines.iter().zip(blanks).enumerate() {
            if at > 0 {
                let edge = at == 1 || at + 1 == lines.len();
                let cost = match line.content.flow.fragments.is_empty() {
                    _ if lines.len() <= SHORT => TORN,
                    true => price::ITEM,
                    false => price::LINE,
                };
                self.column.cost = Some(if edge { BreakCost::Never } else { BreakCost::Price(cost) });
            }
            if line.content.flow.fragments.is_empty() {
                let height = self.em(leading * blank);
                self.push(height, height, Vec::new(), BreakCost::Never);
            } else {
                self.code_line(line, blanks, inner);
            }
        }
        self.pad(start, pad_y, pad_y);
        let (ground, edge) = (self.style.code.ground, self.style.code.edge);
        let fill = |x: f32, w: f32, h: f32, color| Mark::artifact(x, 0.0, Shape::Fill { w, h, radius: 0.0, color });
        self.bind(start, |height, _, _| {
            vec![fill(frame.left, frame.width, height, ground), fill(frame.left, EDGE, height, edge)]
        });
    }

    /// How wide the blanks of each line are: lined up as they are or tighter, and narrow where that saves lines.
    fn blanks(&self, lines: &[CodeLine], frame: Frame) -> Vec<Blanks> {
        let blank = |line: &CodeLine| line.content.flow.fragments.is_empty();
        let stretches = lines.chunk_by(|a, b| !blank(a) && !blank(b));
        let choice = |stretch: &[CodeLine]| {
            let ways = [Blanks::Full, Blanks::Tight, Blanks::Narrow];
            // Of equals the first.
            let best = ways.into_iter().min_by_key(|blanks| self.count(stretch, *blanks, frame));
            vec![best.unwrap_or(Blanks::Full); stretch.len()]
        };
        stretches.flat_map(choice).collect()
    }

    /// Lines that these lines of code take.
    fn count(&self, lines: &[CodeLine], blanks: Blanks, frame: Frame) -> usize {
        let count = |line: &CodeLine| {
            let (indent, hang) = self.indents(line, frame);
            let widths = Widths { first: (frame.width - indent) / self.size, rest: (frame.width - hang) / self.size };
            let content = line.with(blanks);
            if lines::natural(&content.flow.fragments) <= widths.first {
                return 1;
            }
            lines::greedy(&content.flow.fragments, widths).len()
        };
        lines.iter().map(count).sum()
    }

    /// Indents of a line of code and of what is wrapped below it.
    fn indents(&self, line: &CodeLine, frame: Frame) -> (f32, f32) {
        // Of the narrowest column room for a letter is left.
        let most = (frame.width - self.letter()).max(0.0);
        let indent = self.em(line.indent).min(frame.width * DEEPEST).min(most);
        (indent, (indent + HANG * self.letter()).min(most))
    }

    fn code_line(&mut self, line: &CodeLine, blanks: Blanks, frame: Frame) {
        let letter = self.letter();
        let code = self.child(Role::Code, frame);
        let (indent, hang) = self.indents(line, frame);
        let number = self.code_lines;
        self.code_lines += 1;
        let leading = self.style.code.leading;
        let setting = Setting { start: indent, hang, code_line: Some(number), ..Setting::plain(1.0, leading) };
        let mut lines = self.lines(line.with(blanks), code, setting);
        let count = lines.len();
        if self.draw {
            if let Some(first) = lines.first_mut() {
                first.marks.splice(0..0, self.indentation(line, code, indent, number));
            }
            let arrow = Mark::artifact(frame.left + (hang - HANG * letter).max(0.0), 0.0, self.arrow(letter));
            for line in lines.iter_mut().skip(1) {
                line.marks.push(arrow.clone());
            }
        }
        for (at, line) in lines.into_iter().enumerate() {
            let cost = if at > 0 && count < 5 { BreakCost::Never } else { BreakCost::Price(price::ROW) };
            let (height, baseline) = (line.height(), line.above);
            self.push(height, baseline, line.dropped(0.0), cost);
        }
    }

    /// The spaces in front of a line, so that they are copied.
    fn indentation(&self, line: &CodeLine, frame: Frame, width: f32, number: u32) -> Option<Mark> {
        let count = line.text.len() - line.text.trim_start_matches(' ').len();
        let font = FontBook::embedded(Look { mono: true, ..Look::default() }).font;
        let id = self.fonts.face(font).glyph(' ')?;
        let glyph = Glyph { id, advance: width / count.max(1) as f32, dx: 0.0, dy: 0.0, letters: 1 };
        let size = self.size * self.fonts.scale(font);
        let color = self.style.code.color;
        let run = GlyphRun { glyphs: vec![glyph; count], text: " ".repeat(count), ..GlyphRun::new(font, size, color) };
        let mark = Mark {
            x: frame.left,
            y: 0.0,
            shape: Shape::Glyphs(run),
            element: Some(frame.element),
            code_line: Some(number),
        };
        (count > 0).then_some(mark)
    }

    /// Width of a letter of code.
    fn letter(&self) -> f32 {
        let font = FontBook::embedded(Look { mono: true, ..Look::default() }).font;
        let face = self.fonts.face(font);
        face.glyph('0').map_or(0.5, |glyph| face.advance(glyph)) * self.fonts.scale(font) * self.size
    }

    /// `↪` as a path: hooked down from the line above, then to the right. Few fonts have it, and no copy should.
    fn arrow(&self, letter: f32) -> Shape {
        let (left, right) = (letter * 0.25, letter * 1.42);
        let (top, middle) = (-0.56 * self.size, -0.24 * self.size);
        let (bend, tip) = (0.16 * self.size, 0.15 * self.size);
        let segments = vec![
            Segment::Move(left, top),
            Segment::Line(left, middle - bend),
            Segment::Cubic([left, middle, left, middle, left + bend, middle]),
            Segment::Line(right, middle),
            Segment::Move(right - tip, middle - tip),
            Segment::Line(right, middle),
            Segment::Line(right - tip, middle + tip),
        ];
        Shape::Path { segments, line: Some(0.07 * self.size), color: self.style.code.wrap }
    }
}
