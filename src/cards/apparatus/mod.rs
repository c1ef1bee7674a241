//! Apparatus makes no cards: where to read on, what is still to be done, whom to thank. What its title says, its text must be.
//!
//! - ## References over works or links · ## Go deeper over links with what they are of   =>  no card
//! - ## Links over "A hard link is another name of a file"                                =>  a topic
//! - ## Exercises over a list of tasks without answers                                  =>  no card
//! - ## Open questions · ## Next steps · ## To do, whatever stands below                  =>  no card
//! - ## Folders over links to folders, each with what is in it                           =>  no card
//! - ## Log over lines that each begin with a day · ## Diary over "Today I …"             =>  no card

mod entries;
mod links;
mod titles;

use super::Dropped;
use super::lexicon::Lexicon;
use super::phrases::Books;
use super::piece::parts;
use super::subject::Subject;
use crate::model::{Block, BlockKind, Inline, InlineKind, Item, Note, Topic, plain_text};
pub(crate) use links::{is_address, only_links, reads_on};
use titles::Kind;

/// Whether the subject is apparatus by title and content.
pub(crate) fn is_apparatus(subject: &Subject) -> bool {
    let title = titles::key(&subject.topic.title_text());
    if subject.lexicon.has("of_project", &title)
        || is_page_of_repository(subject) && subject.lexicon.has("of_repository", &title)
    {
        return true;
    }
    if subject.topic.topics.iter().any(|topic| !topic.body.is_empty()) {
        return false;
    }
    let body = subject.body();
    if entries::are_done(subject, &title)
        || entries::is_about_us(subject, &title)
        || entries::are_contents(subject, &title)
        || links::are_folders(body, is_page_of_repository(subject))
    {
        return true;
    }
    match titles::kind(&subject.lexicon, &title) {
        Some(Kind::Housekeeping) => true,
        Some(Kind::Works) => entries::are_works(subject) || links::are_links(body),
        Some(Kind::Links) if entries::tell_terms(subject) => false,
        Some(Kind::Links) => {
            subject.lexicon.has("see_also", &title)
                || entries::lead_on(subject)
                || entries::are_cited(subject)
                || links::are_links(body)
        }
        Some(Kind::Label) => entries::is_label(subject),
        None if subject.lexicon.has("status_title", &title) => entries::is_status(subject),
        None if subject.lexicon.has("exercise_title", &title) && entries::are_unanswered(subject) => true,
        None => {
            let index = links::is_index(body);
            index || links::resources(body).is_some_and(|links| links > usize::from(!is_to_read(subject)))
        }
    }
}

/// Whether a line over a list of these items names it as links to read on: "Further reading:".
pub(crate) fn names_links(lexicon: &Lexicon, line: &[Inline], items: &[Item]) -> bool {
    let leads = |item: &Item| entries::leads(parts(item).0);
    items.iter().all(leads)
        && matches!(titles::kind(lexicon, &titles::key(&plain_text(line))), Some(Kind::Works | Kind::Links))
}

/// What `explain` says of a topic that is apparatus.
pub(crate) fn set_aside(topic: &Topic) -> Dropped {
    let title = Inline::new(InlineKind::Strong(topic.title.clone()), topic.span);
    let mut blocks = vec![Block::new(BlockKind::Paragraph(vec![title]), topic.span)];
    text_of(topic, &mut blocks);
    let text = crate::text::markdown::blocks(&blocks);
    Dropped { span: topic.span, text, why: "it is no matter of study".to_owned() }
}

/// The blocks of a topic and of those below it.
fn text_of(topic: &Topic, out: &mut Vec<Block>) {
    out.extend_from_slice(&topic.body);
    topic.topics.iter().for_each(|below| text_of(below, out));
}

/// Whether a file goes with a project and is no note: `LICENSE.md`, in capitals.
pub(crate) fn is_paperwork(note: &Note, books: &Books) -> bool {
    let stem = note.path.file_stem().unwrap_or_default();
    !stem.contains(char::is_lowercase) && books.of("en").is_key("paperwork", &stem.to_lowercase())
}

/// Whether a note is the page that tells what is in its folder.
fn is_page_of_repository(subject: &Subject) -> bool {
    subject.note.path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

/// Whether a title is one of what to read or do elsewhere: "Recommended practice questions".
fn is_to_read(subject: &Subject) -> bool {
    subject.title.last().is_some_and(|word| subject.book.is("to_read", word))
}

/// The titles of a note's headings, as they are compared.
fn headings(topic: &Topic, out: &mut Vec<String>) {
    for topic in &topic.topics {
        out.push(titles::key(&topic.title_text()));
        headings(topic, out);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, explained};
    use crate::model::CardLevel;

    const SLUICE: &str = "A sluice is a small gate that lets water through.\n";
    const ASKED: &str = "What is a **Sluice**? => a small gate that lets water through.";

    #[test]
    fn where_to_read_on_and_what_to_do_make_no_card() {
        for section in [
            "References\n- Mole, A. (2019). The book of docks. Harbour Press.\n- Vole, B. (2020). Gates.",
            "References\nThe figures are taken from the almanac.[^1]\n\n[^1]: Mole, 2019",
            "References\nhttps://example.org/docks\n\nDraw a gate -\n1. [Gates](https://example.org/g)",
            "🔗 Go deeper\n- [Appendix A](A.md) (rules 16 and 17 come from this topic)\n- Next: [Hot docks](10.md)",
            "Related concepts\n- [[Ships]] wait in the lock until the water is level",
            "Sources & links\n- the harbour book\n- https://example.org",
            "See also\n- [[Docks of the south]]\n\nMost of what holds for them holds here.",
            "Podcasts\nThe harbour hour - why do gates rust?",
            "Open questions\nI still do not see why the gate is curved.",
            "Questions for next time\n- why the gate is curved",
            "Next steps\n- draw the gate\n- visit the dock",
            "Plan\n- [x] read chapter 4\n- [ ] draw the gate",
            "Tasks\n- [ ] draw the gate",
            "Log\n- 2024-06-30: read chapter 4\n- 2024-07-01: drew the gate",
            "Version history\n| Version | Date |\n|---|---|\n| 1.0 | 2024-06-30 |",
            "Reflection\nI liked this lecture and want to see a dock.",
            "Contents\n- Sluice\n- Sill",
            "Tags\ndock, gate",
            "Practice questions\n- Draw a gate that opens at high water.\n- Describe how it is closed.",
            "Learning resources\nIt is good to see a dock at work.\n\n- [Docks](https://a.example), by Mole\n- [Gates](https://b.example), by Vole\n- [Sills](https://c.example)",
        ] {
            let note = format!("# Docks\n## Sluice\n{SLUICE}\n## {section}\n");
            check(&note, &[ASKED]);
        }
    }

    #[test]
    fn what_is_in_folders_and_where_the_notes_are_makes_no_card() {
        let leaves = "  - [[#Gate]]\n".repeat(5);
        for section in [
            "Folders\n- **[gates/](gates/)** - drawings of gates\n- [sills/](sills/): drawings of sills\n- [tools](tools/README.md)",
            &format!("Summary\n- North\n{leaves}- South\n{leaves}"),
        ] {
            check(&format!("# Docks\n## Sluice\n{SLUICE}\n## {section}\n"), &[ASKED]);
        }
    }

    #[test]
    fn a_topic_that_is_called_so_stays_one() {
        for (section, asked) in [
            (
                "Links\nA hard link is another name of a file.",
                "What are **Links**? => A hard link is another name of a file.",
            ),
            ("Reflection\nReflection is the return of a wave.", "What is **Reflection**? => the return of a wave."),
            ("Log\n- the record of a voyage", "What is **Log**? => - the record of a voyage"),
        ] {
            check(&format!("# Files\n## {section}\n"), &[asked]);
        }
        check(
            "# Sluices\n## Related concepts\n- **[[Sill]]**: the beam of stone on which the gate rests\n- **[[Weir]]**: a low wall that keeps the water of a river back\n",
            &[
                "What is **Sill**? => the beam of stone on which the gate rests",
                "What is **Weir**? => a low wall that keeps the water of a river back",
            ],
        );
    }

    #[test]
    fn what_is_set_aside_is_told() {
        let note = format!("# Docks\n## Sluice\n{SLUICE}\n## Next steps\n- draw the gate\n");
        let dropped = explained(&note, CardLevel::Section).dropped;
        assert!(dropped.iter().any(|lost| lost.text.contains("draw the gate") && lost.line == 5), "{dropped:?}");
    }

    #[test]
    fn in_other_languages_too() {
        let german = "Eine Schleuse ist ein Bauwerk, das Boote zwischen zwei Wasserständen hebt.";
        for section in [
            "Verknüpfte Zettel\n- [[Schiff]] (wird gehoben)",
            "Offene Fragen\n- Warum ist das Tor gebogen",
            "Nächste Schritte\n- Tor zeichnen",
            "Quellen\n- Vorlesung von Dr. Maulwurf",
        ] {
            check(
                &format!("# Schleuse\n\n{german}\n\n## {section}\n"),
                &[&format!("Was versteht man unter **Schleuse**? => {german}")],
            );
        }
    }
}
