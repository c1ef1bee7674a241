//! Labels that name nothing: they say when, where, on which condition something holds, or what is to be done.
//!
//! - If empty: return null           =>  **Insertion**: what do you do if empty?
//! - In the north: rivers freeze     =>  **Rivers**: what happens in the north?
//! - To stop: press the red button   =>  **Mixer**: how do you stop?
//! - Late 1800s: the Linotype        =>  **Late 1800s**: what happened?
//! - Case 1: …, Yes: …               =>  no term: a list of them is asked as a whole

use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::words::Word;
use crate::model::Inline;

/// A number or letter that only counts has at most this many characters: "3", "IV", "b".
const COUNT: usize = 3;

/// What a label of time asks, one of a condition or place over a deed or a statement, or one that says what to do.
pub(super) fn question(subject: &Subject, key: &[Word], meaning: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
    let book = subject.book;
    let say =
        |phrase: &str, said: &[Word]| book.can_say(phrase).then(|| book.say(phrase, &scene.clone().with("v", said)));
    if is_date(subject, key) {
        return book.can_say("dated").then(|| book.say("dated", &scene.clone().with("A", &in_its_year(subject, key))));
    }
    let [first, second, ..] = key else { return None };
    let is = |class: &str, word: &Word| book.is(class, word);
    if is("infinitive", first) && is("command", second) {
        return say("how_in", &key[1..]);
    }
    if is("doing", first) && tells_how(subject, meaning) {
        return say("how_doing", key);
    }
    // "If you can: …" speaks of the reader.
    if is("on_condition", first) && is("you", second) && key.iter().skip(2).any(|word| is("of_the_reader", word)) {
        return say("facet_of", key);
    }
    let sure = is("on_condition", first);
    if !(sure || is("preposition", first) || is("condition", first)) {
        return None;
    }
    match () {
        () if bids(subject, meaning) => say("scope_do", key),
        () if sure || states(subject, meaning) => say("scope_happens", key),
        () => None,
    }
}

/// Whether a label only counts or answers: "Case 1", "Step b", "Theorem 5.1", "Yes".
pub(crate) fn is_count(subject: &Subject, key: &[Word]) -> bool {
    let dotted = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let short = |word: &Word| word.is_text() && (word.key.chars().count() <= COUNT || dotted(&word.key));
    let counts = |word: &Word| {
        let key = word.key.as_str();
        subject.book.number(word).is_some()
            || key.len() == 1
            || key.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
            || key.starts_with(|c: char| c.is_ascii_digit())
    };
    match key {
        [only] => subject.book.is("reply", only),
        [first, second] => {
            let kinds = ["counted_label", "states", "defines", "follows"];
            kinds.iter().any(|class| subject.book.is(class, first)) && short(second) && counts(second)
        }
        _ => false,
    }
}

/// Whether a label is a number and no more, which stands for something: "22", "20/21".
pub(super) fn is_bare_number(key: &[Word]) -> bool {
    matches!(key, [only] if only.is_text() && only.key.starts_with(|c: char| c.is_ascii_digit()) && !only.key.contains(char::is_alphabetic))
}

/// Whether a label is a kind with its number: "Stage 2", which is nothing without what it is a stage of.
pub(super) fn is_numbered(subject: &Subject, key: &[Word]) -> bool {
    matches!(key, [kind, number] if subject.book.is("numbered", kind) && number.is_text() && subject.book.number(number).is_some())
}

/// Whether a key is a date: a year, a decade, a century, with the words that stand around one.
pub(crate) fn is_date(subject: &Subject, key: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let digits = |word: &Word| word.is_text() && word.key.starts_with(|c: char| c.is_ascii_digit());
    let roman = |word: &Word| word.is_text() && word.text().bytes().all(|c| matches!(c, b'I' | b'V' | b'X'));
    // Most keys have no number, and every title and term is looked at.
    let number = |word: &Word| roman(word) || word.key.bytes().any(|byte| byte.is_ascii_digit());
    if !key.iter().any(number) {
        return false;
    }
    let era = |word: &Word| is("era", word);
    match key {
        [first, last] if digits(first) && (era(first) || era(last)) => return true,
        [first, middle, last] if digits(first) && is_year(last) => {
            return middle.key.chars().all(char::is_alphabetic);
        }
        _ => {}
    }
    let numbered = |at: usize| key.get(at).is_some_and(|word| digits(word) || roman(word));
    let century = |at: usize| is("century", &key[at]) && (numbered(at + 1) || at > 0 && numbered(at - 1));
    let anchor = |at: usize| is_year(&key[at]) || century(at) || at > 0 && era(&key[at]) && digits(&key[at - 1]);
    let around = |word: &Word| {
        digits(word)
            || roman(word)
            || ["of_time", "joins_date", "era", "months", "century"].iter().any(|class| is(class, word))
            || !word.key.contains(char::is_alphanumeric)
    };
    let day = || key.iter().any(|word| is("months", word)) && key.iter().any(digits);
    let anchored = (0..key.len()).any(anchor) || day();
    anchored && (0..key.len()).all(|at| anchor(at) || around(&key[at]))
}

/// A day with the year that its topic is named for: "26 August" below "1789".
fn in_its_year(subject: &Subject, key: &[Word]) -> Vec<Word> {
    let mut day = key.to_vec();
    if let [year] = subject.book.name(&subject.title)
        && is_year(year)
        && !key.iter().any(is_year)
    {
        let mut year = year.clone();
        year.spaced = true;
        day.push(year);
    }
    day
}

/// `1789`, `1789–1799`, `1990s`, `mid-1800s`.
fn is_year(word: &Word) -> bool {
    if !word.is_text() {
        return false;
    }
    let text = word.key.rsplit_once('-').filter(|(before, _)| before.chars().all(char::is_alphabetic));
    let text = text.map_or(word.key.as_str(), |(_, year)| year);
    let text = text.trim_end_matches('s').trim_end_matches(['\'', '’']);
    text.bytes().take_while(u8::is_ascii_digit).count() == 4
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '-' | '/'))
}

/// Whether a meaning tells the way: "relink its neighbours", "with …", or code.
fn tells_how(subject: &Subject, meaning: &[Word]) -> bool {
    bids(subject, meaning)
        || meaning.first().is_some_and(|word| subject.book.is("way", word))
        || meaning.iter().all(Word::is_code) && !meaning.is_empty()
}

/// Whether a meaning bids: "return null", "use insertion sort".
fn bids(subject: &Subject, meaning: &[Word]) -> bool {
    matches!(meaning, [first, second, ..] if subject.book.is("command", first) && !subject.book.is("of_noun", second))
}

/// Whether a meaning is a sentence: "rivers freeze", "every node answers".
pub(super) fn states(subject: &Subject, meaning: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let verb = |word: &Word| ["finite", "finite_s", "verb_s"].iter().any(|class| is(class, word));
    let plain = |word: &Word| word.is_text() && word.text() == word.key;
    meaning.iter().skip(1).any(|word| plain(word) && verb(word))
        || meaning.windows(2).any(|pair| is("plural", &pair[0]) && plain(&pair[1]) && is("finite_base_any", &pair[1]))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_day_happens_in_the_year_above_it() {
        check(
            "# Harbour\n## 1874\n- 3 May: the pier is built\n- October 9: fire\n",
            &["**3 May 1874**: what happened? => the pier is built", "**October 9 1874**: what happened? => fire"],
        );
    }

    #[test]
    fn a_label_of_time_asks_what_happened() {
        check(
            "# Printing\n- 1450: movable type\n- Late 1800s: the Linotype\n- 15th century: first presses\n- Since the 1990s: printing at home\n",
            &[
                "**1450**: what happened? => movable type",
                "**Late 1800s**: what happened? => the Linotype",
                "**15th century**: what happened? => first presses",
                "**Since the 1990s**: what happened? => printing at home",
            ],
        );
    }

    #[test]
    fn a_condition_or_place_asks_what_happens_or_what_to_do() {
        check(
            "# Insertion\n- If empty: return null\n- When full: the node splits\n- For small heaps: use a list\n- In the root: keys may be few\n",
            &[
                "**Insertion**: what do you do if empty? => return null",
                "**Insertion**: what happens when full? => the node splits",
                "**Insertion**: what do you do for small heaps? => use a list",
                "**Insertion**: what happens in the root? => keys may be few",
            ],
        );
    }

    #[test]
    fn a_place_over_a_name_asks_what_holds_there() {
        check(
            "# Crossing\n- By ship: 3 days\n- By rail: a tunnel\n",
            &["**Crossing**: **By ship**? => 3 days", "**Crossing**: **By rail**? => a tunnel"],
        );
    }

    #[test]
    fn a_deed_asks_how() {
        check(
            "# Mixer\n- To stop: press the red button\n- Removing a blade: turn it to the left\n",
            &[
                "**Mixer**: how do you stop? => press the red button",
                "**Mixer**: how do you remove a blade? => turn it to the left",
            ],
        );
    }

    #[test]
    fn labels_that_count_are_no_terms_and_questions_no_meanings() {
        check(
            "# Mooring\n- Case 1: the wind is offshore\n- Case 2: the wind is onshore\n",
            &[
                "What are the main points about **Mooring**? (2) => - Case 1: the wind is offshore / - Case 2: the wind is onshore",
            ],
        );
        check(
            "# Mooring\n- Wind: from where?\n- Tide: how high?\n",
            &["What are the main points about **Mooring**? (2) => - Wind: from where? / - Tide: how high?"],
        );
        check(
            "# Grief\n- Stage 1: shock\n- Stage 2: anger\n",
            &["**Grief**: what is **Stage 1**? => shock", "**Grief**: what is **Stage 2**? => anger"],
        );
    }

    #[test]
    fn a_term_of_a_definition_list_keeps_no_colon() {
        check(
            "# Canal\nPound:\n:   the stretch of water between two gates\n\nSill:\n:   the edge below a gate\n",
            &[
                "What is **Pound**? => the stretch of water between two gates",
                "What is **Sill**? => the edge below a gate",
            ],
        );
    }
}
