//! The whole model of a note as JSON. The schema is `docs/model.md`; fields are only ever added within a version.

use serde_json::{Map, Value, json};

use crate::model::{
    Alignment, Block, BlockKind, BreakKind, BreakStyle, Fold, Image, Inline, InlineKind, LeadIn, List, ListMarker,
    Note, Notebook, Span, Table, Target, Topic, TopicKind,
};

/// The version of the schema.
pub const VERSION: u32 = 1;

/// A note with its topics, blocks and inlines.
pub fn note(notebook: &Notebook, note: &Note, path: &str) -> Value {
    let writer = Writer { notebook, note };
    let footnotes: Vec<Value> = note
        .footnotes
        .iter()
        .map(|footnote| json!({"label": footnote.label, "body": writer.blocks(&footnote.body), "span": span(footnote.span)}))
        .collect();
    json!({
        "schema": VERSION,
        "path": path,
        "title": note.title,
        "meta": meta(note),
        "topic": writer.topic(&note.root),
        "footnotes": footnotes,
    })
}

fn meta(note: &Note) -> Value {
    let mut meta = serde_json::to_value(&note.meta).unwrap_or_default();
    if let Some(place) = meta.get_mut("span") {
        *place = note.meta.span.map_or(Value::Null, span);
    }
    meta
}

/// First byte, and one past the last.
fn span(span: Span) -> Value {
    json!([span.start, span.end])
}

struct Writer<'n> {
    notebook: &'n Notebook,
    note: &'n Note,
}

impl Writer<'_> {
    fn topic(&self, topic: &Topic) -> Value {
        let place = self.note.place(topic.span.start);
        let (kind, level, run_in) = match topic.kind {
            TopicKind::Note => ("note", Value::Null, Value::Null),
            TopicKind::Heading(level) => ("heading", json!(level), Value::Null),
            TopicKind::LeadIn(kind) => ("lead-in", Value::Null, json!(kind == LeadIn::RunIn)),
        };
        json!({
            "id": topic.id,
            "kind": kind,
            "level": level,
            "run_in": run_in,
            "title": topic.title_text(),
            "title_content": self.inlines(&topic.title),
            "line": place.line,
            "column": place.column,
            "span": span(topic.span),
            "tags": topic.tags,
            "block_id": topic.block_ids.first(),
            "block_ids": topic.block_ids,
            "body": self.blocks(&topic.body),
            "topics": topic.topics.iter().map(|topic| self.topic(topic)).collect::<Vec<_>>(),
        })
    }

    fn blocks(&self, blocks: &[Block]) -> Value {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> Value {
        let (name, mut fields) = match &block.kind {
            BlockKind::Paragraph(content) => ("paragraph", json!({"content": self.inlines(content)})),
            BlockKind::Heading(level, content) => {
                ("heading", json!({"level": level, "content": self.inlines(content)}))
            }
            BlockKind::List(list) => ("list", self.list(list)),
            BlockKind::Code(code) => ("code", json!({"lang": code.lang, "info": code.info, "text": code.text})),
            BlockKind::Table(table) => ("table", self.table(table)),
            BlockKind::Quote(body) => ("quote", json!({"body": self.blocks(body)})),
            BlockKind::Callout(callout) => {
                let fold = match callout.fold {
                    Fold::Fixed => Value::Null,
                    Fold::Open => json!("open"),
                    Fold::Closed => json!("closed"),
                };
                let title = self.inlines(&callout.title);
                (
                    "callout",
                    json!({"kind": callout.kind, "title": title, "fold": fold, "body": self.blocks(&callout.body)}),
                )
            }
            BlockKind::Math(tex) => ("math", json!({"tex": tex})),
            BlockKind::Figure(image) => ("figure", self.image(image)),
            BlockKind::Definitions(entries) => {
                let entries = entries.iter().map(|entry| {
                    let meanings: Vec<Value> = entry.meanings.iter().map(|meaning| self.blocks(meaning)).collect();
                    json!({"term": self.inlines(&entry.term), "meanings": meanings, "span": span(entry.span)})
                });
                ("definitions", json!({"entries": entries.collect::<Vec<_>>()}))
            }
            BlockKind::Embed(embed) => ("embed", json!({"target": embed.target, "body": self.blocks(&embed.body)})),
            BlockKind::Html(html) => ("html", json!({"html": html})),
            BlockKind::Rule => ("rule", json!({})),
            BlockKind::Break(BreakKind::Column) => ("break", json!({"of": "column"})),
            BlockKind::Break(BreakKind::Page) => ("break", json!({"of": "page"})),
        };
        if let (Some(id), Some(fields)) = (&block.id, fields.as_object_mut()) {
            fields.insert("id".to_owned(), json!(id));
        }
        typed(name, fields, block.span)
    }

    fn list(&self, list: &List) -> Value {
        let marker = match list.marker {
            ListMarker::Dash => "-",
            ListMarker::Star => "*",
            ListMarker::Plus => "+",
            ListMarker::Dot => ".",
            ListMarker::Paren => ")",
        };
        let items = list.items.iter().map(|item| {
            let task = item.task.map(|task| task.0);
            json!({"task": task, "body": self.blocks(&item.blocks), "span": span(item.span)})
        });
        json!({"start": list.start, "marker": marker, "tight": list.tight, "items": items.collect::<Vec<_>>()})
    }

    fn table(&self, table: &Table) -> Value {
        let alignment = |alignment: &Alignment| match alignment {
            Alignment::None => Value::Null,
            Alignment::Left => json!("left"),
            Alignment::Center => json!("center"),
            Alignment::Right => json!("right"),
        };
        let row = |row: &Vec<crate::model::TableCell>| -> Value {
            row.iter().map(|cell| json!({"content": self.inlines(&cell.content), "span": span(cell.span)})).collect()
        };
        json!({
            "alignments": table.alignments.iter().map(alignment).collect::<Vec<_>>(),
            "header": row(&table.header),
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }

    fn inlines(&self, inlines: &[Inline]) -> Value {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> Value {
        let content = |inner: &[Inline]| json!({"content": self.inlines(inner)});
        let (name, fields) = match &inline.kind {
            InlineKind::Text(text) => ("text", json!({"text": text})),
            InlineKind::Code(text) => ("code", json!({"text": text})),
            InlineKind::Emph(inner) => ("emphasis", content(inner)),
            InlineKind::Strong(inner) => ("strong", content(inner)),
            InlineKind::Strike(inner) => ("strike", content(inner)),
            InlineKind::Highlight(inner) => ("highlight", content(inner)),
            InlineKind::Sub(inner) => ("sub", content(inner)),
            InlineKind::Sup(inner) => ("sup", content(inner)),
            InlineKind::Key(inner) => ("key", content(inner)),
            InlineKind::Link(link) => {
                let to = self.target(&link.target);
                ("link", json!({"to": to, "title": link.title, "content": self.inlines(&link.content)}))
            }
            InlineKind::Image(image) => ("image", self.image(image)),
            InlineKind::Math(math) => ("math", json!({"tex": math.tex, "display": math.display})),
            InlineKind::Cloze(cloze) => {
                ("cloze", json!({"number": cloze.number, "hint": cloze.hint, "content": self.inlines(&cloze.content)}))
            }
            InlineKind::Footnote(label) => ("footnote", json!({"label": label})),
            InlineKind::Tag(tag) => ("tag", json!({"tag": tag})),
            InlineKind::Break(style) => ("break", json!({"hard": *style == BreakStyle::Hard})),
            InlineKind::Html(html) => ("html", json!({"html": html})),
        };
        typed(name, fields, inline.span)
    }

    fn target(&self, target: &Target) -> Value {
        match target {
            Target::Url(url) => json!({"url": url}),
            Target::Topic(at) => {
                let note = self.notebook.note(at.note);
                json!({"note": note.path, "topic": at.topic, "title": self.notebook.topic(*at).title_text()})
            }
            Target::Unresolved(dest) => json!({"unresolved": dest}),
        }
    }

    fn image(&self, image: &Image) -> Value {
        json!({
            "source": image.source,
            "alt": self.inlines(&image.alt),
            "title": image.title,
            "width": image.width,
            "height": image.height,
            "wiki": image.wiki,
        })
    }
}

/// A node: its type first, then its fields, its place last.
fn typed(name: &str, fields: Value, place: Span) -> Value {
    let mut node = Map::new();
    node.insert("type".to_owned(), json!(name));
    if let Value::Object(fields) = fields {
        node.extend(fields);
    }
    node.insert("span".to_owned(), span(place));
    Value::Object(node)
}
