//! Blocks and inlines as HTML.
//!
//! [`Html`] writes the clean HTML of Anki's fields: only tags of ours and harmless ones of the note, code with the classes
//! of its colours, formulas for MathJax, media under the names they are stored by, blanks as `{{c1::…}}`.
//! [`commonmark`] writes what the CommonMark specification shows, so that the parser can be held against its examples.

mod commonmark;
mod inline;
mod link;
mod math;
mod raw;
mod sink;

pub use commonmark::commonmark;

use crate::highlight::{TokenClass, highlight};
use crate::media::Media;
use crate::model::{
    Alignment, Block, BlockKind, Callout, Code, Definition, Footnote, Inline, Item, List, NoteId, Notebook, Span,
    Table, TableCell, TaskState,
};
use raw::{Piece, Tag};
use sink::Sink;

/// A writer of field HTML. It numbers footnotes across all the fields of a card.
pub struct Html<'a> {
    notebook: &'a Notebook,
    media: &'a Media,
    sink: Sink,
    /// Raw elements of the note's that are open.
    open: Vec<String>,
    /// Raw elements that ended with what is around them, before their end tag came.
    closed: Vec<String>,
    /// Footnotes named so far.
    notes: Vec<(NoteId, String)>,
}

impl<'a> Html<'a> {
    /// A writer for one card.
    pub fn new(notebook: &'a Notebook, media: &'a Media) -> Self {
        Self { notebook, media, sink: Sink::default(), open: Vec::new(), closed: Vec::new(), notes: Vec::new() }
    }

    /// The blocks as one field; a paragraph that is all of it has no tag of its own.
    pub fn field(&mut self, blocks: &[Block]) -> String {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }] => self.inlines(content),
            _ => self.blocks(blocks),
        }
        self.take()
    }

    /// Plain text as a field.
    pub fn text_field(&mut self, text: &str) -> String {
        self.sink.text(text);
        self.take()
    }

    /// A list of the footnotes that the fields so far named; empty for none.
    pub fn footnotes(&mut self) -> String {
        let mut done = 0;
        // A footnote may name another.
        while done < self.notes.len() {
            let (note, label) = self.notes[done].clone();
            done += 1;
            let Some(footnote) = self.footnote(note, &label) else { continue };
            self.sink.markup(&format!("<li value=\"{done}\">"));
            self.tight(&footnote.body);
            self.sink.markup("</li>");
        }
        let items = self.take();
        if items.is_empty() { items } else { format!("<ol class=\"footnotes\">{items}</ol>") }
    }

    /// A link that opens the heading in Obsidian where the vault is known, else its path as text.
    pub fn source(&mut self, note: NoteId, heading: &str) -> String {
        let path = &self.notebook.note(note).path;
        let shown = if heading.is_empty() { path.to_string() } else { format!("{path} › {heading}") };
        match self.address(note, heading) {
            Some(address) => {
                self.sink.markup(&format!("<a href=\"{}\">", sink::attribute(&address)));
                self.sink.text(&shown);
                self.sink.markup("</a>");
            }
            None => self.sink.text(&shown),
        }
        self.take()
    }

    fn address(&self, note: NoteId, heading: &str) -> Option<String> {
        let vault = self.media.vault()?;
        let path = vault.folder.join(&self.notebook.note(note).path);
        Some(link::obsidian(&vault.name, path.as_str(), heading))
    }

    fn take(&mut self) -> String {
        self.open.clear();
        self.closed.clear();
        std::mem::take(&mut self.sink).finish()
    }

    fn footnote(&self, note: NoteId, label: &str) -> Option<&'a Footnote> {
        self.notebook.notes.get(note.0 as usize)?.footnotes.iter().find(|footnote| footnote.label == label)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let frame = self.open.len();
        for block in blocks {
            self.block(block);
        }
        self.close_raw(frame);
    }

    /// Blocks whose first paragraph needs no tag: items, cells, notes.
    fn tight(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..]
                if !rest.iter().any(|block| matches!(block.kind, BlockKind::Paragraph(_))) =>
            {
                self.inlines(content);
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => self.element("p", content),
            BlockKind::Heading(_, content) => self.element("h4", content),
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Quote(body) => self.wrapped("<blockquote>", body, "</blockquote>"),
            BlockKind::Callout(callout) => self.callout(callout),
            BlockKind::Math(tex) => {
                self.sink.markup("<div class=\"math\">");
                self.math(tex, true);
                self.sink.markup("</div>");
            }
            BlockKind::Figure(image) => {
                self.sink.markup("<figure>");
                self.image(block.span, image);
                self.sink.markup("</figure>");
            }
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Embed(embed) if embed.body.is_empty() => {
                self.sink.markup("<p class=\"embed\">");
                self.sink.text(&embed.target);
                self.sink.markup("</p>");
            }
            BlockKind::Embed(embed) => self.wrapped("<blockquote class=\"embed\">", &embed.body, "</blockquote>"),
            BlockKind::Html(html) => self.raw(block.span, html),
            BlockKind::Rule => self.sink.markup("<hr>"),
            BlockKind::Break(_) => {}
        }
    }

    fn element(&mut self, name: &str, content: &[Inline]) {
        self.sink.markup(&format!("<{name}>"));
        self.inlines(content);
        self.sink.markup(&format!("</{name}>"));
    }

    fn wrapped(&mut self, open: &str, body: &[Block], close: &str) {
        self.sink.markup(open);
        self.blocks(body);
        self.sink.markup(close);
    }

    fn list(&mut self, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        match list.start {
            Some(start) if start != 1 => self.sink.markup(&format!("<ol start=\"{start}\">")),
            _ => self.sink.markup(&format!("<{name}>")),
        }
        for item in &list.items {
            self.item(item, list.tight);
        }
        self.sink.markup(&format!("</{name}>"));
    }

    fn item(&mut self, item: &Item, tight: bool) {
        match item.task {
            Some(task) => {
                let sign = task_sign(task);
                self.sink.markup(&format!("<li class=\"task\"><span class=\"box\">{sign}</span> "));
            }
            None => self.sink.markup("<li>"),
        }
        if tight || item.blocks.len() == 1 {
            self.tight(&item.blocks);
        } else {
            self.blocks(&item.blocks);
        }
        self.sink.markup("</li>");
    }

    fn code(&mut self, code: &Code) {
        self.sink.markup("<pre class=\"code\"><code>");
        for (index, line) in highlight(&code.lang, &code.text).iter().enumerate() {
            if index > 0 {
                self.sink.markup("\n");
            }
            for token in line {
                match class(token.class) {
                    Some(class) => {
                        self.sink.markup(&format!("<span class=\"{class}\">"));
                        self.sink.text(&token.text);
                        self.sink.markup("</span>");
                    }
                    None => self.sink.text(&token.text),
                }
            }
        }
        self.sink.markup("</code></pre>");
    }

    fn table(&mut self, table: &Table) {
        self.sink.markup("<div class=\"table\"><table>");
        if table.is_headed() {
            self.sink.markup("<thead>");
            self.row("th", &table.header, &table.alignments);
            self.sink.markup("</thead>");
        }
        self.sink.markup("<tbody>");
        for row in &table.rows {
            self.row("td", row, &table.alignments);
        }
        self.sink.markup("</tbody></table></div>");
    }

    fn row(&mut self, name: &str, cells: &[TableCell], alignments: &[Alignment]) {
        self.sink.markup("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let align = match alignments.get(column).copied().unwrap_or_default() {
                Alignment::None => "",
                Alignment::Left => " style=\"text-align:left\"",
                Alignment::Center => " style=\"text-align:center\"",
                Alignment::Right => " style=\"text-align:right\"",
            };
            self.sink.markup(&format!("<{name}{align}>"));
            self.inlines(&cell.content);
            self.sink.markup(&format!("</{name}>"));
        }
        self.sink.markup("</tr>");
    }

    fn callout(&mut self, callout: &Callout) {
        let kind: String = callout.kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.sink.markup(&format!("<div class=\"callout callout-{kind}\"><div class=\"callout-title\">"));
        if callout.title.is_empty() {
            let mut letters = callout.kind.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            self.sink.text(&format!("{first}{}", letters.as_str()));
        } else {
            self.inlines(&callout.title);
        }
        self.wrapped("</div>", &callout.body, "</div>");
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.sink.markup("<dl>");
        for definition in definitions {
            self.element("dt", &definition.term);
            for meaning in &definition.meanings {
                self.sink.markup("<dd>");
                self.tight(meaning);
                self.sink.markup("</dd>");
            }
        }
        self.sink.markup("</dl>");
    }

    /// Raw HTML of the note, its tags cleaned and balanced within the blocks around it.
    fn raw(&mut self, span: Span, html: &str) {
        let mut silenced: Option<String> = None;
        for piece in raw::pieces(html) {
            match (&silenced, piece) {
                (Some(name), Piece::Close(closed)) if *name == closed => silenced = None,
                (Some(_), _) => {}
                (None, Piece::Open(name, html)) => {
                    if let Tag::Silence = raw::tag(&name, html) {
                        silenced = Some(name);
                    } else {
                        self.open_raw(span, &name, html);
                    }
                }
                (None, Piece::Close(name)) => self.close_tag(&name),
                (None, Piece::Text(text)) => self.sink.escaped(&raw::text(text)),
            }
        }
    }

    fn open_raw(&mut self, span: Span, name: &str, html: &str) {
        match raw::tag(name, html) {
            Tag::Pass { html, void } => {
                self.sink.markup(&html);
                if !void {
                    self.open.push(name.to_owned());
                }
            }
            Tag::Media => self.raw_image(span, html),
            Tag::Text => self.sink.text(html),
            Tag::Drop | Tag::Silence => {}
        }
    }

    /// Closes the innermost raw element of this name and those inside it; none is open: nothing.
    fn close_tag(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.close_raw(at + 1);
            self.open.pop();
            self.sink.markup(&format!("</{name}>"));
        }
    }

    fn close_raw(&mut self, frame: usize) {
        while self.open.len() > frame {
            if let Some(name) = self.open.pop() {
                self.sink.markup(&format!("</{name}>"));
                self.closed.push(name);
            }
        }
    }
}

/// The class that the style sheet gives a colour; plain text has none.
pub(crate) fn class(token: TokenClass) -> Option<&'static str> {
    match token {
        TokenClass::Plain => None,
        TokenClass::Keyword => Some("k"),
        TokenClass::Type => Some("t"),
        TokenClass::Function => Some("f"),
        TokenClass::String => Some("s"),
        TokenClass::Number => Some("n"),
        TokenClass::Constant => Some("l"),
        TokenClass::Comment => Some("c"),
        TokenClass::Operator => Some("o"),
        TokenClass::Meta => Some("m"),
        TokenClass::Tag => Some("g"),
        TokenClass::Inserted => Some("i"),
        TokenClass::Deleted => Some("d"),
    }
}

fn task_sign(task: TaskState) -> &'static str {
    match task.0 {
        ' ' => "☐",
        '-' => "☒",
        _ => "☑",
    }
}
