//! The model as text: HTML for cards, Markdown and plain text for CSV, `explain` and the terminal.

pub mod formulas;
pub mod html;
pub mod language;
pub mod markdown;
pub mod plain;
pub(crate) mod script;
pub mod topics;

pub(crate) use crate::model::wraps;
