//! Words cut at syllables, for lines that would gape.

use std::sync::Arc;

use hypher::Lang;

use crate::typeset::fonts::{FontBook, Look};
use crate::typeset::node::{End, Flow, Fragment, Ink, Part, TextStyle};

/// Shorter words are left whole.
const SHORTEST: usize = 6;

/// Letters that stay on each side at least. TeX's English asks for 2 and 3; 3 and 3 read better in narrow columns.
const KEEP: (usize, usize) = (3, 3);

/// The language's patterns; none if it has none or cannot be told.
pub(super) fn language(lang: &str) -> Option<Lang> {
    let code: [u8; 2] = lang.as_bytes().get(..2)?.to_ascii_lowercase().try_into().ok()?;
    Lang::from_iso(code)
}

/// The flow with its words cut; none if no word can be.
pub(super) fn hyphenated(flow: &Flow, styles: &[TextStyle], lang: Option<Lang>, fonts: &mut FontBook) -> Option<Flow> {
    let lang = lang?;
    let hyphen = fonts.shape(FontBook::embedded(Look::default()).font, "-", false).width;
    let mut out = Flow::default();
    for fragment in &flow.fragments {
        let parts = &flow.parts[fragment.first as usize..fragment.last as usize];
        let first = out.parts.len() as u32;
        match parts {
            [part] if !styles[usize::from(part.style)].code && part.level == 0 => {
                syllables(part, fragment, lang, hyphen, &mut out);
            }
            _ => {
                out.parts.extend_from_slice(parts);
                out.fragments.push(Fragment { first, last: out.parts.len() as u32, ..fragment.clone() });
            }
        }
    }
    (out.fragments.len() > flow.fragments.len()).then_some(out)
}

fn syllables(part: &Part, fragment: &Fragment, lang: Lang, hyphen: f32, out: &mut Flow) {
    let Ink::Glyphs { shaped, from: 0, to, scale, slant } = &part.ink else {
        return push(part.clone(), fragment, fragment.end, out);
    };
    let mut start = 0_u16;
    for cut in cuts(&shaped.text, lang) {
        // A ligature over the cut stays whole.
        let Some(glyph) = shaped.glyphs.iter().position(|glyph| glyph.from as usize == cut && glyph.to > glyph.from)
        else {
            continue;
        };
        let ink =
            Ink::Glyphs { shaped: Arc::clone(shaped), from: start, to: glyph as u16, scale: *scale, slant: *slant };
        let width = width(&ink);
        push(
            Part { width, ink, ..part.clone() },
            &Fragment { space: None, ..fragment.clone() },
            End::Hyphen(hyphen * scale),
            out,
        );
        start = glyph as u16;
    }
    let ink = Ink::Glyphs { shaped: Arc::clone(shaped), from: start, to: *to, scale: *scale, slant: *slant };
    let width = width(&ink);
    push(Part { width, ink, ..part.clone() }, fragment, fragment.end, out);
}

fn push(part: Part, fragment: &Fragment, end: End, out: &mut Flow) {
    let first = out.parts.len() as u32;
    let width = part.width;
    out.parts.push(part);
    out.fragments.push(Fragment { first, last: first + 1, width, space: fragment.space.clone(), end });
}

fn width(ink: &Ink) -> f32 {
    match ink {
        Ink::Glyphs { shaped, from, to, scale, .. } => {
            shaped.glyphs[usize::from(*from)..usize::from(*to)].iter().map(|glyph| glyph.advance).sum::<f32>() * scale
        }
        Ink::Object(_) => 0.0,
    }
}

/// The bytes at which a word may be cut: inside its letters, not at its punctuation.
fn cuts(word: &str, lang: Lang) -> Vec<usize> {
    let core = word.trim_matches(|c: char| !c.is_alphabetic());
    // Names such as `PyObject` or `x86` and words with signs inside are left whole.
    let letters = core.chars().all(char::is_alphabetic);
    let camel = core.chars().skip(1).any(char::is_uppercase);
    if !letters || camel || core.chars().count() < SHORTEST {
        return Vec::new();
    }
    let mut at = word.find(core).unwrap_or(0);
    let mut cuts = Vec::new();
    for syllable in hypher::hyphenate_bounded(core, lang, KEEP.0, KEEP.1) {
        at += syllable.len();
        cuts.push(at);
    }
    cuts.pop();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_and_names_are_not() {
        assert_eq!(cuts("(according", Lang::English), [7]);
        assert!(cuts("PyObject", Lang::English).is_empty());
        assert!(cuts("dunder", Lang::English).len() <= 1);
    }
}
