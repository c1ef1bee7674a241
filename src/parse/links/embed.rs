//! Draws in what `![[note]]`, `![[note#heading]]` and `![[note#^id]]` name.

use super::index::{Found, Index, Missing};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Block, BlockKind, BreakStyle, Inline, InlineKind, Node, NodeMut, NoteId, Notebook, PartMut, Span, Topic, TopicKind,
    TopicRef, inline_footnotes, inner, visit_blocks, visit_note_mut,
};
use crate::parse::markdown::MAX_DEPTH;

/// Embeds inside embeds.
const MAX_EMBEDS: usize = 8;
/// Source bytes that one note may draw in.
const MAX_BYTES: usize = 1 << 20;

/// Fills every embed of every note, from the notes as they were read.
pub(super) fn fill(notebook: &mut Notebook, index: &Index) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut bodies: Vec<Vec<Vec<Block>>> = Vec::with_capacity(notebook.notes.len());
    for note in &notebook.notes {
        let mut drawer =
            Drawer { notebook, index, bytes: 0, home: Span::default(), path: Vec::new(), diagnostics: Vec::new() };
        let mut drawn = Vec::new();
        let parts = note.walk().map(|topic| &topic.body).chain(note.footnotes.iter().map(|footnote| &footnote.body));
        for part in parts {
            drawer.collect(part, note.id, &mut drawn);
        }
        diagnostics.append(&mut drawer.diagnostics);
        bodies.push(drawn);
    }
    for (note, drawn) in notebook.notes.iter_mut().zip(bodies) {
        let mut drawn = drawn.into_iter();
        visit_note_mut(note, &mut |node| {
            if let NodeMut::Drawn(_, body) = node {
                *body = drawn.next().unwrap_or_default();
            }
        });
    }
    diagnostics
}

struct Drawer<'n> {
    notebook: &'n Notebook,
    index: &'n Index,
    bytes: usize,
    /// Where the outermost embed stands.
    home: Span,
    /// What is being drawn in, outermost first.
    path: Vec<(TopicRef, Option<String>)>,
    diagnostics: Vec<Diagnostic>,
}

impl Drawer<'_> {
    /// The bodies of the embeds in `blocks`, in reading order.
    fn collect(&mut self, blocks: &[Block], from: NoteId, drawn: &mut Vec<Vec<Block>>) {
        visit_blocks(blocks, &mut |node| {
            if let Node::Block(Block { kind: BlockKind::Embed(embed), span, .. }) = node {
                drawn.push(self.body(from, &embed.target, *span));
            }
        });
    }

    fn body(&mut self, from: NoteId, target: &str, span: Span) -> Vec<Block> {
        let dest = target.split('|').next().unwrap_or_default().trim();
        match self.index.find(from, dest, true) {
            Ok(found) => self.found(dest, found, span),
            Err(missing) => {
                self.missing(&missing, span);
                Vec::new()
            }
        }
    }

    /// Says that nothing is named so; of an embed inside an embed its own note says it.
    fn missing(&mut self, missing: &Missing, span: Span) {
        if self.path.is_empty() {
            self.diagnostics.push(super::unresolved(self.index, missing, span, true));
        }
    }

    fn found(&mut self, dest: &str, found: Found, span: Span) -> Vec<Block> {
        if self.path.is_empty() {
            self.home = span;
            self.diagnostics.extend(super::ambiguous(self.index, dest, &found, span));
        }
        let place = (found.topic, found.block);
        let around = |outer: &(TopicRef, Option<String>)| outer.1.is_none() && self.holds(outer.0, place.0);
        let cycle = self.path.iter().any(|outer| *outer == place || around(outer))
            || place.1.is_none() && place.0.note == self.home.note && self.is_around(place.0, self.home);
        if cycle {
            self.refuse(span, format!("`![[{dest}]]` would draw in itself"), "link to it instead: take the `!` away");
            return Vec::new();
        }
        if self.path.len() >= MAX_EMBEDS {
            self.refuse(span, format!("embeds nested deeper than {MAX_EMBEDS}"), "embed the innermost note itself");
            return Vec::new();
        }
        let blocks = self.source_blocks(place.0, place.1.as_deref());
        self.bytes += blocks.iter().map(|block| block.span.bytes().len()).sum::<usize>();
        if self.bytes > MAX_BYTES {
            self.refuse(
                span,
                "the embeds of this note are larger than 1 MB together".to_owned(),
                "link to the larger ones",
            );
            return Vec::new();
        }
        self.path.push(place.clone());
        let blocks = self.expanded(blocks, place.0.note);
        self.path.pop();
        if depth(&blocks) > MAX_DEPTH / 2 {
            self.refuse(span, format!("embeds nested deeper than {MAX_DEPTH} levels"), "");
            return Vec::new();
        }
        blocks
    }

    /// Whether `inner` is `outer` or lies below it.
    fn holds(&self, outer: TopicRef, inner: TopicRef) -> bool {
        outer.note == inner.note && self.notebook.topic(outer).walk().any(|topic| topic.id == inner.topic)
    }

    /// Whether the topic holds the place of `span`.
    fn is_around(&self, at: TopicRef, span: Span) -> bool {
        let topic = self.notebook.topic(at);
        let mut last = topic;
        while let Some(child) = last.topics.last() {
            last = child;
        }
        let end = last.body.last().map_or(last.span.end, |block| block.span.end);
        topic.kind == TopicKind::Note || (topic.span.start..end).contains(&span.start)
    }

    fn refuse(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::TooDeep, span, message).help(help));
    }

    fn source_blocks(&self, at: TopicRef, id: Option<&str>) -> Vec<Block> {
        let topic = self.notebook.topic(at);
        match id {
            None => flat(topic),
            Some(id) if topic.block_ids.iter().any(|own| own.eq_ignore_ascii_case(id)) => flat(topic),
            Some(id) => with_id(&topic.body, id).into_iter().cloned().collect(),
        }
    }

    /// `blocks` of `note` with the embeds in them filled.
    fn expanded(&mut self, mut blocks: Vec<Block>, note: NoteId) -> Vec<Block> {
        for block in &mut blocks {
            let span = block.span;
            if let BlockKind::Embed(embed) = &mut block.kind {
                embed.body = self.body(note, &embed.target, span);
                continue;
            }
            block.kind.each_part_mut(|part| {
                if let PartMut::Blocks(inner) = part {
                    *inner = self.expanded(std::mem::take(inner), note);
                }
            });
        }
        self.footnotes_inlined(&mut blocks, note);
        blocks
    }

    /// A footnote's number would mean another footnote elsewhere: its text stands in parentheses instead.
    fn footnotes_inlined(&self, blocks: &mut [Block], note: NoteId) {
        inline_footnotes(blocks, &self.notebook.note(note).footnotes);
    }
}

/// A topic as blocks: its title, its body, and the topics below it.
fn flat(topic: &Topic) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut body = topic.body.clone();
    match topic.kind {
        TopicKind::Note => {}
        TopicKind::Heading(level) => {
            blocks.push(Block::new(BlockKind::Heading(level, topic.title.clone()), topic.span));
        }
        TopicKind::LeadIn(_) => {
            let bold = Inline::new(InlineKind::Strong(topic.title.clone()), topic.span);
            match body.first_mut() {
                Some(Block { kind: BlockKind::Paragraph(inlines), .. }) => {
                    inlines.splice(0..0, [bold, Inline::new(InlineKind::Break(BreakStyle::Soft), topic.span)]);
                }
                _ => blocks.push(Block::new(BlockKind::Paragraph(vec![bold]), topic.span)),
            }
        }
    }
    blocks.append(&mut body);
    blocks.extend(topic.topics.iter().flat_map(flat));
    blocks
}

/// The block with this id, at any depth.
fn with_id<'b>(blocks: &'b [Block], id: &str) -> Option<&'b Block> {
    blocks.iter().find_map(|block| {
        let own = block.id.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(id));
        if own { Some(block) } else { inner(block).into_iter().find_map(|inner| with_id(inner, id)) }
    })
}

fn depth(blocks: &[Block]) -> usize {
    let inner = |block: &Block| inner(block).into_iter().map(depth).max().unwrap_or(0);
    blocks.iter().map(|block| 1 + inner(block)).max().unwrap_or(0)
}
