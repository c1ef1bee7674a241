//! R9, means: "use C to V" and "to V, use C" ask how you V.
//!
//! - use `async def` to define a coroutine   =>   How do you define a coroutine?   `async def`
//! - to merge two lists, use `extend`        =>   How do you merge two lists?      `extend`
//! - to end it, you need to call `stop`      =>   How do you end it?               call `stop`

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
    // "Use a net if you want to fish" tells no means of fishing.
    let ends =
        |at: usize| unit.is("infinitive", at) && unit.is("finite_base_any", at + 1) && !unit.is("wishes", at - 1);
    let to = (start + 2..unit.words.len()).find(|&at| ends(at))?;
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
        // "Use of tides to …" is a noun.
        unit.is("use", at) && !unit.is("of", at + 1) && (first || (led && at <= 2) || comma)
    })
}

fn to_first(unit: &Unit) -> Option<Draft> {
    let comma = unit.comma(2)?;
    if !unit.is("infinitive", 0) || !unit.is("finite_base_any", 1) || comma > LONGEST {
        return None;
    }
    let end = trimmed(&unit.words[1..=comma]);
    let at = deed(unit, comma + 1)?;
    unit.ask(9, "how_do_you", &unit.scene().with("v", &end), &unit.words[at + usize::from(unit.is("use", at))..])
}

/// Where the means stand behind "you need to", "one must" or at once.
fn deed(unit: &Unit, from: usize) -> Option<usize> {
    let led = |at: &usize| ["you", "modal_can", "needs_to"].iter().any(|class| unit.is(class, *at));
    let at = (from..unit.words.len()).find(|at| !led(at))?;
    let at = at + usize::from(at > from && unit.is("infinitive", at));
    let bids = unit.is("use", at) || unit.is("command", at) || unit.words.get(at)?.is_code();
    (bids || at > from && unit.is("finite_base_any", at)).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn means_and_ends() {
        check("## asyncio\n- use `async def` to define a coroutine", "How do you define a coroutine? => `async def`");
        check("## Lists\n- to merge two lists, use `extend`", "How do you merge two lists? => `extend`");
        check("## Lists\n- to end a loop, you need to call `stop`", "How do you end a loop? => call `stop`");
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
