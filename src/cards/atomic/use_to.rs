//! R9, means: "use C to V" and "to V, use C" ask how you V.
//!
//! - use `async def` to define a coroutine   =>   How do you define a coroutine?   `async def`
//! - to merge two lists, use `extend`        =>   How do you merge two lists?      `extend`

use super::unit::{Unit, trimmed};
use crate::cards::draft::Draft;
use crate::cards::words::Word;

/// Means and ends of more words are asked badly.
const LONGEST: usize = 14;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    if unit.is_open() {
        return None;
    }
    to_first(unit).or_else(|| use_first(unit))
}

fn use_first(unit: &Unit) -> Option<Draft> {
    let start = use_place(unit)?;
    let to =
        (start + 2..unit.words.len()).find(|&at| unit.is("infinitive", at) && unit.is("finite_base_any", at + 1))?;
    let (means, end) = (&unit.words[start + 1..to], trimmed(&unit.words[to + 1..]));
    if means.len() > LONGEST || end.len() < 2 || end.len() > LONGEST || has_stop(&end) {
        return None;
    }
    let scene = unit.scene().with("v", &end);
    if start == 0 || unit.is("you", start - 1) || unit.is("modal_can", start - 1) {
        return unit.ask(9, "how_do_you", &scene, means);
    }
    let when = trimmed(&unit.words[..start]);
    unit.ask(9, "how_when", &scene.with("w", &when), means)
}

/// Whether a sentence ends inside the words.
fn has_stop(words: &[Word]) -> bool {
    words.iter().any(|word| word.is_text() && word.text().ends_with(['.', '!', '?']))
}

/// Where `use` stands as an imperative: first, behind "you can", or behind a comma.
fn use_place(unit: &Unit) -> Option<usize> {
    (0..unit.words.len().min(12)).find(|&at| {
        let first = at == 0;
        let led =
            at > 0 && (unit.is("you", at - 1) || (unit.is("modal_can", at - 1) && (at == 1 || unit.is("you", at - 2))));
        let comma = at > 1 && unit.is("condition", 0) && unit.comma(1) == Some(at - 1);
        unit.is("use", at) && (first || (led && at <= 2) || comma)
    })
}

fn to_first(unit: &Unit) -> Option<Draft> {
    let comma = unit.comma(2)?;
    if !unit.is("infinitive", 0) || !unit.is("finite_base_any", 1) || comma > LONGEST {
        return None;
    }
    let end = trimmed(&unit.words[1..=comma]);
    let means = &unit.words[comma + 1..];
    let used = means.first().is_some_and(|word| unit.subject.book.is("use", word));
    if !used && !means.first().is_some_and(|word| unit.subject.book.is("command", word) || word.is_code()) {
        return None;
    }
    unit.ask(9, "how_do_you", &unit.scene().with("v", &end), &means[usize::from(used)..])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn means_and_ends() {
        check("## asyncio\n- use `async def` to define a coroutine", "How do you define a coroutine? => `async def`");
        check("## Lists\n- to merge two lists, use `extend`", "How do you merge two lists? => `extend`");
        check(
            "## asyncio\n- when running the program, use `run` to start the event loop",
            "When running the program, how do you start the event loop? => `run`",
        );
    }

    #[test]
    fn a_direction_is_no_end() {
        check_not("## Web\n- use the link to the page", "How do you");
    }
}
