//! Paper, margins and columns: where on a page the text may stand.

use super::pack::Grid;
use super::style::Style;

/// Points in a millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Width of a column that `auto` aims at, in em of the text: 62 characters of the embedded sans.
const AUTO_COLUMN: f32 = 24.9;
/// Columns that `auto` and a search may choose.
const MOST_COLUMNS: usize = 8;

/// A sheet of paper, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Paper {
    /// `a4`, `letter`, `a5`, turned as asked, or `WxHmm` as it is. None for anything else, or where nothing would fit.
    pub fn parse(name: &str, landscape: bool) -> Option<Self> {
        let (short, long) = match name.to_ascii_lowercase().as_str() {
            "a3" => (297.0, 420.0),
            "a4" => (210.0, 297.0),
            "a5" => (148.0, 210.0),
            "letter" => (215.9, 279.4),
            "legal" => (215.9, 355.6),
            other => {
                let (width, height) = other.strip_suffix("mm").unwrap_or(other).split_once('x')?;
                let side = |text: &str| text.trim().parse().ok().filter(|mm: &f32| (50.0..=2000.0).contains(mm));
                return Some(Self { width: side(width)? * MM, height: side(height)? * MM });
            }
        };
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        Some(Self { width: width * MM, height: height * MM })
    }

    /// The number of columns that suits text of this size.
    pub fn auto_columns(self, style: &Style, size: f32) -> usize {
        let gutter = style.page.gutter_mm * MM;
        let text = self.width - 2.0 * style.page.margin_mm * MM;
        (((text + gutter) / (AUTO_COLUMN * size + gutter)).round() as usize).clamp(1, MOST_COLUMNS)
    }

    /// The columns of a page under its header.
    pub fn grid(self, style: &Style, columns: usize, size: f32) -> Grid {
        let (margin, gutter) = (style.page.margin_mm * MM, style.page.gutter_mm * MM);
        let top = margin + header_height(style);
        let column_width = (self.width - 2.0 * margin - gutter * (columns as f32 - 1.0)) / columns as f32;
        Grid {
            width: self.width,
            height: self.height,
            columns,
            left: margin,
            top,
            column_width,
            column_height: self.height - top - margin,
            gutter,
            line: style.text.leading * size,
            gap: style.topic.gap * size,
            frame: (style.topic.frame_pt, style.topic.radius_pt),
            mirrored: false,
        }
    }
}

/// Height of the header with the space below it, in points.
pub(super) fn header_height(style: &Style) -> f32 {
    style.page.title_pt * 0.95 + style.page.rule_pt + 4.5
}
