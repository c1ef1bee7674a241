//! `__init__` standing for itself: to CommonMark it is bold, to its author a name.
//!
//! A name is what Python sets between double underscores, or what only a name can be: a word with an underscore inside, or
//! touched by a dot, a slash or a parenthesis. A note that writes `__bold text__` means single words of English so as well.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The names, and whether each is a word as well.
static NAMES: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let lines = include_str!("../../../templates/names/dunder.txt").lines();
    let names = lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    names.map(|name| (name.trim_end_matches('?'), name.ends_with('?'))).collect()
});

/// Where the name between double underscores stands that begins at byte `at`, if one does.
pub(super) fn at(text: &str, at: usize, bolds: impl FnOnce() -> bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let rest = bytes[at..].strip_prefix(b"__")?;
    let before = at.checked_sub(1).map(|before| bytes[before]);
    if before.is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) {
        return None;
    }
    let run = rest.iter().take_while(|byte| **byte == b'_' || byte.is_ascii_alphanumeric()).count();
    let name = rest[..run].strip_suffix(b"__").and_then(|name| std::str::from_utf8(name).ok())?;
    let lower = name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains(|sign: char| sign.is_ascii_uppercase());
    if !lower {
        return None;
    }
    let touched = before.is_some_and(|byte| b"./".contains(&byte))
        || bytes.get(at + 2 + run).is_some_and(|byte| b"(/[".contains(byte))
        || bytes[at + 2 + run..].starts_with(b".") && bytes.get(at + 3 + run).is_some_and(u8::is_ascii_alphanumeric);
    let is_name = touched || name.contains('_') || NAMES.get(name).is_some_and(|is_word| !is_word || !bolds());
    is_name.then_some(at..at + 2 + run)
}

/// Whether the text writes bold between double underscores: a phrase, or a word that Python has no use for.
pub(super) fn bolds(text: &str) -> bool {
    text.lines().any(|line| {
        let places: Vec<usize> = line.match_indices("__").map(|(at, _)| at).collect();
        places.windows(2).any(|pair| is_bold(line, pair[0], pair[1]))
    })
}

fn is_bold(line: &str, open: usize, close: usize) -> bool {
    let Some(said) = line.get(open + 2..close) else { return false };
    let apart = line[..open].chars().next_back().is_none_or(|sign| sign.is_whitespace() || "([{*".contains(sign));
    let ends = line[close + 2..].chars().next().is_none_or(|sign| !sign.is_alphanumeric() && !"_(.".contains(sign));
    let hugs = !said.starts_with(char::is_whitespace) && !said.ends_with(char::is_whitespace);
    let words = said.starts_with(char::is_alphanumeric) && !said.contains(['"', '\'', '=', '(']);
    apart && ends && hugs && words && !said.contains('_') && !NAMES.contains_key(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, names: &[&str]) {
        let found = (0..text.len()).filter_map(|start| at(text, start, || bolds(text)));
        assert_eq!(found.map(|name| &text[name]).collect::<Vec<_>>(), names);
    }

    #[test]
    fn names_of_python_stand_for_themselves() {
        check("`if` __name__ is set, __init__ runs", &["__name__", "__init__"]);
        check("files in __pycache__/ and foo.__bar__ and __my_own__", &["__pycache__", "__bar__", "__my_own__"]);
        check("call __frob__() or __frob__.x", &["__frob__", "__frob__"]);
    }

    #[test]
    fn words_are_bold() {
        check("__osmosis__ is passive", &[]);
        check("the __name__ of a __proper noun__ is __new__", &[]);
        check("__Bold__ and __call__ and __init__", &["__init__"]);
    }
}
