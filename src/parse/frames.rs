//! Frames: lines that open and close a box around Markdown, which becomes a callout.
//!
//! - `:::note Title` … `:::` of Docusaurus, VitePress and remark, `::: {.note title="Title"}` of Pandoc and Quarto. A frame
//!   that only lays out, such as `::: columns`, leaves what it holds.
//! - `<aside>` … `</aside>` on lines of their own, which is a callout exported by Notion.
//! - `<details>` with Markdown inside: its tags and what stands between them are blocks apart.
//!
//! The mask hides the lines of the first two from the Markdown parser behind an instruction of HTML; [`blocks`] reads them
//! back into a mark, and [`folded`] makes callouts of what stands between marks.

use super::source::Source;
use super::{joined, markdown};
use crate::model::{Block, BlockKind, Callout, Fold, Inline, Span};

/// What is left where a frame opens; the callout follows.
const OPEN: [&str; 3] = [":::", "<aside>", "<details>"];
/// What is left where it closes.
const CLOSE: [&str; 3] = ["/:::", "</aside>", "</details>"];
/// What is left before the title of `<details>`.
const TITLE: &str = "<summary>";

/// Frames inside each other; what is deeper keeps its text and loses its frame.
const MAX_DEPTH: usize = 10;
/// Classes of frames that say where text stands and not what it is.
const LAYOUT: &str = " column columns col cols row grid center left right aside-right div block group code-group tabs tab \
    tab-set tab-item panel-tabset tabset incremental nonincremental fragment slide refs cell cell-output ";
/// The kind of a callout that its author gave none.
const PLAIN: &str = "note";

/// A kind of frame: its place in [`OPEN`] and [`CLOSE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Fence,
    Aside,
    Details,
}

/// Whether the text of a line is that of a fence or an aside alone.
pub(super) fn is_line(text: &[u8]) -> bool {
    if !matches!(text.trim_ascii_start().first(), Some(b'<' | b':')) {
        return false;
    }
    let text = text.trim_ascii();
    if text.starts_with(b"<") {
        return text.eq_ignore_ascii_case(b"<aside>") || text.eq_ignore_ascii_case(b"</aside>");
    }
    text.starts_with(b":::") && std::str::from_utf8(text).is_ok_and(|text| head(text).is_some())
}

/// Kind and title of a fence line; the kind is empty where the fence closes.
fn head(line: &str) -> Option<(String, &str)> {
    let text = line.trim().trim_matches(':').trim();
    if text.is_empty() {
        return Some((String::new(), ""));
    }
    if let Some(attributes) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let classes = attributes.split_whitespace().map(|class| class.trim_start_matches('.'));
        let kind = classes.clone().find(|class| !class.contains(['=', '#', '"'])).unwrap_or("div");
        return Some((kind.trim_start_matches("callout-").to_lowercase(), quoted(attributes).unwrap_or_default()));
    }
    let len = text.find(|sign: char| !(sign.is_alphanumeric() || sign == '-' || sign == '_')).unwrap_or(text.len());
    let (kind, rest) = text.split_at(len);
    let title = match rest.chars().next() {
        _ if kind.is_empty() => return None,
        None => "",
        Some('[') => rest[1..].split(']').next().unwrap_or_default(),
        Some('{') => quoted(rest).unwrap_or_default(),
        Some(sign) if sign.is_whitespace() => rest.trim(),
        Some(_) => return None,
    };
    Some((kind.to_lowercase(), title))
}

/// The value of `title="…"`.
fn quoted(attributes: &str) -> Option<&str> {
    let (_, value) = attributes.split_once("title=")?;
    let quote = value.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// The marks that a hidden line stands for, if `line`, which begins at `span`, is one.
pub(super) fn blocks(source: &Source, line: &str, span: Span) -> Option<Vec<Block>> {
    let text = line.trim();
    if !is_line(text.as_bytes()) {
        return None;
    }
    if text.starts_with('<') {
        let opens = !text.starts_with("</");
        return Some(if opens {
            opening(Frame::Aside, PLAIN, Vec::new(), Fold::Fixed, span)
        } else {
            closing(Frame::Aside, span)
        });
    }
    let (kind, title) = head(text)?;
    if kind.is_empty() {
        return Some(closing(Frame::Fence, span));
    }
    let title = source.of(span).find(title).filter(|_| !title.is_empty()).map(|at| {
        let start = span.start as usize + at;
        markdown::line(source, start..start + title.len())
    });
    let fold = if kind == "details" { Fold::Closed } else { Fold::Fixed };
    Some(opening(Frame::Fence, &kind, title.unwrap_or_default(), fold, span))
}

fn opening(frame: Frame, kind: &str, title: Vec<Inline>, fold: Fold, span: Span) -> Vec<Block> {
    let callout = Callout { kind: kind.to_owned(), title, fold, body: Vec::new() };
    [BlockKind::Html(OPEN[frame as usize].to_owned()), BlockKind::Callout(callout)]
        .map(|kind| Block::new(kind, span))
        .into()
}

fn closing(frame: Frame, span: Span) -> Vec<Block> {
    vec![Block::new(BlockKind::Html(CLOSE[frame as usize].to_owned()), span)]
}

/// The marks of `<details>`.
pub(super) fn details_open(shown: bool, span: Span) -> Vec<Block> {
    opening(Frame::Details, "details", Vec::new(), if shown { Fold::Open } else { Fold::Closed }, span)
}

/// The mark of `</details>`.
pub(super) fn details_close(span: Span) -> Vec<Block> {
    closing(Frame::Details, span)
}

/// The marks of `<summary>`: what it says is the title of the element around it.
pub(super) fn summary(title: Vec<Inline>, span: Span) -> [Block; 2] {
    [BlockKind::Html(TITLE.to_owned()), BlockKind::Paragraph(title)].map(|kind| Block::new(kind, span))
}

/// Siblings with what their frames hold folded into callouts.
pub(super) fn folded(source: &Source, blocks: Vec<Block>) -> Vec<Block> {
    let is_mark = |block: &Block| matches!(&block.kind, BlockKind::Html(html) if mark(html).is_some());
    if !blocks.iter().any(is_mark) {
        return blocks;
    }
    let mut fold = Folding { source, open: Vec::new(), levels: vec![Vec::new()] };
    let mut before = None;
    for block in blocks {
        let now = match &block.kind {
            BlockKind::Html(html) => mark(html),
            _ => None,
        };
        match (before.take(), block.kind) {
            (Some(Mark::Open(frame)), BlockKind::Callout(callout)) => fold.begin(frame, callout, block.span),
            (Some(Mark::Title), BlockKind::Paragraph(title)) => fold.title(title, block.span),
            (_, BlockKind::Html(_)) if now.is_some() => match now {
                Some(Mark::Close(frame)) => fold.end(frame),
                now => before = now,
            },
            (_, kind) => fold.push(Block { kind, span: block.span, id: block.id }),
        }
    }
    while !fold.open.is_empty() {
        fold.end_last(false);
    }
    fold.levels.pop().unwrap_or_default()
}

#[derive(Clone, Copy)]
enum Mark {
    Open(Frame),
    Title,
    Close(Frame),
}

fn mark(html: &str) -> Option<Mark> {
    let frames = [Frame::Fence, Frame::Aside, Frame::Details];
    let named = |marks: [&str; 3]| frames.into_iter().find(|frame| marks[*frame as usize] == html);
    let title = (html == TITLE).then_some(Mark::Title);
    title.or_else(|| named(OPEN).map(Mark::Open)).or_else(|| named(CLOSE).map(Mark::Close))
}

/// The frames that are open, outermost first, and what stands in each.
struct Folding<'s, 't> {
    source: &'s Source<'t>,
    open: Vec<(Frame, Callout, Span)>,
    levels: Vec<Vec<Block>>,
}

impl Folding<'_, '_> {
    fn begin(&mut self, frame: Frame, callout: Callout, span: Span) {
        if self.open.len() < MAX_DEPTH {
            self.open.push((frame, callout, span));
            self.levels.push(Vec::new());
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(level) = self.levels.last_mut() {
            level.push(block);
        }
    }

    /// The summary that opens `<details>` is its title; any other is a line like others.
    fn title(&mut self, title: Vec<Inline>, span: Span) {
        let opens = self.levels.last().is_some_and(Vec::is_empty);
        match self.open.last_mut() {
            Some((Frame::Details, callout, _)) if opens && callout.title.is_empty() => callout.title = title,
            _ if title.is_empty() => {}
            _ => self.push(Block::new(BlockKind::Paragraph(title), span)),
        }
    }

    /// Closes the innermost frame of a kind, and what is open inside it.
    fn end(&mut self, frame: Frame) {
        if let Some(at) = self.open.iter().rposition(|(open, ..)| *open == frame) {
            while self.open.len() > at + 1 {
                self.end_last(false);
            }
            self.end_last(true);
        }
    }

    /// Closes the innermost frame. One that only lays out, and a fence that its author never closed, frame nothing.
    fn end_last(&mut self, closed: bool) {
        let Some((frame, mut callout, mut span)) = self.open.pop() else { return };
        let inside = self.levels.pop().unwrap_or_default();
        if is_layout(&callout.kind) || !closed && frame != Frame::Details {
            if let (Some(first), Some(last)) = (callout.title.first(), callout.title.last()) {
                let span = first.span.to(last.span);
                self.push(Block::new(BlockKind::Paragraph(callout.title), span));
            }
            for block in inside {
                self.push(block);
            }
            return;
        }
        if let Some(last) = inside.last() {
            span = span.to(last.span);
        }
        callout.body = joined::siblings(self.source, inside);
        titled(&mut callout);
        self.push(Block::new(BlockKind::Callout(callout), span));
    }
}

fn is_layout(kind: &str) -> bool {
    LAYOUT.contains(&format!(" {kind} "))
}

/// Quarto's callouts take their title from a heading that opens them.
fn titled(callout: &mut Callout) {
    if callout.title.is_empty() && matches!(callout.body.first(), Some(Block { kind: BlockKind::Heading(..), .. })) {
        let first = callout.body.remove(0);
        if let BlockKind::Heading(_, title) = first.kind {
            callout.title = title;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::NoteId;

    /// The note's tree below its first line, and its plain text.
    #[track_caller]
    fn check(note: &str, tree: &[&str], text: &str) {
        let (note, _) = crate::parse::parse(NoteId(0), "n.md".into(), note.into());
        let shown = crate::text::topics::tree(&note, "");
        assert_eq!(shown.lines().skip(1).collect::<Vec<_>>(), tree);
        let bodies = note.walk().map(|topic| crate::text::plain::blocks(&topic.body));
        assert_eq!(bodies.filter(|body| !body.is_empty()).collect::<Vec<_>>().join("\n\n"), text);
    }

    #[test]
    fn fences_of_every_house_are_callouts() {
        check(
            "## A\n:::tip Write *once*\nrun\n:::\nafter",
            &["└─ ## A  (tip callout, text)"],
            "Write once\nrun\n\nafter",
        );
        check("## A\n::: warning\nhot\n:::", &["└─ ## A  (warning callout)"], "hot");
        check("## A\n\n::: {.callout-note title=\"Mark this\"}\nx\n:::", &["└─ ## A  (note callout)"], "Mark this\nx");
        check("## A\n:::note[Said **so**]\n\n- x\n\n:::", &["└─ ## A  (note callout)"], "Said so\n- x");
        check("## A\n::: {.callout-tip}\n## Title\nx\n:::", &["└─ ## A  (tip callout)"], "Title\nx");
    }

    #[test]
    fn fences_stand_in_each_other_and_in_items() {
        check(
            "## A\n::::info Outer\ntext\n:::caution Inner\ndeep\n:::\n::::",
            &["└─ ## A  (info callout)"],
            "Outer\ntext\n\nInner\ndeep",
        );
        check(
            "## A\n- item\n\n  :::tip\n  inside\n  :::\n- next",
            &["└─ ## A  (list of 2)"],
            "- item\n\n  inside\n- next",
        );
    }

    #[test]
    fn what_only_lays_out_frames_nothing() {
        check(
            ":::: columns\n::: column\n## A\nleft\n:::\n::: column\n## B\nright\n:::\n::::",
            &["├─ ## A  (text)", "└─ ## B  (text)"],
            "left\n\nright",
        );
    }

    #[test]
    fn without_an_end_there_is_no_frame() {
        check(":::tip One\ntext\n## A\nmore", &["└─ ## A  (text)"], "One\n\ntext\n\nmore");
        check("a\n\n:::\n\nb", &[], "a\n\nb");
    }

    #[test]
    fn a_summary_without_details_is_a_line() {
        check("- item\n\n<summary>Said</summary>\n\n- more", &[], "- item\n\nSaid\n\n- more");
        check("<details>\n\ntext\n\n<summary>Late</summary>", &[], "text\n\nLate");
    }

    #[test]
    fn what_a_frame_holds_is_read_as_outside() {
        let note = ":::note\n1. a\n\n```\nb\n```\n2. c ^one\n\n- d\n\n* e\n\nf\n\n^two\n:::";
        check(note, &[], "1. a\n   b\n2. c\n\n- d\n- e\n\nf");
        check(
            "<details>\n\nmore ^id\n\n</details>\n<details>\n<summary>S</summary>\nraw ^id\n</details>",
            &[],
            "more\n\nS\nraw",
        );
    }

    #[test]
    fn an_aside_is_a_callout() {
        check(
            "## A\n<aside>\n💡 An **offer** binds.\n\n</aside>\nafter",
            &["└─ ## A  (note callout, text)"],
            "💡 An offer binds.\n\nafter",
        );
    }
}
