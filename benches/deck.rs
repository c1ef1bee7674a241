//! Writing a deck, against the least that could be done: the same rows into bare SQLite, and the same bytes deflated.
//!
//! `cargo bench --bench deck` prints a line for each size; both are measured in one run, the best of three.

#![allow(clippy::disallowed_macros, reason = "a bench prints its table")]

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use recto::cards::note_type::{Fields, Templates};
use recto::cards::{Card, CardKind, Guid, Place, Rule};
use recto::config::Settings;
use recto::export::deck::Deck;
use recto::export::output::Output;
use recto::export::{Exporter, Study};
use recto::media::Media;
use recto::model::{CardLevel, Notebook, Span, TopicRef};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

const RUNS: usize = 3;

fn main() {
    println!("{:>8}  {:>9}  {:>9}  {:>5}  {:>8}  {:>9}", "notes", "deck", "bare", "ratio", "package", "peak");
    for count in [10_000, 100_000] {
        let (cards, fields) = (cards(count), fields(count));
        let package = export(&cards, &fields);
        let rows = Rows::of(&package);
        let ours = best(|| drop(export(&cards, &fields)));
        let bare = best(|| rows.write());
        let ratio = ours.as_secs_f64() / bare.as_secs_f64();
        let megabytes = package.len() / 1_000_000;
        println!("{count:>8}  {ours:>9.2?}  {bare:>9.2?}  {ratio:>5.2}  {megabytes:>5} MB  {:>6} MB", peak());
    }
}

fn best(mut run: impl FnMut()) -> Duration {
    let time = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}

fn export(cards: &[Card], fields: &[Fields]) -> Vec<u8> {
    let study = Study {
        notebook: &Notebook::default(),
        notes: &[],
        cards,
        fields,
        retired: &[],
        templates: &Templates::builtin(),
        note_type_mods: [1_700_000_000; 2],
        settings: &Settings::default(),
        media: &Media::default(),
        title: "Bench",
    };
    let mut out = Output::memory();
    Deck.export(&study, &mut out).expect("a deck");
    out.into_bytes()
}

fn cards(count: usize) -> Vec<Card> {
    let card = |number: usize| Card {
        guid: Guid(format!("guid{number:08}")),
        kind: if number.is_multiple_of(10) { CardKind::Reversed } else { CardKind::Basic },
        rule: Rule::R(1),
        level: CardLevel::Section,
        topic: TopicRef::default(),
        place: Place::default(),
        context: Vec::new(),
        front: Vec::new(),
        back: Vec::new(),
        extra: Vec::new(),
        hint: String::new(),
        typed: String::new(),
        deck: format!("Study::Part {}", number / 500),
        tags: vec!["bench".to_owned()],
        span: Span::default(),
        modified: 1_700_000_000,
    };
    (0..count).map(card).collect()
}

/// Fields of the size that notes of our own have: a question, an answer of some lines, some code now and then.
fn fields(count: usize) -> Vec<Fields> {
    let field = |number: usize| {
        let lines: Vec<_> =
            (0..=number % 7).map(|line| format!("<li>fact {} of {number}</li>", line * 7919 % 101)).collect();
        let code = if number.is_multiple_of(4) {
            format!("<pre class=\"code\"><code>x{number} = {number}</code></pre>")
        } else {
            String::new()
        };
        [
            format!("What does <strong>thing {number}</strong> do?"),
            format!("<ul>{}</ul>", lines.join("")),
            code,
            String::new(),
            format!("Study › Part {} › Thing {number}", number / 500),
            format!("part-{}.md › Thing {number}", number / 500),
            String::new(),
            String::new(),
            format!("guid{number:08}"),
        ]
    };
    (0..count).map(field).collect()
}

/// What a package holds, ready to be written again.
struct Rows {
    statements: Vec<String>,
    tables: Vec<(&'static str, Vec<Vec<Value>>)>,
    collection: Vec<u8>,
}

impl Rows {
    fn of(package: &[u8]) -> Self {
        let mut collection = Vec::new();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a zip");
        archive.by_name("collection.anki2").expect("a collection").read_to_end(&mut collection).expect("read");
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&collection).expect("written");
        let connection = Connection::open(file.path()).expect("opened");
        let mut query =
            connection.prepare("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY rowid").expect("a query");
        let statements = query.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("text");
        let tables = ["col", "notes", "cards"].map(|table| (table, rows(&connection, table))).into();
        Self { statements, tables, collection }
    }

    fn write(&self) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut connection = Connection::open(file.path()).expect("opened");
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF").expect("set");
        let transaction = connection.transaction().expect("begun");
        for statement in &self.statements {
            transaction.execute_batch(statement).expect("made");
        }
        for (table, rows) in &self.tables {
            let places = vec!["?"; rows[0].len()].join(", ");
            let mut insert = transaction.prepare(&format!("INSERT INTO {table} VALUES ({places})")).expect("prepared");
            for row in rows {
                insert.execute(params_from_iter(row)).expect("inserted");
            }
        }
        transaction.commit().expect("committed");
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        deflate.write_all(&self.collection).expect("deflated");
        drop(deflate.finish().expect("deflated"));
    }
}

fn rows(connection: &Connection, table: &str) -> Vec<Vec<Value>> {
    let mut query = connection.prepare(&format!("SELECT * FROM {table}")).expect("a query");
    let columns = query.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    query.query_map([], row).expect("rows").collect::<Result<_, _>>().expect("values")
}

/// The most memory this process has had, in MB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1000
}
