//! Bytes to text: UTF-8, with or without a byte order mark, and UTF-16 with one.

use camino::Utf8Path;

use crate::diagnostic::{Code, Diagnostic, Site};
use crate::model::{Place, line_column};

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoText {
    /// The first byte that is wrong.
    at: Place,
    /// Whether it is no text at all, such as a picture.
    binary: bool,
}

impl NoText {
    pub(super) fn diagnostic(&self, path: &Utf8Path) -> Diagnostic {
        let (message, help) = if self.binary {
            ("is a binary file, not a note", "name notes only, or leave it out with `exclude` in recto.toml")
        } else {
            ("is not valid UTF-8", "save it as UTF-8, for example with `iconv -f windows-1252 -t utf-8`")
        };
        let mut diagnostic = Diagnostic::file(Code::InvalidUtf8, path, message).help(help);
        diagnostic.site = Site::File { path: path.to_owned(), at: Some((self.at.line, self.at.column)) };
        diagnostic
    }
}

pub(super) fn decode(bytes: Vec<u8>) -> Result<String, NoText> {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec()),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, NoText> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let text = String::from_utf8_lossy(&bytes[..good]);
            Err(NoText { at: line_column(&text, good), binary: bytes.contains(&0) })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NoText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for char in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match char {
            Ok(char) => text.push(char),
            Err(_) => return Err(NoText { at: line_column(&text, text.len()), binary: false }),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(NoText { at: line_column(&text, text.len()), binary: false }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(decode(b"\xEF\xBB\xBF# A".to_vec()).unwrap(), "# A");
    }

    #[test]
    fn utf_16_in_both_orders() {
        assert_eq!(decode(b"\xFF\xFEA\x00\xE9\x00".to_vec()).unwrap(), "Aé");
        assert_eq!(decode(b"\xFE\xFF\x00A\x00\xE9".to_vec()).unwrap(), "Aé");
        assert!(decode(b"\xFF\xFEA".to_vec()).is_err());
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        let error = decode(b"a\nb\xE9".to_vec()).unwrap_err();
        assert_eq!(error, NoText { at: Place { line: 2, column: 2 }, binary: false });
        assert!(decode(b"\x89PNG\x00".to_vec()).unwrap_err().binary);
    }
}
