//! A lost lock made again: the notes of a package are matched with the cards of today by what both show.

use std::collections::BTreeSet;

use crate::cards::note_type::Fields;
use crate::cards::{Card, Guid, Place};
use crate::model::Notebook;

use super::keys::NoteKey;
use super::line::{Blank, Line, LineType, Lock, Text};
use super::package::Found;
use super::stamp::content_hash;
use super::{fresh, matching};

/// The lock that knows the notes of a package by where they stand in today's notes; those that are gone are retired.
/// `fields` are those of `cards`, whose cloze numbers are provisional.
pub fn rebuilt(found: &[Found], notebook: &Notebook, cards: &[Card], fields: &[Fields]) -> Lock {
    let then: Vec<Line> = found.iter().map(|note| shown(NoteKey::default(), note.kind, &note.fields)).collect();
    let today = fresh::lines(notebook, cards);
    let now = today.iter().zip(fields).map(|(line, fields)| shown(line.note.clone(), line.kind, fields));
    let now: Vec<Line> = now.collect();
    let mut heirs = vec![None; then.len()];
    for (card, ancestor) in matching::ancestors(&then, &now).into_iter().enumerate() {
        if let Some(at) = ancestor {
            heirs[at] = Some(card);
        }
    }
    let lines = found.iter().zip(then).zip(heirs).map(|((note, then), heir)| match heir {
        None => stamped(Line { retired: true, ..then }, note, &note.tags),
        Some(at) => {
            let blanks = known_blanks(then.blanks, &now[at].blanks, &today[at].blanks);
            stamped(Line { blanks, ..today[at].clone() }, note, same_tags(&note.tags, &cards[at].tags))
        }
    });
    Lock { lines: lines.collect(), ..Lock::default() }
}

/// A line with what the package says of its identity and content.
fn stamped(line: Line, note: &Found, tags: &[String]) -> Line {
    Line {
        guid: note.guid.clone(),
        hash: content_hash(&note.fields, tags),
        modified: note.modified,
        deck: note.deck.clone(),
        ..line
    }
}

/// Anki sorts tags; order is no difference.
fn same_tags<'a>(found: &'a [String], card: &'a [String]) -> &'a [String] {
    let sorted = |tags: &[String]| tags.iter().cloned().collect::<BTreeSet<_>>();
    if sorted(found) == sorted(card) { card } else { found }
}

/// What fields show, as a line: the breadcrumb stands for the place.
fn shown(note: NoteKey, kind: LineType, fields: &Fields) -> Line {
    let [front, back, _, _, context, ..] = fields;
    let (front, blanks) = if kind == LineType::Cloze { unblanked(front) } else { (front.clone(), Vec::new()) };
    let answer = if kind == LineType::Cloze { &front } else { back };
    Line {
        guid: Guid::default(),
        retired: false,
        note,
        kind,
        place: Place { topics: vec![words(context)], ..Place::default() },
        hash: String::new(),
        modified: 0,
        deck: String::new(),
        front: Text::new(&words(&front)),
        answer: Text::new(&words(answer)),
        blanks,
    }
}

/// A cloze's text without its marks, and its blanks in the order of their numbers.
fn unblanked(html: &str) -> (String, Vec<Blank>) {
    let (mut text, mut blanks, mut rest) = (String::new(), Vec::<(u32, String)>::new(), html);
    while let Some((before, mark)) = rest.split_once("{{c") {
        text.push_str(before);
        let parsed =
            mark.split_once("::").and_then(|(number, inner)| Some((number.parse().ok()?, inner.split_once("}}")?)));
        let Some((number, (inner, after))) = parsed else {
            text.push_str("{{c");
            rest = mark;
            continue;
        };
        let hidden = inner.split_once("::").map_or(inner, |(hidden, _)| hidden);
        text.push_str(hidden);
        match blanks.iter_mut().find(|(known, _)| *known == number) {
            Some((_, all)) => all.extend([" ", hidden]),
            None => blanks.push((number, hidden.to_owned())),
        }
        rest = after;
    }
    text.push_str(rest);
    blanks.sort_by_key(|(number, _)| *number);
    let blank = |(number, html): (u32, String)| Blank { number, text: Text::new(&words(&html)), removed: false };
    (text, blanks.into_iter().map(blank).collect())
}

/// The numbers of the package with the texts of today's notes, where both show the same.
fn known_blanks(then: Vec<Blank>, now: &[Blank], today: &[Blank]) -> Vec<Blank> {
    let text = |blank: &Blank| {
        let shown = now.iter().find(|now| now.text == blank.text)?;
        today.iter().find(|today| today.number == shown.number).map(|today| today.text.clone())
    };
    then.into_iter().map(|blank| Blank { text: text(&blank).unwrap_or(blank.text), ..blank }).collect()
}

/// HTML as words: tags are space, the usual entities are read.
fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(out, |text, (entity, sign)| if text.contains(entity) { text.replace(entity, sign) } else { text })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{build, everything, fields, vault};
    use super::*;

    const VAULT: &str = "
        # git.md
        ## Branch
        1: a movable name for the newest commit
        2: Is it a copy? => no
        ## Areas
        3: {tree}, {index} and {head}
        # tags.md
        ## Tag
        4: a name that stays with its commit";

    /// The lock that is made of a package of `before` when the notes read `after`.
    fn rebuilt_lock(before: &str, after: &str) -> (Lock, Lock) {
        let stamped = build(&Lock::default(), &vault(before), &everything(), 50);
        let found = stamped.cards.iter().map(|card| Found {
            guid: card.guid.clone(),
            kind: LineType::of(card.kind),
            fields: package_fields(card),
            tags: card.tags.clone(),
            deck: card.deck.clone(),
            modified: card.modified,
        });
        let found: Vec<Found> = found.collect();
        let written = vault(after);
        let fields: Vec<Fields> = written.cards.iter().map(package_fields).collect();
        (stamped.lock.expect("a lock"), rebuilt(&found, &written.notebook, &written.cards, &fields))
    }

    /// Fields with the marks of a cloze.
    fn package_fields(card: &Card) -> Fields {
        let mut marked = card.clone();
        super::super::blanks::each(&mut marked.front, &mut |cloze| {
            let text = crate::model::plain_text(&cloze.content);
            let mark = format!("{{{{c{}::{text}}}}}", cloze.number);
            cloze.content = vec![crate::model::Inline::text(mark, crate::model::Span::default())];
        });
        fields(&marked)
    }

    #[test]
    fn a_lost_lock_is_the_same_again() {
        let (lost, lock) = rebuilt_lock(VAULT, VAULT);
        let known = |lock: &Lock| {
            let mut lines: Vec<_> =
                lock.lines.iter().map(|line| Line { hash: String::new(), ..line.clone() }).collect();
            lines.sort_by(|a, b| a.guid.cmp(&b.guid));
            lines
        };
        assert_eq!(known(&lock), known(&lost));
    }

    #[test]
    fn notes_that_were_edited_since_are_found_and_those_that_went_are_retired() {
        let after = VAULT
            .replace("## Branch", "## Branches")
            .replace("a movable name for the newest commit", "a movable name for the newest commit of a line")
            .replace("2: Is it a copy? => no", "");
        let (lost, lock) = rebuilt_lock(VAULT, &after);
        let place = |lock: &Lock, guid: &Guid| {
            lock.lines.iter().find(|line| line.guid == *guid).map(|line| (line.retired, line.place.clone()))
        };
        let branch = &lost.lines[0].guid;
        assert_eq!(place(&lock, branch).expect("known").1.topics, ["Branches"]);
        assert_eq!(lock.lines.iter().filter(|line| line.retired).count(), 1);
    }
}
