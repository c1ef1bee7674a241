//! Composed boxes to pieces, for one size and one column width.

mod block;
mod break_rules;
mod code;
mod columns;
mod group;
mod ink;
mod lines;
mod picture;
mod shatter;
mod table;
mod table_plan;
mod text;
mod topic;

use super::fonts::FontBook;
use super::node::CodeLine;
use super::placed::{BreakCost, Color, Destination, Element, ElementId, Mark, Piece, Role, Shape, Structure, lower};
use super::style::Style;
use super::{BoxKind, Galley, Sheet};
use crate::diagnostic::Diagnostic;
use crate::model::{BreakKind, TopicRef};

/// What is set for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// Size of text in points.
    pub(super) size: f32,
    /// Width of a column in points.
    pub(super) column: f32,
}

/// How much is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Marks,
    /// Heights and prices alone.
    Heights,
}

pub(super) fn galley(sheet: &Sheet, fonts: &FontBook, measure: Measure, detail: Detail) -> Galley {
    let boxes = &sheet.boxes;
    let mut setter = Setter {
        style: &sheet.style,
        code: &sheet.code,
        fonts,
        size: measure.size,
        draw: detail == Detail::Marks,
        structure: Structure::default(),
        diagnostics: Vec::new(),
        code_lines: 0,
        above: u8::from(boxes.iter().any(|composed| composed.kind == BoxKind::Band)),
        column: Column::default(),
    };
    let document = setter.element(Role::Document, None);
    let boxes = topic::boxes(&mut setter, boxes, measure.column, document);
    Galley { boxes, structure: setter.structure, diagnostics: setter.diagnostics }
}

/// State of setting a sheet.
struct Setter<'a> {
    style: &'a Style,
    code: &'a [Vec<CodeLine>],
    fonts: &'a FontBook,
    size: f32,
    draw: bool,
    structure: Structure,
    diagnostics: Vec<Diagnostic>,
    code_lines: u32,
    /// Levels of headings above a box's own: one where bands stand over boxes.
    above: u8,
    column: Column,
}

/// The pieces of the box at hand, and what the next one must know.
#[derive(Debug, Default)]
struct Column {
    pieces: Vec<Piece>,
    /// Baseline of each piece's first line, from its top.
    baselines: Vec<f32>,
    repeats: Vec<Piece>,
    /// Space above the next piece.
    gap: f32,
    /// What a break before the next piece costs.
    cost: Option<BreakCost>,
    /// How many of the next pieces stay with the one above.
    hold: usize,
    anchor: Option<TopicRef>,
}

/// Where blocks are set: the left edge, the width, and the element they belong to.
#[derive(Debug, Clone, Copy)]
struct Frame {
    left: f32,
    width: f32,
    /// How far a table may reach over either edge: what its box keeps free there.
    outset: f32,
    element: ElementId,
}

impl Frame {
    fn inset(self, left: f32, right: f32) -> Self {
        Self { left: self.left + left, width: (self.width - left - right).max(1.0), outset: 0.0, ..self }
    }

    /// As wide as it gets.
    fn outset(self, by: f32) -> Self {
        Self { left: self.left - by, width: self.width + 2.0 * by, ..self }
    }

    fn of(self, element: ElementId) -> Self {
        Self { element, ..self }
    }
}

impl Setter<'_> {
    /// Em of the sheet's text in points.
    fn em(&self, em: f32) -> f32 {
        em * self.size
    }

    fn element(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        self.described(Element { role, parent, alt: String::new(), link: None, row_header: false })
    }

    fn child(&mut self, role: Role, frame: Frame) -> Frame {
        let element = self.element(role, Some(frame.element));
        frame.of(element)
    }

    fn link(&mut self, to: &Destination, parent: ElementId) -> ElementId {
        self.described(Element {
            role: Role::Link,
            parent: Some(parent),
            alt: String::new(),
            link: Some(to.clone()),
            row_header: false,
        })
    }

    fn described(&mut self, element: Element) -> ElementId {
        if !self.draw {
            return ElementId(0);
        }
        self.structure.elements.push(element);
        ElementId((self.structure.elements.len() - 1) as u32)
    }

    /// Asks for space above the next piece; the largest wish wins.
    fn space(&mut self, points: f32) {
        self.column.gap = self.column.gap.max(points);
    }

    /// Says what a break before the next piece costs, unless something dearer is said already.
    fn price(&mut self, cost: f32) {
        if self.column.cost.is_none() {
            self.column.cost = Some(BreakCost::Price(cost));
        }
    }

    fn force(&mut self, kind: BreakKind) {
        self.column.cost = Some(BreakCost::Force(kind));
        self.column.hold = 0;
    }

    /// Adds a piece below the others. `inner` is its price where nothing said one.
    fn push(&mut self, height: f32, baseline: f32, marks: Vec<Mark>, inner: BreakCost) {
        let asked = self.column.cost.take().unwrap_or(inner);
        let held = self.column.hold > 0;
        self.column.hold = self.column.hold.saturating_sub(1);
        let break_before = if held && !matches!(asked, BreakCost::Force(_)) { BreakCost::Never } else { asked };
        let space = std::mem::take(&mut self.column.gap);
        let anchor = self.column.anchor.take();
        self.column.pieces.push(Piece { height, space, break_before, marks, repeat: None, anchor, joined: false });
        self.column.baselines.push(baseline);
    }

    fn fill(x: f32, y: f32, w: f32, h: f32, color: Color) -> Mark {
        Mark::artifact(x, y, Shape::Fill { w, h, radius: 0.0, color })
    }

    /// Makes of the pieces from `start` on one block with a ground: the space between them becomes part of them.
    /// `paint` gives the marks behind a piece, from its final height and whether it is the first and the last.
    fn bind(&mut self, start: usize, paint: impl Fn(f32, bool, bool) -> Vec<Mark>) {
        let count = self.column.pieces.len();
        for at in start..count {
            let piece = &mut self.column.pieces[at];
            if at > start {
                let space = std::mem::take(&mut piece.space);
                piece.height += space;
                self.column.baselines[at] += space;
                lower(&mut piece.marks, space);
                piece.joined = true;
            }
            if self.draw {
                let mut marks = paint(piece.height, at == start, at + 1 == count);
                marks.append(&mut piece.marks);
                piece.marks = marks;
            }
        }
    }

    /// Adds empty height inside the first and the last piece from `start` on.
    fn pad(&mut self, start: usize, above: f32, below: f32) {
        if let Some(piece) = self.column.pieces.get_mut(start) {
            piece.height += above;
            lower(&mut piece.marks, above);
            self.column.baselines[start] += above;
        }
        if let Some(piece) = self.column.pieces[start..].last_mut() {
            piece.height += below;
        }
    }
}
