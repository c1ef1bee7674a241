//! R15, the rest: a heading whose body nothing claimed asks by the phrase book, and the body answers.
//!
//! Of some 3,500 headings of strangers a third open with code and many with a list or a table: without this rule they would ask
//! nothing. Where other rules claimed a part but none asked for the topic itself, what they left answers.

mod aside;
mod labelled;

use super::claims::Claims;
use super::draft::Draft;
use super::gates::picture;
use super::gloss::{self, Tells};
use super::opening::{self, Opening};
use super::phrases::{self, Fact, Scene};
use super::piece;
use super::said::Said;
use super::subject::Subject;
use super::words::Word;
use super::{
    Rule, answer, apparatus, articled, atomic, attribute, case_of, credit, definition, formulas, leftover, marked,
    metadata, person, points, preamble, sentence, set_up, snippet, words,
};
use crate::model::{Block, BlockKind, Inline, Item, Span, plain_text};

/// What is left must be this long to be asked beside other cards of its topic. Chosen by eye.
const WORTH_ASKING: usize = 8;

/// A line of more words says more than what a list is for.
const POINTER: usize = 8;

/// So many lines are points about the topic, and no definition of it.
const SEVERAL: usize = 3;

/// The card of what is left of the topic; `asked` where a card asks for the topic itself already.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims, asked: bool) -> Vec<Draft> {
    let (left, intro) = set_up::without_intro(subject, left(subject, claims));
    let captions = captions(subject, claims);
    if left.is_empty()
        || left.iter().all(is_stub)
        || captions
        || is_about_the_note(subject, &left)
        || is_label(subject, &left)
        || is_unnamed(subject, &left)
        || set_up::are_all(subject.book, &left)
        || preamble::says_nothing(subject, &left, &lines(&left))
        || matches!(&left[..], [Block { kind: BlockKind::Paragraph(line), .. }] if definition::is_unfinished(subject, line))
        || asked
        || !subject.is_named()
        || (!claims.is_empty() && !worth_asking(subject, &left))
        || apparatus::only_links(&left)
    {
        return Vec::new();
    }
    if !is_worth_it(subject, &left) {
        return Vec::new();
    }
    let span = leftover::start(&left[0]);
    let shows: Vec<_> = left.iter().map(|block| block.span).collect();
    let (answer, aside) = aside::split(subject, left);
    let (answer, mut aside) = points::without_asides(subject, answer, aside);
    aside.splice(0..0, intro);
    let code = matches!(answer.first(), Some(Block { kind: BlockKind::Code(_), .. }));
    let point = !code && definition::is_of_another(subject, &first_words(&answer));
    if let Some(cards) = (!point).then(|| points::of_answer(subject, &answer, &aside, claims)).flatten() {
        return cards;
    }
    let whole = if is_definition(subject, &answer) { 0 } else { answer::whole(subject.book, &answer) };
    let entire = whole > 0;
    let (answer, more) = if entire { answer::parted(answer, whole) } else { answer::leading(subject.book, answer) };
    let (answer, intro) = if subject.book.marks.is_empty() { without_last_intro(answer) } else { (answer, None) };
    aside.extend(intro.into_iter().chain(more));
    let listed = matches!(&answer[..], [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1);
    let rule = Rule::R(if subject.facet.is_some() { 2 } else { 15 });
    let question = if point {
        subject.aspect_question().unwrap_or_else(|| subject.plainly())
    } else {
        points::question(subject, &answer)
            .or_else(|| labelled::steps(subject, &answer))
            .or_else(|| formulas::derivation(subject, &answer))
            .unwrap_or_else(|| question(subject, &answer, listed))
    };
    if !point
        && !subject.is_run_in()
        && asks_little(subject, &question)
        && let Some(cards) = said(subject, &answer, span, claims)
    {
        return cards;
    }
    let numbers: Vec<usize> = words::words(&question).iter().filter_map(|word| subject.book.number(word)).collect();
    let mut card = Draft::ask(rule, question, span).answer(answer).and_extra(aside).of_the_whole();
    for &span in &shows {
        claims.take(span);
    }
    card.entire = entire;
    card.counted = numbers.contains(&card.parts);
    card.shows = shows;
    vec![card]
}

/// An answer without the intro at its end, of a list that is asked apart.
fn without_last_intro(mut answer: Vec<Block>) -> (Vec<Block>, Option<Block>) {
    let intro = |block: &Block| matches!(&block.kind, BlockKind::Paragraph(line) if sentence::is_intro(line));
    let last = (answer.len() > 1).then(|| answer.pop_if(|last| intro(last))).flatten();
    (answer, last)
}

/// The words of the paragraph with which an answer opens.
fn first_words(answer: &[Block]) -> Vec<Word> {
    match answer.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(line)) => words::words(line),
        _ => Vec::new(),
    }
}

/// Whether a text opens with what its topic is: that sentence answers, whatever follows.
fn is_definition(subject: &Subject, answer: &[Block]) -> bool {
    let defines = |line: &[Inline]| matches!(opening::of(subject, line), Opening::Defines | Opening::Does);
    match (&subject.facet, answer) {
        (Some(facet), _) => facet.row.role == "definition",
        (None, [Block { kind: BlockKind::Paragraph(line), .. }, ..]) => defines(line),
        _ => false,
    }
}

/// Whether a question asks for no more than an explanation, or only names the topic below what it belongs to.
pub(crate) fn asks_little(subject: &Subject, question: &[Inline]) -> bool {
    let text = |question: &[Inline]| plain_text(question).to_lowercase();
    let asked = text(question);
    let plain = |parent| text(&subject.book.say("term_in", &Scene { parent, ..subject.scene() }));
    asked.ends_with(&text(&subject.say("explain")))
        || [&subject.above, &subject.home].iter().any(|parent| asked == plain(parent))
        || asked == text(&subject.plainly())
}

/// The cards of a paragraph that says something of its topic and whose first sentence a pattern can ask: "Explain X" asks for more.
fn said(subject: &Subject, answer: &[Block], span: Span, claims: &mut Claims) -> Option<Vec<Draft>> {
    let said = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    if subject.facet.is_some() || !answer.iter().all(said) {
        return None;
    }
    let (opens, _) = answer.split_first()?;
    atomic::of_statement(subject, &Item { task: None, blocks: vec![opens.clone()], span }, claims)
}

/// Whether what is left goes with what is asked apart: a line over a table, a remark over a heading for each technique.
fn captions(subject: &Subject, claims: &Claims) -> bool {
    let table = |block: &Block| claims.holds(block.span) && matches!(block.kind, BlockKind::Table(_));
    let things = |role: &str| role == "things" && subject.topic.topics.len() > 1;
    let lists = || subject.pieces.iter().any(|piece| piece.list().is_some());
    let Some(facet) = &subject.facet else { return false };
    subject.body().iter().any(table) || (things(&facet.row.role) && !lists())
}

/// Whether a block is code in which nothing is written yet: "…".
fn is_stub(block: &Block) -> bool {
    let dot = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '·');
    matches!(&block.kind, BlockKind::Code(code) if code.text.chars().all(dot))
}

/// Whether all that is left is a label: "Example".
fn is_label(subject: &Subject, left: &[Block]) -> bool {
    let [Block { kind: BlockKind::Paragraph(line), .. }] = left else { return false };
    subject.book.is_key("extra", words::lower_text(&phrases::without_colon(&words::words(line))).trim())
}

/// Whether the code below a title that names nothing is left: "Misc".
fn is_unnamed(subject: &Subject, left: &[Block]) -> bool {
    let misc = subject.facet.as_ref().is_some_and(|facet| facet.row.role == "misc");
    misc && left.iter().all(|block| matches!(block.kind, BlockKind::Code(_)))
}

/// Whether what is left speaks of the note and of nothing else.
fn is_about_the_note(subject: &Subject, left: &[Block]) -> bool {
    left.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(line) => {
            definition::is_of_the_note(subject, &words::words(line)) || metadata::is_block(subject, block)
        }
        _ => false,
    })
}

/// What asks for the answer: who a person is, else what the title asks.
fn question(subject: &Subject, answer: &[Block], listed: bool) -> Vec<Inline> {
    let said = match answer {
        [Block { kind: BlockKind::Paragraph(line), .. }, ..] if subject.facet.is_none() => words::words(line),
        _ => Vec::new(),
    };
    if let Some(question) = attribute::of_topic(subject, &said) {
        return question;
    }
    let facts = || facts(subject, answer);
    // "This occurs when …" tells when, as "Occurs when …" does.
    let points = said.first().is_some_and(|word| subject.book.is("pointing", word)) && said.len() > 1;
    let opened = || points.then(|| subject.book.by_opening(&said[1..], &subject.scene())).flatten();
    person::question(subject, &subject.name, &said)
        .or_else(opened)
        .or_else(|| facts().is_empty().then(|| articled::question(subject, &said)).flatten())
        .unwrap_or_else(|| if listed { of_list(subject, &facts()) } else { subject.question(&facts(), false) })
}

/// What asks for a list. Where no verb is known, "¿Qué son **Errores comunes**?" would ask what the words mean.
fn of_list(subject: &Subject, facts: &[Fact]) -> Vec<Inline> {
    let question = subject.question(facts, true);
    let verbless = !subject.book.can_say("happens") && subject.book.marks.is_empty();
    let owned = subject.facet.is_none() && !subject.above.is_empty() && subject.book.is_plural(&subject.name);
    let scene = Scene { topic: &subject.title, ..subject.scene() };
    let general = || ["what", "what_several"].iter().any(|phrase| question == subject.book.say(phrase, &scene));
    if verbless && owned && general() { subject.plainly() } else { question }
}

/// Whether a text that defines nothing can be asked at all: not what speaks of the note, nor what only sets a scene.
fn is_worth_it(subject: &Subject, left: &[Block]) -> bool {
    if subject.book.marks.is_empty() {
        return true;
    }
    let said = lines(left);
    let opening = matches!(left[0].kind, BlockKind::Paragraph(_)).then(|| said[0]);
    let meta = opening.is_some_and(|line| marked::is_of_the_note(subject, line));
    let scene = opening.is_some_and(|line| marked::sets_scene(subject, line));
    let named = said.iter().any(|line| marked::names_topic(subject, line));
    let generic = marked::is_generic(subject) && subject.facet.is_none();
    let motive = opening.is_some_and(|line| marked::is_motive(subject, line));
    let formula = left.iter().any(|block| matches!(block.kind, BlockKind::Math(_)));
    let goes_nowhere = scene && (motive || !(formula || marked::concludes(subject, &said)));
    named || marked::asks(subject) || !(meta || generic || goes_nowhere)
}

/// The paragraphs of a text and the own lines of its items.
fn lines(blocks: &[Block]) -> Vec<&[Inline]> {
    fn own(block: &Block) -> Vec<&[Inline]> {
        match &block.kind {
            BlockKind::Paragraph(line) => vec![&line[..]],
            BlockKind::List(list) => list.items.iter().map(|item| piece::parts(item).0).collect(),
            _ => Vec::new(),
        }
    }
    blocks.iter().flat_map(own).collect()
}

/// What the question must know of the answer.
fn facts(subject: &Subject, answer: &[Block]) -> Vec<Fact> {
    match answer {
        _ if picture::are_pictures(answer) && !subject.book.is_task(&subject.title) => vec![Fact::Drawn],
        [Block { kind: BlockKind::List(list), .. }] if list.items.len() > 1 => {
            let told = subject.facet.is_none() && points::opens_with_gloss(subject, &subject.name, list);
            let kind = points::kind(subject, list).filter(|&kind| kind != Fact::Points || !told);
            let names = kind == Some(Fact::Points) && points::are_names(subject, list);
            kind.into_iter().chain(names.then_some(Fact::Names)).collect()
        }
        [Block { kind: BlockKind::List(list), .. }]
            if list.items.iter().any(|item| gloss::tells(subject, piece::parts(item).0) != Tells::What) =>
        {
            vec![Fact::Unglossed]
        }
        [Block { kind: BlockKind::Paragraph(line), .. }, ..] if marked::sets_scene(subject, line) => {
            let named = lines(answer).iter().any(|line| marked::names_topic(subject, line));
            vec![if named { Fact::Defined } else { Fact::Follows }]
        }
        [Block { kind: BlockKind::Math(_), .. }, ..] => vec![Fact::Formula],
        [Block { kind: BlockKind::Paragraph(line), .. }, ..]
            if formulas::opens(subject, line) || formulas::led_to(subject, answer) =>
        {
            vec![Fact::Formula]
        }
        [Block { kind: BlockKind::Table(_), .. }, ..] if !subject.book.marks.is_empty() => vec![Fact::Points],
        [Block { kind: BlockKind::Table(_) | BlockKind::Html(_), .. }, ..] => vec![Fact::Unglossed],
        [Block { kind: BlockKind::Paragraph(line), .. }, ..] => facts_of_text(subject, line, answer),
        _ => snippet::facts(subject, answer),
    }
}

/// What the question must know of an answer that opens with this line.
fn facts_of_text(subject: &Subject, line: &[Inline], answer: &[Block]) -> Vec<Fact> {
    let said = Said::of(subject, line);
    match said.opening {
        _ if said.tells_deed(subject) => vec![Fact::Deeds],
        Opening::Bids if !subject.book.marks.is_empty() => vec![Fact::Bids, Fact::Unglossed],
        Opening::Bids => vec![Fact::Stated, Fact::Bids, Fact::Unglossed],
        Opening::Says if case_of::defines(subject, &said.words) => vec![Fact::Defined],
        Opening::Says if tells_how(subject, &said.words) => vec![Fact::Stated, Fact::Bids, Fact::Unglossed],
        Opening::Says => vec![Fact::Stated, Fact::Unglossed],
        _ if piece::statements(line).count() >= SEVERAL => vec![Fact::Points],
        _ if gloss::tells(subject, line) != Tells::What => gloss::tells(subject, line).facts().to_vec(),
        _ => snippet::facts(subject, answer),
    }
}

/// Whether a text tells how something is done: "To moor a boat, …", "You can …", "… by throwing a rope".
fn tells_how(subject: &Subject, said: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let by = |pair: &[Word]| is("by", &pair[0]) && is("gerund", &pair[1]);
    said.first().is_some_and(|first| is("infinitive", first) || is("you", first))
        || said.windows(2).any(by)
        || said.iter().any(|word| is("means_of", word))
}

/// What no rule claimed. Beside other cards only whole blocks with which the topic opens: what follows terms or a table, and
/// the rest of a list whose items are asked one by one, is no answer to what the topic is.
fn left(subject: &Subject, claims: &Claims) -> Vec<Block> {
    let mut left = leftover::blocks(subject.body(), claims);
    if claims.is_empty() {
        return left;
    }
    left.retain(|block| !introduces_claimed(subject, block, claims));
    let whole = |block: &Block| !matches!(block.kind, BlockKind::List(_)) || subject.body().contains(block);
    let shown = |block: &&Block| match &block.kind {
        BlockKind::Paragraph(line) => credit::is_picture(line),
        kind => matches!(kind, BlockKind::Figure(_)),
    };
    let first = |blocks: &[Block]| blocks.iter().find(|block| !shown(block)).or(blocks.first()).map(leftover::start);
    let start = |blocks: &[Block]| first(blocks).map(|span| span.start);
    let body = labelled::body_below(subject);
    let opens = |left: &[Block]| start(body) == start(left);
    let opened = opens(&left);
    let left: Vec<Block> = left.into_iter().filter(whole).collect();
    // Behind points that are asked apart a formula or code may answer; "This ensures …" says nothing alone.
    let alone = |block: &Block| matches!(block.kind, BlockKind::Math(_) | BlockKind::Code(_));
    if opens(&left) || opened && left.first().is_some_and(alone) { left } else { Vec::new() }
}

/// Whether a line leads on to the list below it ("For undirected graphs,"), and that list is asked already.
fn introduces_claimed(subject: &Subject, block: &Block, claims: &Claims) -> bool {
    let BlockKind::Paragraph(line) = &block.kind else { return false };
    let next = subject.body().iter().find(|other| other.span.start >= block.span.end);
    let list = |next: &Block| matches!(next.kind, BlockKind::List(_)) && !claims.free(next.span);
    sentence::goes_on(line) && words::count(&plain_text(line)) <= POINTER && next.is_some_and(list)
}

/// The whole topic on one card, for the level `topic`.
pub(crate) fn whole(subject: &Subject, body: Vec<Block>) -> Option<Draft> {
    let span = body.first()?.span.to(body.last()?.span);
    let shows = body.iter().map(|block| block.span).collect();
    let mut card = Draft::ask(Rule::R(15), subject.question(&[], false), span).answer(body);
    card.shows = shows;
    Some(card.of_the_whole())
}

/// Enough words, or the formula that the topic opens with.
fn worth_asking(subject: &Subject, blocks: &[Block]) -> bool {
    let formula = matches!(blocks[0].kind, BlockKind::Math(_)) && subject.body().first() == blocks.first();
    if formula || labelled::steps(subject, blocks).is_some() {
        return true;
    }
    let text = blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Code(_) | BlockKind::Html(_) | BlockKind::Figure(_)));
    words::count(&crate::text::plain::blocks(&text.cloned().collect::<Vec<_>>())) >= WORTH_ASKING
}
