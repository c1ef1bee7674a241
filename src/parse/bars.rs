//! A table that CommonMark does not see: without a line of dashes below its header, as kramdown reads it, or right below an
//! item of a list. It is lines behind bars, all with as many cells; words over a column of code or numbers are its header.
//!
//! ```text
//! | `-f` | follow |             | Field | Meaning |
//! | `-n` | number of lines |    | 1 | type |
//!                               | 2 | length |
//! ```

use super::paragraph;
use super::source::Source;
use crate::model::{Alignment, BlockKind, BreakStyle, Inline, InlineKind, Span, Table, TableCell, plain_text};

/// The table that a paragraph is.
pub(super) fn table(source: &Source, inlines: &[Inline], span: Span) -> Option<BlockKind> {
    if !source.of(span).starts_with('|') {
        return None;
    }
    let mut rows: Vec<_> = lines(inlines)?.into_iter().map(|line| cells(source, line)).collect::<Option<_>>()?;
    let columns = rows.first()?.len();
    // One row alone is a table if it begins with code.
    let enough = rows.len() >= 2 || !rows.first()?.first().is_none_or(words);
    let fits = enough && columns >= 2 && rows.iter().all(|row| row.len() == columns);
    fits.then(|| {
        let dashed = rows.get(1).is_some_and(|row| row.iter().all(|cell| is_dashes(&plain_text(&cell.content))));
        if dashed {
            rows.remove(1);
        }
        let none = || vec![TableCell { content: Vec::new(), span }; columns];
        let header = if dashed || is_header(&rows) { rows.remove(0) } else { none() };
        BlockKind::Table(Table { alignments: vec![Alignment::None; columns], header, rows })
    })
}

/// The table that the last lines of a paragraph are, and the break above it: all of the lines at its end that are behind bars.
pub(super) fn below(source: &Source, inlines: &[Inline]) -> Option<(usize, Span, BlockKind)> {
    let mut first = None;
    for (at, inline) in inlines.iter().enumerate().rev() {
        let InlineKind::Break(style) = inline.kind else { continue };
        if is_barred(&inlines[at + 1..]) {
            first = Some(at);
        } else if style == BreakStyle::Soft {
            break;
        }
    }
    let at = first?;
    let rest = &inlines[at + 1..];
    let span = rest.first()?.span.to(rest.last()?.span);
    Some((at, span, table(source, rest, span)?))
}

/// Whether a cell is one of a line of dashes.
fn is_dashes(cell: &str) -> bool {
    cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'))
}

/// Whether the first of at least three rows is words alone, and what stands below its first cell holds none.
fn is_header(rows: &[Vec<TableCell>]) -> bool {
    let [first, rest @ ..] = rows else { return false };
    let word = |cell: &TableCell| words(cell) && plain_text(&cell.content).contains(char::is_alphabetic);
    let named = |row: &Vec<TableCell>| row.first().is_some_and(|cell| !cell.content.is_empty() && !word(cell));
    rest.len() >= 2 && first.iter().all(word) && rest.iter().all(named)
}

/// Whether a cell has no code.
fn words(cell: &TableCell) -> bool {
    !cell.content.iter().any(|inline| matches!(inline.kind, InlineKind::Code(_)))
}

/// Whether a line begins with a bar and a space, or is one of dashes: `|x|` is a length.
fn is_barred(line: &[Inline]) -> bool {
    let begins = |text: &str| {
        text.starts_with("| ") || (text.starts_with("|-") || text.starts_with("|:")) && text.ends_with('|')
    };
    matches!(line.first(), Some(Inline { kind: InlineKind::Text(text), .. }) if begins(text))
}

/// The lines of a paragraph, if each is behind bars.
fn lines(inlines: &[Inline]) -> Option<Vec<&[Inline]>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, inline) in inlines.iter().enumerate() {
        let InlineKind::Break(style) = inline.kind else { continue };
        if is_barred(&inlines[at + 1..]) {
            lines.push(&inlines[start..at]);
            start = at + 1;
        } else if style == BreakStyle::Soft {
            return None;
        }
    }
    lines.push(&inlines[start..]);
    lines.iter().all(|line| is_barred(line)).then_some(lines)
}

/// What stands between the bars of a line. An escaped bar is none, and its line is left as it is; as one with an entity is
/// that stands for a bar.
fn cells(source: &Source, line: &[Inline]) -> Option<Vec<TableCell>> {
    let mut cells: Vec<Vec<Inline>> = Vec::new();
    for inline in line {
        match &inline.kind {
            InlineKind::Text(text) if text.contains('|') => {
                let written = source.of(inline.span);
                if written.contains("\\|") || written.matches('|').count() != text.matches('|').count() {
                    return None;
                }
                let mut at = inline.span.start as usize;
                for (number, (piece, written)) in text.split('|').zip(written.split('|')).enumerate() {
                    if number > 0 {
                        cells.push(Vec::new());
                        at += 1;
                    }
                    if !piece.is_empty() {
                        cells.last_mut()?.push(Inline::text(piece, source.span(at..at + written.len())));
                    }
                    at += written.len();
                }
            }
            _ => cells.last_mut()?.push(inline.clone()),
        }
    }
    let end = line.last()?.span.end as usize;
    let mut cells: Vec<_> = cells.into_iter().map(|content| cell(source, content, end)).collect();
    // Behind the last bar stands nothing.
    cells.pop().filter(|last| last.content.is_empty())?;
    Some(cells)
}

fn cell(source: &Source, mut content: Vec<Inline>, end: usize) -> TableCell {
    paragraph::trim(source, &mut content);
    let span = match (content.first(), content.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => source.span(end..end),
    };
    TableCell { content, span }
}

#[cfg(test)]
mod tests {
    use crate::parse::tests::check;

    #[test]
    fn a_table_right_below_an_item_is_one() {
        for dashes in ["", "|---|:-:|\n"] {
            check(
                &format!("- planets\n| `a` | Mars |\n{dashes}| `b` | Venus |"),
                "list of 1",
                "- planets\n  a | Mars\n  b | Venus",
            );
        }
    }

    #[test]
    fn lines_behind_bars_are_a_table() {
        check(
            "| `-f` | follow |\n| `-n` | **number** of lines |",
            "table of 2 × 2",
            "-f | follow\n-n | number of lines",
        );
        check("| a | |\n| b | _(default)_|", "table of 2 × 2", "a | \nb | (default)");
        check("| &ndash; | dash |\n| \\* | star |", "table of 2 × 2", "– | dash\n* | star");
        check("| a \\| b | c |\n| d &vert; e | f |", "text", "| a | b | c |\n| d | e | f |");
    }

    #[test]
    fn words_over_code_or_numbers_are_the_header() {
        check(
            "| Field | Meaning |\n| 1 | type |\n| 2 | length |",
            "table of 2 × 2",
            "Field | Meaning\n1 | type\n2 | length",
        );
        check("| d | delete |\n| y | copy |\n| p | put |", "table of 3 × 2", "d | delete\ny | copy\np | put");
    }

    #[test]
    fn others_are_text() {
        check("|x| is a length\n|y| is too", "text", "|x| is a length\n|y| is too");
        check("| a | b |", "text", "| a | b |");
        check("| `a` | b |", "table of 1 × 2", "a | b");
        check("| a | b |\nc", "text", "| a | b |\nc");
    }
}
