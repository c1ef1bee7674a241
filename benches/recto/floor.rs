//! What nobody can be faster than who does the same with the same libraries.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use pulldown_cmark::{Options, Parser};
use rusqlite::{Connection, params};

/// Seconds to read all notes and walk them with pulldown-cmark.
pub(crate) fn read(vault: &Path) -> f64 {
    let begun = Instant::now();
    let events: usize = texts(vault).iter().map(|text| Parser::new_ext(text, Options::all()).count()).sum();
    assert!(events > 0);
    begun.elapsed().as_secs_f64()
}

/// How many notes the lock of the vault holds.
pub(crate) fn rows(vault: &Path) -> usize {
    let lock = std::fs::read_to_string(vault.join("recto.lock")).expect("a deck was made");
    lock.lines().filter(|line| line.matches('\t').count() > 5).count()
}

/// Seconds to write as many notes and cards into SQLite, and to deflate the file.
pub(crate) fn deck(vault: &Path, rows: usize) -> f64 {
    let texts = texts(vault);
    let path = vault.join("floor.anki2");
    let begun = Instant::now();
    insert(&path, &texts, rows).expect("rows go in");
    let bytes = std::fs::read(&path).expect("the file is there");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("collection.anki2", zip::write::SimpleFileOptions::default()).expect("a file begins");
    zip.write_all(&bytes).expect("bytes go in");
    std::fs::write(vault.join("floor.apkg"), zip.finish().expect("the zip ends").into_inner()).expect("written");
    begun.elapsed().as_secs_f64()
}

fn insert(path: &Path, texts: &[String], rows: usize) -> rusqlite::Result<()> {
    let _ = std::fs::remove_file(path);
    let mut db = Connection::open(path)?;
    db.execute_batch(
        "create table notes (id integer primary key, guid text, mid integer, mod integer, tags text, flds text, sfld text);
         create table cards (id integer primary key, nid integer, did integer, ord integer, mod integer, due integer);",
    )?;
    let transaction = db.transaction()?;
    {
        let mut note = transaction.prepare("insert into notes values (?, ?, 1, 1, '', ?, ?)")?;
        let mut card = transaction.prepare("insert into cards values (?, ?, 1, 0, 1, ?)")?;
        let each = rows.div_ceil(texts.len()).max(1);
        for n in 0..rows {
            let text = &texts[(n / each) % texts.len()];
            let fields = &text[..text.len() / each];
            note.execute(params![n as i64, n.to_string(), fields, &fields[..fields.len().min(30)]])?;
            card.execute(params![n as i64, n as i64, n as i64])?;
        }
    }
    transaction.commit()
}

/// The notes of the vault.
pub(crate) fn texts(vault: &Path) -> Vec<String> {
    let walk = ignore::Walk::new(vault.join("notes")).flatten();
    let paths: Vec<PathBuf> = walk.map(ignore::DirEntry::into_path).filter(|path| path.is_file()).collect();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a note")).collect()
}
