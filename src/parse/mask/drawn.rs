//! What Pandoc draws with signs: grid tables and simple tables, which CommonMark takes for lists, rules and headings, are kept
//! as they are drawn; a verse of lines behind bars loses the bars.

use super::scan::line_end;

/// A table drawn by hand is not longer than this.
const MAX_LINES: usize = 500;

/// End of the drawn table whose first line begins at `start`, its newline not included.
pub(super) fn table_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = line_end(bytes, start);
    let line = &bytes[start..end];
    if is_border(line) {
        return grid_end(bytes, start);
    }
    if is_columns(line) {
        return lines(bytes, start).skip(1).find(|(line, _)| is_columns(line)).map(|(_, end)| end);
    }
    let ruled = end < bytes.len() && is_columns(&bytes[end + 1..line_end(bytes, end + 1)]);
    let last = ruled.then(|| lines(bytes, start).enumerate().last())?;
    last.filter(|(count, _)| *count >= 2).map(|(_, (_, end))| end)
}

/// The end of a verse: two lines or more behind bars that frame no cells.
pub(super) fn verse_end(bytes: &[u8], start: usize) -> Option<usize> {
    let said = |line: &[u8]| line == b"|" || line.starts_with(b"| ") && memchr::memchr(b'|', &line[1..]).is_none();
    let mut verse = lines(bytes, start).take_while(|(line, _)| said(line)).enumerate();
    verse.by_ref().last().filter(|(count, _)| *count >= 1).map(|(_, (_, end))| end)
}

/// The lines up to the next blank one, trimmed at their ends, with the byte where each ends.
fn lines(bytes: &[u8], start: usize) -> impl Iterator<Item = (&[u8], usize)> {
    let mut at = start;
    let next = move || {
        let end = (at < bytes.len()).then(|| line_end(bytes, at))?;
        let line = bytes[at..end].trim_ascii_end();
        at = end + 1;
        (!line.is_empty()).then_some((line, end))
    };
    std::iter::from_fn(next).take(MAX_LINES)
}

fn grid_end(bytes: &[u8], start: usize) -> Option<usize> {
    let drawn = |line: &[u8]| matches!(line.trim_ascii_start().first(), Some(b'+' | b'|'));
    let rows = lines(bytes, start).take_while(|(line, _)| drawn(line)).enumerate();
    let (count, (line, end)) = rows.last()?;
    (count >= 2 && is_border(line)).then_some(end)
}

/// `+-----+:====+`
fn is_border(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let framed = line.len() >= 5 && line.starts_with(b"+") && line.ends_with(b"+");
    framed && line.iter().all(|byte| b"+-=:".contains(byte)) && line.iter().any(|byte| b"-=".contains(byte))
}

/// `-----  ---`: two columns or more.
fn is_columns(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let mut columns = line.split(|byte| *byte == b' ').filter(|column| !column.is_empty());
    line.starts_with(b"--")
        && line.contains(&b' ')
        && columns.all(|column| column.len() >= 2 && column.iter().all(|byte| *byte == b'-'))
}
