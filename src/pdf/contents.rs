//! The content streams of pages, some pages at a time: printpdf's operations take fifty times the room of what they
//! become, and must not be held for a whole book.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use lopdf::{Document, Object, Stream};
use printpdf::{Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, Pt, TextItem, XObject};
use rayon::prelude::*;

use super::embed::Embedded;
use super::paint::{self, LinkArea};
use super::{options, picture_name, save, tags};
use crate::typeset::pages::Page;
use crate::typeset::placed::{FontId, Shape};

/// Pages whose operations are held at once, by all threads together.
const AT_ONCE: usize = 16;

/// The deflated content of each page, and where its links are.
///
/// # Errors
/// If a page comes out without content.
pub(super) fn streams(
    pages: &[Page],
    fonts: &BTreeMap<FontId, Embedded>,
    pictures: &[XObject],
    tags: &mut tags::Tags<'_>,
) -> Result<(Vec<Stream>, Vec<Vec<LinkArea>>)> {
    let (mut streams, mut areas) = (Vec::with_capacity(pages.len()), Vec::with_capacity(pages.len()));
    let share = AT_ONCE.div_ceil(rayon::current_num_threads());
    for (round, some) in pages.chunks(AT_ONCE).enumerate() {
        let mut painted: Vec<Vec<PdfPage>> = Vec::new();
        for (at, page) in some.iter().enumerate() {
            // One after the other, since marks are numbered as they come.
            let (operations, links) = paint::page(page, round * AT_ONCE + at, fonts, tags);
            areas.push(links);
            let page = blank(page, operations);
            match painted.last_mut().filter(|pages| pages.len() < share) {
                Some(pages) => pages.push(page),
                None => painted.push(vec![page]),
            }
        }
        let written = painted.into_par_iter().zip(some.par_chunks(share));
        let written = written.map(|(painted, pages)| written_pages(painted, pages, fonts, pictures));
        streams.extend(written.collect::<Result<Vec<_>>>()?.into_iter().flatten());
    }
    Ok((streams, areas))
}

/// The content of painted pages, in a document that knows the names they use.
fn written_pages(
    painted: Vec<PdfPage>,
    pages: &[Page],
    fonts: &BTreeMap<FontId, Embedded>,
    pictures: &[XObject],
) -> Result<Vec<Stream>> {
    let mut document = PdfDocument::new("");
    for font in fonts.values() {
        document.resources.fonts.map.insert(font.resource.clone(), font.to_printpdf_bare());
    }
    for index in pages.iter().flat_map(shown) {
        let Some(picture) = pictures.get(index as usize) else { continue };
        document.resources.xobjects.map.entry(picture_name(index)).or_insert_with(|| picture.clone());
    }
    document.pages = painted;
    let mut written = document.to_lopdf_document(&options(), &mut Vec::new());
    drop(document);
    Ok(taken(&mut written)?.into_iter().map(save::deflated).collect())
}

/// A page with these operations.
pub(super) fn blank(page: &Page, operations: Vec<Op>) -> PdfPage {
    PdfPage::new(Mm::from(Pt(page.width)), Mm::from(Pt(page.height)), operations)
}

/// Names every font, as printpdf leaves out what no page shows.
pub(super) fn mentions(fonts: &BTreeMap<FontId, Embedded>) -> Vec<Op> {
    let mention = |font: &Embedded| {
        let glyph = TextItem::GlyphIds(vec![Codepoint::new(1, 0.0)]);
        let font = PdfFontHandle::External(font.resource.clone());
        [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items: vec![glyph] }]
    };
    fonts.values().flat_map(mention).collect()
}

/// Puts the streams in place of the pages' own.
///
/// # Errors
/// If a page has no content.
pub(super) fn put(document: &mut Document, streams: Vec<Stream>) -> Result<()> {
    let places = places(document)?;
    for (place, stream) in places.into_iter().zip(streams) {
        document.objects.insert(place, Object::Stream(stream));
    }
    Ok(())
}

fn taken(document: &mut Document) -> Result<Vec<Stream>> {
    let places = places(document)?;
    let take = |place| match document.objects.remove(&place) {
        Some(Object::Stream(stream)) => Ok(stream),
        _ => anyhow::bail!("a page's content is no stream"),
    };
    places.into_iter().map(take).collect()
}

/// Where the content of each page is.
fn places(document: &Document) -> Result<Vec<lopdf::ObjectId>> {
    let content = |page| document.get_dictionary(page)?.get(b"Contents")?.as_reference();
    document.get_pages().into_values().map(|page| content(page).context("a page has no content")).collect()
}

/// The pictures on a page.
fn shown(page: &Page) -> impl Iterator<Item = u32> + '_ {
    page.marks.iter().filter_map(|mark| if let Shape::Picture { index, .. } = mark.shape { Some(index) } else { None })
}
