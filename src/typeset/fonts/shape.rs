//! Text of one font to glyphs in em, through HarfBuzz's rules (`harfrust`), each word once.

use std::ops::Range;
use std::sync::Arc;

use harfrust::{Buffer, Direction, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag};

use super::FontBook;
use crate::typeset::placed::{FontId, Glyph, GlyphRun};

/// A shaped piece of text of one font, in em.
#[derive(Debug, PartialEq)]
pub(crate) struct Shaped {
    /// Its source.
    pub(crate) text: Box<str>,
    /// Its font.
    pub(crate) font: FontId,
    /// Glyphs in visual order.
    pub(crate) glyphs: Vec<ShapedGlyph>,
    /// Sum of the advances.
    pub(crate) width: f32,
}

impl Shaped {
    /// Appends some of the glyphs to a run, at its size.
    pub(crate) fn draw(&self, range: Range<usize>, run: &mut GlyphRun) {
        let size = run.size;
        for glyph in &self.glyphs[range] {
            let (advance, dx, dy) = (glyph.advance * size, glyph.dx * size, glyph.dy * size);
            let text = self.text.get(glyph.from as usize..glyph.to as usize).unwrap_or("");
            run.push(Glyph { id: glyph.id, advance, dx, dy, letters: 0 }, text);
        }
    }

    /// The same with room on both sides.
    pub(crate) fn padded(&self, pad: f32) -> Self {
        let mut glyphs = self.glyphs.clone();
        if let Some(first) = glyphs.first_mut() {
            first.advance += pad;
            first.dx += pad;
        }
        if let Some(last) = glyphs.last_mut() {
            last.advance += pad;
        }
        Self { text: self.text.clone(), font: self.font, width: self.width + 2.0 * pad, glyphs }
    }
}

/// A glyph, in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ShapedGlyph {
    /// In the font.
    pub(crate) id: u16,
    /// How far the pen moves.
    pub(crate) advance: f32,
    /// Shift to the right.
    pub(crate) dx: f32,
    /// Shift up.
    pub(crate) dy: f32,
    /// First byte of its cluster in the text.
    pub(crate) from: u32,
    /// One past the cluster's last byte; equal to `from` on all but its first glyph.
    pub(crate) to: u32,
}

/// What a shape plan was made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PlanKey {
    font: FontId,
    script: Option<Script>,
    rtl: bool,
}

/// Drawn for a character that no font has.
const STAND_INS: [char; 4] = ['□', '▯', '\u{fffd}', '?'];

/// Switched off in code: what is typed is what is seen.
const CODE_FEATURES: [&[u8; 4]; 5] = [b"liga", b"clig", b"calt", b"dlig", b"kern"];

impl FontBook {
    /// Shapes a word. Every character must be in the font ([`FontBook::choose`]).
    pub(crate) fn shape(&mut self, font: FontId, text: &str, rtl: bool) -> Arc<Shaped> {
        if let Some(known) = self.words.get(&(font, rtl)).and_then(|words| words.get(text)) {
            return Arc::clone(known);
        }
        let shaped = Arc::new(self.shape_anew(font, text, rtl));
        self.words.entry((font, rtl)).or_default().insert(text.into(), Arc::clone(&shaped));
        shaped
    }

    fn shape_anew(&mut self, font: FontId, text: &str, rtl: bool) -> Shaped {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let key = PlanKey { font, script: buffer.script(), rtl };
        self.plan(key, buffer.direction());
        let face = self.face(font);
        let shaper = ShaperFont::new(face.font());
        let features = features(font);
        let plan = self.plans.iter().find(|(known, _)| *known == key).map(|(_, plan)| plan);
        // A plan that does not fit leaves the buffer unshaped: its entries are then characters, not glyphs.
        let done = harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().plan(plan).features(&features)).is_ok();
        let mut glyphs = if done { glyphs(&buffer, text, face.metrics.units_per_em) } else { Vec::new() };
        // Glyph 0 says that the font has none; PDF/UA forbids it, and a box of another glyph shows as well.
        let stand_in = STAND_INS.iter().find_map(|c| face.glyph(*c));
        let missed = (0..glyphs.len()).filter(|&at| glyphs[at].id == 0);
        let missed: Vec<(usize, Option<char>)> = missed.map(|at| (at, sign(text, &glyphs, at, rtl))).collect();
        for (at, sign) in missed {
            let glyph = &mut glyphs[at];
            if sign.is_some_and(super::only_joins) {
                // Without a glyph and a width it is not drawn.
                glyph.advance = 0.0;
            } else if let Some(id) = sign.and_then(|sign| face.look_alike(sign)).or(stand_in) {
                (glyph.id, glyph.advance) = (id, face.advance(id));
            }
        }
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        Shaped { text: text.into(), font, glyphs, width }
    }

    fn plan(&mut self, key: PlanKey, direction: Direction) {
        if self.plans.iter().all(|(known, _)| *known != key) {
            let plan = ShapePlan::new(self.face(key.font).font(), direction, key.script, None, &features(key.font));
            self.plans.push((key, plan));
        }
    }
}

fn features(font: FontId) -> Vec<Feature> {
    let code = matches!(font.0, 4 | 5);
    let off = if code { &CODE_FEATURES[..] } else { &[] };
    off.iter().map(|tag| Feature::new(Tag::new(tag), 0, ..)).collect()
}

/// The character that a glyph was missing for: a cluster may hold several, as the two letters of a flag.
fn sign(text: &str, glyphs: &[ShapedGlyph], at: usize, rtl: bool) -> Option<char> {
    let from = glyphs[at].from;
    let same = |glyph: &&ShapedGlyph| glyph.from == from;
    let before = if rtl {
        glyphs[at + 1..].iter().take_while(same).count()
    } else {
        glyphs[..at].iter().rev().take_while(same).count()
    };
    text[from as usize..].chars().nth(before)
}

fn glyphs(buffer: &Buffer, text: &str, em: f32) -> Vec<ShapedGlyph> {
    let infos = buffer.glyph_infos();
    let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    starts.push(text.len() as u32);
    starts.sort_unstable();
    let mut seen = None;
    let glyphs = infos.iter().zip(buffer.glyph_positions()).map(|(info, position)| {
        let from = info.cluster;
        let next = starts.partition_point(|start| *start <= from);
        let to = if seen == Some(from) { from } else { starts.get(next).copied().unwrap_or(text.len() as u32) };
        seen = Some(from);
        ShapedGlyph {
            id: info.glyph_id as u16,
            advance: position.x_advance as f32 / em,
            dx: position.x_offset as f32 / em,
            dy: position.y_offset as f32 / em,
            from,
            to,
        }
    });
    glyphs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::fonts::Look;

    fn shape(look: Look, text: &str) -> Arc<Shaped> {
        FontBook::new("en").shape(FontBook::embedded(look).font, text, false)
    }

    #[test]
    fn text_is_kerned_and_code_is_not() {
        let pair = |look| shape(look, "AV").width - shape(look, "A").width - shape(look, "V").width;
        assert!(pair(Look::default()) < -0.01);
        assert!(pair(Look { mono: true, ..Look::default() }).abs() < 1e-6);
    }

    #[test]
    fn code_has_no_ligatures() {
        assert_eq!(shape(Look { mono: true, ..Look::default() }, "fi->").glyphs.len(), 4);
    }

    #[test]
    fn a_flag_shows_both_of_its_letters() {
        let ids = |text: &str| shape(Look::default(), text).glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        assert_eq!(ids("\u{1f1e9}\u{1f1ea}"), ids("DE"));
    }

    #[test]
    fn every_cluster_tells_its_text() {
        let shaped = shape(Look::default(), "efficient é");
        let told: String =
            shaped.glyphs.iter().map(|glyph| &shaped.text[glyph.from as usize..glyph.to as usize]).collect();
        assert_eq!(told, "efficient é");
    }
}
