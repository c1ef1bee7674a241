//! R8, code: it belongs to Extra of the card it explains, and asks only where a comment says the answer literally.
//!
//! - print(1 + 1)  # Output: 2                    =>  What does this print?  2
//! - def __enter__(self): / # called when we enter …  =>  What does `__enter__` do?
//! - git stash pop  # apply the last stash            =>  How do you apply the last stash?  git stash pop

use super::Rule;
use super::claims::Claims;
use super::draft::Draft;
use super::phrases::Scene;
use super::subject::Subject;
use super::words;
use crate::model::{Block, BlockKind, Code, Inline, InlineKind, Span};

/// A comment of fewer words below a definition names, but does not explain (cards.md).
const EXPLAINS: usize = 4;
/// A listing of more lines is a reference to look things up in. Chosen by eye.
const LISTED: usize = 12;
/// A line of a listing has at most this many words, and its comment so many.
const CALL: usize = 14;
const SAID: usize = 14;
/// Words by which a line prints, in the languages notes are full of.
const PRINTS: [&str; 10] = [
    "print(",
    "println",
    "console.log",
    "printf",
    "puts ",
    "echo ",
    "Write-Output",
    "Console.Write",
    "print ",
    "fmt.Print",
];
/// Signs that open a comment at the end of a line.
const COMMENTS: [&str; 3] = ["# ", "// ", "-- "];
/// Words that open a definition.
const DEFINES: [&str; 8] = ["def ", "fn ", "func ", "function ", "async def ", "pub fn ", "sub ", "fun "];

/// The cards of code blocks.
pub(crate) fn cards(subject: &Subject, claims: &mut Claims) -> Vec<Draft> {
    let mut cards = Vec::new();
    for block in subject.body() {
        if let BlockKind::Code(code) = &block.kind
            && claims.free(block.span)
        {
            let card = prints(subject, block, code);
            let made = match card {
                Some(card) => vec![card],
                None => [listing(subject, block, code), definitions(subject, block, code)].concat(),
            };
            if !made.is_empty() {
                claims.take(block.span);
            }
            cards.extend(made);
        }
    }
    cards
}

/// The block, comments that tell taken off, and what it prints.
fn prints(subject: &Subject, block: &Block, code: &Code) -> Option<Draft> {
    let mut shown = Vec::new();
    let mut printed = Vec::new();
    for line in code.text.lines() {
        match output(line) {
            Some((before, said)) => {
                shown.push(before.to_owned());
                printed.push(said.to_owned());
            }
            // A print whose output is not told would make the answer a half-truth.
            None if is_print(line) => return None,
            None => shown.push(line.to_owned()),
        }
    }
    if printed.is_empty() || !subject.book.can_say("prints") {
        return None;
    }
    let asked = Block::new(BlockKind::Code(Code { text: shown.join("\n"), ..code.clone() }), block.span);
    let told = Code { lang: String::new(), info: String::new(), text: printed.join("\n") };
    let mut card = Draft::ask(Rule::R(8), subject.say("prints"), block.span)
        .answer(vec![Block::new(BlockKind::Code(told), block.span)]);
    card.front.push(asked);
    Some(card)
}

/// A listing in which each line has its comment: a card a line.
fn listing(subject: &Subject, block: &Block, code: &Code) -> Vec<Draft> {
    let lines = commented(&code.text).filter(|lines| (2..=LISTED).contains(&lines.len()));
    let Some(lines) = lines.filter(|_| subject.book.can_say("does")) else { return Vec::new() };
    let mut cards = Vec::new();
    for (at, call, said) in lines {
        let span = line_span(block, code, at);
        let (task, comment) = (words::of_text(said), vec![Inline::text(said, span)]);
        let name = Inline::new(InlineKind::Code(call.to_owned()), span);
        let opens = |class: &str| task.first().is_some_and(|word| subject.book.is(class, word));
        let card = if task.len() > 1 && (opens("command") || opens("deed") || opens("act")) {
            let scene = subject.scene().with("v", &task);
            let answer = Code { text: call.to_owned(), ..code.clone() };
            let question = subject.book.say(super::terms::how(subject, &[]), &scene);
            Draft::ask(Rule::R(8), question, span).answer(vec![Block::new(BlockKind::Code(answer), span)])
        } else {
            let scene = subject.scene().with("A", &words::words(&[name]));
            Draft::ask(Rule::R(8), subject.book.say("does", &scene), span).answer_line(comment)
        };
        cards.push(card);
    }
    // All that the block says stands on its cards.
    cards[0].shows.push(block.span);
    cards
}

/// The lines of a listing with their comments, behind or above each; nothing where one has none or hangs on another.
fn commented(text: &str) -> Option<Vec<(usize, &str, &str)>> {
    let mut found: Vec<(usize, &str, &str)> = Vec::new();
    let mut above = None;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if let Some(said) = comment(line) {
            above.replace(said).is_none().then_some(())?;
            continue;
        }
        let behind = COMMENTS.iter().filter_map(|sign| Some((line.rfind(sign)?, sign.len()))).max();
        let (call, said) = match behind {
            Some((sign, width)) => (line[..sign].trim_end(), line[sign + width..].trim()),
            None => (line.trim_end(), above.take()?),
        };
        let open = line.starts_with(char::is_whitespace) || call.ends_with(['{', '(', '[', ',', ':', '\\', '=']);
        let tells = said.starts_with(char::is_alphabetic) && !is_literal(said) && !said.ends_with([':', '…']);
        if open
            || !tells
            || call.is_empty()
            || words::count(call) > CALL
            || words::count(said) > SAID
            || above.is_some()
        {
            return None;
        }
        found.push((at, call, said));
    }
    let alike = (1..found.len())
        .any(|at| found[..at].iter().any(|(_, call, said)| *call == found[at].1 || *said == found[at].2));
    (above.is_none() && !alike).then_some(found)
}

fn is_print(line: &str) -> bool {
    PRINTS.iter().any(|word| line.contains(word))
}

/// A printing line without the comment that says its output, and the output.
fn output(line: &str) -> Option<(&str, &str)> {
    if !is_print(line) {
        return None;
    }
    let (at, sign) = COMMENTS.iter().filter_map(|sign| Some((line.rfind(sign)?, sign))).max()?;
    // Only the sign goes: `// -1` says minus one.
    let comment = line[at + sign.len()..].trim();
    let labels = ["Output:", "output:", "Outputs:", "=>", "->", "→", "Prints:", "prints:", "prints"];
    let labelled = labels.iter().find_map(|label| comment.strip_prefix(label));
    let said = labelled.unwrap_or(comment).trim();
    let before = line[..at].trim_end();
    let told = labelled.is_some() || is_literal(said);
    (told && !said.is_empty() && !before.is_empty()).then_some((before, said))
}

/// A number, a string in quotes, a bracketed value, true, false, none.
fn is_literal(text: &str) -> bool {
    let pairs = [('[', ']'), ('(', ')'), ('{', '}'), ('"', '"'), ('\'', '\'')];
    let bracketed =
        pairs.iter().any(|&(open, close)| text.starts_with(open) && text.ends_with(close) && text.len() > 1);
    let word = ["true", "false", "none", "null", "nil", "undefined", "nan"].contains(&text.to_lowercase().as_str());
    bracketed || word || text.parse::<f64>().is_ok()
}

/// Definitions whose next line is a comment that explains them.
fn definitions(subject: &Subject, block: &Block, code: &Code) -> Vec<Draft> {
    let lines: Vec<&str> = code.text.lines().collect();
    let mut cards = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = defined(line) else { continue };
        let comments = lines[at + 1..].iter().map_while(|line| comment(line)).enumerate();
        // A second comment with a label ("note: …") is an aside; the code stands in Extra.
        let comment: Vec<&str> =
            comments.take_while(|&(line, text)| line == 0 || !text.contains(": ")).map(|(_, text)| text).collect();
        let said = comment.join(" ");
        if words::count(&said) >= EXPLAINS
            && tells(subject, &said)
            && is_stub(&lines[at + 1..])
            && subject.book.can_say("does")
        {
            let span = line_span(block, code, at);
            let name = words::words(&[Inline::new(InlineKind::Code(name.to_owned()), span)]);
            let scene = Scene { topic: &name, ..subject.scene() }.with("A", &name);
            // "called when the gate opens" tells when, and nothing else.
            let one = !said.contains([',', ';']);
            let opened = one.then(|| subject.book.by_opening(&words::of_text(&said), &scene)).flatten();
            let question = opened.unwrap_or_else(|| subject.book.say("does", &scene));
            let mut card = Draft::ask(Rule::R(8), question, span).answer_line(vec![Inline::text(said, span)]);
            card.shows.clear();
            cards.push(card);
        }
    }
    cards
}

/// Whether a comment tells what the definition does: it opens with a verb. "Your code goes here" does not.
fn tells(subject: &Subject, comment: &str) -> bool {
    let classes = ["verb_s", "finite_s", "finite_s_or_noun", "finite_base_any", "command", "participle"];
    words::of_text(comment).first().is_some_and(|first| classes.iter().any(|class| subject.book.is(class, first)))
}

/// Whether a body is nothing but its comments: in one that does something the first comment speaks of its first step.
fn is_stub(body: &[&str]) -> bool {
    let ends = ["pass", "...", "return", "}", "end"];
    let code = body.iter().find(|line| comment(line).is_none()).map_or("", |line| line.trim());
    code.is_empty() || ends.iter().any(|end| code.starts_with(end))
}

fn defined(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = DEFINES.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

fn comment(line: &str) -> Option<&str> {
    let line = line.trim();
    let text = line.strip_prefix('#').or_else(|| line.strip_prefix("//"))?;
    Some(text.trim())
}

/// The source of a line of code; of the whole block where it cannot be told.
fn line_span(block: &Block, code: &Code, line: usize) -> Span {
    let before: usize = code.text.lines().take(line).map(|line| line.len() + 1).sum();
    let fence = (block.span.end - block.span.start) as usize;
    let opening = fence.saturating_sub(code.text.len()).min(code.info.len() + 4);
    let start = block.span.start + (opening + before) as u32;
    if start + 1 < block.span.end { Span { start, end: start + 1, ..block.span } } else { block.span }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn each_line_of_a_commented_listing_asks() {
        check(
            "# Ferry CLI\n\n## Flags\n```sh\nferry list -a      # list all ferries\nferry hold 4       # keep a place for a car\n-n                 # no output\n```\n",
            &[
                "**Ferry CLI**: how do you list all ferries? => ```sh / ferry list -a / ```",
                "**Ferry CLI**: how do you keep a place for a car? => ```sh / ferry hold 4 / ```",
                "What does `-n` do? => no output",
            ],
        );
    }

    #[test]
    fn a_program_with_comments_is_no_listing() {
        check(
            "# Ferry\n\n## Boarding\n```py\nfor car in queue:  # in order\n    board(car)     # one by one\n```\n",
            &[
                "**Ferry**: **Boarding**? => ```py / for car in queue:  # in order /     board(car)     # one by one / ```",
            ],
        );
    }
}
