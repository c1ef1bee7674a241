//! Raw HTML: what has a kind in the model gets it, comments go, the rest stays as written.
//!
//! - A pair of tags becomes what it means: `<kbd>`, `<sub>`, `<b>`, `<mark>`, `<a href>`; `<br>` and `<img>` stand alone.
//! - Elements of HTML without a kind of ours, such as `<u>`, stay for the exporter that can show them.
//! - A pair that HTML does not know, `<pur>…</pur>`, is somebody's style sheet: the text stays.
//! - `<li>` in a line, as in a cell of a table, begins a line behind a dash.
//! - A tag that HTML does not know, without a partner, is a placeholder: `<file-name>` is text.

mod block;
mod tag;

use std::collections::HashSet;

use crate::model::{BreakStyle, Inline, InlineKind, Link, Span, plain_text};

pub(super) use block::blocks;
use tag::Tag;

/// Siblings with their tags turned into what they mean.
pub(super) fn paired(inlines: Vec<Inline>) -> Vec<Inline> {
    if !inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Html(_))) {
        return inlines;
    }
    let closed = closed_names(&inlines);
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut after_nothing = false;
    for mut inline in inlines {
        let InlineKind::Html(html) = &inline.kind else {
            if std::mem::take(&mut after_nothing) && ends_blank(&out) {
                trim_start(&mut inline);
            }
            out.push(inline);
            continue;
        };
        // A comment, a declaration, an instruction: none is for readers.
        let html = html.clone();
        match Tag::read(&html) {
            Some(tag) => place(&tag, &html, inline, &closed, &mut open, &mut out),
            None => after_nothing = true,
        }
    }
    out
}

fn ends_blank(inlines: &[Inline]) -> bool {
    matches!(inlines.last(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.ends_with(' '))
}

/// Takes the spaces off that open a text which is its source.
fn trim_start(inline: &mut Inline) {
    let InlineKind::Text(text) = &mut inline.kind else { return };
    let spaces = text.len() - text.trim_start_matches(' ').len();
    text.drain(..spaces);
    inline.span.start += spaces as u32;
}

/// The elements that are closed among these siblings.
fn closed_names(inlines: &[Inline]) -> HashSet<String> {
    let closing = inlines.iter().filter_map(|inline| match &inline.kind {
        InlineKind::Html(html) => Tag::read(html).filter(|tag| tag.closes),
        _ => None,
    });
    closing.map(|tag| tag.name).collect()
}

fn place(
    tag: &Tag,
    html: &str,
    inline: Inline,
    closed: &HashSet<String>,
    open: &mut Vec<(usize, String)>,
    out: &mut Vec<Inline>,
) {
    if let Some(kind) = tag.alone(inline.span) {
        out.push(Inline::new(kind, inline.span));
    } else if tag.is_list() {
        item(tag, inline.span, out);
    } else if tag.closes {
        close(tag, inline, open, out);
    } else if tag.is_known() {
        if tag.has_kind() {
            open.push((out.len(), tag.name.clone()));
        }
        out.push(inline);
    } else if !closed.contains(&tag.name) && !tag.is_component() {
        out.push(Inline::text(html, inline.span));
    }
}

/// A list in a line, where none can stand: its items are lines.
fn item(tag: &Tag, span: Span, out: &mut Vec<Inline>) {
    if tag.name == "li" && !tag.closes {
        if out.last().is_some_and(|last| !matches!(last.kind, InlineKind::Break(_))) {
            out.push(Inline::new(InlineKind::Break(BreakStyle::Hard), span));
        }
        out.push(Inline::text("- ", span));
    }
}

/// Wraps what stands since the opening tag; a closing tag without one stays as written.
fn close(tag: &Tag, inline: Inline, open: &mut Vec<(usize, String)>, out: &mut Vec<Inline>) {
    let Some(at) = open.iter().rposition(|(_, name)| *name == tag.name) else {
        if tag.is_known() {
            out.push(inline);
        }
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
        "code" | "tt" | "samp" => InlineKind::Code(plain_text(&content).into_owned()),
        "a" => {
            let dest = tag.and_then(|tag| tag.attribute("href")).unwrap_or_default();
            let target = super::address::target(&dest);
            InlineKind::Link(Link { target, title: String::new(), content }.into())
        }
        _ => InlineKind::Emph(content),
    }
}
