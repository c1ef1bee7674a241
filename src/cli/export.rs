//! The subcommand of an exporter, made from the registry: `recto deck`, `recto sheet`, `recto csv`, ….

use std::io::Write;

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use toml::Value;

use super::args::{Inputs, Making};
use super::report;
use super::session::{Session, Usage};
use crate::export::Exporter;
use crate::run::{Ledger, Need, outputs};
use crate::source::STDIN;

/// Where the one output goes.
#[derive(Debug, Args)]
struct Place {
    /// The file to make, - for standard output [default: out/NAME.EXT; from standard input, standard output].
    #[arg(short, long, value_name = "FILE")]
    output: Option<Utf8PathBuf>,
}

pub(super) fn command(exporter: &dyn Exporter) -> Command {
    let command = Place::augment_args(Inputs::augment_args(Command::new(exporter.name())));
    let command = (exporter.options().augment)(Making::augment(command, exporter.needs_cards()));
    command.about(exporter.about())
}

pub(super) fn run(exporter: &'static dyn Exporter, matches: &ArgMatches) -> Result<Session> {
    let Place { output } = Place::from_arg_matches(matches)?;
    let mut flags = Making::given(matches)?;
    flags.insert(exporter.name().to_owned(), Value::Table((exporter.options().given)(matches)?));
    let session = Session::new(matches, flags)?;
    let stdout = output.as_ref().map_or_else(|| session.reads_stdin(), |output| output == STDIN);
    if stdout && session.json() {
        return Err(Usage(
            "the output and --format json cannot both go to standard output: name a file with -o".into(),
        )
        .into());
    }
    let mut reading = session.read()?;
    let job = session.job();
    let keeps = exporter.keeps_lock(&session.settings);
    let access = if keeps { session.access() } else { session.access().reading() };
    let ledger = Ledger { need: Need::of([&exporter], &session.settings), access, partial: Making::levels(matches) };
    let outcome = session.make(&mut reading, ledger, |reading| {
        let place = (!stdout).then(|| output.unwrap_or_else(|| outputs::usual_place(&job, exporter)));
        vec![outputs::together(&job, reading, exporter, place)]
    })?;
    let mut out = std::io::stdout().lock();
    for written in outcome.made.iter().filter_map(|made| made.result.as_ref().ok()?.stdout.as_ref()) {
        out.write_all(written)?;
    }
    out.flush()?;
    report::show(&session, &reading, &outcome)?;
    Ok(session)
}
