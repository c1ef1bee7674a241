//! The file as checkers and readers see it, over pages set by hand.

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
    let glyphs = text
        .chars()
        .map(|letter| {
            let id = face.glyph_index(letter).expect("in the font");
            let advance = f32::from(face.glyph_hor_advance(id).expect("has a width")) * 8.0 / 2048.0;
            Glyph { id: id.0, advance, dx: 0.0, dy: 0.0, text: letter.to_string() }
        })
        .collect();
    GlyphRun { font: FontId(0), size: 8.0, color: BLACK, slant: 0.0, glyphs, actual_text: None }
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
