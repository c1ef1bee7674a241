//! What notes of a learner of languages are made of: pronouns, articles, names of languages and of forms, in any language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use crate::cards::words::{self, Word};

/// Words by language or by kind, in lower case.
type Lists = BTreeMap<String, FxHashSet<String>>;

#[derive(Deserialize)]
struct Learner {
    pronouns: Lists,
    elided: BTreeMap<String, String>,
    articles: BTreeMap<String, Vec<String>>,
    languages: Lists,
    /// The names of the languages in `order`, by the language that they are written in.
    names: BTreeMap<String, Vec<String>>,
    order: Vec<String>,
    /// Letters of Chinese that Japanese does not write.
    chinese: String,
    titles: BTreeMap<String, Vec<String>>,
    forms: Lists,
    headers: Lists,
}

static LEARNER: LazyLock<Learner> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../templates/phrases/learner.toml"))
        .unwrap_or_else(|error| unreachable!("a test reads learner.toml: {error}"))
});

/// The words of all pronouns and forms: what has none of them is none of either.
static WORDS_OF_FORMS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = LEARNER.pronouns.values().chain(LEARNER.forms.values()).flatten();
    names.flat_map(|name| name.split_whitespace()).collect()
});

/// Whether a label may be a pronoun or the name of a form, or is short for one.
pub(crate) fn may_be_form(label: &str) -> bool {
    let known = |part: &str| WORDS_OF_FORMS.contains(bare(part).as_str());
    let parts = |sign: char| sign.is_whitespace() || matches!(sign, ',' | '/' | '|' | ';' | '+' | '(' | '（');
    label.contains('.') || label.split(parts).any(known)
}

/// The articles of all languages with the languages that have them.
#[derive(Default)]
struct Articles {
    whole: FxHashMap<&'static str, Vec<&'static str>>,
    /// Those that lose their vowel: "l'eau".
    elided: Vec<(&'static str, &'static str)>,
}

static ARTICLES: LazyLock<Articles> = LazyLock::new(|| {
    let Articles { mut whole, mut elided } = Articles::default();
    for (language, articles) in &LEARNER.articles {
        for article in articles {
            match article.strip_suffix('-') {
                Some(article) => elided.push((article, language.as_str())),
                None => whole.entry(article).or_default().push(language),
            }
        }
    }
    Articles { whole, elided }
});

/// The languages with a definite article like this word, "l'eau" too.
pub(super) fn article_of(word: &Word) -> impl Iterator<Item = &'static str> {
    let text = words::lower(word.text());
    // "I" is no article of Italian.
    let fits = word.is_text() && (word.text() == text || text.len() > 1);
    let Articles { whole, elided } = &*ARTICLES;
    let whole = whole.get(text.as_str()).into_iter().flatten().copied();
    let opens = move |article: &str| text.starts_with(article) && text.len() > article.len();
    let elided = elided.iter().filter(move |(article, _)| opens(article)).map(|&(_, language)| language);
    whole.chain(elided).filter(move |_| fits)
}

/// The language that a header names: "Spanish", "Español".
pub(crate) fn language(header: &str) -> Option<&'static str> {
    let header = bare(header);
    let listed =
        LEARNER.languages.iter().find(|(_, names)| names.contains(header.as_str())).map(|(language, _)| language);
    let named = || {
        let at = LEARNER.names.values().find_map(|names| names.iter().position(|name| *name == header))?;
        LEARNER.order.get(at)
    };
    listed.or_else(named).map(String::as_str)
}

/// The names of titles with their kinds.
#[derive(Default)]
struct Titles {
    all: FxHashMap<&'static str, Kinds>,
    /// Those that are no single word of a language with spaces, each with what stands around its first space.
    within: Vec<(&'static str, Option<[u8; 2]>, Kinds)>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let Titles { mut all, mut within } = Titles::default();
    for (kind, names) in &LEARNER.titles {
        let kind = Kinds::named(kind);
        for name in names {
            let kinds = all.entry(name).or_default();
            *kinds = kinds.and(kind);
        }
        // Words of Chinese are not parted by spaces.
        let apart = names.iter().filter(|name| name.contains(' ') || name.contains(words::is_ideograph));
        within.extend(apart.map(|name| (name.as_str(), around_spaces(name).next(), kind)));
    }
    Titles { all, within }
});

/// Kinds of words of which titles say that they stand below them, a bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kinds(u32);

impl Kinds {
    /// The kind of this name.
    fn named(kind: &str) -> Self {
        Self(LEARNER.titles.keys().position(|name| name == kind).map_or(0, |at| 1 << at))
    }

    /// What a title says that stands below it: "Vocabulary: food", 单词.
    pub(super) fn of(title: &str) -> Self {
        let Titles { all, within } = &*TITLES;
        let title = words::lower(title);
        let word = |word: &str| all.get(word.trim_matches(|c: char| !c.is_alphabetic())).copied();
        let mut kinds = title.split_whitespace().filter_map(word).fold(Self::default(), Self::and);
        let ascii = title.is_ascii();
        // A name with a space stands where the title has such a space.
        let fits = |at: Option<[u8; 2]>| at.map_or(!ascii, |at| around_spaces(&title).any(|other| other == at));
        if title.contains(' ') || !ascii {
            let said = within.iter().filter(|(name, at, _)| fits(*at) && title.contains(name));
            kinds = said.fold(kinds, |kinds, &(.., kind)| kinds.and(kind));
        }
        kinds
    }

    /// Those of two titles together.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the kind of this name is one of them.
    pub(super) fn hold(self, kind: &str) -> bool {
        self.0 & Self::named(kind).0 != 0
    }
}

/// The bytes around each space inside of a text.
fn around_spaces(text: &str) -> impl Iterator<Item = [u8; 2]> {
    text.as_bytes().windows(3).filter(|around| around[1] == b' ').map(|around| [around[0], around[2]])
}

/// Whether a title names a language: "French words".
pub(super) fn names_language(title: &str) -> bool {
    let title = title.to_lowercase();
    let named = |word: &str| word.chars().count() > 3 && word != "translation" && language(word).is_some();
    title.split(|c: char| !c.is_alphabetic()).any(named)
}

/// Whether a label is a personal pronoun in some language, or several: "er/sie/es".
pub(crate) fn is_person(label: &str) -> bool {
    LEARNER.pronouns.values().any(|pronouns| says_person(pronouns, label))
}

fn says_person(pronouns: &FxHashSet<String>, label: &str) -> bool {
    let label = without_remark(label);
    let mut parts = label.split([',', '/', '|', ';', '+']).map(bare).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| pronouns.contains(part.as_str()))
}

/// Whether most of these labels are personal pronouns of one language: je, tu, "il / elle".
pub(crate) fn are_persons(labels: &[String]) -> bool {
    let most = |pronouns| {
        let persons: FxHashSet<&String> = labels.iter().filter(|label| says_person(pronouns, label)).collect();
        persons.len() > 1 && persons.len() * 3 >= labels.len() * 2
    };
    LEARNER.pronouns.values().any(most)
}

/// Whether a label is the name of a form: a case, a number, a gender, a tense.
pub(crate) fn is_form(label: &str) -> bool {
    // "Mask." is short for "Maskulinum".
    let cut =
        without_remark(label).trim().strip_suffix('.').map(str::to_lowercase).filter(|cut| cut.chars().count() > 2);
    if cut.is_some_and(|cut| LEARNER.forms.values().flatten().any(|name| name.starts_with(&cut))) {
        return true;
    }
    let (names, words) = &*FORMS;
    let label = bare(without_remark(label));
    let word = |word: &str| word.chars().count() > 3 && words.contains(word);
    names.contains(label.as_str()) || label.split_whitespace().any(|part| word(&bare(part)))
}

/// The names of all forms, and those that name one also among other words.
static FORMS: LazyLock<(FxHashSet<&str>, FxHashSet<&str>)> = LazyLock::new(|| {
    let all = LEARNER.forms.values().flatten().map(String::as_str).collect();
    let among = ["cases", "numbers", "genders", "tenses"].into_iter().filter_map(|kind| LEARNER.forms.get(kind));
    (all, among.flatten().map(String::as_str).collect())
});

/// A pronoun as it stands before this form, where that begins with a vowel: "j’aille".
pub(crate) fn elided(pronoun: &str, form: &str) -> Option<&'static str> {
    let vowel = form.starts_with(['a', 'â', 'à', 'e', 'é', 'è', 'ê', 'i', 'î', 'o', 'ô', 'u', 'y']);
    vowel.then(|| LEARNER.elided.get(bare(pronoun).as_str()).map(String::as_str)).flatten()
}

/// The language in which a note is written whose title or folder names the language `shown` by which it is full of examples:
/// English for "French/verbs.md".
pub(crate) fn writing(names: &[&str], shown: &str) -> Option<&'static str> {
    names.iter().find_map(|name| written_in(name, shown))
}

/// The names of all languages, in all languages.
static NAMES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| LEARNER.names.values().flatten().map(String::as_str).collect());

fn written_in(title: &str, shown: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    // Most titles name none.
    if !title.split(|c: char| !c.is_alphabetic()).any(|word| NAMES.contains(word)) {
        return None;
    }
    let named = |names: &Vec<String>| {
        let at = title.split(|c: char| !c.is_alphabetic()).find_map(|word| names.iter().position(|name| name == word));
        at.and_then(|at| LEARNER.order.get(at)).is_some_and(|language| language == shown)
    };
    // "Italiano" is Italian, and Spanish too.
    let own = LEARNER.names.get(shown).is_some_and(named);
    let found = LEARNER.names.iter().filter(|_| !own).find(|(_, names)| named(names));
    found.map(|(language, _)| language.as_str())
}

/// Whether a text has letters of Chinese that Japanese does not write.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && LEARNER.chinese.contains(c))
}

/// Whether most of these labels are cases of a noun.
pub(crate) fn are_cases(labels: &[String]) -> bool {
    let case = |label: &&String| {
        LEARNER.forms.get("cases").is_some_and(|cases| cases.contains(bare(without_remark(label)).as_str()))
    };
    labels.iter().filter(case).count() * 3 >= labels.len() * 2
}

/// Whether a header says no more than that forms or persons stand below it.
pub(crate) fn is_general(header: &str) -> bool {
    LEARNER.headers.get("general").is_some_and(|names| names.contains(bare(header).as_str()))
}

/// Whether a label says something of a word, and is none itself: how it is read, how many strokes it has.
pub(super) fn is_label(label: &str) -> bool {
    LEARNER.headers.get("labels").is_some_and(|names| names.contains(bare(label).as_str()))
}

/// Whether a header says, in any language, that what words mean stands below it.
pub(crate) fn heads_meanings(header: &str) -> bool {
    LEARNER.headers.get("meanings").is_some_and(|names| names.contains(bare(header).as_str()))
}

/// Whether a header says that words stand below it, or what they mean.
pub(crate) fn heads_words(header: &str) -> bool {
    let titled = |kinds: Kinds| kinds.hold("words") || kinds.hold("phrases");
    language(header).is_some() || titled(Kinds::of(header))
}

/// In lower case, without signs around it; the apostrophe of "j'" stays.
fn bare(text: &str) -> SmolStr {
    words::lower(
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '：' | '*' | '(' | ')' | '…')),
    )
}

fn without_remark(text: &str) -> &str {
    text.split(['(', '（']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_of_one_language_are_persons() {
        let are = |labels: &[&str]| are_persons(&labels.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert!(
            are(&["je", "tu", "il / elle", "nous"])
                && are(&["yo", "él/ella/usted", "ellos"])
                && are(&["j'", "tu (fam.)"])
        );
        assert!(!are(&["I", "II", "III"]) && !are(&["I"]) && !are(&["je", "ты"]) && !are(&["", ""]));
    }

    #[test]
    fn forms_and_languages_are_known_by_name() {
        assert!(is_form("Nom.") && is_form("Past simple") && is_form("1st") && is_form("passé composé"));
        assert!(!is_form("être") && !is_form("first aid") && !is_form(""));
        assert_eq!((writing(&["Englisch Vokabeln"], "en"), writing(&["Italiano"], "it")), (Some("de"), None));
        assert_eq!((language("Español"), language("bread")), (Some("es"), None));
        let titled = |kind: &str, title: &str| Kinds::of(title).hold(kind);
        assert!(
            titled("words", "HSK2 词汇") && titled("phrases", "Idioms with animals") && !titled("words", "Reworded")
        );
    }
}
