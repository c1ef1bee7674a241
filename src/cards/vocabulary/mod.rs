//! Words and phrases of a language with what they mean: a list of them asks alike, whatever stands on its right.
//!
//! - la cuenta - the bill             =>  What does **la cuenta** mean?
//! - ¿Qué hora es? - What time is it? =>  What does **¿Qué hora es?** mean?
//! - the bridge: die Brücke           =>  How do you say **the bridge**?
//!
//! One card a line; the persons of a verb are one card (persons.rs). What tells such a list from terms of a subject stands in signs.rs.

pub(crate) mod learner;
mod persons;
mod signs;

use super::claims::Claims;
use super::cut::{self, Halves};
use super::draft::{Draft, paragraph};
use super::phrases::Scene;
use super::piece::parts;
use super::subject::Subject;
use super::words::{self, Word};
use super::{CardKind, Rule, metadata, terms};
use crate::model::{Block, BlockKind, Inline, InlineKind, List, Span};
pub(crate) use signs::{Direction, are_alike, direction};

/// A phrase has at most this many words.
const PHRASE: usize = 14;

/// A word or phrase with what it means.
pub(crate) struct Pair {
    /// The words to be learnt, and what they mean.
    pub name: Vec<Word>,
    /// The words of their meaning.
    pub said: Vec<Word>,
    meaning: Vec<Block>,
    span: Span,
    block_id: Option<String>,
}

impl Pair {
    /// The same of two cells of a table.
    pub(crate) fn of_cells(name: &[Inline], said: &[Inline]) -> Self {
        let (name, said) = (words::words(name), words::words(said));
        Self { name, said, meaning: Vec::new(), span: Span::default(), block_id: None }
    }
}

/// A card for each word of the topic's lists and lines.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut groups: Vec<Vec<Pair>> = vec![Vec::new()];
    let mut lists = Vec::new();
    let mut lines: Vec<&super::piece::Piece> = Vec::new();
    for piece in &subject.pieces {
        match piece.list() {
            Some(list) => of_list(subject, list, &mut lists),
            None => lines.extend(piece.line().map(|_| piece)),
        }
    }
    let of_line = |piece: &&super::piece::Piece| {
        let pair = pair(subject, piece.line()?, &[], piece.span)?;
        Some(Pair { block_id: piece.block.id.clone(), ..pair })
    };
    groups[0] = most(lines.len(), lines.iter().filter_map(of_line).collect());
    groups.extend(lists);
    let mut cards = persons::cards(subject, claims);
    for group in groups {
        let Some(direction) = direction(subject, &group, "") else { continue };
        for pair in group.into_iter().filter(|pair| claims.free(pair.span)).collect::<Vec<_>>() {
            claims.take(pair.span);
            cards.push(card(subject, pair, direction));
        }
    }
    cards
}

/// The question of a word in this direction.
pub(crate) fn question(subject: &Subject, name: &[Word], direction: Direction) -> Vec<Inline> {
    let scene = Scene { topic: name, ..subject.scene() }.with("A", name);
    let mut question = subject.book.say(if direction == Direction::Means { "word_means" } else { "word_said" }, &scene);
    // A phrase that asks has its mark already.
    if let [.., Inline { kind: InlineKind::Strong(_), .. }, Inline { kind: InlineKind::Text(mark), .. }] = &question[..]
        && matches!(mark.trim(), "?" | "？")
        && name.last().is_some_and(|word| word.text().ends_with(['?', '？', '!', '！']))
    {
        question.pop();
    }
    question
}

fn card(subject: &Subject, pair: Pair, direction: Direction) -> Draft {
    let mut card = Draft::ask(Rule::R(4), question(subject, &pair.name, direction), pair.span).answer(pair.meaning);
    card.parts = 0;
    card.exact = true;
    card.block_id = pair.block_id;
    if subject.settings.cards.reverse {
        card.kind = CardKind::Reversed;
    }
    card
}

/// The pairs, where at least three of four lines are one.
fn most(lines: usize, pairs: Vec<Pair>) -> Vec<Pair> {
    if pairs.len() > 1 && pairs.len() * 4 >= lines * 3 { pairs } else { Vec::new() }
}

/// The groups of pairs that a list and the lists in it hold.
fn of_list(subject: &Subject, list: &List, groups: &mut Vec<Vec<Pair>>) {
    let mut own = Vec::new();
    for item in &list.items {
        let (line, below) = parts(item);
        match pair(subject, line, below, item.span) {
            Some(pair) => {
                let block_id = item.blocks.first().and_then(|block| block.id.clone());
                own.push(Pair { block_id, ..pair });
            }
            None => below.iter().for_each(|block| {
                if let BlockKind::List(inner) = &block.kind {
                    of_list(subject, inner, groups);
                }
            }),
        }
    }
    groups.push(most(list.items.len(), own));
}

/// A line cut in a word and its meaning; `below` hangs under it.
fn pair(subject: &Subject, line: &[Inline], below: &[Block], span: Span) -> Option<Pair> {
    let (key, meaning) = separated(line)?;
    let (name, said) = (words::words(&key), words::words(&meaning));
    let fits = (1..=PHRASE).contains(&name.len())
        && !said.is_empty()
        && name.iter().all(Word::is_text)
        && subject.book.facet(&name).is_none()
        && !learner::is_form(&words::text(&name))
        && !learner::is_label(&words::text(&name))
        && !terms::is_aside(subject, &name)
        && !metadata::is_metadata(subject, line);
    let meaning = || std::iter::once(paragraph(meaning, span)).chain(below.iter().cloned()).collect();
    fits.then(|| Pair { name, said, meaning: meaning(), span, block_id: None })
}

fn separated(line: &[Inline]) -> Option<Halves> {
    let may_part = |text: &str| !text.is_ascii() || text.contains([':', '-', '=', '\t']);
    let parts = || line.iter().any(|inline| matches!(&inline.kind, InlineKind::Text(text) if may_part(text)));
    let signed = cut::after_label(line).or_else(|| parts().then(|| cut::first(line, separator)).flatten());
    signed.or_else(|| in_brackets(line)).or_else(|| in_two_scripts(line))
}

/// `Ayer llovió. (Yesterday it rained.)`: a sentence with its translation in brackets.
fn in_brackets(line: &[Inline]) -> Option<Halves> {
    let [Inline { kind: InlineKind::Text(text), .. }] = line else { return None };
    let inside = text.trim_end().strip_suffix(')')?;
    let at = inside.rfind(" (").filter(|&at| text[..at].ends_with(['.', '?', '!', '…']))?;
    let (sentence, mut meaning) = cut::at(line, 0, at, 2);
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = meaning.last_mut() {
        text.truncate(text.trim_end().len() - 1);
    }
    Some((sentence, meaning))
}

/// `これ this one`: what is written in other letters, and behind it what it means in Latin ones.
fn in_two_scripts(line: &[Inline]) -> Option<Halves> {
    let [Inline { kind: InlineKind::Text(text), .. }] = line else { return None };
    if text.is_ascii() {
        return None;
    }
    let latin = |part: &str| part.contains(char::is_alphabetic) && part.is_ascii();
    let at = text.match_indices(' ').map(|(at, _)| at).find(|&at| latin(&text[at..]))?;
    let foreign = signs::is_foreign(&text[..at]) && text[at..].trim().contains(char::is_alphabetic);
    foreign.then(|| cut::at(line, 0, at, 1))
}

/// The width of what parts a word from its meaning at this byte: a sign with spaces around it, a colon, a tab.
fn separator(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let spaced = [" - ", " – ", " — ", " = ", " → ", " -> ", " => ", " ⇒ "];
    let sign = || spaced.iter().find(|sign| rest.starts_with(*sign)).map(|sign| sign.len());
    match rest.as_bytes()[0] {
        b' ' => sign().or_else(|| rest.starts_with(" : ").then_some(3)),
        b':' if rest[1..].starts_with(' ') => Some(2),
        // "する:to do": the letters on both sides tell.
        b':' => {
            (signs::is_foreign(&text[..at]) && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic())).then_some(1)
        }
        b'\t' => Some(1),
        _ => rest.starts_with('：').then_some('：'.len_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_atomic};

    #[test]
    fn a_list_of_words_asks_alike() {
        let note = "# In the harbour\n- el barco - the ship\n- la grúa - the crane\n- atracar - to moor\n- soltar las amarras - to cast off\n";
        let cards = [
            "What does **el barco** mean? => the ship",
            "What does **la grúa** mean? => the crane",
            "What does **atracar** mean? => to moor",
            "What does **soltar las amarras** mean? => to cast off",
        ];
        check(note, &cards);
        check_atomic(note, &cards);
    }

    #[test]
    fn each_phrase_is_a_pair() {
        check(
            "# Harbour\n## Phrases\n¿Cuándo sale el barco? - When does the ship leave?\n¿Dónde está el muelle? - Where is the pier?\nEs tarde. - It is late.\n",
            &[
                "What does **¿Cuándo sale el barco?** mean? => When does the ship leave?",
                "What does **¿Dónde está el muelle?** mean? => Where is the pier?",
                "What does **Es tarde.** mean? => It is late.",
            ],
        );
        check(
            "# Le futur\n## Examples\n- Il faut que le bateau parte. = The ship has to leave.\n- Je veux que tu viennes. = I want you to come.\n",
            &[
                "What does **Il faut que le bateau parte.** mean? => The ship has to leave.",
                "What does **Je veux que tu viennes.** mean? => I want you to come.",
            ],
        );
    }

    #[test]
    fn another_script_is_another_language() {
        check(
            "# Boats\n- лодка: boat\n- якорь: anchor\n",
            &["What does **лодка** mean? => boat", "What does **якорь** mean? => anchor"],
        );
        check(
            "# Boats\n- boat: лодка\n- anchor: якорь\n",
            &["How do you say **boat**? => лодка", "How do you say **anchor**? => якорь"],
        );
    }

    #[test]
    fn brackets_and_letters_part_a_pair_too() {
        check(
            "# Harbour\n- El barco sale. (The ship is leaving.)\n- ¿Cuándo llega la grúa? (When does the crane get to us?)\n",
            &[
                "What does **El barco sale.** mean? => The ship is leaving.",
                "What does **¿Cuándo llega la grúa?** mean? => When does the crane get to us?",
            ],
        );
        check(
            "# Harbour\n- лодка boat\n- якорь anchor\n",
            &["What does **лодка** mean? => boat", "What does **якорь** mean? => anchor"],
        );
    }

    #[test]
    fn a_title_over_short_meanings_says_that_they_are_words() {
        check(
            "# Vokabeln\n- harbour: Hafen\n- ship: das Schiff\n- der Anker wird nicht gelichtet und bleibt: to be at anchor\n",
            &[
                "Was bedeutet **harbour**? => Hafen",
                "Was bedeutet **ship**? => das Schiff",
                "Was bedeutet **der Anker wird nicht gelichtet und bleibt**? => to be at anchor",
            ],
        );
    }

    #[test]
    fn terms_of_a_subject_are_no_words_of_a_language() {
        check(
            "# Locks\n- Pound: the stretch of water a boat waits in\n- Paddle: the plate that closes a hole\n",
            &[
                "What is **Pound**? => the stretch of water a boat waits in",
                "What is **Paddle**? => the plate that closes a hole",
            ],
        );
    }

    #[test]
    fn a_pronoun_is_no_article_of_another_language() {
        super::super::tests::check(
            "---\nlang: es\n---\n# Puerto\n- Muelles: lo que tengo junto al agua\n- Deudas: lo que debo pagar\n",
            &[
                "¿Qué se entiende por **Muelles**? => lo que tengo junto al agua",
                "¿Qué se entiende por **Deudas**? => lo que debo pagar",
            ],
        );
    }
}
