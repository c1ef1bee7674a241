//! CSV comes back cell by cell, wherever it is read.

use serde_json::Value;

use super::support::{Run, Vault, python};

const NOTE: &str = "\
---
tags: [maths, set theory]
---
# Sets

## == vs is

- **\"equal\"**: same value, and:
  - lists, say
- **identical**: same place; `a is b`

## Union

What is in one, or the other, or both.

\t| sign | read |
";

fn vault() -> Vault {
    Vault::new().note("sets.md", NOTE).note("recto.toml", "name = \"Deck, with comma\"\nnotes = [\".\"]\n")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn rows(vault: &Vault, path: &str, delimiter: &str) -> Option<Vec<Vec<String>>> {
    let path = vault.path(path);
    let text = python("csv_read.py", &["rows", path.to_str()?, delimiter])?;
    Some(serde_json::from_str(&text).expect("rows"))
}

fn explained(run: &Run, column: &str) -> Vec<String> {
    let cards = json(&run.stdout)["cards"].clone();
    let cards = cards.as_array().expect("cards").iter();
    cards.map(|card| card[column].as_str().expect("text").to_owned()).collect()
}

#[test]
fn a_row_a_card_in_the_words_of_explain() {
    let vault = vault();
    vault.run("csv --text markdown --columns front,back,extra,deck -o cards.csv").ok();
    let explained_run = vault.run("explain --format json").ok();
    let Some(rows) = rows(&vault, "cards.csv", ",") else { return };
    assert_eq!(rows[0], ["front", "back", "extra", "deck"]);
    for (n, column) in rows[0].iter().enumerate() {
        let cells: Vec<_> = rows[1..].iter().map(|row| row[n].clone()).collect();
        assert_eq!(cells, explained(&explained_run, column), "{column}");
    }
}

#[test]
fn the_columns_are_documented_ones() {
    let vault = vault();
    let run = vault.run("csv -o -").ok();
    assert!(run.stdout.starts_with("deck,context,front,back,extra,hint,tags,type,path,line\r\n"), "{}", run.stdout);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    vault.run("csv --columns fron").fails(2).stderr_has("front");
}

#[test]
fn another_delimiter_comes_back_too() {
    let vault = vault();
    vault.run("csv --delimiter tab -o cards.tsv").ok();
    vault.run("csv -o cards.csv").ok();
    let Some(tabs) = rows(&vault, "cards.tsv", "\t") else { return };
    assert_eq!(Some(tabs), rows(&vault, "cards.csv", ","));
    vault.run("csv --delimiter ab").fails(2);
}

#[test]
fn excel_takes_no_cell_for_a_formula() {
    let vault = vault();
    vault.run("csv --flavor excel --columns context,front,back -o cards.csv").ok();
    assert!(vault.bytes("cards.csv").starts_with(b"\xEF\xBB\xBF"));
    let Some(rows) = rows(&vault, "cards.csv", ",") else { return };
    let risky = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().flatten().any(risky), "{rows:?}");
}

#[test]
fn quizlet_gets_a_line_a_card() {
    let vault = vault();
    let lines = vault.run("csv --flavor quizlet -o -").ok().stdout;
    let cards = json(&vault.run("explain --format json").ok().stdout)["cards"].as_array().expect("cards").len();
    assert_eq!(lines.lines().count(), cards);
    assert!(lines.lines().all(|line| line.matches('\t').count() == 1), "{lines}");
}

#[test]
fn anki_takes_the_csv_for_the_deck_itself() {
    let vault = Vault::copy_of("notes");
    vault.write("sets.md", NOTE.as_bytes());
    vault.run("deck . -o deck.apkg").ok();
    vault.run("csv . --flavor anki -o notes.csv").ok();
    let (deck, csv) = (vault.path("deck.apkg"), vault.path("notes.csv"));
    let Some(report) = python("csv_read.py", &["anki", deck.to_str().expect("UTF-8"), csv.to_str().expect("UTF-8")])
    else {
        return;
    };
    let report = json(&report);
    let notes = report["deck"].as_object().expect("notes").len();
    assert!(notes > 20, "{notes}");
    assert_eq!(report["over"]["new"], 0, "over the deck nothing is new");
    assert_eq!(report["first"]["new"], notes);
    assert_eq!(report["csv"], report["deck"], "the same notes, field by field");
    assert_eq!((&report["again"]["new"], &report["count"]), (&0.into(), &notes.into()), "again adds none");
}

#[test]
fn plain_csv_writes_no_lock_and_anki_s_does() {
    let vault = vault();
    vault.run("csv").ok();
    assert!(!vault.exists("recto.lock"));
    vault.run("csv --flavor anki").ok().stderr_has("recto.lock made");
    assert!(vault.exists("recto.lock"));
}

#[test]
fn a_footnote_stands_in_parentheses() {
    let note = "# A\n\n## Yeast\nYeast is a fungus^[it has a wall] that eats sugar[^1].\n\n[^1]: Glucose first.\n";
    let run = Vault::new().note("a.md", note).run("csv -q -o - a.md").ok();
    assert!(run.stdout.contains("fungus (it has a wall)"), "{}", run.stdout);
    assert!(run.stdout.contains("sugar (Glucose first.)"), "{}", run.stdout);
}
