//! R1, articles: where a text gives its topic an article, the question does, in languages that cannot ask without one.
//!
//! - ## Mareas / Las mareas suben y bajan …   =>  ¿Qué son las mareas?
//!
//! A language has its articles in `asked_articles`, those of several things in `articles_of_several`.

use super::opening;
use super::phrases::{Fact, Scene, lower_first};
use super::subject::Subject;
use super::words::{self, Word};
use crate::model::Inline;

/// The question "What is X?" with the article with which the text names X; nothing where another question is asked.
pub(super) fn question(subject: &Subject, said: &[Word]) -> Option<Vec<Inline>> {
    let book = subject.book;
    let (article, rest) = said.split_first()?;
    let name = super::phrases::without_remark(&subject.name);
    let name = match name {
        [own, rest @ ..] if !rest.is_empty() && own.key == article.key => rest,
        _ => name,
    };
    let named =
        rest.len() > name.len() && name.iter().zip(rest).all(|(own, word)| opening::is_akin(&own.key, &word.key));
    if name.is_empty() || !named || !book.is("asked_articles", article) {
        return None;
    }
    // Only the plain question, not that of a facet or of a title that asks.
    let plain = book.say("what", &Scene { topic: &subject.title, ..subject.scene() });
    if words::text(&words::words(&subject.question(&[Fact::Defined], false))) != words::text(&words::words(&plain)) {
        return None;
    }
    let mut topic = vec![words::lowered(article)];
    topic.extend(lower_first(name));
    if let Some(first) = topic.get_mut(1) {
        first.spaced = true;
    }
    let phrase = if book.is("articles_of_several", article) { "what_several" } else { "what_one" };
    book.can_say(phrase).then(|| book.say(phrase, &Scene { topic: &topic, ..subject.scene() }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn the_article_of_the_text_is_the_questions() {
        check(
            "# Costa\n## Virus\nLos virus son los seres que infectan las células de la costa.\n\n## Marea\nLa marea es la subida del mar que causa la luna.\n",
            &[
                "¿Qué son **los virus**? => Los virus son los seres que infectan las células de la costa.",
                "¿Qué es **la marea**? => La marea es la subida del mar que causa la luna.",
            ],
        );
        check(
            "---\nlang: fr\n---\n# Mer\n## Marée\nLa marée est la montée de la mer que cause la lune.\n",
            &["Qu’est-ce que **la marée** ? => La marée est la montée de la mer que cause la lune."],
        );
    }
}
