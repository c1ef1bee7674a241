//! The key of a word, under which it is compared: lower case, without the punctuation around it.

use smol_str::{SmolStr, StrExt};

/// Bytes of a word that needs no memory of its own.
const SHORT: usize = 23;

/// The key under which a word is compared: lower case, punctuation around it taken off, unless it is nothing else.
pub(crate) fn key(text: &str) -> SmolStr {
    if is_plain(text) { kept(text) } else { bare_key(text) }
}

pub(super) fn bare_key(text: &str) -> SmolStr {
    let mut bare = without_signs(text);
    if is_plain(bare) && !bare.is_empty() {
        return kept(bare);
    }
    if !bare.is_ascii() {
        bare = bare.trim_matches(['“', '”', '‘', '’', '，', '。', '：', '？', '！', '、', '…', '¿', '¡', '（', '）']);
    }
    if bare.is_empty() {
        return lower(text);
    }
    // A letter in brackets is a mnemonic: [e]dit is edit.
    if memchr::memchr2(b'[', b']', bare.as_bytes()).is_some() {
        lower(&bare.replace(['[', ']'], ""))
    } else {
        lower(bare)
    }
}

/// A word without the punctuation of ASCII around it that is no part of a name.
pub(super) fn without_signs(text: &str) -> &str {
    let sign = |byte: &u8| byte.is_ascii_punctuation() && !matches!(byte, b'+' | b'#' | b'&' | b'=' | b'<' | b'>');
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|byte| !sign(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !sign(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

/// Whether a word is its own key.
pub(crate) fn is_plain(text: &str) -> bool {
    text.bytes().all(is_plain_byte)
}

pub(super) const fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Whether a text in lower case is the key.
pub(crate) fn is_lowered(text: &str, key: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase() == key;
    }
    text.len() == key.len() && text.bytes().zip(key.bytes()).all(|(byte, small)| byte.to_ascii_lowercase() == small)
}

/// The text in lower case.
pub(crate) fn lower(text: &str) -> SmolStr {
    if text.is_ascii() { text.to_ascii_lowercase_smolstr() } else { text.to_lowercase().into() }
}

/// A word as it stands: most are short, and made in place.
pub(super) fn kept(text: &str) -> SmolStr {
    if text.len() <= SHORT { SmolStr::new_inline(text) } else { SmolStr::new(text) }
}
