//! R4, tasks: an instruction over its code asks how it is done.
//!
//! - ## tmux / - Detach from a session: / `tmux detach`   =>  **tmux**: how do you detach from a session?
//! - ## git / Undo the last commit: / a block of code     =>  **git**: how do you undo the last commit?
//! - captions over blocks of code, two or more            =>  **tmux**: what is the code for …?
//! - Detach. The session goes on. / - `tmux detach`, twice  =>  **tmux**: how do you detach?   …, the rest in Extra

use super::claims::Claims;
use super::draft::Draft;
use super::phrases::{is_acronym, without_colon};
use super::piece::{Piece, PieceKind, parts};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, sentence, terms};
use crate::model::{Block, BlockKind, Inline, Span, plain_text};

/// "For example" has so many words.
const EXAMPLE: usize = 2;
/// A caption has at most this many words.
const CAPTION: usize = 8;
/// A task that a sentence bids to do has at most so many.
const TASK: usize = 14;

/// The cards of instructions over code.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    let captions = subject.pieces.windows(2).filter(|pair| is_caption(subject, pair)).count();
    for (at, piece) in subject.pieces.iter().enumerate() {
        let next = subject.pieces.get(at + 1);
        match piece.kind {
            PieceKind::Line(line) => {
                let made = over(subject, line, piece.span, next, claims);
                cards.extend(made.or_else(|| captioned(subject, at, captions, claims)));
            }
            PieceKind::List(list) => {
                cards.extend(captioned(subject, at, captions, claims));
                for item in &list.items {
                    let (own, below) = parts(item);
                    if is_code(below) {
                        let made = card(subject, own, below.to_vec(), item.span, claims);
                        cards.extend(made.or_else(|| named(subject, own, below.to_vec(), item.span, claims)));
                    }
                }
                if let Some(last) = list.items.last().filter(|last| parts(last).1.is_empty()) {
                    cards.extend(over(subject, parts(last).0, last.span, next, claims).or_else(|| {
                        let (own, code) = (parts(last).0, next.map(|next| (next.to_block(), next.span))?);
                        named(subject, own, vec![code.0], last.span.to(code.1), claims)
                    }));
                }
            }
            PieceKind::Block(_) => {}
        }
    }
    cards
}

/// The card of what stands over its code at `at`, where the topic has more than one such caption.
fn captioned(subject: &Subject, at: usize, captions: usize, claims: &mut Claims) -> Option<Draft> {
    let below = &subject.pieces[at..];
    let shown = captions > 1 && below.len() > 1 && is_caption(subject, &below[..2]);
    shown.then(|| caption(subject, below, claims)).flatten()
}

/// The card of a line over the next piece.
fn over(subject: &Subject, line: &[Inline], span: Span, next: Option<&Piece>, claims: &mut Claims) -> Option<Draft> {
    let next = next.filter(|_| sentence::is_intro(line))?;
    let code = vec![next.to_block()];
    is_code(&code).then(|| card(subject, line, code, span.to(next.span), claims)).flatten()
}

fn card(subject: &Subject, line: &[Inline], code: Vec<Block>, span: Span, claims: &mut Claims) -> Option<Draft> {
    let task = without_colon(&words::words(line));
    if !is_task(subject, &task) || !claims.free(span) {
        return None;
    }
    claims.take(span);
    Some(Draft::ask(Rule::R(4), how(subject, task, &code), span).answer(code))
}

/// Whether words bid to do something. "Interactively stage a file" bids as well, "SET DATA TYPE" does not.
fn is_task(subject: &Subject, task: &[Word]) -> bool {
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let manner = |word: &&Word| !is("command", word) && (is("manner", word) || is("adverb", word));
    let manner = task.iter().take_while(manner).count();
    let verb = task.get(manner).filter(|word| is("command", word));
    verb.is_some_and(|verb| task.len() >= manner + 2 && !verb.is_code() && !is_acronym(verb.text()))
}

/// The question of a task that this code does.
fn how(subject: &Subject, mut task: Vec<Word>, code: &[Block]) -> Vec<Inline> {
    task[0] = words::lowered(&task[0]);
    let said = match code {
        [Block { kind: BlockKind::Paragraph(line), .. }] => words::words(line),
        _ => Vec::new(),
    };
    subject.book.say(terms::how(subject, &said), &subject.scene().with("v", &task))
}

/// Whether the next piece is code under the line before it: a block, or a list of one item that is nothing else.
fn is_shown(piece: &Piece) -> bool {
    match piece.kind {
        PieceKind::Block(kind) => matches!(kind, BlockKind::Code(_)),
        PieceKind::List(list) => matches!(&list.items[..], [only] if is_code(&only.blocks)),
        PieceKind::Line(_) => false,
    }
}

/// What a paragraph bids to do with its first sentence over code, and the rest of it.
fn bidden(subject: &Subject, line: &[Inline]) -> Option<(Vec<Word>, Option<Vec<Inline>>)> {
    let sentences = sentence::sentences(line);
    let (first, more) = sentences.split_first()?;
    let mut task = words::words(first);
    task.last_mut()?.reword(|text| text.trim_end_matches(['.', ':']).into());
    let rest = more.first().and_then(|_| super::contrast::rest_of(line, task.len(), false));
    // "Add the following lines" is done by what the next sentence says.
    let elsewhere = task.iter().any(|word| subject.book.is("following", word));
    let beside = ["beside_code", "hanging"].iter().any(|class| subject.book.is(class, &task[0]));
    (is_task(subject, &task) && task.len() <= TASK && !elsewhere && !beside).then_some((task, rest))
}

/// What a piece says over the next: a line, or a list of one item that is no code.
fn said<'a>(piece: &Piece<'a>) -> Option<&'a [Inline]> {
    match piece.kind {
        PieceKind::Line(line) => Some(line),
        PieceKind::List(list) => match &list.items[..] {
            [only] if parts(only).1.is_empty() && !is_code(&only.blocks) => Some(parts(only).0),
            _ => None,
        },
        PieceKind::Block(_) => None,
    }
}

/// Whether a short line that is no sentence stands over code.
fn is_caption(subject: &Subject, pair: &[Piece]) -> bool {
    let Some(line) = said(&pair[0]).filter(|_| is_shown(&pair[1])) else { return false };
    if bidden(subject, line).is_some() {
        return true;
    }
    if words::count(&plain_text(line)) > CAPTION {
        return false;
    }
    let said = without_colon(&words::words(line));
    let sentence = said.last().is_some_and(|word| word.text().ends_with(['.', '。', '!', '?', '？', ',', '，']));
    let first = |class: &str| said.first().is_some_and(|word| subject.book.is(class, word));
    let extra = subject.book.intro(&said, &subject.scene()).is_some_and(|intro| intro.role == "extra");
    let opens = words::lower_text(&said[..said.len().min(EXAMPLE)]);
    let example = subject.book.is_key("example_label", opens.trim_end_matches([',', ':', '：']));
    let told = first("beside_code") || first("hanging") || first("pointer") || terms::label(subject, line);
    !sentence && !extra && !told && !example && !said.is_empty()
}

/// A caption over its code, as one of several.
fn caption(subject: &Subject, pieces: &[Piece], claims: &mut Claims) -> Option<Draft> {
    let line = said(&pieces[0])?;
    let shown: Vec<&Piece> = pieces[1..].iter().take_while(|piece| is_shown(piece)).collect();
    let code: Vec<Block> = shown.iter().flat_map(|piece| blocks(piece)).collect();
    let span = pieces[0].span.to(shown.last()?.span);
    if !claims.free(span) {
        return None;
    }
    if let Some((task, rest)) = bidden(subject, line) {
        claims.take(span);
        let extra = rest.map(|rest| super::draft::paragraph(rest, pieces[0].span));
        let question = how(subject, task, &code);
        return Some(Draft::ask(Rule::R(4), question, span).answer(code).and_extra(extra.into_iter().collect()));
    }
    if !subject.book.can_say("caption") {
        return None;
    }
    claims.take(span);
    let question = subject.book.say("caption", &subject.scene().with("v", &without_colon(&words::words(line))));
    Some(Draft::ask(Rule::R(4), question, span).answer(code))
}

/// The code of a piece, of a list of one item that item.
fn blocks(piece: &Piece) -> Vec<Block> {
    match piece.list() {
        Some(list) => list.items.iter().flat_map(|item| item.blocks.clone()).collect(),
        None => vec![piece.to_block()],
    }
}

/// An item that introduces its code and begins with no verb that is known: "Auto stage all files:".
fn named(subject: &Subject, own: &[Inline], code: Vec<Block>, span: Span, claims: &mut Claims) -> Option<Draft> {
    let task = without_colon(&words::words(own));
    let example = subject.book.intro(&task, &subject.scene()).is_some_and(|intro| intro.role == "extra");
    if !is_code(&code) || !sentence::is_intro(own) || task.len() < 2 || example || !claims.free(span) {
        return None;
    }
    claims.take(span);
    let phrase = if subject.book.can_say("caption") { "caption" } else { "facet_of" };
    let question = subject.book.say(phrase, &subject.scene().with("v", &task));
    Some(Draft::ask(Rule::R(4), question, span).answer(code))
}

/// Whether blocks are code: a block, or lines of nothing but code spans.
fn is_code(blocks: &[Block]) -> bool {
    let code = |block: &Block| match &block.kind {
        BlockKind::Code(_) => true,
        BlockKind::Paragraph(line) => words::words(line).iter().all(Word::is_code) && !line.is_empty(),
        _ => false,
    };
    !blocks.is_empty() && blocks.iter().all(code)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn sentences_that_bid_over_code_are_a_card_each() {
        check(
            "# Ferry CLI\n\n## Places\nOpen a new book. The old one is kept.\n\n- `ferry new`\n\nClose the book.\n```\nferry end\n```\n",
            &[
                "**Places**: how do you open a new book? => `ferry new`",
                "**Places**: how do you close the book? => ``` / ferry end / ```",
            ],
        );
    }

    #[test]
    fn an_item_over_its_block_is_a_caption_too() {
        check(
            "# Ferry CLI\n\n## Places\n* Hold a place\n```\nferry hold 4\n```\n\n* List all places\n```\nferry list\n```\n",
            &[
                "**Places**: what is the code for “Hold a place”? => ``` / ferry hold 4 / ```",
                "**Places**: how do you list all places? => ``` / ferry list / ```",
            ],
        );
    }

    #[test]
    fn captions_over_code_are_a_card_each() {
        check(
            "# Ferry CLI\n\n## Places\nHold a place\n```\nferry hold 4\n```\n\nPlaces for lorries\n```\nferry hold --long\n```\n",
            &[
                "**Places**: what is the code for “Hold a place”? => ``` / ferry hold 4 / ```",
                "**Places**: what is the code for “Places for lorries”? => ``` / ferry hold --long / ```",
            ],
        );
    }
}
