//! Number and article: small agreements between a question and the words it asks about.

use super::super::words::{self, Word};
use super::classes::Classes;
use super::usage::Usage;

/// What a language inflects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grammar {
    /// Forms by name (`be`, `do`): of one thing, of several.
    pub forms: Vec<(String, [String; 2])>,
    /// The definite article; empty for none.
    pub the: String,
    /// The indefinite article before a consonant and before a vowel.
    pub a: [String; 2],
    /// Whether nouns have a capital, as in German.
    pub capital_nouns: bool,
}

/// What a single word with a capital is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capital {
    /// A name, unless the note gives it an article.
    MayBeName,
    /// A title, asked for by "What is …?".
    IsTitle,
}

impl Grammar {
    /// Whether the words name several things: by their head, the last word before a preposition.
    pub(crate) fn is_plural(words: &[Word], classes: &Classes) -> bool {
        let head = head(super::without_remark(words), classes);
        // "Of Mice and Men" is the name of one thing.
        if words.len() > 1 && classes.has("preposition", &words[0]) && words[0].text().starts_with(char::is_uppercase) {
            return false;
        }
        let pair = matches!(head, [_, and, _] if classes.has("and", and) || and.text() == "/");
        // "Gates and chamber construction" are several things by the first.
        let and = (1..head.len().saturating_sub(1)).find(|&at| classes.has("and", &head[at]));
        pair || and.is_some_and(|at| is_several(&head[at - 1], classes))
            || head.last().is_some_and(|word| is_several(word, classes))
    }

    /// Whether the language inflects the form.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.forms.iter().any(|(form, _)| form == name)
    }

    /// The form `name` that agrees with the words; empty where the language has none.
    pub(crate) fn agree(&self, name: &str, words: &[Word], classes: &Classes) -> &str {
        let forms = self.forms.iter().find(|(form, _)| form == name).map(|(_, forms)| forms);
        let Some([one, many]) = forms else { return "" };
        if Self::is_plural(words, classes) { many } else { one }
    }

    /// The article under which a question names the words, and the words behind it: "The National Assembly" has its own, which a
    /// question writes small, others get theirs or need none.
    pub(crate) fn articled<'w>(
        &self,
        words: &'w [Word],
        capital: Capital,
        usage: Option<&Usage>,
        classes: &Classes,
    ) -> (Option<&str>, &'w [Word]) {
        match words {
            [first, rest @ ..]
                if !rest.is_empty() && first.is_text() && first.key == self.the && !self.the.is_empty() =>
            {
                (Some(&self.the), rest)
            }
            _ => (self.article_of(words, capital, usage, classes), words),
        }
    }

    /// The indefinite article by the sound of the first word.
    pub(crate) fn indefinite(&self, words: &[Word]) -> &str {
        let vowel = words.first().is_some_and(|first| begins_with_vowel(first.text()));
        self.a[usize::from(vowel)].as_str()
    }

    fn article_of(&self, words: &[Word], capital: Capital, usage: Option<&Usage>, classes: &Classes) -> Option<&str> {
        let (first, last) = (words.first()?, words.last()?);
        if self.the.is_empty() || classes.has("determiner", first) || !last.is_text() || !first.is_text() {
            return None;
        }
        // "Opening a gate" is a deed.
        let deed = words.get(1).is_some_and(|word| classes.has("determiner", word));
        if deed || Self::is_plural(words, classes) || is_possessive(first.text()) {
            return None;
        }
        let indefinite = || self.indefinite(words);
        let used = usage.map(|usage| usage.count(&words::lower_text(words), classes)).unwrap_or_default();
        if used.the > 0 || used.a > 0 {
            // What is one of several is asked as one: "the queue" of a text is a queue.
            let one = used.a > 0 && capital == Capital::IsTitle;
            return Some(if used.the >= used.a && !one { &self.the } else { indefinite() });
        }
        // "Ohm's law" has an owner, and so no article.
        if words.iter().any(|word| word.text().ends_with("'s") || word.text().ends_with("’s")) {
            return None;
        }
        // "French Revolution (1789)" is as unique as without its year.
        let named = super::without_remark(words);
        let mut heads = [named.last(), head(words, classes).last()].into_iter().flatten();
        if named.len() >= 2 && heads.any(|word| classes.has("unique", word)) {
            return Some(&self.the);
        }
        // "Pattern of tides" is one pattern; "Freedom of the seas" and "Breach of contract" are none that one points at.
        let of = (1..named.len().min(4)).find(|&at| classes.has("of", &named[at]));
        if of.is_some_and(|at| !classes.has("abstract_noun", &named[at - 1])) && named.len() > 2 {
            return Some(&self.the);
        }
        // One word with a capital may be a name: "Docker" takes no article; nor do doers with one, as "Max Weber".
        let large = |word: &Word| word.text().starts_with(char::is_uppercase) && !is_capitals(word.text());
        let named = words.len() == 1 && large(first);
        let countable = head(words, classes).last().is_some_and(|head| {
            let counted = classes.has("countable", head) && !(named && capital == Capital::MayBeName);
            counted || (classes.has("agent", head) && !large(head))
        });
        countable.then(indefinite)
    }
}

/// An English verb in the third person without its `s`; slots of other languages do not ask for it.
pub(crate) fn base(words: &[Word]) -> String {
    let Some((first, particles)) = words.split_first() else { return String::new() };
    let verb = first.text().to_lowercase();
    let base = match verb.as_str() {
        "has" => "have".to_owned(),
        "does" => "do".to_owned(),
        _ => match (verb.strip_suffix("ies"), verb.strip_suffix("es"), verb.strip_suffix('s')) {
            (Some(stem), ..) if stem.len() > 1 => format!("{stem}y"),
            (_, Some(stem), _)
                if stem.ends_with(['x', 'z', 'o']) || ["ss", "sh", "ch"].iter().any(|end| stem.ends_with(end)) =>
            {
                stem.to_owned()
            }
            (_, _, Some(stem)) => stem.to_owned(),
            _ => verb,
        },
    };
    let particles: String = particles.iter().flat_map(|word| [" ", word.text()]).collect();
    base + &particles
}

/// The words up to the first preposition or relative: what the rest only describes.
fn head<'w>(words: &'w [Word], classes: &Classes) -> &'w [Word] {
    let ends = |word: &Word| classes.has("preposition", word) || classes.has("relative", word);
    let end = words.iter().skip(1).position(ends).map_or(words.len(), |at| at + 1);
    &words[..end]
}

/// A noun in the plural; of two or three letters only an acronym with its `s`: "VMs", not "ls".
fn is_several(word: &Word, classes: &Classes) -> bool {
    let text = word.text();
    let short = text.ends_with('s') && text.chars().count() <= 3;
    let acronyms = || text.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && stem.chars().all(char::is_uppercase));
    !is_capitals(text) && if short { acronyms() } else { classes.has("plural", word) }
}

/// "KMS", and "SSE-KMS" of two of them.
fn is_capitals(text: &str) -> bool {
    // Most words begin with a small letter.
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    text.split(['-', '/']).all(super::is_acronym)
}

/// "Zorn's lemma", "Bayes' theorem": the owner stands where an article would.
fn is_possessive(word: &str) -> bool {
    ["'s", "’s", "s'", "s’"].iter().any(|ending| word.ends_with(ending))
}

/// By sound: a letter of an acronym is spelt (an HTTP server), `one` and `uni…` begin with a consonant.
fn begins_with_vowel(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    if super::is_acronym(word) {
        return "AEFHILMNORSX".contains(first);
    }
    let lower = word.to_lowercase();
    let consonant = ["uni", "use", "usa", "eu", "one", "ubiq", "uti"].iter().any(|start| lower.starts_with(start));
    !consonant && "aeiou".contains(first.to_ascii_lowercase())
}
