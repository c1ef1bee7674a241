//! A topic's body as pieces: a paragraph falls into its statements, every other block is a piece.
//!
//! In study notes a newline inside a paragraph starts a new statement. Two source lines are one statement only where the
//! first is long, has no end mark, and the second goes on in lower case.

use crate::model::{Block, BlockKind, BreakStyle, Inline, InlineKind, Item, List, Span, plain_text};

/// A line of this many characters without an end mark may go on in the next (measured on notes wrapped at 72 to 80).
const WRAPPED: usize = 60;

/// A piece of a body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    /// What it is.
    pub kind: PieceKind<'a>,
    /// The block it is or stands in.
    pub block: &'a Block,
    /// Its source.
    pub span: Span,
}

/// The kinds of pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PieceKind<'a> {
    /// A statement of a paragraph.
    Line(&'a [Inline]),
    /// A list.
    List(&'a List),
    /// Any other block.
    Block(&'a BlockKind),
}

impl<'a> Piece<'a> {
    /// The statement, if it is one.
    pub(crate) fn line(&self) -> Option<&'a [Inline]> {
        match self.kind {
            PieceKind::Line(line) => Some(line),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub(crate) fn list(&self) -> Option<&'a List> {
        match self.kind {
            PieceKind::List(list) => Some(list),
            _ => None,
        }
    }

    /// The piece as a block of its own.
    pub(crate) fn to_block(self) -> Block {
        match self.kind {
            PieceKind::Line(line) => {
                Block { kind: BlockKind::Paragraph(line.to_vec()), span: self.span, id: self.block.id.clone() }
            }
            _ => self.block.clone(),
        }
    }
}

/// The pieces of these blocks.
pub(crate) fn pieces(blocks: &[Block]) -> Vec<Piece<'_>> {
    opened(blocks, |_| false)
}

/// The same, with the pieces of each quote whose first line `opens` it in its place.
pub(crate) fn opened(blocks: &[Block], opens: impl Fn(&[Inline]) -> bool + Copy) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Quote(body) if first_line(body).is_some_and(opens) => out.extend(opened(body, opens)),
            BlockKind::Paragraph(inlines) => out.extend(statements(inlines).map(|line| Piece {
                kind: PieceKind::Line(line),
                block,
                span: span_of(line).unwrap_or(block.span),
            })),
            BlockKind::List(list) => out.push(Piece { kind: PieceKind::List(list), block, span: block.span }),
            BlockKind::Rule | BlockKind::Break(_) => {}
            kind => out.push(Piece { kind: PieceKind::Block(kind), block, span: block.span }),
        }
    }
    out
}

/// The statement that opens these blocks.
fn first_line(blocks: &[Block]) -> Option<&[Inline]> {
    match &blocks.first()?.kind {
        BlockKind::Paragraph(inlines) => statements(inlines).next(),
        _ => None,
    }
}

/// The item's own text (its first line) and what hangs below it.
pub(crate) fn parts(item: &Item) -> (&[Inline], &[Block]) {
    match item.blocks.split_first() {
        Some((Block { kind: BlockKind::Paragraph(line), .. }, below)) => (line, below),
        _ => (&[], &item.blocks),
    }
}

/// The span from the first to the last inline.
pub(crate) fn span_of(line: &[Inline]) -> Option<Span> {
    Some(line.first()?.span.to(line.last()?.span))
}

/// The statements of a paragraph's inlines.
pub(crate) fn statements(inlines: &[Inline]) -> impl Iterator<Item = &[Inline]> {
    let mut rest = inlines;
    std::iter::from_fn(move || {
        while let [Inline { kind: InlineKind::Break(_), .. }, after @ ..] = rest {
            rest = after;
        }
        if rest.is_empty() {
            return None;
        }
        let end = (1..rest.len()).find(|&at| ends(rest, at)).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

/// Whether a statement of `inlines` ends at the break at `at`.
fn ends(inlines: &[Inline], at: usize) -> bool {
    match inlines[at].kind {
        InlineKind::Break(BreakStyle::Hard) => true,
        InlineKind::Break(BreakStyle::Soft) => !goes_on(&inlines[..at], &inlines[at + 1..]),
        _ => false,
    }
}

/// Whether a line begins with `term: ` or `*term* - `, which no wrapped line does.
fn opens_with_term(line: &[Inline]) -> bool {
    let line = line.split(|inline| matches!(inline.kind, InlineKind::Break(_))).next().unwrap_or(line);
    if let [
        Inline { kind: InlineKind::Strong(_) | InlineKind::Emph(_) | InlineKind::Highlight(_), .. },
        Inline { kind: InlineKind::Text(behind), .. },
        ..,
    ] = line
        && behind.starts_with([':', ' '])
        && behind.trim_start().starts_with([':', '-', '–', '—'])
    {
        return true;
    }
    // "… of many kinds, / including:" leads on to a list, and names nothing.
    let text = plain_text(line);
    text.split_whitespace().take(3).any(|word| word.ends_with(':')) && !text.trim_end().ends_with(':')
}

fn goes_on(before: &[Inline], after: &[Inline]) -> bool {
    let line = before.rsplit(|inline| matches!(inline.kind, InlineKind::Break(_))).next().unwrap_or(before);
    let line = plain_text(line);
    let line = line.trim_end();
    let end_mark = line.ends_with(['.', '!', '?', ':', ';', '。', '：', '？', '！', '；']);
    let lower = match after.first().map(|inline| &inline.kind) {
        Some(InlineKind::Text(text)) => text.trim_start().chars().next().is_some_and(|c| !c.is_uppercase()),
        // "**Stage 3** – …" opens a statement, "**deeply** nested" goes on in one.
        Some(InlineKind::Strong(inner)) => !plain_text(inner).starts_with(char::is_uppercase),
        Some(_) => true,
        None => false,
    };
    !end_mark && lower && !opens_with_term(after) && line.chars().count() >= WRAPPED
}

/// Pieces as blocks again: statements of one paragraph stay one paragraph.
pub(crate) fn blocks(pieces: &[Piece]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut last: Option<&Block> = None;
    for piece in pieces {
        match (piece.line(), last, out.last_mut()) {
            (Some(line), Some(block), Some(Block { kind: BlockKind::Paragraph(before), span, .. }))
                if std::ptr::eq(block, piece.block) =>
            {
                before.push(Inline::new(InlineKind::Break(BreakStyle::Soft), *span));
                before.extend_from_slice(line);
                *span = span.to(piece.span);
            }
            _ => out.push(piece.to_block()),
        }
        last = Some(piece.block);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_line_of_a_term_goes_on_with_nothing_before_it() {
        check(
            "# Guilds\n*Open guild* - a guild whose captains choose their heads by votes of all the crews in autumn\n*Closed guild* - a guild of few owners\n",
            &[
                "What is **Open guild**? => a guild whose captains choose their heads by votes of all the crews in autumn",
                "What is **Closed guild**? => a guild of few owners",
            ],
        );
    }
}
