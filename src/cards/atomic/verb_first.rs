//! R9, verb first: an item that begins with a verb asks of its owner what it does to what.
//!
//! - ## GIL / Prevents race conditions   =>   What does the GIL prevent?     race conditions
//! - ## GIL / Depends on the count       =>   What does the GIL depend on?   the count

use super::unit::Unit;
use crate::cards::draft::Draft;
use crate::cards::opening::is_akin;
use crate::cards::words::{is_lowered, lowered};

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    if unit.is("adverb", 0) && unit.is("finite_s", 1) && !unit.is("finite_s_or_noun", 1) {
        return card(&unit.about(unit.owner.clone(), &unit.words[1..]));
    }
    let first = unit.words.first()?;
    let book = unit.subject.book;
    let second = unit.words.get(1)?;
    let safe = book.is("finite_s", first);
    // A capital may begin a title of things: "Sets in Python".
    let small = first.text().starts_with(char::is_lowercase);
    let classes: &[&str] =
        if small { &["after_verb", "plural", "after_verb_of_one"] } else { &["after_verb", "plural", "infinitive"] };
    let object = classes.iter().any(|class| book.is(class, second)) || second.is_code();
    let homograph = book.is("finite_s_or_noun", first) && object;
    let plain = is_lowered(first.text(), &first.key);
    if !(safe || homograph) || !plain || !unit.has_owner() || unit.is_open() || unit.is_verb(1) {
        return None;
    }
    if unit.is("receiver", 1)
        || unit.is("idiom", 1)
        || unit.is("relative_or_clause", 1)
        || unit.is("adverb", 1)
        || unit.is("phrasal", 1)
        || unit.is("manner", 1) && !unit.is("plural", 2) && !unit.is("gerund", 2)
        || book.is("conjunction", second)
        || matches!(&unit.owner[..], [only] if book.is("gerund", only) && is_akin(&only.key, &first.key))
    {
        return None;
    }
    let verb = [lowered(first)];
    let scene = unit.scene().with("v", &verb);
    if book.is("infinitive", second) && unit.is("finite_base_any", 2) {
        return unit.ask(9, "verb_to_do", &scene, &unit.words[2..]);
    }
    if book.is("particle_verb", second) && unit.words.len() > 2 && second.text() == second.key {
        return unit.ask(9, "verb_prep", &scene.with("p", std::slice::from_ref(second)), &unit.words[2..]);
    }
    unit.ask(9, "verb", &scene, &unit.words[1..])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_not};

    #[test]
    fn what_a_title_counts_does_nothing() {
        check_not("# Harbour\n## Key roles of pilots\n- Guides the ships into the port\n- x", "What do Key roles");
    }

    #[test]
    fn a_verb_asks_of_its_owner() {
        check("## GIL\n- Prevents race conditions\n- is a lock", "What does GIL prevent? => race conditions");
        check(
            "## GC\n- other\n- Depends on the count of references",
            "What does GC depend on? => the count of references",
        );
    }

    #[test]
    fn who_receives_is_no_answer() {
        check_not("## Law of tides\n- other\n- gives us the hour of the flood", "What does");
    }

    #[test]
    fn a_noun_in_the_plural_is_no_verb() {
        check_not("## GC\n- Returns policy\n- Sets are unordered", "What does");
    }

    #[test]
    fn of_code_its_heading_does_nothing() {
        check_not(
            "# Bells\n## Ringing\n```sh\nring --twice\n```\nRings a bell that the pilots can hear\n",
            "What does Ringing",
        );
    }

    #[test]
    fn an_adverb_may_stand_before_the_verb() {
        check(
            "## Piloting\n- other\n- Always involves a change of crew",
            "What does Piloting involve? => a change of crew",
        );
    }
}
