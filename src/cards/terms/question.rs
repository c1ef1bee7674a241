//! How a term asks: by what it is, by how its meaning begins, and as its siblings do.
//!
//! - **mutex**: a lock that …            =>  What is a mutex?
//! - Austria: Vienna, under Capitals     =>  What is the capital of **Austria**?
//! - Nucleus: contains DNA               =>  What does Nucleus do?
//! - 1791: flight to Varennes            =>  **1791**: what happened?

use crate::cards::phrases::{Scene, without_remark};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{attribute, past, person};
use crate::model::Inline;

use super::alike::{Alike, Asked, Manner};
use super::{among, fit, known, scope, terse, unmarked};

/// What tells which thing a meaning is stands among so many words.
const TOLD: usize = 7;
/// A day, a place or a person is named in so many words.
const VALUE: usize = 4;

/// How the terms of a list ask: all alike, as a mixture reads like chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "What is X?"
    What,
    /// "What does X do?", even where a deed is told as an instruction: "liveness: restart the container".
    Does,
    /// "What is the capital of **Austria**?" where a meaning only names.
    Terse,
    /// "What did X do?", where most meanings tell a deed of the past.
    Did,
    /// "What does **Specific** mean in **SMART**?", of words whose initials spell something. They are no facets of it.
    Letters,
}

/// The form for the terms with these meanings: terse where most of them only name.
pub(super) fn form(subject: &Subject, meanings: &[&[Word]]) -> Form {
    let most =
        |fits: &dyn Fn(&[Word]) -> bool| meanings.iter().filter(|meaning| fits(meaning)).count() * 2 > meanings.len();
    let does = |word: &Word| ["verb_s", "finite_s"].iter().any(|class| subject.book.is(class, word));
    let opens = |meaning: &[Word]| {
        let verb = |word: &Word| word.is_text() && does(word);
        acts(subject, meaning) || meaning.len() > 1 && meaning.first().is_some_and(verb)
    };
    let third = |meaning: &&[Word]| meaning.first().is_some_and(does);
    match () {
        () if most(&|meaning| past::may_be_deed(subject, meaning)) => Form::Did,
        () if most(&|meaning| terse::only_names(subject, meaning)) => Form::Terse,
        // One in the third person tells that the others are deeds of theirs, and no steps.
        () if most(&opens) && meanings.iter().any(third) => Form::Does,
        () => Form::What,
    }
}

/// Whether a meaning opens with a verb as an instruction does, and not with the noun that is written so: "decrease the flow".
fn acts(subject: &Subject, meaning: &[Word]) -> bool {
    let [verb, next, ..] = meaning else { return false };
    let is = |word: &Word, classes: &[&str]| classes.iter().any(|class| subject.book.is(class, word));
    let object =
        !is(next, &["preposition", "and", "is_or_are", "finite", "verb_s"]) && !verb.text().ends_with([',', ';', ':']);
    verb.is_text() && (is(verb, &["deed", "act"]) || object && is(verb, &["finite_base_any"]))
}

/// How a term asks: by what its meaning tells, by what it is, or plainly.
pub(super) fn question(subject: &Subject, name: &[Word], meaning: &[Word], owner: &[Word], alike: &Alike) -> Asked {
    let book = subject.book;
    let name = called(subject, name);
    if let Some(question) = by_itself(subject, name, meaning, owner, alike) {
        return Asked { question, manner: Manner::Own };
    }
    let key = unmarked(name, subject);
    let code = is_code(subject, key);
    let scene = scene(subject, name, owner);
    let plain = || fit::plainly(subject, &scene);
    if let Some(question) = by_facet(subject, key, meaning, owner, alike) {
        return Asked { question, manner: Manner::Facet };
    }
    if (alike.numbers || person::is_known(subject, name))
        && let Some(question) = plain()
    {
        return Asked { question, manner: Manner::Plain };
    }
    if says_nothing(subject, key) && !code {
        return Asked { question: book.say("term_of", &scene), manner: Manner::Perhaps };
    }
    if (begins_with_verb(subject, meaning) || alike.form == Form::Does && acts(subject, meaning))
        && does(subject, key, meaning, alike.form)
        || does_itself(subject, key, meaning)
    {
        return Asked { question: book.say("deeds", &scene), manner: Manner::Own };
    }
    let unfit = || fit::question(subject, meaning, &scene);
    if let Some(question) = terse::question(subject, meaning, alike, &scene).or_else(unfit).filter(|_| !code) {
        let manner = if plain().as_ref() == Some(&question) { Manner::Plain } else { Manner::Own };
        return Asked { question, manner };
    }
    let begins = |class: &str| meaning.first().is_some_and(|word| book.is(class, word));
    // "The stretch of water …" is a gloss, "the reasonable captain" may be anything.
    let told = meaning.first().is_some_and(|word| book.indefinite(word))
        || meaning.iter().take(TOLD).any(|word| book.is("tells_which", word));
    // In a language whose verbs are not known much can only be asked plainly that defines.
    let sure = code || begins("article") && told || begins("indefinite_pronoun") || !book.can_say("happens");
    let manner = if sure { Manner::What } else { Manner::Perhaps };
    Asked { question: book.say(if book.can_say("term") { "term" } else { "what" }, &scene), manner }
}

/// The plain question of a term, by its name below what it belongs to.
pub(super) fn plainly(subject: &Subject, name: &[Word], owner: &[Word]) -> Option<Vec<Inline>> {
    fit::plainly(subject, &scene(subject, called(subject, name), owner))
}

/// A term as questions call it. A bracket of Chinese is a word, and no sign before the name.
fn called<'w>(subject: &Subject, name: &'w [Word]) -> &'w [Word] {
    let name = without_number(name);
    if subject.book.marks.is_empty() { subject.book.name(name) } else { name }
}

/// What the question of a term is made of.
fn scene<'s>(subject: &'s Subject, name: &'s [Word], owner: &'s [Word]) -> Scene<'s> {
    Scene { topic: name, parent: group_of(subject, owner), ..subject.scene() }.with("v", name)
}

/// What a term asks by what stands in it, in its meaning or in the terms beside it.
fn by_itself(subject: &Subject, name: &[Word], meaning: &[Word], owner: &[Word], alike: &Alike) -> Option<Vec<Inline>> {
    let form = alike.form;
    let book = subject.book;
    let bare = unmarked(name, subject);
    let (mark, key) = (name.len() - bare.len(), bare);
    if words::text(key).ends_with(['?', '？']) {
        return Some(words::inlines(key));
    }
    if alike.numbers {
        return None;
    }
    let scene = subject.scene().with("v", key).with("A", name);
    let below = Scene { parent: group_of(subject, owner), ..scene.clone() };
    if let Some(question) = scope::question(subject, key, meaning, &below) {
        return Some(question);
    }
    let member = || alike.members.as_ref().and_then(|members| members.question(subject, key, meaning));
    let is_code = is_code(subject, key);
    let tells = || of_owner(subject, key, meaning, owner, alike).filter(|_| !is_code);
    let question = as_deed(subject, key, meaning, mark).or_else(tells);
    if let Some(question) = question.or_else(|| known::question(subject, key, meaning)) {
        return Some(question);
    }
    let x = Scene { topic: key, ..scene.clone() };
    if let Some(question) = past::of_term(subject, meaning, form == Form::Did, &x) {
        return Some(question);
    }
    if is_code && begins_with_verb(subject, meaning) {
        return Some(book.say("does", &scene));
    }
    let verb = |word: &Word| book.is("finite", word) || book.is("verb_s", word);
    // "Several late offers" are offers.
    let several = key.first().is_some_and(|first| book.is("how_many", first))
        && key.last().is_some_and(|last| book.is("plural", last));
    let inner = if several { key.len() - 1 } else { key.len() };
    if key[..inner].iter().skip(1).any(verb) && key.len() > 2 {
        return Some(book.say("happens_if", &scene));
    }
    if let Some(question) = person::question(subject, name, meaning) {
        return Some(question);
    }
    let facet = book.facet(key).filter(|facet| facet.name.is_empty() && form != Form::Letters);
    // "Tidal: moved by the tide" says what it means, not how it is moved.
    let done_to = meaning.first().is_some_and(|word| book.is("participle", word));
    let fits = !done_to || is_thing(subject, key, &[]);
    let plain = facet.is_none() && form != Form::Letters && fits && !says_nothing(subject, key);
    if let Some(question) = plain.then(|| book.by_opening(meaning, &x)).flatten() {
        return Some(question);
    }
    if let Some(question) = member().filter(|_| !is_code && form != Form::Letters) {
        return Some(question);
    }
    person::by_pronoun(subject, name, meaning).filter(|_| form != Form::Letters)
}

/// What a term asks that is a facet of what it stands under.
fn by_facet(subject: &Subject, key: &[Word], meaning: &[Word], owner: &[Word], alike: &Alike) -> Option<Vec<Inline>> {
    let facet = subject.book.facet(key).filter(|facet| facet.name.is_empty())?;
    let topic = if owner.is_empty() { &subject.name } else { owner };
    // "**When**: 1814" is no case of use.
    let asks = matches!(key, [only] if subject.book.is("wh", only)) && meaning.len() <= VALUE;
    let fits = alike.form != Form::Letters && !alike.numbers && !asks;
    fits.then(|| subject.book.ask_facet(&facet, false, &Scene { topic, ..subject.scene() })).flatten()
}

/// What a term asks that tells something of what it stands under: a verb of it, or a label that recurs or stands among facets.
fn of_owner(subject: &Subject, key: &[Word], meaning: &[Word], owner: &[Word], alike: &Alike) -> Option<Vec<Inline>> {
    let topic = if owner.is_empty() { &subject.name } else { owner };
    if alike.form == Form::Letters || known::is_spelt(subject, key, meaning) {
        return None;
    }
    // "Diffuses: spreads out" says what a word means.
    let verb = !begins_with_verb(subject, meaning) || alike.attributes;
    if let Some(question) = verb.then(|| attribute::relation(subject, key, meaning, topic)).flatten() {
        return Some(question);
    }
    if !alike.attributes && !subject.labels.recurs(key) {
        return None;
    }
    if among::names_examples(subject, key, meaning) && !topic.is_empty() && subject.book.can_say("term_examples") {
        return Some(subject.book.say("term_examples", &Scene { topic, ..subject.scene() }));
    }
    let member = || alike.members.as_ref().and_then(|members| members.question(subject, key, meaning));
    let facet = || by_facet(subject, key, meaning, owner, alike);
    let scene = Scene { topic: key, parent: group_of(subject, owner), ..subject.scene() };
    member().or_else(facet).or_else(|| fit::plainly(subject, &scene))
}

/// Whether a key is code, a sign or a name in a program.
fn is_code(subject: &Subject, key: &[Word]) -> bool {
    let sign = |word: &Word| word.is_code() || word.key.chars().all(|c| !c.is_alphanumeric());
    key.iter().all(sign) || key.len() == 1 && subject.book.is("codelike", &key[0])
}

/// Whether a verb opens a meaning of several words.
fn begins_with_verb(subject: &Subject, meaning: &[Word]) -> bool {
    let classes = ["verb_s", "finite_s", "finite_s_or_noun", "command", "finite_base"];
    let verb = |word: &Word| !word.is_code() && classes.iter().any(|class| subject.book.is(class, word));
    meaning.len() > 1 && meaning.first().is_some_and(verb)
}

/// A letter or two, or a number, say nothing without the topic.
fn says_nothing(subject: &Subject, key: &[Word]) -> bool {
    words::text(key).chars().count() <= 2 || scope::is_numbered(subject, key)
}

/// Whether a meaning tells what a thing does.
fn does(subject: &Subject, key: &[Word], meaning: &[Word], form: Form) -> bool {
    let book = subject.book;
    let is = |word: &Word, classes: &[&str]| classes.iter().any(|class| book.is(class, word));
    let many = key.last().is_some_and(|word| book.is("plural", word));
    let told = |word: &Word| is(word, &["finite_s", "verb_s"]) || many && book.is("finite_base", word);
    let told = || meaning.first().is_some_and(told) || form == Form::Does && acts(subject, meaning);
    let thing =
        !key.first().is_some_and(|word| book.is("gerund", word) || book.is("preposition", word)) && !book.is_task(key);
    // "Feedback: does the user see a result?" asks.
    let asks = meaning.last().is_some_and(|word| word.text().ends_with('?'));
    thing && !asks && told() && book.can_say("deeds")
}

/// Whether a meaning says the key again and what it does: "Pilot cutter (PC): the pilot cutter carries …".
fn does_itself(subject: &Subject, key: &[Word], meaning: &[Word]) -> bool {
    let article = usize::from(meaning.first().is_some_and(|word| subject.book.is("article", word)));
    let key = without_remark(key);
    let said = &meaning[article..];
    let again = said.len() > key.len() && key.iter().zip(said).all(|(key, said)| key.key == said.key);
    let verb = |word: &Word| ["finite_s", "verb_s"].iter().any(|class| subject.book.is(class, word));
    again && verb(&said[key.len()]) && subject.book.can_say("deeds")
}

/// A key that is a deed asks how it is done: `list images`, "Truncate a list".
fn as_deed(subject: &Subject, key: &[Word], meaning: &[Word], mark: usize) -> Option<Vec<Inline>> {
    let book = subject.book;
    if let [only] = key {
        // "`Wrap Console Log`: Wrap to console.log" is a name, and told in prose.
        let told = meaning.first().is_some_and(|word| word.is_text() && word.text().starts_with(char::is_uppercase));
        let task = spelled(subject, only).filter(|_| !told)?;
        return Some(book.say(how(subject, meaning), &subject.scene().with("v", &task)));
    }
    let first = key.first().filter(|word| mark == 0 && book.is("command", word))?;
    let code = meaning.iter().all(Word::is_code) && !meaning.is_empty();
    // "Add to bank balance: deposits in transit" names what is added, and tells no way to add it.
    let way = meaning.iter().any(Word::is_code)
        || meaning.first().is_some_and(|word| {
            ["command", "finite_base_any", "gerund", "way"].iter().any(|class| book.is(class, word))
        });
    let object = way && key.get(1).is_some_and(|word| book.is("particle", word) || book.is("after_verb", word));
    let mut task = key.to_vec();
    task[0] = words::lowered(first);
    (code || object).then(|| book.say(how(subject, meaning), &subject.scene().with("v", &task)))
}

/// The deed that a code span names in plain words: `List all buckets`.
fn spelled(subject: &Subject, key: &Word) -> Option<Vec<Word>> {
    let text = key.text().trim();
    let mut said = (key.is_code() && text.starts_with(char::is_uppercase)).then(|| words::of_text(text))?;
    let first = said.first_mut()?;
    *first = words::lowered(first);
    (subject.book.is("command", first) && said.len() > 1).then_some(said)
}

/// How a deed is asked whose answer is code: with the topic, as a list of commands is of one tool, unless it is the answer.
pub(crate) fn how(subject: &Subject, answer: &[Word]) -> &'static str {
    let said = words::lower_text(answer);
    let name = words::lower_text(&subject.name);
    let told = !said.is_empty() && name.contains(said.trim_end_matches(|c: char| !c.is_alphanumeric()));
    if subject.name.is_empty() || told || !subject.book.can_say("how_in") { "how_do_you" } else { "how_in" }
}

/// What the terms are terms of: the item above them, else the title as it stands, of a facet too
/// ("Types"; an "Introduction" is none).
fn group_of<'s>(subject: &'s Subject, owner: &'s [Word]) -> &'s [Word] {
    if !owner.is_empty() {
        return owner;
    }
    let general = subject.facet.as_ref().is_some_and(|facet| facet.row.role == "definition");
    let untold = subject.title.is_empty() || subject.name.is_empty();
    if untold || general { &subject.name } else { &subject.title }
}

/// The name without `1.` or `(1)` in front.
fn without_number(name: &[Word]) -> &[Word] {
    match name {
        [first, rest @ ..] if !rest.is_empty() && first.is_text() => {
            let digits = first.text().trim_matches(['.', '(', ')']);
            let number = digits.len() < first.text().len()
                && !digits.is_empty()
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            if number { rest } else { name }
        }
        _ => name,
    }
}

/// Whether a key names a thing that can be said to be something: not "acts on", "Cyclical", "Detecting loops".
pub(super) fn is_thing(subject: &Subject, key: &[Word], meaning: &[Word]) -> bool {
    let is = |class: &str, word: Option<&Word>| word.is_some_and(|word| subject.book.is(class, word));
    let key = without_remark(key);
    let (first, last) = (key.first(), key.last());
    let many = key.len() > 1;
    // "Training" is a thing.
    let quality = is("no_noun", last) && !last.is_some_and(|word| word.key.ends_with("ing"));
    // "Packet switching: a method …": what is said to be a thing is one.
    if is("article", meaning.first()) && !quality && !is("preposition", first) {
        return true;
    }
    // "Detecting loops" is a deed, "DA-producing cells" are none.
    let doing =
        is("gerund", first) && many && !is("compound", last) && !first.is_some_and(|word| word.key.contains('-'));
    let relation = is("preposition", last)
        || quality
        || is("deed", first) && !many
        || is("deed", first) && (is("particle", key.get(1)) || is("preposition", key.get(1)))
        || is("command", first) && is("particle", key.get(1))
        || doing
        || many && ["verb_s", "preposition", "adverb"].iter().any(|class| is(class, first));
    let said = is("preposition", meaning.first()) && !scope::states(subject, meaning)
        || is("participle", meaning.first()) && is("particle_verb", meaning.get(1));
    !relation && !said
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_deed_told_as_an_instruction_is_asked_as_its_sibling() {
        check(
            "# Lock\n- Upper sluice: regulates the inflow\n- Lower sluice: decrease the level of the chamber\n",
            &[
                "What does **Upper sluice** do? => regulates the inflow",
                "What does **Lower sluice** do? => decrease the level of the chamber",
            ],
        );
    }

    #[test]
    fn several_things_are_no_clause() {
        check(
            "# Tolls\n- Several late offers: the first one counts\n- Another ship calls first: the berth is lost\n",
            &[
                "What are **Several late offers**? => the first one counts",
                "What happens if another ship calls first? => the berth is lost",
            ],
        );
    }
}
