//! `#tag`, `#nested/tag`.

use super::marks::is_verbatim;
use super::source::Source;
use crate::model::{Inline, InlineKind};

/// Cuts text at its tags.
pub(super) fn split(source: &Source, inlines: Vec<Inline>) -> Vec<Inline> {
    let has_sign = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains('#'));
    if !inlines.iter().any(has_sign) {
        return inlines;
    }
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if has_sign(&inline) && is_verbatim(source, &inline) {
            split_text(source, &inline, &mut out);
        } else {
            out.push(inline);
        }
    }
    out
}

fn split_text(source: &Source, inline: &Inline, out: &mut Vec<Inline>) {
    let bytes = inline.span.bytes();
    let mut done = bytes.start;
    let mut at = bytes.start;
    while let Some(found) = source.text[at..bytes.end].find('#') {
        let start = at + found;
        let rest = &source.text[start + 1..bytes.end];
        let len = tag_len(rest);
        let words = words_len(rest);
        at = start + 1 + words.map_or(len, |words| words + 1);
        let apart = source.before(start).is_none_or(char::is_whitespace);
        let name = &rest[..words.unwrap_or(len)];
        // `{ #id}` is the id of the block above.
        let names = source.text[..start].ends_with("{ ") && rest[len..].trim_start().starts_with('}');
        if !apart || names || !is_tag(name) {
            continue;
        }
        if done < start {
            out.push(Inline::text(&source.text[done..start], source.span(done..start)));
        }
        out.push(Inline::new(InlineKind::Tag(name.trim_end_matches('/').to_owned()), source.span(start..at)));
        done = at;
    }
    if done < bytes.end {
        out.push(Inline::text(&source.text[done..bytes.end], source.span(done..bytes.end)));
    }
}

/// Length of the words of a tag that closes, `#plant science#` of Bear.
fn words_len(text: &str) -> Option<usize> {
    let len = text.bytes().take(60).take_while(|byte| *byte != b'\n').position(|byte| byte == b'#')?;
    let words = &text[..len];
    let closes = text[len + 1..].chars().next().is_none_or(|sign| sign.is_whitespace() || ",.;:)".contains(sign));
    let named = words.chars().all(|sign| sign.is_alphanumeric() || " _-/&".contains(sign) || is_pictorial(sign));
    // `#csharp is C#` ends in the name of a language.
    let (_, last) = words.rsplit_once(' ')?;
    let hugs = words.starts_with(char::is_alphabetic) && last.chars().count() > 1;
    (closes && named && hugs).then_some(len)
}

/// Length of what may be a tag's name: letters and digits of any script, `_`, `-`, `/`, and pictures.
fn tag_len(text: &str) -> usize {
    let fits = |sign: char| sign.is_alphanumeric() || "_-/".contains(sign) || is_pictorial(sign);
    text.find(|sign| !fits(sign)).unwrap_or(text.len())
}

/// Emoji and the signs that join them.
fn is_pictorial(sign: char) -> bool {
    matches!(sign, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}')
}

/// A number is no tag, and neither is a colour.
fn is_tag(name: &str) -> bool {
    let name = name.trim_matches('/');
    let numeric = name.chars().all(|sign| sign.is_ascii_digit() || "_-/".contains(sign));
    !name.is_empty() && !numeric && !is_color(name)
}

fn is_color(name: &str) -> bool {
    let hex = matches!(name.len(), 3 | 6 | 8) && name.chars().all(|sign| sign.is_ascii_hexdigit());
    let first = name.chars().next();
    hex && (name.chars().any(|sign| sign.is_ascii_digit()) || name.chars().all(|sign| Some(sign) == first))
}
