//! `ratex`'s display list to strokes from the left end of the baseline.

use ratex_font::FontId as MathFont;
use ratex_types::{Color as MathColor, DisplayItem, DisplayList, PathCommand};

use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{Formula, Stroke};
use crate::typeset::placed::{Color, Segment};

pub(super) fn formula(list: &DisplayList, scale: f32, fonts: &mut FontBook) -> Formula {
    let pen = Pen { scale, top: list.height };
    let strokes = list.items.iter().filter_map(|item| pen.stroke(item, fonts)).collect();
    let em = |length: f64| length as f32 * scale;
    Formula { width: em(list.width).max(0.0), above: em(list.height), below: em(list.depth), strokes }
}

struct Pen {
    scale: f32,
    /// The baseline, from the top of the list.
    top: f64,
}

impl Pen {
    fn em(&self, length: f64) -> f32 {
        length as f32 * self.scale
    }

    fn stroke(&self, item: &DisplayItem, fonts: &mut FontBook) -> Option<Stroke> {
        match item {
            DisplayItem::GlyphPath { x, y, scale, font, char_code, color } => {
                let (x, y) = (self.em(*x), self.em(*y - self.top));
                glyph(fonts, font, *char_code).map(|(font, id, advance, text)| {
                    // A character of the text's fonts is as large as in the text.
                    let scale = if fonts.is_math(font) { self.em(*scale) } else { *scale as f32 };
                    Stroke::Glyph { x, y, scale, font, id, advance: advance * scale, color: color_of(*color), text }
                })
            }
            // A strut only keeps distance, as in `\vdots`; viewers would draw it as a hairline.
            DisplayItem::Line { width, thickness, .. } if *width <= 0.0 || *thickness <= 0.0 => None,
            DisplayItem::Line { x, y, width, thickness, color, .. } => Some(Stroke::Fill {
                x: self.em(*x),
                y: self.em(*y - self.top - thickness / 2.0),
                w: self.em(*width),
                h: self.em(*thickness),
                color: color_of(*color),
            }),
            DisplayItem::Rect { x, y, width, height, color } => Some(Stroke::Fill {
                x: self.em(*x),
                y: self.em(*y - self.top),
                w: self.em(*width),
                h: self.em(*height),
                color: color_of(*color),
            }),
            DisplayItem::Path { x, y, commands, fill, color } => Some(Stroke::Path {
                x: self.em(*x),
                y: self.em(*y - self.top),
                segments: self.segments(commands),
                filled: *fill,
                color: color_of(*color),
            }),
        }
    }

    fn segments(&self, commands: &[PathCommand]) -> Vec<Segment> {
        let mut at = (0.0, 0.0);
        let segments = commands.iter().map(|command| match *command {
            PathCommand::MoveTo { x, y } => {
                at = (self.em(x), self.em(y));
                Segment::Move(at.0, at.1)
            }
            PathCommand::LineTo { x, y } => {
                at = (self.em(x), self.em(y));
                Segment::Line(at.0, at.1)
            }
            PathCommand::CubicTo { x1, y1, x2, y2, x, y } => {
                at = (self.em(x), self.em(y));
                Segment::Cubic([self.em(x1), self.em(y1), self.em(x2), self.em(y2), at.0, at.1])
            }
            PathCommand::QuadTo { x1, y1, x, y } => {
                let (from, control, to) = (at, (self.em(x1), self.em(y1)), (self.em(x), self.em(y)));
                at = to;
                let third = |end: (f32, f32)| {
                    (end.0 + (control.0 - end.0) * 2.0 / 3.0, end.1 + (control.1 - end.1) * 2.0 / 3.0)
                };
                let (a, b) = (third(from), third(to));
                Segment::Cubic([a.0, a.1, b.0, b.1, to.0, to.1])
            }
            PathCommand::Close => Segment::Close,
        });
        segments.collect()
    }
}

/// Black is the text's own colour.
fn color_of(color: MathColor) -> Option<Color> {
    (color.r + color.g + color.b > 0.0).then_some(Color(color.r, color.g, color.b))
}

/// Font, glyph, advance in em, and the character it is copied as.
fn glyph(fonts: &mut FontBook, name: &str, code: u32) -> Option<(crate::typeset::placed::FontId, u16, f32, char)> {
    let text = char::from_u32(code)?;
    let math = MathFont::parse(name)?;
    let drawn = ratex_font::katex_ttf_glyph_char(math, code);
    let font = fonts.math(name).filter(|font| fonts.face(*font).has(drawn));
    let (font, drawn) = match font {
        Some(font) => (font, drawn),
        None => (fonts.choose(Look::default(), text)?.font, text),
    };
    let face = fonts.face(font);
    let id = face.glyph(drawn)?;
    Some((font, id, face.advance(id), text))
}
