//! Whether a `**Note:** text` line may be a topic of its own.
//!
//! Such a line owns its paragraph, and a list or code behind it only if its text ends in a colon. What follows loosely
//! belongs to the heading again; but lead-ins stand after a topic's body, so the line would change places with it. Then
//! it stays a line of the body, where the card rules read it as a term with its meaning.

use super::lead_in;
use super::source::Source;
use crate::model::{Block, BlockKind, Inline, InlineKind, LeadIn, Span};

/// For each block, whether something follows that no run-in line could own.
pub(super) fn followed_loosely(source: &Source, blocks: &[Block]) -> Vec<bool> {
    let mut loose = vec![false; blocks.len()];
    for at in (0..blocks.len().saturating_sub(1)).rev() {
        let next = &blocks[at + 1];
        loose[at] = match &next.kind {
            BlockKind::Heading(..) => false,
            BlockKind::Rule | BlockKind::Break(_) => loose[at + 1],
            BlockKind::Paragraph(inlines) => match first_line(source, inlines) {
                Some(LeadIn::Line) => false,
                Some(LeadIn::RunIn) => loose[at + 1],
                None => true,
            },
            _ => !ends_in_colon(&blocks[at]) || loose[at + 1],
        };
    }
    loose
}

/// `**Note:** text` as `**Note**: text`: a term with its meaning, whose colon is not part of it.
pub(super) fn colon_outside(line: &mut Vec<Inline>) {
    let [Inline { kind: InlineKind::Strong(term), span }, rest @ ..] = line.as_mut_slice() else { return };
    let Some(Inline { kind: InlineKind::Text(said), span: own }) = term.last_mut() else { return };
    let Some(colon) = said.chars().next_back().filter(|sign| matches!(sign, ':' | '：')) else { return };
    said.pop();
    own.end -= colon.len_utf8() as u32;
    let place = Span { start: own.end, ..*span };
    span.end = own.end;
    match rest.first_mut() {
        Some(Inline { kind: InlineKind::Text(text), span }) => {
            text.insert(0, colon);
            span.start = place.start;
        }
        _ => line.insert(1, Inline::text(colon, place)),
    }
}

fn first_line(source: &Source, inlines: &[Inline]) -> Option<LeadIn> {
    let end = inlines.iter().position(|inline| matches!(inline.kind, InlineKind::Break(_))).unwrap_or(inlines.len());
    lead_in::of_line(source, &inlines[..end]).map(|lead| lead.kind)
}

fn ends_in_colon(block: &Block) -> bool {
    let BlockKind::Paragraph(inlines) = &block.kind else { return false };
    matches!(inlines.last(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.trim_end().ends_with([':', '：']))
}
