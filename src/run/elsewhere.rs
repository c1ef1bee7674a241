//! Links that lead out of a run over a part of the notes: to a note that is there and was not asked for.

use std::collections::BTreeSet;

use camino::Utf8Path;
use percent_encoding::percent_decode_str;

use super::Job;
use crate::diagnostic::{Code, Diagnostic, Site};
use crate::model::Notebook;
use crate::source::{self, Walk};

/// Takes back what was said of links whose note exists below the root, or in the repository around it. These are looked
/// through only if something was said.
pub(super) fn forgive(job: &Job<'_>, walk: &Walk, notebook: &Notebook, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(|diagnostic| diagnostic.code == Code::UnresolvedLink) {
        return;
    }
    let names: BTreeSet<_> =
        source::all(&job.project.repository(), walk).iter().flat_map(|path| endings(path)).collect();
    diagnostics.retain(|diagnostic| match diagnostic.site {
        Site::Span(span) if diagnostic.code == Code::UnresolvedLink => {
            !names.contains(&key(&destination(notebook.source(span))))
        }
        _ => true,
    });
}

/// `a/b/c.md` can be called `c`, `b/c` and `a/b/c`.
fn endings(path: &Utf8Path) -> Vec<String> {
    let path = key(path.as_str());
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    starts.map(|at| path[at..].to_owned()).collect()
}

/// How a note is called, whatever the case, with its ending or without.
fn key(path: &str) -> String {
    let path = path.trim_start_matches(['/', '.']).to_lowercase();
    let name = [".md", ".markdown"].iter().find_map(|ending| path.strip_suffix(ending));
    name.map_or_else(|| path.clone(), str::to_owned)
}

/// The note that a link of either kind names, as written.
fn destination(link: &str) -> String {
    let inner = if let Some((_, inner)) = link.split_once("[[") {
        inner.split(['|', ']']).next().unwrap_or_default().to_owned()
    } else {
        let address = link.rsplit_once("](").map_or(link, |(_, rest)| rest).trim_end_matches(')');
        percent_decode_str(address.trim_matches(['<', '>'])).decode_utf8_lossy().into_owned()
    };
    inner.split('#').next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_links_name() {
        assert_eq!(destination("[[python#GIL|the lock]]"), "python");
        assert_eq!(destination("![[a/b]]"), "a/b");
        assert_eq!(destination("[text](../my%20note.md#part)"), "../my note.md");
        assert_eq!(key("../My Note.md"), "my note");
        assert_eq!(endings("a/B.md".into()), ["a/b", "b"]);
    }
}
