//! What of an item is hidden in its list, and what stays in sight to tell what is asked.
//!
//! A learner who knows the matter must be able to produce the hidden words from what is left. So an item keeps its cue: what
//! stands before an arrow, a sign of equality or a colon, a parenthesis at its end, the words around its one number with a
//! unit or, where it says something, its one code span. What follows a verb ("review […]") could be anything; such items are
//! asked by the list's own card. Only the members of a set are hidden whole, with their siblings for a cue.
//!
//! - saffron → turmeric               =>   saffron → […]
//! - half-life: 13 to 17 h            =>   half-life: […]
//! - *Critique of Pure Reason* (1781)   =>   […] (1781)
//! - uses 3 ATP a turn                =>   uses […] a turn
//! - Functions return `None` by default =>   Functions return […] by default

use std::ops::Range;

use super::unit::{balanced, is_verb};
use crate::cards::expansion::spells;
use crate::cards::phrases::{self, is_acronym};
use crate::cards::subject::Subject;
use crate::cards::terms;
use crate::cards::words::{self, Word};

/// A label before a colon or an equals sign has at most this many words.
const LABEL: usize = 6;
/// What stands before a parenthesis at the end is a name of at most this many words, and the parenthesis no longer.
const NAME: usize = 8;
/// More words are no answer (cards.md, the blanks of R9).
const LONGEST: usize = 16;
/// "Compile time" is a name: so few words need an object to be a deed.
const NAMED: usize = 3;
/// In an item of more words nobody finds the code span.
const STATEMENT: usize = 12;
/// A number of fewer digits and without a unit is none to know.
const YEAR: usize = 4;
/// So many words must stand around a code span that is hidden.
const AROUND: usize = 2;

/// The words of an item that are hidden; nothing where no cue is left. A member of a set of up to `members` words is hidden whole.
pub(super) fn hidden(subject: &Subject, said: &[Word], members: usize) -> Option<Range<usize>> {
    let whole = said.len();
    let said = without_aside(subject, said);
    let signs = [arrow(said), equals(said), labelled(subject, said)];
    if let Some(range) = signs.into_iter().flatten().next() {
        return fits(subject, said, range);
    }
    let named = |open: &usize| !opens_with_deed(subject, said) && !spelt(subject, &said[..*open], &said[*open..]);
    let glossed = parenthesis(subject, said).filter(named).map(|open| 0..open);
    let found = glossed.or_else(|| number(subject, said)).or_else(|| code(subject, said));
    let found = found.and_then(|range| fits(subject, said, range));
    let count = words::count(&words::text(said));
    found.or_else(|| ((1..=members).contains(&count) && is_name(said)).then_some(0..whole))
}

/// Whether an item tells something of its own, and is no name: it opens with a deed, or has a cue before what it tells.
pub(super) fn tells(subject: &Subject, said: &[Word]) -> bool {
    opens_with_deed(subject, said) || hidden(subject, said, 0).is_some_and(|range| range.start > 0)
}

/// Whether words can be the name of a member: more than one sign.
fn is_name(said: &[Word]) -> bool {
    let letter = |c: &char| c.is_alphanumeric();
    words::text(said).chars().filter(letter).count() > 1 || words::text(said).contains(words::is_ideograph)
}

/// Whether a parenthesis holds the initials of the words before it, or says them in another script.
pub(super) fn spelt(subject: &Subject, words: &[Word], parenthesis: &[Word]) -> bool {
    let ideographs = |words: &[Word]| words::text(words).contains(words::is_ideograph);
    if ideographs(words) && !ideographs(parenthesis) && words::text(parenthesis).contains(char::is_alphabetic) {
        return true;
    }
    let [acronym] = parenthesis else { return false };
    let letters = acronym.text().trim_matches(|c: char| !c.is_alphanumeric());
    let little = |word: &Word| subject.book.is("expansion_stop", word);
    is_acronym(letters) && (0..words.len()).any(|at| spells(letters, &words[at..], little))
}

/// What stands behind the one arrow or sign of equality.
pub(super) fn behind_sign(subject: &Subject, said: &[Word]) -> Option<Range<usize>> {
    let range = arrow(said).or_else(|| equals(said))?;
    fits(subject, said, range)
}

/// The words before a parenthesis at the end that only explains ("e.g. …"); it stays in sight, and is never asked.
fn without_aside<'w>(subject: &Subject, said: &'w [Word]) -> &'w [Word] {
    let closed = said.last().is_some_and(|word| word.text().ends_with([')', '）']));
    let open = said.iter().rposition(|word| word.is_text() && word.text().starts_with(['(', '（']));
    match open.filter(|&at| closed && at > 0 && balanced(&said[..at])) {
        Some(at) if subject.book.is("aside", &said[at]) || said.len() - at > NAME => &said[..at],
        _ => said,
    }
}

/// The range, where its words tell something, are not too many and no parenthesis is torn.
fn fits(subject: &Subject, said: &[Word], range: Range<usize>) -> Option<Range<usize>> {
    let hidden = said.get(range.clone())?;
    let telling = hidden.iter().any(|word| {
        !subject.book.is("function", word)
            && (!word.is_text() || word.text().contains(|c: char| c.is_alphanumeric() || !c.is_ascii()))
    });
    let short = words::count(&words::text(hidden)) <= LONGEST;
    let instance = hidden.first().is_some_and(|first| subject.book.is("instances_follow", first));
    (telling && !instance && short && balanced(hidden) && balanced(&said[..range.start])).then_some(range)
}

/// `A → B` with a single arrow.
fn arrow(said: &[Word]) -> Option<Range<usize>> {
    only(said, is_arrow)
}

/// Whether a word is an arrow: what follows from what stands before it.
pub(super) fn is_arrow(word: &Word) -> bool {
    matches!(word.text(), "→" | "->" | "=>" | "⇒" | "⟶" | "➜" | "➔" | "⟹" | "-->" | "==>")
}

/// `A = B` with a short A.
fn equals(said: &[Word]) -> Option<Range<usize>> {
    only(said, |word| matches!(word.text(), "=" | ":=" | "≈" | "≡")).filter(|range| range.start <= LABEL + 1)
}

/// What stands behind the one sign in the text.
fn only(said: &[Word], sign: impl Fn(&Word) -> bool) -> Option<Range<usize>> {
    let mut places = (0..said.len()).filter(|&at| said[at].is_text() && sign(&said[at]));
    let at = places.next().filter(|&at| at > 0 && at + 1 < said.len())?;
    places.next().is_none().then_some(at + 1..said.len())
}

/// `label: B`, `label – B`; a label such as "note" is none, nor is "Theorem 3".
fn labelled(subject: &Subject, said: &[Word]) -> Option<Range<usize>> {
    let ends = |word: &Word| word.is_text() && word.text().ends_with([':', '：']) || is_dash(word);
    let at = said.iter().take(LABEL + 1).position(ends).filter(|&at| at + 1 < said.len())?;
    let label = &said[..at + usize::from(!is_dash(&said[at]))];
    let text = words::lower_text(label);
    let named = !label.is_empty()
        && !terms::is_count(subject, &phrases::without_colon(label))
        && !subject.book.is_key("label", text.trim_end_matches([':', '：']));
    named.then_some(at + 1..said.len())
}

fn is_dash(word: &Word) -> bool {
    word.is_text() && matches!(word.text(), "-" | "–" | "—")
}

/// Where a short parenthesis at the end of a name begins.
fn parenthesis(subject: &Subject, said: &[Word]) -> Option<usize> {
    let last = said.last().filter(|word| word.is_text() && word.text().trim_end_matches('.').ends_with([')', '）']))?;
    let open = said.iter().rposition(|word| word.is_text() && word.text().starts_with(['(', '（']))?;
    let aside = last.text().ends_with("()");
    let verb = (0..open).any(|at| is_verb(subject, said, at));
    (!aside && !verb && (1..=NAME).contains(&open) && said.len() - open <= NAME && balanced(&said[open..]))
        .then_some(open)
}

/// The one number and its unit; one in a parenthesis says something of what stands before.
fn number(subject: &Subject, said: &[Word]) -> Option<Range<usize>> {
    let numeric = |word: &Word| {
        word.is_text()
            && word.text().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '~' | '≈' | '<' | '>' | '≥' | '≤'))
    };
    let digits = |word: &Word| word.is_text() && word.text().contains(|c: char| c.is_ascii_digit());
    let at = said.iter().position(numeric)?;
    // "Windows 10" is a name, and "Theorem 3" too.
    let before = at.checked_sub(1).map(|before| &said[before]);
    let name = at > 1 && before.is_some_and(|before| subject.book.is("capital", before))
        || before
            .is_some_and(|before| ["numbered", "states", "defines"].iter().any(|class| subject.book.is(class, before)));
    let unit = said.get(at + 1).is_some_and(|word| is_unit(subject, word)) && !ends_clause(&said[at]);
    let end = at + 1 + usize::from(unit);
    let alone = said.iter().enumerate().all(|(place, word)| (at..end).contains(&place) || !digits(word));
    // "3rd" and a bare number are no facts, a year is.
    let key = &said[at].key;
    let exact = |c: char| c.is_alphabetic() || matches!(c, '%' | '-' | '–' | '.' | '/' | '€' | '$' | '£' | '°');
    let bare = !unit && key.chars().count() < YEAR && !key.contains(exact) || subject.book.is("ordinal", &said[at]);
    let plain = said[at].key.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    (!name && !bare && plain && alone && said.len() > end - at).then_some(at..end)
}

fn ends_clause(word: &Word) -> bool {
    word.text().ends_with([',', ';', ')', '.'])
}

/// Whether a word behind a number is its unit.
fn is_unit(subject: &Subject, word: &Word) -> bool {
    let letters = if word.key.is_ascii() { word.key.chars().filter(|c| c.is_alphabetic()).count() } else { 0 };
    word.is_text()
        && (subject.book.is("unit", word)
            || word.key == "%"
            || (1..=if word.key.contains('/') { 4 } else { 2 }).contains(&letters)
                && !subject.book.is("function", word)
                && !subject.book.is("preposition", word))
}

/// The one code span of an item that says something.
fn code(subject: &Subject, said: &[Word]) -> Option<Range<usize>> {
    let mut places = (0..said.len()).filter(|&at| !said[at].is_text());
    let at = places.next().filter(|&at| at > 0 && said[at].is_code())?;
    let says = || opens_with_deed(subject, said) || (1..said.len()).any(|at| is_verb(subject, said, at));
    let short = said.len() > AROUND && words::count(&words::text(said)) <= STATEMENT;
    (places.next().is_none() && short && says()).then_some(at..at + 1)
}

/// Whether an item opens with a deed, not with a name: "circumvent the lock", "is stored on disk".
fn opens_with_deed(subject: &Subject, said: &[Word]) -> bool {
    let book = subject.book;
    let is = |class: &str, at: usize| said.get(at).is_some_and(|word| book.is(class, word));
    let at = said.iter().take_while(|word| book.is("adverb", word)).count();
    let next = at + 1;
    let object = !is("adverb", next)
        && ["after_verb", "plural", "particle_verb", "infinitive"].iter().any(|class| is(class, next))
        || said.get(next).is_some_and(Word::is_code);
    // "Duplicate values will be ignored" begins with no deed.
    let base = !states(subject, said, next);
    is("finite_aux", at)
        || is("finite_s", at)
        || base && is("finite_base", at) && (object || said.len() > NAMED) && !is("finite_base", next)
        || is("participle", at) && (is("particle_verb", next) || is("infinitive", next))
        || base
            && object
            && ["finite_s_or_noun", "finite_base_any", "command", "gerund"].iter().any(|class| is(class, at))
}

/// Whether a finite verb stands among the words from `start` on, before a clause or another verb begins.
fn states(subject: &Subject, said: &[Word], start: usize) -> bool {
    let ends = |word: &Word| {
        ["relative_or_clause", "conjunction", "infinitive"].iter().any(|class| subject.book.is(class, word))
    };
    (start..said.len()).take_while(|&at| !ends(&said[at])).any(|at| is_verb(subject, said, at))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn signs_leave_their_left_side() {
        check(
            "## Substitutions\n- saffron → turmeric\n- stock → water and salt\n",
            "What are Substitutions? / - saffron → […] / - stock → water and salt => turmeric",
        );
        check(
            "## Ramipril\n- activated in the liver\n- half-life: 13 to 17 h\n",
            "Ramipril / - activated in the liver / - half-life: […] => 13 to 17 h",
        );
    }

    #[test]
    fn a_parenthesis_names_what_stands_before_it() {
        check(
            "## Networks\n- bridge (default)\n- overlay (swarm)\n",
            "What are Networks? / - […] (default) / - overlay (swarm) => bridge",
        );
    }

    #[test]
    fn one_number_is_asked_with_its_unit() {
        check(
            "## Bread\n- 500 g strong flour\n- golden crust\n",
            "Bread / - […] strong flour / - golden crust => 500 g",
        );
    }

    #[test]
    fn what_follows_a_verb_could_be_anything() {
        check_not("## Why a proxy is needed\n- circumvent the firewall\n- no cache of its own\n", "circumvent […]");
    }

    #[test]
    fn a_code_span_is_asked_where_the_item_says_something() {
        check(
            "## Gates\n- Everything behind `lift` must be opened by hand\n- locked at night\n",
            "What are Gates? / - Everything behind […] must be opened by hand / - locked at night => `lift`",
        );
        check_not("## Gates\n- northern gate `lift` alone\n- locked at night\n", "[…]");
    }

    #[test]
    fn a_label_that_only_counts_is_no_cue() {
        check_not(
            "## Locks\n- Theorem 5.1: a lock with two gates is never open\n- Case 2: a lock without water\n",
            "[…]",
        );
    }

    #[test]
    fn a_remark_in_a_parenthesis_glosses_nothing() {
        check_not("## Gates\n- painted green (sadly)\n- as high as a ship\n- of oak\n", "[…]");
    }

    #[test]
    fn a_statement_without_a_cue_is_left_to_its_list() {
        check_not("## Ramipril\n- prodrug and rather old\n- a well known drug of the class\n", "[…]");
    }
}
