//! The phrase book against `tests/phrases/*.txt`: a line is a heading and the question it asks.

use std::path::Path;

use crate::cards::tests::explained;
use crate::model::CardLevel;

/// A note with the headings of `Parent > heading`, outermost first, and a body that is no definition.
fn note(language: &str, titles: &[&str]) -> String {
    let mut note = format!("---\nlang: {language}\n---\n");
    for (depth, title) in titles.iter().enumerate() {
        note += &"#".repeat(depth + 1);
        note += &[" ", title, "\n\n"].concat();
    }
    note + "Actually much of it. More of it. And so on.\n"
}

/// What the last of the headings asks.
fn asked(language: &str, titles: &[&str]) -> String {
    let cards = explained(&note(language, titles), CardLevel::Section).cards;
    cards.first().map_or_else(String::new, |card| card.front.clone())
}

fn check(language: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/phrases/{language}.txt"));
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((heading, question)) = line.split_once(" => ") else { continue };
        let titles: Vec<&str> = heading.split(" > ").collect();
        let found = asked(language, &titles);
        if found != question {
            wrong.push(format!("{heading}\n  wanted {question}\n  found  {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english() {
    check("en");
}

#[test]
fn spanish() {
    check("es");
}

#[test]
fn chinese() {
    check("zh");
}
