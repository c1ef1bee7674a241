//! What of a body stands on no card yet.

use super::claims::Claims;
use super::piece::{parts, span_of, statements};
use super::sentence;
use crate::model::{Block, BlockKind, BreakStyle, Callout, Inline, InlineKind, Item, List, Span, Table, TableCell};

/// The blocks without what `shown` holds; an item whose children remain keeps its own line.
pub(crate) fn blocks(blocks: &[Block], shown: &Claims) -> Vec<Block> {
    blocks.iter().filter_map(|block| self::block(block, shown)).collect()
}

/// Where what is left of a block begins: of a text what stands before the first sentence that is shown.
pub(crate) fn start(block: &Block) -> Span {
    match &block.kind {
        BlockKind::Paragraph(inlines) => statements(inlines).next().and_then(unbroken).unwrap_or(block.span),
        BlockKind::List(list) => list.items.first().map_or(block.span, |item| item.span),
        _ => block.span,
    }
}

/// The source of a line up to the first gap: what [`sentences`] left out stood there.
fn unbroken(line: &[Inline]) -> Option<Span> {
    /// A space, and the signs of emphasis around it.
    const SIGNS: u32 = 8;
    let gap = line.windows(2).position(|pair| pair[0].span.end + SIGNS < pair[1].span.start);
    span_of(&line[..gap.map_or(line.len(), |at| at + 1)])
}

fn block(block: &Block, shown: &Claims) -> Option<Block> {
    if shown.holds(block.span) || matches!(block.kind, BlockKind::Rule | BlockKind::Break(_)) {
        return None;
    }
    let kind = match &block.kind {
        BlockKind::Paragraph(inlines) => BlockKind::Paragraph(lines(inlines, shown)?),
        BlockKind::List(list) => BlockKind::List(self::list(list, shown)?),
        BlockKind::Table(table) => {
            let held = |row: &Vec<TableCell>| row.iter().all(|cell| shown.holds(cell.span) || cell.content.is_empty());
            let rows: Vec<_> = table.rows.iter().filter(|row| !held(row)).cloned().collect();
            if rows.is_empty() && !table.rows.is_empty() {
                return None;
            }
            BlockKind::Table(Table { alignments: table.alignments.clone(), header: table.header.clone(), rows })
        }
        BlockKind::Definitions(definitions) => {
            BlockKind::Definitions(some(definitions.iter().filter(|term| !shown.holds(term.span)).cloned().collect())?)
        }
        BlockKind::Quote(body) => BlockKind::Quote(some(blocks(body, shown))?),
        BlockKind::Callout(callout) if callout.title.is_empty() => {
            let body = some(blocks(&callout.body, shown))?;
            BlockKind::Callout(Callout { kind: callout.kind.clone(), title: Vec::new(), fold: callout.fold, body })
        }
        kind => kind.clone(),
    };
    Some(Block { kind, span: block.span, id: block.id.clone() })
}

fn some<T>(blocks: Vec<T>) -> Option<Vec<T>> {
    (!blocks.is_empty()).then_some(blocks)
}

fn lines(inlines: &[Inline], shown: &Claims) -> Option<Vec<Inline>> {
    let mut out: Vec<Inline> = Vec::new();
    for line in statements(inlines) {
        let Some(span) = span_of(line).filter(|&span| !shown.holds(span)) else { continue };
        let line = if shown.free(span) { line.to_vec() } else { sentences(line, shown) };
        if let Some(last) = out.last() {
            out.push(Inline::new(InlineKind::Break(BreakStyle::Soft), last.span));
        }
        out.extend(line);
    }
    (!out.is_empty()).then_some(out)
}

/// The sentences of a line that are not shown.
fn sentences(line: &[Inline], shown: &Claims) -> Vec<Inline> {
    let held = |sentence: &Vec<Inline>| span_of(sentence).is_some_and(|span| shown.holds(span));
    let mut out: Vec<Inline> = Vec::new();
    for sentence in sentence::sentences(line).into_iter().filter(|sentence| !held(sentence)) {
        if let Some(span) = out.last().map(|last| last.span) {
            out.push(Inline::text(" ", span));
        }
        out.extend(sentence);
    }
    out
}

fn list(list: &List, shown: &Claims) -> Option<List> {
    let items: Vec<Item> = list.items.iter().filter_map(|item| self::item(item, shown)).collect();
    (!items.is_empty()).then_some(List { items, ..*list })
}

fn item(item: &Item, shown: &Claims) -> Option<Item> {
    if shown.holds(item.span) {
        return None;
    }
    let (own, below) = parts(item);
    let told = span_of(own).is_some_and(|span| shown.holds(span));
    let rest = blocks(below, shown);
    if told && rest.is_empty() {
        return None;
    }
    let mut out = Item { blocks: Vec::new(), ..*item };
    out.blocks.extend(item.blocks.iter().take(item.blocks.len() - below.len()).cloned());
    out.blocks.extend(rest);
    Some(out)
}
