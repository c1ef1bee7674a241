//! R2, quizzes: a question with the answer that is labelled as one makes a card; without it, it is no fact.
//!
//! - **Q2.** What holds a rope? / > **Answer:** a bollard                  =>  What holds a rope?   a bollard
//! - Which rope is best? / - A. hemp / - B. wire / > [!success] Answer …   =>  the question with what there is to choose from
//! - **Q3.** Describe a lock. · Answer: B                                  =>  no card: the other half is elsewhere
//!
//! Dialogues (dialogue.rs) and tasks of an examination (task.rs) make none either.

mod dialogue;
mod label;
mod task;

use super::Rule;
use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::explicit::Label;
use super::piece::{self, Piece, PieceKind, parts};
use super::subject::Subject;
use super::terms;
use crate::model::{Block, BlockKind, Inline, List, plain_text};

/// An answer stands at most so many pieces below its question: behind a formula, what there is to choose from.
const BELOW: usize = 4;

/// The cards of the quizzes of a topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    let pieces = &subject.pieces[..];
    let mut at = 0;
    while at < pieces.len() {
        // "Issue: may a boat wait here?" is nobody who speaks.
        let labels = |line: &[Inline]| asks(line) && terms::split(subject, line).is_some();
        let reach = if pieces[at].line().is_some_and(labels) { 0 } else { dialogue::reach(&pieces[at..]) };
        let (count, card) = match one(subject, &pieces[at..], at == 0) {
            _ if reach > 0 => (reach, None),
            Some(found) => found,
            None => (0, None),
        };
        let free = pieces[at..at + count].iter().all(|piece| claims.free(piece.span));
        if free {
            pieces[at..at + count].iter().for_each(|piece| claims.take(piece.span));
            cards.extend(card);
        }
        at += count.max(1);
    }
    cards
}

/// How many of these pieces are a part of a quiz, and the card that they make.
fn one(subject: &Subject, pieces: &[Piece], opens: bool) -> Option<(usize, Option<Draft>)> {
    let (first, below) = pieces.split_first()?;
    let asked_above = opens && (subject.is_lead_in() || asks(&subject.topic.title));
    if task::is_one(subject.book, first) {
        return Some((1, None));
    }
    if answer(first).is_some() {
        return (!asked_above).then_some((1, None));
    }
    let line = first.line()?;
    let labelled = label::of(line).filter(|(label, _)| *label == Label::Question).map(|(_, rest)| rest);
    // "Issue: may a boat wait here?" is no quiz.
    if labelled.is_none() && (!asks(line) || terms::split(subject, line).is_some()) {
        return None;
    }
    let near = below.iter().take(BELOW).take_while(|piece| !piece.line().is_some_and(is_question));
    let found = near.enumerate().find_map(|(at, piece)| Some((at, answer(piece)?)));
    if let Some((at, answer)) = found {
        let span = first.span.to(below[at].span);
        let question = labelled.filter(|rest| !rest.is_empty()).unwrap_or_else(|| line.to_vec());
        let mut card = Draft::ask(Rule::R(2), question, span).answer(answer);
        card.front.extend(piece::blocks(&below[..at]));
        return Some((at + 2, Some(card)));
    }
    let choice = below.first().and_then(Piece::list).is_some_and(is_choice);
    // What stands below it may answer without a label.
    let alone = below.first().is_none_or(|next| next.line().is_some_and(is_question));
    (labelled.is_some() && alone || choice).then_some((1 + usize::from(choice), None))
}

/// Whether a line asks, or is labelled as what does.
fn is_question(line: &[Inline]) -> bool {
    asks(line) || label::of(line).is_some_and(|(label, _)| label == Label::Question)
}

fn asks(line: &[Inline]) -> bool {
    plain_text(line).trim_end().ends_with(['?', '？'])
}

/// What a piece answers whose label says that it does.
fn answer(piece: &Piece) -> Option<Vec<Block>> {
    match piece.kind {
        PieceKind::Line(line) => labelled(line).map(|rest| vec![paragraph(rest, piece.span)]),
        PieceKind::Block(BlockKind::Quote(body)) => without_label(body),
        PieceKind::Block(BlockKind::Callout(callout)) if label::answers(callout) => Some(callout.body.clone()),
        PieceKind::Block(BlockKind::Callout(callout)) if callout.title.is_empty() => without_label(&callout.body),
        _ => None,
    }
    .filter(|answer| !answer.is_empty())
}

/// What stands behind the label of a line that answers.
fn labelled(line: &[Inline]) -> Option<Vec<Inline>> {
    label::of(line).filter(|(label, rest)| *label == Label::Answer && !rest.is_empty()).map(|(_, rest)| rest)
}

/// Blocks without the label of an answer that opens them.
fn without_label(blocks: &[Block]) -> Option<Vec<Block>> {
    let [Block { kind: BlockKind::Paragraph(line), span, .. }, more @ ..] = blocks else { return None };
    let rest = labelled(line)?;
    Some(std::iter::once(paragraph(rest, *span)).chain(more.iter().cloned()).collect())
}

/// The card without the labels of a question and its answer: "Question 3: …", "Answer: the keeper".
pub(crate) fn unlabelled(mut card: Draft) -> Draft {
    let asked = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(line) if asks(line));
    if card.rule != Rule::Explicit && card.front.first().is_some_and(asked) {
        let told = match &card.back[..] {
            [Block { kind: BlockKind::Quote(body), .. }] => without_label(body),
            blocks => without_label(blocks),
        };
        card.back = told.unwrap_or(card.back);
        if let Some(Block { kind: BlockKind::Paragraph(line), .. }) = card.front.first_mut()
            && let Some((Label::Question, rest)) = label::of(line)
            && plain_text(&rest).starts_with(|c: char| !c.is_lowercase())
        {
            *line = rest;
        }
    }
    card
}

/// Whether the items of a list are counted by letters, one of which is right: "A. hemp", "b) wire".
fn is_choice(list: &List) -> bool {
    let letter = |at: usize| char::from_u32(u32::from('a') + at as u32);
    let counted = |(at, item): (usize, &crate::model::Item)| {
        let text = plain_text(parts(item).0).trim_start().to_lowercase();
        let mut chars = text.trim_start_matches('(').chars();
        chars.next() == letter(at) && chars.next().is_some_and(|sign| matches!(sign, '.' | ')' | ':'))
    };
    list.items.len() > 1 && list.items.iter().enumerate().all(counted)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, explained};
    use crate::model::CardLevel;

    #[test]
    fn a_question_and_its_labelled_answer_are_a_card() {
        let asked = "What holds a rope? => A bollard.";
        for note in [
            "**Q2.** What holds a rope?\n\n> **Answer:** A bollard.\n",
            "**Q2. What holds a rope?**\n\n> Answer: A bollard.\n",
            "**Question 2:** What holds a rope?\n\n> [!success]- Answer\n> A bollard.\n",
            "What holds a rope?\n\nAnswer: A bollard.\n",
            "Question 2: What holds a rope?\nA bollard.\n",
            "1. What holds a rope?\n\n   **Answer:** A bollard.\n",
        ] {
            check(&format!("# Docks\n## Practice questions\n{note}"), &[asked]);
        }
        check("# Docks\n## Q5. What holds a rope?\nAnswer: A bollard.\n", &[asked]);
    }

    #[test]
    fn what_there_is_to_choose_from_goes_with_the_question() {
        let quiz = "# Docks\n## Quiz\n**Q2.** Which rope is best?\n- A. hemp\n- B. wire\n";
        check(
            &format!("{quiz}\n> [!success]- Answer\n> **B**: it is strong.\n"),
            &["Which rope is best? / - A. hemp / - B. wire => **B**: it is strong."],
        );
        check(quiz, &[]);
    }

    #[test]
    fn one_half_alone_is_no_fact() {
        check("# Docks\n## Quiz\nAnswer: B\n", &[]);
        check("# Docks\n## Quiz\n**Q3.** Describe a lock.\n", &[]);
    }

    #[test]
    fn tasks_of_an_examination_state_nothing() {
        check(
            "# Rust\n> Ten ships came with rust. Discuss the care of their hulls. (UM1)\n\n> Describe how rust and rot differ.\n\n## Cause\nSalt water.\n",
            &["What causes **Rust**? => Salt water."],
        );
        check("# Rust\n## Paper\nExplain how rust and rot differ. (5 marks)\n", &[]);
    }

    #[test]
    fn who_speaks_states_nothing() {
        check("# Ferries\n## At the pier\nAnn: Is the ferry late?\nBen: Yes, by an hour.\n", &[]);
        check("# Ferries\n## At the pier\nA: Is the ferry late?\nB: It is.\n", &[]);
        let terms = explained("# Ferries\n## Sides\nPort: left\nStarboard: right\n", CardLevel::Section);
        assert_eq!(terms.cards.len(), 2);
    }
}
