//! Markdown to the topic model. Parsing never fails: it gives a note and what is wrong with it.

use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostic::Diagnostic;
use crate::model::{Meta, Note, NoteId, Notebook, Span, Topic, TopicId, TopicKind};

/// The note at `path` (relative to the notebook's root), and what is wrong with it. Links stay unresolved.
pub fn parse(id: NoteId, path: &Utf8Path, text: Arc<str>) -> (Note, Vec<Diagnostic>) {
    let title = path.file_stem().unwrap_or_default().to_owned();
    let root = Topic {
        id: TopicId(0),
        kind: TopicKind::Note,
        title: Vec::new(),
        body: Vec::new(),
        topics: Vec::new(),
        tags: Vec::new(),
        block_id: None,
        span: Span::new(id, 0..0),
    };
    let note = Note {
        id,
        path: path.to_owned(),
        text,
        title,
        meta: Meta::default(),
        root,
        footnotes: Vec::new(),
        modified: None,
    };
    (note, Vec::new())
}

/// Points wiki links and embeds at their topics, across all notes.
pub fn resolve(_notebook: &mut Notebook) -> Vec<Diagnostic> {
    Vec::new()
}
