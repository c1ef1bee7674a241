//! A model in a form that people can review: a line a node.

use std::fmt::Write;

use recto::model::{Block, BlockKind, BreakStyle, Image, Inline, InlineKind, Note, Notebook, Target, TopicKind};

/// A note of `notebook`: its facts, its topics with their bodies, its footnotes.
pub fn note(notebook: &Notebook, note: &Note) -> String {
    let mut out =
        format!("{} \"{}\" tags {:?} aliases {:?}\n", note.path, note.title, note.meta.tags, note.meta.aliases);
    let show = Show { notebook };
    for topic in note.walk() {
        let head = match topic.kind {
            TopicKind::Note => "note".to_owned(),
            TopicKind::Heading(level) => "#".repeat(level.into()),
            TopicKind::LeadIn(kind) => format!("lead-in {kind:?}"),
        };
        let tags = topic.tags.iter().fold(String::new(), |tags, tag| tags + " #" + tag);
        let id = topic.block_ids.iter().fold(String::new(), |ids, id| ids + " ^" + id);
        writeln!(out, "\n{head} {}{tags}{id}", show.inlines(&topic.title)).unwrap();
        show.blocks(&topic.body, 1, &mut out);
    }
    for footnote in &note.footnotes {
        writeln!(out, "\nfootnote {}", footnote.label).unwrap();
        show.blocks(&footnote.body, 1, &mut out);
    }
    out
}

struct Show<'n> {
    notebook: &'n Notebook,
}

impl Show<'_> {
    fn blocks(&self, blocks: &[Block], depth: usize, out: &mut String) {
        for block in blocks {
            out.push_str(&"  ".repeat(depth));
            self.block(block, depth, out);
        }
    }

    fn block(&self, block: &Block, depth: usize, out: &mut String) {
        let id = block.id.as_ref().map(|id| format!(" ^{id}")).unwrap_or_default();
        match &block.kind {
            BlockKind::Paragraph(content) => writeln!(out, "text {}{id}", self.inlines(content)).unwrap(),
            BlockKind::Heading(level, content) => writeln!(out, "heading {level} {}", self.inlines(content)).unwrap(),
            BlockKind::List(list) => {
                let tight = if list.tight { "tight" } else { "loose" };
                writeln!(out, "list {:?} from {:?} {tight}{id}", list.marker, list.start).unwrap();
                for item in &list.items {
                    let task = item.task.map(|task| format!(" [{}]", task.0)).unwrap_or_default();
                    writeln!(out, "{}item{task}", "  ".repeat(depth + 1)).unwrap();
                    self.blocks(&item.blocks, depth + 2, out);
                }
            }
            BlockKind::Code(code) => writeln!(out, "code {:?} {:?}", code.info, code.text).unwrap(),
            BlockKind::Table(table) => {
                writeln!(out, "table {:?}", table.alignments).unwrap();
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    let cells: Vec<_> = row.iter().map(|cell| self.inlines(&cell.content)).collect();
                    writeln!(out, "{}row {}", "  ".repeat(depth + 1), cells.join(" ¦ ")).unwrap();
                }
            }
            BlockKind::Quote(body) => self.framed("quote", body, depth, out),
            BlockKind::Callout(callout) => {
                let head = format!("callout {} {:?} {}", callout.kind, callout.fold, self.inlines(&callout.title));
                self.framed(&head, &callout.body, depth, out);
            }
            BlockKind::Math(tex) => writeln!(out, "math {tex:?}").unwrap(),
            BlockKind::Figure(picture) => writeln!(out, "figure {}", self.image(picture)).unwrap(),
            BlockKind::Definitions(entries) => {
                writeln!(out, "definitions").unwrap();
                for entry in entries {
                    writeln!(out, "{}term {}", "  ".repeat(depth + 1), self.inlines(&entry.term)).unwrap();
                    entry.meanings.iter().for_each(|meaning| self.blocks(meaning, depth + 2, out));
                }
            }
            BlockKind::Embed(embed) => self.framed(&format!("embed {}", embed.target), &embed.body, depth, out),
            BlockKind::Html(html) => writeln!(out, "html {html:?}").unwrap(),
            BlockKind::Rule => writeln!(out, "rule").unwrap(),
            BlockKind::Break(kind) => writeln!(out, "break {kind:?}").unwrap(),
        }
    }

    fn framed(&self, head: &str, body: &[Block], depth: usize, out: &mut String) {
        writeln!(out, "{head}").unwrap();
        self.blocks(body, depth + 1, out);
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        match &inline.kind {
            InlineKind::Text(text) => text.clone(),
            InlineKind::Code(code) => format!("`{code}`"),
            InlineKind::Emph(inner) => format!("<em {}>", self.inlines(inner)),
            InlineKind::Strong(inner) => format!("<b {}>", self.inlines(inner)),
            InlineKind::Strike(inner) => format!("<s {}>", self.inlines(inner)),
            InlineKind::Highlight(inner) => format!("<mark {}>", self.inlines(inner)),
            InlineKind::Sub(inner) => format!("<sub {}>", self.inlines(inner)),
            InlineKind::Sup(inner) => format!("<sup {}>", self.inlines(inner)),
            InlineKind::Key(inner) => format!("<kbd {}>", self.inlines(inner)),
            InlineKind::Link(link) => {
                let to = match &link.target {
                    Target::Url(url) => url.clone(),
                    Target::Unresolved(dest) => format!("?{dest}"),
                    Target::Topic(at) => {
                        format!("{}#{}", self.notebook.note(at.note).path, self.notebook.topic(*at).title_text())
                    }
                };
                format!("<link {} -> {to}>", self.inlines(&link.content))
            }
            InlineKind::Image(picture) => format!("<image {}>", self.image(picture)),
            InlineKind::Math(math) => format!("<math {}>", math.tex),
            InlineKind::Cloze(cloze) => format!("<cloze {}>", self.inlines(&cloze.content)),
            InlineKind::Footnote(label) => format!("<footnote {label}>"),
            InlineKind::Tag(tag) => format!("<tag {tag}>"),
            InlineKind::Break(BreakStyle::Soft) => "⏎".to_owned(),
            InlineKind::Break(BreakStyle::Hard) => "↵".to_owned(),
            InlineKind::Html(html) => format!("<html {html}>"),
        }
    }

    fn image(&self, image: &Image) -> String {
        let size = [image.width, image.height].map(|size| size.map_or("-".to_owned(), |size| size.to_string()));
        format!("{} alt {:?} title {:?} {}", image.source, self.inlines(&image.alt), image.title, size.join("x"))
    }
}
