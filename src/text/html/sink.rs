//! The string a field is written into. Text goes in escaped, and with Anki's own marks broken up.
//!
//! Anki reads a field as a string before any browser does: `{{c1::…}}`, `[sound:…]`, `[latex]…` and `[$]…` work even
//! inside `<code>`, and MathJax then looks for `\(` and `\[` in what is shown. Where such a mark is the user's text, a
//! `<wbr>` (an element of no width and no text) goes between its signs, and a backslash gets an element of its own, since
//! MathJax reads on over a `<wbr>`. Looking back at what is written already finds marks that two pieces make together.

/// HTML under construction.
#[derive(Default)]
pub(super) struct Sink {
    out: String,
    /// How many clozes are open: in one, `::` would start the hint.
    clozes: usize,
}

/// The part of a mark before the sign that completes it.
const BEFORE_COLON: [&str; 3] = ["[sound", "[anki", "[[type"];
const BEFORE_BRACKET: [&str; 7] = ["[latex", "[/latex", "[$", "[/$", "[$$", "[/$$", "[/anki:tts"];
/// Commands that MathJax obeys outside of formulas.
const BEFORE_BRACE: [&str; 3] = ["\\begin", "\\ref", "\\eqref"];

impl Sink {
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Markup of ours, as it is.
    pub(super) fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Text of the user's.
    pub(super) fn text(&mut self, text: &str) {
        self.guarded(text, entity);
    }

    /// Text of the user's that is escaped already.
    pub(super) fn escaped(&mut self, html: &str) {
        self.guarded(html, |_| None);
    }

    /// TeX of the user's, tamed already: escaped only.
    pub(super) fn formula(&mut self, tex: &str) {
        for c in tex.chars() {
            match entity(c as u8).filter(|_| c.is_ascii()) {
                Some(entity) => self.out.push_str(entity),
                None => self.out.push(c),
            }
        }
    }

    fn guarded(&mut self, text: &str, entity: impl Fn(u8) -> Option<&'static str>) {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let entity = entity(byte);
            if entity.is_none() && !b"{}:()[]".contains(&byte) {
                continue;
            }
            self.out.push_str(&text[from..at]);
            from = at;
            if let Some(entity) = entity {
                self.out.push_str(entity);
                from = at + 1;
            } else {
                self.guard(byte);
            }
        }
        self.out.push_str(&text[from..]);
    }

    /// Opens a cloze.
    pub(super) fn open_cloze(&mut self, number: u32) {
        self.out.push_str("{{c");
        self.out.push_str(&number.to_string());
        self.out.push_str("::");
        self.clozes += 1;
    }

    /// Starts the hint of the open cloze.
    pub(super) fn hint(&mut self) {
        self.part("::");
    }

    /// Closes the open cloze.
    pub(super) fn close_cloze(&mut self) {
        self.part("}}");
        self.clozes = self.clozes.saturating_sub(1);
    }

    fn part(&mut self, sign: &str) {
        if self.out.ends_with(&sign[..1]) {
            self.out.push_str("<wbr>");
        }
        self.out.push_str(sign);
    }

    /// Breaks the mark that `sign` is about to complete.
    fn guard(&mut self, sign: u8) {
        let completes = |marks: &[&str]| marks.iter().any(|mark| self.ends_with(mark));
        let breaks = match sign {
            b'{' if completes(&BEFORE_BRACE) => return self.lift_backslash(),
            b'{' => self.out.ends_with('{'),
            b'}' => self.out.ends_with('}'),
            b':' => (self.clozes > 0 && self.out.ends_with(':')) || completes(&BEFORE_COLON),
            b']' if completes(&BEFORE_BRACKET) => true,
            _ if self.out.ends_with('\\') => return self.lift_backslash(),
            _ => false,
        };
        if breaks {
            self.out.push_str("<wbr>");
        }
    }

    fn ends_with(&self, mark: &str) -> bool {
        let bytes = self.out.as_bytes();
        bytes.len().checked_sub(mark.len()).is_some_and(|at| bytes[at..].eq_ignore_ascii_case(mark.as_bytes()))
    }

    /// Gives the last backslash an element of its own.
    fn lift_backslash(&mut self) {
        if let Some(at) = self.out.rfind('\\') {
            self.out.replace_range(at..=at, "<span>\\</span>");
        }
    }
}

fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    }
}

/// `value` for an attribute in double quotes; signs of Anki's marks become entities, which Anki does not read.
pub(super) fn attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '[' => out.push_str("&#91;"),
            '\\' => out.push_str("&#92;"),
            ':' if out.ends_with(':') => out.push_str("&#58;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &[&str]) -> String {
        let mut sink = Sink::default();
        for piece in pieces {
            sink.text(piece);
        }
        sink.finish()
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        assert_eq!(text(&["a[0] = f(x): {1: 2} std::vec\\n"]), "a[0] = f(x): {1: 2} std::vec\\n");
        assert_eq!(text(&["a < b && c > d"]), "a &lt; b &amp;&amp; c &gt; d");
    }

    #[test]
    fn marks_of_ankis_are_broken_even_across_pieces() {
        assert_eq!(text(&["[sound:a.mp3]"]), "[sound<wbr>:a.mp3]");
        assert_eq!(text(&["[", "SOUND", ":a.mp3]"]), "[SOUND<wbr>:a.mp3]");
        assert_eq!(text(&["{{c1::x}}"]), "{<wbr>{c1::x}<wbr>}");
        assert_eq!(
            text(&["[latex]x[/latex] [$]x[/$] [$$]"]),
            "[latex<wbr>]x[/latex<wbr>] [$<wbr>]x[/$<wbr>] [$$<wbr>]"
        );
        assert_eq!(text(&["[[type:Front]]"]), "[[type<wbr>:Front]]");
        assert_eq!(text(&["\\(x\\)"]), "<span>\\</span>(x<span>\\</span>)");
        assert_eq!(text(&["\\begin{x}"]), "<span>\\</span>begin{x}");
    }

    #[test]
    fn a_cloze_ends_only_where_it_should() {
        let mut sink = Sink::default();
        sink.open_cloze(2);
        sink.text("std::map{a{}}");
        sink.hint();
        sink.text("a}");
        sink.close_cloze();
        assert_eq!(sink.finish(), "{{c2::std:<wbr>:map{a{}<wbr>}::a}<wbr>}}");
    }

    #[test]
    fn attributes_hold_no_marks() {
        assert_eq!(attribute("[sound:x] }} a::b \"q\""), "&#91;sound:x] &#125;&#125; a:&#58;b &quot;q&quot;");
    }
}
