//! What of a text answers: as much as a learner can say at once. The rest is folded under the answer.
//!
//! A block stays whole, an intro keeps what it introduces, and a list that opens the text answers alone. Of a paragraph that
//! is too long its first sentences answer, of a long listing its first lines up to a blank one, of a list with long items the
//! beginning of each (short.rs). What proves or derives a statement is no part of it.

mod opener;
mod short;

use super::draft::Draft;
use super::gates::size;
use super::phrases::Phrases;
use super::piece::statements;
use super::sentence::sentences;
use super::subject::Subject;
use super::{CardKind, Rule, cut, sentence, set_up, words};
use crate::model::{Block, BlockKind, BreakStyle, Code, Inline, InlineKind};
pub(crate) use opener::{closed, is_torn};
pub(crate) use short::is_empty_name;

/// An answer of more words is hard to learn at once. Decks in which one card in fifty is longer are kept up.
const LONGEST: usize = 40;
/// A text that defines nothing answers as a whole up to so many words: its first sentences would answer in part.
const WHOLE: usize = size::WORDS;
/// A statement that its author set apart is one up to so many words. Chosen by eye.
const STATEMENT: usize = 120;
/// A line of at most this many words over a list is its label.
const LABEL: usize = 3;
/// A line of a formula is read as so many words. Chosen by eye.
const FORMULA: usize = 3;

/// The card with what of its answer can be said at once, the rest in Extra. What is short stays as it is.
pub(crate) fn shortened(subject: &Subject, mut card: Draft) -> Draft {
    if card.kind == CardKind::Cloze || card.rule == Rule::Explicit || is_short(&card.back) {
        return card;
    }
    let back = std::mem::take(&mut card.back);
    let (answer, more) = if card.entire { undivided(subject.book, back) } else { leading(subject.book, back) };
    if let [Block { kind: BlockKind::List(list), .. }] = &answer[..] {
        card.parts = card.parts.min(list.items.len());
    }
    card.back = answer;
    card.extra.splice(0..0, more);
    card
}

/// Whether what answers of a block can be said at once.
pub(crate) fn can_be_short(book: &Phrases, block: &Block) -> bool {
    length(&leading(book, vec![block.clone()]).0) <= LONGEST
}

/// How many blocks of a text that says something of its topic answer undivided: all of a short one, the first paragraph of a
/// longer one; 0 where that is too long itself, and for what is no text.
pub(crate) fn whole(book: &Phrases, blocks: &[Block]) -> usize {
    let text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Math(_));
    let fits = |blocks: &[Block]| blocks.iter().all(text) && length(blocks) <= WHOLE;
    match reach(book, blocks) {
        _ if fits(blocks) => blocks.len(),
        end if fits(&blocks[..end]) => end,
        _ => 0,
    }
}

/// The first blocks, and the others.
pub(crate) fn parted(mut blocks: Vec<Block>, end: usize) -> (Vec<Block>, Vec<Block>) {
    let more = blocks.split_off(end);
    (blocks, more)
}

/// A statement up to its proof; one that is too long is cut as any text is.
fn undivided(book: &Phrases, blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let end = (1..blocks.len()).find(|&at| derives(book, &blocks[at])).unwrap_or(blocks.len());
    if length(&blocks[..end]) > STATEMENT {
        return leading(book, blocks);
    }
    parted(blocks, end)
}

/// The blocks that answer, and what is folded under them.
pub(crate) fn leading(book: &Phrases, blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let end = reach(book, &blocks);
    let (mut answer, mut more) = parted(blocks, end);
    if length(&answer) <= LONGEST {
        return (answer, more);
    }
    match &answer[..] {
        [Block { kind: BlockKind::Paragraph(line), span, .. }] => {
            if let Some((said, rest)) = first_sentences(book, line) {
                let block = |line| Block::new(BlockKind::Paragraph(line), *span);
                more.insert(0, block(rest));
                answer = vec![block(said)];
            }
        }
        [Block { kind: BlockKind::Code(code), span, .. }] => {
            if let Some((shown, rest)) = first_lines(code) {
                let block = |text| Block::new(BlockKind::Code(Code { text, ..code.clone() }), *span);
                more.insert(0, block(rest));
                answer = vec![block(shown)];
            }
        }
        _ => {
            let whole = short::lists(book, &mut answer);
            more.splice(0..0, whole);
        }
    }
    (answer, more)
}

/// How many of the blocks answer.
fn reach(book: &Phrases, blocks: &[Block]) -> usize {
    let alone = |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.items.len() > 1);
    let mut words = 0;
    let mut end = 0;
    while let Some(block) = blocks.get(end) {
        let before = end.checked_sub(1).map(|before| &blocks[before]);
        let open = before.is_none_or(|before| leads_on(book, before, Some(block)) || continues(book, before, block));
        words += length(std::slice::from_ref(block));
        let set_up = words <= STATEMENT && set_up::is_open(book, &blocks[..end]);
        let open = open || set_up;
        // An intro that cannot be kept with what it introduces waits for it in Extra.
        let leads = leads_on(book, block, blocks.get(end + 1)) && end > 0 && words >= LONGEST;
        if alone(&blocks[0]) && end > 0
            || !open && (words > LONGEST || leads)
            || end > 0 && !set_up && derives(book, block)
        {
            break;
        }
        end += 1;
    }
    end
}

/// Whether what stands below a block belongs to it: below an intro, half a sentence, a picture.
fn leads_on(book: &Phrases, block: &Block, below: Option<&Block>) -> bool {
    match &block.kind {
        BlockKind::Paragraph(line) => {
            let picture = |inline: &Inline| matches!(inline.kind, InlineKind::Image(_) | InlineKind::Break(_));
            let formula = below.is_some_and(|below| matches!(below.kind, BlockKind::Math(_)));
            let ended = crate::model::plain_text(line).trim_end().ends_with(['.', '。', '!', '！', '?', '？']);
            // "Output: the sorted list" over the steps.
            let steps = below.is_some_and(|below| matches!(&below.kind, BlockKind::List(list) if list.start.is_some()));
            let list = below.is_some_and(|below| matches!(below.kind, BlockKind::List(_)));
            let label = list && words::count(&crate::model::plain_text(line)) <= LABEL;
            (formula || steps || label) && !ended
                || book.marks.closes("breaks_off", crate::model::plain_text(line).trim_end())
                || list && sentence::leads_on(book, line)
                || sentence::is_intro(line)
                || sentence::goes_on(line)
                || line.iter().all(picture)
        }
        BlockKind::Figure(_) => true,
        _ => false,
    }
}

/// Whether a paragraph goes on with the sentence that a formula or a list is part of: "where n is …".
fn continues(book: &Phrases, before: &Block, block: &Block) -> bool {
    let BlockKind::Paragraph(line) = &block.kind else { return false };
    let (text, first) = (crate::model::plain_text(line), words::first(line));
    let small = || first.as_ref().is_some_and(|first| first.is_text() && first.text().starts_with(char::is_lowercase));
    let goes_on = || first.as_ref().is_some_and(|first| book.is("goes_on", first));
    let mark = || text.trim_start().starts_with(['，', '、', '；', ',', ';', '的']);
    match before.kind {
        BlockKind::Math(_) => small() || goes_on() || mark(),
        // "Then we moor." behind a list is a new sentence, "then it is moored" goes on; 则 does without a capital.
        BlockKind::List(_) if book.marks.is_empty() => small(),
        BlockKind::List(_) => goes_on(),
        _ => false,
    }
}

/// Whether a paragraph opens a proof or a derivation of what stands above it.
fn derives(book: &Phrases, block: &Block) -> bool {
    let BlockKind::Paragraph(line) = &block.kind else { return false };
    let said = words::words(line);
    (1..=said.len().min(3)).any(|length| {
        let head = words::lower_text(&said[..length]);
        book.is_key("derives", head.trim_end_matches([':', '.', ',', '：', '，']))
    })
}

/// Whether blocks can be said at once. Most are a line of few words, each of which counts once at most.
fn is_short(blocks: &[Block]) -> bool {
    let few = |line| words::amount(line, LONGEST + 1) <= LONGEST;
    matches!(blocks, [Block { kind: BlockKind::Paragraph(line), .. }] if few(line)) || length(blocks) <= LONGEST
}

/// How many words a reader takes in; a formula is a few.
fn length(blocks: &[Block]) -> usize {
    let block = |block: &Block| match &block.kind {
        BlockKind::Paragraph(line) => line_length(line),
        BlockKind::Math(tex) => FORMULA * (tex.matches(r"\\").count() + 1),
        BlockKind::List(list) => list.items.iter().map(|item| length(&item.blocks)).sum(),
        _ => words::count(&crate::text::plain::blocks(std::slice::from_ref(block))),
    };
    blocks.iter().map(block).sum()
}

/// The same of a line.
fn line_length(line: &[Inline]) -> usize {
    // Most lines are text and nothing else.
    if let [Inline { kind: InlineKind::Text(text), .. }] = line {
        return words::count(text);
    }
    let (text, wholes) = words::texts(line);
    words::count(&text) + wholes
}

/// The sentences that a learner can say at once, at least one, and those that follow; nothing for a short line.
pub(crate) fn first_sentences(book: &Phrases, line: &[Inline]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    if words::amount(line, LONGEST + 1) <= LONGEST || line_length(line) <= LONGEST {
        return None;
    }
    let (mut said, mut rest) = (Vec::new(), Vec::new());
    // What only sets up the next sentence is no answer without it.
    let (mut words, mut open) = (0, true);
    for statement in statements(line) {
        for (at, sentence) in all_sentences(statement).into_iter().enumerate() {
            words += line_length(&sentence);
            let fits = open || words <= LONGEST;
            let side = if rest.is_empty() && fits { &mut said } else { &mut rest };
            if let Some(span) = side.last().map(|last: &Inline| last.span) {
                let between = if at == 0 { InlineKind::Break(BreakStyle::Soft) } else { InlineKind::Text(" ".into()) };
                side.push(Inline::new(between, span));
            }
            open &= set_up::is_open_sentence(book, &sentence);
            side.extend(sentence);
        }
    }
    (!rest.is_empty() && !sentence::is_intro(&said)).then_some((said, rest))
}

/// The sentences of a line, those of Chinese and Japanese too, which no space parts.
fn all_sentences(line: &[Inline]) -> Vec<Vec<Inline>> {
    let stop = |text: &str, at: usize| text[..at].ends_with(['。', '！', '？']).then_some(0);
    let mut out = Vec::new();
    for sentence in sentences(line) {
        let mut rest = sentence;
        while let Some((said, after)) = cut::first(&rest, stop).filter(|(_, after)| !after.is_empty()) {
            out.push(said);
            rest = after;
        }
        out.push(rest);
    }
    out
}

/// The lines of a long listing up to a blank one, as many as can be said at once, and those that follow.
fn first_lines(code: &Code) -> Option<(String, String)> {
    let blanks = code.text.match_indices("\n\n").map(|(at, _)| at);
    let fits = |at: &usize| words::count(&code.text[..*at]) <= LONGEST;
    let at = blanks.take_while(fits).last().filter(|&at| !code.text[..at].trim().is_empty())?;
    Some((code.text[..at].to_owned(), code.text[at..].trim_matches('\n').to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::explained;
    use crate::model::CardLevel;

    #[test]
    fn a_long_paragraph_answers_with_its_first_sentences() {
        let note = "## Ferry\nFerries of this line leave the northern pier twice an hour while the tide is in. In winter they wait for the train. \
            Tickets are sold on board by the crew, who take coins, notes and cards, and who know every passenger by name after a few weeks.\n";
        let cards = explained(note, CardLevel::Section).cards;
        assert_eq!(cards.len(), 1);
        assert!(cards[0].back.ends_with("wait for the train."), "{}", cards[0].back);
        assert!(cards[0].extra.starts_with("Tickets are sold"), "{}", cards[0].extra);
    }

    #[test]
    fn a_derivation_is_no_part_of_the_statement() {
        let note = "## Mean of a sum\nThe mean of a sum is the sum of the means:\n$$\nE(X+Y)=EX+EY\n$$\nwhere both must exist.\n\n\
            Because an integral is linear, it is enough to write it down.\n";
        let card = explained(note, CardLevel::Section).cards.remove(0);
        assert!(card.back.ends_with("where both must exist.") && card.extra.starts_with("Because"), "{card:?}");
    }

    #[test]
    fn a_long_listing_answers_with_its_first_part() {
        let lines = "moor --line bow\nmoor --line stern\n".repeat(6);
        let note = format!("## Moor the ferry\n```sh\n{lines}\n{lines}```\n");
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert_eq!(card.back.matches("bow").count(), 6, "{}", card.back);
        assert_eq!(card.extra.matches("bow").count(), 6, "{}", card.extra);
    }

    #[test]
    fn chinese_sentences_end_without_a_space() {
        let note = format!(
            "## 渡轮\n渡轮在两岸之间运送旅客。{}。{}。\n",
            "船员负责缆绳和跳板".repeat(5),
            "冬天船要等火车到站".repeat(6)
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(card.extra.contains("火车") && !card.back.contains("火车"), "{card:?}");
    }

    #[test]
    fn what_only_says_something_answers_as_a_whole() {
        let note = "# Ferry\n## Winter\nIn winter most captains dislike the northern pier, where the ice drifts in. The southern one is narrower, but \
            the current keeps it free. Between the two there is nothing but rock.\n";
        let card = explained(note, CardLevel::Section).cards.remove(0);
        assert!(card.back.ends_with("nothing but rock.") && card.extra.is_empty(), "{card:?}");
        let long = format!("{note}\n{}\n", "Nobody has ever built a third one. ".repeat(8));
        let card = explained(&long, CardLevel::Section).cards.remove(0);
        assert!(card.back.ends_with("nothing but rock.") && card.extra.starts_with("Nobody"), "{card:?}");
    }

    #[test]
    fn a_set_up_answers_with_what_follows_from_it() {
        let note = "# 港口\n## 静止水域\n设 $L$ 是一个有两道闸门的船闸，其水位为 $h$，流入水量为 $q$，流出水量为 $p$，闸门在白天与夜里都由同一位船员看守。如果存在某个时刻\n\n\
            $$\nq=p\n$$\n\n使水位不再变化，则称此船闸为**静止水域**。\n\n船员每天早晨要检查两道闸门。\n";
        let card = explained(note, CardLevel::Section).cards.remove(0);
        assert!(card.back.contains("则称此船闸为") && !card.back.contains("检查"), "{card:?}");
    }

    #[test]
    fn a_sentence_goes_on_behind_its_list() {
        let note = "# 港口\n## 良港\n若一个港口满足\n\n+ 水足够深，任何船都能进出，退潮时也不例外\n+ 码头足够长，同时能停靠三艘渡轮和一艘拖船\n+ 有灯塔，夜里和雾天都能看见\n\n则称其为**良港**。\n";
        let cards = explained(note, CardLevel::Section).cards;
        assert!(cards.iter().any(|card| card.back.contains("则称其为")), "{cards:?}");
    }

    #[test]
    fn a_condition_before_a_formula_waits_for_what_follows() {
        let note = "# 港口\n## 良闸\n衡量船闸的好坏要看水位、流量、闸门的材料以及船员每天的检查，这些要求在每个港口都写在墙上，新来的船员必须背下来。在此基础上，若一个船闸的水位\n\n\
            $$\nh=h_0\n$$\n\n对于任何潮汐都成立，则将其称为**良闸**。\n\n船员每天早晨要检查两道闸门。\n";
        let card = explained(note, CardLevel::Section).cards.remove(0);
        assert!(card.back.contains("称为**良闸**") && !card.back.contains("每天早晨"), "{card:?}");
    }

    #[test]
    fn what_can_be_derived_is_folded_away() {
        let steps = "It counts the waves that pass the old pier, and the time between two of them. ".repeat(4);
        let note = format!(
            "# Waves\n## Swell rule\nThe length of a wave is:\n$$\nl = v t\n$$\n\nWe can derive it with a clock. {steps}\n"
        );
        let card = explained(&note, CardLevel::Section).cards.remove(0);
        assert!(!card.back.contains("clock") && card.extra.starts_with("We can derive"), "{card:?}");
    }
}
