//! R2, signs: what stands behind "(+)" and "(-)", ✅ and ❌, or as `+` beside `-` in one list, are pros and cons.
//!
//! - ## Evaluation / (+) cheap / (+) silent / (-) slow   =>   What are the pros of …? (2)   What are the cons of …?

use super::Rule;
use super::claims::Claims;
use super::cut;
use super::draft::{Draft, paragraph};
use super::phrases::Scene;
use super::piece::{PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, ListMarker, Span, plain_text};

/// Signs that speak for a thing, and those that speak against it.
const SIGNS: [(Side, &[&str]); 2] = [
    (Side::For, &["(+)", "[+]", "✅", "✔️", "✔", "👍", "➕"]),
    (Side::Against, &["(-)", "(–)", "(−)", "[-]", "❌", "✗", "✘", "👎", "➖"]),
];

/// On which side a point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

/// A point without its sign.
struct Point {
    side: Side,
    /// Whether its sign means nothing else.
    sure: bool,
    item: Item,
}

/// The pros and the cons among the lines and items of the topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let points: Vec<Point> =
        subject.pieces.iter().flat_map(|piece| of_piece(subject, piece.kind, piece.span)).collect();
    let has = |side: Side| points.iter().any(|point| point.side == side);
    // A row of ticks alone tells what is done.
    let told = points.iter().all(|point| point.sure) || has(Side::For) && has(Side::Against);
    let free = points.iter().all(|point| claims.free(point.item.span));
    let Some(owner) = (told && free && points.len() > 1).then(|| owner(subject)).flatten() else { return Vec::new() };
    for point in &points {
        claims.take(point.item.span);
    }
    let sides = [(Side::For, "pros"), (Side::Against, "cons")];
    let ask = |(side, phrase): (Side, &str)| of_side(subject, &owner, &points, side, phrase);
    sides.into_iter().filter_map(ask).collect()
}

/// What the points speak of: the topic, of a facet or an "Evaluation" what stands above it.
fn owner(subject: &Subject) -> Option<Vec<Word>> {
    let title = words::lower_text(&subject.title);
    let above = subject.facet.is_none() && subject.book.is_key("evaluates", &title) && !subject.above.is_empty();
    let owner = if above { &subject.above } else { &subject.name };
    let known = ["pros", "cons"].iter().all(|phrase| subject.book.can_say(phrase));
    (known && !owner.is_empty()).then(|| owner.clone())
}

fn of_side(subject: &Subject, owner: &[Word], points: &[Point], side: Side, phrase: &str) -> Option<Draft> {
    let items: Vec<Item> = points.iter().filter(|point| point.side == side).map(|point| point.item.clone()).collect();
    let (first, last) = (items.first()?.span, items.last()?.span);
    let shows: Vec<Span> = items.iter().map(|item| item.span).collect();
    let question = subject.book.say(phrase, &Scene { topic: owner, ..subject.scene() });
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
    let answer = vec![Block::new(BlockKind::List(list), first.to(last))];
    let mut card = Draft::ask(Rule::R(2), question, first).answer(answer);
    card.shows = shows;
    Some(card)
}

fn of_piece(subject: &Subject, kind: PieceKind, span: Span) -> Vec<Point> {
    match kind {
        PieceKind::Line(line) => {
            let point = |(side, sure, rest)| {
                let item = Item { task: None, blocks: vec![paragraph(rest, span)], span };
                Point { side, sure, item }
            };
            signed(line).map(point).into_iter().collect()
        }
        PieceKind::List(list) => of_list(list).or_else(|| of_markers(subject, list)).unwrap_or_default(),
        PieceKind::Block(_) => Vec::new(),
    }
}

/// The items of a list, if each opens with a sign.
fn of_list(list: &List) -> Option<Vec<Point>> {
    let point = |item: &Item| {
        let (own, below) = parts(item);
        let (side, sure, rest) = signed(own)?;
        let mut blocks = vec![paragraph(rest, item.span)];
        blocks.extend_from_slice(below);
        Some(Point { side, sure, item: Item { blocks, ..*item } })
    };
    list.items.iter().map(point).collect()
}

/// The items of a list in which `+` and `-` stand side by side.
fn of_markers(subject: &Subject, list: &List) -> Option<Vec<Point>> {
    let side = |item: &Item| match subject.note.text.get(item.span.bytes())?.trim_start().as_bytes().first()? {
        b'+' => Some(Side::For),
        b'-' => Some(Side::Against),
        _ => None,
    };
    let sides: Vec<Side> = list.items.iter().map(side).collect::<Option<_>>()?;
    let mixed = sides.windows(2).any(|pair| pair[0] != pair[1]);
    let point = |(side, item): (Side, &Item)| Point { side, sure: false, item: item.clone() };
    mixed.then(|| sides.into_iter().zip(&list.items).map(point).collect())
}

/// The side of the sign with which a line opens, and the line behind it.
fn signed(line: &[Inline]) -> Option<(Side, bool, Vec<Inline>)> {
    let (first, rest) = line.split_first()?;
    let text = plain_text(std::slice::from_ref(first));
    let found = SIGNS.iter().find_map(|(side, signs)| {
        let sign = signs.iter().find(|sign| text.starts_with(**sign))?;
        Some((*side, *sign))
    });
    let (side, sign) = found?;
    let rest = match &first.kind {
        InlineKind::Text(_) => cut::at(line, 0, 0, sign.len()).1,
        _ if text.trim() == sign => rest.to_vec(),
        _ => return None,
    };
    let mut rest = rest;
    cut::trim_start(&mut rest);
    (!words::words(&rest).is_empty()).then_some((side, sign.is_ascii(), rest))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_atomic};

    #[test]
    fn signs_of_lines_are_pros_and_cons_of_what_is_evaluated() {
        let note = "# Steam ferry\n## Evaluation\n(+) Fast, runs at any tide\n(+) Carries carts\n(-) Loud\n";
        let asked = [
            "What are the pros of **Steam ferry**? (2) => - Fast, runs at any tide / - Carries carts",
            "What are the cons of **Steam ferry**? => - Loud",
        ];
        check(note, &asked);
        check_atomic(note, &asked);
    }

    #[test]
    fn so_are_signs_of_items_and_of_lists() {
        let asked =
            ["What are the pros of **Lock**? (2) => - safe / - dry", "What are the cons of **Lock**? => - slow"];
        check("# Canal\n## Lock\n- ✅ safe\n- ✅ dry\n- ❌ slow\n", &asked);
        check("# Canal\n## Lock\n✅ safe\n❌ slow\n✅ dry\n", &asked);
        check("# Canal\n## Lock\n+ safe\n+ dry\n- slow\n", &asked);
    }

    #[test]
    fn ticks_alone_judge_nothing() {
        check(
            "# Canal\n## Watch\n- ✅ ring the bell\n- ✅ light the lamp\n",
            &["**Canal**: **Watch**? (2) => - ✅ ring the bell / - ✅ light the lamp"],
        );
    }
}
