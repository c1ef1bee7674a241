//! How many cards of a vault keep their GUID through edits, by kind of edit:
//!
//! `cargo run --release --example edits -- FOLDER [topic|section|atomic]`
//!
//! A card counts as kept if its GUID is there again, as crossed if an answer that stands once before and after has the
//! GUID that another such answer had.

#![allow(clippy::disallowed_macros, reason = "a tool for those who work on the ledger")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::{Context, Result};
use camino::Utf8PathBuf;
use recto::cards::note_type::{Fields, Templates};
use recto::cards::{Card, derive};
use recto::config::Settings;
use recto::ledger::{Lock, Scope, matched};
use recto::model::{CardLevel, NoteId, Notebook};
use recto::text::plain;

/// Paths and texts.
type Vault = BTreeMap<String, String>;
type Edit = fn(&mut Vault);

const EDITS: [(&str, Edit); 9] = [
    ("rename every third heading", |vault| each_line(vault, heading, 3, |line| format!("{line} anew"))),
    ("reword every third line", |vault| each_line(vault, text, 3, reworded)),
    ("both at once", |vault| {
        each_line(vault, heading, 3, |line| format!("{line} anew"));
        each_line(vault, text, 3, reworded);
    }),
    ("add a line before every third line", |vault| {
        each_line(vault, text, 3, |line| format!("A wholly new statement about matters untold.\n\n{line}"));
    }),
    ("rename all files", rename_files),
    ("rename all files and reword every third line", |vault| {
        rename_files(vault);
        each_line(vault, text, 3, reworded);
    }),
    ("move every fourth section to the next file", move_sections),
    ("split every file in two", split_files),
    ("swap neighbouring sections", swap_sections),
];

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("which folder?")?;
    let mut settings = Settings::default();
    settings.cards.level = match arguments.next().as_deref() {
        Some("topic") => CardLevel::Topic,
        Some("atomic") => CardLevel::Atomic,
        _ => CardLevel::Section,
    };
    let vault = read(&folder)?;
    let (before, lock) = build(&vault, &settings, &Lock::default());
    println!("{folder}: {} notes, {} cards", vault.len(), before.len());
    for (name, edit) in EDITS {
        let mut edited = vault.clone();
        edit(&mut edited);
        let (after, _) = build(&edited, &settings, &lock);
        report(name, &before, &after);
    }
    let mut other = settings.clone();
    other.cards.level = if settings.cards.level == CardLevel::Atomic { CardLevel::Section } else { CardLevel::Atomic };
    let (_, switched) = build(&vault, &other, &lock);
    report("switch the level and back", &before, &build(&vault, &settings, &switched).0);
    Ok(())
}

fn read(folder: &str) -> Result<Vault> {
    let files = ignore::Walk::new(folder).flatten().filter(|entry| entry.path().extension().is_some_and(|e| e == "md"));
    let text = |path: &std::path::Path| -> Result<_> {
        let bytes = std::fs::read(path)?;
        Ok((path.strip_prefix(folder)?.to_string_lossy().into_owned(), String::from_utf8_lossy(&bytes).into_owned()))
    };
    files.map(|entry| text(entry.path())).collect()
}

fn build(vault: &Vault, settings: &Settings, lock: &Lock) -> (Vec<Card>, Lock) {
    let mut notebook = Notebook::default();
    for (id, (path, text)) in (0..).map(NoteId).zip(vault) {
        notebook.notes.push(recto::parse::parse(id, &Utf8PathBuf::from(path), Arc::from(text.as_str())).0);
    }
    let (derived, _) = derive(&notebook, settings);
    let scope = Scope { walked: vec![Utf8PathBuf::new()], ..Scope::default() };
    let matched = matched(Some(lock), &notebook, derived.cards, &scope);
    let fields: Vec<Fields> = matched.cards.iter().map(|_| Fields::default()).collect();
    let stamped = matched.stamp(&fields, &Templates::default(), &|| 1);
    (stamped.cards, stamped.lock.unwrap_or_default())
}

fn report(name: &str, before: &[Card], after: &[Card]) {
    let guids = |cards: &[Card]| cards.iter().map(|card| card.guid.clone()).collect::<BTreeSet<_>>();
    let kept = guids(before).intersection(&guids(after)).count();
    let (then, now) = (once(before), once(after));
    let owners: HashMap<_, _> = then.iter().map(|(answer, card)| (&card.guid, answer)).collect();
    let crossed = now.iter().filter(|(answer, card)| {
        let owner = owners.get(&card.guid);
        owner.is_some_and(|owner| owner != answer && now.contains_key(*owner) && then.contains_key(*answer))
    });
    let share = 100.0 * kept as f64 / before.len().max(1) as f64;
    println!("  {share:5.1} % kept, {:3} crossed, {:5} cards after: {name}", crossed.count(), after.len());
}

/// The cards whose answer no other has.
fn once(cards: &[Card]) -> HashMap<String, &Card> {
    let mut by_answer: HashMap<String, Vec<&Card>> = HashMap::new();
    for card in cards {
        let answer = if card.back.is_empty() { &card.front } else { &card.back };
        by_answer.entry(plain::blocks(answer)).or_default().push(card);
    }
    by_answer.into_iter().filter(|(_, cards)| cards.len() == 1).map(|(answer, cards)| (answer, cards[0])).collect()
}

fn heading(line: &str) -> bool {
    line.starts_with("##")
}

fn text(line: &str) -> bool {
    line.split_whitespace().count() >= 6 && !line.contains(['|', '`', '$', '[', '{', ':']) && !heading(line)
}

fn reworded(line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    let at = words.len() / 2;
    words[at] = "otherwise";
    words.join(" ")
}

/// Changes every `nth` line that `chosen` takes, outside code and front matter.
fn each_line(vault: &mut Vault, chosen: fn(&str) -> bool, nth: usize, change: impl Fn(&str) -> String) {
    for note in vault.values_mut() {
        let (mut fenced, mut seen) = (false, 0);
        let lines = note.lines().map(|line| {
            fenced ^= line.trim_start().starts_with("```") || line.starts_with("---");
            seen += usize::from(!fenced && chosen(line));
            if !fenced && chosen(line) && seen % nth == 0 { change(line) } else { line.to_owned() }
        });
        *note = lines.collect::<Vec<_>>().join("\n");
    }
}

fn rename_files(vault: &mut Vault) {
    *vault = std::mem::take(vault).into_iter().map(|(path, text)| (format!("archive/new-{path}"), text)).collect();
}

/// A note's beginning and its `##` sections.
fn sections(text: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    for line in text.lines() {
        if line.starts_with("## ") {
            sections.push(String::new());
        }
        if let Some(section) = sections.last_mut() {
            section.extend([line, "\n"]);
        }
    }
    sections
}

fn move_sections(vault: &mut Vault) {
    let mut moved = String::new();
    for note in vault.values_mut() {
        let arrived = std::mem::take(&mut moved);
        let mut kept = String::new();
        for (at, section) in sections(note).into_iter().enumerate() {
            let to = if at > 0 && at % 4 == 0 { &mut moved } else { &mut kept };
            to.push_str(&section);
        }
        *note = format!("{kept}\n{arrived}");
    }
    if let Some(last) = vault.values_mut().next_back() {
        last.push_str(&moved);
    }
}

fn split_files(vault: &mut Vault) {
    for (path, text) in vault.clone() {
        let sections = sections(&text);
        let half = sections.len() / 2;
        vault.insert(path.clone(), sections[..=half.min(sections.len() - 1)].concat());
        vault.insert(format!("{path}-2.md"), sections[half + 1..].concat());
    }
}

fn swap_sections(vault: &mut Vault) {
    for note in vault.values_mut() {
        let mut sections = sections(note);
        for pair in sections[1..].chunks_mut(2) {
            pair.reverse();
        }
        *note = sections.concat();
    }
}
