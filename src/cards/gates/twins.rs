//! Twins: two fronts of one note that are equal get the nearest title that tells them apart.
//!
//! - ## A / ### Usage, ## B / ### Usage with the same question  =>  **A**: …  and  **B**: …
//!
//! Never a title that leak took out. What cannot be told apart is refused (a user's own card only named).

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::super::{CardKind, words};
use super::{Outcome, Passed, record};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Inline, InlineKind, each_run};
use crate::text::plain;

/// Tells equal fronts apart, or drops the later one.
pub(super) fn part(outcome: &mut Outcome) {
    let alike = groups(&outcome.drafts);
    if alike.is_empty() {
        return;
    }
    for group in &alike {
        distinguish(&mut outcome.drafts, group);
    }
    let mut refused: FxHashSet<(usize, usize)> = FxHashSet::default();
    for group in groups(&outcome.drafts) {
        for &(subject, at) in &group[1..] {
            let passed = &outcome.drafts[subject][at];
            let message = "asks the same as another card of this note".to_owned();
            let finding = Diagnostic::new(Code::TwinFronts, passed.draft.span, message);
            outcome.findings.push(finding.help("give one of the headings or lines a name of its own"));
            if !passed.is_explicit() {
                outcome.dropped.push(record(passed, "another card of this note asks the same"));
                refused.insert((subject, at));
            }
        }
    }
    for (subject, drafts) in outcome.drafts.iter_mut().enumerate() {
        let mut places = 0..;
        drafts.retain(|_| places.next().is_none_or(|at| !refused.contains(&(subject, at))));
    }
}

/// The places of drafts whose fronts are equal, in note order.
fn groups(drafts: &[Vec<Passed>]) -> Vec<Vec<(usize, usize)>> {
    let places = drafts.iter().enumerate().flat_map(|(subject, drafts)| (0..drafts.len()).map(move |at| (subject, at)));
    let mut fronts: Vec<_> = places.map(|(subject, at)| (front(&drafts[subject][at]), (subject, at))).collect();
    fronts.sort_unstable();
    let groups = fronts.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
    groups.map(|group| group.iter().map(|(_, place)| *place).collect()).collect()
}

/// The front as it is compared; of a text with one blank what stands around it.
fn front(passed: &Passed) -> Vec<u8> {
    let mut blocks = Cow::Borrowed(&passed.draft.front);
    if passed.draft.kind == CardKind::Cloze {
        each_run(blocks.to_mut(), &mut |run| blank(run));
    }
    let front = plain::blocks(&blocks);
    if front.is_ascii() {
        let mut front = front.into_bytes();
        front.retain(|byte| !matches!(byte, b' ' | b'\t'..=b'\r'));
        front.make_ascii_lowercase();
        return front;
    }
    front.to_lowercase().split_whitespace().collect::<String>().into_bytes()
}

/// Puts the nearest title that the others lack before each front of the group.
fn distinguish(drafts: &mut [Vec<Passed>], group: &[(usize, usize)]) {
    // Thousands of twins may stand under one heading.
    let trails: BTreeSet<Vec<String>> = group.iter().map(|&(subject, at)| drafts[subject][at].trail.clone()).collect();
    for &(subject, at) in group {
        let passed = &drafts[subject][at];
        let differs = |title: &&String| trails.iter().any(|trail| trail != &passed.trail && !trail.contains(title));
        let title = passed.trail.iter().rev().filter(|title| !front_has(passed, title)).find(differs).cloned();
        if let Some(title) = title {
            prefix(&mut drafts[subject][at], &title);
        }
    }
}

fn blank(run: &mut [Inline]) {
    for inline in run {
        if let InlineKind::Cloze(cloze) = &inline.kind
            && cloze.number == 1
        {
            *inline = Inline::text("[…]", inline.span);
        }
    }
}

fn front_has(passed: &Passed, title: &str) -> bool {
    plain::blocks(&passed.draft.front).to_lowercase().contains(&title.to_lowercase())
}

/// A question goes on in lower case behind the title: "**A**: what is …?".
fn lower_first(question: &mut [Inline]) {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = question.first_mut()
        && let Some(first) = text.chars().next()
        && !text.chars().nth(1).is_some_and(char::is_uppercase)
    {
        text.replace_range(..first.len_utf8(), &first.to_lowercase().to_string());
    }
}

fn prefix(passed: &mut Passed, title: &str) {
    let span = passed.draft.span;
    let colon = if title.contains(words::is_ideograph) { "：" } else { ": " };
    let title = words::inlines(&words::of_text(title));
    let mut line = vec![Inline::new(InlineKind::Strong(title), span), Inline::text(colon, span)];
    match passed.draft.front.first_mut() {
        Some(Block { kind: BlockKind::Paragraph(question), .. }) => {
            if words::last(question).is_some_and(|word| word.text().ends_with('?')) {
                lower_first(question);
            }
            line.append(question);
            *question = line;
        }
        _ => passed.draft.front.insert(0, super::super::draft::paragraph(line, span)),
    }
}
