//! Names that only code tells: an answer that speaks of them needs the code in sight.
//!
//! - class Ferry: … / TypeError is raised if: / - you make a Ferry   =>   the code, TypeError is raised if …

use super::CardKind;
use super::draft::Draft;
use super::subject::Subject;
use crate::model::{Block, BlockKind, Code};
use crate::text::plain;

/// Code of more lines is not read before a question.
const LINES: usize = 12;

/// Code stands at most so many blocks above the question.
const NEAR: usize = 3;

/// Words before a name that is defined.
const KINDS: [&str; 9] = ["class", "struct", "trait", "interface", "enum", "def", "fn", "func", "function"];

/// A shorter name is a word of the language as well.
const NAME: usize = 3;

/// The card with the code above its question whose names the answer says, and the question does not.
pub(super) fn in_sight(subject: &Subject, mut card: Draft) -> Draft {
    if card.kind != CardKind::Basic || card.parts < 2 {
        return card;
    }
    let above = subject.body().partition_point(|block| block.span.start < card.span.start);
    let near = &subject.body()[above.saturating_sub(NEAR)..above];
    let short = |block: &&Block| matches!(&block.kind, BlockKind::Code(code) if code.text.lines().count() <= LINES);
    let Some(block) = near.iter().rfind(short) else { return card };
    let (front, back) = (plain::blocks(&card.front), plain::blocks(&card.back));
    let told = |code: &Code| names(code).any(|name| says(&back, name) && !says(&front, name));
    if matches!(&block.kind, BlockKind::Code(code) if told(code)) {
        card.extra.retain(|other| other.span != block.span);
        card.front.insert(0, block.clone());
        card.shows.push(block.span);
    }
    card
}

/// The names that code defines.
fn names(code: &Code) -> impl Iterator<Item = &str> {
    let word = |c: char| !(c.is_alphanumeric() || c == '_');
    code.text.lines().filter_map(move |line| {
        let mut words = line.split(word).filter(|part| !part.is_empty());
        let defines = words.find(|part| KINDS.contains(part));
        defines.and_then(|_| words.next()).filter(|name| name.chars().count() >= NAME)
    })
}

/// Whether a text has the name as a word.
fn says(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn an_answer_that_names_what_code_defines_has_the_code_in_sight() {
        check(
            "# Docks\n## Abstract classes\n```py\nclass Ferry(ABC): ...\n```\nAn error is raised if:\n- you make a Ferry\n- a part of it is left out\n",
            &[
                "```py / class Ferry(ABC): ... / ``` / An error is raised if … (2) => - you make a Ferry / - a part of it is left out",
            ],
        );
    }
}
