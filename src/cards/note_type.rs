//! The two note types and their fields, final from the first release: Anki refuses a note whose type changed.

use super::CardKind;

/// The fields of one note as HTML, in the order of [`FIELDS`].
pub type Fields = [String; 9];

/// The templates and style of both note types, ours or the user's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates {
    /// `basic-front.html`
    pub basic_front: String,
    /// `basic-back.html`
    pub basic_back: String,
    /// `reverse-front.html`
    pub reverse_front: String,
    /// `reverse-back.html`
    pub reverse_back: String,
    /// `cloze-front.html`
    pub cloze_front: String,
    /// `cloze-back.html`
    pub cloze_back: String,
    /// `card.css`
    pub css: String,
}

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
