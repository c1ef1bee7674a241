//! Glyphs as shapes, for words that are seen but never copied: every reader copies text, artifact or not.

use printpdf::{LinePoint, PolygonRing};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::FontFile;
use super::paint::{corner, handle};
use crate::typeset::placed::GlyphRun;

/// The outlines of a run's glyphs, with the left end of its baseline at `x`, `y` in PDF's coordinates.
pub(super) fn rings(run: &GlyphRun, file: FontFile<'_>, x: f32, y: f32) -> Vec<PolygonRing> {
    let Ok(face) = Face::parse(file.data, file.index) else { return Vec::new() };
    let scale = run.size / f32::from(face.units_per_em());
    let mut pen = Pen { rings: Vec::new(), scale, slant: run.slant, origin: (x, y), at: (0.0, 0.0) };
    let mut advanced = 0.0;
    for glyph in &run.glyphs {
        pen.origin = (x + advanced + glyph.dx, y + glyph.dy);
        face.outline_glyph(GlyphId(glyph.id), &mut pen);
        advanced += glyph.advance;
    }
    pen.rings
}

struct Pen {
    rings: Vec<PolygonRing>,
    scale: f32,
    slant: f32,
    origin: (f32, f32),
    /// In font units.
    at: (f32, f32),
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (self.origin.0 + (x + y * self.slant) * self.scale, self.origin.1 + y * self.scale)
    }

    fn push(&mut self, points: impl IntoIterator<Item = LinePoint>) {
        if let Some(ring) = self.rings.last_mut() {
            ring.points.extend(points);
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (px, py) = self.place(x, y);
        self.rings.push(PolygonRing { points: vec![corner(px, py)] });
        self.at = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (px, py) = self.place(x, y);
        self.push([corner(px, py)]);
        self.at = (x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // A quadratic curve as a cubic one: the handles lie two thirds of the way to its own.
        let toward = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        let (x0, y0) = self.at;
        self.curve_to(toward(x0, x1), toward(y0, y1), toward(x, x1), toward(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let [(ax, ay), (bx, by), (cx, cy)] = [self.place(x1, y1), self.place(x2, y2), self.place(x, y)];
        self.push([handle(ax, ay), handle(bx, by), corner(cx, cy)]);
        self.at = (x, y);
    }

    fn close(&mut self) {}
}
