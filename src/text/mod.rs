//! The model as text: HTML for cards, Markdown and plain text for CSV, `explain` and the terminal.

pub mod formulas;
pub mod html;
pub mod markdown;
pub mod plain;

use crate::model::{BreakStyle, Inline, InlineKind, plain_text};

/// Whether the soft break at `at` only wraps a sentence. In study notes a newline starts a new statement, unless the line
/// before has 60 characters or more without an end mark and the next goes on in lower case.
pub(crate) fn wraps(inlines: &[Inline], at: usize) -> bool {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::Break(_));
    if !matches!(inlines[at].kind, InlineKind::Break(BreakStyle::Soft)) {
        return false;
    }
    let start = inlines[..at].iter().rposition(is_break).map_or(0, |before| before + 1);
    let end = inlines[at + 1..].iter().position(is_break).map_or(inlines.len(), |length| at + 1 + length);
    let before = plain_text(&inlines[start..at]);
    let after = plain_text(&inlines[at + 1..end]);
    let ends = before.trim_end().ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？', '：']);
    !ends && before.chars().count() >= 60 && after.trim_start().starts_with(char::is_lowercase)
}
