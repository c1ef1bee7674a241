//! The events of the Markdown parser become blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::line::Line;
use super::source::Source;
use super::{frames, indented, joined, paragraph};
use crate::diagnostic::{Code as DiagnosticCode, Diagnostic};
use crate::model::{
    Block, BlockKind, Code, Definition, Footnote, Inline, Item, List, ListMarker, NodeMut, visit_line_mut,
};

/// How deep blocks and inlines may nest. What is deeper keeps its text and loses its frame.
pub(super) const MAX_DEPTH: usize = 100;

/// What a note's Markdown holds.
#[derive(Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the whole source.
pub(super) fn document(source: &Source) -> Document {
    let mut reader = Reader::new(source);
    let mut blocks = Vec::new();
    while let Some((event, bytes)) = reader.next() {
        reader.block(event, bytes, &mut blocks);
    }
    reader.close_line(&mut blocks);
    let mut document = reader.found;
    document.blocks = joined::joined(source, blocks);
    document
}

/// Reads a part of the source that is a line of its own: a title, an alias. It stays text if it is more than a line, or names a block.
pub(super) fn line(source: &Source, bytes: Range<usize>) -> Vec<Inline> {
    let text = &source.text[bytes.clone()];
    let plain = || vec![Inline::text(text, source.span(bytes.clone()))];
    if !text.contains(['*', '_', '`', '~', '=', '$', '[', '<', '&', '\\']) {
        return plain();
    }
    let part = Source::new(source.note, text, 0, &[]);
    let mut document = document(&part);
    let Some(Block { kind: BlockKind::Paragraph(mut inlines), id: None, .. }) = document.blocks.pop() else {
        return plain();
    };
    if !document.blocks.is_empty() || !document.footnotes.is_empty() {
        return plain();
    }
    visit_line_mut(&mut inlines, &mut |node| {
        if let NodeMut::Span(span) = node {
            *span = source.span(bytes.start + span.start as usize..bytes.start + span.end as usize);
        }
    });
    inlines
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST
}

pub(super) struct Reader<'s, 't> {
    pub(super) source: &'s Source<'t>,
    events: OffsetIter<'s>,
    pub(super) depth: usize,
    /// Text before this byte was handed out already, as part of a region.
    pub(super) done: usize,
    /// Inlines that stand in a tight item or cell without a paragraph of their own.
    line: Line<'s, 't>,
    /// Whether the item being read holds a paragraph, which the Markdown parser gives to loose items only.
    loose: bool,
    pub(super) found: Document,
}

impl<'s, 't> Reader<'s, 't> {
    fn new(source: &'s Source<'t>) -> Self {
        let events = Parser::new_ext(&source.masked.text, options()).into_offset_iter();
        Self { source, events, depth: 0, done: 0, line: Line::new(source), loose: false, found: Document::default() }
    }

    /// The next event. Its place is made one of whole characters: the parser's definition lists are off by some bytes.
    pub(super) fn next(&mut self) -> Option<(Event<'s>, Range<usize>)> {
        let (event, bytes) = self.events.next()?;
        let start = self.source.boundary(bytes.start);
        Some((event, start..self.source.boundary(bytes.end).max(start)))
    }

    /// The blocks up to the end of the open container.
    fn container(&mut self, end: TagEnd) -> Vec<Block> {
        let outer = self.take_line();
        // Most items, quotes and meanings are one block.
        let mut blocks = Vec::with_capacity(1);
        self.depth += 1;
        while let Some((event, bytes)) = self.next() {
            if event == Event::End(end) {
                break;
            }
            self.block(event, bytes, &mut blocks);
        }
        self.depth -= 1;
        self.close_line(&mut blocks);
        self.line = outer;
        joined::joined(self.source, blocks)
    }

    /// Turns the inlines of a tight item into a paragraph.
    fn close_line(&mut self, out: &mut Vec<Block>) {
        let line = self.take_line().finished(&mut self.found.footnotes);
        if let (Some(first), Some(last)) = (line.first(), line.last()) {
            let span = first.span.to(last.span);
            paragraph::blocks(self.source, line, span, out);
        }
    }

    /// Reads what `event` begins into `out`.
    fn block(&mut self, event: Event<'s>, bytes: Range<usize>, out: &mut Vec<Block>) {
        match event {
            Event::Start(tag) if is_inline(&tag) => self.inline(Event::Start(tag), bytes),
            Event::Start(tag) => {
                self.close_line(out);
                self.tag(tag, bytes, out);
            }
            Event::Rule => {
                self.close_line(out);
                out.push(Block::new(BlockKind::Rule, self.source.span(self.source.trimmed(bytes))));
            }
            Event::Html(_) | Event::End(_) => {}
            event => self.inline(event, bytes),
        }
    }

    fn inline(&mut self, event: Event<'s>, bytes: Range<usize>) {
        let mut line = self.take_line();
        self.push_inline(event, bytes, &mut line);
        self.line = line;
    }

    fn take_line(&mut self) -> Line<'s, 't> {
        std::mem::replace(&mut self.line, Line::new(self.source))
    }

    fn tag(&mut self, tag: Tag<'s>, bytes: Range<usize>, out: &mut Vec<Block>) {
        let bytes = self.source.trimmed(bytes);
        let span = self.source.span(bytes.clone());
        if self.depth >= MAX_DEPTH && is_container(&tag) {
            self.too_deep(bytes);
            self.flat(out);
            return;
        }
        let kind = match tag {
            Tag::Paragraph => {
                self.loose = true;
                let inlines = self.inlines(TagEnd::Paragraph);
                paragraph::blocks(self.source, inlines, span, out);
                return;
            }
            Tag::Heading { level, .. } => {
                // Of `##Heading` the mask made a space of the last sign.
                let signs = self.source.text[bytes.start..].bytes().take(6).take_while(|byte| *byte == b'#').count();
                BlockKind::Heading(signs.max(level as usize) as u8, self.inlines(TagEnd::Heading(level)))
            }
            Tag::BlockQuote(kind) => {
                out.push(self.quote(TagEnd::BlockQuote(kind), bytes));
                return;
            }
            Tag::CodeBlock(kind) => self.code(&kind, bytes),
            Tag::HtmlBlock => return self.html(bytes, out),
            Tag::List(start) => {
                let list = self.list(start, bytes);
                indented::parted(self.source, list, span, out);
                return;
            }
            Tag::FootnoteDefinition(label) => {
                let body = self.container(TagEnd::FootnoteDefinition);
                self.found.footnotes.push(Footnote { label: label.into_string(), body, span });
                return;
            }
            Tag::Table(alignments) => self.table(alignments),
            Tag::DefinitionList => self.definitions(),
            _ => return,
        };
        out.push(Block::new(kind, span));
    }

    /// Raw HTML, or a line that the mask hid behind it: a frame's, or a label's that stands between two lists.
    fn html(&mut self, bytes: Range<usize>, out: &mut Vec<Block>) {
        let span = self.source.span(bytes.clone());
        let html = self.raw(TagEnd::HtmlBlock);
        if let Some(marks) = frames::blocks(self.source, &html, span) {
            out.extend(marks);
        } else if html.trim_start().starts_with('<') {
            super::html::blocks(self.source, &html, span, out);
        } else if html.trim_end().contains('\n') {
            // A drawn table.
            let code = Code { lang: String::new(), info: String::new(), text: html.trim_end().to_owned() };
            out.push(Block::new(BlockKind::Code(code), self.source.span(self.source.trimmed(bytes))));
        } else {
            paragraph::blocks(self.source, line(self.source, bytes), span, out);
        }
    }

    fn quote(&mut self, end: TagEnd, bytes: Range<usize>) -> Block {
        let loose = self.loose;
        let body = self.container(end);
        self.loose = loose;
        let (kind, id) = super::callout::quote(self.source, body, &bytes);
        Block { kind, span: self.source.span(bytes), id }
    }

    /// Reads the container that is open to its end, and all containers in it, without a frame.
    fn flat(&mut self, out: &mut Vec<Block>) {
        let mut open = 1;
        while open > 0 {
            let Some((event, bytes)) = self.next() else { return };
            match event {
                Event::Start(tag) if is_container(&tag) || is_part(&tag) => {
                    self.close_line(out);
                    open += 1;
                }
                Event::End(_) => {
                    self.close_line(out);
                    open -= 1;
                }
                event => self.block(event, bytes, out),
            }
        }
    }

    pub(super) fn too_deep(&mut self, bytes: Range<usize>) {
        let known = self.found.diagnostics.iter().any(|known| known.code == DiagnosticCode::TooDeep);
        if !known {
            let end = super::source::line_end(self.source.text, bytes.start).min(bytes.end);
            let message = format!("nested deeper than {MAX_DEPTH} levels");
            let diagnostic = Diagnostic::new(DiagnosticCode::TooDeep, self.source.span(bytes.start..end), message);
            self.found.diagnostics.push(diagnostic.help("the text is kept, what frames it is not"));
        }
    }

    fn list(&mut self, start: Option<u64>, bytes: Range<usize>) -> List {
        let marker = self.marker(bytes.start);
        let mut list = List { start, marker, tight: true, items: Vec::new() };
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let outer = std::mem::take(&mut self.loose);
                    list.items.push(self.item(bytes));
                    list.tight &= !std::mem::replace(&mut self.loose, outer);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        list.items.shrink_to_fit();
        list
    }

    fn item(&mut self, bytes: Range<usize>) -> Item {
        let span = self.source.span(self.source.trimmed(bytes));
        let mut blocks = self.container(TagEnd::Item);
        let task = super::task::take(self.source, &mut blocks);
        Item { task, blocks, span }
    }

    fn marker(&self, at: usize) -> ListMarker {
        let mut signs = self.source.text[at..].chars().skip_while(|sign| sign.is_ascii_digit() || sign.is_whitespace());
        match signs.next() {
            Some('*') => ListMarker::Star,
            Some('+') => ListMarker::Plus,
            Some('.') => ListMarker::Dot,
            Some(')') => ListMarker::Paren,
            _ => ListMarker::Dash,
        }
    }

    fn code(&mut self, kind: &CodeBlockKind, bytes: Range<usize>) -> BlockKind {
        let info = match kind {
            CodeBlockKind::Fenced(info) => self.fence(info, &bytes),
            CodeBlockKind::Indented => String::new(),
        };
        let mut text = self.raw(TagEnd::CodeBlock);
        if text.ends_with('\n') {
            text.pop();
        }
        let lang = info.split([' ', '\t', ',', '{']).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
        let lang = lang.trim_end_matches('}').trim_start_matches('.').to_owned();
        if lang == "math" { BlockKind::Math(text) } else { BlockKind::Code(Code { lang, info, text }) }
    }

    /// The info string of a fenced block; says so if the fence has no end.
    fn fence(&mut self, info: &str, bytes: &Range<usize>) -> String {
        // A tag that opens code is a fence to the Markdown parser alone.
        let text = &self.source.masked.text[bytes.clone()];
        let opening = text.lines().next().unwrap_or_default().trim_end();
        let sign = opening.chars().next().unwrap_or('`');
        let len = opening.chars().take_while(|other| *other == sign).count();
        let last = text.lines().skip(1).last().unwrap_or_default();
        let closing = last.trim_start_matches(|sign: char| sign == '>' || sign.is_whitespace()).trim_end();
        if closing.len() < len || closing.chars().any(|other| other != sign) {
            let place = self.source.span(bytes.start..bytes.start + opening.len());
            let diagnostic = Diagnostic::new(DiagnosticCode::UnclosedFence, place, "this code fence is never closed");
            let fence: String = std::iter::repeat_n(sign, len).collect();
            self.found
                .diagnostics
                .push(diagnostic.help(format!("write \"{fence}\" on a line of its own below the code")));
        }
        let at = bytes.start + opening.find(info).unwrap_or(0);
        let kept = !info.is_empty() && !self.source.masked.regions_in(&(at..at + info.len())).is_empty();
        if kept { self.source.text[at..at + info.len()].to_owned() } else { info.to_owned() }
    }

    /// Text that is taken as it stands: what was masked in it is put back.
    fn raw(&mut self, end: TagEnd) -> String {
        let mut out = String::new();
        for (event, bytes) in self.events.by_ref() {
            match event {
                Event::End(other) if other == end => break,
                Event::Text(text) | Event::Html(text) => {
                    let verbatim = text.len() == bytes.len();
                    // Where indentation ends inside a space that does not break, all of it counts.
                    match self.source.text.get(self.source.boundary(bytes.start)..bytes.end) {
                        Some(original) if verbatim => out.push_str(original),
                        _ => out.push_str(&text),
                    }
                }
                _ => {}
            }
        }
        if out.contains('\r') { out.replace("\r\n", "\n") } else { out }
    }

    fn definitions(&mut self) -> BlockKind {
        let mut entries: Vec<Definition> = Vec::new();
        while let Some((event, bytes)) = self.next() {
            let span = self.source.span(self.source.trimmed(bytes));
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.inlines(TagEnd::DefinitionListTitle);
                    entries.push(Definition { term, meanings: Vec::new(), span });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let meaning = self.container(TagEnd::DefinitionListDefinition);
                    if let Some(entry) = entries.last_mut() {
                        entry.meanings.push(meaning);
                        entry.span = entry.span.to(span);
                    }
                }
                Event::End(TagEnd::DefinitionList) => break,
                _ => {}
            }
        }
        BlockKind::Definitions(entries)
    }
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_container(tag: &Tag) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_) | Tag::DefinitionList)
}

/// What a container is made of.
fn is_part(tag: &Tag) -> bool {
    matches!(tag, Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition)
}
