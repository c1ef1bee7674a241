//! Raw HTML: what has a kind in the model gets it, comments go, the rest stays as written.

use crate::model::{Block, BlockKind, BreakKind, BreakStyle, Image, Inline, InlineKind, Link, Span, plain_text};

/// The block that raw HTML makes, if it is more than a comment.
pub(super) fn block(html: &str, span: Span, out: &mut Vec<Block>) {
    let trimmed = html.trim();
    if let Some(comment) = comment(trimmed) {
        match comment.trim() {
            "column" | "column-break" => out.push(Block::new(BlockKind::Break(BreakKind::Column), span)),
            "page" | "page-break" => out.push(Block::new(BlockKind::Break(BreakKind::Page), span)),
            _ => {}
        }
        return;
    }
    out.push(Block::new(BlockKind::Html(trimmed.to_owned()), span));
}

/// The inside of a text that is one comment.
fn comment(html: &str) -> Option<&str> {
    let inner = html.strip_prefix("<!--")?.strip_suffix("-->")?;
    (!inner.contains("-->")).then_some(inner)
}

/// Siblings with their pairs of tags turned into what they mean.
pub(super) fn paired(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Html(_))) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut open: Vec<(usize, String)> = Vec::new();
    for inline in inlines {
        let html = if let InlineKind::Html(html) = &inline.kind {
            html.clone()
        } else {
            out.push(inline);
            continue;
        };
        let Some(tag) = Tag::read(&html) else {
            if !html.starts_with("<!--") {
                out.push(inline);
            }
            continue;
        };
        if let Some(kind) = tag.alone() {
            out.push(Inline::new(kind, inline.span));
        } else if tag.closes {
            close(&tag, inline, &mut open, &mut out);
        } else {
            if tag.has_kind() {
                open.push((out.len(), tag.name));
            }
            out.push(inline);
        }
    }
    out
}

/// Wraps what stands since the opening tag; a closing tag without one stays as written.
fn close(tag: &Tag, inline: Inline, open: &mut Vec<(usize, String)>, out: &mut Vec<Inline>) {
    let Some(at) = open.iter().rposition(|(_, name)| *name == tag.name) else {
        out.push(inline);
        return;
    };
    let (start, name) = open.swap_remove(at);
    open.truncate(at);
    let mut content = out.split_off(start);
    let opening = content.remove(0);
    let attributes = match &opening.kind {
        InlineKind::Html(html) => Tag::read(html),
        _ => None,
    };
    let kind = element(&name, content, attributes.as_ref());
    out.push(Inline::new(kind, opening.span.to(inline.span)));
}

fn element(name: &str, content: Vec<Inline>, tag: Option<&Tag>) -> InlineKind {
    match name {
        "kbd" => InlineKind::Key(content),
        "sub" => InlineKind::Sub(content),
        "sup" => InlineKind::Sup(content),
        "b" | "strong" => InlineKind::Strong(content),
        "s" | "del" | "strike" => InlineKind::Strike(content),
        "mark" => InlineKind::Highlight(content),
        "code" | "tt" | "samp" => InlineKind::Code(plain_text(&content)),
        "a" => {
            let dest = tag.and_then(|tag| tag.attribute("href")).unwrap_or_default();
            let target = super::address::target(&dest);
            InlineKind::Link(Link { target, title: String::new(), content })
        }
        _ => InlineKind::Emph(content),
    }
}

/// A tag of raw HTML.
struct Tag<'h> {
    /// Lower case.
    name: String,
    closes: bool,
    attributes: &'h str,
}

impl<'h> Tag<'h> {
    fn read(html: &'h str) -> Option<Self> {
        let inner = html.strip_prefix('<')?.strip_suffix('>')?;
        let (closes, inner) = match inner.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, inner.strip_suffix('/').unwrap_or(inner)),
        };
        let len = inner.find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner[..len].to_lowercase();
        (!name.is_empty()).then_some(Self { name, closes, attributes: &inner[len..] })
    }

    fn has_kind(&self) -> bool {
        const NAMES: [&str; 16] = [
            "kbd", "sub", "sup", "b", "strong", "i", "em", "s", "del", "strike", "mark", "code", "tt", "samp", "cite",
            "var",
        ];
        NAMES.contains(&self.name.as_str()) || self.name == "a" && self.attribute("href").is_some()
    }

    /// What a tag means that has no partner.
    fn alone(&self) -> Option<InlineKind> {
        match self.name.as_str() {
            "br" => Some(InlineKind::Break(BreakStyle::Hard)),
            "img" => self.image().map(InlineKind::Image),
            _ => None,
        }
    }

    fn image(&self) -> Option<Image> {
        let pixels = |name| self.attribute(name).and_then(|size| size.trim_end_matches("px").parse().ok());
        let source = self.attribute("src")?;
        let alt = self.attribute("alt").filter(|alt| !alt.is_empty());
        let alt = alt.map(|alt| Inline::text(alt, Span::default())).into_iter().collect();
        let title = self.attribute("title").unwrap_or_default();
        Some(Image { source, alt, title, width: pixels("width"), height: pixels("height"), wiki: false })
    }

    /// The value of an attribute, quotes taken off.
    fn attribute(&self, name: &str) -> Option<String> {
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

fn unquoted(value: &str) -> &str {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split_ascii_whitespace().next().unwrap_or_default(),
    }
}
