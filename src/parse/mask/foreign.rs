//! What other tools leave in a note that is not for its reader, or not in Markdown's signs: shortcodes of Hugo, tags of Jekyll
//! and Liquid, commands of Templater, widgets and block references of Roam and Logseq, `H~2~O` and `x^2^` of Pandoc.

use super::extent::MAX_LEN;
use super::inline::Inlines;
use super::{Region, RegionKind};

/// How templates begin and end.
const TEMPLATES: [(&[u8], &[u8]); 4] = [(b"{{<", b">}}"), (b"{{%", b"%}}"), (b"{{/*", b"*/}}"), (b"{%", b"%}")];
/// Names of what Roam and Logseq draw in place.
const WIDGETS: &str = " query embed renderer video youtube pdf iframe table kanban mentions word-count namespace attr-table \
    diagram mermaid calc slider date encrypt roam/js ";

impl Inlines<'_> {
    /// A shortcode, a tag or a widget.
    pub(super) fn template(&self, at: usize) -> Option<Region> {
        let area = &self.bytes[at..self.end.min(at + MAX_LEN)];
        let ends = |(open, close): (&[u8], &[u8])| {
            let from = area.starts_with(open).then_some(open.len())?;
            memchr::memmem::find(&area[from..], close).map(|len| from + len + close.len())
        };
        if let Some(len) = TEMPLATES.into_iter().find_map(ends) {
            return Some(Region { kind: RegionKind::Shortcode, bytes: at..at + len });
        }
        let inner = area.strip_prefix(b"{{")?;
        let name = inner.strip_prefix(b"[[").unwrap_or(inner);
        let len = name.iter().position(|byte| !(byte.is_ascii_alphabetic() || b"-/".contains(byte)))?;
        let task = matches!(&name[..len], b"TODO" | b"DONE") && name[len..].starts_with(b"]]}}");
        let known = std::str::from_utf8(&name[..len]).is_ok_and(|name| WIDGETS.contains(&format!(" {name} ")));
        let widget = known && b"]:} ".contains(&name[len]);
        if !task && !widget {
            return None;
        }
        let kind = if task { RegionKind::Literal } else { RegionKind::Comment };
        Some(Region { kind, bytes: at..at + balanced(area)? })
    }

    /// `<% … %>`
    pub(super) fn templater(&mut self, at: usize) -> Option<Region> {
        let close = self.template_ends.from(self.bytes, at + 2);
        let near = close < self.bytes.len().min(at + 5 * MAX_LEN);
        near.then_some(Region { kind: RegionKind::Comment, bytes: at..close + 2 })
    }

    /// `((id))` of a block elsewhere.
    pub(super) fn reference(&self, at: usize) -> Option<Region> {
        let inner = self.bytes[at..self.end].strip_prefix(b"((")?;
        let len = inner.iter().take(37).position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(byte)))?;
        let id = &inner[..len];
        let roam = len == 9 && id.iter().any(u8::is_ascii_uppercase) && id.iter().any(u8::is_ascii_lowercase);
        let logseq = len == 36 && id[8] == b'-' && id[13] == b'-';
        let closed = inner[len..].starts_with(b"))") && (roam || logseq);
        closed.then_some(Region { kind: RegionKind::Comment, bytes: at..at + len + 4 })
    }

    /// The tilde of `~/notes` and `host:~/notes` is a folder: two of them strike nothing out.
    pub(super) fn home(&self, at: usize) -> Option<Region> {
        let apart = at.checked_sub(1).is_none_or(|at| b" \t\n:=(\"'".contains(&self.bytes[at]));
        let opens = apart && self.bytes[at..].starts_with(b"~/");
        opens.then_some(Region { kind: RegionKind::Literal, bytes: at..at + 1 })
    }

    /// `~2~` and `^2^` behind a letter or a digit.
    pub(super) fn script(&self, at: usize) -> Option<Region> {
        let sign = self.bytes[at];
        let before = *self.bytes.get(at.checked_sub(1)?)?;
        let counted = sign == b'^' && before.is_ascii_digit();
        let after_word = before.is_ascii_alphabetic() || before == b')' || counted || before == b'~' && at == self.done;
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-,".contains(byte);
        let inner = &self.bytes[at + 1..self.end];
        let len = inner.iter().take(12).take_while(|byte| fits(byte)).count();
        let closed = after_word && len > 0 && inner.get(len) == Some(&sign) && inner.get(len + 1) != Some(&sign);
        // Powers of powers are written so by programmers: 2^3^4.
        let power = sign == b'^' && inner.get(len + 1).is_some_and(u8::is_ascii_alphanumeric);
        (closed && !power).then_some(Region { kind: RegionKind::Script, bytes: at..at + len + 2 })
    }
}

/// Length of the braces that `text` opens with, to their partners.
fn balanced(text: &[u8]) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}
