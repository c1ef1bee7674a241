//! R3, lists: a line that introduces a list asks for it.
//!
//! - handles: over two items      =>  What does the PVM handle? (2)
//! - 4 parts over four items      =>  What are the 4 parts of …?
//! - each object contains over …  =>  What does each object contain? (3)
//! - A ferry may leave when: over …  =>  A ferry may leave when … (3)
//! - It can damage: over …        =>  **Frost**: it can damage … (3)
//! - There are several knots: over …  =>  What knots are there? (3)
//! - Ferries wait under two conditions:  =>  Ferries wait under two conditions: which ones? (2)
//! - Check the following ropes:  =>  **Frost**: which ropes? (2)
//!
//! Such a line may stand in a quote or a callout too. What no phrase can turn into a question keeps its words.

mod following;
mod label;
mod title;

use std::ops::Range;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::opening::{self, Opening};
use super::piece::{Piece, PieceKind, parts, pieces, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, sentence, sets, terms};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, Span};
pub(crate) use title::is_bare_title;

/// A clause of more words is too much to be read over a list. Chosen by eye.
const CLAUSE: usize = 30;

/// A label without a colon has at most this many words.
const BARE: usize = 3;

/// What is announced is named in so many of the last words of its line.
const ANNOUNCED: usize = 4;

fn is_asking(word: &Word) -> bool {
    word.is_text() && word.text().ends_with(['?', '？'])
}

/// The cards of intros over lists.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    among(subject, &subject.pieces, claims, &mut cards);
    for piece in &subject.pieces {
        if let PieceKind::Block(BlockKind::Quote(body)) = piece.kind {
            among(subject, &pieces(body), claims, &mut cards);
        }
    }
    cards
}

/// The cards of intros over lists among these pieces.
pub(crate) fn among(subject: &Subject, pieces: &[Piece], claims: &mut Claims, cards: &mut Vec<Draft>) {
    for (at, pair) in pieces.windows(2).enumerate() {
        if let (Some(line), PieceKind::List(list)) = (pair[0].line(), pair[1].kind) {
            let intro = introduces(subject, line);
            if !intro && !is_bare_title(subject, &pair[0]) {
                continue;
            }
            // Of several sentences the last introduces.
            let last = sentence::sentences(line).pop().and_then(|last| span_of(&last)).unwrap_or(pair[0].span);
            let span = last.to(pair[1].span);
            if claims.free(span) {
                let above = at.checked_sub(1).map(|above| &pieces[above]);
                let made = card(subject, line, list, pair[1], span, claims);
                cards.extend(made.map(|card| below_formula(subject, card, above)));
            } else if intro && claims.free(pair[0].span) {
                cards.extend(of_terms(subject, line, list, pair, claims));
            }
        }
    }
}

/// The card of a legend with the formula whose symbols it explains.
fn below_formula(subject: &Subject, mut card: Draft, above: Option<&Piece>) -> Draft {
    let legend = || card.front == [paragraph(subject.say("legend"), card.span)];
    if let Some(Piece { kind: PieceKind::Block(BlockKind::Math(_)), block, .. }) = above
        && legend()
    {
        card.front.insert(0, (*block).clone());
    }
    card
}

/// Whether a line introduces the list below it: it ends in a colon, or in a verb such as "contains".
pub(crate) fn introduces(subject: &Subject, line: &[Inline]) -> bool {
    if sentence::is_intro(line) {
        return true;
    }
    let last = words::last(line);
    let opens = |word: &Word| is_asking(word) || (subject.book.is("list_verb", word) && word.text() == word.key);
    last.as_ref().is_some_and(opens) || is_bare_facet(subject, line) || announces(subject, line, last.as_ref())
}

/// "The gate allows the following ships" over its list.
fn announces(subject: &Subject, line: &[Inline], last: Option<&Word>) -> bool {
    let open = last.is_some_and(|last| last.is_text() && !last.text().ends_with(['.', '!', '?', '。']));
    let near = |said: &[Word]| {
        said[said.len().saturating_sub(ANNOUNCED)..].iter().any(|word| subject.book.is("following", word))
    };
    open && near(&words::words(line))
}

/// "Ingredients" on a line over its list is an intro without its colon.
fn is_bare_facet(subject: &Subject, line: &[Inline]) -> bool {
    if words::amount(line, BARE + 1) > BARE {
        return false;
    }
    let said = words::words(line);
    subject.book.facet(&said).is_some_and(|facet| facet.name.is_empty() && facet.asks())
}

fn card(
    subject: &Subject,
    line: &[Inline],
    list: &List,
    piece: Piece,
    span: Span,
    claims: &mut Claims,
) -> Option<Draft> {
    let question = question(subject, line, list)?;
    claims.take(span);
    Some(Draft::ask(Rule::R(3), question, span).answer(vec![piece.block.clone()]))
}

/// The set card of an intro over terms, each of which has its own: their names answer.
fn of_terms(subject: &Subject, line: &[Inline], list: &List, pair: &[Piece], claims: &mut Claims) -> Option<Draft> {
    let named = list.items.iter().all(|item| terms::split(subject, parts(item).0).is_some());
    if !named || list.items.len() < 2 {
        return None;
    }
    let question = question(subject, line, list)?;
    claims.take(pair[0].span);
    let names = sets::names(subject, list, pair[1].span);
    let mut card = Draft::ask(Rule::R(3), question, pair[0].span).answer(vec![names]);
    card.set = true;
    Some(card)
}

/// The question that an intro asks; none for `example:` and the like.
pub(crate) fn question(subject: &Subject, line: &[Inline], list: &List) -> Option<Vec<Inline>> {
    // Of several sentences the last introduces.
    let line = sentence::sentences(line).pop()?;
    let said = words::words(&line);
    if said.last().is_some_and(is_asking) {
        return Some(line);
    }
    let said = without_as_follows(subject, said);
    let scene = subject.scene();
    let label = super::phrases::without_colon(&said);
    if is_legend(subject, &label, list) {
        return Some(subject.say("legend"));
    }
    let open = label.last().is_some_and(|last| subject.book.is("leads_on", last));
    if let Some(question) = of_bid(subject, &line, &label, list).or_else(|| following::question(subject, &label)) {
        return Some(question);
    }
    let which =
        || several(subject, &label, list).map(|_| subject.book.say("which_ones", &subject.scene().with("v", &label)));
    let intro = subject.book.intro(&said, &scene);
    if let Some(intro) = intro.filter(|intro| intro.role != "clause" || !open) {
        let clause = (intro.role == "clause").then(which).flatten();
        return clause.or_else(|| (intro.role != "extra").then_some(intro.question));
    }
    let facet = subject.book.facet(&label);
    let asked = facet.and_then(|facet| subject.book.ask_facet(&facet, list.items.len() > 1, &scene));
    asked
        .or_else(|| label::question(subject, &line, &label, list).filter(|_| !open))
        .or_else(which)
        .or_else(|| unfinished(subject, &label))
}

/// "The dangers are as follows:" without the words that say no more than its colon.
fn without_as_follows(subject: &Subject, mut said: Vec<Word>) -> Vec<Word> {
    let Some(at) = said.len().checked_sub(2).filter(|&at| at > 0) else { return said };
    let tail = super::phrases::without_colon(&said[at..]);
    if subject.book.is_key("as_follows", words::lower_text(&tail).trim()) {
        said.truncate(at);
    }
    said
}

/// "Check the following ropes" bids to do something with what is listed: which ropes?
fn of_bid(subject: &Subject, line: &[Inline], label: &[Word], list: &List) -> Option<Vec<Inline>> {
    let things = several(subject, label, list).filter(|_| subject.book.can_say("which_things"))?;
    let bids = opening::of(subject, line) == Opening::Bids;
    bids.then(|| subject.book.say("which_things", &subject.scene().with("v", &label[things])))
}

/// The several things, as many as are listed, that a sentence says there are: "The gate closes under two conditions".
fn several(subject: &Subject, label: &[Word], list: &List) -> Option<Range<usize>> {
    let book = subject.book;
    let many = |word: &Word| book.number(word) == Some(list.items.len()) || book.is("several", word);
    let plural = |word: &Word| !book.can_say("happens") || book.is_plural(std::slice::from_ref(word));
    let named = |at: usize| label[at + 1..].iter().take(ANNOUNCED - 1).position(plural);
    let short = (1..=CLAUSE).contains(&words::count(&words::text(label)));
    let fits = short && list.items.len() > 1 && book.can_say("which_ones");
    let mut counted = (0..label.len()).filter(|&at| fits && many(&label[at]));
    counted.find_map(|at| Some(at + 1..at + 2 + named(at)?))
}

/// Whether a list says what the symbols of the formula above it are: "where" over "$r$ is the radius".
fn is_legend(subject: &Subject, label: &[Word], list: &List) -> bool {
    let symbol = |word: Word| matches!(word.text().chars().count(), 1 | 2) || !word.is_text() && !word.is_code();
    let named = |item: &Item| words::first(parts(item).0).is_some_and(symbol);
    subject.book.is_key("legend", &words::lower_text(label))
        && subject.book.can_say("legend")
        && list.items.iter().filter(|item| named(item)).count() * 2 > list.items.len()
}

/// The phrase that an intro goes on with behind its topic: what its author set apart at its start keeps its capital.
pub(crate) fn phrase_of(subject: &Subject, line: &[Inline]) -> &'static str {
    let apart = |inline: &Inline| {
        matches!(
            inline.kind,
            InlineKind::Strong(_) | InlineKind::Emph(_) | InlineKind::Highlight(_) | InlineKind::Link(_)
        )
    };
    let keeps = line.first().is_some_and(apart) && subject.book.can_say("unfinished_of");
    if keeps { "unfinished_of" } else { "intro" }
}

/// A clause over a list is a sentence that the list finishes: "A ferry may leave when … (3)".
fn unfinished(subject: &Subject, label: &[Word]) -> Option<Vec<Inline>> {
    let length = words::count(&words::text(label));
    let phrase = if length == 1 { "unfinished_of" } else { "unfinished" };
    let fits = (1..=CLAUSE).contains(&length) && subject.book.can_say(phrase);
    fits.then(|| subject.book.say(phrase, &subject.scene().with("v", label)))
}

/// Cards of items that introduce the list below them, in lists that no other card asks.
pub(crate) fn nested(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for piece in &subject.pieces {
        if let Some(list) = piece.list() {
            items(subject, list, claims, &mut cards);
        }
    }
    cards
}

fn items(subject: &Subject, list: &List, claims: &mut Claims, cards: &mut Vec<Draft>) {
    for item in &list.items {
        let (own, below) = parts(item);
        for block in below {
            let BlockKind::List(inner) = &block.kind else { continue };
            if introduces(subject, own) && claims.free(item.span) && inner.items.len() > 1 {
                cards.extend(of_item(subject, own, block, inner, item.span, claims));
            } else {
                items(subject, inner, claims, cards);
            }
        }
    }
}

fn of_item(
    subject: &Subject,
    own: &[Inline],
    block: &Block,
    list: &List,
    span: Span,
    claims: &mut Claims,
) -> Option<Draft> {
    let piece = Piece { kind: PieceKind::List(list), block, span: block.span };
    card(subject, own, list, piece, span, claims)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn a_label_is_said_once() {
        check(
            "# Hafen\nDer Hafen ist alt und das ist der Grund, warum die Schiffe nicht in das Becken fahren.\n\n## Kräne\nLast und Höhe der Kräne:\n- vier Tonnen auf zehn Meter\n- sechs Tonnen auf acht Meter\n",
            &[
                "Erkläre: **Hafen**. => Der Hafen ist alt und das ist der Grund, warum die Schiffe nicht in das Becken fahren.",
                "**Kräne**: Last und Höhe der Kräne … (2) => - vier Tonnen auf zehn Meter / - sechs Tonnen auf acht Meter",
            ],
        );
    }

    #[test]
    fn a_clause_over_a_list_is_finished_by_it() {
        check(
            "# Ferry\n## Departure\nA ferry may leave the northern pier when:\n1) the ramp is up\n2) the bell has rung\n",
            &["A ferry may leave the northern pier when … (2) => 1) the ramp is up / 2) the bell has rung"],
        );
        check(
            "# Fähre\n## Abfahrt\nEine Fähre darf den Hafen nur verlassen, wenn:\n- die Rampe oben ist\n- die Glocke geläutet hat\n",
            &[
                "Eine Fähre darf den Hafen nur verlassen, wenn … (2) => - die Rampe oben ist / - die Glocke geläutet hat",
            ],
        );
    }

    #[test]
    fn several_things_are_asked_for() {
        for (line, front) in [
            ("Old ferries are lost for various reasons", "Old ferries are lost for various reasons: which ones?"),
            ("The gate is closed if two conditions hold", "The gate is closed if two conditions hold: which ones?"),
            ("The gate is closed if three guards agree", "The gate is closed if three guards agree …"),
            ("Check the following old ropes", "**Frost**: which old ropes?"),
        ] {
            let cards = lines(&format!("# Harbour\n## Frost\n{line}:\n- ice\n- old pumps\n"), CardLevel::Section);
            assert_eq!(cards, [format!("{front} (2) => - ice / - old pumps")]);
        }
    }

    #[test]
    fn what_points_back_says_of_what_and_a_question_stays_one() {
        let asks = |line: &str, front: &str| {
            let cards = lines(
                &format!("# Harbour\n## Frost\n{line}:\n- ropes that are wet\n- old pumps\n"),
                CardLevel::Section,
            );
            assert_eq!(cards, [format!("{front} (2) => - ropes that are wet / - old pumps")]);
        };
        asks("It can damage some parts of the harbour", "**Frost**: it can damage some parts of the harbour …");
        asks("There are several kinds of damage in winter", "What kinds of damage in winter are there?");
        asks("What would you check in the morning", "What would you check in the morning?");
        asks("Caused by three things", "**Frost**: caused by three things …");
        asks("In very cold nights", "**Frost**: in very cold nights …");
        asks("To protect the pumps", "How do you protect the pumps?");
        asks("The night watch should look after the following", "The night watch should look after the following …");
    }

    #[test]
    fn where_over_symbols_is_a_legend() {
        check(
            "# Hull\n## Drag\n$$\nD = c v^2\n$$\nwhere:\n- $v$ is the speed\n- $c$ is a constant\n",
            &[
                "What is the formula for **Drag**? => $$ / D = c v^2 / $$",
                "$$ / D = c v^2 / $$ / **Drag**: what do the symbols stand for? (2) => - $v$ is the speed / - $c$ is a constant",
            ],
        );
    }

    #[test]
    fn what_are_is_asked_where_the_line_says_so() {
        check(
            "# Fähre\n## Aufbau der Fähre\nDie wichtigsten Teile der Fähre sind:\n- die Rampe und das Deck\n- die Glocke\n",
            &["Was sind die wichtigsten Teile der Fähre? (2) => - die Rampe und das Deck / - die Glocke"],
        );
        check(
            "# Ferry\n## Ramp\nThe main dangers of the old wooden ramp are:\n- ice\n- rot\n",
            &["What are the main dangers of the old wooden ramp? (2) => - ice / - rot"],
        );
    }

    #[test]
    fn a_quote_and_a_callout_have_lists_too() {
        let asked = "The harbour master is liable when … (2) => - the light is out / - the channel is blocked";
        for block in ["> ", "> [!note]\n> "] {
            let note = format!(
                "# Harbour\n## Duty\n{block}The harbour master is liable when:\n> - the light is out\n> - the channel is blocked\n"
            );
            let cards = lines(&note, CardLevel::Section);
            assert!(cards.iter().any(|card| card == asked), "{cards:?}");
        }
    }

    #[test]
    fn a_name_keeps_its_capital() {
        for (line, front) in [
            ("*Bell* signals in the fog of the upper harbour", "Bell signals in"),
            ("Harbour Master signals in the fog of the lower harbour", "Harbour Master signals"),
            ("In the fog of the lower harbour", "in the fog"),
        ] {
            let cards = lines(
                &format!("# Fog\n## Night watch\n{line}:\n1. Ring twice\n2. Wait for an answer\n"),
                CardLevel::Section,
            );
            assert!(cards[0].contains(front), "{cards:?}");
        }
    }

    #[test]
    fn as_follows_says_no_more_than_the_colon() {
        check(
            "# Ferry\n## Winter\nThe main dangers of the old ramp are as follow:\n- ice\n- rot\n",
            &["What are the main dangers of the old ramp? (2) => - ice / - rot"],
        );
    }

    #[test]
    fn what_a_thing_has_is_asked_for_by_its_kind() {
        check(
            "# Canal\nx\n\nTidal locks have the following parts:\n- a gate\n- a sill\n",
            &["What are the parts of tidal locks? (2) => - a gate / - a sill"],
        );
    }
}
