//! The model as placed pages. Knows fonts and paper, but no file format.

pub mod fonts;
pub mod pages;
pub mod placed;
pub mod style;
