//! What is wrong with the media of the notes.

use super::{Media, MediaError};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, Image, InlineKind, Node, Notebook, Span, visit_blocks, visit_inlines};

/// A finding for each picture, sound or video that is missing, outside the root, or on the network.
pub fn check(notebook: &Notebook, media: &Media) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for note in &notebook.notes {
        let mut see = |node: Node<'_>| match node {
            Node::Block(block) => {
                if let BlockKind::Figure(image) = &block.kind {
                    found.extend(finding(media, block.span, image));
                }
            }
            Node::Inline(inline) => {
                if let InlineKind::Image(image) = &inline.kind {
                    found.extend(finding(media, inline.span, image));
                }
            }
        };
        for topic in note.walk() {
            visit_inlines(&topic.title, &mut see);
            visit_blocks(&topic.body, &mut see);
        }
        note.footnotes.iter().for_each(|footnote| visit_blocks(&footnote.body, &mut see));
    }
    found
}

fn finding(media: &Media, span: Span, image: &Image) -> Option<Diagnostic> {
    let source = &image.source;
    let source = if source.starts_with("data:") { "the data: address" } else { source };
    let (code, message, help) = match media.find(span.note, image).err()? {
        MediaError::Missing => (
            Code::MissingImage,
            format!("no file named {source:?}"),
            "write the path from the note or from the root, or only the file's name",
        ),
        MediaError::Outside => (
            Code::UnsafePath,
            format!("{source:?} is outside the notes' root"),
            "copy the file into the folder of the notes",
        ),
        MediaError::Remote => (
            Code::RemoteImage,
            format!("{source:?} is on the network and stays a link"),
            "download it into the folder of the notes to see it on cards and sheets",
        ),
    };
    let mut diagnostic = Diagnostic::new(code, span, message);
    help.clone_into(&mut diagnostic.help);
    Some(diagnostic)
}
