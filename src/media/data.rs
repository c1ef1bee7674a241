//! `data:` addresses: pictures written into the note itself.

/// The extension and bytes of `data:` address `address` (without the scheme); none if it is no picture, sound or video, or
/// does not decode.
pub(super) fn decode(address: &str) -> Option<(&'static str, Vec<u8>)> {
    let (head, body) = address.split_once(',')?;
    let mut parameters = head.split(';').map(str::trim);
    let extension = match parameters.next()?.to_ascii_lowercase().as_str() {
        "image/png" => "png",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/bmp" => "bmp",
        "image/svg+xml" => "svg",
        "audio/mpeg" | "audio/mp3" => "mp3",
        "audio/ogg" => "ogg",
        "audio/wav" | "audio/x-wav" => "wav",
        "video/mp4" => "mp4",
        "video/webm" => "webm",
        _ => return None,
    };
    let plain: Vec<u8> = percent_encoding::percent_decode_str(body).collect();
    let bytes = if parameters.any(|name| name.eq_ignore_ascii_case("base64")) { base64(&plain)? } else { plain };
    (!bytes.is_empty()).then_some((extension, bytes))
}

/// RFC 4648, both alphabets, white space and padding passed over.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0;
    for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_decoded() {
        assert_eq!(decode("image/gif;base64,R0lG\nOA=="), Some(("gif", b"GIF8".to_vec())));
        assert_eq!(decode("image/svg+xml;utf8,%3Csvg/%3E"), Some(("svg", b"<svg/>".to_vec())));
    }

    #[test]
    fn a_page_is_no_picture() {
        assert_eq!(decode("text/html,<script>"), None);
        assert_eq!(decode("image/png;base64,!!"), None);
    }
}
