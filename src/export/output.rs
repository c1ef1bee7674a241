//! A file that is whole or untouched: written beside its place, compared, renamed.

use std::io::{Cursor, Read, Result, Seek, SeekFrom, Write};

/// What an exporter writes into: a temporary beside the output's place, or memory.
#[derive(Debug)]
pub struct Output {
    inner: Cursor<Vec<u8>>,
}

impl Output {
    /// An output in memory, for standard output and tests.
    pub fn memory() -> Self {
        Self { inner: Cursor::new(Vec::new()) }
    }

    /// The bytes written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.inner.into_inner()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}

impl Read for Output {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        self.inner.read(bytes)
    }
}

impl Seek for Output {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.inner.seek(to)
    }
}
