//! R3 at `atomic`: items that no rule asks are blanked one at a time with their siblings in sight, one cloze note a list.
//!
//! - pros over "cheap" and "scales with demand"   =>   What are the pros of …?   - […]  - scales with demand   cheap
//!
//! A hint stands in the place of a long item: its first two words, where they tell something and not too much.

use super::Open;
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::list::{self, introduces};
use crate::cards::piece::{PieceKind, parts, span_of};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, Cloze, Inline, InlineKind, Item, List, Target};

/// A list of more items is a table of contents, an item of more words a paragraph.
const MOST: usize = 8;
const LONGEST: usize = 16;
/// A hint needs this many words to hide behind, and at most this share of them.
const HINTED: usize = 5;
const SHARE: f64 = 0.4;

/// The cloze notes of the topic's lists.
pub(super) fn cards(subject: &Subject, open: &mut Open) -> Vec<Draft> {
    let mut cards = Vec::new();
    let mut intro: Option<&[Inline]> = None;
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => intro = introduces(subject, line).then_some(line),
            PieceKind::List(list) => {
                let asked = intro.take().and_then(|line| list::question(subject, line, list));
                let header = asked.unwrap_or_else(|| subject.question(&[], true));
                lists(subject, list, piece.block, header, open, &mut cards);
            }
            PieceKind::Block(_) => intro = None,
        }
    }
    cards
}

fn lists(subject: &Subject, list: &List, block: &Block, header: Vec<Inline>, open: &mut Open, cards: &mut Vec<Draft>) {
    cards.extend(card(subject, list, block, header, open));
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            if let BlockKind::List(inner) = &block.kind {
                lists(subject, inner, block, own.to_vec(), open, cards);
            }
        }
    }
}

fn card(subject: &Subject, list: &List, block: &Block, header: Vec<Inline>, open: &mut Open) -> Option<Draft> {
    let links = list.items.iter().filter(|item| is_pointer(parts(item).0)).count();
    let script = list.items.iter().all(|item| is_code(parts(item).0));
    if !(2..=MOST).contains(&list.items.len()) || links * 2 > list.items.len() || script {
        return None;
    }
    let mut number = 0;
    let mut spans = Vec::new();
    let items: Vec<Item> = list
        .items
        .iter()
        .map(|item| {
            let (own, below) = parts(item);
            let span = span_of(own).filter(|&span| below.is_empty() && open.free(span) && is_askable(own));
            let Some(span) = span else { return shown(item, own) };
            number += 1;
            spans.push(span);
            let said = words::words(own);
            let cloze = Cloze { number, content: own.to_vec(), hint: hint(subject, &said) };
            let line = vec![Inline::new(InlineKind::Cloze(cloze), span)];
            Item { task: None, blocks: vec![paragraph(line, span)], span: item.span }
        })
        .collect();
    let first = *spans.first()?;
    let items = without_equal_hints(items);
    for &span in &spans {
        open.claims.take(span);
        open.asked.push(span);
    }
    let list = Block::new(BlockKind::List(List { items, ..list.clone() }), block.span);
    let front = if header.is_empty() { vec![list] } else { vec![paragraph(header, first), list] };
    let mut draft = Draft::cloze(Rule::R(3), front, first);
    draft.shows = spans;
    draft.block_id.clone_from(&block.id);
    Some(draft)
}

/// An item as context: its own line.
fn shown(item: &Item, own: &[Inline]) -> Item {
    let blocks = if own.is_empty() { item.blocks.clone() } else { vec![paragraph(own.to_vec(), item.span)] };
    Item { task: None, blocks, span: item.span }
}

/// A hint that two blanks share helps with neither.
fn without_equal_hints(mut items: Vec<Item>) -> Vec<Item> {
    let hints: Vec<String> = items.iter_mut().filter_map(cloze).map(|cloze| cloze.hint.clone()).collect();
    for cloze in items.iter_mut().filter_map(cloze) {
        if hints.iter().filter(|hint| **hint == cloze.hint).count() > 1 {
            cloze.hint.clear();
        }
    }
    items
}

/// The blank that an item is.
fn cloze(item: &mut Item) -> Option<&mut Cloze> {
    let BlockKind::Paragraph(line) = &mut item.blocks.first_mut()?.kind else { return None };
    match &mut line.first_mut()?.kind {
        InlineKind::Cloze(cloze) => Some(cloze),
        _ => None,
    }
}

/// Whether an item begins with a link out, or is a link to another place of its note: where to read on, not a fact.
fn is_pointer(own: &[Inline]) -> bool {
    let mut inlines = own.iter().filter(|inline| !words::words(std::slice::from_ref(inline)).is_empty());
    let Some(Inline { kind: InlineKind::Link(link), span }) = inlines.next() else { return false };
    match link.target {
        Target::Url(_) => true,
        Target::Topic(topic) => topic.note == span.note && inlines.next().is_none(),
        Target::Unresolved(_) => false,
    }
}

/// Whether an item is code and nothing else; a list of such is a script.
fn is_code(own: &[Inline]) -> bool {
    words::words(own).iter().all(Word::is_code)
}

/// Whether an item can be recalled: words of its own, not too many, more than a link.
fn is_askable(own: &[Inline]) -> bool {
    let only_link = is_pointer(own) || matches!(own, [Inline { kind: InlineKind::Image(_), .. }]);
    let said = words::text(&words::words(own));
    (1..=LONGEST).contains(&words::count(&said))
        && !only_link
        && !said.ends_with(['?', '？'])
        && !crate::cards::sentence::is_intro(own)
}

/// The first two words of a long item, unless they say nothing or too much.
fn hint(subject: &Subject, said: &[Word]) -> String {
    let two = &said[..said.len().min(2)];
    let length = |words: &[Word]| words::text(words).chars().count() as f64;
    let telling = !two.iter().all(|word| subject.book.is("function", word) || subject.book.is("you", word));
    let letter = |c: char| c.is_alphanumeric() && !words::is_ideograph(c);
    let named = two.iter().all(|word| word.text().contains(letter));
    let whole = super::unit::balanced(two);
    if said.len() >= HINTED && telling && named && whole && length(two) <= SHARE * length(said) {
        return format!("{} …", words::text(two).trim_end_matches([',', ':', ';']));
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn items_are_blanked_among_their_siblings() {
        check(
            "## Paging\ntext first.\n\n**pros**\n- no external fragmentation\n- cheap",
            "What are the pros of Paging? / - […] / - cheap => no external fragmentation",
        );
    }
}
