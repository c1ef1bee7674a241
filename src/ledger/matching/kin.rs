//! Which notes of the lock a note of today comes from: itself, the file it was renamed from, the files it was split
//! from or merged of.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::left::Left;
use crate::ledger::keys::NoteKey;

/// Answers that stand in more notes than this tell nothing of where a note comes from.
const COMMON: usize = 8;

/// For each note of today, the notes of the lock it comes from, the nearest first.
pub(super) struct Kin<'a> {
    of: HashMap<&'a NoteKey, Vec<&'a NoteKey>>,
}

impl<'a> Kin<'a> {
    /// Pairs the notes.
    pub(super) fn new(left: &Left<'a>) -> Self {
        let mut kin = Self { of: HashMap::new() };
        let sizes_now = count(left.cards.iter().map(|card| &card.note));
        let sizes_then = count(left.lines.iter().filter(|line| !line.retired).map(|line| &line.note));
        for &note in sizes_now.keys() {
            kin.of.insert(note, vec![note]);
        }
        kin.by_name(&sizes_now, &sizes_then);
        kin.by_answers(left, &sizes_now, &sizes_then);
        kin
    }

    /// The notes of the lock that `note` comes from, itself first.
    pub(super) fn of(&self, note: &NoteKey) -> impl Iterator<Item = &'a NoteKey> + use<'_, 'a> {
        self.of.get(note).into_iter().flatten().copied()
    }

    /// Whether `now` comes from `then`.
    pub(super) fn holds(&self, now: &NoteKey, then: &NoteKey) -> bool {
        self.of(now).any(|note| note == then)
    }

    /// A file that went and one that came under the same name, or one that differs in case: it was moved.
    fn by_name(&mut self, now: &Sizes<'a>, then: &Sizes<'a>) {
        type Name = fn(&NoteKey) -> String;
        let names: [Name; 2] = [|note| note.as_str().to_lowercase(), file_name];
        for name in names {
            let mut went: BTreeMap<String, Vec<&NoteKey>> = BTreeMap::new();
            for &note in then.keys().filter(|note| !now.contains_key(*note)) {
                went.entry(name(note)).or_default().push(note);
            }
            let mut came: BTreeMap<String, Vec<&NoteKey>> = BTreeMap::new();
            for &note in now.keys().filter(|note| !then.contains_key(*note)) {
                came.entry(name(note)).or_default().push(note);
            }
            for (name, notes) in came {
                if let ([came], Some([went])) = (notes.as_slice(), went.get(&name).map(Vec::as_slice)) {
                    self.add(came, went);
                }
            }
        }
    }

    /// A file that has at least half of the other's answers, either way.
    fn by_answers(&mut self, left: &Left<'a>, now: &Sizes<'a>, then: &Sizes<'a>) {
        let mut notes_of: HashMap<_, HashSet<&'a NoteKey>> = HashMap::new();
        for at in left.lines() {
            let line = &left.lines[at];
            notes_of.entry(&line.answer).or_default().insert(&line.note);
        }
        let mut shared: BTreeMap<(&'a NoteKey, &'a NoteKey), usize> = BTreeMap::new();
        for at in left.cards() {
            let card = &left.cards[at];
            let Some(notes) = notes_of.get(&card.answer).filter(|notes| notes.len() <= COMMON) else { continue };
            let mut notes: Vec<_> = notes.iter().copied().filter(|&note| note != &card.note).collect();
            notes.sort_unstable();
            for note in notes {
                *shared.entry((&card.note, note)).or_default() += 1;
            }
        }
        let mut pairs: Vec<_> = shared.into_iter().collect();
        pairs.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        for ((came, went), count) in pairs {
            let half = |sizes: &Sizes<'_>, note| 2 * count >= sizes.get(note).copied().unwrap_or(usize::MAX / 2);
            if half(now, came) || half(then, went) {
                self.add(came, went);
            }
        }
    }

    fn add(&mut self, now: &'a NoteKey, then: &'a NoteKey) {
        let kin = self.of.entry(now).or_default();
        if !kin.contains(&then) {
            kin.push(then);
        }
    }
}

/// How many cards a note has.
type Sizes<'a> = BTreeMap<&'a NoteKey, usize>;

fn count<'a>(notes: impl Iterator<Item = &'a NoteKey>) -> Sizes<'a> {
    let mut sizes = Sizes::new();
    for note in notes {
        *sizes.entry(note).or_default() += 1;
    }
    sizes
}

fn file_name(note: &NoteKey) -> String {
    note.as_str().rsplit('/').next().unwrap_or_default().to_lowercase()
}
