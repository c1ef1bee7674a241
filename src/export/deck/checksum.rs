//! What Anki sorts and compares a note by: its first field without markup, and a checksum of it.

use sha1::{Digest, Sha1};

/// The field as Anki strips it: tags and comments out, entities resolved, pictures by their names.
pub(super) fn stripped(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        if let Some(name) = picture(&rest[at..end]) {
            text.push(' ');
            text.push_str(name);
            text.push(' ');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    if text.contains('&') {
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    }
    text
}

fn picture(tag: &str) -> Option<&str> {
    let source = tag.strip_prefix("<img src=\"")?;
    source.split('"').next()
}

/// The first 32 bits of the SHA-1 of a stripped field.
pub(super) fn checksum(stripped: &str) -> i64 {
    Sha1::digest(stripped.as_bytes()).iter().take(4).fold(0, |sum, byte| sum << 8 | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_stripped_as_anki_does() {
        assert_eq!(
            stripped("a <b>&lt;T&gt;</b><wbr> &amp;amp; <img src=\"x-1.png\" alt=\"\">"),
            "a <T> &amp;  x-1.png "
        );
        assert_eq!(checksum("a"), 0x86f7_e437);
    }
}
