//! The model as placed pages. Knows fonts and paper, but no file format.

pub mod placed;
