//! From cards to the lock after them: [`matched`], then [`Matched::stamp`].

use rayon::prelude::*;

use crate::cards::note_type::{Fields, Templates};
use crate::cards::{Card, CardKind};
use crate::model::Notebook;

use super::birth::{Nursery, project};
use super::hash::{Hash, Hasher};
use super::line::{Line, Lock, TypeStamp};
use super::ordinals::{self, number};
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
pub fn matched<'a>(lock: Option<&'a Lock>, notebook: &Notebook, cards: Vec<Card>, scope: &Scope) -> Matched<'a> {
    let old_lines = lock.map_or(&[][..], |lock| &lock.lines);
    let mut cards = ordinals::split(cards);
    let mut lines = fresh::lines(notebook, &cards);
    let seen = Seen::new(scope, notebook);
    let mut heirs = ancestors(old_lines, &lines, &seen);
    let project = match lock {
        None => String::new(),
        Some(lock) if lock.project.is_empty() && !lines.is_empty() => project(&lines),
        Some(lock) => lock.project.clone(),
    };
    let mut nursery = Nursery::new(&project, old_lines);
    for ((card, line), heir) in cards.iter_mut().zip(&mut lines).zip(&mut heirs) {
        if !give_numbers(card, line, heir.map(|at| &old_lines[at])) {
            *heir = None;
            give_numbers(card, line, None);
        }
        if let Some(old) = heir.map(|at| &old_lines[at])
            && scope.walked.is_empty()
            && same_but_for(&notebook.note(card.topic.note).title, &old.deck, &line.deck)
        {
            line.deck.clone_from(&old.deck);
        }
        line.guid = heir.map_or_else(|| nursery.birth(line), |at| old_lines[at].guid.clone());
        card.guid = line.guid.clone();
    }
    let others = others(old_lines, &heirs, &seen);
    let ancestors = heirs.iter().map(|heir| heir.map(|at| &old_lines[at])).collect();
    let file_times = cards.iter().map(|card| notebook.note(card.topic.note).modified).collect();
    Matched { others, cards, lines, ancestors, old: lock, project, file_times }
}

/// For each card, its line among those that may be inherited.
fn ancestors(lines: &[Line], cards: &[Line], seen: &Seen<'_>) -> Vec<Option<usize>> {
    let open: Vec<usize> = (0..lines.len()).filter(|&at| seen.may_inherit(&lines[at])).collect();
    if open.len() == lines.len() {
        return matching::ancestors(lines, cards);
    }
    let candidates: Vec<Line> = open.iter().map(|&at| lines[at].clone()).collect();
    matching::ancestors(&candidates, cards).into_iter().map(|found| found.map(|at| open[at])).collect()
}

/// Numbers the blanks of a cloze after its ancestor's. Does nothing and says no if the ancestor's numbers have run out.
fn give_numbers(card: &mut Card, line: &mut Line, ancestor: Option<&Line>) -> bool {
    if card.kind != CardKind::Cloze {
        return true;
    }
    let numbered = number(ancestor.map_or(&[], |old| &old.blanks), &line.blanks);
    if ancestor.is_some() && numbered.run_out() {
        return false;
    }
    blanks::each(&mut card.front, &mut |cloze| {
        cloze.number = numbered.numbers.get(&cloze.number).copied().unwrap_or(cloze.number);
    });
    line.blanks = numbered.blanks;
    true
}

/// Whether two decks are one but for the note's title, which joins the name where a run is about a single file. Such a
/// run moves nothing.
fn same_but_for(title: &str, a: &str, b: &str) -> bool {
    let title = title.replace("::", ":");
    let folder =
        |deck: &str| deck.strip_suffix(&title).and_then(|deck| deck.strip_suffix("::")).unwrap_or(deck).to_owned();
    folder(a) == folder(b)
}

/// The lines that no card inherits, before and after.
fn others<'a>(lines: &'a [Line], heirs: &[Option<usize>], seen: &Seen<'_>) -> Vec<(Line, &'a Line)> {
    let mut has_heir = vec![false; lines.len()];
    heirs.iter().flatten().for_each(|&at| has_heir[at] = true);
    let left = lines.iter().zip(has_heir).filter(|(_, has_heir)| !has_heir);
    let after = |line: &Line| Line { retired: line.retired || seen.may_retire(line), ..line.clone() };
    left.map(|(line, _)| (after(line), line)).collect()
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
        let hashes = self.cards.par_iter().zip(fields).map(|(card, fields)| content_hash(fields, &card.tags));
        let hashes: Vec<String> = hashes.collect();
        let pairs = self.cards.iter_mut().zip(&mut self.lines).zip(&self.ancestors);
        for (((card, line), ancestor), hash) in pairs.zip(hashes) {
            line.hash = hash;
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

#[cfg(test)]
mod tests {
    use super::super::format::{parse, print};
    use super::super::testing::{build, everything, fields, vault};
    use super::*;

    const VAULT: &str = "# a.md\n## A\n1: the first answer\n## B\n2: the second answer";

    fn built(lock: &Lock, text: &str, time: i64) -> (Vec<i64>, Lock) {
        let stamped = build(lock, &vault(text), &everything(), time);
        (stamped.cards.iter().map(|card| card.modified).collect(), stamped.lock.expect("a lock"))
    }

    #[test]
    fn nothing_changes_and_the_lock_stays_as_it_is() {
        let (_, lock) = built(&Lock::default(), VAULT, 10);
        let (times, again) = built(&parse(&print(&lock)).expect("a lock"), VAULT, 20);
        assert_eq!((times, print(&again)), (vec![10, 10], print(&lock)));
    }

    #[test]
    fn a_change_is_stamped_with_the_time_of_day_and_is_one_line() {
        let (_, lock) = built(&Lock::default(), VAULT, 10);
        let (times, after) = built(&lock, &VAULT.replace("second", "other"), 20);
        assert_eq!(times, [10, 20]);
        let (before, after) = (print(&lock), print(&after));
        assert_eq!(before.lines().zip(after.lines()).filter(|(a, b)| a != b).count(), 1);
    }

    #[test]
    fn a_clock_that_goes_back_is_overtaken() {
        let (_, lock) = built(&Lock::default(), VAULT, 10);
        assert_eq!(built(&lock, &VAULT.replace("second", "other"), 3).0, [10, 11]);
    }

    #[test]
    fn what_comes_back_is_newer_than_what_was_removed() {
        let (_, lock) = built(&Lock::default(), VAULT, 10);
        let (_, lock) = built(&lock, "# a.md\n## A\n1: the first answer", 20);
        assert!(lock.lines.iter().any(|line| line.retired && line.modified == 20));
        assert_eq!(built(&lock, VAULT, 20).0, [10, 21]);
    }

    #[test]
    fn without_a_lock_keys_decide_and_files_tell_the_time() {
        let mut written = vault(VAULT);
        written.notebook.notes[0].modified = Some(7);
        let run = |written: &super::super::testing::Written| {
            let matched = matched(None, &written.notebook, written.cards.clone(), &everything());
            let fields: Vec<_> = matched.cards.iter().map(fields).collect();
            matched.stamp(&fields, &Templates::default(), &|| unreachable!("no need for a clock"))
        };
        let (one, other) = (run(&written), run(&written));
        assert_eq!(one.cards, other.cards);
        assert!(one.lock.is_none() && one.cards.iter().all(|card| card.modified == 7) && one.note_type_mods == [7, 7]);
    }

    #[test]
    fn two_people_have_two_projects_and_two_builds_one() {
        let guids = |text: &str| build(&Lock::default(), &vault(text), &everything(), 1).cards[0].guid.clone();
        assert_eq!(guids(VAULT), guids(VAULT));
        assert_ne!(guids(VAULT), guids(&VAULT.replace("second", "other")));
    }

    #[test]
    fn a_style_that_changes_is_newer() {
        let (_, lock) = built(&Lock::default(), VAULT, 10);
        let written = vault(VAULT);
        let matched = matched(Some(&lock), &written.notebook, written.cards, &everything());
        let fields: Vec<_> = matched.cards.iter().map(fields).collect();
        let templates = Templates { cloze_back: "new".to_owned(), ..Templates::default() };
        assert_eq!(matched.stamp(&fields, &templates, &|| 20).note_type_mods, [10, 20]);
    }
}
