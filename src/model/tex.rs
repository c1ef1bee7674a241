//! Formulas parsed as MathJax does where KaTeX's grammar is stricter.

use ratex_parser::{ParseError, ParseNode};

/// How the parser complains of a row with more cells than its array has columns.
const TOO_MANY: &str = "Too many tab characters";
/// How it complains of an exponent or index that is a command without braces around it.
const BARE: &str = "with no arguments as";
/// What an array begins and ends with.
const ARRAY: &str = "\\begin{array}{";
const END: &str = "\\end{array}";
/// Columns added to an array at most.
const ADDED: usize = 64;

/// Parses a formula. MathJax, and so Obsidian and Anki, centres what an array has beyond its columns, and takes `x_\boldsymbol{y}`;
/// KaTeX refuses both.
pub(crate) fn parse_formula(tex: &str) -> Result<Vec<ParseNode>, ParseError> {
    match ratex_parser::parse(tex) {
        Err(error) if error.message.contains(TOO_MANY) => ratex_parser::parse(&widened(tex)).map_err(|_| error),
        Err(error) if error.message.contains(BARE) => ratex_parser::parse(&braced(tex)).map_err(|_| error),
        parsed => parsed,
    }
}

/// The formula with braces around each command, and its one argument, that is an exponent or index.
fn braced(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len() + ADDED);
    let mut depth = 0_usize;
    // The depths at which a brace of ours is open.
    let mut ours = Vec::new();
    let mut rest = tex;
    while let Some(sign) = rest.chars().next() {
        let (shown, after) = rest.split_at(sign.len_utf8() + escaped(rest));
        out.push_str(shown);
        rest = after;
        match shown {
            "_" | "^" if takes_argument(rest) => {
                out.push('{');
                ours.push(depth);
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if ours.pop_if(|opened| *opened == depth).is_some() {
                    out.push('}');
                }
            }
            _ => {}
        }
    }
    out
}

/// Bytes that a backslash at the start takes with it.
fn escaped(tex: &str) -> usize {
    tex.strip_prefix('\\').and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Whether a command with an argument in braces begins the text.
fn takes_argument(tex: &str) -> bool {
    let Some(named) = tex.strip_prefix('\\') else { return false };
    let behind = named.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    behind.len() < named.len() && behind.starts_with('{')
}

/// The formula with as many columns in each array as its rows have cells.
fn widened(tex: &str) -> String {
    let mut tex = tex.to_owned();
    // From the last on, so that what stands inside an array is wide enough before it.
    let arrays: Vec<usize> = tex.match_indices(ARRAY).map(|(at, _)| at).collect();
    for at in arrays.into_iter().rev() {
        for _ in 0..ADDED {
            let array = &tex[at..at + length(&tex[at..])];
            if !ratex_parser::parse(array).is_err_and(|error| error.message.contains(TOO_MANY)) {
                break;
            }
            tex.insert(at + ARRAY.len(), 'c');
        }
    }
    tex
}

/// Bytes of the array that `tex` begins with, to its own end.
fn length(tex: &str) -> usize {
    let ends = tex.match_indices(END).map(|(at, end)| at + end.len());
    let mut closed = 0;
    for end in ends {
        closed += 1;
        if tex[..end].matches(ARRAY).count() == closed {
            return end;
        }
    }
    tex.len()
}

#[cfg(test)]
mod tests {
    use super::{braced, parse_formula};

    #[test]
    fn a_command_may_be_an_index() {
        assert_eq!(braced(r"\varphi_\boldsymbol{X}(t)^{2}"), r"\varphi_{\boldsymbol{X}}(t)^{2}");
        assert!(parse_formula(r"\varphi_\boldsymbol{X_\boldsymbol{a}} + b^\boldsymbol{2}").is_ok());
        assert!(parse_formula(r"x_\boldsymbol").is_err());
        assert_eq!(braced(r"a_\b{\}_\c{}}\_\d{e}"), r"a_{\b{\}_{\c{}}}}\_\d{e}");
        let deep = 100_000;
        assert!(braced(&(r"x_\b{".repeat(deep) + &"}".repeat(deep))).ends_with("}}}"));
    }

    #[test]
    fn an_array_may_have_more_cells_than_columns() {
        assert!(
            parse_formula(
                r"\left|\begin{array}{cc} 1&2&3&4\\ 5&6 \end{array}\right| + \begin{array}{c} 1&2 \end{array}"
            )
            .is_ok()
        );
        assert!(parse_formula(r"\begin{array}{c} \frac{a \end{array}").is_err());
    }
}
