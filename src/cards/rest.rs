//! R15, the rest: a heading whose body nothing claimed asks by the phrase book, and the body answers.
//!
//! Of some 3,500 headings of strangers a third open with code and many with a list or a table: without this rule they would ask
//! nothing. Where other rules claimed a part but none asked for the topic itself, what they left answers.

use super::claims::Claims;
use super::draft::Draft;
use super::phrases::Fact;
use super::piece::{self, Piece, PieceKind};
use super::subject::Subject;
use super::{Rule, apparatus, leftover, sentence, terms, words};
use crate::model::{Block, BlockKind, BreakStyle, CardLevel, Inline, InlineKind};

/// What is left must be this long to be asked beside other cards of its topic. Chosen by eye.
const WORTH_ASKING: usize = 8;

/// The card of what is left of the topic; `asked` where a card asks for the topic itself already.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims, asked: bool) -> Vec<Draft> {
    let left = left(subject, claims);
    if left.is_empty() || asked || (!claims.is_empty() && !worth_asking(subject, &left)) || apparatus::only_links(&left)
    {
        return Vec::new();
    }
    let span = leftover::start(&left[0]);
    let shows: Vec<_> = left.iter().map(|block| block.span).collect();
    let (answer, aside) = split(subject, left);
    let listed = matches!(&answer[..], [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1);
    let rule = Rule::R(if subject.facet.is_some() { 2 } else { 15 });
    let code = answer.iter().all(|block| matches!(block.kind, BlockKind::Code(_)));
    let facts: &[Fact] = if code { &[Fact::CodeOnly] } else { &[] };
    let mut card =
        Draft::ask(rule, subject.question(facts, listed), span).answer(answer).and_extra(aside).of_the_whole();
    for &span in &shows {
        claims.take(span);
    }
    card.shows = shows;
    vec![card]
}

/// What no rule claimed. Beside other cards only whole blocks, at `atomic` only if the topic opens with them: the rest of a
/// list whose items are asked one by one is no answer to what the topic is.
fn left(subject: &Subject, claims: &Claims) -> Vec<Block> {
    let left = leftover::blocks(subject.body(), claims);
    if claims.is_empty() {
        return left;
    }
    let whole = |block: &Block| subject.body().contains(block);
    let opens = subject.body().first().zip(left.first()).is_some_and(|(first, left)| first == left);
    if subject.level == CardLevel::Atomic && !opens {
        return Vec::new();
    }
    left.into_iter().filter(|block| !matches!(block.kind, BlockKind::List(_)) || whole(block)).collect()
}

/// What answers, and what is an aside: labelled lines, examples, code beside text.
fn split(subject: &Subject, left: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let (mut answer, mut aside) = (Vec::new(), Vec::new());
    let (mut example, mut intro) = (false, false);
    for block in left {
        match block.kind {
            BlockKind::Paragraph(ref inlines) => {
                (example, intro) = (false, false);
                for line in piece::statements(inlines) {
                    let said = words::words(line);
                    intro = sentence::is_intro(line);
                    let extra = subject.book.intro(&said, &subject.scene()).is_some_and(|intro| intro.role == "extra");
                    example = extra && intro;
                    let part = Piece { kind: PieceKind::Line(line), block: &block, span: block.span };
                    let apart = example || terms::label(subject, line);
                    push(if apart { &mut aside } else { &mut answer }, part);
                }
            }
            BlockKind::Code(_) if intro && !example => answer.push(block),
            BlockKind::Code(_) | BlockKind::Html(_) => aside.push(block),
            _ if example => aside.push(block),
            _ => answer.push(block),
        }
    }
    if answer.is_empty() { (aside, answer) } else { (answer, aside) }
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

/// The whole topic on one card, for the level `topic`.
pub(crate) fn whole(subject: &Subject, body: Vec<Block>) -> Option<Draft> {
    let span = body.first()?.span.to(body.last()?.span);
    let shows = body.iter().map(|block| block.span).collect();
    let mut card = Draft::ask(Rule::R(15), subject.question(&[], false), span).answer(body);
    card.shows = shows;
    Some(card.of_the_whole())
}

/// Enough words, or the formula that the topic opens with.
fn worth_asking(subject: &Subject, blocks: &[Block]) -> bool {
    if matches!(blocks[0].kind, BlockKind::Math(_)) && subject.body().first() == blocks.first() {
        return true;
    }
    let text = blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Figure(_)));
    words::count(&crate::text::plain::blocks(&text.cloned().collect::<Vec<_>>())) >= WORTH_ASKING
}
