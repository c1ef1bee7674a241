//! The command line: one file a subcommand. Only this module knows the terminal.

mod args;
mod check;
mod json;
mod print;
mod progress;
mod session;
mod topics;

use std::process::ExitCode;

use anyhow::Result;
use clap::{ArgMatches, Command};

use session::{BadConfig, Session, Usage};

/// A subcommand.
struct Subcommand {
    command: fn() -> Command,
    run: fn(&ArgMatches) -> Result<Session>,
}

/// Every subcommand but the exporters', in the order of `recto --help`.
const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand { command: check::command, run: check::run },
    Subcommand { command: topics::command, run: topics::run },
];

const CODES: &str = "Exit codes:
  0  done, warnings allowed
  1  an input had errors, or an output could not be written
  2  wrong usage";

/// The whole command line.
pub fn command() -> Command {
    let command = Command::new("recto")
        .about("Markdown study notes to an Anki deck, a printable cheat sheet and CSV")
        .version(env!("CARGO_PKG_VERSION"))
        .after_help(CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100);
    let command = args::global(command);
    command.subcommands(SUBCOMMANDS.iter().map(|subcommand| (subcommand.command)()))
}

/// Parses the arguments and runs; the exit code is part of the interface.
pub fn main() -> ExitCode {
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(error.exit_code() as u8);
        }
    };
    // `subcommand_required` lets no run without one pass.
    let Some((name, matches)) = matches.subcommand() else { return ExitCode::from(2) };
    let Some(subcommand) = SUBCOMMANDS.iter().find(|subcommand| (subcommand.command)().get_name() == name) else {
        return ExitCode::from(2);
    };
    match (subcommand.run)(matches) {
        Ok(session) => session.exit_code(),
        Err(error) => fail(&error),
    }
}

/// Names an error that ended the run.
fn fail(error: &anyhow::Error) -> ExitCode {
    if print::is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    if !error.is::<BadConfig>() {
        print::error(&format!("{error:#}"));
    }
    ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
}
