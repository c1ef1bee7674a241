//! Lines that each say a person or a case with its form: together they are the forms of the verb or noun above them.
//!
//! - ## sein / ich bin / du bist / wir sind   =>  What are the forms of **sein**? (3)
//!
//! At `atomic` a card a person.

use super::learner;
use crate::cards::Rule;
use crate::cards::claims::Claims;
use crate::cards::cut::{self, Halves};
use crate::cards::draft::{Draft, paragraph};
use crate::cards::phrases::Scene;
use crate::cards::piece::parts;
use crate::cards::subject::Subject;
use crate::cards::words;
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, List, ListMarker, Span, plain_text};

/// Fewer persons are no verb to be learnt as a whole.
const FEWEST: usize = 3;

/// A form has at most this many words: "wäre gewesen".
const FORM: usize = 4;

/// A line with its person and its form.
struct Said<'a> {
    line: &'a [Inline],
    halves: Halves,
    span: Span,
}

/// The card of the lines and of each list that say the persons of a verb.
pub(super) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    if !subject.book.can_say("forms_of") {
        return Vec::new();
    }
    let lines = subject.pieces.iter().filter_map(|piece| Some((piece.line()?, piece.span))).collect();
    let lists = subject.pieces.iter().filter_map(crate::cards::piece::Piece::list);
    let items = lists.map(|list| list.items.iter().map(|item| (parts(item).0, item.span)).collect());
    let groups: Vec<Vec<(&[Inline], Span)>> = std::iter::once(lines).chain(items).collect();
    let mut cards = Vec::new();
    for group in groups {
        let Some(persons) = persons(&group) else { continue };
        if persons.iter().all(|said| claims.free(said.span)) {
            for said in &persons {
                claims.take(said.span);
            }
            cards.extend(asked(subject, &persons));
        }
    }
    cards
}

/// The lines, where each is a person with its form.
fn persons<'a>(lines: &[(&'a [Inline], Span)]) -> Option<Vec<Said<'a>>> {
    if lines.len() < FEWEST {
        return None;
    }
    let said = |&(line, span): &(&'a [Inline], Span)| {
        let halves = super::separated(line).or_else(|| cut::after_first_word(line))?;
        // Most lines begin with neither.
        if !learner::may_be_form(&label(&halves)) {
            return None;
        }
        let form = words::words(&halves.1).len();
        let case = || learner::are_cases(&[label(&halves)]);
        ((1..=FORM).contains(&form) && (learner::is_person(&label(&halves)) || case())).then_some(Said {
            line,
            halves,
            span,
        })
    };
    let persons = lines.iter().map(said).collect::<Option<Vec<_>>>()?;
    let mut labels: Vec<String> = persons.iter().map(|said| label(&said.halves)).collect();
    labels.sort();
    labels.dedup();
    (labels.len() >= FEWEST && (learner::are_persons(&labels) || learner::are_cases(&labels))).then_some(persons)
}

fn label(halves: &Halves) -> String {
    plain_text(&halves.0).trim().to_owned()
}

fn asked(subject: &Subject, persons: &[Said]) -> Vec<Draft> {
    let (Some(first), Some(last)) = (persons.first(), persons.last()) else { return Vec::new() };
    // "Present" is a form of the verb above it.
    let tense = learner::is_form(&words::text(&subject.title)) && !subject.above.is_empty();
    let topic = if subject.name.is_empty() { &subject.title } else { &subject.name };
    let scene = Scene { parent: &subject.above, topic, ..subject.scene() }.with("A", topic).with("C", topic);
    if subject.level == CardLevel::Atomic {
        let card = |said: &Said| {
            let question = subject.book.say("cell", &scene.clone().with("r", &words::words(&said.halves.0)));
            let mut card = Draft::ask(Rule::R(4), question, said.span).answer_line(said.halves.1.clone());
            card.exact = true;
            card
        };
        return persons.iter().map(card).collect();
    }
    let item =
        |said: &Said| Item { task: None, blocks: vec![paragraph(said.line.to_vec(), said.span)], span: said.span };
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items: persons.iter().map(item).collect() };
    let span = first.span.to(last.span);
    let question = subject.book.say(if tense { "forms_in" } else { "forms_of" }, &scene);
    let mut card = Draft::ask(Rule::R(4), question, span).answer(vec![Block::new(BlockKind::List(list), span)]);
    card.exact = true;
    vec![card]
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::{check, check_atomic};

    #[test]
    fn persons_are_learnt_together() {
        let note = "# Verbs\n## rudern\nich rudere\ndu ruderst\ner/sie/es rudert\n";
        check(note, &["What are the forms of **rudern**? (3) => - ich rudere / - du ruderst / - er/sie/es rudert"]);
        check_atomic(
            note,
            &["**rudern**: ich? => rudere", "**rudern**: du? => ruderst", "**rudern**: er/sie/es? => rudert"],
        );
    }

    #[test]
    fn a_tense_is_of_the_verb_above() {
        check(
            "# remar\n## Presente\n- yo: remo\n- tú: remas\n- nosotros: remamos\n",
            &["**remar**: **Presente**? (3) => - yo: remo / - tú: remas / - nosotros: remamos"],
        );
    }

    #[test]
    fn cases_are_learnt_together() {
        check(
            "# Nouns\n## navis\nNominative: navis\nGenitive: navis\nDative: navi\n",
            &["What are the forms of **navis**? (3) => - Nominative: navis / - Genitive: navis / - Dative: navi"],
        );
    }

    #[test]
    fn other_lines_are_no_persons() {
        check(
            "# Roles\n- I steer\n- Crew row\n- You sail\n",
            &["What are **Roles**? (3) => - I steer / - Crew row / - You sail"],
        );
    }
}
