//! Pictures and display formulas, fitted to the column.

use super::{Frame, Setter};
use crate::diagnostic::{Code, Diagnostic};
use crate::typeset::node::{Begins, DisplayFormula, Formula, FormulaPiece, Picture, Stroke};
use crate::typeset::placed::{
    BreakCost, Color, Element, ElementId, Glyph, GlyphRun, Mark, Role, Segment, Shape, price,
};

/// A picture is at most this many times as high as the column is wide.
const TALLEST: f32 = 1.25;

/// And at most this high in points: less than the column of a small page.
const HIGHEST: f32 = 320.0;

/// Smaller than this a formula is hard to read.
const SMALLEST: f32 = 0.7;

/// Share of the width that the lines after the first are indented by.
const FURTHER: f32 = 0.08;

/// A line filled to this share may be left for a relation that stays whole on the next.
const BEGUN: f32 = 0.4;

/// Space around a display formula and between its lines, in em.
const AROUND: f32 = 0.12;

/// Where a formula is drawn, and at which size.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) color: Color,
    pub(super) element: ElementId,
}

impl Setter<'_> {
    pub(super) fn picture(&mut self, picture: &Picture, frame: Frame) {
        let fit = (frame.width / picture.width).min((frame.width * TALLEST).min(HIGHEST) / picture.height).min(1.0);
        let (w, h) = (picture.width * fit, picture.height * fit);
        let element = self.alternative(Role::Figure, frame.element, &picture.alt);
        let shape = Shape::Picture { index: picture.index, w, h };
        let marks = vec![Mark::of(element, frame.left, 0.0, shape)];
        self.push(h, h, if self.draw { marks } else { Vec::new() }, BreakCost::Price(price::BLOCK));
    }

    pub(super) fn formula(&mut self, formula: &DisplayFormula, frame: Frame) {
        let size = self.size * formula.scale;
        let width = frame.width / size;
        let element = self.alternative(Role::Formula, frame.element, &formula.tex);
        // Whole, else broken at relations, else smaller down to 70 %, else as small as it must be.
        let (scale, lines) = if formula.whole.width <= width {
            (1.0, vec![vec![whole(formula)]])
        } else {
            let scale = formula
                .pieces
                .iter()
                .map(|piece| width / piece.formula.width.max(1e-3))
                .fold(1.0, f32::min)
                .max(SMALLEST);
            (scale, filled(&formula.pieces, width / scale))
        };
        let widest = lines.iter().map(|line| natural(line)).fold(0.0, f32::max);
        let scale = if widest * scale > width { width / widest } else { scale };
        if scale < SMALLEST - 1e-3 {
            let message = "formula is wider than its column and printed smaller than 70 %";
            self.diagnostics.push(
                Diagnostic::new(Code::TooWide, formula.span, message).help("break it by hand, or use fewer columns"),
            );
        }
        let count = lines.len();
        for (at, line) in lines.iter().enumerate() {
            self.formula_line(
                line,
                frame,
                size * scale,
                element,
                match (count, at) {
                    (1, _) => Indent::Center,
                    _ if line.first().is_some_and(|piece| piece.opens && piece.begins != Begins::Relation) => {
                        Indent::Left
                    }
                    _ => Indent::Further,
                },
            );
            if at + 1 < count {
                self.column.hold = 1;
            }
        }
    }

    fn formula_line(&mut self, line: &[FormulaPiece], frame: Frame, size: f32, element: ElementId, indent: Indent) {
        let reach = |of: fn(&Formula) -> f32| line.iter().map(|piece| of(&piece.formula)).fold(0.0, f32::max);
        let (above, below) = (reach(|formula| formula.above) + AROUND, reach(|formula| formula.below) + AROUND);
        let room = (frame.width - natural(line) * size).max(0.0);
        let mut x = frame.left
            + match indent {
                Indent::Center => room / 2.0,
                Indent::Left => 0.0,
                Indent::Further => room.min(frame.width * FURTHER),
            };
        let mut marks = Vec::new();
        for piece in line {
            if self.draw {
                let at = At { x, y: above * size, size, color: self.style.text.color, element };
                strokes(&piece.formula, at, &mut marks);
            }
            x += piece.formula.width * size;
        }
        self.push((above + below) * size, above * size, marks, BreakCost::Price(price::LINE));
    }

    pub(super) fn alternative(&mut self, role: Role, parent: ElementId, alt: &str) -> ElementId {
        if !self.draw {
            return parent;
        }
        self.described(Element { role, parent: Some(parent), alt: alt.to_owned(), link: None, row_header: false })
    }
}

#[derive(Debug, Clone, Copy)]
enum Indent {
    Center,
    Left,
    Further,
}

fn whole(formula: &DisplayFormula) -> FormulaPiece {
    FormulaPiece { formula: formula.whole.clone(), begins: Begins::Row, opens: true }
}

fn natural(line: &[FormulaPiece]) -> f32 {
    line.iter().map(|piece| piece.formula.width).sum()
}

/// Pieces to lines: what stands between commas or wide spaces stays together as long as it fits, then what follows a relation.
fn filled(pieces: &[FormulaPiece], width: f32) -> Vec<Vec<FormulaPiece>> {
    let mut lines: Vec<Vec<FormulaPiece>> = vec![Vec::new()];
    let parts = |piece: &FormulaPiece| matches!(piece.begins, Begins::AfterComma | Begins::AfterSpace);
    for clause in pieces.chunk_by(|_, next| !parts(next) && !next.opens) {
        let begun = lines.last().is_some_and(|line| natural(line) > width * BEGUN);
        let ahead = lines.last().map_or(0.0, |line| natural(line)) + natural(clause);
        if clause[0].opens && !lines[0].is_empty() || begun && ahead > width && natural(clause) <= width {
            lines.push(Vec::new());
        }
        for group in clause.chunk_by(|_, next| next.begins != Begins::Relation) {
            fill(group, width, &mut lines);
        }
    }
    lines
}

/// Adds a relation and what follows it.
fn fill(group: &[FormulaPiece], width: f32, lines: &mut Vec<Vec<FormulaPiece>>) {
    let begun = lines.last().is_some_and(|line| natural(line) > width * BEGUN);
    let whole = begun && natural(group) <= width;
    for (at, piece) in group.iter().enumerate() {
        // The vector starts with one line and only grows.
        let Some(line) = lines.last_mut() else { continue };
        let ahead = match (whole, at) {
            (true, 0) => natural(group),
            (true, _) => 0.0,
            _ => piece.formula.width,
        };
        if !line.is_empty() && natural(line) + ahead > width + 1e-3 {
            lines.push(vec![piece.clone()]);
        } else {
            line.push(piece.clone());
        }
    }
}

/// A formula's strokes as marks.
pub(super) fn strokes(formula: &Formula, at: At, marks: &mut Vec<Mark>) {
    let element = Some(at.element);
    for stroke in &formula.strokes {
        let (x, y, shape) = match stroke {
            Stroke::Glyph { x, y, scale, font, id, advance, color, text } => {
                let glyph = Glyph { id: *id, advance: advance * at.size, dx: 0.0, dy: 0.0, letters: 0 };
                let mut run = GlyphRun::new(*font, scale * at.size, color.unwrap_or(at.color));
                run.push(glyph, text.encode_utf8(&mut [0; 4]));
                (*x, *y, Shape::Glyphs(run))
            }
            Stroke::Fill { x, y, w, h, color } => {
                (*x, *y, Shape::Fill { w: w * at.size, h: h * at.size, radius: 0.0, color: color.unwrap_or(at.color) })
            }
            Stroke::Path { x, y, segments, filled, color } => {
                let segments = segments.iter().map(|segment| scaled(*segment, at.size)).collect();
                let line = (!filled).then_some(0.04 * at.size);
                (*x, *y, Shape::Path { segments, line, color: color.unwrap_or(at.color) })
            }
        };
        marks.push(Mark { x: at.x + x * at.size, y: at.y + y * at.size, shape, element, code_line: None });
    }
}

fn scaled(segment: Segment, by: f32) -> Segment {
    match segment {
        Segment::Move(x, y) => Segment::Move(x * by, y * by),
        Segment::Line(x, y) => Segment::Line(x * by, y * by),
        Segment::Cubic(points) => Segment::Cubic(points.map(|point| point * by)),
        Segment::Close => Segment::Close,
    }
}
