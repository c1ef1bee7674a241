//! What kind of code answers: a command, a configuration, a drawing in signs, text in a block.

use super::phrases::Fact;
use super::subject::Subject;
use super::words;
use crate::model::{Block, BlockKind, Code};

/// A text in ideographs has at least so many.
const NATIVE: usize = 8;

/// Whether the answer is code and nothing else, or one command.
pub(super) fn facts(subject: &Subject, answer: &[Block]) -> Vec<Fact> {
    let code = |block: &Block| matches!(block.kind, BlockKind::Code(_));
    match answer {
        [Block { kind: BlockKind::Code(code), .. }] if is_command(subject, code) => vec![Fact::CodeOnly, Fact::Command],
        [Block { kind: BlockKind::Code(code), .. }] if subject.book.is_key("config", &code.lang) => {
            vec![Fact::CodeOnly, Fact::Config]
        }
        [Block { kind: BlockKind::Code(code), .. }] if is_drawing(subject, code) => vec![Fact::Drawn],
        [Block { kind: BlockKind::Code(code), .. }] if is_prose(subject, code) => Vec::new(),
        _ if answer.iter().all(code) => vec![Fact::CodeOnly],
        _ => Vec::new(),
    }
}

/// Whether a block holds text: its author says so, or it has no language and its lines read as prose.
fn is_prose(subject: &Subject, code: &Code) -> bool {
    let text = code.text.trim();
    let signs = ['{', '}', '=', '<', '>', '|', '$', '`', '_', '\\', ';', '@', '#', '~'];
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let sentence = |line: &str| {
        let opens = line
            .trim_start_matches(['-', '*', '•', ' '])
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_ascii());
        opens && words::count(line) > 2 && !line.contains(" --")
    };
    let point = |line: &&str| {
        line.split_once(' ').is_some_and(|(mark, _)| matches!(mark, "-" | "•" | "*")) && words::count(line) > 2
    };
    let ideographs = text.chars().filter(|&c| words::is_ideograph(c)).count();
    let native = ideographs >= NATIVE
        && ideographs * 2 > text.chars().filter(|c| !c.is_whitespace()).count()
        && !text.contains(['{', '}', ';']);
    let points = || lines().filter(|line| point(line)).count() * 2 > lines().count();
    let ends = text.ends_with(['.', '!', '?']) && words::count(text) > 5 && !text.contains(['(', '/']);
    subject.book.is_key("text_block", &code.lang)
        || code.lang.is_empty() && native
        || code.lang.is_empty()
            && !text.contains(signs)
            && (ends || lines().count() > 1 && (lines().all(sentence) || points()))
}

/// Whether a block is drawn: in a language of drawings, or with signs, lines of them at least as many as lines of words.
fn is_drawing(subject: &Subject, code: &Code) -> bool {
    let sign = |c: char| matches!(c, '|' | '-' | '_' | '/' | '\\' | '+' | '<' | '>' | '^' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{257f}');
    let drawn = |line: &&str| line.chars().filter(|c| !c.is_whitespace()).all(sign);
    let lines: Vec<&str> = code.text.lines().filter(|line| !line.trim().is_empty()).collect();
    let text = code.lang.is_empty() || subject.book.is_key("text_block", &code.lang);
    let language = matches!(code.lang.as_str(), "mermaid" | "plantuml" | "puml" | "dot" | "graphviz");
    language || text && lines.len() > 2 && lines.iter().filter(|line| drawn(line)).count() * 2 >= lines.len()
}

/// Whether a block is a line for a shell, comments left out.
fn is_command(subject: &Subject, code: &Code) -> bool {
    let lines = code.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    subject.book.is_key("shell", &code.lang) && lines.count() == 1
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_what_one_writes_is_asked_so() {
        check(
            "# Ferry script\n## Loops\n```\nfor car in queue: board(car)\n```\n## Boarding\n```\nboard(queue)\n```\n### Rules\n```\nfirst, last\n```\n### Misc\n```\nhold(4)\n```\n",
            &[
                "How do you write **Loops** in **Ferry script**? => ``` / for car in queue: board(car) / ```",
                "**Ferry script**: **Boarding**? => ``` / board(queue) / ```",
                "**Boarding**: **Rules**? => ``` / first, last / ```",
            ],
        );
    }

    #[test]
    fn points_in_a_block_are_no_code() {
        check(
            "# Harbour\n## Piers\n```\n- best shelter of all\n- more room for cargo\n```\n",
            &["What are **Piers**? => ``` / - best shelter of all / - more room for cargo / ```"],
        );
    }

    #[test]
    fn an_indented_chinese_text_is_no_code_and_a_diagram_is_drawn() {
        check(
            "# 术语\n## 船闸\n\t指的是让船只越过水位差的水池，常见的有单级船闸\n",
            &["什么是**船闸**？ => ``` / 指的是让船只越过水位差的水池，常见的有单级船闸 / ```"],
        );
        check(
            "# Harbour\n## Ways in\n```mermaid\ngraph TD; Sea-->Gate; Gate-->Dock;\n```\n",
            &["Sketch **Ways in**. => ```mermaid / graph TD; Sea-->Gate; Gate-->Dock; / ```"],
        );
    }
}
