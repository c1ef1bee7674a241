//! The two note types and their fields, final from the first release: Anki refuses a note whose type changed.

mod templates;

pub use templates::Templates;

use super::{Card, CardKind};
use crate::media::Media;
use crate::model::Notebook;
use crate::text::html::Html;

/// The fields of one note as HTML, in the order of [`FIELDS`].
pub type Fields = [String; 9];

/// The fields of both note types, in order. The first is called `Text` in the cloze type.
pub const FIELDS: [&str; 9] = ["Front", "Back", "Extra", "Hint", "Context", "Source", "Reverse", "Typed", "Id"];

/// A note type of Anki's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteType {
    /// Its id: constant, as Anki matches note types by it.
    pub id: i64,
    /// Its name.
    pub name: &'static str,
    /// The name of its first field.
    pub first_field: &'static str,
}

/// Front and back, with a second card where `Reverse` is filled.
pub const BASIC: NoteType = NoteType { id: 1_763_900_001_001, name: "Recto Basic", first_field: "Front" };
/// Blanks in a text.
pub const CLOZE: NoteType = NoteType { id: 1_763_900_001_002, name: "Recto Cloze", first_field: "Text" };

impl NoteType {
    /// The type that cards of this kind are notes of.
    pub fn of(kind: CardKind) -> Self {
        match kind {
            CardKind::Basic | CardKind::Reversed => BASIC,
            CardKind::Cloze => CLOZE,
        }
    }

    /// Its field names, in order.
    pub fn fields(self) -> [&'static str; 9] {
        let mut fields = FIELDS;
        fields[0] = self.first_field;
        fields
    }
}

/// What stands in the fields of a card's note.
pub fn fields(card: &Card, notebook: &Notebook, media: &Media) -> Fields {
    let mut html = Html::new(notebook, media);
    let front = html.field(&card.front);
    let back = html.field(&card.back);
    let extra = if card.extra.is_empty() { String::new() } else { html.field(&card.extra) };
    let extra = extra + &html.footnotes();
    let topic = notebook.topic(card.topic);
    let heading = if topic.id.0 == 0 { String::new() } else { topic.title_text() };
    let source = html.source(card.topic.note, &heading);
    let reverse = if card.kind == CardKind::Reversed { "1".to_owned() } else { String::new() };
    [
        front,
        back,
        extra,
        html.text_field(&card.hint),
        html.text_field(&card.context.join(" › ")),
        source,
        reverse,
        html.text_field(&card.typed),
        card.guid.0.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever changes one of these orphans the reviews of every user: Anki skips notes of a changed type as conflicting.
    #[test]
    fn ids_names_and_fields_are_final() {
        assert_eq!((BASIC.id, BASIC.name), (1_763_900_001_001, "Recto Basic"));
        assert_eq!((CLOZE.id, CLOZE.name), (1_763_900_001_002, "Recto Cloze"));
        let fields = ["Front", "Back", "Extra", "Hint", "Context", "Source", "Reverse", "Typed", "Id"];
        assert_eq!(BASIC.fields(), fields);
        assert_eq!(CLOZE.fields()[0], "Text");
        assert_eq!(CLOZE.fields()[1..], fields[1..]);
    }
}
