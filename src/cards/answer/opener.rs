//! Items that open a list which is not there: its children are asked apart, or its author never wrote them.
//!
//! - "- Partial copies, such as:" without children  =>  Partial copies
//! - "- Caused by" without anything behind it       =>  no part of the answer; the list as it stands is Extra

use super::super::cut;
use super::super::draft::{Draft, paragraph};
use super::super::piece::parts;
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{CardKind, Rule};
use crate::model::{BlockKind, Inline, InlineKind, Item, plain_text};

/// At most so many words open what follows: "such as", "for example".
const OPENING: usize = 2;

/// The card without items that lead nowhere, and without the opening words of those whose children are gone.
pub(crate) fn closed(subject: &Subject, mut card: Draft) -> Draft {
    if card.kind == CardKind::Cloze || card.rule == Rule::Explicit {
        return card;
    }
    let mut whole = Vec::new();
    for block in card.back.iter_mut().filter(|block| matches!(block.kind, BlockKind::List(_))) {
        let before = block.clone();
        let BlockKind::List(list) = &mut block.kind else { continue };
        list.items.iter_mut().for_each(|item| shut(subject, item));
        // A count on the front, and the number of a step, say how many there are.
        let said: Vec<Item> = list.items.iter().filter(|item| !leads_nowhere(subject, item)).cloned().collect();
        let fewer = said.len() < list.items.len() && !said.is_empty() && list.start.is_none() && !card.counted;
        if fewer {
            card.parts = card.parts.min(said.len());
            list.items = said;
            whole.push(before);
        }
    }
    card.and_extra(whole)
}

/// Whether a line stops before what it announces: "Caused by", "gives us the", "the belief that ..".
pub(crate) fn is_torn(subject: &Subject, line: &[Inline]) -> bool {
    let open = |word: &Word| word.is_text() && word.text() == word.key && subject.book.is("torn_end", word);
    let text = plain_text(line);
    let text = text.trim_end();
    let dots = text.ends_with("..") || text.ends_with('…');
    let goes_on = || {
        let last = text.trim_end_matches(['.', '…', ' ']).rsplit(' ').next().unwrap_or_default();
        ["torn_end", "relative", "preposition", "article"].iter().any(|class| subject.book.is_key(class, last))
    };
    words::last(line).is_some_and(|word| open(&word)) || dots && goes_on()
}

fn leads_nowhere(subject: &Subject, item: &Item) -> bool {
    let (own, below) = parts(item);
    // "an" alone is a word of a language.
    below.is_empty() && (own.is_empty() || words::amount(own, 2) > 1 && is_torn(subject, own))
}

/// Takes the marks and words at its end that announce more off an item below which nothing stands.
fn shut(subject: &Subject, item: &mut Item) {
    let (own, below) = parts(item);
    if !below.is_empty() || own.is_empty() {
        return;
    }
    let mut line = own.to_vec();
    shut_line(subject, &mut line);
    let gone = line.iter().all(|inline| plain_text(std::slice::from_ref(inline)).trim().is_empty());
    if line != own && !gone {
        item.blocks[0] = paragraph(line, item.span);
    }
}

fn shut_line(subject: &Subject, line: &mut Vec<Inline>) {
    cut::trim_end(line);
    match line.last_mut().map(|last| &mut last.kind) {
        Some(InlineKind::Text(text)) => {
            let end = shut_text(subject, text);
            text.truncate(end);
            if text.is_empty() {
                line.pop();
                shut_line(subject, line);
            }
        }
        Some(InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner)) => {
            shut_line(subject, inner);
        }
        _ => {}
    }
}

/// Where a text ends without ":", ", and", "such as:".
fn shut_text(subject: &Subject, text: &str) -> usize {
    let mut said = text.trim_end();
    loop {
        let bare = said.trim_end_matches([':', '：', ',', '，', '、', ' ']);
        let mut words = bare.rsplitn(OPENING + 1, ' ');
        let tail: Vec<&str> = words.by_ref().take(OPENING).collect();
        let opens = |count: usize| {
            let tail = tail.iter().take(count).rev().copied().collect::<Vec<_>>().join(" ");
            (tail.len() < bare.len() && subject.book.is_key("item_tail", tail.trim_end_matches('.')))
                .then_some(tail.len())
        };
        // "War and" stops, "bitwise AND" and a word of its own do not.
        match (1..=OPENING).rev().find_map(opens) {
            Some(width) => said = bare[..bare.len() - width].trim_end(),
            None => return bare.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, explained};
    use crate::model::CardLevel;

    #[test]
    fn an_item_without_its_list_does_not_announce_it() {
        check(
            "## Ferry\n**pros**\n- **cheap:**\n- runs in any weather, such as:\n- punctual, and\n",
            &["What are the pros of **Ferry**? (3) => - **cheap** / - runs in any weather / - punctual"],
        );
    }

    #[test]
    fn an_item_that_stops_in_its_sentence_is_no_part_of_the_answer() {
        let note = "## Ferry\n**pros**\n- cheap\n- it is liked by\n- punctual\n-\n";
        check(note, &["What are the pros of **Ferry**? (2) => - cheap / - punctual"]);
        assert!(explained(note, CardLevel::Section).cards[0].extra.contains("liked by"));
        check("## Delay\n- Caused by\n", &[]);
        check("## Harbour\n- Pilotage: the belief that ..\n- Quay: a wall\n", &["What is **Quay**? => a wall"]);
    }
}
