//! R13, emphasis: what the author set in bold or highlighted inside a sentence is blanked.
//!
//! - Sessions live in **Redis** for a day   =>   Sessions live in […] for a day   Redis
//!
//! A sentence with more than three such spans, or one that is bold as a whole, has no emphasis in it.

use super::unit::Unit;
use crate::cards::Rule;
use crate::cards::draft::{Draft, paragraph};
use crate::cards::expansion::spells;
use crate::cards::phrases::is_acronym;
use crate::cards::words::{self, Word};
use crate::model::{Cloze, Inline, InlineKind, plain_text};

/// A span of more words is a sentence.
const LONGEST: usize = 6;
/// More spans than this are a way to write.
const MOST: usize = 3;
/// In a sentence of more words nobody finds what is asked.
const SENTENCE: usize = 40;
/// So many words must stand beside the blanks.
const CONTEXT: usize = 3;

pub(super) fn card(unit: &Unit) -> Option<Draft> {
    let marked: Vec<usize> = (0..unit.line.len()).filter(|&at| is_marked(unit, at)).collect();
    let all = unit.line.iter().filter(|inline| emphasised(inline).is_some()).count();
    let advice = unit.is("command", 0) || unit.is("finite_base_any", 0);
    let length = words::count(&words::text(&unit.words));
    let opening: Vec<&str> = unit.words.iter().take(2).map(|word| word.key.trim_end_matches(',')).collect();
    let example = unit.subject.book.is_key("label", &opening.join(" "));
    if advice || example || length > SENTENCE || marked.is_empty() || marked.len() < all || all > MOST || unit.is_open()
    {
        return None;
    }
    let said = |line: &[Inline]| words::count(&words::text(&words::words(line)));
    let hidden: usize = marked.iter().map(|&at| said(&unit.line[at..=at])).sum();
    if length < hidden + CONTEXT {
        return None;
    }
    let line = blanked(&unit.line, &marked);
    let mut front = vec![paragraph(line, unit.span)];
    // "[…] secondary to a contact" has nothing before it but the item above.
    if marked[0] == 0 && unit.owner != unit.subject.name && !told(unit, &marked) {
        let owner = Inline::new(InlineKind::Strong(words::inlines(&unit.owner)), unit.span);
        front.insert(0, paragraph(vec![owner], unit.span));
    }
    Some(Draft::cloze(Rule::R(13), front, unit.span))
}

/// Whether the item above says what is blanked.
fn told(unit: &Unit, marked: &[usize]) -> bool {
    let owner = words::keys(&unit.owner);
    marked.iter().any(|&at| words::keys(&words::words(&unit.line[at..=at])).iter().all(|key| owner.contains(key)))
}

/// The line with the marked spans in blanks, each with its gloss: **熵**(entropy) is one term in two languages.
fn blanked(line: &[Inline], marked: &[usize]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut number = 0;
    let mut left: Option<Inline> = None;
    for (at, inline) in line.iter().enumerate() {
        let inline = left.take().unwrap_or_else(|| inline.clone());
        if !marked.contains(&at) {
            out.push(inline);
            continue;
        }
        number += 1;
        let span = inline.span;
        let mut content = vec![inline];
        if let Some((gloss, after)) = line.get(at + 1).and_then(|next| gloss(&content[0], next)) {
            content.push(gloss);
            left = Some(after);
        }
        out.push(Inline::new(InlineKind::Cloze(Cloze { number, content, hint: String::new() }.into()), span));
    }
    out
}

/// The parenthesis right behind a term that says it in another script or by its initials, and what follows it.
fn gloss(term: &Inline, next: &Inline) -> Option<(Inline, Inline)> {
    let InlineKind::Text(text) = &next.kind else { return None };
    let start = text.len() - text.trim_start().len();
    let inside = text[start..].strip_prefix(['(', '（'])?;
    let length = inside.find([')', '）'])?;
    let (said, rest) = inside.split_at(length);
    let end = text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
    let ideographs = |text: &str| text.contains(words::is_ideograph);
    let other = ideographs(&plain_text(std::slice::from_ref(term))) != ideographs(said);
    let short = words::count(said) <= LONGEST && said.contains(char::is_alphabetic);
    let initials = || is_acronym(said) && spells(said, &words::words(std::slice::from_ref(term)), |_| false);
    (short && (other || initials()))
        .then(|| (Inline::text(&text[..end], next.span), Inline::text(&text[end..], next.span)))
}

/// What an inline emphasises.
fn emphasised(inline: &Inline) -> Option<&[Inline]> {
    match &inline.kind {
        InlineKind::Strong(inner) | InlineKind::Highlight(inner) => Some(inner),
        _ => None,
    }
}

/// Whether the inline at `at` is worth a blank: short, no label before a colon, and not what the card is about.
fn is_marked(unit: &Unit, at: usize) -> bool {
    let Some(inner) = emphasised(&unit.line[at]) else { return false };
    if splits_word(&unit.line, at) {
        return false;
    }
    let said = words::words(inner);
    let after = unit.line.get(at + 1).map(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_start().starts_with([':', '：', '-', '–', '—', '=']),
        _ => false,
    });
    let closed = |word: &Word| word.text().ends_with(':') || at == 0 && word.text().ends_with(['.', ')']);
    let label = at == 0 && after.unwrap_or(true) || said.last().is_some_and(closed);
    let keys = words::keys(&said);
    let titled = unit.subject.trail_keys.iter().any(|title| keys.iter().all(|key| title.contains(key)));
    let about = titled || said.iter().all(|word| unit.owner.iter().any(|owner| owner.key == word.key));
    let asks = said.last().is_some_and(|word| word.text().ends_with(['?', '？']));
    let classes =
        ["function", "adverb", "modal_can", "before_noun", "finite_aux", "number", "finite_base_any", "command"];
    let little = said.iter().all(|word| classes.iter().any(|class| unit.subject.book.is(class, word)));
    let text = words::text(&said);
    (1..=LONGEST).contains(&words::count(&text)) && !label && !about && !asks && !little && is_term(unit, at, &text)
}

/// Whether the span is a part of a word: "**S**ingle Responsibility".
fn splits_word(line: &[Inline], at: usize) -> bool {
    let own = plain_text(&line[at..=at]);
    let after = line.get(at + 1).map(|next| plain_text(std::slice::from_ref(next))).unwrap_or_default();
    let before = at.checked_sub(1).map(|at| plain_text(&line[at..=at])).unwrap_or_default();
    let letter = |c: char| c.is_alphabetic() && !words::is_ideograph(c);
    let joined = |a: &str, b: &str| a.ends_with(letter) && b.starts_with(letter);
    joined(&own, &after) || joined(&before, &own)
}

/// Whether the span is the name of something: not "几乎没有任何要求", 待证明, nor what the sentence says a second time.
fn is_term(unit: &Unit, at: usize, text: &str) -> bool {
    let marks = &unit.subject.book.marks;
    let of = |inline: &Inline| matches!(&inline.kind, InlineKind::Text(text) if text.starts_with('的'));
    let again = || plain_text(&unit.line).matches(text).count() > 1;
    marks.is_empty()
        || (marks.find("no_term", text).is_none() && !again() && !(at == 0 && unit.line.get(1).is_some_and(of)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn initials_behind_a_term_are_hidden_with_it() {
        super::super::tests::check(
            "## Compiler\nSome text stands here first.\n\nThe parser builds an **abstract syntax tree** (AST) of the whole file.\n",
            "The parser builds an […] of the whole file. => abstract syntax tree (AST)",
        );
    }

    use super::super::tests::{check, check_not};

    #[test]
    fn a_bold_word_is_blanked() {
        check("## Web\n- Sessions live in **Redis** for a day\n- x", "Sessions live in […] for a day => Redis");
    }

    #[test]
    fn a_term_is_blanked_with_its_gloss_and_stands_in_its_own_sentence() {
        check(
            "## 信息\n信息是不确定性的减少。\n\n熵越大越难预测。由数据估计的熵称为**经验熵**(empirical entropy)，用得很多。\n",
            "由数据估计的熵称为[…]，用得很多。 => 经验熵(empirical entropy)",
        );
    }

    #[test]
    fn emphasis_that_is_no_term_is_not_blanked() {
        check_not(
            "## 信息\n这种定义对集合系**几乎没有任何要求**，因此很广泛。\n\n**态射**更一般，有时函数也叫做**态射**。\n",
            "[…]",
        );
    }

    #[test]
    fn a_blank_below_a_formula_shows_the_formula() {
        check(
            "## 序列\n若\n$$\nA_n \\subseteq A_{n+1}\n$$\n则称序列为**非降**的。\n",
            "若 / $$ / A_n subseteq A_{n+1} / $$ / 则称序列为[…]的。 => 非降",
        );
    }

    #[test]
    fn a_bold_sentence_and_a_label_are_not() {
        check_not(
            "# Häfen\n## Lage\nEin Hafen liegt am Wasser und an der Bahn.\n\nDie **Vorteile** sind hierbei\n- kurze Wege\n- Ruhe",
            "[…] sind",
        );
        check_not("## Web\n- **All of it is bold**\n- **Note:** text goes here", "[…] text");
        check_not("## Web\n- this is **not** so at all today\n- x", "this is […]");
    }
}
