//! What `recto explain` says: an entry a card (a blank is a card, a reversed note two), what was dropped, and figures.

use serde::Serialize;

use super::{Card, CardKind, Derived};
use crate::model::{Block, BlockKind, CardLevel, Cloze, Inline, InlineKind, Notebook, line_column};
use crate::text::markdown;

/// A card for a reader: texts are Markdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Note key, `#`, place.
    pub key: String,
    /// Anki's GUID; empty where no lock gave one.
    pub guid: String,
    /// basic, reversed or cloze.
    #[serde(rename = "type")]
    pub kind: CardKind,
    /// `explicit`, `R1`, ….
    pub rule: String,
    /// The level it was made at.
    pub level: CardLevel,
    /// The breadcrumb, joined by ` › `.
    pub context: String,
    /// The question; of a blank the text with `[…]` in its place and the others filled.
    pub front: String,
    /// The answer; of a blank what was hidden.
    pub back: String,
    /// The hint.
    pub hint: String,
    /// What is folded under the answer.
    pub extra: String,
    /// Its deck.
    pub deck: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The note's path.
    pub path: String,
    /// The line it came from, from 1.
    pub line: usize,
}

/// Text that stands on no card as it was, for a reader.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lost {
    /// The note's path.
    pub path: String,
    /// Its line, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why.
    pub why: String,
}

/// All that `recto explain` prints.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Explanation {
    /// An entry a card, in note order.
    pub cards: Vec<Entry>,
    /// What was dropped or repaired.
    pub dropped: Vec<Lost>,
}

/// The cards of a run, explained.
pub fn explain(notebook: &Notebook, derived: &Derived) -> Explanation {
    let line = |span: crate::model::Span| line_column(&notebook.note(span.note).text, span.start as usize).line;
    let path = |span: crate::model::Span| notebook.note(span.note).path.to_string();
    let cards = derived.cards.iter().flat_map(|card| entries(card, &path(card.span), line(card.span))).collect();
    let dropped = derived
        .dropped
        .iter()
        .map(|lost| Lost {
            path: path(lost.span),
            line: line(lost.span),
            text: lost.text.clone(),
            why: lost.why.clone(),
        })
        .collect();
    Explanation { cards, dropped }
}

/// The entries of one note of Anki's.
fn entries(card: &Card, path: &str, line: usize) -> Vec<Entry> {
    let entry = |front: String, back: String, hint: String| Entry {
        key: key(card, path),
        guid: card.guid.0.clone(),
        kind: card.kind,
        rule: card.rule.to_string(),
        level: card.level,
        context: card.context.join(" › "),
        front,
        back,
        hint,
        extra: markdown::blocks(&card.extra),
        deck: card.deck.clone(),
        tags: card.tags.clone(),
        path: path.to_owned(),
        line,
    };
    let (front, back) = (markdown::blocks(&card.front), markdown::blocks(&card.back));
    match card.kind {
        CardKind::Basic => vec![entry(front, back, card.hint.clone())],
        CardKind::Reversed => {
            vec![entry(front.clone(), back.clone(), card.hint.clone()), entry(back, front, String::new())]
        }
        CardKind::Cloze => numbers(&card.front)
            .into_iter()
            .map(|number| {
                let mut blank = Blank { number, hidden: Vec::new(), hint: String::new() };
                let front = blank.blocks(&card.front);
                let hint = if blank.hint.is_empty() { card.hint.clone() } else { blank.hint };
                entry(markdown::blocks(&front), blank.hidden.join(", "), hint)
            })
            .collect(),
    }
}

/// `note key # place`.
fn key(card: &Card, path: &str) -> String {
    let mut key = format!("{path}#{}", card.place.topics.join("/"));
    if let Some(id) = &card.place.block_id {
        key.push('^');
        key.push_str(id);
    }
    format!("{key}/{}", card.place.ordinal)
}

/// The numbers of the blanks, in the order of their first appearance.
fn numbers(blocks: &[Block]) -> Vec<u32> {
    let mut found = Vec::new();
    let mut look = Look {
        visit: |cloze: &Cloze| {
            if !found.contains(&cloze.number) {
                found.push(cloze.number);
            }
        },
    };
    look.blocks(blocks);
    found.sort_unstable();
    found
}

/// A walk over all blanks.
struct Look<F: FnMut(&Cloze)> {
    visit: F,
}

impl<F: FnMut(&Cloze)> Look<F> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => self.inlines(inlines),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                BlockKind::Quote(body) => self.blocks(body),
                BlockKind::Callout(callout) => self.blocks(&callout.body),
                BlockKind::Table(table) => {
                    table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.inlines(&cell.content));
                }
                _ => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Cloze(cloze) => {
                    (self.visit)(cloze);
                    self.inlines(&cloze.content);
                }
                InlineKind::Emph(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Strike(inner)
                | InlineKind::Highlight(inner)
                | InlineKind::Sub(inner)
                | InlineKind::Sup(inner)
                | InlineKind::Key(inner) => self.inlines(inner),
                InlineKind::Link(link) => self.inlines(&link.content),
                _ => {}
            }
        }
    }
}

/// The text as the card of one number shows it.
struct Blank {
    number: u32,
    hidden: Vec<String>,
    hint: String,
}

impl Blank {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Block> {
        let mut out = blocks.to_vec();
        for block in &mut out {
            self.block(block);
        }
        out
    }

    fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => self.inlines(inlines),
            BlockKind::List(list) => {
                list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| self.block(block));
            }
            BlockKind::Quote(body) => body.iter_mut().for_each(|block| self.block(block)),
            BlockKind::Callout(callout) => callout.body.iter_mut().for_each(|block| self.block(block)),
            BlockKind::Table(table) => {
                let cells = table.header.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| self.inlines(&mut cell.content));
            }
            _ => {}
        }
    }

    fn inlines(&mut self, inlines: &mut Vec<Inline>) {
        for inline in std::mem::take(inlines) {
            let Inline { kind, span } = inline;
            match kind {
                InlineKind::Cloze(cloze) if cloze.number == self.number => {
                    self.hidden.push(markdown::inlines(&cloze.content));
                    if !cloze.hint.is_empty() {
                        self.hint.clone_from(&cloze.hint);
                    }
                    inlines.push(Inline::text("[…]", span));
                }
                InlineKind::Cloze(Cloze { mut content, .. }) => {
                    self.inlines(&mut content);
                    inlines.extend(content);
                }
                mut kind => {
                    self.inner(&mut kind);
                    inlines.push(Inline { kind, span });
                }
            }
        }
    }

    fn inner(&mut self, kind: &mut InlineKind) {
        match kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => self.inlines(inner),
            InlineKind::Link(link) => self.inlines(&mut link.content),
            _ => {}
        }
    }
}
