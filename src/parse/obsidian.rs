//! What a masked region says: wiki links and embeds, math, addresses, names.

use std::ops::Range;

use super::markdown;
use super::mask::{Region, RegionKind};
use super::source::Source;
use crate::model::{Image, Inline, InlineKind, Link, Math, Target};

/// The inline that a region stands for; a comment is none.
pub(super) fn inline(source: &Source, region: &Region) -> Option<Inline> {
    let span = source.span(region.bytes.clone());
    let text = &source.text[region.bytes.clone()];
    let kind = match region.kind {
        RegionKind::Comment => return None,
        RegionKind::Math { in_row } => InlineKind::Math(Math { tex: inline_tex(text, in_row), display: false }),
        RegionKind::DisplayMath => InlineKind::Math(Math { tex: display_tex(source, &region.bytes), display: true }),
        RegionKind::WikiLink => wiki_link(source, &region.bytes),
        RegionKind::WikiTag => InlineKind::Tag(parts(&text[1..]).0.to_owned()),
        RegionKind::WikiEmbed => InlineKind::Image(wiki_image(text).into()),
        RegionKind::Address => bare_address(source, &region.bytes),
        RegionKind::Shortcode => super::shortcode::inline(source, &region.bytes)?,
        RegionKind::Script => {
            let said =
                vec![Inline::text(&text[1..text.len() - 1], source.span(region.bytes.start + 1..region.bytes.end - 1))];
            if text.starts_with('~') { InlineKind::Sub(said) } else { InlineKind::Sup(said) }
        }
        RegionKind::Dunder | RegionKind::Literal => InlineKind::Text(text.to_owned()),
    };
    Some(Inline::new(kind, span))
}

/// The TeX of a formula without the signs around it.
fn within(text: &str) -> &str {
    let pairs = [("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$")];
    let inner = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inner).unwrap_or(text)
}

/// The TeX between single dollars; GitHub's backticks inside them are no part of it.
fn inline_tex(text: &str, in_row: bool) -> String {
    let tex = within(text);
    let tex = tex.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(tex);
    let tex = unquoted(tex);
    // In a row an escaped bar is a bar; elsewhere it is TeX's double one.
    if in_row { tex.replace("\\|", "|").trim().to_owned() } else { tex.trim().to_owned() }
}

/// The TeX between double dollars, without the quote signs and indentation of its lines.
fn display_tex(source: &Source, bytes: &Range<usize>) -> String {
    let inner = within(&source.text[bytes.clone()]);
    if !inner.contains('\n') {
        return inner.trim().to_owned();
    }
    let line_start = source.text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
    let quotes = source.text[line_start..bytes.start].matches('>').count();
    let lines = inner.lines().enumerate().map(|(at, line)| if at == 0 { line } else { unframed(line, quotes) });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A line without the signs of up to `quotes` block quotes around it.
fn unframed(line: &str, quotes: usize) -> &str {
    let mut rest = line;
    for _ in 0..quotes {
        match rest.trim_start().strip_prefix('>') {
            Some(inner) => rest = inner.strip_prefix(' ').unwrap_or(inner),
            None => break,
        }
    }
    rest.trim_end_matches('\r')
}

/// A formula that runs over the lines of a quote, on one line.
fn unquoted(tex: &str) -> String {
    if !tex.contains('\n') {
        return tex.to_owned();
    }
    tex.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end()).collect::<Vec<_>>().join(" ")
}

/// What stands between the brackets, cut at the first `|` (written `\|` in tables).
fn parts(text: &str) -> (&str, Option<&str>) {
    let inner = text.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
    match inner.split_once('|') {
        Some((target, alias)) => (target.trim_end_matches('\\').trim(), Some(alias.trim())),
        None => (inner.trim(), None),
    }
}

/// `[[note#heading|alias]]`; without an alias it shows the note's name and the heading, as Obsidian does.
fn wiki_link(source: &Source, bytes: &Range<usize>) -> InlineKind {
    let text = &source.text[bytes.clone()];
    let (target, alias) = parts(text);
    let shown = match alias.filter(|alias| !alias.is_empty()) {
        Some(alias) => alias.to_owned(),
        None => shown_name(target),
    };
    let at = bytes.start + text.rfind(&shown).unwrap_or(0);
    let span = if text.contains(&shown) { at..at + shown.len() } else { bytes.clone() };
    let aliased = alias.is_some_and(|alias| alias == shown) && source.of(source.span(span.clone())) == shown;
    let content = if aliased { markdown::line(source, span) } else { vec![Inline::text(shown, source.span(span))] };
    InlineKind::Link(Link { target: Target::Unresolved(target.to_owned()), title: String::new(), content }.into())
}

fn shown_name(target: &str) -> String {
    let shown: Vec<&str> = target.split('#').map(str::trim).filter(|part| !part.is_empty()).collect();
    if shown.is_empty() { target.to_owned() } else { shown.join(" > ") }
}

/// `![[name|300x200]]` or `![[name|alt]]`.
fn wiki_image(text: &str) -> Image {
    let (source, rest) = parts(text);
    let mut image = Image {
        source: source.to_owned(),
        alt: Vec::new(),
        title: String::new(),
        width: None,
        height: None,
        wiki: true,
    };
    for part in rest.into_iter().flat_map(|rest| rest.split('|')).map(str::trim) {
        match size(part) {
            Some((width, height)) => (image.width, image.height) = (Some(width), height),
            None if part.is_empty() => {}
            None if image.title.is_empty() => part.clone_into(&mut image.title),
            None => image.title = format!("{}|{part}", image.title),
        }
    }
    image
}

/// `![alt|300](path)`: the size is no part of what is said.
pub(super) fn image(source: String, mut alt: Vec<Inline>, title: String) -> Image {
    let mut image = Image { source, alt: Vec::new(), title, width: None, height: None, wiki: false };
    if let Some(Inline { kind: InlineKind::Text(last), .. }) = alt.last_mut() {
        let (said, sized) = last.rsplit_once('|').unwrap_or(if size(last).is_some() { ("", last) } else { (last, "") });
        if let Some((width, height)) = size(sized) {
            (image.width, image.height) = (Some(width), height);
            *last = said.trim_end().to_owned();
        }
        if last.is_empty() {
            alt.pop();
        }
    }
    image.alt = alt;
    image
}

/// `300` or `300x200`.
fn size(text: &str) -> Option<(u32, Option<u32>)> {
    let (width, height) = match text.trim().split_once('x') {
        Some((width, height)) => (width, Some(height.parse().ok()?)),
        None => (text.trim(), None),
    };
    Some((width.parse().ok()?, height))
}

fn bare_address(source: &Source, bytes: &Range<usize>) -> InlineKind {
    let text = &source.text[bytes.clone()];
    let dest = if text.starts_with("www.") { format!("https://{text}") } else { text.to_owned() };
    let content = vec![Inline::text(text, source.span(bytes.clone()))];
    InlineKind::Link(Link { target: Target::Url(dest), title: String::new(), content }.into())
}
