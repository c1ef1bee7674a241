//! Points links at topics, across all notes, the way Obsidian finds them.
//!
//! `[[name]]` is the note whose path ends in `name`, case and Unicode form set aside: the full path wins, then the
//! linking note's own folder, then the shortest path; several left are `ambiguous-link`. Then come aliases, then titles.
//! `#heading` is found by its text, `#a#b` below another, `#^id` by its block id; in `[text](note.md#heading)` by the
//! slug that GitHub makes of it, or by an HTML anchor. A bare `[text](name)` that is no note stays an address.

mod embed;
mod index;
mod likeness;
mod places;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Inline, InlineKind, NodeMut, NoteId, Notebook, Span, Target, TopicRef, visit_note_mut};
use index::{Found, Index, Missing};

/// Points wiki links and embeds at their topics, across all notes.
pub fn resolve(notebook: &mut Notebook) -> Vec<Diagnostic> {
    let index = Index::new(notebook);
    let mut diagnostics = Vec::new();
    for note in &mut notebook.notes {
        let mut resolver = Resolver { index: &index, from: note.id, diagnostics: Vec::new() };
        let text = note.text.clone();
        visit_note_mut(note, &mut |node| {
            if let NodeMut::Line(line) = node {
                for inline in line {
                    resolver.inline(inline, &text);
                }
            }
        });
        diagnostics.append(&mut resolver.diagnostics);
    }
    diagnostics.extend(embed::fill(notebook, &index));
    diagnostics
}

struct Resolver<'i> {
    index: &'i Index,
    from: NoteId,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn inline(&mut self, inline: &mut Inline, text: &str) {
        let span = inline.span;
        let InlineKind::Link(link) = &mut inline.kind else { return };
        let wiki = text.get(span.bytes()).is_some_and(|source| source.starts_with("[["));
        match &link.target {
            Target::Unresolved(dest) => match self.index.find(self.from, dest, wiki) {
                Ok(found) => {
                    self.ambiguous(dest, &found, span);
                    link.target = Target::Topic(found.topic);
                }
                Err(missing) => {
                    self.diagnostics.push(unresolved(self.index, &missing, span, wiki));
                }
            },
            Target::Url(dest) => {
                if let Some(topic) = self.quietly(dest) {
                    link.target = Target::Topic(topic);
                }
            }
            Target::Topic(_) => {}
        }
    }

    /// The note that a destination without an ending names, if there is one.
    fn quietly(&self, dest: &str) -> Option<TopicRef> {
        let path = dest.split('#').next().unwrap_or_default();
        let plain = !path.is_empty() && !path.starts_with('/') && !path.contains([':', '?']);
        if !plain || path.rsplit('/').next().is_some_and(|file| file.contains('.') || file.is_empty()) {
            return None;
        }
        self.index.find(self.from, dest, false).ok().map(|found| found.topic)
    }

    fn ambiguous(&mut self, dest: &str, found: &Found, span: Span) {
        self.diagnostics.extend(ambiguous(self.index, dest, found, span));
    }
}

/// The warning that a name fits several notes.
fn ambiguous(index: &Index, dest: &str, found: &Found, span: Span) -> Option<Diagnostic> {
    if found.others.is_empty() {
        return None;
    }
    let name = dest.split('#').next().unwrap_or_default();
    let all = std::iter::once(found.topic.note).chain(found.others.iter().copied());
    let paths: Vec<String> = all.map(|note| format!("`{}`", index.path(note))).collect();
    let chosen = index.path(found.topic.note).strip_suffix(".md").unwrap_or(index.path(found.topic.note));
    let message = format!("\"{name}\" may be any of {}", paths.join(", "));
    Some(
        Diagnostic::new(Code::AmbiguousLink, span, message)
            .help(format!("the first is taken; write `[[{chosen}]]` to say so")),
    )
}

/// The warning that nothing is named so.
fn unresolved(index: &Index, missing: &Missing, span: Span, wiki: bool) -> Diagnostic {
    let message = match missing {
        Missing::Note(name) => format!("no note or heading named \"{name}\""),
        Missing::Heading(note, name) => format!("no heading named \"{name}\" in `{}`", index.path(*note)),
        Missing::Block(note, id) => format!("no block with the id `^{id}` in `{}`", index.path(*note)),
    };
    let help = match index.nearest(missing, span.note) {
        Some(nearest) if wiki => format!("did you mean `[[{nearest}]]`?"),
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None if matches!(missing, Missing::Note(_)) => "write that note, or give the folder that holds it".to_owned(),
        None => String::new(),
    };
    Diagnostic::new(Code::UnresolvedLink, span, message).help(help)
}
