//! How the time grows when a text does: `cargo bench --bench doubling`, or with words of the names of a few inputs.
//!
//! Each input is read, linked and made into cards at n, 2n and 4n, in this process and on one thread; twice the text should
//! take twice the time. It asserts nothing: a machine that does other things at the same time gives other figures.

#![allow(clippy::disallowed_macros, reason = "a program of its own, not the product")]

mod inputs;

use std::sync::Arc;
use std::time::Instant;

use recto::cards::derive;
use recto::config::Settings;
use recto::model::{NoteId, Notebook};
use recto::parse::{parse, resolve};

/// Growth over this, where the time can be told from noise, is worth a look.
const STEEP: f64 = 2.3;
/// Less than this many seconds are noise.
const NOISE: f64 = 0.1;
/// The fastest of so many runs counts.
const RUNS: usize = 3;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    for (name, size, text) in inputs::inputs() {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            let seconds = [1, 2, 4].map(|times| one.install(|| fastest(&text(size * times))));
            line(name, size, seconds);
        }
    }
}

fn line(name: &str, size: usize, seconds: [f64; 3]) {
    let [once, twice, four] = seconds;
    let grown = [twice / once, four / twice];
    let steep = grown[0] > STEEP && twice > NOISE || grown[1] > STEEP && four > NOISE;
    let sign = if steep { "steep" } else { "" };
    println!("{name:<24} {size:>8} {once:>8.3} {twice:>8.3} {four:>8.3}  {:>5.2} {:>5.2}  {sign}", grown[0], grown[1]);
}

/// Seconds from the text to its cards.
fn fastest(text: &str) -> f64 {
    let text: Arc<str> = text.into();
    let run = |_| {
        let begun = Instant::now();
        let note = parse(NoteId(0), "note.md".into(), Arc::clone(&text)).0;
        let mut notebook = Notebook { notes: vec![note], ..Notebook::default() };
        resolve(&mut notebook);
        drop(derive(&notebook, &Settings::default()));
        begun.elapsed().as_secs_f64()
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}
