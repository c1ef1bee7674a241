//! The language of a text that names none: by its script, and among languages of one script by its little words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use memchr::{memchr2, memchr3};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::script::language_of;
use crate::model::Note;

/// Words looked at; the language of a note shows early.
const SAMPLE: usize = 600;
/// Characters looked at.
const BEGINNING: usize = 6000;
/// Fewer little words say nothing, nor does less than one in [`SHARE`] words: code and addresses hold some by chance.
const FEWEST: usize = 3;
const SHARE: usize = 20;
/// So many notes in a language make it that of the notes around them.
const MANY: usize = 5;

/// The languages that a little word belongs to, as places in [`Languages::names`].
struct Languages {
    names: Vec<String>,
    /// Words of few ASCII letters, each as a number.
    of_short: FxHashMap<u64, Vec<usize>>,
    of_other: FxHashMap<String, Vec<usize>>,
    /// The most bytes of a little word.
    longest: usize,
}

impl Languages {
    fn add(&mut self, word: String, language: usize) {
        self.longest = self.longest.max(word.len());
        let languages = match short(&word) {
            Some(short) => self.of_short.entry(short).or_default(),
            None => self.of_other.entry(word).or_default(),
        };
        languages.push(language);
    }

    /// The languages of which a word, large or small, is a little word.
    fn of(&self, word: &str) -> &[usize] {
        // A capital of more bytes than its small letter is rare, and no little word has one.
        let found = match short(word) {
            Some(short) => self.of_short.get(&short),
            None if word.len() <= self.longest => self.of_other.get(&word.to_lowercase()),
            None => None,
        };
        found.map_or(&[], Vec::as_slice)
    }
}

/// Bytes of a word that is a number.
const SHORT: usize = 8;

/// A word of few ASCII letters, large or small, as a number.
fn short(word: &str) -> Option<u64> {
    (word.len() <= SHORT && word.is_ascii())
        .then(|| word.bytes().fold(0, |number, byte| number << 8 | u64::from(byte | 0x20)))
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let file: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../templates/phrases/languages.toml"))
        .unwrap_or_else(|error| unreachable!("a test reads languages.toml: {error}"));
    let mut languages =
        Languages { names: Vec::new(), of_short: FxHashMap::default(), of_other: FxHashMap::default(), longest: 0 };
    for (at, (name, words)) in file.into_iter().enumerate() {
        languages.names.push(name);
        for word in words {
            languages.add(word, at);
        }
    }
    languages
});

/// The language of a note (BCP 47): what it names, else `lang` unless that is empty, else that of the notes around it where its
/// own text tells none, else what its text shows.
pub fn of_note<'a>(note: &'a Note, lang: &'a str) -> &'a str {
    named(note, lang).unwrap_or_else(|| of(&note.text))
}

/// The same without a look at its text.
pub(crate) fn named<'a>(note: &'a Note, lang: &'a str) -> Option<&'a str> {
    note.meta.lang.as_deref().or((!lang.is_empty()).then_some(lang)).or(note.lang)
}

/// Gives the notes in Latin letters that tell no language that of the others, if most of those that tell one are in it: "Si es
/// compacto" among notes in Spanish. English needs no telling, and another script gives nothing away.
pub fn share(notes: &mut [Note]) {
    let of_note = |note: &Note| {
        let text = prose(&note.text);
        told(&text).ok_or_else(|| language_of(&text))
    };
    let told: Vec<_> = notes.par_iter().map(of_note).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter().flatten().for_each(|&code| *counts.entry(code).or_default() += 1);
    let all: usize = counts.values().sum();
    let most = counts.into_iter().find(|&(_, count)| count >= MANY && count * 3 >= all * 2).map(|(code, _)| code);
    let Some(most) = most.filter(|&code| code != "en" && LANGUAGES.names.iter().any(|name| name == code)) else {
        return;
    };
    for (note, told) in notes.iter_mut().zip(told) {
        note.lang = (told == Err("en")).then_some(most);
    }
}

/// The language that a text shows (BCP 47): `en` for Latin script without a sign of another one, `und` where nothing tells.
pub fn of(text: &str) -> &'static str {
    of_prose(&prose(text))
}

/// The same of a text without code, formulas and HTML.
pub(crate) fn of_prose(text: &str) -> &'static str {
    told(text).unwrap_or_else(|| language_of(text))
}

/// The language that such a text tells by its script or its little words, English too.
fn told(text: &str) -> Option<&'static str> {
    let script = language_of(text);
    if !matches!(script, "en" | "und") {
        return Some(script);
    }
    let (hits, words) = hits(text);
    let english = LANGUAGES.names.iter().position(|name| name == "en").map_or(0, |at| hits[at]);
    // The first of equals, so that the answer does not depend on chance.
    let best = (0..hits.len()).rev().max_by_key(|&at| hits[at])?;
    let enough = |hits: usize| hits >= FEWEST.max(words / SHARE);
    match () {
        () if enough(hits[best]) && hits[best] > 2 * english => Some(&LANGUAGES.names[best]),
        () if enough(english) => Some("en"),
        () => None,
    }
}

/// How many little words of each language a text has, and how many words.
fn hits(text: &str) -> (Vec<usize>, usize) {
    let languages = &*LANGUAGES;
    let (mut hits, mut words) = (vec![0; languages.names.len()], 0);
    for word in letters(text).take(SAMPLE) {
        words += 1;
        for &language in languages.of(word) {
            hits[language] += 1;
        }
    }
    (hits, words)
}

/// The languages of two texts that stand side by side, where their little words tell them apart. Most have none, and the other
/// is not looked at.
pub(crate) fn apart(one: &str, other: impl FnOnce() -> String) -> Option<(&'static str, &'static str)> {
    let best = |hits: &[usize]| (0..hits.len()).rev().max_by_key(|&at| hits[at]);
    let (one, _) = hits(one);
    let a = best(&one).filter(|&a| one[a] > 1)?;
    let (other, _) = hits(&other());
    let b = best(&other)?;
    let tells = |hits: &[usize], own: usize, other: usize| hits[own] > 1 && hits[own] > 2 * hits[other];
    (a != b && tells(&one, a, b) && tells(&other, b, a)).then(|| (&*LANGUAGES.names[a], &*LANGUAGES.names[b]))
}

/// The runs of letters of a text.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        // Most letters, and most of what stands between them, are of ASCII.
        let bytes = rest.as_bytes();
        let start = bytes.iter().position(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())?;
        let start = if bytes[start].is_ascii() { start } else { start + rest[start..].find(char::is_alphabetic)? };
        let word = bytes[start..].iter().position(|byte| !byte.is_ascii_alphabetic());
        let end = word.map_or(bytes.len(), |length| start + length);
        let end = match bytes.get(end) {
            Some(byte) if !byte.is_ascii() => {
                end + rest[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len() - end)
            }
            _ => end,
        };
        let word = &rest[start..end];
        rest = &rest[end..];
        Some(word)
    })
}

/// The beginning of a text without its code, formulas and HTML, which are Latin letters in every language.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(BEGINNING));
    push_prose(text, &mut out);
    out
}

/// Adds the same to another.
pub(crate) fn push_prose(text: &str, out: &mut String) {
    let long = (text.len() > BEGINNING).then(|| text.char_indices().nth(BEGINNING)).flatten();
    let end = long.map_or(text.len(), |(at, _)| at);
    let mut rest = &text[..end];
    while let Some(at) = memchr3(b'`', b'$', b'<', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, space) = covered(rest);
        out.push_str(if space { " " } else { "" });
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// How many bytes a span of code, a formula or a tag at the start of `text` has, and whether a space stands for it.
fn covered(text: &str) -> (usize, bool) {
    let sign = text.as_bytes()[0];
    let run = |at: usize| text.as_bytes()[at..].iter().take_while(|&&byte| byte == sign).count();
    let (open, close) = if sign == b'<' { (1, b'>') } else { (run(0), sign) };
    let mut at = open;
    while let Some(found) = memchr2(close, b'\n', &text.as_bytes()[at..]) {
        at += found;
        match text.as_bytes()[at] {
            // What opens with one sign ends with its line.
            b'\n' if open == 1 => return (at + 1, true),
            b'\n' => at += 1,
            b'>' => return (at + 1, true),
            _ if run(at) == open => return (at + open, false),
            _ => at += run(at),
        }
    }
    (text.len(), false)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::of;
    use crate::model::NoteId;

    #[test]
    fn a_note_without_a_sign_is_in_the_language_of_the_others() {
        let told = "La guerra fue un conflicto que se libró en España";
        let of_last = |texts: &[&str]| {
            let note = |text: &&str| crate::parse::parse(NoteId(0), "a.md".into(), Arc::from(*text)).0;
            let mut notes: Vec<_> = texts.iter().map(note).collect();
            super::share(&mut notes);
            super::of_note(notes.last().expect("a note"), "").to_owned()
        };
        assert_eq!(of_last(&[told, told, told, told, told, "Si es cerrado"]), "es");
        assert_eq!(of_last(&[told, told, told, told, told, "The gate of the lock that is to be opened"]), "en");
        assert_eq!(of_last(&[told, "Si es cerrado"]), "en");
        assert_eq!(of_last(&[told, told, told, told, told, "القلب"]), "und");
    }

    #[test]
    fn little_words_tell_languages_of_one_script_apart() {
        let told = [
            ("en", "A stack is a list that grows at one end, and `for x in de` is code"),
            ("en", "La La Land: a film by Damien Chazelle"),
            ("en", "git push, git pull"),
            ("de", "Der Reichstag wird nach dem Verhältniswahlrecht gewählt"),
            ("fr", "Le cœur est un muscle qui pompe le sang dans les artères"),
            ("es", "La guerra fue un conflicto que se libró en España"),
            ("pt", "A célula é a unidade básica dos seres vivos e não tem núcleo"),
            ("it", "Il cuore è un muscolo che pompa il sangue nelle arterie della gabbia"),
            ("nl", "Het hart is een spier die bloed door de aderen van het lichaam pompt"),
            ("ru", "Сердце — это мышца, и она не останавливается"),
            ("zh", "栈是一种后进先出的数据结构"),
            ("und", "القلب عضو عضلي"),
            ("zh", "命令 `git commit --amend --no-edit` 与 <kbd>Control</kbd>：修改提交 $\\operatorname{Span}(x)$"),
        ];
        for (language, text) in told {
            assert_eq!(of(text), language, "{text}");
        }
    }
}
