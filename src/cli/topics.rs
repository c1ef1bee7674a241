//! `recto topics`: the topic model, as a tree or as JSON.

use std::io::Write;

use anyhow::Result;
use clap::{ArgMatches, Args, Command};
use serde_json::{Value, json};
use toml::Table;

use super::args::Inputs;
use super::json;
use super::session::Session;
use crate::model::{Block, BlockKind, Note, Topic, TopicKind, line_column};
use crate::run::Reading;

pub(super) fn command() -> Command {
    Inputs::augment_args(Command::new("topics")).about("Show the topics of the notes, as a tree")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Table::new())?;
    let reading = session.read()?;
    session.findings(&reading.notebook, &reading.diagnostics)?;
    if session.json() {
        let notes = notes(&reading).map(|note| as_json(&session, note)).collect();
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &reading.diagnostics);
        json::print([("notes", notes), ("diagnostics", diagnostics)])?;
    } else {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for note in notes(&reading) {
            writeln!(out, "{}  {}", note.title, session.printer.path(note))?;
            branches(&mut out, &note.root, "")?;
        }
        out.flush()?;
    }
    Ok(session)
}

fn notes(reading: &Reading) -> impl Iterator<Item = &Note> {
    reading.notes.iter().map(|id| reading.notebook.note(*id))
}

fn branches(out: &mut impl Write, topic: &Topic, indent: &str) -> std::io::Result<()> {
    if topic.kind == TopicKind::Note && !topic.body.is_empty() {
        let sign = if topic.topics.is_empty() { "└─" } else { "├─" };
        writeln!(out, "{indent}{sign} {}", holds(&topic.body))?;
    }
    for (n, child) in topic.topics.iter().enumerate() {
        let last = n + 1 == topic.topics.len();
        let (sign, below) = if last { ("└─", "   ") } else { ("├─", "│  ") };
        let title = match child.kind {
            TopicKind::LeadIn(_) => format!("*{}*", child.title_text()),
            _ => child.title_text(),
        };
        let tags = child.tags.iter().fold(String::new(), |tags, tag| format!("{tags} #{tag}"));
        let holds = holds(&child.body);
        let holds = if holds.is_empty() { holds } else { format!("  ({holds})") };
        writeln!(out, "{indent}{sign} {title}{tags}{holds}")?;
        branches(out, child, &format!("{indent}{below}"))?;
    }
    Ok(())
}

/// `2 paragraphs, list of 5, code`.
fn holds(blocks: &[Block]) -> String {
    let mut parts: Vec<(String, usize)> = Vec::new();
    for name in blocks.iter().filter_map(name) {
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => parts.push((name, 1)),
        }
    }
    let parts = parts.iter().map(|(name, count)| if *count > 1 { format!("{count} × {name}") } else { name.clone() });
    parts.collect::<Vec<_>>().join(", ")
}

fn name(block: &Block) -> Option<String> {
    Some(match &block.kind {
        BlockKind::Paragraph(_) => "text".to_owned(),
        BlockKind::Heading(..) => "heading".to_owned(),
        BlockKind::List(list) => format!("list of {}", list.items.len()),
        BlockKind::Code(code) if code.lang.is_empty() => "code".to_owned(),
        BlockKind::Code(code) => format!("{} code", code.lang),
        BlockKind::Table(table) => format!("table of {} × {}", table.rows.len(), table.alignments.len()),
        BlockKind::Quote(_) => "quote".to_owned(),
        BlockKind::Callout(callout) => format!("{} callout", callout.kind),
        BlockKind::Math(_) => "formula".to_owned(),
        BlockKind::Figure(_) => "figure".to_owned(),
        BlockKind::Definitions(terms) => format!("definitions of {}", terms.len()),
        BlockKind::Embed(_) => "embed".to_owned(),
        BlockKind::Html(_) => "html".to_owned(),
        BlockKind::Rule | BlockKind::Break(_) => return None,
    })
}

fn as_json(session: &Session, note: &Note) -> Value {
    json!({
        "path": session.printer.path(note),
        "title": note.title,
        "meta": note.meta,
        "topic": topic_as_json(note, &note.root),
        "footnotes": note.footnotes,
    })
}

fn topic_as_json(note: &Note, topic: &Topic) -> Value {
    let place = line_column(&note.text, topic.span.start as usize);
    let topics: Value = topic.topics.iter().map(|topic| topic_as_json(note, topic)).collect();
    json!({
        "kind": topic.kind,
        "title": topic.title_text(),
        "line": place.line,
        "column": place.column,
        "tags": topic.tags,
        "block_id": topic.block_id,
        "body": topic.body,
        "topics": topics,
    })
}
