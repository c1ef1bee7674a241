//! Templates filled: what stands in a slot, with its article, its form and its bold.

use super::super::words::{self, Word};
use super::grammar::{self, Capital};
use super::{Phrases, Scene, Template, Usage, without_remark};
use crate::model::{Inline, InlineKind, Span};

impl Phrases {
    pub(super) fn fill(&self, template: &Template, scene: &Scene) -> Vec<Inline> {
        let shown = |name: &str, words: &[Word]| shown(name, words, scene.span);
        template.render(scene.span, |mode, name, question| match (mode, name) {
            ("", name) if self.grammar.has(name) => question.say(self.grammar.agree(name, scene.topic, &self.classes)),
            ("be" | "do", name) => question.say(self.grammar.agree(mode, scene.slot(name), &self.classes)),
            ("", "n") if scene.slot("n").is_empty() => question.say(&scene.items.to_string()),
            // " in **Git**", "**Git**: "; nothing where the title says it.
            ("in" | "at", "note") => {
                let phrase = self.fixed.get(if mode == "in" { "in_note" } else { "at_note" });
                if let Some(phrase) = phrase.filter(|_| !scene.note.is_empty()) {
                    let scene = Scene { span: scene.span, ..Scene::default() }.with("D", scene.note);
                    question.show(self.fill(phrase, &scene));
                }
            }
            ("base", name) => question.say(&grammar::base(scene.slot(name))),
            // "an advantage", "a cause"
            ("an", name) => {
                let words = scene.slot(name);
                question.say(self.grammar.indefinite(words));
                question.say(" ");
                question.show(shown(name, words));
            }
            ("do_it", name) => question.show(shown(name, &self.infinitive(scene.slot(name)))),
            ("low", name) => question.show(shown(name, &self.low(scene.slot(name)))),
            ("subject", name) => question.show(shown(name, &self.subject(scene.slot(name)))),
            // A name with a capital reads as a title: "**Inventory turnover**".
            ("name", name)
                if scene.slot(name).first().is_some_and(|word| word.text().starts_with(char::is_uppercase)) =>
            {
                question.show(shown(name, scene.slot(name)));
            }
            ("", "X" | "P") | ("the" | "a" | "name", _) => {
                let capital = if mode == "a" { Capital::IsTitle } else { Capital::MayBeName };
                let (article, words) = self.grammar.articled(scene.slot(name), capital, scene.usage, &self.classes);
                if let Some(article) = article {
                    question.say(article);
                    question.say(" ");
                }
                question.show(shown(name, words));
            }
            (_, "P") => question.show(shown(name, without_remark(scene.slot(name)))),
            (_, name) => question.show(shown(name, scene.slot(name))),
        })
    }

    /// The question where the topic is called by what many are: "**Reflexes**: what is the aim of the **study**?"
    pub(super) fn of_general_owner(&self, template: &Template, scene: &Scene) -> Option<Vec<Inline>> {
        let called = words::lower_text(scene.topic);
        if scene.parent.is_empty() || !self.is_key("general_owner", &called) || !self.can_say("behind_parent") {
            return None;
        }
        let topic = words::of_text(&format!("{} {called}", self.grammar.the));
        let mut asked = self.fill(template, &Scene { topic: &topic, ..scene.clone() });
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = asked.first_mut() {
            *text = text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect();
        }
        let mut question = self.say("behind_parent", scene);
        question.extend(asked);
        Some(question)
    }

    /// The name of a topic as words of another title: with the article that the note gives it, in bold by itself.
    pub(crate) fn called(&self, name: &[Word], usage: &Usage) -> Vec<Word> {
        let (article, name) = self.grammar.articled(name, Capital::MayBeName, Some(usage), &self.classes);
        let mut called = article.map(words::of_text).unwrap_or_default();
        called.extend(name.iter().cloned().map(Word::of_name));
        called.iter_mut().skip(usize::from(article.is_some())).take(1).for_each(|first| first.spaced = true);
        called
    }
}

/// The words as they stand on a front: in bold where the slot's name begins with a capital.
fn shown(name: &str, words: &[Word], span: Span) -> Vec<Inline> {
    let inlines = words::inlines(words);
    let named = words.iter().any(|word| word.named);
    let bold = name.starts_with(char::is_uppercase) && words.iter().any(Word::is_text) && !named;
    if bold { vec![Inline::new(InlineKind::Strong(inlines), span)] } else { inlines }
}

/// The question with a remark before the mark that ends it: "What are the stages of X (PMAT)?"
pub(super) fn with_remark(mut question: Vec<Inline>, remark: &[Word]) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), .. }) = question.last_mut()
        && !remark.is_empty()
    {
        let said = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '?' | '？' | '.' | '。')).len();
        text.insert_str(said, &format!(" {}", words::text(remark)));
    }
    question
}
