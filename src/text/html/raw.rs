//! Raw HTML of a note: only tags that dress text pass, each cleaned by `ammonia`.
//!
//! A note's raw HTML comes in pieces (`<b>`, text, `</b>` are three inlines; a block ends at a blank line), so each tag is
//! cleaned by itself and the caller balances them. What passes switches no parser mode (no `svg`, `style`, `script`,
//! `template` …), so that harmless tags stay harmless in any order.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Elements that dress text, and what they may carry beside the attributes allowed everywhere.
const TAGS: [&str; 62] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
];
/// Elements whose parser drops them outside of a table: they are cleaned in the guise of a `span`.
const TABLE_PARTS: [&str; 9] = ["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];
/// Elements without an end tag.
const VOID: [&str; 5] = ["br", "col", "hr", "img", "wbr"];
/// Elements that are no text for a reader: their content goes with them.
const SILENT: [&str; 10] =
    ["head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "title"];
/// Known elements that are dropped while their content stays. Names outside of all lists are text, as in `Vec<String>`.
const DROPPED: [&str; 34] = [
    "address", "applet", "area", "article", "aside", "base", "body", "button", "canvas", "datalist", "dialog", "embed",
    "fieldset", "footer", "form", "frame", "frameset", "header", "hgroup", "html", "input", "label", "legend", "link",
    "main", "meta", "nav", "optgroup", "option", "param", "section", "select", "textarea", "wbr",
];
/// Elements that show a file.
const MEDIA: [&str; 5] = ["audio", "img", "picture", "source", "video"];
const STYLES: [&str; 6] = ["background-color", "color", "font-style", "font-weight", "text-align", "text-decoration"];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .generic_attributes(HashSet::from(["align", "colspan", "dir", "lang", "rowspan", "style", "title"]))
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("font", ["color"])
        .add_tag_attributes("ol", ["start", "type", "reversed"])
        .filter_style_properties(HashSet::from(STYLES))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    builder
});

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A start tag: its name in lower case, and the tag as written.
    Open(String, &'a str),
    /// An end tag's name in lower case.
    Close(String),
    /// Text between tags, entities and all.
    Text(&'a str),
}

/// What may become of a start tag.
pub(super) enum Tag {
    /// It passes, cleaned; `void` has no end tag.
    Pass { html: String, void: bool },
    /// It goes; what it holds stays.
    Drop,
    /// It goes with all it holds.
    Silence,
    /// It shows the file that its `src` names.
    Media,
    /// It is no element at all, but text in angle brackets.
    Text,
}

/// What becomes of the start tag `html` of element `name`.
pub(super) fn tag(name: &str, html: &str) -> Tag {
    if MEDIA.contains(&name) {
        return Tag::Media;
    }
    if SILENT.contains(&name) {
        return Tag::Silence;
    }
    if DROPPED.contains(&name) {
        return Tag::Drop;
    }
    if !TAGS.contains(&name) {
        return Tag::Text;
    }
    let guise = if TABLE_PARTS.contains(&name) { "span" } else { name };
    let rest = &html[1 + name.len()..];
    let clean = CLEANER.clean(&format!("<{guise}{rest}")).to_string();
    let attributes = clean
        .strip_prefix('<')
        .and_then(|tag| tag.strip_prefix(guise))
        .and_then(|tag| tag.find('>').map(|end| &tag[..end]));
    Tag::Pass { html: guarded(name, attributes.unwrap_or_default()), void: VOID.contains(&name) }
}

/// Whether an element of this name dresses text.
pub(super) fn is_element(name: &str) -> bool {
    TAGS.contains(&name)
}

/// The tag with these attributes; signs of Anki's marks in their values become entities.
fn guarded(name: &str, attributes: &str) -> String {
    let attributes =
        attributes.replace('{', "&#123;").replace('}', "&#125;").replace('[', "&#91;").replace("::", ":&#58;");
    format!("<{name}{}>", attributes.trim_end_matches('/'))
}

/// Text between tags, cleaned: entities resolved, then escaped again.
pub(super) fn text(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// The value of an attribute of a tag as written.
pub(super) fn attribute(html: &str, name: &str) -> Option<String> {
    let mut rest = html.get(1..)?.trim_end_matches(['>', '/']);
    rest = &rest[rest.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(rest.len())..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        } else if end == 0 {
            return None;
        }
        if key.eq_ignore_ascii_case(name) {
            return Some(
                value
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&"),
            );
        }
    }
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            let end = inside.find(quote).unwrap_or(inside.len());
            return (&inside[..end], inside.get(end + 1..).unwrap_or_default());
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Cuts raw HTML into tags and text; comments and declarations fall out.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            out.push(Piece::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = after(rest, "-->");
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = after(rest, ">");
        } else if let Some((piece, tail)) = tag_piece(rest) {
            out.push(piece);
            rest = tail;
        } else {
            out.push(Piece::Text("&lt;"));
            rest = &rest[1..];
        }
    }
    if !rest.is_empty() {
        out.push(Piece::Text(rest));
    }
    out
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

fn tag_piece(html: &str) -> Option<(Piece<'_>, &str)> {
    let close = html.starts_with("</");
    let named = &html[if close { 2 } else { 1 }..];
    let length = named.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = named[..length].to_ascii_lowercase();
    let end = html.len() - named.len() + length;
    let end = end + tag_end(&html[end..])?;
    let piece = if close { Piece::Close(name) } else { Piece::Open(name, &html[..end]) };
    Some((piece, &html[end..]))
}

/// Where a tag ends, quoted `>` passed over.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(html: &str) -> String {
        let name = html[1..].split([' ', '>']).next().expect("a name");
        match tag(name, html) {
            Tag::Pass { html, .. } => html,
            Tag::Drop => "drop".into(),
            Tag::Silence => "silence".into(),
            Tag::Media => "media".into(),
            Tag::Text => "text".into(),
        }
    }

    #[test]
    fn tags_pass_without_what_harms() {
        assert_eq!(pass("<b onclick=\"x()\">"), "<b>");
        assert_eq!(pass("<td colspan=\"2\" onload=x>"), "<td colspan=\"2\">");
        assert_eq!(pass("<a href=\"javascript:x\">"), "<a>");
        assert_eq!(
            pass("<a href=\"https://example.org/{{a}}\">"),
            "<a href=\"https://example.org/&#123;&#123;a&#125;&#125;\">"
        );
        assert_eq!(
            pass("<span style=\"color: red; position: fixed; background-color: url(x)\">"),
            "<span style=\"color:red\">"
        );
        assert_eq!(pass("<script>"), "silence");
        assert_eq!(pass("<form>"), "drop");
    }

    #[test]
    fn no_list_has_a_name_of_another() {
        let lists: [&[&str]; 4] = [&TAGS, &SILENT, &DROPPED, &MEDIA];
        let all: Vec<_> = lists.concat();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    }

    #[test]
    fn comments_and_declarations_fall_out() {
        let cut = pieces("a<!-- <b> --><br title='>'>b</I >1 < 2");
        let tags = ["a", "<br title='>'>", "b", "</i>", "1 ", "&lt;", " 2"];
        let shown: Vec<_> = cut
            .iter()
            .map(|piece| match piece {
                Piece::Open(_, html) => (*html).to_owned(),
                Piece::Close(name) => format!("</{name}>"),
                Piece::Text(text) => (*text).to_owned(),
            })
            .collect();
        assert_eq!(shown, tags);
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let html = "<img alt='a b' src=x.png/y.png width = \"30\" hidden>";
        assert_eq!(attribute(html, "src").as_deref(), Some("x.png/y.png"));
        assert_eq!(attribute(html, "alt").as_deref(), Some("a b"));
        assert_eq!(attribute(html, "width").as_deref(), Some("30"));
        assert_eq!(attribute(html, "title"), None);
    }
}
