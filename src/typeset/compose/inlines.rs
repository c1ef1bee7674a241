//! Inlines to one string with styled stretches.

use std::ops::Range;

use super::Composer;
use crate::model::{BreakStyle, Inline, InlineKind, Link, Target};
use crate::typeset::fonts::Look;
use crate::typeset::node::{Ground, Object, Raise, TextStyle};
use crate::typeset::placed::Destination;

/// Stands for an object in the text: of the private use area, so that lines break around it as around a letter.
pub(super) const OBJECT: char = '\u{f8ff}';

/// Text with styles, before it is shaped.
#[derive(Debug, Default)]
pub(super) struct Rich {
    pub(super) text: String,
    /// Stretches of equal style, without gaps.
    pub(super) spans: Vec<(Range<usize>, u16)>,
    pub(super) styles: Vec<TextStyle>,
    pub(super) links: Vec<Destination>,
    /// From where a line of code is a comment, better moved whole than torn.
    pub(super) comment: Option<usize>,
    /// Runs from right to left whatever its letters say: the number of an item in such a list.
    pub(super) rtl: bool,
    /// By the byte their sign stands at.
    pub(super) objects: Vec<(usize, Object)>,
}

impl Rich {
    pub(super) fn push(&mut self, text: &str, style: TextStyle) {
        // Two line breaks in a row make no empty line.
        let again = text == "\n" && self.text.trim_end_matches(' ').ends_with('\n');
        if text.is_empty() || again {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        let index = self.styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        }) as u16;
        match self.spans.last_mut() {
            Some((range, last)) if *last == index => range.end = self.text.len(),
            _ => self.spans.push((from..self.text.len(), index)),
        }
    }

    pub(super) fn object(&mut self, object: Object, style: TextStyle) {
        self.objects.push((self.text.len(), object));
        self.push(OBJECT.encode_utf8(&mut [0; 4]), style);
    }
}

impl Composer<'_> {
    /// Text in plain style.
    pub(super) fn plain(&self) -> TextStyle {
        TextStyle {
            look: Look::default(),
            color: self.style.text.color,
            raise: Raise::None,
            strike: false,
            underline: false,
            ground: Ground::None,
            link: None,
            code: false,
            scale: 1.0,
        }
    }

    /// Bold text.
    pub(super) fn bold(&self) -> TextStyle {
        let plain = self.plain();
        TextStyle { look: Look { bold: true, ..plain.look }, ..plain }
    }

    pub(super) fn collect(&mut self, inlines: &[Inline], style: TextStyle, rich: &mut Rich) {
        for (at, inline) in inlines.iter().enumerate() {
            if self.options.keep_breaks && crate::model::wraps(inlines, at) {
                rich.push(" ", style);
            } else {
                self.collect_one(inline, style, rich);
            }
        }
    }

    fn collect_one(&mut self, inline: &Inline, style: TextStyle, rich: &mut Rich) {
        let look = style.look;
        match &inline.kind {
            InlineKind::Text(text) => rich.push(text, style),
            InlineKind::Code(code) => rich.push(code, code_span(style)),
            InlineKind::Emph(inner) => {
                self.collect(inner, TextStyle { look: Look { italic: !look.italic, ..look }, ..style }, rich);
            }
            InlineKind::Strong(inner) => {
                self.collect(inner, TextStyle { look: Look { bold: true, ..look }, ..style }, rich);
            }
            InlineKind::Strike(inner) => self.collect(inner, TextStyle { strike: true, ..style }, rich),
            InlineKind::Highlight(inner) => self.collect(inner, TextStyle { ground: Ground::Highlight, ..style }, rich),
            InlineKind::Sub(inner) => self.collect(inner, TextStyle { raise: Raise::Sub, ..style }, rich),
            InlineKind::Sup(inner) => self.collect(inner, TextStyle { raise: Raise::Sup, ..style }, rich),
            InlineKind::Key(inner) => {
                self.collect(inner, TextStyle { ground: Ground::Key, scale: style.scale * 0.9, ..style }, rich);
            }
            InlineKind::Link(link) => self.link(link, style, rich),
            InlineKind::Image(image) => self.sign(image, inline.span, style, rich),
            InlineKind::Math(math) => self.inline_formula(&math.tex, math.display, inline.span, style, rich),
            InlineKind::Cloze(cloze) => {
                self.collect(&cloze.content, TextStyle { ground: Ground::Highlight, ..style }, rich);
            }
            InlineKind::Footnote(label) => {
                let number = self.footnote_number(label);
                rich.push(&number, TextStyle { raise: Raise::Sup, ..style });
            }
            InlineKind::Tag(tag) => rich.push(&format!("#{tag}"), TextStyle { color: self.style.text.muted, ..style }),
            InlineKind::Break(BreakStyle::Hard) => rich.push("\n", style),
            InlineKind::Break(BreakStyle::Soft) => rich.push(if self.options.keep_breaks { "\n" } else { " " }, style),
            InlineKind::Html(_) => {}
        }
    }

    fn link(&mut self, link: &Link, style: TextStyle, rich: &mut Rich) {
        let destination = match &link.target {
            Target::Url(url) => Destination::Url(url.clone()),
            Target::Topic(topic) => Destination::Topic(*topic),
            Target::Unresolved(_) => return self.collect(&link.content, style, rich),
        };
        let number = match &destination {
            // Within its own box a reader needs no number.
            Destination::Topic(topic) => self
                .numbers
                .get(topic)
                .filter(|number| self.own != Some(number.ordinal))
                .map(|number| number.label.clone())
                .filter(|label| !label.is_empty()),
            Destination::Url(_) => None,
        };
        // A topic that is not on this sheet is plain text.
        if matches!(destination, Destination::Topic(topic) if !self.present(topic)) {
            return self.collect(&link.content, style, rich);
        }
        let underline = matches!(destination, Destination::Url(_));
        rich.links.push(destination);
        let style = TextStyle { link: Some((rich.links.len() - 1) as u16), underline, ..style };
        self.collect(&link.content, style, rich);
        if let Some(number) = number {
            let muted = TextStyle { color: self.style.text.muted, ..style };
            rich.push(&format!("\u{a0}→\u{a0}{number}"), muted);
            if let Some(page) = self.other_page(&link.target) {
                rich.push(&format!("\u{a0}({})", self.words.page(page)), muted);
            }
        }
    }
}

impl Composer<'_> {
    /// The page of a topic, if it is another than that of the box at hand.
    fn other_page(&self, target: &Target) -> Option<usize> {
        let Target::Topic(topic) = target else { return None };
        let page = *self.options.pages?.get(topic)?;
        (self.page != Some(page)).then_some(page)
    }
}

/// A code span in text of this style.
fn code_span(style: TextStyle) -> TextStyle {
    let ground = if style.ground == Ground::Highlight { style.ground } else { Ground::Code };
    TextStyle { look: Look { mono: true, ..style.look }, code: true, ground, ..style }
}
