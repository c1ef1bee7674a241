//! Tables.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::Reader;
use crate::model::{Alignment, BlockKind, Inline, InlineKind, Table, TableCell, plain_text};

impl Reader<'_, '_> {
    /// Reads the table that is open.
    pub(super) fn table(&mut self, alignments: Vec<pulldown_cmark::Alignment>) -> BlockKind {
        let alignments: Vec<_> = alignments.into_iter().map(alignment).collect();
        let mut table = Table { alignments, header: Vec::new(), rows: Vec::new() };
        let mut row = Vec::new();
        while let Some((event, bytes)) = self.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    let content = self.inlines(TagEnd::TableCell);
                    row.push(TableCell { content, span: self.source.span(self.source.trimmed(bytes)) });
                }
                Event::End(TagEnd::TableHead) => {
                    table.header = std::mem::take(&mut row);
                    table.header.iter_mut().filter(|cell| is_ruled(cell)).for_each(|cell| cell.content.clear());
                }
                Event::End(TagEnd::TableRow) => {
                    self.excess(&mut row, bytes);
                    let row = std::mem::take(&mut row);
                    table.rows.extend(Some(row).filter(|row| !row.iter().all(is_ruled)));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        BlockKind::Table(table)
    }

    /// A row with more cells than the header: what GFM drops goes to its last cell.
    fn excess(&self, row: &mut [TableCell], bytes: Range<usize>) {
        let Some(last) = row.last_mut() else { return };
        let from = last.span.end as usize;
        let Some(rest) = self.source.text.get(from..bytes.end) else { return };
        let is_frame = |sign: char| sign == '|' || sign.is_whitespace();
        let words = rest.trim_start_matches(is_frame).trim_end_matches(is_frame);
        if !words.is_empty() {
            let start = from + (rest.len() - rest.trim_start_matches(is_frame).len());
            let span = self.source.span(start..start + words.len());
            last.content.push(Inline::text(format!(" | {words}"), span));
            last.span = last.span.to(span);
        }
    }
}

fn alignment(from: pulldown_cmark::Alignment) -> Alignment {
    match from {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// A cell of dashes, which authors write for an empty header or a line between rows.
fn is_ruled(cell: &TableCell) -> bool {
    let is_text = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
    let text = plain_text(&cell.content);
    let text = text.trim();
    text.len() >= 2 && cell.content.iter().all(is_text) && text.chars().all(|sign| matches!(sign, '-' | ':'))
}
