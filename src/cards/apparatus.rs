//! Apparatus makes no cards: References, Links, See also, where they are what their title says.
//!
//! At least four fifths of the lines must be links, empty or a dash: a topic named "Links" in a note on file systems is a topic.

use super::phrases::Books;
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::{opening, words};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, Note, Target, plain_text};

/// So many lines of bare links under any title are an index.
const INDEX: usize = 10;

/// So many words may stand beside a link to read on: ", by its author".
const BESIDE: usize = 6;

/// Whether the subject is apparatus by title and content.
pub(crate) fn is_apparatus(subject: &Subject) -> bool {
    let title = subject.topic.title_text().to_lowercase();
    let title = title.trim_end_matches(':').trim();
    if subject.book.is_key("of_project", title) {
        return true;
    }
    if !subject.book.is_key("apparatus", title) {
        let index = || {
            let mut count = Count { all: true, ..Count::default() };
            count.blocks(&subject.topic.body);
            count.lines >= INDEX && count.links == count.lines
        };
        return subject.topic.topics.is_empty()
            && (index()
                || resources(&subject.topic.body).is_some_and(|links| links > usize::from(!is_to_read(subject))));
    }
    if subject.book.is_key("bibliography", title) && subject.pieces.iter().all(|piece| is_entry(subject, piece)) {
        return true;
    }
    if subject.topic.topics.iter().any(|topic| !topic.body.is_empty()) {
        return false;
    }
    let mut count = Count { around: 6, ..Count::default() };
    count.blocks(&subject.topic.body);
    count.links * 5 >= count.lines * 4
}

/// Whether a file goes with a project and is no note: `LICENSE.md`, in capitals.
pub(crate) fn is_paperwork(note: &Note, books: &Books) -> bool {
    let stem = note.path.file_stem().unwrap_or_default();
    !stem.contains(char::is_lowercase) && books.of("en").is_key("paperwork", &stem.to_lowercase())
}

/// Whether a title is one of what to read or do elsewhere: "Recommended practice questions".
fn is_to_read(subject: &Subject) -> bool {
    subject.title.last().is_some_and(|word| subject.book.is("to_read", word))
}

/// Whether a piece of a bibliography names works and says nothing.
fn is_entry(subject: &Subject, piece: &Piece) -> bool {
    match piece.kind {
        PieceKind::Line(line) => !opening::is_statement(subject, line),
        PieceKind::List(list) => list.items.iter().all(|item| !opening::is_statement(subject, parts(item).0)),
        PieceKind::Block(_) => false,
    }
}

/// How many links out of the note the blocks hold, where they hold nothing else but words in italics and the names of groups:
/// "Readings", "Videos". Links to other notes may be what a topic is made of, links out are where to read on.
fn resources(blocks: &[Block]) -> Option<usize> {
    let mut links = 0;
    for block in blocks {
        links += match &block.kind {
            BlockKind::Paragraph(line) if matches!(line[..], [Inline { kind: InlineKind::Emph(_), .. }]) => 0,
            BlockKind::Paragraph(line) => (leads_out(line) && is_link(line, BESIDE)).then_some(1)?,
            BlockKind::List(list) => list.items.iter().map(resources_of).sum::<Option<usize>>()?,
            BlockKind::Rule | BlockKind::Break(_) => 0,
            _ => return None,
        };
    }
    Some(links)
}

/// The links of an item, of one with items below it theirs.
fn resources_of(item: &Item) -> Option<usize> {
    match &item.blocks[..] {
        [_, below @ ..] if below.iter().any(|block| matches!(block.kind, BlockKind::List(_))) => resources(below),
        blocks => resources(blocks),
    }
}

/// Whether a line holds a link out of the notes.
fn leads_out(line: &[Inline]) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Link(link) => matches!(&link.target, Target::Url(url) if url.contains("://")),
        _ => false,
    })
}

/// Whether a line is a link out of the notes and nothing else: "[docs](https://…)".
pub(crate) fn reads_on(line: &[Inline]) -> bool {
    leads_out(line) && is_link(line, 0)
}

/// Whether blocks hold nothing but links and pictures: nothing to ask.
pub(crate) fn only_links(blocks: &[Block]) -> bool {
    let mut count = Count { around: 1, all: true, ..Count::default() };
    count.blocks(blocks);
    count.links == count.lines
}

#[derive(Default)]
struct Count {
    /// How many words may stand around a link.
    around: usize,
    /// Whether the first line that is no link ends the count.
    all: bool,
    lines: usize,
    links: usize,
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.all && self.links < self.lines {
                return;
            }
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => {
                    for line in inlines.split(|inline| matches!(inline.kind, InlineKind::Break(_))) {
                        self.line(line);
                    }
                }
                BlockKind::List(list) => list.items.iter().for_each(|Item { blocks, .. }| self.blocks(blocks)),
                BlockKind::Quote(body) => self.blocks(body),
                BlockKind::Embed(_) => self.line(&[]),
                BlockKind::Rule | BlockKind::Break(_) => {}
                _ => self.lines += 1,
            }
        }
    }

    fn line(&mut self, line: &[Inline]) {
        self.lines += 1;
        self.links += usize::from(is_link(line, self.around));
    }
}

/// Whether a line is a link with at most `around` words beside it, a dash, or nothing.
fn is_link(line: &[Inline], around: usize) -> bool {
    let has_link = line.iter().any(|inline| match &inline.kind {
        InlineKind::Link(_) => true,
        InlineKind::Text(text) => text.contains("://") || text.trim_start().starts_with("www."),
        _ => false,
    });
    let shown = |inline: &Inline| match &inline.kind {
        InlineKind::Image(_) | InlineKind::Break(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Link(link) => link.content.iter().all(|inline| matches!(inline.kind, InlineKind::Image(_))),
        _ => false,
    };
    // A picture beside links is one of them: a badge, a thumbnail.
    if around > 0 && line.iter().all(shown) {
        return true;
    }
    if !has_link {
        let text = plain_text(line);
        return matches!(text.trim(), "" | "-");
    }
    let outside: String = line
        .iter()
        .filter(|inline| !matches!(inline.kind, InlineKind::Link(_)))
        .map(|inline| plain_text(std::slice::from_ref(inline)))
        .collect();
    words::count(&outside) <= around || plain_text(line).trim() == "-"
}
