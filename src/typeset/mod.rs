//! The model as placed pages. Knows fonts and paper, but no file format.
//!
//! [`compose`] shapes the text of a sheet once, in em; [`Sheet::set`] breaks it into lines and pieces for one size and
//! column width, cheap enough to be tried hundreds of times; packing and fit choose columns and pages.

mod compose;
pub mod drawing;
pub mod fit;
pub mod fonts;
pub mod header;
mod label;
mod node;
pub mod pack;
pub mod pages;
pub mod paper;
pub mod placed;
mod set;
pub mod style;
#[cfg(test)]
mod tests;
mod tighten;

use crate::diagnostic::Diagnostic;
use crate::model::TopicRef;
pub use compose::{Options, compose};
use drawing::Drawing;
use fonts::FontBook;
use node::{Node, Paragraph};
use placed::{Color, Structure, TopicBox};
use style::Style;

/// A sheet with its text shaped, to be set at any size.
#[derive(Debug)]
pub struct Sheet {
    boxes: Vec<ComposedBox>,
    /// Its blocks of code, as nodes point to them.
    code: Vec<Vec<node::CodeLine>>,
    /// The pictures that marks point to.
    pub pictures: Vec<PictureFile>,
    /// What composing found.
    pub diagnostics: Vec<Diagnostic>,
    style: Style,
}

/// A picture as it was read.
#[derive(Debug, Clone, PartialEq)]
pub enum PictureFile {
    /// A file of pixels.
    Pixels {
        /// The file's bytes.
        bytes: Vec<u8>,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// Lines and areas, as fine as they are printed.
    Drawing(Drawing),
}

/// A sheet set at one size and column width.
#[derive(Debug, Clone, PartialEq)]
pub struct Galley {
    /// Its boxes in reading order.
    pub boxes: Vec<TopicBox>,
    /// Its logical structure; element 0 is the document.
    pub structure: Structure,
    /// What was found at this width.
    pub diagnostics: Vec<Diagnostic>,
}

/// A box, composed.
#[derive(Debug)]
struct ComposedBox {
    topic: TopicRef,
    kind: BoxKind,
    accent: Color,
    title: Paragraph,
    continued: Paragraph,
    body: Vec<Node>,
}

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BoxKind {
    /// The title of a note on a sheet of several.
    Band,
    /// What stands before the first topic: a box without a bar.
    Opening,
    /// A topic with its numbered bar.
    Topic,
    /// The index of topics.
    Index,
}

impl Sheet {
    /// Sets the sheet in columns of `column` points with text of `size` points.
    pub fn set(&self, fonts: &FontBook, size: f32, column: f32) -> Galley {
        set::galley(self, fonts, set::Measure { size, column }, set::Detail::Marks)
    }

    /// The same boxes without marks and structure: what packing needs to know, at a fraction of the cost.
    pub fn measure(&self, fonts: &FontBook, size: f32, column: f32) -> Vec<TopicBox> {
        set::galley(self, fonts, set::Measure { size, column }, set::Detail::Heights).boxes
    }

    /// Whether there is nothing to read on it but titles.
    pub fn is_empty(&self) -> bool {
        self.boxes.iter().all(|one| one.body.is_empty())
    }

    /// Whether most of its titles run from right to left, and so its columns.
    pub fn is_rtl(&self) -> bool {
        2 * self.boxes.iter().filter(|one| one.title.rtl).count() > self.boxes.len()
    }

    /// The look it was composed in.
    pub fn style(&self) -> &Style {
        &self.style
    }
}
