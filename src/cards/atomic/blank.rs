//! The blank of an item in its list: what cue.rs hides of it, unless another line gives it away.
//!
//! - half-life: 13 to 17 h, steady state: 3 days   =>   half-life: […], steady state: […]
//! - dog (canis) below "painted", "of oak"         =>   nothing: the parenthesis may be any remark

use std::ops::Range;

use smol_str::SmolStr;

use super::blanks::{Asked, is_link, is_pointer};
use super::{Open, cue};
use crate::cards::cut;
use crate::cards::piece::{parts, span_of};
use crate::cards::sentence::is_intro;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind, Item, Span};

/// A member of a set of more words is a statement: nobody says it back word by word. The neighbours of a step help.
const MEMBER: usize = 5;
const ORDERED: usize = 8;
/// A hint needs this many words to hide behind, and at most this share of them.
const HINTED: usize = 5;
const SHARE: f64 = 0.4;
/// A longer answer is recalled even where its words are seen (gates/leak.rs).
const TOLD: usize = 4;

/// What of an item is hidden.
pub(super) struct Hidden {
    pub(super) span: Span,
    said: Vec<Word>,
    range: Range<usize>,
}

impl Hidden {
    /// The line of the item with its blank.
    pub(super) fn line(&self, subject: &Subject, own: &[Inline], number: u32) -> Vec<Inline> {
        let whole = self.range == (0..self.said.len());
        let hint = if whole { hint(subject, &self.said) } else { String::new() };
        with_blank(own, &self.said, self.range.clone(), Cloze { number, content: Vec::new(), hint })
    }

    /// Whether a gloss behind it tells what it is: "[…] (1781)".
    fn is_glossed(&self) -> bool {
        let behind = self.said.get(self.range.end);
        self.range.start == 0 && behind.is_some_and(|word| word.is_text() && word.text().starts_with(['(', '（']))
    }
}

/// What is hidden of each item. A parenthesis is a gloss where half of the items have one; else it may be any remark.
pub(super) fn hidden(subject: &Subject, asked: &Asked, items: &[Item], open: &Open) -> Vec<Option<Hidden>> {
    let mut lines: Vec<Vec<SmolStr>> = items.iter().map(|item| words::keys(&words::words(parts(item).0))).collect();
    lines.push(words::keys(&words::words(&asked.header)));
    let members = match (asked.set, asked.list.start) {
        (false, _) => 0,
        (true, None) => MEMBER,
        (true, Some(_)) => ORDERED,
    };
    let of_item = |(at, item): (usize, &Item)| {
        let (own, below) = parts(item);
        let span = span_of(own).filter(|&span| below.is_empty() && open.free(span) && is_askable(own))?;
        let said = words::words(own);
        let range = blank(subject, own, &said, members, &lines, at)?;
        Some(Hidden { span, said, range })
    };
    let mut hidden: Vec<Option<Hidden>> = items.iter().enumerate().map(of_item).collect();
    let glossed = hidden.iter().flatten().filter(|hidden| hidden.is_glossed()).count();
    if !asked.set && glossed * 2 < items.len() {
        for item in &mut hidden {
            item.take_if(|hidden| hidden.is_glossed());
        }
    }
    hidden
}

/// The words of item `at` to hide; none without a cue, or where another line gives the answer away.
fn blank(
    subject: &Subject,
    own: &[Inline],
    said: &[Word],
    members: usize,
    lines: &[Vec<SmolStr>],
    at: usize,
) -> Option<Range<usize>> {
    let range = cue::hidden(subject, said, members).filter(|range| !is_link(own) || range.len() == said.len())?;
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
    (answer.len() > TOLD || !elsewhere && !told(&rest)).then_some(range)
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

/// Whether an item can be asked: words of its own, more than a link, and no question or intro itself.
fn is_askable(own: &[Inline]) -> bool {
    let only_link = is_pointer(own) || matches!(own, [Inline { kind: InlineKind::Image(_), .. }]);
    let said = words::text(&words::words(own));
    let open =
        own.iter().any(|inline| matches!(&inline.kind, InlineKind::Tag(tag) if tag.eq_ignore_ascii_case("todo")));
    !said.is_empty() && !open && !only_link && !said.ends_with(['?', '？']) && !is_intro(own)
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
