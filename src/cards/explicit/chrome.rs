//! What only the other tools need: ids, scheduling, deck tags. It is on no card and gets no word.

use std::ops::Range;

/// The parts of `line` (its end included) that a card shows. `free` tells whether a byte of it stands outside code,
/// formulas and links.
pub(super) fn kept(line: &str, free: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    if is_line(line.trim()) {
        return Vec::new();
    }
    let end = line.trim_end().len();
    let mut cuts: Vec<Range<usize>> = card_tags(line, &free);
    if let Some(id) = block_id(line).filter(|id| free(id.start)) {
        cuts.push(id);
    }
    let mut kept = Vec::new();
    let mut at = 0;
    for cut in cuts {
        kept.push(at..cut.start.max(at));
        at = cut.end;
    }
    kept.push(at.min(end)..end);
    kept.push(end..line.len());
    kept.retain(|part| !part.is_empty());
    kept
}

/// Whether a whole trimmed line is chrome.
pub(super) fn is_line(line: &str) -> bool {
    if line == "DELETE" || line.strip_prefix("ID: ").is_some_and(digits) {
        return true;
    }
    let body = line.trim_start_matches(['-', '*', ' ', '>']);
    property(body).is_some_and(|(key, _)| is_tool_key(key))
}

/// `key:: value`, split: the key is one word.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once("::")?;
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    (word && !value.starts_with(':') && (value.is_empty() || value.starts_with(' '))).then(|| (key, value.trim()))
}

/// Keys that the tools write for themselves.
fn is_tool_key(key: &str) -> bool {
    matches!(key, "id" | "collapsed" | "ls-type" | "background-color")
        || key.starts_with("card-")
        || key.starts_with("sr-")
}

/// ` ^block-id` at the end of a line: of letters, or of the digits of a time stamp.
pub(super) fn block_id(line: &str) -> Option<Range<usize>> {
    let end = line.trim_end().len();
    let sign = line[..end].rfind('^')?;
    let id = &line[sign + 1..end];
    let hung = sign == 0 || line[..sign].ends_with([' ', '\t']);
    let word = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let named = id.bytes().any(|byte| byte.is_ascii_alphabetic()) || id.len() >= 10;
    (hung && word && named).then(|| line[..sign].trim_end().len()..end)
}

/// Tags that tell a tool to make a card, or where to put it.
fn card_tags(line: &str, free: &impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    tags(line)
        .filter(|tag| free(tag.start) && is_card_tag(&line[tag.start + 1..tag.end]))
        .map(|tag| {
            let space = line[..tag.start].trim_end_matches([' ', '\t']).len();
            // Between words one space stays: the one behind it.
            space..tag.end
        })
        .collect()
}

/// Whether `tag`, without its sign, is one of the tools'.
pub(crate) fn is_card_tag(tag: &str) -> bool {
    CardTag::of(tag).is_some() || is_deck_tag(tag)
}

/// Whether `tag` is `flashcards` or one below it.
pub(super) fn is_deck_tag(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag == "flashcards" || tag.starts_with("flashcards/")
}

/// What a card tag asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CardTag {
    /// `#card`, `#flashcard`.
    Basic,
    /// `#card-reverse`, `#card/reverse`.
    Reversed,
    /// `#card-spaced`, `#card-reminder`: text to be seen now and then, which asks nothing.
    Reminder,
}

impl CardTag {
    /// The tag without its sign, compared whole.
    pub(super) fn of(tag: &str) -> Option<Self> {
        match tag.to_ascii_lowercase().as_str() {
            "card" | "flashcard" => Some(Self::Basic),
            "card-reverse" | "card/reverse" | "card-reversed" | "card/reversed" | "flashcard-reverse"
            | "flashcard/reverse" => Some(Self::Reversed),
            "card-spaced" | "card/spaced" | "card-reminder" | "card/reminder" => Some(Self::Reminder),
            _ => None,
        }
    }
}

/// Every `#tag` of a line, its sign included.
pub(super) fn tags(line: &str) -> impl Iterator<Item = Range<usize>> {
    line.match_indices('#').filter_map(|(at, _)| {
        let hung = at == 0 || line[..at].ends_with(char::is_whitespace);
        let tag = &line[at + 1..];
        let length = tag.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))).unwrap_or(tag.len());
        let named = tag[..length].chars().any(|c| !c.is_ascii_digit());
        (hung && length > 0 && named).then_some(at..at + 1 + length)
    })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, shown: &str) {
        let kept: String = kept(line, |_| true).into_iter().map(|part| &line[part]).collect();
        assert_eq!(kept, shown, "{line:?}");
    }

    #[test]
    fn ids_go() {
        check("the answer ^q-ab12\n", "the answer\n");
        check("the answer ^1607588696391", "the answer");
        check("two to the power ^2", "two to the power ^2");
        check("ID: 1566052191670", "");
    }

    #[test]
    fn card_tags_go_and_others_stay() {
        check("What is it? #card", "What is it?");
        check("#flashcards/science What is it?", " What is it?");
        check("see #cardiology", "see #cardiology");
    }

    #[test]
    fn scheduling_goes() {
        check("  card-last-interval:: 30.0\n", "");
        check("collapsed:: true", "");
        check("status:: done", "status:: done");
    }
}
