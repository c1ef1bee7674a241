//! What a note is called.
//!
//! - Ebb.md / # The ebb / …             =>  The ebb, and what is below the heading is the note's own
//! - Ebb.md / # Definition / …          =>  Ebb: "Definition" heads a part of it
//! - 01-intro.md / # Introduction / …   =>  Introduction

use std::sync::LazyLock;

use camino::Utf8Path;
use rustc_hash::FxHashSet;

use super::topics;
use crate::model::{Topic, TopicKind};

/// Headings of parts, in lower case.
static PARTS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    toml::from_str::<std::collections::BTreeMap<String, FxHashSet<String>>>(include_str!(
        "../../templates/phrases/parts.toml"
    ))
    .unwrap_or_else(|error| unreachable!("a test reads parts.toml: {error}"))
    .into_values()
    .flatten()
    .collect()
});

/// A file is called as its heading where it begins with so many letters of it.
const ALIKE: usize = 4;

/// The note's title. The one `#` heading that opens a note *is* its title, and what is below it the note's own.
pub(super) fn title(path: &Utf8Path, named: Option<&str>, root: &mut Topic) -> String {
    let stem = path.file_stem().unwrap_or_default();
    let opening = opening_title(root)
        .filter(|title| named.is_none_or(|named| named.trim() == title.trim()) && !heads_a_part(title, stem));
    if opening.is_some() {
        take_opening(root);
    }
    named.map(str::to_owned).or(opening).unwrap_or_else(|| stem.to_owned())
}

/// What the heading says that opens the note, if it is its only one of level 1.
fn opening_title(root: &Topic) -> Option<String> {
    let [first] = root.topics.as_slice() else { return None };
    let says = root.body.is_empty() && first.kind == TopicKind::Heading(1);
    Some(first.title_text()).filter(|title| says && !title.trim().is_empty())
}

/// Gives what the opening heading holds to the note itself.
fn take_opening(root: &mut Topic) {
    if let Some(first) = root.topics.pop() {
        let kind = root.kind;
        let mut tags = std::mem::take(&mut root.tags);
        tags.extend(first.tags);
        let mut block_ids = std::mem::take(&mut root.block_ids);
        block_ids.extend(first.block_ids);
        *root = Topic { kind, tags, block_ids, ..first };
        let mut next = 0;
        topics::number(root, &mut next);
    }
}

/// Whether a heading says no more than which part of a note stands below it, and the file is not called so.
fn heads_a_part(title: &str, stem: &str) -> bool {
    let title = title.trim().trim_end_matches(':').to_lowercase();
    let start = || title.chars().take(ALIKE).collect::<String>();
    PARTS.contains(&title) && !stem.to_lowercase().contains(&start())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::parse;
    use crate::model::NoteId;

    fn called(path: &str, text: &str) -> (String, usize) {
        let note = parse(NoteId(0), path.into(), Arc::from(text)).0;
        (note.title, note.root.topics.len())
    }

    #[test]
    fn the_heading_that_opens_a_note_is_its_title() {
        assert_eq!(called("Ebb.md", "# The ebb\nWater falls.\n"), ("The ebb".into(), 0));
        assert_eq!(called("Ebb.md", "# The ebb\n# The flood\n"), ("Ebb".into(), 2));
    }

    #[test]
    fn a_heading_of_a_part_is_not() {
        assert_eq!(called("Ebb.md", "# Definition\nFalling of the water.\n"), ("Ebb".into(), 1));
        assert_eq!(called("Ebbe.md", "# Zusammenfassung:\nDas Wasser fällt.\n"), ("Ebbe".into(), 1));
        assert_eq!(called("01-intro.md", "# Introduction\nWater falls.\n"), ("Introduction".into(), 0));
    }
}
