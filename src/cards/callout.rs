//! R14, callouts: a titled callout is a lead-in, its title asks and its body answers.
//!
//! - > [!tip] Write once, run anywhere      =>  asks by the phrase book
//! - > [!question] Why are they normal?     =>  the question, with its answer
//!
//! An untitled one is an aside and goes to Extra, unless it opens with an emphasised definition, is one of what the heading
//! right above it names, or is all that stands below its heading: then it is the text of its topic.

use std::iter;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::opening::{self, Opening};
use super::phrases::{Fact, Scene};
use super::piece::{parts, pieces, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, atomic, emphasised, list, marked, statement};
use crate::model::{Block, BlockKind, Callout, Inline, Item, List, Topic, plain_text};

/// Kinds of callouts that say what a thing is.
const NAMING: [&str; 6] = ["definition", "theorem", "lemma", "proposition", "corollary", "axiom"];

/// Kinds of callouts whose text is no answer to what their topic is.
const TELLING: [&str; 8] = ["quote", "cite", "question", "faq", "help", "example", "todo", "bug"];

/// The text of a topic: what is in its only block, where that is a callout without a title or an item that says the title again,
/// else its blocks.
pub(crate) fn text_of(topic: &Topic) -> &[Block] {
    match &topic.body[..] {
        [Block { kind: BlockKind::Callout(callout), .. }] if is_text(callout) => &callout.body,
        [Block { kind: BlockKind::List(list), .. }] => below_title(topic, list).unwrap_or(&topic.body),
        body => body,
    }
}

/// What hangs below the only item of a list, where that says no more than the title: "Anchors" over "- Anchor".
fn below_title<'t>(topic: &Topic, list: &'t List) -> Option<&'t [Block]> {
    let [item] = &list.items[..] else { return None };
    let (own, below) = parts(item);
    let key = |line: &[Inline]| {
        plain_text(line).trim().trim_end_matches([':', '：']).to_lowercase().trim_end_matches('s').to_owned()
    };
    (!below.is_empty() && !own.is_empty() && key(own) == key(&topic.title)).then_some(below)
}

/// Whether a callout says nothing of what it holds: neither by a title nor by its kind.
fn is_text(callout: &Callout) -> bool {
    let kind = callout.kind.as_str();
    !is_title(callout, &words::words(&callout.title)) && !NAMING.contains(&kind) && !TELLING.contains(&kind)
}

/// The cards of callouts.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for block in subject.body() {
        let BlockKind::Callout(callout) = &block.kind else { continue };
        if !claims.free(block.span) {
            continue;
        }
        let title = words::words(&callout.title);
        // "> [!cite] Reference" says where the text is from.
        if subject.book.is_key("apparatus", &words::lower_text(&title)) && TELLING.contains(&callout.kind.as_str()) {
            claims.take(block.span);
            continue;
        }
        let counts = statement::only_follows(subject.book, &title);
        if is_title(callout, &title) && !counts && !callout.body.is_empty() {
            if let Some(told) = of_statement(subject, callout, block, claims) {
                claims.take(block.span);
                cards.extend(told);
                continue;
            }
            claims.take(block.span);
            let card = if let Some(term) = marked::called(subject, &callout.title, &callout.body) {
                of_term(subject, callout, &term, block)
            } else {
                let question = question(subject, callout, &title);
                card(question, block, callout.body.clone())
            };
            cards.push(card);
        } else if let Some(question) = of_heading(subject, callout).filter(|_| !callout.body.is_empty()) {
            claims.take(block.span);
            cards.push(card(question, block, callout.body.clone()));
        } else {
            for piece in pieces(&callout.body) {
                let card = piece.line().and_then(|line| emphasised::card(subject, line, piece.span, claims));
                cards.extend(card);
            }
            list::among(subject, &pieces(&callout.body), claims, &mut cards);
            claims.take(block.span);
        }
    }
    cards
}

/// The cards of a title that is a sentence: what it says is asked, and the body goes with it.
fn of_statement(subject: &Subject, callout: &Callout, block: &Block, claims: &mut Claims) -> Option<Vec<Draft>> {
    let title = &callout.title;
    // "> [!theorem] Every pier has an end" names what it states.
    if statement::is_kind(subject.book, &callout.kind) {
        return None;
    }
    let asks = plain_text(title).trim_end().ends_with(['?', '？']);
    let bids = matches!(opening::of(subject, title), Opening::Bids | Opening::Does);
    let says = opening::is_statement(subject, title) && !bids && !asks;
    let span = span_of(title).filter(|_| says)?;
    let item = Item { task: None, blocks: vec![paragraph(title.clone(), span)], span };
    let mut told = atomic::of_statement(subject, &item, claims)?.into_iter();
    let first = told.next()?.and_extra(callout.body.clone()).showing(block.span);
    Some(iter::once(first).chain(told).collect())
}

/// What a callout asks that says what its heading names, `> [!definition]` right below it; none if it names a thing itself.
fn of_heading(subject: &Subject, callout: &Callout) -> Option<Vec<Inline>> {
    let phrase = format!("callout_{}", callout.kind);
    let first = subject
        .topic
        .body
        .first()
        .is_some_and(|block| matches!(&block.kind, BlockKind::Callout(first) if first == callout));
    let fits = first && NAMING.contains(&callout.kind.as_str()) && subject.facet.is_none() && !subject.name.is_empty();
    let names = marked::called(subject, &callout.title, &callout.body).is_some();
    let says = fits && !names && subject.book.can_say(&phrase);
    says.then(|| subject.book.say(&phrase, &Scene { topic: &subject.name, parent: &subject.name, ..subject.scene() }))
}

/// Whether the callout says more in its title than what kind it is.
fn is_title(callout: &Callout, title: &[Word]) -> bool {
    let said = words::lower_text(title);
    !title.is_empty() && said != callout.kind && callout.kind != "quote" && said.trim_end_matches(':') != callout.kind
}

/// The card of a callout: what its author set apart is one statement, a list holds several.
fn card(question: Vec<Inline>, block: &Block, body: Vec<Block>) -> Draft {
    let listed = matches!(body.first(), Some(Block { kind: BlockKind::List(_), .. }));
    let card = Draft::ask(Rule::R(14), question, block.span).answer(body);
    if listed { card } else { card.undivided() }
}

/// The card of a callout whose title sets the scene for the term that its body names.
fn of_term(subject: &Subject, callout: &Callout, term: &[Word], block: &Block) -> Draft {
    let question = subject.book.say("what", &Scene { topic: term, ..subject.scene() });
    let mut answer = vec![paragraph(callout.title.clone(), block.span)];
    answer.extend(callout.body.iter().cloned());
    card(question, block, answer)
}

fn question(subject: &Subject, callout: &Callout, title: &[Word]) -> Vec<Inline> {
    let named = statement::name_in(subject.book, title);
    let title = named.as_deref().unwrap_or(title);
    if statement::is_kind(subject.book, &callout.kind) {
        return statement::stated(subject, &callout.kind, title);
    }
    let scene = Scene { topic: title, parent: &subject.name, ..subject.scene() };
    let phrase = format!("callout_{}", callout.kind);
    if subject.book.can_say(&phrase) {
        return subject.book.say(&phrase, &scene);
    }
    let told = matches!(callout.body.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
    if told && subject.book.can_say("advice") && opening::of(subject, &callout.title) == Opening::Bids {
        return subject.book.say("advice", &scene);
    }
    let facet = subject.book.facet(title).and_then(|facet| subject.book.ask_facet(&facet, false, &subject.scene()));
    facet.unwrap_or_else(|| subject.book.heading(title, &[Fact::Parent], &scene))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_callout_that_sets_the_scene_asks_for_the_term_it_names() {
        check(
            "# 运算\n> [!definition] 对于集合上的二元运算，若结果与次序无关，即\n> $$ab=ba$$\n> 则称此运算具有**交换性**(commutativity)。\n",
            &[
                "什么是**交换性**？ => 对于集合上的二元运算，若结果与次序无关，即 / $$ / ab=ba / $$ / 则称此运算具有**交换性**(commutativity)。",
            ],
        );
        check(
            "# 排序\n> [!tip] 构造堆\n> 输入：数组\n> 输出：大根堆\n> 1. 从最后一个父结点开始\n> 2. 逐个向下调整\n",
            &["如何**构造堆**？ => 输入：数组 / 输出：大根堆 / 1. 从最后一个父结点开始 / 2. 逐个向下调整"],
        );
        check(
            "# 概率论\n> [!definition] 定义 1 (事件域)\n> 全体事件的集合。\n",
            &["什么是**事件域**？ => 全体事件的集合。"],
        );
    }

    #[test]
    fn where_a_text_is_from_asks_nothing() {
        check(
            "# Harbour\n> [!cite] Reference\n> From the second talk of the pilots.\n\n## Ramp\nA ramp is a bridge for carts.\n",
            &["What is a **Ramp**? => a bridge for carts."],
        );
    }

    #[test]
    fn an_untitled_definition_is_that_of_its_heading() {
        check(
            "# Cells\n## Membrane\n> [!Definition]\n> A barrier between the inside and the outside.\n",
            &["What is **Membrane**? => A barrier between the inside and the outside."],
        );
    }

    #[test]
    fn a_title_that_is_a_sentence_is_asked_as_one() {
        check(
            "# Harbour\nx\n\n> [!note] The ramp is lowered by two chains\n> They are oiled in spring.\n",
            &["How is the **ramp** lowered? => by two chains"],
        );
    }

    #[test]
    fn a_theorem_is_asked_by_its_title_or_for_what_it_says() {
        check(
            "# Tides\nx\n\n> [!theorem] Theorem 1.4: Brook\n> The sum of two tides is a tide.\n\n> [!lemma] Every pier has an end\n> For each pier there is a last plank.\n\n> [!example] Example 1\n> The pier of Brookton has ten planks.\n",
            &[
                "What does the **Brook** theorem say? => The sum of two tides is a tide.",
                "State the lemma precisely: **Every pier has an end**. => For each pier there is a last plank.",
            ],
        );
    }

    #[test]
    fn a_callout_alone_is_the_text_of_its_heading() {
        check(
            "# Cells\n## Membrane\n> [!note]\n> A membrane is a barrier between the inside and the outside.\n\n## Ferry\n> [!info]\n> - Ramp: bridge for carts\n> - Deck: floor for carts\n",
            &[
                "What is a **Membrane**? => a barrier between the inside and the outside.",
                "What is **Ramp**? => bridge for carts",
                "What is **Deck**? => floor for carts",
            ],
        );
    }

    #[test]
    fn a_callout_is_one_statement() {
        let long =
            "It weighs more than all the other ropes of the ship together, and nobody carries it alone. ".repeat(4);
        let cards = super::super::tests::explained(
            &format!("# Harbour\n> [!definition] Hawser\n> A hawser is a thick rope. {long}It is tied last.\n"),
            crate::model::CardLevel::Section,
        );
        assert!(cards.cards[0].back.ends_with("tied last."), "{:?}", cards.cards);
    }

    #[test]
    fn an_item_that_says_the_title_again_says_nothing_of_it() {
        check(
            "# Harbour\n## Anchors\n- Anchor\n  - A hook of iron that holds a boat\n  - Needs a long chain\n",
            &["What are **Anchors**? (2) => - A hook of iron that holds a boat / - Needs a long chain"],
        );
    }
}
