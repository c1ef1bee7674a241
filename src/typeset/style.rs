//! The look of a sheet: the values of a theme file, `templates/sheet/*.toml`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use toml::Table;

use super::placed::Color;
use crate::highlight::TokenClass;

const DEFAULT: &str = include_str!("../../templates/sheet/default.toml");
const MONO: &str = include_str!("../../templates/sheet/mono.toml");
const COMPACT: &str = include_str!("../../templates/sheet/compact.toml");

/// A theme. What each value means stands beside it in `templates/sheet/default.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the theme file describes them")]
pub struct Style {
    pub page: Page,
    pub text: Text,
    pub topic: TopicLook,
    pub list: ListLook,
    pub code: CodeLook,
    pub table: TableLook,
    pub callout: CalloutLook,
    pub small: Small,
}

macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the theme file describes them")]
        pub struct $name { $(pub $field: $kind,)* }
    };
}

section! {
    /// `[page]`.
    Page { margin_mm: f32, gutter_mm: f32, title_pt: f32, header_pt: f32, rule_pt: f32, }
}
section! {
    /// `[text]`.
    Text {
        color: Color, muted: Color, leading: f32, paragraph_gap: f32, block_gap: f32, link_rule: Color, highlight: Color,
    }
}
section! {
    /// `[topic]`.
    TopicLook {
        bars: Vec<Color>, title: Color, title_size: f32, bar_height: f32, radius_pt: f32, frame_pt: f32, gap: f32, pad_x: f32,
        pad_top: f32, pad_bottom: f32, band: Color, band_size: f32, sub_gap: f32, sub_rule: Color, numbers: bool,
    }
}
section! {
    /// `[list]`.
    ListLook { indent: f32, item_gap: f32, loose_gap: f32, }
}
section! {
    /// `[code]`.
    CodeLook {
        color: Color, ground: Color, edge: Color, inline_ground: Color, size: f32, leading: f32, blank_line: f32, indent: f32, pad_x: f32, pad_y: f32,
        wrap: Color, keyword: Color, r#type: Color, function: Color, string: Color, number: Color, constant: Color,
        comment: Color, operator: Color, meta: Color, tag: Color, inserted: Color, deleted: Color,
    }
}
section! {
    /// `[table]`.
    TableLook {
        size: f32, rule: Color, rule_pt: f32, header_ground: Color, zebra: Color, pad_x: f32, pad_y: f32,
    }
}
section! {
    /// `[callout]`.
    CalloutLook {
        note: Color, tip: Color, warning: Color, danger: Color, example: Color, quote: Color, ground: Color,
    }
}
section! {
    /// `[small]`.
    Small { size: f32, }
}

impl Style {
    /// A built-in theme: `default`, `mono` or `compact`.
    pub fn builtin(name: &str) -> Option<Self> {
        Self::from_toml(Self::source(name)?, Ink::Color).ok()
    }

    /// The text of a built-in theme.
    pub fn source(name: &str) -> Option<&'static str> {
        match name {
            "default" => Some(""),
            "mono" => Some(MONO),
            "compact" => Some(COMPACT),
            _ => None,
        }
    }

    /// A theme file: what it does not say is as in `default`.
    ///
    /// # Errors
    /// If it is no TOML, or has an unknown key or a value of the wrong kind.
    pub fn from_toml(text: &str, ink: Ink) -> Result<Self, toml::de::Error> {
        let mut values: Table = DEFAULT.parse()?;
        overlay(&mut values, text.parse()?);
        if ink == Ink::Grey {
            // `mono` holds colours and nothing else.
            overlay(&mut values, MONO.parse()?);
        }
        values.try_into()
    }
}

/// Which ink a sheet is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// As the theme says.
    #[default]
    Color,
    /// The greys of `mono` in place of the theme's colours.
    Grey,
}

impl CodeLook {
    /// Colour, bold and italic of a class of token. Weight and slant say in grey what colour says.
    pub fn token(&self, class: TokenClass) -> (Color, bool, bool) {
        match class {
            TokenClass::Plain => (self.color, false, false),
            TokenClass::Keyword => (self.keyword, true, false),
            TokenClass::Type => (self.r#type, false, false),
            TokenClass::Function => (self.function, false, false),
            TokenClass::String => (self.string, false, false),
            TokenClass::Number => (self.number, false, false),
            TokenClass::Constant => (self.constant, true, false),
            TokenClass::Comment => (self.comment, false, true),
            TokenClass::Operator => (self.operator, false, false),
            TokenClass::Meta => (self.meta, false, true),
            TokenClass::Tag => (self.tag, true, false),
            TokenClass::Inserted => (self.inserted, true, false),
            TokenClass::Deleted => (self.deleted, false, true),
        }
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        hex(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no colour: write #rrggbb")))
    }
}

impl Serialize for Color {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let [r, g, b] = [self.0, self.1, self.2].map(|part| (part * 255.0).round() as u8);
        to.serialize_str(&format!("#{r:02x}{g:02x}{b:02x}"))
    }
}

fn hex(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok().map(|byte| f32::from(byte) / 255.0);
    Some(Color(part(0)?, part(2)?, part(4)?))
}

fn overlay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) => overlay(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast of WCAG 2.1.
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(color: Color) -> f32 {
        let linear = |part: f32| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
    }

    #[test]
    fn every_theme_can_be_read_on_paper() {
        for name in ["default", "mono", "compact"] {
            let style = Style::builtin(name).expect(name);
            for bar in style.topic.bars.iter().chain([&style.topic.band]) {
                assert!(contrast(*bar, style.topic.title) >= 6.5, "{name}: {bar:?}");
            }
            for class in [
                TokenClass::Plain,
                TokenClass::Keyword,
                TokenClass::Type,
                TokenClass::Function,
                TokenClass::String,
                TokenClass::Number,
                TokenClass::Constant,
                TokenClass::Comment,
                TokenClass::Operator,
                TokenClass::Meta,
                TokenClass::Tag,
                TokenClass::Inserted,
                TokenClass::Deleted,
            ] {
                let ratio = contrast(style.code.token(class).0, style.code.ground);
                assert!(ratio >= 5.9, "{name}: {class:?} {ratio}");
            }
        }
    }

    #[test]
    fn bars_look_alike_in_grey() {
        let bars = Style::builtin("default").expect("default").topic.bars;
        let grey = bars.iter().map(|bar| luminance(*bar));
        let (low, high) = grey.fold((1.0_f32, 0.0_f32), |(low, high), y| (low.min(y), high.max(y)));
        assert!((high + 0.05) / (low + 0.05) < 1.25, "{low} {high}");
    }

    #[test]
    fn grey_takes_the_colour_and_leaves_the_lengths() {
        let style = Style::from_toml("[text]\nleading = 1.3", Ink::Grey).expect("a theme");
        assert!((style.text.leading - 1.3).abs() < 1e-6);
        let Color(r, g, b) = style.topic.bars[0];
        assert!((r - g).abs() < 1e-6 && (g - b).abs() < 1e-6);
    }

    #[test]
    fn a_theme_says_only_what_differs() {
        let style = Style::from_toml("[topic]\nbars = [\"#000000\"]", Ink::Color).expect("a theme");
        assert_eq!(style.topic.bars, [Color(0.0, 0.0, 0.0)]);
        assert!(style.text.leading > 1.0);
        assert!(Style::from_toml("[topic]\nbar = 1", Ink::Color).is_err());
        assert!(Style::from_toml("[topic]\nbars = [\"red\"]", Ink::Color).is_err());
    }
}
