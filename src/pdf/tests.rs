//! The file as checkers and readers see it, over pages set by hand.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::{FontFile, OutlineEntry, Source, write};
use crate::model::{NoteId, TopicId, TopicRef};
use crate::typeset::pages::{Anchor, Page};
use crate::typeset::placed::{
    Color, Destination, Element, ElementId, FontId, Glyph, GlyphRun, Mark, Role, Shape, Structure,
};

const SANS: &[u8] = include_bytes!("../../templates/fonts/RobotoCondensed_400Regular.ttf");
const BLACK: Color = Color(0.0, 0.0, 0.0);

/// Pages in the making.
struct Draft {
    pages: Vec<Page>,
    structure: Structure,
}

impl Draft {
    fn new() -> Self {
        let mut draft = Self { pages: Vec::new(), structure: Structure::default() };
        draft.element(Role::Document, None);
        draft.page();
        draft
    }

    fn page(&mut self) {
        self.pages.push(Page { width: 400.0, height: 300.0, ..Page::default() });
    }

    fn element(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        let id = ElementId(self.structure.elements.len() as u32);
        let element = Element { role, parent, alt: String::new(), link: None, row_header: false };
        self.structure.elements.push(element);
        id
    }

    fn top(&mut self, role: Role) -> ElementId {
        self.element(role, Some(ElementId(0)))
    }

    fn mark(&mut self, element: Option<ElementId>, x: f32, y: f32, shape: Shape) -> &mut Mark {
        let page = self.pages.last_mut().expect("has a page");
        page.marks.push(Mark { x, y, shape, element, code_line: None });
        page.marks.last_mut().expect("just pushed")
    }

    fn text(&mut self, element: ElementId, y: f32, text: &str) -> &mut Mark {
        self.mark(Some(element), 20.0, y, Shape::Glyphs(run(text)))
    }

    fn write(&self) -> Vec<u8> {
        let topic = TopicRef { note: NoteId(0), topic: TopicId(0) };
        let outline = [OutlineEntry {
            title: "Größe".into(),
            topic,
            children: vec![OutlineEntry { title: "Below".into(), topic, children: Vec::new() }],
        }];
        write(Source {
            title: "Sheet & <title>",
            lang: "en",
            pages: &self.pages,
            structure: &self.structure,
            outline: &outline,
            topic_title: &|_| "Topic".to_owned(),
            font: &|_| FontFile { data: SANS, index: 0 },
            pictures: Vec::new(),
        })
        .expect("written")
    }
}

fn run(text: &str) -> GlyphRun {
    let face = ttf_parser::Face::parse(SANS, 0).expect("a font");
    let mut run = GlyphRun::new(FontId(0), 8.0, BLACK);
    for letter in text.chars() {
        let id = face.glyph_index(letter).expect("in the font");
        let advance = f32::from(face.glyph_hor_advance(id).expect("has a width")) * 8.0 / 2048.0;
        run.push(Glyph { id: id.0, advance, dx: 0.0, dy: 0.0, letters: 0 }, &letter.to_string());
    }
    run
}

fn sample() -> Draft {
    let mut draft = Draft::new();
    let heading = draft.top(Role::H(1));
    let paragraph = draft.top(Role::P);
    let link = draft.element(Role::Link, Some(paragraph));
    let inner = draft.element(Role::Link, Some(paragraph));
    draft.structure.elements[2 + 1].link = Some(Destination::Url("https://example.org/ä?q=1".into()));
    let topic = TopicRef { note: NoteId(0), topic: TopicId(0) };
    draft.structure.elements[inner.0 as usize].link = Some(Destination::Topic(topic));
    draft.mark(None, 10.0, 10.0, Shape::Fill { w: 100.0, h: 12.0, radius: 2.0, color: Color(0.2, 0.4, 0.6) });
    draft.pages[0].anchors.push(Anchor { topic, x: 10.0, y: 10.0 });
    draft.text(heading, 20.0, "A heading");
    draft.text(paragraph, 40.0, "A paragraph that");
    draft.text(link, 50.0, "links");
    draft.mark(Some(link), 20.0, 42.0, Shape::LinkArea { w: 30.0, h: 9.0 });
    draft.text(inner, 60.0, "inside");
    draft.mark(Some(inner), 20.0, 52.0, Shape::LinkArea { w: 30.0, h: 9.0 });
    draft.page();
    draft.text(paragraph, 20.0, "goes on overleaf");
    draft
}

fn violations(pdf: &[u8]) -> Vec<String> {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(pdf, &options).expect("a PDF");
    report.failures.iter().map(|failure| format!("{failure:?}")).collect()
}

#[test]
fn is_accessible() {
    let pdf = sample().write();
    assert_eq!(violations(&pdf), Vec::<String>::new());
}

#[test]
fn is_the_same_on_every_run() {
    assert!(sample().write() == sample().write());
}

/// The file read again.
fn read(draft: &Draft) -> Document {
    Document::load_mem(&draft.write()).expect("a PDF")
}

fn text_of(document: &Document, object: &Object) -> String {
    let (_, object) = document.dereference(object).expect("there");
    String::from_utf8_lossy(object.as_str().or_else(|_| object.as_name()).expect("text")).into_owned()
}

/// The bytes of a page's content.
fn content(document: &Document, page: u32) -> String {
    String::from_utf8_lossy(&document.get_page_content(document.get_pages()[&page])).into_owned()
}

#[test]
fn the_catalog_says_how_to_show_and_print() {
    let document = read(&sample());
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(document.version, "1.7");
    assert!(matches!(catalog.get(b"PageMode"), Ok(Object::Name(name)) if name == b"UseOutlines"));
    assert!(catalog.get(b"PageLayout").is_err());
    assert_eq!(text_of(&document, catalog.get(b"Lang").expect("set")), "en");
    let viewer = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).expect("set");
    assert_eq!(text_of(&document, viewer.get(b"PrintScaling").expect("set")), "None");
    assert_eq!(text_of(&document, viewer.get(b"Duplex").expect("set")), "DuplexFlipShortEdge");
}

#[test]
fn every_marked_content_leads_to_one_element_and_back() {
    let document = read(&sample());
    let tree = document.catalog().and_then(|catalog| document.get_dict_in_dict(catalog, b"StructTreeRoot"));
    let parents = tree.and_then(|tree| document.get_dict_in_dict(tree, b"ParentTree")).expect("a parent tree");
    let numbers = parents.get(b"Nums").and_then(Object::as_array).expect("numbers");
    for (number, id) in document.get_pages() {
        let page = document.get_dictionary(id).expect("a page");
        let key = page.get(b"StructParents").and_then(Object::as_i64).expect("tagged");
        let at = numbers.iter().step_by(2).position(|known| known.as_i64().ok() == Some(key)).expect("in the tree");
        let (_, elements) = document.dereference(&numbers[2 * at + 1]).expect("there");
        let mcids: Vec<i64> = content(&document, number)
            .split("/MCID ")
            .skip(1)
            .map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("").parse().expect("a number"))
            .collect();
        let unique: BTreeSet<&i64> = mcids.iter().collect();
        assert_eq!(unique.len(), mcids.len(), "an MCID twice on page {number}");
        assert_eq!(elements.as_array().expect("elements").len(), mcids.len());
        assert_eq!(text_of(&document, page.get(b"Tabs").expect("set")), "S");
    }
}

#[test]
fn links_are_annotations_of_their_element() {
    let document = read(&sample());
    let page = document.get_pages()[&1];
    let links: Vec<&Dictionary> = document.get_page_annotations(page).expect("annotations");
    assert_eq!(links.len(), 2);
    for link in &links {
        assert!(link.get(b"StructParent").is_ok() && link.get(b"Contents").is_ok());
        assert_eq!(link.get(b"F").and_then(Object::as_i64).ok(), Some(4));
    }
    let address =
        links[0].get(b"A").and_then(Object::as_dict).and_then(|action| action.get(b"URI")).expect("an address");
    assert_eq!(text_of(&document, address), "https://example.org/%C3%A4?q=1");
    assert_eq!(text_of(&document, links[1].get(b"Dest").expect("a place")), "topic-000001");
}

#[test]
fn a_page_without_links_has_no_annotations() {
    let document = read(&sample());
    assert!(document.get_dictionary(document.get_pages()[&2]).expect("a page").get(b"Annots").is_err());
}

/// The only font of the draft: the outer dictionary and its descendant.
fn font(document: &Document) -> (Dictionary, Dictionary) {
    let fonts = document.get_page_fonts(document.get_pages()[&1]).expect("fonts");
    let font = fonts.into_values().next().expect("a font").clone();
    let descendants = font.get(b"DescendantFonts").and_then(Object::as_array).expect("descendants");
    let (_, inner) = document.dereference(&descendants[0]).expect("there");
    let inner = inner.as_dict().expect("a dictionary").clone();
    (font, inner)
}

#[test]
fn the_font_is_a_subset_with_exact_widths() {
    let document = read(&sample());
    let (outer, inner) = font(&document);
    let name = text_of(&document, outer.get(b"BaseFont").expect("named"));
    assert!(
        name.as_bytes()[..6].iter().all(u8::is_ascii_uppercase) && name[6..] == *"+RobotoCondensed-Regular",
        "{name}"
    );
    let (_, widths) = document.dereference(inner.get(b"W").expect("widths")).expect("there");
    let widths = widths.as_array().expect("an array")[1].as_array().expect("an array");
    assert!(widths.iter().any(|width| width.as_float().is_ok_and(|width| width.fract() != 0.0)), "{widths:?}");
    let descriptor = document.get_dict_in_dict(&inner, b"FontDescriptor").expect("a descriptor");
    assert!(descriptor.get(b"CIDSet").is_err() && descriptor.get(b"FontFile2").is_ok());
}

/// What copying gives for each code of the draft's font.
fn to_unicode(draft: &Draft) -> String {
    let document = read(draft);
    let (outer, _) = font(&document);
    let (_, stream) = document.dereference(outer.get(b"ToUnicode").expect("a map")).expect("there");
    let bytes = stream.as_stream().and_then(lopdf::Stream::decompressed_content).expect("a stream");
    String::from_utf8(bytes).expect("ASCII")
}

#[test]
fn every_glyph_can_be_copied() {
    let mut draft = Draft::new();
    let paragraph = draft.top(Role::P);
    draft.text(paragraph, 20.0, "a\u{a0}b c-d");
    let map = to_unicode(&draft);
    assert!(!map.contains("<FFFD>") && !map.contains("<>"), "{map}");
    // A space that may not break is drawn by the same glyph as one that may, and is copied as it.
    assert!(map.contains("<0020>") && !map.contains("<00A0>"), "{map}");
}

#[test]
fn a_hyphen_at_a_line_end_is_copied_as_a_soft_one() {
    let mut draft = Draft::new();
    let paragraph = draft.top(Role::P);
    draft.text(paragraph, 20.0, "by-pass");
    if let Shape::Glyphs(run) = &mut draft.text(paragraph, 30.0, "-").shape {
        run.actual_text = Some("\u{ad}".into());
    }
    assert!(to_unicode(&draft).contains("<002D>"));
    let content = content(&read(&draft), 1);
    assert!(content.contains("/Span <</ActualText<FEFF00AD>>> BDC") || content.contains("<FEFF00AD>"), "{content}");
}

#[test]
fn a_wrapped_code_line_is_copied_whole() {
    let mut draft = Draft::new();
    let code = draft.top(Role::Code);
    for (y, text) in [(20.0, "  one "), (30.0, "two")] {
        draft.text(code, y, text).code_line = Some(7);
    }
    draft.text(code, 40.0, "next").code_line = Some(8);
    let content = content(&read(&draft), 1);
    let hex = |text: &str| text.encode_utf16().fold("FEFF".to_owned(), |hex, unit| format!("{hex}{unit:04X}"));
    assert_eq!(content.matches("/Span").count(), 2, "{content}");
    assert!(content.contains(&hex("  one two")) && content.contains(&hex("next")), "{content}");
}

#[test]
fn the_lines_of_a_cell_are_drawn_together() {
    let mut draft = Draft::new();
    let table = draft.top(Role::Table);
    let row = draft.element(Role::TR, Some(table));
    let cells = [draft.element(Role::TD, Some(row)), draft.element(Role::TD, Some(row))];
    for (y, texts) in [(20.0, ["regis", "one"]), (30.0, ["try", "two"])] {
        for (cell, text) in cells.into_iter().zip(texts) {
            draft.text(cell, y, text);
        }
    }
    assert_eq!(content(&read(&draft), 1).matches("/TD").count(), 2);
}

#[test]
fn a_ligature_is_copied_as_its_letters() {
    let mut draft = Draft::new();
    let paragraph = draft.top(Role::P);
    if let Shape::Glyphs(run) = &mut draft.text(paragraph, 20.0, "a").shape {
        (run.glyphs[0].letters, run.text) = (2, "fi".to_owned());
    }
    assert!(to_unicode(&draft).contains("<00660069>"));
}

#[test]
fn a_character_without_a_glyph_leaves_no_trace() {
    let mut draft = sample();
    if let Shape::Glyphs(run) = &mut draft.pages[0].marks[1].shape {
        run.glyphs[0].id = 0;
    }
    assert_eq!(violations(&draft.write()), Vec::<String>::new());
}

#[test]
fn artifacts_are_never_inside_tagged_content() {
    for page in [1, 2] {
        let mut depth = 0;
        for line in content(&read(&sample()), page).lines() {
            match line.rsplit(' ').next() {
                Some("BMC") => {
                    assert_eq!(depth, 0, "{line}");
                    depth += 1;
                }
                Some("BDC") => depth += 1,
                Some("EMC") => depth -= 1,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
    }
}
