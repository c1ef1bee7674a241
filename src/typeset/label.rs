//! A line of text of our own (a header, an entry of the index): shaped, measured, in one look.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::fonts::{Choice, FontBook, Look, only_joins};
use super::placed::{Color, ElementId, FontId, GlyphRun, Mark, Shape};

/// A shaped line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    runs: Vec<GlyphRun>,
    /// Its width in points.
    pub(super) width: f32,
}

/// How a label looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    pub(super) look: Look,
    /// In points.
    pub(super) size: f32,
    pub(super) color: Color,
}

impl Label {
    /// Shapes `text`; characters that no font has are left out.
    pub(super) fn new(fonts: &mut FontBook, text: &str, face: Face) -> Self {
        let mut label = Self { runs: Vec::new(), width: 0.0 };
        let levels = BidiInfo::new(text, None).levels;
        let stretches = stretches(fonts, text, face.look, &levels);
        let own: Vec<Level> = stretches.iter().map(|(_, _, range)| levels[range.start]).collect();
        for at in BidiInfo::reorder_visual(&own) {
            let (font, slant, range) = stretches[at].clone();
            let shaped = fonts.shape(font, &text[range], own[at].is_rtl());
            let mut run = GlyphRun { slant, ..GlyphRun::new(font, face.size, face.color) };
            shaped.draw(0..shaped.glyphs.len(), &mut run);
            label.width += shaped.width * face.size;
            label.runs.push(run);
        }
        label
    }

    /// Its marks, with the left end of its baseline at `x`, `y`.
    pub(super) fn marks(self, x: f32, y: f32, element: Option<ElementId>) -> Vec<Mark> {
        let mut pen = x;
        self.runs
            .into_iter()
            .map(|run| {
                let at = pen;
                pen += run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
                Mark { x: at, y, shape: Shape::Glyphs(run), element, code_line: None }
            })
            .collect()
    }
}

/// Stretches of one font and direction.
fn stretches(fonts: &mut FontBook, text: &str, look: Look, levels: &[Level]) -> Vec<(FontId, f32, Range<usize>)> {
    let mut stretches: Vec<(FontId, f32, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let joined =
            stretches.last().filter(|_| only_joins(c)).map(|(font, slant, _)| Choice { font: *font, slant: *slant });
        let Some(choice) = joined.or_else(|| fonts.choose(look, c)) else { continue };
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some((font, _, range)) if *font == choice.font && range.end == at && levels[range.start] == levels[at] => {
                range.end = end;
            }
            _ => stretches.push((choice.font, choice.slant, at..end)),
        }
    }
    stretches
}
