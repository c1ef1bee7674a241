//! Lines below a title of apparatus: are they what the title promises?

use super::titles;
use crate::cards::head::{begins_with_day, is_place};
use crate::cards::opening;
use crate::cards::piece::{Piece, PieceKind, parts};
use crate::cards::subject::Subject;
use crate::cards::{terms, words};
use crate::model::{BlockKind, Inline, InlineKind, Item, Target, TaskState, plain_text};

/// A word on the note is not longer: "in progress, needs a picture".
const LABEL: usize = 8;

/// Fewer words behind a link say why it is given, and not what it is.
const MEANING: usize = 5;

/// What says how far a note is has so many words: "needs review".
const STATUS: usize = 3;

/// Whether no line says anything, below a title of works.
pub(super) fn are_works(subject: &Subject) -> bool {
    let lines = lines(subject).unwrap_or_default();
    !lines.is_empty() && lines.iter().all(|line| cites(subject, line) || !opening::is_statement(subject, line))
}

/// The same where at least half of the lines name works.
pub(super) fn are_cited(subject: &Subject) -> bool {
    let lines = lines(subject).unwrap_or_default();
    let cited = lines.iter().filter(|line| cites(subject, line)).count();
    are_works(subject) && cited * 2 >= lines.len()
}

/// Whether two thirds of the lines lead on, or half of them where the others say nothing.
pub(super) fn lead_on(subject: &Subject) -> bool {
    let lines = lines(subject).unwrap_or_default();
    let lead = lines.iter().filter(|line| leads(line)).count();
    let said = |line: &&[Inline]| !leads(line) && opening::is_statement(subject, line);
    lead > 0 && (lead * 3 >= lines.len() * 2 || lead * 2 >= lines.len() && !lines.iter().any(said))
}

/// Whether half of the lines tell what the thing is whose note they link: they are terms. A site that is praised is none.
pub(super) fn tell_terms(subject: &Subject) -> bool {
    let lines = lines(subject).unwrap_or_default();
    let told = |line: &&&[Inline]| {
        terms::split(subject, line).is_some_and(|(name, meaning)| {
            links_note(&name) && !leads(&meaning) && words::count(&plain_text(&meaning)) >= MEANING
        })
    };
    !lines.is_empty() && lines.iter().filter(told).count() * 2 >= lines.len()
}

/// Whether the topic is a list of tasks: some of which are done, or below a title that says so. A question with boxes is a quiz.
pub(super) fn are_done(subject: &Subject, title: &str) -> bool {
    let items = subject.pieces.iter().map(|piece| piece.list().map(|list| &list.items[..]));
    let Some(items) = items.collect::<Option<Vec<_>>>() else { return false };
    let tasks: Option<Vec<bool>> = items.into_iter().flatten().map(|item| item.task.map(TaskState::done)).collect();
    let asks = subject.topic.title_text().trim_end().ends_with(['?', '？']);
    let heading = !subject.is_lead_in();
    tasks.is_some_and(|tasks| {
        heading && !tasks.is_empty() && !asks && (tasks.contains(&true) || subject.lexicon.has("task_title", title))
    })
}

/// Whether the topic is a list of tasks or questions for the reader below which nothing answers.
pub(super) fn are_unanswered(subject: &Subject) -> bool {
    let alone = |item: &Item| {
        let (own, below) = parts(item);
        let text = plain_text(own);
        let asked = text.find(['?', '？']).map_or(text.len(), |at| at + 1);
        below.is_empty() && !text.contains(": ") && !text[asked..].contains(char::is_alphanumeric)
    };
    let list = |piece: &Piece| piece.list().is_some_and(|list| list.items.iter().all(alone));
    let (lists, others): (Vec<&Piece>, Vec<&Piece>) = subject.pieces.iter().partition(|piece| piece.list().is_some());
    !lists.is_empty() && lists.into_iter().all(list) && others.iter().all(|piece| piece.line().is_some())
}

/// Whether a diary says what its author did or thought: each line begins with a day, or the text with "I".
pub(super) fn is_about_us(subject: &Subject, title: &str) -> bool {
    if !subject.lexicon.has("journal", title) {
        return false;
    }
    let dated = |line: &[Inline]| begins_with_day(&subject.lexicon, &plain_text(line));
    let row = |line: &[Inline]| plain_text(line).split(' ').any(|word| begins_with_day(&subject.lexicon, word));
    let table = |block: &BlockKind| match block {
        BlockKind::Table(table) => table.rows.iter().all(|cells| cells.iter().any(|cell| row(&cell.content))),
        _ => false,
    };
    let tables = subject.pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Block(block) if table(block)));
    let ours = lines(subject).is_some_and(|lines| {
        let first = lines.first().and_then(|line| words::first(line));
        first.is_some_and(|word| subject.lexicon.has("first_person", &word.key))
    });
    !subject.pieces.is_empty() && (tables || ours || each(subject, dated))
}

/// Whether the topic lists the headings of its note.
pub(super) fn are_contents(subject: &Subject, title: &str) -> bool {
    if !subject.lexicon.has("contents", title) {
        return false;
    }
    let mut headings = Vec::new();
    super::headings(&subject.note.root, &mut headings);
    let heading = |line: &[Inline]| headings.contains(&titles::key(&plain_text(line)));
    let lines = lines(subject).unwrap_or_default();
    let known = lines.iter().filter(|line| heading(line) || leads(line)).count();
    known > 0 && known * 2 >= lines.len()
}

/// Whether the topic is a word on the note.
pub(super) fn is_label(subject: &Subject) -> bool {
    let lines = lines(subject).unwrap_or_default();
    let code = |line: &[Inline]| words::words(line).iter().any(words::Word::is_code);
    lines.len() == 1 && words::count(&plain_text(lines[0])) <= LABEL && !code(lines[0])
}

/// Whether the topic says how far the note is: "In progress, needs a picture".
pub(super) fn is_status(subject: &Subject) -> bool {
    let [line] = lines(subject).unwrap_or_default()[..] else { return false };
    let said = words::words(line);
    let opens =
        |length: usize| subject.lexicon.has("note_status", words::lower_text(&said[..length]).trim_end_matches(','));
    (1..=said.len().min(STATUS)).any(opens)
}

/// Whether a line leads somewhere: a link, an address, a footnote.
pub(super) fn leads(line: &[Inline]) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Link(_) | InlineKind::Footnote(_) | InlineKind::Image(_) => true,
        InlineKind::Text(text) => text.contains("://"),
        InlineKind::Strong(inner) | InlineKind::Emph(inner) => leads(inner),
        _ => false,
    })
}

/// Whether a name links a note.
fn links_note(name: &[Inline]) -> bool {
    name.iter().any(|inline| match &inline.kind {
        InlineKind::Link(link) => !matches!(link.target, Target::Url(_)),
        InlineKind::Strong(inner) | InlineKind::Emph(inner) => links_note(inner),
        _ => false,
    })
}

/// Whether a line names a work: by a link, a year, a page, a title in italics or quotes, a word such as "lecture".
fn cites(subject: &Subject, line: &[Inline]) -> bool {
    let text = plain_text(line);
    let emphasised = |inline: &Inline| matches!(inline.kind, InlineKind::Emph(_));
    let year = |word: &str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        digits.len() == 4
            && digits.starts_with(['1', '2'])
            && word.trim_matches(|c: char| !c.is_alphanumeric()) == digits
    };
    let named = |word: &words::Word| subject.lexicon.has("work", &word.key);
    leads(line)
        || line.iter().any(emphasised)
        || text.contains(['《', '«', '„'])
        || text.split(' ').any(year)
        || is_place(&subject.lexicon, text.trim())
        || words::words(line).iter().any(named)
        || subject.book.marks.find("work", &text).is_some()
}

fn each(subject: &Subject, fits: impl Fn(&[Inline]) -> bool) -> bool {
    lines(subject).is_some_and(|lines| !lines.is_empty() && lines.iter().all(|line| fits(line)))
}

/// The lines and the items of the topic; none where it holds something else: code, a table, a formula.
fn lines<'a>(subject: &Subject<'a>) -> Option<Vec<&'a [Inline]>> {
    fn of_items<'i>(items: &'i [Item], out: &mut Vec<&'i [Inline]>) {
        for item in items {
            let (own, below) = parts(item);
            out.extend((!own.is_empty()).then_some(own));
            for block in below {
                if let BlockKind::List(list) = &block.kind {
                    of_items(&list.items, out);
                }
            }
        }
    }
    let mut out = Vec::new();
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => out.push(line),
            PieceKind::List(list) => of_items(&list.items, &mut out),
            PieceKind::Block(BlockKind::Figure(_) | BlockKind::Embed(_)) => {}
            PieceKind::Block(_) => return None,
        }
    }
    Some(out)
}
