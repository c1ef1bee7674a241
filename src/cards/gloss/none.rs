//! What looks like a gloss and is none: a sentence whose verb is a past, a quotation, a quality, a noun of another number.
//!
//! - Keats argued that beauty is truth                   =>  a sentence: a participle has no object
//! - the gate closes when the water is level             =>  a sentence: behind "when" its verb stands before
//! - "We shall lock the river" (1814)                    =>  a quotation
//! - up to ten boats                                     =>  an amount
//! - permeable to water                                  =>  a quality
//! - edge below the gate, of "Gates"                     =>  one thing, and the term names several

use crate::cards::phrases::{self, Phrases};
use crate::cards::words::Word;

/// A verb stands among so many words.
const VERB: usize = 8;

/// So many quoted words may open what says something of them: "“Free” trade of the ports".
const CITED: usize = 3;

/// Whether a text that might be a gloss by its first words is none.
pub(super) fn is_none(book: &Phrases, said: &[Word]) -> bool {
    let amount = said.first().is_some_and(|word| book.is("amount_opening", word));
    amount || is_quotation(said) || book.can_say("happens") && (is_sentence(book, said) || is_quality(book, said))
}

/// Whether a text opens with the words of somebody.
pub(crate) fn is_quotation(said: &[Word]) -> bool {
    let opens = |word: &Word| {
        word.is_text() && word.text().trim_start_matches(['(', '*', '_']).starts_with(['"', '“', '«', '„', '「'])
    };
    let closes = |word: &&Word| word.is_text() && word.text().contains(['"', '”', '»', '“', '」']);
    said.first().is_some_and(opens) && !said.iter().take(CITED).skip(1).any(|word| closes(&word)) && {
        let first = said[0].text();
        first.chars().filter(|c| matches!(c, '"' | '”' | '»')).count() < 2 && !first.ends_with(['"', '”', '»', '」'])
    }
}

/// Whether a verb in a text says something of what stands before it, though no list knows it: no participle has an object, and no
/// noun is followed by "when".
fn is_sentence(book: &Phrases, said: &[Word]) -> bool {
    let is = |class: &str, word: &Word| book.is(class, word);
    let reach = &said[..said.len().min(VERB)];
    let relative = reach.iter().position(|word| is("relative", word) || is("wh", word)).unwrap_or(reach.len());
    let reach = &said[..(relative + 1).min(reach.len())];
    let object = |word: &Word| is("article", word) || is("owner_word", word) || word.key == "that";
    let noun = |word: &Word| {
        let other = ["preposition", "article", "determiner", "adverb", "adjective", "and", "number", "comma"];
        word.is_text() && !other.iter().any(|class| is(class, word))
    };
    let past = |at: usize| is("past_deed", &reach[at]) && reach[at].key.ends_with("ed") && object(&reach[at + 1]);
    let happens = |at: usize| {
        let noun = std::slice::from_ref(&reach[at]);
        let ends = at > 1 && at + 2 < said.len() && is("clause_end", &reach[at + 1]) && is("article", &reach[0]);
        ends && book.is_plural(noun) && !is("plural", &reach[at - 1])
    };
    (1..reach.len().saturating_sub(1)).any(|at| (past(at) || happens(at)) && noun(&reach[at - 1]))
}

/// "Permeable to water": an adjective that asks for its preposition.
fn is_quality(book: &Phrases, said: &[Word]) -> bool {
    let [first, second, ..] = said else { return false };
    let ends = ["able", "ible", "ful", "less"].iter().any(|end| first.key.ends_with(end));
    ends && book.is("no_noun", first) && book.is("preposition", second)
}

/// Whether a gloss is of as many things as its term: not "edge below the gate" of "Gates". What has an article tells its own number.
pub(super) fn agrees(book: &Phrases, term: &[Word], said: &[Word]) -> bool {
    let is = |class: &str, word: &Word| book.is(class, word);
    let Some(first) = said.first().filter(|_| book.can_say("happens") && book.knows("collective")) else { return true };
    let term = phrases::without_remark(term);
    let acronym = term.last().is_some_and(|word| phrases::is_acronym(word.text()));
    // "Rotating star" is a star, "lifting of boats" is done.
    let object = |word: &Word| is("article", word) || is("preposition", word) || is("determiner", word);
    let gerund = is("gerund", first) && said.get(1).is_none_or(object);
    if acronym || is("article", first) || gerund || is("be", first) || !first.is_text() {
        return true;
    }
    let ends = |word: &Word| {
        ["preposition", "relative_or_clause", "participle", "done_to", "gerund", "infinitive"]
            .iter()
            .any(|class| is(class, word))
    };
    let end = said.iter().skip(1).position(ends).map_or(said.len(), |at| at + 1);
    let head = &said[..end];
    let several =
        head.iter().any(|word| is("plural", word) || is("and", word) || is("collective", word) || is("comma", word));
    let genus_first = is("genus", first) && said.get(1).is_some_and(|word| is("plural", word));
    if book.is_plural(term) { several } else { !genus_first }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_sentence_a_quotation_and_a_quality_are_no_glosses() {
        check(
            "# Canal\n- Petition of 1790: Brook argued that the river was too wide for a bridge\n- Overflow: the basin spills when the rain is strong\n- Motto: \"We hold the water, and the water holds us\" (gate of 1814)\n- Clay wall: impermeable to water\n- Chamber: up to ten boats of the same width\n",
            &[
                "**Canal**: **Petition of 1790**? => Brook argued that the river was too wide for a bridge",
                "**Canal**: **Overflow**? => the basin spills when the rain is strong",
                "**Canal**: **Motto**? => \"We hold the water, and the water holds us\" (gate of 1814)",
                "**Canal**: **Clay wall**? => impermeable to water",
                "**Canal**: **Chamber**? => up to ten boats of the same width",
            ],
        );
    }

    #[test]
    fn a_gloss_is_of_as_many_things_as_its_term() {
        check(
            "# Duty of care\n- Pilots: same standard as a skilled captain\n- Passengers: reasonable person of the same age\n- Claims: demands for payment\n- Crews: group of sailors\n",
            &[
                "**Duty of care**: **Pilots**? => same standard as a skilled captain",
                "**Duty of care**: **Passengers**? => reasonable person of the same age",
                "What are **Claims**? => demands for payment",
                "What are **Crews**? => group of sailors",
            ],
        );
        check(
            "# Keys\n- SSE-KMS: keys held in a vault\n- SSE-LOG: record of each use\n",
            &["What is **SSE-KMS**? => keys held in a vault", "What is **SSE-LOG**? => record of each use"],
        );
    }
}
