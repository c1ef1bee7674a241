use std::sync::Arc;

use super::*;
use crate::model::{Block, BlockKind, Topic};

/// Notes as (path, text); every link of the first note as `destination -> path#heading`, then what was said.
fn links(notes: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let (mut notebook, _) = notebook(notes);
    let diagnostics = resolve(&mut notebook);
    let mut ends = Vec::new();
    let mut first = notebook.notes[0].clone();
    visit_note_mut(&mut first, &mut |node| {
        let NodeMut::Line(line) = node else { return };
        let links = line.iter().filter_map(|inline| match &inline.kind {
            InlineKind::Link(link) => Some(link),
            _ => None,
        });
        for link in links {
            ends.push(match &link.target {
                Target::Topic(at) => {
                    let title = notebook.topic(*at).title_text();
                    let path = &notebook.note(at.note).path;
                    if title.is_empty() { path.to_string() } else { format!("{path}#{title}") }
                }
                Target::Unresolved(dest) => format!("?{dest}"),
                Target::Url(dest) => dest.clone(),
            });
        }
    });
    (
        ends,
        diagnostics
            .into_iter()
            .map(|found| format!("{}: {}: {}", found.code.as_str(), found.message, found.help))
            .collect(),
    )
}

fn notebook(notes: &[(&str, &str)]) -> (Notebook, Vec<Diagnostic>) {
    let mut notebook = Notebook::default();
    let mut diagnostics = Vec::new();
    for (at, (path, text)) in notes.iter().enumerate() {
        let (note, found) = crate::parse::parse(NoteId(at as u32), (*path).into(), Arc::from(*text));
        notebook.notes.push(note);
        diagnostics.extend(found);
    }
    (notebook, diagnostics)
}

#[track_caller]
fn check(notes: &[(&str, &str)], ends: &[&str]) {
    let (got, said) = links(notes);
    assert_eq!(got, ends);
    assert_eq!(said, Vec::<String>::new());
}

#[track_caller]
fn check_warning(notes: &[(&str, &str)], warning: &str) {
    let (_, said) = links(notes);
    assert_eq!(said, [warning]);
}

#[test]
fn a_name_is_found_whatever_its_case_folder_or_form() {
    let notes =
        |text| [("a.md", text), ("db/Hash Index.md", ""), ("B-tree.md", "---\naliases: [balanced tree]\n---\n")];
    check(&notes("[[hash index]]"), &["db/Hash Index.md"]);
    check(&notes("[[db/Hash Index|it]]"), &["db/Hash Index.md"]);
    check(&notes("[t](db/Hash%20Index.md) [t](<db/hash index.md>)"), &["db/Hash Index.md"; 2]);
    check(&notes("[[Balanced tree]] [[b-tree.md]]"), &["B-tree.md"; 2]);
    check(&[("a.md", "[[Cafe\u{301}]]"), ("Caf\u{e9}.md", "")], &["Caf\u{e9}.md"]);
}

#[test]
fn headings_are_found_by_text_slug_path_and_id() {
    let text = "[[#GIL & co]] [[#why]] [x](#gil--co) [x](#why-1)\n# GIL & co\n## Why\n# B-tree\n## Why\n[[#B-tree#Why]] [[#^p1]]\n\nhere ^p1";
    check(&[("a.md", text)], &["a.md#GIL & co", "a.md#Why", "a.md#GIL & co", "a.md#Why", "a.md#Why", "a.md#Why"]);
    check(&[("a.md", "[x](#there)\n# One\n<a name=\"there\"></a>\n# Two")], &["a.md#One"]);
}

#[test]
fn a_folder_of_its_own_goes_first() {
    let notes = [("x/a.md", "[[index]] [[y/index]] [[../y/index]]"), ("x/index.md", ""), ("y/index.md", "")];
    check(&notes, &["x/index.md", "y/index.md", "y/index.md"]);
}

#[test]
fn an_address_stays_one() {
    check(
        &[("a.md", "[x](https://a.b/c.md) [y](z.png) [w](other) [v](b)"), ("b.md", "")],
        &["https://a.b/c.md", "z.png", "other", "b.md"],
    );
}

#[test]
fn several_are_ambiguous() {
    check_warning(
        &[("a.md", "[[Index]]"), ("x/Index.md", ""), ("y/Index.md", "")],
        "ambiguous-link: \"Index\" may be any of `x/Index.md`, `y/Index.md`: the first is taken; write `[[x/Index]]` to say so",
    );
}

#[test]
fn none_is_unresolved_and_the_nearest_is_named() {
    check_warning(
        &[("a.md", "[[Java]]")],
        "unresolved-link: no note or heading named \"Java\": write that note, or give the folder that holds it",
    );
    check_warning(
        &[("a.md", "[[hash indx]]"), ("Hash index.md", "")],
        "unresolved-link: no note or heading named \"hash indx\": did you mean `[[Hash index]]`?",
    );
    check_warning(
        &[("a.md", "[[b#Reasns]]"), ("b.md", "## Reasons\n")],
        "unresolved-link: no heading named \"Reasns\" in `b.md`: did you mean `[[#Reasons]]`?",
    );
}

/// The blocks that the first embed of a note drew in, as plain text.
fn drawn(notes: &[(&str, &str)]) -> (String, Vec<String>) {
    fn first(topic: &Topic) -> Option<&Vec<Block>> {
        topic.walk().flat_map(|topic| &topic.body).find_map(|block| match &block.kind {
            BlockKind::Embed(embed) => Some(&embed.body),
            _ => None,
        })
    }
    fn text(blocks: &[Block]) -> String {
        let one = |block: &Block| match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => {
                crate::model::plain_text(inlines).into_owned()
            }
            _ => crate::model::inner(block).into_iter().map(text).collect(),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join("; ")
    }
    let (mut notebook, _) = notebook(notes);
    let said = resolve(&mut notebook).into_iter().map(|found| found.message).collect();
    (text(first(&notebook.notes[0].root).expect("an embed")), said)
}

#[test]
fn embeds_draw_in_notes_headings_and_blocks() {
    let other = ("b.md", "intro\n\n## Why\nit is\n\n## How\n- so ^how\n- not");
    assert_eq!(drawn(&[("a.md", "![[b]]"), other]).0, "intro; Why; it is; How; sonot");
    assert_eq!(drawn(&[("a.md", "![[b#why]]"), other]).0, "Why; it is");
    assert_eq!(drawn(&[("a.md", "![[b#^how]]"), other]).0, "so");
    assert_eq!(drawn(&[("a.md", "![[c]]"), ("c.md", "c ![[b#why]]"), other]).0, "c; Why; it is");
}

#[test]
fn a_circle_of_embeds_is_refused() {
    let (text, said) = drawn(&[("a.md", "![[b]]"), ("b.md", "b ![[a]]")]);
    assert_eq!(text, "b; ");
    assert_eq!(said.first().map(String::as_str), Some("`![[a]]` would draw in itself"));
}
