//! `recto watch`: builds, and builds again whenever a note, the configuration or a template changes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, Command};
use notify::{Event, RecursiveMode, Watcher};

use super::build;
use super::print;
use super::session::{Session, Stopped, Usage};
use crate::ledger::lock::FILE_NAME;
use crate::source::absolute;

/// An editor's save is several events within milliseconds (write beside, rename, touch); what follows later is another.
const SETTLED: Duration = Duration::from_millis(60);

pub(super) fn command() -> Command {
    build::augment(Command::new("watch")).about("Build, then build again whenever a note changes; Ctrl-C ends it")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let session = build::session(matches)?;
    if session.reads_stdin() {
        return Err(Usage("standard input cannot be watched".into()).into());
    }
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).context("changes cannot be watched here")?;
    for folder in folders(&session) {
        watcher.watch(folder.as_std_path(), RecursiveMode::Recursive).with_context(|| folder.to_string())?;
    }
    survive(build::once(&session, matches))?;
    print::note(&session, "watching for changes; Ctrl-C ends it");
    let ours = Ours::of(&session);
    while wait(&events, &ours) {
        let again = build::session(matches).and_then(|session| build::once(&session, matches));
        survive(again)?;
    }
    Ok(session)
}

/// A run that could not go on was told about; the next save may mend it.
fn survive(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if print::is_broken_pipe(&error) => Err(error),
        Err(error) if !error.is::<Stopped>() => {
            print::error(&error);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What is watched: the root, which holds the notes, the configuration and mostly the templates, and what is elsewhere.
fn folders(session: &Session) -> Vec<Utf8PathBuf> {
    let root = &session.project.root;
    let inputs = session.inputs.iter().map(|input| absolute(&session.project.here, input));
    let templates = Some(&session.settings.templates).filter(|folder| !folder.as_str().is_empty());
    let others = inputs.chain(templates.map(|folder| root.join(folder)));
    let outside = others.filter(|path| !path.starts_with(root) && path.exists());
    std::iter::once(root.clone()).chain(outside).collect()
}

/// What a build writes itself.
struct Ours {
    out: Utf8PathBuf,
}

impl Ours {
    fn of(session: &Session) -> Self {
        Self { out: session.project.root.join(&session.settings.out) }
    }

    /// Whether a change of this path asks for a build: neither ours nor hidden, as editors' swap files are.
    fn others(&self, path: &std::path::Path) -> bool {
        let Some(path) = Utf8Path::from_path(path) else { return false };
        let name = path.file_name().unwrap_or_default();
        !path.starts_with(&self.out) && !name.starts_with('.') && !name.ends_with('~') && name != FILE_NAME
    }
}

/// Waits until something changed and all is quiet again; false when nobody watches any more.
fn wait(events: &Receiver<notify::Result<Event>>, ours: &Ours) -> bool {
    let asks = |event: &notify::Result<Event>| {
        event.as_ref().is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(|path| ours.others(path)))
    };
    loop {
        match events.recv() {
            Ok(event) if asks(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    // Others may read or write beside the notes all the time: only what asks for a build keeps us waiting.
    let mut settled = Instant::now() + SETTLED;
    loop {
        match events.recv_timeout(settled.saturating_duration_since(Instant::now())) {
            Ok(event) if asks(&event) => settled = Instant::now() + SETTLED,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
