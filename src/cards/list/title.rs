//! R3, titles: a short line over a list, without a colon, is the title of that list.
//!
//! - Key figures / over three items   =>   **Harbour**: **Key figures**? (3)

use crate::cards::expansion;
use crate::cards::opening::{self, Opening};
use crate::cards::piece::Piece;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{BlockKind, Inline, InlineKind};

/// A line that stands as a heading does has at most this many words.
const TITLE: usize = 4;

/// "Key figures" on a line of its own over a list, as its author would write a heading.
pub(crate) fn is_bare_title(subject: &Subject, piece: &Piece) -> bool {
    let BlockKind::Paragraph(line) = &piece.block.kind else { return false };
    let text = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::Emph(_));
    if !line.iter().all(text) || words::amount(line, TITLE + 1) > TITLE {
        return false;
    }
    let said = words::words(line);
    let sign = |c: char| matches!(c, '-' | '\'' | '’' | '&' | '(' | ')');
    let named = |word: &Word| word.is_text() && word.text().chars().all(|c| c.is_alphanumeric() || sign(c));
    let key = words::lower_text(&said);
    said.first().is_some_and(|word| word.text().starts_with(char::is_uppercase))
        && said.iter().all(named)
        && !["extra", "vague_title", "contents"].iter().any(|class| subject.book.is_key(class, &key))
        && !opening::is_statement(subject, line)
        && expansion::of(subject, line).is_none()
        && opening::of(subject, line) != Opening::Bids
        && !said
            .iter()
            .any(|word| ["finite_s", "finite_aux", "hanging"].iter().any(|class| subject.book.is(class, word)))
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn a_title_over_a_list_needs_no_colon() {
        check(
            "# Harbour\n## Frost\nOld pumps\n- leak\n- freeze\n\n*Wet ropes*\n- hard as wood\n- slip\n",
            &[
                "**Frost**: what are **Old pumps**? (2) => - leak / - freeze",
                "**Frost**: what are **Wet ropes**? (2) => - hard as wood / - slip",
            ],
        );
        check(
            "# Frost\n## Causes\nNorth wind\n- cold\n- dry\n\nStill nights\n- no clouds\n- no fog\n",
            &[
                "**Frost**, causes: **North wind**? (2) => - cold / - dry",
                "**Frost**, causes: **Still nights**? (2) => - no clouds / - no fog",
            ],
        );
    }
}
