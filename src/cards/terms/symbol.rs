//! Symbols: a letter of a formula is nothing to define, and no formula itself.
//!
//! - $h_0$: height of the sill            =>  **Lock**: what does $h_0$ stand for?
//! - Area: $l b$, Length: $l$             =>  the formula for the area; **Lock**: **Length**?

use crate::cards::words::Word;

/// Signs that make a formula of symbols, those of an index set aside.
const OPERATORS: [char; 8] = ['=', '+', '-', '<', '>', '*', '/', '&'];

/// Whether a word is one symbol: `x`, `\hat{\theta}_n`, `P(A)`, `\Delta H`, not `x + 1`, `l b` or `3`.
pub(super) fn is_one(word: &Word) -> bool {
    if word.is_text() || word.is_code() {
        return false;
    }
    let tex = without_index(word.text());
    let tex = tex.trim();
    let head = tex.strip_suffix(')').and_then(|tex| tex.split_once('(')).map_or(tex, |(head, _)| head);
    let head = head.strip_prefix(r"\Delta").filter(|of| !of.is_empty()).unwrap_or(head);
    !tex.contains(OPERATORS) && letters(head) == 1
}

/// How many letters a piece of TeX shows; a word in upright letters is one.
fn letters(tex: &str) -> usize {
    let mut count = 0;
    let mut rest = tex;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c != '\\' {
            count += usize::from(c.is_alphabetic());
            continue;
        }
        let name = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
        rest = &rest[name.len()..];
        match (rest.starts_with('{'), name) {
            (true, "text" | "mathrm" | "operatorname" | "textrm" | "mathit") => {
                rest = rest.find('}').map_or("", |end| &rest[end..]);
                count += 1;
            }
            // "\hat{x}" is a letter with a mark.
            (true, _) => {}
            (false, _) => count += usize::from(!name.is_empty()),
        }
    }
    count
}

/// TeX without what stands below or above its letters.
fn without_index(tex: &str) -> String {
    let mut out = String::new();
    let mut chars = tex.chars();
    while let Some(c) = chars.next() {
        if !matches!(c, '_' | '^') {
            out.push(c);
            continue;
        }
        let mut depth = 0;
        let mut name = false;
        let rest = chars.as_str();
        let end = rest.char_indices().find_map(|(at, c)| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            name = name && c.is_ascii_alphabetic() || at == 0 && c == '\\';
            let goes_on =
                depth > 0 || name && rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '{');
            (!goes_on).then_some(at + c.len_utf8())
        });
        chars = rest[end.unwrap_or(rest.len())..].chars();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_symbol_stands_for_what_is_behind_it() {
        check(
            "# Lock\n- $h_0$: height of the sill\n- $\\hat{p}_{\\max}$: highest pressure at the gate\n- $\\rho$ - density of the water\n",
            &[
                "**Lock**: what does $h_0$ stand for? => height of the sill",
                "**Lock**: what does $\\hat{p}_{\\max}$ stand for? => highest pressure at the gate",
                "**Lock**: what does $\\rho$ stand for? => density of the water",
            ],
        );
    }

    #[test]
    fn a_symbol_alone_is_no_formula() {
        check(
            "# Lock\n- Chamber area: $l b$\n- Chamber length: $l$\n- Sill height: $h^{-}_\\text{sill}$\n",
            &[
                "**Lock**: what is the formula for **Chamber area**? => $l b$",
                "**Lock**: **Chamber length**? => $l$",
                "**Lock**: **Sill height**? => $h^{-}_\\text{sill}$",
            ],
        );
    }
}
