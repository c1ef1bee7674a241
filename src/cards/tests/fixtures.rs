//! `tests/cards/*.md`: a note, then `=== LEVEL` and the cards it must give, a line each.
//!
//! A line is `front => back`, line breaks written ` / `. The file's name is the note's. A new case is a new file.

use std::path::{Path, PathBuf};

use super::{named, of};
use crate::model::CardLevel;

/// The parts of a fixture: the note, then levels with their cards.
fn parts(text: &str) -> (String, Vec<(CardLevel, Vec<String>)>) {
    let mut levels: Vec<(CardLevel, Vec<String>)> = Vec::new();
    let mut note = String::new();
    for line in text.lines() {
        match (line.strip_prefix("=== "), levels.last_mut()) {
            (Some(level), _) => {
                let level = match level.trim() {
                    "topic" => CardLevel::Topic,
                    "section" => CardLevel::Section,
                    "atomic" => CardLevel::Atomic,
                    other => panic!("no level {other}"),
                };
                levels.push((level, Vec::new()));
            }
            (None, Some((_, cards))) if !line.trim().is_empty() => cards.push(line.to_owned()),
            (None, Some(_)) => {}
            (None, None) => {
                note.push_str(line);
                note.push('\n');
            }
        }
    }
    (note, levels)
}

#[test]
fn notes_give_the_cards_written_below_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cards");
    let entries = folder.read_dir().expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("UTF-8");
        let (note, levels) = parts(&text);
        let name = file.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        assert!(!levels.is_empty(), "{name} has no `=== level`");
        for (level, wanted) in levels {
            let found = of(&named(name, &note, level));
            if found != wanted {
                wrong.push(format!("{name}, {level:?}: gives\n{}\n", found.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
