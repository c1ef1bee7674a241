//! Leak: an answer that stands in its own front, hint or breadcrumb teaches nothing.
//!
//! Answers of up to four words and the terms of a set are looked for as whole words. An element of the breadcrumb or the
//! hint that gives it away is cut; a front that does is refused.

use smol_str::SmolStr;

use super::super::subject::Subject;
use super::super::words::{self, Word, keys};
use super::super::{CardKind, draft::Draft, piece::parts};
use super::{Passed, Verdict};
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// A longer answer is recalled even where its words are seen (cards.md).
const LONGEST: usize = 4;

/// Cuts what gives the answer away, or refuses the card.
pub(super) fn check(subject: &Subject, passed: &mut Passed) -> Verdict {
    let answers = answers(&passed.draft);
    if answers.is_empty() || passed.draft.choice {
        return Verdict::Pass;
    }
    let leaks = |text: &[SmolStr]| answers.iter().any(|answer| contains(text, answer));
    let before = passed.trail.len();
    let mut titles = subject.trail_keys.iter();
    passed.trail.retain(|_| titles.next().is_none_or(|title| !leaks(title)));
    let mut cut = passed.trail.len() < before;
    if leaks(&keys(&words::of_text(&passed.draft.hint))) && !passed.draft.hint.is_empty() {
        passed.draft.hint.clear();
        cut = true;
    }
    if !passed.is_explicit() && spells_out(&passed.draft) {
        return Verdict::Refused("the answer stands in its own question");
    }
    if !passed.is_explicit() && tells(&passed.draft, &answers) {
        if !cut_topic(&mut passed.draft) || tells(&passed.draft, &answers) {
            return Verdict::Refused("the answer stands in its own question");
        }
        cut = true;
    }
    if cut {
        Verdict::Repaired("what gave the answer away was cut from the breadcrumb, the hint or the question")
    } else {
        Verdict::Pass
    }
}

/// Whether the front tells the one answer, or most of a set.
fn tells(draft: &Draft, answers: &[Vec<SmolStr>]) -> bool {
    let fronts: Vec<Vec<SmolStr>> = lines(&draft.front).iter().map(|line| keys(line)).collect();
    let told = answers.iter().filter(|answer| fronts.iter().any(|front| contains(front, answer))).count();
    told > 0 && (answers.len() == 1 || told * 2 > answers.len())
}

/// Takes "**git commit**: " off a question, where one stands before it.
fn cut_topic(draft: &mut Draft) -> bool {
    let Some(Block { kind: BlockKind::Paragraph(line), .. }) = draft.front.first_mut() else { return false };
    let [Inline { kind: InlineKind::Strong(_), .. }, Inline { kind: InlineKind::Text(text), .. }, ..] = &mut line[..]
    else {
        return false;
    };
    let Some(question) = text.strip_prefix(": ").filter(|question| !question.is_empty()) else { return false };
    let mut letters = question.chars();
    *text = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    line.remove(0);
    true
}

/// Whether a code span or formula of the question spells the short answer out, as a part of it.
fn spells_out(draft: &Draft) -> bool {
    let [Block { kind: BlockKind::Paragraph(back), .. }] = &draft.back[..] else { return false };
    let answer = words::words(back);
    let text = words::lower_text(&answer);
    let text = text.trim_end_matches(['.', ';', '`', '\\']);
    if draft.kind == CardKind::Cloze || answer.len() > LONGEST || text.chars().count() < 2 {
        return false;
    }
    let bounded = |code: &str| {
        code.match_indices(text).any(|(at, _)| {
            let around = [code[..at].chars().next_back(), code[at + text.len()..].chars().next()];
            around.into_iter().flatten().all(|c| !c.is_alphanumeric() && c != '_')
                || !text.contains(char::is_alphanumeric)
        })
    };
    lines(&draft.front).iter().flatten().any(|word| !word.is_text() && bounded(&word.text().to_lowercase()))
}

/// The short answers, as keys: the one answer, the terms of a set, the blanks.
fn answers(draft: &Draft) -> Vec<Vec<SmolStr>> {
    let found: Vec<Vec<SmolStr>> = if draft.kind == CardKind::Cloze {
        let mut blanks = Vec::new();
        draft.front.iter().for_each(|block| block_blanks(block, &mut blanks));
        blanks
    } else if let [Block { kind: BlockKind::List(list), .. }] = &draft.back[..] {
        list.items.iter().map(|item| short(parts(item).0)).collect()
    } else if let [Block { kind: BlockKind::Paragraph(line), .. }] = &draft.back[..] {
        vec![short(line)]
    } else {
        Vec::new()
    };
    found.into_iter().filter(|answer| !answer.is_empty() && answer.len() <= LONGEST).collect()
}

/// The keys of a short line; none for a long one, of which a glance is enough.
fn short(line: &[Inline]) -> Vec<SmolStr> {
    if words::telling(line, LONGEST * 2) > LONGEST {
        return Vec::new();
    }
    let start = words::start(line, LONGEST * 2);
    if start.len() < LONGEST * 2 { keys(&start) } else { keys(&words::words(line)) }
}

fn block_blanks(block: &Block, out: &mut Vec<Vec<SmolStr>>) {
    match &block.kind {
        BlockKind::Paragraph(line) => line_blanks(line, out),
        BlockKind::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| block_blanks(block, out));
        }
        _ => {}
    }
}

fn line_blanks(line: &[Inline], out: &mut Vec<Vec<SmolStr>>) {
    for inline in line {
        match &inline.kind {
            InlineKind::Cloze(cloze) => out.push(keys(&words::words(&cloze.content))),
            InlineKind::Strong(inner) | InlineKind::Emph(inner) | InlineKind::Highlight(inner) => {
                line_blanks(inner, out);
            }
            _ => {}
        }
    }
}

/// The lines of a front, blanks taken out.
fn lines(front: &[Block]) -> Vec<Vec<Word>> {
    let mut out = Vec::new();
    for block in front {
        match &block.kind {
            BlockKind::Paragraph(line) => out.push(words::words(&without_blanks(line))),
            BlockKind::List(list) => list.items.iter().for_each(|item| out.extend(lines(&item.blocks))),
            BlockKind::Quote(body) => out.extend(lines(body)),
            _ => {}
        }
    }
    out
}

fn without_blanks(line: &[Inline]) -> Vec<Inline> {
    let keep = |inline: &Inline| match &inline.kind {
        InlineKind::Cloze(_) => Inline::text(" … ", inline.span),
        InlineKind::Strong(inner) => Inline::new(InlineKind::Strong(without_blanks(inner)), inline.span),
        InlineKind::Emph(inner) => Inline::new(InlineKind::Emph(without_blanks(inner)), inline.span),
        InlineKind::Highlight(inner) => Inline::new(InlineKind::Highlight(without_blanks(inner)), inline.span),
        _ => inline.clone(),
    };
    line.iter().map(keep).collect()
}

fn contains(text: &[SmolStr], answer: &[SmolStr]) -> bool {
    !answer.is_empty() && text.windows(answer.len()).any(|window| window == answer)
}
