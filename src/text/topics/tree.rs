//! A note as a tree that a person likes to read: titles, and how much each topic holds.

use std::fmt::Write;

use crate::model::{Block, BlockKind, Note, Topic, TopicKind};

/// The topics of a note, a line each: `## title` as the heading has it, `**title**` for a lead-in, then what it holds.
pub fn tree(note: &Note, path: &str) -> String {
    let mut out = format!("{}  {path}", note.title);
    push_facts(&note.root, &mut out);
    out.push('\n');
    push_children(&note.root, "", &mut out);
    out
}

fn push_children(topic: &Topic, indent: &str, out: &mut String) {
    for (n, child) in topic.topics.iter().enumerate() {
        let last = n + 1 == topic.topics.len();
        let (sign, below) = if last { ("└─", "   ") } else { ("├─", "│  ") };
        let title = child.title_text();
        let title = title.trim();
        let title = match child.kind {
            TopicKind::Note => title.to_owned(),
            TopicKind::Heading(level) => format!("{} {title}", "#".repeat(level.into())),
            TopicKind::LeadIn(_) => format!("**{title}**"),
        };
        let _ = write!(out, "{indent}{sign} {title}"); // writing to a String cannot fail
        push_facts(child, out);
        out.push('\n');
        push_children(child, &format!("{indent}{below}"), out);
    }
}

/// Tags, and in parentheses what the body holds.
fn push_facts(topic: &Topic, out: &mut String) {
    for tag in &topic.tags {
        out.push_str(" #");
        out.push_str(tag);
    }
    let holds = holds(&topic.body);
    if !holds.is_empty() {
        let _ = write!(out, "  ({holds})"); // writing to a String cannot fail
    }
}

/// `2 × text, list of 5, python code`.
fn holds(blocks: &[Block]) -> String {
    let mut parts: Vec<(String, usize)> = Vec::new();
    for name in blocks.iter().filter_map(name) {
        match parts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => parts.push((name, 1)),
        }
    }
    let parts = parts.iter().map(|(name, count)| if *count > 1 { format!("{count} × {name}") } else { name.clone() });
    parts.collect::<Vec<_>>().join(", ")
}

fn name(block: &Block) -> Option<String> {
    Some(match &block.kind {
        BlockKind::Paragraph(_) => "text".to_owned(),
        BlockKind::Heading(..) => "heading".to_owned(),
        BlockKind::List(list) => format!("list of {}", list.items.len()),
        BlockKind::Code(code) if code.lang.is_empty() => "code".to_owned(),
        BlockKind::Code(code) => format!("{} code", code.lang),
        BlockKind::Table(table) => format!("table of {} × {}", table.rows.len(), table.alignments.len()),
        BlockKind::Quote(_) => "quote".to_owned(),
        BlockKind::Callout(callout) => format!("{} callout", callout.kind),
        BlockKind::Math(_) => "formula".to_owned(),
        BlockKind::Figure(_) => "figure".to_owned(),
        BlockKind::Definitions(terms) => format!("definitions of {}", terms.len()),
        BlockKind::Embed(_) => "embed".to_owned(),
        BlockKind::Html(_) => "html".to_owned(),
        BlockKind::Rule | BlockKind::Break(_) => return None,
    })
}
