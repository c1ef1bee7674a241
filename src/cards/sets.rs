//! R11, sets: what a number, the layout or the initials say is a set is asked as a set.
//!
//! - It uses 2 strategies: A and B        =>  Which 2 strategies? With a subject: Which 2 strategies does Python use?
//! - 4 parts over four items              =>  What are the 4 parts of …? Names only; each term asks for itself
//! - ## Types of joins with headings below  =>  What are the types of joins? (4)
//! - ## ACID over Atomicity, Consistency, …  =>  What does ACID stand for?

mod in_line;

use super::claims::Claims;
use super::draft::{Draft, paragraph};
use super::phrases::{Intro, Scene, is_acronym};
use super::piece::{Piece, parts, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, answer, cut, terms};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, List, ListMarker, Span, Topic, TopicKind};

/// A name of a set's member has at most this many words; longer items stay whole.
const NAME: usize = 6;

/// The sets of a topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards: Vec<Draft> = below(subject).into_iter().collect();
    for (at, piece) in subject.pieces.iter().enumerate() {
        let Some(line) = piece.line() else { continue };
        let next = subject.pieces.get(at + 1);
        match next.and_then(Piece::list).zip(next) {
            Some((list, below)) => cards.extend(counted(subject, line, piece.span, list, *below, claims)),
            None => cards.extend(in_line::card(subject, line, piece.span, claims)),
        }
    }
    cards.extend(initials(subject, claims));
    cards
}

/// A count over a list: names on the back; items that are no terms are asked with it.
fn counted(subject: &Subject, line: &[Inline], at: Span, list: &List, piece: Piece, claims: &mut Claims) -> Vec<Draft> {
    let whole = at.to(piece.span);
    if list.items.len() < 2 || !claims.free(whole) {
        return Vec::new();
    }
    let Some((source, line, intro)) = &behind_dash(subject, line) else { return Vec::new() };
    let mut cards = Vec::new();
    let named = list.items.iter().all(|item| terms::split(subject, parts(item).0).is_some());
    claims.take(if named { at } else { whole });
    let names = if named { vec![names(subject, list, piece.span)] } else { vec![piece.block.clone()] };
    let question = if titled(subject, intro) {
        let n: Vec<Word> = words::words(line).into_iter().filter(|word| subject.book.number(word).is_some()).collect();
        subject.book.say("set_alone", &subject.scene().with("n", &n).with("v", &intro.things))
    } else {
        intro.question.clone()
    };
    let mut card = Draft::ask(Rule::R(11), question, at).answer(names);
    card.extra = span_of(source).map(|at| paragraph(source.clone(), at)).into_iter().collect();
    card.set = named;
    card.shows = if named { vec![at] } else { vec![whole] };
    if named {
        cards.extend(members(subject, intro, list, claims));
    }
    if intro.count == Some(list.items.len()) {
        card.counted = true;
    } else {
        card.front = vec![paragraph(uncounted(subject, line, intro), at)];
        card.findings.push(mismatch(intro.count.unwrap_or_default(), list.items.len(), at));
    }
    cards.insert(0, card);
    cards
}

/// A line that counts: what it says before the dash behind which it does, the count, and its intro: "*Harwich v Goole* - three stages:".
fn behind_dash(subject: &Subject, line: &[Inline]) -> Option<(Vec<Inline>, Vec<Inline>, Intro)> {
    let dashes = [" - ", " – ", " — "];
    let dash = |text: &str, at: usize| dashes.iter().find(|dash| text[at..].starts_with(**dash)).map(|dash| dash.len());
    if let Some(intro) = count_intro(subject, line) {
        return Some((Vec::new(), line.to_vec(), intro));
    }
    // Most lines have none, and are not looked through.
    let has_dash = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if dashes.iter().any(|dash| text.contains(dash)));
    let (source, line) = line.iter().any(has_dash).then(|| cut::first(line, dash)).flatten()?;
    let intro = count_intro(subject, &line)?;
    Some((source, line, intro))
}

/// Whether what is counted is what the topic is called: "the five mother sauces" under "Mother sauces".
fn titled(subject: &Subject, intro: &Intro) -> bool {
    let named = |thing: &Word| subject.name.iter().any(|word| word.key == thing.key);
    subject.book.can_say("set_alone") && !intro.things.is_empty() && intro.things.iter().all(named)
}

/// The terms of a counted list, asked as what the intro calls them: "the `else` part (opt)".
fn members(subject: &Subject, intro: &Intro, list: &List, claims: &mut Claims) -> Vec<Draft> {
    let named = |thing: &Word| subject.name.iter().any(|word| word.key == thing.key);
    let kind = subject.book.singular(&intro.things).filter(|_| !intro.things.last().is_some_and(named));
    let Some(kind) = kind else { return Vec::new() };
    let mut cards = Vec::new();
    for item in &list.items {
        let (own, below) = parts(item);
        let Some((key, meaning)) = terms::split(subject, own).filter(|_| claims.free(item.span)) else { continue };
        let name = words::words(&key);
        let bare = terms::unmarked(&name, subject);
        let mark: Vec<Word> = name[..name.len() - bare.len()].iter().map(Word::apart).collect();
        let verb = words::first(&meaning).is_some_and(|word| subject.book.is("verb_s", &word));
        let scene = subject.scene().with("A", bare).with("k", &kind).with("m", &mark);
        let phrase = match (verb, mark.is_empty()) {
            (true, true) => "member_does",
            (true, false) => "member_does_marked",
            (false, true) => "member",
            (false, false) => "member_marked",
        };
        claims.take(item.span);
        let mut back = vec![paragraph(meaning, item.span)];
        back.extend_from_slice(below);
        let mut card = Draft::ask(Rule::R(4), subject.book.say(phrase, &scene), item.span).answer(back);
        card.parts = 0;
        cards.push(card);
    }
    cards
}

/// The intro of a line that says how many things follow.
pub(crate) fn count_intro(subject: &Subject, line: &[Inline]) -> Option<Intro> {
    if words::last(line).is_some_and(|word| word.text().ends_with(['.', '!', '。'])) {
        return None;
    }
    let said = words::words(line);
    // "2. Reduction" is the second of something.
    if said.first().is_some_and(|first| first.text().ends_with('.')) {
        return None;
    }
    subject.book.intro(&said, &subject.scene()).filter(|intro| intro.role == "count" && intro.count.is_some())
}

/// The question of a line whose count is wrong: without it.
fn uncounted(subject: &Subject, line: &[Inline], intro: &Intro) -> Vec<Inline> {
    let is_number = |word: &str| words::of_text(word).iter().any(|word| subject.book.number(word).is_some());
    let mut question = intro.question.clone();
    for inline in &mut question {
        let InlineKind::Text(text) = &mut inline.kind else { continue };
        if let Some(number) = text.split(' ').find(|word| !word.is_empty() && is_number(word)) {
            *text = text.replacen(&format!("{number} "), "", 1);
            return question;
        }
    }
    let said: Vec<Word> = words::words(line).into_iter().filter(|word| subject.book.number(word).is_none()).collect();
    let label = super::phrases::without_colon(&said);
    subject.book.say("set_of", &subject.scene().with("v", &label))
}

fn mismatch(said: usize, found: usize, span: Span) -> Diagnostic {
    Diagnostic::new(Code::CountMismatch, span, format!("says {said} and lists {found}"))
        .help("correct the number or the list")
}

/// The names of a list's terms as a list; where one is a mere symbol or number the list as it stands.
pub(crate) fn names(subject: &Subject, list: &List, span: Span) -> Block {
    let empty = |item: &Item| terms::split(subject, parts(item).0).is_some_and(|(key, _)| answer::is_empty_name(&key));
    if list.items.iter().any(empty) {
        return Block::new(BlockKind::List(list.clone()), span);
    }
    let items = list.items.iter().map(|item| {
        let own = parts(item).0;
        let name = terms::split(subject, own).map_or_else(|| own.to_vec(), |(key, _)| key);
        Item { blocks: vec![paragraph(name, item.span)], ..*item }
    });
    let items = items.collect();
    Block::new(BlockKind::List(List { items, ..*list }), span)
}

/// Whether headings name members of what the title announces: not "One", "Two", and no "Type conversions" among types.
fn are_members(subject: &Subject, members: &[&Topic]) -> bool {
    let titles: Vec<Vec<Word>> = members.iter().map(|topic| words::words(&topic.title)).collect();
    let counts = |title: &Vec<Word>| title.iter().all(|word| subject.book.number(word).is_some());
    let stem = |word: &Word| word.key.trim_end_matches('s').to_owned();
    let announced: Vec<String> =
        subject.title.iter().filter(|word| subject.book.is("announces", word)).map(stem).collect();
    let of_them =
        |title: &Vec<Word>| title.len() > 1 && title.first().is_some_and(|word| announced.contains(&stem(word)));
    !titles.iter().any(|title| counts(title) || of_them(title))
}

/// A title that announces a set over headings that are its members.
fn below(subject: &Subject) -> Option<Draft> {
    let headed = |topic: &&Topic| matches!(topic.kind, TopicKind::Heading(_));
    let headings: Vec<&Topic> = subject.topic.topics.iter().filter(headed).collect();
    if headings.len() < 2 {
        return None;
    }
    // "First law" and "Second law" of "Laws of motion", beside "Method".
    let announced: Vec<&Word> = subject.title.iter().filter(|word| subject.book.is("announces", word)).collect();
    let named = |topic: &&&Topic| {
        let title = if announced.is_empty() { Vec::new() } else { words::words(&topic.title) };
        let akin = |word: &&Word| title.iter().any(|own| own.key.len() > 2 && word.key.starts_with(&*own.key));
        announced.iter().any(akin)
    };
    let named: Vec<&Topic> = headings.iter().filter(named).copied().collect();
    let members = if named.len() > 1 { named } else { headings };
    if !(2..=9).contains(&members.len()) {
        return None;
    }
    // The number of a chapter counts nothing.
    let title = subject.book.name(&subject.title);
    let chapter = |at: usize| at > 0 && subject.book.is("chapter", &title[at - 1]);
    let mut numbers = title.iter().enumerate().filter(|&(at, _)| !chapter(at));
    let count = numbers.find_map(|(_, word)| subject.book.number(word));
    // "Operators" over headings is a chapter; "Types of joins" and "3 operators" announce what stands below.
    let set = count == Some(members.len()) || !announced.is_empty();
    if !set || subject.facet.as_ref().is_some_and(|facet| facet.row.role == "extra") {
        return None;
    }
    let is_name = |topic: &&Topic| {
        let title = words::words(&topic.title);
        title.len() <= NAME && subject.book.facet(&title).is_none()
    };
    let span = subject.span();
    let items: Vec<Item> = members
        .iter()
        .filter(|topic| is_name(topic))
        .map(|topic| Item { task: None, blocks: vec![paragraph(topic.title.clone(), topic.span)], span: topic.span })
        .collect();
    if items.len() < members.len() || !are_members(subject, &members) {
        return None;
    }
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items };
    let mut card = Draft::ask(Rule::R(11), subject.question(&[], true), span)
        .answer(vec![Block::new(BlockKind::List(list), span)]);
    card.set = true;
    Some(card.of_the_whole())
}

/// Three to seven items or lines whose initials spell an acronym of the title.
fn initials(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let acronym = |word: &&Word| word.is_text() && is_acronym(word.text());
    let name = subject.name.iter().find(acronym).filter(|_| subject.book.can_say("stands_for"))?;
    let (lines, span) = spelling(subject, name)?;
    let named = lines.iter().all(|line| terms::split(subject, line).is_some());
    if !named && !claims.free(span) {
        return None;
    }
    let scene = Scene { topic: std::slice::from_ref(name), items: lines.len(), ..subject.scene() };
    let items = lines.iter().map(|line| {
        let name = terms::split(subject, line).filter(|_| named).map_or_else(|| line.to_vec(), |(key, _)| key);
        let span = span_of(line).unwrap_or(span);
        Item { task: None, blocks: vec![paragraph(name, span)], span }
    });
    let list = List { start: None, marker: ListMarker::Dash, tight: true, items: items.collect() };
    let answer = vec![Block::new(BlockKind::List(list), span)];
    let mut card = Draft::ask(Rule::R(11), subject.book.say("stands_for", &scene), span).answer(answer);
    card.set = named;
    if named {
        card.shows.clear();
    } else {
        claims.take(span);
    }
    Some(card)
}

/// The items of a list, or the lines of a paragraph, that spell the acronym; nothing hangs below them unless they are terms.
fn spelling<'a>(subject: &Subject<'a>, name: &Word) -> Option<(Vec<&'a [Inline]>, Span)> {
    let letters = name.text().to_lowercase();
    let spell = |lines: &[&[Inline]]| {
        let initials: Option<String> =
            lines.iter().map(|line| words::first(line).and_then(|word| word.key.chars().next())).collect();
        (3..=7).contains(&lines.len()) && initials.is_some_and(|initials| initials == letters)
    };
    let of_list = |piece: &Piece<'a>| {
        let items: Vec<_> = piece.list()?.items.iter().map(parts).collect();
        let named = items.iter().all(|(own, _)| terms::split(subject, own).is_some());
        let bare = items.iter().all(|(_, below)| below.is_empty());
        (named || bare).then(|| (items.into_iter().map(|(own, _)| own).collect(), piece.span))
    };
    let of_lines =
        subject.pieces.chunk_by(|a, b| a.line().is_some() && std::ptr::eq(a.block, b.block)).filter_map(|run| {
            let lines: Option<Vec<&[Inline]>> = run.iter().map(Piece::line).collect();
            Some((lines?, run.first()?.span.to(run.last()?.span)))
        });
    let mut groups = subject.pieces.iter().filter_map(of_list).chain(of_lines);
    groups.find(|(lines, _): &(Vec<&[Inline]>, Span)| spell(lines))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn headings_that_only_count_are_no_members() {
        let asks = |note: &str| lines(note, CardLevel::Section).iter().any(|card| card.contains("=> - "));
        assert!(!asks("## Basic types\n### Strings\ntext in quotes\n### Type conversions\n`int(x)`\n"));
        assert!(!asks("## Two types\n### One\nfirst text\n### Two\nsecond text\n"));
        assert!(asks("## Types of linked lists\n### Single\none way\n### Double\nboth ways\n"));
        assert!(asks("## Types of boats\n### Ferries\nboats for cars\n### Barges\nflat boats\n"));
    }

    #[test]
    fn a_count_behind_a_dash_asks() {
        let cards = super::super::tests::explained(
            "# Fog\n## Bell test\n*Harwich v Goole* [1990] - two stages:\n1. Ring twice\n2. Wait for an answer\n",
            CardLevel::Section,
        );
        let card = &cards.cards[0];
        assert_eq!(card.front, "What are the two stages of the **Bell test**?");
        assert_eq!(card.extra, "*Harwich v Goole* [1990]");
    }

    #[test]
    fn ways_are_asked_for() {
        check(
            "## Ferry\nYou can pay in two ways:\n- at the counter\n- on board\n",
            &["In which two ways can you pay? => - at the counter / - on board"],
        );
    }

    #[test]
    fn what_is_told_of_the_counted_is_asked() {
        let ways = "# Locks\nThere are two ways in which a lock may be worked:\n";
        let asked = "two ways in which a lock may be worked? => - by hand / - by a motor";
        check(&format!("{ways}- by hand\n- by a motor\n"), &[&format!("What are the {asked}")]);
        check(
            "# Locks\nThere are three things that keep a lock shut:\n- the paddle\n- the gate\n- the sill\n",
            &["What are the three things that keep a lock shut? => - the paddle / - the gate / - the sill"],
        );
    }

    #[test]
    fn a_wrong_count_is_left_out_of_the_question() {
        let note = "# Locks\nThere are three ways in which a lock may be worked:\n- by hand\n- by a motor\n";
        check(note, &["What are the ways in which a lock may be worked? (2) => - by hand / - by a motor"]);
    }

    #[test]
    fn the_number_of_a_line_counts_nothing() {
        let note = "## Locking\n1\\. Opening the lower gate\n- check the level\n- turn the winch\n";
        let cards = lines(note, CardLevel::Section);
        assert!(!cards.iter().any(|card| card.contains("1.")), "{cards:?}");
    }

    #[test]
    fn two_before_one_thing_counts_nothing() {
        let note = "# Tests\nTwo sample test:\n- paired or unpaired\n- both compare means\n";
        let cards = lines(note, CardLevel::Section);
        assert!(!cards.iter().any(|card| card.contains("What are the two")), "{cards:?}");
    }
}
