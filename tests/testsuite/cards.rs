//! Notes become the cards a careful person would write.

use crate::support::{Run, Vault};

const LOCKS: &str = "# Locks\n\n## Mutex\n\nMutual exclusion: lets one thread at a time into a section\n\n**Purpose**\n- prevents races\n- guards invariants that span several fields\n";

fn explain(note: &str, arguments: &str) -> Run {
    Vault::new().note("locks.md", note).run(&format!("explain locks.md {arguments}")).ok()
}

#[test]
fn a_note_without_any_syntax_makes_cards() {
    explain(LOCKS, "").stdout_has("Why does").stdout_has("(2)");
}

#[test]
fn atomic_replaces_the_list_of_a_bold_line_by_its_parts() {
    let run = explain(LOCKS, "--cards atomic").stdout_has("prevent?");
    assert!(!run.stdout.contains("(2)"), "the list is still asked as a whole:\n{}", run.stdout);
}

#[test]
fn topic_asks_once_a_heading() {
    let vault = Vault::new().note("locks.md", LOCKS);
    let run = vault.run("explain locks.md --cards topic --format json").ok();
    let cards: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(cards["cards"].as_array().map(Vec::len), Some(1));
    assert!(cards["cards"][0]["back"].as_str().is_some_and(|back| back.contains("guards invariants")));
}

#[test]
fn front_matter_and_tags_choose_the_level_or_silence() {
    let silent = format!("---\ncards: off\n---\n{LOCKS}");
    let run = explain(&silent, "");
    assert!(!run.stdout.contains("Mutex"), "{}", run.stdout);
    let tagged = LOCKS.replace("## Mutex", "## Mutex #nocards");
    let run = explain(&tagged, "");
    assert!(!run.stdout.contains("Why does"), "{}", run.stdout);
    let atomic = LOCKS.replace("## Mutex", "## Mutex #cards/atomic");
    explain(&atomic, "").stdout_has("prevent?");
}

#[test]
fn a_long_answer_is_kept_and_named() {
    let note = format!("## Essay\n\nA sentence without an end{}\n", " and yet another clause of it".repeat(14));
    explain(&note, "").stdout_has("Essay").stderr_has("long-answer");
}

#[test]
fn two_equal_questions_are_told_apart() {
    let note =
        "# Trees\n\n## Heap\n\n### Node layout\nAn array holds it.\n\n## Trie\n\n### Node layout\nA map holds it.\n";
    let vault = Vault::new().note("trees.md", note);
    let run = vault.run("explain trees.md --format json").ok();
    let cards: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let mut fronts: Vec<&str> =
        cards["cards"].as_array().expect("cards").iter().filter_map(|card| card["front"].as_str()).collect();
    let all = fronts.len();
    fronts.sort_unstable();
    fronts.dedup();
    assert_eq!((all, fronts.len()), (2, 2), "{fronts:?}");
}

#[test]
fn a_note_of_links_alone_makes_none_and_says_so() {
    Vault::new().note("links.md", "[one](https://example.org)\n").run("explain links.md").ok().stderr_has("no-text");
}

#[test]
fn chinese_notes_are_asked_in_chinese() {
    explain("## 栈\n\n后进先出的线性表，只能在一端插入和删除元素\n", "").stdout_has("什么是");
}
