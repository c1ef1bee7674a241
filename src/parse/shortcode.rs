//! What a shortcode shows its reader: a picture, or the words that are its argument.

use std::ops::Range;

use super::source::Source;
use crate::model::{Image, Inline, InlineKind};

/// Names of shortcodes that show a picture.
const PICTURES: [&str; 6] = ["figure", "img", "image", "picture", "asset_img", "imgproc"];
/// Arguments that hold words for the reader, the best first.
const WORDS: [&str; 4] = ["text", "alt", "caption", "title"];

/// What stands in place of the shortcode at `bytes`; most show nothing by themselves.
pub(super) fn inline(source: &Source, bytes: &Range<usize>) -> Option<InlineKind> {
    let text = &source.text[bytes.clone()];
    let inner = text.trim_start_matches(['{', '<', '%', '-']).trim_end_matches(['}', '>', '%', '-', '/']).trim();
    let (name, arguments) = inner.split_once(char::is_whitespace)?;
    let span = source.span(bytes.clone());
    let said = WORDS.iter().find_map(|key| argument(arguments, key)).filter(|said| !said.is_empty());
    if PICTURES.contains(&name) {
        let path = argument(arguments, "src").or_else(|| quoted(arguments)).filter(|path| !path.is_empty())?;
        let alt = said.map(|said| Inline::text(said, span)).into_iter().collect();
        let (source, title) = (path.to_owned(), String::new());
        return Some(InlineKind::Image(Image { source, alt, title, width: None, height: None, wiki: false }.into()));
    }
    // A lone argument in quotes is words if it looks like no path and the shortcode stands among words.
    let lone = quoted(arguments).filter(|said| !said.contains(['/', '.', '=', '_']) && among_words(source, bytes));
    let said = said.filter(|_| arguments.contains("text=")).or(lone)?;
    Some(InlineKind::Text(said.to_owned()))
}

/// Where the shortcode in a link's destination leads: `{{< ref "note.md" >}}`, `{% link note.md %}`.
pub(super) fn destination(dest: &str) -> Option<&str> {
    let inner = dest.strip_prefix("{{<").or_else(|| dest.strip_prefix("{{%")).or_else(|| dest.strip_prefix("{%"))?;
    let inner = inner.trim_end_matches(['}', '>', '%']).trim();
    let (name, path) = inner.split_once(char::is_whitespace)?;
    let path = path.trim().trim_matches('"');
    matches!(name, "ref" | "relref" | "link" | "post_url").then_some(path).filter(|path| !path.contains('"'))
}

/// The value of `key="…"`.
fn argument<'a>(arguments: &'a str, key: &str) -> Option<&'a str> {
    let at = arguments.match_indices(key).find(|(at, _)| {
        let before = arguments[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace) && arguments[at + key.len()..].starts_with('=')
    });
    quoted(&arguments[at?.0 + key.len() + 1..])
}

/// What stands in quotes at the start.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    text[1..].split(quote).next()
}

/// Whether other words stand on its line.
fn among_words(source: &Source, bytes: &Range<usize>) -> bool {
    let start = source.text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
    let end = super::source::line_end(source.text, bytes.end);
    let words = |text: &str| text.contains(char::is_alphanumeric);
    words(&source.text[start..bytes.start]) || words(&source.text[bytes.end..end])
}
