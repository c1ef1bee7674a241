//! What of a text that is left answers, and what is an aside: labelled lines, examples, code beside text, where to read on.

use crate::cards::draft::paragraph;
use crate::cards::opening::{self, Opening};
use crate::cards::piece::{self, Piece, PieceKind};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{apparatus, credit, definition, preamble, sentence, terms};
use crate::model::{Block, BlockKind, BreakStyle, Inline, InlineKind};

/// A line of more words says more than where to read on.
const POINTER: usize = 8;

/// A text of so many words behind code is more than an aside.
const EXPLAINS: usize = 20;

/// A text of fewer words beside code says nothing.
const SAYING: usize = 3;

/// What answers, and what is an aside: labelled lines, examples, code beside text.
pub(super) fn split(subject: &Subject, left: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let behind = left.iter().position(|block| !matches!(block.kind, BlockKind::Code(_))).unwrap_or(left.len());
    if behind > 0 && !explains(subject, &left[behind..]) {
        // What stands behind code goes with it: "Or try it out in the shell".
        let mut answer = left;
        let aside = answer.split_off(behind);
        return (answer, aside);
    }
    let has_code = left.iter().any(|block| matches!(block.kind, BlockKind::Code(_)));
    let (mut answer, mut aside) = (Vec::new(), Vec::new());
    let (mut example, mut intro) = (false, false);
    for block in unquoted(subject, left) {
        match block.kind {
            // The answer is in the text, if there is one; alone the picture answers.
            BlockKind::Paragraph(ref line) if credit::is_picture(line) => aside.push(block),
            BlockKind::Paragraph(ref inlines) => {
                (example, intro) = (false, false);
                for line in piece::statements(inlines) {
                    let (announced, line) = preamble::split(subject, line);
                    let (line, examples) = without_examples(subject, line);
                    let line = &line[..];
                    aside.extend((!announced.is_empty()).then(|| paragraph(announced, block.span)));
                    if line.is_empty() {
                        continue;
                    }
                    let said = words::words(line);
                    intro = sentence::is_intro(line);
                    let extra = subject.book.intro(&said, &subject.scene()).is_some_and(|intro| intro.role == "extra");
                    example = extra && intro;
                    let part = Piece { kind: PieceKind::Line(line), block: &block, span: block.span };
                    let beside = has_code && said.first().is_some_and(|word| subject.book.is("beside_code", word));
                    let ours = definition::is_of_the_note(subject, &said);
                    let apart = example
                        || beside
                        || apparatus::reads_on(line)
                        || ours
                        || terms::label(subject, line)
                        || is_pointer(subject, &said);
                    push(if apart { &mut aside } else { &mut answer }, part);
                    aside.extend((!examples.is_empty()).then(|| paragraph(examples, block.span)));
                }
            }
            BlockKind::Code(_) if intro && !example => answer.push(block),
            BlockKind::Code(_) | BlockKind::Html(_) => aside.push(block),
            _ if example => aside.push(block),
            _ => answer.push(block),
        }
    }
    code_or_text(answer, aside)
}

/// A line without the examples at its end, and those: "… saves a search. Examples: the ferry, the quay".
fn without_examples(subject: &Subject, line: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let label = |sentence: &Vec<Inline>| {
        words::first(sentence)
            .is_some_and(|word| word.text().ends_with([':', '：']) && subject.book.is("example_label", &word))
    };
    let sentences = sentence::sentences(&line);
    match sentences.iter().position(label).filter(|&at| at > 0) {
        Some(at) => (preamble::joined(&sentences[..at]), preamble::joined(&sentences[at..])),
        None => (line, Vec::new()),
    }
}

/// The same, where a word between two blocks of code ("or") is no answer; the code is.
fn code_or_text(mut answer: Vec<Block>, aside: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let code = |block: &Block| matches!(block.kind, BlockKind::Code(_));
    let text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    if aside.iter().any(code) && answer.iter().all(text) && words::count(&crate::text::plain::blocks(&answer)) < SAYING
    {
        let (code, text) = aside.into_iter().partition(code);
        answer.extend(text);
        return (code, answer);
    }
    if answer.is_empty() { (aside, answer) } else { (answer, aside) }
}

/// Whether what stands behind code says what the topic is, or much of it.
fn explains(subject: &Subject, text: &[Block]) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(line), .. }) = text.first() else { return false };
    let beside = words::first(line).is_some_and(|word| subject.book.is("beside_code", &word));
    let defines = opening::of(subject, line) == Opening::Defines && opening::is_statement(subject, line);
    !beside && (defines || words::count(&crate::text::plain::blocks(text)) >= EXPLAINS)
}

/// The blocks; a quote right below the title of a note is what the note says of its topic.
fn unquoted(subject: &Subject, left: Vec<Block>) -> Vec<Block> {
    let mut left = left;
    if subject.above.is_empty()
        && let Some(Block { kind: BlockKind::Quote(body), .. }) = left.first_mut()
        && body.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)))
    {
        let body = std::mem::take(body);
        left.splice(..1, body);
    }
    left
}

/// Whether a line only says where to read on: "See `:help`".
fn is_pointer(subject: &Subject, said: &[Word]) -> bool {
    said.len() <= POINTER && said.first().is_some_and(|word| subject.book.is("pointer", word))
}

/// Adds a line to the paragraph it belongs to.
fn push(blocks: &mut Vec<Block>, part: Piece) {
    let Some(line) = part.line() else { return };
    match blocks.last_mut() {
        Some(Block { kind: BlockKind::Paragraph(before), span, .. }) if *span == part.span => {
            before.push(Inline::new(InlineKind::Break(BreakStyle::Soft), part.span));
            before.extend_from_slice(line);
        }
        _ => blocks.push(part.to_block()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, explained};
    use crate::model::CardLevel;

    #[test]
    fn examples_at_its_end_are_no_part_of_an_answer() {
        check(
            "# Harbour\n## Tides\nMost captains keep their ships in port at full moon. Examples: [the flood](https://a.example)\n",
            &["**Harbour**: **Tides**? => Most captains keep their ships in port at full moon."],
        );
    }

    #[test]
    fn what_stands_behind_a_claimed_definition_is_no_answer() {
        let note = "# Harbour\n## Mooring\n![a ship](ship.png)\n\nMooring (or making fast) holds up ships by ropes. For example, a ferry is held by two. Its crew throws them, and two men on the quay catch them.\n";
        let cards = explained(note, CardLevel::Atomic).cards;
        assert!(cards.iter().all(|card| !card.back.starts_with("For example")), "{cards:?}");
    }
}
