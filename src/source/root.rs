//! Which folder a run is about: the nearest one above the inputs that holds a lock, a configuration or a vault.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::STDIN;

/// Any of these makes a folder a root.
const MARKS: [&str; 4] = ["recto.lock", "recto.toml", ".obsidian", "logseq/config.edn"];

/// Where a run takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The folder that note paths, the lock and the configuration belong to; absolute.
    pub root: Utf8PathBuf,
    /// The same as the user would write it; empty for the current folder.
    pub shown: Utf8PathBuf,
    /// The working folder; absolute.
    pub here: Utf8PathBuf,
    /// Whether something marks the root, so that it is more than the folder where a note happens to be.
    pub marked: bool,
}

/// The root of a run over `inputs` (none: the current folder), from `here`, the working folder.
///
/// Nearest ancestor with a mark; else the input's own folder. Of several inputs, that of their common ancestor.
pub fn project(inputs: &[Utf8PathBuf], here: &Utf8Path) -> Project {
    let folders = inputs.iter().filter(|input| *input != STDIN).map(|input| {
        let path = absolute(here, input);
        if path.is_dir() { path } else { path.parent().map_or(path.clone(), Utf8Path::to_owned) }
    });
    let start = folders.reduce(|a, b| common(&a, &b)).unwrap_or_else(|| here.to_owned());
    let marked = start.ancestors().find(|folder| MARKS.iter().any(|mark| folder.join(mark).exists()));
    let root = marked.unwrap_or(&start).to_owned();
    Project { shown: shown(&root, here), marked: marked.is_some(), root, here: here.to_owned() }
}

impl Project {
    /// The project as wide as the repository around it, where nothing marks a root: a hook names single notes of it.
    #[must_use]
    pub fn repository(&self) -> Self {
        let around = || self.root.ancestors().find(|folder| folder.join(".git").exists());
        let root = if self.marked { None } else { around() };
        root.map_or_else(|| self.clone(), |root| Self { root: root.to_owned(), marked: true, ..self.clone() })
    }

    /// How the user would write the path of the note at `path` below the root.
    pub fn show(&self, path: &Utf8Path) -> Utf8PathBuf {
        shown(&self.root.join(path), &self.here)
    }
}

/// `path` as seen from `here`: relative where that takes no more than two steps up.
fn shown(path: &Utf8Path, here: &Utf8Path) -> Utf8PathBuf {
    for (up, folder) in here.ancestors().take(3).enumerate() {
        if folder.parent().is_none() && up > 0 {
            break;
        }
        if let Ok(rest) = path.strip_prefix(folder) {
            return Utf8PathBuf::from("../".repeat(up)).join(rest);
        }
    }
    path.to_owned()
}

/// `path` from the top, without `.` and `..`; symbolic links stay as they are written.
pub fn absolute(here: &Utf8Path, path: &Utf8Path) -> Utf8PathBuf {
    let mut out = Utf8PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn common(a: &Utf8Path, b: &Utf8Path) -> Utf8PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_one_would_write_them() {
        let show = |path: &str, here: &str| shown(path.into(), here.into()).into_string();
        assert_eq!(show("/a/vault/x.md", "/a/vault"), "x.md");
        assert_eq!(show("/a/vault/x.md", "/a/vault/deep"), "../x.md");
        assert_eq!(show("/b/x.md", "/a/vault/deep"), "/b/x.md");
    }

    #[test]
    fn dots_go() {
        assert_eq!(absolute("/a/b".into(), "../c/./d".into()), "/a/c/d");
    }
}
