//! What a heading says before it asks: its words, the facet it is, what stands above it, what kind of text it names.

use super::phrases::{Facet, Phrases, without_colon};
use super::subject::{SHORT, Subject};
use super::words::{self, Word};
use crate::model::{BlockKind, Note, Topic};

/// What a title asks for has at most so many words where it can be asked about itself.
const OWNER: usize = 4;

/// The words of a heading, without its colon.
pub(super) fn words_of(topic: &Topic, book: &Phrases) -> Vec<Word> {
    without_colon(&joined(words::words(&topic.title), book))
}

/// The nearest topic above that tells what a heading is of, and the facet that it is of that; `goes_on` where the heading is
/// called as the topic above.
pub(super) fn above<'a>(
    up: &Subject<'a>,
    facet: Option<Facet<'a>>,
    goes_on: bool,
    book: &Phrases,
) -> (Vec<Word>, Option<Facet<'a>>) {
    // "Basics" over a topic says nothing of it; what stands above that does.
    let said = || words::text(&up.title).to_lowercase();
    let vague = up.facet.is_none() && !up.above.is_empty() && book.is_key("vague_title", said().trim_end_matches(':'));
    let above = if vague || goes_on || is_counted(up, book) { &up.above } else { &up.name };
    let facet = facet.filter(|_| !above.is_empty());
    // "Usage" below "Operators": of the operators, not of what has them.
    let owned = |facet: &Facet| facet.name.is_empty() && facet.asks() && !up.title.is_empty();
    match (&facet, &up.facet) {
        (Some(own), Some(over)) if owned(own) && over.row.role == "things" => (up.title.clone(), facet),
        _ => (above.clone(), facet),
    }
}

/// Whether a heading below another only counts: "Part 1".
fn is_counted(up: &Subject, book: &Phrases) -> bool {
    let [counted, number] = &up.title[..] else { return false };
    !up.above.is_empty() && up.facet.is_none() && book.is("counted_heading", counted) && book.is("number", number)
}

/// "Queue cheatsheet for coding interviews" is a sheet about queues: what kind of text a note is asks nothing.
pub(super) fn without_kind(mut title: Vec<Word>, book: &Phrases) -> Vec<Word> {
    let kind = title.iter().skip(1).position(|word| book.is("kind_of_note", word));
    title.truncate(kind.map_or(title.len(), |at| at + 1));
    let two = (title.len() > 2).then(|| title.len() - 1).filter(|&at| book.is("kind_behind_two", &title[at]));
    let is_kind = |&at: &usize| book.is_key("kind_at_end", words::text(&title[at..]).to_lowercase().trim());
    let ending = (1..title.len()).find(is_kind).or(two);
    title.truncate(ending.unwrap_or(title.len()));
    title
}

/// The words, names of two words as one: the "VS" of "VS Code" contrasts nothing.
fn joined(mut words: Vec<Word>, book: &Phrases) -> Vec<Word> {
    for at in (1..words.len()).rev() {
        let name = words::text(&words[at - 1..=at]);
        if book.is_key("two_word_name", &name.to_lowercase()) && words[at].spaced {
            let key = name.to_lowercase().into();
            words[at - 1].reword(|_| name.clone().into());
            words[at - 1].key = key;
            words.remove(at);
        }
    }
    words
}

/// The facet that a title is, if what stands below it fits.
pub(super) fn facet_of<'a>(topic: &Topic, title: &[Word], book: &'a Phrases) -> Option<Facet<'a>> {
    let has_list = || topic.body.iter().any(|block| matches!(block.kind, BlockKind::List(_)));
    let has_code = || topic.body.iter().any(|block| matches!(block.kind, BlockKind::Code(_)));
    let facet = book.facet(title).or_else(|| book.facet(book.name(title)));
    let facet = facet.or_else(|| is_nameless(title).then(|| book.facet(&words::of_text("more"))).flatten())?;
    let fits = match facet.row.role.as_str() {
        // "Process" over a list is how the topic above goes; over a text it is a thing of its own.
        "steps" => !facet.name.is_empty() || has_list(),
        // "States" of a framework over code are a thing of it.
        "things" => !has_code() || has_list(),
        // "Time" over a list holds kinds of time.
        "value" => !has_list(),
        _ => true,
    };
    fits.then_some(facet)
}

/// Whether a title is an arrow or another sign, and so goes on with the topic above.
pub(super) fn is_nameless(title: &[Word]) -> bool {
    let sign = |word: &Word| word.is_text() && word.text().chars().all(|c| !c.is_alphanumeric() && !c.is_ascii());
    !title.is_empty() && title.iter().all(sign)
}

/// The name of a note, where it can stand in a question: not a long one, nor "notes"; of 生物：代谢 the end.
pub(super) fn short(name: &[Word], book: &Phrases) -> Vec<Word> {
    let part = name.iter().rposition(|word| word.is_text() && word.text().ends_with('：')).map_or(0, |at| at + 1);
    let name = &name[part..];
    let text = words::text(name);
    // "Ch 4 – Ownership" is a place in a book.
    let place = name.iter().any(|word| word.is_text() && !word.text().contains(char::is_alphabetic));
    let fits = !place
        && !is_file_name(&text, book)
        && words::count(&text) <= SHORT
        && !book.is_key("untelling", &text.to_lowercase());
    if fits && !text.ends_with(['?', '？']) { name.to_vec() } else { Vec::new() }
}

/// Whether a name is a place in a course, as files are called: `Chapter4`, `B_Review-2`, `S1W0`.
pub(super) fn is_file_name(name: &str, book: &Phrases) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    if name.contains(' ') || !name.contains(digits) {
        return false;
    }
    let stem = name.trim_end_matches(|c: char| digits(c) || matches!(c, '-' | '.')).to_lowercase();
    let steps = name.len() == 4
        && name
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at % 2 == 0 { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() });
    steps || name.contains('_') || book.is_key("chapter", &stem)
}

/// The title of a note that has none but its file's name; `tidal-power` is read as two words where its text never writes it so.
pub(super) fn of_file(note: &Note) -> Vec<Word> {
    let part = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let joined = note.title.contains('-') && note.title.split('-').all(part);
    if joined && !note.text.to_lowercase().contains(&note.title) {
        return words::of_text(&note.title.replace('-', " "));
    }
    words::of_text(&note.title)
}

/// "What is a tide?" as what its cards ask about: a tide is asked for by "tide".
pub(super) fn without_asking(title: &[Word], book: &Phrases) -> Vec<Word> {
    let [what, be, rest @ ..] = title else { return title.to_vec() };
    if !book.is("asks_what", what) || !book.is("be", be) || rest.is_empty() || rest.len() > OWNER {
        return title.to_vec();
    }
    let article = usize::from(rest.len() > 1 && book.is("article", &rest[0]));
    let mut name = rest[article..].to_vec();
    if let Some(last) = name.last_mut() {
        last.reword(|text| text.trim_end_matches(['?', '？']).into());
    }
    name
}
