//! The finished document as bytes: streams deflated, all else in object streams, a cross-reference stream with
//! predictor 12 (PDF 1.7, 7.5.7 and 7.5.8). lopdf writes these too, but three times as large for tagged pages.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use rayon::prelude::*;

/// Objects an object stream holds. Measured on 100 tagged pages: more make it no smaller.
const OBJECTS_A_STREAM: usize = 500;

/// Bytes an entry of the cross-reference stream takes: kind, offset or container, generation or index.
const ENTRY: usize = 1 + 4 + 2;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Offset(usize),
    Container(u32, usize),
}

/// The file.
///
/// # Errors
/// If an object cannot be written.
pub(super) fn bytes(mut document: Document) -> Result<Vec<u8>> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let (streams, plain): (Vec<_>, Vec<_>) =
        std::mem::take(&mut document.objects).into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let containers = plain.par_chunks(OBJECTS_A_STREAM).map(container).collect::<Result<Vec<_>>>()?;
    let size = document.max_id as usize + containers.len() + 2;
    let mut places: Vec<Option<Place>> = vec![None; size];
    let streams: Vec<(u32, Stream)> = streams
        .into_par_iter()
        .filter_map(|(id, object)| match object {
            Object::Stream(stream) => Some((id.0, deflated(stream))),
            _ => None,
        })
        .collect();
    let numbered = (document.max_id + 1..).zip(containers);
    let first_container = document.max_id + 1;
    for (number, stream) in streams.into_iter().chain(numbered) {
        places[number as usize] = Some(Place::Offset(out.len()));
        write_indirect(&mut out, number, Object::Stream(stream))?;
    }
    for (index, (id, _)) in plain.iter().enumerate() {
        let container = first_container + (index / OBJECTS_A_STREAM) as u32;
        places[id.0 as usize] = Some(Place::Container(container, index % OBJECTS_A_STREAM));
    }
    let start = out.len();
    let number = size - 1;
    places[number] = Some(Place::Offset(start));
    let table = cross_references(&document, &places);
    write_indirect(&mut out, number as u32, Object::Stream(table))?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    Ok(out)
}

fn container(objects: &[(lopdf::ObjectId, Object)]) -> Result<Stream> {
    let (mut index, mut body) = (String::new(), Vec::new());
    for (id, object) in objects {
        write!(index, "{} {} ", id.0, body.len())?;
        body.extend(encode(object.clone())?);
    }
    let first = index.len() as i64;
    let content = [index.into_bytes(), body].concat();
    let dict = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => first };
    Ok(deflated(Stream::new(dict, content)))
}

/// The bytes of an object, with a space after it: lopdf shows its writer only to content streams.
fn encode(object: Object) -> Result<Vec<u8>> {
    let operations = vec![Operation::new("", vec![object])];
    Ok(Content { operations }.encode()?)
}

fn write_indirect(out: &mut Vec<u8>, number: u32, object: Object) -> Result<()> {
    writeln!(out, "{number} 0 obj")?;
    out.extend(encode(object)?);
    out.extend_from_slice(b"\nendobj\n");
    Ok(())
}

/// Deflated, unless it is packed already.
pub(super) fn deflated(mut stream: Stream) -> Stream {
    if stream.allows_compression && !stream.dict.has(b"Filter") {
        let packed = deflate(&stream.content);
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    stream
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

fn cross_references(document: &Document, places: &[Option<Place>]) -> Stream {
    let mut rows = Vec::with_capacity(places.len() * (ENTRY + 1));
    let mut above = [0_u8; ENTRY];
    for place in places {
        let mut row = [0_u8; ENTRY];
        let (kind, wide, narrow) = match *place {
            None => (0, 0, u16::MAX),
            Some(Place::Offset(offset)) => (1, offset as u32, 0),
            Some(Place::Container(number, index)) => (2, number, index as u16),
        };
        row[0] = kind;
        row[1..5].copy_from_slice(&wide.to_be_bytes());
        row[5..].copy_from_slice(&narrow.to_be_bytes());
        // PNG's filter "up".
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    let parameters = dictionary! { "Predictor" => 12, "Columns" => ENTRY as i64 };
    let mut dict = document.trailer.clone();
    dict.set("Type", "XRef");
    dict.set("Size", places.len() as i64);
    dict.set("W", vec![1.into(), 4.into(), 2.into()]);
    dict.set("DecodeParms", parameters);
    dict.set("Filter", "FlateDecode");
    dict.remove(b"Prev");
    Stream::new(dict, deflate(&rows))
}
