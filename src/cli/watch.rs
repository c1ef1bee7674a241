//! `recto watch`: builds, and builds again whenever a note, the configuration or a template changes.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, Command};
use notify::{Event, RecursiveMode, Watcher};

use super::build;
use super::print;
use super::session::{Session, Stopped, Usage};
use crate::media::MediaKind;
use crate::source::{self, absolute};

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
    let inputs = Inputs::of(&session);
    while wait(&events, &inputs) {
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

/// What a build reads, as far as a path tells.
struct Inputs {
    out: Utf8PathBuf,
    /// Files named on the command line or as `--config`, and the folder of templates.
    named: Vec<Utf8PathBuf>,
}

impl Inputs {
    fn of(session: &Session) -> Self {
        let templates = Some(&session.settings.templates).filter(|folder| !folder.as_str().is_empty());
        let files = session.inputs.iter().chain(&session.global.config);
        let files = files.map(|path| absolute(&session.project.here, path)).filter(|path| !path.is_dir());
        let named = files.chain(templates.map(|folder| absolute(&session.project.here, folder))).collect();
        Self { out: session.project.root.join(&session.settings.out), named }
    }

    /// Whether a change of this path asks for a build: of a note, a medium, the configuration, a template or theme, or of
    /// what may be a folder of them. Outputs do not, nor hidden files, as editors' swap files are.
    fn hold(&self, path: &Path) -> bool {
        let Some(path) = Utf8Path::from_path(path) else { return false };
        let name = path.file_name().unwrap_or_default();
        if path.starts_with(&self.out) || name.starts_with('.') || name.ends_with('~') {
            return name == ".gitignore";
        }
        let read = match path.extension() {
            None | Some("toml") => true,
            Some(_) => source::is_note(path.as_std_path()) || MediaKind::of(path) != MediaKind::Other,
        };
        read || self.named.iter().any(|named| path.starts_with(named))
    }
}

/// Waits until something changed and all is quiet again; false when nobody watches any more.
fn wait(events: &Receiver<notify::Result<Event>>, inputs: &Inputs) -> bool {
    let asks = |event: &notify::Result<Event>| {
        event.as_ref().is_ok_and(|event| !event.kind.is_access() && event.paths.iter().any(|path| inputs.hold(path)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_reads_asks_for_one() {
        let inputs = Inputs { out: "/v/out".into(), named: vec!["/v/look".into(), "/v/a.txt".into()] };
        let holds = |path: &str| inputs.hold(Path::new(path));
        for path in
            ["/v/a.md", "/v/B.MARKDOWN", "/v/img/a.PNG", "/v/recto.toml", "/v/folder", "/v/look/card.css", "/v/a.txt"]
        {
            assert!(holds(path), "{path}");
        }
        let others = [
            "/v/out/a.md",
            "/v/a.pdf",
            "/v/v.apkg",
            "/v/v.csv",
            "/v/recto.lock",
            "/v/.a.md.swp",
            "/v/a.md~",
            "/v/main.py",
        ];
        for path in others {
            assert!(!holds(path), "{path}");
        }
    }
}
