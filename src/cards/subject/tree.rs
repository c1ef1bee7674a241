//! The topics of a note as subjects: each knows what stands above it.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::super::language::{Tongue, Tongues};
use super::super::phrases::{Facet, Phrases, without_colon};
use super::super::piece::{Piece, opened};
use super::super::said::Said;
use super::super::titled::{self, Titled};
use super::super::words::{self, Word};
use super::super::{apparatus, callout, heading, note_name, statement};
use super::Subject;
use crate::config::Settings;
use crate::model::{Block, CardLevel, Inline, InlineKind, Note, Topic};

/// The topics of a note that cards are wanted of, in reading order, and those set aside.
pub(crate) fn subjects<'a>(
    note: &'a Note,
    settings: &'a Settings,
    tongues: &'a Tongues<'a>,
) -> (Vec<Subject<'a>>, Vec<&'a Topic>) {
    let Tongue { book, usage } = tongues.topic(&note.root);
    let titled = !note.root.title.is_empty();
    let title = if titled { words::words(&note.root.title) } else { note_name::of_file(note, book) };
    let title = heading::without_kind(title, book);
    let pieces = pieces_of(callout::text_of(&note.root), book);
    let root = Subject {
        note,
        topic: &note.root,
        settings,
        book,
        lexicon: tongues.lexicon(&note.root),
        usage,
        labels: tongues.labels(),
        level: settings.cards.level,
        name: if titled || !note_name::is_code(note) { note_name::of_note(&title, book) } else { Vec::new() },
        title,
        above: Vec::new(),
        home: Vec::new(),
        facet: None,
        aspect: Vec::new(),
        trail: vec![note.title.clone()],
        trail_keys: vec![words::keys(&words::of_text(&note.title))],
        place: Vec::new(),
        tags: note.meta.tags.iter().chain(&note.root.tags).cloned().collect(),
        parent: None,
        said: unread(&pieces),
        pieces,
        titled: Titled::Topic,
    };
    let (mut out, mut aside) = (vec![root], Vec::new());
    if silenced(&note.root) {
        return (Vec::new(), aside);
    }
    walk(&mut out, &mut aside, 0, tongues);
    (out, aside)
}

fn walk<'a>(out: &mut Vec<Subject<'a>>, aside: &mut Vec<&'a Topic>, parent: usize, tongues: &'a Tongues<'a>) {
    let topic = out[parent].topic;
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for child in &topic.topics {
        let title = child.title_text().trim().to_owned();
        let times = *seen.entry(title.clone()).and_modify(|times| *times += 1).or_insert(1);
        if silenced(child) {
            continue;
        }
        let subject = below(&out[parent], parent, child, &title, times, tongues);
        if apparatus::is_apparatus(&subject) {
            aside.push(child);
            continue;
        }
        out.push(subject);
        let at = out.len() - 1;
        walk(out, aside, at, tongues);
    }
}

fn below<'a>(
    up: &Subject<'a>,
    parent: usize,
    topic: &'a Topic,
    title: &str,
    times: usize,
    tongues: &'a Tongues<'a>,
) -> Subject<'a> {
    let tongue = tongues.topic(topic);
    let same = up.place.is_empty() && title == up.note.title;
    let own = heading::words_of(topic, &up.topic.topics, &tongue.book);
    let titled = titled::of(up, topic, &own, &tongue.book);
    let resumes = matches!(titled, Titled::Above | Titled::More);
    let adds = !same && !resumes;
    let goes_on = titled != Titled::Topic || heading::is_nameless(&own) && up.parent.is_some();
    let words = if goes_on { up.title.clone() } else { own };
    let facet = heading::facet_of(topic, &words, &tongue.book);
    let apart = || up.labels.is_attribute(topic, &words, &tongue.book) || heading::is_named_above(topic, up.topic);
    let facet = facet.filter(|_| !same && !apart());
    let (above, facet) =
        match heading::behind_owner(topic, &words, &up.name, &tongue.book).filter(|_| !same && facet.is_none()) {
            Some((owner, facet)) => (owner, Some(facet)),
            None if same => (Vec::new(), None),
            None => heading::above(up, facet, goes_on, &tongue.book),
        };
    let words =
        if facet.is_none() { heading::without_pronoun(words, &above, &tongue.book, &tongue.usage) } else { words };
    // "Notes" in a note called "Lecture 3" is about nothing that the note's name tells.
    let name =
        if goes_on && facet.is_none() { up.name.clone() } else { name(facet.as_ref(), &words, &above, &tongue.book) };
    let home = if up.home.is_empty() && adds { note_name::short(&up.name, &tongue.book) } else { up.home.clone() };
    let aspect = up.facet.as_ref().filter(|facet| facet.asks() && facet.name.is_empty());
    let aspect = aspect.map(|facet| facet.label.clone()).unwrap_or_default();
    let (trail, trail_keys) =
        if adds { trail(up, topic, title, &words) } else { (up.trail.clone(), up.trail_keys.clone()) };
    let pieces = pieces_of(callout::text_of(topic), &tongue.book);
    let mut place = up.place.clone();
    place.push(if times > 1 { format!("{title}~{times}") } else { title.to_owned() });
    Subject {
        topic,
        book: &tongue.book,
        lexicon: tongues.lexicon(topic),
        usage: &tongue.usage,
        level: level_tag(&topic.tags).unwrap_or(up.level),
        title: words,
        name,
        above,
        home,
        facet,
        aspect,
        trail,
        trail_keys,
        place,
        tags: up.tags.iter().chain(&topic.tags).cloned().collect(),
        parent: Some(parent),
        said: unread(&pieces),
        pieces,
        titled,
        ..*up
    }
}

/// The pieces of a body: a quote that opens with the label of a statement or a facet in bold is no quotation, and is read as
/// what it holds.
fn pieces_of<'a>(body: &'a [Block], book: &Phrases) -> Vec<Piece<'a>> {
    opened(body, |line| statement::is_labelled(book, line) || opens_with_facet(book, line))
}

/// Whether a line opens with a facet in bold, as in "**Formula:** …".
fn opens_with_facet(book: &Phrases, line: &[Inline]) -> bool {
    let [Inline { kind: InlineKind::Strong(label), .. }, behind, ..] = line else { return false };
    let label = words::words(label);
    let inside = label.last().is_some_and(|word| word.text().ends_with([':', '：']));
    let colon = inside || matches!(&behind.kind, InlineKind::Text(text) if text.starts_with([':', '：']));
    colon && book.facet(&without_colon(&label)).is_some_and(|facet| facet.asks() && facet.name.is_empty())
}

/// What the cards of a topic ask about.
fn name(facet: Option<&Facet>, title: &[Word], above: &[Word], book: &Phrases) -> Vec<Word> {
    match facet {
        Some(facet) if !facet.name.is_empty() => facet.name.clone(),
        Some(_) => above.to_vec(),
        // "Theorem: Lagrange" is called Lagrange by what stands below it.
        None => {
            let named = heading::without_asking(book.name(title), book);
            statement::name_in(book, &named).unwrap_or(named)
        }
    }
}

/// The titles down to a topic, and their words as the gates compare them.
fn trail(up: &Subject, topic: &Topic, title: &str, words: &[Word]) -> (Vec<String>, Vec<Vec<SmolStr>>) {
    let keys = match &topic.title[..] {
        [Inline { kind: InlineKind::Text(_), .. }] => words::keys(words),
        _ => words::keys(&words::of_text(title)),
    };
    let (mut trail, mut trail_keys) = (up.trail.clone(), up.trail_keys.clone());
    trail.push(title.to_owned());
    trail_keys.push(keys);
    (trail, trail_keys)
}

/// A place for what each of the pieces says.
fn unread(pieces: &[Piece]) -> Vec<OnceCell<Said>> {
    pieces.iter().map(|_| OnceCell::new()).collect()
}

/// Whether the topic carries `#nocards`.
pub(crate) fn silenced(topic: &Topic) -> bool {
    topic.tags.iter().any(|tag| tag.eq_ignore_ascii_case("nocards") || tag.eq_ignore_ascii_case("cards/off"))
}

/// The level of a `#cards/LEVEL` tag.
fn level_tag(tags: &[String]) -> Option<CardLevel> {
    tags.iter().find_map(|tag| match tag.to_ascii_lowercase().as_str() {
        "cards/topic" => Some(CardLevel::Topic),
        "cards/section" => Some(CardLevel::Section),
        "cards/atomic" => Some(CardLevel::Atomic),
        _ => None,
    })
}
