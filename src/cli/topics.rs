//! `recto topics`: the topic model, as a tree or as JSON.

use std::io::Write;

use anyhow::Result;
use clap::{ArgMatches, Args, Command};
use toml::Table;

use super::args::Inputs;
use super::json;
use super::session::Session;
use crate::model::Note;
use crate::run::Reading;
use crate::text::topics;

pub(super) fn command() -> Command {
    Inputs::augment_args(Command::new("topics")).about("Show the topics of the notes, as a tree")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Table::new())?;
    let reading = session.read()?;
    session.findings(&reading.notebook, &reading.diagnostics)?;
    if session.json() {
        let notebook = &reading.notebook;
        let path = |note| session.printer.path(note);
        let notes = notes(&reading).map(|note| topics::json(notebook, note, path(note).as_ref())).collect();
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &reading.diagnostics);
        json::print([("notes", notes), ("diagnostics", diagnostics)])?;
    } else {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        for note in notes(&reading) {
            out.write_all(topics::tree(note, session.printer.path(note).as_ref()).as_bytes())?;
        }
        out.flush()?;
    }
    Ok(session)
}

fn notes(reading: &Reading) -> impl Iterator<Item = &Note> {
    reading.notes.iter().map(|id| reading.notebook.note(*id))
}
