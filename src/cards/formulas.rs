//! Formulas as answers: a line that is one, a line that leads to one, and the steps by which one is derived.
//!
//! - ## Draught / $d = m / a$                               =>  What is the formula for Draught?
//! - ## Twin gates / For two gates in a row: / $$ … $$      =>  What is the formula for Twin gates?
//! - ## Period / $$ … $$ / Hence / $$ … $$ / Thus / $$ … $$ =>  Give the derivation for Period.

use super::piece;
use super::sentence;
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

/// So many formulas with so many words that lead from one to the next are a derivation. Chosen by eye.
const FORMULAS: usize = 3;
const STEPS: usize = 2;

/// The half sentence over a formula has at most so many words.
const CASE: usize = 14;

/// What stands between the two sides of a formula.
const RELATIONS: [&str; 10] = ["=", "<", ">", r"\le", r"\ge", r"\sim", r"\approx", r"\propto", r"\equiv", r"\iff"];

/// Whether the first statement of a line is a formula, with what its symbols are at most: "$P = U I$, where $U$ is the voltage".
pub(crate) fn opens(subject: &Subject, line: &[Inline]) -> bool {
    let said = piece::statements(line).next().unwrap_or_default();
    let Some(at) = said.iter().position(|inline| !is_blank(inline)) else { return false };
    let InlineKind::Math(math) = &said[at].kind else { return false };
    let relates = subject.book.marks.is_empty() && RELATIONS.iter().any(|sign| math.tex.contains(sign));
    let rest = plain_text(&said[at + 1..]);
    let rest = rest.trim_start_matches([',', ';', '(', ' ']).trim_end_matches(['.', ',', ';']).trim();
    let legend = || rest.split(' ').next().is_some_and(|first| subject.book.is_key("legend", &first.to_lowercase()));
    relates && (rest.is_empty() || legend())
}

fn is_blank(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Break(_))
        || matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty())
}

/// Whether an answer is a formula with the half sentence over it: "For two gates in a row:", "For all $x$ we have".
pub(crate) fn led_to(subject: &Subject, answer: &[Block]) -> bool {
    let leads = |line: &[Inline]| {
        let text = plain_text(line);
        let case = words::first(line).is_some_and(|first| subject.book.is("case_word", &first));
        let short = words::amount(line, CASE + 1) <= CASE;
        case && short && !text.trim_end().ends_with(['.', '!', '?']) && sentence::count(line) == 1
    };
    let [Block { kind: BlockKind::Paragraph(line), .. }, Block { kind: BlockKind::Math(_), .. }, rest @ ..] = answer
    else {
        return false;
    };
    let is = |class: &str, word: &Word| subject.book.is(class, word);
    let shown = |block: &Block| match &block.kind {
        BlockKind::Paragraph(line) => {
            leads(line) || words::first(line).is_some_and(|first| is("legend", &first) || is("weak_opening", &first))
        }
        kind => matches!(kind, BlockKind::Math(_)),
    };
    leads(line) && rest.iter().all(shown)
}

/// What a derivation asks: several formulas, and words that lead from one to the next.
pub(crate) fn derivation(subject: &Subject, answer: &[Block]) -> Option<Vec<Inline>> {
    let book = subject.book;
    let asks = book.is_question(&subject.title) || book.is_task(&subject.title);
    if subject.facet.is_some() || asks || !book.can_say("derivation") {
        return None;
    }
    let mut found = Found::default();
    for block in answer {
        found.read(subject, block);
    }
    let derives = found.formulas >= FORMULAS && found.steps >= STEPS;
    derives.then(|| subject.say("derivation"))
}

/// What was found in blocks.
#[derive(Default)]
struct Found {
    formulas: usize,
    steps: usize,
}

impl Found {
    fn read(&mut self, subject: &Subject, block: &Block) {
        match &block.kind {
            BlockKind::Math(_) => self.formulas += 1,
            BlockKind::Paragraph(line) => {
                for said in piece::statements(line) {
                    self.read_line(subject, said);
                }
            }
            BlockKind::List(list) => {
                for block in list.items.iter().flat_map(|item| &item.blocks) {
                    self.read(subject, block);
                }
            }
            _ => {}
        }
    }

    fn read_line(&mut self, subject: &Subject, line: &[Inline]) {
        let formula = |inline: &&Inline| matches!(&inline.kind, InlineKind::Math(math) if math.tex.contains('='));
        self.formulas += usize::from(line.iter().any(|inline| formula(&inline)));
        let follows = |inline: &Inline| matches!(&inline.kind, InlineKind::Math(math) if math.tex.trim_start().starts_with(r"\implies"));
        let leads = words::first(line).is_some_and(|first| subject.book.is("derives_step", &first));
        self.steps += usize::from(leads || line.iter().any(follows));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_line_that_is_a_formula_is_asked_for_as_one() {
        check(
            "# Hull\n## Draught\n$d = \\frac{m}{a}$\n\n## Load rule\n$m \\le 3 a$, where $a$ is the area of the deck.\n\n## Freeboard\n$f$\n",
            &[
                "What is the formula for **Draught**? => $d = \\frac{m}{a}$",
                "What is the **Load rule**? => $m \\le 3 a$, where $a$ is the area of the deck.",
                "**Hull**: **Freeboard**? => $f$",
            ],
        );
    }

    #[test]
    fn a_line_that_leads_to_a_formula_is_no_gloss() {
        check(
            "# Canal\n## Twin gates\nFor two gates in a row:\n$$\np = p_1 + p_2\n$$\n",
            &["What is the formula for **Twin gates**? => For two gates in a row: / $$ / p = p_1 + p_2 / $$"],
        );
    }

    #[test]
    fn steps_from_formula_to_formula_are_a_derivation() {
        check(
            "# Waves\n## Swell\nAt the pier we have\n$$\nv = w l\n$$\nSubstituting the depth gives\n$$\nv^2 = g h\n$$\nHence\n$$\nw = g h / l\n$$\n",
            &[
                "**Waves**: give the derivation for **Swell**. => At the pier we have / $$ / v = w l / $$ / Substituting the depth gives / $$ / v^2 = g h / $$ / Hence / $$ / w = g h / l / $$",
            ],
        );
    }
}
