//! Retired notes as cards, for `deck --retire`: tagged, so that one search in Anki finds and removes them.

use crate::cards::note_type::Fields;
use crate::cards::{Card, CardKind, Rule};
use crate::model::{CardLevel, Span, TopicRef};

use super::line::{Line, LineType, Lock};

/// The tag of a note that no card stands for any more.
pub const RETIRED_TAG: &str = "recto::retired";

/// The retired notes of a lock with their fields. Of a long text the ledger has only the beginning.
pub fn retired(lock: &Lock) -> Vec<(Card, Fields)> {
    lock.lines.iter().filter(|line| line.retired).map(|line| (card(line), fields(line))).collect()
}

fn card(line: &Line) -> Card {
    Card {
        guid: line.guid.clone(),
        kind: if line.kind == LineType::Cloze { CardKind::Cloze } else { CardKind::Basic },
        rule: Rule::Explicit,
        level: CardLevel::Section,
        topic: TopicRef::default(),
        place: line.place.clone(),
        context: Vec::new(),
        front: Vec::new(),
        back: Vec::new(),
        extra: Vec::new(),
        hint: String::new(),
        typed: String::new(),
        deck: line.deck.clone(),
        tags: vec![RETIRED_TAG.to_owned()],
        span: Span::default(),
        modified: line.modified,
    }
}

fn fields(line: &Line) -> Fields {
    let mut fields = Fields::default();
    let [front, back, .., id] = &mut fields;
    id.clone_from(&line.guid.0);
    if line.kind == LineType::Basic {
        *front = html(line.front.shown());
        *back = html(line.answer.shown());
        return fields;
    }
    // Every number that is in use, or Anki would find cards without a text.
    let blanks = line.blanks.iter().filter(|blank| !blank.removed);
    let blanks = blanks.map(|blank| format!("{{{{c{}::{}}}}}", blank.number, html(blank.text.shown())));
    *front = blanks.collect::<Vec<_>>().join("<br>");
    fields
}

/// Text as HTML that holds no mark of Anki's.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // An entity is read by Anki's page, not by its search for marks.
            '{' | '}' | ':' | '[' | ']' | '\\' => out.extend(["&#", &u32::from(c).to_string(), ";"]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{build, everything, vault};
    use super::*;

    #[test]
    fn what_was_deleted_is_exported_with_its_tag_and_a_newer_time() {
        let before =
            build(&Lock::default(), &vault("# a.md\n## T\n1: Why? => a < b\n2: {one} and {t::wo}"), &everything(), 5);
        let lock = before.lock.expect("a lock");
        let after = build(&lock, &vault("# a.md\n## T\n3: other things"), &everything(), 9);
        let mut retired = retired(&after.lock.expect("a lock"));
        retired.sort_by_key(|(card, _)| card.kind == CardKind::Cloze);
        let [(basic, answered), (_, blanked)] = retired.as_slice() else { panic!("two retired: {retired:?}") };
        assert_eq!((basic.modified, basic.tags.as_slice()), (9, ["recto::retired".to_owned()].as_slice()));
        assert_eq!(answered[1], "a &lt; b");
        assert_eq!(blanked[0], "{{c1::one}}<br>{{c2::t&#58;&#58;wo}}");
    }
}
