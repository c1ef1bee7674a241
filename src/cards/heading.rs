//! What a heading says before it asks: its words, the facet it is, what stands above it, what kind of text it names.

mod facet;
mod outline;

use super::atomic::is_verb;
use super::opening::is_akin;
use super::phrases::{Facet, Phrases, Usage, without_colon};
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::{Block, BlockKind, Topic, plain_text};
pub(crate) use facet::facet_of;

/// What a title asks for has at most so many words where it can be asked about itself.
const OWNER: usize = 4;

/// A title that is a sentence has at least so many words.
const SENTENCE: usize = 4;

/// The words of a heading among its `siblings`, without its colon, what counts it, a "Q." and an "Eg.".
pub(super) fn words_of(topic: &Topic, siblings: &[Topic], book: &Phrases) -> Vec<Word> {
    let mut words = without_colon(&joined(words::words(&topic.title), book));
    if words.len() > 1 && outline::counts(topic, siblings) {
        words.remove(0);
    }
    let asked = |word: &Word| is_question_mark(word.text());
    if words.last().is_some_and(|last| last.text().ends_with(['?', '？'])) && words.first().is_some_and(asked) {
        words.remove(0);
    }
    let example = |word: &Word| word.text().ends_with('.') && book.is("example_label", word);
    if words.len() > 1 && words.first().is_some_and(example) {
        words.remove(0);
    }
    words
}

/// "Q." and "Q2:" before a question.
fn is_question_mark(text: &str) -> bool {
    let inner = text.strip_prefix('Q').and_then(|text| text.strip_suffix(['.', ':', ')']));
    inner.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The nearest topic above that tells what a heading is of, and the facet that it is of that; `goes_on` where the heading is
/// called as the topic above.
pub(super) fn above<'a>(
    up: &Subject<'a>,
    facet: Option<Facet<'a>>,
    goes_on: bool,
    book: &Phrases,
) -> (Vec<Word>, Option<Facet<'a>>) {
    // "Basics" over a topic says nothing of it; what stands above that does.
    let said = || words::lower_text(&up.title);
    let untold = || {
        let said = said();
        let said = said.trim_end_matches([':', '.']);
        ["vague_title", "states", "defines"].iter().any(|class| book.is_key(class, said))
    };
    let vague = up.facet.is_none() && !up.above.is_empty() && untold();
    let above = if vague || goes_on || is_counted(up, book) { &up.above } else { &up.name };
    let facet = facet.filter(|_| !above.is_empty());
    // "Usage" below "Operators": of the operators, not of what has them.
    let owned = |facet: &Facet| facet.name.is_empty() && facet.asks() && !up.title.is_empty();
    match (&facet, &up.facet) {
        (Some(own), Some(over)) if owned(own) && over.row.role == "things" => (up.title.clone(), facet),
        _ => (above.clone(), facet),
    }
}

/// Whether a heading below another only counts: "Part 1".
fn is_counted(up: &Subject, book: &Phrases) -> bool {
    let [counted, number] = &up.title[..] else { return false };
    up.facet.is_none() && book.is("counted_heading", counted) && book.is("number", number)
}

/// "Queue cheatsheet for coding interviews" is a sheet about queues: what kind of text a note is asks nothing.
pub(super) fn without_kind(mut title: Vec<Word>, book: &Phrases) -> Vec<Word> {
    let kind = title.iter().skip(1).position(|word| book.is("kind_of_note", word));
    // A "playground and cheatsheet" is two kinds.
    let kind = kind.filter(|&at| !book.is("and", &title[at]));
    title.truncate(kind.map_or(title.len(), |at| at + 1));
    let two = (title.len() > 2).then(|| title.len() - 1).filter(|&at| book.is("kind_behind_two", &title[at]));
    // Most words open none, and the text behind them is not put together.
    let may_open = |at: usize| {
        title.get(at + 1).is_some_and(|next| !next.spaced)
            || book.may_open("kind_at_end", &words::lower(title[at].text()))
    };
    let is_kind = |&at: &usize| may_open(at) && book.is_key("kind_at_end", words::lower_text(&title[at..]).trim());
    let ending = (1..title.len()).find(is_kind).or(two);
    title.truncate(ending.unwrap_or(title.len()));
    title
}

/// The words, names of two words as one: the "VS" of "VS Code" contrasts nothing.
fn joined(mut words: Vec<Word>, book: &Phrases) -> Vec<Word> {
    for at in (1..words.len()).rev() {
        if !words[at].spaced || !book.may_open("two_word_name", &words::lower(words[at - 1].text())) {
            continue;
        }
        let name = words::text(&words[at - 1..=at]);
        if book.is_key("two_word_name", &name.to_lowercase()) {
            words[at - 1].rename(&name);
            words.remove(at);
        }
    }
    words
}

/// Whether the text above a heading names it beside another heading below that text: "Introduction → growth → decline" over
/// "Introduction" and "Growth", which are stages and no facets.
pub(super) fn is_named_above(topic: &Topic, up: &Topic) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(line), .. }) = up.body.first() else { return false };
    let said = plain_text(line).to_lowercase();
    let named = |topic: &Topic| {
        let title = topic.title_text().trim().to_lowercase();
        !title.is_empty() && said.split(|c: char| !c.is_alphanumeric() && c != ' ').any(|part| part.trim() == title)
    };
    named(topic) && up.topics.iter().any(|other| other.id != topic.id && named(other))
}

/// The facet with which a title ends, and what it is of: "Tidal power – Advantages", "Tidal power limitations" below "Tidal power".
pub(super) fn behind_owner<'a>(
    topic: &Topic,
    title: &[Word],
    above: &[Word],
    book: &'a Phrases,
) -> Option<(Vec<Word>, Facet<'a>)> {
    let title = book.name(title);
    let named = title.len() > above.len()
        && !above.is_empty()
        && title.last().is_some_and(|word| book.is("facet_nouns", word) || book.is("facet_noun", word))
        && above.iter().zip(title).all(|(above, word)| is_akin(&above.key, &word.key));
    if named
        && let Some(facet) = facet_of(topic, &title[above.len()..], book)
        && facet.asks()
        && facet.name.is_empty()
    {
        return Some((above.to_vec(), facet));
    }
    let parts = |word: &Word| word.is_text() && (word.text().ends_with(':') || matches!(word.text(), "-" | "–" | "—"));
    let at = title.iter().rposition(parts)?;
    let (owner, label) = title.split_at(at + 1);
    let owner = without_colon(if title[at].text().ends_with(':') { owner } else { &owner[..at] });
    let facet = facet_of(topic, label, book).filter(|facet| facet.asks() && facet.name.is_empty())?;
    (!owner.is_empty() && book.facet(&owner).is_none()).then_some((owner, facet))
}

/// A title that asks with "it", the topic above in its place: "When does it fail?" below "Hash map".
pub(super) fn without_pronoun(words: Vec<Word>, above: &[Word], book: &Phrases, usage: &Usage) -> Vec<Word> {
    if !book.is_question(&words) || !(1..=OWNER).contains(&above.len()) {
        return words;
    }
    let several = book.is_plural(above);
    let stands = |word: &Word| book.is(if several { "for_several" } else { "for_one" }, word);
    let at = words.iter().position(stands);
    let Some(at) = at.filter(|at| !words[at + 1..].iter().any(stands)) else { return words };
    let mark: String = words[at].text().chars().filter(|c| !c.is_alphanumeric()).collect();
    let name = book.called(above, usage);
    let mut out = [&words[..at], &name, &words[at + 1..]].concat();
    let named = &mut out[at..at + name.len()];
    if let Some(first) = named.first_mut() {
        first.spaced = true;
    }
    if let Some(last) = named.last_mut().filter(|last| !mark.is_empty() && last.is_text()) {
        last.reword(|text| format!("{text}{mark}").into());
    }
    out
}

/// The phrase that asks a facet of a title which is a sentence: "every tide has a cause" and its proof.
pub(super) fn frame_of_sentence(subject: &Subject, facet: &Facet) -> Option<&'static str> {
    let (book, owner) = (subject.book, &subject.above);
    let clause = || {
        let told = owner.iter().take_while(|word| !book.is("relative_or_clause", word)).count();
        owner.len() >= SENTENCE && (1..told).any(|at| is_verb(subject, owner, at))
    };
    if !clause() {
        return None;
    }
    Some(if facet.row.role == "proof" && book.can_say("prove") { "prove" } else { "facet_of" })
}

/// "Les causes" and "The history" as the facets that they are.
fn without_article<'t>(title: &'t [Word], book: &Phrases) -> Option<&'t [Word]> {
    match title {
        [article, rest @ ..] if !rest.is_empty() && book.is("article", article) => Some(rest),
        _ => None,
    }
}

/// "Summary of chapter 1" as the facet that it is.
fn without_place_in_course<'t>(title: &'t [Word], book: &Phrases) -> Option<&'t [Word]> {
    let (number, label) = title.split_last()?;
    let part = label.last().is_some_and(|word| book.is("course_part", word) || book.is("chapter", word));
    (part && label.len() > 1 && number.key.bytes().all(|byte| byte.is_ascii_digit())).then_some(label)
}

/// Whether a title is an arrow, a dash or another sign, and so goes on with the topic above.
pub(super) fn is_nameless(title: &[Word]) -> bool {
    let mark = |c: char| !c.is_alphanumeric() && (!c.is_ascii() || matches!(c, '-' | '.'));
    let sign = |word: &Word| word.is_text() && word.text().chars().all(mark);
    !title.is_empty() && title.iter().all(sign)
}

/// "What is a tide?" as what its cards ask about: a tide is asked for by "tide".
pub(super) fn without_asking(title: &[Word], book: &Phrases) -> Vec<Word> {
    let [what, be, rest @ ..] = title else { return title.to_vec() };
    // "What are you looking for?" names nothing.
    let us = rest.first().is_some_and(|word| book.is("you", word) || book.is("pronoun", word));
    if !book.is("asks_what", what) || !book.is("be", be) || rest.is_empty() || rest.len() > OWNER || us {
        return title.to_vec();
    }
    let article = usize::from(rest.len() > 1 && book.is("article", &rest[0]));
    let mut name = rest[article..].to_vec();
    if let Some(last) = name.last_mut() {
        last.reword(|text| text.trim_end_matches(['?', '？']).into());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn letters_that_count_headings_are_no_words_of_them() {
        let note = "# Ferry\n## A. Hull\nPart of a ship that floats.\n\n## B. Keel\nBeam along the bottom of a ship.\n";
        check(
            note,
            &[
                "What is a **Hull**? => Part of a ship that floats.",
                "What is **Keel**? => Beam along the bottom of a ship.",
            ],
        );
        check(
            "# Germs\n## E. coli\nBacterium of the gut.\n\n## B. subtilis\nBacterium of the soil.\n",
            &["What is **E. coli**? => Bacterium of the gut.", "What is **B. subtilis**? => Bacterium of the soil."],
        );
    }

    #[test]
    fn a_number_that_only_counts_is_no_word_of_a_heading() {
        check(
            "# Ferry\n## Level 1 — Hull\nPart of a ship that floats.\n",
            &["What is **Hull**? => Part of a ship that floats."],
        );
    }

    #[test]
    fn a_mark_before_a_question_is_no_part_of_it() {
        check("# Harbour\n## Q2: What is a sluice?\nA gate in a wall.\n", &["What is a sluice? => A gate in a wall."]);
        check("# Harbour\n## Eg. `sluice`\nA gate in a wall.\n", &["What is `sluice`? => A gate in a wall."]);
    }

    #[test]
    fn a_facet_behind_its_topic_asks_of_it() {
        check(
            "# Harbour\n## Tidal gate – Advantages\n- cheap\n- silent\n",
            &["What are the pros of a **Tidal gate**? (2) => - cheap / - silent"],
        );
        check(
            "---\nlang: fr\n---\n# Port\n## Les causes\n- la mer\n- le vent\n",
            &["**Port** : quelles sont les causes ? (2) => - la mer / - le vent"],
        );
        check(
            "# Harbour\n## Limittations\n- cheap\n- silent\n",
            &["What are the limitations of **Harbour**? (2) => - cheap / - silent"],
        );
    }

    #[test]
    fn two_facets_are_described_together() {
        check(
            "# Harbour\n## Origin and development\nIt grew around a spring.\n",
            &["Describe the origin and development of **Harbour**. => It grew around a spring."],
        );
    }

    #[test]
    fn a_title_that_asks_names_the_topic_above() {
        check(
            "# Tidal gate\n## When does it close?\nAt the turn of the tide.\n\n## Where it is built\nAt the mouth of a river.\n\n## Who invented it\nNobody knows.\n",
            &[
                "When does a **Tidal gate** close? => At the turn of the tide.",
                "Where is a **Tidal gate** built? => At the mouth of a river.",
                "Who invented a **Tidal gate**? => Nobody knows.",
            ],
        );
    }

    #[test]
    fn only_the_name_is_bold_in_a_title_that_asks_with_a_pronoun() {
        check(
            "# Peace of Harwich\n## How to keep it\nNeither town may arm its ferries.\n\n## Why did Goole hate it?\n- the tolls\n- the new pier\n",
            &[
                "How do you keep the **Peace of Harwich**? => Neither town may arm its ferries.",
                "Why did Goole hate the **Peace of Harwich**? (2) => - the tolls / - the new pier",
            ],
        );
        check("# Bells\n## Why do they matter?\n- fog\n- fire\n", &["Why do **Bells** matter? (2) => - fog / - fire"]);
    }

    #[test]
    fn the_proof_of_a_sentence_proves_it() {
        check(
            "# Tides\n## Lemma: all tides of a month are unequal\nNo two have the same height.\n### Proof\nThe moon moves while the earth turns.\n",
            &[
                "State the lemma precisely: **all tides of a month are unequal**. => No two have the same height.",
                "How do you prove that **all tides of a month are unequal**? => The moon moves while the earth turns.",
            ],
        );
        check(
            "# Tides\n## How ropes hold\n### Advantages\n- cheap\n- silent\n",
            &["**How ropes hold**: advantages? (2) => - cheap / - silent"],
        );
    }

    #[test]
    fn a_stage_that_is_called_as_a_facet_is_none() {
        check(
            "# Life of a harbour\nIntroduction → growth → silting\n\n## Introduction\n- few ships\n- high costs\n\n## Growth\n- many ships\n- a new pier\n",
            &[
                "What is the **Life of a harbour**? => Introduction → growth → silting",
                "**Life of a harbour**: **Introduction**? (2) => - few ships / - high costs",
                "**Life of a harbour**: **Growth**? (2) => - many ships / - a new pier",
            ],
        );
    }

    #[test]
    fn a_heading_may_compare_with_the_topic_above() {
        check(
            "# Lock\n## vs Weir\nA lock lets boats through.\n\n## Differences from a sluice\nIt has two gates.\n",
            &[
                "What is the difference between **Lock** and **Weir**? => A lock lets boats through.",
                "How does **Lock** differ from a sluice? => It has two gates.",
            ],
        );
    }

    #[test]
    fn what_is_needed_is_a_list_of_things() {
        check(
            "# Soldering\n## Equipment\n- iron\n- flux\n",
            &["What equipment does **Soldering** need? (2) => - iron / - flux"],
        );
        check(
            "# Rating of threats\n## Safety\n- hazards on roads\n- loss of money\n",
            &["**Rating of threats**: **Safety**? (2) => - hazards on roads / - loss of money"],
        );
    }

    #[test]
    fn what_else_there_is_asks_of_the_topic_above() {
        check(
            "# Puerto\nUn puerto es un lugar de la costa en el que paran los barcos.\n\n## Extras\n- Los barcos pagan por cada día en que paran.\n- La grúa del muelle es de madera.\n",
            &[
                "¿Qué es **Puerto**? => Un puerto es un lugar de la costa en el que paran los barcos.",
                "¿Qué más hay que saber de **Puerto**? (2) => - Los barcos pagan por cada día en que paran. / - La grúa del muelle es de madera.",
            ],
        );
    }

    #[test]
    fn what_a_teacher_asks_is_asked_so() {
        check(
            "# Harbour\n## Describe the office of the pilots\nTwo rooms above the gate.\n",
            &["**Describe the office of the pilots**. => Two rooms above the gate."],
        );
    }

    #[test]
    fn the_law_of_somebody_says_something() {
        check(
            "# Tides\n## Brook's rule\nThe highest tide comes two days after the full moon.\n",
            &["What does **Brook's rule** say? => The highest tide comes two days after the full moon."],
        );
        check(
            "# Harbour\n## Boats are held by\n- ropes\n- chains\n",
            &["**Boats are held by** … (2) => - ropes / - chains"],
        );
    }
}
