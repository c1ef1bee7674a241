//! The finished document as bytes: streams deflated, all else in object streams, a cross-reference stream with
//! predictor 12 (PDF 1.7, 7.5.7 and 7.5.8). lopdf writes these too, but three times as large for tagged pages.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use flate2::{Compress, Compression, FlushCompress};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
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

/// Objects as bytes, for object streams.
#[derive(Default)]
pub(super) struct Written {
    body: Vec<u8>,
    /// Number of each, and where it starts.
    objects: Vec<(u32, usize)>,
}

impl Written {
    /// Adds an object of this number.
    pub(super) fn push(&mut self, number: u32, object: &str) {
        self.objects.push((number, self.body.len()));
        self.body.extend(object.as_bytes());
        self.body.push(b'\n');
    }

    fn of(objects: Vec<(ObjectId, Object)>) -> Result<Self> {
        let mut written = Self::default();
        for (id, object) in objects {
            written.objects.push((id.0, written.body.len()));
            written.body.extend(encode(object)?);
        }
        Ok(written)
    }

    /// The object streams that hold all, each with its objects' numbers.
    fn containers(&self) -> impl IndexedParallelIterator<Item = (Vec<u32>, Stream)> + '_ {
        self.objects.par_chunks(OBJECTS_A_STREAM).enumerate().map(|(at, objects)| {
            let next = self.objects.get((at + 1) * OBJECTS_A_STREAM);
            let (start, end) = (objects[0].1, next.map_or(self.body.len(), |(_, start)| *start));
            let mut content = String::new();
            for (number, offset) in objects {
                // Writing to a string cannot fail.
                let _ = write!(content, "{number} {} ", offset - start);
            }
            let first = content.len() as i64;
            let content = [content.as_bytes(), &self.body[start..end]].concat();
            let dict = dictionary! { "Type" => "ObjStm", "N" => objects.len() as i64, "First" => first };
            (objects.iter().map(|(number, _)| *number).collect(), deflated(Stream::new(dict, content)))
        })
    }
}

/// The file: the document's objects, and those that are written already.
///
/// # Errors
/// If an object cannot be written.
pub(super) fn bytes(mut document: Document, written: &Written) -> Result<Vec<u8>> {
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let (streams, plain): (Vec<_>, Vec<_>) =
        std::mem::take(&mut document.objects).into_iter().partition(|(_, object)| matches!(object, Object::Stream(_)));
    let plain = Written::of(plain)?;
    let containers: Vec<(Vec<u32>, Stream)> = plain.containers().chain(written.containers()).collect();
    let size = document.max_id as usize + containers.len() + 2;
    let mut places: Vec<Option<Place>> = vec![None; size];
    let streams: Vec<(u32, Stream)> = streams
        .into_par_iter()
        .filter_map(|(id, object)| match object {
            Object::Stream(stream) => Some((id.0, deflated(stream))),
            _ => None,
        })
        .collect();
    for (number, stream) in streams {
        places[number as usize] = Some(Place::Offset(out.len()));
        write_indirect(&mut out, number, Object::Stream(stream))?;
    }
    for (number, (held, stream)) in (document.max_id + 1..).zip(containers) {
        for (index, held) in held.into_iter().enumerate() {
            places[held as usize] = Some(Place::Container(number, index));
        }
        places[number as usize] = Some(Place::Offset(out.len()));
        write_indirect(&mut out, number, Object::Stream(stream))?;
    }
    let start = out.len();
    let number = size - 1;
    places[number] = Some(Place::Offset(start));
    let table = cross_references(&document, &places);
    write_indirect(&mut out, number as u32, Object::Stream(table))?;
    write!(out, "startxref\n{start}\n%%EOF\n")?;
    Ok(out)
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
        let program = stream.dict.has(b"Length1");
        let packed = deflate(&stream.content, if program { Effort::Little } else { Effort::Usual });
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    stream
}

/// How hard to look for repetitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effort {
    Usual,
    /// For font programs, which have few: 3 % larger in a third of the time.
    Little,
}

fn deflate(bytes: &[u8], effort: Effort) -> Vec<u8> {
    thread_local! {
        // Their tables take longer to clear than a small stream to pack: they serve all streams of a thread.
        static USUAL: RefCell<Compress> = RefCell::new(Compress::new(Compression::default(), true));
        static LITTLE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(2), true));
    }
    let packer = if effort == Effort::Usual { &USUAL } else { &LITTLE };
    packer.with_borrow_mut(|packer| {
        packer.reset();
        // More than incompressible bytes take, so that one call does it all.
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 100);
        // Packing into a vector with room cannot fail.
        let _ = packer.compress_vec(bytes, &mut out, FlushCompress::Finish);
        out
    })
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
    Stream::new(dict, deflate(&rows, Effort::Usual))
}
