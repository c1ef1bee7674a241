//! What separates the cells.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An ASCII sign that is no letter, digit, quote or line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Delimiter(u8);

impl Delimiter {
    /// The tab.
    pub const TAB: Self = Self(b'\t');

    /// As a byte.
    pub fn byte(self) -> u8 {
        self.0
    }

    /// As a character.
    pub fn char(self) -> char {
        char::from(self.0)
    }
}

impl Default for Delimiter {
    fn default() -> Self {
        Self(b',')
    }
}

impl FromStr for Delimiter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.as_bytes() {
            b"tab" | b"\\t" => Ok(Self::TAB),
            [byte] if *byte == b'\t' || *byte == b' ' => Ok(Self(*byte)),
            [byte] if byte.is_ascii_punctuation() && *byte != b'"' => Ok(Self(*byte)),
            _ => Err("one ASCII sign such as , or ; or the word tab".to_owned()),
        }
    }
}

impl TryFrom<String> for Delimiter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == b'\t' { f.write_str("tab") } else { write!(f, "{}", self.char()) }
    }
}

impl From<Delimiter> for String {
    fn from(delimiter: Delimiter) -> Self {
        delimiter.to_string()
    }
}
