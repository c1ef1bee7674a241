//! How a text begins in a language whose set phrases, not its words, tell it: Chinese.
//!
//! - ## 凸集 / 若 …，则称此集合为**凸集**。   =>  it names the topic: a definition, however it begins
//! - ## 要约 / 希望与他人订立合同的意思表示   =>  a name of the thing: a definition
//! - ## 外测度 / 考虑 …                       =>  it sets the scene
//! - ## 环境变量 / 在终端执行以下命令         =>  it bids
//! - ## 默认值 / 变量的默认值均是 nil         =>  it says something of the topic

use super::opening::Opening;
use super::subject::Subject;
use super::words::{self, Word};
use super::{phrases, sentence};
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

/// What ends a sentence.
const STOPS: [char; 6] = ['。', '！', '？', '!', '?', '\n'];
/// "X is defined as" stands at most so many characters behind X. Chosen by eye.
const NEAR: usize = 16;
/// A kind of thing before a comma has at most so many characters.
const KIND: usize = 13;
/// What kind of thing something is stands among so many characters. Chosen by eye.
const FAR: usize = 60;
/// A gloss that is no sentence has at most so many characters. Chosen by eye.
const GLOSS: usize = 16;
/// The name of a thing behind its description has at most this many characters.
const NOUN: usize = 10;

/// How a line begins; nothing in a language without such phrases.
pub(crate) fn opening(subject: &Subject, line: &[Inline]) -> Option<Opening> {
    let marks = &subject.book.marks;
    if marks.is_empty() {
        return None;
    }
    let text = plain_text(line);
    let text = text.trim();
    let first = text.split(STOPS).next().unwrap_or(text).trim_end();
    let one = first.len() == text.trim_end_matches(STOPS).len();
    Some(match () {
        () if names_topic(subject, line) => Opening::Defines,
        () if subject.parent.is_none() && squeezed(text).starts_with(&core(subject)) => Opening::Defines,
        () if sets_scene(subject, line) => Opening::Says,
        () if one && marks.closes("kinds", first) => Opening::Defines,
        () if marks.opens("bids", text) => {
            if is_function(subject) {
                Opening::Does
            } else {
                Opening::Bids
            }
        }
        () if marks.opens("means", text) => Opening::Defines,
        () if marks.opens("does", text) => {
            if is_foreign(subject) {
                Opening::Does
            } else {
                Opening::Bids
            }
        }
        () if is_adverbial(subject, first) => Opening::Says,
        () if is_name(subject, first) => Opening::Defines,
        () if marks.find("states", first).is_some() => Opening::Says,
        () => Opening::Defines,
    })
}

/// Whether a line says what the topic is: it names it, or is a gloss.
pub(crate) fn tells_what(subject: &Subject, line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim();
    names_topic(subject, line)
        || is_kind(subject, first_sentence(text))
        || subject.parent.is_none() && squeezed(text).starts_with(&core(subject))
        || is_gloss(subject, text)
}

/// Whether a text is the name of a thing, says what it is for, or is a few words without one that says something. These phrases
/// tell nothing of a text in another language.
pub(crate) fn is_gloss(subject: &Subject, text: &str) -> bool {
    let marks = &subject.book.marks;
    let first = first_sentence(text);
    let short = || {
        let says = ["states", "finite"].iter().any(|list| marks.find(list, first).is_some());
        let opens = ["sets_scene", "motive", "bids", "adverbial"].iter().any(|list| marks.opens(list, first));
        // "C++ 语言服务器，提供高亮": the kind of thing stands before the comma.
        let clause = first.split_once('，').is_some_and(|(kind, _)| kind.chars().count() <= KIND);
        (clause || first.chars().count() <= GLOSS) && !says && !opens
    };
    !text.contains(words::is_ideograph)
        || marks.closes("kinds", first)
        || marks.opens("means", text)
        || !is_adverbial(subject, first) && is_name(subject, first)
        || short()
}

fn first_sentence(text: &str) -> &str {
    text.split(STOPS).next().unwrap_or(text).trim_end()
}

/// Whether a sentence says what kind of thing something is whose name is much like the topic's: K 近邻法 是一种 … of K近邻分类.
fn is_kind(subject: &Subject, sentence: &str) -> bool {
    let Some(at) = subject.book.marks.find("is_kind", sentence) else { return false };
    let (before, name) = (squeezed(&sentence[..at]), core(subject).chars().collect::<Vec<_>>());
    before.chars().count() <= FAR && name.windows(2).any(|pair| before.contains(&pair.iter().collect::<String>()))
}

/// Whether a line sets the scene for what it or the text below it says: 设 V 是线性空间.
pub(crate) fn sets_scene(subject: &Subject, line: &[Inline]) -> bool {
    let text = plain_text(line);
    let text = text.trim_start();
    let marks = &subject.book.marks;
    (marks.opens("sets_scene", text) || marks.opens("motive", text)) && !marks.opens("bids", text)
}

/// Whether a line tells why something is looked at: 为了 …, 我们想 ….
pub(crate) fn is_motive(subject: &Subject, line: &[Inline]) -> bool {
    subject.book.marks.opens("motive", plain_text(line).trim_start())
}

/// Whether a text that sets a scene says what follows.
pub(crate) fn concludes(subject: &Subject, lines: &[&[Inline]]) -> bool {
    lines.iter().any(|line| subject.book.marks.find("concludes", &plain_text(line)).is_some())
}

/// Whether a line speaks of the note and not of its topic: "这份备忘清单…", "我的学习笔记".
pub(crate) fn is_of_the_note(subject: &Subject, line: &[Inline]) -> bool {
    let marks = &subject.book.marks;
    if marks.is_empty() {
        return false;
    }
    let text = plain_text(line);
    let text = text.trim().to_lowercase();
    let ours = marks.find("of_the_note", &text).is_some() || marks.opens("my_note", &text);
    (sentence::count(line) <= 2 && ours) || is_reference(subject, &text)
}

/// Whether the title asks by itself: 如何估计.
pub(crate) fn asks(subject: &Subject) -> bool {
    subject.book.marks.opens("asks", words::text(&subject.name).trim())
}

/// Whether the title names no thing of its own: 学习, 项目.
pub(crate) fn is_generic(subject: &Subject) -> bool {
    // Several words are no number.
    if subject.book.marks.is_empty() && matches!(&subject.name[..], [_, second, ..] if second.spaced) {
        return false;
    }
    let name = words::lower_text(&subject.name);
    subject.book.marks.is("generic", name.trim()) || is_number(&name)
}

/// Whether a title only numbers an exercise: 1, a, (2).
fn is_number(name: &str) -> bool {
    let bare = name.trim_matches(['(', ')', '（', '）', '.', '、', '题', '第']);
    !bare.is_empty()
        && bare.len() <= 2
        && bare.chars().all(|c| c.is_ascii_digit() || bare.len() == 1 && c.is_ascii_lowercase())
}

/// Whether a text is a place in a book: "5.2.4节", "PML1:4.6", 命题1.4.
fn is_reference(subject: &Subject, text: &str) -> bool {
    let untagged = text.split_whitespace().filter(|word| !word.starts_with('#'));
    let words: String = untagged.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect();
    let digits = text.contains(|c: char| c.is_ascii_digit()) && text.contains('.');
    let short = words.chars().count() <= 4;
    digits && short && (words.is_ascii() && text.contains(':') || subject.book.marks.is("place", &words))
}

/// Whether the text gives the topic its name or says what it is: 则称 … 为 X, X 是 …, its name in bold.
pub(crate) fn names_topic(subject: &Subject, line: &[Inline]) -> bool {
    let (name, text) = (core(subject), squeezed(&plain_text(line)));
    calls(subject, line, &text, &name)
        || calls_it(subject, line, &text)
        || (!name.is_empty() && is_explained(subject, &text, &name))
}

/// Whether a line gives the topic its name.
pub(crate) fn calls_topic(subject: &Subject, line: &[Inline]) -> bool {
    calls(subject, line, &squeezed(&plain_text(line)), &core(subject))
}

/// The same of a line with its text and the core of the name.
fn calls(subject: &Subject, line: &[Inline], text: &str, name: &str) -> bool {
    if name.is_empty() {
        return false;
    }
    let calls = || subject.book.marks.find("calls", text).is_some();
    let bold = bold(&line[line.len().min(1)..]);
    let same = bold.iter().any(|term| term == name);
    let part = |term: &String| name.ends_with(term.as_str()) || name.starts_with(term.as_str());
    let short = bold.iter().any(|term| part(term) && term.chars().count() > 1);
    same || (short && calls()) || is_called(subject, text, name)
}

/// Whether a line calls something by a name that no bold tells to be another: of a text below the title the title's.
fn calls_it(subject: &Subject, line: &[Inline], text: &str) -> bool {
    let first = text.split(STOPS).next().unwrap_or_default();
    bold(line).is_empty() && subject.book.marks.find("calls_it", first).is_some()
}

/// What a line sets in bold.
fn bold(line: &[Inline]) -> Vec<String> {
    let inner = |inline: &Inline| match &inline.kind {
        InlineKind::Strong(inner) | InlineKind::Highlight(inner) => Some(squeezed(&plain_text(inner))),
        _ => None,
    };
    line.iter().filter_map(inner).collect()
}

/// The term that a text names in bold behind a title that only sets the scene for it: 对于 …，若 …，即 / 则称 … 为**X**.
pub(crate) fn called(subject: &Subject, title: &[Inline], body: &[Block]) -> Option<Vec<Word>> {
    let marks = &subject.book.marks;
    if !marks.opens("sets_scene", plain_text(title).trim_start()) {
        return None;
    }
    let lines = body.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(line) => Some(line),
        _ => None,
    });
    lines.filter(|line| marks.find("calls", &plain_text(line)).is_some()).flatten().find_map(|inline| {
        match &inline.kind {
            InlineKind::Strong(term) => Some(words::words(term)).filter(|term| !term.is_empty()),
            _ => None,
        }
    })
}

/// Whether a sentence calls something `name`: 称 … 为 X, 简称 X.
fn is_called(subject: &Subject, text: &str, name: &str) -> bool {
    let marks = &subject.book.marks;
    // 子环 is no 环, and 称环为交换环 says what is called: the name stands behind "为", a bracket, a formula.
    let alone = |sentence: &str, at: usize| {
        let (before, after) = (&sentence[..at], &sentence[at + name.len()..]);
        let last = before.chars().next_back();
        let apart = last.is_none_or(|c| !c.is_alphanumeric()) || marks.closes("before_name", before);
        apart && !marks.opens("gives_name", after)
    };
    text.split(STOPS).any(|sentence| {
        let from = marks.find("calls", sentence).unwrap_or(sentence.len());
        sentence.match_indices(name).any(|(at, _)| at >= from && alone(sentence, at))
    })
}

/// Whether the text says what `name` is: X 是 …, 所谓 X，指 …, … X 定义为 ….
fn is_explained(subject: &Subject, text: &str, name: &str) -> bool {
    let marks = &subject.book.marks;
    let Some(at) = text.find(name) else { return false };
    let before = text[..at].trim_matches(['“', '"', '「', '《', ',', '，', '*']);
    let after = without_gloss(&text[at + name.len()..]);
    let near: String = after.chars().take(NEAR).take_while(|c| !STOPS.contains(c)).collect();
    let opens = before.is_empty() || marks.is("determiner", before);
    (opens && marks.opens("means", after)) || marks.find("defined_as", &near).is_some()
}

/// The text behind a gloss in parentheses and marks of quotation.
fn without_gloss(text: &str) -> &str {
    let text = text.trim_start_matches(['”', '"', '」', '》', '*']);
    let rest = text.starts_with(['(', '（']).then(|| text.split_once([')', '）']).map(|(_, rest)| rest)).flatten();
    rest.unwrap_or(text).trim_start_matches(['，', ',', '”'])
}

/// The name of the topic as its definition says it: of 数列的定义 the 数列, without a gloss.
fn core(subject: &Subject) -> String {
    let name = squeezed(&words::text(phrases::without_remark(&subject.name)));
    let name = name.split(['(', '（']).next().unwrap_or_default();
    let asked = subject.book.marks.closing("definition_of", name);
    asked.unwrap_or(name).to_owned()
}

/// The text in lower case without its spaces.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c if words::is_ideograph(c) => out.push(c),
            // A sigma is written otherwise at the end of a word.
            'Σ' => return text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect(),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Whether a sentence or its first clause is the name of a thing behind what describes it: 希望订立合同的意思表示.
fn is_name(subject: &Subject, sentence: &str) -> bool {
    let marks = &subject.book.marks;
    let named = |clause: &str| {
        let noun = clause.rsplit_once('的').map_or("", |(_, noun)| noun);
        (1..=NOUN).contains(&noun.chars().count()) && marks.find("states", noun).is_none()
    };
    let clause = sentence.split(['，', '；', ',']).next().unwrap_or(sentence);
    !marks.opens("adverbial", sentence) && marks.find("finite", clause).is_none() && (named(sentence) || named(clause))
}

/// Whether a sentence is only a where or when: 在 … 的框架下; or compares: 与 … 一致.
fn is_adverbial(subject: &Subject, sentence: &str) -> bool {
    let marks = &subject.book.marks;
    marks.closes("alike", sentence)
        || (marks.opens("adverbial", sentence) && marks.closes("adverbial_end", sentence) && !sentence.contains('，'))
}

/// Whether the topic is a function: `type()`, if 函数.
fn is_function(subject: &Subject) -> bool {
    let name = words::text(&subject.name);
    name.contains(|c: char| c.is_ascii_alphabetic())
        && subject.book.marks.closes("of_code", name.trim_end_matches(['`', ')', '）']))
        || name.ends_with(')') && subject.name.iter().any(Word::is_code)
}

/// Whether the topic is a name in a program.
fn is_code(subject: &Subject) -> bool {
    let in_code = |word: &Word| word.is_code() || subject.book.is("codelike", word);
    subject.name.iter().any(in_code) || is_function(subject)
}

/// Whether the topic is a name in a program or of a tool, in Latin letters.
fn is_foreign(subject: &Subject) -> bool {
    is_code(subject) || !words::text(&subject.name).contains(words::is_ideograph)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, explained};
    use crate::model::CardLevel;

    #[test]
    fn only_what_names_or_describes_the_topic_defines_it() {
        check(
            "# 合同法\n## 要约\n希望与他人订立合同的意思表示。\n\n## 承诺\n受要约人同意要约的意思表示，应当在期限内到达。\n\n## 表见代理\n行为人没有代理权，相对人有理由相信其有代理权的，代理行为仍可以有效。\n",
            &[
                "什么是**要约**？ => 希望与他人订立合同的意思表示。",
                "什么是**承诺**？ => 受要约人同意要约的意思表示，应当在期限内到达。",
                "合同法的**表见代理**是怎样的？ => 行为人没有代理权，相对人有理由相信其有代理权的，代理行为仍可以有效。",
            ],
        );
    }

    #[test]
    fn a_scene_without_a_name_asks_for_what_follows() {
        check(
            "# 概率\n## 独立和\n设 $X,Y$ 独立且都服从泊松分布，则 $X+Y$ 也服从泊松分布。\n",
            &["概率的**独立和**有什么结论？ => 设 $X,Y$ 独立且都服从泊松分布，则 $X+Y$ 也服从泊松分布。"],
        );
        check("# 概率\n## 引言\n为了研究更多的随机现象，先看一个例子。\n", &[]);
    }

    #[test]
    fn a_statement_as_a_title_asks_why() {
        check(
            "# 血液\n## 红细胞没有细胞核\n为血红蛋白腾出空间，有利于运输氧气。\n",
            &["为什么**红细胞没有细胞核**？ => 为血红蛋白腾出空间，有利于运输氧气。"],
        );
    }

    #[test]
    fn code_is_asked_by_how_it_is_written() {
        check(
            "# Redis 速查表\n## 设置过期时间\n```redis\nEXPIRE key 60\n```\n\n## 字符串\n```redis\nSET key value\n```\n\n## 持久化\n### 定义\n```conf\nappendonly yes\n```\n",
            &[
                "Redis如何**设置过期时间**？ => ```redis / EXPIRE key 60 / ```",
                "Redis的**字符串**怎么写？ => ```redis / SET key value / ```",
                "**持久化**如何定义？ => ```conf / appendonly yes / ```",
            ],
        );
    }

    #[test]
    fn what_speaks_of_the_note_and_what_numbers_an_exercise_asks_nothing() {
        check("# 向量笔记\n我的线性代数学习笔记。\n\n## 2\n### b\n不是向量空间。\n", &[]);
    }

    #[test]
    fn foreign_titles_of_a_vocabulary_ask_what_they_mean() {
        check("# 英语词汇\n## abandon\nv. 放弃；抛弃\n", &["**abandon**是什么意思？ => v. 放弃；抛弃"]);
    }

    #[test]
    fn the_number_of_a_chapter_is_no_part_of_its_name() {
        let cards = explained(
            "# 近代史\n## 二、洋务运动\n### （一）失败原因\n没有触动封建制度的根本。\n\n### 评价\n引进了西方的技术。\n",
            CardLevel::Section,
        );
        let fronts: Vec<_> = cards.cards.iter().map(|card| card.front.as_str()).collect();
        assert_eq!(fronts, ["**洋务运动**的失败原因是什么？", "**洋务运动**的评价是什么？"]);
    }
}
