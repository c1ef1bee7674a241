//! A sentence or the own line of an item, as the patterns see it.

use super::clause;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::list::introduces;
use crate::cards::phrases::Scene;
use crate::cards::piece::{Piece, PieceKind, parts, span_of};
use crate::cards::subject::Subject;
use crate::cards::words::{self, Word};
use crate::cards::{Rule, credit, sentence};
use crate::model::{Block, BlockKind, CardLevel, Inline, InlineKind, Item, Span};

/// A label that a sentence stands behind has at most this many words.
const LABEL: usize = 3;

/// A parent item of at most this many words is the subject of the items below it.
const NOUN_PHRASE: usize = 4;

/// An answer of so few words that points elsewhere says nothing.
const POINTING: usize = 3;

/// What is longer, in words, is no sentence that a pattern could ask (a Han character is a word here).
const LONGEST: usize = 200;

/// A line of more sentences is a wall of text; its topic asks for it.
const MOST_SENTENCES: usize = 100;

/// What is tried against the patterns.
pub(super) struct Unit<'a> {
    pub(super) subject: &'a Subject<'a>,
    /// Its inlines.
    pub(super) line: Vec<Inline>,
    /// Its words, emphasis set aside.
    pub(super) words: Vec<Word>,
    /// Its source.
    pub(super) span: Span,
    /// What hangs below an item; such an item asks for its children.
    pub(super) below: &'a [Block],
    /// Its source with what hangs below it.
    pub(super) whole: Span,
    /// `^block-id` of its line.
    pub(super) block_id: Option<String>,
    /// What a sentence without a subject is about.
    pub(super) owner: Vec<Word>,
}

/// Every sentence and item of the topic, in the order of its text.
pub(super) fn units<'a>(subject: &'a Subject<'a>) -> Vec<Unit<'a>> {
    // Above `atomic` only calls are asked, and they begin with code.
    let mut units = Units { subject, calls: subject.level != CardLevel::Atomic, found: Vec::new() };
    let owner = before_dash(&subject.name);
    for piece in &subject.pieces {
        match piece.kind {
            PieceKind::Line(line) => {
                let line = Line { own: line, below: &[], whole: piece.span, block_id: piece.block.id.as_ref() };
                units.push(&line, owner);
            }
            PieceKind::List(list) => units.items(&list.items, owner),
            PieceKind::Block(_) => {}
        }
    }
    units.found
}

/// The sentences of an item, whatever the level, with those of the items below it if they are wanted.
pub(super) fn of_item<'a>(subject: &'a Subject<'a>, item: &'a Item, below: bool) -> Vec<Unit<'a>> {
    let mut units = Units { subject, calls: false, found: Vec::new() };
    let owner = before_dash(&subject.name);
    if below {
        units.items(std::slice::from_ref(item), owner);
    } else {
        units.item(item, owner);
    }
    units.found
}

/// A name without what its title says of it behind a dash: "Spenserian - another English twist".
fn before_dash(name: &[Word]) -> &[Word] {
    let dash = |word: &Word| word.is_text() && matches!(word.text(), "-" | "–" | "—");
    &name[..name.iter().position(dash).filter(|&at| at > 0).unwrap_or(name.len())]
}

/// Units in the making.
struct Units<'a> {
    subject: &'a Subject<'a>,
    /// Whether only calls are wanted.
    calls: bool,
    found: Vec<Unit<'a>>,
}

/// A line with what belongs to it.
struct Line<'a> {
    own: &'a [Inline],
    below: &'a [Block],
    whole: Span,
    block_id: Option<&'a String>,
}

impl<'a> Units<'a> {
    fn items(&mut self, items: &'a [Item], owner: &[Word]) {
        for item in items {
            let (own, below) = self.item(item, owner);
            for block in below {
                if let BlockKind::List(inner) = &block.kind {
                    let said = super::super::phrases::without_colon(&words::words(own));
                    let noun = said.len() <= NOUN_PHRASE && !(0..said.len()).any(|at| is_verb(self.subject, &said, at));
                    self.items(&inner.items, if noun && !said.is_empty() { &said } else { owner });
                }
            }
        }
    }

    fn item(&mut self, item: &'a Item, owner: &[Word]) -> (&'a [Inline], &'a [Block]) {
        let (own, below) = parts(item);
        let block_id = item.blocks.first().and_then(|block| block.id.as_ref());
        self.push(&Line { own, below, whole: item.span, block_id }, owner);
        (own, below)
    }

    fn push(&mut self, line: &Line<'a>, owner: &[Word]) {
        // Most lines are a sentence that begins with none.
        let no_call = || !has_code(line.own) || sentence::is_single(line.own) && !calls(line.own);
        if self.calls && no_call() || sentence::count(line.own) > MOST_SENTENCES {
            return;
        }
        let sentences = sentence::sentences(line.own);
        let below = if sentences.len() == 1 { line.below } else { &[] };
        if let [Inline { kind: InlineKind::Link(_) | InlineKind::Image(_), .. }] = line.own {
            return;
        }
        for sentence in sentences {
            if self.calls && !calls(&sentence) {
                continue;
            }
            let words = bare(clause::uncounted(self.subject, without_label(self.subject, words::words(&sentence))));
            // A row that is no table to the parser is no sentence either.
            let row = words.iter().any(|word| word.is_text() && word.text().starts_with('|'));
            let some = (1..=LONGEST).contains(&words.len());
            let Some(span) = span_of(&sentence).filter(|_| some && !row) else { continue };
            let (subject, whole, block_id) = (self.subject, line.whole, line.block_id.cloned());
            // "It asks too much" below "Justice" under "Objections" tells of what is objected to.
            let of_above = subject.is_point() && subject.book.is("pronoun", &words[0]) && owner == subject.name;
            let owner = if of_above { subject.above.clone() } else { owner.to_vec() };
            self.found.push(Unit { subject, line: sentence, words, span, below, whole, block_id, owner });
        }
    }
}

/// Whether a sentence begins with code, perhaps behind a label.
fn calls(sentence: &[Inline]) -> bool {
    words::has_code(sentence, LABEL + 1)
}

/// Whether a code span stands in the line, in bold or a link too.
fn has_code(line: &[Inline]) -> bool {
    line.iter().any(|inline| match &inline.kind {
        InlineKind::Code(_) => true,
        outer => has_code(outer.children()),
    })
}

/// The words of a line that stands in parentheses as a whole, without them.
fn bare(words: Vec<Word>) -> Vec<Word> {
    let mut inside = words.clone();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return words };
    if words.len() < 3
        || !first.text().starts_with('(')
        || !last.text().ends_with(')')
        || first.text().starts_with("((")
    {
        return words;
    }
    if let Some(first) = inside.first_mut() {
        first.reword(|text| text[1..].into());
    }
    if let Some(last) = inside.last_mut() {
        last.reword(|text| text.strip_suffix(')').unwrap_or(text).into());
    }
    let torn = inside.iter().any(|word| word.text().is_empty()) || !balanced(&inside);
    if torn { words } else { inside }
}

/// The words behind `random note:`.
fn without_label(subject: &Subject, words: Vec<Word>) -> Vec<Word> {
    let Some(colon) = words.iter().take(LABEL).position(|word| word.is_text() && word.text().ends_with(':')) else {
        return words;
    };
    let label: Vec<&str> = words[..=colon].iter().map(|word| word.key.as_str()).collect();
    if subject.book.is_key("label", &label.join(" ")) { words[colon + 1..].to_vec() } else { words }
}

impl<'a> Unit<'a> {
    /// Some of its words, as what is said of something else.
    pub(super) fn about(&self, owner: Vec<Word>, words: &[Word]) -> Unit<'a> {
        let (line, below, block_id) = (Vec::new(), &[][..], None);
        Unit {
            subject: self.subject,
            line,
            words: words.to_vec(),
            span: self.span,
            below,
            whole: self.whole,
            block_id,
            owner,
        }
    }

    /// Whether the word at `at` belongs to a class.
    pub(super) fn is(&self, class: &str, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.subject.book.is(class, word))
    }

    /// Whether the word at `at` is a finite verb.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        is_verb(self.subject, &self.words, at)
    }

    /// The place of the first finite verb behind a subject.
    pub(super) fn verb(&self) -> Option<usize> {
        (1..self.words.len().min(9)).find(|&at| self.is_verb(at))
    }

    /// How many words from `at` on are an entry of a class; the longest entry wins.
    pub(super) fn phrase(&self, class: &str, at: usize) -> Option<usize> {
        let may_open = |word: &Word| self.subject.book.may_open(class, &word.key);
        if !self.words.get(at).is_some_and(may_open) {
            return None;
        }
        (1..=4).rev().find(|&length| {
            let words = self.words.get(at..at + length).unwrap_or_default();
            let said: Vec<&str> = words.iter().map(|word| word.key.as_str()).collect();
            !said.is_empty() && self.subject.book.is_key(class, &said.join(" "))
        })
    }

    /// Whether its owner is a thing, of which something can be told: not "storing fractions", nor "Roles of pilots", nor "Joining"
    /// over code, which is what the text speaks of.
    pub(super) fn has_owner(&self) -> bool {
        let Some(first) = self.owner.first() else { return false };
        let doing = self.subject.book.is("gerund", first);
        let deed = doing || self.subject.book.is("command", first);
        let titled = self.subject.name.starts_with(&self.owner);
        let set = self.subject.facet.is_none()
            && titled
            && self.subject.title.iter().any(|word| self.subject.book.is_set_noun(word))
            || !titled
                && !self.line.is_empty()
                && self.owner.last().is_some_and(|word| self.subject.book.is_set_noun(word));
        let code = |piece: &Piece| matches!(piece.kind, PieceKind::Block(BlockKind::Code(_)));
        let of_code = doing && self.subject.pieces.iter().any(code);
        !set && !of_code && (!deed || self.owner.len() == 1)
    }

    /// Whether the sentence asks, or introduces what is below it.
    pub(super) fn is_open(&self) -> bool {
        if self.words.last().is_some_and(|word| self.subject.book.is("breaks_off", word) && word.text() == word.key) {
            return true;
        }
        let lists = self.below.iter().any(|block| matches!(block.kind, BlockKind::List(_)));
        (lists && introduces(self.subject, &self.line))
            || self
                .words
                .last()
                .is_some_and(|word| word.is_text() && word.text().ends_with([':', '?', '…', '：', '？']))
    }

    /// A scene with the owner as the topic.
    pub(super) fn scene(&self) -> Scene<'_> {
        Scene { topic: &self.owner, span: self.span, ..self.subject.scene() }
    }

    /// A question by a phrase of the book and the answer to it; none where a side is empty or torn.
    pub(super) fn ask(&self, rule: u8, phrase: &str, scene: &Scene, answer: &[Word]) -> Option<Draft> {
        let whole = scene.filled().all(|(_, words)| balanced(words));
        whole.then(|| self.asked(rule, self.subject.book.say(phrase, scene), answer)).flatten()
    }

    /// The same with a question that is made already.
    pub(super) fn asked(&self, rule: u8, question: Vec<Inline>, answer: &[Word]) -> Option<Draft> {
        let (answer, more) = clause::first(self.subject, answer);
        let answer = trimmed(answer);
        let is = |class: &str, word: &Word| self.subject.book.is(class, word);
        // "gives us the", "he will": the note breaks off.
        let torn = answer.last().is_some_and(|last| is("article", last) || answer.len() > 1 && is("finite_aux", last));
        // "the following steps", "this way": the answer stands elsewhere.
        let points = |word: &Word| ["demonstrative", "following", "on_the_page"].iter().any(|class| is(class, word));
        let torn = torn || answer.len() <= POINTING && answer.iter().take(2).any(points);
        let extra = if more.is_empty() { Vec::new() } else { vec![paragraph(words::inlines(more), self.span)] };
        let card =
            || Draft::ask(Rule::R(rule), question, self.span).answer_line(words::inlines(&answer)).and_extra(extra);
        // A sound in the line has no words, and would be lost.
        (!answer.is_empty() && !torn && balanced(&answer) && !credit::has_picture(&self.line)).then(card)
    }

    /// The first of the words from `from` on that ends in a comma outside parentheses.
    pub(super) fn comma(&self, from: usize) -> Option<usize> {
        (from..self.words.len()).find(|&at| {
            let word = &self.words[at];
            word.is_text() && word.text().ends_with([',', '，']) && balanced(&self.words[..=at])
        })
    }
}

/// Whether the word at `at` is a finite verb there.
pub(crate) fn is_verb(subject: &Subject, words: &[Word], at: usize) -> bool {
    let book = subject.book;
    let plain = |word: &&Word| {
        word.is_text() && word.text() == word.key || at == 0 && words::is_lowered(word.text(), &word.key)
    };
    let Some(word) = words.get(at).filter(plain) else { return false };
    if book.is("finite_aux", word) {
        return true;
    }
    // Most words are no verb anywhere, and what stands around them is not looked at.
    if !["finite_s", "finite_base", "finite_s_or_noun"].iter().any(|class| book.is(class, word)) {
        return false;
    }
    let before = at.checked_sub(1).map(|at| &words[at]);
    if before.is_some_and(|before| book.is("before_noun", before)) {
        return false;
    }
    if book.is("finite_s", word) {
        return true;
    }
    // "responsiveness to changes in price": a preposition holds a noun.
    if book.is("finite_s_or_noun", word) && before.is_some_and(|before| book.is("preposition", before)) {
        return false;
    }
    let plural = |word: &Word| book.is("plural", word) && !word.text().ends_with(',');
    // "survivors in that generation get …": the noun before the first preposition is what is many.
    let head = words[..at].iter().skip(1).position(|word| book.is("preposition", word)).map(|place| &words[place]);
    let infinitive = at > 1 && words[..at].iter().rev().take(2).any(|word| book.is("infinitive", word));
    let many = before.into_iter().chain(head).any(plural);
    (book.is("finite_base", word) && many && !infinitive)
        || (book.is("finite_s_or_noun", word) && takes_object(subject, words, at, before.is_some_and(plural)))
}

/// Whether what stands around the homograph at `at` makes a verb of it; `many` tells that several things stand before it.
fn takes_object(subject: &Subject, words: &[Word], at: usize, many: bool) -> bool {
    let book = subject.book;
    let Some(after) = words.get(at + 1) else { return false };
    // "numbers every programmer should know": the verb comes later.
    let later = words[at + 1..]
        .iter()
        .take_while(|word| {
            !book.is("relative_or_clause", word) && !book.is("conjunction", word) && !book.is("comma", word)
        })
        .any(|word| book.is("finite_aux", word));
    let described = words.first().is_some_and(|first| book.is("gerund", first) || book.is("participle", first));
    let strong = book.is("after_verb", after) || after.is_code();
    let weak = at > 0 && !many && !described && book.is("after_verb_of_one", after) && !words[at - 1].is_code();
    !later && (strong || weak)
}

/// The words without an end mark.
pub(super) fn trimmed(words: &[Word]) -> Vec<Word> {
    let mut words = words.to_vec();
    while let Some(last) = words.last_mut() {
        if !last.is_text() {
            break;
        }
        last.reword(|text| {
            let kept = text.trim_end_matches(['.', ',', ';', '。', '，', '；', ' ']);
            let etc = kept.len() < text.len() && matches!(kept, "etc" | "e.g" | "i.e");
            if etc { text.into() } else { kept.into() }
        });
        if !last.text().is_empty() {
            break;
        }
        words.pop();
    }
    words
}

/// Whether no parenthesis is torn.
pub(super) fn balanced(words: &[Word]) -> bool {
    let mut depth = 0i32;
    for word in words.iter().filter(|word| word.is_text()) {
        for c in word.text().chars() {
            depth += match c {
                '(' | '[' | '（' | '“' => 1,
                ')' | ']' | '）' | '”' => -1,
                _ => 0,
            };
            if depth < 0 {
                return false;
            }
        }
    }
    let quotes = words.iter().filter(|word| word.is_text()).flat_map(|word| word.text().chars()).filter(|&c| c == '"');
    depth == 0 && quotes.count() % 2 == 0
}
