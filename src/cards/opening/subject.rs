//! What a sentence is about: the topic, if its name is the head of what stands before the verb.
//!
//! - "Caching of pages is …" under "Caching"   =>  the topic
//! - "Cache pages are …" under "Cache"         =>  pages, and not the topic

use super::{About, is_akin, names};
use crate::cards::phrases::without_remark;
use crate::cards::words::Word;

/// Whether the words before a verb are the topic, or open with it: not "knowledge of binary numbers" of binary.
pub(super) fn is_subject(about: About, said: &[Word], verb: usize) -> bool {
    let be = about.book.is("be", &said[verb]);
    let said = &said[..verb];
    let is = |word: &Word, classes: &[&str]| classes.iter().any(|class| about.book.is(class, word));
    let noun = said.iter().position(|word| is(word, &["preposition", "infinitive"])).unwrap_or(said.len());
    // "The nominative case is …" under "Nominative".
    let adjective = about.name.last().is_some_and(|word| is(word, &["adjectival"]));
    let ends = |at: usize| {
        let many = is(&said[at], &["plural"]);
        let over = |next: &Word| {
            !next.is_text()
                || !is_worded(next)
                || is(next, HEAD_END)
                || many && is(next, &["finite_base", "finite_base_any"])
        };
        adjective || said[at].text().ends_with([',', ')']) || said.get(at + 1).is_none_or(over)
    };
    let called = own_noun(about);
    let heads = |word: &Word| names(about, word) && is_head(about, called, word);
    // "Cache is a small memory" under "Cache memory": the noun for its kind may be left out.
    let short = || match called.split_last() {
        Some((_, before)) if be && !before.is_empty() => {
            before.iter().all(|own| said[..noun].iter().any(|word| is_akin(&own.key, &word.key)))
        }
        _ => false,
    };
    (0..noun).any(|at| heads(&said[at]) && ends(at)) || short()
}

/// The words of the topic up to what only tells which: "Termination" of "Termination of offers".
pub(super) fn own_noun(about: About<'_>) -> &[Word] {
    let name = without_remark(about.name);
    let tells = |word: &Word| about.book.is("preposition", word);
    let end = name.iter().skip(1).position(tells).map_or(name.len(), |at| at + 1);
    &name[..end]
}

/// Whether a word that names the topic is the noun of its name, not what tells which: "Light" of "Light absorption".
fn is_head(about: About, called: &[Word], word: &Word) -> bool {
    let pair = called.iter().any(|own| about.book.is("and", own));
    let kin = |own: &Word| is_akin(&own.key, &word.key);
    pair || called.last().is_some_and(kin) || !called.iter().any(kin)
}

/// What may stand behind the head of a noun: "Caching of pages is", "Ropes, which are". "Cache pages are" tells of pages.
const HEAD_END: &[&str] = &[
    "preposition",
    "and",
    "adverb",
    "relative_or_clause",
    "number",
    "finite_aux",
    "infinitive",
    "participle",
    "done_to",
    "aside",
];

/// Whether a word is written in letters: not "(BST)", and not the sign of a thing, "v".
fn is_worded(word: &Word) -> bool {
    word.text().starts_with(char::is_alphabetic) && word.key.chars().count() > 1
}
