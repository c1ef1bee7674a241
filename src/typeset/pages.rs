//! Pages as the painter takes them: marks at their place, and where each topic starts.

use super::placed::Mark;
use crate::model::TopicRef;

/// A page with everything on it. Lengths in points, `y` down from the top edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// In reading order, placed from the page's top left corner.
    pub marks: Vec<Mark>,
    /// Where topics start.
    pub anchors: Vec<Anchor>,
}

/// Where a topic starts on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// The topic.
    pub topic: TopicRef,
    /// Left edge of its box.
    pub x: f32,
    /// Top edge of its box.
    pub y: f32,
}
