//! Fonts: what is embedded, what the system lends, and text shaped with them.
//!
//! Text goes in, glyphs in em come out: shaped once, words cached, so that trying another size costs no shaping.

mod drawings;
mod face;
mod fallback;
mod shape;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::ShapePlan;

use crate::typeset::placed::FontId;
pub use face::{Face, Metrics};
pub(crate) use shape::Shaped;

/// Slant of a code font that has no italic, as a factor: 12 degrees, as most oblique fonts have.
const SLANT: f32 = 0.21;

/// What drawn text looks like, apart from size and colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Look {
    /// Code.
    pub mono: bool,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// A font for a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Choice {
    /// Which.
    pub(crate) font: FontId,
    /// Slant to apply, for want of an italic.
    pub(crate) slant: f32,
}

/// Every font that a sheet uses, and a cache of shaped words. Font ids count up in the order of first use.
pub struct FontBook {
    faces: Vec<Arc<Face>>,
    lang: String,
    /// Height of an x of code, against one of text.
    code_size: f32,
    lent: HashMap<(char, bool), Option<FontId>>,
    math: HashMap<String, FontId>,
    missing: BTreeSet<char>,
    words: HashMap<(FontId, bool), HashMap<Box<str>, Arc<Shaped>>>,
    plans: Vec<(shape::PlanKey, ShapePlan)>,
}

impl std::fmt::Debug for FontBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontBook").field("faces", &self.faces).finish_non_exhaustive()
    }
}

impl Default for FontBook {
    fn default() -> Self {
        Self::new("")
    }
}

impl FontBook {
    /// The embedded fonts, for text in `lang` (BCP 47; it only chooses among system fonts).
    pub fn new(lang: &str) -> Self {
        Self {
            faces: face::embedded(),
            lang: lang.to_owned(),
            code_size: 1.0,
            lent: HashMap::new(),
            math: HashMap::new(),
            missing: BTreeSet::new(),
            words: HashMap::new(),
            plans: Vec::new(),
        }
    }

    /// Sets code in letters whose x is this share of the text's. To be said before anything is composed.
    #[must_use]
    pub fn code_size(mut self, share: f32) -> Self {
        self.code_size = share;
        self
    }

    /// A font.
    pub fn face(&self, id: FontId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All fonts so far, in the order of their ids.
    pub fn faces(&self) -> impl Iterator<Item = (FontId, &Face)> {
        self.faces.iter().enumerate().map(|(at, face)| (FontId(at as u16), face.as_ref()))
    }

    /// Characters asked for that no font has.
    pub fn missing(&self) -> impl Iterator<Item = char> + '_ {
        self.missing.iter().copied()
    }

    /// The x-height of plain text as a share of its size.
    pub fn x_height(&self) -> f32 {
        self.faces[0].metrics.x_height
    }

    /// How much larger than the text a font is set, so that an x of code is as high as the look asks.
    pub(crate) fn scale(&self, font: FontId) -> f32 {
        if matches!(font.0, 4 | 5) { self.code_size * self.x_height() / self.face(font).metrics.x_height } else { 1.0 }
    }

    /// The embedded font for a look.
    pub(crate) fn embedded(look: Look) -> Choice {
        let at = match (look.mono, look.bold, look.italic) {
            (false, false, false) => 0,
            (false, false, true) => 1,
            (false, true, false) => 2,
            (false, true, true) => 3,
            (true, false, _) => 4,
            (true, true, _) => 5,
        };
        Choice { font: FontId(at), slant: if look.mono && look.italic { SLANT } else { 0.0 } }
    }

    /// The font that draws `c`: the embedded one, the other embedded family, or one of the system's. None if no font has it.
    pub(crate) fn choose(&mut self, look: Look, c: char) -> Option<Choice> {
        let own = [look, Look { mono: !look.mono, ..look }].map(Self::embedded);
        if let Some(choice) = own.iter().find(|choice| self.face(choice.font).has(c)) {
            return Some(*choice);
        }
        if only_joins(c) {
            return Some(own[0]);
        }
        let slant = if look.italic { SLANT } else { 0.0 };
        if let Some(font) = self.borrow(c, look.bold) {
            return Some(Choice { font, slant });
        }
        let like = own.into_iter().find(|choice| self.face(choice.font).look_alike(c).is_some());
        if like.is_none() {
            self.missing.insert(c);
        }
        like
    }

    /// The font of the formulas with this KaTeX name, as `Main-Regular`.
    pub(crate) fn math(&mut self, name: &str) -> Option<FontId> {
        if let Some(id) = self.math.get(name) {
            return Some(*id);
        }
        let id = self.add(katex(name)?);
        self.math.insert(name.to_owned(), id);
        Some(id)
    }

    /// Whether a font is one of the formulas'.
    pub(crate) fn is_math(&self, font: FontId) -> bool {
        self.math.values().any(|known| *known == font)
    }

    fn borrow(&mut self, c: char, bold: bool) -> Option<FontId> {
        if let Some(known) = self.lent.get(&(c, bold)) {
            return *known;
        }
        let found =
            match self.faces.iter().skip(face::EMBEDDED).position(|face| face.has(c) && face.bold == bold && face.lent)
            {
                Some(at) => Some(FontId((at + face::EMBEDDED) as u16)),
                None => fallback::find(c, bold, &self.lang).map(|face| self.add_once(face)),
            };
        self.lent.insert((c, bold), found);
        found
    }

    fn add_once(&mut self, face: Arc<Face>) -> FontId {
        match self.faces.iter().position(|known| known.name == face.name) {
            Some(at) => FontId(at as u16),
            None => self.add(face),
        }
    }

    fn add(&mut self, face: Arc<Face>) -> FontId {
        self.faces.push(face);
        FontId((self.faces.len() - 1) as u16)
    }
}

/// A font of formulas, read once.
fn katex(name: &str) -> Option<Arc<Face>> {
    static READ: Mutex<BTreeMap<String, Arc<Face>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(face) = read.get(name) {
        return Some(Arc::clone(face));
    }
    let bytes = ratex_katex_fonts::ttf_bytes(&format!("KaTeX_{name}.ttf"))?;
    let face = Arc::new(Face::owned(format!("KaTeX_{name}"), bytes.into_owned(), 0)?);
    read.insert(name.to_owned(), Arc::clone(&face));
    Some(face)
}

/// Whether a character shows nothing by itself: joiners, variation selectors, the frame of a keycap, and what colours an
/// emoji's skin.
pub(crate) fn only_joins(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greek_and_arrows_need_no_system_font() {
        let mut fonts = FontBook::new("en");
        for c in "aΩжé→✓•–—“”…≤≥≠×÷±°│└█".chars() {
            let choice = fonts.choose(Look::default(), c);
            assert!(choice.is_some_and(|choice| usize::from(choice.font.0) < face::EMBEDDED), "{c}");
        }
    }

    #[test]
    fn joiners_and_skins_are_not_missed() {
        let mut fonts = FontBook::new("en");
        for c in "\u{200d}\u{fe0f}\u{20e3}\u{1f3fd}".chars() {
            let choice = fonts.choose(Look::default(), c).expect("some font");
            assert!(fonts.shape(choice.font, &c.to_string(), false).width.abs() < 0.01, "{c:?}");
        }
        assert_eq!(fonts.missing().count(), 0);
    }

    #[test]
    fn code_is_as_high_as_text() {
        let fonts = FontBook::new("en");
        let mono = fonts.face(FontBook::embedded(Look { mono: true, ..Look::default() }).font);
        let ratio = fonts.x_height() / mono.metrics.x_height;
        assert!((ratio - 1.16).abs() < 0.01, "{ratio}");
    }
}
