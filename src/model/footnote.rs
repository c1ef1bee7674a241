//! Footnotes where their signs stand: for what has no foot of a page.

use std::collections::HashMap;

use super::{Block, BlockKind, Footnote, Inline, InlineKind, NodeMut, plain_text, visit_blocks_mut};

/// Puts the text of each footnote in parentheses in place of its sign. A sign without a footnote stays.
pub fn inline_footnotes(blocks: &mut [Block], footnotes: &[Footnote]) {
    if footnotes.is_empty() {
        return;
    }
    let mut by_label = None;
    let mut inlined = |inline: &mut Inline| {
        if let InlineKind::Footnote(label) = &inline.kind
            && let Some(footnote) = by_label.get_or_insert_with(|| labelled(footnotes)).get(label.as_str())
        {
            let said = said(&footnote.body);
            inline.kind = InlineKind::Text(if said.is_empty() { said } else { format!(" ({said})") });
        }
    };
    visit_blocks_mut(blocks, &mut |node| {
        if let NodeMut::Line(line) = node {
            line.iter_mut().for_each(&mut inlined);
        }
    });
}

/// The footnotes by their labels, the first of each.
fn labelled(footnotes: &[Footnote]) -> HashMap<&str, &Footnote> {
    footnotes.iter().rev().map(|footnote| (footnote.label.as_str(), footnote)).collect()
}

fn said(blocks: &[Block]) -> String {
    let paragraphs = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => Some(plain_text(inlines)),
        _ => None,
    });
    paragraphs.collect::<Vec<_>>().join(" ")
}
