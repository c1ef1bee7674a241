//! Marks into printpdf's operations, each inside marked content: decorations first as artifacts, then the text in
//! reading order, so that a ground never hides what stands on it.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color as PdfColor, DictItem, Line, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing,
    Pt, Rgb, TextItem, TextMatrix, WindingOrder, XObjectTransform,
};

use super::embed::{Embedded, round};
use super::tags::Tags;
use crate::typeset::pages::Page;
use crate::typeset::placed::{Color, ElementId, FontId, GlyphRun, Mark, Segment, Shape};

/// Control points of a quarter circle: 4/3·tan(π/8).
const ARC: f32 = 0.552_285;

/// A clickable area on a page, in PDF's coordinates: left, bottom, right, top.
pub(super) struct LinkArea {
    pub(super) element: ElementId,
    pub(super) rect: [f32; 4],
}

/// The operations of `page`, the `number`th from 0, and its clickable areas.
pub(super) fn page(
    page: &Page,
    number: usize,
    fonts: &BTreeMap<FontId, Embedded>,
    tags: &mut Tags<'_>,
) -> (Vec<Op>, Vec<LinkArea>) {
    let mut painter = Painter { ops: Vec::new(), height: page.height, fonts, fill: None, stroke: None, line: None };
    let (tagged, artifacts): (Vec<&Mark>, Vec<&Mark>) = page.marks.iter().partition(|mark| mark.element.is_some());
    painter.artifacts(&artifacts);
    let tagged = cell_by_cell(tagged, tags);
    let mut links = Vec::new();
    for group in tagged.chunk_by(|a, b| a.element == b.element) {
        // Grouped by element above; every mark here has one.
        let Some(element) = group[0].element else { continue };
        let (areas, drawn): (Vec<&Mark>, Vec<&Mark>) =
            group.iter().partition(|mark| matches!(mark.shape, Shape::LinkArea { .. }));
        if !drawn.is_empty() {
            let mcid = tags.content(element, number);
            painter.tagged(tags.name(element), mcid, &drawn);
        }
        links.extend(areas.iter().filter_map(|mark| painter.link_area(mark)));
    }
    (painter.ops, links)
}

/// Marks with those of a table's row put together by cell: they were set line by line across the row, and a reader that
/// copies in the order of drawing would get the halves of a hyphenated word apart.
fn cell_by_cell<'p>(marks: Vec<&'p Mark>, tags: &Tags<'_>) -> Vec<&'p Mark> {
    let mut placed: Vec<_> =
        marks.into_iter().map(|mark| (mark.element.and_then(|element| tags.cell(element)), mark)).collect();
    for row in placed.chunk_by_mut(|(a, _), (b, _)| a.map(|(row, _)| row) == b.map(|(row, _)| row)) {
        row.sort_by_key(|(cell, _)| cell.map(|(_, cell)| cell));
    }
    placed.into_iter().map(|(_, mark)| mark).collect()
}

struct Painter<'a> {
    ops: Vec<Op>,
    height: f32,
    fonts: &'a BTreeMap<FontId, Embedded>,
    fill: Option<Color>,
    stroke: Option<Color>,
    line: Option<f32>,
}

impl Painter<'_> {
    fn artifacts(&mut self, marks: &[&Mark]) {
        if marks.is_empty() {
            return;
        }
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        for mark in marks {
            self.mark(mark);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn tagged(&mut self, name: String, mcid: i64, marks: &[&Mark]) {
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: name, properties: DictItem::Dict { map } });
        for line in marks.chunk_by(|a, b| a.code_line.is_some() && a.code_line == b.code_line) {
            let wrapped = line[0].code_line.is_some();
            if wrapped {
                self.begin_span(&line.iter().filter_map(|mark| text(mark)).collect::<String>());
            }
            for mark in line {
                self.mark(mark);
            }
            if wrapped {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.ops.push(Op::EndMarkedContent);
    }

    /// Opens a `Span` that is copied as `text`. The tag is literal: poppler heeds `ActualText` under no other.
    fn begin_span(&mut self, text: &str) {
        let data = super::utf16(text);
        let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
        self.ops
            .push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } });
    }

    fn mark(&mut self, mark: &Mark) {
        let (x, y) = (mark.x, self.height - mark.y);
        match &mark.shape {
            Shape::Glyphs(run) => self.glyphs(run, x, y, mark.code_line.is_some()),
            Shape::Fill { w, h, radius, color } => {
                let ring = rectangle(x, y - h, *w, *h, *radius);
                self.polygon(vec![ring], *color, None);
            }
            Shape::Frame { w, h, line, radius, color } => {
                let ring = rectangle(x, y - h, *w, *h, *radius);
                self.polygon(vec![ring], *color, Some(*line));
            }
            Shape::Line { dx, dy, line, color } => {
                self.stroke_style(*color, *line);
                let points = vec![corner(x, y), corner(x + dx, y - dy)];
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Shape::Path { segments, line, color } => self.path(segments, x, y, *line, *color),
            Shape::Picture { index, w, h } => self.picture(*index, [x, y - h, *w, *h]),
            Shape::LinkArea { .. } => {}
        }
    }

    fn link_area(&self, mark: &Mark) -> Option<LinkArea> {
        let (Shape::LinkArea { w, h }, Some(element)) = (&mark.shape, mark.element) else { return None };
        let top = self.height - mark.y;
        let rect = [mark.x, top - h, mark.x + w, top].map(|value| round(value, 100.0));
        Some(LinkArea { element, rect })
    }

    fn glyphs(&mut self, run: &GlyphRun, x: f32, y: f32, inside_span: bool) {
        let Some(font) = self.fonts.get(&run.font) else { return };
        let actual = match &run.actual_text {
            // Readers copy artifacts too, and heed no empty text: a space stands for nothing.
            Some(text) if text.is_empty() => Some(" ".to_owned()),
            Some(text) => Some(text.clone()),
            None if font.copies(run) => None,
            None => Some(run.text.clone()),
        };
        let actual = actual.filter(|_| !inside_span);
        if let Some(text) = &actual {
            self.begin_span(text);
        }
        self.fill_color(run.color);
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(font.resource.clone()), size: Pt(run.size) });
        // `Td` counts from where the line before it started.
        let mut start = (0.0, 0.0);
        for (at, items) in lines_of_glyphs(run, font) {
            let (x, y) = (round(x + at.0, 100.0), round(y + at.1, 100.0));
            if run.slant == 0.0 {
                let (dx, dy) = (round(x - start.0, 100.0), round(y - start.1, 100.0));
                self.ops.push(Op::SetTextCursor { pos: Point { x: Pt(dx), y: Pt(dy) } });
                start = (x, y);
            } else {
                self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, run.slant, 1.0, x, y]) });
            }
            self.ops.push(Op::ShowText { items });
        }
        self.ops.push(Op::EndTextSection);
        if actual.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn path(&mut self, segments: &[Segment], x: f32, y: f32, line: Option<f32>, color: Color) {
        let mut rings: Vec<PolygonRing> = Vec::new();
        let mut closed = false;
        for segment in segments {
            let ring = rings.last_mut();
            match (*segment, ring) {
                (Segment::Move(dx, dy), _) => rings.push(PolygonRing { points: vec![corner(x + dx, y - dy)] }),
                (Segment::Line(dx, dy), Some(ring)) => ring.points.push(corner(x + dx, y - dy)),
                (Segment::Cubic([ax, ay, bx, by, cx, cy]), Some(ring)) => {
                    ring.points.extend([handle(x + ax, y - ay), handle(x + bx, y - by), corner(x + cx, y - cy)]);
                }
                (Segment::Close, _) => closed = true,
                (_, None) => {}
            }
        }
        match line {
            Some(width) if !closed => {
                self.stroke_style(color, width);
                self.ops.extend(
                    rings.into_iter().map(|ring| Op::DrawLine { line: Line { points: ring.points, is_closed: false } }),
                );
            }
            _ => self.polygon(rings, color, line),
        }
    }

    /// Fills `rings`, or strokes them with a line of this width.
    fn polygon(&mut self, rings: Vec<PolygonRing>, color: Color, line: Option<f32>) {
        let mode = if let Some(width) = line {
            self.stroke_style(color, width);
            PaintMode::Stroke
        } else {
            self.fill_color(color);
            PaintMode::Fill
        };
        self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } });
    }

    fn picture(&mut self, index: u32, [x, y, w, h]: [f32; 4]) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(round(x, 100.0))),
            translate_y: Some(Pt(round(y, 100.0))),
            scale_x: Some(w),
            scale_y: Some(h),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: super::picture_name(index), transform });
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.ops.push(Op::SetFillColor { col: pdf_color(color) });
        }
    }

    fn stroke_style(&mut self, color: Color, width: f32) {
        if self.stroke.replace(color) != Some(color) {
            self.ops.push(Op::SetOutlineColor { col: pdf_color(color) });
        }
        if self.line.replace(width) != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(width) });
        }
    }
}

/// The run's glyphs by baseline shift: where each stretch starts from the run's origin, and what it shows.
fn lines_of_glyphs(run: &GlyphRun, font: &Embedded) -> Vec<((f32, f32), Vec<TextItem>)> {
    let thousandths = 1000.0 / run.size;
    let mut lines: Vec<((f32, f32), Vec<TextItem>)> = Vec::new();
    // Where the glyph belongs, and where the viewer's pen stands in its stretch.
    let (mut pen, mut viewer) = (0.0_f32, 0.0_f32);
    for glyph in &run.glyphs {
        let id = font.glyph(glyph.id);
        if id != 0 {
            let start = (pen + glyph.dx, glyph.dy);
            if lines.last().is_none_or(|(at, _)| (at.1 - glyph.dy).abs() > 0.005) {
                viewer = start.0;
                lines.push((start, Vec::new()));
            }
            // The line above pushed one.
            let Some((_, items)) = lines.last_mut() else { continue };
            let gap = round((viewer - start.0) * thousandths, 10.0);
            // A twentieth of a thousandth of an em is seen by nobody, and waits until it adds up.
            if gap != 0.0 {
                items.push(TextItem::Offset(gap));
                viewer -= gap / thousandths;
            }
            match items.last_mut() {
                Some(TextItem::GlyphIds(ids)) => ids.push(Codepoint::new(id, 0.0)),
                _ => items.push(TextItem::GlyphIds(vec![Codepoint::new(id, 0.0)])),
            }
            viewer += font.width(id) / thousandths;
        }
        pen += glyph.advance;
    }
    lines
}

fn text(mark: &Mark) -> Option<String> {
    let Shape::Glyphs(run) = &mark.shape else { return None };
    Some(run.actual_text.as_ref().unwrap_or(&run.text).clone())
}

fn pdf_color(Color(r, g, b): Color) -> PdfColor {
    let [r, g, b] = [r, g, b].map(|part| round(part.clamp(0.0, 1.0), 1000.0));
    PdfColor::Rgb(Rgb { r, g, b, icc_profile: None })
}

fn corner(x: f32, y: f32) -> LinePoint {
    LinePoint { p: Point { x: Pt(round(x, 100.0)), y: Pt(round(y, 100.0)) }, bezier: false }
}

fn handle(x: f32, y: f32) -> LinePoint {
    LinePoint { bezier: true, ..corner(x, y) }
}

/// A rectangle from its lower left corner, with round corners.
fn rectangle(x: f32, y: f32, w: f32, h: f32, radius: f32) -> PolygonRing {
    let radius = radius.min(w / 2.0).min(h / 2.0);
    if radius <= 0.0 {
        return PolygonRing { points: vec![corner(x, y), corner(x + w, y), corner(x + w, y + h), corner(x, y + h)] };
    }
    let (r, k) = (radius, radius * (1.0 - ARC));
    let (right, top) = (x + w, y + h);
    let points = vec![
        corner(x + r, y),
        corner(right - r, y),
        handle(right - k, y),
        handle(right, y + k),
        corner(right, y + r),
        corner(right, top - r),
        handle(right, top - k),
        handle(right - k, top),
        corner(right - r, top),
        corner(x + r, top),
        handle(x + k, top),
        handle(x, top - k),
        corner(x, top - r),
        corner(x, y + r),
        handle(x, y + k),
        handle(x + k, y),
        corner(x + r, y),
    ];
    PolygonRing { points }
}
