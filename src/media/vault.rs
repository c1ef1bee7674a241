//! Obsidian's vault around the notes, for links back.

use camino::{Utf8Path, Utf8PathBuf};

/// A vault of Obsidian's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vault {
    /// Its name: its folder's.
    pub name: String,
    /// The notes' root as a path from the vault's folder; empty if they are the same.
    pub folder: Utf8PathBuf,
}

impl Vault {
    /// The nearest folder at or above `root` that holds `.obsidian`.
    pub(super) fn around(root: &Utf8Path) -> Option<Self> {
        let root = if root.as_str().is_empty() { Utf8Path::new(".") } else { root };
        let root = root.canonicalize_utf8().ok()?;
        let vault = root.ancestors().find(|folder| folder.join(".obsidian").is_dir())?;
        Some(Self { name: vault.file_name()?.to_owned(), folder: root.strip_prefix(vault).ok()?.to_owned() })
    }
}
