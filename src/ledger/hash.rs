//! Hashes of content: SHA-256 over the parts, each after its length, so that "ab" + "c" is not "a" + "bc".

use sha2::{Digest, Sha256};

use super::keys::nfc;

/// Letters and digits of a GUID. Anki's search is blind to case, so there is only one.
const ALPHABET: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A hash.
pub(super) struct Hash([u8; 32]);

impl Hash {
    /// The hash of `parts`, CRLF as LF and in NFC.
    pub(super) fn of<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> Self {
        let mut hasher = Hasher::default();
        for part in parts {
            hasher.add(part.as_ref());
        }
        hasher.finish()
    }

    /// Its first `digits` hexadecimal digits, at most 16.
    pub(super) fn hex(&self, digits: usize) -> String {
        let mut out = format!("{:016x}", self.bits());
        out.truncate(digits);
        out
    }

    /// `length` letters and digits, at most 12.
    pub(super) fn letters(&self, length: usize) -> String {
        let letters = (0..length).scan(self.bits(), |rest, _| {
            let letter = ALPHABET[(*rest % 36) as usize];
            *rest /= 36;
            Some(char::from(letter))
        });
        letters.collect()
    }

    /// Its first 64 bits.
    fn bits(&self) -> u64 {
        self.0[..8].iter().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

/// A hash in the making.
#[derive(Default)]
pub(super) struct Hasher(Sha256);

impl Hasher {
    /// Takes the next part.
    pub(super) fn add(&mut self, part: &str) {
        let part = nfc(part);
        let part = if part.contains("\r\n") { part.replace("\r\n", "\n").into() } else { part };
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part.as_bytes());
    }

    /// The hash of all parts.
    pub(super) fn finish(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(Hash::of(["ab", "c"]).hex(16), Hash::of(["a", "bc"]).hex(16));
        assert_ne!(Hash::of(["a", ""]).hex(16), Hash::of(["a"]).hex(16));
    }

    #[test]
    fn line_ends_and_composition_are_no_content() {
        assert_eq!(Hash::of(["a\r\nu\u{308}"]).hex(16), Hash::of(["a\nü"]).hex(16));
    }

    #[test]
    fn letters_are_lower_case_and_digits() {
        let letters = Hash::of(["x"]).letters(12);
        assert_eq!(letters.len(), 12);
        assert!(letters.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    }
}
