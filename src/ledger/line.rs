//! What the ledger remembers: a [`Line`] for each note of Anki's, and the stamps of the two note types.

use crate::cards::note_type::{BASIC, NoteType};
use crate::cards::{CardKind, Guid, Place};

use super::hash::Hash;
use super::keys::NoteKey;
use super::words::{self, Sketch};

/// All that `recto.lock` holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lock {
    /// A hash of all card texts of the first build that made a card; empty before. It keeps two people's notes of one
    /// path apart, since Anki lets a stranger's package overwrite a note of the same GUID.
    pub project: String,
    /// The note types `BASIC` and `CLOZE`.
    pub types: [TypeStamp; 2],
    /// The notes, living and retired, in the order of their keys.
    pub lines: Vec<Line>,
}

/// When a note type last changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeStamp {
    /// A hash of its templates and style; empty before the first deck.
    pub hash: String,
    /// Seconds since 1970.
    pub modified: i64,
}

/// The note type of a line: history never crosses from one to the other, as Anki refuses a note whose type changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineType {
    /// `Recto Basic`
    Basic,
    /// `Recto Cloze`
    Cloze,
}

impl LineType {
    /// The type that a card of this kind belongs to.
    pub fn of(kind: CardKind) -> Self {
        if NoteType::of(kind) == BASIC { Self::Basic } else { Self::Cloze }
    }

    /// Its name in the lock.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cloze => "cloze",
        }
    }
}

/// A note of Anki's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Given at birth, never changed; empty for a card that has none yet.
    pub guid: Guid,
    /// Whether no card stands for it any more.
    pub retired: bool,
    /// The note it was last seen in.
    pub note: NoteKey,
    /// Its note type.
    pub kind: LineType,
    /// Where it stood in the note.
    pub place: Place,
    /// A hash of its fields and tags: what an import would change.
    pub hash: String,
    /// Seconds since 1970 of the build that first saw this content.
    pub modified: i64,
    /// The deck it belongs to.
    pub deck: String,
    /// What is asked; of a cloze its text with `[…]` for each blank.
    pub front: Text,
    /// What is answered; of a cloze its text with every blank filled.
    pub answer: Text,
    /// The numbers of a cloze that were ever given, in their order.
    pub blanks: Vec<Blank>,
}

/// A number of a cloze note. It is never given to another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The `1` of `c1`.
    pub number: u32,
    /// What is hidden.
    pub text: Text,
    /// Whether the text has gone from the note.
    pub removed: bool,
}

/// Text as the ledger keeps it: one line, single spaces, NFC; of a long one the beginning, a hash of the whole (equal
/// means equal to the end) and a sketch of its words (alike means alike throughout).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Text(String);

/// How many characters are kept.
const KEPT: usize = 160;
/// Stands after the beginning.
const CUT: char = '…';
/// Hexadecimal digits of the hash.
const DIGITS: usize = 12;

impl Text {
    /// Keeps `text`.
    pub fn new(text: &str) -> Self {
        let text = super::keys::nfc(text);
        let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let mut line = String::with_capacity(text.len());
        for word in words {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if let Some((end, _)) = line.char_indices().nth(KEPT) {
            let hash = Hash::of([line.as_str()]).hex(DIGITS);
            let sketch = words::write_sketch(&words::sketch(&words::words(&line)));
            line.truncate(end);
            line.extend([CUT, ' ']);
            line.extend([hash.as_str(), " ", &sketch]);
        }
        Self(line)
    }

    /// The text that a lock holds.
    pub(super) fn written(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For people and for likeness: without what stands for the rest of a long text.
    pub fn shown(&self) -> &str {
        self.rest().map_or(&self.0, |(end, _)| &self.0[..end])
    }

    /// The sketch of a long text's words.
    pub(super) fn sketch(&self) -> Option<Sketch> {
        self.rest().map(|(_, sketch)| sketch)
    }

    /// Of a long text, where the beginning ends, its `…` included, and the sketch.
    fn rest(&self) -> Option<(usize, Sketch)> {
        let (at, _) = self.0.char_indices().nth(KEPT)?;
        let (hash, sketch) = self.0[at..].strip_prefix(CUT)?.strip_prefix(' ')?.split_once(' ')?;
        let sketch = if hash.len() == DIGITS { words::read_sketch(sketch) } else { None };
        sketch.map(|sketch| (at + CUT.len_utf8(), sketch))
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_no_difference() {
        assert_eq!(Text::new("a  b\r\n\tc\u{0}"), Text::new("a b c"));
        assert_eq!(Text::new("a b c").as_str(), "a b c");
    }

    #[test]
    fn long_texts_that_differ_at_the_end_differ() {
        let begin = "word ".repeat(50);
        let (one, other) = (Text::new(&format!("{begin} one")), Text::new(&format!("{begin} other")));
        assert_ne!(one, other);
        assert_eq!(one.shown(), other.shown());
        assert_eq!(one.shown().chars().count(), KEPT + 1);
    }

    #[test]
    fn what_is_shown_of_a_short_text_is_the_text() {
        for text in ["", "…", "… abcdef012345 and", "ä"] {
            assert_eq!(Text::new(text).shown(), text);
        }
    }
}
