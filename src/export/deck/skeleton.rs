//! The empty collection that genanki-rs writes: statements of the schema, and the one row of `col`.
//!
//! It is asked once, through a prototype note a note type, and sees nothing of the user's: its Mustache renders only our
//! own templates, which the user's replace afterwards.

use std::io::{Cursor, Read};

use anyhow::{Context, Result};
use genanki_rs::{Deck, Field, Model, ModelType, Note, Package, Template};
use rusqlite::{Connection, Row};
use serde_json::Value;

use crate::cards::note_type::{BASIC, CLOZE, NoteType, Templates};

/// What a collection starts from.
pub(super) struct Skeleton {
    /// `CREATE TABLE …`
    pub(super) tables: Vec<String>,
    /// `CREATE INDEX …`
    pub(super) indexes: Vec<String>,
    /// The numbers of the `col` row: `id`, `crt`, `mod`, `scm`, `ver`, `dty`, `usn`, `ls`.
    pub(super) numbers: [i64; 8],
    /// `conf`.
    pub(super) conf: String,
    /// The note types, by id.
    pub(super) models: Value,
    /// Anki's `Default` deck and the prototypes'.
    pub(super) decks: Value,
    /// The option groups, by id.
    pub(super) dconf: Value,
    /// `tags`.
    pub(super) tags: String,
}

/// The prototypes' deck.
pub(super) const PROTOTYPE: &str = "2";

/// Asks genanki-rs for an empty collection with both note types.
pub(super) fn skeleton() -> Result<Skeleton> {
    let bytes = collection(&package()?)?;
    let file = tempfile::NamedTempFile::new().context("no temporary file for the collection")?;
    std::io::copy(&mut Cursor::new(bytes), &mut file.as_file())?;
    let connection = Connection::open(file.path())?;
    let skeleton = connection.query_row("SELECT * FROM col", [], |row| Ok(read(row)))??;
    let tables = statements(&connection, "table")?;
    let indexes = statements(&connection, "index")?;
    Ok(Skeleton { tables, indexes, ..skeleton })
}

/// A package with one prototype note a note type.
fn package() -> Result<Vec<u8>> {
    let mut deck = Deck::new(PROTOTYPE.parse()?, "Prototype", "");
    for (note_type, model) in models() {
        let prototype = match note_type {
            CLOZE => "{{c1::x}}",
            _ => "x",
        };
        deck.add_note(Note::new(model, note_type.fields().map(|_| prototype).to_vec())?);
    }
    let mut bytes = Cursor::new(Vec::new());
    // A fixed time: what is kept of the package must not depend on the clock.
    Package::new(vec![deck], Vec::new())?.write_timestamp(&mut bytes, 1.0)?;
    Ok(bytes.into_inner())
}

fn models() -> [(NoteType, Model); 2] {
    let ours = Templates::builtin();
    let template = |name: &str, front: &str, back: &str| Template::new(name).qfmt(front).afmt(back);
    let model = |note_type: NoteType, templates| {
        let fields = note_type.fields().map(Field::new).to_vec();
        Model::new(note_type.id, note_type.name, fields, templates)
    };
    let basic = vec![
        template("Card", &ours.basic_front, &ours.basic_back),
        template("Reverse", &ours.reverse_front, &ours.reverse_back),
    ];
    let cloze = vec![template("Cloze", &ours.cloze_front, &ours.cloze_back)];
    [(BASIC, model(BASIC, basic)), (CLOZE, model(CLOZE, cloze).model_type(ModelType::Cloze))]
}

fn collection(package: &[u8]) -> Result<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package))?;
    let mut bytes = Vec::new();
    archive.by_name("collection.anki2")?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read(row: &Row<'_>) -> Result<Skeleton> {
    let mut numbers = [0; 8];
    for (column, number) in numbers.iter_mut().enumerate() {
        *number = row.get::<_, Option<i64>>(column)?.unwrap_or_default();
    }
    let json = |column: usize| -> Result<Value> { Ok(serde_json::from_str(&row.get::<_, String>(column)?)?) };
    Ok(Skeleton {
        tables: Vec::new(),
        indexes: Vec::new(),
        numbers,
        conf: row.get(8)?,
        models: json(9)?,
        decks: json(10)?,
        dconf: json(11)?,
        tags: row.get(12)?,
    })
}

fn statements(connection: &Connection, kind: &str) -> Result<Vec<String>> {
    let mut query =
        connection.prepare("SELECT sql FROM sqlite_master WHERE type = ? AND sql NOT NULL ORDER BY rowid")?;
    let statements = query.query_map([kind], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(statements)
}
