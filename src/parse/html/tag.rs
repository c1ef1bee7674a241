//! A tag of raw HTML.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::{BreakStyle, Image, Inline, InlineKind, Span};

/// Inline elements that the model has a kind for.
const WITH_KIND: [&str; 16] =
    ["kbd", "sub", "sup", "b", "strong", "i", "em", "s", "del", "strike", "mark", "code", "tt", "samp", "cite", "var"];

/// The elements of HTML, living and old, as far as notes use them.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| NAMES.split_ascii_whitespace().collect());

const NAMES: &str = "a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button canvas \
    caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset \
    figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label \
    legend li link main map mark math menu meta meter nav noscript object ol optgroup option output p param path picture \
    pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg \
    table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr";

/// A tag of raw HTML.
pub(super) struct Tag<'h> {
    /// Lower case.
    pub(super) name: String,
    pub(super) closes: bool,
    attributes: &'h str,
    as_written: &'h str,
}

impl<'h> Tag<'h> {
    pub(super) fn read(html: &'h str) -> Option<Self> {
        let inner = html.strip_prefix('<')?.strip_suffix('>')?;
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inner.strip_suffix('/').unwrap_or(inner)),
        };
        let len = inner.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-')).unwrap_or(inner.len());
        let name = inner[..len].to_lowercase();
        (!name.is_empty()).then_some(Self { name, closes, attributes: &inner[len..], as_written: html })
    }

    pub(super) fn has_kind(&self) -> bool {
        WITH_KIND.contains(&self.name.as_str()) || self.name == "a" && self.attribute("href").is_some()
    }

    /// Whether it is an element of HTML.
    pub(super) fn is_known(&self) -> bool {
        KNOWN.contains(self.name.as_str())
    }

    /// `<AlgorithmCourses />`: a component of somebody's web site, with a capital or closing itself.
    pub(super) fn is_component(&self) -> bool {
        let capital = self.as_written[1..].starts_with(|first: char| first.is_ascii_uppercase());
        self.as_written.ends_with("/>") && (capital || !self.attributes.trim().is_empty())
    }

    /// The name of a component of somebody's web site, as written: it begins with a capital.
    pub(super) fn component_name(&self) -> Option<&'h str> {
        let written = &self.as_written[1..];
        let len = written.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(written.len());
        written.starts_with(|first: char| first.is_ascii_uppercase()).then(|| &written[..len])
    }

    /// Whether it is of a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.name.as_str(), "ul" | "ol" | "li")
    }

    /// What a tag means that has no partner.
    pub(super) fn alone(&self, span: Span) -> Option<InlineKind> {
        match self.name.as_str() {
            "br" => Some(InlineKind::Break(BreakStyle::Hard)),
            // Browsers read `image` as `img`, and so do authors.
            "img" | "image" => self.image(span).map(|image| InlineKind::Image(image.into())),
            _ => None,
        }
    }

    pub(super) fn image(&self, span: Span) -> Option<Image> {
        let pixels = |name| self.attribute(name).and_then(|size| size.trim_end_matches("px").parse().ok());
        let source = self.attribute("src")?;
        let alt = self.attribute("alt").filter(|alt| !alt.is_empty());
        let alt = alt.map(|alt| Inline::text(alt, span)).into_iter().collect();
        let title = self.attribute("title").unwrap_or_default();
        Some(Image { source, alt, title, width: pixels("width"), height: pixels("height"), wiki: false })
    }

    /// Whether it has this attribute, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = self.attributes.split_ascii_whitespace().map(|one| one.split('=').next().unwrap_or_default());
        names.into_iter().any(|one| one.eq_ignore_ascii_case(name))
    }

    /// The value of an attribute, quotes taken off.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.attributes.to_ascii_lowercase();
        let mut from = 0;
        loop {
            let at = from + lower[from..].find(name)?;
            let apart = lower[..at].ends_with(|sign: char| sign.is_ascii_whitespace() || sign == '"' || sign == '\'');
            let rest = self.attributes[at + name.len()..].trim_start();
            match rest.strip_prefix('=').filter(|_| apart) {
                Some(value) => return Some(unquoted(value.trim_start()).to_owned()),
                None => from = at + name.len(),
            }
        }
    }
}

/// Where the next `<` stands behind the first sign.
pub(super) fn next_tag(html: &str) -> usize {
    html.char_indices().skip(1).find(|(_, sign)| *sign == '<').map_or(html.len(), |(at, _)| at)
}

/// The tag that `html` begins with, and its length.
pub(super) fn tag_at(html: &str) -> Option<(Tag<'_>, usize)> {
    let name = html.strip_prefix('<')?;
    if !name.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '/') {
        return None;
    }
    let mut quote = None;
    for (at, sign) in html.char_indices().skip(1).take(4000) {
        match quote {
            Some(open) => quote = quote.filter(|_| sign != open),
            None if sign == '>' => return Tag::read(&html[..=at]).map(|tag| (tag, at + 1)),
            None if sign == '<' => return None,
            None if sign == '"' || sign == '\'' => quote = Some(sign),
            None => {}
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split_ascii_whitespace().next().unwrap_or_default(),
    }
}
