//! A list that its title asks for stays a card where the patterns of `atomic` ask some of its items and cannot ask the others;
//! any list does of which less than half can be asked apart.
//!
//! - ## Effects of frost / The ramp becomes slippery, so that carts wait, Ropes as hard as wood   =>  What are the effects of frost? (2)

use super::super::Rule;
use super::super::claims::Claims;
use super::super::draft::Draft;
use super::super::gates::size;
use super::super::piece::{parts, span_of};
use super::super::rest;
use super::super::subject::Subject;
use super::super::words::Word;
use super::{are_loose, kind};
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, plain_text};

/// At `atomic`: the card of a short list that its title asks for, where some of its items are asked apart and others are not.
pub(crate) fn left_over(subject: &Subject, claims: &Claims) -> Option<Draft> {
    let [block @ Block { kind: BlockKind::List(list), span, .. }] = subject.body() else { return None };
    let short = subject.level == CardLevel::Atomic && (2..=size::ITEMS).contains(&list.items.len());
    let own = |item: &Item| span_of(parts(item).0).filter(|_| parts(item).1.is_empty());
    let open = |item: &Item| own(item).is_some_and(|span| claims.free(span));
    if !short || claims.free(*span) || !list.items.iter().any(open) {
        return None;
    }
    let rule = Rule::R(if subject.facet.is_some() { 2 } else { 15 });
    let few = list.items.iter().filter(|item| !claims.free(item.span)).count() * 2 < list.items.len();
    let loose = || super::question(subject, std::slice::from_ref(block)).filter(|_| few);
    let question =
        loose().unwrap_or_else(|| subject.question(&kind(subject, list).into_iter().collect::<Vec<_>>(), true));
    if !asks_for_several(subject, &question) && (!few || rest::asks_little(subject, &question)) {
        return None;
    }
    let mut card = Draft::ask(rule, question, *span).answer(vec![block.clone()]).of_the_whole();
    card.set = true;
    Some(card)
}

/// Whether a question names what the items are, as its title does: "the cons of", "the effects of", and no overview.
fn asks_for_several(subject: &Subject, question: &[Inline]) -> bool {
    let plural = |word: &&Word| subject.book.is_plural(std::slice::from_ref(*word));
    let set = |word: &&Word| subject.book.is_set_noun(word);
    let named = match &subject.facet {
        Some(facet) if facet.row.role == "example" => None,
        Some(facet) => facet.label.last(),
        None => subject.title.iter().filter(plural).find(set),
    };
    let asked = plain_text(question).to_lowercase();
    let explains = asked.ends_with(&plain_text(&subject.say("explain")).to_lowercase());
    !are_loose(subject) && !explains && named.filter(plural).is_some_and(|word| asked.contains(word.key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check_atomic;

    #[test]
    fn what_no_pattern_asks_is_asked_with_the_others() {
        check_atomic(
            "# Harbour\n## Frost\n**Effects of frost:**\n- The ramp is closed because carts slip\n- Rope of the old kind as hard as wood in cold nights\n",
            &[
                "What are the effects of **frost**? (2) => - The ramp is closed because carts slip / - Rope of the old kind as hard as wood in cold nights",
                "Why is the ramp closed? => carts slip",
            ],
        );
    }
}
