//! Formulas through `ratex`: TeX in, glyphs, bars and paths in em out.

use std::sync::Arc;

use super::Composer;
use super::inlines::Rich;
use super::blocks::Place;
use crate::model::Span;
use crate::typeset::node::{DisplayFormula, Formula, Node, TextStyle};

impl Composer<'_> {
    pub(super) fn inline_formula(&mut self, tex: &str, _display: bool, _span: Span, style: TextStyle, rich: &mut Rich) {
        rich.push(tex, TextStyle { code: true, look: crate::typeset::fonts::Look { mono: true, ..style.look }, ..style });
    }

    pub(super) fn display_formula(&mut self, tex: &str, span: Span, _place: Place) -> Node {
        let whole = Arc::new(Formula::default());
        Node::Formula(DisplayFormula { pieces: Vec::new(), whole, tex: tex.to_owned(), span })
    }
}
