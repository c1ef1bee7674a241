//! The cheat sheet: typeset, painted, finished.

use serde::{Deserialize, Serialize};

/// `[sheet]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Which notes share a sheet in `build`: `note`, `folder` or `all`.
    pub by: String,
    /// `a4`, `letter`, `a5` or `WxHmm`.
    pub paper: String,
    /// `landscape` or `portrait`.
    pub orientation: String,
    /// `auto` or a number from 1 to 8.
    pub columns: String,
    /// How many pages it must fill; 0 for as many as it takes.
    pub pages: u32,
    /// Size of text in points.
    pub size: f32,
    /// The smallest x-height that `pages` may lead to, in mm.
    pub min_x_height: f32,
    /// A built-in theme or a TOML file.
    pub theme: String,
    /// `obsidian`: a newline in a paragraph is a line break; `markdown`: a space.
    pub line_breaks: String,
    /// Whether reference sections are printed.
    pub references: bool,
    /// A compact index of topics.
    pub toc: bool,
    /// Saves coloured ink and loses no meaning.
    pub grayscale: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            by: "note".into(),
            paper: "a4".into(),
            orientation: "landscape".into(),
            columns: "auto".into(),
            pages: 0,
            size: 7.5,
            min_x_height: 1.2,
            theme: "default".into(),
            line_breaks: "obsidian".into(),
            references: true,
            toc: false,
            grayscale: false,
        }
    }
}
