//! Lines that are links, and lists of them.

use crate::cards::piece::parts;
use crate::cards::words;
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, Target, TopicId, plain_text};

/// So many lines of bare links under any title are an index.
const INDEX: usize = 10;

/// A list of fewer folders may be one of other things.
const FOLDERS: usize = 3;

/// So many words may stand beside a link to read on: ", by its author".
const BESIDE: usize = 6;

/// How many links out of the note the blocks hold, where they hold nothing else but words in italics and the names of groups:
/// "Readings", "Videos". Links to other notes may be what a topic is made of, links out are where to read on.
pub(super) fn resources(blocks: &[Block]) -> Option<usize> {
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

/// Whether a line is a link out of the notes and nothing else ("[docs](https://…)"), or an address with a few words.
pub(crate) fn reads_on(line: &[Inline]) -> bool {
    leads_out(line) && is_link(line, 0) || is_address(line)
}

/// Whether a line is an address and a few words that say what it leads to: "link to the paper - https://…".
pub(crate) fn is_address(line: &[Inline]) -> bool {
    let shown = |inline: &Inline| match &inline.kind {
        InlineKind::Link(link) => plain_text(&link.content).contains("://"),
        _ => false,
    };
    line.iter().any(shown) && is_link(line, BESIDE)
}

/// Whether blocks hold nothing but links and pictures: nothing to ask.
pub(crate) fn only_links(blocks: &[Block]) -> bool {
    let mut count = Count { around: 1, all: true, ..Count::default() };
    count.blocks(blocks);
    count.links == count.lines
}

/// Whether blocks are an index: many lines of bare links, perhaps in groups that have a name.
pub(super) fn is_index(blocks: &[Block]) -> bool {
    let mut count = Count { all: true, groups: true, ..Count::default() };
    count.blocks(blocks);
    count.lines >= INDEX && count.links == count.lines
}

/// Whether a list tells what is in folders: each of its items opens with a link to one, on the `page` of a repository with a link
/// to any note.
pub(super) fn are_folders(blocks: &[Block], page: bool) -> bool {
    let lists = || {
        blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::List(list) => Some(&list.items),
            _ => None,
        })
    };
    let entry = |item: &Item| target(parts(item).0).is_some_and(|target| is_folder(target) || page && is_note(target));
    let others = |block: &Block| matches!(block.kind, BlockKind::List(_) | BlockKind::Paragraph(_) | BlockKind::Rule);
    lists().map(Vec::len).sum::<usize>() >= FOLDERS && lists().flatten().all(entry) && blocks.iter().all(others)
}

/// Where the link leads with which a line opens.
fn target(line: &[Inline]) -> Option<&Target> {
    match &line.first()?.kind {
        InlineKind::Link(link) => Some(&link.target),
        InlineKind::Strong(inner) | InlineKind::Emph(inner) => target(inner),
        _ => None,
    }
}

fn is_note(target: &Target) -> bool {
    matches!(target, Target::Topic(at) if at.topic == TopicId(0))
}

/// Whether a link leads to a folder, or to the page that tells what is in it.
fn is_folder(target: &Target) -> bool {
    let (Target::Unresolved(to) | Target::Url(to)) = target else { return false };
    let lower = to.to_lowercase();
    !to.contains("://") && !to.starts_with('#') && (to.ends_with('/') || lower.ends_with("/readme.md"))
}

/// Whether at least four fifths of the lines are links with few words beside them, empty or a dash.
pub(super) fn are_links(blocks: &[Block]) -> bool {
    let mut count = Count { around: BESIDE, ..Count::default() };
    count.blocks(blocks);
    count.links * 5 >= count.lines * 4
}

#[derive(Default)]
struct Count {
    /// How many words may stand around a link.
    around: usize,
    /// Whether the first line that is no link ends the count.
    all: bool,
    /// Whether an item over a list only names it.
    groups: bool,
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
                BlockKind::List(list) => list.items.iter().for_each(|item| self.item(item)),
                BlockKind::Quote(body) => self.blocks(body),
                BlockKind::Embed(_) => self.line(&[]),
                BlockKind::Rule | BlockKind::Break(_) => {}
                _ => self.lines += 1,
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match parts(item) {
            (_, below) if self.groups && below.iter().any(|block| matches!(block.kind, BlockKind::List(_))) => {
                self.blocks(below);
            }
            _ => self.blocks(&item.blocks),
        }
    }

    fn line(&mut self, line: &[Inline]) {
        self.lines += 1;
        self.links += usize::from(is_link(line, self.around) || is_address(line));
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
