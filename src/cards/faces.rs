//! The cards that Anki makes of one note: a reversed note gives two, a text with blanks one a number.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Card, CardKind};
use crate::model::{Block, BlockKind, Inline, InlineKind, Node, each_run, visit_blocks};

/// What a blank shows where it asks.
const BLANK: &str = "[…]";

/// One card as a learner meets it.
#[derive(Debug, Clone, PartialEq)]
pub struct Face<'a> {
    /// The question; of a blank the text with `[…]` in its place and the other blanks filled.
    pub front: Cow<'a, [Block]>,
    /// The answer; of a blank what was hidden, a paragraph a place.
    pub back: Cow<'a, [Block]>,
    /// The hint; empty for none.
    pub hint: String,
}

/// The cards of this note of Anki's, in Anki's order.
pub fn faces(card: &Card) -> Vec<Face<'_>> {
    fn face<'a>(front: &'a [Block], back: &'a [Block], hint: &str) -> Face<'a> {
        Face { front: front.into(), back: back.into(), hint: hint.to_owned() }
    }
    match card.kind {
        CardKind::Basic => vec![face(&card.front, &card.back, &card.hint)],
        CardKind::Reversed => vec![face(&card.front, &card.back, &card.hint), face(&card.back, &card.front, "")],
        CardKind::Cloze => numbers(&card.front).into_iter().map(|number| blanked(card, number)).collect(),
    }
}

/// The numbers of the blanks, rising.
fn numbers(blocks: &[Block]) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    visit_blocks(blocks, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::Cloze(cloze), .. }) = node {
            found.insert(cloze.number);
        }
    });
    found
}

fn blanked(card: &Card, number: u32) -> Face<'_> {
    let mut blank = Blank { number, hidden: Vec::new(), hint: card.hint.clone() };
    let mut front = card.front.clone();
    each_run(&mut front, &mut |run| blank.run(run));
    Face { front: front.into(), back: blank.hidden.into(), hint: blank.hint }
}

/// The text as the card of one number shows it.
struct Blank {
    number: u32,
    hidden: Vec<Block>,
    hint: String,
}

impl Blank {
    fn run(&mut self, run: &mut Vec<Inline>) {
        for mut inline in std::mem::take(run) {
            match inline.kind {
                InlineKind::Cloze(cloze) if cloze.number == self.number => {
                    if !cloze.hint.is_empty() {
                        self.hint = cloze.hint;
                    }
                    self.hidden.push(Block::new(BlockKind::Paragraph(cloze.content), inline.span));
                    run.push(Inline::text(BLANK, inline.span));
                }
                InlineKind::Cloze(cloze) => {
                    let mut content = cloze.content;
                    self.run(&mut content);
                    run.extend(content);
                }
                _ => {
                    if let Some(inner) = inline.kind.children_mut() {
                        self.run(inner);
                    }
                    run.push(inline);
                }
            }
        }
    }
}
