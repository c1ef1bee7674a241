//! Dialogues: lines that each open with who speaks state nothing.
//!
//! - Ann: Is the ferry late? / Ben: Yes, by an hour.  =>  no card
//! - Port: left / Starboard: right                   =>  terms

use super::label;
use crate::cards::piece::Piece;
use crate::cards::words;
use crate::model::plain_text;

/// Who speaks is named in so many words.
const NAME: usize = 2;

/// Two who take turns so often speak, whatever they say.
const TURNS: usize = 4;

/// How many of these pieces are a dialogue.
pub(super) fn reach(pieces: &[Piece]) -> usize {
    let turns: Vec<(String, bool)> = pieces.iter().map_while(turn).collect();
    let [(first, asks), (second, _), ..] = &turns[..] else { return 0 };
    let letters = turns.iter().all(|(name, _)| name.chars().count() == 1 && name.starts_with(char::is_uppercase));
    let opens = first == "A" && second == "B";
    let some_ask = turns.iter().any(|(_, asks)| *asks);
    let take_turns = turns.len() >= TURNS && turns.iter().enumerate().all(|(at, (name, _))| *name == turns[at % 2].0);
    let speak = if letters { opens && some_ask } else { *asks || take_turns };
    if speak && first != second { turns.len() } else { 0 }
}

/// Who speaks in a piece, and whether they ask.
fn turn(piece: &Piece) -> Option<(String, bool)> {
    let line = piece.line()?;
    let text = plain_text(line);
    let (name, said) = text.split_once([':', '：'])?;
    let (name, said) = (name.trim(), said.trim());
    let fits = (1..=NAME).contains(&words::count(name).max(1))
        && !name.starts_with(|c: char| c.is_lowercase() || !c.is_alphanumeric());
    let labelled = name.chars().count() > 1 && label::of(line).is_some();
    (fits && !said.is_empty() && !labelled).then(|| (name.to_owned(), said.ends_with(['?', '？'])))
}
