//! How long the whole process takes, beside a floor measured in the same run.
//!
//! `cargo bench --bench recto` makes vaults of 1,000 and 10,000 notes of about 500 bytes, always the same, and measures the
//! optimised binary on them; `cargo bench --bench recto -- 1000 10000 100000` other sizes. The floor of reading is: read all
//! files and let pulldown-cmark walk them, on one thread. The floor of a deck is that, and as many rows in a bare SQLite file as
//! the deck has, and that file deflated. Memory is the peak that Linux gives for the process. What follows is measured in this
//! process on one thread: parsing beside pulldown-cmark alone, deriving beside parsing. Last stands how the time a note takes
//! grows with the number of notes.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, not the product")]

mod floor;
mod library;
mod run;
mod vault;

use library::Stages;
use run::{Run, recto};
use vault::Vault;

/// The allocator of the binary: the stages measured in this process use the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What was measured: its name, the number of notes, seconds.
type Measured = Vec<(&'static str, usize, f64)>;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!("{:>7}  {:<26} {:>8} {:>7} {:>7}  memory", "notes", "", "seconds", "floors", "MB/s");
    let mut measured = Measured::new();
    for size in sizes {
        let vault = Vault::new(size);
        stages(&vault, &library::stages(&vault), &mut measured);
        outputs(&vault, &mut measured);
    }
    growth(&measured);
}

/// The outputs as a user makes them.
fn outputs(vault: &Vault, measured: &mut Measured) {
    let read = floor::read(vault.path());
    line(vault, "floor: read, parse", &Run { seconds: read, memory: None }, read);
    let mut run = |name: &'static str, arguments: &[&str], floor: f64| {
        let run = recto(vault.path(), arguments);
        line(vault, name, &run, floor);
        measured.push((name, vault.notes(), run.seconds));
        run.seconds
    };
    run("check", &["check", "-q"], read);
    run("csv", &["csv", "-q", "-o", "cards.csv"], read);
    run("sheet", &["sheet", "-q", "-o", "sheet.pdf"], read);
    // The first deck makes the lock, which says how many rows the floor has.
    let first = recto(vault.path(), &["deck", "-q", "-o", "deck.apkg"]);
    let rows = floor::rows(vault.path());
    let deck = read + floor::deck(vault.path(), rows);
    line(vault, "floor: read, parse, rows", &Run { seconds: deck, memory: None }, deck);
    line(vault, &format!("deck of {rows} cards"), &first, deck);
    run("deck again", &["deck", "-q", "-o", "deck.apkg"], deck);
    let build = run("build: deck, sheets, csv", &["build", "-q"], deck);
    vault.touch();
    let again = run("build, one note changed", &["build", "-q"], deck);
    println!("{:>7}  one note changed: {:.2} of the first build", vault.notes(), again / build);
    measured.push(("deck", vault.notes(), first.seconds));
}

/// The stages in this process.
fn stages(vault: &Vault, stages: &Stages, measured: &mut Measured) {
    let stage = |name: &str, seconds: f64, beside: f64, what: &str| {
        let speed = vault.bytes() as f64 / 1e6 / seconds;
        println!(
            "{:>7}  {name:<26} {seconds:>8.3} {:>7} {speed:>7.1}  {:.2} {what}",
            vault.notes(),
            "",
            seconds / beside
        );
    };
    stage("pulldown-cmark alone", stages.bare, stages.bare, "of itself");
    stage("parse", stages.parse, stages.bare, "of pulldown-cmark");
    stage("links", stages.links, stages.parse, "of parsing");
    stage("cards at section", stages.section, stages.parse, "of parsing");
    stage("cards at atomic", stages.atomic, stages.parse, "of parsing");
    measured.push(("parse", vault.notes(), stages.parse));
    measured.push(("cards at section", vault.notes(), stages.section));
}

fn line(vault: &Vault, what: &str, run: &Run, floor: f64) {
    let speed = vault.bytes() as f64 / 1e6 / run.seconds;
    let memory = run.memory.map_or(String::new(), |memory| format!("{:.0} MB", memory as f64 / 1e6));
    println!(
        "{:>7}  {what:<26} {:>8.3} {:>7.2} {speed:>7.1}  {memory}",
        vault.notes(),
        run.seconds,
        run.seconds / floor
    );
}

/// The time a note takes, beside what it takes in the smallest vault: 1.00 is linear.
fn growth(measured: &Measured) {
    for (name, notes, seconds) in measured {
        if let Some((_, fewer, first)) = measured.iter().find(|(first, fewer, _)| first == name && fewer < notes) {
            let grown = (seconds / *notes as f64) / (first / *fewer as f64);
            println!("{notes:>7}  {name:<26} a note takes {grown:.2} of what it takes among {fewer}");
        }
    }
}
