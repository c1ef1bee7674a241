//! Definitions by a case: a sentence that says when a symbol is what the title names says what that is.
//!
//! - ## Tidal gate / $g$ is a tidal gate if the tide moves it.   =>  What is a tidal gate?

use super::opening::is_akin;
use super::subject::Subject;
use super::words::Word;

/// What is so called stands before the verb in so few words.
const SYMBOLS: usize = 4;

/// Whether a sentence says when something is what the title names: "$g$ is a tidal gate if …".
pub(crate) fn defines(subject: &Subject, said: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let name = super::phrases::without_remark(subject.book.name(&subject.title));
    let Some(be) = said.iter().take(SYMBOLS).position(|word| is("is_or_are", word)) else { return false };
    let start = be + 1 + usize::from(said.get(be + 1).is_some_and(|word| is("article", word)));
    let symbols = be > 0 && said[..be].iter().any(|word| !word.is_text());
    let named = said
        .get(start..start + name.len())
        .is_some_and(|told| !name.is_empty() && name.iter().zip(told).all(|(own, word)| is_akin(&own.key, &word.key)));
    symbols && named && said.iter().skip(start).any(|word| is("case_of", word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn when_a_symbol_is_what_the_title_names_defines_it() {
        check(
            "# Canals\n## Tidal gate\n$g$ is a tidal gate of the lock if\n$$\np(g) > p_0\n$$\n",
            &["What is a **Tidal gate**? => $g$ is a tidal gate of the lock if / $$ / p(g) > p_0 / $$"],
        );
    }
}
