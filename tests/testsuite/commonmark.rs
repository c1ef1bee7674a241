//! All examples of the CommonMark specification (`tests/commonmark/spec.txt`) through our model and back to HTML. Where we
//! mean to differ, `tests/commonmark/differences.txt` says why; an example that is listed there and does not differ fails.

use std::collections::BTreeMap;
use std::fmt::Write;

use recto::model::NoteId;

const SPEC: &str = include_str!("../commonmark/spec.txt");
const DIFFERENCES: &str = include_str!("../commonmark/differences.txt");

struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples: Vec<Example> = Vec::new();
    let mut section = String::new();
    let mut lines = SPEC.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        }
        if line != format!("{fence} example") {
            continue;
        }
        let mut parts = [String::new(), String::new()];
        let mut part = 0;
        for line in lines.by_ref().take_while(|line| *line != fence) {
            if line == "." {
                part = 1;
            } else {
                parts[part].push_str(&line.replace('→', "\t"));
                parts[part].push('\n');
            }
        }
        let [markdown, html] = parts;
        examples.push(Example { number: examples.len() + 1, section: section.clone(), markdown, html });
    }
    examples
}

/// Example numbers with the reason to differ; a reason may hold for several.
fn differences() -> BTreeMap<usize, String> {
    let mut differences = BTreeMap::new();
    for line in DIFFERENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (numbers, reason) = line.split_once(": ").expect("`numbers: reason`");
        for number in numbers.split_whitespace() {
            differences.insert(number.parse().expect("a number"), reason.to_owned());
        }
    }
    differences
}

/// Line ends beside tags mean nothing.
fn normal(html: &str) -> String {
    html.trim().replace(">\n", ">").replace("\n<", "<")
}

#[test]
fn every_example_gives_what_the_specification_gives() {
    let differences = differences();
    let (mut passed, mut failures) = (0, String::new());
    let examples = examples();
    for example in &examples {
        let html = recto::text::html::commonmark(&recto::parse::blocks(NoteId(0), &example.markdown));
        let same = normal(&html) == normal(&example.html);
        passed += usize::from(same);
        match (same, differences.get(&example.number)) {
            (true, Some(reason)) => writeln!(failures, "{} no longer differs ({reason})", example.number).unwrap(),
            (false, None) => writeln!(
                failures,
                "example {} ({}):\n{}--- wanted\n{}--- got\n{html}",
                example.number, example.section, example.markdown, example.html
            )
            .unwrap(),
            _ => {}
        }
    }
    println!("{passed} of {} examples, {} differences meant", examples.len(), differences.len());
    assert!(failures.is_empty(), "{failures}");
    assert_eq!(passed + differences.len(), examples.len());
}
