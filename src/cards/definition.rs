//! R1, definitions: the paragraph that opens a topic says what the topic is.
//!
//! - ## GIL / Global Interpreter Lock: mutex that …  =>  What does GIL stand for?  What is the GIL?
//! - ## DNS / Domain Name System: maps names to …    =>  … What does DNS map?
//!
//! One or two sentences that stand on their own; a longer text is left to R15.

mod another;
mod name;
mod outright;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::gloss::{self, Tells};
use super::opening::{self, Opening};
use super::phrases::{Fact, Scene};
use super::piece::{Piece, PieceKind, span_of};
use super::said::Said;
use super::subject::Subject;
use super::words::{self, Word};
use super::{
    Rule, answer, articled, attribute, credit, cut, emphasised, expansion, formulas, marked, metadata, naming, past,
    person, piece, preamble, repeated, sentence, set_up, terms,
};
use crate::model::{Block, BlockKind, Inline, InlineKind, Span};
pub(crate) use name::is_of_another;
use name::{behind_name, short_name};

/// A deed of more words, or several of them, is asked as a whole: "What does X do?". Chosen by eye on sampled cards.
const ONE_DEED: usize = 12;

/// A text of more words that ends in a preposition was left in the middle.
const UNFINISHED: usize = 5;

/// A line of at most this many words over something is its label, and says not what the topic is.
const LABEL: usize = 3;

/// The definition of the topic, and what its acronym stands for.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    if subject.facet.as_ref().is_some_and(|facet| facet.name.is_empty() && facet.row.role != "definition") {
        return Vec::new();
    }
    // A day is nothing that a text defines.
    if terms::is_date(subject, subject.book.name(&subject.title)) {
        return Vec::new();
    }
    if let Some(card) = naming::card(subject, claims) {
        return vec![card];
    }
    if let Some(card) = repeated::card(subject, claims) {
        return vec![card];
    }
    let start = credit::pictures(subject);
    let Some(mut opening) = opening(subject, start).filter(|_| subject.is_named()) else { return Vec::new() };
    // "Pros: …" on the next line has its own card; what it stands under may have a name in bold of its own.
    let named = opening[0].line().and_then(<[Inline]>::first);
    if !matches!(named.map(|first| &first.kind), Some(InlineKind::Strong(_))) {
        let free = opening.iter().take_while(|piece| claims.free(piece.span)).count();
        opening.truncate(free.max(1));
    }
    let Some(span) = span_of_pieces(&opening).filter(|&span| claims.free(span)) else { return Vec::new() };
    let blocks = piece::blocks(&opening);
    if opening[0].line().is_some_and(|line| emphasised::defines_another(subject, line)) {
        return Vec::new();
    }
    if super::apparatus::only_links(&blocks) || is_of_another(subject, &subject.said(start).words) {
        return Vec::new();
    }
    let mut cards = Vec::new();
    let first = opening[0].line().unwrap_or_default();
    let (rest, rest_span) = match expansion::of(subject, first) {
        Some((expansion, rest)) => {
            let at = span_of(&expansion).unwrap_or(span);
            // "VPC =" before it stands on the front.
            let line = if rest.is_empty() { opening[0].span } else { at };
            cards.push(expansion::card(subject, expansion, at).showing(line));
            claims.take(line);
            let mut blocks = Vec::new();
            blocks.extend((!rest.is_empty()).then(|| paragraph(rest.clone(), span_of(&rest).unwrap_or(span))));
            blocks.extend(piece::blocks(&opening[1..]));
            (blocks, Span { start: at.end, ..span })
        }
        None => (blocks, span),
    };
    let said = cards.is_empty().then(|| subject.said(start));
    if said.is_some_and(|said| !defines(subject, &opening, said)) {
        return first_sentence(subject, &opening, claims).into_iter().collect();
    }
    if rest.is_empty() {
        return cards;
    }
    let whole = rest_span;
    let (rest, rest_span) = at_once(subject, rest, whole);
    let said = said.filter(|_| opening.len() == 1 && rest_span == whole);
    let card = if let Some(said) = said {
        definition(subject, rest.clone(), said, rest_span, false)
    } else {
        let said = Said::of(subject, line_of(&rest));
        definition(subject, rest.clone(), &said, rest_span, !cards.is_empty())
    };
    match outright::cards(subject, line_of(&card.front), &rest) {
        Some(told) => cards.extend(told),
        None => cards.push(card),
    }
    claims.take(rest_span);
    cards
}

/// The sentences of a definition that can be said at once; the others are left to other rules.
fn at_once(subject: &Subject, answer: Vec<Block>, span: Span) -> (Vec<Block>, Span) {
    if let [Block { kind: BlockKind::Paragraph(line), span: at, .. }] = &answer[..]
        && let Some((said, _)) = answer::first_sentences(subject.book, line)
        && let Some(told) = span_of(&said)
    {
        return (vec![paragraph(said, *at)], Span { end: told.end, ..span });
    }
    (answer, span)
}

/// The first paragraph of an answer.
fn line_of(answer: &[Block]) -> &[Inline] {
    match answer.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(line)) => line,
        _ => &[],
    }
}

/// The statements of the paragraph that begins at a piece, the intro of a list set aside; of a headless note also its first item.
fn opening<'a>(subject: &Subject<'a>, start: usize) -> Option<Vec<Piece<'a>>> {
    let pieces = &subject.pieces[start..];
    let first = pieces.first()?;
    first.line()?;
    let mut opening: Vec<Piece> =
        pieces.iter().take_while(|piece| std::ptr::eq(piece.block, first.block)).copied().collect();
    if let Some(reach) = set_up::reach(subject.book, pieces) {
        opening = pieces[..reach.max(opening.len())].to_vec();
    } else if opening.iter().filter_map(Piece::line).all(|line| set_up::is_all(subject.book, line)) {
        return None;
    }
    let next = pieces.get(opening.len()).and_then(Piece::list);
    let last = opening.last().and_then(Piece::line)?;
    // "A kettle boils water. It is used for:" is a definition with an intro behind it.
    if next.is_some()
        && (sentence::is_intro(last) || super::list::introduces(subject, last))
        && sentence::count(last) == 1
    {
        opening.pop();
    }
    // "Installation" over a command is the label of the code, "Example" over a list that of the list.
    let next_kind = pieces.get(opening.len()).map(|piece| piece.kind);
    let short = opening.len() == 1 && words::count(&crate::model::plain_text(last)) <= LABEL;
    let labels = short && next_kind.is_some() && expansion::of(subject, last).is_none();
    // "The density is" over a formula: the paragraph is half a sentence, and the formula belongs to it.
    let formula =
        pieces.get(opening.len()).is_some_and(|piece| matches!(piece.kind, PieceKind::Block(BlockKind::Math(_))));
    let said = crate::model::plain_text(last);
    let ended = said.trim_end().ends_with(['.', '。', '!', '?', '？', '！']);
    let half = (formula && !ended)
        || (next_kind.is_some() && breaks_off(subject, last))
        || (next.is_some() && sentence::leads_on(subject.book, last))
        || is_unfinished(subject, last)
        || said.trim_end().ends_with(['→', '⇒']);
    // "Needed for builds" over the steps of "Get a certificate" tells no way to get one.
    let steps = next.is_some() && subject.book.is_task(&subject.title);
    (!opening.is_empty() && !half && (!labels || ended) && !steps).then_some(opening)
}

/// Whether its author left a text in the middle of a sentence: "… could be ruled without".
pub(crate) fn is_unfinished(subject: &Subject, line: &[Inline]) -> bool {
    let ends = |word: &Word| {
        let open = ["preposition", "article", "and", "relative"].iter().any(|class| subject.book.is(class, word));
        word.is_text() && word.text() == word.key && open && !subject.book.is("particle", word)
    };
    words::last(line).is_some_and(|word| ends(&word)) && words::count(&crate::model::plain_text(line)) > UNFINISHED
}

/// Whether a line goes on in what stands below it: "… such that", "… satisfies".
fn breaks_off(subject: &Subject, line: &[Inline]) -> bool {
    words::last(line).is_some_and(|word| subject.book.is("breaks_off", &word))
}

/// Whether the statements define the topic: one or two sentences that do not hang on something before.
fn defines(subject: &Subject, opening: &[Piece], said: &Said) -> bool {
    let told = opening.iter().filter_map(Piece::line).filter(|line| !set_up::is_all(subject.book, line));
    let sentences: usize = told.map(sentence::count).sum();
    let first = &said.words;
    let hangs =
        first.first().is_none_or(|word| subject.book.is("hanging", word) || subject.book.is("weak_opening", word));
    let last = opening.last().and_then(Piece::line).unwrap_or_default();
    let all_terms =
        opening.len() > 1 && opening.iter().filter_map(Piece::line).all(|line| terms::split(subject, line).is_some());
    let line = opening[0].line().unwrap_or_default();
    let label = opening.len() == 1 && terms::label(subject, line);
    let asks = [line, last].iter().any(|line| crate::model::plain_text(line).trim_end().ends_with(['?', '？']));
    let row = first.first().is_some_and(|word| word.is_text() && word.text().starts_with('|'));
    let of_note = |piece: &Piece| piece.line().is_some_and(|line| metadata::is_metadata(subject, line));
    let ours = is_of_the_note(subject, first) || preamble::opens(subject, line) || opening.iter().all(of_note);
    let fits = !ours && says_what(subject, opening, said);
    let generic = marked::is_generic(subject) && !marked::names_topic(subject, line);
    fits && !row
        && !generic
        && !marked::is_of_the_note(subject, line)
        && !asks
        && sentences <= 2
        && !hangs
        && !all_terms
        && !label
        && !sentence::is_intro(last)
        && !sentence::goes_on(last)
        && !first.is_empty()
}

/// Whether the text says what the topic is; a title that asks is answered by whatever stands below it.
fn says_what(subject: &Subject, opening: &[Piece], said: &Said) -> bool {
    let mut others = opening.iter().skip(1).filter_map(Piece::line);
    match said.opening {
        _ if subject.book.is_question(&subject.title) => true,
        Opening::Defines | Opening::Does => true,
        Opening::Bids => said.tells_deed(subject),
        Opening::Says => others.any(|line| opening::of(subject, line) == Opening::Defines),
    }
}

/// "A mutex is a lock. It …  It …  It …": of a longer text the sentence that says what the topic is.
fn first_sentence(subject: &Subject, opening: &[Piece], claims: &mut Claims) -> Option<Draft> {
    let first = sentence::sentences(opening[0].line()?).into_iter().next()?;
    let span = span_of(&first)?;
    let words = words::words(&first);
    if attribute::of_topic(subject, &words).is_some() {
        return None;
    }
    let opened = subject.book.by_opening(&words, &subject.scene()).map(|question| (question, first.clone()));
    let defined = || {
        let said = without_subject(subject, &first, &words)
            .or_else(|| opens_with_topic(subject, &words, &first).then(|| first.clone()))?;
        let tells = gloss::tells_said(subject, &first, &words);
        let facts: Vec<Fact> = std::iter::once(Fact::Defined).chain(tells.facts().iter().copied()).collect();
        Some((subject.question(&facts, false), if tells == Tells::Else { first.clone() } else { said }))
    };
    let (question, said) = opened.or_else(|| by_own_sentence(subject, &first, &words)).or_else(defined)?;
    claims.take(span);
    Some(Draft::ask(Rule::R(1), question, span).answer_line(said).of_the_whole())
}

/// Whether a line speaks of the note: "My C++ learning notes".
pub(crate) fn is_of_the_note(subject: &Subject, said: &[Word]) -> bool {
    let said = &said[..sentence::first(said)];
    said.first().is_some_and(|word| subject.book.is("of_ours", word))
        && said.iter().any(|word| subject.book.is("note_word", word))
}

/// The card of a line that is known to say what the topic is.
pub(crate) fn of_line(subject: &Subject, line: &[Inline], span: Span) -> Draft {
    let said = Said::of(subject, line);
    definition(subject, vec![paragraph(line.to_vec(), span)], &said, span, false)
}

/// The card of a definition; `spelt` where another card asks what the acronym stands for.
fn definition(subject: &Subject, answer: Vec<Block>, said: &Said, span: Span, spelt: bool) -> Draft {
    let (line, words) = (line_of(&answer), &said.words);
    if let Some(card) = another::card(subject, line, span) {
        return card;
    }
    if let Some(question) = attribute::of_topic(subject, words) {
        return Draft::ask(Rule::R(1), question, span).answer(answer).of_the_whole();
    }
    if let Some(question) = person::question(subject, &subject.name, words).or_else(|| past::question(subject, words)) {
        return Draft::ask(Rule::R(1), question, span).answer(answer).of_the_whole();
    }
    if let Some(question) = by_opening(subject, said) {
        return Draft::ask(Rule::R(1), question, span).answer(answer).of_the_whole();
    }
    if let Some((question, said)) = (answer.len() == 1).then(|| by_own_sentence(subject, line, words)).flatten() {
        return Draft::ask(Rule::R(1), question, span).answer_line(said).of_the_whole();
    }
    // "LIFO / Last in, first out. Banned under IFRS." says more of it, and not what it is.
    let more = words
        .first()
        .is_some_and(|word| ["preposition", "participle", "done_to"].iter().any(|class| subject.book.is(class, word)));
    if spelt && more && subject.book.can_say("what_else") {
        return Draft::ask(Rule::R(1), subject.say("what_else"), span).answer(answer).of_the_whole();
    }
    if said.tells_deed(subject) {
        let one = sentence::first(words) == words.len()
            && answer.len() == 1
            && words.len() <= ONE_DEED
            && !words.iter().any(|word| subject.book.is("comma", word));
        if let Some((verb, rest)) = words.first().filter(|_| one).and_then(|verb| verb_phrase(subject, verb, line)) {
            let phrase = if subject.needs_parent() { "verb_below" } else { "verb" };
            let question = subject.book.say(phrase, &subject.scene().with("v", &verb));
            return Draft::ask(Rule::R(1), question, span).answer_line(rest).of_the_whole();
        }
        let question = subject.question(&[Fact::Deeds], false);
        return Draft::ask(Rule::R(1), question, span).answer(answer).of_the_whole();
    }
    let tells = attribute::evened_out(subject, words, gloss::tells_said(subject, line, words));
    let topic = tells != Tells::Else && answer.len() == 1 && subject.book.can_say("verb");
    if let Some(said) = topic.then(|| without_subject(subject, line, words)).flatten() {
        // "Marketing mix" is a thing where a sentence says what it is, and no deed.
        let gerund = tells == Tells::What && subject.title.first().is_some_and(|word| subject.book.is("gerund", word));
        let question = if gerund { subject.say("what") } else { asked(subject, &[Fact::Defined], tells, words) };
        return Draft::ask(Rule::R(1), question, span).answer_line(said).of_the_whole();
    }
    if let Some(question) = (tells == Tells::What).then(|| articled::question(subject, words)).flatten() {
        return Draft::ask(Rule::R(1), question, span).answer(answer).of_the_whole();
    }
    if formulas::opens(subject, line) {
        return Draft::ask(Rule::R(1), subject.question(&[Fact::Formula], false), span).answer(answer).of_the_whole();
    }
    let mut facts = vec![Fact::Defined];
    let used = words.first().is_some_and(|word| subject.book.is("used_for", word));
    facts.extend(used.then_some(Fact::UsedFor));
    facts.extend(tells.facts());
    Draft::ask(Rule::R(1), asked(subject, &facts, tells, words), span).answer(answer).of_the_whole()
}

/// What a label "Definition" asks over plain words; nothing over "Let $G$ be a group …", nor where nothing is named.
pub(crate) fn in_plain_words(subject: &Subject, line: &[Inline]) -> Option<Vec<Inline>> {
    let plain = !subject.name.is_empty() && gloss::is_gloss(subject.book, &words::words(line));
    plain.then(|| subject.say("what"))
}

/// What a title asks; "Definition" over plain words asks what the topic is, only "Let $G$ be …" how it is defined.
fn asked(subject: &Subject, facts: &[Fact], tells: Tells, words: &[Word]) -> Vec<Inline> {
    let sets_up = words.first().is_some_and(|first| subject.book.is("set_up", first));
    let plain = subject.facet.as_ref().is_some_and(|facet| facet.row.role == "definition" && facet.name.is_empty());
    if plain && tells == Tells::What && !sets_up { subject.say("what") } else { subject.question(facts, false) }
}

/// "A weir is used to …" and "A weir holds …" under "Weir" ask by what stands behind the name.
fn by_own_sentence(subject: &Subject, line: &[Inline], words: &[Word]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    if let Some(said) = without_subject(subject, line, words) {
        let question = subject.book.by_opening(&words::words(&said), &subject.scene())?;
        return Some((question, said));
    }
    let at = behind_name(subject, words).filter(|_| !subject.name.is_empty() && sentence::count(line) == 1)?;
    let said = super::contrast::rest_of(line, at, false)?;
    // An acronym is a part of what there is to know of the topic, and stays in the answer.
    let kept = |said: Vec<Inline>| if short_name(subject, words) == Some(at) { line.to_vec() } else { said };
    if let Some(question) = subject.book.by_opening(&words[at..], &subject.scene()) {
        return Some((question, kept(said)));
    }
    let (verb, rest) = verb_phrase(subject, &words[at], &said)?;
    let rest = kept(rest);
    let phrase = if subject.needs_parent() { "verb_below" } else { "verb" };
    Some((subject.book.say(phrase, &subject.scene().with("v", &verb)), rest))
}

/// "Occurs when …" tells when, and not what it is; a day alone tells the day.
fn by_opening(subject: &Subject, said: &Said) -> Option<Vec<Inline>> {
    if terms::is_date(subject, &said.words) && subject.book.can_say("term_day") {
        return Some(subject.book.say("term_day", &Scene { note: &[], ..subject.scene() }));
    }
    subject.book.by_opening(&said.words, &subject.scene())
}

/// Whether a sentence says something of the topic: "Load balancers distribute requests" under "Load balancer".
fn opens_with_topic(subject: &Subject, said: &[Word], sentence: &[Inline]) -> bool {
    if opening::names_behind_place(subject, said) {
        return !sentence::is_intro(sentence);
    }
    let skip = usize::from(said.first().is_some_and(|word| subject.book.is("article", word)));
    let name = super::phrases::without_remark(&subject.name);
    let named = said.len() > skip + name.len() + 1
        && !name.is_empty()
        && name.iter().zip(&said[skip..]).all(|(a, b)| opening::is_akin(&a.key, &b.key));
    let behind = named.then_some(skip + name.len()).or_else(|| short_name(subject, said));
    behind.is_some_and(|at| super::atomic::is_verb(subject, said, at))
        && opening::of_said(subject, sentence, said) == Opening::Defines
        && !sentence::is_intro(sentence)
}

/// The line without "A reverse proxy is", where that is the topic: the front says it. A picture in the line stays whole.
pub(crate) fn without_subject(subject: &Subject, line: &[Inline], said: &[Word]) -> Option<Vec<Inline>> {
    if line.iter().any(|inline| matches!(inline.kind, InlineKind::Image(_))) {
        return None;
    }
    let be = behind_name(subject, said).filter(|&be| subject.book.is("be", &said[be]) && sentence::count(line) == 1)?;
    if short_name(subject, said) == Some(be) {
        return None;
    }
    super::contrast::rest_of(line, be, true)
}

/// A verb at the start of a line with its preposition, and its object; none where no object follows ("stops when …").
pub(crate) fn verb_phrase(subject: &Subject, verb: &Word, line: &[Inline]) -> Option<(Vec<Word>, Vec<Inline>)> {
    let book = subject.book;
    let several = book.is_plural(&subject.name) && book.is("finite_base_any", verb) && !book.is("links", verb);
    if !(several || book.is("verb_s", verb)) || book.is("asks_little", verb) || verb.is_code() || !book.can_say("verb")
    {
        return None;
    }
    let (said, rest) = cut::verb(line, |word| book.is_key("verb_preposition", word))?;
    let object = words::first(&rest)?;
    // "Fractions work similarly to …" tells how.
    let how = several && book.is("manner", &object);
    (!how && !book.is("no_object", &object)).then(|| (words::of_text(&said), rest))
}

fn span_of_pieces(pieces: &[Piece]) -> Option<Span> {
    Some(pieces.first()?.span.to(pieces.last()?.span))
}
