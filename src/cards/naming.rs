//! R1, definitions that name the topic at their end: the scene is set, formulas follow, and then 则称 … 为 X.
//!
//! - ## 幂等变换 / 设 …，若 / $$ f^2=f $$ / 则称其为**幂等变换**。更多 …  =>  什么是**幂等变换**？  all up to the name
//!
//! A unit is a run of lines, formulas and lists that one sentence holds together, or a quote. The first that names the topic
//! answers, wherever it stands: what comes before is the way there.

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::opening::{self, Opening};
use super::phrases::Fact;
use super::piece::{self, Piece, PieceKind, span_of};
use super::subject::Subject;
use super::{Rule, marked, sentence, words};
use crate::model::{BlockKind, Inline, Span, plain_text};

/// The card of the sentence that names the topic, where it is more than the line that opens the text.
pub(crate) fn card(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    if subject.book.marks.is_empty() || !subject.is_named() {
        return None;
    }
    let (mut start, mut from) = (0, 0);
    while start < subject.pieces.len() {
        let unit = unit(subject, start);
        // "将此称为 X" goes on with what stands before it.
        from = if hangs(subject, &unit[0]) { from } else { start };
        if let Some(at) = unit.iter().position(|piece| names(subject, piece, start == 0)) {
            let simple = start == 0 && at == 0 && unit[0].line().is_some_and(|line| sentence::count(line) <= 2);
            return if simple { None } else { answer(subject, &subject.pieces[from..=start + at], claims) };
        }
        if start == 0 && unit[0].line().is_some_and(|line| opening::of(subject, line) == Opening::Defines) {
            return None;
        }
        start += unit.len();
    }
    None
}

/// Whether a piece points to what stands before it.
fn hangs(subject: &Subject, piece: &Piece) -> bool {
    let points = |line: &[Inline]| {
        words::first(line).is_some_and(|word| subject.book.is("hanging", &word))
            || subject.book.marks.opens("hanging", plain_text(line).trim_start())
    };
    piece.line().is_some_and(points)
}

/// The pieces from `start` on that one sentence holds together.
fn unit<'s, 'a>(subject: &'s Subject<'a>, start: usize) -> &'s [Piece<'a>] {
    let pieces = &subject.pieces[start..];
    let end = (1..pieces.len()).find(|&at| !holds(subject, &pieces[at - 1], &pieces[at])).unwrap_or(pieces.len());
    &pieces[..end]
}

/// Whether a sentence goes on from one piece in the next.
fn holds(subject: &Subject, before: &Piece, after: &Piece) -> bool {
    let is_part = |piece: &Piece| matches!(piece.kind, PieceKind::Block(BlockKind::Math(_)) | PieceKind::List(_));
    match (before.line(), after.line()) {
        (Some(line), Some(_)) => std::ptr::eq(before.block, after.block) && !ended(line),
        (Some(line), None) => is_part(after) && !ended(line),
        (None, Some(line)) => is_part(before) && subject.book.marks.opens("goes_on", plain_text(line).trim_start()),
        (None, None) => false,
    }
}

fn ended(line: &[Inline]) -> bool {
    plain_text(line).trim_end().ends_with(['。', '！', '？', '.', '!', '?'])
}

/// Whether a piece names the topic; a line further down must do so in so many words.
fn names(subject: &Subject, piece: &Piece, opens: bool) -> bool {
    let named =
        |line: &[Inline]| if opens { marked::names_topic(subject, line) } else { marked::calls_topic(subject, line) };
    match piece.kind {
        PieceKind::Line(line) => named(line),
        PieceKind::Block(BlockKind::Quote(body)) => piece::pieces(body).iter().filter_map(Piece::line).any(named),
        _ => false,
    }
}

fn answer(subject: &Subject, unit: &[Piece], claims: &mut Claims) -> Option<Draft> {
    let (last, before) = unit.split_last()?;
    let mut blocks = piece::blocks(before);
    let end = match last.kind {
        PieceKind::Line(line) => {
            let said = up_to_name(subject, line);
            let span = span_of(&said)?;
            let goes_on = before.last().is_some_and(|piece| std::ptr::eq(piece.block, last.block));
            if goes_on {
                blocks = piece::blocks(unit);
            } else {
                blocks.push(paragraph(said, span));
            }
            span
        }
        PieceKind::Block(BlockKind::Quote(body)) => {
            blocks.extend(body.iter().cloned());
            last.span
        }
        _ => return None,
    };
    let span = Span { end: end.end, ..unit[0].span };
    if !claims.free(span) {
        return None;
    }
    claims.take(span);
    let question = subject.question(&[Fact::Defined], false);
    Some(Draft::ask(Rule::R(1), question, span).answer(blocks).of_the_whole())
}

/// The sentences of a line up to the one that names the topic.
fn up_to_name(subject: &Subject, line: &[Inline]) -> Vec<Inline> {
    let mut said = Vec::new();
    for sentence in sentence::sentences(line) {
        let named = marked::names_topic(subject, &sentence);
        said.extend(sentence);
        if named {
            return said;
        }
    }
    line.to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_names_the_topic_at_its_end_defines_it() {
        check(
            "# 同态\n先看一个例子，再给出定义。\n\n设 $f$ 是两个群之间的映射，若\n\n$$\nf(ab)=f(a)f(b)\n$$\n\n则称 $f$ 为**同态**。同态把单位元映成单位元。\n",
            &["什么是**同态**？ => 设 $f$ 是两个群之间的映射，若 / $$ / f(ab)=f(a)f(b) / $$ / 则称 $f$ 为**同态**。"],
        );
    }
}
