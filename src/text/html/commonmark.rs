//! HTML as the CommonMark specification writes it, for conformance tests: every break, tag and address as it stands,
//! a newline after each block, nothing of Anki's.

use std::fmt::Write;

use crate::model::{Block, BlockKind, BreakStyle, Image, Inline, InlineKind, Link, List, Target, plain_text};

/// The blocks as the specification's examples show them. Kinds that CommonMark does not know are written as GFM does, or
/// left out.
pub fn commonmark(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        push_block(block, out);
    }
}

fn push_block(block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(content) => push_line("p", content, out),
        BlockKind::Heading(level, content) => push_line(&format!("h{level}"), content, out),
        BlockKind::List(list) => push_list(list, out),
        BlockKind::Code(code) => {
            let class = if code.lang.is_empty() {
                String::new()
            } else {
                format!(" class=\"language-{}\"", language(&code.info))
            };
            let newline = if code.text.is_empty() { "" } else { "\n" };
            push(out, format_args!("<pre><code{class}>{}{newline}</code></pre>\n", escape(&code.text)));
        }
        BlockKind::Quote(body) => {
            out.push_str("<blockquote>\n");
            push_blocks(body, out);
            out.push_str("</blockquote>\n");
        }
        BlockKind::Figure(image) => {
            out.push_str("<p>");
            push_image(image, out);
            out.push_str("</p>\n");
        }
        BlockKind::Html(html) => {
            out.push_str(html.trim_end_matches('\n'));
            out.push('\n');
        }
        BlockKind::Rule => out.push_str("<hr />\n"),
        _ => {}
    }
}

fn language(info: &str) -> String {
    escape(info.split_whitespace().next().unwrap_or_default())
}

fn push_line(name: &str, content: &[Inline], out: &mut String) {
    push(out, format_args!("<{name}>"));
    push_inlines(content, out);
    push(out, format_args!("</{name}>\n"));
}

fn push_list(list: &List, out: &mut String) {
    let name = if list.start.is_some() { "ol" } else { "ul" };
    let start = list.start.filter(|start| *start != 1).map_or(String::new(), |start| format!(" start=\"{start}\""));
    push(out, format_args!("<{name}{start}>\n"));
    for item in &list.items {
        out.push_str("<li>");
        for block in &item.blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if list.tight => push_inlines(content, out),
                _ => {
                    if !out.ends_with('\n') {
                        out.push('\n');
                    }
                    push_block(block, out);
                }
            }
        }
        out.push_str("</li>\n");
    }
    push(out, format_args!("</{name}>\n"));
}

fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(&escape(text)),
            InlineKind::Code(code) => push(out, format_args!("<code>{}</code>", escape(code))),
            InlineKind::Emph(inner) => push_element("em", inner, out),
            InlineKind::Strong(inner) => push_element("strong", inner, out),
            InlineKind::Strike(inner) => push_element("del", inner, out),
            InlineKind::Sub(inner) => push_element("sub", inner, out),
            InlineKind::Sup(inner) => push_element("sup", inner, out),
            InlineKind::Key(inner) => push_element("kbd", inner, out),
            InlineKind::Link(link) => push_link(link, out),
            InlineKind::Image(image) => push_image(image, out),
            InlineKind::Break(BreakStyle::Soft) => out.push('\n'),
            InlineKind::Break(BreakStyle::Hard) => out.push_str("<br />\n"),
            InlineKind::Html(html) => out.push_str(html),
            InlineKind::Highlight(inner) => push_inlines(inner, out),
            InlineKind::Tag(tag) => push(out, format_args!("#{}", escape(tag))),
            InlineKind::Math(_) | InlineKind::Cloze(_) | InlineKind::Footnote(_) => {}
        }
    }
}

fn push_element(name: &str, inner: &[Inline], out: &mut String) {
    push(out, format_args!("<{name}>"));
    push_inlines(inner, out);
    push(out, format_args!("</{name}>"));
}

fn push_link(link: &Link, out: &mut String) {
    let address = match &link.target {
        Target::Url(url) | Target::Unresolved(url) => url.as_str(),
        Target::Topic(_) => "",
    };
    push(out, format_args!("<a href=\"{}\"{}>", escape(&encoded(address)), title(&link.title)));
    push_inlines(&link.content, out);
    out.push_str("</a>");
}

fn push_image(image: &Image, out: &mut String) {
    let alt = escape(&plain_text(&image.alt));
    push(out, format_args!("<img src=\"{}\" alt=\"{alt}\"{} />", escape(&encoded(&image.source)), title(&image.title)));
}

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text); // writing to a String cannot fail
}

/// Percent-encodes what cannot stand in an address, as the reference implementation does.
fn encoded(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,%#".contains(&byte);
    let mut out = String::new();
    for byte in address.bytes() {
        if plain(byte) { out.push(char::from(byte)) } else { push(&mut out, format_args!("%{byte:02X}")) }
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
