//! The text of `recto.lock`: a header, then a line a note of Anki's, sorted by note and place, columns separated by tabs.
//!
//! ```text
//! # what it is for
//! version  1
//! project  8c2f09b1d3a54e67
//! type     basic  HASH  MOD
//! type     cloze  HASH  MOD
//! GUID  NOTE  TYPE  PLACE  HASH  MOD  DECK  FRONT  ANSWER  [1=BLANK  2=BLANK  -3=REMOVED …]
//! ~GUID …                                                   (a retired one)
//! ```
//!
//! No line says anything of another, so that an edit touches only its own and git can merge with `merge=union`. What
//! union leaves is read without complaint (see [`merge`](super::merge)): a header in the midst of the lines, lines twice.

use std::fmt::Write;

use super::keys::{NoteKey, read_place, write_place};
use super::line::{Blank, Line, LineType, Lock, Text, TypeStamp};
use super::merge::Merge;
use crate::cards::Guid;

/// The only version there is.
const VERSION: &str = "1";
/// The first line.
const TITLE: &str = "# recto.lock keeps the identity of every card: commit it with the notes, do not edit it.";
/// What marks a retired line.
const RETIRED: char = '~';
/// What marks a removed blank.
const REMOVED: char = '-';

/// Why a text is no lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line, from 1.
    pub line: usize,
    /// Lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

pub(super) const RESTORE: &str =
    "restore recto.lock from git or a backup, or delete it and run `recto plan --from DECK.apkg`";
const CONFLICT: &str = "keep the lines of both sides and delete the markers; `recto.lock merge=union` in .gitattributes \
                        does that by itself (`recto init` writes it)";
const NEWER: &str = "use the version of recto that wrote it, or a newer one";

/// Reads the text of a lock.
///
/// # Errors
/// The first line that is not understood.
pub fn parse(text: &str) -> Result<Lock, Damage> {
    let mut merge = Merge::default();
    let mut versioned = false;
    for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        // A value would end otherwise at each reading.
        let line = line.trim_end_matches('\r');
        let damage = |(message, help): (String, &'static str)| Damage { line: at + 1, message, help };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
            return Err(damage(("conflict marker of a merge".to_owned(), CONFLICT)));
        }
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["version", VERSION] => versioned = true,
            ["version", other] => return Err(damage((format!("unknown version {other:?}"), NEWER))),
            _ if !versioned => return Err(damage(("no lock: the version is missing".to_owned(), RESTORE))),
            ["project", project] => merge.project(project),
            ["type", name, hash, modified] => {
                let (kind, stamp) = type_stamp(name, hash, modified).map_err(damage)?;
                merge.stamp(kind, stamp);
            }
            _ => merge.line(read_line(&columns).map_err(damage)?),
        }
    }
    if versioned { Ok(merge.finish()) } else { Err(Damage { line: 1, message: "empty".into(), help: RESTORE }) }
}

fn type_stamp(name: &str, hash: &str, modified: &str) -> Result<(LineType, TypeStamp), (String, &'static str)> {
    let stamp = TypeStamp { hash: hash.to_owned(), modified: read_time(modified)? };
    Ok((read_type(name)?, stamp))
}

fn read_line(columns: &[&str]) -> Result<Line, (String, &'static str)> {
    let &[guid, note, kind, place, hash, modified, deck, front, answer, ref blanks @ ..] = columns else {
        return Err((format!("{} columns where a card has 9 or more", columns.len()), RESTORE));
    };
    let (retired, guid) = guid.strip_prefix(RETIRED).map_or((false, guid), |guid| (true, guid));
    if guid.is_empty() || !guid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err((format!("no GUID: {guid:?}"), RESTORE));
    }
    Ok(Line {
        guid: Guid(guid.to_owned()),
        retired,
        note: NoteKey::written(note),
        kind: read_type(kind)?,
        place: read_place(place).ok_or_else(|| (format!("no place: {place:?}"), RESTORE))?,
        hash: hash.to_owned(),
        modified: read_time(modified)?,
        deck: deck.to_owned(),
        front: Text::written(front),
        answer: Text::written(answer),
        blanks: blanks.iter().map(|text| read_blank(text)).collect::<Result<_, _>>()?,
    })
}

fn read_type(name: &str) -> Result<LineType, (String, &'static str)> {
    [LineType::Basic, LineType::Cloze]
        .into_iter()
        .find(|kind| kind.as_str() == name)
        .ok_or_else(|| (format!("no note type: {name:?}"), RESTORE))
}

fn read_time(text: &str) -> Result<i64, (String, &'static str)> {
    text.parse().map_err(|_| (format!("no time: {text:?}"), RESTORE))
}

fn read_blank(text: &str) -> Result<Blank, (String, &'static str)> {
    let wrong = || (format!("no blank: {text:?}"), RESTORE);
    let (number, hidden) = text.split_once('=').ok_or_else(wrong)?;
    let (removed, number) = number.strip_prefix(REMOVED).map_or((false, number), |number| (true, number));
    let number = number.parse().ok().filter(|&number| number > 0).ok_or_else(wrong)?;
    Ok(Blank { number, text: Text::written(hidden), removed })
}

/// Writes a lock: the same lock, the same bytes.
pub fn print(lock: &Lock) -> String {
    let mut out = format!("{TITLE}\nversion\t{VERSION}\nproject\t{}\n", lock.project);
    for (kind, stamp) in [LineType::Basic, LineType::Cloze].into_iter().zip(&lock.types) {
        push(&mut out, format_args!("type\t{}\t{}\t{}\n", kind.as_str(), stamp.hash, stamp.modified));
    }
    let mut lines: Vec<&Line> = lock.lines.iter().collect();
    lines.sort_by(|a, b| (&a.note, &a.place, &a.guid).cmp(&(&b.note, &b.place, &b.guid)));
    out.reserve(lines.len() * 200);
    for line in lines {
        push_line(&mut out, line);
    }
    out
}

fn push_line(out: &mut String, line: &Line) {
    if line.retired {
        out.push(RETIRED);
    }
    let Line { guid, note, kind, place, hash, modified, deck, front, answer, .. } = line;
    let (place, kind) = (write_place(place), kind.as_str());
    let (front, answer) = (front.as_str(), answer.as_str());
    push(out, format_args!("{}\t{note}\t{kind}\t{place}\t{hash}\t{modified}\t{deck}\t{front}\t{answer}", guid.0));
    for blank in &line.blanks {
        out.push('\t');
        if blank.removed {
            out.push(REMOVED);
        }
        push(out, format_args!("{}={}", blank.number, blank.text.as_str()));
    }
    out.push('\n');
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
# recto.lock keeps the identity of every card: commit it with the notes, do not edit it.
version	1
project	8c2f09b1d3a54e67
type	basic	aa	10
type	cloze	bb	20
1abc	py.md	basic	GIL	h1	100	Study	What is the GIL?	a mutex
~2abc	py.md	basic	GIL/Purpose#1	h2	100	Study	Why?	counting
3abc	py.md	cloze	Types^list	h3	100	Study	[…] and […]	int and str	1=int	-2=set	3=str
";

    #[track_caller]
    fn fails(text: &str, line: usize, message: &str) {
        let damage = parse(text).expect_err("damaged");
        assert_eq!((damage.line, damage.message.as_str()), (line, message));
    }

    #[test]
    fn what_is_read_is_written_again() {
        let lock = parse(LOCK).expect("a lock");
        assert_eq!(print(&lock), LOCK);
        assert!(lock.lines[1].retired && lock.lines[2].blanks[1].removed);
    }

    #[test]
    fn windows_line_ends_and_a_bom_are_read() {
        let windows = format!("\u{feff}{}", LOCK.replace('\n', "\r\n"));
        assert_eq!(parse(&windows), parse(LOCK));
        assert_eq!(parse(&windows.replace('\r', "\r\r")), parse(LOCK));
    }

    #[test]
    fn an_empty_lock_has_no_cards() {
        let text = print(&Lock::default());
        assert_eq!(parse(&text), Ok(Lock::default()));
    }

    #[test]
    fn conflict_markers_are_an_error_with_their_line() {
        fails(&LOCK.replace("1abc", "<<<<<<< HEAD\n1abc"), 6, "conflict marker of a merge");
        fails(&LOCK.replace("3abc", "=======\n3abc"), 8, "conflict marker of a merge");
    }

    #[test]
    fn a_newer_version_is_an_error() {
        fails(&LOCK.replace("version\t1", "version\t2"), 2, "unknown version \"2\"");
    }

    #[test]
    fn a_damaged_line_is_an_error_with_its_line() {
        fails("", 1, "empty");
        fails("hello", 1, "no lock: the version is missing");
        fails(&LOCK.replace("\tWhy?\tcounting", ""), 7, "7 columns where a card has 9 or more");
        fails(&LOCK.replace("h1\t100", "h1\tyesterday"), 6, "no time: \"yesterday\"");
        fails(&LOCK.replace("1=int", "int"), 8, "no blank: \"int\"");
        fails(&LOCK.replace("py.md\tcloze", "py.md\timage"), 8, "no note type: \"image\"");
        fails(&LOCK.replace("~2abc", "~~2abc"), 7, "no GUID: \"~2abc\"");
    }
}
