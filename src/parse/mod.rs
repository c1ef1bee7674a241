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
mod topics;

use std::sync::Arc;

use camino::Utf8Path;

use crate::diagnostic::Diagnostic;
use crate::model::{Block, BlockKind, InlineKind, Lines, Note, NoteId, Topic, TopicKind, plain_text};
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
    let title = title(path, meta.title.as_deref(), &mut root);
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
        lines: Lines::default(),
    };
    (note, diagnostics)
}

/// The Markdown stage alone: the blocks of `text`, headings among them.
pub fn blocks(id: NoteId, text: &str) -> Vec<Block> {
    markdown::document(&Source::new(id, text, 0, &[])).blocks
}

/// The note's title. The one `#` heading that opens a note *is* its title, and what is below it the note's own.
fn title(path: &Utf8Path, named: Option<&str>, root: &mut Topic) -> String {
    let opening = opening_title(root).filter(|title| named.is_none_or(|named| named.trim() == title.trim()));
    if opening.is_some() {
        take_opening(root);
    }
    let stem = || path.file_stem().unwrap_or_default().to_owned();
    named.map(str::to_owned).or(opening).unwrap_or_else(stem)
}

/// What the heading says that opens the note, if it is its only one of level 1.
fn opening_title(root: &Topic) -> Option<String> {
    let [first] = root.topics.as_slice() else { return None };
    let says = root.body.is_empty() && first.kind == TopicKind::Heading(1);
    Some(first.title_text()).filter(|title| says && !title.trim().is_empty())
}

/// Gives what the opening heading holds to the note itself.
fn take_opening(root: &mut Topic) {
    if let Some(first) = root.topics.pop() {
        let kind = root.kind;
        let mut tags = std::mem::take(&mut root.tags);
        tags.extend(first.tags);
        let mut block_ids = std::mem::take(&mut root.block_ids);
        block_ids.extend(first.block_ids);
        *root = Topic { kind, tags, block_ids, ..first };
        let mut next = 0;
        topics::number(root, &mut next);
    }
}
