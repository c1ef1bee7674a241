//! What a bare label over a list asks: as a title would, or of the topic.
//!
//! - Write-through: over what it does           =>  What is **Write-through**?
//! - Usos comuns: over uses, in a language whose verbs are not known  =>  **Topic**: **Usos comuns**? (2)
//! - 必要条件：                                  =>  **死锁**：必要条件有哪些？

use crate::cards::phrases::{Fact, Scene};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{list, points};
use crate::model::{Inline, List};

/// An intro of more words is a sentence, not a label.
const LABEL: usize = 6;
/// A label of more words may be a clause.
const SURE: usize = 3;

/// A bare label over a list: "Write-through:" asks as a title would, "For writes:" asks what; a clause asks nothing by itself.
pub(super) fn question(subject: &Subject, line: &[Inline], label: &[Word], below: &List) -> Option<Vec<Inline>> {
    let clause = |word: &Word| subject.book.is("hanging", word) || word.text().ends_with([',', ';', '，', '；']);
    if label.len() > LABEL || label.iter().any(clause) {
        return None;
    }
    let scene = Scene { topic: label, parent: &subject.name, ..subject.scene() };
    // In a language whose verbs are not known a long label may be a clause.
    let clause = !subject.book.can_say("happens") && subject.book.marks.is_empty() && label.len() > SURE;
    // "Based on 5 factors" is no noun either.
    let based =
        matches!(label, [done, on, ..] if subject.book.is("participle", done) && subject.book.is("preposition", on));
    if clause || based || label.first().is_some_and(|word| subject.book.is("preposition", word)) {
        // Of a topic that is called so the line says all.
        let said = words::keys(label) == words::keys(&subject.name);
        let phrase =
            if said && subject.book.can_say("unfinished") { "unfinished" } else { list::phrase_of(subject, line) };
        return Some(subject.book.say(phrase, &subject.scene().with("v", label)));
    }
    if let Some(question) = subject.plainly_of(label) {
        return Some(question);
    }
    let mut facts = vec![Fact::Parent, Fact::NewWords, Fact::LowerCase];
    let known = subject.book.knows("tells_which");
    if known && !subject.book.is_plural(label) && !points::opens_with_gloss(subject, label, below) {
        facts.extend([Fact::BelowHeading, Fact::Unglossed]);
    }
    let question = subject.book.heading(label, &facts, &scene);
    // "Usos comuns" are of the topic: where no verb is known, "O que são …?" would ask what the words mean.
    let general = || ["what", "what_several"].iter().any(|phrase| question == subject.book.say(phrase, &scene));
    let verbless = !subject.book.can_say("happens") && subject.book.marks.is_empty();
    if verbless && below.items.len() > 1 && !subject.name.is_empty() && subject.book.is_plural(label) && general() {
        return Some(subject.book.say("term_in", &scene));
    }
    // 必要条件 are of the topic, too.
    let text = words::text(label);
    let set = label.len() > 2 && subject.book.marks.closes("set_tail", &text);
    if set && below.items.len() > 1 && !subject.name.is_empty() && general() {
        return Some(subject.book.say("set_of", &subject.scene().with("v", label)));
    }
    // In a language whose verbs are not known a label that no pattern knows may be a clause.
    let plain = !subject.book.can_say("happens") && question == subject.book.say("explain", &scene);
    (!plain || !subject.book.can_say("unfinished")).then_some(question)
}

#[cfg(test)]
mod tests {
    use crate::cards::tests::check;

    #[test]
    fn several_things_are_of_their_topic_in_other_languages() {
        check(
            "---\nlang: pt\n---\n# Doca\n## Comporta\nUma comporta fecha a doca.\n\nUsos comuns:\n- reter a água\n- deixar passar barcos\n",
            &[
                "**Doca**: **Comporta**? => Uma comporta fecha a doca.",
                "**Comporta**: **Usos comuns**? (2) => - reter a água / - deixar passar barcos",
            ],
        );
        check(
            "# 船闸\n定义：让船只越过水位差的水池。\n开启条件：\n- 水位相同\n- 没有船只\n",
            &[
                "什么是**船闸**？ => 让船只越过水位差的水池。",
                "**船闸**：开启条件有哪些？ (2) => - 水位相同 / - 没有船只",
            ],
        );
    }
}
