//! The language in which a topic is asked: its note's where that is told, else by the script of the topic's own words.
//!
//! A note may have an English and a Chinese half; a short title, or one over nothing but code, is asked as the topic above it.

use std::collections::HashMap;
use std::sync::Arc;

use super::labels::Labels;
use super::lexicon::Lexicon;
use super::phrases::{Books, Phrases, Usage};
use super::vocabulary::learner;
use crate::config::Settings;
use crate::model::{BlockKind, Note, Topic, TopicId, TopicKind};
use crate::text::language::{self, of_prose, push_prose};
use crate::text::script::language_of;

/// So many letters tell a language. Chosen by eye on notes in two languages.
const TELLING: usize = 24;

/// So many little words of English in a text full of examples in another language make it English. Chosen by eye.
const SAID: usize = 5;

/// A text of fewer letters in another language of the same script may be a quotation.
const QUOTED: usize = 400;

/// A language of a note: its phrase book, and how the note uses its nouns.
#[derive(Debug)]
pub(crate) struct Tongue<'a> {
    /// The phrase book.
    pub book: Arc<Phrases>,
    /// The articles of the note's nouns.
    pub usage: Usage<'a>,
}

/// The languages of a note, by topic.
#[derive(Debug)]
pub(crate) struct Tongues<'a> {
    all: Vec<Tongue<'a>>,
    by_topic: HashMap<TopicId, usize>,
    english: Arc<Phrases>,
    labels: Labels,
}

impl<'a> Tongues<'a> {
    /// The languages of the note's topics.
    pub(crate) fn of(note: &'a Note, settings: &Settings, books: &Books) -> Self {
        let told = language::named(note, &settings.lang);
        let mut words = String::with_capacity(note.title.len() + note.text.len());
        words.push_str(&note.title);
        if told.is_none() {
            said(note, &note.root, &mut words);
        }
        let first = told.unwrap_or_else(|| spoken(&words, SAID, books));
        // "French/verbs.md" is in English, however many French words it has.
        let names = || learner::writing(&[&note.title, note.path.as_str()], first).filter(|code| books.has(code));
        let learnt = if told.is_none() { names() } else { None };
        let first = learnt.unwrap_or(first);
        let seen = vec![(first.to_owned(), language_of(&words))];
        let mut found = Found { books, seen, by_topic: HashMap::new() };
        // In plain ASCII there is but one language to be seen.
        if told.is_none() && learnt.is_none() && !note.text.is_ascii() {
            found.walk(note, &note.root, 0);
        }
        let tongue = |(code, _): &(String, &str)| {
            let book = books.of(code);
            let usage = Usage::of(&note.text, &book);
            Tongue { book, usage }
        };
        let all = found.seen.iter().map(tongue).collect();
        let by_topic = found.by_topic;
        let mut tongues = Self { all, by_topic, english: books.of("en"), labels: Labels::default() };
        tongues.labels = Labels::of(note, &tongues);
        tongues
    }

    /// What the labels of the note are.
    pub(crate) fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The language of a topic.
    pub(crate) fn topic(&self, topic: &Topic) -> &Tongue<'a> {
        &self.all[self.by_topic.get(&topic.id).copied().unwrap_or_default()]
    }

    /// The words of the language of a topic, and of English.
    pub(crate) fn lexicon(&self, topic: &Topic) -> Lexicon<'_> {
        Lexicon::new(&self.topic(topic).book, &self.english)
    }
}

/// Languages in the order in which they were met.
struct Found<'b> {
    books: &'b Books,
    /// Each with its script, as [`language_of`] names it.
    seen: Vec<(String, &'static str)>,
    by_topic: HashMap<TopicId, usize>,
}

impl Found<'_> {
    /// Notes the language of a topic and of those below it; `above` is that of the topic over it.
    fn walk(&mut self, note: &Note, topic: &Topic, above: usize) {
        let mut words = String::new();
        said(note, topic, &mut words);
        let telling = words.chars().filter(|c| c.is_alphabetic()).map(weight).sum::<usize>() >= TELLING;
        let title = topic.title_text();
        let own = match () {
            // A Japanese title may be in Chinese letters alone.
            () if self.seen[0].0 == "ja" && !learner::is_chinese(&words) => 0,
            // "**Example:** 집에 가고 싶어요." is a part of the English text around it.
            () if self.seen[above].0 == "en" && is_english_label(topic, self.books) => above,
            // In a Chinese note a Chinese title over "Item 1" is asked in Chinese, also where it gives the English term.
            () if ideographs(&title) > 0 && self.seen[0].0 == language_of(&ideographic(&title)) => 0,
            () if telling => self.index(&title, &words, above),
            () => above,
        };
        self.by_topic.insert(topic.id, own);
        for child in &topic.topics {
            self.walk(note, child, own);
        }
    }

    /// Whether a topic of an English note is in the language of its title: not "太 + adj" over "Meaning: …".
    fn is_apart(&self, titled: &str, words: &str) -> bool {
        language_of(&ideographic(words)) == titled && !is_labelled(words, &self.books.of("en"))
    }

    /// The language of these words; that of the topic above where its script is theirs and no little words tell another.
    fn index(&mut self, title: &str, words: &str, above: usize) -> usize {
        let titled = language_of(title);
        // A Chinese title over the names of English programs, said in Chinese, is asked in Chinese.
        let native = !matches!(titled, "en" | "und")
            && ideographs(words) > ideographs(title)
            && self.books.has(titled)
            && (self.seen[0].0 != "en" || self.is_apart(titled, words));
        let code = if native { titled } else { spoken(words, 1, self.books) };
        let script = if native { titled } else { language_of(words) };
        let same = self.seen[above].1 == script;
        if same && (code == script || words.chars().count() < QUOTED) {
            return above;
        }
        self.seen.iter().position(|(known, _)| known == code).unwrap_or_else(|| {
            self.seen.push((code.to_owned(), script));
            self.seen.len() - 1
        })
    }
}

/// The language of these words. Where it has no phrase book, they may be examples in a text about it: then so many little words
/// of English in between make the text English.
fn spoken(words: &str, little: usize, books: &Books) -> &'static str {
    let code = of_prose(words);
    if books.has(code) || words.is_ascii() {
        return code;
    }
    let english = books.of("en");
    let latin = words.split(|c: char| !c.is_ascii_alphabetic());
    let said = latin.filter(|word| english.is_key("function", &word.to_ascii_lowercase())).count();
    // Names of English things in a Korean text have an "of" among them too.
    let other: String = words.chars().filter(|c| !c.is_ascii_alphanumeric()).collect();
    let other = super::words::count(&other);
    let told = said >= little && said * 2 >= other;
    // A note full of Japanese words that says in English what they mean.
    let glossed = little == SAID
        && said > 0
        && words.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).count() * 2 >= other * 3;
    if told || glossed || is_labelled(words, &english) { "en" } else { code }
}

/// Whether a topic is a label in bold that English notes have.
fn is_english_label(topic: &Topic, books: &Books) -> bool {
    let title = topic.title_text();
    let label = title.trim_end_matches([':', '：', ' ']);
    let lead_in = matches!(topic.kind, TopicKind::LeadIn(_)) && label.is_ascii();
    lead_in && books.of("en").facet(&super::words::of_text(label)).is_some()
}

/// Whether two lines open with a label that English notes have: "**Meaning:** 食べた後で".
fn is_labelled(words: &str, english: &Phrases) -> bool {
    let labelled = |line: &&str| {
        let label = line.split_once([':', '：']).map(|(label, _)| label.trim_matches(|c: char| !c.is_alphanumeric()));
        label.is_some_and(|label| label.is_ascii() && english.facet(&super::words::of_text(label)).is_some())
    };
    words.lines().filter(labelled).nth(1).is_some()
}

fn ideographs(text: &str) -> usize {
    ideographic(text).chars().count()
}

/// What of a text is written in ideographs.
fn ideographic(text: &str) -> String {
    text.chars().filter(|&c| super::words::is_ideograph(c)).collect()
}

/// A character without spaces around words says as much as a few letters.
fn weight(c: char) -> usize {
    if super::words::is_ideograph(c) { 6 } else { 1 }
}

/// Adds the words of a topic and of those below it, code and formulas left out.
fn said(note: &Note, topic: &Topic, words: &mut String) {
    words.push_str(&topic.title_text());
    words.push_str(if matches!(topic.kind, TopicKind::LeadIn(_)) { ": " } else { "\n" });
    for block in &topic.body {
        let text = match block.kind {
            BlockKind::Code(_) | BlockKind::Math(_) | BlockKind::Html(_) => "",
            _ => note.text.get(block.span.bytes()).unwrap_or_default(),
        };
        push_prose(text, words);
        words.push('\n');
    }
    topic.topics.iter().for_each(|below| said(note, below, words));
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn english_about_another_language_is_asked_in_english() {
        check(
            "# Particles\n\n## は\nThe mark of the topic of a sentence, for what is known: 私は学生です。\n\n## は vs が\nThe first is for what is known, the second for what is new: 猫が来た。\n",
            &[
                "What is **は**? => The mark of the topic of a sentence, for what is known: 私は学生です。",
                "What is the difference between **は** and **が**? => The first is for what is known, the second for what is new: 猫が来た。",
            ],
        );
    }

    #[test]
    fn a_chinese_title_over_english_names_is_asked_in_chinese() {
        check(
            "# 编辑器\n\n## 扩展\n- Code Runner for JavaScript and TypeScript files，运行代码\n- Error Lens with inline diagnostics，显示错误\n",
            &[
                "编辑器的**扩展**有哪些？ (2) => - Code Runner for JavaScript and TypeScript files，运行代码 / - Error Lens with inline diagnostics，显示错误",
            ],
        );
    }

    #[test]
    fn a_chinese_title_with_its_english_term_is_asked_in_chinese() {
        check(
            "# 缆绳\n缆绳把船系在码头上。\n\n## 双套结 Clove hitch knot\n```sh\ntie --twice\n```\n",
            &[
                "什么是**缆绳**？ => 缆绳把船系在码头上。",
                "缆绳的**双套结 Clove hitch knot**用什么命令？ => ```sh / tie --twice / ```",
            ],
        );
    }

    #[test]
    fn a_short_section_is_in_the_language_of_its_note() {
        check(
            "# Le port\nLe port est fermé pendant les tempêtes, et les bateaux restent dans la baie.\n\n## Structure\nIls contiennent deux quais, entre la mer et le canal, sans grue ni hangar, en bois de chêne et de pin clair.\n",
            &[
                "Explique : **Le port**. => Le port est fermé pendant les tempêtes, et les bateaux restent dans la baie.",
                "**Le port** : quelle est la structure ? => Ils contiennent deux quais, entre la mer et le canal, sans grue ni hangar, en bois de chêne et de pin clair.",
            ],
        );
    }

    #[test]
    fn english_names_in_a_korean_text_leave_it_korean() {
        check(
            "# 격리 수준\n데이터베이스가 동시에 실행되는 트랜잭션을 나누는 정도를 말한다.\n\n## Read committed of the server\n커밋된 값만 읽고 쓰는 가장 기본적인 수준이며 더티 읽기와 더티 쓰기를 막아 준다.\n",
            &[
                "**격리 수준**? => 데이터베이스가 동시에 실행되는 트랜잭션을 나누는 정도를 말한다.",
                "**격리 수준**: **Read committed of the server**? => 커밋된 값만 읽고 쓰는 가장 기본적인 수준이며 더티 읽기와 더티 쓰기를 막아 준다.",
            ],
        );
    }

    #[test]
    fn in_a_chinese_note_a_chinese_title_is_asked_in_chinese() {
        check(
            "# 数据库手册\n写给新同事的数据库手册，内容按操作分组。\n\n## 函数\n### 例子\n```sql\nSELECT REPLACE(name, 'old value', 'new value') FROM people WHERE name LIKE 'old%';\n```\n\n### 分组\nGROUP BY, HAVING, ROLLUP and CUBE with the usual aggregate functions of the server\n",
            &[
                "什么是**数据库手册**？ => 写给新同事的数据库手册，内容按操作分组。",
                "什么是**分组**？ => GROUP BY, HAVING, ROLLUP and CUBE with the usual aggregate functions of the server",
            ],
        );
    }

    #[test]
    fn words_of_chinese_in_an_english_title_leave_it_english() {
        check(
            "# Boats in Chinese\nA short list of the patterns that one needs to speak of boats.\n\n## 太 + adj + 了\nMeaning: too much of something\nExample: 船太大了。\n",
            &[
                "What are **Boats in Chinese**? => A short list of the patterns that one needs to speak of boats.",
                "What does **太 + adj + 了** mean? => too much of something",
            ],
        );
        check(
            "# Signs\nThe signs that one needs to write a page of the web by hand, and how each of them is written.\n\n## HTML 字符\n| 字符 | 说明 |\n|---|---|\n| `&yen;` | yen sign |\n",
            &[
                "What are **Signs**? => The signs that one needs to write a page of the web by hand, and how each of them is written.",
                "`&yen;`表示什么？ => yen sign",
            ],
        );
    }

    #[test]
    fn each_half_of_a_note_is_asked_in_its_language() {
        check(
            "# Rivers\n\n## Delta\nLand that a river builds at its mouth out of what it carries.\n\n# 河流\n\n## 三角洲\n河流在入海口堆积泥沙而形成的陆地。\n",
            &[
                "**Rivers**: what is **Delta**? => Land that a river builds at its mouth out of what it carries.",
                "什么是**三角洲**？ => 河流在入海口堆积泥沙而形成的陆地。",
            ],
        );
    }
}
