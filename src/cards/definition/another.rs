//! A definition with a name in bold of its own: what it names is asked, and not the topic.
//!
//! - # Harbour, part 2 / **Tide gate** - a gate that the falling water closes  =>  What is a **Tide gate**?

use crate::cards::draft::Draft;
use crate::cards::phrases::Scene;
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, gloss, opening, terms};
use crate::model::{Inline, InlineKind, Span};

/// The card of a line whose label in bold is no name of the topic and no facet of it, over a gloss.
pub(super) fn card(subject: &Subject, line: &[Inline], span: Span) -> Option<Draft> {
    let emphasis = matches!(line.first()?.kind, InlineKind::Strong(_) | InlineKind::Highlight(_));
    let (name, (_, meaning)) = terms::labelled(subject, line).filter(|_| emphasis)?;
    let own = |word: &Word| subject.name.iter().any(|own| opening::is_akin(&own.key, &word.key));
    let fits = !name.iter().any(own)
        && subject.book.facet(&name).is_none()
        && gloss::is_meaning(subject, &name, &words::words(&meaning));
    let scene = Scene { topic: &name, ..subject.scene() };
    fits.then(|| Draft::ask(Rule::R(1), subject.book.say("what", &scene), span).answer_line(meaning))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_name_in_bold_is_defined_and_not_the_title() {
        check(
            "# Harbour, part 2\n**Tide gate** - a gate that the falling water closes\n",
            &["What is a **Tide gate**? => a gate that the falling water closes"],
        );
    }
}
