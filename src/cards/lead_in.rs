//! R2, lead-ins and facets: a bold line or a heading out of the facet table asks about the topic above, its body answers.
//!
//! - **Purpose** over three items     =>   Why does the GIL exist? (3)
//! - **Solution: Multiprocessing**    =>   What is the solution to the GIL? Multiprocessing; its body is Extra
//! - **Example: Gunicorn** with text  =>   WSGI: name an example, and Gunicorn is a topic of its own
//!
//! A timeline, and what is called `term: meaning` line by line, is left to R4: nobody recites seven dates.
//!
//! At `atomic` an answer of several parts is left to the rules that ask its parts.

mod labels;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::{Facet, Fact, Scene};
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::{Rule, answer, definition, list, preamble, sentence, sets, terms, words};
use crate::model::{Block, BlockKind, CardLevel, Inline, Item, Span, plain_text};

/// A day, a place or a person is named in so many words.
const VALUE: usize = 4;

/// Points of no more words are learnt at once.
const AT_ONCE: usize = 20;

/// The cards of a facet.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let Some(facet) = &subject.facet else { return Vec::new() };
    if !facet.name.is_empty() {
        return named(subject, claims);
    }
    let Some(span) = subject.body_span().filter(|&span| claims.free(span)) else { return Vec::new() };
    if let Some(cards) = labels::cards(subject, claims) {
        return cards;
    }
    match facet.row.role.as_str() {
        "extra" | "example" => {
            claims.take(span);
            Vec::new()
        }
        "steps" => Vec::new(),
        // "Summary" over a text that cannot be asked.
        _ if !facet.asks() && !is_list(subject.body()) => {
            claims.take(span);
            Vec::new()
        }
        role if let Some(names) =
            names(subject).filter(|_| matches!(role, "things" | "glossary") || are_long_points(subject, role)) =>
        {
            take_intro(subject, claims);
            let mut card = Draft::ask(Rule::R(2), subject.question(&[], true), span).answer(vec![names]).of_the_whole();
            card.set = true;
            card.shows.clear();
            vec![card]
        }
        "things" | "code" | "glossary" if term_lines(subject) => Vec::new(),
        "glossary" if are_told(subject) => Vec::new(),
        "code" if names(subject).is_some() => {
            take_intro(subject, claims);
            Vec::new()
        }
        // "Techniques" over a remark and a heading each: the headings are the techniques.
        "things" if subject.pieces.iter().all(|piece| piece.list().is_none()) && subject.topic.topics.len() > 1 => {
            Vec::new()
        }
        "dates" | "misc" if names(subject).is_some() || term_lines(subject) => Vec::new(),
        "definition" if subject.pieces.first().is_some_and(|piece| piece.line().is_some()) => Vec::new(),
        _ if are_titled_lists(subject) => Vec::new(),
        _ if only_code(subject.body())
            || has_table(subject.body())
            || (subject.level == CardLevel::Atomic && several(subject)) =>
        {
            Vec::new()
        }
        _ => {
            claims.take(span);
            vec![whole(subject, span)]
        }
    }
}

/// The card of a facet whose body answers as it stands.
fn whole(subject: &Subject, span: Span) -> Draft {
    let (announced, body) = preamble::without(subject, subject.body());
    let (answer, mut more) = answer::leading(subject.book, body);
    more.extend(announced);
    let listed = matches!(&answer[..], [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1);
    // Captions over code are asked by how it is written.
    let code = |block: &Block| matches!(block.kind, BlockKind::Code(_));
    let written = !subject.book.marks.is_empty() && !listed && subject.body().iter().any(code);
    let facts = if written { vec![Fact::CodeOnly] } else { Vec::new() };
    let question = plainly(subject, &answer).unwrap_or_else(|| subject.question(&facts, listed));
    Draft::ask(Rule::R(2), question, span).answer(answer).and_extra(more).of_the_whole()
}

/// "**When:** 1814": a word or two behind a label that asks are no case of use, and asked by the label itself.
fn plainly(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let [asks] = &subject.title[..] else { return None };
    let [Block { kind: BlockKind::Paragraph(line), .. }] = answer else { return None };
    let value = subject.book.is("wh", asks) && words::count(&plain_text(line)) <= VALUE && sentence::count(line) == 1;
    let scene = Scene { topic: &subject.title, parent: &subject.above, ..subject.scene() };
    value.then(|| subject.book.say("term_in", &scene))
}

/// The line that announces a list of terms asks nothing of its own.
fn take_intro(subject: &Subject, claims: &mut Claims) {
    if let Some(piece) = subject.pieces.first().filter(|piece| piece.line().is_some_and(sentence::is_intro)) {
        claims.take(piece.span);
    }
}

/// Whether the body is a list of which every item has something below it that tells what it is.
fn are_told(subject: &Subject) -> bool {
    let told = |item: &Item| !parts(item).1.is_empty();
    matches!(&subject.pieces[..], [piece] if piece.list().is_some_and(|list| list.items.len() > 1 && list.items.iter().all(told)))
}

/// Whether the body is lists with a title each: "Mild", "Severe" under "Treatment".
fn are_titled_lists(subject: &Subject) -> bool {
    let titled = |pair: &[Piece]| {
        matches!(pair, [title, list] if list.list().is_some()
            && (list::is_bare_title(subject, title) || title.line().is_some_and(sentence::is_intro)))
    };
    subject.pieces.len() > 2 && subject.pieces.chunks(2).all(titled)
}

/// Whether the pros, cons, causes … are named and told one by one at such length that each asks for itself.
fn are_long_points(subject: &Subject, role: &str) -> bool {
    let points = matches!(role, "pros" | "cons" | "told") || subject.book.kind(&subject.title).is_some();
    points && words::count(&crate::text::plain::blocks(subject.body())) > AT_ONCE
}

/// The names of a body that is a list of terms, a line that announces it and a remark behind it set aside; each is asked on its own.
fn names(subject: &Subject) -> Option<Block> {
    let announced = subject.pieces.first()?.line().is_some_and(sentence::is_intro);
    let (piece, behind) = subject.pieces[usize::from(announced)..].split_first()?;
    let list = piece.list().filter(|_| behind.is_empty() || matches!(behind, [remark] if remark.line().is_some()))?;
    let named = list.items.iter().all(|item| terms::split(subject, parts(item).0).is_some());
    (named && list.items.len() > 1).then(|| sets::names(subject, list, piece.span))
}

/// Whether the body is lines of `term: meaning`, or most of it is: each is asked on its own.
fn term_lines(subject: &Subject) -> bool {
    let term = |line| terms::split(subject, line).is_some();
    let terms = subject.pieces.iter().filter(|piece| piece.line().is_some_and(term)).count();
    terms > 1 && terms * 2 > subject.pieces.len()
}

/// `Solution: Y`, `Example: NAME`, `Variant: NAME`.
fn named(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let Some(facet) = &subject.facet else { return Vec::new() };
    let span = subject.span();
    let scene = Scene { topic: &subject.above, ..subject.scene() };
    let question = subject.book.ask_facet(facet, false, &scene);
    match facet.row.role.as_str() {
        "variant" | "cons" => Vec::new(),
        role => {
            let question = question.unwrap_or_else(|| subject.say("explain"));
            let mut card =
                Draft::ask(Rule::R(2), question, span).answer(vec![paragraph(words::inlines(&facet.name), span)]);
            if role == "solution"
                && subject.level != CardLevel::Atomic
                && let Some(body) = subject.body_span().filter(|&body| claims.free(body))
            {
                claims.take(body);
                card = card.and_extra(subject.body().to_vec()).showing(body);
            }
            vec![card]
        }
    }
}

/// `Goal: encapsulation` as a line of plain text.
pub(crate) fn lines(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for (at, piece) in subject.pieces.iter().enumerate() {
        let Some((label, answer)) = piece.line().and_then(|line| terms::split(subject, line)) else { continue };
        let code = |inline: &crate::model::Inline| matches!(inline.kind, crate::model::InlineKind::Code(_));
        if terms::is_initial(&label) || label.iter().all(code) {
            continue;
        }
        let label = words::words(&label);
        let facet = subject.book.facet(&label).filter(|facet| facet.name.is_empty() && facet.row.role != "extra");
        let asked = |facet: Facet| {
            let header = terms::header(subject, at);
            if !header.is_empty() {
                return subject.book.ask_facet(&facet, false, &Scene { topic: &header, ..subject.scene() });
            }
            let defines = facet.row.role == "definition";
            let plain = defines.then(|| definition::in_plain_words(subject, &answer)).flatten();
            plain.or_else(|| subject.book.ask_facet(&facet, false, &subject.scene()))
        };
        if let Some(question) = facet.and_then(asked)
            && claims.free(piece.span)
        {
            claims.take(piece.span);
            cards.push(Draft::ask(Rule::R(2), question, piece.span).answer_line(answer));
        }
    }
    cards
}

/// Whether the body has several parts that can be asked one by one.
fn several(subject: &Subject) -> bool {
    let parts = subject.pieces.iter().map(|piece| match piece.kind {
        PieceKind::Line(line) => sentence::count(line),
        PieceKind::List(list) => list.items.len(),
        PieceKind::Block(_) => 0,
    });
    parts.sum::<usize>() > 1
}

fn is_list(body: &[Block]) -> bool {
    matches!(body, [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1)
}

fn only_code(body: &[Block]) -> bool {
    body.iter().all(|block| matches!(block.kind, BlockKind::Code(_) | BlockKind::Rule | BlockKind::Break(_)))
}

fn has_table(body: &[Block]) -> bool {
    body.iter().any(|block| matches!(block.kind, BlockKind::Table(_)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn dates_and_people_are_asked_one_by_one() {
        check(
            "# Rome\n## Timeline\n- 509 BC: the last king is driven out\n- 44 BC: Caesar is murdered\n",
            &[
                "**509 BC**: what happened? => the last king is driven out",
                "**44 BC**: what happened? => Caesar is murdered",
            ],
        );
        check(
            "# Rome\n## Key figures\n**Sulla** – dictator who gave up power\n**Cicero** – orator and consul\n",
            &["Who was **Sulla**? => dictator who gave up power", "Who was **Cicero**? => orator and consul"],
        );
    }

    #[test]
    fn long_points_are_named_together_and_told_one_by_one() {
        check(
            "# Lock\n## Advantages\nA lock has these advantages:\n\n- **Reach:** boats go where no river of that depth has ever been before\n- **Calm:** the water in the basin stands still however fast the river runs\n",
            &[
                "What are the pros of a **Lock**? (2) => - **Reach** / - **Calm**",
                "Why is **Reach** an advantage of a **Lock**? => boats go where no river of that depth has ever been before",
                "Why is **Calm** an advantage of a **Lock**? => the water in the basin stands still however fast the river runs",
            ],
        );
    }

    #[test]
    fn commands_in_a_list_are_asked_one_by_one() {
        check(
            "# Boat\n## Commands\n- `boat moor`: Ties the boat to the pier.\n  - Syntax: `boat moor [place]`\n- `boat sail`: Sets the sails of all boats.\n\nThese are just a few.\n",
            &[
                "What does `boat moor` do? => Ties the boat to the pier. / - Syntax: `boat moor [place]`",
                "What does `boat sail` do? => Sets the sails of all boats.",
            ],
        );
    }

    #[test]
    fn a_label_that_asks_over_a_name_or_a_day_asks_itself() {
        check(
            "# The breach\n**When:** 1421\n\n**Where:** Dordrecht and Zeeland\n",
            &["**The breach**: **When**? => 1421", "**The breach**: **Where**? => Dordrecht and Zeeland"],
        );
        check(
            "# Sluice\n## When\n- when the tide comes in\n- when ships wait\n",
            &["When do you use **Sluice**? (2) => - when the tide comes in / - when ships wait"],
        );
    }

    #[test]
    fn what_a_glossary_tells_of_its_terms_is_asked_one_by_one() {
        check(
            "# Tide\n## Terminology\n- Ebb\n  - The falling of the water\n- Flood\n  - The rising of the water\n  - Brings boats in\n- Slack water\n  - The time between them\n",
            &[
                "What is **Ebb**? => The falling of the water",
                "**Tide**: what is **Flood**? (2) => - The rising of the water / - Brings boats in",
                "What is **Slack water**? => The time between them",
            ],
        );
    }
}
