//! An arrow between a term and its meaning.
//!
//! - **etcd** → store of the cluster's state   =>  a term in bold or code with its meaning
//! - el perro -> the dog, in a list of such    =>  terms with their meanings
//! - prices rise → demand falls                =>  none: one follows from the other
//! - **Roots** → **Trunks** → **Cords**        =>  none: a chain

use crate::cards::cut::{self, Halves};
use crate::cards::piece::{Piece, parts};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::model::{Inline, InlineKind, List};

use super::{is_label, scope, terse};

/// Signs that part two sides.
const ARROWS: [&str; 6] = ["→", "⇒", "⟶", "➜", "->", "=>"];

/// Signs that something rises or falls: what stands around them happens.
const CHANGES: [char; 4] = ['↑', '↓', '⬆', '⬇'];

/// A sign has so many letters.
const LETTERS: usize = 2;

/// A term before an arrow has at most this many words.
const SHORT: usize = 3;

/// A line cut at the arrow behind the emphasis or code that opens it.
pub(super) fn behind_name(line: &[Inline]) -> Option<Halves> {
    let [first, Inline { kind: InlineKind::Text(behind), .. }, ..] = line else { return None };
    let name = matches!(
        first.kind,
        InlineKind::Strong(_) | InlineKind::Emph(_) | InlineKind::Highlight(_) | InlineKind::Code(_)
    );
    let opens = name && ARROWS.iter().any(|arrow| behind.trim_start().starts_with(arrow));
    opens.then(|| at_only(line)).flatten()
}

/// A line cut at its arrow, where it has but one.
fn at_only(line: &[Inline]) -> Option<Halves> {
    let arrow = |text: &str, at: usize| {
        let width = ARROWS.iter().find(|arrow| text[at..].starts_with(*arrow))?.len();
        let spaced = text[..at].ends_with(' ') || at == 0;
        (spaced && text[at + width..].starts_with(' ')).then_some(width)
    };
    // Most lines have none, and are not looked through.
    let may_hold = |text: &str| !text.is_ascii() || text.contains('>');
    if !line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if may_hold(text))) {
        return None;
    }
    let (key, meaning) = cut::first(line, arrow)?;
    (!key.is_empty() && !meaning.is_empty() && cut::first(&meaning, arrow).is_none()).then_some((key, meaning))
}

/// The term of a line whose paragraph is lines of such terms.
pub(super) fn of_paragraph(subject: &Subject, at: usize) -> Option<(Vec<Word>, Halves)> {
    let own = subject.pieces[at].line().filter(|line| at_only(line).is_some())?;
    let same = |piece: &&Piece| std::ptr::eq(piece.block, subject.pieces[at].block);
    let lines: Vec<&[Inline]> = subject.pieces.iter().filter(same).filter_map(Piece::line).collect();
    let place = lines.iter().position(|line| std::ptr::eq(*line, own))?;
    of_lines(subject, &lines).map(|mut terms| terms.swap_remove(place))
}

/// The terms of a list whose every item has an arrow, in order; nothing where one side follows from the other.
pub(super) fn of_list(subject: &Subject, list: &List) -> Option<Vec<(Vec<Word>, Halves)>> {
    of_lines(subject, &list.items.iter().map(|item| parts(item).0).collect::<Vec<_>>())
}

fn of_lines(subject: &Subject, lines: &[&[Inline]]) -> Option<Vec<(Vec<Word>, Halves)>> {
    // Most lists open with an item that has none.
    let cut = |line: &[Inline]| {
        let halves = at_only(line)?;
        let name = words::words(&halves.0);
        let happens = |line: &[Inline]| words::words(line).iter().any(|word| word.text().contains(CHANGES));
        let term = name.len() <= SHORT
            && (is_sign(&name) || !is_label(subject, &name))
            && !scope::states(subject, &name)
            && !happens(&halves.0)
            && !happens(&halves.1);
        term.then_some((name, halves))
    };
    let terms: Vec<_> = lines.iter().map(|line| cut(line)).collect::<Option<_>>()?;
    let means = |(_, (_, meaning)): &&(Vec<Word>, Halves)| {
        let said = words::words(meaning);
        let is = |class: &str| said.first().is_some_and(|word| subject.book.is(class, word));
        is("article") || is("infinitive") || terse::only_names(subject, &said)
    };
    let sign = |(name, _): &&(Vec<Word>, Halves)| is_sign(name);
    let kinds = subject.title.iter().any(|word| subject.book.is("announces", word));
    let most = |count: usize| count * 2 > terms.len();
    let fits = kinds || most(terms.iter().filter(means).count()) || most(terms.iter().filter(sign).count());
    (terms.len() > 1 && fits).then_some(terms)
}

/// "MX", "rw": nothing but capitals, or a letter or two.
fn is_sign(name: &[Word]) -> bool {
    let letters = |word: &Word| word.text().chars().count() <= LETTERS;
    matches!(name, [only] if letters(only))
        || name.iter().all(|word| word.text().contains(char::is_uppercase) && !word.text().contains(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn an_arrow_behind_a_name_in_bold_or_code_parts_it_from_its_meaning() {
        check(
            "# Canal\n## Parts of a lock\n- **Sill** → edge of the floor\n- **Balance beam** → opens the gate\n- `ASC` → tool of the keeper\n",
            &[
                "What is **Sill**? => edge of the floor",
                "What does **Balance beam** do? => opens the gate",
                "What is `ASC`? => tool of the keeper",
            ],
        );
    }

    #[test]
    fn plain_terms_need_a_list_of_them() {
        check(
            "# Boats\n- el barco -> the ship\n- la vela -> the sail\n",
            &["What does **el barco** mean? => the ship", "What does **la vela** mean? => the sail"],
        );
    }

    #[test]
    fn signs_and_kinds_are_terms() {
        check(
            "# Canal\n## Marks\n- P → place to pass\n- qx → no waiting\n",
            &["**Marks**: what is **P**? => place to pass", "**Marks**: what is **qx**? => no waiting"],
        );
        check(
            "# Canal\n## Types of gates\n- Mitre → two leaves\n- Guillotine → one leaf\n",
            &["**Types of gates**: **Mitre**? => two leaves", "**Types of gates**: **Guillotine**? => one leaf"],
        );
    }

    #[test]
    fn lines_of_a_paragraph_are_as_items() {
        check(
            "# Canal\n## Boards\nWALL -> place of rest\nTURN -> winding hole ahead\n",
            &["What is **WALL**? => place of rest", "What is **TURN**? => winding hole ahead"],
        );
    }

    #[test]
    fn what_follows_from_something_is_no_meaning_of_it() {
        check(
            "# Canal\n- rain → flood\n- frost → ice in the lock\n",
            &["**Canal** / rain → […] => flood", "**Canal** / frost → […] => ice in the lock"],
        );
    }

    #[test]
    fn foreign_letters_part_a_word_from_its_meaning() {
        check(
            "# Japanese\n## Irregular verbs\n- 来る:to come\n- する:to do\n",
            &["What does **来る** mean? => to come", "What does **する** mean? => to do"],
        );
    }

    #[test]
    fn who_did_something_is_no_name() {
        let note = "# Locking\n- Introduced by Ada Brook - an old pilot of Goole\n- Pound: the stretch of water between gates\n- Sill: the edge below a gate\n";
        let cards = super::super::super::tests::lines(note, crate::model::CardLevel::Section);
        assert!(!cards.iter().any(|card| card.contains("**Introduced by")), "{cards:?}");
    }
}
