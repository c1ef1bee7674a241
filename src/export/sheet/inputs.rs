//! All that a sheet is made of, as one digest: where that is the same, so is the sheet.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::Options;
use crate::config::table;
use crate::export::Study;
use crate::model::{
    Block, BlockKind, Image, Inline, InlineKind, Node, NoteId, Part, Target, Topic, TopicRef, visit_inlines,
};

/// A digest of what the sheet of `study` is made of, in hexadecimal digits: this build of the program, the options, the
/// `theme`'s text, the notes, and what they take from elsewhere. The numbers of notes are no part of it: they change when
/// a note is added to the folder.
pub(super) fn digest(study: &Study<'_>, options: &Options, theme: &str) -> String {
    let mut inputs = Inputs { study, digest: Sha256::new(), drawn: BTreeSet::new() };
    for part in [env!("RECTO_BUILD"), &table(options).to_string(), theme, &study.settings.lang, study.title] {
        inputs.add(part);
    }
    for note in study.notes() {
        inputs.add(&note.title);
        inputs.add(&note.text);
        inputs.topic(&note.root);
        note.footnotes.iter().for_each(|footnote| inputs.blocks(&footnote.body));
    }
    let number = inputs.digest.finalize().iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    format!("{number:032x}")
}

struct Inputs<'a> {
    study: &'a Study<'a>,
    digest: Sha256,
    /// The notes that embeds drew from.
    drawn: BTreeSet<NoteId>,
}

impl Inputs<'_> {
    /// Adds a part after its length, so that "ab" + "c" is not "a" + "bc".
    fn add(&mut self, part: &str) {
        self.digest.update((part.len() as u64).to_le_bytes());
        self.digest.update(part);
    }

    fn topic(&mut self, topic: &Topic) {
        self.line(&topic.title);
        self.blocks(&topic.body);
        topic.topics.iter().for_each(|child| self.topic(child));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if let BlockKind::Figure(image) = &block.kind {
                self.picture(image, block.span.note);
            }
            block.kind.each_part(|part| match part {
                Part::Line(line) => self.line(line),
                Part::Blocks(inner) => self.blocks(inner),
                Part::Drawn(drawn) => {
                    self.drawn_in(drawn);
                    self.blocks(drawn);
                }
            });
        }
    }

    /// Adds the text of the notes that blocks were drawn from.
    fn drawn_in(&mut self, blocks: &[Block]) {
        for block in blocks {
            if self.drawn.insert(block.span.note) {
                self.add(&self.study.notebook.note(block.span.note).text);
            }
        }
    }

    /// Adds what links lead to and which files pictures are.
    fn line(&mut self, line: &[Inline]) {
        visit_inlines(line, &mut |node| match node {
            Node::Inline(Inline { kind: InlineKind::Link(link), .. }) => match link.target {
                Target::Topic(topic) => self.link(topic),
                Target::Url(_) => self.add("url"),
                Target::Unresolved(_) => self.add("unresolved"),
            },
            Node::Inline(Inline { kind: InlineKind::Image(image), span }) => self.picture(image, span.note),
            _ => {}
        });
    }

    fn picture(&mut self, image: &Image, note: NoteId) {
        let file = self.study.media.find(note, image);
        self.add(file.as_ref().ok().and_then(|file| file.stored()).unwrap_or("missing"));
    }

    fn link(&mut self, topic: TopicRef) {
        // Its place among the notes of the sheet; none: what is not on it is named, and not led to.
        let place = self.study.notes.iter().position(|note| *note == topic.note);
        self.add(&format!("{place:?} {}", topic.topic.0));
        self.add(&super::title(self.study, topic));
    }
}
