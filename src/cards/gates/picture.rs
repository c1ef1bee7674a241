//! Pictures: one that answers alone must show what the front names.
//!
//! - ## Trapezius over `![](trapezius.png)`, ## Structure of the heart over any picture  =>  a card
//! - ## Sockets over `![](4.png)`, a link beside it or none                               =>  no card, the picture is Extra

use super::super::Rule;
use super::super::subject::Subject;
use super::super::words::{self, Word};
use super::Passed;
use crate::model::{Block, BlockKind, Image, Inline, InlineKind};
use crate::text::plain;

/// A shorter word in the name of a picture tells nothing.
const TELLING: usize = 4;

/// Whether the answer is nothing but pictures of which none is named after the topic, which says not what it looks like.
pub(super) fn says_nothing(subject: &Subject, passed: &Passed) -> bool {
    let mut names = Vec::new();
    let of_topic = matches!(passed.draft.rule, Rule::R(1 | 2 | 3 | 15));
    if !of_topic || !passed.draft.back.iter().all(|block| only(block, &mut names)) || names.is_empty() {
        return false;
    }
    let looks = |word: &Word| subject.book.is("pictured", word);
    let named = |word: &Word| {
        let stem = word.key.trim_end_matches('s');
        stem.chars().count() >= TELLING && names.iter().any(|name| name.contains(stem))
    };
    let title = words::lower_text(&subject.title);
    let whole = title.chars().count() > 1 && names.iter().any(|name| name.contains(&*title));
    !whole && !subject.title.iter().chain(&subject.name).any(|word| looks(word) || named(word))
}

/// Whether blocks are pictures and nothing else.
pub(crate) fn are_pictures(blocks: &[Block]) -> bool {
    let mut names = Vec::new();
    blocks.iter().all(|block| only(block, &mut names)) && !names.is_empty()
}

/// Whether a block holds pictures and nothing else; their names go to `names`.
fn only(block: &Block, names: &mut Vec<String>) -> bool {
    let mut name = |image: &Image| names.push(plain::picture(image).to_lowercase());
    match &block.kind {
        BlockKind::Figure(image) => name(image),
        BlockKind::Paragraph(line) => {
            for inline in line {
                match &inline.kind {
                    InlineKind::Image(image) => name(image),
                    _ if is_credit(inline) => {}
                    _ => return false,
                }
            }
        }
        BlockKind::List(list) => {
            return list.items.iter().flat_map(|item| &item.blocks).all(|block| only(block, names));
        }
        BlockKind::Rule | BlockKind::Break(_) => {}
        _ => return false,
    }
    true
}

/// Whether something beside a picture says nothing of what it shows: a link to read on, where the picture is from.
fn is_credit(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Break(_) | InlineKind::Link(_) => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Emph(inner) => inner.iter().all(is_credit),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, lines};
    use crate::model::CardLevel;

    #[test]
    fn what_a_picture_shows_is_sketched() {
        check("# Harbour\n## Cranes\n![](crane.png)\n", &["Sketch **Cranes**. => ![](crane.png)"]);
    }

    #[test]
    fn a_picture_shows_what_the_front_names() {
        check("# Harbour\n## Sockets\n![](img/4.png)\n", &[]);
        check(
            "# Harbour\n## Sockets\n[the whole plan](plan.md)\n\n![](img/4.png)\n*[from the almanac](https://a.example)*\n",
            &[],
        );
        check("# Harbour\n## Sockets\n- ![](4.png)\n- ![](5.png)\n", &[]);
        for note in ["## Cranes\n![](crane.png)\n", "## Structure of a pier\n![](4.png)\n"] {
            assert_eq!(lines(&format!("# Harbour\n{note}"), CardLevel::Section).len(), 1, "{note}");
        }
    }
}
