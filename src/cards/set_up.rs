//! Set-ups: a sentence that only names what a definition or a theorem speaks of is no answer, and goes with what follows it.
//!
//! - ## Still water / Let $L$ be a lock. / We say that $L$ is still if …   =>  both sentences answer
//! - ## Queueing / Consider a lock with a single gate.                     =>  no card
//!
//! A language has its words in `set_up`, and those by which such a sentence says something itself in `concludes`.

use super::phrases::Phrases;
use super::piece::Piece;
use super::sentence;
use super::words;
use crate::model::{Block, BlockKind, Inline};

/// Whether a sentence only names what the next one speaks of: "Let $L$ be a lock.", not "Let $L$ be a lock, then it is called …".
pub(crate) fn is_one(book: &Phrases, sentence: &[Inline]) -> bool {
    // Most sentences open otherwise, and are not read to their end.
    words::first(sentence).is_some_and(|first| book.is("set_up", &first))
        && !words::words(sentence).iter().skip(1).any(|word| book.is("concludes", word))
}

/// Whether a line holds nothing else.
pub(crate) fn is_all(book: &Phrases, line: &[Inline]) -> bool {
    is_one(book, line) && sentence::sentences(line).iter().all(|sentence| is_one(book, sentence))
}

/// Whether blocks hold nothing else.
pub(crate) fn are_all(book: &Phrases, blocks: &[Block]) -> bool {
    let set_up = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(line) if is_all(book, line));
    !blocks.is_empty() && blocks.iter().all(set_up)
}

/// How many of these pieces set up the definition with which they go on, that one counted; nothing where none of them does.
pub(crate) fn reach(book: &Phrases, pieces: &[Piece]) -> Option<usize> {
    let set_up = |piece: &Piece| piece.line().is_some_and(|line| is_all(book, line));
    let before = pieces.iter().take_while(|piece| set_up(piece)).count();
    (before > 0 && pieces.get(before)?.line().is_some()).then_some(before + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_set_up_goes_with_what_it_sets_up() {
        check(
            "# Harbours\n## Still lock\nLet $L$ be a lock.\n\nWe say that $L$ is a still lock if its water keeps its level.\n",
            &[
                "What is a **Still lock**? => Let $L$ be a lock. / We say that $L$ is a still lock if its water keeps its level.",
            ],
        );
    }

    #[test]
    fn alone_it_says_nothing() {
        check("# Harbours\n## Queueing\nConsider a lock with a single gate.\n", &[]);
    }
}
