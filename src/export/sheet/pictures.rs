//! Pictures as printpdf takes them: JPEGs as they are, all others as pixels; drawings as many of them as print can show.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, RawImage, RawImageData, RawImageFormat, XObject};

use crate::typeset::PictureFile;
use crate::typeset::drawing::Pixels;
use crate::typeset::pages::Page;
use crate::typeset::placed::Shape;

/// All pictures, in their order; one that cannot be read is a white dot, so that the numbers stay.
pub(super) fn all(pictures: &[PictureFile], pages: &[Page]) -> Vec<XObject> {
    let widest = widest(pictures.len(), pages);
    let object = |(picture, widest): (&PictureFile, f32)| match picture {
        PictureFile::Pixels { bytes, width, height } => jpeg(bytes, *width, *height).or_else(|| decoded(bytes)),
        PictureFile::Drawing(drawing) => drawing.pixels(widest).map(drawn),
    };
    pictures.iter().zip(widest).map(|picture| object(picture).unwrap_or_else(dot)).collect()
}

/// The greatest width, in points, at which each picture is printed.
fn widest(count: usize, pages: &[Page]) -> Vec<f32> {
    let mut widest = vec![0.0; count];
    for mark in pages.iter().flat_map(|page| &page.marks) {
        if let Shape::Picture { index, w, .. } = mark.shape
            && let Some(widest) = widest.get_mut(index as usize)
        {
            *widest = w.max(*widest);
        }
    }
    widest
}

/// A JPEG of one or three colours goes into the file as it is.
fn jpeg(bytes: &[u8], width: u32, height: u32) -> Option<XObject> {
    let colors = jpeg_colors(bytes)?;
    let space = match colors {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return None,
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(width))),
        ("Height".to_owned(), DictItem::Int(i64::from(height))),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), name(space)),
        ("Filter".to_owned(), name("DCTDecode")),
    ]);
    let stream = ExternalStream { dict, content: bytes.to_vec(), compress: false };
    Some(XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None }))
}

/// The number of colours in a JPEG's frame header (ITU T.81, B.2.2); none for what is no JPEG of 8 bits.
fn jpeg_colors(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    loop {
        let [marker, code, high, low] = *bytes.get(at..at + 4)?.first_chunk()?;
        if marker != 0xFF {
            return None;
        }
        // SOF0 to SOF2: baseline and progressive, which every reader decodes.
        if matches!(code, 0xC0..=0xC2) {
            return (*bytes.get(at + 4)? == 8).then_some(*bytes.get(at + 9)?);
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

fn decoded(bytes: &[u8]) -> Option<XObject> {
    let picture = image::load_from_memory(bytes).ok()?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    Some(if picture.color().has_alpha() {
        raw(picture.into_rgba8().into_raw(), RawImageFormat::RGBA8, width, height)
    } else {
        raw(picture.into_rgb8().into_raw(), RawImageFormat::RGB8, width, height)
    })
}

/// A drawing's pixels; what is clear in it shows the paper.
fn drawn(pixels: Pixels) -> XObject {
    raw(pixels.rgba, RawImageFormat::RGBA8, pixels.width as usize, pixels.height as usize)
}

fn raw(bytes: Vec<u8>, data_format: RawImageFormat, width: usize, height: usize) -> XObject {
    XObject::Image(RawImage { pixels: RawImageData::U8(bytes), width, height, data_format, tag: Vec::new() })
}

fn dot() -> XObject {
    raw(vec![255; 3], RawImageFormat::RGB8, 1, 1)
}
