//! The facet that a heading is, where what stands below it fits: "Exceptions" of a rule, not those that a program raises.

use crate::cards::phrases::{Facet, Phrases};
use crate::cards::piece::parts;
use crate::cards::words::{self, Word};
use crate::model::{Block, BlockKind, Inline, InlineKind, Topic};

use super::{is_nameless, without_article, without_place_in_course};

/// What one needs is named in so many words.
const NEEDED: usize = 6;

/// The facet that a title is, if what stands below it fits.
pub(crate) fn facet_of<'a>(topic: &Topic, title: &[Word], book: &'a Phrases) -> Option<Facet<'a>> {
    let has_list = || topic.body.iter().any(|block| matches!(block.kind, BlockKind::List(_)));
    let has_code = || topic.body.iter().any(|block| matches!(block.kind, BlockKind::Code(_)));
    let name = book.name(title);
    let facet = book.facet(title).or_else(|| (name.len() < title.len()).then(|| book.facet(name)).flatten());
    let facet = facet.or_else(|| without_article(title, book).and_then(|title| book.facet(title)).filter(Facet::asks));
    let facet = facet.or_else(|| without_place_in_course(name, book).and_then(|title| book.facet(title)));
    let facet = facet.or_else(|| is_nameless(title).then(|| book.facet(&words::of_text("more"))).flatten());
    let facet = facet.or_else(|| book.misspelt_facet(name));
    let facet = facet.or_else(|| book.pair_of_facets(name))?;
    let shown = |block: &Block| matches!(block.kind, BlockKind::Code(_) | BlockKind::Table(_));
    let fits = match facet.row.role.as_str() {
        // "Process" over a list is how the topic above goes; over a text it is a thing of its own.
        "steps" => !facet.name.is_empty() || has_list(),
        // "States" of a framework over code are a thing of it.
        "things" => !has_code() || has_list(),
        // "Exceptions" of a language are raised and caught, those of a rule are its limits.
        "exempted" => !has_code() && !mentions_code(topic),
        // "Time" over a list holds kinds of time.
        "value" => !has_list(),
        // "Equipment" of a lab is a list of things, "Safety" of it a list of rules; of other notes both are points of an argument.
        "things_needed" => each_item(topic, |said| said.len() <= NEEDED),
        // "Background" of a style sheet is a property; of a case it is told.
        "told" => topic.topics.is_empty() && !topic.body.iter().any(shown),
        "precautions" => each_item(topic, |said| {
            said.first()
                .is_some_and(|word| ["command", "deed", "rule_opening"].iter().any(|class| book.is(class, word)))
        }),
        _ => true,
    };
    fits.then_some(facet)
}

/// Whether most items of the lists below a heading are as `fits` asks; so is a heading without a list.
fn each_item(topic: &Topic, fits: impl Fn(&[Word]) -> bool) -> bool {
    let items = topic.body.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&list.items),
        _ => None,
    });
    let said: Vec<_> = items.flatten().map(|item| words::words(parts(item).0)).collect();
    said.iter().filter(|said| fits(said)).count() * 2 >= said.len()
}

/// Whether a paragraph or an item of a topic names something in code.
fn mentions_code(topic: &Topic) -> bool {
    let named = |line: &[Inline]| line.iter().any(|inline| matches!(inline.kind, InlineKind::Code(_)));
    topic.body.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(line) => named(line),
        BlockKind::List(list) => list.items.iter().any(|item| named(parts(item).0)),
        _ => false,
    })
}
