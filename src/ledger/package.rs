//! The notes of an Anki package, ours or a collection's export: what a lost lock is made again of.

use std::collections::HashMap;
use std::io::{Cursor, Read, Seek, Write};

use anyhow::{Context, Result, bail};
use camino::Utf8Path;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value;
use zip::ZipArchive;

use super::line::LineType;
use crate::cards::Guid;
use crate::cards::note_type::{BASIC, CLOZE, Fields};
use crate::export::output::Scratch;

/// Tags that Anki itself gives.
const ANKIS_TAGS: [&str; 2] = ["leech", "marked"];

/// A note of ours in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What Anki knows it by.
    pub guid: Guid,
    /// Its note type.
    pub kind: LineType,
    /// Its fields.
    pub fields: Fields,
    /// Its tags, but for those that Anki gives.
    pub tags: Vec<String>,
    /// The deck of its first card.
    pub deck: String,
    /// Seconds since 1970 of its last change.
    pub modified: i64,
}

/// The notes of ours in the package at `path`, those of others left out.
///
/// # Errors
/// If it cannot be read, is no package, or of the format that only Anki itself reads.
pub fn read(path: &Utf8Path) -> Result<Vec<Found>> {
    let bytes = std::fs::read(path).with_context(|| path.to_string())?;
    let mut zip = ZipArchive::new(Cursor::new(bytes)).with_context(|| format!("{path}: no Anki package"))?;
    let mut file = Scratch::new()?;
    file.file().write_all(&collection(&mut zip).with_context(|| path.to_string())?)?;
    notes(file.path()).with_context(|| format!("{path}: no collection of Anki's"))
}

fn collection(zip: &mut ZipArchive<impl Read + Seek>) -> Result<Vec<u8>> {
    let has = |name: &str| zip.index_for_name(name).is_some();
    if has("collection.anki21b") {
        bail!("in Anki's new format; export again with \"Support older Anki versions\" ticked");
    }
    let name = ["collection.anki21", "collection.anki2"].into_iter().find(|name| has(name));
    let mut bytes = Vec::new();
    zip.by_name(name.context("no Anki package: it holds no collection")?)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn notes(path: &std::path::Path) -> Result<Vec<Found>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let decks: String = connection.query_row("select decks from col", [], |row| row.get(0))?;
    let decks: HashMap<String, Value> = serde_json::from_str(&decks)?;
    let mut select = connection.prepare(
        "select guid, mid, mod, tags, flds, (select did from cards where nid = notes.id order by ord) from notes order by id",
    )?;
    let rows = select.query_map([], |row| found(row, &decks))?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn found(row: &Row<'_>, decks: &HashMap<String, Value>) -> rusqlite::Result<Option<Found>> {
    let guid: String = row.get(0)?;
    let kind = match row.get::<_, i64>(1)? {
        id if id == BASIC.id => LineType::Basic,
        id if id == CLOZE.id => LineType::Cloze,
        _ => return Ok(None),
    };
    let (tags, fields): (String, String) = (row.get(3)?, row.get(4)?);
    let fields: Vec<String> = fields.split('\u{1f}').map(str::to_owned).collect();
    let Ok(fields) = Fields::try_from(fields) else { return Ok(None) };
    let deck: Option<i64> = row.get(5)?;
    let deck = deck.and_then(|id| decks.get(&id.to_string())?.get("name")?.as_str());
    let tags = tags.split_whitespace().filter(|tag| !ANKIS_TAGS.contains(tag)).map(str::to_owned).collect();
    let deck = deck.unwrap_or_default().to_owned();
    Ok(Some(Found { guid: Guid(guid), kind, fields, tags, deck, modified: row.get(2)? }))
}
