//! Set-ups: a sentence that only names what a definition or a theorem speaks of is no answer, and goes with what follows it.
//!
//! - ## Still water / Let $L$ be a lock. / We say that $L$ is still if …   =>  both sentences answer
//! - ## Queueing / Consider a lock with a single gate.                     =>  no card
//!
//! Nor is the intro of a list that is asked elsewhere: "There are three ways to moor:".
//!
//! A language has its words in `set_up`, and those by which such a sentence says something itself in `concludes`.

use super::draft::paragraph;
use super::phrases::Phrases;
use super::piece::{self, Piece};
use super::subject::Subject;
use super::words::{self, Word};
use super::{opening, preamble, sentence};
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

/// A sentence names its topic among so many words.
const SOON: usize = 10;

/// Whether a sentence only names what the next one speaks of: "Let $L$ be a lock.", not "Let $L$ be a lock, then it is called …".
pub(crate) fn is_one(book: &Phrases, sentence: &[Inline]) -> bool {
    // Most sentences open otherwise, and are not read to their end.
    words::first(sentence).is_some_and(|first| book.is("set_up", &first))
        && !words::words(sentence).iter().skip(1).any(|word| book.is("concludes", word))
}

/// Whether a sentence sets up what the next one says; in Chinese set phrases tell: 设 V 是线性空间, not 设 V …，则 ….
pub(crate) fn is_open_sentence(book: &Phrases, sentence: &[Inline]) -> bool {
    let text = || plain_text(sentence);
    is_one(book, sentence) || book.marks.opens("sets_scene", text().trim_start()) && !says(book, &text())
}

/// Whether blocks set up what stands below them and have not said it yet.
pub(crate) fn is_open(book: &Phrases, blocks: &[Block]) -> bool {
    let lines: Vec<&[Inline]> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Paragraph(line) => Some(&line[..]),
            _ => None,
        })
        .collect();
    match lines.first() {
        // Behind a formula a sentence goes on in a paragraph of its own: "若矩阵 … 是正定的，则 …".
        Some(first) if !book.marks.is_empty() => {
            is_open_sentence(book, first) && !lines.iter().any(|line| says(book, &plain_text(line)))
                || blocks.last().is_some_and(|last| matches!(last.kind, BlockKind::Math(_)))
                    && lines.last().is_some_and(|last| ends_in_condition(book, &plain_text(last)))
        }
        Some(_) => lines.iter().all(|line| is_all(book, line)),
        None => false,
    }
}

/// Whether the last sentence of a text is a condition without what follows from it.
fn ends_in_condition(book: &Phrases, text: &str) -> bool {
    let last = text.rsplit(['。', '；', '\n']).next().unwrap_or(text);
    let clause = last.rsplit(['，', ',']).next().unwrap_or(last);
    [last, clause].iter().any(|said| book.marks.opens("condition", said.trim_start())) && !says(book, last)
}

/// Whether a text says what follows from its set-up, gives a thing its name, or says what the formula below it is.
fn says(book: &Phrases, text: &str) -> bool {
    let clause =
        text.trim_end().strip_suffix(['：', ':']).map(|text| text.rsplit(['。', '，', ',']).next().unwrap_or(text));
    let is_formula = || clause.is_some_and(|clause| !book.marks.opens("sets_scene", clause.trim_start()));
    ["concludes", "calls"].iter().any(|list| book.marks.find(list, text).is_some()) || is_formula()
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

/// What is left of a body without the intro that it opens with, where a card asks what that introduces; and the intro.
pub(crate) fn without_intro(subject: &Subject, left: Vec<Block>) -> (Vec<Block>, Option<Block>) {
    let Some(Block { kind: BlockKind::Paragraph(line), span, .. }) = left.first() else { return (left, None) };
    let below = subject.body().iter().skip_while(|block| block.span != *span).nth(1);
    // In Chinese the intro is often the definition, and its list only the conditions.
    let defines = !subject.book.marks.is_empty();
    if defines
        || !sentence::is_intro(line)
        || below.is_none_or(|below| left.iter().any(|block| block.span == below.span))
    {
        return (left, None);
    }
    let span = *span;
    let last = piece::statements(line).last().unwrap_or_default();
    let mut sentences = sentence::sentences(last);
    let intro = paragraph(sentences.pop().unwrap_or_default(), span);
    let mut said = line[..line.len() - last.len()].to_vec();
    said.extend(preamble::joined(&sentences));
    while said.pop_if(|part| matches!(part.kind, InlineKind::Break(_))).is_some() {}
    let mut rest = left;
    if !said.is_empty() {
        rest[0] = paragraph(said, span);
        return (rest, Some(intro));
    }
    // What stands behind the list goes on from it, unless it names the topic.
    rest.remove(0);
    let names =
        matches!(rest.first(), Some(Block { kind: BlockKind::Paragraph(line), .. }) if names_soon(subject, line));
    (if names { rest } else { Vec::new() }, Some(intro))
}

/// Whether all words of the topic's name stand near the start of a line.
fn names_soon(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::start(line, SOON);
    let little = |word: &&Word| !["article", "preposition"].iter().any(|class| subject.book.is(class, word));
    let mut name = subject.name.iter().filter(little).peekable();
    name.peek().is_some() && name.all(|own| said.iter().any(|word| opening::is_akin(&own.key, &word.key)))
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

    #[test]
    fn an_intro_without_its_list_is_no_answer() {
        let lists = "- hemp: a plant of the fields\n- wire: a thread of iron\n- nylon: a thread of oil\n";
        let asked = super::super::tests::explained(
            &format!(
                "# Harbours\n## Ropes\nThere are three kinds to choose from:\n\n{lists}\nThe mooring society tests them every year.\n"
            ),
            crate::model::CardLevel::Section,
        );
        assert!(asked.cards.iter().all(|card| !card.back.contains("choose from")), "{:?}", asked.cards);
        assert!(
            asked.cards.iter().any(|card| card.extra.contains("choose from") || card.front.contains("choose from")),
            "{:?}",
            asked.cards
        );
    }
}
