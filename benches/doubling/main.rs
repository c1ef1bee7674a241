//! How the time grows when a text does: `cargo bench --bench doubling`, or with words of the names of a few inputs.
//!
//! Each input goes through whole runs of the binary at n, 2n and 4n: `check` reads and links it, `csv` makes cards of it as
//! well, at two levels. Twice the text should take twice the time. What counts is the processor's time and not the clock's,
//! the least of a few runs, so that a machine that does other things at the same time gives much the same figures. It
//! asserts nothing, and tells nothing where the system does not count the time of children.

#![allow(clippy::disallowed_macros, reason = "a program of its own, not the product")]
#![allow(clippy::disallowed_methods, reason = "a bench lays out its note")]

mod inputs;
mod processor;

use std::path::Path;
use std::process::{Command, Stdio};

/// Growth over this, where the time can be told from noise, is worth a look.
const STEEP: f64 = 2.3;
/// Less than this many seconds are noise: a process takes some ten milliseconds to begin.
const NOISE: f64 = 0.1;
/// The cheapest of so many runs counts.
const RUNS: usize = 2;
/// The same where growth is steep at first sight.
const AGAIN: usize = 5;

/// What is run, each with the note behind it.
const COMMANDS: [&[&str]; 3] =
    [&["check"], &["csv", "-o", "-", "--cards", "section"], &["csv", "-o", "-", "--cards", "atomic"]];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let folder = tempfile::tempdir().expect("a folder");
    println!("{:<24} {:<8} {:>8}  {:>7} {:>7} {:>7}  growth", "", "", "size", "n", "2n", "4n");
    for (name, size, text) in inputs::inputs() {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            for (at, times) in [1, 2, 4].into_iter().enumerate() {
                std::fs::write(folder.path().join(NOTES[at]), text(size * times)).expect("a note");
            }
            for command in COMMANDS {
                line(name, size, command, measured(folder.path(), command));
            }
        }
    }
}

/// The same text at three sizes.
const NOTES: [&str; 3] = ["1.md", "2.md", "4.md"];

fn line(name: &str, size: usize, command: &[&str], seconds: [f64; 3]) {
    let label = if command.len() > 1 { command[command.len() - 1] } else { command[0] };
    let [once, twice, four] = seconds;
    let [first, last] = growth(seconds);
    let sign = if is_steep(seconds) { "steep" } else { "" };
    println!("{name:<24} {label:<8} {size:>8}  {once:>7.3} {twice:>7.3} {four:>7.3}  {first:>4.2} {last:>4.2}  {sign}");
}

/// Seconds at each size; looked at again where they seem to grow too fast.
fn measured(folder: &Path, command: &[&str]) -> [f64; 3] {
    let cheapest =
        |runs: usize| NOTES.map(|note| (0..runs).map(|_| run(folder, command, note)).fold(f64::MAX, f64::min));
    let seconds = cheapest(RUNS);
    if is_steep(seconds) { cheapest(AGAIN) } else { seconds }
}

fn growth([once, twice, four]: [f64; 3]) -> [f64; 2] {
    [twice / once, four / twice]
}

fn is_steep(seconds: [f64; 3]) -> bool {
    let [first, last] = growth(seconds);
    first > STEEP && seconds[1] > NOISE || last > STEEP && seconds[2] > NOISE
}

/// Seconds of the processor that a run takes.
fn run(folder: &Path, command: &[&str], note: &str) -> f64 {
    let before = processor::children();
    let mut recto = Command::new(env!("CARGO_BIN_EXE_recto"));
    recto.args(command).args(["--jobs", "1", "-q", note]).current_dir(folder);
    recto.stdout(Stdio::null()).stderr(Stdio::null());
    let status = recto.status().expect("recto starts");
    assert!(status.code().is_some(), "recto {command:?} {note}: {status}");
    processor::children() - before
}
