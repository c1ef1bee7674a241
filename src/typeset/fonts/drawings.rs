//! The sheet's fonts for the text of SVG drawings: whatever family they name, letters are set as those of the text around.

use std::sync::{Arc, Mutex, PoisonError};

use fontdb::{Database, ID, Source};
use resvg::usvg::{Font, FontFamily, FontResolver, FontStyle};

use super::{Face, FontBook, Look};

/// From this weight on text is bold.
const BOLD: u16 = 600;

/// What the names of code fonts hold.
const CODE: [&str; 6] = ["code", "consol", "courier", "menlo", "mono", "typewriter"];

impl FontBook {
    /// Answers for each stretch of text and each character that its font lacks.
    pub(crate) fn for_drawings(&mut self) -> FontResolver<'_> {
        let faces = self.faces.clone();
        let book = Mutex::new(self);
        FontResolver {
            select_font: Box::new(move |font, known| {
                let choice = FontBook::embedded(look(font));
                id_of(&faces[usize::from(choice.font.0)], known)
            }),
            select_fallback: Box::new(move |c, used, known| {
                let bold = used.first().and_then(|id| known.face(*id)).is_some_and(|face| face.weight.0 >= BOLD);
                let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
                let choice = book.choose(Look { bold, ..Look::default() }, c)?;
                let face = &book.faces[usize::from(choice.font.0)];
                // What is only like the character is no fallback here: the text keeps its own.
                face.has(c).then(|| id_of(face, known)).flatten().filter(|id| !used.contains(id))
            }),
        }
    }
}

fn look(font: &Font) -> Look {
    let mono = font.families().first().is_some_and(|family| match family {
        FontFamily::Monospace => true,
        FontFamily::Named(name) => CODE.iter().any(|part| name.to_ascii_lowercase().contains(part)),
        _ => false,
    });
    Look { mono, bold: font.weight() >= BOLD, italic: font.style() != FontStyle::Normal }
}

/// The face among those known, added if need be.
fn id_of(face: &Arc<Face>, known: &mut Arc<Database>) -> Option<ID> {
    let same = |info: &&fontdb::FaceInfo| info.post_script_name == face.name && info.index == face.index;
    if let Some(info) = known.faces().find(same) {
        return Some(info.id);
    }
    let database = Arc::make_mut(known);
    let added = database.load_font_source(Source::Binary(face.clone()));
    added.into_iter().find(|id| database.face(*id).is_some_and(|info| info.index == face.index))
}

impl AsRef<[u8]> for Face {
    fn as_ref(&self) -> &[u8] {
        self.data()
    }
}
