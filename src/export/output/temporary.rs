//! The temporary beside an output's place.
//!
//! It is locked while its process lives, so that the next run can tell the remains of a killed one and remove them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;

const PREFIX: &str = ".recto-";
const SUFFIX: &str = ".tmp";
const CONTENT: &str = ".db";

static ALIVE: Mutex<Alive> =
    Mutex::new(Alive { files: BTreeMap::new(), swept: BTreeSet::new(), made: 0, ended: false });
static COMMIT: Mutex<()> = Mutex::new(());

/// The temporaries of this process.
struct Alive {
    /// Each with the folders that were made for it, the deepest first.
    files: BTreeMap<PathBuf, Vec<PathBuf>>,
    swept: BTreeSet<PathBuf>,
    made: usize,
    ended: bool,
}

/// While it lives, [`abandon`] waits: lock and outputs change together.
#[derive(Debug)]
pub struct Committing(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

/// Begins the commit of a run.
pub fn committing() -> Committing {
    Committing(COMMIT.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Removes every temporary of this process, and lets no other come into being: the process is about to end.
/// Waits for a commit under way.
pub fn abandon() {
    let wait = committing();
    let mut alive = alive();
    alive.ended = true;
    for (file, folders) in std::mem::take(&mut alive.files).into_iter().rev() {
        remove(&file, &folders);
    }
    // Nobody may commit any more: the files are gone.
    std::mem::forget(wait);
}

fn alive() -> MutexGuard<'static, Alive> {
    ALIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many finished temporaries stay open, and so locked; systems allow a process as few as 256 files. Of a run with more
/// outputs than that another run in the same folder may take the rest for remains; they are then reported as missing.
const OPEN: usize = 64;

/// A file that is being written, and is removed unless it is renamed.
#[derive(Debug)]
pub(super) struct Temporary {
    pub(super) file: BufWriter<File>,
    name: Name,
}

/// A temporary that is written and waits to be renamed.
#[derive(Debug)]
pub(super) struct Waiting {
    name: Name,
    #[expect(dead_code, reason = "held for its lock")]
    file: Option<File>,
}

#[derive(Debug)]
struct Name {
    path: PathBuf,
    renamed: bool,
}

impl Temporary {
    pub(super) fn beside(place: &Path) -> Result<Self> {
        let folder = folder(place);
        let missing = folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let folders: Vec<_> = missing.map(Path::to_owned).collect();
        fs::create_dir_all(folder)?;
        sweep(folder);
        let (path, file) = create(folder, &folders)?;
        // 128 KiB: a deck goes out in few writes.
        Ok(Self { file: BufWriter::with_capacity(1 << 17, file), name: Name { path, renamed: false } })
    }

    /// Ends the writing; what was written must be flushed.
    pub(super) fn wait(self) -> Waiting {
        let few = alive().files.len() <= OPEN;
        Waiting { name: self.name, file: few.then(|| self.file.into_parts().0) }
    }
}

impl Waiting {
    pub(super) fn rename(mut self, place: &Path) -> Result<()> {
        fs::rename(&self.name.path, place)?;
        self.name.renamed = true;
        Ok(())
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        let folders = alive().files.remove(&self.path).unwrap_or_default();
        if !self.renamed {
            remove(&self.path, &folders);
        }
    }
}

/// A file to work in, in the system's folder for such; removed when dropped, by [`abandon`], and after a kill by the next
/// run that needs one.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    file: File,
    // Not the file itself: where locks bind others, SQLite could not open it.
    _lock: (Name, File),
}

impl Scratch {
    /// An empty one that others may not read.
    ///
    /// # Errors
    /// If the system has no place for it.
    pub fn new() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir();
        Self::inside(&folder).with_context(|| format!("no place for a temporary in {}", folder.display()))
    }

    fn inside(folder: &Path) -> Result<Self> {
        sweep(folder);
        let (name, lock) = create(folder, &[])?;
        let path = content(&name);
        let name = Name { path: name, renamed: false };
        let file = private().read(true).write(true).create_new(true).open(&path)?;
        Ok(Self { path, file, _lock: (name, lock) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The open file.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }
}

/// Where the content of a scratch file is.
fn content(name: &Path) -> PathBuf {
    let mut path = name.as_os_str().to_owned();
    path.push(CONTENT);
    path.into()
}

#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().mode(0o600).clone()
}

#[cfg(not(unix))]
fn private() -> OpenOptions {
    OpenOptions::new()
}

/// Removes a temporary, and the folders made for it as far as they are empty.
fn remove(file: &Path, folders: &[PathBuf]) {
    let _ = fs::remove_file(content(file));
    let _ = fs::remove_file(file);
    for folder in folders {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

fn create(folder: &Path, made: &[PathBuf]) -> Result<(PathBuf, File)> {
    loop {
        let mut alive = alive();
        if alive.ended {
            return Err(ErrorKind::Interrupted.into());
        }
        alive.made += 1;
        let path = folder.join(format!("{PREFIX}{}-{}{SUFFIX}", std::process::id(), alive.made));
        match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
            Ok(file) => {
                alive.files.insert(path.clone(), made.to_vec());
                drop(alive);
                // Where files cannot be locked, none is ever swept either.
                let _ = file.lock();
                // Another run may have swept it between the two calls.
                if path.exists() {
                    return Ok((path, file));
                }
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn folder(place: &Path) -> &Path {
    place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes what killed runs left beside `place`.
pub(super) fn sweep_beside(place: &Path) {
    sweep(folder(place));
}

/// Removes what killed runs left in a folder.
fn sweep(folder: &Path) {
    if !alive().swept.insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        let ours = is_file && name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        // Removed while it is locked: whoever made it sees that after its own lock.
        if ours
            && let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            remove(&entry.path(), &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_file_leaves_nothing_and_sweeps_what_a_killed_run_left() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".recto-1-1.tmp", ".recto-1-1.tmp.db"] {
            fs::write(folder.path().join(name), b"half").unwrap();
        }
        let scratch = Scratch::inside(folder.path()).unwrap();
        assert!(scratch.path().exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "its own, and the lock that tells it is alive");
        drop(scratch);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
