//! Hanging word: a front that begins with or hangs on "it", "this", "also", … gets the line before it as context.
//!
//! - - the kernel keeps a table / - it maps pages to frames   =>  the first line stands above "it maps […]"
//!
//! A blank in a sentence hides no more than a word of it; so the sentence may not point back in its first clause either.
//!
//! The previous sibling tells, else the parent item, else the line before, of a heading the topic above.

use super::super::piece::{parts, span_of};
use super::super::sentence::sentences;
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::super::{draft::paragraph, piece::PieceKind};
use super::{Passed, Verdict};
use crate::model::{Block, BlockKind, Inline, InlineKind, List, Span};

/// A line of more words says too much to stand over a question.
const CONTEXT: usize = 20;
/// A statement has more words.
const STATEMENT: usize = 3;
/// So many words into a question a pronoun points back inside it. Chosen by eye on sampled cards.
const FAR: usize = 7;

/// Gives a hanging front its context, or refuses it.
pub(super) fn check(subject: &Subject, passed: &mut Passed) -> Verdict {
    let Some(line) = first_line(&passed.draft.front) else { return Verdict::Pass };
    if passed.is_explicit() || passed.draft.exact || !hangs(subject, line) {
        return Verdict::Pass;
    }
    if passed.draft.front.len() > 1 {
        return if goes_on(subject, line) { below_name(subject, passed) } else { Verdict::Pass };
    }
    let Some(before) = line_before(subject, line, passed.draft.span, passed.draft.whole) else {
        return Verdict::Refused("the question hangs on a word that points to something before it");
    };
    let joins = words::first(line).is_some_and(|first| subject.book.is("links_back", &first));
    if joins && before == [named(&subject.name, passed.draft.span)] {
        return Verdict::Refused("the question hangs on a statement before it");
    }
    // "**Hollandaise**: what happens if it splits?" says already what the pronoun is.
    if before.len() == 1 && first_bold(&before).is_some_and(|topic| first_bold(&passed.draft.front) == Some(topic)) {
        return Verdict::Pass;
    }
    let points_on = first_line(&before).is_some_and(|line| goes_on(subject, line));
    passed.draft.front.splice(0..0, before);
    if points_on {
        return below_name(subject, passed);
    }
    Verdict::Repaired("the line before was added, since the question points back to it")
}

/// Whether a statement begins with a word that hangs on what stands before it: "It also gets used …", "However, this era …".
fn goes_on(subject: &Subject, line: &[Inline]) -> bool {
    let said = words::words(line);
    let asks = said.last().is_some_and(|word| word.text().ends_with('?'));
    said.len() > STATEMENT && !asks && said[0].is_text() && subject.book.is("hanging", &said[0])
}

/// Puts the topic's name over a front whose context points back itself.
fn below_name(subject: &Subject, passed: &mut Passed) -> Verdict {
    if subject.name.is_empty() {
        return Verdict::Pass;
    }
    passed.draft.front.insert(0, named(&subject.name, passed.draft.span));
    Verdict::Repaired("the topic was named, since the question points back to it")
}

fn named(name: &[Word], span: Span) -> Block {
    paragraph(vec![Inline::new(InlineKind::Strong(words::inlines(name)), span)], span)
}

/// The bold words with which a front begins.
fn first_bold(front: &[Block]) -> Option<String> {
    match &first_line(front)?.first()?.kind {
        InlineKind::Strong(inner) => Some(crate::model::plain_text(inner).into_owned()),
        _ => None,
    }
}

/// The line a front begins with.
fn first_line(front: &[Block]) -> Option<&[Inline]> {
    match &front.first()?.kind {
        BlockKind::Paragraph(line) => Some(line),
        BlockKind::List(list) => list.items.first().map(|item| parts(item).0),
        _ => None,
    }
}

/// Whether a front points to something before it.
pub(crate) fn hangs(subject: &Subject, line: &[Inline]) -> bool {
    let (mut words, mut hanging, mut points) = (0, false, false);
    words::each_key(line, FAR, |key, text| {
        hanging |= text && words == 0 && subject.book.is_key("hanging", key);
        points |= text && subject.book.is_key("pointing", key);
        words += 1;
    });
    if words == 0 {
        return false;
    }
    let question = || words > 1 && words::last(line).is_some_and(|word| word.text().ends_with('?'));
    let opens = || {
        let text = words::text(&words::words(line));
        !text.ends_with('？') && subject.book.marks.opens("hanging", &text)
    };
    hanging || (points && question()) || points_back(subject, line) || (!subject.book.marks.is_empty() && opens())
}

/// Whether the first clause of a sentence with a blank points back: "[…] takes this decision", 当满足这条性质时.
fn points_back(subject: &Subject, line: &[Inline]) -> bool {
    if !line.iter().any(|inline| matches!(inline.kind, InlineKind::Cloze(_))) {
        return false;
    }
    let said = words::words(line);
    let clause = |word: &&Word| word.is_text() && word.text().ends_with([',', ';', '，', '；']);
    let end = said.iter().take(FAR).position(|word| clause(&word)).map_or(said.len().min(FAR), |at| at + 1);
    let text = words::text(&said);
    let first = text.split(['，', '；']).next().unwrap_or_default();
    said[..end].iter().any(|word| word.is_text() && subject.book.is("demonstrative", word))
        || subject.book.marks.find("demonstrative", first).is_some()
}

/// What a statement hangs on: the sentence or line before, with the formula below it.
fn line_before(subject: &Subject, front: &[Inline], span: Span, whole: bool) -> Option<Vec<Block>> {
    if whole {
        return (!subject.above.is_empty()).then(|| vec![named(&subject.above, span)]);
    }
    let mut last: Option<&[Inline]> = None;
    let mut formula: Option<&Block> = None;
    for piece in &subject.pieces {
        let begins = piece.span.start <= span.start && span.start < piece.span.end;
        if piece.span.start >= span.start && !begins {
            break;
        }
        match piece.kind {
            PieceKind::Line(line) if begins => {
                if let Some(before) = sentence_before(line, span) {
                    return Some(vec![paragraph(before, span)]);
                }
                break;
            }
            PieceKind::Line(line) => (last, formula) = (Some(line), None),
            // The last item of a list above speaks of something else.
            PieceKind::List(list) if piece.span.contains(span) => {
                if let Some(line) = in_list(list, &words::words(front), span) {
                    last = Some(line);
                }
            }
            PieceKind::List(_) => last = None,
            PieceKind::Block(BlockKind::Math(_)) => formula = Some(piece.block),
            PieceKind::Block(_) => formula = None,
        }
    }
    // Where the topic has no name to point to, a long line says more than none.
    let most = if subject.name.is_empty() { 2 * CONTEXT } else { CONTEXT };
    let short = |line: &&[Inline]| formula.is_some() || words::count(&crate::model::plain_text(line)) <= most;
    let told = last.filter(short).map(|line| match formula {
        Some(_) => sentences(line).pop().unwrap_or_default(),
        None => line.to_vec(),
    });
    let before: Vec<Block> = told.map(|line| paragraph(line, span)).into_iter().chain(formula.cloned()).collect();
    match before {
        before if !before.is_empty() => Some(before),
        _ if subject.name.is_empty() => None,
        _ if subject.is_lead_in() || subject.parent.is_some() => Some(vec![named(&subject.name, span)]),
        _ => None,
    }
}

/// The sentence of a line that stands before the one at `span`.
fn sentence_before(line: &[Inline], span: Span) -> Option<Vec<Inline>> {
    let before = |sentence: &Vec<Inline>| span_of(sentence).is_some_and(|own| own.end <= span.start);
    sentences(line).into_iter().take_while(before).last()
}

/// The previous sibling of what stands at `span` in the list, else its parent; the last line of a list before it. What the
/// front says itself is none of them.
fn in_list<'l>(list: &'l List, front: &[Word], span: Span) -> Option<&'l [Inline]> {
    let mut last = None;
    for item in &list.items {
        let (own, below) = parts(item);
        if item.span.start >= span.start || span_of(own).is_some_and(|own| own.contains(span)) {
            break;
        }
        if item.span.contains(span) {
            let inner = below.iter().find_map(|block| match &block.kind {
                BlockKind::List(inner) => in_list(inner, front, span),
                _ => None,
            });
            return inner.or(Some(own).filter(|own| !words::same_keys(&words::words(own), front))).or(last);
        }
        last = Some(own);
    }
    last
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_sentence_with_a_blank_may_not_point_back() {
        let cards = super::super::super::tests::lines(
            "## Fähre\nEin Rat der Lotsen und Schiffer sperrt bei Nebel den Hafen.\n\nBei Sturm trifft diese Entscheidung **der Hafenmeister** allein.\n",
            crate::model::CardLevel::Atomic,
        );
        assert!(
            cards.iter().any(|card| card.contains("sperrt bei Nebel den Hafen. / Bei Sturm trifft diese")),
            "{cards:?}"
        );
    }

    #[test]
    fn a_context_that_points_back_itself_stands_below_the_topic_s_name() {
        check(
            "# Cases\n## Genitive\nThe genitive tells whose a boat is, and is used for nothing else in the books of the old harbour office. It also gets used after certain words. These are:\n- near\n- off\n",
            &[
                "What is **Genitive**? => The genitive tells whose a boat is, and is used for nothing else in the books of the old harbour office. It also gets used after certain words.",
                "**Genitive** / It also gets used after certain words. / These are … (2) => - near / - off",
            ],
        );
    }

    #[test]
    fn a_name_is_no_statement_to_go_on_from() {
        let note = "# Bay\n## Pilots\nMany pilots know the narrows by heart since they have sailed them for many a year in all weathers, by day and by night.\n\nOtherwise a ship could end up on the sharp rocks.\n";
        let cards = super::super::super::tests::lines(note, crate::model::CardLevel::Atomic);
        assert!(!cards.iter().any(|card| card.contains("could end up")), "{cards:?}");
    }
}
