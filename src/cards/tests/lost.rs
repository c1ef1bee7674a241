//! Nothing lost: every word of a topic is on some card at every level.

use proptest::prelude::*;

use super::explained;
use crate::cards::explain::Entry;
use crate::model::CardLevel;

/// Shapes of what people write; `@` becomes a word that occurs once.
const SHAPES: [&str; 24] = [
    "@ @ @ @ @",
    "@ is a @ that @ the @. It @ them.",
    "This @ the @ because @ @.",
    "@: @ @ @\n@: @ @",
    "- @ @ @ @\n- @ @ @",
    "- @: @ @\n- @: @ @ @\n- (opt) @: @",
    "- @ @\n  - @ @\n  - @ @ @\n    - @ @\n- @ @ @",
    "1. @ the @\n2. create @ @\n3. run @ @",
    "3 @s:\n- @\n- @ @\n- @",
    "handles:\n- @ @\n- @",
    "**@**\n- @ @\n- prevents @ @ if @ @\n- each @ has its @ @",
    "**Purpose**\n- @ @\n- @ @ @",
    "**Solution: @**\n- creates @ @\n- higher @",
    "**Example: @**\n@ @ @",
    "**@ @**\n@ @ @",
    "```python\nprint(\"@\")  # Output: 42\n```",
    "```\n@ @ @\n```",
    "| @ | @ | @ |\n| --- | --- | --- |\n| @ | @ @ | @ |\n| @ | @ | - |",
    "> [!tip] @ @\n> @ @ @",
    "> [!note]\n> @ @ @",
    "> @ @ @",
    "note: @ @",
    "@ @ uses 2 @s: @ and @",
    "Once the @ reaches @, it @ @ (e.g. @ @), hence @ @",
];

/// Titles; facets, contrasts, questions and apparatus among them.
const TITLES: [&str; 14] = [
    "@",
    "@ @",
    "Purpose",
    "Advantages",
    "Examples",
    "@ vs @",
    "How @ works",
    "types of @",
    "steps",
    "Notes",
    "@ workflow",
    "why",
    "GIL",
    "@?",
];

/// A note of shapes under headings, each word its own.
fn notes() -> impl Strategy<Value = String> {
    let body = prop::collection::vec(prop::sample::select(&SHAPES[..]), 1..4);
    let topic = (1..4_usize, prop::sample::select(&TITLES[..]), body);
    (prop::option::of(prop::sample::select(&SHAPES[..])), prop::collection::vec(topic, 1..5)).prop_map(
        |(opening, topics)| {
            let mut note = opening.map(|shape| format!("{shape}\n\n")).unwrap_or_default();
            for (level, title, body) in topics {
                note += &["#".repeat(level).as_str(), " ", title, "\n\n", &body.join("\n\n"), "\n\n"].concat();
            }
            let mut out = String::new();
            for (number, part) in note.split('@').enumerate() {
                if number > 0 {
                    out += &["w", &number.to_string(), "x"].concat();
                }
                out.push_str(part);
            }
            out
        },
    )
}

/// The numbered words of a text.
fn numbered(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.starts_with('w') && word.trim_end_matches('s').ends_with('x') && word.len() > 2)
        .map(|word| word.trim_end_matches('s'))
        .collect()
}

/// The words of the note that stand on no card; words of titles are in breadcrumbs, which may be cut.
fn missing(note: &str, level: CardLevel) -> Vec<String> {
    let explanation = explained(note, level);
    if explanation.cards.is_empty() {
        return Vec::new();
    }
    let sides = |card: &Entry| {
        let Entry { context, front, back, extra, hint, .. } = card;
        [context, front, back, extra, hint].map(String::as_str).join("\n")
    };
    let shown = explanation.cards.iter().map(sides).collect::<Vec<_>>().join("\n");
    let shown = numbered(&shown);
    let body: Vec<&str> = note.lines().filter(|line| !line.starts_with('#')).flat_map(numbered).collect();
    body.into_iter().filter(|word| !shown.contains(word)).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_word_is_on_some_card(note in notes()) {
        for level in [CardLevel::Topic, CardLevel::Section, CardLevel::Atomic] {
            let missing = missing(&note, level);
            prop_assert!(missing.is_empty(), "{level:?} lost {missing:?} of\n{note}");
        }
    }
}
