//! Pictures: found, measured, kept as bytes for the painter.

use std::io::{Cursor, Read};
use std::sync::Arc;

use super::Composer;
use super::blocks::Place;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::media::{MediaFile, MediaKind};
use crate::model::{Image, Span, plain_text};
use crate::typeset::PictureFile;
use crate::typeset::fonts::Look;
use crate::typeset::node::{Node, Picture, Text, TextStyle};

/// Pixels of a picture in an inch, at the least: larger it would look coarse.
const DPI: f32 = 150.0;

/// Points of a CSS pixel.
const CSS_PIXEL: f32 = 0.75;

/// A larger file is not read.
const LARGEST: u64 = 64 << 20;

impl Composer<'_> {
    /// Whether `image` is a picture that was found.
    pub(super) fn is_picture(&self, span: Span, image: &Image) -> bool {
        self.found(span, image).is_some()
    }

    /// A picture that cannot be shown is its name, or what is said in its place.
    pub(super) fn named(&mut self, image: &Image, style: TextStyle, rich: &mut Rich) {
        let alt = plain_text(&image.alt);
        let name = image.source.rsplit(['/', '\\']).next().unwrap_or("");
        let text = if alt.trim().is_empty() { name } else { alt.trim() };
        let shown = TextStyle { color: self.style.text.muted, look: Look { italic: true, ..style.look }, ..style };
        rich.push(text, shown);
    }

    pub(super) fn figure(&mut self, image: &Image, span: Span, place: Place) -> Node {
        let read = self.found(span, image).and_then(|file| self.read(&file));
        let Some((index, pixels)) = read else {
            let mut rich = Rich::default();
            self.named(image, self.plain(), &mut rich);
            let content = self.paragraph(rich, Hyphens::Never);
            return Node::Text(Text { content, scale: place.scale, keep: false });
        };
        let (wide, high) = (pixels.0 as f32, pixels.1 as f32);
        let finest = wide * 72.0 / DPI;
        let asked = match (image.width, image.height) {
            (Some(width), _) => width as f32 * CSS_PIXEL,
            (None, Some(height)) => height as f32 * CSS_PIXEL * wide / high,
            (None, None) => finest,
        };
        let width = asked.min(finest);
        Node::Picture(Picture { index, width, height: width * high / wide, alt: plain_text(&image.alt) })
    }

    fn found(&self, span: Span, image: &Image) -> Option<Arc<MediaFile>> {
        let file = self.media.find(span.note, image).ok()?;
        let vector = file.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
        (file.kind() == MediaKind::Picture && !vector).then_some(file)
    }

    /// The picture's place in the list, and its width and height in pixels.
    fn read(&mut self, file: &MediaFile) -> Option<(u32, (u32, u32))> {
        let mut bytes = Vec::new();
        file.open().ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
        if let Some(at) = self.pictures.iter().position(|known| known.bytes == bytes) {
            return Some((at as u32, (self.pictures[at].width, self.pictures[at].height)));
        }
        let reader = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format().ok()?;
        let (width, height) = reader.into_dimensions().ok()?;
        if width == 0 || height == 0 {
            return None;
        }
        self.pictures.push(PictureFile { bytes, width, height });
        Some(((self.pictures.len() - 1) as u32, (width, height)))
    }
}
