//! One font: its bytes, its measures, which characters it has.

use std::sync::{Arc, OnceLock};

use harfrust::Font;
use harfrust::font::Blob;

const NAMES: [&str; EMBEDDED] = [
    "RobotoCondensed-Regular",
    "RobotoCondensed-Italic",
    "RobotoCondensed-Bold",
    "RobotoCondensed-BoldItalic",
    "Inconsolata-Regular",
    "Inconsolata-Bold",
];
const BYTES: [&[u8]; EMBEDDED] = [
    include_bytes!("../../../templates/fonts/RobotoCondensed_400Regular.ttf"),
    include_bytes!("../../../templates/fonts/RobotoCondensed_400Regular_Italic.ttf"),
    include_bytes!("../../../templates/fonts/RobotoCondensed_700Bold.ttf"),
    include_bytes!("../../../templates/fonts/RobotoCondensed_700Bold_Italic.ttf"),
    include_bytes!("../../../templates/fonts/Inconsolata_400Regular.ttf"),
    include_bytes!("../../../templates/fonts/Inconsolata_700Bold.ttf"),
];

/// Signs of notes that few fonts draw without colour, and what is drawn where none does.
const LOOK_ALIKES: &[(char, char)] = &[
    ('✅', '✓'),
    ('✔', '✓'),
    ('☑', '✓'),
    ('❌', '×'),
    ('✖', '×'),
    ('✗', '×'),
    ('✘', '×'),
    ('❎', '×'),
    ('➡', '→'),
    ('➜', '→'),
    ('➔', '→'),
    ('⬅', '←'),
    ('⬆', '↑'),
    ('⬇', '↓'),
    ('❗', '!'),
    ('❓', '?'),
    ('⚠', '!'),
    ('⭐', '*'),
    ('●', '•'),
    ('◦', '·'),
];

/// The least weight that passes for bold: semibold (OpenType, OS/2 usWeightClass).
const BOLD: u16 = 600;

/// How many fonts are in the binary.
pub(super) const EMBEDDED: usize = 6;

/// A font file's face.
pub struct Face {
    /// PostScript name.
    pub name: String,
    /// Which face of the file.
    pub index: u32,
    /// Its measures.
    pub metrics: Metrics,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it comes from the system.
    pub(crate) lent: bool,
    data: Blob,
    font: Font,
}

/// Measures of a font, as shares of its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Units of the font's own grid in an em.
    pub units_per_em: f32,
    /// Above the baseline.
    pub ascent: f32,
    /// Below the baseline, positive.
    pub descent: f32,
    /// Height of an x.
    pub x_height: f32,
    /// Height of an H.
    pub cap_height: f32,
    /// Degrees, negative to the right.
    pub italic_angle: f32,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face").field("name", &self.name).field("index", &self.index).finish_non_exhaustive()
    }
}

impl Face {
    /// A face of a file that was read; none if it is no font.
    pub(super) fn owned(name: String, bytes: Vec<u8>, index: u32) -> Option<Self> {
        Self::new(name, Blob::from(bytes), index)
    }

    fn new(name: String, data: Blob, index: u32) -> Option<Self> {
        let parsed = ttf_parser::Face::parse(&data, index).ok()?;
        let metrics = Metrics::of(&parsed);
        // Noto's bold CJK faces carry no mark of a bold face but their weight.
        let bold = parsed.is_bold() || parsed.weight().to_number() >= BOLD;
        let font = Font::new(data.clone(), index)?;
        Some(Self { name, index, metrics, bold, lent: false, data, font })
    }

    /// The font file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Whether it has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        self.glyph(c).is_some()
    }

    /// The glyph of `c`, before shaping.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.font.charmap().map_unicode(c).map(|glyph| glyph.to_u32() as u16).filter(|glyph| *glyph != 0)
    }

    /// The glyph of a plainer sign that says the same, for signs that few fonts have.
    pub(super) fn look_alike(&self, c: char) -> Option<u16> {
        // The letters that flags are made of.
        let letter = ('\u{1f1e6}'..='\u{1f1ff}').contains(&c).then(|| u32::from(c) - 0x1f1e6 + u32::from('A'));
        let plain = LOOK_ALIKES.iter().find(|(sign, _)| *sign == c).map(|(_, plain)| *plain);
        plain.or_else(|| letter.and_then(char::from_u32)).and_then(|plain| self.glyph(plain))
    }

    /// How far the pen moves over a glyph, as a share of the size.
    pub fn advance(&self, glyph: u16) -> f32 {
        let advance = self.font.glyph_metrics().h_advance(harfrust::GlyphId::new(u32::from(glyph)));
        advance / self.metrics.units_per_em
    }

    pub(super) fn font(&self) -> &Font {
        &self.font
    }
}

impl Metrics {
    fn of(face: &ttf_parser::Face<'_>) -> Self {
        let em = f32::from(face.units_per_em()).max(1.0);
        let share = |units: i16| f32::from(units) / em;
        let ascent = share(face.ascender());
        Self {
            units_per_em: em,
            ascent,
            descent: -share(face.descender()),
            x_height: face.x_height().map_or(ascent / 2.0, share),
            cap_height: face.capital_height().map_or(ascent * 0.75, share),
            italic_angle: face.italic_angle(),
        }
    }
}

/// The fonts in the binary, in the order of [`super::FontBook::embedded`]: read once, with what shaping learns of them.
pub(super) fn embedded() -> Vec<Arc<Face>> {
    static FACES: OnceLock<Vec<Arc<Face>>> = OnceLock::new();
    let read = || {
        let faces = NAMES.iter().zip(BYTES);
        faces.filter_map(|(name, bytes)| Face::new((*name).to_owned(), Blob::from(bytes), 0)).map(Arc::new).collect()
    };
    FACES.get_or_init(read).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heavy_face_is_bold_without_a_mark() {
        let (regular, bold) = (4, 5);
        let face = |at: usize, bytes: Vec<u8>| Face::owned(NAMES[at].to_owned(), bytes, 0).expect("a face");
        let mut bytes = BYTES[bold].to_vec();
        // Bit 5 of OS/2's fsSelection, bit 0 of head's macStyle.
        for (table, low, bit) in [(b"OS/2", 63, 0x20), (b"head", 45, 0x01)] {
            let record = bytes.windows(4).position(|tag| tag == table).expect("a table");
            let offset = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().expect("four bytes")) as usize;
            bytes[offset + low] &= !bit;
        }
        assert!(!ttf_parser::Face::parse(&bytes, 0).expect("a face").is_bold());
        assert!(face(bold, bytes).bold);
        assert!(!face(regular, BYTES[regular].to_vec()).bold);
    }
}
