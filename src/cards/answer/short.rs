//! Lists with long items: each item keeps its beginning, the list as it stands is Extra.
//!
//! - **Availability** – every request gets …           =>  Availability
//! - With REST, resources are … For example, …         =>  With REST, resources are …
//!
//! A symbol alone says nothing: "$H_0$ – the ramp is dry …" is not cut to it, nor is "IV/PO. First …" to its abbreviations.

use super::{LONGEST, all_sentences, length};
use crate::cards::cut;
use crate::cards::draft::paragraph;
use crate::cards::phrases::Phrases;
use crate::cards::piece::parts;
use crate::cards::{sentence, words};
use crate::model::{Block, BlockKind, BreakStyle, Inline, InlineKind, Item, List, plain_text};

/// An item of at most this many words is short. Chosen by eye.
const SHORT: usize = 8;
/// A label before a colon has at most this many words; of more it says half of a sentence.
const LABEL: usize = 4;
/// An item of at most this many words names what stands below it.
const HOLLOW: usize = 3;
/// A name in bold has at most this many characters.
const NAME: usize = 60;

/// Shortens the lists among the blocks that are too long to be said at once; gives those that were as they stood.
pub(super) fn lists(book: &Phrases, blocks: &mut [Block]) -> Vec<Block> {
    let mut whole = Vec::new();
    for at in 0..blocks.len() {
        let BlockKind::List(list) = &blocks[at].kind else { continue };
        let (mut list, before) = (list.clone(), list);
        if length(blocks) > LONGEST {
            named_alone(&mut list);
            without_announced(book, &mut list);
        }
        let alone = |item: &mut Item| without_children(book, item);
        let shorteners: [&dyn Fn(&mut Item); 5] = [&alone, &name, &first_line, &first_sentence, &clause];
        for shorter in shorteners {
            let others: usize = length(&blocks[..at]) + length(&blocks[at + 1..]);
            let here: usize = list.items.iter().map(|item| length(&item.blocks)).sum();
            if others + here > LONGEST {
                list.items.iter_mut().filter(|item| !ends_in_formula(item)).for_each(shorter);
            }
        }
        without_hollow(&mut list, before);
        let short = Block { kind: BlockKind::List(list), ..blocks[at].clone() };
        if short != blocks[at] {
            whole.push(std::mem::replace(&mut blocks[at], short));
        }
    }
    whole
}

/// Of items that announce lists under a name alone ("**2NF**:" over three rules) the names, where half of the items are such.
fn named_alone(list: &mut List) {
    let named = |item: &Item| announces(item) && words::count(&plain_text(parts(item).0)) <= HOLLOW;
    let many = list.items.iter().filter(|item| named(item)).count();
    if many * 2 < list.items.len() || many == list.items.len() {
        return;
    }
    for item in list.items.iter_mut().filter(|item| named(item)) {
        let mut own = parts(item).0.to_vec();
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = own.last_mut() {
            text.truncate(text.trim_end_matches([':', '：', ' ']).len());
        }
        keep(item, own);
    }
}

/// Whether an item announces a list below it: "It has 3 gears:".
fn announces(item: &Item) -> bool {
    let (own, below) = parts(item);
    sentence::is_intro(own) && matches!(below, [Block { kind: BlockKind::List(below), .. }] if below.items.len() > 1)
}

/// Takes out items that announce a list below them ("It has 3 gears:"), among others: that list has a card of its own. Of
/// "It is steered by hand, and its wheel has:" the first clause stays.
fn without_announced(book: &Phrases, list: &mut List) {
    if list.start.is_some() || list.items.iter().all(announces) {
        return;
    }
    for item in list.items.iter_mut().filter(|item| announces(item)) {
        if let Some(said) = without_last_clause(book, parts(item).0) {
            item.blocks.truncate(1);
            keep(item, said);
        }
    }
    list.items.retain(|item| !announces(item));
}

/// A line without the clause behind its last comma, where that opens a list: "…, and each car contains".
fn without_last_clause(book: &Phrases, line: &[Inline]) -> Option<Vec<Inline>> {
    let opens = |word: words::Word| book.is_key("list_verb", word.key.trim_end_matches([':', '：']));
    let last_comma = |text: &str, at: usize| text[at..].rfind(", ") == Some(0);
    words::last(line)
        .is_some_and(opens)
        .then(|| cut::first(line, |text, at| last_comma(text, at).then_some(0)).map(|(said, _)| said))
        .flatten()
}

/// Whether an item's line goes on in a formula below it, and nothing stands behind that.
fn ends_in_formula(item: &Item) -> bool {
    item.blocks.len() > 1 && item.blocks.len() == 1 + formulas(item)
}

/// How many formulas stand right below the item's own line.
fn formulas(item: &Item) -> usize {
    item.blocks.iter().skip(1).take_while(|block| matches!(block.kind, BlockKind::Math(_))).count()
}

/// The item's own line with its formulas, where it says something, without the clause that opens what stood below: "…, and each car contains".
fn without_children(book: &Phrases, item: &mut Item) {
    let own = parts(item).0;
    if own.is_empty() || sentence::is_intro(own) {
        return;
    }
    let formulas = formulas(item);
    let clause = (formulas == 0 && item.blocks.len() > 1).then(|| without_last_clause(book, own)).flatten();
    item.blocks.truncate(1 + formulas);
    if let Some(said) = clause {
        keep(item, said);
    }
}

/// Takes out items that only named what stood below them, among others that say something.
fn without_hollow(list: &mut List, before: &List) {
    let words = |item: &Item| words::count(&plain_text(parts(item).0));
    let lost = |at: usize| before.items[at].blocks.len() > 1 && list.items[at].blocks.len() == 1;
    let code = |inline: &Inline| matches!(inline.kind, InlineKind::Code(_));
    let hollow = |at: &usize| {
        let own = parts(&list.items[*at]).0;
        lost(*at) && words(&list.items[*at]) <= HOLLOW && !own.iter().any(code)
    };
    let (named, said): (Vec<usize>, Vec<usize>) = (0..list.items.len()).partition(hollow);
    let tell = |at: &usize| words(&list.items[*at]) > LABEL;
    if !named.is_empty() && said.len() > 1 && said.iter().all(tell) && list.start.is_none() {
        list.items = said.into_iter().map(|at| list.items[at].clone()).collect();
    }
}

/// The name in bold that opens an item, where a colon or dash stands behind it.
fn name(item: &mut Item) {
    let own = parts(item).0;
    let (Some(first), Some(second)) = (own.first(), own.get(1)) else { return };
    let named = matches!(&first.kind, InlineKind::Strong(inner) if plain_text(inner).len() <= NAME);
    let parted = plain_text(std::slice::from_ref(first)).trim_end().ends_with([':', '：'])
        || plain_text(std::slice::from_ref(second)).trim_start().starts_with([':', '：', '-', '–', '—']);
    if named && parted && !is_empty_name(std::slice::from_ref(first)) {
        keep(item, vec![first.clone()]);
    }
}

/// Whether a name only counts: "Theorem 5.1".
fn is_counted(name: &[Inline]) -> bool {
    let said = plain_text(name);
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    said.trim_end_matches([':', '：', '.', ' ']).split_once(' ').is_some_and(|(_, rest)| number(rest))
}

/// What stands before the first break in a line, unless a sentence was only wrapped there.
fn first_line(item: &mut Item) {
    let own = parts(item).0;
    let ends = |at: &usize| match own[*at].kind {
        InlineKind::Break(BreakStyle::Hard) => true,
        InlineKind::Break(BreakStyle::Soft) => {
            plain_text(&own[..*at]).trim_end().ends_with(['.', '!', '?', ';', '。', '！', '？', '；'])
        }
        _ => false,
    };
    if let Some(end) = (1..own.len()).find(ends) {
        keep(item, own[..end].to_vec());
    }
}

fn first_sentence(item: &mut Item) {
    let mut sentences = all_sentences(parts(item).0).into_iter();
    if let (Some(first), true) = (sentences.next().filter(|first| is_worded(first)), sentences.next().is_some()) {
        keep(item, first);
    }
}

/// The item up to a dash, a semicolon, the colon behind its label, or a parenthesis at its end.
fn clause(item: &mut Item) {
    let own = parts(item).0;
    let closed = plain_text(own).trim_end_matches(['.', '。', ' ']).ends_with([')', '）']);
    let signs = ["; ", " – ", " — ", " - ", "；"];
    let sign = |text: &str, at: usize| {
        let rest = &text[at..];
        let opens = closed && (rest.starts_with(" (") || rest.starts_with('（'));
        let label = rest.starts_with([':', '：']) && words::count(&text[..at]) <= LABEL;
        let colon = label && (rest.starts_with(": ") || rest.starts_with('：'));
        (opens || colon || signs.iter().any(|sign| rest.starts_with(sign))).then_some(0)
    };
    if length(&item.blocks) > SHORT
        && let Some((mut said, _)) = cut::first(own, sign)
        && !plain_text(&said).trim().is_empty()
        && !is_empty_name(&said)
    {
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = said.last_mut() {
            text.truncate(text.trim_end_matches([',', ' ', '，']).len());
        }
        keep(item, said);
    }
}

/// Whether a name says nothing of what it names: a symbol, a number.
pub(crate) fn is_empty_name(name: &[Inline]) -> bool {
    is_symbol(name) || is_counted(name)
}

/// Whether a line is formulas and signs, without a word or code.
fn is_symbol(line: &[Inline]) -> bool {
    let says = |word: &words::Word| word.is_code() || word.is_text() && word.text().contains(char::is_alphabetic);
    !words::words(line).iter().any(says)
}

/// Whether a line holds a word, and not abbreviations alone.
fn is_worded(line: &[Inline]) -> bool {
    let word = |word: &str| word.chars().filter(|c| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase()).count();
    plain_text(line).split(|c: char| !c.is_alphabetic()).any(|part| word(part) > 1) || is_symbol(line)
}

fn keep(item: &mut Item, line: Vec<Inline>) {
    let span = item.span;
    if let Some(first) = item.blocks.first_mut() {
        *first = paragraph(line, span);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{check, explained};
    use crate::model::CardLevel;

    const LONG: &str =
        "the crew of the ferry looks after the mooring lines, the gangway, the ramp, the bell, the lights and the flag";

    #[test]
    fn long_items_keep_their_first_sentence() {
        let note = format!(
            "## Ferry\n**pros**\n- It is cheap. Of course {LONG}.\n- It is punctual. Besides, {LONG}.\n- no queue\n"
        );
        check(&note, &["What are the pros of **Ferry**? (3) => - It is cheap. / - It is punctual. / - no queue"]);
        let extra = explained(&note, CardLevel::Section).cards.remove(0).extra;
        assert!(extra.contains("mooring lines") && extra.contains("Besides"), "{extra}");
    }

    #[test]
    fn what_an_item_announces_is_asked_apart() {
        let note = format!(
            "## Ferry\n**duties**\n- sells tickets, {LONG}\n- It has 2 engines:\n  - the steam engine of the first ship with its brass wheel\n  - the diesel engine of the second, bought after the great fire\n"
        );
        let cards = explained(&note, CardLevel::Section).cards;
        assert!(!cards[0].back.contains("engine"), "{}", cards[0].back);
        assert!(cards.iter().any(|card| card.back.starts_with("- the steam engine")), "{cards:#?}");
    }

    #[test]
    fn names_over_lists_of_their_own_stay() {
        let rules = "  - the bow line is made fast before any other line is thrown to the quay\n  - nobody stands between a line and the water\n";
        let note = format!("## Moorings\n- **Bow**:\n{rules}- **Stern**:\n{rules}- Spring line\n");
        let cards = explained(&note, CardLevel::Section).cards;
        assert!(cards.iter().any(|card| card.back == "- **Bow**\n- **Stern**\n- Spring line"), "{cards:#?}");
    }

    #[test]
    fn an_item_is_not_cut_where_its_line_was_wrapped() {
        let note =
            format!("## Ferry\n**duties**\n- look after the mooring\n  lines and {LONG}\n- sell tickets and {LONG}\n");
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(!card.back.contains("mooring\n- "), "{}", card.back);
    }

    #[test]
    fn names_stand_for_their_items_and_children_are_folded() {
        let note = format!("## Ferry\n**risks**\n- **Fog** – {LONG}\n- **Ice** – {LONG}\n");
        check(
            &note,
            &[
                "What are the risks of **Ferry**? (2) => - **Fog** / - **Ice**",
                &format!("Why is **Fog** a risk of **Ferry**? => {LONG}"),
                &format!("Why is **Ice** a risk of **Ferry**? => {LONG}"),
            ],
        );
        let note = format!(
            "## Ferry\n**duties**\n- sells tickets to all who come\n- history\n  - {LONG}\n  - {LONG}\n- waits for the last train home\n"
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert_eq!(
            card.back,
            "- sells tickets to all who come
- waits for the last train home"
        );
        assert!(card.front.ends_with("(2)"), "{}", card.front);
        let note = format!(
            "## Ferry\n**duties**\n- waits for trains, and each car needs\n  - {LONG}\n- sells tickets, and {LONG}\n"
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.starts_with("- waits for trains\n- "), "{}", card.back);
        let note = format!("## Ferry\n**risks**\n- fog\n  - {LONG}\n- ice\n  - {LONG} and the anchor\n");
        check(&note, &["What are the risks of **Ferry**? (2) => - fog / - ice"]);
    }

    #[test]
    fn symbols_and_abbreviations_are_not_what_an_item_says() {
        let note = format!("## Ferry\n**risks**\n- $R_0$ – {LONG}\n- **Ice** – {LONG}\n");
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.contains("mooring lines"), "{}", card.back);
        let note = format!("## Ferry\n**risks**\n- **Risk 1.2:** {LONG}\n- **Ice:** {LONG}\n");
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.contains("mooring lines"), "{}", card.back);
        let note = format!("## Ferry\n**risks**\n- NE/SW. Of all winds {LONG}\n- Fog. Of all weathers {LONG}\n");
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.starts_with("- NE/SW. Of all winds") && card.back.ends_with("- Fog."), "{}", card.back);
    }

    #[test]
    fn an_item_keeps_the_formula_it_goes_on_in() {
        let note = format!(
            "## Ferry\n**rules**\n- for the load of the deck and {LONG} we have\n  $$\n  m<n\n  $$\n- the crew counts, and {LONG}\n"
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.contains("m<n"), "{}", card.back);
    }

    #[test]
    fn an_item_keeps_what_it_says_before_it_announces_a_list() {
        let note = format!(
            "## Ferry\n**duties**\n- sells tickets, {LONG}, and {LONG}\n- the ship is steered by hand, and its bridge contains:\n  - the wheel\n  - the bell\n"
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.back.ends_with("- the ship is steered by hand") && card.front.ends_with("(2)"), "{card:?}");
    }
}
