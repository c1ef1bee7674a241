//! How long the whole process takes, beside a floor measured in the same run.
//!
//! `cargo bench` makes vaults of 1,000 and 10,000 notes of about 500 bytes, always the same, and measures the optimised
//! binary on them; `cargo bench -- 1000 10000 100000` other sizes. The floor of reading is: read all files and let
//! pulldown-cmark walk them, on one thread. The floor of a deck is that, and as many rows in a bare SQLite file as the deck has,
//! and that file deflated. Memory is the peak that Linux gives for the process.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program of its own, not the product")]

mod floor;
mod run;
mod vault;

use run::{Run, recto};
use vault::Vault;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!("{:>7}  {:<26} {:>8} {:>7} {:>7}  memory", "notes", "", "seconds", "floors", "MB/s");
    for size in sizes {
        let vault = Vault::new(size);
        measure(&vault);
    }
}

fn measure(vault: &Vault) {
    let read = floor::read(vault.path());
    let line = |what: &str, run: &Run, floor: f64| {
        let speed = vault.bytes() as f64 / 1e6 / run.seconds;
        let memory = run.memory.map_or(String::new(), |memory| format!("{:.0} MB", memory as f64 / 1e6));
        println!(
            "{:>7}  {what:<26} {:>8.3} {:>7.2} {speed:>7.1}  {memory}",
            vault.notes(),
            run.seconds,
            run.seconds / floor
        );
    };
    line("floor: read, parse", &Run { seconds: read, memory: None }, read);
    let check = recto(vault.path(), &["check", "-q"]);
    line("check", &check, read);
    let first = recto(vault.path(), &["deck", "-q", "-o", "deck.apkg"]);
    let rows = floor::rows(vault.path());
    let deck = read + floor::deck(vault.path(), rows);
    line("floor: read, parse, rows", &Run { seconds: deck, memory: None }, deck);
    line(&format!("deck of {rows} cards"), &first, deck);
    line("deck again", &recto(vault.path(), &["deck", "-q", "-o", "deck.apkg"]), deck);
    line("csv", &recto(vault.path(), &["csv", "-q", "-o", "cards.csv"]), read);
    let build = recto(vault.path(), &["build", "-q"]);
    line("build: deck, sheets, csv", &build, deck);
    vault.touch();
    let again = recto(vault.path(), &["build", "-q"]);
    line("build, one note changed", &again, deck);
    println!("{:>7}  one note changed: {:.2} of the first build", vault.notes(), again.seconds / build.seconds);
}
