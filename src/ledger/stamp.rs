//! From cards to the lock after them: [`matched`], then [`Matched::stamp`].

use crate::cards::note_type::{Fields, Templates};
use crate::cards::{Card, CardKind};
use crate::model::Notebook;

use super::birth::{Nursery, project};
use super::hash::{Hash, Hasher};
use super::line::{Line, Lock, TypeStamp};
use super::ordinals::number;
use super::scope::{Scope, Seen};
use super::{blanks, fresh, matching};

/// Hexadecimal digits of a content hash.
const HASH_LENGTH: usize = 16;

/// Cards that know their GUIDs and cloze numbers, and not yet when they changed: that shows in their fields.
#[derive(Debug)]
pub struct Matched<'a> {
    /// The cards, in the order they came.
    pub cards: Vec<Card>,
    /// Each card's line as it will be, but for hash and time.
    lines: Vec<Line>,
    /// Each card's line as it was.
    ancestors: Vec<Option<&'a Line>>,
    /// The lines without an heir, retired where they may be.
    others: Vec<(Line, &'a Line)>,
    old: Option<&'a Lock>,
    project: String,
    /// Without a lock: the time of each card's file.
    file_times: Vec<Option<i64>>,
}

/// What a run leaves.
#[derive(Debug)]
pub struct Stamped {
    /// The cards, complete.
    pub cards: Vec<Card>,
    /// When the note types `BASIC` and `CLOZE` last changed, in seconds since 1970.
    pub note_type_mods: [i64; 2],
    /// The lock to write; none where the run goes without.
    pub lock: Option<Lock>,
}

/// Gives every card its GUID and its blanks their numbers: those of the line whose history it takes, else new ones.
///
/// Without a lock, keys alone decide. Note paths must be relative to the ledger's root.
pub fn matched<'a>(lock: Option<&'a Lock>, notebook: &Notebook, mut cards: Vec<Card>, scope: &Scope) -> Matched<'a> {
    let old_lines = lock.map_or(&[][..], |lock| &lock.lines);
    let mut lines = fresh::lines(notebook, &cards);
    let heirs = matching::ancestors(old_lines, &lines);
    let project = match lock {
        None => String::new(),
        Some(lock) if lock.project.is_empty() && !lines.is_empty() => project(&lines),
        Some(lock) => lock.project.clone(),
    };
    let mut nursery = Nursery::new(&project, old_lines);
    let ancestors: Vec<Option<&Line>> = heirs.iter().map(|heir| heir.map(|at| &old_lines[at])).collect();
    for ((card, line), ancestor) in cards.iter_mut().zip(&mut lines).zip(&ancestors) {
        line.guid = ancestor.map_or_else(|| nursery.birth(line), |old| old.guid.clone());
        card.guid = line.guid.clone();
        give_numbers(card, line, *ancestor);
    }
    let seen = Seen::new(scope, notebook);
    let mut has_heir = vec![false; old_lines.len()];
    heirs.iter().flatten().for_each(|&at| has_heir[at] = true);
    let left = old_lines.iter().zip(has_heir).filter(|(_, has_heir)| !has_heir).map(|(line, _)| line);
    let others = left.map(|line| (Line { retired: line.retired || seen.may_retire(line), ..line.clone() }, line));
    let file_times = cards.iter().map(|card| notebook.note(card.topic.note).modified).collect();
    Matched { others: others.collect(), cards, lines, ancestors, old: lock, project, file_times }
}

fn give_numbers(card: &mut Card, line: &mut Line, ancestor: Option<&Line>) {
    if card.kind != CardKind::Cloze {
        return;
    }
    let numbered = number(ancestor.map_or(&[], |old| &old.blanks), &line.blanks);
    blanks::each(&mut card.front, &mut |cloze| {
        cloze.number = numbered.numbers.get(&cloze.number).copied().unwrap_or(cloze.number);
    });
    line.blanks = numbered.blanks;
}

impl Matched<'_> {
    /// Compares what the cards show (`fields`, one for each of [`cards`](Self::cards)) with what the lock knows, and
    /// stamps what changed: later than before, and not before `clock`, which is read only then.
    pub fn stamp(self, fields: &[Fields], templates: &Templates, clock: &dyn Fn() -> i64) -> Stamped {
        let clock = Clock::new(clock);
        match self.old {
            Some(old) => self.stamp_against(old, fields, templates, &clock),
            None => self.stamp_by_file(&clock),
        }
    }

    fn stamp_against(mut self, old: &Lock, fields: &[Fields], templates: &Templates, clock: &Clock<'_>) -> Stamped {
        let types = type_stamps(templates, &old.types, clock);
        let pairs = self.cards.iter_mut().zip(&mut self.lines).zip(&self.ancestors);
        for (((card, line), ancestor), fields) in pairs.zip(fields) {
            line.hash = content_hash(fields, &card.tags);
            line.modified = match ancestor {
                None => **clock,
                Some(old) if old.hash == line.hash && !old.retired => old.modified,
                Some(old) => later(old.modified, clock),
            };
            card.modified = line.modified;
        }
        for (line, before) in &mut self.others {
            if line.retired != before.retired {
                line.modified = later(line.modified, clock);
            }
        }
        let note_type_mods = [types[0].modified, types[1].modified];
        let lines = self.lines.into_iter().chain(self.others.into_iter().map(|(line, _)| line)).collect();
        Stamped { cards: self.cards, note_type_mods, lock: Some(Lock { project: self.project, types, lines }) }
    }

    fn stamp_by_file(mut self, clock: &Clock<'_>) -> Stamped {
        for (card, time) in self.cards.iter_mut().zip(&self.file_times) {
            card.modified = time.unwrap_or_else(|| **clock);
        }
        let latest = self.cards.iter().map(|card| card.modified).max().unwrap_or(0);
        Stamped { cards: self.cards, note_type_mods: [latest; 2], lock: None }
    }
}

/// The time, asked for at most once.
type Clock<'a> = std::cell::LazyCell<i64, &'a dyn Fn() -> i64>;

/// A time that Anki takes for newer than `old`. The time of day, since Anki itself raises a note's time when it tags a
/// leech: the old time + 1 would be dropped then.
fn later(old: i64, clock: &Clock<'_>) -> i64 {
    (old + 1).max(**clock)
}

/// All that an import changes in a note that exists: fields and tags, not the deck.
pub(super) fn content_hash(fields: &Fields, tags: &[String]) -> String {
    let mut hasher = Hasher::default();
    fields.iter().chain(tags).for_each(|part| hasher.add(part));
    hasher.finish().hex(HASH_LENGTH)
}

fn type_stamps(templates: &Templates, old: &[TypeStamp; 2], clock: &Clock<'_>) -> [TypeStamp; 2] {
    let Templates { basic_front, basic_back, reverse_front, reverse_back, cloze_front, cloze_back, css } = templates;
    let hashes = [
        Hash::of([basic_front, basic_back, reverse_front, reverse_back, css]).hex(HASH_LENGTH),
        Hash::of([cloze_front, cloze_back, css]).hex(HASH_LENGTH),
    ];
    let [basic, cloze] = hashes;
    [(basic, &old[0]), (cloze, &old[1])].map(|(hash, old)| {
        let modified = if hash == old.hash { old.modified } else { later(old.modified, clock) };
        TypeStamp { hash, modified }
    })
}
