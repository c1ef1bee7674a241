//! What can be asked of a sheet.

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::export::options;

const BY: [&str; 3] = ["note", "folder", "all"];
const ORIENTATION: [&str; 2] = ["landscape", "portrait"];
const LINE_BREAKS: [&str; 2] = ["obsidian", "markdown"];
const COLUMNS: [&str; 9] = ["auto", "1", "2", "3", "4", "5", "6", "7", "8"];

/// `recto sheet` and `[sheet]`.
#[derive(Debug, Clone, PartialEq, Args, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Which notes share a sheet in `recto build`: note (small notes of a folder share one), folder or all.
    #[arg(long, value_name = "WHAT", default_value = "note", value_parser = BY, hide_default_value = true)]
    #[serde(deserialize_with = "checked::by")]
    pub by: String,
    /// a4, letter, a5 or WxHmm.
    #[arg(long, default_value = "a4", hide_default_value = true, value_parser = checked::known_paper)]
    #[serde(deserialize_with = "checked::paper")]
    pub paper: String,
    /// landscape or portrait.
    #[arg(long, default_value = "landscape", value_parser = ORIENTATION, hide_default_value = true)]
    #[serde(deserialize_with = "checked::orientation")]
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
        value_parser = COLUMNS)]
    #[serde(deserialize_with = "checked::columns")]
    pub columns: String,
    /// How many pages it must fill; 0 for as many as it takes.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, value_parser = whole)]
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
    #[arg(long, value_name = "HOW", default_value = "obsidian", value_parser = LINE_BREAKS, hide_default_value = true)]
    #[serde(deserialize_with = "checked::line_breaks")]
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

fn whole(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "a whole number".to_owned())
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

/// What recto.toml and front matter say, refused where the flag of the same name would be, so that the error has its line.
mod checked {
    use serde::de::{Deserialize, Deserializer, Error};

    use crate::typeset::paper::Paper;

    pub(super) fn by<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        one_of(value, &super::BY)
    }

    pub(super) fn orientation<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        one_of(value, &super::ORIENTATION)
    }

    pub(super) fn line_breaks<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        one_of(value, &super::LINE_BREAKS)
    }

    /// A number needs no quotes.
    pub(super) fn columns<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        one_of(value, &super::COLUMNS)
    }

    pub(super) fn paper<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
        let name = String::deserialize(value)?;
        known_paper(&name).map_err(|known| D::Error::custom(format!("no paper is called `{name}`: {known}")))
    }

    pub(super) fn known_paper(name: &str) -> Result<String, String> {
        let paper = Paper::parse(name, true).map(|_| name.to_owned());
        paper.ok_or_else(|| "a3, a4, a5, letter, legal, or width and height as 200x120mm".to_owned())
    }

    fn one_of<'de, D: Deserializer<'de>>(value: D, known: &[&str]) -> Result<String, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged, expecting = "a word or a number")]
        enum Written {
            Word(String),
            Number(i64),
        }
        let word = match Written::deserialize(value)? {
            Written::Word(word) => word,
            Written::Number(number) => number.to_string(),
        };
        if known.contains(&word.as_str()) {
            return Ok(word);
        }
        Err(D::Error::custom(format!("unknown value `{word}`, expected one of `{}`", known.join("`, `"))))
    }
}
