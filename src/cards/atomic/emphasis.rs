//! R13, emphasis: what the author set in bold or highlighted inside a sentence is blanked.
//!
//! - Sessions live in **Redis** for a day   =>   Sessions live in […] for a day   Redis
//!
//! A sentence with more than three such spans, or one that is bold as a whole, has no emphasis in it.

use super::unit::Unit;
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind};

/// A span of more words is a sentence.
const LONGEST: usize = 6;
/// More spans than this are a way to write.
const MOST: usize = 3;
/// In a sentence of more words nobody finds what is asked.
const SENTENCE: usize = 40;
/// So many words must stand beside the blanks.
const CONTEXT: usize = 3;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let marked: Vec<usize> = (0..unit.line.len()).filter(|&at| is_marked(unit, at)).collect();
    let all = unit.line.iter().filter(|inline| emphasised(inline).is_some()).count();
    let advice = unit.is("command", 0) || unit.is("finite_base_any", 0);
    let length = words::count(&words::text(&unit.words));
    let opening: Vec<&str> = unit.words.iter().take(2).map(|word| word.key.trim_end_matches(',')).collect();
    let example = unit.subject.book.is_key("label", &opening.join(" "));
    if advice || example || length > SENTENCE || marked.is_empty() || marked.len() < all || all > MOST || unit.is_open()
    {
        return None;
    }
    let said = |line: &[Inline]| words::count(&words::text(&words::words(line)));
    let hidden: usize = marked.iter().map(|&at| said(&unit.line[at..=at])).sum();
    if length < hidden + CONTEXT {
        return None;
    }
    let mut number = 0;
    let blank = |(at, inline): (usize, &Inline)| {
        if !marked.contains(&at) {
            return inline.clone();
        }
        number += 1;
        let cloze = Cloze { number, content: vec![inline.clone()], hint: String::new() };
        Inline::new(InlineKind::Cloze(cloze.into()), inline.span)
    };
    let line = unit.line.iter().enumerate().map(blank).collect();
    Some(Draft::cloze(Rule::R(13), vec![paragraph(line, unit.span)], unit.span))
}

/// What an inline emphasises.
fn emphasised(inline: &Inline) -> Option<&[Inline]> {
    match &inline.kind {
        InlineKind::Strong(inner) | InlineKind::Highlight(inner) => Some(inner),
        _ => None,
    }
}

/// Whether the inline at `at` is worth a blank: short, no label before a colon, and not what the card is about.
fn is_marked(unit: &Unit, at: usize) -> bool {
    let Some(inner) = emphasised(&unit.line[at]) else { return false };
    let said = words::words(inner);
    let after = unit.line.get(at + 1).map(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_start().starts_with([':', '：', '-', '–', '—', '=']),
        _ => false,
    });
    let closed = |word: &Word| word.text().ends_with(':') || at == 0 && word.text().ends_with(['.', ')']);
    let label = at == 0 && after.unwrap_or(true) || said.last().is_some_and(closed);
    let keys = words::keys(&said);
    let titled = unit.subject.trail_keys.iter().any(|title| keys.iter().all(|key| title.contains(key)));
    let about = titled || said.iter().all(|word| unit.owner.iter().any(|owner| owner.key == word.key));
    let asks = said.last().is_some_and(|word| word.text().ends_with(['?', '？']));
    let classes =
        ["function", "adverb", "modal_can", "before_noun", "finite_aux", "number", "finite_base_any", "command"];
    let little = said.iter().all(|word| classes.iter().any(|class| unit.subject.book.is(class, word)));
    (1..=LONGEST).contains(&words::count(&words::text(&said))) && !label && !about && !asks && !little
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn a_bold_word_is_blanked() {
        check("## Web\n- Sessions live in **Redis** for a day\n- x", "Sessions live in […] for a day => Redis");
    }

    #[test]
    fn a_bold_sentence_and_a_label_are_not() {
        check_not("## Web\n- **All of it is bold**\n- **Note:** text goes here", "[…] text");
        check_not("## Web\n- this is **not** so at all today\n- x", "this is […]");
    }
}
