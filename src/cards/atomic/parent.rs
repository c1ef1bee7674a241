//! R3, parent items: a short item over others asks for them; it is never blanked with its children.
//!
//! - worker processes / accept connections, handle requests  =>  What do worker processes do? (2)

use rustc_hash::FxHashMap;

use super::unit::{Unit, is_verb};
use crate::cards::claims::Claims;
use crate::cards::draft::Draft;
use crate::cards::phrases::{Fact, Scene, lower_first, without_colon};
use crate::cards::piece::{Piece, parts};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, list, opening, points, sets, terms};
use crate::model::{Block, BlockKind, Inline, Item, List, Span};

/// A longer line over a list is a statement of its own.
const NAME: usize = 4;

/// A clause over a list has at most so many words.
const CLAUSE: usize = 12;

/// The card of an item with items below it.
pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let [Block { kind: BlockKind::List(list), .. }] = unit.below else { return None };
    // An intro is asked as one (list.rs), or announces examples.
    if list::introduces(unit.subject, &unit.line) {
        return None;
    }
    let asked = question(unit.subject, &unit.words, list, &unit.scene());
    let question = asked.or_else(|| finished(unit.subject, &unit.line, list))?;
    let mut card = Draft::ask(Rule::R(3), question, unit.whole).answer(unit.below.to_vec());
    card.set = true;
    Some(card)
}

/// What a short item over a list asks of it.
pub(super) fn question(subject: &Subject, own: &[Word], list: &List, scene: &Scene) -> Option<Vec<Inline>> {
    let name = without_colon(own);
    if name.is_empty() || name.len() > NAME || list.items.len() < 2 {
        return None;
    }
    let facet = subject.book.facet(&name).and_then(|facet| subject.book.ask_facet(&facet, true, scene));
    Some(facet.unwrap_or_else(|| {
        let named = Scene { topic: &name, ..subject.scene() };
        if are_deeds(subject, list) {
            return subject.book.say("deeds", &named);
        }
        if !is_noun(subject, &name) {
            return subject.book.say("facet_of", &scene.clone().with("v", &name));
        }
        if let Some(counted) = counted(subject, &name, list) {
            return counted;
        }
        let key = words::lower_text(&name);
        if subject.book.is_key("example_label", &key) && subject.book.can_say("term_examples") {
            return subject.book.say("term_examples", scene);
        }
        if says(subject, &name) && subject.book.can_say("unfinished") {
            return subject.book.say("unfinished", &scene.clone().with("v", &name));
        }
        let extra = subject.book.is_key("extra", &key);
        if let Some(told) = points::told(subject, &list.items, &named).filter(|_| !extra) {
            return told;
        }
        // "UNIT-2" before a question tells nothing of it.
        let place = if subject.is_named() { &[Fact::BelowHeading, Fact::NewWords][..] } else { &[] };
        let mut facts = vec![Fact::Parent];
        if subject.book.is_plural(&name) {
            facts.push(Fact::NewWords);
        } else {
            facts.extend(place);
            facts.extend((!points::opens_with_gloss(subject, &name, list)).then_some(Fact::Points));
        }
        let below = Scene { parent: &subject.name, ..named.clone() };
        let question = subject.book.heading(&name, &facts, &below);
        // "What are platelets?" is not what findings about them answer.
        let general =
            subject.is_named() && subject.book.is_plural(&name) && question == subject.book.say("what", &named);
        if general { plural(subject, &name, list) } else { question }
    }))
}

/// What an item in the plural asks: names of such things, or what is told of them.
fn plural(subject: &Subject, name: &[Word], list: &List) -> Vec<Inline> {
    // "How are boats held?" is no owner.
    let asks = subject.book.is_question(&subject.title);
    let parent = if asks { &subject.home } else { &subject.name };
    let scene = Scene { topic: parent, ..subject.scene() };
    if are_names(subject, list) && !parent.is_empty() && subject.book.can_say("which_things") {
        return subject.book.say("which_things", &scene.with("v", &lower_first(name)));
    }
    subject.book.say("term_in", &Scene { topic: name, parent, ..subject.scene() })
}

/// "Two possible explanations" over two: what the set is.
fn counted(subject: &Subject, name: &[Word], list: &List) -> Option<Vec<Inline>> {
    let intro = subject.book.intro(name, &subject.scene()).filter(|intro| intro.role == "count")?;
    (intro.count == Some(list.items.len()) && !subject.name.is_empty()).then_some(intro.question)
}

/// Whether the words are a clause that the list below goes on with: "A lock can hold".
fn says(subject: &Subject, name: &[Word]) -> bool {
    (1..name.len()).any(|at| subject.book.is("finite_aux", &name[at]) && is_verb(subject, name, at))
}

/// Whether the items name things, and tell nothing of them.
fn are_names(subject: &Subject, list: &List) -> bool {
    let names = |item: &Item| {
        let said = words::words(parts(item).0);
        let letters = |word: &Word| word.is_text() && word.text().contains(char::is_alphabetic);
        let tells = |at: usize| {
            let classes =
                ["preposition", "adverb", "participle", "past_deed", "finite_aux", "wh", "negation", "adjectival"];
            is_verb(subject, &said, at) || at == 0 && classes.iter().any(|class| subject.book.is(class, &said[0]))
        };
        (1..=NAME).contains(&said.len()) && said.iter().all(letters) && !(0..said.len()).any(tells)
    };
    list.items.iter().all(names)
}

/// Whether a label names a thing: not "caused by", "mainly in".
fn is_noun(subject: &Subject, name: &[Word]) -> bool {
    let is = |classes: &[&str], word: Option<&Word>| {
        word.is_some_and(|word| classes.iter().any(|class| subject.book.is(class, word)))
    };
    !is(&["participle", "preposition", "adverb", "verb_s", "finite_aux"], name.first())
        && !is(&["preposition", "no_noun"], name.last())
        && !name.iter().skip(1).any(|word| is(&["hanging"], Some(word)))
}

/// At `section`: a card of each item over a list, where no other card holds that list.
pub(crate) fn sections(subject: &Subject, made: &[Draft]) -> Vec<Draft> {
    let mut cards = Vec::new();
    let mut held = Held::default();
    for draft in made {
        gather(&draft.back, &mut held);
    }
    for list in subject.pieces.iter().filter_map(Piece::list) {
        branches(subject, list, &held, &mut cards);
    }
    cards
}

/// The blocks of answers, by where they stand.
type Held<'d> = FxHashMap<Span, Vec<&'d Block>>;

/// Gathers the blocks of an answer, and those in the items of its lists.
fn gather<'d>(blocks: &'d [Block], held: &mut Held<'d>) {
    for block in blocks {
        held.entry(block.span).or_default().push(block);
        if let BlockKind::List(list) = &block.kind {
            for item in &list.items {
                gather(&item.blocks, held);
            }
        }
    }
}

fn branches(subject: &Subject, list: &List, held: &Held, cards: &mut Vec<Draft>) {
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            let BlockKind::List(inner) = &block.kind else { continue };
            let whole = held.get(&block.span).is_some_and(|blocks| blocks.contains(&block));
            let asked = (below.len() == 1 && inner.items.len() > 1 && !whole)
                .then(|| branch(subject, own, inner, block))
                .flatten();
            match asked {
                Some(card) => cards.push(card.showing(item.span)),
                None => branches(subject, inner, held, cards),
            }
        }
    }
}

/// A card of each item, where every one of a list is a name over points about it: nobody recalls them all at once.
pub(crate) fn each(subject: &Subject, list: &List, claims: &mut Claims) -> Option<Vec<Draft>> {
    let named = list.items.iter().map(|item| over_points(subject, item));
    let cards = named.collect::<Option<Vec<Draft>>>().filter(|cards| cards.len() > 1)?;
    for card in &cards {
        claims.take(card.span);
    }
    Some(cards)
}

/// The card of an item that is a name over points.
pub(crate) fn over_points(subject: &Subject, item: &Item) -> Option<Draft> {
    let (own, below) = parts(item);
    let [block @ Block { kind: BlockKind::List(inner), .. }] = below else { return None };
    let question = question(subject, &words::words(own), inner, &subject.scene())?;
    Some(Draft::ask(Rule::R(3), question, item.span).answer(vec![block.clone()]))
}

fn branch(subject: &Subject, own: &[Inline], list: &List, block: &Block) -> Option<Draft> {
    let intro = list::introduces(subject, own).then(|| list::question(subject, own, list)).flatten();
    let terms = list.items.iter().all(|item| terms::split(subject, parts(item).0).is_some());
    let name = words::words(own);
    // "Definition" and "Cons" are no members of a ferry: each has its own card.
    if terms && intro.is_none() && !subject.book.is_plural(&name) {
        return None;
    }
    let question =
        intro.or_else(|| question(subject, &name, list, &subject.scene())).or_else(|| finished(subject, own, list))?;
    let answer = if terms { sets::names(subject, list, block.span) } else { block.clone() };
    let mut card = Draft::ask(Rule::R(3), question, block.span).answer(vec![answer]);
    card.set = true;
    card.and_extra(if terms { vec![block.clone()] } else { Vec::new() }).into()
}

/// What a clause asks that its list finishes: "Delays caused by".
fn finished(subject: &Subject, own: &[Inline], list: &List) -> Option<Vec<Inline>> {
    let said = words::words(own);
    let open = said.last().is_some_and(|last| last.is_text() && subject.book.is("leads_on", last));
    let fits = open && said.len() <= CLAUSE && list.items.len() > 1 && terms::split(subject, own).is_none();
    fits.then(|| list::question(subject, own, list)).flatten()
}

/// Whether the items say what the parent does: at least half begin with a verb, and no other names a thing.
fn are_deeds(subject: &Subject, list: &List) -> bool {
    let opens = |item: &Item, classes: &[&str]| {
        words::first(parts(item).0).is_some_and(|word| classes.iter().any(|class| subject.book.is(class, &word)))
    };
    let deed = |item: &&Item| opens(item, &["command", "verb_s"]);
    let deeds = list.items.iter().filter(deed).count();
    let told = |item: &Item| opens(item, &["condition"]) || opening::is_statement(subject, parts(item).0);
    deeds * 2 > list.items.len()
        || deeds * 2 == list.items.len() && list.items.iter().all(|item| deed(&item) || told(item))
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn names_over_points_are_asked_one_by_one() {
        check(
            "# Harbour\n## Winter\n- **Night watch**:\n  - one man on the wall\n  - a bell\n- **Pilot**\n  - brings in ships\n  - opens the gate\n",
            &[
                "**Winter**: **Night watch**? (2) => - one man on the wall / - a bell",
                "What does **Pilot** do? (2) => - brings in ships / - opens the gate",
            ],
        );
    }

    #[test]
    fn a_clause_is_finished_by_the_list_below_it() {
        let note = "# Ferry\n- Long delays of the ferry caused by\n  - ice\n  - fog\n- Ramp: bridge for carts\n- Deck: floor for carts\n";
        let asked = "Long delays of the ferry caused by … (2) => - ice / - fog";
        let terms = ["What is **Ramp**? => bridge for carts", "What is **Deck**? => floor for carts"];
        check(note, &[asked, terms[0], terms[1]]);
    }

    #[test]
    fn a_branch_is_asked_where_no_card_holds_it() {
        let tail = "which the pilots of this coast have learned by heart since their first day on the water";
        let note = format!(
            "## Tides\n- Kinds of tides\n  - spring tide, {tail}\n  - neap tide, {tail}\n- Places\n  - the outer harbour\n  - the mouth of the river\n"
        );
        let kinds = format!("What are the kinds of **tides**? (2) => - spring tide, {tail} / - neap tide, {tail}");
        check(
            &note,
            &[
                "What are **Tides**? (2) => - Kinds of tides / - Places",
                &kinds,
                "**Tides**: **Places**? (2) => - the outer harbour / - the mouth of the river",
            ],
        );
    }

    #[test]
    fn things_over_names_are_asked_for_and_over_findings_plainly() {
        check(
            "# Ferry\n- Ramp: bridge for carts\n- Deck: floor for carts\n- Ropes\n  - hemp\n  - jute\n  - nylon\n- Anchors\n  - rusted through\n  - too light for the bay\n- Examples\n  - the Goole ferry\n  - the Hull ferry\n- The hold can carry\n  - carts\n  - sheep\n",
            &[
                "What is **Ramp**? => bridge for carts",
                "What is **Deck**? => floor for carts",
                "**Ferry**: which ropes? (3) => - hemp / - jute / - nylon",
                "**Ferry**: **Anchors**? (2) => - rusted through / - too light for the bay",
                "What are examples of **Ferry**? (2) => - the Goole ferry / - the Hull ferry",
                "The hold can carry … (2) => - carts / - sheep",
            ],
        );
    }

    #[test]
    fn what_an_item_counts_is_a_set() {
        check(
            "# Weirs\n## Leaks\n- Ramp: bridge for carts\n- Deck: floor for carts\n- Two possible causes\n  - Old wood shrinks\n  - Ice lifts the sill\n",
            &[
                "What is **Ramp**? => bridge for carts",
                "What is **Deck**? => floor for carts",
                "What are the two possible causes of **Leaks**? (2) => - Old wood shrinks / - Ice lifts the sill",
            ],
        );
    }
}
