//! Attributes: labels that tell something of what they stand under ask for that, and are nothing to define.
//!
//! - **Reabsorbs**: sodium, under Proximal tubule  =>  What does the **Proximal tubule** reabsorb?
//! - Measured by: inulin, under GFR                =>  What is **GFR** measured by?
//! - Published: 1843, under a story                =>  When was … published?
//! - **Court:** House of Lords, among facets       =>  **Smith v Jones**: **Court**?

use super::gloss::Tells;
use super::phrases::{Phrases, Scene};
use super::subject::Subject;
use super::terms;
use super::words::{self, Word};
use crate::model::Inline;

/// A participle and what belongs to it have at most this many words: "usually caused by".
const RELATION: usize = 3;

/// What a lead-in asks that tells something of the topic above it; `said` is what stands behind it, where it is a line.
pub(crate) fn of_topic(subject: &Subject, said: &[Word]) -> Option<Vec<Inline>> {
    let title = &subject.title[..];
    if !subject.is_lead_in() || subject.facet.is_some() || subject.above.is_empty() || subject.book.is_question(title) {
        return None;
    }
    if let Some(question) = relation(subject, title, said, &subject.above) {
        return Some(question);
    }
    let attribute =
        subject.is_run_in() && subject.labels.is_among_facets(subject.topic) || subject.labels.recurs(title);
    let scene = Scene { topic: title, parent: &subject.above, ..subject.scene() };
    (attribute && !words::same_keys(title, &subject.above)).then(|| subject.book.say("term_in", &scene))
}

/// What a text tells of a lead-in: beside others that can only be asked plainly a bare gloss of it is asked so too.
pub(crate) fn evened_out(subject: &Subject, said: &[Word], tells: Tells) -> Tells {
    let article = said.first().is_some_and(|word| subject.book.is("article", word));
    let uneven =
        subject.is_run_in() && !article && tells == Tells::What && subject.labels.is_among_plain(subject.topic);
    if uneven { Tells::Something } else { tells }
}

/// Whether a label is a verb of what it stands under, or a participle with its preposition.
pub(crate) fn is_relation(book: &Phrases, label: &[Word]) -> bool {
    is_deed(book, label) || is_done(book, label)
}

/// "Reabsorbs", "Depends on": nothing but a verb in the third person, which no noun is spelt as.
fn is_deed(book: &Phrases, label: &[Word]) -> bool {
    let verb = |word: &Word| {
        let is = |class: &str| book.is(class, word);
        is("finite_s") && !is("finite_s_or_noun") && !is("asks_little")
    };
    let known = |word: &Word| verb(word) || book.is("deed_label", word);
    match label {
        [only] => known(only),
        [first, second] => known(first) && book.is("verb_preposition", second),
        _ => false,
    }
}

/// "Signed by", "Usually found in".
fn is_done(book: &Phrases, label: &[Word]) -> bool {
    let Some((on, before)) = label.split_last().filter(|(_, before)| !before.is_empty()) else { return false };
    let done = |word: &Word| {
        let known = ["participle", "authored", "caused", "relates_to", "by_somebody", "took_place"]
            .iter()
            .any(|class| book.is(class, word));
        known || book.is("past_deed", word) && word.key.ends_with("ed")
    };
    let said = before.last().is_some_and(done)
        && before.iter().rev().skip(1).all(|word| book.is("usually", word) || book.is("ordinal", word));
    label.len() <= RELATION && said && (book.is("preposition", on) || book.is("relation_end", on))
}

/// What a label asks of its owner that is a verb of it: "Reabsorbs", "Signed by".
pub(crate) fn relation(subject: &Subject, label: &[Word], said: &[Word], owner: &[Word]) -> Option<Vec<Inline>> {
    let book = subject.book;
    if owner.is_empty() || !label.iter().all(Word::is_text) {
        return None;
    }
    let scene = Scene { topic: owner, ..subject.scene() };
    let label: Vec<Word> = label.iter().map(words::lowered).collect();
    // "Published: 1937", but "Was: 1937" asks nothing.
    let done = |word: &Word| {
        let told = ["participle", "authored", "by_somebody", "took_place"].iter().any(|class| book.is(class, word));
        (told || book.is("past_deed", word)) && !book.is("past", word)
    };
    if matches!(&label[..], [only] if done(only)) && terms::is_date(subject, said) && book.can_say("relation_when") {
        return Some(book.say("relation_when", &scene.with("v", &label)));
    }
    if is_deed(book, &label) && book.can_say("verb") {
        return Some(book.say("verb", &scene.with("v", &label)));
    }
    let (on, done) = label.split_last()?;
    let is = |class: &str, word: &Word| book.is(class, word);
    // "Used to: hold the water"
    if !is_done(book, &label) || is("infinitive", on) && done.iter().any(|word| is("used", word)) {
        return opened(subject, &label, said, &scene);
    }
    let participle = done.last()?;
    let phrase = match () {
        () if is("by", on) && is("authored", participle) => "relation_did",
        () if is("by", on) && is("by_somebody", participle) || is("to_somebody", participle) => "relation_who",
        () if is("of_a_day", on) && terms::is_date(subject, said) => "relation_when",
        () if is("of_a_place", on) && is("took_place", participle) && begins_with_name(said) => "relation_where",
        () => "relation",
    };
    let opened = || opened(subject, &label, said, &scene);
    let said = |phrase: &str| {
        let whole = matches!(phrase, "relation" | "relation_who");
        book.can_say(phrase).then(|| book.say(phrase, &scene.clone().with("v", if whole { &label } else { done })))
    };
    said(phrase).or_else(opened)
}

fn begins_with_name(said: &[Word]) -> bool {
    said.iter().take(2).any(|word| word.is_text() && word.text().starts_with(char::is_uppercase))
}

/// What a label asks with what stands behind it, as an answer that opens so does: "Used for", "Causado por".
fn opened(subject: &Subject, label: &[Word], said: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let (on, before) = label.split_last()?;
    let fits = is("preposition", on) && !before.is_empty() && label.len() <= RELATION && !is("preposition", &before[0]);
    let whole = [label, said].concat();
    fits.then(|| subject.book.by_opening(&whole, scene)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_day_behind_a_participle_tells_when() {
        check(
            "# The Drowned Bell\n**Genre:** ballad\n\n**Published:** 1843\n",
            &["**The Drowned Bell**: **Genre**? => ballad", "When was the **Drowned Bell** published? => 1843"],
        );
    }

    #[test]
    fn a_label_that_recurs_tells_something_of_what_it_stands_under() {
        check(
            "# Lock gates\n\n**Mitre gate (two leaves)**\n- Seal: pressure of the water\n- Repair: stop planks and a pump\n\n**Guillotine gate**\n- Seal: groove of rubber in the sill\n- Repair: lifting of the leaf\n",
            &[
                "**Mitre gate**: **Seal**? => pressure of the water",
                "**Mitre gate**: **Repair**? => stop planks and a pump",
                "**Guillotine gate**: **Seal**? => groove of rubber in the sill",
                "**Guillotine gate**: **Repair**? => lifting of the leaf",
            ],
        );
        check(
            "# Boats\n## Barge\n**Crew:** a captain and a mate\n\n**Bow:** wall of oak\n\n## Skiff\n**Crew:** one rower\n\n**Bow:** frame of ash\n",
            &[
                "**Barge**: **Crew**? => a captain and a mate",
                "**Barge**: **Bow**? => wall of oak",
                "**Skiff**: **Crew**? => one rower",
                "**Skiff**: **Bow**? => frame of ash",
            ],
        );
    }

    #[test]
    fn a_label_among_facets_is_an_attribute() {
        check(
            "# Corinth Canal\n**Location:** isthmus of Corinth\n**Keeper:** office of the ministry\n**Purpose:** shorter way round the Peloponnese\n",
            &[
                "What is the location of **Corinth Canal**? => isthmus of Corinth",
                "**Corinth Canal**: **Keeper**? => office of the ministry",
                "What is the purpose of **Corinth Canal**? => shorter way round the Peloponnese",
            ],
        );
    }

    #[test]
    fn a_verb_asks_for_its_object() {
        check(
            "# Canal\n## Side pond\n**Retains**: half of the water\n**Secretes**: nothing\n**Depends on**: two paddles\n",
            &[
                "What does **Side pond** retain? => half of the water",
                "What does **Side pond** secrete? => nothing",
                "What does **Side pond** depend on? => two paddles",
            ],
        );
    }

    #[test]
    fn a_participle_asks_for_what_stands_behind_its_preposition() {
        check(
            "# Brook Canal\n- **Designed by**: Ada Brook\n- **Opened in**: 1814\n- **Supplied by**: two springs\n- **Owned by**: the town\n- **Used for**: small boats\n- **Named after**: the brook\n- **Founded in**: Brookton\n",
            &[
                "Who designed **Brook Canal**? => Ada Brook",
                "When was **Brook Canal** opened? => 1814",
                "What is **Brook Canal** supplied by? => two springs",
                "Who or what is **Brook Canal** owned by? => the town",
                "What is **Brook Canal** used for? => small boats",
                "What is **Brook Canal** named after? => the brook",
                "Where was **Brook Canal** founded? => Brookton",
            ],
        );
    }
}
