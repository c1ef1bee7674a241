//! The events inside a line become inlines.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::line::Line;
use super::markdown::{MAX_DEPTH, Reader};
use super::mask::RegionKind;
use super::{address, obsidian, shortcode};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BreakStyle, Inline, InlineKind, Link, plain_text};

impl<'s> Reader<'s, '_> {
    /// The inlines up to the end of the open element.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut line = Line::new(self.source);
        let mut frameless = 0;
        self.depth += 1;
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::End(_) if frameless > 0 => frameless -= 1,
                Event::End(other) if other == end => break,
                Event::Start(_) if self.depth >= MAX_DEPTH => {
                    self.too_deep(bytes);
                    frameless += 1;
                }
                event => self.push_inline(event, bytes, &mut line),
            }
        }
        self.depth -= 1;
        line.finished(&mut self.found.footnotes)
    }

    pub(super) fn push_inline(&mut self, event: Event<'s>, bytes: Range<usize>, out: &mut Line) {
        let span = self.source.span(bytes.clone());
        let kind = match event {
            Event::Text(text) => return self.text(&text, bytes, out),
            Event::Code(text) => InlineKind::Code(self.code_span(&text, &bytes)),
            Event::InlineHtml(tag) | Event::Html(tag) => InlineKind::Html(self.verbatim(&tag, &bytes)),
            Event::FootnoteReference(label) => InlineKind::Footnote(label.into_string()),
            Event::SoftBreak => InlineKind::Break(BreakStyle::Soft),
            Event::HardBreak => InlineKind::Break(BreakStyle::Hard),
            Event::Start(tag) => self.element(tag, bytes),
            _ => return,
        };
        out.push(Inline::new(kind, span));
    }

    fn element(&mut self, tag: Tag<'s>, bytes: Range<usize>) -> InlineKind {
        match tag {
            Tag::Strong => InlineKind::Strong(self.inlines(TagEnd::Strong)),
            Tag::Strikethrough => InlineKind::Strike(self.inlines(TagEnd::Strikethrough)),
            Tag::Link { link_type, dest_url, title, .. } => {
                let content = self.inlines(TagEnd::Link);
                let dest = self.destination(&dest_url, &bytes, &content);
                let mail = link_type == LinkType::Email;
                let target = if mail { address::mail(&dest) } else { address::target(&dest) };
                InlineKind::Link(Link { target, title: title.into_string(), content: without_links(content) }.into())
            }
            Tag::Image { dest_url, title, .. } => {
                let alt = self.inlines(TagEnd::Image);
                let dest = self.destination(&dest_url, &bytes, &alt);
                InlineKind::Image(obsidian::image(dest, alt, title.into_string()).into())
            }
            other => InlineKind::Emph(self.inlines(other.to_end())),
        }
    }

    /// A link's destination with what was masked in it put back.
    fn destination(&self, dest: &str, bytes: &Range<usize>, content: &[Inline]) -> String {
        let from = content.last().map_or(bytes.start, |last| last.span.end as usize).min(bytes.end);
        let place = self.source.masked.text.get(from..bytes.end).and_then(|rest| rest.find(dest));
        let Some(at) = place.filter(|_| !dest.is_empty()) else { return dest.to_owned() };
        let dest = self.verbatim(dest, &(from + at..from + at + dest.len()));
        shortcode::destination(&dest).map(str::to_owned).unwrap_or(dest)
    }

    /// `text`, or the source it came from if something was masked there.
    fn verbatim(&self, text: &str, bytes: &Range<usize>) -> String {
        let masked = !self.source.masked.regions_in(bytes).is_empty();
        let original = self.source.text.get(bytes.clone()).filter(|_| masked && text.len() == bytes.len());
        original.unwrap_or(text).to_owned()
    }

    /// The code between the backticks; what was masked in it is read again, by CommonMark's rule for code spans.
    fn code_span(&self, text: &str, bytes: &Range<usize>) -> String {
        if self.source.masked.regions_in(bytes).is_empty() {
            return text.to_owned();
        }
        let original = self.source.text.get(bytes.clone()).unwrap_or(text);
        let code = original.trim_matches('`').replace("\\|", "|").replace("\r\n", " ").replace('\n', " ");
        let padded = code.len() > 2 && code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        if padded { code[1..code.len() - 1].to_owned() } else { code }
    }

    /// Text, with the regions in it read from the source.
    fn text(&mut self, text: &str, bytes: Range<usize>, out: &mut Line) {
        let regions = self.source.masked.regions_in(&bytes);
        if regions.is_empty() || text.len() != bytes.len() {
            if bytes.start >= self.done {
                out.text(text, bytes);
            }
            return;
        }
        let mut at = bytes.start.max(self.done);
        for region in regions {
            if region.bytes.start < at {
                continue;
            }
            out.verbatim(at..region.bytes.start);
            at = region.bytes.end;
            if region.kind == RegionKind::Dunder {
                self.dunder(region.bytes.clone());
            }
            match obsidian::inline(self.source, region) {
                Some(Inline { kind: InlineKind::Text(text), .. }) => out.text(&text, region.bytes.clone()),
                Some(inline) => out.push(inline),
                None => {
                    out.nothing();
                    if at < bytes.end && out.ends_blank() {
                        at = bytes.end - self.source.text[at..bytes.end].trim_start_matches(' ').len();
                    }
                }
            }
        }
        self.done = at;
        if at < bytes.end {
            out.verbatim(at..bytes.end);
        }
    }

    fn dunder(&mut self, bytes: Range<usize>) {
        let name = &self.source.text[bytes.clone()];
        let message = format!("`{name}` outside code turns bold in other Markdown tools; it is kept as a name here");
        let diagnostic = Diagnostic::new(Code::DunderEmphasis, self.source.span(bytes), message);
        self.found.diagnostics.push(diagnostic.help(format!("write it as code: `{name}`")));
    }
}

/// A link inside a link is its text (a bare address in the text of a link, for one).
fn without_links(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .map(|inline| match &inline.kind {
            InlineKind::Link(link) => Inline::text(plain_text(&link.content), inline.span),
            _ => inline,
        })
        .collect()
}
