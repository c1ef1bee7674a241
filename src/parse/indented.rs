//! `!!! note "Title"`, `??? note` and the tab `=== "Title"` of MkDocs: a box whose body is indented below it becomes a callout.
//!
//! The mask shows the Markdown parser a list item instead, since that is what owns indented lines; here the items that
//! were none are told from those that were.

use super::source::{Source, line_end};
use super::{callout, markdown, paragraph};
use crate::model::{Block, BlockKind, Callout, Fold, Item, List, Span};

/// Whether a line opens a box: its signs, a kind, and a title in quotes or none.
pub(super) fn is_head(line: &str) -> bool {
    head(line).is_some()
}

/// Kind, fold and title of the line that opens a box.
fn head(line: &str) -> Option<(&str, Fold, &str)> {
    if let Some(rest) = line.strip_prefix("===") {
        let title = rest.trim_start_matches(['!', '+']).strip_prefix(" \"")?.strip_suffix('"')?;
        return Some(("tab", Fold::Fixed, title));
    }
    let (rest, fold) = match (line.strip_prefix("!!!"), line.strip_prefix("???")) {
        (Some(rest), _) => (rest, Fold::Fixed),
        (_, Some(rest)) => rest.strip_prefix('+').map_or((rest, Fold::Closed), |rest| (rest, Fold::Open)),
        _ => return None,
    };
    let rest = rest.strip_prefix(' ')?.trim();
    let len = rest.find(|sign: char| !(sign.is_alphanumeric() || sign == '-')).unwrap_or(rest.len());
    let (kind, rest) = rest.split_at(len);
    let title = rest.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let fits = !kind.is_empty() && (rest.is_empty() || rest.starts_with(' ') && title.is_some());
    fits.then_some((kind, fold, title.unwrap_or_default()))
}

/// A list with the boxes among its items taken out.
pub(super) fn parted(source: &Source, list: List, span: Span, out: &mut Vec<Block>) {
    if !list.items.iter().any(|item| is_box(source, item)) {
        out.push(Block::new(BlockKind::List(list), span));
        return;
    }
    let List { mut start, marker, tight, items } = list;
    let mut run: Vec<Item> = Vec::new();
    for item in items {
        let boxed = is_box(source, &item).then(|| boxed(source, &item)).flatten();
        let Some(block) = boxed else {
            run.push(item);
            continue;
        };
        push_run(&mut run, List { start, marker, tight, items: Vec::new() }, out);
        start = start.map(|start| start + 1);
        out.push(block);
    }
    push_run(&mut run, List { start, marker, tight, items: Vec::new() }, out);
}

fn push_run(run: &mut Vec<Item>, mut list: List, out: &mut Vec<Block>) {
    list.items = std::mem::take(run);
    if let (Some(first), Some(last)) = (list.items.first(), list.items.last()) {
        let span = first.span.to(last.span);
        out.push(Block::new(BlockKind::List(list), span));
    }
}

fn is_box(source: &Source, item: &Item) -> bool {
    source.of(item.span).starts_with(['!', '?', '='])
}

fn boxed(source: &Source, item: &Item) -> Option<Block> {
    let start = item.span.start as usize;
    let line = source.text[start..line_end(source.text, start)].trim_end();
    let (kind, fold, title) = head(line)?;
    let at = start + line.rfind(title)?;
    let title = if title.is_empty() { Vec::new() } else { markdown::line(source, at..at + title.len()) };
    let mut blocks = item.blocks.clone();
    let first = (!blocks.is_empty()).then(|| blocks.remove(0))?;
    let BlockKind::Paragraph(inlines) = first.kind else { return None };
    let (_, rest) = callout::first_line(inlines);
    if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
        let span = first.span.to(last.span);
        let mut opening = Vec::new();
        paragraph::blocks(source, rest, span, &mut opening);
        blocks.splice(0..0, opening);
    }
    let callout = Callout { kind: kind.to_lowercase(), title, fold, body: blocks };
    Some(Block::new(BlockKind::Callout(callout), item.span))
}

#[cfg(test)]
mod tests {
    use crate::parse::tests::check;

    #[test]
    fn indented_boxes_are_callouts() {
        check("!!! note \"Mark *this*\"\n    body\n\n    - item", "note callout", "Mark this\nbody\n\n- item");
        check("text\n\n???+ tip\n\n    body\n\nafter", "2 × text, tip callout", "text\n\nbody\n\nafter");
        check("- item\n\n!!! note\n    body", "list of 1, note callout", "- item\n\nbody");
    }

    #[test]
    fn exclamations_are_text() {
        check("!!! mind this", "text", "!!! mind this");
        check("??? note\nnot indented", "text", "??? note\nnot indented");
    }
}
