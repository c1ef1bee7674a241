//! The empty collection that genanki-rs writes: statements of the schema, and the one row of `col`.
//!
//! It is asked once, through a prototype note a note type, and sees nothing of the user's: its Mustache renders only
//! prototypes, which the templates in force replace afterwards.

use std::io::{Cursor, Read};

use anyhow::{Context, Result};
use genanki_rs::{Deck, Field, Model, ModelType, Note, Package, Template};
use rusqlite::{Connection, Row};
use serde_json::{Value, json};

use crate::cards::note_type::{BASIC, CLOZE, NoteType};
use crate::export::output::Scratch;

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
    /// The prototypes' note types, by id.
    models: Value,
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
    let mut file = Scratch::new()?;
    std::io::copy(&mut Cursor::new(bytes), file.file())?;
    let connection = Connection::open(file.path())?;
    let skeleton = connection.query_row("SELECT * FROM col", [], |row| Ok(read(row)))??;
    let tables = statements(&connection, "table")?;
    let indexes = statements(&connection, "index")?;
    Ok(Skeleton { tables, indexes, ..skeleton })
}

/// A package with one prototype note a note type. Their models have one field and one template, since genanki-rs compiles
/// a regex for each pair of them; [`Skeleton::model`] makes all others after these.
fn package() -> Result<Vec<u8>> {
    let mut deck = Deck::new(PROTOTYPE.parse()?, "Prototype", "");
    for (note_type, kind, front, prototype) in
        [(BASIC, ModelType::FrontBack, "{{Front}}", "x"), (CLOZE, ModelType::Cloze, "{{cloze:Text}}", "{{c1::x}}")]
    {
        let field = Field::new(note_type.first_field);
        let template = Template::new("Card").qfmt(front).afmt(front);
        let model = Model::new(note_type.id, note_type.name, vec![field], vec![template]).model_type(kind);
        deck.add_note(Note::new(model, vec![prototype])?);
    }
    let mut bytes = Cursor::new(Vec::new());
    // A fixed time: what is kept of the package must not depend on the clock.
    Package::new(vec![deck], Vec::new())?.write_timestamp(&mut bytes, 1.0)?;
    Ok(bytes.into_inner())
}

impl Skeleton {
    /// The note type with all its fields, and a template for each of `sides` (name, front, back).
    pub(super) fn model(&self, note_type: NoteType, sides: &[(&str, &str, &str)]) -> Result<Value> {
        let mut model = self.models.get(note_type.id.to_string()).context("genanki-rs wrote no note type")?.clone();
        let (field, template) = (model["flds"][0].clone(), model["tmpls"][0].clone());
        let fields = note_type.fields().into_iter().enumerate().map(|(ordinal, name)| {
            let mut field = field.clone();
            (field["name"], field["ord"]) = (json!(name), json!(ordinal));
            field
        });
        let templates = sides.iter().enumerate().map(|(ordinal, (name, front, back))| {
            let mut template = template.clone();
            (template["name"], template["ord"]) = (json!(name), json!(ordinal));
            (template["qfmt"], template["afmt"]) = (json!(front), json!(back));
            template
        });
        (model["flds"], model["tmpls"]) = (fields.collect(), templates.collect());
        Ok(model)
    }
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
