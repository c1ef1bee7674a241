//! What the terms of one list have in common: they are asked alike, as a mixture reads like chance.

use crate::cards::subject::Subject;
use crate::cards::words::Word;
use crate::model::Inline;

use super::kind::Members;
use super::question::{self, Form};
use super::{Term, is_initial, scope};

/// What the terms of one list have in common.
pub(super) struct Alike<'a> {
    pub form: Form,
    /// What they are members of, where the line above them says it.
    pub members: Option<Members<'a>>,
    /// Whether they tell things of what they stand under: facets and verbs of it are among them.
    pub attributes: bool,
    /// Whether they are numbers that stand for something: "22: SSH".
    pub numbers: bool,
}

/// The question of a term, and how it came about.
pub(super) struct Asked {
    pub question: Vec<Inline>,
    pub manner: Manner,
}

/// How a term is asked.
#[derive(PartialEq, Eq)]
pub(super) enum Manner {
    /// By something that its own meaning tells.
    Own,
    /// As a facet of what it stands under.
    Facet,
    /// By its name below what it belongs to.
    Plain,
    /// "What is X?"
    What,
    /// The same of a meaning that may be more than a definition.
    Perhaps,
}

impl<'a> Alike<'a> {
    /// What these terms have in common.
    pub(super) fn of(subject: &Subject<'a>, group: &[Term]) -> Self {
        let names = || group.iter().map(|term| &term.name[..]);
        let letters = group.iter().all(|term| is_initial(&term.key));
        let said: Vec<&[Word]> = group.iter().map(|term| &term.said[..]).collect();
        Self {
            form: if letters { Form::Letters } else { question::form(subject, &said) },
            members: Members::of(subject, &group[0].above),
            attributes: !letters && subject.labels.are_attributes(subject.book, names()),
            numbers: names().all(scope::is_bare_number) && !names().all(|name| scope::is_date(subject, name)),
        }
    }

    /// Nothing: a term alone.
    pub(super) fn alone(subject: &Subject, meaning: &[Word]) -> Self {
        Self { form: question::form(subject, &[meaning]), members: None, attributes: false, numbers: false }
    }
}

/// So many terms tell that a facet among them is one of them: "Solution" beside "Abrasion" and "Attrition".
const OTHERS: usize = 2;

/// The questions of a list: where most of its terms can only be asked plainly, those that might be defined are asked so too, and so
/// is a lone facet among terms. `plainly` asks so of the term at a place.
pub(super) fn evened_out(asked: Vec<Asked>, plainly: impl Fn(usize) -> Option<Vec<Inline>>) -> Vec<Vec<Inline>> {
    let plain = asked.iter().filter(|asked| asked.manner == Manner::Plain).count();
    let what = asked.iter().filter(|asked| matches!(asked.manner, Manner::What | Manner::Perhaps)).count();
    let facets = asked.iter().filter(|asked| asked.manner == Manner::Facet).count();
    let lone = facets == 1 && plain + what > 0 && asked.len() > OTHERS;
    let even = |(at, asked): (usize, Asked)| {
        let even = asked.manner == Manner::Facet && lone || asked.manner == Manner::Perhaps && plain > what;
        even.then(|| plainly(at)).flatten().unwrap_or(asked.question)
    };
    asked.into_iter().enumerate().map(even).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn a_list_is_asked_alike() {
        check(
            "# Canal\n## Storage\n- Open shed: dry timber, coal\n- Cold store: ice, fish\n- Pound store: sacks of grain\n",
            &[
                "**Storage**: **Open shed**? => dry timber, coal",
                "**Storage**: **Cold store**? => ice, fish",
                "**Storage**: **Pound store**? => sacks of grain",
            ],
        );
        check(
            "# Canal\n## Decay\n- Scour: force of the water on the bed\n- Wear: rubbing of hulls on the wall\n- Solution: loss of lime in the mortar\n",
            &[
                "What is **Scour**? => force of the water on the bed",
                "What is **Wear**? => rubbing of hulls on the wall",
                "**Decay**: **Solution**? => loss of lime in the mortar",
            ],
        );
    }

    #[test]
    fn numbers_that_stand_for_something_are_no_years() {
        check(
            "# Canal\n## Signals\n- 20/21: gate open\n- 22: gate shut\n- 1850: lock under repair\n",
            &[
                "**Signals**: **20/21**? => gate open",
                "**Signals**: **22**? => gate shut",
                "**Signals**: **1850**? => lock under repair",
            ],
        );
    }

    #[test]
    fn labels_stand_under_the_name_of_their_item() {
        check(
            "# Gods of the sea\n- Triton (herald of his father)\n  - Sign: conch\n  - Realm: waves\n- Nereus\n  - Sign: fish\n  - Realm: Aegean\n",
            &[
                "**Triton**: **Sign**? => conch",
                "**Triton**: **Realm**? => waves",
                "**Nereus**: **Sign**? => fish",
                "**Nereus**: **Realm**? => Aegean",
            ],
        );
    }

    #[test]
    fn so_they_do_below_lines_without_a_colon() {
        check(
            "# Keepers\nAda I (1814-1820)\n- Married to: Bo Brook\n- Succeeded by: Cleo\n\nCleo (1820-1831)\n- Succeeded by: Dan\n- Seal: two stars\n",
            &[
                "Who or what is **Ada I** married to? => Bo Brook",
                "Who or what is **Ada I** succeeded by? => Cleo",
                "Who or what is **Cleo** succeeded by? => Dan",
                "**Cleo**: **Seal**? => two stars",
            ],
        );
    }

    #[test]
    fn a_label_that_asks_over_a_name_or_a_day_asks_itself() {
        check(
            "# The breach\n- **When**: 1421\n- **Where**: Zeeland\n- **Causes**: storm, weak dikes\n",
            &[
                "**The breach**: **When**? => 1421",
                "**The breach**: **Where**? => Zeeland",
                "What causes the **breach**? => storm, weak dikes",
            ],
        );
    }

    #[test]
    fn labels_stand_under_the_first_line_of_their_paragraph() {
        check(
            "# Gates\n**Mitre gate** (two leaves)\nSeal: water of the pound\nPlace: deep locks\n\n**Drop gate** (one leaf)\nSeal: groove in the sill\nWeakness: ice\n",
            &[
                "What are **Gates**? => **Mitre gate** (two leaves) / **Drop gate** (one leaf)",
                "**Mitre gate**: **Seal**? => water of the pound",
                "**Mitre gate**: **Place**? => deep locks",
                "**Drop gate**: **Seal**? => groove in the sill",
                "What is the weakness of a **Drop gate**? => ice",
            ],
        );
    }

    #[test]
    fn names_of_examples_are_asked_for_among_labels_that_recur() {
        check(
            "# Wood\n## Hard\n- Examples: oak, ash\n- Grain: open\n- Grown in: the hills\n\n## Soft\n- Examples: pine, larch\n- Grain: straight\n- Grown in: the north\n",
            &[
                "What are examples of **Hard**? => oak, ash",
                "**Hard**: **Grain**? => open",
                "What is **Hard** grown in? => the hills",
                "What are examples of **Soft**? => pine, larch",
                "**Soft**: **Grain**? => straight",
                "What is **Soft** grown in? => the north",
            ],
        );
    }

    #[test]
    fn an_issue_may_ask() {
        check(
            "# Ferry v Barge\nFacts: two boats met in the narrows\nIssue: who must give way?\nHolding: the lighter boat gives way\n",
            &[
                "What are the facts of **Ferry v Barge**? => two boats met in the narrows",
                "What is the issue of **Ferry v Barge**? => who must give way?",
                "What was the holding in **Ferry v Barge**? => the lighter boat gives way",
            ],
        );
    }

    #[test]
    fn words_behind_a_sign_are_no_formula() {
        check(
            "# Horn\n`s` = short blast\n`l` = long blast\n`x` = 3 + 4\n",
            &["What is `s`? => short blast", "What is `l`? => long blast"],
        );
    }

    #[test]
    fn a_label_among_facets_is_a_term() {
        check(
            "# The gate\nSetting: a canal in winter\nAuthor: Ada Brook\nThemes: ice, patience\n",
            &[
                "Describe the setting of the **gate**. => a canal in winter",
                "**The gate**: **Author**? => Ada Brook",
                "What are the themes of the **gate**? => ice, patience",
            ],
        );
    }
}
