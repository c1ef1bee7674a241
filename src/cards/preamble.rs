//! What a text says to its reader before it says anything, and what only asks: no answers.
//!
//! - ## Moorings / In this chapter we look at ropes. A mooring is …   =>  What is Moorings?   A mooring is …
//! - ## Moorings / Let's start with ropes.                            =>  no card
//! - ## Study questions / What is a bollard? / Who ties it?           =>  no card

use super::atomic;
use super::subject::Subject;
use super::words;
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

/// Such an opening is known by so many words.
const OPENING: usize = 3;

/// Whether a sentence announces what follows.
pub(crate) fn announces(subject: &Subject, sentence: &[Inline]) -> bool {
    let said = words::start(sentence, OPENING);
    (1..=said.len().min(OPENING)).any(|length| {
        let head: Vec<_> = said[..length].iter().map(|word| word.key.as_str()).collect();
        subject.book.is_key("preamble", &head.join(" "))
    })
}

/// The sentences that only announce what follows, and the rest of the line.
pub(crate) fn split(subject: &Subject, line: &[Inline]) -> (Vec<Inline>, Vec<Inline>) {
    if !announces(subject, line) {
        return (Vec::new(), line.to_vec());
    }
    let sentences = atomic::sentences(line);
    let at = sentences.iter().position(|sentence| !announces(subject, sentence)).unwrap_or(sentences.len());
    (joined(&sentences[..at]), joined(&sentences[at..]))
}

/// Sentences as one line.
fn joined(sentences: &[Vec<Inline>]) -> Vec<Inline> {
    let mut line: Vec<Inline> = Vec::new();
    for sentence in sentences {
        if let Some(span) = line.last().map(|last| last.span) {
            line.push(Inline::new(InlineKind::Text(" ".into()), span));
        }
        line.extend_from_slice(sentence);
    }
    line
}

/// Whether all that blocks of these lines say is announced or asked.
pub(crate) fn says_nothing(subject: &Subject, blocks: &[Block], lines: &[&[Inline]]) -> bool {
    let text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::List(_));
    let asks = |line: &&[Inline]| {
        let text = plain_text(line);
        text.trim_end().ends_with(['?', '？']) && !text.contains([':', '：'])
    };
    let told = |line: &&[Inline]| atomic::sentences(line).iter().all(|sentence| announces(subject, sentence));
    !lines.is_empty() && blocks.iter().all(text) && (lines.iter().all(asks) || lines.iter().all(told))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn what_announces_is_no_answer() {
        check(
            "# Harbour\n## Bollard\nIn this chapter we look at posts. A bollard is a post that ropes are tied to.\n\n## Ropes\nLet's start with ropes.\n",
            &["What is a **Bollard**? => A bollard is a post that ropes are tied to."],
        );
    }

    #[test]
    fn questions_answer_nothing() {
        check("# Harbour\n## Study questions\n- Who ties the ropes?\n- What is a bollard?\n", &[]);
    }
}
