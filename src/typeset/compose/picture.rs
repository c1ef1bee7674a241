//! Pictures: found, measured, kept as bytes for the painter.

use super::Composer;
use super::inlines::Rich;
use crate::model::{Image, Span, plain_text};
use crate::typeset::node::{Node, TextStyle};

impl Composer<'_> {
    pub(super) fn inline_picture(&mut self, image: &Image, _span: Span, style: TextStyle, rich: &mut Rich) {
        rich.push(&plain_text(&image.alt), style);
    }

    pub(super) fn figure(&mut self, _image: &Image, _span: Span) -> Option<Node> {
        None
    }
}
