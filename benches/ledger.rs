//! A ledger of 100,000 cards: read, matched against notes of which one answer in a hundred was edited, written.
//!
//! `cargo bench --bench ledger` prints the time of each step, the best of three; the deriving and rendering of cards is not
//! the ledger's and not in it.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench prints its table and lays out its files"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use recto::cards::note_type::{Fields, Templates};
use recto::cards::{Card, CardKind, Guid, Place, Rule};
use recto::ledger::{Access, Lock, LockFile, Scope, format, matched};
use recto::model::{Block, BlockKind, CardLevel, Inline, NoteId, Notebook, Span, TopicId, TopicRef};

const CARDS: usize = 100_000;
const A_NOTE: usize = 40;
const RUNS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = Utf8PathBuf::from_path_buf(folder.path().to_owned()).expect("UTF-8");
    let notebook = notebook();
    let first = run(&notebook, cards(""), &Lock::default());
    std::fs::write(root.join("recto.lock"), format::print(&first)).expect("written");
    println!("{:>10}  {:>10}  {:>10}  {:>10}  {:>10}", "edit", "read", "match", "write", "all");
    for (name, edit) in [("none", ""), ("reword", "otherwise "), ("rename", "#")] {
        let times = (0..RUNS).map(|_| times(&root, &notebook, edit));
        let [read, matching, write] = times.min_by_key(|times| times.iter().sum::<Duration>()).unwrap_or_default();
        println!("{name:>10}  {read:>10.1?}  {matching:>10.1?}  {write:>10.1?}  {:>10.1?}", read + matching + write);
    }
}

fn times(root: &Utf8PathBuf, notebook: &Notebook, edit: &str) -> [Duration; 3] {
    let start = Instant::now();
    let (file, _) = LockFile::open(root, Access::Keep, || {}).expect("opened");
    let read = start.elapsed();
    let cards = cards(edit);
    let start = Instant::now();
    let lock = run(notebook, cards, file.lock().expect("a lock"));
    let matching = start.elapsed();
    let start = Instant::now();
    let old = std::fs::read(root.join("recto.lock")).expect("read");
    file.commit(&lock).expect("written");
    let write = start.elapsed();
    std::fs::write(root.join("recto.lock"), old).expect("written");
    [read, matching, write]
}

fn run(notebook: &Notebook, cards: Vec<Card>, lock: &Lock) -> Lock {
    let scope = Scope { walked: vec![Utf8PathBuf::new()], ..Scope::default() };
    let matched = matched(Some(lock), notebook, cards, &scope);
    let fields: Vec<Fields> = matched.cards.iter().map(fields).collect();
    matched.stamp(&fields, &Templates::default(), &|| 1).lock.expect("a lock")
}

fn fields(card: &Card) -> Fields {
    let mut fields = Fields::default();
    fields[1] = recto::text::plain::blocks(&card.back);
    fields
}

fn notebook() -> Notebook {
    let note =
        |id| recto::parse::parse(NoteId(id), &Utf8PathBuf::from(format!("topics/note-{id}.md")), Arc::from("")).0;
    Notebook { notes: (0..(CARDS / A_NOTE) as u32).map(note).collect(), ..Notebook::default() }
}

/// Every hundredth answer has `edit` in it; `#` renames every hundredth heading instead.
fn cards(edit: &str) -> Vec<Card> {
    (0..CARDS).map(|n| card(n, if n % 100 == 0 { edit } else { "" })).collect()
}

fn card(n: usize, edit: &str) -> Card {
    let (title, edit) = if edit == "#" { (format!("Topic {n} anew"), "") } else { (format!("Topic {n}"), edit) };
    let word = |at: usize| format!("word{}", (n * 7919 + at * 104_729) % 5000);
    let answer: Vec<String> = (0..14).map(word).collect();
    let topic = TopicRef { note: NoteId((n / A_NOTE) as u32), topic: TopicId(0) };
    Card {
        guid: Guid::default(),
        kind: CardKind::Basic,
        rule: Rule::R(1),
        level: CardLevel::Section,
        topic,
        place: Place { topics: vec![title.clone()], ..Place::default() },
        context: Vec::new(),
        front: paragraph(&format!("What is {title}?")),
        back: paragraph(&format!("{edit}{}", answer.join(" "))),
        extra: Vec::new(),
        hint: String::new(),
        typed: String::new(),
        deck: "Study".to_owned(),
        tags: Vec::new(),
        span: Span::default(),
        modified: 0,
    }
}

fn paragraph(text: &str) -> Vec<Block> {
    vec![Block::new(BlockKind::Paragraph(vec![Inline::text(text, Span::default())]), Span::default())]
}
