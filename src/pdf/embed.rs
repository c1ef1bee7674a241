//! Fonts into the file: only the glyphs in use, exact widths, and a ToUnicode of our own.
//!
//! printpdf truncates widths to whole thousandths and keeps one text a glyph, the last; both are written here instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, anyhow};
use printpdf::{FontId as PdfFontId, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use super::FontFile;
use crate::typeset::pages::Page;
use crate::typeset::placed::{FontId, GlyphRun, Shape};

/// A font as the file holds it.
pub(super) struct Embedded {
    /// Its name in the pages' resources.
    pub(super) resource: PdfFontId,
    /// `ABCDEF+Name`.
    pub(super) name: String,
    remap: GlyphRemapper,
    /// Advance in thousandths of an em, by new glyph.
    widths: Vec<f32>,
    /// What copying gives, by new glyph.
    texts: Vec<String>,
    parsed: ParsedFont,
    /// The same without its program: enough to name it in a page's content.
    bare: ParsedFont,
}

/// A font's glyphs as the pages use them: the first text of each, empty where it only ever continues a cluster.
type Usage<'a> = BTreeMap<u16, &'a str>;

/// Subsets every font that `pages` use.
///
/// # Errors
/// If a font cannot be read or subset.
pub(super) fn fonts<'a>(pages: &[Page], file: impl Fn(FontId) -> FontFile<'a>) -> Result<BTreeMap<FontId, Embedded>> {
    let mut used: BTreeMap<FontId, Usage<'_>> = BTreeMap::new();
    for run in pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Glyphs(run) => Some(run),
        _ => None,
    }) {
        let usage = used.entry(run.font).or_default();
        for (glyph, text) in run.told().filter(|(glyph, _)| glyph.id != 0) {
            let known = usage.entry(glyph.id).or_default();
            if known.is_empty() && run.actual_text.is_none() {
                *known = text;
            }
        }
    }
    used.retain(|_, usage| !usage.is_empty());
    used.into_iter()
        .map(|(id, usage)| {
            let embedded = embed(id, &usage, file(id)).with_context(|| format!("font {}", id.0))?;
            Ok((id, embedded))
        })
        .collect()
}

/// How a font file with TrueType outlines starts.
const TRUE_TYPE: &[u8] = &[0, 1, 0, 0];

fn embed(id: FontId, usage: &Usage<'_>, file: FontFile<'_>) -> Result<Embedded> {
    let face = ttf_parser::Face::parse(file.data, file.index)?;
    let mut remap = GlyphRemapper::new();
    for glyph in usage.keys() {
        remap.remap(*glyph);
    }
    let bytes = subsetter::subset(file.data, file.index, &remap).map_err(|error| anyhow!("{error}"))?;
    let em = f32::from(face.units_per_em());
    let advance = |glyph| f32::from(face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0));
    let widths = remap.remapped_gids().map(|glyph| round(advance(glyph) * 1000.0 / em, 1000.0)).collect();
    let texts = remap.remapped_gids().map(|glyph| readable(usage.get(&glyph).copied().unwrap_or(""))).collect();
    let name = format!("{}+{}", subset_tag(id, usage), postscript_name(&face));
    // Codes of glyphs in a CFF program are looked up in it.
    let named = if bytes.starts_with(TRUE_TYPE) { Vec::new() } else { bytes.clone() };
    let parsed = parsed_font(bytes, &face, &remap, name.clone());
    let bare = parsed_font(named, &face, &remap, name.clone());
    Ok(Embedded { resource: PdfFontId(format!("R{}", id.0)), name, remap, widths, texts, parsed, bare })
}

/// What a glyph's text is copied as. A space that may not break is copied as a space: both are one glyph.
fn readable(text: &str) -> String {
    match text {
        "" => "\u{200b}".to_owned(),
        "\u{a0}" | "\u{202f}" => " ".to_owned(),
        _ => text.to_owned(),
    }
}

/// Six letters that depend on the glyphs only (PDF 1.7, 9.6.4).
fn subset_tag(id: FontId, usage: &Usage<'_>) -> String {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(id.0);
    for byte in usage.keys().flat_map(|glyph| glyph.to_be_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..6)
        .map(|_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        })
        .collect()
}

fn postscript_name(face: &ttf_parser::Face<'_>) -> String {
    let named = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
    let name = named(ttf_parser::name_id::POST_SCRIPT_NAME).or_else(|| named(ttf_parser::name_id::FULL_NAME));
    let plain: String = name.unwrap_or_default().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if plain.is_empty() { "Font".to_owned() } else { plain }
}

fn parsed_font(bytes: Vec<u8>, face: &ttf_parser::Face<'_>, remap: &GlyphRemapper, name: String) -> ParsedFont {
    let widths = remap
        .remapped_gids()
        .enumerate()
        .map(|(new, old)| (new as u16, face.glyph_hor_advance(ttf_parser::GlyphId(old)).unwrap_or(0)))
        .collect();
    let metrics = printpdf::FontMetrics { ascent: face.ascender(), descent: face.descender() };
    let mut font =
        ParsedFont::with_glyph_data(bytes, 0, Some(name), BTreeMap::new(), widths, face.units_per_em(), metrics);
    let bounds = face.global_bounding_box();
    let angle = face.italic_angle();
    let stub = &mut font.pdf_font_metrics;
    (stub.x_min, stub.y_min, stub.x_max, stub.y_max) = (bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max);
    stub.us_weight_class = face.weight().to_number();
    (stub.caret_slope_rise, stub.caret_slope_run) = (1000, (-angle.to_radians().tan() * 1000.0) as i16);
    font
}

impl Embedded {
    /// For printpdf's resources.
    pub(super) fn to_printpdf(&self) -> PdfFont {
        PdfFont::new(self.parsed.clone())
    }

    /// For the resources of a document of which only the pages' content is taken.
    pub(super) fn to_printpdf_bare(&self) -> PdfFont {
        PdfFont::new(self.bare.clone())
    }

    /// The glyph's id in the subset; 0 if the pages do not use it.
    pub(super) fn glyph(&self, old: u16) -> u16 {
        self.remap.get(old).unwrap_or(0)
    }

    /// How far a viewer moves the pen, in thousandths of an em.
    pub(super) fn width(&self, new: u16) -> f32 {
        self.widths.get(usize::from(new)).copied().unwrap_or(0.0)
    }

    /// Whether copying the run's glyphs gives the run's text.
    pub(super) fn copies(&self, run: &GlyphRun) -> bool {
        run.told().filter(|(glyph, _)| glyph.id != 0).all(|(glyph, text)| {
            let mapped = self.texts.get(usize::from(self.glyph(glyph.id))).map_or("", String::as_str);
            mapped == text || (!text.is_empty() && mapped == readable(text))
        })
    }

    /// `/W`, exact.
    pub(super) fn width_array(&self) -> lopdf::Object {
        let widths = self.widths.iter().map(|width| lopdf::Object::Real(*width)).collect();
        lopdf::Object::Array(vec![lopdf::Object::Integer(0), lopdf::Object::Array(widths)])
    }

    /// `/ToUnicode`: a CMap from two-byte codes to UTF-16 (PDF 1.7, 9.10.3).
    pub(super) fn to_unicode(&self) -> Vec<u8> {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) \
             /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let entries: Vec<(usize, &String)> = self.texts.iter().enumerate().skip(1).collect();
        // At most 100 entries a section.
        for section in entries.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", section.len());
            for (code, text) in section {
                let _ = write!(map, "<{code:04X}> <");
                for unit in text.encode_utf16() {
                    let _ = write!(map, "{unit:04X}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map.into_bytes()
    }
}

/// Rounded to the `scale`th part.
pub(super) fn round(value: f32, scale: f32) -> f32 {
    (value * scale).round() / scale
}
