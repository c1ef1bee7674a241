//! What stands inside a line.

use super::raw::{self, Tag};
use super::{Html, link, math, sink};
use crate::media::{self, MediaError, MediaKind};
use crate::model::{Cloze, Image, Inline, InlineKind, Link, NoteId, Span, Target, formula, formula_pieces};
use crate::text::{plain, wraps};

impl Html<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        let frame = self.open.len();
        let mut at = 0;
        while let Some(inline) = inlines.get(at) {
            match &inline.kind {
                InlineKind::Break(_) => self.sink.markup(if wraps(inlines, at) { " " } else { "<br>" }),
                InlineKind::Html(html) => at += self.raw_inline(inline.span, html, &inlines[at + 1..], frame),
                InlineKind::Math(_) | InlineKind::Cloze(_) if formula_pieces(&inlines[at..]) > 1 => {
                    let pieces = formula_pieces(&inlines[at..]);
                    self.formula(&inlines[at..at + pieces]);
                    at += pieces - 1;
                }
                _ => self.inline(inline),
            }
            at += 1;
        }
        self.close_raw(frame);
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.sink.text(text),
            InlineKind::Code(code) => {
                self.sink.markup("<code>");
                self.sink.text(code);
                self.sink.markup("</code>");
            }
            InlineKind::Emph(inner) => self.element("em", inner),
            InlineKind::Strong(inner) => self.element("strong", inner),
            InlineKind::Strike(inner) => self.element("del", inner),
            InlineKind::Highlight(inner) => self.element("mark", inner),
            InlineKind::Sub(inner) => self.element("sub", inner),
            InlineKind::Sup(inner) => self.element("sup", inner),
            InlineKind::Key(inner) => self.element("kbd", inner),
            InlineKind::Link(link) => self.link(link),
            InlineKind::Image(image) => self.image(inline.span, image),
            InlineKind::Math(math) => self.math(&math.tex, math.display),
            InlineKind::Cloze(cloze) => self.cloze(cloze),
            InlineKind::Footnote(label) => self.footnote_sign(inline.span.note, label),
            InlineKind::Tag(tag) => {
                self.sink.markup("<span class=\"tag\">#");
                self.sink.text(tag);
                self.sink.markup("</span>");
            }
            InlineKind::Break(_) | InlineKind::Html(_) => {} // `inlines` has them, as it knows their neighbours
        }
    }

    fn link(&mut self, link: &Link) {
        let address = match &link.target {
            Target::Url(url) if link::is_safe(url) => Some(url.clone()),
            Target::Topic(topic) => {
                let heading = self.notebook.topic(*topic);
                let title = if topic.topic.0 == 0 { String::new() } else { heading.title_text() };
                self.address(topic.note, &title)
            }
            Target::Url(_) | Target::Unresolved(_) => None,
        };
        match &address {
            Some(address) => self.sink.markup(&format!("<a href=\"{}\">", sink::attribute(address))),
            None => self.sink.markup("<span class=\"ref\">"),
        }
        match (&link.target, link.content.is_empty()) {
            (Target::Url(name) | Target::Unresolved(name), true) => self.sink.text(name),
            _ => self.inlines(&link.content),
        }
        self.sink.markup(if address.is_some() { "</a>" } else { "</span>" });
    }

    pub(super) fn math(&mut self, tex: &str, display: bool) {
        let (open, close) = if display { ("\\[", "\\]") } else { ("\\(", "\\)") };
        self.sink.markup(open);
        self.sink.formula(&math::tame(tex));
        self.sink.markup(close);
    }

    /// One formula with blanks in it. Anki takes its own markup out of formulas, so a command must not run into what
    /// follows its piece.
    fn formula(&mut self, pieces: &[Inline]) {
        let display = pieces.iter().find_map(formula).is_some_and(|math| math.display);
        self.sink.markup(if display { "\\[" } else { "\\(" });
        for piece in pieces {
            let Some(math) = formula(piece) else { continue };
            let mut tex = math::tame_piece(&math.tex);
            if math::ends_in_command(&tex) || tex.ends_with(['{', '}']) {
                tex.push(' ');
            }
            match &piece.kind {
                InlineKind::Cloze(cloze) => {
                    self.sink.open_cloze(cloze.number);
                    self.sink.formula(&tex);
                    self.sink.close_cloze();
                }
                _ => self.sink.formula(&tex),
            }
        }
        self.sink.markup(if display { "\\]" } else { "\\)" });
    }

    fn cloze(&mut self, cloze: &Cloze) {
        self.sink.open_cloze(cloze.number);
        self.inlines(&cloze.content);
        if !cloze.hint.is_empty() {
            self.sink.hint();
            self.sink.text(&cloze.hint);
        }
        self.sink.close_cloze();
    }

    fn footnote_sign(&mut self, note: NoteId, label: &str) {
        if self.footnote(note, label).is_none() {
            self.sink.text(&format!("[^{label}]"));
            return;
        }
        let known = self.notes.iter().position(|(of, named)| *of == note && named == label);
        let number = known.unwrap_or_else(|| {
            self.notes.push((note, label.to_owned()));
            self.notes.len() - 1
        }) + 1;
        self.sink.markup(&format!("<sup class=\"footnote\">{number}</sup>"));
    }

    /// A picture by the name it is stored under, a sound or video as Anki plays it, and words for all else.
    pub(super) fn image(&mut self, span: Span, image: &Image) {
        let found = self.media.find(span.note, image);
        match found.as_ref().map(|file| (file.kind(), file.stored())) {
            Ok((MediaKind::Picture, Some(name))) => {
                self.picture(name, image);
                if image.alt.iter().any(|inline| matches!(inline.kind, InlineKind::Cloze(_))) {
                    self.inlines(&image.alt); // a blank in a description asks for what the picture shows
                }
            }
            Ok((MediaKind::Sound | MediaKind::Video, Some(name))) => self.sink.markup(&format!("[sound:{name}]")),
            Err(MediaError::Remote) if link::is_safe(&image.source) => {
                let alt = plain::inlines(&image.alt);
                self.sink.markup(&format!("<a class=\"remote\" href=\"{}\">", sink::attribute(&image.source)));
                self.sink.text(if alt.trim().is_empty() { &image.source } else { &alt });
                self.sink.markup("</a>");
            }
            _ => {
                self.sink.markup("<span class=\"missing\">");
                if image.alt.is_empty() {
                    self.sink.text(&plain::picture(image));
                } else {
                    self.inlines(&image.alt);
                }
                self.sink.markup("</span>");
            }
        }
    }

    fn picture(&mut self, name: &str, image: &Image) {
        let alt = sink::attribute(&plain::inlines(&image.alt));
        self.sink.markup(&format!("<img src=\"{name}\" alt=\"{alt}\""));
        if !image.title.is_empty() {
            self.sink.markup(&format!(" title=\"{}\"", sink::attribute(&image.title)));
        }
        for (side, length) in [("width", image.width), ("height", image.height)] {
            if let Some(length) = length {
                self.sink.markup(&format!(" {side}=\"{length}\""));
            }
        }
        self.sink.markup(">");
    }

    /// A raw tag of the note; gives how many of the inlines after it went with it.
    fn raw_inline(&mut self, span: Span, html: &str, after: &[Inline], frame: usize) -> usize {
        for piece in raw::pieces(html) {
            match piece {
                raw::Piece::Open(name, tag) => {
                    if matches!(raw::tag(&name, tag), Tag::Silence) {
                        return closing(&name, after).map_or(0, |at| at + 1);
                    }
                    self.open_raw(span, &name, tag);
                }
                raw::Piece::Close(name) if self.open[frame..].contains(&name) => self.close_tag(&name),
                // One that was closed with what is around it is done; any other is text, as in "`</b>` ends it".
                raw::Piece::Close(name) if !self.closed.contains(&name) && raw::is_element(&name) => {
                    self.sink.text(html);
                }
                raw::Piece::Close(_) => {}
                raw::Piece::Text(text) => self.sink.escaped(&raw::text(text)),
            }
        }
        0
    }

    /// `<img>`, `<audio>`, `<video>` and their `<source>`.
    pub(super) fn raw_image(&mut self, span: Span, html: &str) {
        if let Some(image) = media::raw_image(span, &|name| raw::attribute(html, name)) {
            self.image(span, &image);
        }
    }
}

/// Where the end tag of `name` stands among `inlines`.
fn closing(name: &str, inlines: &[Inline]) -> Option<usize> {
    inlines.iter().position(|inline| match &inline.kind {
        InlineKind::Html(html) => {
            matches!(raw::pieces(html).first(), Some(raw::Piece::Close(closed)) if closed == name)
        }
        _ => false,
    })
}
