//! TeX for MathJax as Anki runs it: harmless, and safe inside a cloze.

/// Commands that reach out of a formula: links, styles and scripts of MathJax's `html` extension, extensions themselves.
/// Their first argument goes; what they would dress stays.
const REACHING: [&str; 9] = ["href", "url", "style", "class", "cssId", "data", "require", "mmlToken", "bbox"];
/// Addresses that a formula may link to.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// `tex` without what reaches out of the formula or what Anki would take for its own: `}}` ends no cloze, `::` starts no
/// hint, `\)` and `\]` end no formula. The formula looks the same.
pub(super) fn tame(tex: &str) -> String {
    tame_piece(tex.trim())
}

/// Whether `tex` ends in the name of a command, which a letter behind it would lengthen.
pub(super) fn ends_in_command(tex: &str) -> bool {
    let name = tex.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    name.len() < tex.len() && name.ends_with('\\') && !name.ends_with("\\\\")
}

/// As [`tame`], for a piece of a formula: its spaces stay.
pub(super) fn tame_piece(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            rest = command(rest, &mut out);
            continue;
        }
        let twice = matches!(c, '{' | '}' | ':') && out.ends_with(c);
        if twice {
            out.push(' ');
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
        if c == '[' && ["sound:", "anki:", "latex]", "$]", "$$]", "/"].iter().any(|mark| starts_with(rest, mark)) {
            out.push_str("{}");
        }
    }
    out
}

/// Copies the command that `rest` opens with, if it may stay, and gives what follows.
fn command<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let after = &rest[1..];
    let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    if length == 0 {
        let end = 1 + after.chars().next().map_or(0, char::len_utf8);
        // An escaped brace next to a brace is no pair for TeX, but would be one for Anki.
        let sign = &rest[1..end];
        if !matches!(sign, ")" | "]" | "(" | "[") {
            out.push('\\');
        }
        out.push_str(sign);
        return &rest[end..];
    }
    let (name, tail) = after.split_at(length);
    if !REACHING.contains(&name) || (name == "bbox" && !tail.trim_start().starts_with('[')) {
        out.push('\\');
        out.push_str(name);
        return tail;
    }
    if matches!(name, "href" | "url") && links_out(tail) {
        out.push('\\');
        out.push_str(name);
        return tail;
    }
    skip_argument(tail)
}

fn links_out(tail: &str) -> bool {
    let Some(address) = tail.trim_start().strip_prefix('{') else { return false };
    SCHEMES.iter().any(|scheme| starts_with(address.trim_start(), scheme))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}

/// What follows the argument in braces or brackets that `tail` opens with.
fn skip_argument(tail: &str) -> &str {
    let trimmed = tail.trim_start();
    if !trimmed.starts_with(['{', '[']) {
        return tail;
    }
    let mut depth = 0_usize;
    for (at, c) in trimmed.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &trimmed[at + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn formulas_stay_as_they_are() {
        for tex in [r"\frac{a}{b} \\ x_{1}", r"\begin{matrix} a & b \\[2pt] c \end{matrix}", r"\ce{H2O -> H+ + OH-}"] {
            assert_eq!(tame(tex), tex);
        }
    }

    #[test]
    fn braces_end_no_cloze() {
        assert_eq!(tame(r"\frac{a}{b^{2}}"), r"\frac{a}{b^{2} }");
        assert_eq!(tame(r"\{{x}\}} a::b"), r"\{ {x}\} } a: :b");
    }

    #[test]
    fn nothing_reaches_out() {
        assert_eq!(tame(r"\href{javascript:alert(1)}{x}"), "{x}");
        assert_eq!(tame(r"\href{https://example.org}{x}"), r"\href{https://example.org}{x}");
        assert_eq!(tame(r"\style{position:fixed}{x} \let\h\href y"), r"{x} \let\h y");
        assert_eq!(tame(r"x\) y \text{[sound:a.mp3]}"), r"x) y \text{[{}sound:a.mp3]}");
    }
}
