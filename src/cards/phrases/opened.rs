//! Answers that by their first words tell what they answer: "occurs when …" answers "When does X occur?", and not "What is X?".
//!
//! The rows `[[opening]]` of a language file: `match` are patterns over the opening of the answer, `ask` the question, `takes` how
//! many of its words the question says already; a row with `of = "item"` is for items without a subject alone, one with `of = "list"`
//! for the items of a list that all begin so.

use serde::Deserialize;

use super::pattern::{Literals, Pattern};
use super::template::Template;
use super::{Phrases, Scene, with_captures, without_colon};
use crate::cards::words::{self, Word};
use crate::model::Inline;

/// A pattern sees this much of an answer; chosen to hold what tells and to cost little.
const SEEN: usize = 8;

/// A row of openings.
#[derive(Debug, Clone)]
pub(super) struct OpeningRow {
    patterns: Vec<Pattern>,
    ask: Template,
    takes: usize,
    of: Option<Of>,
}

/// The same as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpeningFile {
    #[serde(rename = "match")]
    patterns: Vec<String>,
    ask: String,
    #[serde(default)]
    takes: usize,
    of: Option<Of>,
}

/// What a row is for, if not for any answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Of {
    Item,
    List,
}

impl OpeningFile {
    pub(super) fn compile(self, literals: &mut Literals) -> OpeningRow {
        OpeningRow {
            patterns: self.patterns.iter().map(|pattern| Pattern::new(pattern, literals)).collect(),
            ask: Template::new(&self.ask),
            takes: self.takes,
            of: self.of,
        }
    }
}

/// What an answer asks by its opening.
#[derive(Debug, Clone)]
pub(crate) struct Opened {
    /// The question.
    pub question: Vec<Inline>,
    /// How many words of the answer it says.
    pub takes: usize,
}

/// The words as they can stand in a question: the first is a verb or the like, and none holds the comma of a clause.
fn plain(said: &[Word]) -> Vec<Word> {
    let mut said = without_colon(said);
    if let Some(first) = said.first_mut() {
        *first = words::lowered(first);
    }
    for word in said.iter_mut().filter(|word| word.is_text() && word.text().ends_with([',', ';'])) {
        word.reword(|text| text.trim_end_matches([',', ';']).into());
    }
    said
}

impl Phrases {
    /// The question that an answer with these words asks of the scene's topic by its opening, if by its opening it tells one.
    pub(crate) fn by_opening(&self, said: &[Word], scene: &Scene) -> Option<Vec<Inline>> {
        self.opening_of(said, scene, false).map(|opened| opened.question)
    }

    /// The same of an item without a subject.
    pub(crate) fn item_by_opening(&self, said: &[Word], scene: &Scene) -> Option<Opened> {
        self.opening_of(said, scene, true)
    }

    fn opening_of(&self, said: &[Word], scene: &Scene, item: bool) -> Option<Opened> {
        let said = &said[..said.len().min(SEEN)];
        let found = self.literals.among(said);
        let begins = |pattern: &Pattern| pattern.may_begin(said, found, &self.classes);
        let wanted = |row: &&OpeningRow| row.of.is_none() || item && row.of == Some(Of::Item);
        let mut rows = self.openings.iter().filter(|row| wanted(row) && row.patterns.iter().any(begins)).peekable();
        // Most answers open as none of them does, and are not made plain.
        rows.peek()?;
        let said = plain(said);
        rows.find_map(|row| {
            let captures = row.patterns.iter().find_map(|pattern| pattern.matches(&said, found, &self.classes))?;
            let scene = with_captures(scene.clone(), &said, &captures);
            Some(Opened { question: self.fill(&row.ask, &scene), takes: row.takes })
        })
    }

    /// The question that the items of a list ask together, where most of them begin as one row has it, the first among them.
    pub(crate) fn by_openings(&self, items: &[Vec<Word>], scene: &Scene) -> Option<Vec<Inline>> {
        let said: Vec<Vec<Word>> = items.iter().map(|said| plain(&said[..said.len().min(SEEN)])).collect();
        let begins = |row: &OpeningRow, said: &[Word]| {
            let found = self.literals.among(said);
            row.patterns.iter().any(|pattern| pattern.matches(said, found, &self.classes).is_some())
        };
        let all = |row: &&OpeningRow| {
            let many = said.iter().filter(|said| begins(row, said)).count();
            row.of == Some(Of::List) && many * 3 >= said.len() * 2 && begins(row, &said[0])
        };
        let row = (said.len() > 1).then(|| self.openings.iter().find(all)).flatten()?;
        Some(self.fill(&row.ask, scene))
    }
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn an_answer_asks_by_its_first_words() {
        check(
            "# Lock\n## Surge\nOccurs when both gates open at once.\n\n## Seal\nResponsible for keeping the chamber dry\n",
            &[
                "When does **Surge** occur? => Occurs when both gates open at once.",
                "What is **Seal** responsible for? => Responsible for keeping the chamber dry",
            ],
        );
        check(
            "# Lock\n- Horn: used to warn small boats\n- Winch: called when the sluice sticks\n- Silt: caused by the tide\n- Mitre gate: invented by Leonardo\n",
            &[
                "What is **Horn** used for? => used to warn small boats",
                "When is **Winch** called? => called when the sluice sticks",
                "What is **Silt** caused by? => caused by the tide",
                "Who invented a **Mitre gate**? => invented by Leonardo",
            ],
        );
    }

    #[test]
    fn what_began_is_asked_how() {
        check(
            "# Lübeck\n## Ferry War\nBegan with a quarrel over the toll\n\n## Great Frost\nLed to the loss of forty ships\n",
            &[
                "How did the **Ferry War** begin? => Began with a quarrel over the toll",
                "What did **Great Frost** lead to? => Led to the loss of forty ships",
            ],
        );
    }

    #[test]
    fn so_does_a_sentence_about_the_topic() {
        check(
            "# Lock\n## Weir\nA weir is used to hold the water back.\n\n## Prophase I\nBoth gates turn.\n",
            &[
                "What is a **Weir** used for? => used to hold the water back.",
                "What happens in **Prophase I**? => Both gates turn.",
            ],
        );
    }

    #[test]
    fn a_sentence_that_opens_with_its_predicate_asks_nothing_so() {
        check(
            "# Lock\n## Weir\nRelated to this are the weirs, which hold the water back.\n",
            &["**Lock**: **Weir**? => Related to this are the weirs, which hold the water back."],
        );
    }

    #[test]
    fn other_languages_have_their_own() {
        let lock =
            |lang: &str, title: &str, text: &str| format!("---\nlang: {lang}\n---\n# Lock\n## {title}\n{text}\n");
        check(
            &lock("de", "Stau", "Entsteht, wenn Boote warten."),
            &["Wann entsteht **Stau**? => Entsteht, wenn Boote warten."],
        );
        check(
            &lock("es", "Bomba", "Sirve para vaciar la cámara."),
            &["¿Para qué sirve **Bomba**? => Sirve para vaciar la cámara."],
        );
        check(
            &lock("fr", "Porte", "Se trouve dans le canal."),
            &["Où se trouve **Porte** ? => Se trouve dans le canal."],
        );
        check(&lock("pt", "Sino", "Causado pelo vento."), &["O que causa **Sino**? => Causado pelo vento."]);
        check(
            &lock("it", "Pompa", "Dipende dalla corrente."),
            &["Da che cosa dipende **Pompa**? => Dipende dalla corrente."],
        );
    }

    #[test]
    fn a_case_over_what_follows_is_more_than_a_case() {
        check(
            "# Canal\n## Toll\n- If a boat is full\n  - two pence\n- If a boat is empty\n  - one penny\n",
            &["**Canal**: **Toll**? (2) => - If a boat is full /   - two pence / - If a boat is empty /   - one penny"],
        );
    }

    #[test]
    fn advice_in_bullets_is_no_row_of_steps() {
        check(
            "# Harbour\n## Storm\n- Close the gates\n- Double the ropes\n- Keep the crew on board\n",
            &["**Harbour**: **Storm**? (3) => - Close the gates / - Double the ropes / - Keep the crew on board"],
        );
    }

    #[test]
    fn what_works_is_asked_how() {
        check(
            "# Canal\n## Mitre gates\nMitre gates work like a door that the water holds shut.\n",
            &["How do **Mitre gates** work? => work like a door that the water holds shut."],
        );
    }
}
