//! The file `recto.lock`: found, held, read, and written whole or not at all.
//!
//! Whoever will write holds an exclusive lock on the root from before reading until the outputs are in place; a second
//! process waits, then reads what the first wrote. Readers need none: the file is replaced by renaming.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};

use camino::{Utf8Path, Utf8PathBuf};

use super::format::{self, Damage};
use super::line::Lock;
use crate::diagnostic::{Code, Diagnostic, Site};

/// The file's name.
pub const FILE_NAME: &str = "recto.lock";
/// What it is written as before it is renamed. Only the holder of the root writes it, so a killed process leaves one at most.
const TEMPORARY: &str = ".recto.lock.new";

/// What a run does with the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Read it, write it: `deck`, `csv --flavor anki`, `build`.
    Keep,
    /// `--locked`: read it, and fail where it would change.
    Locked,
    /// Read it: `plan`, `explain`, `--dry-run`.
    Read,
    /// `--no-lock` and standard input.
    Without,
}

impl Access {
    /// The same for a run that writes nothing that needs a ledger: it only reads.
    #[must_use]
    pub fn reading(self) -> Self {
        if self == Self::Without { self } else { Self::Read }
    }
}

/// The ledger of a root, as this run found it.
#[derive(Debug)]
pub struct LockFile {
    /// Where it is, as the user would write it.
    path: Utf8PathBuf,
    access: Access,
    text: Option<String>,
    lock: Option<Lock>,
    /// Held until dropped.
    _holder: Option<File>,
}

/// What [`LockFile::commit`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// Nothing: it says the same, or this run does not write.
    Unchanged,
    /// Wrote it for the first time.
    Made,
    /// Wrote it.
    Updated,
}

impl LockFile {
    /// Opens the ledger of `root`. If another process holds it, `waiting` is called (to tell the user), and this one waits.
    ///
    /// The second value warns (`no-lock`) that there is no lock and that none can be made: the run goes by keys alone.
    ///
    /// # Errors
    /// `bad-lock` if it is damaged or of another version, `missing-lock` if there must be one, `unreadable`.
    pub fn open(
        root: &Utf8Path,
        access: Access,
        waiting: impl FnOnce(),
    ) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        let path = root.join(FILE_NAME);
        let holder = if access == Access::Keep { hold(root, waiting) } else { None };
        if holder.is_some() {
            // What a killed run left; nobody else writes it while the ledger is held.
            let _ = std::fs::remove_file(root.join(TEMPORARY));
        }
        let mut file = Self { path, access, text: None, lock: None, _holder: holder };
        if access == Access::Without {
            return Ok((file, None));
        }
        let bytes = match std::fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return file.missing(root),
            Err(error) => {
                let message = format!("{FILE_NAME} cannot be read: {}", reason(&error));
                return Err(Diagnostic::file(Code::Unreadable, &file.path, message));
            }
        };
        let text = String::from_utf8(bytes).map_err(|error| file.bad(&not_utf8(&error)))?;
        file.lock = Some(format::parse(&text).map_err(|damage| file.bad(&damage))?);
        file.text = Some(text);
        Ok((file, None))
    }

    /// What it holds; an empty one if there is none yet; none if this run goes without.
    pub fn lock(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    /// The notes it knows whose files are no more.
    pub fn missing_notes(&self) -> Vec<Utf8PathBuf> {
        let root = self.path.parent().unwrap_or(Utf8Path::new(""));
        let notes: BTreeSet<_> = self.lock.iter().flat_map(|lock| &lock.lines).map(|line| &line.note).collect();
        let paths = notes.into_iter().map(|note| Utf8PathBuf::from(note.path()));
        paths.filter(|path| !root.join(path).exists()).collect()
    }

    /// Whether this run may go on with a ledger that reads `lock` at its end. Ask before outputs are made.
    ///
    /// # Errors
    /// `bad-lock` under `--locked` if it would change.
    pub fn check(&self, lock: &Lock) -> Result<(), Diagnostic> {
        if self.access == Access::Locked && !self.says(&format::print(lock)) {
            let message = format!("{FILE_NAME} would change, and --locked forbids it");
            return Err(Diagnostic::file(Code::BadLock, &self.path, message)
                .help("run without --locked and commit recto.lock; `recto plan` shows what changes"));
        }
        Ok(())
    }

    /// Writes `lock` in its place, if it says something new and this run keeps the ledger. Call it when every output is
    /// finished beside its place, and rename those after it.
    ///
    /// # Errors
    /// If it cannot be written: then no output may change.
    pub fn commit(&self, lock: &Lock) -> Result<Committed, Diagnostic> {
        if self.access != Access::Keep || self.lock.is_none() {
            return Ok(Committed::Unchanged);
        }
        let text = format::print(lock);
        if self.says(&text) {
            return Ok(Committed::Unchanged);
        }
        replace(&self.path, &text).map_err(|error| {
            let message = format!("{FILE_NAME} cannot be written: {}", reason(&error));
            Diagnostic {
                severity: crate::diagnostic::Severity::Error,
                ..Diagnostic::file(Code::NoLock, &self.path, message)
            }
            .help(match error.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "nothing was changed",
                _ => "nothing was changed; `--no-lock` goes without the ledger",
            })
        })?;
        Ok(if self.text.is_some() { Committed::Updated } else { Committed::Made })
    }

    fn missing(mut self, root: &Utf8Path) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        if self.access == Access::Locked {
            let message = format!("there is no {FILE_NAME}, and --locked forbids to make it");
            return Err(Diagnostic::file(Code::MissingLock, &self.path, message)
                .help("run once without --locked and commit recto.lock with the notes"));
        }
        if self.access == Access::Keep
            && let Err(error) = try_write(root)
        {
            let message =
                format!("{FILE_NAME} cannot be made here ({}): cards are known by their place alone", reason(&error));
            let warning = Diagnostic::file(Code::NoLock, &self.path, message).help(
                "a card that is renamed or moved will be a new one in Anki; make the folder writable to keep a ledger",
            );
            return Ok((self, Some(warning)));
        }
        self.lock = Some(Lock::default());
        Ok((self, None))
    }

    /// Whether the file holds `text`; line ends are no difference, as git may turn them on a checkout.
    fn says(&self, text: &str) -> bool {
        self.text.as_ref().is_some_and(|old| old == text || (old.contains('\r') && old.replace("\r\n", "\n") == text))
    }

    fn bad(&self, damage: &Damage) -> Diagnostic {
        let mut found = Diagnostic::file(Code::BadLock, &self.path, format!("{FILE_NAME}: {}", damage.message));
        found.site = Site::File { path: self.path.clone(), at: Some((damage.line, 1)) };
        found.help(damage.help)
    }
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Damage {
    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = before.split(|&byte| byte == b'\n').count();
    Damage { line, message: "no UTF-8".to_owned(), help: format::RESTORE }
}

/// Takes the exclusive lock of a root. A file system without locks cannot give one: the run goes on without.
fn hold(root: &Utf8Path, waiting: impl FnOnce()) -> Option<File> {
    let file = holder(root).ok()?;
    match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().ok().map(|()| file)
        }
        Err(TryLockError::Error(_)) => None,
    }
}

/// The folder itself can be locked, and nothing is left behind.
#[cfg(unix)]
fn holder(root: &Utf8Path) -> io::Result<File> {
    File::open(if root.as_str().is_empty() { Utf8Path::new(".") } else { root })
}

/// Folders cannot be locked here: a file of the temporary folder, named by the root, stands for it.
#[cfg(not(unix))]
fn holder(root: &Utf8Path) -> io::Result<File> {
    let root = std::path::absolute(root)?;
    let name = super::hash::Hash::of([root.to_string_lossy()]).hex(16);
    OpenOptions::new().create(true).append(true).open(std::env::temp_dir().join(format!("recto-{name}.lock")))
}

/// Whether files can be made in `root`.
fn try_write(root: &Utf8Path) -> io::Result<()> {
    let probe = root.join(TEMPORARY);
    OpenOptions::new().write(true).create(true).truncate(false).open(&probe)?;
    std::fs::remove_file(probe)
}

/// Writes beside the place, then renames; a link stays a link, and the mode of an old file is kept.
fn replace(path: &Utf8Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize_utf8().unwrap_or_else(|_| path.to_owned());
    let temporary = path.with_file_name(TEMPORARY);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| {
        if let Ok(old) = std::fs::metadata(&path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        std::fs::rename(&temporary, &path)
    });
    written.inspect_err(|_| {
        // The first error is what the user must hear of.
        let _ = std::fs::remove_file(&temporary);
    })
}

/// An error of the system without its number.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => crate::source::reason(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = Utf8PathBuf::from_path_buf(folder.path().to_owned()).expect("UTF-8");
        (folder, path)
    }

    fn open(root: &Utf8Path, access: Access) -> Result<LockFile, Diagnostic> {
        LockFile::open(root, access, || {}).map(|(file, warning)| {
            assert_eq!(warning, None);
            file
        })
    }

    fn some_lock() -> Lock {
        Lock { project: "p".to_owned(), ..Lock::default() }
    }

    #[test]
    fn the_first_commit_makes_it_and_the_same_again_leaves_it() {
        let (_folder, root) = root();
        let file = open(&root, Access::Keep).expect("opens");
        assert_eq!(file.lock(), Some(&Lock::default()));
        assert_eq!(file.commit(&some_lock()).expect("written"), Committed::Made);
        drop(file);
        let again = open(&root, Access::Keep).expect("opens");
        assert_eq!(again.lock(), Some(&some_lock()));
        assert_eq!(again.commit(&some_lock()).expect("nothing to do"), Committed::Unchanged);
        assert_eq!(again.commit(&Lock::default()).expect("written"), Committed::Updated);
        assert_eq!(std::fs::read_dir(&root).expect("a folder").count(), 1, "nothing else is left");
    }

    #[test]
    fn turned_line_ends_are_no_change() {
        let (_folder, root) = root();
        let text = format::print(&some_lock()).replace('\n', "\r\n");
        std::fs::write(root.join(FILE_NAME), &text).expect("written");
        let file = open(&root, Access::Locked).expect("opens");
        file.check(&some_lock()).expect("unchanged");
        assert_eq!(std::fs::read_to_string(root.join(FILE_NAME)).expect("read"), text);
    }

    #[test]
    fn locked_needs_a_lock_and_lets_none_change() {
        let (_folder, root) = root();
        assert_eq!(open(&root, Access::Locked).expect_err("missing").code, Code::MissingLock);
        open(&root, Access::Keep).expect("opens").commit(&some_lock()).expect("written");
        let file = open(&root, Access::Locked).expect("opens");
        file.check(&some_lock()).expect("unchanged");
        assert_eq!(file.check(&Lock::default()).expect_err("changed").code, Code::BadLock);
    }

    #[test]
    fn reading_and_going_without_write_nothing() {
        let (_folder, root) = root();
        for access in [Access::Read, Access::Without] {
            let file = open(&root, access).expect("opens");
            assert_eq!(file.lock().is_some(), access == Access::Read);
            assert_eq!(file.commit(&some_lock()).expect("nothing to do"), Committed::Unchanged);
        }
        assert!(!root.join(FILE_NAME).exists());
    }

    #[test]
    fn damage_is_named_with_its_line() {
        let (_folder, root) = root();
        std::fs::write(root.join(FILE_NAME), "version\t1\nnonsense\n").expect("written");
        let error = open(&root, Access::Keep).expect_err("damaged");
        assert_eq!(error.site, Site::File { path: root.join(FILE_NAME), at: Some((2, 1)) });
        std::fs::write(root.join(FILE_NAME), b"version\t1\n\xff\n").expect("written");
        assert_eq!(open(&root, Access::Keep).expect_err("damaged").site, error.site);
    }

    #[test]
    fn a_second_process_waits_and_reads_what_the_first_wrote() {
        let (_folder, root) = root();
        let first = open(&root, Access::Keep).expect("opens");
        let (told, waits) = std::sync::mpsc::channel();
        let second = std::thread::spawn({
            let root = root.clone();
            move || {
                let (file, _) = LockFile::open(&root, Access::Keep, || told.send(()).expect("heard")).expect("opens");
                file.lock().cloned()
            }
        });
        waits.recv().expect("it says that it waits");
        first.commit(&some_lock()).expect("written");
        drop(first);
        assert_eq!(second.join().expect("ends"), Some(some_lock()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let (_folder, root) = root();
        std::fs::create_dir(root.join("elsewhere")).expect("made");
        std::fs::write(root.join("elsewhere/lock"), format::print(&Lock::default())).expect("written");
        std::os::unix::fs::symlink(root.join("elsewhere/lock"), root.join(FILE_NAME)).expect("linked");
        open(&root, Access::Keep).expect("opens").commit(&some_lock()).expect("written");
        assert!(root.join(FILE_NAME).is_symlink());
        assert_eq!(open(&root, Access::Read).expect("opens").lock(), Some(&some_lock()));
    }
}
