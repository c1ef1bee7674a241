//! R1, emphasised definitions: a sentence that opens with an emphasised term and a verb defines that term.
//!
//! - A **stack** is a list that grows at one end  =>  What is a stack?  a list that grows at one end

use super::claims::Claims;
use super::cut;
use super::draft::Draft;
use super::phrases::{Scene, without_remark};
use super::piece::{parts, span_of};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, definition, expansion, gloss, opening, sentence};
use crate::model::{CardLevel, Inline, InlineKind, Span, plain_text};

/// A term has at most this many words; a longer emphasis is a statement.
const LONGEST: usize = 5;

/// The cards of the lines, sentences and items that open with an emphasised term, anywhere in the topic.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for piece in &subject.pieces {
        if let Some(line) = piece.line() {
            match card(subject, line, piece.span, claims) {
                Some(card) => cards.push(card),
                None => cards.extend(in_text(subject, line, claims)),
            }
        } else if let Some(list) = piece.list()
            && subject.level != CardLevel::Topic
        {
            for item in &list.items {
                let (own, below) = parts(item);
                if below.is_empty() {
                    cards.extend(card(subject, own, item.span, claims));
                }
            }
        }
    }
    cards
}

/// Of a longer text the sentences that say what a term is; of one that opens otherwise only those that begin "The *term* is a".
fn in_text(subject: &Subject, line: &[Inline], claims: &mut Claims) -> Vec<Draft> {
    let emphasis =
        |inline: &Inline| matches!(inline.kind, InlineKind::Strong(_) | InlineKind::Highlight(_) | InlineKind::Emph(_));
    if sentence::count(line) < 2 || !line.iter().any(emphasis) {
        return Vec::new();
    }
    let defines = |sentence: &[Inline], article: bool| {
        let at = sentence.iter().take(2).position(emphasis)?;
        let said = words::start(sentence.get(at + 1..)?, 2);
        let last = words::last(sentence)?;
        let told = !article || said.get(1).is_some_and(|second| subject.book.is("article", second));
        (subject.book.is("is_or_are", said.first()?) && told && !last.text().ends_with(':')).then_some(())
    };
    let sentences = sentence::sentences(line);
    let opens = sentences.len() > 2 && sentences.first().is_some_and(|first| defines(first, false).is_some());
    let defining = sentences.iter().filter(|sentence| defines(sentence, !opens).is_some());
    defining.filter_map(|sentence| card(subject, sentence, span_of(sentence)?, claims)).collect()
}

/// The card of a line that opens with an emphasised term.
pub(crate) fn card(subject: &Subject, line: &[Inline], span: Span, claims: &mut Claims) -> Option<Draft> {
    if !claims.free(span) || sentence::count(line) > 2 || !subject.book.can_say("does") {
        return None;
    }
    let whole = line;
    let line = match line {
        [Inline { kind: InlineKind::Text(text), .. }, rest @ ..] if is_determiner(subject, text) => rest,
        _ => line,
    };
    let [first, rest @ ..] = line else { return None };
    let (InlineKind::Strong(term) | InlineKind::Emph(term) | InlineKind::Highlight(term)) = &first.kind else {
        return None;
    };
    let term = words::words(term);
    let told = behind_aside(subject, rest);
    let behind = told.as_deref().unwrap_or(rest);
    let (verb, mut meaning) = cut::after_first_word(behind)?;
    let verb = words::first(&verb)?;
    // "**Growth:** extends …" is a label.
    let label = term.last().is_some_and(|word| word.text().ends_with(':'));
    if term.is_empty() || term.len() > LONGEST || label || says_nothing(subject, &meaning) {
        return None;
    }
    let scene = Scene { topic: &term, ..subject.scene() };
    let question = if subject.book.is("be", &verb) {
        let said: Vec<_> = std::iter::once(verb).chain(words::words(&meaning)).collect();
        if gloss::defines(subject.book, &said) || subject.name.is_empty() {
            subject.book.say("what", &scene)
        } else {
            // "**Ropes of hemp** are popular": said of it, and not what it is.
            meaning = behind.to_vec();
            cut::trim_start(&mut meaning);
            subject.book.say("term_in", &Scene { parent: &subject.name, ..scene })
        }
    } else if verb.key == "stands" {
        subject.book.say("stands_for", &Scene { topic: &term, ..scene })
    } else {
        let (verb, object) = definition::verb_phrase(subject, &verb, behind)?;
        meaning = object;
        subject.book.say("verb", &scene.with("v", &verb))
    };
    claims.take(span);
    // What else it is called is worth knowing, too.
    let answer = if told.is_some() { whole.to_vec() } else { meaning };
    Some(Draft::ask(Rule::R(1), question, span).answer_line(answer))
}

/// What stands behind a remark on how else the term is called: ", also known as a sluice, is …".
fn behind_aside(subject: &Subject, rest: &[Inline]) -> Option<Vec<Inline>> {
    let InlineKind::Text(text) = &rest.first()?.kind else { return None };
    let aside = text.trim_start().strip_prefix(',')?;
    let first = words::of_text(aside).into_iter().next()?;
    let end = text.len() - aside.len() + aside.find(", ")?;
    subject.book.is("also_called", &first).then(|| cut::at(rest, 0, end, 1).1)
}

/// Whether a line says what a thing in bold is that is not the topic: "**Silt** is fine sand …" under "Foundations of silt".
pub(crate) fn defines_another(subject: &Subject, line: &[Inline]) -> bool {
    let [Inline { kind: InlineKind::Strong(term), .. }, rest @ ..] = line else { return false };
    let (said, name) = (words::words(rest), without_remark(&subject.name));
    let mut term = &words::words(term)[..];
    if let [article, named @ ..] = term
        && subject.book.is("article", article)
    {
        term = named;
    }
    let short =
        |short: &[Word], long: &[Word]| matches!(short, [only] if expansion::is_short_for(subject.book, only, long));
    let same = term.len() == name.len() && term.iter().zip(name).all(|(a, b)| opening::is_akin(&a.key, &b.key));
    let part = term.iter().all(|word| name.iter().any(|own| own.key == word.key));
    let fits = part && !term.is_empty() && !same && !short(term, name) && !short(name, term);
    fits && said.first().is_some_and(|verb| subject.book.is("is_or_are", verb)) && gloss::defines(subject.book, &said)
}

/// Whether a meaning only leads to what stands below it: "as follows".
fn says_nothing(subject: &Subject, meaning: &[Inline]) -> bool {
    let said = plain_text(meaning).trim().to_lowercase();
    said.is_empty() || subject.book.is_key("stub", said.trim_end_matches([':', '.']))
}

fn is_determiner(subject: &Subject, text: &str) -> bool {
    subject.book.is_key("article", &text.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_term_in_bold_with_a_verb_is_defined() {
        check(
            "## Containers\nSeveral kinds of them exist. They differ a lot. Choose well.\n\nA **deque** is a list that grows at both ends\n",
            &[
                "What are **Containers**? => Several kinds of them exist. They differ a lot. Choose well.",
                "What is a **deque**? => a list that grows at both ends",
            ],
        );
    }

    #[test]
    fn a_sentence_in_a_longer_text_defines_its_term() {
        check(
            "## Quay\nA **bollard** is a post of iron for ropes. It is heavy. It rusts. A **fender** is a cushion of rope between hull and quay.\n",
            &[
                "What is a **bollard**? => a post of iron for ropes.",
                "What is a **fender**? => a cushion of rope between hull and quay.",
            ],
        );
    }

    #[test]
    fn bold_without_a_verb_is_no_definition() {
        check(
            "## Air\nThe **upper layers** of air. They are thin. They are cold.\n",
            &["What is **Air**? => The **upper layers** of air. They are thin. They are cold."],
        );
    }

    #[test]
    fn how_else_a_term_is_called_is_told_with_it() {
        check(
            "## Gates\nSeveral kinds of them exist. They differ a lot. Choose well.\n\nA **paddle**, also known as a sluice, is a shutter in the gate.\n",
            &[
                "What are **Gates**? => Several kinds of them exist. They differ a lot. Choose well.",
                "What is a **paddle**? => A **paddle**, also known as a sluice, is a shutter in the gate.",
            ],
        );
    }

    #[test]
    fn a_part_of_the_title_in_bold_is_what_is_defined() {
        check(
            "# Foundations of mooring\n**Mooring** is the act of tying a boat to a pier\n",
            &["What is **Mooring**? => the act of tying a boat to a pier"],
        );
        check(
            "# Tide gate\nA **tide gate** is a gate that the falling water closes\n",
            &["What is a **Tide gate**? => a gate that the falling water closes"],
        );
    }

    #[test]
    fn a_name_with_a_colon_is_a_label() {
        let note = "# Harbour\n- **Growth:** Extends trust from old piers to new ones\n- **Tide** moves the gates\n";
        let cards = super::super::tests::lines(note, crate::model::CardLevel::Atomic);
        assert!(cards.iter().all(|card| !card.contains("extend?")), "{cards:?}");
    }

    #[test]
    fn what_is_said_of_a_term_is_no_definition_of_it() {
        check(
            "# Harbour\n## Ropes\n- **Hemp** is popular but rots.\n- **Nylon** is a thread of oil.\n",
            &["**Ropes**: **Hemp**? => is popular but rots.", "What is **Nylon**? => a thread of oil."],
        );
    }

    #[test]
    fn a_term_may_be_defined_behind_the_first_sentence() {
        check(
            "## Quay\nMany goods pass here every day and the crews are paid by weight. The *stowage rate* is the weight that a crew moves in an hour. Rain lowers it.\n",
            &[
                "**notes**: **Quay**? => Many goods pass here every day and the crews are paid by weight. Rain lowers it.",
                "What is the **stowage rate**? => the weight that a crew moves in an hour.",
            ],
        );
    }
}
