//! How far a tag, a destination or an address reaches.

use std::ops::Range;

/// Longest tag, destination or address that is looked for: keeps openers without an end linear.
pub(super) const MAX_LEN: usize = 2000;

/// Fills `runs` with the length and the place of each run of backticks in `area`, in this order.
pub(super) fn tick_runs(bytes: &[u8], area: Range<usize>, runs: &mut Vec<(usize, usize)>) {
    runs.clear();
    let mut at = area.start;
    while let Some(len) = memchr::memchr(b'`', &bytes[at..area.end]) {
        let start = at + len;
        let run = bytes[start..area.end].iter().take_while(|byte| **byte == b'`').count();
        runs.push((run, start));
        at = start + run;
    }
    runs.sort_unstable();
}

/// `1, 2` of `[[1, 2]]`: a matrix with one row.
pub(super) fn is_matrix_row(inner: &[u8]) -> bool {
    inner.contains(&b',') && inner.iter().all(|byte| byte.is_ascii_digit() || b" ,.-".contains(byte))
}

/// Length of the tag or autolink that `text` opens with.
pub(super) fn tag_len(text: &[u8]) -> Option<usize> {
    if let Some(len) = autolink_len(text) {
        return Some(len);
    }
    let second = *text.get(1)?;
    if !(second.is_ascii_alphabetic() || second == b'/') {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in text.iter().enumerate().take(MAX_LEN).skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if text[at - 1] == b'=' => quote = Some(byte),
            (Some(sign), _) if byte == sign => quote = None,
            (_, b'\n') | (None, b'<' | b'$' | b'`' | b'[') => return None,
            _ => {}
        }
    }
    None
}

/// Length of the element of code that `line` opens with, tags included: what it shows means nothing.
pub(super) fn code_element_len(line: &[u8]) -> Option<usize> {
    let closes = [&b"</code>"[..], b"</kbd>", b"</samp>", b"</tt>"];
    let named = |close: &&&[u8]| {
        let name = &close[2..close.len() - 1];
        line[1..].strip_prefix(name).and_then(<[u8]>::first).is_some_and(|next| b"> ".contains(next))
    };
    let close = closes.iter().find(named)?;
    memchr::memmem::find(&line[..line.len().min(MAX_LEN)], close).map(|at| at + close.len())
}

/// Length of `<scheme:address>`.
fn autolink_len(text: &[u8]) -> Option<usize> {
    let scheme =
        text[1..].iter().take(33).take_while(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(byte)).count();
    let named = scheme >= 2 && text[1].is_ascii_alphabetic() && text.get(1 + scheme) == Some(&b':');
    let end =
        text.iter().take(MAX_LEN).skip(1).position(|byte| byte.is_ascii_whitespace() || b"<>".contains(byte))? + 1;
    (named && text[end] == b'>').then_some(end + 1)
}

/// Length of `destination "title")` at the start of `text`, the parenthesis included.
pub(super) fn destination_len(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let in_angle = text.first() == Some(&b'<');
    for (at, &byte) in text.iter().enumerate().take(MAX_LEN) {
        match (quote, byte) {
            (_, b'\n') => return None,
            (Some(sign), _) => quote = (byte != sign).then_some(sign),
            (None, b'"' | b'\'') if at > 0 && text[at - 1] == b' ' => quote = Some(byte),
            (None, b' ') if !in_angle && !matches!(text.get(at + 1), Some(b'"' | b'\'' | b')')) => return None,
            (None, b'(') if depth == 32 => return None,
            (None, b'(') => depth += 1,
            (None, b')') if depth == 0 => return Some(at + 1),
            (None, b')') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Length of the address at the start of `text`: to white space or a sign that no address holds, less the
/// punctuation of the sentence around it (GFM's extended autolinks).
pub(super) fn address_len(text: &str) -> usize {
    let ends = |sign: char| sign.is_whitespace() || "<>`\"|，。；：、！？（）【】《》「」“”".contains(sign);
    // The text of a link may be an address: `[https://a.b](https://a.b/c)`.
    let mut open = 0_usize;
    let mut leaves = |sign: char| match sign {
        '[' => {
            open += 1;
            false
        }
        ']' => open.checked_sub(1).map(|left| open = left).is_none(),
        _ => false,
    };
    let len = text.char_indices().take(MAX_LEN).find(|(_, sign)| ends(*sign) || leaves(*sign)).map(|(at, _)| at);
    let mut address = &text[..len.unwrap_or_else(|| text.char_indices().nth(MAX_LEN).map_or(text.len(), |(at, _)| at))];
    while let Some(last) = address.chars().next_back() {
        let opened = |open: char, close: char| address.matches(open).count() >= address.matches(close).count();
        let stays = match last {
            ')' => opened('(', ')'),
            _ => !"?!.,:;*_~'=".contains(last),
        };
        if stays {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}
