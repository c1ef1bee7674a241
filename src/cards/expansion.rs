//! R1, expansions: what an acronym stands for, where its letters are the initials of the words.
//!
//! - ## GIL / Global Interpreter Lock: mutex …   =>   What does GIL stand for?   Global Interpreter Lock
//! - ## TCP / TCP stands for Transmission …      =>   What does TCP stand for?   Transmission …
//! - ## Amazon VPC / VPC = Virtual Private Cloud =>   What does VPC stand for?   Virtual Private Cloud

use super::draft::Draft;
use super::phrases::{Phrases, Scene, is_acronym};
use super::subject::Subject;
use super::words::{self, Word};
use super::{Rule, cut};
use crate::model::{Inline, Span};

/// The card that asks what the topic, or the acronym in its name, stands for.
pub(super) fn card(subject: &Subject, expansion: Vec<Inline>, span: Span) -> Draft {
    let said = words::words(&expansion);
    let short = acronyms(subject).find(|word| stands_for(subject, word, &said));
    let topic = short.map_or(&subject.name[..], std::slice::from_ref);
    let question = subject.book.say("stands_for", &Scene { topic, ..subject.scene() });
    Draft::ask(Rule::R(1), question, span).answer_line(expansion)
}

/// The acronyms in the name of a topic: "VPC" of "Amazon VPC".
fn acronyms<'s>(subject: &'s Subject) -> impl Iterator<Item = &'s Word> {
    subject.name.iter().filter(|word| word.is_text() && is_acronym(word.text()))
}

fn stands_for(subject: &Subject, acronym: &Word, said: &[Word]) -> bool {
    spells(acronym.text(), said, |word| subject.book.is("expansion_stop", word))
}

/// `Global Interpreter Lock: mutex …`, or the expansion alone on its line, where the topic is an acronym of it.
pub(super) fn of(subject: &Subject, line: &[Inline]) -> Option<(Vec<Inline>, Vec<Inline>)> {
    if !subject.book.can_say("stands_for") || acronyms(subject).next().is_none() {
        return None;
    }
    let told = without_stands_for(subject, line).or_else(|| without_acronym(subject, line));
    let line = told.as_deref().unwrap_or(line);
    let whole = || Some((line.to_vec(), Vec::new()));
    let halves = [": ", ". ", " - ", " – ", " — ", " ("].into_iter().map(|sign| {
        let width = if sign == " (" { 1 } else { sign.len() };
        cut::first(line, |text, at| text[at..].starts_with(sign).then_some(width))
    });
    halves.chain(std::iter::once_with(whole)).flatten().find(|(expansion, _)| {
        let said = words::words(expansion);
        acronyms(subject).any(|name| stands_for(subject, name, &said))
    })
}

/// The line without "VPC =" or "VPC –".
fn without_acronym(subject: &Subject, line: &[Inline]) -> Option<Vec<Inline>> {
    let said = words::words(line);
    let [short, sign, _, ..] = &said[..] else { return None };
    let named = acronyms(subject).any(|name| name.key == short.key);
    let joins = matches!(sign.text(), "=" | "-" | "–" | "—");
    (named && joins).then(|| super::contrast::rest_of(line, 2, false)).flatten()
}

/// The line without "TCP stands for".
fn without_stands_for(subject: &Subject, line: &[Inline]) -> Option<Vec<Inline>> {
    let said = words::words(line);
    let skip = usize::from(said.first().is_some_and(|word| subject.name.iter().any(|name| name.key == word.key)));
    let phrase = [said.get(skip)?.key.as_str(), said.get(skip + 1)?.key.as_str()].join(" ");
    subject.book.is_key("stands_for", &phrase).then(|| super::contrast::rest_of(line, skip + 2, false)).flatten()
}

/// Whether a word is the acronym of a name: "PED" and "PEDs" of "Price elasticity of demand".
pub(crate) fn is_short_for(book: &Phrases, word: &Word, name: &[Word]) -> bool {
    let text = word.text().trim_matches(|c: char| !c.is_alphanumeric());
    let acronym = text.strip_suffix('s').unwrap_or(text);
    name.len() > 1
        && word.is_text()
        && is_acronym(acronym)
        && spells(acronym, name, |word| book.is("expansion_stop", word))
}

/// Whether the initials of the words are the acronym; little words and hyphens count or not.
pub(crate) fn spells(acronym: &str, words: &[Word], small: impl Fn(&Word) -> bool) -> bool {
    let letters: Vec<char> = acronym.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let initials = |skip_small: bool| -> Vec<char> {
        words
            .iter()
            .filter(|word| !(skip_small && small(word)))
            .flat_map(|word| word.key.split(['-', '/']).filter_map(|part| part.chars().next()).collect::<Vec<_>>())
            .filter(|c| c.is_alphabetic())
            .collect()
    };
    words.len() >= 2 && words.len() <= 10 && (initials(true) == letters || initials(false) == letters)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn an_acronym_in_a_name_stands_for_something() {
        check(
            "# Great MDH\nMDH = Master of the Dutch Harbour\n",
            &["What does **MDH** stand for? => Master of the Dutch Harbour"],
        );
    }

    #[test]
    fn the_acronym_of_a_title_is_the_title() {
        check(
            "# Vertical depth of hulls\nVDH measures how deep a ship lies in the water.\n",
            &["What does **Vertical depth of hulls** measure? => VDH measures how deep a ship lies in the water."],
        );
        check(
            "# Vertical depth of hulls\nThe VDH is the depth of a ship in the water.\n",
            &["What is **Vertical depth of hulls**? => The VDH is the depth of a ship in the water."],
        );
    }
}
