//! Pictures as printpdf takes them: JPEGs as they are, all others as pixels.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, RawImage, RawImageData, RawImageFormat, XObject};

use crate::typeset::PictureFile;

/// All pictures, in their order; one that cannot be read is a white dot, so that the numbers stay.
pub(super) fn all(pictures: &[PictureFile]) -> Vec<XObject> {
    pictures.iter().map(|picture| jpeg(picture).or_else(|| pixels(&picture.bytes)).unwrap_or_else(dot)).collect()
}

/// A JPEG of one or three colours goes into the file as it is.
fn jpeg(picture: &PictureFile) -> Option<XObject> {
    let colors = jpeg_colors(&picture.bytes)?;
    let space = match colors {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        _ => return None,
    };
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(picture.width))),
        ("Height".to_owned(), DictItem::Int(i64::from(picture.height))),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), name(space)),
        ("Filter".to_owned(), name("DCTDecode")),
    ]);
    let stream = ExternalStream { dict, content: picture.bytes.clone(), compress: false };
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

fn pixels(bytes: &[u8]) -> Option<XObject> {
    let picture = image::load_from_memory(bytes).ok()?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let (pixels, data_format) = if picture.color().has_alpha() {
        (picture.into_rgba8().into_raw(), RawImageFormat::RGBA8)
    } else {
        (picture.into_rgb8().into_raw(), RawImageFormat::RGB8)
    };
    let pixels = RawImageData::U8(pixels);
    Some(XObject::Image(RawImage { pixels, width, height, data_format, tag: Vec::new() }))
}

fn dot() -> XObject {
    let pixels = RawImageData::U8(vec![255; 3]);
    XObject::Image(RawImage { pixels, width: 1, height: 1, data_format: RawImageFormat::RGB8, tag: Vec::new() })
}
