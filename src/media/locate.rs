//! Where a file is, as Obsidian looks for it; never outside the root.

use std::collections::HashMap;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::MediaError;
use crate::model::Image;

/// All files under a root, by their names in lower case and NFC.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, Vec<Utf8PathBuf>>);

impl Names {
    /// Walks the root; hidden folders and files are left out.
    pub(super) fn of(root: &Utf8Path) -> Self {
        let mut names = HashMap::<String, Vec<Utf8PathBuf>>::new();
        let walk = ignore::WalkBuilder::new(here(root)).standard_filters(false).hidden(true).build();
        for entry in walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir())) {
            let Ok(path) = Utf8PathBuf::from_path_buf(entry.into_path()) else { continue };
            if let Some(name) = path.file_name() {
                names.entry(folded(name)).or_default().push(path);
            }
        }
        Self(names)
    }

    /// The file of this name whose folders end as written: nearest to the note's folder first, then the shortest path.
    fn best(&self, written: &Utf8Path, near: &Utf8Path) -> Option<&Utf8PathBuf> {
        let suffix = folded(written.as_str());
        let fits = |path: &Utf8PathBuf| {
            let path = folded(path.as_str());
            path == suffix || path.strip_suffix(&suffix).is_some_and(|head| head.ends_with('/'))
        };
        let candidates = self.0.get(&folded(written.file_name()?))?.iter().filter(|path| fits(path));
        candidates.min_by_key(|path| (!path.starts_with(near), path.components().count(), *path))
    }
}

/// The path of the file that `image` names, seen from `folder` (relative to `root`). `names` is asked only where the path
/// as written leads to nothing.
pub(super) fn locate<'a>(
    root: &Utf8Path,
    folder: &Utf8Path,
    image: &Image,
    names: impl Fn() -> &'a Names,
) -> Result<Utf8PathBuf, MediaError> {
    let mut outside = false;
    for written in spellings(image) {
        match direct(root, folder, &written) {
            Ok(path) => return Ok(path),
            Err(MediaError::Outside) => outside = true,
            Err(_) => {}
        }
    }
    if outside {
        return Err(MediaError::Outside);
    }
    for written in spellings(image) {
        let tail: Utf8PathBuf = written.components().filter(|part| matches!(part, Utf8Component::Normal(_))).collect();
        if let Some(path) = names().best(&tail, &root.join(folder)) {
            return inside(root, path);
        }
    }
    Err(MediaError::Missing)
}

/// The source as it may be meant: as written, percent-decoded, without what follows `#` or `?`.
fn spellings(image: &Image) -> Vec<Utf8PathBuf> {
    let source = image.source.strip_prefix("file://").unwrap_or(&image.source).replace('\\', "/");
    let mut out = vec![source.clone()];
    if !image.wiki {
        out.push(percent_decode_str(&source).decode_utf8_lossy().into_owned());
    }
    // hashcards writes `@/` for the root.
    out.extend(source.strip_prefix('@').filter(|rest| rest.starts_with('/')).map(str::to_owned));
    for base in out.clone() {
        if let Some(at) = base.find(['#', '?']) {
            out.push(base[..at].to_owned());
        }
    }
    out.dedup();
    out.into_iter().filter(|path| !path.is_empty() && !path.contains('\0')).map(Utf8PathBuf::from).collect()
}

/// The file at this very path, from the note's folder or from the root.
fn direct(root: &Utf8Path, folder: &Utf8Path, written: &Utf8Path) -> Result<Utf8PathBuf, MediaError> {
    let relative = written.as_str().trim_start_matches('/');
    if !written.is_absolute() {
        let path = folded_dots(&folder.join(written)).ok_or(MediaError::Outside)?;
        if let Ok(path) = file(root, &path) {
            return Ok(path);
        }
    }
    let from_root = folded_dots(Utf8Path::new(relative)).map(|path| file(root, &path));
    match from_root {
        Some(Err(MediaError::Missing)) if written.is_absolute() && written.exists() => inside(root, written),
        Some(found) => found,
        None if written.is_absolute() => Err(MediaError::Outside),
        None => Err(MediaError::Missing),
    }
}

fn file(root: &Utf8Path, relative: &Utf8Path) -> Result<Utf8PathBuf, MediaError> {
    let path = root.join(relative);
    if path.is_file() { inside(root, &path) } else { Err(MediaError::Missing) }
}

/// `path`, unless a symbolic link leads it out of the root.
fn inside(root: &Utf8Path, path: &Utf8Path) -> Result<Utf8PathBuf, MediaError> {
    let real = path.canonicalize_utf8().map_err(|_| MediaError::Missing)?;
    let root = here(root).canonicalize_utf8().map_err(|_| MediaError::Missing)?;
    match real.starts_with(root) {
        true if real.is_file() => Ok(path.to_owned()),
        true => Err(MediaError::Missing),
        false => Err(MediaError::Outside),
    }
}

/// The path with its `.` and `..` worked out; none if it climbs out.
fn folded_dots(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut out = Utf8PathBuf::new();
    for part in path.components() {
        match part {
            Utf8Component::Normal(name) => out.push(name),
            Utf8Component::ParentDir => {
                if !out.pop() {
                    return None;
                }
            }
            Utf8Component::CurDir => {}
            Utf8Component::RootDir | Utf8Component::Prefix(_) => return None,
        }
    }
    Some(out)
}

fn here(root: &Utf8Path) -> &Utf8Path {
    if root.as_str().is_empty() { Utf8Path::new(".") } else { root }
}

fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8PathBuf::from_path_buf(folder.path().join("vault")).expect("UTF-8");
        for path in ["a.png", "notes/b c.png", "notes/deep/x/logo.png", "other/logo.png", "../secret.png"] {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::File::create(path).expect("made");
        }
        (folder, root)
    }

    fn find(source: &str, wiki: bool) -> Result<String, MediaError> {
        let (_folder, root) = vault();
        let image =
            Image { source: source.into(), alt: Vec::new(), title: String::new(), width: None, height: None, wiki };
        let names = Names::of(&root);
        let found = locate(&root, Utf8Path::new("notes"), &image, || &names)?;
        Ok(found.strip_prefix(&root).expect("inside").to_string())
    }

    #[test]
    fn from_the_note_then_the_root_then_by_name() {
        assert_eq!(find("b%20c.png", false), Ok("notes/b c.png".into()));
        assert_eq!(find("../a.png", false), Ok("a.png".into()));
        assert_eq!(find("/a.png", false), Ok("a.png".into()));
        assert_eq!(find("@/a.png", false), Ok("a.png".into()));
        assert_eq!(find("a.png", true), Ok("a.png".into()));
        assert_eq!(find("LOGO.png", true), Ok("notes/deep/x/logo.png".into()));
        assert_eq!(find("other/logo.png", true), Ok("other/logo.png".into()));
        assert_eq!(find("b c.png#right", true), Ok("notes/b c.png".into()));
        assert_eq!(find("none.png", true), Err(MediaError::Missing));
    }

    #[test]
    fn nothing_outside_of_the_root() {
        assert_eq!(find("../../secret.png", false), Err(MediaError::Outside));
        assert_eq!(find("%2e%2e/../secret.png", false), Err(MediaError::Outside));
        assert_eq!(find("file:///etc/hostname", false), Err(MediaError::Outside));
    }
}
