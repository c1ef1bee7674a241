//! Which file a picture, sound or video is. Deck and sheet ask here; nobody else looks for media.

use camino::Utf8PathBuf;

use crate::model::{Image, NoteId};

/// A media file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFile {
    /// Where it is.
    pub path: Utf8PathBuf,
    /// The name it is stored under in a deck: stem, content hash and extension, so that equal files are stored once.
    pub stored: String,
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

/// The media of a notebook.
#[derive(Debug, Default)]
pub struct Media {}

impl Media {
    /// The file that `image` in `note` names, found as Obsidian finds it.
    ///
    /// # Errors
    /// Why there is none.
    pub fn find(&self, _note: NoteId, _image: &Image) -> Result<&MediaFile, MediaError> {
        Err(MediaError::Missing)
    }
}
