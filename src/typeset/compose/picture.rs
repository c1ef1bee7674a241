//! Pictures: found, measured, kept as bytes for the painter.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use super::Composer;
use super::blocks::Place;
use super::inlines::Rich;
use super::paragraph::Hyphens;
use crate::diagnostic::{Code, Diagnostic};
use crate::media::{MediaFile, MediaKind};
use crate::model::{Image, Inline, InlineKind, Span, plain_text};
use crate::typeset::PictureFile;
use crate::typeset::drawing::Drawing;
use crate::typeset::fonts::Look;
use crate::typeset::node::{Node, Object, ObjectKind, Picture, Text, TextStyle};

/// Pixels of a picture in an inch, at the least: larger it would look coarse.
const DPI: f32 = 150.0;

/// Points of a CSS pixel.
const CSS_PIXEL: f32 = 0.75;

/// A larger file is not read.
const LARGEST: u64 = 64 << 20;

/// A picture no higher than this, in points, stands in its line of text as a sign does.
const SIGN: f32 = 24.0;
/// Such a sign is as high, in em, and reaches as far below the baseline.
const SIGN_HEIGHT: f32 = 1.1;
const SIGN_BELOW: f32 = 0.2;
/// A picture in a cell or heading is no higher and no wider, in em.
const CELL: (f32, f32) = (12.0, 7.0);
/// The text size that pictures in em are measured by, in points.
const EM: f32 = 7.5;

/// A picture that was read: its place in the list, its own size in points, and the width beyond which it gets coarse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loaded {
    index: u32,
    width: f32,
    height: f32,
    finest: f32,
}

/// Why a picture that is there cannot be shown, and what helps.
struct Unread {
    why: String,
    help: &'static str,
}

impl Unread {
    fn pixels() -> Self {
        Self { why: "cannot be read as a picture".to_owned(), help: "save it as PNG or JPEG" }
    }
}

impl Composer<'_> {
    /// Whether the image at `at` stands on a line of its own: a picture that was found, and no small sign in a text.
    pub(super) fn stands_alone(&mut self, inlines: &[Inline], at: usize) -> bool {
        let InlineKind::Image(image) = &inlines[at].kind else { return false };
        let Some(read) = self.read_image(image, inlines[at].span) else { return false };
        let text = |inline: &Inline| !matches!(inline.kind, InlineKind::Image(_) | InlineKind::Break(_));
        let said = |inline: &&Inline| text(inline) && !plain_text(std::slice::from_ref(*inline)).trim().is_empty();
        read.height > SIGN || inlines.iter().find(said).is_none()
    }

    /// A picture inside text, or what is said in its place if it cannot be shown.
    pub(super) fn sign(&mut self, image: &Image, span: Span, style: TextStyle, rich: &mut Rich) {
        let Some(read) = self.read_image(image, span) else { return self.named(image, span, style, rich) };
        let ratio = read.width / read.height;
        let (height, below) = if read.height <= SIGN {
            (SIGN_HEIGHT, SIGN_BELOW)
        } else {
            // Its top stands level with the letters beside it.
            let height = (read.height / EM).min(CELL.1).min(CELL.0 / ratio);
            (height, (height - SIGN_HEIGHT + SIGN_BELOW).max(SIGN_BELOW))
        };
        let kind = ObjectKind::Picture(read.index);
        let alt = plain_text(&image.alt);
        rich.object(Object { width: height * ratio, above: height - below, below, kind, alt: alt.into_owned() }, style);
    }

    /// What is said in place of a picture. A file that is there is named at the least; of one that is missing only a finding
    /// tells.
    fn named(&mut self, image: &Image, span: Span, style: TextStyle, rich: &mut Rich) {
        let alt = plain_text(&image.alt);
        let there = self.media.find(span.note, image).is_ok();
        let name = image.source.rsplit(['/', '\\']).next().filter(|_| there).unwrap_or("");
        let text = if alt.trim().is_empty() { name } else { alt.trim() };
        let shown = TextStyle { color: self.style.text.muted, look: Look { italic: true, ..style.look }, ..style };
        rich.push(text, shown);
    }

    pub(super) fn figure(&mut self, image: &Image, span: Span, place: Place) -> Node {
        let Some(read) = self.read_image(image, span) else {
            let mut rich = Rich::default();
            self.named(image, span, self.plain(), &mut rich);
            let content = self.paragraph(rich, Hyphens::Never);
            return Node::Text(Text { content, scale: place.scale, keep: false });
        };
        let asked = match (image.width, image.height) {
            (Some(width), _) => width as f32 * CSS_PIXEL,
            (None, Some(height)) => height as f32 * CSS_PIXEL * read.width / read.height,
            (None, None) => read.width,
        };
        let width = asked.min(read.finest);
        let height = width * read.height / read.width;
        Node::Picture(Picture { index: read.index, width, height, alt: plain_text(&image.alt).into_owned() })
    }

    /// The picture, if it is found and can be read; what is found and cannot be is told.
    fn read_image(&mut self, image: &Image, span: Span) -> Option<Loaded> {
        let file = self.media.find(span.note, image).ok().filter(|file| file.kind() == MediaKind::Picture)?;
        // By content: pictures inside the text have no name of their own, and equal files are printed from one.
        let name = file.stored()?;
        if let Some(known) = self.read.get(name) {
            return *known;
        }
        let known: BTreeSet<char> = self.fonts.missing().collect();
        let read = self.read(&file);
        let missing: String = self.fonts.missing().filter(|c| !known.contains(c)).collect();
        if !missing.is_empty() {
            let message = format!("no font has `{missing}`, which {:?} writes", image.source);
            let help = "install a font that has their outlines, such as one of the Noto fonts";
            self.diagnostics.push(Diagnostic::new(Code::MissingGlyph, span, message).help(help));
        }
        if let Err(Unread { why, help }) = &read {
            let message = format!("{:?} {why}: its description stands in its place", image.source);
            self.diagnostics.push(Diagnostic::new(Code::MissingImage, span, message).help(*help));
        }
        let read = read.ok();
        self.lost_words(image, read, span);
        self.read.insert(name.to_owned(), read);
        read
    }

    /// Tells of words in a drawing that are HTML without a place.
    fn lost_words(&mut self, image: &Image, read: Option<Loaded>, span: Span) {
        let drawing = read.and_then(|read| self.pictures.get(read.index as usize));
        let Some(PictureFile::Drawing(Drawing { lost, .. })) = drawing else { return };
        if let Some(first) = lost.first() {
            let message = format!("{:?} holds text as HTML, which is not drawn: {first:?}", image.source);
            let more = if lost.len() > 1 { format!(" and {} more", lost.len() - 1) } else { String::new() };
            let help = "export it with its text as SVG text, or as PNG, 300 dots an inch";
            self.diagnostics.push(Diagnostic::new(Code::MissingImage, span, message + &more).help(help));
        }
    }

    fn read(&mut self, file: &MediaFile) -> Result<Loaded, Unread> {
        let mut bytes = Vec::new();
        let whole = file.open().and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
        whole.map_err(|_| Unread::pixels())?;
        let drawn = file.path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
        let (picture, width, height) = if drawn { self.drawing(&bytes)? } else { pixels(bytes)? };
        let finest = if drawn { f32::INFINITY } else { width };
        self.pictures.push(picture);
        Ok(Loaded { index: (self.pictures.len() - 1) as u32, width, height, finest })
    }

    /// A drawing, and its size in points.
    fn drawing(&mut self, bytes: &[u8]) -> Result<(PictureFile, f32, f32), Unread> {
        let drawing = Drawing::read(bytes, self.fonts).map_err(|why| Unread {
            why: format!("cannot be drawn, as {why}"),
            help: "open it in a browser to see what is wrong, or save it as PNG, 300 dots an inch, and show that",
        })?;
        let (width, height) = drawing.size();
        Ok((PictureFile::Drawing(drawing), width, height))
    }
}

/// A picture of pixels, and its size in points.
fn pixels(bytes: Vec<u8>) -> Result<(PictureFile, f32, f32), Unread> {
    let reader = image::ImageReader::new(Cursor::new(&bytes)).with_guessed_format().map_err(|_| Unread::pixels())?;
    let (width, height) = reader.into_dimensions().map_err(|_| Unread::pixels())?;
    if width == 0 || height == 0 {
        return Err(Unread::pixels());
    }
    let finest = |pixels: u32| pixels as f32 * 72.0 / DPI;
    Ok((PictureFile::Pixels { bytes, width, height }, finest(width), finest(height)))
}
