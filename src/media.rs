//! Which file a picture, sound or video is. Deck and sheet ask here; nobody else looks for media.
//!
//! In goes an image of a note, out comes a file inside the notes' root, or why there is none. Nothing is searched or read
//! before somebody asks.

mod check;
mod data;
mod locate;
mod vault;

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

pub use check::check;
pub use vault::Vault;

use crate::model::{Image, Inline, NoteId, Notebook, Span};

/// A media file that was found.
#[derive(Debug)]
pub struct MediaFile {
    /// Where it is; for a `data:` address a name with the right extension.
    pub path: Utf8PathBuf,
    content: Option<Vec<u8>>,
    stored: OnceLock<Option<String>>,
}

/// What a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    /// A still or moving picture that a browser shows.
    Picture,
    /// Something to hear.
    Sound,
    /// Something to hear and see.
    Video,
    /// A document, or anything else.
    Other,
}

/// Why a source names no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaError {
    /// Nowhere to be found.
    Missing,
    /// Outside the notes' root.
    Outside,
    /// An address on the network.
    Remote,
}

/// What a search gave.
type Found = Result<Arc<MediaFile>, MediaError>;

/// The media of a notebook.
#[derive(Debug, Default)]
pub struct Media {
    root: Utf8PathBuf,
    /// The paths of the notes, relative to the root.
    notes: Vec<Utf8PathBuf>,
    names: OnceLock<locate::Names>,
    vault: OnceLock<Option<Vault>>,
    /// What was asked before, by the note's folder and the source as written.
    found: Mutex<HashMap<(Utf8PathBuf, String), Found>>,
    /// The files themselves, so that each is hashed once.
    files: Mutex<HashMap<Utf8PathBuf, Arc<MediaFile>>>,
}

impl MediaFile {
    fn new(path: Utf8PathBuf, content: Option<Vec<u8>>) -> Self {
        Self { path, content, stored: OnceLock::new() }
    }

    /// Its content, to be read once.
    ///
    /// # Errors
    /// If the file cannot be opened.
    pub fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        match &self.content {
            Some(bytes) => Ok(Box::new(Cursor::new(bytes))),
            None => Ok(Box::new(File::open(&self.path)?)),
        }
    }

    /// The name it is stored under in a deck: stem, content hash and extension, so that equal files are stored once and
    /// two of one name never collide. None if it cannot be read.
    pub fn stored(&self) -> Option<&str> {
        self.stored.get_or_init(|| self.stored_name().ok()).as_deref()
    }

    fn stored_name(&self) -> io::Result<String> {
        let mut hash = Sha256::new();
        io::copy(&mut self.open()?, &mut HashWriter(&mut hash))?;
        let digits = hash.finalize().iter().take(8).fold(0_u64, |digits, byte| digits << 8 | u64::from(*byte));
        Ok(format!("{}-{digits:016x}.{}", stem(&self.path), extension(&self.path)))
    }

    /// What it shows, by its extension.
    pub fn kind(&self) -> MediaKind {
        MediaKind::of(&self.path)
    }
}

impl MediaKind {
    /// What a file shows, by its extension.
    pub fn of(path: &Utf8Path) -> Self {
        match extension(path).as_str() {
            "apng" | "avif" | "bmp" | "gif" | "ico" | "jfif" | "jpeg" | "jpg" | "png" | "svg" | "tif" | "tiff"
            | "webp" => Self::Picture,
            "3gp" | "aac" | "flac" | "m4a" | "mp3" | "oga" | "ogg" | "opus" | "spx" | "wav" => Self::Sound,
            "avi" | "flv" | "m4v" | "mkv" | "mov" | "mp4" | "mpeg" | "mpg" | "ogv" | "ogx" | "webm" => Self::Video,
            _ => Self::Other,
        }
    }
}

impl Media {
    /// The media around these notes.
    pub fn new(notebook: &Notebook) -> Self {
        let notes = notebook.notes.iter().map(|note| note.path.clone()).collect();
        Self { root: notebook.root.clone(), notes, ..Self::default() }
    }

    /// The file that `image` in `note` names, found as Obsidian finds it: from the note's folder, from the root, else by
    /// its name anywhere under the root.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find(&self, note: NoteId, image: &Image) -> Result<Arc<MediaFile>, MediaError> {
        let folder = self.notes.get(note.0 as usize).and_then(|path| path.parent()).unwrap_or(Utf8Path::new(""));
        let key = (folder.to_owned(), image.source.clone());
        if let Some(known) = lock(&self.found).get(&key) {
            return known.clone();
        }
        let found = self.search(folder, image);
        lock(&self.found).insert(key, found.clone());
        found
    }

    /// The vault of Obsidian's that the notes are in.
    pub fn vault(&self) -> Option<&Vault> {
        self.vault.get_or_init(|| Vault::around(&self.root)).as_ref()
    }

    fn search(&self, folder: &Utf8Path, image: &Image) -> Found {
        if let Some(address) = image.source.strip_prefix("data:") {
            let (extension, bytes) = data::decode(address).ok_or(MediaError::Missing)?;
            return Ok(Arc::new(MediaFile::new(format!("image.{extension}").into(), Some(bytes))));
        }
        if is_remote(&image.source) {
            return Err(MediaError::Remote);
        }
        let path =
            locate::locate(&self.root, folder, image, || self.names.get_or_init(|| locate::Names::of(&self.root)))?;
        let mut files = lock(&self.files);
        Ok(files.entry(path.clone()).or_insert_with(|| Arc::new(MediaFile::new(path, None))).clone())
    }

    /// The files found so far that can be read, in the order of the names they are stored under, equal ones once.
    pub fn files(&self) -> BTreeMap<String, Arc<MediaFile>> {
        let found: Vec<_> = lock(&self.found).values().flatten().cloned().collect();
        let mut out = BTreeMap::<String, Arc<MediaFile>>::new();
        for file in found {
            let Some(name) = file.stored() else { continue };
            let better = out.get(name).is_none_or(|known| file.path < known.path);
            if better {
                out.insert(name.to_owned(), file);
            }
        }
        out
    }
}

/// The image that a raw `<img>`, `<audio>`, `<video>` or `<source>` shows; `attribute` reads the tag.
pub(crate) fn raw_image(span: Span, attribute: &dyn Fn(&str) -> Option<String>) -> Option<Image> {
    let source = attribute("src").filter(|source| !source.is_empty())?;
    let length = |name| attribute(name).and_then(|text| text.trim_end_matches("px").parse().ok());
    let alt = attribute("alt").filter(|alt| !alt.is_empty()).map(|alt| Inline::text(alt, span));
    Some(Image {
        source,
        alt: alt.into_iter().collect(),
        title: attribute("title").unwrap_or_default(),
        width: length("width"),
        height: length("height"),
        wiki: false,
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An address with a scheme of two letters or more (`C:` is a drive), or without one but a host.
fn is_remote(source: &str) -> bool {
    let scheme = source.split_once(':').map_or("", |(scheme, _)| scheme);
    let named = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    source.starts_with("//")
        || (named && source[scheme.len()..].starts_with("://") && !scheme.eq_ignore_ascii_case("file"))
}

fn extension(path: &Utf8Path) -> String {
    path.extension().unwrap_or("bin").to_ascii_lowercase()
}

/// The stem as Anki and every file system take it: letters, digits and hyphens, at most 40. (A leading `_` would tell Anki
/// that the file is part of a template.)
fn stem(path: &Utf8Path) -> String {
    let mut out = String::new();
    for c in path.file_stem().unwrap_or_default().nfc().take(40) {
        match c {
            c if c.is_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "media".to_owned() } else { out.to_owned() }
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_name_is_plain() {
        assert_eq!(stem("a/_Figur 1 (ä).PNG".into()), "Figur-1-ä");
        assert_eq!(stem("...".into()), "media");
    }

    #[test]
    fn a_drive_is_no_scheme() {
        assert!(
            is_remote("https://example.org/a.png") && is_remote("//example.org/a.png") && is_remote("ftp://a/b.png")
        );
        assert!(!is_remote("C:\\a.png") && !is_remote("a:b.png") && !is_remote("file:///a.png"));
    }
}
