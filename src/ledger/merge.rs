//! What git's union merge leaves: both sides' lines, in any order. One lock is made of them.
//!
//! - A GUID twice: the later `mod` wins, a living line over a retired one of the same time; numbers of a cloze that
//!   both sides gave to different texts stay with the first, the other text gets a fresh one.
//! - A place twice: both lines stay; at the next run content decides which lives on, the other retires.
//! - A note type twice: the later. Two project ids (two clones built apart for the first time): the smaller, since
//!   either is as good and both orders of the merge must agree.

use std::collections::HashMap;

use super::line::{Blank, Line, LineType, Lock, TypeStamp};
use crate::cards::Guid;

/// A lock in the making.
#[derive(Default)]
pub(super) struct Merge {
    lock: Lock,
    known: HashMap<Guid, usize>,
}

impl Merge {
    /// Takes a project id.
    pub(super) fn project(&mut self, id: &str) {
        let project = &mut self.lock.project;
        if !id.is_empty() && (project.is_empty() || id < project.as_str()) {
            id.clone_into(project);
        }
    }

    /// Takes the stamp of a note type.
    pub(super) fn stamp(&mut self, kind: LineType, stamp: TypeStamp) {
        let known = &mut self.lock.types[kind as usize];
        if (stamp.modified, &stamp.hash) > (known.modified, &known.hash) {
            *known = stamp;
        }
    }

    /// Takes a line.
    pub(super) fn line(&mut self, mut line: Line) {
        line.blanks = numbered_once(Vec::new(), &line.blanks);
        let Some(&at) = self.known.get(&line.guid) else {
            self.known.insert(line.guid.clone(), self.lock.lines.len());
            self.lock.lines.push(line);
            return;
        };
        let known = &mut self.lock.lines[at];
        let (mut winner, loser) = if rank(&line) > rank(known) { (line, known.clone()) } else { (known.clone(), line) };
        winner.blanks = numbered_once(winner.blanks, &loser.blanks);
        *known = winner;
    }

    /// All that was taken.
    pub(super) fn finish(self) -> Lock {
        self.lock
    }
}

/// Which of two lines of one GUID wins: a total order, so that the order of the lines does not matter.
fn rank(line: &Line) -> impl PartialOrd + use<'_> {
    (line.modified, !line.retired, &line.hash, &line.note, &line.place, &line.front, &line.answer)
}

/// `known` and what `more` adds to it: a text that has a number keeps it, a number that is taken is given afresh.
fn numbered_once(mut known: Vec<Blank>, more: &[Blank]) -> Vec<Blank> {
    if known.is_empty() && more.is_sorted_by(|a, b| a.number < b.number) {
        return more.to_vec();
    }
    for blank in more {
        let same = |other: &&mut Blank| other.number == blank.number && other.text == blank.text;
        if let Some(other) = known.iter_mut().find(same) {
            other.removed &= blank.removed;
            continue;
        }
        let taken = known.iter().any(|other| other.number == blank.number);
        let highest = known.iter().chain(more).map(|other| other.number).max().unwrap_or(0);
        known.push(Blank { number: if taken { highest + 1 } else { blank.number }, ..blank.clone() });
    }
    known.sort_by_key(|blank| blank.number);
    known
}

#[cfg(test)]
mod tests {
    use super::super::format::{parse, print};

    const HEAD: &str = "version\t1\nproject\tp\ntype\tbasic\ta\t5\ntype\tcloze\ta\t5\n";

    /// The card lines of the lock that `lines` are read as; both orders must agree.
    fn merged(lines: &[&str]) -> String {
        let read = |lines: Vec<&str>| print(&parse(&format!("{HEAD}{}\n", lines.join("\n"))).expect("a lock"));
        let text = read(lines.to_vec());
        text.lines().skip(5).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_later_of_two_lines_of_one_guid_wins() {
        let early = "g1\ta.md\tbasic\tA\th1\t10\tD\tq\told answer";
        let late = "g1\ta.md\tbasic\tA\th2\t20\tD\tq\tnew answer";
        assert_eq!(merged(&[early, late]), late);
        assert_eq!(merged(&[late, early]), late);
    }

    #[test]
    fn living_wins_over_retired_of_the_same_time() {
        let living = "g1\ta.md\tbasic\tA\th1\t10\tD\tq\tanswer";
        let retired = "~g1\ta.md\tbasic\tA\th1\t10\tD\tq\tanswer";
        assert_eq!(merged(&[living, retired]), living);
        assert_eq!(merged(&[retired, living]), living);
    }

    #[test]
    fn a_number_that_both_sides_gave_is_given_once() {
        let ours = "g1\ta.md\tcloze\tA\th1\t10\tD\tq\ta b\t1=a\t2=b";
        let theirs = "g1\ta.md\tcloze\tA\th2\t20\tD\tq\ta c\t1=a\t2=c";
        assert_eq!(merged(&[ours, theirs]), format!("{theirs}\t3=b"));
    }

    #[test]
    fn two_lines_of_one_place_both_stay() {
        let lines = ["g1\ta.md\tbasic\tA\th1\t10\tD\tq\tone", "g2\ta.md\tbasic\tA\th2\t10\tD\tq\tother"];
        assert_eq!(merged(&lines), lines.join("\n"));
    }

    #[test]
    fn a_header_in_the_midst_is_read() {
        let text = format!("{HEAD}g1\ta.md\tbasic\tA\th1\t10\tD\tq\tone\ntype\tbasic\tb\t9\nproject\to\n");
        let lock = parse(&text).expect("a lock");
        assert_eq!((lock.project.as_str(), lock.types[0].modified), ("o", 9));
    }
}
