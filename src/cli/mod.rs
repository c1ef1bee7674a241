//! The command line: one file a subcommand. Only this module knows the terminal.

mod args;
mod build;
mod check;
mod completions;
mod config;
mod explain;
mod export;
mod init;
mod json;
mod plan;
mod print;
mod progress;
mod report;
mod session;
mod topics;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{ArgMatches, Command};

use crate::export::REGISTRY;
use session::{Session, Stopped, Usage};

/// A subcommand.
struct Subcommand {
    command: fn() -> Command,
    run: fn(&ArgMatches) -> Result<Session>,
}

/// Every subcommand but the exporters', in the order of `recto --help`.
const SUBCOMMANDS: &[Subcommand] = &[
    Subcommand { command: build::command, run: build::run },
    Subcommand { command: check::command, run: check::run },
    Subcommand { command: topics::command, run: topics::run },
    Subcommand { command: explain::command, run: explain::run },
    Subcommand { command: plan::command, run: plan::run },
    Subcommand { command: init::command, run: init::run },
    Subcommand { command: config::command, run: config::run },
    Subcommand { command: watch::command, run: watch::run },
    Subcommand { command: completions::completions, run: completions::print_completions },
    Subcommand { command: completions::man, run: completions::write_man },
];

const ABOUT: &str = "\
Markdown study notes to an Anki deck, a printable cheat sheet and CSV.

Notes stay as they are: headings, lists, terms and tables become cards by rules, and recto.lock \
remembers each card, so that an edit never costs a review.";

const AFTER: &str = "\
Examples:
  recto build notes                  deck, sheets and CSV of a folder, in out/
  recto deck notes/python.md         one note as an Anki package
  recto sheet notes --pages 2        all notes on two printed pages
  recto explain notes/python.md      every card, and why it is one
  recto check notes --deny warnings  what is wrong, for a hook or CI

Exit codes:
  0  done, warnings allowed
  1  an input had errors, or an output could not be written
  2  wrong usage";

/// The whole command line.
pub fn command() -> Command {
    let command = args::global(Command::new("recto"))
        .about(ABOUT.lines().next().unwrap_or_default())
        .long_about(ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .long_version(facts())
        .after_help(AFTER)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100);
    let exporters = REGISTRY.iter().map(|exporter| export::command(*exporter));
    let (first, rest) = SUBCOMMANDS.split_at(1);
    let commands = |of: &'static [Subcommand]| of.iter().map(|subcommand| (subcommand.command)());
    command.subcommands(commands(first).chain(exporters).chain(commands(rest)))
}

/// What a bug report should hold.
fn facts() -> String {
    let build = if cfg!(debug_assertions) { "debug" } else { "optimised" };
    let (arch, os) = (std::env::consts::ARCH, std::env::consts::OS);
    let formats: Vec<_> = REGISTRY.iter().map(|exporter| exporter.name()).collect();
    let (version, sqlite) = (env!("CARGO_PKG_VERSION"), rusqlite::version());
    format!("{version}\n{build} build for {arch}-{os}\nformats: {}\nSQLite {sqlite}", formats.join(", "))
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
    match run(name, matches) {
        Ok(session) => session.exit_code(),
        Err(error) => fail(&error),
    }
}

fn run(name: &str, matches: &ArgMatches) -> Result<Session> {
    if let Some(exporter) = REGISTRY.iter().find(|exporter| exporter.name() == name) {
        return export::run(*exporter, matches);
    }
    let subcommand = SUBCOMMANDS.iter().find(|subcommand| (subcommand.command)().get_name() == name);
    match subcommand {
        Some(subcommand) => (subcommand.run)(matches),
        None => Err(Usage(format!("no subcommand is called {name}")).into()),
    }
}

/// Names an error that ended the run.
fn fail(error: &anyhow::Error) -> ExitCode {
    if print::is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    if !error.is::<Stopped>() {
        print::error(error);
    }
    ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
}
