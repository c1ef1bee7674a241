//! Formulas that do not parse, found when a deck or sheet is built and not when a card comes up.

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BlockKind, InlineKind, Node, Note, Notebook, Span, parse_formula, visit_blocks, visit_inlines};

/// A `bad-math` for each formula that does not parse, at the place where it stops making sense.
pub fn check(notebook: &Notebook) -> Vec<Diagnostic> {
    notebook.notes.par_iter().flat_map_iter(of_note).collect()
}

fn of_note(note: &Note) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut see = |node: Node<'_>| match node {
        Node::Block(block) => {
            if let BlockKind::Math(tex) = &block.kind {
                found.extend(finding(note, block.span, tex));
            }
        }
        Node::Inline(inline) => {
            if let InlineKind::Math(math) = &inline.kind {
                found.extend(finding(note, inline.span, &math.tex));
            }
        }
    };
    for topic in note.walk() {
        visit_inlines(&topic.title, &mut see);
        visit_blocks(&topic.body, &mut see);
    }
    note.footnotes.iter().for_each(|footnote| visit_blocks(&footnote.body, &mut see));
    found
}

fn finding(note: &Note, span: Span, tex: &str) -> Option<Diagnostic> {
    let error = parse_formula(tex).err()?;
    let place = error.loc.and_then(|place| within(note, span, tex, place.start)).unwrap_or(span);
    let mut diagnostic = Diagnostic::new(Code::BadMath, place, format!("formula does not parse: {}", error.message));
    "a card or sheet shows it as an error or as its source".clone_into(&mut diagnostic.help);
    Some(diagnostic)
}

/// The character at byte `at` of the formula, as a place in the note.
fn within(note: &Note, span: Span, tex: &str, at: usize) -> Option<Span> {
    let start = span.start as usize + note.text.get(span.bytes())?.find(tex)?;
    let length = tex.get(at..)?.chars().next()?.len_utf8();
    Some(Span::new(span.note, start + at..start + at + length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NoteId, line_column};
    use crate::parse::parse;

    fn bad(text: &str) -> Vec<(usize, String)> {
        let (note, _) = parse(NoteId(0), "a.md".into(), text.into());
        let notebook = Notebook { root: "".into(), notes: vec![note] };
        check(&notebook)
            .into_iter()
            .map(|diagnostic| match diagnostic.site {
                crate::diagnostic::Site::Span(span) => {
                    (line_column(text, span.start as usize).line, diagnostic.message)
                }
                crate::diagnostic::Site::File { .. } => (0, diagnostic.message),
            })
            .collect()
    }

    #[test]
    fn a_formula_that_does_not_parse_has_its_place() {
        let found = bad("# A\ngood $x^2$\n\nbad $\\frac{a}{$ here\n\n$$\na\n\\nonsense\n$$\n");
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4, 8], "{found:?}");
    }

    #[test]
    fn formulas_of_all_kinds_parse() {
        let note = "$\\ce{2 H2O}$ $\\begin{cases} a \\\\ b \\end{cases}$ $\\mathbb{R}$\n\n$$\\begin{aligned} a &= b \\end{aligned}$$";
        assert_eq!(bad(note), []);
    }
}
