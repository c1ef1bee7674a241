//! R11, sets in a line: a count before a colon whose parts are as many as it says.
//!
//! - Python uses 2 strategies: A and B, under Garbage collection  =>  **Garbage collection**: which 2 strategies does Python use?

use crate::cards::claims::Claims;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::opening::is_akin;
use crate::cards::phrases::lower_first;
use crate::cards::piece::span_of;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, cut};
use crate::model::{Inline, InlineKind, Span};

/// `2 strategies: A and B` inside a line, where the parts are as many as said.
pub(super) fn card(subject: &Subject, line: &[Inline], span: Span, claims: &mut Claims) -> Option<Draft> {
    // Most lines have no colon, and are not looked through.
    if !line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if text.contains(": "))) {
        return None;
    }
    let (head, members) = cut::first(line, |text, at| text[at..].starts_with(": ").then_some(1))?;
    let head_words = words::words(&head);
    // "(3)" numbers a point, and counts nothing.
    let counts = |word: &Word| !word.text().starts_with('(') && subject.book.number(word).is_some_and(|n| n > 1);
    let at = head_words.iter().rposition(counts)?;
    let noun = &head_words[at + 1..];
    let count = subject.book.number(&head_words[at])?;
    if noun.is_empty() || noun.len() > 3 || !members_of(subject, &members).contains(&count) || !claims.free(span) {
        return None;
    }
    claims.take(span);
    let scene = subject.scene().with("n", &head_words[at..=at]).with("v", noun);
    // "Python uses 2 strategies" asks with its subject and verb.
    let told = subject.book.intro(&head_words, &scene).filter(|intro| intro.role == "count");
    let question = told.map_or_else(|| subject.book.say("which_count", &scene), |intro| intro.question);
    let question = below_topic(subject, question);
    let mut card = Draft::ask(Rule::R(11), question, span).answer_line(members);
    card.counted = true;
    // "Three knots:" stands on the front.
    if at == 0 {
        return Some(card.showing(span));
    }
    card.extra = vec![paragraph(line.to_vec(), span_of(line).unwrap_or(span))];
    Some(card)
}

/// "**Tides**: which 2 gates does Goole use?", where nothing in the question says what they are used for.
fn below_topic(subject: &Subject, question: Vec<Inline>) -> Vec<Inline> {
    let own = |word: &Word| subject.name.iter().any(|own| is_akin(&own.key, &word.key));
    if subject.name.is_empty() || words::words(&question).iter().any(own) || !subject.book.can_say("facet_of") {
        return question;
    }
    subject.book.say("facet_of", &subject.scene().with("v", &lower_first(&unasked(&question))))
}

/// The words of a question without its mark.
fn unasked(question: &[Inline]) -> Vec<Word> {
    let mut said = words::words(question);
    if let Some(last) = said.last_mut() {
        last.reword(|text| text.trim_end_matches(['?', '？']).into());
    }
    said
}

/// How many members `A, B and C` names; "A, B, C & D" may name three or four.
fn members_of(subject: &Subject, line: &[Inline]) -> [usize; 2] {
    let said = words::words(line);
    let commas = said.iter().filter(|word| word.is_text() && word.text().ends_with([',', ';', '，', '、'])).count();
    let ands = said.iter().enumerate().filter(|(at, word)| {
        let after_comma = at.checked_sub(1).is_some_and(|before| said[before].text().ends_with([',', ';']));
        subject.book.is("and", word) && !after_comma
    });
    let pairs = if commas > 1 { 0 } else { ands.clone().count().min(1) };
    [commas + ands.count().min(1) + 1, commas + pairs + 1]
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn a_count_in_a_sentence_asks_with_its_subject() {
        check(
            "## Fares\nHarwich uses a mix of 2 tariffs: day and night\n\nThe year is divided into two seasons: high and low\n",
            &[
                "**Fares**: which 2 tariffs does Harwich use? => day and night",
                "**Fares**: into which two seasons is the year divided? => high and low",
            ],
        );
        check(
            "## Ferry\nOne crew handles:\n- lines\n- the ramp\n",
            &["What does one crew handle? (2) => - lines / - the ramp"],
        );
        check("## Fares\nUp to 2 tariffs: day and night\n", &["**Fares**: which 2 tariffs? => day and night"]);
    }

    #[test]
    fn a_set_is_asked_below_the_topic_that_its_line_does_not_name() {
        check(
            "# Harbour\n## Tolls\nGoole uses 2 tariffs: day and night\n",
            &["**Tolls**: which 2 tariffs does Goole use? => day and night"],
        );
    }
}
