//! The layers of a configuration, and which of them a value came from.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use globset::GlobMatcher;
use toml::{Table, Value};

use super::defaults;

/// What was said, by whom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layers {
    /// recto.toml, where there is one.
    pub file: Option<ConfigFile>,
    /// The keys that were given as flags.
    pub flags: Table,
}

/// recto.toml, read and checked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConfigFile {
    /// As the user would write it.
    pub path: Utf8PathBuf,
    /// What it says, `[[folder]]` aside.
    pub table: Table,
    /// `[[folder]]`, in order; later ones win.
    pub folders: Vec<Folder>,
    /// The line of each key, by its dotted name.
    pub lines: BTreeMap<String, usize>,
}

/// One `[[folder]]`.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Which notes it is about.
    pub path: GlobMatcher,
    /// What holds for them.
    pub table: Table,
}

impl PartialEq for Folder {
    fn eq(&self, other: &Self) -> bool {
        self.path.glob() == other.path.glob() && self.table == other.table
    }
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// A line of recto.toml.
    File(Utf8PathBuf, Option<usize>),
    /// The command line.
    Flag,
}

impl Layers {
    /// Defaults, file and flags, one over the other.
    pub fn merged(&self) -> Table {
        let mut all = self.without_flags();
        lay_over(&mut all, &self.flags);
        all
    }

    pub(super) fn without_flags(&self) -> Table {
        let mut all = defaults();
        if let Some(file) = &self.file {
            lay_over(&mut all, &file.table);
        }
        all
    }

    /// The `[[folder]]` tables that hold for a note.
    pub(super) fn folders(&self, note: &Utf8Path) -> impl Iterator<Item = &Table> {
        let folders = self.file.iter().flat_map(|file| &file.folders);
        folders.filter(move |folder| folder.path.is_match(note)).map(|folder| &folder.table)
    }

    /// Who set the key with this dotted name.
    pub fn origin(&self, key: &str) -> Origin {
        if has(&self.flags, key) {
            return Origin::Flag;
        }
        match &self.file {
            Some(file) if has(&file.table, key) => Origin::File(file.path.clone(), file.lines.get(key).copied()),
            _ => Origin::Default,
        }
    }
}

fn has(table: &Table, key: &str) -> bool {
    match key.split_once('.') {
        None => table.contains_key(key),
        Some((first, rest)) => table.get(first).and_then(Value::as_table).is_some_and(|table| has(table, rest)),
    }
}

/// Puts `top` over `base`, key by key.
pub(super) fn lay_over(base: &mut Table, top: &Table) {
    for (key, value) in top {
        match (base.get_mut(key), value) {
            (Some(Value::Table(base)), Value::Table(top)) => lay_over(base, top),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}
