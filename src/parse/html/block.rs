//! A block of raw HTML becomes blocks of the model: paragraphs, headings, lists, tables, code, pictures. Wrappers, styles
//! and scripts leave nothing.

use std::collections::HashSet;

use super::tag::{Tag, next_tag, tag_at};
use crate::model::{
    Alignment, Block, BlockKind, BreakKind, BreakStyle, Code, Inline, InlineKind, Item, List, ListMarker, Span, Table,
    TableCell,
};
use crate::parse::{frames, obsidian, paragraph, source::Source};

/// Elements whose text is for no reader.
const SILENT: [&str; 7] = ["head", "style", "script", "svg", "noscript", "template", "math"];
/// How instructions and declarations begin and end.
const INSTRUCTIONS: [(&str, &str); 3] = [("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")];
/// Lists inside each other; what is deeper joins the list around it.
const MAX_LISTS: usize = 10;
/// Elements that stand inside a line.
const INLINE: &str = " a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark q s samp small \
    span strike strong sub sup time tt u var wbr ";

/// Reads raw HTML that stands at `span`.
pub(in crate::parse) fn blocks(source: &Source, html: &str, span: Span, out: &mut Vec<Block>) {
    let html = html.trim_end();
    let base = source.of(span).starts_with(html).then_some(span.start as usize);
    let lower = html.to_ascii_lowercase();
    let names = lower.split("</").skip(1).map(|rest| rest.split(['>', ' ']).next().unwrap_or_default());
    let closed = names.collect();
    let mut reader = Reader {
        source,
        html,
        lower: &lower,
        closed,
        base,
        span,
        line: Vec::new(),
        lists: Vec::new(),
        table: None,
        row_heads: true,
        out: Vec::new(),
    };
    reader.run();
    out.append(&mut reader.out);
}

struct Reader<'s, 't> {
    source: &'s Source<'t>,
    html: &'s str,
    lower: &'s str,
    /// The elements that are closed somewhere in it.
    closed: HashSet<&'s str>,
    /// Where the HTML begins in the note, if it stands there sign for sign.
    base: Option<usize>,
    span: Span,
    line: Vec<Inline>,
    /// The lists that are open, outermost first.
    lists: Vec<OpenList>,
    table: Option<(Table, Span)>,
    /// Whether the row being read has had head cells only.
    row_heads: bool,
    out: Vec<Block>,
}

struct OpenList {
    list: List,
    /// Where its tag stands.
    place: Span,
    /// How many blocks were read before what its last item holds.
    from: usize,
}

impl<'s> Reader<'s, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.html.len() {
            let rest = &self.html[at..];
            let len = if rest.starts_with("<!--") {
                let len = rest.find("-->").map_or(rest.len(), |end| end + 3);
                self.comment(&rest[..len], at);
                len
            } else if let Some(end) = INSTRUCTIONS.iter().find_map(|(open, end)| rest.starts_with(open).then_some(end))
            {
                rest.find(end).map_or(rest.len(), |at| at + end.len())
            } else if let Some((tag, len)) = tag_at(rest) {
                self.tag(&tag, at, len)
            } else {
                let len = self.text_len(at);
                self.text(&rest[..len], at);
                len
            };
            at += len;
        }
        self.flush();
        let end = self.place(self.html.len(), 0);
        while !self.lists.is_empty() {
            self.end_list(end);
        }
        self.end_table(end);
        // What stands in a table and in none of its cells was read before the table was complete.
        self.out.sort_by_key(|block| block.span.start);
    }

    fn place(&self, at: usize, len: usize) -> Span {
        self.base.map_or(self.span, |base| self.source.span(base + at..base + at + len))
    }

    fn comment(&mut self, comment: &str, at: usize) {
        let kind = match comment.trim_start_matches("<!--").trim_end_matches("-->").trim() {
            "column" | "column-break" => BreakKind::Column,
            "page" | "page-break" => BreakKind::Page,
            _ => return,
        };
        self.flush();
        self.out.push(Block::new(BlockKind::Break(kind), self.place(at, comment.len())));
    }

    /// Reads the tag at `at`; gives how far it was read.
    fn tag(&mut self, tag: &Tag<'s>, at: usize, len: usize) -> usize {
        let name = tag.name.as_str();
        let close = format!("</{name}>");
        let whole = || self.lower[at..].find(&close).map_or(self.html.len() - at, |end| end + close.len());
        if !tag.closes && SILENT.contains(&name) {
            return whole();
        }
        if INLINE.contains(&format!(" {name} ")) {
            let html = self.html[at..at + len].to_owned();
            self.line.push(Inline::new(InlineKind::Html(html), self.place(at, len)));
            return len;
        }
        if !tag.is_known() {
            let frames = tag.component_name().is_some_and(|name| self.source.closes(name));
            if !tag.closes && !tag.is_component() && !frames && !self.closed.contains(name) {
                self.line.push(Inline::text(&self.html[at..at + len], self.place(at, len)));
            }
            return len;
        }
        if name == "pre" && !tag.closes {
            let whole = whole();
            self.pre(at, len, whole);
            return whole;
        }
        self.structure(tag, self.place(at, len));
        len
    }

    fn structure(&mut self, tag: &Tag, place: Span) {
        let name = tag.name.as_str();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if tag.closes => {
                let level = name.as_bytes()[1] - b'0';
                let title = self.taken();
                if !title.is_empty() {
                    let span = title[0].span.to(title[title.len() - 1].span);
                    self.out.push(Block::new(BlockKind::Heading(level, title), span));
                }
            }
            "summary" if tag.closes => {
                let title = self.taken();
                self.out.extend(frames::summary(title, place));
            }
            "td" | "th" => self.cell(tag, place),
            "tr" => self.row(tag),
            "li" | "dt" | "dd" => self.item(tag, place),
            _ => {
                self.flush();
                self.container(tag, place);
            }
        }
    }

    fn container(&mut self, tag: &Tag, place: Span) {
        match (tag.name.as_str(), tag.closes) {
            ("details", false) => self.out.extend(frames::details_open(tag.has("open"), place)),
            ("details", true) => self.out.extend(frames::details_close(place)),
            ("hr", _) => self.out.push(Block::new(BlockKind::Rule, place)),
            ("ul" | "ol", true) => self.end_list(place),
            ("table", true) => self.end_table(place),
            ("ul" | "ol", false) => self.begin_list(tag, place),
            ("table", false) => {
                self.end_table(place);
                self.table = Some((Table { alignments: Vec::new(), header: Vec::new(), rows: Vec::new() }, place));
            }
            ("video" | "audio" | "iframe" | "embed", false) => {
                if let Some(image) = tag.image(place) {
                    self.out.push(Block::new(BlockKind::Figure(image.into()), place));
                }
            }
            _ => {}
        }
    }

    /// Length of the text at `at`, to the next tag: `$a<b$` is none.
    fn text_len(&self, at: usize) -> usize {
        let mut end = at + next_tag(&self.html[at..]);
        while let Some(after) = self.formula_around(end) {
            end = after + self.html[after..].find('<').unwrap_or(self.html.len() - after);
        }
        end - at
    }

    /// The end of the formula that holds byte `at`.
    fn formula_around(&self, at: usize) -> Option<usize> {
        let base = self.base?;
        let region = self.source.masked.regions_in(&(base + at..base + at + 1)).first()?;
        let within =
            region.kind.is_math() && region.bytes.start < base + at && region.bytes.end <= base + self.html.len();
        within.then_some(region.bytes.end - base)
    }

    /// Text, with the formulas in it.
    fn text(&mut self, text: &str, at: usize) {
        let source = self.source;
        let mut done = 0;
        let start = self.base.map_or(0, |base| base + at);
        let regions = if self.base.is_some() { source.masked.regions_in(&(start..start + text.len())) } else { &[] };
        for region in regions.iter().filter(|region| region.kind.is_math()) {
            if region.bytes.start >= start + done && region.bytes.end <= start + text.len() {
                self.words(&text[done..region.bytes.start - start], at + done);
                self.line.extend(obsidian::inline(source, region));
                done = region.bytes.end - start;
            }
        }
        self.words(&text[done..], at + done);
    }

    fn words(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        if text.trim().is_empty() {
            if text.contains('\n') && !self.line.is_empty() {
                self.line.push(Inline::new(InlineKind::Break(BreakStyle::Soft), self.place(at, text.len())));
            } else if !self.line.is_empty() {
                self.line.push(Inline::text(" ", self.place(at, text.len())));
            }
            return;
        }
        let mut start = at;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.line.push(Inline::new(InlineKind::Break(BreakStyle::Soft), self.place(start - 1, 1)));
            }
            let words = unescaped(line.trim_end_matches('\r'));
            let words = if number > 0 { words.trim_start().to_owned() } else { words };
            if !words.is_empty() {
                self.line.push(Inline::text(words, self.place(start, line.len())));
            }
            start += line.len() + 1;
        }
    }

    /// The line so far, its tags paired.
    fn taken(&mut self) -> Vec<Inline> {
        let mut line = super::paired(std::mem::take(&mut self.line));
        paragraph::trim(self.source, &mut line);
        let says = line.iter().any(|inline| !matches!(inline.kind, InlineKind::Html(_) | InlineKind::Break(_)));
        if says { line } else { Vec::new() }
    }

    fn flush(&mut self) {
        let line = self.taken();
        if let (Some(first), Some(last)) = (line.first(), line.last()) {
            let span = first.span.to(last.span);
            paragraph::blocks(self.source, line, span, &mut self.out);
        }
    }

    fn pre(&mut self, at: usize, open: usize, whole: usize) {
        self.flush();
        let inner = &self.html[at + open..at + whole];
        let inner = inner.strip_suffix("</pre>").unwrap_or(inner).trim_matches('\n');
        let mut text = String::new();
        let mut rest = inner;
        while !rest.is_empty() {
            if let Some((_, len)) = tag_at(rest) {
                rest = &rest[len..];
                continue;
            }
            let len = next_tag(rest);
            text.push_str(&unescaped(&rest[..len]));
            rest = &rest[len..];
        }
        let lang = lang_of(inner);
        let text = text.trim_matches('\n').to_owned();
        let code = Code { info: lang.clone(), lang, text };
        self.out.push(Block::new(BlockKind::Code(code), self.place(at, whole)));
    }

    /// An item begins or ends: what was read since belongs to the one before.
    fn item(&mut self, tag: &Tag, place: Span) {
        self.flush();
        self.fill_item();
        if let Some(open) = self.lists.last_mut()
            && !tag.closes
        {
            open.list.items.push(Item { task: None, blocks: Vec::new(), span: place });
        }
    }

    fn begin_list(&mut self, tag: &Tag, place: Span) {
        self.fill_item();
        let start = (tag.name == "ol").then(|| tag.attribute("start").and_then(|at| at.parse().ok()).unwrap_or(1));
        let marker = if start.is_some() { ListMarker::Dot } else { ListMarker::Dash };
        if self.lists.len() < MAX_LISTS {
            let list = List { start, marker, tight: true, items: Vec::new() };
            self.lists.push(OpenList { list, place, from: self.out.len() });
        }
    }

    fn end_list(&mut self, end: Span) {
        self.fill_item();
        if let Some(open) = self.lists.pop().filter(|open| !open.list.items.is_empty()) {
            self.out.push(Block::new(BlockKind::List(open.list), open.place.to(end)));
        }
    }

    /// Moves the blocks since the innermost list began into its last item; before the first they stand above the list.
    fn fill_item(&mut self) {
        if let Some(open) = self.lists.last_mut() {
            match open.list.items.last_mut() {
                Some(item) => {
                    item.blocks.extend(self.out.drain(open.from..));
                    item.blocks.sort_by_key(|block| block.span.start);
                }
                None => open.from = self.out.len(),
            }
        }
    }

    /// A cell begins or ends.
    fn cell(&mut self, tag: &Tag, place: Span) {
        let content = self.taken();
        let Some((table, _)) = &mut self.table else {
            self.line = content;
            return self.flush();
        };
        if tag.closes {
            self.row_heads &= tag.name == "th";
            let cell = TableCell { content, span: place };
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.rows.push(vec![cell]),
            }
        }
    }

    /// A row begins or ends. One of head cells alone, above all others, is the header.
    fn row(&mut self, tag: &Tag) {
        let Some((table, _)) = &mut self.table else { return };
        let is_header = self.row_heads && table.header.is_empty() && table.rows.len() == 1;
        if is_header && tag.closes {
            table.header = table.rows.pop().unwrap_or_default();
        }
        if !tag.closes {
            table.rows.push(Vec::new());
            self.row_heads = true;
        }
    }

    fn end_table(&mut self, end: Span) {
        let Some((mut table, place)) = self.table.take() else { return };
        table.rows.retain(|row| !row.is_empty());
        let columns = table.rows.iter().map(Vec::len).chain([table.header.len()]).max().unwrap_or(0);
        let span = place.to(end);
        let empty = TableCell { content: Vec::new(), span };
        table.alignments = vec![Alignment::None; columns];
        table.header.resize(columns, empty.clone());
        table.rows.iter_mut().for_each(|row| row.resize(columns, empty.clone()));
        if columns > 0 {
            self.out.push(Block::new(BlockKind::Table(table), span));
        }
    }
}

/// The language that `<code class="language-x">` at the start of a `<pre>` names.
fn lang_of(inner: &str) -> String {
    let class = tag_at(inner.trim_start()).and_then(|(tag, _)| tag.attribute("class")).unwrap_or_default();
    let named =
        |class: &str| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")).map(str::to_lowercase);
    class.split_whitespace().find_map(named).unwrap_or_default()
}

/// Text with its entities read, by the Markdown parser's own table.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = rest.find(';').filter(|end| *end <= 32).map_or(1, |end| end + 1);
        match pulldown_cmark::Parser::new(&rest[..len]).nth(1) {
            Some(pulldown_cmark::Event::Text(sign)) if len > 2 => out.push_str(&sign),
            _ => out.push_str(&rest[..len]),
        }
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}
