//! The words of a note, and the words of its model: none may be lost between them.

use std::collections::HashMap;

use recto::model::{Block, BlockKind, Image, Inline, InlineKind, Note, Target};

/// How often each word occurs. A character of a script without spaces is a word.
pub type Words = HashMap<String, usize>;

/// Counts the words of `text` into `words`.
pub fn count(text: &str, words: &mut Words) {
    let mut word = String::new();
    for sign in text.chars().chain([' ']) {
        let wide = ('\u{2E80}'..='\u{9FFF}').contains(&sign);
        if sign.is_alphanumeric() && !wide {
            word.push(sign);
            continue;
        }
        if !word.is_empty() {
            *words.entry(std::mem::take(&mut word)).or_default() += 1;
        }
        if wide && sign.is_alphanumeric() {
            *words.entry(sign.to_string()).or_default() += 1;
        }
    }
}

/// The words of `source` that `model` has less often, with how many are missing.
pub fn lost(source: &Words, model: &Words) -> Vec<(String, usize)> {
    let missing = |(word, count): (&String, &usize)| {
        let kept = model.get(word).copied().unwrap_or(0);
        (kept < *count).then(|| (word.clone(), count - kept))
    };
    let mut lost: Vec<_> = source.iter().filter_map(missing).collect();
    lost.sort();
    lost
}

/// Everything a note's model says, link destinations, tags, ids and properties included.
pub fn of_note(note: &Note) -> Words {
    let mut words = Words::new();
    for topic in note.walk() {
        inlines(&topic.title, &mut words);
        topic.tags.iter().chain(&topic.block_ids).for_each(|tag| count(tag, &mut words));
        blocks(&topic.body, &mut words);
    }
    for footnote in &note.footnotes {
        count(&footnote.label, &mut words);
        blocks(&footnote.body, &mut words);
    }
    let front = note.meta.span.map_or(0, |span| span.end as usize);
    count(&note.text[..front], &mut words);
    for (key, value) in &note.meta.properties {
        count(key, &mut words);
        count(&value.to_string(), &mut words);
    }
    words
}

fn blocks(list: &[Block], words: &mut Words) {
    for block in list {
        block.id.iter().for_each(|id| count(id, words));
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading(_, content) => inlines(content, words),
            BlockKind::List(list) => list.items.iter().zip(0..).for_each(|(item, at)| {
                list.start.iter().for_each(|start| count(&(start + at).to_string(), words));
                item.task.iter().for_each(|task| count(&task.0.to_string(), words));
                blocks(&item.blocks, words);
            }),
            BlockKind::Code(code) => {
                count(&code.info, words);
                count(&code.text, words);
            }
            BlockKind::Table(table) => {
                table.header.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(&cell.content, words));
            }
            BlockKind::Quote(body) => blocks(body, words),
            BlockKind::Callout(callout) => {
                count(&callout.kind, words);
                inlines(&callout.title, words);
                blocks(&callout.body, words);
            }
            BlockKind::Math(tex) | BlockKind::Html(tex) => count(tex, words),
            BlockKind::Figure(picture) => image(picture, words),
            BlockKind::Definitions(entries) => entries.iter().for_each(|entry| {
                inlines(&entry.term, words);
                entry.meanings.iter().for_each(|meaning| blocks(meaning, words));
            }),
            BlockKind::Embed(embed) => count(&embed.target, words),
            BlockKind::Rule | BlockKind::Break(_) => {}
        }
    }
}

fn inlines(list: &[Inline], words: &mut Words) {
    // Text that only marks part is one word to the reader and to the source: `th**is**` counts as both.
    for inline in list {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => count(text, words),
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strike(inner)
            | InlineKind::Highlight(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Sup(inner)
            | InlineKind::Key(inner) => inlines(inner, words),
            InlineKind::Link(link) => {
                if let Target::Url(dest) | Target::Unresolved(dest) = &link.target {
                    count(dest, words);
                }
                count(&link.title, words);
                inlines(&link.content, words);
            }
            InlineKind::Image(picture) => image(picture, words),
            InlineKind::Math(math) => count(&math.tex, words),
            InlineKind::Cloze(cloze) => inlines(&cloze.content, words),
            InlineKind::Footnote(label) | InlineKind::Tag(label) => count(label, words),
            InlineKind::Break(_) => {}
        }
    }
}

fn image(picture: &Image, words: &mut Words) {
    count(&picture.source, words);
    count(&picture.title, words);
    inlines(&picture.alt, words);
    for size in picture.width.iter().chain(&picture.height) {
        count(&size.to_string(), words);
    }
}
