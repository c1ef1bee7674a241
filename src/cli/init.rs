//! `recto init`: a folder becomes a project.

use std::io::Write;

use anyhow::{Context, Result, anyhow};
use camino::{Utf8Path, Utf8PathBuf};
use clap::{ArgMatches, Args, Command, FromArgMatches};
use toml::Table;

use super::session::{Session, Usage};
use crate::config;
use crate::export::output::Output;
use crate::ledger::{Access, FILE_NAME, Lock, LockFile};
use crate::source;

/// How git merges a lock: both sides' lines, of which the next run makes one lock.
const MERGE: &str = "recto.lock merge=union";

/// Which folder.
#[derive(Debug, Args)]
struct Init {
    /// The folder [default: this one].
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    folder: Utf8PathBuf,
}

pub(super) fn command() -> Command {
    Init::augment_args(Command::new("init")).about("Make a project: recto.toml, recto.lock, .gitattributes")
}

pub(super) fn run(matches: &ArgMatches) -> Result<Session> {
    let Init { folder } = Init::from_arg_matches(matches)?;
    let session = Session::at(matches, std::slice::from_ref(&folder), Table::new())?;
    if session.global.no_lock || session.global.locked {
        return Err(Usage("init makes recto.lock: --no-lock and --locked have no place here".into()).into());
    }
    let write = !session.global.dry_run;
    if folder.is_file() {
        return Err(Usage(format!("{folder} is a file; init takes a folder")).into());
    }
    let folder = if folder == "." { Utf8PathBuf::new() } else { folder };
    for (path, text) in
        [(folder.join(config::FILE), wanted_config(&folder)?), (folder.join(".gitattributes"), attributes(&folder)?)]
    {
        let made = text.is_some();
        if let Some(text) = text.filter(|_| write) {
            put(&path, &text).with_context(|| path.to_string())?;
        }
        tell(&session, &path, made)?;
    }
    let made = !folder.join(FILE_NAME).exists();
    if made && write {
        make_lock(&folder)?;
    }
    tell(&session, &folder.join(FILE_NAME), made)?;
    Ok(session)
}

/// The text of recto.toml, unless there is one.
fn wanted_config(folder: &Utf8Path) -> Result<Option<String>> {
    let path = folder.join(config::FILE);
    let old = source::read_optional(&path).with_context(|| path.to_string())?;
    Ok(if old.is_some() { None } else { Some(config::starter()) })
}

/// The text of .gitattributes with our line, unless it has it.
fn attributes(folder: &Utf8Path) -> Result<Option<String>> {
    let path = folder.join(".gitattributes");
    let mut text = source::read_optional(&path).with_context(|| path.to_string())?.unwrap_or_default();
    if text.lines().any(|line| line.trim() == MERGE) {
        return Ok(None);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(Some(format!("{text}{MERGE}\n")))
}

fn put(path: &Utf8Path, text: &str) -> Result<()> {
    let mut output = Output::beside(path.as_std_path())?;
    output.write_all(text.as_bytes())?;
    Ok(output.finish()?.commit()?)
}

/// An empty ledger: the first build that makes a card sets the project's id.
fn make_lock(folder: &Utf8Path) -> Result<()> {
    let told = |diagnostic: crate::diagnostic::Diagnostic| anyhow!("{}", diagnostic.message);
    let (file, warning) = LockFile::open(folder, Access::Keep, || {}).map_err(told)?;
    if let Some(warning) = warning {
        return Err(told(warning));
    }
    file.commit(&Lock::default()).map_err(told).map(drop)
}

fn tell(session: &Session, path: &Utf8Path, made: bool) -> Result<()> {
    if session.global.quiet {
        return Ok(());
    }
    let what = if made { "wrote" } else { "left as it is:" };
    Ok(writeln!(std::io::stderr().lock(), "{what} {path}")?)
}
