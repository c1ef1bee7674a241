//! The language files: read, checked and compiled once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result};
use camino::Utf8Path;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::classes::Classes;
use super::grammar::Grammar;
use super::kind::KindRow;
use super::marks::Marks;
use super::near::LongLabels;
use super::opened::OpeningFile;
use super::pattern::{Literals, Pattern};
use super::scene::Facts;
use super::template::Template;
use super::{FacetRow, Fact, Heading, Phrases, key, words};

/// The built-in languages and their files.
const BUILT_IN: [(&str, &str); 8] = [
    ("de", include_str!("../../../templates/phrases/de.toml")),
    ("en", include_str!("../../../templates/phrases/en.toml")),
    ("es", include_str!("../../../templates/phrases/es.toml")),
    ("fr", include_str!("../../../templates/phrases/fr.toml")),
    ("it", include_str!("../../../templates/phrases/it.toml")),
    ("pt", include_str!("../../../templates/phrases/pt.toml")),
    ("zh", include_str!("../../../templates/phrases/zh.toml")),
    ("und", include_str!("../../../templates/phrases/und.toml")),
];

/// The verbs of a language, in a file `LANGUAGE-verbs.toml` beside its own: word classes and phrases for sentences.
const VERBS: [(&str, &str); 1] = [("en", include_str!("../../../templates/phrases/en-verbs.toml"))];

/// The phrase books of a run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Books {
    /// A user's own by language, in the place of built-in ones.
    own: HashMap<String, Arc<Phrases>>,
}

/// The built-in books in the order of [`BUILT_IN`], each compiled when it is first asked for: most vaults are in one language.
static BUILT: [OnceLock<Arc<Phrases>>; BUILT_IN.len()] = [const { OnceLock::new() }; BUILT_IN.len()];

/// The built-in book of a language.
fn built(language: &str) -> Option<Arc<Phrases>> {
    let at = BUILT_IN.iter().position(|(name, _)| *name == language)?;
    let book = BUILT[at].get_or_init(|| {
        let phrases = compile(language, BUILT_IN[at].1, verbs(language))
            .unwrap_or_else(|error| unreachable!("a test compiles {language}.toml: {error}"));
        Arc::new(phrases)
    });
    Some(Arc::clone(book))
}

/// The built-in books.
pub(crate) fn built_in() -> Books {
    Books::default()
}

/// The built-in books, with those in `folder/phrases/*.toml` in their place.
pub(crate) fn load(folder: Option<&Utf8Path>) -> Result<Books> {
    let mut books = built_in();
    let Some(folder) = folder.map(|folder| folder.join("phrases")).filter(|folder| folder.is_dir()) else {
        return Ok(books);
    };
    for entry in folder.read_dir_utf8().with_context(|| folder.to_string())? {
        let path = entry.with_context(|| folder.to_string())?.into_path();
        if path.extension() != Some("toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).with_context(|| path.to_string())?;
        let language = path.file_stem().unwrap_or_default();
        let phrases = compile(language, &text, verbs(language)).with_context(|| path.to_string())?;
        books.own.insert(language.to_owned(), Arc::new(phrases));
    }
    Ok(books)
}

impl Books {
    /// Whether a language has a book of its own.
    pub(crate) fn has(&self, language: &str) -> bool {
        let built_in = || BUILT_IN.iter().any(|(name, _)| *name == language);
        language != "und" && (self.own.contains_key(language) || built_in())
    }

    /// The book of a BCP 47 language: of `pt-BR`, else of `pt`, else `und`.
    pub(crate) fn of(&self, language: &str) -> Arc<Phrases> {
        let language = language.to_lowercase().replace('_', "-");
        let base = language.split('-').next().unwrap_or_default();
        let book = |name| self.own.get(name).cloned().or_else(|| built(name));
        [language.as_str(), base, "und"].into_iter().find_map(book).unwrap_or_default()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    capital_nouns: bool,
    #[serde(default)]
    number: BTreeMap<String, [String; 2]>,
    #[serde(default)]
    article: Article,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    phrases: BTreeMap<String, String>,
    #[serde(default)]
    facet: Vec<FacetFile>,
    #[serde(default)]
    heading: Vec<HeadingFile>,
    #[serde(default)]
    intro: Vec<HeadingFile>,
    #[serde(default)]
    opening: Vec<OpeningFile>,
    #[serde(default)]
    kind: Vec<KindFile>,
    #[serde(default)]
    marks: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Article {
    the: String,
    a: [String; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetFile {
    words: Vec<String>,
    ask: Option<String>,
    ask_list: Option<String>,
    ask_code: Option<String>,
    named: Option<String>,
    #[serde(default)]
    role: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadingFile {
    #[serde(rename = "match")]
    patterns: Vec<String>,
    ask: String,
    #[serde(default)]
    when: Vec<Fact>,
    most: Option<usize>,
    #[serde(default)]
    role: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindFile {
    words: Vec<String>,
    one: Option<String>,
    ask: Option<String>,
    otherwise: Option<String>,
    several: Option<String>,
    #[serde(default)]
    told: bool,
}

impl HeadingFile {
    fn compile(self, literals: &mut Literals) -> Heading {
        let patterns: Vec<Pattern> = self.patterns.iter().map(|pattern| Pattern::new(pattern, literals)).collect();
        Heading {
            needs: patterns.iter().map(Pattern::needs).reduce(|all, needs| all & needs).unwrap_or_default(),
            patterns,
            ask: Template::new(&self.ask),
            when: Facts::of(&self.when),
            most: self.most.unwrap_or(usize::MAX),
            role: self.role,
        }
    }
}

/// The verbs of a language; nothing for one that has none.
fn verbs(language: &str) -> &'static str {
    VERBS.iter().find(|(name, _)| *name == language).map_or("", |(_, text)| text)
}

/// Adds the words with the apostrophe that word processors write: "isn’t".
fn with_apostrophes(words: &mut Vec<String>) {
    let curly: Vec<String> =
        words.iter().filter(|word| word.contains('\'')).map(|word| word.replace('\'', "’")).collect();
    words.extend(curly);
}

fn compile(code: &str, text: &str, verbs: &str) -> Result<Phrases> {
    let mut file: File = toml::from_str(text)?;
    let verbs: File = toml::from_str(verbs)?;
    let finite = verbs.words.get("finite_s").cloned().unwrap_or_default();
    file.words.entry("verb_s".to_owned()).or_default().extend(finite);
    for (class, words) in verbs.words {
        file.words.entry(class).or_insert(words);
    }
    for (name, phrase) in verbs.phrases {
        file.phrases.entry(name).or_insert(phrase);
    }
    file.words.iter_mut().filter(|(class, _)| *class != "numerals").for_each(|(_, words)| with_apostrophes(words));
    let (mut facets, mut facet_openings) = (FxHashMap::default(), FxHashSet::default());
    for (row, facet) in file.facet.iter().enumerate() {
        for label in facet.words.iter().map(|label| words::of_text(label)) {
            facet_openings.extend(label.first().map(|first| first.key.clone()));
            facets.insert(key(&label), row);
        }
    }
    let mut kinds = FxHashMap::default();
    for (row, kind) in file.kind.iter().enumerate() {
        kinds.extend(kind.words.iter().map(|noun| (key(&words::of_text(noun)), row)));
    }
    let mut literals = Literals::default();
    let mut compiled = |headings: Vec<HeadingFile>| -> Vec<Heading> {
        headings.into_iter().map(|heading| heading.compile(&mut literals)).collect()
    };
    let (headings, intros) = (compiled(file.heading), compiled(file.intro));
    let openings = file.opening.into_iter().map(|opening| opening.compile(&mut literals)).collect();
    let template = |source: Option<String>| source.map(|source| Template::new(&source));
    Ok(Phrases {
        code: code.to_owned(),
        classes: Classes::new(&file.words),
        grammar: Grammar {
            forms: file.number.into_iter().collect(),
            the: file.article.the,
            a: file.article.a,
            capital_nouns: file.capital_nouns,
        },
        long_labels: LongLabels::of(facets.keys()),
        facets,
        facet_openings,
        facet_rows: file
            .facet
            .into_iter()
            .map(|row| FacetRow {
                ask: template(row.ask),
                ask_list: template(row.ask_list),
                ask_code: template(row.ask_code),
                named: template(row.named),
                role: row.role,
            })
            .collect(),
        headings,
        intros,
        openings,
        literals,
        kinds,
        kind_rows: file
            .kind
            .into_iter()
            .map(|row| KindRow {
                one: row.one,
                ask: template(row.ask),
                otherwise: template(row.otherwise),
                several: template(row.several),
                told: row.told,
            })
            .collect(),
        marks: Marks::new(file.marks),
        fixed: file.phrases.iter().map(|(name, source)| (name.clone(), Template::new(source))).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::classes::Name;
    use super::*;

    #[test]
    fn every_built_in_file_compiles() {
        for (language, text) in BUILT_IN {
            let compiled = compile(language, text, verbs(language));
            assert!(compiled.is_ok(), "{language}: {:?}", compiled.err());
        }
    }

    #[test]
    fn no_word_class_and_no_label_is_told_twice() {
        for (language, text) in BUILT_IN {
            let book: File = toml::from_str(text).expect("it compiles");
            let verbs: File = toml::from_str(verbs(language)).expect("it compiles");
            let twice: Vec<_> = verbs.words.keys().filter(|class| book.words.contains_key(*class)).collect();
            assert!(twice.is_empty(), "{language}: {twice:?} would hide the verbs' own");
            let mut classes: Vec<_> = book.words.keys().chain(verbs.words.keys()).collect();
            classes.sort_unstable();
            classes.dedup();
            let hashes: std::collections::HashSet<_> = classes.iter().map(|class| Name::of(class)).collect();
            assert_eq!(hashes.len(), classes.len(), "{language}: two classes have one hash, and would be one");
            let mut labels: Vec<_> = book.facet.iter().flat_map(|row| &row.words).collect();
            labels.sort_unstable();
            let twice: Vec<_> = labels.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{language}: {twice:?} would ask as the last row alone");
        }
    }

    #[test]
    fn a_region_falls_back_to_its_language_and_a_stranger_to_und() {
        let books = load(None).expect("built in");
        assert!(Arc::ptr_eq(&books.of("en-GB"), &books.of("en")));
        assert!(Arc::ptr_eq(&books.of("tlh"), &books.of("und")));
    }
}
