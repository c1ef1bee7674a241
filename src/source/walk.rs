//! Which files of a folder are notes.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::{Project, STDIN, STDIN_NOTE, absolute, read_optional, reason};
use crate::diagnostic::{Code, Diagnostic};

/// A note that was found and not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where to read it: absolute, or `-`.
    pub file: Utf8PathBuf,
    /// Its path below the root, with `/`.
    pub path: Utf8PathBuf,
}

/// What the walk must leave out.
#[derive(Debug, Default)]
pub struct Walk {
    exclude: GlobSet,
    out: Utf8PathBuf,
}

impl Walk {
    /// Leaves out `exclude` (globs relative to the root) and the folder `out`.
    ///
    /// # Errors
    /// If a glob does not parse.
    pub fn new(exclude: &[String], out: &Utf8Path) -> Result<Self, globset::Error> {
        let mut globs = GlobSetBuilder::new();
        for glob in exclude {
            globs.add(GlobBuilder::new(glob).literal_separator(true).build()?);
            globs.add(GlobBuilder::new(&format!("{}/**", glob.trim_end_matches('/'))).literal_separator(true).build()?);
        }
        Ok(Self { exclude: globs.build()?, out: out.to_owned() })
    }
}

/// The notes that `inputs` name: a file as it is, a folder walked, `-` for standard input; sorted by path, each once.
pub fn find(project: &Project, inputs: &[Utf8PathBuf], walk: &Walk) -> (Vec<Found>, Vec<Diagnostic>) {
    let mut finder = Finder { project, walk, found: Vec::new(), diagnostics: Vec::new() };
    for input in inputs {
        let path = absolute(&project.here, input);
        if input == STDIN {
            finder.found.push(Found { file: STDIN.into(), path: STDIN_NOTE.into() });
        } else if path.is_dir() {
            finder.folder(&path);
        } else if path.exists() {
            finder.file(path);
        } else {
            let message = "no such file or folder";
            finder.diagnostics.push(Diagnostic::file(Code::Unreadable, input.clone(), message));
        }
    }
    let Finder { mut found, diagnostics, .. } = finder;
    found.sort_by(|a, b| natural(a.path.as_str(), b.path.as_str()));
    found.dedup();
    (found, diagnostics)
}

/// The notes below the root, unread: all of them, or those in the root itself where nothing marks it.
pub fn all(project: &Project, walk: &Walk) -> Vec<Utf8PathBuf> {
    let mut finder = Finder { project, walk, found: Vec::new(), diagnostics: Vec::new() };
    if project.marked {
        finder.folder(&project.root);
        return finder.found.into_iter().map(|found| found.path).collect();
    }
    let entries = project.root.read_dir_utf8().into_iter().flatten().flatten();
    entries.filter(|entry| is_note(entry.path().as_std_path())).map(|entry| entry.file_name().into()).collect()
}

struct Finder<'a> {
    project: &'a Project,
    walk: &'a Walk,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Finder<'_> {
    fn folder(&mut self, folder: &Utf8Path) {
        let out = self.project.root.join(&self.walk.out);
        let templates = template_folders(&[&self.project.root, folder]);
        let skip = move |path: &Path| path == out || templates.iter().any(|folder| path == folder);
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            .git_global(false)
            .ignore(false)
            .follow_links(true)
            .filter_entry(move |entry| entry.depth() == 0 || !skip(entry.path()))
            .build();
        let mut linked = Vec::new();
        let mut below_links = Vec::new();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.refused(folder, &error);
                    continue;
                }
            };
            if entry.path_is_symlink() {
                linked.push(entry.path().to_owned());
            }
            if !entry.file_type().is_some_and(|kind| kind.is_file()) || !is_note(entry.path()) {
                continue;
            }
            let Ok(path) = Utf8PathBuf::from_path_buf(entry.into_path()) else {
                let message = "holds a note whose name is not UTF-8, left out";
                self.diagnostics.push(Diagnostic::file(Code::Unreadable, self.show(folder), message));
                continue;
            };
            if linked.iter().any(|link| path.as_std_path().starts_with(link)) {
                below_links.push(path);
            } else if !self.excluded(&path) {
                self.file(path);
            }
        }
        self.linked(below_links);
    }

    /// Notes behind symbolic links count once, and only where they are not in the walk anyway.
    fn linked(&mut self, paths: Vec<Utf8PathBuf>) {
        let mut seen: BTreeSet<_> = self.found.iter().filter_map(|found| found.file.canonicalize().ok()).collect();
        for path in paths {
            let new = path.canonicalize().is_ok_and(|real| seen.insert(real));
            if new && !self.excluded(&path) {
                self.file(path);
            }
        }
    }

    /// A loop of links is left out without a word; what the system refuses is named.
    fn refused(&mut self, folder: &Utf8Path, error: &ignore::Error) {
        let mut error = error;
        let mut path = self.show(folder);
        loop {
            match error {
                ignore::Error::WithPath { path: at, err } => {
                    path = Utf8Path::from_path(at).map_or(path, |at| self.show(at));
                    error = err;
                }
                ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error = err,
                ignore::Error::Partial(errors) if !errors.is_empty() => error = &errors[0],
                // A link that leads nowhere is no note unless it is called one.
                ignore::Error::Io(error) if error.kind() == ErrorKind::NotFound && !is_note(path.as_std_path()) => {
                    return;
                }
                ignore::Error::Io(error) => {
                    let message = format!("cannot be read: {}", reason(error));
                    return self.diagnostics.push(Diagnostic::file(Code::Unreadable, path, message));
                }
                // A loop of links.
                _ => return,
            }
        }
    }

    fn excluded(&self, path: &Utf8Path) -> bool {
        path.strip_prefix(&self.project.root).is_ok_and(|path| self.walk.exclude.is_match(path.as_str()))
    }

    fn file(&mut self, file: Utf8PathBuf) {
        let path = file.strip_prefix(&self.project.root).map_or_else(|_| file.clone(), Utf8Path::to_owned);
        self.found.push(Found { file, path });
    }

    fn show(&self, path: &Utf8Path) -> Utf8PathBuf {
        self.project.show(path)
    }
}

/// Whether a walk takes the file of this name for a note.
pub fn is_note(path: &Path) -> bool {
    let is = |text: Option<&std::ffi::OsStr>, ending| text.is_some_and(|text| text.eq_ignore_ascii_case(ending));
    let drawing = is(path.file_stem().map(Path::new).and_then(Path::extension), "excalidraw");
    (is(path.extension(), "md") && !drawing) || is(path.extension(), "markdown")
}

/// The folders that Obsidian's own templates and the Templater plug-in take templates from.
fn template_folders(vaults: &[&Utf8Path]) -> Vec<Utf8PathBuf> {
    let settings = [("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder")];
    let mut folders = Vec::new();
    for vault in vaults {
        for (file, key) in settings {
            let Ok(Some(text)) = read_optional(&vault.join(".obsidian").join(file)) else { continue };
            let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
            if let Some(folder) = json[key].as_str().map(|folder| folder.trim_matches('/')).filter(|f| !f.is_empty()) {
                folders.push(vault.join(folder));
            }
        }
    }
    folders
}

/// Chapter 2 before chapter 10: runs of digits compare as numbers, all else by code point, folders level by level.
fn natural(a: &str, b: &str) -> Ordering {
    let parts = a.split('/').zip(b.split('/'));
    let levels = parts.map(|(a, b)| natural_name(a, b)).find(|order| order.is_ne());
    levels.unwrap_or_else(|| a.split('/').count().cmp(&b.split('/').count())).then_with(|| a.cmp(b))
}

fn natural_name(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else { return a.len().cmp(&b.len()) };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, n) = (digits(a), digits(b));
            let (p, q) = (a[..m].trim_start_matches('0'), b[..n].trim_start_matches('0'));
            let order = p.len().cmp(&q.len()).then_with(|| p.cmp(q));
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[m..], &b[n..]);
        } else if x == y {
            (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
        } else {
            return x.cmp(&y);
        }
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_count() {
        let mut paths = ["b/10.md", "b/9.md", "b/09.md", "a/z.md", "b.md", "b/x10y.md", "b/x2y.md"];
        paths.sort_by(|a, b| natural(a, b));
        assert_eq!(paths, ["a/z.md", "b/09.md", "b/9.md", "b/10.md", "b/x2y.md", "b/x10y.md", "b.md"]);
    }

    #[test]
    fn notes_by_their_endings() {
        assert!(is_note("a/B.MD".as_ref()) && is_note("x.markdown".as_ref()));
        assert!(!is_note("x.txt".as_ref()) && !is_note("drawing.excalidraw.md".as_ref()));
    }
}
