//! Addresses: which ones a card may lead to, and how a note is opened in Obsidian.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Schemes that open something for a person to read, and run nothing.
const SCHEMES: [&str; 9] = ["http", "https", "mailto", "tel", "ftp", "obsidian", "zotero", "doi", "magnet"];

/// Whether a card may link to `url`: it names a scheme, and a harmless one. A path leads nowhere from within Anki.
pub(super) fn is_safe(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, _)| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// What stays as it is in a parameter of an address.
const PARAMETER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The address that opens `file` (a path inside the vault) of the vault in Obsidian, at the heading.
pub(super) fn obsidian(vault: &str, file: &str, heading: &str) -> String {
    let vault = utf8_percent_encode(vault, PARAMETER);
    let place = if heading.is_empty() { file.to_owned() } else { format!("{file}#{heading}") };
    format!("obsidian://open?vault={vault}&file={}", utf8_percent_encode(&place, PARAMETER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_are_linked() {
        assert!(is_safe("https://example.org") && is_safe("MAILTO:a@example.org"));
        for url in
            ["javascript:alert(1)", "java\tscript:x", " javascript:x", "data:text/html,x", "file:///etc", "note.md"]
        {
            assert!(!is_safe(url), "{url}");
        }
    }

    #[test]
    fn an_address_of_a_vault_is_encoded() {
        assert_eq!(obsidian("My vault", "a/b c.md", "C#"), "obsidian://open?vault=My%20vault&file=a%2Fb%20c.md%23C%23");
    }
}
