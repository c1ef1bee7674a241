//! Persons are asked who they are, not what.
//!
//! - **Georges Danton** – founder of the Cordeliers           =>  Who is Georges Danton?
//! - ## Bach / 1685–1750, composer of the Baroque             =>  Who was Bach?

use super::phrases::Scene;
use super::subject::Subject;
use super::words::Word;
use crate::model::Inline;

/// A name has at most this many words.
const LONGEST: usize = 5;
/// A name that only a pronoun tells to be a person's has at most this many words.
const SPOKEN_OF: usize = 3;
/// The pronoun stands among so many words.
const SOON: usize = 12;
/// What a person is, or when they lived, stands among so many words.
const EARLY: usize = 5;

/// Whether the topic is a person by the title before the name, or by a name that every student of the subject meets: "Dr Moreau",
/// "Kant", "Jeremy Bentham".
pub(crate) fn is_person(subject: &Subject) -> bool {
    is_known(subject, &subject.name) || subject.name.len() > 1 && subject.book.is("person_title", &subject.name[0])
}

/// Whether a name is a thinker's that notes call by it without saying who that is.
pub(crate) fn is_known(subject: &Subject, name: &[Word]) -> bool {
    let large = |word: &Word| word.text().starts_with(char::is_uppercase);
    name.len() <= SPOKEN_OF
        && name.last().is_some_and(|last| subject.lexicon.has("surname", &last.key))
        && name.iter().all(large)
}

/// The question about a person; nothing where the name or what is said of it is no person's.
pub(crate) fn question(subject: &Subject, name: &[Word], said: &[Word]) -> Option<Vec<Inline>> {
    if !subject.book.can_say("who_was") {
        return None;
    }
    let (name, remark) = name.split_at(name.iter().position(|word| word.text().starts_with('(')).unwrap_or(name.len()));
    let large = |word: &Word| word.is_text() && word.text().starts_with(char::is_uppercase);
    let particle = |word: &Word| word.text().len() <= 3;
    let named = (1..=LONGEST).contains(&name.len())
        && name.iter().all(|word| large(word) || particle(word))
        && large(&name[0])
        // "Opening of the Canal" is an event.
        && !name.windows(2).any(|pair| subject.book.is("of", &pair[0]) && subject.book.is("article", &pair[1]))
        && !name.last().is_some_and(|word| subject.book.is("plural", word))
        // Nor has a person a number: "Article 48: the president may …".
        && !name.iter().any(|word| word.text().contains(|c: char| c.is_ascii_digit()))
        && name.iter().all(|word| is_initial(word) || !super::phrases::is_acronym(word.text()));
    if !named {
        return None;
    }
    let early = &said[..said.len().min(EARLY)];
    let end =
        early.iter().position(|word| word.text().ends_with([',', ';', '.', ')'])).map_or(early.len(), |at| at + 1);
    // "Enforces laws (President)" says who does it.
    let own = |word: &&Word| !word.text().starts_with('(');
    // "Systems such as Consul" has a name among its words, "Holy Roman Emperor" opens with a title.
    let calls = |at: usize| !large(&early[at]) || early[..at].iter().all(large);
    let class = |class: &str| (0..end).any(|at| own(&&early[at]) && subject.book.is(class, &early[at]) && calls(at));
    let lived = remark.iter().chain(early.first()).any(is_life) || is_life_in_brackets(early);
    let person = class("person") || class("ruler");
    let phrase = match (lived, class("ruler")) {
        (true, _) if person || said.first().is_some_and(is_life) || !remark.is_empty() => "who_was",
        (false, true) => "who_was",
        _ if person => "who_is",
        _ => return None,
    };
    Some(subject.book.say(phrase, &Scene { topic: name, ..subject.scene() }))
}

/// "D." of "Anna D. Vole".
fn is_initial(word: &Word) -> bool {
    word.text().ends_with('.') && word.text().chars().count() == 2
}

/// The same where a text speaks of its name as of a person: "Shylock: he lends …".
pub(super) fn by_pronoun(subject: &Subject, name: &[Word], said: &[Word]) -> Option<Vec<Inline>> {
    let large = |word: &Word| word.is_text() && word.text().starts_with(char::is_uppercase);
    let (first, last) = (name.first()?, name.last()?);
    let titled = || subject.book.is("article", first) || subject.book.is("plural", last);
    let named = name.len() <= SPOKEN_OF && name.iter().all(large) && !titled();
    let spoken = || said.iter().take(SOON).any(|word| subject.book.is("of_person", word));
    (named && spoken() && subject.book.can_say("who_is"))
        .then(|| subject.book.say("who_is", &Scene { topic: name, ..subject.scene() }))
}

/// "(1930–2002)" behind what a person was.
fn is_life_in_brackets(said: &[Word]) -> bool {
    said.iter().any(|word| word.text().starts_with('(') && is_life(word))
}

/// Two years with a dash, at most a long life apart.
fn is_life(word: &Word) -> bool {
    let years: Vec<u32> = word.key.split(['-', '–', '—']).filter_map(|year| year.parse().ok()).collect();
    matches!(years[..], [born, died] if word.key.len() > 6 && (15..=105).contains(&died.saturating_sub(born)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_life_or_a_calling_is_a_persons() {
        check(
            "# Baroque\n\n## Telemann\n1681–1767, wrote for every instrument of his day.\n",
            &["Who was **Telemann**? => 1681–1767, wrote for every instrument of his day."],
        );
        check(
            "# Athens\n- **Solon**: statesman who cancelled debts\n- **Kleon** (1470–1522): leader of the assembly\n- **Ostracism**: a vote to banish somebody\n",
            &[
                "Who is **Solon**? => statesman who cancelled debts",
                "Who was **Kleon**? => leader of the assembly",
                "What is **Ostracism**? => a vote to banish somebody",
            ],
        );
    }

    #[test]
    fn a_pronoun_tells_a_person() {
        check(
            "# The miller's tale\n- Absolon: sings under the window and keeps his hair curled\n- Flour: ground from wheat\n",
            &[
                "Who is **Absolon**? => sings under the window and keeps his hair curled",
                "What is **Flour**? => ground from wheat",
            ],
        );
    }

    #[test]
    fn a_period_is_no_life() {
        check(
            "# Wars\n\n## Seven Years\n1756–1763, fought on four continents.\n",
            &["**Wars**: **Seven Years**? => 1756–1763, fought on four continents."],
        );
    }

    #[test]
    fn a_name_may_have_initials() {
        check(
            "# People\n- **Anna D. Vole**: president of the guild of pilots\n- **Bert Mole**: mayor who built the pier\n",
            &[
                "Who is **Anna D. Vole**? => president of the guild of pilots",
                "Who is **Bert Mole**? => mayor who built the pier",
            ],
        );
    }

    #[test]
    fn an_event_is_no_person() {
        check(
            "# Rising\n- **Opening of the Canal:** a revolutionary act of the boatmen\n- **Jean Leroux:** a revolutionary from Lyon\n",
            &[
                "**Rising**: **Opening of the Canal**? => a revolutionary act of the boatmen",
                "Who is **Jean Leroux**? => a revolutionary from Lyon",
            ],
        );
    }

    #[test]
    fn what_has_a_number_is_no_person() {
        check(
            "# Charter\n- Article 48: mayor may close the harbour in a storm\n- Ada Brook: mayor who built the pier\n",
            &[
                "**Charter**: what is **Article 48**? => mayor may close the harbour in a storm",
                "Who is **Ada Brook**? => mayor who built the pier",
            ],
        );
    }

    #[test]
    fn a_thinker_is_no_thing() {
        check(
            "# Duty\n## Theories\n### Kant\nThe act of a person with good will whatever comes of it.\n",
            &["**Theories**: **Kant**? => The act of a person with good will whatever comes of it."],
        );
    }

    #[test]
    fn what_a_thinker_wrote_is_not_what_they_are() {
        check(
            "# Doubt\n- Plato: the allegory of a cave\n- Radical doubt: a doubt of everything\n",
            &["**Doubt**: **Plato**? => the allegory of a cave", "What is **Radical doubt**? => a doubt of everything"],
        );
    }

    #[test]
    fn a_thing_called_as_a_ruler_makes_no_person() {
        check(
            "# Ports\n- Port Discovery: tools such as Consul and others\n- Ada Brook: First Consul of the port\n",
            &[
                "**Ports**: **Port Discovery**? => tools such as Consul and others",
                "Who was **Ada Brook**? => First Consul of the port",
            ],
        );
    }
}
