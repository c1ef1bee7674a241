//! Every node of a model points into its note: inside the text, at whole characters, siblings in order.

use recto::model::{Block, BlockKind, Inline, InlineKind, Note, Span};

/// Panics with what is wrong with the spans of `note`.
pub fn check(note: &Note) {
    for topic in note.walk() {
        one(note, topic.span);
        inlines(note, &topic.title);
        blocks(note, &topic.body);
    }
    let starts: Vec<u32> = note.walk().map(|topic| topic.span.start).collect();
    assert!(starts.is_sorted(), "topics out of order: {starts:?}");
    for footnote in &note.footnotes {
        one(note, footnote.span);
        blocks(note, &footnote.body);
    }
}

fn one(note: &Note, span: Span) {
    let bytes = span.bytes();
    assert!(bytes.start <= bytes.end && note.text.get(bytes.clone()).is_some(), "{bytes:?} is no part of the text");
}

fn blocks(note: &Note, list: &[Block]) {
    let starts: Vec<u32> = list.iter().map(|block| block.span.start).collect();
    assert!(starts.is_sorted(), "blocks out of order: {list:?}");
    for block in list {
        one(note, block.span);
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => inlines(note, content),
            BlockKind::List(list) => list.items.iter().for_each(|item| {
                one(note, item.span);
                blocks(note, &item.blocks);
            }),
            BlockKind::Table(table) => table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| {
                one(note, cell.span);
                inlines(note, &cell.content);
            }),
            BlockKind::Quote(body) => blocks(note, body),
            BlockKind::Callout(callout) => {
                inlines(note, &callout.title);
                blocks(note, &callout.body);
            }
            BlockKind::Definitions(entries) => entries.iter().for_each(|entry| {
                inlines(note, &entry.term);
                entry.meanings.iter().for_each(|meaning| blocks(note, meaning));
            }),
            _ => {}
        }
    }
}

fn inlines(note: &Note, list: &[Inline]) {
    let starts: Vec<u32> = list.iter().map(|inline| inline.span.start).collect();
    assert!(starts.is_sorted(), "inlines out of order: {list:?}");
    for inline in list {
        one(note, inline.span);
        match &inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => inlines(note, inner),
            InlineKind::Link(link) => inlines(note, &link.content),
            InlineKind::Image(image) => inlines(note, &image.alt),
            _ => {}
        }
    }
}
