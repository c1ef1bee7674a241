//! What a text tells of its topic in a language of whose verbs only the commonest are known.
//!
//! - "Ein Wehr ist eine Sperre", "Se llama marea al …"  =>  what it is: it opens with the topic's name, or says that it names
//! - "Das Wasser ist im Winter tief"                    =>  something else of it, or of another thing

use super::{SENTENCE, SHORT, SOON, Tells, defines, is_gloss, names};
use crate::cards::opening::is_akin;
use crate::cards::phrases::{self, Phrases, is_acronym};
use crate::cards::subject::Subject;
use crate::cards::words::Word;

/// What a statement tells of the topic in a language of whose verbs only the commonest are known.
pub(super) fn tells(subject: &Subject, said: &[Word]) -> Tells {
    let book = subject.book;
    let is = |class: &str, word: &Word| book.is(class, word);
    let early = &said[..said.len().min(SENTENCE)];
    let named = starts_with_name(subject, said);
    let defining = early.iter().any(|word| is("names_it", word)) && (named || names(subject, said));
    let verb = common_verb(book, said);
    match verb {
        _ if defining => Tells::What,
        Some(at) if (named || is_pronoun(book, &said[..at])) && defines(book, &said[at..]) => Tells::What,
        Some(_) => Tells::Else,
        None if named && !early.iter().any(|word| is("defines_by", word)) => Tells::Something,
        None if is_gloss(book, said) || said.len() <= SHORT && names(subject, said) => Tells::What,
        None => Tells::Something,
    }
}

/// Whether a text opens with the topic's name, an article before it; an acronym may stand behind what it stands for.
fn starts_with_name(subject: &Subject, said: &[Word]) -> bool {
    let article = |words: &[Word]| usize::from(words.first().is_some_and(|word| subject.book.is("article", word)));
    let name = phrases::without_remark(&subject.name);
    let (name, said) = (&name[article(name)..], &said[article(said)..]);
    let acronym = || {
        let short = |word: &Word| word.text().trim_matches(['(', ')', ',']).to_lowercase();
        matches!(name, [only] if is_acronym(only.text()) && said.iter().take(SOON).any(|word| short(word) == only.key))
    };
    // "L'érosion" is an article and a name.
    let bare = |word: &Word| word.key.split_once(['\'', '’']).map_or(word.key.clone(), |(_, noun)| noun.into());
    let akin = |(own, word): (&Word, &Word)| is_akin(&own.key, &word.key) || is_akin(&own.key, &bare(word));
    !name.is_empty() && (said.len() > name.len() && name.iter().zip(said).all(akin) || acronym())
}

/// Whether what stands before a verb is a word for the topic: "ce sont des dossiers".
pub(super) fn is_pronoun(book: &Phrases, subject: &[Word]) -> bool {
    matches!(subject, [it] if book.is("hanging", it))
}

/// Where one of the commonest verbs stands behind what a sentence speaks of, in a language of whose verbs no others are known;
/// not in a clause that only tells which: "die Strecke, die zwischen zwei Toren ist", "conjunto de reglas que son …".
pub(super) fn common_verb(book: &Phrases, said: &[Word]) -> Option<usize> {
    let is = |class: &str, word: &Word| book.is(class, word);
    let early = &said[..said.len().min(SENTENCE)];
    let verb = early.iter().position(|word| is("predicate", word) || !book.can_say("happens") && is("be", word));
    verb.filter(|&at| at > 0)
        .filter(|&at| !said[..at].iter().any(|word| is("opens_relative", word) || word.text().ends_with(',')))
}
