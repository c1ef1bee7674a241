//! `recto explain`: every card, the rule that made it, the line it came from, and what was dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Args, Command};
use serde_json::json;

use super::args::{Cards, Inputs, Making};
use super::json;
use super::session::Session;
use crate::cards::explain::{Entry, Explanation, Lost, explain};
use crate::cards::{Card, Derived, faces};
use crate::ledger::{NoteKey, card_key};
use crate::model::Notebook;
use crate::run::{Ledger, Need};

/// Lines of a question or an answer that are shown.
const LINES: usize = 6;

pub(super) fn command() -> Command {
    let stats = Arg::new("stats").long("stats").action(ArgAction::SetTrue);
    let stats = stats.help("Count cards by rule, type and note instead");
    let command = Cards::augment_args(Inputs::augment_args(Command::new("explain"))).arg(stats);
    command.about("Show every card, the rule that made it, the line it came from, and what was dropped")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Cards::given(matches))?;
    let mut reading = session.read()?;
    let ledger = Ledger { need: Need::Cards, access: session.access().reading(), partial: Making::levels(matches) };
    let outcome = session.make(&mut reading, ledger, |_| Vec::new())?;
    session.findings(&reading.notebook, &reading.diagnostics)?;
    let Some(dealt) = outcome.dealt else { return Ok(session) };
    let derived = Derived { cards: dealt.cards, dropped: dealt.dropped };
    let mut explanation = explain(&reading.notebook, &derived);
    name(&session, &reading.notebook, &derived, &mut explanation);
    if session.json() {
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &reading.diagnostics);
        let (cards, dropped) = (json!(explanation.cards), json!(explanation.dropped));
        json::print([("cards", cards), ("dropped", dropped), ("diagnostics", diagnostics)])?;
    } else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let show = if matches.get_flag("stats") { stats } else { cards };
        show(&mut out, &explanation)?;
        out.flush()?;
    }
    Ok(session)
}

/// Gives cards the keys that the ledger knows them by, and notes the paths that the user would write.
fn name(session: &Session, notebook: &Notebook, derived: &Derived, explanation: &mut Explanation) {
    let key = |card: &Card| card_key(&NoteKey::new(&notebook.note(card.topic.note).path), &card.place);
    let keys = derived.cards.iter().flat_map(|card| std::iter::repeat_n(key(card), faces(card).len()));
    for (entry, key) in explanation.cards.iter_mut().zip(keys) {
        entry.key = key;
    }
    let paths = explanation.cards.iter_mut().map(|entry| &mut entry.path);
    for path in paths.chain(explanation.dropped.iter_mut().map(|lost| &mut lost.path)) {
        *path = session.project.show(path.as_str().into()).into_string();
    }
}

/// Note by note, each card under its breadcrumb, then what was dropped.
fn cards(out: &mut dyn Write, explanation: &Explanation) -> Result<()> {
    let mut dropped = explanation.dropped.iter().peekable();
    for of_note in explanation.cards.chunk_by(|a, b| a.path == b.path) {
        let path = &of_note[0].path;
        writeln!(out, "{path}")?;
        for of_topic in of_note.chunk_by(|a, b| a.context == b.context) {
            writeln!(out, "  {}", of_topic[0].context)?;
            of_topic.iter().try_for_each(|entry| card(out, entry))?;
        }
        while let Some(lost) = dropped.next_if(|lost| lost.path == *path) {
            writeln!(out, "{:>5}  dropped, {}: {}", lost.line, lost.why, shortened(&lost.text, 1))?;
        }
        writeln!(out)?;
    }
    for Lost { path, line, text, why } in dropped {
        writeln!(out, "{path}:{line}: dropped, {why}: {}", shortened(text, 1))?;
    }
    Ok(())
}

fn card(out: &mut dyn Write, entry: &Entry) -> Result<()> {
    writeln!(out, "{:>5}  {:<8} {}", entry.line, entry.rule, indented(&shortened(&entry.front, LINES)))?;
    Ok(writeln!(out, "{:16}{}", "", indented(&shortened(&entry.back, LINES)))?)
}

/// The first lines of a text, without the blank ones.
fn shortened(text: &str, lines: usize) -> String {
    let mut all = text.lines().filter(|line| !line.trim().is_empty());
    let mut shown = all.by_ref().take(lines).collect::<Vec<_>>().join("\n");
    if all.next().is_some() {
        shown.push_str(" …");
    }
    shown
}

fn indented(text: &str) -> String {
    text.replace('\n', &format!("\n{:16}", ""))
}

/// How many cards each rule, type and level made.
fn stats(out: &mut dyn Write, explanation: &Explanation) -> Result<()> {
    let notes: BTreeSet<_> = explanation.cards.iter().map(|entry| &entry.path).collect();
    writeln!(out, "{:>6} cards of {} notes", explanation.cards.len(), notes.len())?;
    writeln!(out, "{:>6} pieces dropped", explanation.dropped.len())?;
    count(out, explanation, "rule", |entry| entry.rule.clone())?;
    count(out, explanation, "type", |entry| format!("{:?}", entry.kind).to_lowercase())?;
    count(out, explanation, "level", |entry| format!("{:?}", entry.level).to_lowercase())
}

fn count(out: &mut dyn Write, explanation: &Explanation, name: &str, of: fn(&Entry) -> String) -> Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    explanation.cards.iter().for_each(|entry| *counts.entry(of(entry)).or_default() += 1);
    writeln!(out, "by {name}")?;
    counts.iter().try_for_each(|(what, count)| Ok(writeln!(out, "{count:>6} {what}")?))
}
