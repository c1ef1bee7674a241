//! Blocks and inlines as Markdown that reads back as the same model.
//!
//! Blanks are written as Anki writes them, `{{c1::…::hint}}`. A link to a topic becomes a wiki link with the text it
//! shows, since the model keeps the topic and not the words that named it.

mod escape;

use std::fmt::Write;

use escape::Site;

use super::plain::{hang, join};
use crate::model::{
    Alignment, Block, BlockKind, BreakKind, BreakStyle, Callout, Cloze, Code, Definition, Fold, Image, Inline,
    InlineKind, Item, Link, List, ListMarker, Table, TableCell, Target, formula, formula_pieces, plain_text,
};

/// Blocks as Markdown, without a newline at the end.
pub fn blocks(blocks: &[Block]) -> String {
    join(blocks.iter().map(block), "\n\n")
}

/// Inlines as Markdown.
pub fn inlines(inlines: &[Inline]) -> String {
    line(inlines, Where::Text)
}

/// Where inlines stand: a line of a table or a heading must not break.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Text,
    OneLine,
    Cell,
}

fn line(inlines: &[Inline], place: Where) -> String {
    let mut writer = Writer { out: String::new(), place, emphasis: 0, in_link: false };
    writer.inlines(inlines);
    writer.out
}

struct Writer {
    out: String,
    place: Where,
    /// How many emphases are open: neighbours use different signs.
    emphasis: usize,
    in_link: bool,
}

impl Writer {
    fn inlines(&mut self, inlines: &[Inline]) {
        let mut at = 0;
        while at < inlines.len() {
            let pieces = formula_pieces(&inlines[at..]);
            if pieces > 1 {
                self.formula(&inlines[at..at + pieces]);
            } else {
                self.inline(&inlines[at].kind);
            }
            at += pieces.max(1);
        }
    }

    /// One formula with blanks in it.
    fn formula(&mut self, pieces: &[Inline]) {
        let display = pieces.iter().find_map(formula).is_some_and(|math| math.display);
        let dollars = if display { "$$" } else { "$" };
        self.out.push_str(dollars);
        for piece in pieces {
            let Some(math) = formula(piece) else { continue };
            match &piece.kind {
                InlineKind::Cloze(cloze) => self.push(format_args!("{{{{c{}::{}}}}}", cloze.number, math.tex)),
                _ => self.out.push_str(&math.tex),
            }
        }
        self.out.push_str(dollars);
    }

    fn inline(&mut self, kind: &InlineKind) {
        match kind {
            InlineKind::Text(text) => self.text(text),
            InlineKind::Code(code) => self.code(code),
            InlineKind::Emph(inner) => {
                let sign = if self.emphasis.is_multiple_of(2) { "*" } else { "_" };
                self.emphasised(sign, inner);
            }
            InlineKind::Strong(inner) => self.emphasised("**", inner),
            InlineKind::Strike(inner) => self.wrapped("~~", inner, "~~"),
            InlineKind::Highlight(inner) => self.wrapped("==", inner, "=="),
            InlineKind::Sub(inner) => self.wrapped("<sub>", inner, "</sub>"),
            InlineKind::Sup(inner) => self.wrapped("<sup>", inner, "</sup>"),
            InlineKind::Key(inner) => self.wrapped("<kbd>", inner, "</kbd>"),
            InlineKind::Link(link) => self.link(link),
            InlineKind::Image(image) => self.out.push_str(&self::image(image)),
            InlineKind::Math(math) => {
                let dollars = if math.display { "$$" } else { "$" };
                self.push(format_args!("{dollars}{}{dollars}", math.tex));
            }
            InlineKind::Cloze(cloze) => self.cloze(cloze),
            InlineKind::Footnote(label) => self.push(format_args!("[^{label}]")),
            InlineKind::Tag(tag) => self.push(format_args!("#{tag}")),
            InlineKind::Break(style) => self.line_end(*style),
            InlineKind::Html(html) => self.out.push_str(html),
        }
    }

    fn push(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(text); // writing to a String cannot fail
    }

    fn text(&mut self, text: &str) {
        let starts_line = self.place == Where::Text && (self.out.is_empty() || self.out.ends_with('\n'));
        let after_bracket = self.out.ends_with(']');
        let site = Site { starts_line, in_cell: self.place == Where::Cell, in_link: self.in_link, after_bracket };
        self.out.push_str(&escape::text(text, site));
    }

    fn code(&mut self, code: &str) {
        let span = escape::code_span(code);
        self.out.push_str(&if self.place == Where::Cell { span.replace('|', "\\|") } else { span });
    }

    fn emphasised(&mut self, sign: &str, inner: &[Inline]) {
        self.emphasis += 1;
        self.wrapped(sign, inner, sign);
        self.emphasis -= 1;
    }

    fn wrapped(&mut self, open: &str, inner: &[Inline], close: &str) {
        self.out.push_str(open);
        self.inlines(inner);
        self.out.push_str(close);
    }

    fn link(&mut self, link: &Link) {
        let shown = plain_text(&link.content);
        match &link.target {
            Target::Url(url) if link.title.is_empty() && shown == *url && url.contains(':') => {
                self.push(format_args!("<{url}>"));
            }
            Target::Url(url) => {
                self.in_link = true;
                self.wrapped("[", &link.content, "](");
                self.in_link = false;
                self.out.push_str(&escape::destination(url));
                self.out.push_str(&title(&link.title));
                self.out.push(')');
            }
            Target::Topic(_) => self.push(format_args!("[[{shown}]]")),
            Target::Unresolved(name) if shown.is_empty() || shown == *name => self.push(format_args!("[[{name}]]")),
            Target::Unresolved(name) => {
                let bar = if self.place == Where::Cell { "\\|" } else { "|" };
                self.push(format_args!("[[{name}{bar}{shown}]]"));
            }
        }
    }

    fn cloze(&mut self, cloze: &Cloze) {
        self.push(format_args!("{{{{c{}::", cloze.number));
        self.inlines(&cloze.content);
        if !cloze.hint.is_empty() {
            self.out.push_str("::");
            self.out.push_str(&cloze.hint);
        }
        self.out.push_str("}}");
    }

    fn line_end(&mut self, style: BreakStyle) {
        self.out.push_str(match (self.place, style) {
            (Where::Text, BreakStyle::Soft) => "\n",
            (Where::Text, BreakStyle::Hard) => "\\\n",
            (_, BreakStyle::Soft) => " ",
            (_, BreakStyle::Hard) => "<br>",
        });
    }
}

fn image(image: &Image) -> String {
    let size = match (image.width, image.height) {
        (Some(width), Some(height)) => format!("|{width}x{height}"),
        (Some(width), None) => format!("|{width}"),
        _ => String::new(),
    };
    let alt = plain_text(&image.alt);
    if image.wiki {
        let bar = if alt.is_empty() { "" } else { "|" };
        return format!("![[{}{bar}{alt}{size}]]", image.source);
    }
    let alt = escape::text(&alt, Site { in_link: true, in_cell: true, ..Site::default() });
    format!("![{alt}{size}]({}{})", escape::destination(&image.source), title(&image.title))
}

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\"")) }
}

fn block(block: &Block) -> String {
    let text = match &block.kind {
        BlockKind::Paragraph(content) => inlines(content),
        BlockKind::Heading(level, content) => {
            format!("{} {}", "#".repeat(usize::from(*level)), line(content, Where::OneLine))
        }
        BlockKind::List(list) => self::list(list),
        BlockKind::Code(code) => self::code(code),
        BlockKind::Table(table) => self::table(table),
        BlockKind::Quote(body) => quoted(&blocks(body)),
        BlockKind::Callout(callout) => self::callout(callout),
        BlockKind::Math(tex) => format!("$$\n{}\n$$", tex.trim_matches('\n')),
        BlockKind::Figure(image) => self::image(image),
        BlockKind::Definitions(definitions) => join(definitions.iter().map(definition), "\n\n"),
        BlockKind::Embed(embed) => format!("![[{}]]", embed.target),
        BlockKind::Html(html) => html.trim_end().to_owned(),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Break(BreakKind::Column) => "<!-- column -->".to_owned(),
        BlockKind::Break(BreakKind::Page) => "<!-- page -->".to_owned(),
    };
    match (&block.id, &block.kind) {
        (None, _) => text,
        (Some(id), BlockKind::Paragraph(_)) => format!("{text} ^{id}"),
        (Some(id), _) => format!("{text}\n\n^{id}"),
    }
}

fn list(list: &List) -> String {
    let mut number = list.start.unwrap_or_default();
    let items = list.items.iter().map(|item| {
        let sign = match list.marker {
            ListMarker::Paren => format!("{number}) "),
            _ if list.start.is_some() => format!("{number}. "),
            ListMarker::Star => "* ".to_owned(),
            ListMarker::Plus => "+ ".to_owned(),
            ListMarker::Dash | ListMarker::Dot => "- ".to_owned(),
        };
        number = number.saturating_add(1);
        self::item(item, &sign, list.tight)
    });
    items.collect::<Vec<_>>().join(if list.tight { "\n" } else { "\n\n" })
}

fn item(item: &Item, sign: &str, tight: bool) -> String {
    let task = item.task.map_or(String::new(), |task| format!("[{}] ", task.0));
    let body = join(item.blocks.iter().map(block), if tight { "\n" } else { "\n\n" });
    let body = hang(&body, &" ".repeat(sign.len()));
    format!("{sign}{task}{body}").trim_end().to_owned()
}

fn code(code: &Code) -> String {
    let sign = if code.info.contains('`') { '~' } else { '`' };
    let fence = sign.to_string().repeat(escape::longest_run(&code.text, sign).max(2) + 1);
    let newline = if code.text.is_empty() { "" } else { "\n" };
    format!("{fence}{}\n{}{newline}{fence}", code.info, code.text)
}

fn table(table: &Table) -> String {
    let rule = table.alignments.iter().map(|alignment| match alignment {
        Alignment::None => "---".to_owned(),
        Alignment::Left => ":--".to_owned(),
        Alignment::Center => ":-:".to_owned(),
        Alignment::Right => "--:".to_owned(),
    });
    let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
    let mut rows = vec![row(&table.header), rule];
    rows.extend(table.rows.iter().map(|cells| row(cells)));
    rows.join("\n")
}

fn row(cells: &[TableCell]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| line(&cell.content, Where::Cell)).collect();
    format!("| {} |", cells.join(" | "))
}

fn quoted(text: &str) -> String {
    let lines = text.split('\n').map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

fn callout(callout: &Callout) -> String {
    let fold = match callout.fold {
        Fold::Fixed => "",
        Fold::Open => "+",
        Fold::Closed => "-",
    };
    let head = format!("[!{}]{fold} {}", callout.kind, line(&callout.title, Where::OneLine));
    let body = blocks(&callout.body);
    quoted(&join([head.trim_end().to_owned(), body].into_iter(), "\n"))
}

fn definition(definition: &Definition) -> String {
    let meanings = definition.meanings.iter().map(|meaning| format!(": {}", hang(&blocks(meaning), "  ")));
    join(std::iter::once(line(&definition.term, Where::OneLine)).chain(meanings), "\n")
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::model::NoteId;
    use crate::parse;
    use crate::text::html::commonmark;

    /// The Markdown of what was parsed says the same when it is parsed again.
    #[track_caller]
    fn reads_back(text: &str) {
        let model = parse::blocks(NoteId(0), text);
        let written = blocks(&model);
        let again = parse::blocks(NoteId(0), &written);
        assert_eq!(commonmark(&again), commonmark(&model), "written as:\n{written}");
    }

    #[test]
    fn what_is_written_reads_back() {
        reads_back("A *b* **c** ***d*** `e` ~~f~~ [g](https://example.org \"t\") ![h](i%20j.png)\nnext\\\nlast");
        reads_back("- a\n- b\n  1. c\n  2. d\n\n     e\n\n- [x] f\n");
        reads_back("> quoted\n>\n> - in\n>\n> ```py\n> x = '`'\n> ```");
        reads_back("\\*no\\* 1\\. \\# \\[x\\](y) a\\_b \\<b> \\`c\\` &amp;amp; 2 * 3 < 4");
        reads_back("1986\\. A year.\n\n\\- no item\n\n\\+ nor this\n\n\\> nor that");
        reads_back("``a ` b`` and ` `` ` and `  x  `");
        reads_back("````\n```\ninner\n```\n````");
    }
}
