//! Marks inside a line that CommonMark does not know: `==highlight==`, `^[footnote]`, `#tag`.
//!
//! They are read from the siblings that CommonMark made, so a mark never reaches into code, math or a link, and never
//! crosses an emphasis.

use super::line::without_end_breaks;
use super::source::Source;
use super::tag;
use crate::model::{Block, BlockKind, Footnote, Inline, InlineKind, Span};

/// Whether an inline is text with a sign of a mark or a tag in it.
pub(super) fn may_hold(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if memchr::memchr3(b'=', b'^', b'#', text.as_bytes()).is_some())
}

/// Siblings with their marks read.
pub(super) fn read(source: &Source, inlines: Vec<Inline>, footnotes: &mut Vec<Footnote>) -> Vec<Inline> {
    let has_mark = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.contains("==") || text.contains("^["),
        _ => false,
    };
    if inlines.iter().any(has_mark) { Fold::new(source, footnotes).run(inlines) } else { inlines }
}

/// Whether the text is its source, sign for sign.
pub(super) fn is_verbatim(source: &Source, inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if source.of(inline.span) == text)
}

/// Adds text to the text before it; whether both were text.
fn append(out: &mut [Inline], inline: &Inline) -> bool {
    let (Some(last), InlineKind::Text(more)) = (out.last_mut(), &inline.kind) else { return false };
    let InlineKind::Text(text) = &mut last.kind else { return false };
    text.push_str(more);
    last.span = last.span.to(inline.span);
    true
}

/// Joins all neighbouring text; a line that a comment emptied leaves no break.
pub(super) fn tidied(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let is_break = matches!(inline.kind, InlineKind::Break(_));
        let after_break = out.last().is_none_or(|last| matches!(last.kind, InlineKind::Break(_)));
        let blank = matches!(&inline.kind, InlineKind::Text(text) if text.is_empty());
        if !(blank || is_break && after_break || append(&mut out, &inline)) {
            out.push(inline);
        }
    }
    without_end_breaks(out)
}

enum Piece {
    Node(Inline),
    Mark(Mark, Span),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `==`, and what it may be.
    Equals {
        opens: bool,
        closes: bool,
        in_word: bool,
    },
    /// `^[`
    Caret,
    Open,
    Close,
}

impl Mark {
    fn sign(self) -> &'static str {
        match self {
            Self::Equals { .. } => "==",
            Self::Caret => "^[",
            Self::Open => "[",
            Self::Close => "]",
        }
    }
}

struct Fold<'s, 't, 'f> {
    source: &'s Source<'t>,
    footnotes: &'f mut Vec<Footnote>,
    out: Vec<Piece>,
    /// Where in `out` the `==` stands that may be closed next, and whether it stands inside a word.
    highlight: Option<(usize, bool)>,
    /// Where in `out` the open brackets stand, and whether a caret is before them.
    brackets: Vec<(usize, bool)>,
}

impl<'s, 't, 'f> Fold<'s, 't, 'f> {
    fn new(source: &'s Source<'t>, footnotes: &'f mut Vec<Footnote>) -> Self {
        Self { source, footnotes, out: Vec::new(), highlight: None, brackets: Vec::new() }
    }

    fn run(mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        for piece in pieces(self.source, inlines) {
            self.piece(piece);
        }
        nodes(self.out)
    }

    fn piece(&mut self, piece: Piece) {
        match &piece {
            Piece::Node(inline) if matches!(inline.kind, InlineKind::Break(_)) => self.highlight = None,
            Piece::Node(_) => {}
            Piece::Mark(Mark::Caret, _) => self.brackets.push((self.out.len(), true)),
            Piece::Mark(Mark::Open, _) => self.brackets.push((self.out.len(), false)),
            Piece::Mark(Mark::Close, span) => {
                if let Some((start, true)) = self.brackets.pop() {
                    return self.footnote(start, *span);
                }
            }
            Piece::Mark(Mark::Equals { opens, closes, in_word }, span) => {
                if let Some((start, was_in_word)) = self.highlight.filter(|_| *closes)
                    && !(was_in_word && *in_word)
                    && start + 1 < self.out.len()
                {
                    return self.close_highlight(start, *span);
                }
                if *opens {
                    self.highlight = Some((self.out.len(), *in_word));
                }
            }
        }
        self.out.push(piece);
    }

    fn close_highlight(&mut self, start: usize, close: Span) {
        let (open, content) = self.cut(start);
        self.out.push(Piece::Node(Inline::new(InlineKind::Highlight(content), open.to(close))));
    }

    fn footnote(&mut self, start: usize, close: Span) {
        let (open, content) = self.cut(start);
        let content = tidied(tag::split(self.source, content));
        let span = open.to(close);
        let number = |footnote: &Footnote| footnote.label.strip_prefix("inline-")?.parse::<usize>().ok();
        let last = self.footnotes.iter().rev().find_map(number).unwrap_or(0);
        let label = format!("inline-{}", last + 1);
        let body = vec![Block::new(BlockKind::Paragraph(content), Span { start: open.end, end: close.start, ..span })];
        self.footnotes.push(Footnote { label: label.clone(), body, span });
        self.out.push(Piece::Node(Inline::new(InlineKind::Footnote(label), span)));
    }

    /// Takes what is behind the mark at `start`, and the mark; marks inside that found no partner are text.
    fn cut(&mut self, start: usize) -> (Span, Vec<Inline>) {
        let mut inner = self.out.split_off(start);
        while self.brackets.last().is_some_and(|(at, _)| *at >= start) {
            self.brackets.pop();
        }
        self.highlight = self.highlight.filter(|(at, _)| *at < start);
        let open = match inner.remove(0) {
            Piece::Mark(_, span) => span,
            Piece::Node(node) => node.span,
        };
        (open, nodes(inner))
    }
}

fn nodes(pieces: Vec<Piece>) -> Vec<Inline> {
    let text = |piece| match piece {
        Piece::Node(inline) => inline,
        Piece::Mark(mark, span) => Inline::text(mark.sign(), span),
    };
    pieces.into_iter().map(text).collect()
}

/// Cuts text at its marks.
fn pieces(source: &Source, inlines: Vec<Inline>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(inlines.len());
    let brackets = inlines.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains("^[")));
    for inline in inlines {
        let InlineKind::Text(text) = &inline.kind else {
            out.push(Piece::Node(inline));
            continue;
        };
        if !is_verbatim(source, &inline) {
            out.push(Piece::Node(inline));
            continue;
        }
        let mut done = 0;
        let mut at = 0;
        while at < text.len() {
            let start = inline.span.start as usize;
            let Some(mark) = mark_at(source, text, at, start, brackets) else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let len = mark.sign().len();
            if done < at {
                out.push(Piece::Node(Inline::text(&text[done..at], source.span(start + done..start + at))));
            }
            out.push(Piece::Mark(mark, source.span(start + at..start + at + len)));
            at += len;
            done = at;
        }
        if done < text.len() {
            let start = inline.span.start as usize;
            out.push(Piece::Node(Inline::text(&text[done..], source.span(start + done..start + text.len()))));
        }
    }
    out
}

/// The mark at byte `at` of a text whose source begins at `start`.
fn mark_at(source: &Source, text: &str, at: usize, start: usize, brackets: bool) -> Option<Mark> {
    let rest = &text.as_bytes()[at..];
    let before = source.before(start + at);
    if rest.starts_with(b"==") {
        let alone = before != Some('=') && before != Some('\\') && rest.get(2) != Some(&b'=');
        let after = source.after(start + at + 2);
        let solid = |sign: Option<char>| sign.is_some_and(|sign| !sign.is_whitespace());
        let word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
        let (opens, closes) = (solid(after), solid(before));
        let in_word = word(before) && word(after);
        return alone.then_some(Mark::Equals { opens, closes, in_word });
    }
    match rest[0] {
        b'^' if brackets && rest.starts_with(b"^[") && before != Some('\\') => Some(Mark::Caret),
        b'[' if brackets => Some(Mark::Open),
        b']' if brackets => Some(Mark::Close),
        _ => None,
    }
}
