//! Which words of notes are not in their model, folder by folder:
//!
//! `cargo run --release --example reading -- FOLDER…`
//!
//! Comments, tags, attributes, entities, labels of link definitions and numbers of items are no words of a text. What is
//! printed is to be looked at by eye: nothing that a reader of the note sees may be among it.

#![allow(clippy::disallowed_macros, reason = "a tool for those who work on the parser")]

#[path = "../tests/testsuite/words.rs"]
#[allow(unreachable_pub, reason = "shared with the tests")]
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use recto::model::NoteId;
use recto::parse::parse;
use words::Words;

/// What opens and closes a stretch that no reader sees.
const HIDDEN: [(&str, &str); 9] = [
    ("<!--", "-->"),
    ("%%", "%%"),
    ("<style", "</style>"),
    ("<head", "</head>"),
    ("{:", "}"),
    ("{.", "}"),
    ("{ .", "}"),
    ("{%", "%}"),
    ("][", "]"),
];

fn main() -> Result<()> {
    for folder in std::env::args().skip(1) {
        report(Path::new(&folder)).with_context(|| folder.clone())?;
    }
    Ok(())
}

/// Prints what a folder's notes lose.
fn report(folder: &Path) -> Result<()> {
    let (mut all, mut gone) = (0, Vec::new());
    for path in notes(folder) {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let text = text.replace("\r\n", "\n");
        let note = parse(NoteId(0), "note.md".into(), Arc::from(text.as_str())).0;
        let kept = lower(words::of_note(&note));
        // A tag inside a word may part it or not, in the model as on a page.
        let [parted, whole] = ["\u{20}", ""].map(|tag| lower(counted(&seen(&text, tag))));
        all += parted.values().sum::<usize>();
        let mut lost = words::lost(&parted, &kept);
        let anyway = words::lost(&whole, &kept);
        lost.retain(|(word, _)| anyway.iter().any(|(other, _)| other == word));
        for (word, times) in lost {
            let line = text.lines().find(|line| line.to_lowercase().contains(&word)).unwrap_or_default();
            gone.push((times, format!("{times:5} {word:20} {}: {}", path.display(), line.trim())));
        }
    }
    let lost: usize = gone.iter().map(|(times, _)| times).sum();
    println!("{}: {all} words, {lost} not in the model", folder.display());
    for (_, line) in &gone {
        println!("{line}");
    }
    Ok(())
}

fn notes(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = ignore::Walk::new(folder).flatten().map(ignore::DirEntry::into_path).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    paths
}

fn counted(text: &str) -> Words {
    let mut all = Words::new();
    words::count(text, &mut all);
    all
}

/// Words whatever their case: kinds of callouts and languages of code are kept in small letters.
fn lower(words: Words) -> Words {
    words.into_iter().fold(Words::new(), |mut all, (word, times)| {
        *all.entry(word.to_lowercase()).or_default() += times;
        all
    })
}

/// What a reader sees of a text, with `part` in place of each tag.
fn seen(text: &str, part: &str) -> String {
    let mut left = text.to_owned();
    for (open, close) in HIDDEN {
        left = without(&left, " ", |rest| Some(open.len() + rest.strip_prefix(open)?.find(close)? + close.len()));
    }
    left = without(&without(&left, " ", entity), part, tag);
    left.lines().map(|line| unnumbered(line).to_owned() + "\n").collect()
}

/// A line without the number of its item; nothing of an import, nor of a link definition, whose address is counted where it
/// is used.
fn unnumbered(line: &str) -> &str {
    let line = line.trim_start_matches(['>', ' ', '\t', '-', '*']);
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let defines = line.starts_with('[') && !line.starts_with("[^") && line.contains("]: ");
    let imports = line.starts_with("import ") && line.contains(" from ");
    match () {
        () if defines || imports => "",
        () if rest.starts_with(['.', ')']) => rest,
        () => line,
    }
}

/// The length of `<name …>` that `rest` begins with.
fn tag(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('<')?.trim_start_matches('/');
    let closed = name.find('>').filter(|_| name.starts_with(|sign: char| sign.is_ascii_alphabetic()))?;
    (!name[..closed].contains('<')).then_some(rest.len() - name.len() + closed + 1)
}

/// The length of `&name;` that `rest` begins with.
fn entity(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let closed = name.find(';')?;
    (closed > 0 && name[..closed].chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '#')).then_some(closed + 2)
}

/// `text` with `part` in place of each stretch whose length `hidden` tells where it begins.
fn without(text: &str, part: &str, hidden: impl Fn(&str) -> Option<usize>) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let skipped = hidden(rest);
        if skipped.is_some() {
            left.push_str(part);
        } else {
            left.push(sign);
        }
        rest = &rest[skipped.unwrap_or(sign.len_utf8())..];
    }
    left
}
