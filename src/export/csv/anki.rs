//! A row a note of Anki's, below the header lines by which its text import needs no click and updates by GUID.

use std::io::Write;

use anyhow::Result;
use csv::Terminator;

use super::delimiter::Delimiter;
use super::rows;
use crate::cards::faces;
use crate::cards::note_type::{FIELDS, NoteType};
use crate::export::Study;

/// Columns before the fields.
const BEFORE: [&str; 3] = ["guid", "notetype", "deck"];

/// Gives the number of cards that Anki will make.
pub(super) fn write(study: &Study<'_>, delimiter: Delimiter, out: &mut impl Write) -> Result<usize> {
    let separator = delimiter.char().to_string();
    let columns: Vec<_> = BEFORE.iter().chain(&FIELDS).chain(&["tags"]).copied().collect();
    write!(out, "#separator:{}\n#html:true\n", name(delimiter))?;
    write!(out, "#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:{}\n", columns.len())?;
    writeln!(out, "#columns:{}", columns.join(&separator))?;
    let mut rows = rows(out, delimiter, Terminator::Any(b'\n'));
    for (card, fields) in study.cards.iter().zip(study.fields) {
        let tags = card.tags.join(" ");
        let before = [card.guid.0.as_str(), NoteType::of(card.kind).name, card.deck.as_str()];
        rows.write_record(before.into_iter().chain(fields.iter().map(String::as_str)).chain([tags.as_str()]))?;
    }
    rows.flush()?;
    Ok(study.cards.iter().map(|card| faces(card).len()).sum())
}

/// The separator's name in the header; Anki takes other signs as they are.
fn name(delimiter: Delimiter) -> String {
    match delimiter.char() {
        ',' => "Comma".to_owned(),
        '\t' => "Tab".to_owned(),
        ';' => "Semicolon".to_owned(),
        ':' => "Colon".to_owned(),
        '|' => "Pipe".to_owned(),
        ' ' => "Space".to_owned(),
        other => other.to_string(),
    }
}
