//! What stands above terms and says what they are terms of.
//!
//! - Bond lengths: over a list            =>  the line with its colon
//! - Henry VII (1485–1509) over labels    =>  a name without one, where several of the topic stand so

use crate::cards::phrases::{without_colon, without_remark};
use crate::cards::piece::Piece;
use crate::cards::sentence;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::Inline;

use super::{OWNER, has_finite, is_label, labelled};

/// What stands above a list of terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Above {
    /// The item or label that says what they are terms of; empty for the topic.
    pub owner: Vec<Word>,
    /// The whole line; empty for none.
    pub line: Vec<Word>,
}

impl Above {
    /// What the list at `at` stands under by the line above it: "Bond lengths:".
    pub(super) fn list(subject: &Subject, at: usize) -> Self {
        let line = at.checked_sub(1).and_then(|before| subject.pieces[before].line());
        let line = line.filter(|line| sentence::is_intro(line) || is_header(subject, line));
        line.map(|line| Self::line(subject, line)).unwrap_or_default()
    }

    /// What the line at `at` stands under, the first line of its paragraph.
    pub(super) fn paragraph(subject: &Subject, at: usize) -> Self {
        let same = |piece: &Piece| std::ptr::eq(piece.block, subject.pieces[at].block);
        let first = subject.pieces[..at].iter().rposition(|piece| !same(piece)).map_or(0, |before| before + 1);
        let line = subject.pieces[first].line().filter(|line| first < at && is_header(subject, line));
        line.map(|line| Self::line(subject, line)).unwrap_or_default()
    }

    fn line(subject: &Subject, line: &[Inline]) -> Self {
        let line = without_colon(&words::words(line));
        let name = without_remark(&line);
        // "où :" below a formula names nothing.
        let legend = subject.book.is_key("legend", &words::lower_text(&line));
        let names = name.len() <= OWNER && !legend && !is_label(subject, &line) && !has_finite(subject, name);
        Self { owner: if names { name.to_vec() } else { Vec::new() }, line }
    }
}

/// Whether a line without a colon names what the list or the labels below it are about: a few words, as other such lines of the topic.
fn is_header(subject: &Subject, line: &[Inline]) -> bool {
    let name = |line: &[Inline]| {
        // Most lines are longer.
        if without_remark(&words::start(line, OWNER + 1)).len() > OWNER {
            return false;
        }
        let said = words::words(line);
        let bare = without_remark(&said);
        let ends = said.last().is_some_and(|word| word.text().ends_with(['.', ',', ';', '?', '!']));
        (1..=OWNER).contains(&bare.len()) && !ends && !has_finite(subject, bare) && labelled(subject, line).is_none()
    };
    let below = |pair: &[Piece]| {
        let label = || pair[1].line().is_some_and(|line| labelled(subject, line).is_some());
        pair[1].list().is_some() || std::ptr::eq(pair[0].block, pair[1].block) && label()
    };
    let over = |pair: &&[Piece]| pair[0].line().is_some_and(name) && below(pair);
    name(line) && subject.pieces.windows(2).filter(over).nth(1).is_some()
}
