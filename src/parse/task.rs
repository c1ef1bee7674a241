//! `[ ]`, `[x]` and Obsidian's other signs at the start of an item.

use super::source::Source;
use crate::model::{Block, BlockKind, InlineKind, TaskState};

/// Signs that themes and plugins give a meaning to, beside punctuation. A letter or digit that is not here is an
/// enumeration or a citation, `[1]`.
const LETTERS: &str = "xXbcdfiIklnpSuw";

/// What Logseq, Roam and Org write before a task, and the state it means.
const WORDS: [(&str, char); 12] = [
    ("TODO", ' '),
    ("DOING", '/'),
    ("NOW", '/'),
    ("LATER", ' '),
    ("WAITING", ' '),
    ("WAIT", ' '),
    ("DONE", 'x'),
    ("CANCELED", '-'),
    ("CANCELLED", '-'),
    ("IN-PROGRESS", '/'),
    ("{{[[TODO]]}}", ' '),
    ("{{[[DONE]]}}", 'x'),
];

/// Takes the task box, or the word for it, off the first line of an item.
pub(super) fn take(source: &Source, blocks: &mut [Block]) -> Option<TaskState> {
    let first = blocks.first_mut()?;
    let BlockKind::Paragraph(inlines) = &mut first.kind else { return None };
    let inline = inlines.first_mut()?;
    let InlineKind::Text(text) = &mut inline.kind else { return None };
    let (state, rest) = state(source, inline.span.start as usize, text)?;
    let rest = rest.trim_start().to_owned();
    let cut = (text.len() - rest.len()) as u32;
    *text = rest;
    inline.span.start += cut;
    first.span.start = (first.span.start + cut).min(first.span.end);
    if text.is_empty() {
        inlines.remove(0);
    }
    Some(state)
}

/// The state of the task that `text` opens with, and what follows.
fn state<'t>(source: &Source, at: usize, text: &'t str) -> Option<(TaskState, &'t str)> {
    let word = |(word, state): &(&str, char)| {
        let rest = text.strip_prefix(word).filter(|rest| rest.starts_with(' ') && rest.len() > 1)?;
        Some((TaskState(*state), rest))
    };
    if source.after(at) != Some('[') {
        return WORDS.iter().find_map(word);
    }
    let mut signs = text.strip_prefix('[')?.chars();
    let sign = signs.next()?;
    let rest = signs.as_str().strip_prefix(']')?;
    let known = LETTERS.contains(sign) || !sign.is_alphanumeric();
    (known && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some((TaskState(sign), rest))
}
