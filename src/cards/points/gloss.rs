//! Whether the first point says what the topic is: a noun with what tells it from others, or "is a …".

use super::super::gloss;
use super::super::opening::{self, Opening};
use super::super::piece::parts;
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{contrast, definition, marked, past, person, terms};
use crate::model::{Inline, Item, List};

/// A gloss or a definition has so many words; a shorter item is a name.
const GLOSS: usize = 4;

/// A name of the topic has at most so many words.
const MEMBER: usize = 8;

/// A short gloss has at least so many words.
const SHORT: usize = 3;

/// A name may have so many words: "State of the Union".
const NAME: usize = 4;

/// What the topic is by a line that names it: "A lahar is …".
pub(super) fn defined(subject: &Subject, line: &[Inline]) -> Option<Vec<Inline>> {
    definition::without_subject(subject, line, &words::words(line))
}

/// Whether an item says what the topic is and the others say more of it.
pub(super) fn says_what(subject: &Subject, own: &[Inline], others: &[Item]) -> bool {
    let said = words::words(own);
    let short = said.len() < GLOSS && !is_work(subject, own);
    if short
        || person::is_person(subject)
        || is_quality(subject, &subject.name)
        || gloss::is_quotation(&said)
        || gloss::opens_with_name(subject.book, &said)
        || subject.facet.is_some()
        || past::is_deed(subject, &said)
        || tells_when(subject, &said)
    {
        return false;
    }
    let book = subject.book;
    if !book.marks.is_empty() {
        return marked::opening(subject, own) == Some(Opening::Defines) && marked::names_topic(subject, own);
    }
    if let Some(what) = defined(subject, own) {
        // "is used for …" is asked as that.
        return !words::first(&what).is_some_and(|word| book.is("used", &word));
    }
    let told = |line: &[Inline]| is_told_noun(subject, line) || is_noun_of(subject, line) || is_work(subject, line);
    let rest = || others.iter().filter(|item| told(parts(item).0)).count() * 2 <= others.len();
    // Below a name in the plural what is told in the singular may be one of several.
    let fits = || !book.is_plural(&subject.name) || are_told(subject, &said);
    is_kind_of(subject, &said) || told(own) && fits() && rest()
}

/// "proteins that speed up a reaction": several things, and which.
fn are_told(subject: &Subject, said: &[Word]) -> bool {
    let of = said.iter().take(MEMBER / 2).position(|word| subject.book.is("relative", word));
    of.is_some_and(|at| at > 0 && subject.book.is_plural(&said[..at]))
}

/// Whether the first item tells in the infinitive what a work does, and the others bid nothing: "Testing" over "Find …".
pub(super) fn tells_work(subject: &Subject, own: &[Inline], others: &[Item]) -> bool {
    let work = subject.name.last().is_some_and(|word| subject.book.is("activity", word));
    let bids = |line: &[Inline]| opening::of(subject, line) == Opening::Bids;
    work && subject.facet.is_none() && bids(own) && !others.iter().any(|item| bids(parts(item).0))
}

/// Whether an item is a noun and no more, which the others speak of: "Helium nucleus".
pub(super) fn is_name(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let other = ["participle", "preposition", "quantity", "gerund", "adverb", "condition", "wh", "adjectival"];
    let ends = said.last().is_some_and(|word| is(&["adverb", "preposition", "adjectival", "participle"], word));
    subject.book.can_say("happens")
        && (2..=MEMBER).contains(&said.len())
        && said.iter().all(Word::is_text)
        && said[0].text().starts_with(char::is_alphabetic)
        && !is(&other, &said[0])
        && !ends
        && !said.iter().any(|word| is(&["finite_aux", "and", "comma", "relative"], word))
        && !subject.book.is_plural(&said)
        && !subject.book.is_plural(&subject.name)
        && terms::split(subject, line).is_none()
        && !opening::is_statement(subject, line)
}

/// Whether an item points at the topic: "It is a gate" may be asked by its sentence, too.
pub(super) fn points(subject: &Subject, own: &[Inline]) -> bool {
    words::first(own).is_some_and(|word| subject.book.is("pointing", &word))
}

/// What stands behind "It is".
pub(super) fn kind_of(subject: &Subject, own: &[Inline]) -> Option<Vec<Inline>> {
    let said = words::words(own);
    (points(subject, own) && is_kind_of(subject, &said)).then(|| contrast::rest_of(own, 2, false)).flatten()
}

/// "is a gate", "It is essentially a gate".
fn is_kind_of(subject: &Subject, said: &[Word]) -> bool {
    let is = |class: &str, at: usize| said.get(at).is_some_and(|word| subject.book.is(class, word));
    let small = words::is_lowered(said[0].text(), &said[0].key);
    let at = usize::from(is("pointing", 0) && !is("plural", 0));
    let adverbs = said[at + 1..].iter().take_while(|word| subject.book.is("adverb", word)).count();
    // Of "is" alone English needs no article: no noun is spelt so.
    let plain = subject.book.can_say("happens") && at == 0 && small;
    is("be", at) && (plain || is("article", at + 1 + adverbs))
}

/// "When a boat leaves the lock", "because the tide is out": a time or a reason, and no thing.
fn tells_when(subject: &Subject, said: &[Word]) -> bool {
    ["condition", "wh", "conjunction"].iter().any(|class| subject.book.is(class, &said[0]))
}

/// "Burning old timbers and recording how they char", "Cooling of the hull": what is done.
fn is_work(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |class: &str, at: usize| said.get(at).is_some_and(|word| subject.book.is(class, word));
    (said.len() > NAME || said.len() > 2 && is("of", 1)) && is("gerund", 0) && terms::split(subject, line).is_none()
}

/// In a language whose verbs are not known: a noun and what it is of, "Compuerta de madera que …".
fn is_noun_of(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let [noun, of, rest @ ..] = &said[..] else { return false };
    let states = rest.iter().take_while(|word| !is("relative", word)).any(|word| is("predicate", word));
    said.len() > NAME
        && is("gloss_of", of)
        && noun.is_text()
        && noun.text().starts_with(char::is_alphabetic)
        && !["preposition", "article", "predicate"].iter().any(|class| is(class, noun))
        && !subject.book.is_plural(std::slice::from_ref(noun))
        && !states
        && terms::split(subject, line).is_none()
}

/// "Controversial" names nothing: it says of which kind the points below it are.
fn is_quality(subject: &Subject, name: &[Word]) -> bool {
    matches!(name, [only] if subject.book.is("adjectival", only))
}

/// Whether the first of several points says in a few words what their topic is, and the next does not: "device for weighing".
pub(crate) fn opens_with_gloss(subject: &Subject, name: &[Word], list: &List) -> bool {
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let line = |item| words::words(parts(item).0);
    let [first, second, ..] = &list.items[..] else { return false };
    if is_quality(subject, name) {
        return false;
    }
    let thing = line(first).first().is_some_and(|word| {
        let deed = ["participle", "past_deed", "gerund", "doing", "finite_s", "verb_s", "finite_s_or_noun"];
        let other = ["preposition", "conjunction", "condition", "adverb", "quantity", "wh", "hanging", "plural"];
        word.is_text() && word.text().starts_with(char::is_alphabetic) && !is(&deed, word) && !is(&other, word)
    });
    let process = name.last().is_some_and(|word| is(&["mechanism", "stage_word", "list_verb"], word));
    let several = line(second).iter().skip(1).take(SHORT).any(|word| is(&["of"], word));
    subject.book.can_say("happens")
        && thing
        && !process
        && !several
        && !subject.book.is_plural(name)
        && gloss::is_gloss(subject.book, &line(first))
        && is_short_gloss(subject, parts(first).0)
        && !is_short_gloss(subject, parts(second).0)
}

/// Whether a line is a noun of few words and something that tells it from others, and no statement.
fn is_short_gloss(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    said.len() >= SHORT
        && !said[said.len() - 1].text().ends_with([',', ';', ':', '?'])
        && said[1..said.len() - 1].iter().any(|word| is(&["preposition", "relative"], word))
        && !said.iter().any(|word| is(&["finite_aux"], word))
        && terms::split(subject, line).is_none()
        && opening::of_said(subject, line, &said) == Opening::Defines
        && !opening::is_statement(subject, line)
}

/// Whether a line is a noun with what tells it from others: "land that a river builds".
fn is_told_noun(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let is = |classes: &[&str], word: &Word| classes.iter().any(|class| subject.book.is(class, word));
    let Some((first, last)) = said.first().zip(said.last()) else { return false };
    let open = last.text().ends_with([',', ';', ':']) || is(&["and", "preposition", "article"], last);
    let number = first.text().starts_with(|c: char| !c.is_alphabetic()) || is(&["participle", "preposition"], first);
    // "… was the heir" says it of somebody, however long the name before it is.
    let own = said.iter().take_while(|word| !is(&["relative"], word)).scan(0, |depth, word| {
        *depth += word.text().matches('(').count();
        let inside = *depth > 0;
        *depth -= word.text().matches(')').count().min(*depth);
        Some((inside, word))
    });
    let states = || own.clone().any(|(inside, word)| !inside && is(&["finite_aux"], word));
    subject.book.can_say("happens")
        && said.len() >= GLOSS
        && !open
        && !number
        && !states()
        && terms::split(subject, line).is_none()
        && said.iter().all(Word::is_text)
        && said.iter().skip(1).any(|word| is(&["preposition", "relative"], word))
        && (is(&["article"], first) || said.len() > NAME)
        && opening::of_said(subject, line, &said) == Opening::Defines
        && !opening::is_statement(subject, line)
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_point_that_points_at_the_topic_says_what_it_is() {
        check(
            "# Harbour\n## Ebb\n- It is essentially the outflow of a tide from the basin\n- some pilots know the way\n- a pier dries first\n",
            &[
                "What is **Ebb**? => essentially the outflow of a tide from the basin",
                "What else should you know about **Ebb**? (2) => - some pilots know the way / - a pier dries first",
            ],
        );
    }

    #[test]
    fn one_more_remark_is_folded_under_the_answer() {
        check(
            "# Harbour\n## Keel\n- A long beam under the hull\n- Oak is best\n",
            &["What is **Keel**? => A long beam under the hull"],
        );
    }

    #[test]
    fn a_work_is_what_is_done() {
        check(
            "# Timber\n## Char analysis\n- Burning old timbers and recording how they char\n- Some ovens are too hot\n",
            &["What is **Char analysis**? => Burning old timbers and recording how they char"],
        );
        check(
            "# Timber\n## Kiln dating\n- Determine the age of a kiln by its bricks\n- Not exact below ten years\n",
            &["What does **Kiln dating** do? => Determine the age of a kiln by its bricks"],
        );
    }

    #[test]
    fn a_noun_and_what_it_is_of_defines_in_spanish() {
        check(
            "---\nlang: es\n---\n# Puerto\n## Esclusa\n- Compuerta de madera que cierra el canal del puerto\n- Los barcos esperan dentro\n",
            &["¿Qué es **Esclusa**? => Compuerta de madera que cierra el canal del puerto"],
        );
    }

    #[test]
    fn a_person_is_no_movement() {
        let cards = super::super::super::tests::lines(
            "# Painting\n## Tidalism\n- Anna Vole (master of the 1860s)\n- flattens the boats\n- no shadows\n",
            crate::model::CardLevel::Section,
        );
        assert!(!cards.iter().any(|card| card.contains("=> Anna Vole")), "{cards:?}");
    }
}
