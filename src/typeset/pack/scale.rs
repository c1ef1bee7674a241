//! Marks made smaller, for what is taller than a column.

use crate::typeset::placed::{Mark, Segment, Shape};

/// Draws `mark` smaller by `factor`, about its piece's top left corner.
pub(super) fn scale(mark: &mut Mark, factor: f32) {
    mark.x *= factor;
    mark.y *= factor;
    match &mut mark.shape {
        Shape::Glyphs(run) => {
            run.size *= factor;
            for glyph in &mut run.glyphs {
                for length in [&mut glyph.advance, &mut glyph.dx, &mut glyph.dy] {
                    *length *= factor;
                }
            }
        }
        Shape::Fill { w, h, radius, .. } => multiply([w, h, radius], factor),
        Shape::Frame { w, h, line, radius, .. } => {
            multiply([w, h, radius], factor);
            *line *= factor;
        }
        Shape::Line { dx, dy, line, .. } => multiply([dx, dy, line], factor),
        Shape::Path { segments, line, .. } => {
            for segment in segments {
                scale_segment(segment, factor);
            }
            if let Some(line) = line {
                *line *= factor;
            }
        }
        Shape::Picture { w, h, .. } | Shape::LinkArea { w, h } => {
            *w *= factor;
            *h *= factor;
        }
    }
}

fn multiply(lengths: [&mut f32; 3], factor: f32) {
    for length in lengths {
        *length *= factor;
    }
}

fn scale_segment(segment: &mut Segment, factor: f32) {
    match segment {
        Segment::Move(x, y) | Segment::Line(x, y) => {
            *x *= factor;
            *y *= factor;
        }
        Segment::Cubic(points) => points.iter_mut().for_each(|value| *value *= factor),
        Segment::Close => {}
    }
}
