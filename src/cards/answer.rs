//! What of a text answers: as much as a learner can say at once. The rest is folded under the answer.
//!
//! A block stays whole, an intro keeps what it introduces, and a list that opens the text answers alone. Of a paragraph that
//! is too long its first sentences answer.

use super::atomic::sentences;
use super::piece::statements;
use super::{sentence, words};
use crate::model::{Block, BlockKind, BreakStyle, Inline, InlineKind};

/// An answer of more words is hard to learn at once. Decks in which one card in fifty is longer are kept up.
const LONGEST: usize = 40;

/// The blocks that answer, and what is folded under them.
pub(crate) fn leading(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let mut words = 0;
    let mut end = 0;
    let mut open = true;
    for block in &blocks {
        if matches!(&blocks[0].kind, BlockKind::List(list) if list.items.len() > 1) && end > 0 {
            break;
        }
        words += words::count(&crate::text::plain::blocks(std::slice::from_ref(block)));
        if !open && words > LONGEST {
            break;
        }
        end += 1;
        open = leads_on(block) || matches!(blocks.get(end).map(|next| &next.kind), Some(BlockKind::Math(_)));
    }
    let mut answer = blocks;
    let mut more = answer.split_off(end);
    if let [Block { kind: BlockKind::Paragraph(line), span, .. }] = &answer[..]
        && let Some((said, rest)) = first_sentences(line)
    {
        let block = |line| Block::new(BlockKind::Paragraph(line), *span);
        more.insert(0, block(rest));
        answer = vec![block(said)];
    }
    (answer, more)
}

/// Whether what stands below a block belongs to it: below an intro, half a sentence, a formula, a picture.
fn leads_on(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(line) => {
            let picture = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_) | InlineKind::Break(_));
            sentence::is_intro(line) || sentence::goes_on(line) || line.iter().all(picture)
        }
        BlockKind::Math(_) | BlockKind::Figure(_) => true,
        _ => false,
    }
}

/// The sentences that a learner can say at once, at least one, and those that follow; nothing for a short line.
pub(crate) fn first_sentences(line: &[Inline]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    let count = |line: &[Inline]| words::count(&crate::model::plain_text(line));
    if count(line) <= LONGEST {
        return None;
    }
    let (mut said, mut rest) = (Vec::new(), Vec::new());
    let mut words = 0;
    for statement in statements(line) {
        for (at, sentence) in sentences(statement).into_iter().enumerate() {
            words += count(&sentence);
            let side = if rest.is_empty() && (said.is_empty() || words <= LONGEST) { &mut said } else { &mut rest };
            if let Some(span) = side.last().map(|last: &Inline| last.span) {
                let between = if at == 0 { InlineKind::Break(BreakStyle::Soft) } else { InlineKind::Text(" ".into()) };
                side.push(Inline::new(between, span));
            }
            side.extend(sentence);
        }
    }
    (!rest.is_empty() && !sentence::is_intro(&said)).then_some((said, rest))
}

#[cfg(test)]
mod tests {
    use super::super::tests::explained;
    use crate::model::CardLevel;

    #[test]
    fn a_long_paragraph_answers_with_its_first_sentences() {
        let note = "## Ferry\nFerries of this line leave the northern pier twice an hour while the tide is in. In winter they wait for the train. \
            Tickets are sold on board by the crew, who take coins, notes and cards, and who know every passenger by name after a few weeks.\n";
        let cards = explained(note, CardLevel::Section).cards;
        assert_eq!(cards.len(), 1);
        assert!(cards[0].back.ends_with("wait for the train."), "{}", cards[0].back);
        assert!(cards[0].extra.starts_with("Tickets are sold"), "{}", cards[0].extra);
    }
}
