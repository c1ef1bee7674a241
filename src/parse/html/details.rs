//! `<details>` with Markdown inside: the tags and what stands between them are blocks apart, and become one callout.

use crate::model::{Block, BlockKind, Callout, Fold};

/// What [`super::block`] leaves where the element begins, is titled and ends.
pub(super) const OPEN: &str = "<details>";
pub(super) const OPEN_SHOWN: &str = "<details open>";
pub(super) const TITLE: &str = "<summary>";
pub(super) const CLOSE: &str = "</details>";

/// Elements inside each other; what is deeper keeps its text and loses its frame.
const MAX_DEPTH: usize = 10;

/// Siblings with their `<details>` folded into callouts of that kind. One without an end goes to the end.
pub(in crate::parse) fn folded(blocks: Vec<Block>) -> Vec<Block> {
    let marked = |block: &Block| matches!(&block.kind, BlockKind::Html(html) if html == CLOSE || opens(html));
    if !blocks.iter().any(marked) {
        return blocks;
    }
    let mut open: Vec<Block> = Vec::new();
    let mut levels: Vec<Vec<Block>> = vec![Vec::new()];
    let mut titles = false;
    for block in blocks {
        match block.kind {
            BlockKind::Html(html) if opens(&html) && open.len() >= MAX_DEPTH => {}
            BlockKind::Html(html) if opens(&html) => {
                let fold = if html == OPEN { Fold::Closed } else { Fold::Open };
                let callout = Callout { kind: "details".to_owned(), title: Vec::new(), fold, body: Vec::new() };
                open.push(Block::new(BlockKind::Callout(callout), block.span));
                levels.push(Vec::new());
            }
            BlockKind::Html(html) if html == CLOSE => close(&mut open, &mut levels),
            BlockKind::Html(html) if html == TITLE => titles = true,
            BlockKind::Paragraph(title) if titles => {
                titles = false;
                if let Some(Block { kind: BlockKind::Callout(callout), .. }) = open.last_mut() {
                    callout.title = title;
                }
            }
            kind => push(&mut levels, Block { kind, span: block.span, id: block.id }),
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut levels);
    }
    levels.pop().unwrap_or_default()
}

fn opens(html: &str) -> bool {
    html == OPEN || html == OPEN_SHOWN
}

fn push(levels: &mut [Vec<Block>], block: Block) {
    if let Some(level) = levels.last_mut() {
        level.push(block);
    }
}

fn close(open: &mut Vec<Block>, levels: &mut Vec<Vec<Block>>) {
    let Some(mut block) = open.pop() else { return };
    let inside = levels.pop().unwrap_or_default();
    if let Some(last) = inside.last() {
        block.span = block.span.to(last.span);
    }
    if let BlockKind::Callout(callout) = &mut block.kind {
        callout.body = inside;
    }
    push(levels, block);
}
