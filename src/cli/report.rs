//! What a run made, for people on standard error or as the JSON document on standard output.

use std::collections::{BTreeMap, HashMap};
use std::io::{ErrorKind, Write};

use anyhow::Result;
use serde_json::{Value, json};

use super::json;
use super::session::Session;
use crate::Outcome;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ledger::Committed;
use crate::run::{Made, Reading, Written};

/// More outputs than this are counted by format, unless the user wants to see all.
const SHOWN: usize = 12;

/// Shows findings and outputs, and remembers whether all went well.
///
/// # Errors
/// If standard output or error cannot be written.
pub(super) fn show(session: &Session, reading: &Reading, outcome: &Outcome) -> Result<()> {
    let mut diagnostics = reading.diagnostics.clone();
    for made in &outcome.made {
        match &made.result {
            Ok(written) => diagnostics.extend(written.report.diagnostics.iter().cloned()),
            Err(error) => diagnostics.push(finding(made, error)),
        }
    }
    crate::run::deny(&mut diagnostics, &session.settings);
    session.findings(&reading.notebook, &diagnostics)?;
    if session.json() {
        let outputs = outcome.made.iter().filter_map(output).collect();
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &diagnostics);
        return json::print([("outputs", outputs), ("diagnostics", diagnostics)]);
    }
    // Whoever takes the bytes from standard output is a program.
    let piped = outcome.made.iter().all(|made| made.place.is_none());
    if session.global.quiet || (piped && !session.global.verbose) {
        return Ok(());
    }
    summary(session, outcome, &diagnostics)
}

/// An output that could not be made, as a finding.
fn finding(made: &Made, error: &anyhow::Error) -> Diagnostic {
    if let Some(diagnostic) = error.downcast_ref::<Diagnostic>() {
        return diagnostic.clone();
    }
    let path = made.place.as_ref().map_or("standard output", |place| place.as_str());
    // The outermost words are the path.
    let reason = crate::source::reasons(error.chain().skip(1));
    let finding = Diagnostic::file(Code::Unwritable, path, format!("cannot be written: {reason}"));
    let forbidden = [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem];
    match error.root_cause().downcast_ref::<std::io::Error>() {
        Some(cause) if forbidden.contains(&cause.kind()) => finding.help("`-o`, or `--out` of build, writes elsewhere"),
        _ => finding,
    }
}

fn output(made: &Made) -> Option<Value> {
    let written = made.result.as_ref().ok()?;
    Some(json!({
        "format": made.exporter.name(),
        "path": made.place,
        "cards": written.report.cards,
        "pages": written.report.pages,
        "fill": written.report.fill,
        "bytes": written.bytes,
        "changed": written.changed,
    }))
}

fn summary(session: &Session, outcome: &Outcome, diagnostics: &[Diagnostic]) -> Result<()> {
    let mut out = std::io::stderr().lock();
    let written: Vec<_> = outcome.made.iter().filter_map(|made| Some((made, made.result.as_ref().ok()?))).collect();
    if written.len() <= SHOWN || session.global.verbose {
        for (made, written) in &written {
            writeln!(out, "{}", line(made, written))?;
        }
    } else {
        let mut formats: BTreeMap<&str, Vec<&Written>> = BTreeMap::new();
        for (made, written) in &written {
            formats.entry(made.exporter.name()).or_default().push(written);
        }
        for (format, written) in formats {
            writeln!(out, "{format:<6} {}", counted(&written))?;
        }
    }
    let remembered = written.iter().any(|(made, _)| made.exporter.keeps_lock(&session.settings));
    if let Some(cards) = card_changes(outcome).filter(|_| remembered) {
        writeln!(out, "{cards}")?;
    }
    if outcome.committed == Committed::Made {
        writeln!(
            out,
            "recto.lock made: it remembers the cards, so that an edit costs no review; keep it with the notes"
        )?;
    }
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        writeln!(out, "{}, {}", many(errors, "error"), many(warnings, "warning"))?;
    }
    if session.global.dry_run {
        writeln!(out, "dry run: nothing was written")?;
    }
    Ok(())
}

fn line(made: &Made, written: &Written) -> String {
    let place = made.place.as_ref().map_or("standard output", |place| place.as_str());
    let report = &written.report;
    let cards = report.cards.map(|cards| many(cards, "card"));
    let fill = report.fill.map(|fill| format!(" {:.0} % full", fill * 100.0)).unwrap_or_default();
    let pages = report.pages.map(|pages| many(pages, "page") + &fill);
    let same = (!written.changed).then(|| "unchanged".to_owned());
    let facts: Vec<_> = [cards, pages, Some(size(written.bytes)), same].into_iter().flatten().collect();
    format!("{:<6} {place}  {}", made.exporter.name(), facts.join(", "))
}

fn counted(written: &[&Written]) -> String {
    let changed = written.iter().filter(|written| written.changed).count();
    let sum =
        |part: fn(&Written) -> Option<usize>| written.iter().filter_map(|written| part(written)).reduce(|a, b| a + b);
    let cards = sum(|written| written.report.cards).map(|cards| many(cards, "card"));
    let pages = sum(|written| written.report.pages).map(|pages| many(pages, "page"));
    let bytes = Some(size(written.iter().map(|written| written.bytes).sum()));
    let facts: Vec<_> = [cards, pages, bytes].into_iter().flatten().collect();
    format!("{}, {changed} changed  {}", many(written.len(), "file"), facts.join(", "))
}

/// `cards: 4 new, 2 changed, 1 retired`, by what the ledger says before and after.
fn card_changes(outcome: &Outcome) -> Option<String> {
    let dealt = outcome.dealt.as_ref()?;
    let (before, after) = (dealt.ledger.lock()?, dealt.lock.as_ref()?);
    let old: HashMap<_, _> = before.lines.iter().map(|line| (&line.guid, line)).collect();
    let [mut new, mut changed, mut retired] = [0, 0, 0];
    for line in &after.lines {
        match old.get(&line.guid) {
            None => new += 1,
            Some(old) if line.retired != old.retired && line.retired => retired += 1,
            Some(old) if line.modified != old.modified => changed += 1,
            Some(_) => {}
        }
    }
    let parts = [(new, "new"), (changed, "changed"), (retired, "retired")];
    let parts: Vec<_> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!parts.is_empty()).then(|| format!("cards  {}", parts.join(", ")))
}

fn many(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
