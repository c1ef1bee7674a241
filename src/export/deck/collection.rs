//! The collection: an SQLite file with the schema of genanki-rs and all rows in one transaction.
//!
//! Its bytes follow from the study alone. The rows go into a fresh file, so that no page keeps what a prototype or the
//! clock left in it, and the indexes are made when the rows are there.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, Statement, params};
use serde_json::{Value, json};

use super::checksum::{checksum, stripped};
use super::decks;
use super::skeleton::{PROTOTYPE, Skeleton, skeleton};
use crate::cards::note_type::{BASIC, CLOZE, Fields, NoteType, Templates};
use crate::cards::{Card, CardKind};
use crate::export::Study;

/// A field this large is a mistake, and would come near to SQLite's limits.
const LARGEST_FIELD: usize = 100_000_000;
/// Anki gives no card to a blank of a higher number.
const LAST_BLANK: u32 = 499;

/// Writes the collection to `path`, an empty file, and gives the number of cards.
pub(super) fn write(path: &Path, study: &Study<'_>, description: &str) -> Result<usize> {
    let skeleton = skeleton()?;
    let ids = decks::ids(study.cards.iter().map(|card| card.deck.as_str()));
    let mut connection = Connection::open(path)?;
    // The file is of no use until it is complete: no journal, no waiting for the disk.
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;",
    )?;
    let transaction = connection.transaction()?;
    for table in &skeleton.tables {
        transaction.execute_batch(table)?;
    }
    write_col(&transaction, &skeleton, &ids, study, description)?;
    let cards = Rows::new(&transaction, &ids)?.write(study)?;
    for index in &skeleton.indexes {
        transaction.execute_batch(index)?;
    }
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(cards)
}

fn write_col(
    connection: &Connection,
    skeleton: &Skeleton,
    ids: &BTreeMap<String, i64>,
    study: &Study<'_>,
    description: &str,
) -> Result<()> {
    let models = models(skeleton, study.templates, study.note_type_mods)?;
    let decks = decks::column(&skeleton.decks["1"], &skeleton.decks[PROTOTYPE], ids, description);
    let options = decks::options(&skeleton.dconf["1"]);
    let [id, crt, modified, scm, ver, dty, usn, ls] = skeleton.numbers;
    let json = [models.to_string(), decks.to_string(), options.to_string()];
    connection.execute(
        "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![id, crt, modified, scm, ver, dty, usn, ls, skeleton.conf, json[0], json[1], json[2], skeleton.tags],
    )?;
    Ok(())
}

/// The `models` column: the note types with the templates in force and the time they last changed.
fn models(skeleton: &Skeleton, templates: &Templates, mods: [i64; 2]) -> Result<Value> {
    let basic = [
        ("Card", templates.basic_front.as_str(), templates.basic_back.as_str()),
        ("Reverse", &templates.reverse_front, &templates.reverse_back),
    ];
    let cloze = [("Cloze", templates.cloze_front.as_str(), templates.cloze_back.as_str())];
    // Which fields a card needs: old clients ask, new ones work it out. (ordinal, all or any, fields)
    let basic_needs = json!([[0, "any", [0]], [1, "all", [6]]]);
    let cloze_needs = json!([[0, "any", [0]]]);
    let mut models = serde_json::Map::new();
    for (note_type, sides, needs, modified) in
        [(BASIC, basic.as_slice(), basic_needs, mods[0]), (CLOZE, cloze.as_slice(), cloze_needs, mods[1])]
    {
        let mut model = skeleton.model(note_type, sides)?;
        model["mod"] = json!(modified);
        model["did"] = json!(1);
        model["css"] = json!(templates.css);
        model["req"] = needs;
        models.insert(note_type.id.to_string(), model);
    }
    Ok(Value::Object(models))
}

/// The rows of `notes` and `cards`.
struct Rows<'c> {
    notes: Statement<'c>,
    cards: Statement<'c>,
    decks: &'c BTreeMap<String, i64>,
    next_card: i64,
}

impl<'c> Rows<'c> {
    fn new(connection: &'c Connection, decks: &'c BTreeMap<String, i64>) -> Result<Self> {
        let notes = connection.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        let cards =
            connection.prepare("INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')")?;
        Ok(Self { notes, cards, decks, next_card: 0 })
    }

    /// Ids are times in milliseconds for Anki, which shows them as dates of creation: they count on from the oldest change.
    fn write(mut self, study: &Study<'_>) -> Result<usize> {
        let first = study.cards.iter().map(|card| card.modified).min().unwrap_or_default().max(1) * 1000;
        self.next_card = first;
        for (position, (card, fields)) in study.cards.iter().zip(study.fields).enumerate() {
            self.note(first + position as i64, position as i64 + 1, card, fields)
                .with_context(|| format!("card {:?}", card.place.topics.join(" › ")))?;
        }
        Ok((self.next_card - first) as usize)
    }

    fn note(&mut self, id: i64, position: i64, card: &Card, fields: &Fields) -> Result<()> {
        if let Some(large) = fields.iter().find(|field| field.len() > LARGEST_FIELD) {
            bail!("a field of {} MB is too large for Anki", large.len() / 1_000_000);
        }
        let first_field = stripped(&fields[0]);
        let sum = checksum(&first_field);
        let tags = if card.tags.is_empty() { String::new() } else { format!(" {} ", card.tags.join(" ")) };
        let note_type = NoteType::of(card.kind).id;
        let row = params![id, card.guid.0, note_type, card.modified, tags, fields.join("\u{1f}"), first_field, sum];
        self.notes.execute(row)?;
        let deck = self.decks.get(&card.deck).copied().unwrap_or(1);
        for ordinal in ordinals(card.kind, &fields[0]) {
            self.cards.execute(params![self.next_card, id, deck, ordinal, card.modified, position])?;
            self.next_card += 1;
        }
        Ok(())
    }
}

/// The ordinals of a note's cards: one a template, or one a blank's number.
fn ordinals(kind: CardKind, first_field: &str) -> Vec<u32> {
    match kind {
        CardKind::Basic => vec![0],
        CardKind::Reversed => vec![0, 1],
        CardKind::Cloze => {
            let numbers =
                first_field.split("{{c").skip(1).filter_map(|rest| rest.split_once("::")?.0.parse::<u32>().ok());
            let mut ordinals: Vec<_> = numbers.filter(|n| (1..=LAST_BLANK).contains(n)).map(|n| n - 1).collect();
            ordinals.sort_unstable();
            ordinals.dedup();
            ordinals
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_for_each_number() {
        assert_eq!(ordinals(CardKind::Reversed, "x"), [0, 1]);
        assert_eq!(
            ordinals(CardKind::Cloze, "{{c3::a}} {<wbr>{c9::x}<wbr>} {{c1::b::h}} {{c3::c}} {{c500::d}}"),
            [0, 2]
        );
    }
}
