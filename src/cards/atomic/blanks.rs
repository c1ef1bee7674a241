//! R3 at `atomic`: items that no rule asks are blanked one at a time with their siblings in sight, one cloze note a list.
//!
//! - pros over "cheap" and "scales with demand"   =>   What are the pros of …?   - […]  - scales with demand   cheap
//!
//! What is hidden of an item, and whether it is at all, is told by its cue (cue.rs). A hint stands in the place of a long
//! member of a set: its first two words, where they tell something and not too much.

use super::{Open, blank, cue, parent};
use crate::cards::draft::{Draft, paragraph};
use crate::cards::gates::hanging::hangs;
use crate::cards::list::{self, introduces, is_bare_title};
use crate::cards::piece::{Piece, PieceKind, parts, span_of};
use crate::cards::sentence::is_intro;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, opening, sentence};
use crate::model::{Block, BlockKind, Cloze, Inline, InlineKind, Item, List, Target, plain_text};

/// A list of more items is shown in parts.
const MOST: usize = 5;
/// Of more words around a blank most are not read. Chosen by eye.
const SEEN: usize = 60;
/// Of more members in no order nobody can tell which is missing.
const FEW: usize = 3;
/// An intro of so many words is a sentence.
const SENTENCE: usize = 7;
/// In order they can: the neighbours tell.
const IN_ORDER: usize = 8;
/// An unnamed list is a set where most of its items have at most this many words, and none twice as many.
const NAME: usize = 4;

/// A list with what is said above it.
pub(super) struct Asked<'a> {
    pub(super) list: &'a List,
    block: &'a Block,
    pub(super) header: Vec<Inline>,
    /// What stands above a few of its items alone.
    above: Vec<Inline>,
    /// Whether its items are the members of a set.
    pub(super) set: bool,
}

/// The cloze notes of the topic's lists.
pub(super) fn cards(subject: &Subject, open: &mut Open) -> Vec<Draft> {
    let mut cards = Vec::new();
    let mut above: Option<&Piece> = None;
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(_) => above = Some(piece),
            PieceKind::List(list) => {
                let above = above.take();
                let titles =
                    |piece: &Piece, line: &[Inline]| introduces(subject, line) || is_bare_title(subject, piece);
                let intro = || above.and_then(|piece| piece.line().filter(|line| titles(piece, line)));
                // What is said over a list that other rules have asked is not put together.
                if is_open(list, open)
                    && let Some(asked) = asked(subject, list, piece.block, intro())
                {
                    lists(subject, asked, open, &mut cards);
                }
            }
            PieceKind::Block(_) => above = None,
        }
    }
    cards
}

/// Whether an item of a list, or of one below it, may still be asked.
fn is_open(list: &List, open: &Open) -> bool {
    list.items.iter().any(|item| {
        let (own, below) = parts(item);
        let inner = |block: &Block| matches!(&block.kind, BlockKind::List(inner) if is_open(inner, open));
        below.iter().any(inner) || below.is_empty() && span_of(own).is_some_and(|span| open.free(span))
    })
}

/// A list of the topic under its intro or title; none where the intro announces examples.
fn asked<'a>(subject: &Subject, list: &'a List, block: &'a Block, intro: Option<&[Inline]>) -> Option<Asked<'a>> {
    // The steps of a proof are no set, nor is an example one.
    let apart = |role: &str| matches!(role, "proof" | "extra" | "example");
    if subject.facet.as_ref().is_some_and(|facet| facet.name.is_empty() && apart(&facet.row.role)) {
        return None;
    }
    let Some(line) = intro else {
        let set = subject.facet.is_some() || list.start.is_some() && looks_like_a_set(subject, list);
        return Some(Asked { list, block, header: header(subject, list), above: named(subject), set });
    };
    let extra = subject.book.intro(&words::words(line), &subject.scene()).is_some_and(|intro| intro.role == "extra");
    let said = sentence::sentences(line).pop().unwrap_or_default();
    // A sentence asks by its blank, and needs no "which ones?".
    let asks = words::amount(&said, SENTENCE) < SENTENCE || hangs(subject, &said);
    let question = asks.then(|| list::question(subject, line, list)).flatten();
    let header = question.unwrap_or(said);
    let above = header.clone();
    (!extra).then_some(Asked { list, block, header, above, set: names_all(subject, line, list) })
}

/// What stands over a list without an intro: the question of its title, but "What is …?" only where members answer it.
fn header(subject: &Subject, list: &List) -> Vec<Inline> {
    let question = subject.question(&[], true);
    let text = |line: &[Inline]| plain_text(line).to_lowercase();
    let defines = text(&question).ends_with(&text(&subject.say("what")));
    let states = |item: &&Item| opening::is_statement(subject, parts(item).0);
    let members =
        subject.book.is_plural(&subject.name) && list.items.iter().filter(states).count() * 2 <= list.items.len();
    if defines && !members { named(subject) } else { question }
}

/// The name of the topic.
fn named(subject: &Subject) -> Vec<Inline> {
    if subject.name.is_empty() || !subject.is_named() {
        return Vec::new();
    }
    vec![Inline::new(InlineKind::Strong(words::inlines(&subject.name)), subject.span())]
}

/// Whether an intro names what all of its items are and nothing else is: a facet, a count, "handles:".
fn names_all(subject: &Subject, line: &[Inline], list: &List) -> bool {
    let label = crate::cards::phrases::without_colon(&words::words(line));
    list.start.is_some()
        || crate::cards::sets::count_intro(subject, line).is_some()
        || subject.book.facet(&label).is_some_and(|facet| facet.asks())
        || label.last().is_some_and(|last| subject.book.is("list_verb", last))
}

/// Whether the items are names, not statements: all short, hardly one with a verb or the like in front.
fn looks_like_a_set(subject: &Subject, list: &List) -> bool {
    let items: Vec<Vec<Word>> = list.items.iter().map(|item| words::words(parts(item).0)).collect();
    let longer = |most: usize| items.iter().filter(move |said| words::count(&words::text(said)) > most).count();
    let cued = items.iter().filter(|said| cue::tells(subject, said));
    let index = list.items.iter().all(|item| is_link(parts(item).0));
    !index
        && items.len() > 2
        && longer(NAME) * 3 <= items.len()
        && longer(NAME * 2) == 0
        && cued.count() * 4 <= items.len()
}

fn lists(subject: &Subject, asked: Asked, open: &mut Open, cards: &mut Vec<Draft>) {
    let list = asked.list;
    cards.extend(notes(subject, asked, open));
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            if let BlockKind::List(inner) = &block.kind {
                let asked = below_item(subject, own, inner, block);
                lists(subject, asked, open, cards);
            }
        }
    }
}

/// A list below an item, which asks for it or stands above it as it is.
fn below_item<'a>(subject: &Subject, own: &[Inline], list: &'a List, block: &'a Block) -> Asked<'a> {
    let intro = introduces(subject, own).then(|| list::question(subject, own, list)).flatten();
    let question = intro.or_else(|| parent::question(subject, &words::words(own), list, &subject.scene()));
    let set = question.is_some() && introduces(subject, own) && names_all(subject, own, list);
    let header = question.unwrap_or_else(|| own.to_vec());
    Asked { list, block, above: header.clone(), header, set }
}

/// The notes of a list: one, or one for each part of a long list.
fn notes(subject: &Subject, mut asked: Asked, open: &mut Open) -> Vec<Draft> {
    let items = &asked.list.items;
    let links = items.iter().filter(|item| is_pointer(parts(item).0)).count();
    let script = items.iter().all(|item| is_code(parts(item).0));
    let index = !asked.set && items.iter().all(|item| is_link(parts(item).0));
    let torn = items.iter().any(|item| is_intro(parts(item).0) && parts(item).1.is_empty());
    if items.len() < 2 || links * 2 > items.len() || script || index || torn || is_filler(items) {
        return Vec::new();
    }
    let most = if asked.list.start.is_some() { IN_ORDER } else { MOST };
    let few = if asked.list.start.is_some() { IN_ORDER } else { FEW };
    asked.set &= items.len() <= few;
    let long = if asked.list.start.is_none() { of_words(items) } else { 1 };
    let parts = items.len().div_ceil(most).max(long);
    items.chunks(items.len().div_ceil(parts)).filter_map(|items| note(subject, &asked, items, open)).collect()
}

/// In how many parts items in no order are shown for their length: of many long ones most are not read.
fn of_words(items: &[Item]) -> usize {
    let words: usize = items.iter().map(|item| words::count(&plain_text(parts(item).0))).sum();
    if items.len() < MOST { 1 } else { words.div_ceil(SEEN).clamp(1, items.len() / 2) }
}

fn note(subject: &Subject, asked: &Asked, items: &[Item], open: &mut Open) -> Option<Draft> {
    let hidden = blank::hidden(subject, asked, items, open);
    let mut spans = Vec::new();
    let mut shown = Vec::new();
    for (item, hidden) in items.iter().zip(hidden) {
        let own = parts(item).0;
        let line = match hidden {
            Some(hidden) => {
                spans.push(hidden.span);
                hidden.line(subject, own, spans.len() as u32)
            }
            None => own.to_vec(),
        };
        let blocks = if line.is_empty() { item.blocks.clone() } else { vec![paragraph(line, item.span)] };
        shown.push(Item { task: None, blocks, span: item.span });
    }
    let first = *spans.first()?;
    // What tells of itself needs no others around it.
    let few = !asked.set && spans.len() * 2 < items.len();
    if few {
        shown.retain_mut(|item| cloze(item).is_some());
    }
    // What is asked of a few members only is asked by the card of the whole list.
    if asked.set && spans.len() * 2 < items.len() {
        return None;
    }
    for &span in &spans {
        open.claims.take(span);
        open.asked.push(span);
    }
    let list = List { items: without_equal_hints(shown), ..*asked.list };
    let list = Block::new(BlockKind::List(list), asked.block.span);
    let header = if few { &asked.above } else { &asked.header }.clone();
    let front = if header.is_empty() { vec![list] } else { vec![paragraph(header, first), list] };
    let mut draft = Draft::cloze(Rule::R(3), front, first);
    draft.shows = spans;
    draft.block_id.clone_from(&asked.block.id);
    Some(draft)
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

/// The blank in an item.
fn cloze(item: &mut Item) -> Option<&mut Cloze> {
    let BlockKind::Paragraph(line) = &mut item.blocks.first_mut()?.kind else { return None };
    line.iter_mut().find_map(|inline| match &mut inline.kind {
        InlineKind::Cloze(cloze) => Some(&mut **cloze),
        _ => None,
    })
}

/// Whether an item begins with a link out, or is a link to another place of its note: where to read on, not a fact.
pub(super) fn is_pointer(own: &[Inline]) -> bool {
    let mut inlines = own.iter().filter(|inline| !words::words(std::slice::from_ref(inline)).is_empty());
    let Some(Inline { kind: InlineKind::Link(link), span }) = inlines.next() else { return false };
    match link.target {
        Target::Url(_) => true,
        Target::Topic(topic) => topic.note == span.note && inlines.next().is_none(),
        Target::Unresolved(_) => false,
    }
}

/// Whether items differ in nothing but a number: "Item 1", "Item 2" show what a list looks like.
fn is_filler(items: &[Item]) -> bool {
    let bare = |item: &Item| {
        let text = words::text(&words::words(parts(item).0));
        text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>()
    };
    let first = items.first().map(bare).unwrap_or_default();
    first.contains(char::is_alphabetic) && items.iter().all(|item| bare(item) == first)
}

/// Whether an item is a link and nothing else; a list of such under no intro is an index.
pub(super) fn is_link(own: &[Inline]) -> bool {
    matches!(own, [Inline { kind: InlineKind::Link(_), .. }])
}

/// Whether an item is code and nothing else; a list of such is a script.
fn is_code(own: &[Inline]) -> bool {
    words::words(own).iter().all(Word::is_code)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn items_are_blanked_among_their_siblings() {
        check(
            "## Paging\ntext first.\n\n**pros**\n- shared pages\n- cheap",
            "What are the pros of Paging? / - […] / - cheap => shared pages",
        );
    }
}
