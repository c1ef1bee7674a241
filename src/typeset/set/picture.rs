//! Pictures, formulas and other things that are no text.

use super::ink::Inker;
use super::{Frame, Setter};
use crate::typeset::node::{DisplayFormula, Part, Picture};
use crate::typeset::placed::{ElementId, Mark};

impl Setter<'_> {
    pub(super) fn formula(&mut self, _formula: &DisplayFormula, _frame: Frame) {}

    pub(super) fn picture(&mut self, _picture: &Picture, _frame: Frame) {}
}

impl Inker<'_> {
    pub(super) fn object(&self, _setter: &Setter<'_>, _part: &Part, _x: f32, _size: f32, _element: ElementId, _marks: &mut Vec<Mark>) {}
}
