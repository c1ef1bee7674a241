//! Finds, reads and decodes notes. Only this module, `media`, `ledger::lock`, `export::output` and the loading of
//! templates touch files.

mod decode;
mod root;
mod walk;

use std::io::Read;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use camino::{Utf8Path, Utf8PathBuf};

use crate::diagnostic::{Code, Diagnostic};
pub use root::{Project, absolute, project};
pub use walk::{Found, Walk, all, find, is_note};

/// The name by which standard input is asked for, and the path of the note that it becomes.
pub const STDIN: &str = "-";
/// The path of the note that standard input becomes.
pub const STDIN_NOTE: &str = "stdin";
/// Spans count bytes in 32 bits; a note near that size is no note.
const LARGEST: u64 = 1 << 30;

/// A note's text as it was read.
#[derive(Debug, Clone)]
pub struct Text {
    /// Decoded, without a byte order mark; line ends as they are.
    pub text: Arc<str>,
    /// Time of the last change of the file, in seconds since 1970; none for standard input.
    pub modified: Option<i64>,
}

/// Reads and decodes a file; `-` is standard input.
///
/// # Errors
/// `unreadable` or `invalid-utf8`, with the place where known.
pub fn read(path: &Utf8Path) -> Result<Text, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(Diagnostic::file(Code::Unreadable, path, format!("cannot be read: {}", reason(&error))))
    };
    let mut bytes = Vec::new();
    let mut modified = None;
    if path == STDIN {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let meta = file.metadata().map_err(unreadable)?;
        if meta.len() > LARGEST {
            return Err(Box::new(Diagnostic::file(Code::Unreadable, path, "larger than 1 GB")));
        }
        modified = meta.modified().ok().and_then(|time| Some(time.duration_since(UNIX_EPOCH).ok()?.as_secs() as i64));
        bytes.reserve(meta.len() as usize);
        file.take(LARGEST).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    match decode::decode(bytes) {
        Ok(text) => Ok(Text { text: text.into(), modified }),
        Err(error) => Err(Box::new(error.diagnostic(if path == STDIN { STDIN_NOTE.into() } else { path }))),
    }
}

/// A file's text where it exists and is UTF-8: configuration of ours and of other programs.
///
/// # Errors
/// If it exists and cannot be read.
pub fn read_optional(path: &Utf8Path) -> std::io::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The system's words for an error, in our manner: lower case, without the number.
pub fn reason(error: &std::io::Error) -> String {
    // A walk wraps the system's error in words of its own, which name the path once more.
    let wrapped = error.get_ref().and_then(std::error::Error::source);
    if let Some(inner) = wrapped.and_then(|inner| inner.downcast_ref::<std::io::Error>()) {
        return reason(inner);
    }
    match plain(&error.to_string()) {
        text if text.is_empty() => error.kind().to_string(),
        text => text,
    }
}

/// The system begins with a capital and ends with a number; paths and our own words do neither.
fn plain(text: &str) -> String {
    let Some((text, _)) = text.split_once(" (os error") else { return text.to_owned() };
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect()
}

/// An error with all that led to it, each in our manner. Words that only repeat those of the next are left out.
pub fn reasons<'a>(chain: impl Iterator<Item = &'a (dyn std::error::Error + 'static)>) -> String {
    let mut words: Vec<String> = Vec::new();
    for cause in chain {
        let text = cause.to_string();
        if words.last().is_some_and(|last| last.to_lowercase().ends_with(&text.to_lowercase())) {
            words.pop();
        }
        words.push(text);
    }
    words.iter().map(|words| plain(words)).collect::<Vec<_>>().join(": ")
}

/// `path` below `folder`, or `path` itself where `folder` is empty (a plain `join` would begin with a slash or a dot).
pub fn below(folder: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    if folder.as_str().is_empty() || folder == "." { path.to_owned() } else { folder.join(path) }
}
