//! `recto plan`: what an import of the next deck will do, against recto.lock.

use std::io::Write;

use anyhow::Result;
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, Args, Command, FromArgMatches};
use serde_json::{Value, json};

use super::args::{Inputs, Making};
use super::json;
use super::session::{Session, Stopped, Usage};
use crate::ledger::{Access, Lock, Plan, package};
use crate::run::{self, Ledger, Need};

/// How many cards of a kind are shown, unless the user wants to see all.
const SHOWN: usize = 20;

/// What a lost ledger is made of.
#[derive(Debug, Args)]
struct From {
    /// First write a lost recto.lock again, from an Anki package of these notes (a deck of ours or a collection's export).
    #[arg(long, value_name = "PACKAGE")]
    from: Option<Utf8PathBuf>,
}

pub(super) fn command() -> Command {
    let command = From::augment_args(Inputs::augment_args(Command::new("plan")));
    Making::augment(command, true).about("Say what an import will do: cards new, changed, renamed, moved, removed")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Making::given(matches)?)?;
    if session.access() == Access::Without {
        return Err(Usage("plan compares with recto.lock: standard input and --no-lock have none".into()).into());
    }
    if let From { from: Some(package) } = From::from_arg_matches(matches)? {
        rebuild(&session, &package)?;
    }
    let mut reading = session.read()?;
    let ledger = Ledger { need: Need::Fields, access: Access::Read, partial: Making::levels(matches) };
    let outcome = session.make(&mut reading, ledger, |_| Vec::new())?;
    session.findings(&reading.notebook, &reading.diagnostics)?;
    let nothing = Lock::default();
    let dealt = outcome.dealt.as_ref();
    let before = dealt.and_then(|dealt| dealt.ledger.lock()).unwrap_or(&nothing);
    let plan = Plan::new(before, dealt.and_then(|dealt| dealt.lock.as_ref()).unwrap_or(before));
    if session.json() {
        let diagnostics = json::diagnostics(&session.printer, &reading.notebook, &reading.diagnostics);
        json::print(fields(&plan, diagnostics))?;
    } else {
        let text = plan.text(if session.global.verbose { usize::MAX } else { SHOWN });
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
    }
    Ok(session)
}

fn rebuild(session: &Session, package: &Utf8Path) -> Result<()> {
    if session.access() != Access::Keep {
        return Err(Usage("plan --from writes recto.lock: --locked and --dry-run have no place here".into()).into());
    }
    let found = package::read(package)?;
    let mut reading = session.read()?;
    if let Err(diagnostic) = run::rebuild(&session.job(), &mut reading, &found) {
        session.printer.stop(&reading.notebook, &[diagnostic])?;
        return Err(Stopped.into());
    }
    if !session.global.quiet {
        writeln!(std::io::stderr().lock(), "recto.lock made again: {} notes of {package}", found.len())?;
    }
    Ok(())
}

fn fields(plan: &Plan, diagnostics: Value) -> [(&'static str, Value); 5] {
    let Plan { counts, cards, searches, retired } = plan;
    [
        ("counts", json!(counts)),
        ("cards", json!(cards)),
        ("searches", json!(searches)),
        ("retired", json!(retired)),
        ("diagnostics", diagnostics),
    ]
}
