//! Backslashes where a character would otherwise be read as a mark.

/// Where a text stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Site {
    /// It opens a line, where signs of lists, headings and fences count too.
    pub(super) starts_line: bool,
    /// It is the text of a link or an image, which a bracket might end.
    pub(super) in_link: bool,
    /// It is in a table, where a bar ends the cell.
    pub(super) in_cell: bool,
    /// A `]` stands before it, which a link's target or definition would follow.
    pub(super) after_bracket: bool,
}

/// `text` as Markdown that reads back as the same text. Only characters that could be taken for marks get a backslash.
pub(super) fn text(text: &str, site: Site) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let sign = line_sign(text).filter(|_| site.starts_line);
    let sign = sign.or((site.after_bracket && text.starts_with(['(', '[', ':'])).then_some(0));
    // A row of dashes and bars makes a table of the line above it.
    let bars = site.in_cell || text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    out.push_str(&text[..sign.unwrap_or(0)]);
    if sign.is_some() {
        out.push('\\');
    }
    let forbidden = |c| (c == '|' && bars) || (matches!(c, '[' | ']') && site.in_link);
    characters(text, sign.unwrap_or(0), forbidden, &mut out);
    out
}

fn characters(text: &str, from: usize, forbidden: impl Fn(char) -> bool, out: &mut String) {
    let mut before = text[..from].chars().next_back();
    let mut forced = from > 0 || out.ends_with('\\');
    for (at, c) in text[from..].char_indices() {
        let after = &text[from + at + c.len_utf8()..];
        if !forced && (is_mark(c, before, after) || forbidden(c)) {
            out.push('\\');
        }
        forced = false;
        out.push(c);
        before = Some(c);
    }
}

/// Where a backslash keeps the start of a line from opening a block: before a bullet, `#`, `>`, a fence, a rule, or
/// between a number and its dot.
fn line_sign(text: &str) -> Option<usize> {
    let after = |at: usize| text[at..].chars().next();
    let ends = |at: usize| after(at).is_none_or(char::is_whitespace);
    let first = text.chars().next()?;
    match first {
        '-' | '+' | '=' => {
            let run = text.len() - text.trim_start_matches(first).len();
            ((run == 1 && ends(1)) || (first != '+' && text.trim_end().len() == run)).then_some(0)
        }
        '>' | ':' if ends(1) || first == '>' => Some(0),
        '~' if text.starts_with("~~~") => Some(0),
        // A task's box.
        '[' if text.chars().nth(2) == Some(']') && text.chars().nth(3).is_none_or(char::is_whitespace) => Some(0),
        '#' => {
            let run = text.len() - text.trim_start_matches('#').len();
            (run <= 6 && ends(run)).then_some(0)
        }
        '0'..='9' => {
            let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            (digits <= 9 && matches!(after(digits), Some('.' | ')')) && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

fn is_mark(c: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    let spaced = before.is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace);
    match c {
        '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
        '`' | '$' => true,
        '[' => matches!(next, None | Some('[' | '^')),
        ']' => matches!(next, Some('(' | '[' | ':')),
        '*' => !spaced,
        '_' => {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !(spaced || inside(before) && inside(next))
        }
        '<' => next.is_some_and(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()) && after.contains(';'),
        '=' | '~' | '%' => next == Some(c) || before == Some(c),
        '{' => next == Some('{'),
        '}' => next == Some('}'),
        '#' => before.is_none_or(char::is_whitespace) && next.is_some_and(|next| next.is_alphanumeric() || next == '_'),
        '^' => before.is_none_or(char::is_whitespace) || next == Some('['),
        '!' => next == Some('['),
        _ => false,
    }
}

/// A code span: as many backticks as it takes.
pub(super) fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let spaces = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
    let pad = if spaces || code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// The length of the longest run of `c`.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or(0)
}

/// A link's destination, in angle brackets where it needs them.
pub(super) fn destination(target: &str) -> String {
    let plain = !target.is_empty()
        && !target.starts_with('<')
        && !target.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '\\'));
    if plain { target.to_owned() } else { format!("<{}>", target.replace('<', "\\<").replace('>', "\\>")) }
}

#[cfg(test)]
mod tests {
    use super::{Site, text};

    fn escaped(plain: &str, starts_line: bool) -> String {
        text(plain, Site { starts_line, ..Site::default() })
    }

    #[test]
    fn names_stay_readable() {
        assert_eq!(
            escaped("snake_case, 2 * 3, a < b, R&D, x = y, 50 %", true),
            "snake_case, 2 * 3, a < b, R&D, x = y, 50 %"
        );
        assert_eq!(escaped("the year [1953], a | b, […]", true), "the year [1953], a | b, […]");
    }

    #[test]
    fn marks_are_kept_from_working() {
        assert_eq!(escaped("*a* __init__ <b> [x](y) `", false), r"\*a\* \_\_init\_\_ \<b> [x\](y) \`");
        assert_eq!(escaped("[[a]] [^1] [ref][a] ![p](q)", false), r"\[[a]] \[^1] [ref\][a] \![p\](q)");
        assert_eq!(escaped("a == b == c #tag $5 {{c1::x}}", false), r"a \=\= b \=\= c \#tag \$5 \{{c1::x\}}");
    }

    #[test]
    fn a_line_opens_no_block() {
        assert_eq!(escaped("1. item", true), r"1\. item");
        assert_eq!(escaped("- item", true), r"\- item");
        assert_eq!(escaped("# title", true), r"\# title");
        assert_eq!(escaped("---", true), r"\---");
        assert_eq!(escaped("-5 and 2024.", true), "-5 and 2024.");
        assert_eq!(escaped("[x] done", true), r"\[x] done");
        assert_eq!(escaped("|---|", true), r"\|---\|");
    }

    #[test]
    fn brackets_begin_and_end_no_link() {
        let link = Site { in_link: true, ..Site::default() };
        assert_eq!(text("a [b] c", link), r"a \[b\] c");
        let site = Site { after_bracket: true, ..Site::default() };
        assert_eq!(text("(so it was)", site), r"\(so it was)");
        assert_eq!(text(" (so it was)", site), " (so it was)");
    }
}
