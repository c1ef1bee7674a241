//! `recto check`: findings only; nothing is written.

use anyhow::Result;
use clap::{ArgMatches, Args, Command};
use serde_json::json;
use toml::Table;

use super::args::Inputs;
use super::json;
use super::session::Session;

pub(super) fn command() -> Command {
    Inputs::augment_args(Command::new("check")).about("Say what is wrong with the notes; nothing is written")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Table::new())?;
    let reading = session.read()?;
    session.all_findings(&reading.notebook, &reading.diagnostics)?;
    if session.json() {
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &reading.diagnostics);
        json::print([("outputs", json!([])), ("diagnostics", diagnostics)])?;
    }
    Ok(session)
}
