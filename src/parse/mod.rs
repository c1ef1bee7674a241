//! Markdown to the topic model. Parsing never fails: it gives a note and what is wrong with it.
//!
//! [`front_matter`] comes off first; [`mask`] hides what is not Markdown (math, comments, wiki links, names) from the
//! Markdown parser; [`markdown`] and [`inline`] turn its events into blocks and inlines, where [`marks`], [`html`],
//! [`callout`] and the like read what CommonMark does not know; [`topics`] makes the tree, with [`lead_in`]'s rule;
//! [`links`] points links at topics once all notes are read.

mod address;
mod bars;
mod callout;
mod frames;
mod front_matter;
mod html;
mod indented;
mod inline;
mod joined;
mod lead_in;
mod line;
mod links;
mod markdown;
mod marks;
mod mask;
mod metadata;
mod obsidian;
mod paragraph;
mod run_in;
mod shortcode;
mod source;
mod table;
mod tag;
mod task;
#[cfg(test)]
mod tests;
mod title;
mod topics;

use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostic::Diagnostic;
use crate::model::{Block, BlockKind, InlineKind, Lines, Note, NoteId, plain_text};
pub use links::resolve;
use source::Source;

/// The note at `path` (relative to the notebook's root), and what is wrong with it. Links stay unresolved.
pub fn parse(id: NoteId, path: &Utf8Path, text: Arc<str>) -> (Note, Vec<Diagnostic>) {
    let (mut meta, start, mut diagnostics) = front_matter::read(id, &text);
    let top = metadata::read(&text, start, &mut meta);
    let end = metadata::read_end(&text, top.end, &mut meta);
    let source = Source::new(id, &text, start, &[top, end]);
    let document = markdown::document(&source);
    diagnostics.extend(document.diagnostics);
    let mut root = topics::tree(&source, document.blocks);
    diagnostics.extend(topics::findings(&root));
    let title = title::title(path, meta.title.as_deref(), &mut root);
    drop(source);
    if let Some(Block { kind: BlockKind::Paragraph(first), .. }) = root.body.first() {
        let line =
            plain_text(first.split(|inline| matches!(inline.kind, InlineKind::Break(_))).next().unwrap_or_default());
        meta.aliases.extend(metadata::also_known_as(&line));
    }
    let note = Note {
        id,
        path: path.to_owned(),
        text,
        title,
        meta,
        root,
        footnotes: document.footnotes,
        modified: None,
        lang: None,
        lines: Lines::default(),
    };
    (note, diagnostics)
}

/// The Markdown stage alone: the blocks of `text`, headings among them.
pub fn blocks(id: NoteId, text: &str) -> Vec<Block> {
    markdown::document(&Source::new(id, text, 0, &[])).blocks
}
