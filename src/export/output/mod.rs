//! A file that is whole or untouched: written to a temporary beside its place, compared, renamed.
//!
//! Pipes and devices get their bytes at once, when the whole is ready.

mod temporary;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub use temporary::{Committing, Scratch, abandon, committing};
use temporary::{Temporary, Waiting};

/// What an exporter writes into: a temporary beside the output's place, or memory.
#[derive(Debug)]
pub struct Output {
    inner: Inner,
    place: Option<PathBuf>,
}

#[derive(Debug)]
enum Inner {
    Memory(Cursor<Vec<u8>>),
    Beside(Temporary),
}

/// What an earlier run left in an output's place.
#[derive(Debug)]
pub struct Standing<'a>(&'a Path);

impl<'a> Standing<'a> {
    /// What stands at `path`.
    pub fn at(path: &'a Path) -> Self {
        Self(path)
    }

    /// Its bytes; none if it is no file or cannot be read.
    pub fn read(&self) -> Option<Vec<u8>> {
        fs::metadata(self.0).ok().filter(fs::Metadata::is_file)?;
        fs::read(self.0).ok()
    }

    /// Leaves it as it is: an output that is finished without being made.
    pub fn kept(self) -> Finished {
        let bytes = fs::metadata(self.0).map_or(0, |meta| meta.len());
        Finished { held: Held::Memory(Vec::new()), place: Some(self.0.to_owned()), bytes, changed: false }
    }
}

/// An output that is finished and waits to take its place.
#[derive(Debug)]
pub struct Finished {
    held: Held,
    place: Option<PathBuf>,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether they are other than those in its place.
    pub changed: bool,
}

#[derive(Debug)]
enum Held {
    Memory(Vec<u8>),
    Beside(Waiting),
}

impl Output {
    /// An output in memory, for standard output, `--dry-run` and tests.
    pub fn memory() -> Self {
        Self { inner: Inner::Memory(Cursor::new(Vec::new())), place: None }
    }

    /// An output in memory that is compared with what stands at `path`, and never goes there.
    pub fn rehearsal(path: &Path) -> Self {
        Self { place: Some(path.to_owned()), ..Self::memory() }
    }

    /// An output that will take its place at `path`. Symbolic links are followed, missing folders made.
    ///
    /// # Errors
    /// If there is a folder, a file marked read-only, or a folder above it that cannot be made or written.
    pub fn beside(path: &Path) -> Result<Self> {
        let place = followed(path)?;
        let inner = match fs::metadata(&place) {
            Ok(meta) if meta.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder")),
            Ok(meta) if !meta.is_file() => Inner::Memory(Cursor::new(Vec::new())),
            Ok(meta) if meta.permissions().readonly() => {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "is marked read-only"));
            }
            _ => Inner::Beside(Temporary::beside(&place)?),
        };
        Ok(Self { inner, place: Some(place) })
    }

    /// The bytes written, of an output in memory; empty for one beside its place.
    pub fn into_bytes(self) -> Vec<u8> {
        match self.inner {
            Inner::Memory(memory) => memory.into_inner(),
            Inner::Beside(_) => Vec::new(),
        }
    }

    /// Ends the writing and compares with what stands in its place.
    ///
    /// # Errors
    /// If the last bytes cannot be written: a full disk.
    pub fn finish(mut self) -> Result<Finished> {
        self.flush()?;
        let bytes = self.seek(SeekFrom::End(0))?;
        let changed = !self.same()?;
        let held = match self.inner {
            Inner::Memory(memory) => Held::Memory(memory.into_inner()),
            Inner::Beside(temporary) => Held::Beside(temporary.wait()),
        };
        Ok(Finished { held, place: self.place, bytes, changed })
    }

    fn same(&mut self) -> Result<bool> {
        let Some(place) = self.place.clone() else { return Ok(false) };
        let Ok(old) = File::open(&place).and_then(|file| Ok((file.metadata()?, file))) else { return Ok(false) };
        let (meta, file) = old;
        if !meta.is_file() || meta.len() != self.seek(SeekFrom::End(0))? {
            return Ok(false);
        }
        self.rewind()?;
        same_bytes(BufReader::new(file), BufReader::new(self))
    }
}

impl Finished {
    /// Takes its place. A result of the same bytes leaves the file, and its time, alone.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn commit(self) -> Result<()> {
        match (self.held, self.place) {
            (_, Some(place)) if !self.changed => {
                temporary::sweep_beside(&place);
                Ok(())
            }
            (Held::Beside(waiting), Some(place)) => waiting.rename(&place),
            (Held::Memory(bytes), Some(place)) => fs::OpenOptions::new().write(true).open(place)?.write_all(&bytes),
            (_, None) => Ok(()),
        }
    }

    /// Its bytes, if it is in memory.
    pub fn into_bytes(self) -> Vec<u8> {
        match self.held {
            Held::Memory(bytes) => bytes,
            Held::Beside(_) => Vec::new(),
        }
    }
}

/// Where a path leads, the last link included even if it dangles.
fn followed(path: &Path) -> Result<PathBuf> {
    let mut path = path.to_owned();
    // 40 links are what Linux follows before it calls them a loop.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("is a loop of symbolic links"))
}

fn same_bytes(mut a: impl BufRead, mut b: impl BufRead) -> Result<bool> {
    loop {
        let (x, y) = (a.fill_buf()?, b.fill_buf()?);
        let n = x.len().min(y.len());
        if n == 0 {
            return Ok(x.len() == y.len());
        }
        if x[..n] != y[..n] {
            return Ok(false);
        }
        a.consume(n);
        b.consume(n);
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        match &mut self.inner {
            Inner::Memory(memory) => memory.write(bytes),
            Inner::Beside(temporary) => temporary.file.write(bytes),
        }
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.inner {
            Inner::Memory(memory) => memory.flush(),
            Inner::Beside(temporary) => temporary.file.flush(),
        }
    }
}

impl Read for Output {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        match &mut self.inner {
            Inner::Memory(memory) => memory.read(bytes),
            Inner::Beside(temporary) => {
                temporary.file.flush()?;
                temporary.file.get_mut().read(bytes)
            }
        }
    }
}

impl Seek for Output {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        match &mut self.inner {
            Inner::Memory(memory) => memory.seek(to),
            Inner::Beside(temporary) => temporary.file.seek(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(path: &Path, bytes: &[u8]) -> Finished {
        let mut output = Output::beside(path).unwrap();
        output.write_all(bytes).unwrap();
        output.finish().unwrap()
    }

    #[test]
    fn nothing_shows_before_the_commit_and_nothing_is_left_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/a.txt");
        let output = finished(&path, b"one");
        assert!(!path.exists());
        output.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
    }

    #[test]
    fn what_is_dropped_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        drop(finished(&folder.path().join("new/deep/a.txt"), b"one"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_same_bytes_are_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        finished(&path, b"one").commit().unwrap();
        assert!(!finished(&path, b"one").changed);
        assert!(finished(&path, b"two").changed);
    }

    #[test]
    fn the_remains_of_a_killed_run_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join(".recto-1-1.tmp");
        fs::write(&old, b"half").unwrap();
        drop(finished(&folder.path().join("a.txt"), b"one"));
        assert!(!old.exists());
    }
}
