//! A card as the line it would have: what matching compares with the lines of the lock.

use rayon::prelude::*;

use crate::cards::{Card, CardKind, Guid};
use crate::model::{Block, Inline, Notebook};
use crate::text::{markdown, plain};

use super::blanks;
use super::keys::{NoteKey, nfc, normal_place};
use super::line::{Blank, Line, LineType, Text};

/// Stands for a blank in a front.
const ELLIPSIS: &str = "[…]";

/// The lines of `cards`, without GUID, hash and time; cloze numbers are provisional.
pub(super) fn lines(notebook: &Notebook, cards: &[Card]) -> Vec<Line> {
    let keys: Vec<NoteKey> = notebook.notes.iter().map(|note| NoteKey::new(&note.path)).collect();
    cards.par_iter().map(|card| line(keys[card.topic.note.0 as usize].clone(), card)).collect()
}

fn line(note: NoteKey, card: &Card) -> Line {
    let cloze = card.kind == CardKind::Cloze;
    let (front, answer, numbers) =
        if cloze { cloze_texts(card) } else { (text(&card.front), text(&card.back), vec![]) };
    Line {
        guid: Guid::default(),
        retired: false,
        note,
        kind: LineType::of(card.kind),
        place: normal_place(card.place.clone()),
        hash: String::new(),
        modified: 0,
        deck: one_line(&card.deck),
        front,
        answer,
        blanks: numbers,
    }
}

fn cloze_texts(card: &Card) -> (Text, Text, Vec<Blank>) {
    let mut hidden: Vec<(u32, String)> = Vec::new();
    let mut front = card.front.clone();
    blanks::each(&mut front, &mut |cloze| {
        let words = plain::inlines(&cloze.content);
        match hidden.iter_mut().find(|(number, _)| *number == cloze.number) {
            Some((_, text)) => *text = format!("{text} {words}"),
            None => hidden.push((cloze.number, words)),
        }
        cloze.content = vec![Inline::text(ELLIPSIS, crate::model::Span::default())];
    });
    let blank = |(number, text): (u32, String)| Blank { number, text: Text::new(&text), removed: false };
    (text(&front), text(&card.front), hidden.into_iter().map(blank).collect())
}

/// What blocks say; of those that say nothing in plain text (a picture), their Markdown.
fn text(blocks: &[Block]) -> Text {
    let text = Text::new(&plain::blocks(blocks));
    if text.is_empty() { Text::new(&markdown::blocks(blocks)) } else { text }
}

fn one_line(text: &str) -> String {
    nfc(text).replace(char::is_control, " ")
}
