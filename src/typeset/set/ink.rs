//! A line of fragments to marks: runs of glyphs in visual order, and what is painted behind and under them.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::picture::{self, At};
use super::text::{Align, Setting, hyphenated};
use super::{Frame, Setter};
use crate::typeset::node::{Flow, Fragment, Ground, Ink, ObjectKind, Paragraph, Part, Raise, TextStyle};
use crate::typeset::placed::{Color, ElementId, Glyph, GlyphRun, Mark, Role, Segment, Shape};

/// Baseline shift of raised and lowered text, in em.
const SUP: f32 = 0.36;
const SUB: f32 = -0.16;

/// Draws the lines of one paragraph.
pub(super) struct Inker<'p> {
    paragraph: &'p Paragraph,
    frame: Frame,
    setting: Setting,
    links: Vec<Option<ElementId>>,
    /// The code element of the part before, if it was code of this style.
    code: Option<(u16, ElementId)>,
}

/// A part at its place.
struct Placed<'f> {
    part: &'f Part,
    x: f32,
    element: ElementId,
}

impl<'p> Inker<'p> {
    pub(super) fn new(paragraph: &'p Paragraph, frame: Frame, setting: Setting) -> Self {
        Self { paragraph, frame, setting, links: vec![None; paragraph.links.len()], code: None }
    }

    /// The marks of the fragments `range`, from the column's left edge and the baseline.
    pub(super) fn line(
        &mut self,
        setter: &mut Setter<'_>,
        flow: &Flow,
        range: Range<usize>,
        first: bool,
        last: bool,
    ) -> Vec<Mark> {
        let fragments = &flow.fragments[range];
        let size = setter.size * self.setting.scale;
        let parts = visual(flow, fragments);
        let width: f32 = parts.iter().map(|part| part.width).sum::<f32>() * size;
        let mut x = self.left(width, first);
        let mut placed = Vec::with_capacity(parts.len());
        for part in parts {
            let element = self.element(setter, part);
            placed.push(Placed { part, x, element });
            x += part.width * size;
        }
        let mut marks = self.grounds(setter, &placed, size);
        self.runs(setter, &placed, size, &mut marks);
        self.end(setter, fragments, x, last, &mut marks);
        self.rules(setter, &placed, size, &mut marks);
        for mark in marks.iter_mut().filter(|mark| mark.element.is_some()) {
            mark.code_line = self.setting.code_line;
        }
        marks
    }

    fn left(&self, width: f32, first: bool) -> f32 {
        let indent = if first { self.setting.start } else { self.setting.hang };
        let room = self.frame.width - indent - width;
        let start = self.frame.left + indent;
        match (self.setting.align, self.paragraph.rtl) {
            (Align::Center, _) => start + room.max(0.0) / 2.0,
            (Align::Right, _) | (Align::Start, true) => start + room.max(0.0),
            (Align::Start, false) => start,
        }
    }

    fn element(&mut self, setter: &mut Setter<'_>, part: &Part) -> ElementId {
        let style = &self.paragraph.styles[usize::from(part.style)];
        let mut element = self.frame.element;
        if let Some(link) = style.link.map(usize::from) {
            element = *self.links[link].get_or_insert_with(|| setter.link(&self.paragraph.links[link], element));
        } else if style.code && self.setting.code_line.is_none() {
            element = match self.code {
                Some((last, known)) if last == part.style => known,
                _ => setter.element(Role::Code, Some(element)),
            };
            self.code = Some((part.style, element));
            return element;
        }
        self.code = None;
        element
    }

    fn runs(&self, setter: &mut Setter<'_>, placed: &[Placed<'_>], size: f32, marks: &mut Vec<Mark>) {
        let mut open: Option<(usize, u16)> = None;
        for Placed { part, x, element } in placed {
            let style = &self.paragraph.styles[usize::from(part.style)];
            let Ink::Glyphs { shaped, from, to, scale, slant } = &part.ink else {
                open = None;
                self.object(setter, part, *x, size, *element, marks);
                continue;
            };
            let size = size * scale;
            let same = |run: &GlyphRun| {
                run.font == shaped.font && (run.size - size).abs() < 1e-4 && (run.slant - slant).abs() < 1e-4
            };
            let fits = open.is_some_and(|(at, last)| {
                last == part.style
                    && marks[at].element == Some(*element)
                    && matches!(&marks[at].shape, Shape::Glyphs(run) if same(run))
            });
            if !fits {
                let run = GlyphRun { slant: *slant, ..GlyphRun::new(shaped.font, size, style.color) };
                marks.push(Mark::of(*element, *x, -raise(style) * size / scale, Shape::Glyphs(run)));
                open = Some((marks.len() - 1, part.style));
            }
            if let Some(Mark { shape: Shape::Glyphs(run), .. }) = marks.last_mut() {
                shaped.draw(usize::from(*from)..usize::from(*to), run);
            }
        }
    }

    fn object(
        &self,
        setter: &mut Setter<'_>,
        part: &Part,
        x: f32,
        size: f32,
        element: ElementId,
        marks: &mut Vec<Mark>,
    ) {
        let Ink::Object(at) = part.ink else { return };
        let object = &self.paragraph.objects[usize::from(at)];
        let color = self.paragraph.styles[usize::from(part.style)].color;
        match &object.kind {
            ObjectKind::Formula(formula) => {
                let element = setter.alternative(Role::Formula, element, &object.alt);
                let size = size * part.width / object.width;
                picture::strokes(formula, At { x, y: 0.0, size, color, element }, marks);
            }
            ObjectKind::Picture(index) => {
                let element = setter.alternative(Role::Figure, element, &object.alt);
                let (fit, w) = (part.width / object.width, part.width * size);
                let h = (object.above + object.below) * fit * size;
                let shape = Shape::Picture { index: *index, w, h };
                marks.push(Mark::of(element, x, -object.above * fit * size, shape));
            }
            ObjectKind::Box { ticked } => {
                let side = object.width * size;
                let element = setter.alternative(Role::Figure, element, &object.alt);
                let mut mark = |shape| marks.push(Mark::of(element, x, -side, shape));
                mark(Shape::Frame { w: side, h: side, line: 0.06 * size, radius: 0.08 * size, color });
                if *ticked {
                    let tick = [
                        Segment::Move(0.2 * side, 0.55 * side),
                        Segment::Line(0.42 * side, 0.78 * side),
                        Segment::Line(0.82 * side, 0.22 * side),
                    ];
                    mark(Shape::Path { segments: tick.to_vec(), line: Some(0.1 * size), color });
                }
            }
        }
    }

    /// What ends the line: a hyphen, or the space that the break took the place of, of no width.
    fn end(&self, setter: &Setter<'_>, line: &[Fragment], x: f32, last: bool, marks: &mut Vec<Mark>) {
        let Some(Mark { shape: Shape::Glyphs(run), element, y, .. }) = marks.last_mut() else { return };
        if hyphenated(line, last) {
            let face = setter.fonts.face(run.font);
            let id = face.glyph('-').unwrap_or(0);
            let glyph = Glyph { id, advance: face.advance(id) * run.size, dx: 0.0, dy: 0.0, letters: 0 };
            let (element, y) = (*element, *y);
            let mut run = GlyphRun { slant: run.slant, ..GlyphRun::new(run.font, run.size, run.color) };
            run.push(glyph, "-");
            run.actual_text = Some("\u{ad}".to_owned());
            marks.push(Mark { x, y, shape: Shape::Glyphs(run), element, code_line: None });
        } else if !last
            && let Some(space) = line.last().and_then(|fragment| fragment.space.as_ref())
            && let Ink::Glyphs { shaped, .. } = &space.ink
            && !self.paragraph.rtl
            && shaped.font == run.font
        {
            for glyph in &shaped.glyphs {
                run.push(Glyph { id: glyph.id, advance: 0.0, dx: 0.0, dy: 0.0, letters: 0 }, " ");
            }
        }
    }

    /// Grounds behind code, highlights and keys, a stretch of each at a time.
    fn grounds(&self, setter: &Setter<'_>, placed: &[Placed<'_>], size: f32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let ground = |placed: &Placed<'_>| self.paragraph.styles[usize::from(placed.part.style)].ground;
        for stretch in placed.chunk_by(|a, b| ground(a) == ground(b)) {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            // A space at either end is not part of what is marked.
            let over = if ground(first) == Ground::Key { 0.0 } else { size * 0.08 };
            let (x, w) = (first.x - over, last.x + last.part.width * size - first.x + 2.0 * over);
            let (top, h) = (-0.76 * size, 0.98 * size);
            let shape = match ground(first) {
                Ground::None => continue,
                Ground::Code => Shape::Fill { w, h, radius: 0.12 * size, color: setter.style.code.inline_ground },
                Ground::Highlight => Shape::Fill { w, h, radius: 0.0, color: setter.style.text.highlight },
                Ground::Key => Shape::Frame { w, h, line: 0.4, radius: 0.16 * size, color: setter.style.text.muted },
            };
            let x = x.max(self.frame.left - over);
            marks.push(Mark::artifact(x, top, shape));
        }
        marks
    }

    /// Strike, light lines under links, and the areas that can be clicked.
    fn rules(&self, setter: &Setter<'_>, placed: &[Placed<'_>], size: f32, marks: &mut Vec<Mark>) {
        let style = |placed: &Placed<'_>| &self.paragraph.styles[usize::from(placed.part.style)];
        let of = |placed: &Placed<'_>| (style(placed).link, style(placed).strike, style(placed).underline);
        for stretch in placed.chunk_by(|a, b| of(a) == of(b)) {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let (x, w) = (first.x, last.x + last.part.width * size - first.x);
            let (link, strike, underline) = of(first);
            let mut rule = |y: f32, color: Color| {
                let shape = Shape::Line { dx: w, dy: 0.0, line: 0.05 * size, color };
                marks.push(Mark::artifact(x, y, shape));
            };
            if strike {
                rule(-0.27 * size, style(first).color);
            }
            if underline {
                rule(0.13 * size, setter.style.text.link_rule);
            }
            if link.is_some() {
                let shape = Shape::LinkArea { w, h: size };
                marks.push(Mark::of(first.element, x, -0.78 * size, shape));
            }
        }
    }
}

fn raise(style: &TextStyle) -> f32 {
    match style.raise {
        Raise::None => 0.0,
        Raise::Sub => SUB,
        Raise::Sup => SUP,
    }
}

/// The parts of a line in the order they are seen: UAX 9, rule L2.
fn visual<'f>(flow: &'f Flow, line: &'f [Fragment]) -> Vec<&'f Part> {
    let mut parts: Vec<&Part> = Vec::new();
    for (at, fragment) in line.iter().enumerate() {
        parts.extend(&flow.parts[fragment.first as usize..fragment.last as usize]);
        if at + 1 < line.len() {
            parts.extend(&fragment.space);
        }
    }
    if parts.iter().all(|part| part.level == 0) {
        return parts;
    }
    let levels: Vec<Level> = parts.iter().map(|part| Level::new(part.level).unwrap_or_else(|_| Level::ltr())).collect();
    BidiInfo::reorder_visual(&levels).into_iter().map(|at| parts[at]).collect()
}
