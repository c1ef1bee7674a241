//! What a note says of itself before it says anything: the day, the course, where it was read, what is still to be read.
//!
//! It answers nothing: what stands behind it opens the topic. It stays on the note's first card, in Extra. A day or a page below
//! any heading is no answer either, nor is what a plug-in shows instead of a block.
//!
//! - 22-12-2024 22:18 / Status: / Tags: [[Docks]] / A sluice is a small gate  =>  What is a sluice?   a small gate
//! - - [x] Harbour code § 1 / - [ ] Problems 3, 4 / ## Sluice / …             =>  no card of the reading list
//! - Order: carnivores / Family: cats                                        =>  keys of the subject: terms
//! - - link to the paper - https://… / - A sluice is a small gate            =>  What is a sluice?

mod day;
mod line;
mod remark;
mod signature;

use super::apparatus;
use super::claims::Claims;
use super::explicit;
use super::language::Tongues;
use super::lexicon::Lexicon;
use super::piece::{Piece, PieceKind, parts, pieces, span_of};
use crate::model::{
    Block, BlockKind, Inline, InlineKind, Item, List, Note, Span, Table, Target, Topic, TopicId, plain_text,
};
pub(crate) use day::{begins_with_day, has_digit, is_day, is_time};
use line::Sign;
pub(crate) use line::{is_page, is_place};

/// A table of what a note says of itself has at most so many rows below its header.
const ROWS: usize = 1;

/// A note in two parts.
#[derive(Debug)]
pub(crate) struct Head {
    /// What it says of its subject.
    pub rest: Note,
    /// What it says of itself, each with the topic that it stands in.
    pub asides: Vec<(TopicId, Block)>,
}

/// The note without what it says of itself; none where it says nothing.
pub(crate) fn of(note: &Note, tongues: &Tongues) -> Option<Head> {
    let mut found = Found { tongues, claims: Claims::default(), asides: Vec::new() };
    found.opening(&note.root);
    found.below(&note.root);
    let rest = (!found.claims.is_empty()).then(|| explicit::without(note, found.claims))?;
    Some(Head { rest, asides: found.asides })
}

struct Found<'a> {
    tongues: &'a Tongues<'a>,
    claims: Claims,
    asides: Vec<(TopicId, Block)>,
}

impl<'a> Found<'a> {
    /// Takes what opens the note; where it is all that stands below a title, the next title goes on.
    fn opening(&mut self, first: &'a Topic) {
        let mut topic = first;
        loop {
            let pieces = pieces(&topic.body);
            let opening =
                Opening { lexicon: self.tongues.lexicon(topic), pieces: &pieces, last: topic.topics.is_empty() };
            let end = opening.end();
            self.take(topic, &pieces[..end]);
            if let Some((items, piece)) = pieces.get(end).and_then(|piece| Some((opening.items(piece)?, piece))) {
                self.take_items(topic, items, piece.span);
            }
            match topic.topics.first() {
                Some(next) if end == pieces.len() => topic = next,
                _ => return,
            }
        }
    }

    /// Takes days, places and what plug-ins show from this topic and those below it.
    fn below(&mut self, topic: &'a Topic) {
        let lexicon = self.tongues.lexicon(topic);
        let pieces = pieces(&topic.body);
        let marks = |piece: &&Piece| {
            let says = |line| line::is_day_or_place(&lexicon, plain_text(line).trim());
            piece.line().is_some_and(says)
        };
        let opening = pieces.iter().take_while(marks).count();
        if opening < pieces.len() {
            self.take(topic, &pieces[..opening]);
        }
        for (line, block) in pieces.iter().filter_map(|piece| Some((piece.line()?, piece.block))) {
            self.take_sentences(topic, remark::of(&lexicon, line), block.span);
        }
        for (at, piece) in pieces.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| pieces[before].line());
            match piece.kind {
                PieceKind::Line(line) if line::is_generated(line) => self.take(topic, &pieces[at..=at]),
                PieceKind::Block(BlockKind::Code(code)) if lexicon.has("generated", &code.lang) => {
                    self.take(topic, &pieces[at..=at]);
                }
                PieceKind::List(list) => match before {
                    Some(line)
                        if apparatus::names_links(&lexicon, line, &list.items)
                            || remark::promises(&lexicon, line, list) =>
                    {
                        self.take(topic, &pieces[at - 1..=at]);
                    }
                    _ => {
                        self.chores(topic, list, piece, at == 0 || before.is_some_and(ends_open));
                        self.addresses(topic, list, piece.span);
                    }
                },
                _ => {}
            }
        }
        topic.topics.iter().for_each(|child| self.below(child));
    }

    /// Takes what is still to be done from a list of other things, or a list of it where none is asked for.
    fn chores(&mut self, topic: &Topic, list: &List, piece: &Piece, asked: bool) {
        let open = |item: &&Item| item.task.is_some_and(|task| !task.done());
        let items: Vec<Item> = list.items.iter().filter(open).cloned().collect();
        let subject = asked && list.items.iter().all(|item| item.task.is_some());
        if !items.is_empty() && !subject {
            self.take_items(topic, List { items, ..*list }, piece.span);
        }
    }

    /// Takes the items that only say where to read on from a list.
    fn addresses(&mut self, topic: &Topic, list: &List, span: Span) {
        let leads = |item: &&Item| matches!(parts(item), (own, []) if apparatus::is_address(own));
        let items: Vec<Item> = list.items.iter().filter(leads).cloned().collect();
        if !items.is_empty() {
            self.take_items(topic, List { items, ..*list }, span);
        }
    }

    /// Sets pieces aside that are not yet.
    fn take(&mut self, topic: &Topic, pieces: &[Piece]) {
        let new: Vec<Piece> = pieces.iter().filter(|piece| self.claims.free(piece.span)).copied().collect();
        for piece in &new {
            self.claims.take(piece.span);
        }
        self.asides.extend(super::piece::blocks(&new).into_iter().map(|block| (topic.id, block)));
    }

    /// Sets sentences of a block aside.
    fn take_sentences(&mut self, topic: &Topic, sentences: Vec<Vec<Inline>>, block: Span) {
        for sentence in sentences {
            let Some(span) = span_of(&sentence).filter(|&span| self.claims.free(span)) else { continue };
            self.claims.take(span);
            self.asides.push((topic.id, Block::new(BlockKind::Paragraph(sentence), block)));
        }
    }

    /// Sets the first items of a list aside.
    fn take_items(&mut self, topic: &Topic, list: List, span: Span) {
        if list.items.iter().any(|item| self.claims.free(item.span)) {
            list.items.iter().for_each(|item| self.claims.take(item.span));
            self.asides.push((topic.id, Block::new(BlockKind::List(list), span)));
        }
    }
}

/// The first pieces of a note.
struct Opening<'a> {
    lexicon: Lexicon<'a>,
    pieces: &'a [Piece<'a>],
    /// Whether no topic stands behind them.
    last: bool,
}

impl Opening<'_> {
    /// How many pieces speak of the note: at least one of them must surely do so.
    fn end(&self) -> usize {
        let (mut at, mut sure) = (0, false);
        while let Some((length, sign)) = self.sign(at) {
            at += length;
            sure |= sign == Sign::Sure;
        }
        // "Order: carnivores" behind "Class: mammals": these are keys of the subject.
        let mixed = at > 0 && self.pieces.get(at).is_some_and(|next| self.goes_on(at - 1, next));
        if sure && !mixed { at } else { 0 }
    }

    /// Whether a piece is a key with a value in the paragraph of the piece at `before`.
    fn goes_on(&self, before: usize, next: &Piece) -> bool {
        let before = &self.pieces[before];
        let keyed = |piece: &Piece| piece.line().is_some_and(line::is_keyed);
        std::ptr::eq(before.block, next.block) && keyed(before) && keyed(next)
    }

    /// What the piece at `at` says of the note, and how many pieces are one with it.
    fn sign(&self, at: usize) -> Option<(usize, Sign)> {
        let piece = self.pieces.get(at)?;
        match piece.kind {
            PieceKind::Line(line) => {
                let sign = line::sign(&self.lexicon, line)?;
                let list = self.pieces.get(at + 1).and_then(Piece::list).is_some_and(|list| list.tight);
                Some((1 + usize::from(list && line::opens_value(&self.lexicon, line)), sign))
            }
            PieceKind::List(list) => {
                let alone = self.last && at + 1 == self.pieces.len();
                self.of_list(list, alone).map(|sign| (1, sign))
            }
            PieceKind::Block(block) => self.of_block(block).map(|sign| (1, sign)),
        }
    }

    /// What a list says of the note: keys with values, what is to be read or done, its headings. A list of tasks that is all of
    /// a note (`alone`) is its subject.
    fn of_list(&self, list: &List, alone: bool) -> Option<Sign> {
        let tasks = list.items.iter().all(|item| item.task.is_some());
        if tasks && !alone || list.items.iter().all(is_anchor) || signature::is_signature(&self.lexicon, list) {
            return Some(Sign::Sure);
        }
        all(list.items.iter().map(|item| self.of_item(item)))
    }

    /// The first items of a list that speak of the note, where the others do not: Markdown joins lists that only a blank line
    /// parts.
    fn items(&self, piece: &Piece) -> Option<List> {
        let list = piece.list()?;
        let sign = |item: &Item| {
            if item.task.is_some() || is_anchor(item) { Some(Sign::Sure) } else { self.of_item(item) }
        };
        let items: Vec<Item> = list.items.iter().take_while(|item| sign(item).is_some()).cloned().collect();
        let sure = items.len() < list.items.len() && items.iter().any(|item| sign(item) == Some(Sign::Sure));
        (sure && !list.tight).then_some(List { items, ..*list })
    }

    fn of_item(&self, item: &Item) -> Option<Sign> {
        let (own, below) = parts(item);
        let keyed = line::is_keyed(own) || line::is_day_or_place(&self.lexicon, plain_text(own).trim());
        let value = below.is_empty() || line::opens_value(&self.lexicon, own);
        if keyed && value { line::sign(&self.lexicon, own) } else { None }
    }

    fn of_block(&self, block: &BlockKind) -> Option<Sign> {
        match block {
            BlockKind::Quote(body) => self.of_blocks(body),
            BlockKind::Callout(callout) => self.of_blocks(&callout.body),
            BlockKind::Code(code) => self.lexicon.has("generated", &code.lang).then_some(Sign::Sure),
            BlockKind::Table(table) => self.is_of_keys(table).then_some(Sign::Sure),
            BlockKind::Html(html) => html.trim_start().starts_with("<%").then_some(Sign::Sure),
            _ => None,
        }
    }

    /// What blocks in a quote or callout say of the note, every line of which must.
    fn of_blocks(&self, blocks: &[Block]) -> Option<Sign> {
        let pieces = pieces(blocks);
        all(pieces.iter().map(|piece| match piece.kind {
            PieceKind::Line(line) => line::sign(&self.lexicon, line),
            PieceKind::List(list) => self.of_list(list, true),
            PieceKind::Block(_) => None,
        }))
    }

    /// Whether a table holds keys of the note: above their values or beside them.
    fn is_of_keys(&self, table: &Table) -> bool {
        let is_key = |line: &[Inline]| line::is_key(&self.lexicon, &plain_text(line));
        let above = table.header.iter().all(|cell| is_key(&cell.content)) && table.rows.len() <= ROWS;
        let beside = table.header.len() == 2 && table.rows.iter().all(|row| is_key(&row[0].content));
        let header = table.header.first().is_some_and(|cell| cell.content.is_empty() || is_key(&cell.content));
        above || beside && header
    }
}

/// Whether a line goes on in the list below it: an intro, or the question that it answers.
fn ends_open(line: &[Inline]) -> bool {
    plain_text(line).trim_end().ends_with([':', '：', '?', '？'])
}

/// Sure if one of them is, and none where one is none.
fn all(signs: impl Iterator<Item = Option<Sign>>) -> Option<Sign> {
    let signs: Vec<Sign> = signs.collect::<Option<_>>()?;
    let sure = signs.contains(&Sign::Sure);
    signs.first().map(|_| if sure { Sign::Sure } else { Sign::Maybe })
}

/// Whether an item leads to a heading of its own note, and so do those below it.
fn is_anchor(item: &Item) -> bool {
    let (own, below) = parts(item);
    let leads = |inline: &Inline| match &inline.kind {
        InlineKind::Link(link) => match &link.target {
            Target::Topic(at) => at.topic != TopicId(0),
            Target::Unresolved(to) | Target::Url(to) => to.starts_with('#'),
        },
        _ => false,
    };
    let lists = |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.items.iter().all(is_anchor));
    matches!(own, [only] if leads(only)) && below.iter().all(lists)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, explained};
    use crate::model::CardLevel;

    const SLUICE: &str = "A sluice is a small gate that lets water through.\n";
    const ASKED: &str = "What is a **Sluice**? => a small gate that lets water through.";

    #[test]
    fn what_a_note_says_of_itself_is_no_answer() {
        for head in [
            "22-12-2024 22:18\n\nStatus:\n\nTags: [[Docks]] [[Ships]]\n",
            "2024-06-30\n",
            "**Source:** Port studies 2e, chapter 6\n",
            "Course: HAR 101\nInstructor: Ann Mole\nDate: 3/6/24\n",
            "*Last updated: June 2024*\n",
            "- Gates, p. 23-24\n",
            "- [x] Harbour code § 1\n- [ ] Problems 3, 4\n",
            "To read:\n- the harbour book, 41-72\n- the almanac\n",
            "← [[Docks]] | [[Ships]] →\n",
            "> [!info] About\n> Created: 2024-06-30\n> Source: the almanac\n",
            "| Created | Status |\n|---|---|\n| 2024-06-30 | draft |\n",
            "My notes on sluices\n",
            "```dataview\nLIST FROM [[Docks]]\n```\n",
            "Source #almanac\n",
            "By Ann Mole on 2024-06-30\n",
            "Ann Mole, «The book of docks». Spring 2024. <https://docks.example/101/>.\n",
        ] {
            check(&format!("# Sluice\n\n{head}\n{SLUICE}"), &[ASKED]);
            check(&format!("{head}\n# Sluice\n\n{SLUICE}"), &[ASKED]);
        }
    }

    #[test]
    fn it_stays_on_the_first_card() {
        let note = format!("# Sluice\n2024-06-30\nLecturer: Ann Mole\n\n{SLUICE}");
        assert_eq!(explained(&note, CardLevel::Section).cards[0].extra, "2024-06-30\nLecturer: Ann Mole");
    }

    #[test]
    fn in_other_languages_too() {
        let (german, spanish) = (
            "Eine Schleuse ist ein Bauwerk, das Boote zwischen zwei Wasserständen hebt.",
            "Una esclusa es una obra que eleva los barcos entre dos niveles de agua.",
        );
        let asked = format!("Was versteht man unter **Schleuse**? => {german}");
        for head in [
            "Sonntag, 30. Juni 2024",
            "Dozent: Dr. Maulwurf\nKurs: Häfen 101",
            "Zurück zu [[Häfen]]",
            "- [x] Kapitel 4 lesen\n- [ ] Aufgabe 3",
        ] {
            check(&format!("# Schleuse\n\n{head}\n\n{german}\n"), &[&asked]);
        }
        let asked = format!("¿Qué es **Esclusa**? => {spanish}");
        check(&format!("# Esclusa\n\nFecha: 30 de junio de 2024\n\n{spanish}\n"), &[&asked]);
    }

    #[test]
    fn keys_of_the_subject_are_none_of_the_note() {
        check(
            "# Waterloo\n\nDate: 18 June 1815\nVictor: Wellington\n",
            &["What is the date of **Waterloo**? => 18 June 1815", "**Waterloo**: **Victor**? => Wellington"],
        );
        check(
            "# Cat\n\nClass: mammals\nOrder: carnivores\n",
            &["**Cat**: **Class**? => mammals", "**Cat**: **Order**? => carnivores"],
        );
    }

    #[test]
    fn a_list_of_tasks_that_is_all_of_a_note_is_its_subject() {
        check(
            "# Before casting off\n- [ ] check the fuel\n- [ ] close the hatches\n",
            &[
                "What are the main points about **Before casting off**? (2) => - [ ] check the fuel / - [ ] close the hatches",
            ],
        );
    }

    #[test]
    fn what_is_still_to_be_done_is_no_answer() {
        check(&format!("# Docks\n## Sluice\n{SLUICE}\n- [ ] draw one\n"), &[ASKED]);
        check(
            "# Docks\n## Sluice\nParts of it:\n- a gate\n- [ ] find the others\n- a wheel\n",
            &["Parts of it … (2) => - a gate / - a wheel"],
        );
        check(
            &format!(
                "# Docks\n## Sluice\n{SLUICE}\nSee also:\n- [the almanac](https://a.example), which has a drawing of one\n"
            ),
            &[ASKED],
        );
    }

    #[test]
    fn a_day_below_any_heading_is_no_answer() {
        check(&format!("# Docks\n## Sluice\n2024-06-30\n\n{SLUICE}"), &[ASKED]);
    }

    #[test]
    fn an_address_is_no_point() {
        check(
            "# Hull\n- link to the paper - <https://a.example/hull.pdf>\n- A hull is the body of a ship\n- It has ribs\n",
            &["What is a **Hull**? => the body of a ship", "What does a **Hull** have? => ribs"],
        );
    }
}
