//! What `recto topics` shows: the topic tree for people, and the whole model as JSON for programs.

mod json;
mod tree;

pub use json::{VERSION, note as json};
pub use tree::tree;
