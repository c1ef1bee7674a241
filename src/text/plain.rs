//! Blocks and inlines as plain text: what a spreadsheet's cell or a terminal shows.
//!
//! Words and layout stay (source lines, list signs, indentation, code as it is), marks go. A blank shows what it hides.

use crate::model::{
    Block, BlockKind, BreakStyle, Callout, Definition, Image, Inline, InlineKind, List, Table, TableCell,
};

/// Blocks as text, a blank line between those that had one, without a newline at the end.
pub fn blocks(blocks: &[Block]) -> String {
    join(blocks.iter().map(block), "\n\n")
}

/// Bytes of most lines.
const LINE: usize = 64;

/// Inlines as text; the end of a source line is a newline.
pub fn inlines(inlines: &[Inline]) -> String {
    let mut out = String::with_capacity(LINE);
    push(inlines, &mut out);
    out
}

fn push(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Image(image) => out.push_str(&picture(image)),
            InlineKind::Math(math) => out.push_str(math.tex.trim()),
            InlineKind::Tag(tag) => {
                out.push('#');
                out.push_str(tag);
            }
            InlineKind::Break(BreakStyle::Soft | BreakStyle::Hard) => out.push('\n'),
            InlineKind::Footnote(_) | InlineKind::Html(_) => {}
            outer => push(outer.children(), out),
        }
    }
}

/// What is said in place of a picture: its alternative text, else the name of its file.
pub(crate) fn picture(image: &Image) -> String {
    let alt = inlines(&image.alt);
    if !alt.trim().is_empty() {
        return alt;
    }
    if image.source.starts_with("data:") {
        return String::new();
    }
    image.source.rsplit('/').next().unwrap_or_default().to_owned()
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => inlines(content),
        BlockKind::List(list) => self::list(list),
        BlockKind::Code(code) => code.text.clone(),
        BlockKind::Table(table) => self::table(table),
        BlockKind::Quote(body) => blocks(body),
        BlockKind::Callout(callout) => self::callout(callout),
        BlockKind::Math(tex) => tex.trim().to_owned(),
        BlockKind::Figure(image) => picture(image),
        BlockKind::Definitions(definitions) => join(definitions.iter().map(definition), "\n"),
        BlockKind::Embed(embed) if embed.body.is_empty() => embed.target.clone(),
        BlockKind::Embed(embed) => blocks(&embed.body),
        BlockKind::Html(html) => without_tags(html),
        BlockKind::Rule | BlockKind::Break(_) => String::new(),
    }
}

fn list(list: &List) -> String {
    let mut number = list.start;
    let items = list.items.iter().map(|item| {
        let mut sign = match number.as_mut() {
            Some(n) => {
                let sign = format!("{n}. ");
                *n = n.saturating_add(1);
                sign
            }
            None => "- ".to_owned(),
        };
        let indent = " ".repeat(sign.len());
        if let Some(task) = item.task {
            sign.push_str(if task.done() { "[x] " } else { "[ ] " });
        }
        let body = join(item.blocks.iter().map(block), if list.tight { "\n" } else { "\n\n" });
        format!("{sign}{}", hang(&body, &indent))
    });
    join(items, "\n")
}

fn table(table: &Table) -> String {
    let rows = Some(&table.header).filter(|_| table.is_headed()).into_iter().chain(&table.rows);
    join(rows.map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")), "\n")
}

fn cell(cell: &TableCell) -> String {
    inlines(&cell.content).replace('\n', " ")
}

fn callout(callout: &Callout) -> String {
    let title = inlines(&callout.title);
    join([title, blocks(&callout.body)].into_iter(), "\n")
}

fn definition(definition: &Definition) -> String {
    let meanings = definition.meanings.iter().map(|meaning| format!("  {}", hang(&blocks(meaning), "  ")));
    join(std::iter::once(inlines(&definition.term)).chain(meanings), "\n")
}

/// `text` with every line but the first indented; blank lines stay empty.
pub(crate) fn hang(text: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        out.push_str(line);
    }
    out
}

/// The parts that are not empty, with `between` in between.
pub(crate) fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut parts = parts.filter(|part| !part.is_empty());
    let Some(mut out) = parts.next() else { return String::new() };
    for part in parts {
        out.push_str(between);
        out.push_str(&part);
    }
    out
}

/// The text of raw HTML: tags and comments cut out.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with("<!--") { "-->" } else { ">" };
        rest = match rest[at..].find(end) {
            Some(length) => &rest[at + length + end.len()..],
            None => "",
        };
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Item, ListMarker, Span};

    fn paragraph(text: &str) -> Block {
        Block::new(BlockKind::Paragraph(vec![Inline::text(text, Span::default())]), Span::default())
    }

    #[test]
    fn an_item_keeps_what_hangs_under_it() {
        let inner = List {
            start: Some(9),
            marker: ListMarker::Dot,
            tight: true,
            items: ["a", "b"]
                .map(|text| Item { task: None, blocks: vec![paragraph(text)], span: Span::default() })
                .to_vec(),
        };
        let outer = List {
            start: None,
            marker: ListMarker::Dash,
            tight: true,
            items: vec![Item {
                task: None,
                blocks: vec![paragraph("steps"), Block::new(BlockKind::List(inner), Span::default())],
                span: Span::default(),
            }],
        };
        let list = Block::new(BlockKind::List(outer), Span::default());
        assert_eq!(blocks(&[paragraph("first"), list]), "first\n\n- steps\n  9. a\n  10. b");
    }

    #[test]
    fn raw_html_leaves_its_words() {
        assert_eq!(without_tags("<p>one <!-- <b>no</b> -->two</p>"), "one two");
    }
}
