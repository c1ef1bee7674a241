//! Labels that are no noun, or whose meaning defines nothing: asked by what the list is of, else plainly.
//!
//! - Austria: Vienna, under Capitals         =>  What is the capital of **Austria**?
//! - Start: 1898-03-04, under Regatta        =>  **Regatta**: what is the date of **Start**?
//! - Detecting leaks: tap the hull           =>  **Hull**: how do you detect leaks?
//! - Ferry: 3 days, under Crossings          =>  **Crossings**: **Ferry**?

use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::Inline;

use super::alike::Alike;
use super::question::{Form, is_thing};
use super::{fit, scope, symbol};

/// A meaning of at most this many words may be a name.
const NAME: usize = 3;
/// Members of an enumeration have at most this many words.
const LISTED: usize = 2;
/// The verb of a sentence that opens a meaning stands among so many words.
const CLAUSE: usize = 4;
/// What the terms are terms of stands in a question where it has at most this many words.
const GROUP: usize = 6;

/// The question of a term that "What is X?" does not fit; `scene` has the term as its topic and its group as its parent.
pub(super) fn question(subject: &Subject, meaning: &[Word], alike: &Alike, scene: &Scene) -> Option<Vec<Inline>> {
    let (book, key, form) = (subject.book, scene.topic, alike.form);
    let thing_kind = alike.members.is_some();
    let fits = is_thing(subject, key, meaning);
    let named = only_names(subject, meaning) && form == Form::Terse;
    let exemplified = meaning.first().is_some_and(|word| book.is("instances_follow", word));
    // A character of Chinese is a word.
    let pair = book.marks.is_empty() && key.len() > 2 && key.iter().any(|word| book.is("and", word));
    let follows =
        |word: &Word| ["⇒", "→", "\\Rightarrow", "\\to", "\\rightarrow"].iter().any(|sign| word.text().contains(sign));
    let bare = matches!(meaning, [only] if symbol::is_one(only));
    let formula = !meaning.is_empty()
        && meaning.iter().all(|word| !word.is_text() && !word.is_code())
        && !meaning.iter().any(follows)
        && !bare
        && book.can_say("term_formula");
    if fits && form != Form::Letters && !is_amount(meaning) && !named && !exemplified && !pair && !formula && !bare {
        return None;
    }
    let in_group = Scene { note: group(subject, scene.parent), ..scene.clone() };
    let phrase = match () {
        () if form == Form::Letters => "term_meant",
        () if is_deed(subject, key) && !scope::states(subject, &meaning[..meaning.len().min(CLAUSE)]) => "how_doing",
        () if key.first().is_some_and(|word| book.is("adverb", word) && !book.is("ordinal", word))
            && scope::states(subject, meaning) =>
        {
            "scope_happens"
        }
        // "Commutative: $a b = b a$" is a property of something.
        () if formula && (fits || key.len() > 1) => "term_formula",
        () if is_day(subject, meaning) => "term_day",
        () if named || only_names(subject, meaning) => match one_of(subject, in_group.note).filter(|_| fits) {
            Some(one) => return Some(book.say("cell_of", &in_group.clone().with("c", &one).with("R", key))),
            None if thing_kind && fits && lists(subject, meaning) && !is_told(subject, key, meaning) => "term_examples",
            None => return fit::plainly(subject, scene),
        },
        () if exemplified => "term_examples",
        () => return fit::plainly(subject, scene),
    };
    if book.can_say(phrase) { Some(book.say(phrase, &in_group)) } else { fit::plainly(subject, scene) }
}

/// Whether an enumeration names no instances: it stands behind one thing, or tells what to do or how much ("start high, lower later").
fn is_told(subject: &Subject, key: &[Word], meaning: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let bids = |word: &Word| ["command", "finite_base_any", "act", "deed"].iter().any(|class| is(class, word));
    let number = |word: &Word| word.key.starts_with(|c: char| c.is_ascii_digit());
    let one = subject.book.can_say("happens") && !subject.book.is_plural(key);
    one || key.iter().any(|word| is("gerund", word)) || meaning.first().is_some_and(bids) || meaning.iter().any(number)
}

/// Whether a label is a deed: "Detecting loops", not "Operating system", "Mooring buoys".
fn is_deed(subject: &Subject, key: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let [first, .., last] = key else { return false };
    let object = is("particle", &key[1]) || is("after_verb", &key[1]) || is("plural", last);
    is("doing", first) && object && !is("compound", last) && subject.book.can_say("how_doing")
}

/// What the terms are terms of, where it can stand in a question: not "Common terms", "What is a lock?".
pub(super) fn group<'w>(subject: &Subject, group: &'w [Word]) -> &'w [Word] {
    // "Halogens (Br, Cl, F and I)" are called shortly.
    let group = if group.len() > GROUP { crate::cards::phrases::without_remark(group) } else { group };
    let first = group.first().is_some_and(|word| subject.book.is("wh", word));
    // "Terms you need to know" speaks to its reader.
    // "Elizabeth I" is no one who speaks.
    let counts = |at: usize| at > 0 && group[at].text() == "I";
    let told = (0..group.len()).any(|at| subject.book.is("you", &group[at]) && !counts(at));
    let asks = first || told || words::text(group).ends_with(['?', '？']);
    let vague = group.last().is_some_and(|word| subject.book.is_key("vague_title", &word.key));
    if asks || vague || group.len() > GROUP { &[] } else { group }
}

/// One of what a heading names, of a kind that a thing has one of: "Capitals" are of countries.
fn one_of(subject: &Subject, group: &[Word]) -> Option<Vec<Word>> {
    let one = subject.book.singular(group)?;
    let known = |word: &Word| ["header_noun", "facet_noun"].iter().any(|class| subject.book.is(class, word));
    // The items of "Data types" are data types.
    let kinds = group.last().is_some_and(|word| subject.book.is("announces", word));
    (!kinds && one.last().is_some_and(known)).then_some(one)
}

/// Whether a meaning is a day: `1898-03-04`, "4 March 1898". A bare number may count anything.
fn is_day(subject: &Subject, meaning: &[Word]) -> bool {
    let [first, rest @ ..] = meaning else { return false };
    let iso = first.key.matches('-').count() == 2 && first.key.chars().all(|c| c.is_ascii_digit() || c == '-');
    iso && rest.is_empty() || !rest.is_empty() && meaning.len() <= NAME && scope::is_date(subject, meaning)
}

/// Whether a meaning is a number with its unit.
pub(super) fn is_amount(meaning: &[Word]) -> bool {
    let number = |word: &Word| {
        let digits = word.key.trim_start_matches(|c: char| !c.is_alphanumeric());
        !word.is_code() && digits.starts_with(|c: char| c.is_ascii_digit())
    };
    meaning.len() <= NAME && meaning.first().is_some_and(number)
}

/// Whether a meaning only names: "Vienna", "13 h", "thyroid, lung, liver".
pub(super) fn only_names(subject: &Subject, meaning: &[Word]) -> bool {
    let name =
        |word: &Word| word.is_text() && word.text().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    lists(subject, meaning) || (1..=NAME).contains(&meaning.len()) && meaning.iter().all(name)
}

/// Whether a meaning is an enumeration of short names, what stands in brackets set aside: "thyroid (4 lobes), lung, liver".
pub(super) fn lists(subject: &Subject, meaning: &[Word]) -> bool {
    // Most meanings are no enumeration, and are not counted.
    let commas = meaning.iter().filter(|word| word.is_text() && word.text().ends_with([',', '、', '，'])).count();
    if commas == 0 {
        return false;
    }
    let mut open = 0;
    let outside = |word: &&Word| {
        let before = open;
        open += word.text().matches('(').count();
        open -= word.text().matches(')').count().min(open);
        before == 0 && !word.text().starts_with('(')
    };
    let names: Vec<&Word> = meaning.iter().filter(outside).collect();
    let told = ["finite", "verb_s", "adverb", "article", "relative"];
    names.len() <= (commas + 1) * LISTED
        && !names.iter().any(|word| told.iter().any(|class| subject.book.is(class, word)))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_name_asks_by_what_it_is_a_name_of() {
        check(
            "# Capitals\n- Austria: Vienna\n- Norway: Oslo\n",
            &["What is the capital of **Austria**? => Vienna", "What is the capital of **Norway**? => Oslo"],
        );
        check(
            "# Crews\n- Ferry: Ada, Bo, Cleo\n- Tug: Dan\n- Pilot: someone who knows the channel well\n",
            &[
                "**Crews**: **Ferry**? => Ada, Bo, Cleo",
                "**Crews**: **Tug**? => Dan",
                "What is **Pilot**? => someone who knows the channel well",
            ],
        );
    }

    #[test]
    fn an_amount_and_a_day_are_asked_as_such() {
        check(
            "# Regatta\n- Course: 12 km\n- Start: 1898-03-04\n",
            &["**Regatta**: **Course**? => 12 km", "**Regatta**: what is the date of **Start**? => 1898-03-04"],
        );
    }

    #[test]
    fn a_quality_asks_what_it_means() {
        check(
            "# Weather\n- Offshore: from land to sea\n- Thermal: wind of warm air that rises\n",
            &[
                "**Weather**: **Offshore**? => from land to sea",
                "**Weather**: **Thermal**? => wind of warm air that rises",
            ],
        );
    }

    #[test]
    fn instances_are_asked_for_as_such() {
        check(
            "# Mooring\n## Types of knots\n- Hitches: clove hitch, half hitch, rolling hitch\n- Bends: sheet bend, carrick bend\n",
            &[
                "What are examples of **Hitches**? => clove hitch, half hitch, rolling hitch",
                "What are examples of **Bends**? => sheet bend, carrick bend",
            ],
        );
    }

    #[test]
    fn a_pair_is_asked_without_number() {
        check(
            "# Locks\n- Fill and wait: the boat rises with the water\n- Gate: a door against the water\n",
            &[
                "**Locks**: **Fill and wait**? => the boat rises with the water",
                "What is a **Gate**? => a door against the water",
            ],
        );
    }

    #[test]
    fn a_heading_over_words_is_no_place() {
        check(
            "# Ports\n## Common terms\n- Tidal: moved by the tide\n- Mooring buoy: a float to tie up at\n",
            &["**Ports**: **Tidal**? => moved by the tide", "What is **Mooring buoy**? => a float to tie up at"],
        );
    }

    #[test]
    fn what_is_first_is_no_adverb() {
        check(
            "# Bells\n- First ringer: the tenor is theirs\n- Second ringer: the treble is theirs\n",
            &[
                "**Bells**: **First ringer**? => the tenor is theirs",
                "**Bells**: **Second ringer**? => the treble is theirs",
            ],
        );
    }
}
