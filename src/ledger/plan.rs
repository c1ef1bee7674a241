//! What an import will do: the difference of the lock before a run and the lock after it.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::cards::Guid;

use super::keys::card_key;
use super::line::{Line, Lock};
use super::retire::RETIRED_TAG;

/// How many notes one search names, so that it fits Anki's search field.
const NOTES_A_SEARCH: usize = 100;

/// What becomes of a card. The first that holds, in this order, is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// No card stands for it any more; Anki keeps it until it is deleted there.
    Removed,
    /// Seen for the first time, or back after it was removed.
    New,
    /// In another note or deck.
    Moved,
    /// In another place of its note: under another heading, or further up or down.
    Renamed,
    /// Something on it reads otherwise.
    Changed,
}

/// A card that does not stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What becomes of it.
    pub change: Change,
    /// Anki's name for it, also its field `Id`.
    pub guid: Guid,
    /// Note and place: where it is, of a removed one where it was.
    pub key: String,
    /// What it asks; of a removed one what it asked.
    pub front: String,
    /// What it answers.
    pub answer: String,
    /// The deck it belongs to.
    pub deck: String,
    /// What was there before; none for a card that is new.
    pub was: Option<Was>,
}

/// A card before the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Was {
    /// Note and place.
    pub key: String,
    /// What it asked.
    pub front: String,
    /// What it answered.
    pub answer: String,
    /// The deck it belonged to.
    pub deck: String,
}

/// How many cards there are of each kind. They are notes of Anki's: a text with three blanks counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[allow(missing_docs, reason = "each is named after its change")]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub renamed: usize,
    pub moved: usize,
    pub removed: usize,
    pub unchanged: usize,
}

/// What an import cannot do, and a user can by a search in Anki.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Search {
    /// `removed`, `moved`, `retired`, `blanks`.
    pub why: &'static str,
    /// What to write into Anki's search field.
    pub search: String,
    /// What to do with what it finds.
    pub then: String,
}

/// What a run will do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plan {
    /// How many.
    pub counts: Counts,
    /// All but the unchanged, in the order of their keys.
    pub cards: Vec<Entry>,
    /// What Anki must be told.
    pub searches: Vec<Search>,
    /// Removed by earlier runs; Anki has them until they are deleted there.
    pub retired: Vec<Was>,
}

impl Plan {
    /// The difference of two locks.
    pub fn new(before: &Lock, after: &Lock) -> Self {
        let known: HashMap<&Guid, &Line> = before.lines.iter().map(|line| (&line.guid, line)).collect();
        let mut lines: Vec<&Line> = after.lines.iter().collect();
        lines.sort_by(|a, b| (&a.note, &a.place, &a.guid).cmp(&(&b.note, &b.place, &b.guid)));
        let mut plan = Self::default();
        let mut to_do = ToDo::default();
        for line in lines {
            let was = known.get(&line.guid).copied();
            match change(line, was) {
                Some(change) => {
                    plan.counts.add(change);
                    plan.cards.push(entry(change, line, was));
                }
                None if line.retired => plan.retired.push(Was::new(line)),
                None => plan.counts.unchanged += 1,
            }
            to_do.note(line, was);
        }
        plan.searches = to_do.searches();
        plan
    }
}

/// None for what stays as it is, living or retired.
fn change(line: &Line, was: Option<&Line>) -> Option<Change> {
    match was {
        Some(was) if line.retired => (!was.retired).then_some(Change::Removed),
        None => Some(Change::New),
        Some(was) if was.retired => Some(Change::New),
        Some(was) if was.note != line.note || was.deck != line.deck => Some(Change::Moved),
        Some(was) if was.place != line.place => Some(Change::Renamed),
        Some(was) => (was.hash != line.hash).then_some(Change::Changed),
    }
}

fn entry(change: Change, line: &Line, was: Option<&Line>) -> Entry {
    let Was { key, front, answer, deck } = Was::new(line);
    let was = was.map(Was::new);
    Entry { change, guid: line.guid.clone(), key, front, answer, deck, was }
}

impl Was {
    fn new(line: &Line) -> Self {
        Self {
            key: card_key(&line.note, &line.place),
            front: line.front.shown().to_owned(),
            answer: line.answer.shown().to_owned(),
            deck: line.deck.clone(),
        }
    }
}

impl Counts {
    fn add(&mut self, change: Change) {
        *match change {
            Change::Removed => &mut self.removed,
            Change::New => &mut self.new,
            Change::Moved => &mut self.moved,
            Change::Renamed => &mut self.renamed,
            Change::Changed => &mut self.changed,
        } += 1;
    }
}

/// What an import leaves to the user.
#[derive(Default)]
struct ToDo<'a> {
    removed: Vec<&'a Guid>,
    retired: Vec<&'a Guid>,
    blanks: Vec<&'a Guid>,
    /// By the deck they belong to.
    moved: BTreeMap<&'a str, Vec<&'a Guid>>,
}

impl<'a> ToDo<'a> {
    fn note(&mut self, line: &'a Line, was: Option<&Line>) {
        let Some(was) = was else { return };
        if line.retired {
            if was.retired { &mut self.retired } else { &mut self.removed }.push(&line.guid);
            return;
        }
        if line.deck != was.deck {
            self.moved.entry(&line.deck).or_default().push(&line.guid);
        }
        let in_use =
            |line: &Line| line.blanks.iter().filter(|blank| !blank.removed).map(|blank| blank.number).collect();
        let (then, now): (Vec<u32>, Vec<u32>) = (in_use(was), in_use(line));
        if then.iter().any(|number| !now.contains(number)) {
            self.blanks.push(&line.guid);
        }
    }

    fn searches(&self) -> Vec<Search> {
        let mut searches = Vec::new();
        let delete = "select all and choose Notes › Delete";
        searches.extend(search("removed", &self.removed, delete));
        for (deck, guids) in &self.moved {
            searches.extend(search("moved", guids, &format!("select all and choose Cards › Change Deck…, {deck}")));
        }
        searches.extend(search(
            "blanks",
            &self.blanks,
            "choose Tools › Empty Cards in Anki's main window after the import",
        ));
        let delete = format!("{delete}; or import `recto deck --retire` and search tag:{RETIRED_TAG}");
        searches.extend(search("retired", &self.retired, &delete));
        searches
    }
}

fn search<'a>(why: &'static str, guids: &'a [&Guid], then: &str) -> impl Iterator<Item = Search> + use<'a> {
    let then = then.to_owned();
    guids.chunks(NOTES_A_SEARCH).map(move |guids| {
        let terms: Vec<String> = guids.iter().map(|guid| format!("Id:{}", guid.0)).collect();
        Search { why, search: terms.join(" OR "), then: then.clone() }
    })
}
