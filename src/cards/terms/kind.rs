//! Labels of a list that says what they are: members of a kind, and no terms to define.
//!
//! - Speed: minutes, not days, under "Advantages of the canal"   =>  Why is **Speed** an advantage of **the canal**?
//! - Ferries: carry cars, under "Applications" of a ramp         =>  What is a **ramp** used for in **Ferries**?
//! - Boarding: cars drive on, under "Phases"                     =>  What happens in the phase **Boarding** of …?

use crate::cards::phrases::{Kind, Scene};
use crate::cards::subject::Subject;
use crate::cards::words::Word;
use crate::model::Inline;

use super::question::is_thing;
use super::{Above, terse};

/// What the terms of a list are members of.
#[derive(Debug)]
pub(super) struct Members<'a> {
    kind: Kind<'a>,
    /// What they are of; empty where nothing says it.
    owner: Vec<Word>,
}

impl<'a> Members<'a> {
    /// The kind that the line above the list names, or else the title.
    pub(super) fn of(subject: &Subject<'a>, above: &Above) -> Option<Self> {
        let titled = subject.book.kind(&subject.title);
        let by_title = |kind: &Kind| match () {
            () if !kind.of.is_empty() => kind.of.clone(),
            () if subject.facet.is_some() => subject.name.clone(),
            () => subject.above.clone(),
        };
        let (kind, owner) = match subject.book.kind(&above.line) {
            Some(kind) if !kind.of.is_empty() => (kind.clone(), kind.of),
            Some(kind) => (kind, titled.map_or_else(|| subject.name.clone(), |titled| by_title(&titled))),
            // A parent that is no kind names what its own children are of.
            None if !above.owner.is_empty() => return None,
            None => titled.map(|kind| (kind.clone(), by_title(&kind)))?,
        };
        let owner = terse::group(subject, &owner).to_vec();
        Some(Self { kind, owner })
    }

    /// The question of a member; nothing where it can be asked as any term.
    pub(super) fn question(&self, subject: &Subject, key: &[Word], meaning: &[Word]) -> Option<Vec<Inline>> {
        // "Newton's laws: 1st" names no law.
        let counts = matches!(key, [only] if only.key.starts_with(|c: char| c.is_ascii_digit()));
        // "Medical: stroke, fever, pain" under "Risk factors" names more of them.
        if counts
            || terse::is_amount(meaning)
            || self.kind.is_told() && terse::lists(subject, meaning)
            || !is_thing(subject, key, &[])
        {
            return None;
        }
        let scene = Scene { topic: &self.owner, ..subject.scene() }.with("A", key);
        subject.book.ask_kind(&self.kind, is_thing(subject, key, meaning), &scene)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::check;

    #[test]
    fn the_heading_says_what_its_labels_are() {
        check(
            "# Ferries\n## Advantages of steam ferries\n- Speed: an hour instead of a day\n- Affordable: no crew for the sails\n",
            &[
                "Why is **Speed** an advantage of **steam ferries**? => an hour instead of a day",
                "**Advantages of steam ferries**: **Affordable**? => no crew for the sails",
            ],
        );
        check(
            "# Silting\n## Main causes of silting\n- Slow currents: sand sinks to the ground\n- Dredging stopped: nobody paid for it\n",
            &[
                "Why are **Slow currents** a cause of **silting**? => sand sinks to the ground",
                "**Main causes of silting**: **Dredging stopped**? => nobody paid for it",
            ],
        );
    }

    #[test]
    fn so_does_a_line_over_a_list_and_the_item_above() {
        check(
            "# Sonar\nSonar finds things by their echo.\n\nTypical applications include:\n- Fishing: finding shoals\n- Archaeology: mapping wrecks\n",
            &[
                "What does **Sonar** find? => things by their echo.",
                "What are typical applications of **Sonar**? (2) => - Fishing / - Archaeology",
                "What is **Sonar** used for in **Fishing**? => finding shoals",
                "What is **Sonar** used for in **Archaeology**? => mapping wrecks",
            ],
        );
        check(
            "# Storm surge\n## Causes of the surge\n- Social causes:\n  - Low dikes: the parishes quarrelled over the cost\n  - Peat cutting: the land had sunk\n",
            &[
                "Why are **Low dikes** a social cause of the **surge**? => the parishes quarrelled over the cost",
                "**Causes of the surge**: what are the **Social causes**? (2) => - Low dikes / - Peat cutting",
                "Why is **Peat cutting** a social cause of the **surge**? => the land had sunk",
            ],
        );
    }

    #[test]
    fn other_languages_have_kinds_of_their_own() {
        check(
            "---\nlang: de\n---\n# Sturmflut\n## Ursachen der Flut\n- Niedrige Deiche: niemand wollte sie bezahlen\n- Torfabbau: das Land war gesunken\n",
            &[
                "**Sturmflut**: Inwiefern ist **Niedrige Deiche** eine Ursache? => niemand wollte sie bezahlen",
                "**Sturmflut**: Inwiefern ist **Torfabbau** eine Ursache? => das Land war gesunken",
            ],
        );
    }

    #[test]
    fn whose_they_are_is_no_part_of_their_name() {
        check(
            "# Mooring\n## Brook's Stages\n- Approach: the boat slows down\n- Landing: a rope is thrown\n",
            &[
                "What happens in the stage **Approach** of **Mooring**? => the boat slows down",
                "What happens in the stage **Landing** of **Mooring**? => a rope is thrown",
            ],
        );
    }

    #[test]
    fn a_kind_that_is_defined_is_asked_as_any_term() {
        check(
            "# Boats\n## Types of boats\n- Ferry: a boat that carries cars\n- Tidal: moored by the tide\n",
            &["What is **Ferry**? => a boat that carries cars", "**Types of boats**: **Tidal**? => moored by the tide"],
        );
    }

    #[test]
    fn an_enumeration_is_no_reason() {
        check(
            "# Silting\n## Causes of silting\n- Natural: storms, floods, slow currents\n- Human: dams, mines, ploughs\n",
            &[
                "**Causes of silting**: **Natural**? => storms, floods, slow currents",
                "**Causes of silting**: **Human**? => dams, mines, ploughs",
            ],
        );
    }
}
