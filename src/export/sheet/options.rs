//! What can be asked of a sheet.

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::export::options;
use crate::typeset::paper::Paper;

/// `recto sheet` and `[sheet]`.
#[derive(Debug, Clone, PartialEq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Which notes share a sheet in `recto build`: note (small notes of a folder share one), folder or all.
    #[arg(long, value_name = "WHAT", default_value = "note", value_parser = ["note", "folder", "all"], hide_default_value = true)]
    pub by: String,
    /// a4, letter, a5 or WxHmm.
    #[arg(long, default_value = "a4", hide_default_value = true, value_parser = known_paper)]
    pub paper: String,
    /// landscape or portrait.
    #[arg(long, default_value = "landscape", value_parser = ["landscape", "portrait"], hide_default_value = true)]
    pub orientation: String,
    /// Short for --orientation landscape.
    #[arg(long, conflicts_with = "portrait")]
    #[serde(skip)]
    pub landscape: bool,
    /// Short for --orientation portrait.
    #[arg(long)]
    #[serde(skip)]
    pub portrait: bool,
    /// auto, or a number from 1 to 8.
    #[arg(long, value_name = "1-8", default_value = "auto", hide_default_value = true, hide_possible_values = true,
        value_parser = ["auto", "1", "2", "3", "4", "5", "6", "7", "8"])]
    pub columns: String,
    /// How many pages it must fill; 0 for as many as it takes.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub pages: u32,
    /// Size of text in points.
    #[arg(long, value_name = "PT", default_value_t = 7.5, hide_default_value = true, value_parser = above_zero)]
    pub size: f32,
    /// The smallest x-height that --pages may lead to, in mm.
    #[arg(long, value_name = "MM", default_value_t = 1.2, hide_default_value = true, value_parser = above_zero)]
    pub min_x_height: f32,
    /// A built-in theme or a TOML file.
    #[arg(long, value_name = "NAME|FILE", default_value = "default", hide_default_value = true)]
    pub theme: String,
    /// What a newline in a paragraph is: obsidian, a line break; markdown, a space.
    #[arg(long, value_name = "HOW", default_value = "obsidian", value_parser = ["obsidian", "markdown"], hide_default_value = true)]
    pub line_breaks: String,
    /// Whether reference sections are printed.
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set, hide_default_value = true)]
    pub references: bool,
    /// Add a compact index of topics.
    #[arg(long)]
    pub toc: bool,
    /// Save coloured ink and lose no meaning.
    #[arg(long)]
    pub grayscale: bool,
}

fn known_paper(name: &str) -> Result<String, String> {
    let paper = Paper::parse(name, true).map(|_| name.to_owned());
    paper.ok_or_else(|| "a3, a4, a5, letter, legal, or width and height as 200x120mm".to_owned())
}

fn above_zero(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number: &f32| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "a number above 0".to_owned())
}

impl options::Options for Options {
    const SHORT: &'static [(&'static str, &'static str, &'static str)] =
        &[("landscape", "orientation", "landscape"), ("portrait", "orientation", "portrait")];
}

impl Default for Options {
    fn default() -> Self {
        Self {
            by: "note".into(),
            paper: "a4".into(),
            orientation: "landscape".into(),
            landscape: false,
            portrait: false,
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
