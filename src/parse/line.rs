//! The inlines of a line while they are read. The Markdown parser cuts text at every sign that might have meant something;
//! here it is one piece again, read from the source once its end is known.

use std::ops::Range;

use super::source::Source;
use super::{html, marks, tag};
use crate::model::{Footnote, Inline, InlineKind};

/// Inlines in the order of their reading.
pub(super) struct Line<'s, 't> {
    source: &'s Source<'t>,
    inlines: Vec<Inline>,
    /// Text that may go on: the place of its source, which it repeats sign for sign.
    open: Range<usize>,
    holds: Holds,
}

/// What a line holds that is read once its end is known.
#[derive(Default)]
struct Holds {
    html: bool,
    /// What is not for its reader.
    nothing: bool,
    /// Text that touches text, line ends without a line.
    loose_ends: bool,
}

impl<'s, 't> Line<'s, 't> {
    pub(super) fn new(source: &'s Source<'t>) -> Self {
        Self { source, inlines: Vec::new(), open: 0..0, holds: Holds::default() }
    }

    pub(super) fn push(&mut self, inline: Inline) {
        self.close_text();
        match &inline.kind {
            InlineKind::Html(_) => self.holds.html = true,
            InlineKind::Break(_) => self.holds.loose_ends |= self.at_line_start(),
            _ => {}
        }
        self.add(inline);
    }

    /// Most lines are one inline: room for one is made first, room for more where there are more.
    fn add(&mut self, inline: Inline) {
        if self.inlines.capacity() == 0 {
            self.inlines.reserve_exact(1);
        }
        self.inlines.push(inline);
    }

    /// Notes that something stood here which is not for the reader.
    pub(super) fn nothing(&mut self) {
        self.holds.nothing = true;
    }

    /// Adds `text` that stands at `bytes`.
    pub(super) fn text(&mut self, text: &str, bytes: Range<usize>) {
        if self.source.text.get(bytes.clone()) == Some(text) {
            return self.verbatim(bytes);
        }
        self.close_text();
        self.push_text(text, bytes);
    }

    /// Adds the text that stands at `bytes`.
    pub(super) fn verbatim(&mut self, bytes: Range<usize>) {
        if bytes.is_empty() {
            return;
        }
        if self.open.end == bytes.start && !self.open.is_empty() {
            self.open.end = bytes.end;
            return;
        }
        self.close_text();
        self.open = bytes;
    }

    /// Whether white space or nothing stands at the end of the line so far.
    pub(super) fn ends_blank(&self) -> bool {
        let ends = |text: &str| text.ends_with(char::is_whitespace);
        if !self.open.is_empty() {
            return ends(&self.source.text[self.open.clone()]);
        }
        self.at_line_start()
            || matches!(self.inlines.last(), Some(Inline { kind: InlineKind::Text(text), .. }) if ends(text))
    }

    /// The inlines, with the marks read that CommonMark does not know.
    pub(super) fn finished(mut self, footnotes: &mut Vec<Footnote>) -> Vec<Inline> {
        self.close_text();
        let Self { source, mut inlines, holds, .. } = self;
        let mut loose_ends = holds.loose_ends;
        if holds.html {
            inlines = html::paired(inlines);
            loose_ends = true;
        }
        if inlines.iter().any(marks::may_hold) {
            inlines = marks::read(source, inlines, footnotes);
            inlines = tag::split(source, inlines);
            loose_ends = true;
        }
        if holds.html || holds.nothing {
            trim_end(source, &mut inlines);
        }
        if loose_ends { marks::tidied(inlines) } else { without_end_breaks(inlines) }
    }

    fn at_line_start(&self) -> bool {
        self.inlines.last().is_none_or(|last| matches!(last.kind, InlineKind::Break(_)))
    }

    fn close_text(&mut self) {
        let bytes = std::mem::take(&mut self.open);
        if !bytes.is_empty() {
            self.push_text(&self.source.text[bytes.clone()], bytes);
        }
    }

    fn push_text(&mut self, text: &str, bytes: Range<usize>) {
        let after_text = matches!(self.inlines.last(), Some(Inline { kind: InlineKind::Text(_), .. }));
        self.holds.loose_ends |= after_text || text.is_empty();
        self.add(Inline::text(text, self.source.span(bytes)));
    }
}

/// Takes spaces off the end of a line: they stood before something that is not for its reader.
fn trim_end(source: &Source, inlines: &mut Vec<Inline>) {
    let Some(Inline { kind: InlineKind::Text(text), span }) = inlines.last_mut() else { return };
    if text.ends_with(' ') && source.of(*span) == text {
        text.truncate(text.trim_end_matches(' ').len());
        span.end = span.start + text.len() as u32;
        if text.is_empty() {
            inlines.pop();
        }
    }
}

/// A line whose last line end ends nothing.
pub(super) fn without_end_breaks(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while inlines.last().is_some_and(|last| matches!(last.kind, InlineKind::Break(_))) {
        inlines.pop();
    }
    inlines
}
