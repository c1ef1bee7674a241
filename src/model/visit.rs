//! Walking all that is inside blocks, to see it or to change it.

use super::{Block, Inline, Note, Part, PartMut, Span, Topic};

/// What a walk comes by.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A block, before what it holds.
    Block(&'a Block),
    /// An inline, before what it holds.
    Inline(&'a Inline),
}

/// What a walk that changes things comes by.
#[derive(Debug)]
pub enum NodeMut<'a> {
    /// Where a node came from.
    Span(&'a mut Span),
    /// A run of inlines, before the runs inside them.
    Line(&'a mut Vec<Inline>),
    /// What an embed drew in, by the span of its block; the walk does not go into it.
    Drawn(Span, &'a mut Vec<Block>),
}

/// Shows `see` every block and inline inside `blocks`, in reading order. What an embed drew in belongs to another note and
/// is left out.
pub fn visit_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(Node<'a>)) {
    for block in blocks {
        see(Node::Block(block));
        block.kind.each_part(|part| match part {
            Part::Line(line) => visit_inlines(line, see),
            Part::Blocks(inner) => visit_blocks(inner, see),
            Part::Drawn(_) => {}
        });
    }
}

/// Shows `see` every inline inside `inlines`, in reading order.
pub fn visit_inlines<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(Node<'a>)) {
    for inline in inlines {
        see(Node::Inline(inline));
        visit_inlines(inline.kind.children(), see);
    }
}

/// Shows `see` every span and every run of inlines of `blocks`, in reading order, outer runs before inner ones.
pub fn visit_blocks_mut(blocks: &mut [Block], see: &mut dyn FnMut(NodeMut<'_>)) {
    for block in blocks {
        see(NodeMut::Span(&mut block.span));
        let span = block.span;
        block.kind.each_part_mut(|part| match part {
            PartMut::Span(span) => see(NodeMut::Span(span)),
            PartMut::Line(line) => visit_line_mut(line, see),
            PartMut::Blocks(inner) => visit_blocks_mut(inner, see),
            PartMut::Drawn(body) => see(NodeMut::Drawn(span, body)),
        });
    }
}

/// Shows `see` every span and every run in a run of inlines, the outer one first.
pub fn visit_line_mut(line: &mut Vec<Inline>, see: &mut dyn FnMut(NodeMut<'_>)) {
    see(NodeMut::Line(line));
    for inline in line {
        see(NodeMut::Span(&mut inline.span));
        if let Some(inner) = inline.kind.children_mut() {
            visit_line_mut(inner, see);
        }
    }
}

/// Shows `see` every span and every run of a note's titles, bodies and footnotes, as [`visit_blocks_mut`] does.
pub fn visit_note_mut(note: &mut Note, see: &mut dyn FnMut(NodeMut<'_>)) {
    visit_topic_mut(&mut note.root, see);
    note.footnotes.iter_mut().for_each(|footnote| visit_blocks_mut(&mut footnote.body, see));
}

fn visit_topic_mut(topic: &mut Topic, see: &mut dyn FnMut(NodeMut<'_>)) {
    visit_line_mut(&mut topic.title, see);
    visit_blocks_mut(&mut topic.body, see);
    topic.topics.iter_mut().for_each(|child| visit_topic_mut(child, see));
}

/// Calls `visit` on every run of inlines of `blocks`, in reading order: paragraphs, cells, titles, terms, alternative texts.
/// What an embed drew in is among them.
pub fn each_run(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        block.kind.each_part_mut(|part| match part {
            PartMut::Line(line) => visit(line),
            PartMut::Blocks(inner) | PartMut::Drawn(inner) => each_run(inner, visit),
            PartMut::Span(_) => {}
        });
    }
}

/// The blocks directly inside a block, list by list; what an embed drew in too.
pub fn inner(block: &Block) -> Vec<&[Block]> {
    let mut lists = Vec::new();
    block.kind.each_part(|part| match part {
        Part::Blocks(inner) | Part::Drawn(inner) => lists.push(inner),
        Part::Line(_) => {}
    });
    lists
}
