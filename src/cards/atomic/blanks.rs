//! R3 at `atomic`: items that no rule asks are blanked one at a time with their siblings in sight, one cloze note a list.
//!
//! - pros over "cheap" and "scales with demand"   =>   What are the pros of …?   - […]  - scales with demand   cheap
//!
//! What is hidden of an item, and whether it is at all, is told by its cue (cue.rs). A hint stands in the place of a long
//! member of a set: its first two words, where they tell something and not too much.

use std::ops::Range;

use smol_str::SmolStr;

use super::{Open, cue, parent};
use crate::cards::draft::{Draft, paragraph};
use crate::cards::list::{self, introduces};
use crate::cards::piece::{PieceKind, parts, span_of};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, cut, opening, sentence};
use crate::model::{Block, BlockKind, Cloze, Inline, InlineKind, Item, List, Target, plain_text};

/// A list of more items is shown in parts.
const MOST: usize = 5;
/// Of more words around a blank most are not read. Chosen by eye.
const SEEN: usize = 60;
/// Of more members in no order nobody can tell which is missing.
const FEW: usize = 3;
/// In order they can: the neighbours tell.
const IN_ORDER: usize = 8;
/// An unnamed list is a set where most of its items have at most this many words, and none twice as many.
const NAME: usize = 4;
/// A member of a set of more words is a statement: nobody says it back word by word. The neighbours of a step help.
const MEMBER: usize = 5;
const ORDERED: usize = 8;
/// A hint needs this many words to hide behind, and at most this share of them.
const HINTED: usize = 5;
const SHARE: f64 = 0.4;
/// A longer answer is recalled even where its words are seen (gates/leak.rs).
const TOLD: usize = 4;

/// A list with what is said above it.
struct Asked<'a> {
    list: &'a List,
    block: &'a Block,
    header: Vec<Inline>,
    /// Whether its items are the members of a set.
    set: bool,
}

/// The cloze notes of the topic's lists.
pub(super) fn cards(subject: &Subject, open: &mut Open) -> Vec<Draft> {
    let mut cards = Vec::new();
    let mut above: Option<&[Inline]> = None;
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => above = Some(line),
            PieceKind::List(list) => {
                let above = above.take();
                let intro = || above.filter(|line| introduces(subject, line));
                // What is said over a list that other rules have asked is not put together.
                if is_open(list, open)
                    && let Some(asked) = asked(subject, list, piece.block, intro())
                {
                    lists(subject, &asked, open, &mut cards);
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
        return Some(Asked { list, block, header: header(subject, list), set });
    };
    let extra = subject.book.intro(&words::words(line), &subject.scene()).is_some_and(|intro| intro.role == "extra");
    let last = || sentence::sentences(line).pop().unwrap_or_default();
    let header = list::question(subject, line, list).unwrap_or_else(last);
    (!extra).then_some(Asked { list, block, header, set: names_all(subject, line, list) })
}

/// What stands over a list without an intro: the question of its title, but "What is …?" only where members answer it.
fn header(subject: &Subject, list: &List) -> Vec<Inline> {
    let question = subject.question(&[], true);
    let text = |line: &[Inline]| plain_text(line).to_lowercase();
    let defines = text(&question).ends_with(&text(&subject.say("what")));
    let states = |item: &&Item| opening::is_statement(subject, parts(item).0);
    let members =
        subject.book.is_plural(&subject.name) && list.items.iter().filter(states).count() * 2 <= list.items.len();
    if !defines || members {
        return question;
    }
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
    let cued = items.iter().filter(|said| cue::hidden(subject, said, 0).is_some_and(|range| range.start > 0));
    let index = list.items.iter().all(|item| is_link(parts(item).0));
    !index
        && items.len() > 2
        && longer(NAME) * 3 <= items.len()
        && longer(NAME * 2) == 0
        && cued.count() * 4 <= items.len()
}

fn lists(subject: &Subject, asked: &Asked, open: &mut Open, cards: &mut Vec<Draft>) {
    let list = asked.list;
    cards.extend(notes(subject, asked, open));
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            if let BlockKind::List(inner) = &block.kind {
                let asked = below_item(subject, own, inner, block);
                lists(subject, &asked, open, cards);
            }
        }
    }
}

/// A list below an item, which asks for it or stands above it as it is.
fn below_item<'a>(subject: &Subject, own: &[Inline], list: &'a List, block: &'a Block) -> Asked<'a> {
    let intro = introduces(subject, own).then(|| list::question(subject, own, list)).flatten();
    let question = intro.or_else(|| parent::question(subject, &words::words(own), list, &subject.scene()));
    let set = question.is_some() && introduces(subject, own) && names_all(subject, own, list);
    Asked { list, block, header: question.unwrap_or_else(|| own.to_vec()), set }
}

/// The notes of a list: one, or one for each part of a long list.
fn notes(subject: &Subject, asked: &Asked, open: &mut Open) -> Vec<Draft> {
    let items = &asked.list.items;
    let links = items.iter().filter(|item| is_pointer(parts(item).0)).count();
    let script = items.iter().all(|item| is_code(parts(item).0));
    let index = !asked.set && items.iter().all(|item| is_link(parts(item).0));
    if items.len() < 2 || links * 2 > items.len() || script || index || is_filler(items) {
        return Vec::new();
    }
    let most = if asked.list.start.is_some() { IN_ORDER } else { MOST };
    let few = if asked.list.start.is_some() { IN_ORDER } else { FEW };
    let set = asked.set && items.len() <= few;
    let long = if asked.list.start.is_none() { of_words(items) } else { 1 };
    let parts = items.len().div_ceil(most).max(long);
    items
        .chunks(items.len().div_ceil(parts))
        .filter_map(|items| note(subject, &Asked { header: asked.header.clone(), set, ..*asked }, items, open))
        .collect()
}

/// In how many parts items in no order are shown for their length: of many long ones most are not read.
fn of_words(items: &[Item]) -> usize {
    let words: usize = items.iter().map(|item| words::count(&plain_text(parts(item).0))).sum();
    if items.len() < MOST { 1 } else { words.div_ceil(SEEN).clamp(1, items.len() / 2) }
}

fn note(subject: &Subject, asked: &Asked, items: &[Item], open: &mut Open) -> Option<Draft> {
    let mut lines: Vec<Vec<SmolStr>> = items.iter().map(|item| words::keys(&words::words(parts(item).0))).collect();
    lines.push(words::keys(&words::words(&asked.header)));
    let members = match (asked.set, asked.list.start) {
        (false, _) => 0,
        (true, None) => MEMBER,
        (true, Some(_)) => ORDERED,
    };
    let mut spans = Vec::new();
    let mut shown = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let (own, below) = parts(item);
        let span = span_of(own).filter(|&span| below.is_empty() && open.free(span) && is_askable(own));
        let blank = span.and_then(|_| blanked(subject, own, members, &lines, at, spans.len() as u32 + 1));
        let line = match (blank, span) {
            (Some(line), Some(span)) => {
                spans.push(span);
                line
            }
            _ => own.to_vec(),
        };
        let blocks = if line.is_empty() { item.blocks.clone() } else { vec![paragraph(line, item.span)] };
        shown.push(Item { task: None, blocks, span: item.span });
    }
    let first = *spans.first()?;
    // What is asked of a few members only is asked by the card of the whole list.
    if asked.set && spans.len() * 2 < items.len() {
        return None;
    }
    for &span in &spans {
        open.claims.take(span);
        open.asked.push(span);
    }
    let list = List { items: without_equal_hints(shown), ..asked.list.clone() };
    let list = Block::new(BlockKind::List(list), asked.block.span);
    let header = asked.header.clone();
    let front = if header.is_empty() { vec![list] } else { vec![paragraph(header, first), list] };
    let mut draft = Draft::cloze(Rule::R(3), front, first);
    draft.shows = spans;
    draft.block_id.clone_from(&asked.block.id);
    Some(draft)
}

/// The line of item `at` with its blank; none without a cue, or where another line gives the answer away.
fn blanked(
    subject: &Subject,
    own: &[Inline],
    members: usize,
    lines: &[Vec<SmolStr>],
    at: usize,
    number: u32,
) -> Option<Vec<Inline>> {
    let said = words::words(own);
    let range = cue::hidden(subject, &said, members).filter(|range| !is_link(own) || range.len() == said.len())?;
    if said.first().is_some_and(|first| subject.book.is("weak_opening", first)) {
        return None;
    }
    let answer = words::keys(&said[range.clone()]);
    let told = |line: &[SmolStr]| !answer.is_empty() && line.windows(answer.len()).any(|window| window == answer);
    let mut rest = words::keys(&said[..range.start]);
    rest.extend(words::keys(&said[range.end..]));
    // "[…] (needs a lock)" under two items that need one says nothing.
    let window = |line: &[SmolStr]| !rest.is_empty() && (line.starts_with(&rest) || line.ends_with(&rest));
    if lines.iter().enumerate().any(|(line, keys)| line != at && window(keys)) {
        return None;
    }
    let elsewhere = lines.iter().enumerate().any(|(line, keys)| line != at && told(keys));
    if answer.len() <= TOLD && (elsewhere || told(&rest)) {
        return None;
    }
    let whole = range == (0..said.len());
    let hint = if whole { hint(subject, &said) } else { String::new() };
    Some(with_blank(own, &said, range, Cloze { number, content: Vec::new(), hint }))
}

/// The line with these words of it in a blank.
fn with_blank(own: &[Inline], said: &[Word], range: Range<usize>, cloze: Cloze) -> Vec<Inline> {
    let cut = || {
        let (rest, after) = cut::at_word(own, range.end)?;
        let (before, content) = cut::at_word(&rest, range.start)?;
        Some((before, content, after))
    };
    let flat = || {
        let part = |range: Range<usize>| words::inlines(&said[range]);
        (part(0..range.start), part(range.clone()), part(range.end..said.len()))
    };
    let (mut line, mut content, after) = cut().unwrap_or_else(flat);
    let stop = take_stop(&mut content);
    let span = span_of(&content).or_else(|| span_of(own)).unwrap_or_default();
    let space = |at: usize| said.get(at).filter(|word| word.spaced && at > 0).map(|_| Inline::text(" ", span));
    line.extend(space(range.start));
    line.push(Inline::new(InlineKind::Cloze(Cloze { content, ..cloze }.into()), span));
    line.extend(stop);
    line.extend(space(range.end));
    line.extend(after);
    line
}

/// Takes the mark off the end of an answer of one sentence.
fn take_stop(content: &mut [Inline]) -> Option<Inline> {
    let Inline { kind: InlineKind::Text(text), span } = content.last_mut()? else { return None };
    let kept = text.trim_end_matches([',', ';', '、', '，', '；', '。', '.']);
    if kept.is_empty() || kept.len() == text.len() || kept.contains(['.', '。']) {
        return None;
    }
    let stop = text.split_off(kept.len());
    Some(Inline::text(stop, *span))
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
fn is_pointer(own: &[Inline]) -> bool {
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
fn is_link(own: &[Inline]) -> bool {
    matches!(own, [Inline { kind: InlineKind::Link(_), .. }])
}

/// Whether an item is code and nothing else; a list of such is a script.
fn is_code(own: &[Inline]) -> bool {
    words::words(own).iter().all(Word::is_code)
}

/// Whether an item can be asked: words of its own, more than a link, and no question or intro itself.
fn is_askable(own: &[Inline]) -> bool {
    let only_link = is_pointer(own) || matches!(own, [Inline { kind: InlineKind::Image(_), .. }]);
    let said = words::text(&words::words(own));
    let open =
        own.iter().any(|inline| matches!(&inline.kind, InlineKind::Tag(tag) if tag.eq_ignore_ascii_case("todo")));
    !said.is_empty() && !open && !only_link && !said.ends_with(['?', '？']) && !crate::cards::sentence::is_intro(own)
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
            "## Paging\ntext first.\n\n**pros**\n- shared pages\n- cheap",
            "What are the pros of Paging? / - […] / - cheap => shared pages",
        );
    }
}
