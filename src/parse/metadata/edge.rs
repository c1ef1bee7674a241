//! Metadata beside a rule, at an edge of a note: between two rules at its top, below the last one at its end.
//!
//! ```text
//! ___                               Text of the note.
//! Class: [[Algebra]]
//! Teacher: [[]]                     ---
//! ___                               Tags: #algebra
//!                                   Created: 05.01.2025
//! ```

use super::{Block, DATED, MAX_LINES, NAMES, continues, entry, is_rule, push_value};

/// The block between two rules that begins at byte `start`; its keys may be any.
pub(super) fn top(text: &str, start: usize) -> Option<Block> {
    let mut block = Block { entries: Vec::new(), end: start };
    let mut opened = false;
    for line in text[start..].split_inclusive('\n').take(MAX_LINES) {
        block.end += line.len();
        let said = line.trim();
        match (is_rule(said), opened) {
            (true, true) => return Some(block).filter(|block| !block.entries.is_empty()),
            (true, false) => opened = true,
            (false, true) => push(&mut block, said)?,
            (false, false) if said.is_empty() => {}
            (false, false) => return None,
        }
    }
    None
}

/// The block below the last rule, and where it begins. It dates or tags the note.
pub(super) fn end(text: &str, start: usize) -> Option<(usize, Block)> {
    let mut at = text.len();
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n').rev().take(MAX_LINES) {
        let said = line.trim();
        if is_rule(said) {
            break;
        }
        if !said.is_empty() && entry(said).is_none() && !continues(said) {
            return None;
        }
        at -= line.len();
        lines.push(said);
    }
    let ruled = text[start..at].lines().next_back().is_some_and(|line| is_rule(line.trim()));
    let mut block = Block { entries: Vec::new(), end: text.len() };
    for line in lines.into_iter().rev().filter(|_| ruled) {
        push(&mut block, line)?;
    }
    let tells = |(key, value): &(String, String)| {
        let key = key.to_lowercase();
        let dated = value.contains(|sign: char| sign.is_ascii_digit());
        DATED.contains(&key.as_str()) && dated
            || NAMES.contains(&key.as_str()) && (value.is_empty() || continues(value))
    };
    let fits = block.entries.len() >= 2 && block.entries.iter().any(tells);
    fits.then_some((at, block))
}

/// Adds a line to the block; none if it is no metadata.
fn push(block: &mut Block, line: &str) -> Option<()> {
    match (entry(line), block.entries.last_mut()) {
        _ if line.is_empty() => {}
        (Some((key, value)), _) if value.len() <= 120 => block.entries.push((key.to_owned(), value.to_owned())),
        (None, Some((_, value))) if continues(line) => push_value(value, line),
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use crate::model::NoteId;

    #[track_caller]
    fn check(note: &str, text: &str, tags: &[&str]) {
        let (note, _) = crate::parse::parse(NoteId(0), "n.md".into(), note.into());
        assert_eq!(crate::text::plain::blocks(&note.root.body), text);
        assert_eq!(note.meta.tags, tags);
    }

    #[test]
    fn between_two_rules_any_key_is_metadata() {
        check("___\nClass: [[Algebra]]\nTags: #rings\nTeacher: [[]]\n___\nText", "Text", &["rings"]);
        check("Text\n\n---\n\nTerm: meaning\n\n---\n\nmore", "Text\n\nTerm: meaning\n\nmore", &[]);
    }

    #[test]
    fn below_the_last_rule_dates_and_tags_are_metadata() {
        check("Text\n\n---\nOrigin:\nReferences:\n- [[A book]]\nTags: #law\nCreated: 05.01.2025\n", "Text", &["law"]);
        check("Text\n\n---\n\nCause: rain\nEffect: floods", "Text\n\nCause: rain\nEffect: floods", &[]);
        check("Tags: #law\nCreated: 2020", "", &["law"]);
    }
}
