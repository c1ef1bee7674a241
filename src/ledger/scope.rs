//! What a run has seen, from which follows what may retire.

use std::collections::HashSet;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::Notebook;

use super::keys::NoteKey;
use super::line::Line;

/// What a run has seen of the notes.
///
/// A line retires only if its note was read whole in this run, or is gone from a folder that was walked.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Folders that were walked, relative to the ledger's root; empty path: the root itself. Leave it empty for a single file,
    /// for `--select`, and where a folder could not be listed: then no note counts as gone.
    pub walked: Vec<Utf8PathBuf>,
    /// Notes that were found and not read: unreadable, with broken front matter. Relative to the ledger's root.
    pub unread: Vec<Utf8PathBuf>,
    /// `--only` or a `--cards` flag: a run that shows other cards than the usual one. Nothing retires.
    pub partial: bool,
}

/// [`Scope`] as a question to lines.
pub(super) struct Seen<'a> {
    scope: &'a Scope,
    read: HashSet<NoteKey>,
    unread: HashSet<NoteKey>,
}

impl<'a> Seen<'a> {
    /// What a run over `notebook` has seen.
    pub(super) fn new(scope: &'a Scope, notebook: &Notebook) -> Self {
        let unread: HashSet<_> = scope.unread.iter().map(|path| NoteKey::new(path)).collect();
        let read = notebook.notes.iter().map(|note| NoteKey::new(&note.path)).filter(|key| !unread.contains(key));
        Self { scope, read: read.collect(), unread }
    }

    /// Whether a line without an heir retires.
    pub(super) fn may_retire(&self, line: &Line) -> bool {
        !self.scope.partial && (self.read.contains(&line.note) || self.gone(&line.note))
    }

    fn gone(&self, note: &NoteKey) -> bool {
        let path = note.path();
        let walked = |folder: &Utf8PathBuf| folder.as_str().is_empty() || Utf8Path::new(&path).starts_with(folder);
        !self.unread.contains(note) && self.scope.walked.iter().any(walked)
    }
}
