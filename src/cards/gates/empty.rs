//! Empty answer: nothing, an intro without its list, only links or tags. A picture may answer a front that names a thing.

use super::super::apparatus::only_links;
use super::super::piece::parts;
use super::super::subject::Subject;
use super::super::{CardKind, answer, words};
use super::{Passed, Verdict, picture, placeholder};
use crate::model::{Block, BlockKind, Inline, InlineKind};
use crate::text::plain;

/// Refuses a card without an answer.
pub(super) fn check(subject: &Subject, passed: &mut Passed) -> Verdict {
    let draft = &passed.draft;
    if draft.kind == CardKind::Cloze {
        return Verdict::Pass;
    }
    let said = plain::blocks(&draft.back);
    let said = said.trim();
    let shows = draft.back.iter().any(is_shown);
    if said.is_empty() && !shows {
        return Verdict::Refused("the answer is empty");
    }
    if passed.is_explicit() || passed.draft.exact {
        return Verdict::Pass;
    }
    if !shows && (said.ends_with([':', '：']) || only_links(&draft.back) || draft.back.iter().all(only_tags)) {
        return Verdict::Refused("the answer is only a link, a tag or an intro");
    }
    if picture::says_nothing(subject, passed) {
        return Verdict::Refused("the answer is only a picture that the question does not name");
    }
    if !shows && placeholder::answers(subject, passed, said) {
        return Verdict::Refused("the answer is only a placeholder, a page or a date");
    }
    if (!shows_end(&draft.back) || draft.back.len() == 1) && breaks_off(subject, &draft.back, said) {
        return Verdict::Refused("the answer breaks off in the middle of a sentence");
    }
    if !has_word(&draft.front) && plain::blocks(&draft.front).chars().all(|c| !c.is_alphanumeric() && c.is_ascii()) {
        return Verdict::Refused("the question has no word");
    }
    Verdict::Pass
}

/// Whether a text goes on behind its end: "Caused by", and without spaces between words "… 满足", "… 为", "…，".
fn breaks_off(subject: &Subject, back: &[Block], said: &str) -> bool {
    let line = match back {
        [Block { kind: BlockKind::Paragraph(line), .. }] => Some(&line[..]),
        [Block { kind: BlockKind::List(list), .. }] => match &list.items[..] {
            [only] if parts(only).1.is_empty() => Some(parts(only).0),
            _ => None,
        },
        _ => None,
    };
    subject.book.marks.closes("breaks_off", said) || line.is_some_and(|line| answer::is_torn(subject, line))
}

/// Whether the answer ends with something that is no text.
fn shows_end(back: &[Block]) -> bool {
    back.last().is_some_and(|block| !matches!(block.kind, BlockKind::Paragraph(_)))
}

/// Whether the front has a word; code and formulas are some.
fn has_word(front: &[Block]) -> bool {
    front.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(inlines) => words::amount(inlines, 1) > 0,
        _ => true,
    })
}

/// Whether a block shows something without words: a picture, a formula, code, a table.
fn is_shown(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Figure(_) | BlockKind::Math(_) | BlockKind::Code(_) | BlockKind::Table(_) => true,
        BlockKind::Paragraph(inlines) => inlines.iter().any(|inline| {
            matches!(inline.kind, InlineKind::Image(_) | InlineKind::Math(_) | InlineKind::Code(_) | InlineKind::Key(_))
        }),
        BlockKind::List(list) => list.items.iter().flat_map(|item| &item.blocks).any(is_shown),
        BlockKind::Quote(body) => body.iter().any(is_shown),
        BlockKind::Callout(callout) => callout.body.iter().any(is_shown),
        _ => false,
    }
}

fn only_tags(block: &Block) -> bool {
    let tag = |inline: &Inline| match &inline.kind {
        InlineKind::Tag(_) | InlineKind::Break(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    matches!(&block.kind, BlockKind::Paragraph(inlines) if inlines.iter().all(tag))
}
