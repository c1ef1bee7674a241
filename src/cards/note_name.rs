//! What a note is called, and what of that its cards ask about: a place in a course, or "README", names nothing.
//!
//! - Lecture 3.md / Locks: one boat at a time  =>  **Locks**?
//! - 05-tides.md, 05 tides.md, week5-tides.md  =>  tides
//! - memory1a.md                               =>  nothing: a code in a course
//! - tidal-power.md, Peace_of_Goole.md         =>  tidal power, Peace of Goole
//! - covid-19.md, whose text writes it so      =>  covid-19

use super::phrases::Phrases;
use super::subject::SHORT;
use super::words::{self, Word};
use crate::model::Note;

/// What the cards of a note ask about; nothing where its title is a place in a course, or "README".
pub(super) fn of_note(title: &[Word], book: &Phrases) -> Vec<Word> {
    let name = book.name(title);
    if tells(name, book) { name.to_vec() } else { Vec::new() }
}

/// Whether a name says what its note is about.
pub(super) fn tells(name: &[Word], book: &Phrases) -> bool {
    let text = words::text(name);
    !text.is_empty() && !book.is_key("untelling", &text.to_lowercase()) && !is_file_name(&text, book)
}

/// The name of a note, where it can stand in a question: not a long one, nor "notes"; of 生物：代谢 the end.
pub(super) fn short(name: &[Word], book: &Phrases) -> Vec<Word> {
    let part = name.iter().rposition(|word| word.is_text() && word.text().ends_with('：')).map_or(0, |at| at + 1);
    let name = &name[part..];
    let text = words::text(name);
    // "Ch 4 – Ownership" is a place in a book.
    let place = name.iter().any(|word| word.is_text() && !word.text().contains(char::is_alphabetic));
    let fits = !place && words::count(&text) <= SHORT && tells(book.name(name), book);
    if fits && !text.ends_with(['?', '？']) { name.to_vec() } else { Vec::new() }
}

/// Whether a name is a place in a course, as files are called: `Chapter4`, `B_Review-2`, `S1W0`, `Unit 2`.
pub(super) fn is_file_name(name: &str, book: &Phrases) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let stem = name.trim_end_matches(|c: char| digits(c) || matches!(c, '-' | '.' | '_' | ' ')).to_lowercase();
    if name.contains(' ') || !name.contains(digits) {
        return name.ends_with(digits) && book.is_key("course_part", &stem);
    }
    let steps = name.len() == 4
        && name
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at % 2 == 0 { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() });
    steps || name.contains('_') || book.is_key("chapter", &stem)
}

/// The title of a note that has none but its file's name; `tidal-power` is read as two words where its text never writes it so,
/// `05-tides` and `tides-05` as one.
pub(super) fn of_file(note: &Note, book: &Phrases) -> Vec<Word> {
    let text = note.text.to_lowercase();
    let title = without_place(&note.title, &text, book);
    if is_joined(title) && !text.contains(&title.to_lowercase()) {
        return words::of_text(&title.replace(['-', '_'], " "));
    }
    words::of_text(title)
}

/// Whether a file's name is words with a sign for each space; two with capitals, as in "Navier-Stokes", are a name.
fn is_joined(name: &str) -> bool {
    let small = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let part = |part: &str| {
        let rest = part.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(part);
        part.len() > 1 && rest.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let joined = |sign: char, sure: bool| {
        let parts: Vec<&str> = name.split(sign).collect();
        parts.len() > 1
            && parts.iter().all(|&said| part(said))
            && (sure || parts.len() > 2 || parts.iter().all(|&said| small(said)))
    };
    joined('-', false) || joined('_', true)
}

/// Whether a file's name is letters and numbers that its text never writes: `memory1a`, not `sha256`.
pub(super) fn is_code(note: &Note) -> bool {
    let name = note.title.as_str();
    name.contains(|c: char| c.is_ascii_digit())
        && name.contains(char::is_alphabetic)
        && name.chars().all(char::is_alphanumeric)
        && !note.text.to_lowercase().contains(&name.to_lowercase())
}

/// A file's name without the number that it has in a course, which its text never writes: not the number of "covid-19".
fn without_place<'n>(name: &'n str, text: &str, book: &Phrases) -> &'n str {
    let number = |part: &str| {
        let kind = part.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = (1..=3).contains(&(part.len() - kind.len()));
        // `c2-tides`, `week3_tides`, but not `s3-buckets` of a text on S3.
        let short = kind.len() <= 2 && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let mark = short || ["chapter", "course_part"].iter().any(|class| book.is_key(class, &kind.to_lowercase()));
        digits && (kind.is_empty() || mark && !text.contains(&part.to_lowercase()))
    };
    let topic = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let signs = ['-', '_'];
    let cut = name
        .split_once(signs)
        .filter(|(before, _)| number(before))
        .or_else(|| name.split_once(' ').filter(|(before, rest)| is_place(before, rest, text)))
        .map(|(_, rest)| rest)
        .or_else(|| name.rsplit_once(signs).filter(|(_, after)| number(after)).map(|(rest, _)| rest));
    let rest = cut.unwrap_or(name).trim_matches([' ', '-', '_']);
    let written = |sign: &str| text.contains(&name.to_lowercase().replace(signs, sign));
    let fits = topic(rest) && !book.is_key("chapter", &rest.to_lowercase()) && !written("-") && !written(" ");
    if fits { rest } else { name }
}

/// Whether a number with a space behind it is a place in a course: `03 Locks`, `3. Locks`, `35 Lock` of a text on a lock, not `7 Locks`.
fn is_place(number: &str, rest: &str, text: &str) -> bool {
    let bare = number.trim_end_matches(['.', ')']);
    let counted = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let one = || !rest.contains(' ') && !rest.ends_with('s') && text.contains(&rest.to_lowercase());
    if bare.len() < number.len() {
        return bare.split('.').all(counted);
    }
    counted(bare) && (bare.starts_with('0') || one())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_place_in_a_course_is_no_topic() {
        let text = "Locks: only one boat may pass at a time\nPound: the stretch of water a boat waits in\n\nPros:\n- cheap\n- quick\n";
        let asked = [
            "**Locks**? => only one boat may pass at a time",
            "What is **Pound**? => the stretch of water a boat waits in",
            "What are **Pros**? (2) => - cheap / - quick",
        ];
        check(&format!("# Lecture 3\n{text}"), &asked);
        check(&format!("# README\n{text}"), &asked);
    }

    #[test]
    fn signs_in_a_file_s_name_stand_for_spaces() {
        for (name, joined) in [
            ("tidal-power", true),
            ("Peace-Of-Goole", true),
            ("Peace_of_Goole", true),
            ("Navier-Stokes", false),
            ("TCP-IP", false),
            ("tides", false),
        ] {
            assert_eq!(super::is_joined(name), joined, "{name}");
        }
    }

    #[test]
    fn a_place_before_a_file_s_name_is_no_part_of_it() {
        let books = crate::cards::phrases::built_in();
        let book = books.of("en");
        for (name, text, topic) in [
            ("05-tides", "the sea", "tides"),
            ("05 Tides", "the sea", "Tides"),
            ("2.5. Tides", "the sea", "Tides"),
            ("35 Flood", "a flood rises", "Flood"),
            ("7 Tides", "tides rise", "7 Tides"),
            ("35 Flood", "35 flood marks", "35 Flood"),
            ("week5-tides", "the sea", "tides"),
            ("c2_tides", "the sea", "tides"),
            ("s3-buckets", "s3 keeps objects", "s3-buckets"),
            ("covid-19", "covid-19 spreads", "covid-19"),
        ] {
            assert_eq!(super::without_place(name, text, &book), topic, "{name}");
        }
    }

    #[test]
    fn a_code_is_no_topic_unless_its_text_writes_it() {
        let note = |name: &str, text: &str| {
            crate::parse::parse(crate::model::NoteId(0), format!("{name}.md").as_str().into(), text.into()).0
        };
        assert!(super::is_code(&note("harbour1a", "locks and tides")));
        assert!(!super::is_code(&note("sha256", "SHA256 is a hash")));
        assert!(!super::is_code(&note("tides", "the sea")));
    }

    #[test]
    fn a_short_word_for_a_lecture_is_no_part_of_a_name() {
        check(
            "# Lec 14. Tides\nA tide is the rise and fall of the sea.\n",
            &["What are **Tides**? => A tide is the rise and fall of the sea."],
        );
    }
}
