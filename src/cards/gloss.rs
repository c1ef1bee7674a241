//! What is a gloss of a name: only a gloss is asked "What is X?", everything else plainly, by the name below what it belongs to.
//!
//! - a gate against the tide; lifting of boats              =>  a gloss: it begins as the name of a thing
//! - gate that holds the water, wind of warm air            =>  a gloss: a noun with what tells which
//! - sliding wooden device                                  =>  a gloss: a few words that end with a kind of thing
//! - two litres in the first hour; if the gate leaks, pump  =>  none
//!
//! Tried on cards of strangers' notes that four readers judged without knowing the rule: of 48 whose frame did not fit, 20
//! were good when asked plainly and 7 as they were; of 16 that fitted, plain lost one.

use super::opening::{is_akin, names_behind_place};
use super::phrases::Phrases;
use super::sentence;
use super::subject::Subject;
use super::words::Word;

/// What tells which stands among so many words.
const SOON: usize = 7;

/// So many words may be no more than a kind of thing.
const SHORT: usize = 5;

/// A sentence about a topic names it among so many words.
const NAMED: usize = 5;

/// Whether a text says what its topic is: it is a gloss, or a sentence that names the topic soon.
pub(crate) fn tells_what(subject: &Subject, said: &[Word]) -> bool {
    let named = |word: &Word| subject.name.iter().any(|own| own.key.len() > 2 && is_akin(&own.key, &word.key));
    is_gloss(subject.book, said) || said.iter().take(NAMED).any(named) || names_behind_place(subject, said)
}

/// Whether a text can say what something is. In a language whose book does not list the words that tell which, any can.
pub(crate) fn is_gloss(book: &Phrases, said: &[Word]) -> bool {
    if !book.knows("tells_which") {
        return true;
    }
    let is = |class: &str, word: &Word| book.is(class, word);
    let said = &said[..sentence::first(said)];
    let aside = |word: &&Word| is("adverb", word) || !word.text().contains(char::is_alphanumeric);
    let said = &said[said.iter().take_while(aside).count()..];
    let Some(first) = said.first() else { return false };
    let names = |word: &Word| is("article", word) || is("determiner", word);
    if names(first) || is("be", first) && said.get(1).is_some_and(names) {
        return true;
    }
    if ["preposition", "relative_or_clause", "pronoun", "finite", "done_to", "says_opening"]
        .iter()
        .any(|class| is(class, first))
    {
        return false;
    }
    // "Respond to …" bids, "process of …" does not.
    let bids = is("finite_base_any", first) || is("command", first);
    let tells = |word: &Word| is("of", word) || is("relative", word);
    if bids && !is("genus", first) && !said.get(1).is_some_and(tells) {
        return false;
    }
    let several = |word: &Word| is("comma", word) || is("and", word);
    let reach = said.iter().take(SOON).position(several).map_or(SOON, |at| at + 1).min(said.len());
    let kind = || said.len() <= reach && said.len() <= SHORT && said.last().is_some_and(|word| is("genus", word));
    is("gerund", first) && said.len() > 1 || said[1..reach].iter().any(|word| is("tells_which", word)) || kind()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_gloss_is_asked_what_it_is_a_gloss_of() {
        check(
            "# Canal\n- Pound: stretch of water between gates\n- Paddle: small sliding device\n- Winding: turning of a boat\n- Sill: the edge below a gate\n",
            &[
                "What is **Pound**? => stretch of water between gates",
                "What is **Paddle**? => small sliding device",
                "What is **Winding**? => turning of a boat",
                "What is **Sill**? => the edge below a gate",
            ],
        );
    }

    #[test]
    fn what_is_none_is_asked_by_its_name() {
        check(
            "# Canal\n- Grease: two litres a week\n- Paddle: if it leaks, close the gate\n- Pump: respond to the bell\n- Bell: clear, loud\n",
            &[
                "**Canal**: **Grease**? => two litres a week",
                "**Canal**: **Paddle**? => if it leaks, close the gate",
                "**Canal**: **Pump**? => respond to the bell",
                "**Canal**: **Bell**? => clear, loud",
            ],
        );
        check(
            "# Canal\n## Winter\nOften frozen, closed to all boats.\n\n## Locks\nLocks lift boats.\n",
            &["**Canal**: **Winter**? => Often frozen, closed to all boats.", "What do **Locks** lift? => boats."],
        );
    }

    #[test]
    fn so_it_is_in_other_languages() {
        check(
            "---\nlang: de\n---\n# Kanal\n- Haltung: Strecke zwischen zwei Schleusen\n- Fett: zwei Liter\n",
            &[
                "Was versteht man unter **Haltung**? => Strecke zwischen zwei Schleusen",
                "**Kanal**: **Fett**? => zwei Liter",
            ],
        );
        check(
            "---\nlang: fr\n---\n# Canal\n- Bief : partie du canal entre deux portes\n- Graisse : deux litres\n",
            &[
                "Qu’entend-on par **Bief** ? => partie du canal entre deux portes",
                "**Canal** : **Graisse** ? => deux litres",
            ],
        );
    }

    #[test]
    fn points_that_are_no_names_are_asked_below_their_topic() {
        check(
            "# Vision\n## Rod densities\n- no sensors on the blind spot at all\n- most of the cones sit in the middle\n",
            &[
                "**Vision**: **Rod densities**? (2) => - no sensors on the blind spot at all / - most of the cones sit in the middle",
            ],
        );
        check("# Vision\n## Layer\n- often asked in exams\n", &["**Vision**: **Layer**? => - often asked in exams"]);
    }

    #[test]
    fn what_follows_is_no_formula_and_a_question_no_deed() {
        check(
            "# Tolls\n- Rising tolls: $p \\uparrow \\Rightarrow n \\downarrow$\n- Pilot: does the captain see the gate?\n- Keeper: moves the gate by hand\n",
            &[
                "**Tolls**: **Rising tolls**? => $p \\uparrow \\Rightarrow n \\downarrow$",
                "What does **Keeper** do? => moves the gate by hand",
            ],
        );
    }
}
