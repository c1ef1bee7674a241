//! Fonts of the system, for characters that the embedded ones lack. Looked at only when one is needed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, ID, Style};

use super::Face;

/// Families tried first, best first: plain sans faces that go with the embedded one. Then any face, by name.
const PREFERRED: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Symbols2",
    "Noto Emoji",
    "Segoe UI",
    "Arial Unicode MS",
    "Arial",
    "DejaVu Sans Condensed",
    "DejaVu Sans",
    "Noto Naskh Arabic",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
];

/// The endings of Noto's CJK families by language: the same character is drawn differently in each.
const CJK: &[(&str, &str)] = &[("ja", "JP"), ("ko", "KR"), ("zh-tw", "TC"), ("zh-hant", "TC"), ("zh-hk", "HK")];

/// The face of the system that should draw `c`. A run looks for it once, whatever the number of its sheets.
pub(super) fn find(c: char, bold: bool, lang: &str) -> Option<Arc<Face>> {
    type Found = BTreeMap<(char, bool, String), Option<Arc<Face>>>;
    static FOUND: Mutex<Found> = Mutex::new(Found::new());
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    found.entry((c, bold, lang.to_owned())).or_insert_with(|| find_anew(c, bold, lang)).clone()
}

fn find_anew(c: char, bold: bool, lang: &str) -> Option<Arc<Face>> {
    let fonts = database();
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| face.style == Style::Normal).collect();
    faces.sort_by_cached_key(|face| {
        let family = face.families.first().map_or("", |(name, _)| name.as_str());
        let off = (i32::from(face.weight.0) - if bold { 700 } else { 400 }).abs();
        (rank(family, lang), family.to_owned(), off, face.post_script_name.clone(), face.index)
    });
    faces.into_iter().find(|face| draws(fonts, face.id, c)).and_then(|face| load(fonts, face))
}

fn database() -> &'static Database {
    static SYSTEM: OnceLock<Database> = OnceLock::new();
    SYSTEM.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        fonts
    })
}

fn rank(family: &str, lang: &str) -> usize {
    let lang = lang.to_ascii_lowercase();
    let cjk = CJK.iter().find(|(code, _)| lang.starts_with(code)).map(|(_, end)| *end);
    if cjk.is_some_and(|end| family == format!("Noto Sans CJK {end}") || family == format!("Noto Sans {end}")) {
        return 0;
    }
    PREFERRED.iter().position(|name| *name == family).map_or(PREFERRED.len() + 1, |at| at + 1)
}

/// Whether the face has outlines for `c`; pictures of emoji in colour are none.
fn draws(fonts: &Database, id: ID, c: char) -> bool {
    let asked = fonts.with_face_data(id, |data, index| {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        let outlined = face.tables().glyf.is_some() || face.tables().cff.is_some();
        outlined.then(|| face.glyph_index(c)).flatten().map(|glyph| glyph.0 != 0)
    });
    asked.flatten().unwrap_or(false)
}

/// The face, read once: a file of Chinese takes 20 MB.
fn load(fonts: &Database, info: &FaceInfo) -> Option<Arc<Face>> {
    static READ: Mutex<BTreeMap<(String, u32), Arc<Face>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let key = (info.post_script_name.clone(), info.index);
    if let Some(face) = read.get(&key) {
        return Some(Arc::clone(face));
    }
    let (bytes, index) = fonts.with_face_data(info.id, |data, index| (data.to_vec(), index))?;
    let mut face = Face::owned(info.post_script_name.clone(), bytes, index)?;
    face.lent = true;
    let face = Arc::new(face);
    read.insert(key, Arc::clone(&face));
    Some(face)
}
