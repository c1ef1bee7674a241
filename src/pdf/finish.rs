//! What printpdf leaves open, closed through lopdf: fonts made exact, annotations, structure, catalog, metadata.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::embed::Embedded;
use super::outline::{self, Places};
use super::paint::LinkArea;
use super::save::Written;
use super::tags::{PlacedLink, Tags};
use super::{Source, text_string};
use crate::typeset::placed::{Destination, FontId};

/// Completes `document` in place; gives the objects that are bytes already.
///
/// # Errors
/// If printpdf's document is not as expected.
pub(super) fn finish(
    document: &mut Document,
    source: &Source<'_>,
    fonts: &BTreeMap<FontId, Embedded>,
    tags: Tags<'_>,
    areas: Vec<Vec<LinkArea>>,
) -> Result<Written> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let places = outline::places(source.pages);
    exact_fonts(document, fonts)?;
    let links = annotate(document, source, &places, &pages, areas)?;
    let mut written = Written::default();
    let structure = tags.write(document, &pages, &links, &mut written);
    let names = outline::write_names(document, &pages, &places);
    let outlines = outline::write(document, source.outline, &pages, &places);
    let xmp = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(source.title, source.lang).into_bytes(),
    );
    // Left uncompressed so that tools that do not read PDF find it.
    let metadata = document.add_object(xmp.with_compression(false));
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if outlines.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
    }
    catalog.set("Names", names);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", metadata);
    catalog.set("Lang", text_string(source.lang));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None", "Duplex" => "DuplexFlipShortEdge" },
    );
    information(document, source)?;
    Ok(written)
}

/// Exact widths, our ToUnicode, and the embedded programs' own names.
fn exact_fonts(document: &mut Document, fonts: &BTreeMap<FontId, Embedded>) -> Result<()> {
    let by_name: BTreeMap<&[u8], &Embedded> = fonts.values().map(|font| (font.name.as_bytes(), font)).collect();
    let mut maps = Vec::new();
    for object in document.objects.values_mut() {
        let Object::Dictionary(font) = object else { continue };
        let is_type0 = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let Some(embedded) = font.get(b"BaseFont").and_then(Object::as_name).ok().and_then(|name| by_name.get(name))
        else {
            continue;
        };
        if is_type0 {
            maps.push((font.get(b"ToUnicode")?.as_reference()?, embedded.to_unicode()));
            for descendant in font.get_mut(b"DescendantFonts")?.as_array_mut()? {
                descendant.as_dict_mut()?.set("W", embedded.width_array());
            }
        }
    }
    for (id, map) in maps {
        document.objects.insert(id, Object::Stream(Stream::new(Dictionary::new(), map)));
    }
    Ok(())
}

/// Link annotations in place of the empty lists that printpdf writes, and what makes a page tagged.
fn annotate(
    document: &mut Document,
    source: &Source<'_>,
    places: &Places,
    pages: &[ObjectId],
    areas: Vec<Vec<LinkArea>>,
) -> Result<Vec<PlacedLink>> {
    let mut links = Vec::new();
    for (number, areas) in areas.into_iter().enumerate() {
        let mut annotations: Vec<Object> = Vec::new();
        for area in areas {
            let key = (pages.len() + links.len()) as i64;
            let Some(annotation) = annotation(source, places, &area, key) else { continue };
            let annotation = document.add_object(annotation);
            annotations.push(annotation.into());
            links.push(PlacedLink { element: area.element, page: number, annotation });
        }
        let page = document.get_dictionary_mut(pages[number]).context("a page is missing")?;
        if annotations.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", annotations);
        }
        page.set("Tabs", "S");
        page.set("StructParents", number as i64);
    }
    Ok(links)
}

fn annotation(source: &Source<'_>, places: &Places, area: &LinkArea, key: i64) -> Option<Dictionary> {
    let element = &source.structure.elements[area.element.0 as usize];
    let rect: Vec<Object> = area.rect.iter().map(|value| Object::Real(*value)).collect();
    let mut link = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rect,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed.
        "F" => 4,
        "StructParent" => key,
    };
    match element.link.as_ref()? {
        Destination::Url(url) => {
            let uri = Object::String(ascii_uri(url).into_bytes(), StringFormat::Literal);
            link.set("A", dictionary! { "S" => "URI", "URI" => uri });
            link.set("Contents", text_string(url));
        }
        Destination::Topic(topic) => {
            link.set("Dest", Object::string_literal(outline::name(*places.get(topic)?)));
            link.set("Contents", text_string((source.topic_title)(*topic).as_str()));
        }
    }
    Some(link)
}

/// An address in 7-bit ASCII, as PDF 1.7, 12.6.4.7 wants it.
fn ascii_uri(url: &str) -> String {
    url.bytes()
        .map(|byte| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Title and fixed identifiers: the bytes must not depend on the clock or on chance.
fn information(document: &mut Document, source: &Source<'_>) -> Result<()> {
    let info = document.trailer.get(b"Info")?.as_reference()?;
    let title = dictionary! { "Title" => text_string(source.title), "Producer" => text_string(PRODUCER) };
    document.objects.insert(info, Object::Dictionary(title));
    let id = Object::String(b"recto cheat sheet".to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    "1.7".clone_into(&mut document.version);
    Ok(())
}

const PRODUCER: &str = concat!("recto ", env!("CARGO_PKG_VERSION"));

/// XMP with PDF/UA-1's mark (ISO 14289-1, clause 5).
fn xmp(title: &str, lang: &str) -> String {
    let title = escape(title);
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{PRODUCER}</pdf:Producer>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{feff}',
        lang = escape(lang),
    )
}

fn escape(text: &str) -> String {
    let legal = text.chars().filter(|c| !c.is_control());
    legal.collect::<String>().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
