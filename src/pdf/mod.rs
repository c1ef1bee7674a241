//! Placed pages to the bytes of a PDF 1.7 file: tagged (PDF/UA-1), outlined, with subset fonts, the same on every run.
//!
//! printpdf writes pages, fonts and pictures; what it leaves open is finished through lopdf.

mod contents;
mod embed;
mod finish;
mod outline;
mod paint;
mod save;
mod tags;
#[cfg(test)]
mod tests;

use anyhow::Result;
use lopdf::{Object, StringFormat};
use printpdf::{PdfDocument, PdfSaveOptions, XObject, XObjectId};

use crate::model::TopicRef;
use crate::typeset::pages::Page;
use crate::typeset::placed::{FontId, Structure};

/// A font file and which of its faces.
#[derive(Debug, Clone, Copy)]
pub struct FontFile<'a> {
    /// The whole file.
    pub data: &'a [u8],
    /// The face in a collection.
    pub index: u32,
}

/// A topic in the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// What is shown.
    pub title: String,
    /// Where it leads.
    pub topic: TopicRef,
    /// The topics below it.
    pub children: Vec<OutlineEntry>,
}

/// All that goes into a file.
pub struct Source<'a> {
    /// The document's title.
    pub title: &'a str,
    /// Its language, BCP 47.
    pub lang: &'a str,
    /// Its pages.
    pub pages: &'a [Page],
    /// Its logical structure.
    pub structure: &'a Structure,
    /// Its outline.
    pub outline: &'a [OutlineEntry],
    /// A topic's title, as a link to it is described.
    pub topic_title: &'a dyn Fn(TopicRef) -> String,
    /// The file of a font that the pages name.
    pub font: &'a dyn Fn(FontId) -> FontFile<'a>,
    /// The pictures that the pages name.
    pub pictures: Vec<XObject>,
}

/// The bytes of the file.
///
/// # Errors
/// If a font cannot be subset.
pub fn write(mut source: Source<'_>) -> Result<Vec<u8>> {
    let fonts = embed::fonts(source.pages, source.font)?;
    let mut tags = tags::Tags::new(source.structure, source.pages.len());
    let pictures = std::mem::take(&mut source.pictures);
    let (streams, areas) = contents::streams(source.pages, &fonts, &pictures, &mut tags)?;
    let mut document = PdfDocument::new(source.title);
    for font in fonts.values() {
        document.resources.fonts.map.insert(font.resource.clone(), font.to_printpdf());
    }
    for (index, picture) in pictures.into_iter().enumerate() {
        document.resources.xobjects.map.insert(picture_name(index as u32), picture);
    }
    let mut mentions = contents::mentions(&fonts);
    document.pages = source.pages.iter().map(|page| contents::blank(page, std::mem::take(&mut mentions))).collect();
    let mut finished = document.to_lopdf_document(&options(), &mut Vec::new());
    drop(document);
    contents::put(&mut finished, streams)?;
    let written = finish::finish(&mut finished, &source, &fonts, tags, areas)?;
    save::bytes(finished, &written)
}

/// Fonts are subset already, and pictures come as they shall be.
fn options() -> PdfSaveOptions {
    PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None }
}

/// A picture's name in the pages' resources.
fn picture_name(index: u32) -> XObjectId {
    XObjectId(format!("P{index}"))
}

/// UTF-16 with its byte order mark.
fn utf16(text: &str) -> Vec<u8> {
    [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// A text string (PDF 1.7, 7.9.2.2): plain where it is ASCII.
fn text_string(text: &str) -> Object {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
    } else {
        Object::String(utf16(text), StringFormat::Hexadecimal)
    }
}
