//! What a text says to its reader before it says anything, and what only asks: no answers.
//!
//! - ## Moorings / In this chapter we look at ropes. A mooring is …   =>  What is Moorings?   A mooring is …
//! - ## Moorings / Let's start with ropes.                            =>  no card
//! - ## Study questions / What is a bollard? / Who ties it?           =>  no card

use super::draft::paragraph;
use super::subject::Subject;
use super::words::{self, Word};
use super::{atomic, sentence};
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

/// Such an opening is known by so many words.
const OPENING: usize = 4;

/// What is left behind an announcement says nothing in so few words: "Thus, we define".
const REST: usize = 3;

/// A sentence of fewer words is a name, and a longer one says something even where no verb of it is known.
const SAYING: usize = 4;
const FRAGMENT: usize = 14;

/// Whether a sentence announces what follows.
pub(crate) fn announces(subject: &Subject, sentence: &[Inline]) -> bool {
    // Most sentences open otherwise, and are not read further.
    let (mut may_be, mut of_others, mut recalled) = (false, false, false);
    words::each_key(sentence, 1, |first, text| {
        may_be = subject.book.may_open("preamble", first);
        of_others = text && subject.book.is_key("of_others", first);
        recalled = text && subject.book.is_key("recalls", first);
    });
    let (mut head, mut words, mut announced) = (String::new(), 0, false);
    words::each_key(sentence, if may_be { OPENING } else { 0 }, |key, _| {
        head.push_str(if words > 0 { " " } else { "" });
        head.push_str(key);
        words += 1;
        announced |= subject.book.is_key("preamble", &head);
    });
    announced || of_others && is_fragment(subject, sentence) || recalled && only_recalls(subject, sentence)
}

/// Whether a sentence bids to recall a thing and does not say it: "Recall Brook's law.", not "Recall that ropes rot".
fn only_recalls(subject: &Subject, sentence: &[Inline]) -> bool {
    let said = words::words(sentence);
    let is = |word: &Word, classes: &[&str]| classes.iter().any(|class| subject.book.is(class, word));
    let thing = said.get(1).is_some_and(|word| !is(word, &["relative_or_clause", "infinitive", "wh", "preposition"]));
    let tells = (1..said.len()).any(|at| atomic::is_verb(subject, &said, at));
    thing && !tells && said.len() <= FRAGMENT && !plain_text(sentence).contains([':', '='])
}

/// Whether a sentence without a verb only points to others of its kind: "Another use of ropes.", not "One piece that attacks two".
fn is_fragment(subject: &Subject, sentence: &[Inline]) -> bool {
    let said = words::words(sentence);
    let is = |word: &Word, classes: &[&str]| classes.iter().any(|class| subject.book.is(class, word));
    let [first, second, ..] = &said[..] else { return false };
    let points = if is(first, &["one_of_others"]) {
        is(second, &["opinion", "praise", "adjective", "how_many"])
    } else {
        !is(second, &["preposition", "names_of"])
    };
    let tells = (1..said.len()).any(|at| atomic::is_verb(subject, &said, at) || is(&said[at], &["relative"]));
    points && (SAYING..=FRAGMENT).contains(&said.len()) && !tells && !plain_text(sentence).contains([':', '='])
}

/// Without what announces it, and what only asks, the rest of a text.
pub(crate) fn without(subject: &Subject, blocks: &[Block]) -> (Vec<Block>, Vec<Block>) {
    let [Block { kind: BlockKind::Paragraph(line), span, .. }, rest @ ..] = blocks else {
        return (Vec::new(), blocks.to_vec());
    };
    let (announced, told) = split(subject, line);
    if announced.is_empty() {
        return (Vec::new(), blocks.to_vec());
    }
    let told = (!told.is_empty()).then(|| paragraph(told, *span));
    (vec![paragraph(announced, *span)], told.into_iter().chain(rest.iter().cloned()).collect())
}

/// The sentences that only announce what follows, and the rest of the line.
pub(crate) fn split(subject: &Subject, line: &[Inline]) -> (Vec<Inline>, Vec<Inline>) {
    match announcing(subject, line) {
        Some((sentences, at)) => (joined(&sentences[..at]), joined(&sentences[at..])),
        None => (Vec::new(), line.to_vec()),
    }
}

/// Whether a line begins with what only announces the rest.
pub(crate) fn opens(subject: &Subject, line: &[Inline]) -> bool {
    announcing(subject, line).is_some()
}

/// The sentences of a line, and how many of the first only announce what follows; nothing where none does.
fn announcing(subject: &Subject, line: &[Inline]) -> Option<(Vec<Vec<Inline>>, usize)> {
    let of_others = words::first(line).is_some_and(|first| subject.book.is("of_others", &first));
    if !of_others && !announces(subject, line) {
        return None;
    }
    let sentences = sentence::sentences(line);
    let at = sentences.iter().position(|sentence| !announces(subject, sentence)).unwrap_or(sentences.len());
    (at > 0).then_some((sentences, at))
}

/// Sentences as one line.
pub(super) fn joined(sentences: &[Vec<Inline>]) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for sentence in sentences {
        if let Some(span) = line.last().map(|last| last.span) {
            line.push(Inline::new(InlineKind::Text(" ".into()), span));
        }
        line.extend_from_slice(sentence);
    }
    line
}

/// Whether all that blocks of these lines say is announced or asked.
pub(crate) fn says_nothing(subject: &Subject, blocks: &[Block], lines: &[&[Inline]]) -> bool {
    let text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_));
    let asks = |line: &&[Inline]| {
        let text = plain_text(line);
        text.trim_end().ends_with(['?', '？']) && !text.contains([':', '：'])
    };
    let told = |line: &&[Inline]| {
        let sentences = sentence::sentences(line);
        let (announced, others): (Vec<_>, Vec<_>) = sentences.iter().partition(|sentence| announces(subject, sentence));
        !announced.is_empty() && others.iter().all(|sentence| words::words(sentence).len() <= REST)
    };
    !lines.is_empty() && blocks.iter().all(text) && (lines.iter().all(asks) || lines.iter().all(told))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_announces_is_no_answer() {
        check(
            "# Harbour\n## Bollard\nIn this chapter we look at posts. A bollard is a post that ropes are tied to.\n\n## Ropes\nLet's start with ropes.\n",
            &["What is a **Bollard**? => A bollard is a post that ropes are tied to."],
        );
    }

    #[test]
    fn what_bids_to_recall_says_nothing() {
        check(
            "# Harbour\n## Swell\nRecall Brook's law.\n\n## Ebb\nRecall that the ebb is the falling tide.\n",
            &["What is the **Ebb**? => Recall that the ebb is the falling tide."],
        );
    }

    #[test]
    fn what_points_to_others_of_its_kind_is_no_answer() {
        check("# Harbour\n## Splices\nOne nice use of old ropes.\n", &[]);
        check(
            "# Chess\n## Fork\nOne piece that attacks two others.\n",
            &["**Chess**: **Fork**? => One piece that attacks two others."],
        );
        check(
            "# Harbour\n## Splices\nAnother way with old ropes. A splice is a knot that is woven.\n",
            &["What are **Splices**? => A splice is a knot that is woven."],
        );
    }

    #[test]
    fn a_facet_begins_behind_what_announces_it() {
        check(
            "# Harbour\n## Purpose\nLet's imagine a ship. It keeps ships from the swell.\n",
            &["What is the purpose of **Harbour**? => It keeps ships from the swell."],
        );
    }

    #[test]
    fn questions_answer_nothing() {
        check("# Harbour\n## Study questions\n- Who ties the ropes?\n- What is a bollard?\n", &[]);
    }
}
