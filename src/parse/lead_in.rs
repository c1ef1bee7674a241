//! Which lines of a paragraph are lead-ins: labels that make a topic of what follows.
//!
//! - A line that is wholly bold: `**Purpose**`, `**Example: Gunicorn**`, `**Purpose:**`, `**Purpose**:`. What follows may
//!   stand on the next source line or in the next block.
//! - The same with a parenthesis behind it: `**Senate** (100 members)`.
//! - A bold span that opens a source line and ends in a colon, inside it or right after: `**Note:** text`, unless other
//!   text follows that it does not own (`run_in.rs`).
//! - An emphasised question or label alone on its line: `_Why?_`, `*Example:*`.
//!
//! No lead-in is
//! - a bold word that merely starts a sentence: `**Python** is a language`;
//! - a bold sentence: one that ends in a full stop and has more than three words, or has more than fifteen;
//! - a bold line with nothing behind it to lead to;
//! - `Example:` in plain text: it stays the paragraph it is, right before its code.

use super::source::Source;
use crate::model::{Inline, InlineKind, LeadIn, plain_text};

/// More words than this make a sentence, not a label. Chosen by eye on the sample vaults.
const MAX_WORDS: usize = 15;
/// A bold line that ends in a full stop is a label only if it is this short: `**Definition.**`
const MAX_WORDS_BEFORE_STOP: usize = 3;

/// A line that is a lead-in: its title, without the bold and the colon, and what follows on the line.
pub(super) struct Lead {
    pub(super) kind: LeadIn,
    pub(super) title: Vec<Inline>,
    pub(super) rest: Vec<Inline>,
    /// Whether a parenthesis stands behind the bold: it leads only from a paragraph of its own.
    pub(super) remark: bool,
}

/// The lead-in that a source line is, if it is one.
pub(super) fn of_line(source: &Source, line: &[Inline]) -> Option<Lead> {
    let (first, rest) = line.split_first()?;
    let (content, bold) = match &first.kind {
        InlineKind::Strong(content) => (content, true),
        InlineKind::Emph(content) => match content.as_slice() {
            [Inline { kind: InlineKind::Strong(content), .. }] => (content, true),
            _ => (content, false),
        },
        _ => return None,
    };
    let said = plain_text(content);
    let label = said.trim().trim_end_matches([':', '：']).trim_end();
    if !label.chars().any(char::is_alphanumeric) || content.iter().any(is_break) {
        return None;
    }
    let spaced =
        matches!(rest.first().map(|inline| &inline.kind), Some(InlineKind::Text(text)) if text.starts_with(' '));
    let (rest, colon) = without_colon(source, rest, said.trim().ends_with([':', '：']));
    if bold && !colon && is_remark(&rest) && is_label(label) {
        let space = spaced.then(|| Inline::text(" ", rest[0].span));
        let title = without_end_colon(content.iter().chain(&space).chain(&rest).cloned().collect());
        return Some(Lead { kind: LeadIn::Line, title, rest: Vec::new(), remark: true });
    }
    let kind = if rest.is_empty() { LeadIn::Line } else { LeadIn::RunIn };
    let fits = match kind {
        LeadIn::Line if bold => is_label(label),
        LeadIn::Line => (colon || label.ends_with(['?', '？'])) && is_label(label),
        LeadIn::RunIn => bold && colon && is_label(label),
    };
    fits.then(|| Lead { kind, title: without_end_colon(content.clone()), rest, remark: false })
}

/// Whether all that stands behind the bold on its line is a parenthesis, as in "**Senate** (100 members)".
fn is_remark(rest: &[Inline]) -> bool {
    let text = plain_text(rest);
    let text = text.trim().trim_end_matches([':', '：']);
    let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inside.is_some_and(|inside| !inside.contains(['(', ')']) && words(inside) <= MAX_WORDS)
}

/// Short enough, and no sentence.
fn is_label(label: &str) -> bool {
    let words = words(label);
    words <= MAX_WORDS && (!label.ends_with(['.', '。', '!', '！']) || words <= MAX_WORDS_BEFORE_STOP)
}

/// Words, where two characters of a script without spaces count as one.
fn words(text: &str) -> usize {
    let wide = text.chars().filter(|sign| ('\u{2E80}'..='\u{9FFF}').contains(sign)).count();
    text.split_whitespace().count() + wide / 2
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Break(_))
}

/// What follows the bold on its line, without the colon; and whether there is a colon, inside the bold or here.
fn without_colon(source: &Source, rest: &[Inline], inside: bool) -> (Vec<Inline>, bool) {
    let mut rest = rest.to_vec();
    let mut colon = inside;
    if let Some(Inline { kind: InlineKind::Text(text), span }) = rest.first_mut()
        && !inside
        && text.starts_with([':', '：'])
        && !text.starts_with("::")
    {
        let len = text.chars().next().map_or(0, char::len_utf8);
        text.drain(..len);
        span.start += len as u32;
        colon = true;
    }
    super::paragraph::trim(source, &mut rest);
    (rest, colon)
}

fn without_end_colon(mut title: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = title.last_mut() {
        text.truncate(text.trim_end().trim_end_matches([':', '：']).trim_end().len());
        if text.is_empty() {
            title.pop();
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use crate::model::NoteId;

    /// The note's tree below its first line.
    #[track_caller]
    fn check(note: &str, tree: &[&str]) {
        let (note, _) = crate::parse::parse(NoteId(0), "n.md".into(), note.into());
        let shown = crate::text::topics::tree(&note, "");
        assert_eq!(shown.lines().skip(1).collect::<Vec<_>>(), tree);
    }

    #[test]
    fn a_bold_line_leads_to_what_follows() {
        check("**Purpose**\n- a\n- b", &["└─ **Purpose**  (list of 2)"]);
        check("**Example: Gunicorn**\n_pre-fork_ model\n- a", &["└─ **Example: Gunicorn**  (text, list of 1)"]);
        check("**Purpose:**\n\ntext", &["└─ **Purpose**  (text)"]);
        check("**Purpose**:\ntext\n**Cost**\ntext", &["├─ **Purpose**  (text)", "└─ **Cost**  (text)"]);
        check("***Why***\n\ntext", &["└─ **Why**  (text)"]);
        check("**Crew** (12 men)\n- a\n- b", &["└─ **Crew (12 men)**  (list of 2)"]);
        check("**Crew** (12 men)\ntext\ntext", &[]);
    }

    #[test]
    fn a_bold_label_with_a_colon_leads_to_its_line() {
        check("## A\nx\n\n**Note:** text", &["└─ ## A  (text)", "   └─ **Note**  (text)"]);
        check("**Goal**: text\nmore", &["└─ **Goal**  (text)"]);
        check("**定义：**文字", &["└─ **定义**  (text)"]);
        check("**定义：** 文字", &["└─ **定义**  (text)"]);
        check("**Steps:** do these:\n1. a\n2. b", &["└─ **Steps**  (text, list of 2)"]);
    }

    #[test]
    fn an_emphasised_question_is_a_lead_in() {
        check("_Why?_\n\ntext", &["└─ **Why?**  (text)"]);
        check("*Figure 1*\n\ntext", &[]);
    }

    #[test]
    fn bold_words_and_sentences_are_none() {
        check("**Python** is a language", &[]);
        check("**Never do this on a live system.**\n\ntext", &[]);
        check("**Purpose**", &[]);
        check("**Purpose**\n\n## B\ntext", &["└─ ## B  (text)"]);
        check("- **Term**: meaning\n- **Term**", &[]);
    }

    #[test]
    fn a_label_owns_only_its_paragraph() {
        check("## A\n**MONA**: four drugs\n\n- not of it", &["└─ ## A  (text, list of 1)"]);
        check("## A\n**a**: x\n**b**: y\n\ntext", &["└─ ## A  (2 × text)"]);
        check("## A\n**a**: x\n\n**b**: y\n", &["└─ ## A", "   ├─ **a**  (text)", "   └─ **b**  (text)"]);
    }
}
