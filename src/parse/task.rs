//! `[ ]`, `[x]` and Obsidian's other signs at the start of an item.

use super::source::Source;
use crate::model::{Block, BlockKind, InlineKind, TaskState};

/// Signs that themes and plugins give a meaning to, beside punctuation. A letter or digit that is not here is an
/// enumeration or a citation, `[1]`.
const LETTERS: &str = "xXbcdfiIklnpSuw";

/// Takes the task box off the first line of an item.
pub(super) fn take(source: &Source, blocks: &mut [Block]) -> Option<TaskState> {
    let first = blocks.first_mut()?;
    let BlockKind::Paragraph(inlines) = &mut first.kind else { return None };
    let inline = inlines.first_mut()?;
    if source.after(inline.span.start as usize) != Some('[') {
        return None;
    }
    let InlineKind::Text(text) = &mut inline.kind else { return None };
    let mut signs = text.strip_prefix('[')?.chars();
    let sign = signs.next()?;
    let rest = signs.as_str().strip_prefix(']')?;
    let known = LETTERS.contains(sign) || !sign.is_alphanumeric();
    if !known || !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let rest = rest.trim_start().to_owned();
    let cut = (text.len() - rest.len()) as u32;
    *text = rest;
    inline.span.start += cut;
    first.span.start += cut;
    if text.is_empty() {
        inlines.remove(0);
    }
    Some(TaskState(sign))
}
