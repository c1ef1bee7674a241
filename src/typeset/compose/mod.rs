//! Model to composed boxes: numbers given, text shaped, code coloured, formulas drawn; no width or size yet.

mod alignment;
mod blocks;
mod code;
mod hyphen;
mod index;
mod inlines;
mod math;
mod numbers;
mod paragraph;
mod picture;
mod plan;
mod table;
mod topics;
mod words;

use std::collections::BTreeMap;

use hypher::Lang;

use super::Sheet;
use super::fonts::FontBook;
use super::node::{Object, TextStyle};
use super::placed::Color;
use super::style::Style;
use crate::diagnostic::{Code, Diagnostic};
use crate::highlight;
use crate::media::Media;
use crate::model::{Block, BlockKind, Node, Note, Span, TopicRef, visit_blocks};
use inlines::Rich;
use words::Words;

/// What is asked of the text, apart from its look.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The look.
    pub style: &'a Style,
    /// Whether a newline inside a paragraph is a line break, as in Obsidian.
    pub keep_breaks: bool,
    /// Whether reference sections are printed.
    pub references: bool,
    /// BCP 47 language of notes that name none.
    pub lang: &'a str,
    /// Whether an index of topics stands first.
    pub index: bool,
    /// The page of each topic, from 1, as an earlier layout found them; none while nobody knows.
    pub pages: Option<&'a BTreeMap<TopicRef, usize>>,
}

/// Composes `notes`, in this order, as one sheet.
pub fn compose(notes: &[&Note], media: &Media, options: Options<'_>, fonts: &mut FontBook) -> Sheet {
    let mut composer = Composer {
        media,
        style: options.style,
        options,
        fonts,
        lang: None,
        words: Words::of(notes.first().copied(), options.lang),
        notes: notes.iter().map(|note| note.id.0).collect(),
        numbers: BTreeMap::new(),
        page: None,
        own: None,
        footnotes: Footnotes::default(),
        pictures: Vec::new(),
        read: BTreeMap::new(),
        diagnostics: Vec::new(),
        formulas: BTreeMap::new(),
        code: Vec::new(),
    };
    let blocks = code_blocks(notes);
    // Grammars take a third of a short sheet's time: half of that on another thread, if one is free. What is not code is
    // composed while they load.
    let composed = || {
        let boxes = composer.boxes(notes);
        (boxes, composer.coloured())
    };
    let ((boxes, code), ()) = rayon::join(composed, || highlight::ahead(&blocks));
    let Composer { pictures, mut diagnostics, .. } = composer;
    diagnostics.extend(missing(notes, fonts));
    Sheet { boxes, code, pictures, diagnostics, style: options.style.clone() }
}

/// The language and the text of each block of code, in order.
fn code_blocks<'a>(notes: &[&'a Note]) -> Vec<(&'a str, &'a str)> {
    let mut out = Vec::new();
    for topic in notes.iter().flat_map(|note| note.root.walk()) {
        visit_blocks(&topic.body, &mut |node| {
            if let Node::Block(Block { kind: BlockKind::Code(code), .. }) = node {
                out.push((code.lang.as_str(), code.text.as_str()));
            }
        });
    }
    out
}

/// State of composing a sheet.
struct Composer<'a> {
    media: &'a Media,
    style: &'a Style,
    options: Options<'a>,
    fonts: &'a mut FontBook,
    lang: Option<Lang>,
    /// What the sheet says in the language of the note at hand.
    words: &'static Words,
    /// The notes on this sheet.
    notes: Vec<u32>,
    /// The number in the bar of a topic's box; a subtopic has its box's.
    numbers: BTreeMap<TopicRef, numbers::Number>,
    /// The page of the box at hand.
    page: Option<usize>,
    /// The number of the box at hand, as it is counted.
    own: Option<u32>,
    footnotes: Footnotes,
    pictures: Vec<super::PictureFile>,
    /// By the name that a deck would store them under.
    read: BTreeMap<String, Option<picture::Loaded>>,
    diagnostics: Vec<Diagnostic>,
    formulas: BTreeMap<(String, bool), Option<std::sync::Arc<math::Drawn>>>,
    /// The blocks of code that were met so far: they are composed last.
    code: Vec<crate::model::Code>,
}

/// Footnotes of the note at hand.
#[derive(Debug, Default)]
struct Footnotes {
    /// In the order of their first mark: their numbers.
    labels: Vec<String>,
    /// How many stand under a box already.
    printed: usize,
}

impl Composer<'_> {
    fn present(&self, topic: TopicRef) -> bool {
        self.notes.contains(&topic.note.0)
    }

    fn footnote_number(&mut self, label: &str) -> String {
        let at = self.footnotes.labels.iter().position(|known| known == label).unwrap_or_else(|| {
            self.footnotes.labels.push(label.to_owned());
            self.footnotes.labels.len() - 1
        });
        (at + 1).to_string()
    }

    /// A short text of our own in one style.
    fn label(&mut self, text: &str, style: TextStyle) -> super::node::Paragraph {
        let mut rich = Rich::default();
        rich.push(text, style);
        self.paragraph(rich, paragraph::Hyphens::Never)
    }

    fn label_object(&mut self, object: Object, style: TextStyle) -> super::node::Paragraph {
        let mut rich = Rich::default();
        rich.object(object, style);
        self.paragraph(rich, paragraph::Hyphens::Never)
    }

    fn muted(&self) -> Color {
        self.style.text.muted
    }

    fn warn(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }
}

/// A finding for each character that no font has, where it first stands.
fn missing(notes: &[&Note], fonts: &FontBook) -> Vec<Diagnostic> {
    let found =
        fonts.missing().filter_map(|c| {
            let (note, at) = notes.iter().find_map(|note| note.text.find(c).map(|at| (note, at)))?;
            let span = Span::new(note.id, at..at + c.len_utf8());
            let message = format!("no font has the character `{c}` (U+{:04X})", c as u32);
            Some(Diagnostic::new(Code::MissingGlyph, span, message).help(
                "install a font that has its outline, such as one of the Noto fonts; emoji in colour are pictures",
            ))
        });
    found.collect()
}
