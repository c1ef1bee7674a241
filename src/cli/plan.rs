//! `recto plan`: what an import of the next deck will do, against recto.lock.

use std::io::Write;

use anyhow::Result;
use clap::{ArgMatches, Args, Command};
use serde_json::{Value, json};

use super::args::{Inputs, Making};
use super::json;
use super::session::{Session, Usage};
use crate::ledger::{Access, Lock, Plan};
use crate::run::Ledger;

/// How many cards of a kind are shown, unless the user wants to see all.
const SHOWN: usize = 20;

pub(super) fn command() -> Command {
    let command = Inputs::augment_args(Command::new("plan"));
    Making::augment(command, true).about("Say what an import will do: cards new, changed, renamed, moved, removed")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = Session::new(matches, Making::given(matches)?)?;
    if session.access() == Access::Without {
        return Err(Usage("plan compares with recto.lock: standard input and --no-lock have none".into()).into());
    }
    let mut reading = session.read()?;
    let ledger = Ledger { needed: true, access: Access::Read, partial: Making::levels(matches) };
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
