//! Words as inlines again.

use super::{Shown, Word};
use crate::model::{Inline, InlineKind};

/// What ends a sentence is no part of the name before it.
const MARKS: [char; 5] = ['?', '？', '.', ',', '!'];

/// Words as inlines again, neighbouring text joined; a name among them that the title does not have itself is bold.
pub(crate) fn inlines(words: &[Word]) -> Vec<Inline> {
    let Some(start) = words.iter().position(|word| word.named) else { return plain(words) };
    let length = words[start..].iter().take_while(|word| word.named).count();
    let (name, behind) = words[start..].split_at(length);
    let mut out = plain(&words[..start]);
    space(&mut out, &name[0]);
    let mut name = name.to_vec();
    let mark = name.last_mut().map(cut_mark).unwrap_or_default();
    let span = name[0].span.to(name[length - 1].span);
    out.push(Inline::new(InlineKind::Strong(plain(&name)), span));
    if !mark.is_empty() {
        out.push(Inline::text(mark, span));
    }
    if let Some(first) = behind.first() {
        space(&mut out, first);
        out.extend(inlines(behind));
    }
    out
}

/// The space before a word that follows others.
fn space(out: &mut Vec<Inline>, word: &Word) {
    if word.spaced && !out.is_empty() {
        out.push(Inline::text(" ", word.span));
    }
}

/// Takes the marks off the end of a word of text.
fn cut_mark(word: &mut Word) -> String {
    let bare = word.text().trim_end_matches(MARKS).len();
    let mark = if word.is_text() { word.text()[bare..].to_owned() } else { String::new() };
    word.reword(|text| text[..text.len() - mark.len()].into());
    mark
}

/// The same without regard to names.
fn plain(words: &[Word]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let space = if word.spaced && index > 0 { " " } else { "" };
        match (&word.shown, out.last_mut()) {
            (Shown::Text(text), Some(Inline { kind: InlineKind::Text(before), span })) => {
                before.push_str(space);
                before.push_str(text);
                *span = span.to(word.span);
            }
            (Shown::Text(text), _) => {
                // With room for the words that join it.
                let joined = words[index..].iter().take_while(|word| word.is_text());
                let mut said = String::with_capacity(joined.map(|word| word.text().len() + 1).sum());
                said.push_str(space);
                said.push_str(text);
                out.push(Inline::text(said, word.span));
            }
            (_, Some(Inline { kind: InlineKind::Text(before), .. })) => {
                before.push_str(space);
                out.push(word.inline());
            }
            _ => {
                if !space.is_empty() && !out.is_empty() {
                    out.push(Inline::text(space, word.span));
                }
                out.push(word.inline());
            }
        }
    }
    out
}
