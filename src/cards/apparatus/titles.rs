//! What a title promises: works, links, housekeeping, a word on the note.

use crate::cards::lexicon::Lexicon;
use crate::cards::words;

/// What stands below a title if it is apparatus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Links: "Related notes".
    Links,
    /// Works: "Further reading".
    Works,
    /// A word on the note: "Tags".
    Label,
    /// What its author wants to do or thanks for: "Next steps".
    Housekeeping,
}

/// The kinds, each with its class of titles.
const KINDS: [(Kind, &str); 4] = [
    (Kind::Housekeeping, "housekeeping"),
    (Kind::Label, "label_title"),
    (Kind::Works, "bibliography"),
    (Kind::Links, "apparatus"),
];

/// A title as it is compared: in lower case without emoji, numbers and marks around it.
pub(super) fn key(title: &str) -> String {
    let title = title.trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '?' | ')' | '（' | '）'));
    words::spaced(title.trim_end_matches(['?', '？', ':']))
}

/// What a title promises: "References and further reading" works.
pub(super) fn kind(lexicon: &Lexicon, title: &str) -> Option<Kind> {
    // Most titles open as none of them, and are one part or begin with another.
    let strokes = title.bytes().any(|byte| matches!(byte, b'/' | b','));
    let may_open = |class: &str| lexicon.may_open(class, title);
    if !strokes && !may_open("before_links") && !KINDS.iter().any(|(_, class)| may_open(class)) {
        return None;
    }
    if let Some(kind) = single(lexicon, title) {
        return Some(kind);
    }
    let parts_it = |word: &str| lexicon.has("and", word) || matches!(word, "/" | "&" | "+" | "|");
    // Most titles have but one part, and were looked up.
    if !strokes && !title.split(' ').any(parts_it) {
        return None;
    }
    let (mut part, mut kind) = (String::new(), None);
    for word in title.split(' ') {
        if parts_it(word) {
            kind = kind.max(Some(of_all(lexicon, &part)?));
            part.clear();
        } else {
            part.push_str(if part.is_empty() { "" } else { " " });
            part.push_str(word.trim_end_matches(','));
        }
    }
    kind.max(Some(of_all(lexicon, &part)?))
}

/// What parts promise that only strokes separate; nothing where one of them promises nothing.
fn of_all(lexicon: &Lexicon, parts: &str) -> Option<Kind> {
    let mut kinds = parts.split('/').map(|part| single(lexicon, part.trim()));
    kinds.try_fold(None, |most, kind| Some(most.max(Some(kind?))))?
}

/// The same of one title, a word like "useful" before it set aside.
fn single(lexicon: &Lexicon, title: &str) -> Option<Kind> {
    let bare = title.split_once(' ').filter(|(first, _)| lexicon.has("before_links", first)).map(|(_, rest)| rest);
    let known = |class: &str| lexicon.has(class, title) || bare.is_some_and(|bare| lexicon.has(class, bare));
    KINDS.iter().find(|(_, class)| known(class)).map(|&(kind, _)| kind)
}
