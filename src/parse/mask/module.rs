//! What makes a note a program: imports and exports of MDX, blocks of code between tags of Jekyll and Hugo.

use std::ops::Range;

use super::scan::line_end;

/// A module's statement is not longer than this.
const MAX_LINES: usize = 60;

/// End of the statement `import … from '…'` or `export const …` that begins the paragraph at `start`.
pub(super) fn statement_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = &bytes[start..];
    if rest.starts_with(b"import ") {
        return import_end(bytes, start);
    }
    let exported = rest.strip_prefix(b"export ")?;
    let words = [&b"const "[..], b"default ", b"function ", b"let ", b"var ", b"async ", b"class "];
    words.iter().any(|word| exported.starts_with(word)).then(|| export_end(bytes, start)).flatten()
}

fn import_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    for _ in 0..MAX_LINES {
        let end = line_end(bytes, at);
        let line = bytes[at..end].trim_ascii_end();
        let quoted = [&b"'"[..], b"\"", b"';", b"\";"].iter().any(|quote| line.ends_with(quote));
        if quoted {
            return memchr::memmem::find(&bytes[start..end], b" from ").map(|_| end);
        }
        if line.is_empty() || end == bytes.len() {
            return None;
        }
        at = end + 1;
    }
    None
}

/// The line on which all brackets are closed.
fn export_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut open = 0_i32;
    let mut opened = false;
    for _ in 0..MAX_LINES {
        let end = line_end(bytes, at);
        for byte in &bytes[at..end] {
            opened |= b"{([=".contains(byte);
            open += i32::from(b"{([".contains(byte)) - i32::from(b"})]".contains(byte));
        }
        if open <= 0 {
            return opened.then_some(end);
        }
        if end == bytes.len() {
            return None;
        }
        at = end + 1;
    }
    None
}

/// Where the language stands in `{% highlight python %}` or `{{< highlight python "linenos=table" >}}`.
pub(super) fn opens_code(text: &[u8]) -> Option<Range<usize>> {
    if text.first() != Some(&b'{') {
        return None;
    }
    let text = text.trim_ascii_end();
    let closed = [&b"%}"[..], b">}}", b"%}}"].iter().any(|end| text.ends_with(end));
    let rest = tag(text)?.strip_prefix(b"highlight").filter(|rest| closed && rest.first() == Some(&b' '))?;
    let rest = rest.trim_ascii_start();
    let start = text.len() - rest.len();
    let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+#-_".contains(byte)).count();
    Some(start..start + len)
}

/// Whether a line is `{% endhighlight %}` or `{{< /highlight >}}`.
pub(super) fn closes_code(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let named = |inner: &[u8]| inner.starts_with(b"endhighlight") || inner.starts_with(b"/highlight");
    text.ends_with(b"}") && tag(text).is_some_and(named)
}

/// What stands behind the `{`, `<` and `%` that a tag opens with.
fn tag(text: &[u8]) -> Option<&[u8]> {
    let signs = text.iter().take_while(|byte| b"{<%-".contains(byte)).count();
    (signs >= 2).then(|| text[signs..].trim_ascii_start())
}
