//! A paragraph that holds a picture, a formula or an embed is more than a paragraph.

use super::bars;
use super::source::Source;
use crate::model::{Block, BlockKind, Embed, Image, Inline, InlineKind, Math, Span};

/// Endings of files that `![[…]]` shows; anything else is a note.
const MEDIA: [&str; 24] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "avif", "heic", "tif", "tiff", "mp3", "wav", "m4a", "ogg",
    "oga", "flac", "opus", "mp4", "webm", "ogv", "mov", "mkv", "pdf",
];

/// The blocks that the inlines of one paragraph make.
pub(super) fn blocks(source: &Source, inlines: Vec<Inline>, span: Span, out: &mut Vec<Block>) {
    let Some(first) = inlines.first() else { return };
    let start = Span { start: first.span.start.min(span.start.max(first.span.start)), ..span };
    if !inlines.iter().any(stands_apart) {
        if let Some(table) = bars::table(source, &inlines, start) {
            out.push(Block::new(table, start));
        } else if let Some((at, span, table)) = bars::below(source, &inlines) {
            let above = inlines[..at].to_vec();
            let end = above.last().map_or(start.end, |last| last.span.end);
            out.push(Block::new(BlockKind::Paragraph(above), Span { end, ..start }));
            out.push(Block::new(table, span));
        } else {
            out.push(Block::new(BlockKind::Paragraph(inlines), start));
        }
        return;
    }
    let alone = inlines.len() == 1;
    let mut line: Vec<Inline> = Vec::new();
    for inline in inlines {
        match block_of(&inline, alone) {
            Some(kind) => {
                close(source, &mut line, out);
                out.push(Block::new(kind, inline.span));
            }
            None => line.push(inline),
        }
    }
    close(source, &mut line, out);
}

/// Whether an inline may be a block of its own.
fn stands_apart(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Image(_) | InlineKind::Math(Math { display: true, .. }))
}

fn block_of(inline: &Inline, alone: bool) -> Option<BlockKind> {
    match &inline.kind {
        InlineKind::Math(math) if math.display => Some(BlockKind::Math(math.tex.clone())),
        InlineKind::Image(image) if is_note(image) => {
            Some(BlockKind::Embed(Embed { target: embed_target(image), body: Vec::new() }))
        }
        InlineKind::Image(image) if alone => Some(BlockKind::Figure(image.clone())),
        _ => None,
    }
}

fn is_note(image: &Image) -> bool {
    let path = image.source.split('#').next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    image.wiki && !ending.is_some_and(|ending| MEDIA.contains(&ending.as_str()))
}

fn embed_target(image: &Image) -> String {
    if image.title.is_empty() { image.source.clone() } else { format!("{}|{}", image.source, image.title) }
}

/// Makes a paragraph of what stands before or behind a block.
fn close(source: &Source, line: &mut Vec<Inline>, out: &mut Vec<Block>) {
    let mut inlines = std::mem::take(line);
    trim(source, &mut inlines);
    if let (Some(first), Some(last)) = (inlines.first(), inlines.last()) {
        let span = first.span.to(last.span);
        out.push(Block::new(BlockKind::Paragraph(inlines), span));
    }
}

/// Takes line ends and white space off both ends.
pub(super) fn trim(source: &Source, inlines: &mut Vec<Inline>) {
    let blank = |inline: &Inline| match &inline.kind {
        InlineKind::Break(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while inlines.last().is_some_and(blank) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|inline| blank(inline)).count();
    inlines.drain(..leading);
    if let Some(first) = inlines.first_mut() {
        let untrimmed = first.span;
        if let InlineKind::Text(text) = &mut first.kind {
            let cut = text.len() - text.trim_start().len();
            text.drain(..cut);
            let source_cut = source.of(untrimmed).len() - source.of(untrimmed).trim_start().len();
            first.span.start += source_cut as u32;
        }
    }
    if let Some(Inline { kind: InlineKind::Text(text), span }) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
        span.end = span.start + source.of(*span).trim_end().len() as u32;
    }
}
