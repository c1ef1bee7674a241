//! R1, the repeated term: a first line or item that opens with the title itself says what stands behind it.
//!
//! - ## Ebb / - **Ebb** - the water falls   =>   What is Ebb?   the water falls

use super::claims::Claims;
use super::draft::Draft;
use super::phrases::{Fact, without_remark};
use super::piece::{PieceKind, parts, span_of};
use super::subject::Subject;
use super::{Rule, terms};

/// The card of a term that its own heading repeats.
pub(crate) fn card(subject: &Subject, claims: &mut Claims) -> Option<Draft> {
    let piece = subject.pieces.first()?;
    let (line, span) = match piece.kind {
        PieceKind::Line(line) => (line, piece.span),
        PieceKind::List(list) => {
            let item = list.items.first()?;
            let (own, below) = parts(item);
            (own, if below.is_empty() { item.span } else { span_of(own)? })
        }
        PieceKind::Block(_) => return None,
    };
    let (key, (_, meaning)) =
        terms::labelled(subject, line).filter(|_| claims.free(span) && subject.parent.is_some())?;
    let name = without_remark(&subject.name);
    let same = key.len() == name.len() && key.iter().zip(name).all(|(a, b)| a.key == b.key);
    if !same || name.is_empty() || subject.facet.is_some() {
        return None;
    }
    claims.take(span);
    Some(Draft::ask(Rule::R(1), subject.question(&[Fact::Defined], false), span).answer_line(meaning).of_the_whole())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_term_below_its_own_heading_is_defined_by_what_follows_it() {
        check(
            "# Tides\n\n## Ebb\n- **Ebb** - the water that runs back to the sea\n\n## Flood\nFlood: the water that comes in\n",
            &[
                "What is **Ebb**? => the water that runs back to the sea",
                "What is **Flood**? => the water that comes in",
            ],
        );
    }
}
