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
    /// Notes of the ledger whose files are no more: [`LockFile::missing_notes`](super::LockFile::missing_notes). A note that
    /// is there and was not read keeps its lines: no other may inherit them.
    pub missing: Vec<Utf8PathBuf>,
    /// `--only` or a `--cards` flag: a run that shows other cards than the usual one. Nothing retires.
    pub partial: bool,
}

/// [`Scope`] as a question to lines.
pub(super) struct Seen<'a> {
    scope: &'a Scope,
    read: HashSet<NoteKey>,
    unread: HashSet<NoteKey>,
    missing: HashSet<NoteKey>,
}

impl<'a> Seen<'a> {
    /// What a run over `notebook` has seen.
    pub(super) fn new(scope: &'a Scope, notebook: &Notebook) -> Self {
        let unread: HashSet<_> = scope.unread.iter().map(|path| NoteKey::new(path)).collect();
        let read = notebook.notes.iter().map(|note| NoteKey::new(&note.path)).filter(|key| !unread.contains(key));
        let missing = scope.missing.iter().map(|path| NoteKey::new(path)).collect();
        Self { scope, read: read.collect(), unread, missing }
    }

    /// Whether a card may inherit a line: not what a note may still say that this run has not read.
    pub(super) fn may_inherit(&self, line: &Line) -> bool {
        line.retired || self.read.contains(&line.note) || self.gone(&line.note) || self.missing.contains(&line.note)
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

#[cfg(test)]
mod tests {
    use super::super::line::Lock;
    use super::super::testing::{build, everything, vault};
    use super::*;

    const VAULT: &str =
        "# a.md\n## A\n1: the first answer\n# sub/b.md\n## B\n2: the second answer\n3: the third answer";

    /// The answers that a run over `after` retires.
    fn retired(after: &str, scope: &Scope) -> Vec<String> {
        let lock = build(&Lock::default(), &vault(VAULT), &everything(), 1).lock.expect("a lock");
        let lock = build(&lock, &vault(after), scope, 2).lock.expect("a lock");
        let lines = lock.lines.iter().filter(|line| line.retired);
        lines.map(|line| line.answer.as_str().to_owned()).collect()
    }

    fn walked(folder: &str) -> Scope {
        Scope { walked: vec![folder.into()], ..Scope::default() }
    }

    #[test]
    fn a_deleted_card_retires() {
        assert_eq!(
            retired("# a.md\n## A\n1: the first answer\n# sub/b.md\n## B\n2: the second answer", &everything()),
            ["the third answer"]
        );
    }

    #[test]
    fn a_single_file_retires_only_its_own() {
        assert_eq!(retired("# sub/b.md\n## B\n3: the third answer", &Scope::default()), ["the second answer"]);
    }

    #[test]
    fn a_deleted_file_retires_where_its_folder_was_walked() {
        let after = "# a.md\n## A\n1: the first answer";
        assert_eq!(retired(after, &everything()).len(), 2);
        assert_eq!(retired(after, &walked("sub")).len(), 2);
        assert_eq!(retired(after, &walked("subway")).len(), 0);
        assert_eq!(retired("# sub/b.md", &walked("sub")).len(), 2, "a.md is not below sub");
    }

    #[test]
    fn an_unreadable_note_retires_none() {
        let scope = Scope { unread: vec!["sub/b.md".into()], ..everything() };
        assert_eq!(retired("# a.md\n## A\n1: the first answer", &scope).len(), 0);
        assert_eq!(retired("# a.md\n## A\n1: the first answer\n# sub/b.md", &scope).len(), 0);
    }

    #[test]
    fn a_partial_run_retires_none() {
        assert_eq!(retired("# a.md", &Scope { partial: true, ..everything() }).len(), 0);
    }

    #[test]
    fn a_note_that_was_not_read_keeps_its_lines_and_one_that_is_missing_gives_them() {
        let lock = build(&Lock::default(), &vault(VAULT), &everything(), 1).lock.expect("a lock");
        let copy = vault("# copy.md\n## A\n1: the first answer of all");
        let lines = |scope: &Scope| build(&lock, &copy, scope, 2).lock.expect("a lock").lines.len();
        assert_eq!(lines(&Scope::default()), 4);
        assert_eq!(lines(&Scope { missing: vec!["a.md".into()], ..Scope::default() }), 3);
    }

    #[test]
    fn a_note_without_cards_retires_all_it_had() {
        assert_eq!(
            retired("# a.md\n# sub/b.md\n## B\n2: the second answer\n3: the third answer", &everything()),
            ["the first answer"]
        );
    }
}
