//! Where a card stands: breadcrumb, place, deck and tags.

use super::draft::Draft;
use super::subject::Subject;
use super::{Card, Guid, Place, bare, explicit};
use crate::config::{DeckBy, Settings};
use crate::model::{Note, Notebook};

/// The longest breadcrumb, in characters.
const LONGEST: usize = 60;

/// No title of a breadcrumb is cut below this.
const SHORTEST: usize = 10;

/// What the cards of a topic share.
pub(crate) struct Home<'a> {
    subject: &'a Subject<'a>,
    deck: String,
    tags: Vec<String>,
}

impl<'a> Home<'a> {
    /// The home of the cards of a subject; `levels` are those of the deck of its note.
    pub(crate) fn of(levels: &[String], subject: &'a Subject<'a>) -> Self {
        Self { subject, deck: deck(levels, subject), tags: tags(subject, &[]) }
    }

    /// The draft as a card: `ordinal` is its number in its topic, `context` its breadcrumb.
    pub(crate) fn card(&self, mut draft: Draft, ordinal: u32, context: Vec<String>) -> Card {
        for side in [&mut draft.front, &mut draft.back, &mut draft.extra] {
            draft.tags.extend(bare::take(side));
        }
        let subject = self.subject;
        let topics = subject.place.clone();
        Card {
            guid: Guid::default(),
            kind: draft.kind,
            rule: draft.rule,
            level: subject.level,
            topic: subject.at(),
            place: Place { topics, block_id: draft.block_id, ordinal },
            context,
            front: draft.front,
            back: draft.back,
            extra: draft.extra,
            hint: draft.hint,
            typed: draft.typed,
            deck: draft.deck.unwrap_or_else(|| self.deck.clone()),
            tags: if draft.tags.is_empty() { self.tags.clone() } else { tags(subject, &draft.tags) },
            span: draft.span,
            modified: 0,
        }
    }
}

/// A trail cut to at most 60 characters: the first and the last two elements, `…` between; a single long one is cut in it.
pub(crate) fn breadcrumb(trail: Vec<String>) -> Vec<String> {
    let length = |trail: &[String]| trail.iter().map(|title| title.chars().count() + 3).sum::<usize>();
    // Most are short, and nothing has fewer bytes than characters.
    if trail.iter().map(|title| title.len() + 3).sum::<usize>() <= LONGEST + 3 {
        return trail;
    }
    let mut out = trail;
    if length(&out) > LONGEST + 3 && out.len() > 4 {
        out.splice(1..out.len() - 2, ["…".to_owned()]);
    } else if length(&out) > LONGEST + 3 && out.len() == 4 {
        "…".clone_into(&mut out[1]);
    }
    // The note's own title is the part that a reader misses least.
    for at in 0..out.len() {
        let over = length(&out).saturating_sub(LONGEST + 3);
        if over > 0 {
            out[at] = shortened(&out[at], out[at].chars().count().saturating_sub(over).max(SHORTEST));
        }
    }
    out
}

/// A title of at most `most` characters, cut after a word where it has one.
fn shortened(title: &str, most: usize) -> String {
    if title.chars().count() <= most {
        return title.to_owned();
    }
    let kept: String = title.chars().take(most.saturating_sub(1)).collect();
    let word = kept.rfind(' ').filter(|&at| at > 0).map_or(kept.as_str(), |at| &kept[..at]);
    format!("{}…", word.trim_end_matches([' ', ',', ':', '…']))
}

/// The deck of a note, level by level: front matter's, else the project's name and the note's folders, then the note where asked for.
pub(crate) fn levels(notebook: &Notebook, note: &Note, settings: &Settings) -> Vec<String> {
    let mut levels: Vec<String> = Vec::new();
    if let Some(deck) = &note.meta.deck {
        levels.extend(deck.split("::").map(str::to_owned));
    } else {
        levels.push(plain(&settings.name));
        let folders = note.path.parent().into_iter().flat_map(camino::Utf8Path::components);
        levels.extend(folders.map(|folder| plain(folder.as_str())));
        if settings.cards.deck_by != DeckBy::Folder || notebook.notes.len() == 1 {
            levels.push(plain(&note.title));
        }
    }
    levels
}

/// The deck of a subject: its note's, then the heading where asked for.
fn deck(levels: &[String], subject: &Subject) -> String {
    let title = &subject.note.title;
    let by_heading = subject.settings.cards.deck_by == DeckBy::Heading;
    let heading = subject.place.iter().find(|heading| *heading != title).filter(|_| by_heading);
    let heading = heading.map(|heading| plain(heading));
    let levels = levels.iter().chain(&heading).map(String::as_str);
    let mut levels: Vec<&str> = levels.filter(|level| !level.trim().is_empty()).collect();
    levels.dedup();
    if levels.is_empty() { plain(title) } else { levels.join("::") }
}

/// A name that Anki takes as one level.
fn plain(name: &str) -> String {
    if name.contains("::") { name.replace("::", ":").trim().to_owned() } else { name.trim().to_owned() }
}

/// Anki's tags: levels joined by `::`, spaces made `-`; what steers us is left out.
fn tags(subject: &Subject, own: &[String]) -> Vec<String> {
    let steers = |tag: &str| {
        tag.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("cards/"))
            || tag.eq_ignore_ascii_case("nocards")
            || explicit::is_card_tag(tag)
    };
    let mut out: Vec<String> = Vec::new();
    for tag in subject.tags.iter().chain(own).chain(&subject.settings.cards.tags).filter(|tag| !steers(tag)) {
        let tag = if tag.contains(|c: char| c == '/' || c.is_whitespace()) {
            tag.trim().replace('/', "::").split_whitespace().collect::<Vec<_>>().join("-")
        } else {
            tag.clone()
        };
        if !tag.is_empty() && !out.contains(&tag) {
            out.push(tag);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_trail_keeps_its_first_and_last_two() {
        let trail: Vec<String> = ["Systems", "Operating systems", "Processes and threads", "Scheduling", "Round robin"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(breadcrumb(trail).join(" › "), "Systems › … › Scheduling › Round robin");
    }

    #[test]
    fn a_breadcrumb_is_never_over_sixty_characters() {
        let trail = vec!["x".repeat(80), "y".repeat(10), "z".repeat(70)];
        assert!(breadcrumb(trail).join(" › ").chars().count() <= 60);
    }
}
