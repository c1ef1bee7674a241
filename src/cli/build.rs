//! `recto build`: every format of all notes, into one folder.

use anyhow::Result;
use camino::Utf8PathBuf;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use toml::{Table, Value};

use super::args::{Inputs, Making};
use super::report;
use super::session::{Session, Usage};
use crate::config::nearest;
use crate::export::{Division, Exporter, REGISTRY};
use crate::run::{Ledger, Need, outputs};

/// How a build is divided, and where it goes.
#[derive(Debug, Args)]
struct Build {
    /// Where outputs land [default: out].
    #[arg(short, long, value_name = "DIR")]
    out: Option<Utf8PathBuf>,
    /// Only these formats, such as deck,csv.
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    only: Vec<String>,
    /// A file of every format for each note.
    #[arg(long, conflicts_with = "combine")]
    per_note: bool,
    /// One file of every format, the sheets joined too.
    #[arg(long)]
    combine: bool,
}

pub(super) fn command() -> Command {
    augment(Command::new("build")).about("Make deck, sheets and CSV of all notes in out/: the batch job")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = session(matches)?;
    once(&session, matches)?;
    Ok(session)
}

/// Adds the flags of a build.
pub(super) fn augment(command: Command) -> Command {
    Making::augment(Build::augment_args(Inputs::augment_args(command)), true)
}

/// What a build with these flags is about.
pub(super) fn session(matches: &ArgMatches) -> Result<Session> {
    Session::new(matches, flags(&Build::from_arg_matches(matches)?, matches)?)
}

/// Builds once.
pub(super) fn once(session: &Session, matches: &ArgMatches) -> Result<()> {
    let build = Build::from_arg_matches(matches)?;
    if session.reads_stdin() {
        return Err(Usage("build makes several files and reads no standard input; try `recto deck -`".into()).into());
    }
    let formats = formats(&session.settings.formats)?;
    let mut reading = session.read()?;
    let job = session.job();
    let keeps = formats.iter().any(|exporter| exporter.keeps_lock(&session.settings));
    let ledger = Ledger {
        need: Need::of(&formats, &session.settings),
        access: if keeps { session.access() } else { session.access().reading() },
        partial: !build.only.is_empty() || Making::levels(matches),
    };
    let outcome = session.make(&mut reading, ledger, |reading| {
        let divided = |exporter: &&'static dyn Exporter| {
            let division = match (build.per_note, build.combine) {
                (true, _) => Division::Each,
                (_, true) => Division::Together,
                _ => exporter.division(&session.settings),
            };
            outputs::divided(&job, reading, *exporter, division)
        };
        formats.iter().flat_map(divided).collect()
    })?;
    report::show(session, &reading, &outcome)
}

fn flags(build: &Build, matches: &ArgMatches) -> Result<Table> {
    let mut flags = Making::given(matches)?;
    if let Some(out) = &build.out {
        flags.insert("out".into(), Value::String(super::args::from_here(out)?));
    }
    if !build.only.is_empty() {
        flags.insert("formats".into(), build.only.clone().into());
    }
    Ok(flags)
}

/// The exporters of these names, in the order of the registry.
fn formats(names: &[String]) -> Result<Vec<&'static dyn Exporter>> {
    let known = || REGISTRY.iter().map(|exporter| exporter.name());
    if let Some(name) = names.iter().find(|name| !known().any(|known| known == *name)) {
        let near = nearest(name, known()).map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        return Err(Usage(format!("no format is called `{name}`{near}")).into());
    }
    Ok(REGISTRY.iter().copied().filter(|exporter| names.iter().any(|name| name == exporter.name())).collect())
}
