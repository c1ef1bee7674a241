//! R2, the author's own questions: a line that asks over what answers it is a card in their words.
//!
//! - Why does frustration matter? It ends the contract …   =>  Why does frustration matter?   It ends the contract …
//! - When is it excluded? / where the offer says so         =>  the line asks, the lines below it answer
//!
//! - New to docks? A dock is a basin …                        =>  no card of the line: it only leads on
//!
//! Over a list such a line is an intro (R3). A heading that asks why, when or how is answered by a short list of labels as a whole:
//!
//! - ## Why does it matter? / Guilds: …, Towns: …            =>  Why does … matter? (2)   no card of "Guilds"

use super::claims::Claims;
use super::draft::Draft;
use super::piece::{self, Piece, parts, span_of};
use super::subject::Subject;
use super::words::{self, words};
use super::{Rule, gates::size, sentence, terms};
use crate::model::{Block, BlockKind, CardLevel, Inline, InlineKind, Item, List, Span, plain_text};

/// "Why?" and "Really?" ask nothing alone.
const SHORTEST: usize = 3;
/// A question of more words is a story.
const LONGEST: usize = 30;
/// A question to the reader is known by so many words.
const OPENING: usize = 3;

/// The cards of questions in the text.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards: Vec<Draft> = titled(subject, claims).into_iter().collect();
    for (at, piece) in subject.pieces.iter().enumerate() {
        if let Some(list) = piece.list() {
            items(subject, list, claims, &mut cards);
        } else if let Some(line) = piece.line() {
            cards.extend(in_line(subject, line, piece.span, claims).or_else(|| over(subject, line, at, claims)));
        }
    }
    cards
}

/// The card of a title that asks, over labels few enough to be recalled at once.
fn titled(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let [block] = subject.body() else { return None };
    let lines: Vec<&[Inline]> = match &block.kind {
        BlockKind::List(list) => list.items.iter().map(|item| parts(item).0).collect(),
        BlockKind::Paragraph(lines) => piece::statements(lines).collect(),
        _ => return None,
    };
    let title = subject.book.name(&subject.title);
    let first = title.first().filter(|_| title.len() > 1)?;
    // At `atomic` the parts of how something is done are asked apart.
    let class = if subject.level == CardLevel::Atomic { "asks_reason" } else { "wh_clause" };
    let labels = lines.iter().any(|line| terms::split(subject, line).is_some());
    let short = (2..=size::ITEMS).contains(&lines.len())
        && words::count(&crate::text::plain::blocks(subject.body())) <= size::WORDS;
    if !subject.book.is(class, first) || !labels || !short || !claims.free(block.span) {
        return None;
    }
    claims.take(block.span);
    let question = subject.question(&[], true);
    Some(Draft::ask(Rule::R(2), question, block.span).answer(vec![block.clone()]).of_the_whole())
}

fn items(subject: &Subject, list: &List, claims: &mut Claims, cards: &mut Vec<Draft>) {
    for item in &list.items {
        let (own, below) = parts(item);
        let first = piece::statements(own).next().unwrap_or_default();
        let card = if first.len() < own.len() {
            of_lines(subject, first, &own[first.len()..], item.span, claims)
        } else {
            in_line(subject, own, item.span, claims)
        };
        let card = card.map(|card| also(card, below)).or_else(|| of_item(subject, item, claims));
        cards.extend(card);
    }
}

/// A question on the first line of an item over the lines that follow in it.
fn of_lines(subject: &Subject, first: &[Inline], rest: &[Inline], span: Span, claims: &mut Claims) -> Option<Draft> {
    let mut answer = rest.to_vec();
    super::cut::trim_start(&mut answer);
    if !asks(first) || answer.is_empty() {
        return None;
    }
    card(subject, first, vec![super::draft::paragraph(answer, span)], span, claims)
}

/// The card with what hangs below its item in the answer.
fn also(mut card: Draft, below: &[Block]) -> Draft {
    card.back.extend_from_slice(below);
    card
}

/// A question, and its answer in the same line.
fn in_line(subject: &Subject, line: &[Inline], span: Span, claims: &mut Claims) -> Option<Draft> {
    // Most lines ask nothing, and are not cut.
    let said = plain_text(line);
    let parts = said.contains("? ");
    if !parts && !said.contains('？') {
        return None;
    }
    if let Some(card) = stressed(subject, line, span, claims) {
        return Some(card);
    }
    // Inside a Chinese text most questions only lead on.
    if !parts {
        return None;
    }
    let sentences = sentence::sentences(line);
    let (first, rest) = sentences.split_first()?;
    let answer = rest.first()?;
    if !asks(first) || asks(answer) {
        return None;
    }
    let start = span_of(answer)?.start;
    let after = line.iter().filter(|inline| inline.span.end > start).cloned().collect::<Vec<_>>();
    let answer = super::contrast::rest_of(line, words(first).len(), false).unwrap_or(after);
    card(subject, first, vec![super::draft::paragraph(answer, span)], span, claims)
}

/// A question in bold, and its answer behind it.
fn stressed(subject: &Subject, line: &[Inline], span: Span, claims: &mut Claims) -> Option<Draft> {
    let (Inline { kind: InlineKind::Strong(question) | InlineKind::Emph(question), .. }, rest) = line.split_first()?
    else {
        return None;
    };
    let mut answer = rest.to_vec();
    super::cut::trim_start(&mut answer);
    if !asks(question) || answer.is_empty() || asks(&answer) {
        return None;
    }
    card(subject, question, vec![super::draft::paragraph(answer, span)], span, claims)
}

/// A question on a line of its own over the lines that follow.
fn over(subject: &Subject, line: &[Inline], at: usize, claims: &mut Claims) -> Option<Draft> {
    if !asks(line) {
        return None;
    }
    let below = &subject.pieces[at + 1..];
    let first = below.first()?;
    let own = |piece: &&Piece| std::ptr::eq(piece.block, first.block) && !piece.line().is_none_or(asks);
    let answer: Vec<Piece> = below.iter().take_while(own).copied().collect();
    let span = subject.pieces[at].span.to(answer.last()?.span);
    card(subject, line, piece::blocks(&answer), span, claims)
}

/// A question in an item over what hangs below it.
fn of_item(subject: &Subject, item: &Item, claims: &mut Claims) -> Option<Draft> {
    let (own, below) = parts(item);
    if !asks(own) || below.is_empty() {
        return None;
    }
    card(subject, own, below.to_vec(), item.span, claims)
}

fn card(subject: &Subject, question: &[Inline], answer: Vec<Block>, span: Span, claims: &mut Claims) -> Option<Draft> {
    if !claims.free(span) || is_for_the_reader(subject, question, &answer) {
        return None;
    }
    claims.take(span);
    Some(Draft::ask(Rule::R(2), question.to_vec(), span).answer(answer))
}

/// Whether a question only leads the reader on: "New to docks?", "Can you tie it?" without a yes or no, "Is the rope wet?" over
/// what to do if it is.
fn is_for_the_reader(subject: &Subject, question: &[Inline], answer: &[Block]) -> bool {
    let said = words::start(question, OPENING);
    let opens = |class: &str| said.first().is_some_and(|word| subject.book.is(class, word));
    let first = match answer {
        [Block { kind: BlockKind::Paragraph(line), .. }, ..] => words::first(line),
        _ => None,
    };
    let answers = |class: &str| first.as_ref().is_some_and(|word| subject.book.is(class, word));
    let reader = subject.lexicon.opening("asks_reader", &said, OPENING).is_some();
    reader && first.is_some() && !answers("yes_or_no") || opens("aux") && answers("when_clause")
}

fn asks(line: &[Inline]) -> bool {
    // Most lines end otherwise, and are not put together.
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = line.last()
        && !text.trim_end().is_empty()
        && !text.trim_end().ends_with(['?', '？'])
    {
        return false;
    }
    let said = plain_text(line);
    let one = said.trim_end().ends_with(['?', '？']) && super::sentence::count(line) == 1;
    one && (SHORTEST..=LONGEST).contains(&super::words::count(&said))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn a_question_in_a_line_is_answered_by_the_rest_of_it() {
        check(
            "## Frost\nWhy does frost harm plants? Ice bursts their cells. It is worst in spring.\n",
            &["Why does frost harm plants? => Ice bursts their cells. It is worst in spring."],
        );
    }

    #[test]
    fn a_question_in_bold_is_answered_by_what_stands_behind_it() {
        check(
            "## Frost\n- Rime: frost out of fog\n- Glaze: ice out of rain\n\n**Why does frost harm plants?** Ice bursts their cells.\n",
            &[
                "What is **Rime**? => frost out of fog",
                "What is **Glaze**? => ice out of rain",
                "Why does frost harm plants? => Ice bursts their cells.",
            ],
        );
    }

    #[test]
    fn what_only_leads_the_reader_on_asks_nothing() {
        for line in [
            "New to ropes? Begin with the bowline, which holds without slipping.",
            "Can you tie it twice? Sometimes a second knot holds better.",
            "Is the rope wet? If it is, the knot is tied anew.",
        ] {
            let cards = lines(&format!("# Knots\n## Bowline\n{line}\n"), CardLevel::Section);
            assert!(!cards.iter().any(|card| card.starts_with(&line[..12])), "{cards:?}");
        }
        check(
            "# Knots\n## Bowline\nCan you tie a bowline twice? Yes, a second knot holds better.\n",
            &["Can you tie a bowline twice? => Yes, a second knot holds better."],
        );
    }

    #[test]
    fn a_title_that_asks_why_is_answered_by_all_of_its_list() {
        let note = "# Toll\n**Why does it matter?**\n→ Guilds: they pay for the lock\n→ Towns: they live on it\n";
        check(note, &["Why does **Toll** matter? (2) => - Guilds: they pay for the lock / - Towns: they live on it"]);
        check(
            "# Toll\n## 2. Why did Goole fight it?\nGuilds: they had to pay for the lock\nTowns: they lived on it\n",
            &["Why did Goole fight **Toll**? => Guilds: they had to pay for the lock / Towns: they lived on it"],
        );
        for level in [CardLevel::Section, CardLevel::Atomic] {
            let note = "# Toll\n## Why did Goole fight it?\n- Guilds: they had to pay for the lock\n- Towns: they lived on it\n";
            let cards = lines(note, level);
            assert!(cards[0].starts_with("Why did Goole fight **Toll**? (2) => - Guilds"), "{cards:?}");
            assert!(!cards.iter().any(|card| card.contains("What are")), "{cards:?}");
        }
    }

    #[test]
    fn a_line_that_asks_is_answered_by_what_follows() {
        check(
            "## Frost\n- Which plants survive frost?\n  Those that store sugar.\n\nHow is frost forecast?\nBy the dew point.\n",
            &["Which plants survive frost? => Those that store sugar.", "How is frost forecast? => By the dew point."],
        );
    }
}
