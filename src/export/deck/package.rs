//! The package: a zip of the collection and the media, the same bytes for the same content.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::cards::note_type::Fields;
use crate::media::MediaFile;

/// Writes the zip: the collection, a list of the media's names, and each medium under its number, streamed.
pub(super) fn write(
    out: impl Write + Seek,
    collection: &mut File,
    media: &BTreeMap<String, Arc<MediaFile>>,
) -> Result<()> {
    let mut zip = ZipWriter::new(Once::new(out)).set_auto_large_file();
    zip.start_file("collection.anki2", options(CompressionMethod::Deflated))?;
    io::copy(collection, &mut zip)?;
    let names: serde_json::Map<_, _> =
        media.keys().enumerate().map(|(number, name)| (number.to_string(), name.as_str().into())).collect();
    zip.start_file("media", options(CompressionMethod::Deflated))?;
    zip.write_all(serde_json::to_string(&names)?.as_bytes())?;
    for (number, file) in media.values().enumerate() {
        // Pictures, sounds and videos are compressed already.
        let method = match file.path.extension() {
            Some("svg" | "bmp" | "wav") => CompressionMethod::Deflated,
            _ => CompressionMethod::Stored,
        };
        zip.start_file(number.to_string(), options(method))?;
        let copied = file.open().and_then(|mut content| io::copy(&mut content, &mut zip));
        copied.with_context(|| file.path.to_string())?;
    }
    zip.finish()?;
    Ok(())
}

/// Fails once, and from then on takes everything and loses it: a `ZipWriter` that is dropped in the middle writes its end,
/// and would print on standard error that it could not.
struct Once<W> {
    out: W,
    at: u64,
    end: u64,
    failed: bool,
}

impl<W> Once<W> {
    fn new(out: W) -> Self {
        Self { out, at: 0, end: 0, failed: false }
    }

    /// What `call` gives, or `lost` after a failure.
    fn call<T>(&mut self, call: impl FnOnce(&mut W) -> io::Result<T>, lost: T) -> io::Result<T> {
        if self.failed {
            return Ok(lost);
        }
        call(&mut self.out).inspect_err(|_| self.failed = true)
    }
}

impl<W: Write> Write for Once<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.call(|out| out.write(bytes), bytes.len())?;
        self.at += written as u64;
        self.end = self.end.max(self.at);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.call(W::flush, ())
    }
}

impl<W: Seek> Seek for Once<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let lost = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
            SeekFrom::End(by) => self.end.saturating_add_signed(by),
        };
        self.at = self.call(|out| out.seek(to), lost)?;
        Ok(self.at)
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// The media that the fields name.
pub(super) fn used(fields: &[Fields], found: BTreeMap<String, Arc<MediaFile>>) -> BTreeMap<String, Arc<MediaFile>> {
    if found.is_empty() {
        return found;
    }
    let mut names = BTreeSet::new();
    for field in fields.iter().flatten() {
        for (open, close) in [("<img src=\"", '"'), ("[sound:", ']')] {
            names.extend(field.split(open).skip(1).filter_map(|rest| rest.split(close).next()));
        }
    }
    found.into_iter().filter(|(name, _)| names.contains(name.as_str())).collect()
}
