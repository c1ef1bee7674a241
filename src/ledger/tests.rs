//! What must come out right when notes are edited, a case a test. How to read the stories: [`testing`](super::testing).

use super::testing::kept;

const GIT: &str = "
    # git.md
    ## Commit
    1: a snapshot of the whole tree with its parents and a message
    ## Branch
    2: a movable name for the newest commit of a line of work";

#[test]
fn two_headings_swap_titles() {
    kept(&[
        GIT,
        "# git.md
        ## Branch
        1: a snapshot of the whole tree with its parents and a message
        ## Commit
        2: a movable name for the newest commit of a line of work",
    ]);
}

#[test]
fn two_headings_with_short_answers_swap_titles() {
    kept(&["# a.md\n## Push\n1: O(1)\n## Search\n2: O(n)", "# a.md\n## Search\n1: O(1)\n## Push\n2: O(n)"]);
}

#[test]
fn an_answer_is_reworded() {
    kept(&[
        GIT,
        "# git.md
        ## Commit
        1: a picture of the whole tree, its parents, its author and a message
        ## Branch
        2: a name that moves to the newest commit of a line of work",
    ]);
}

#[test]
fn a_heading_is_renamed() {
    kept(&[GIT, &GIT.replace("## Commit", "## What a commit holds")]);
}

#[test]
fn a_heading_is_renamed_and_its_answer_edited() {
    kept(&[GIT, &GIT.replace("## Commit", "## Commits").replace("a snapshot of", "a snapshot (not a diff) of")]);
}

#[test]
fn a_heading_with_short_answers_is_renamed() {
    kept(&[
        "# a.md\n## Stack\n1: Push? => O(1)\n2: Search? => O(n)\n## Heap\n3: Push? => O(log n)",
        "# a.md\n## Stacks\n1: Push? => O(1)\n2: Search? => O(n)\n## Heap\n3: Push? => O(log n)",
    ]);
}

#[test]
fn only_the_case_of_a_heading_changes() {
    kept(&["# a.md\n## gil\n1: a mutex", "# a.md\n## GIL\n1: a mutex"]);
}

#[test]
fn only_the_case_of_a_file_name_changes() {
    kept(&["# git.md\n## Tag\n1: a name", "# Git.md\n## Tag\n1: a name"]);
}

#[test]
fn a_second_examples_comes_above_the_first() {
    kept(&[
        "# a.md\n## Generators\n### Examples\n1: reading a file line by line without holding it",
        "# a.md\n## Lists\n### Other\n9: x\n## Generators\n### Examples\n2: squares of the first ten numbers summed\n
         ### Examples\n1: reading a file line by line without holding it",
    ]);
}

#[test]
fn a_second_examples_comes_above_the_first_and_the_first_is_edited() {
    kept(&[
        "# a.md\n## Examples\n1: reading a file line by line without holding it",
        "# a.md\n## Examples\n2: squares of the first ten numbers summed\n
         ## Examples\n1: reading a big file line by line without holding all of it",
    ]);
}

#[test]
fn twins_are_reordered() {
    kept(&[
        "# a.md\n## Time\n1: linear in the length of the list\n## Time\n2: logarithmic in the length of the list",
        "# a.md\n## Time\n2: logarithmic in the length of the list\n## Time\n1: linear in the length of the list",
    ]);
    kept(&["# a.md\n## Time\n1: O(n)\n## Time\n2: O(log n)", "# a.md\n## Time\n2: O(log n)\n## Time\n1: O(n)"]);
}

#[test]
fn equal_answers_in_many_topics_stay_apart() {
    kept(&[
        "# a.md\n## Search\n### Time\n1: O(n)\n### Steps\n2: look at one item after the other\n
         ## Sort\n### Time\n3: O(n)\n### Steps\n4: compare neighbours and swap them",
        "# a.md\n## Sorting\n### Time\n3: O(n)\n### Steps\n4: compare neighbours and swap them\n
         ## Searching\n### Time\n1: O(n)\n### Steps\n2: look at one item after the other",
    ]);
}

#[test]
fn a_topic_is_split_in_two_and_merged_again() {
    let (first, second) = ("stable sorts keep the order of equal items", "quick sort is not stable but merge sort is");
    let whole = format!("# a.md\n## Stability\n1: {first}, {second}");
    let split = format!("# a.md\n## Stability\n1: {first}\n## Which sorts are stable\n2: {second}");
    kept(&[&whole, &split, &whole, &split]);
}

#[test]
fn a_file_is_renamed() {
    kept(&[GIT, &GIT.replace("git.md", "tools/version-control.md")]);
}

#[test]
fn a_file_is_renamed_and_edited_at_once() {
    let edited = GIT.replace("git.md", "version-control.md").replace("a movable name for", "a name that moves, for");
    kept(&[GIT, &edited]);
}

#[test]
fn a_file_of_one_card_is_renamed_and_edited() {
    kept(&[
        "# zettel/gil.md\n1: a mutex that lets one thread at a time run bytecode of the interpreter",
        "# zettel/global-lock.md\n1: a mutex that lets only one thread at a time run bytecode of the interpreter",
    ]);
}

#[test]
fn a_file_is_moved_and_its_answer_rewritten() {
    kept(&[
        "# inbox/gil.md\n## GIL\n1: a mutex that lets one thread at a time run bytecode",
        "# python/gil.md\n## GIL\n1: one thread runs bytecode, all others wait for the mutex",
    ]);
}

#[test]
fn a_section_moves_to_another_file() {
    let topic =
        "## Branch\n1: a movable name for the newest commit\n2: Cost? => a file of forty bytes\n3: Is it a copy? => no";
    let (git, svn) = ("# git.md\n## Commit\n4: a snapshot of the tree", "# svn.md\n## Trunk\n5: the main line of work");
    kept(&[&format!("{git}\n{topic}\n{svn}"), &format!("{git}\n{svn}\n{topic}")]);
}

#[test]
fn a_section_moves_and_one_of_its_answers_is_reworded() {
    let before = "# git.md\n## Commit\n4: a snapshot of the tree\n
        ## Branch\n1: a movable name for the newest commit\n2: kept as a file of forty bytes below refs/heads\n# svn.md\n## Trunk\n5: the main line";
    let after = "# git.md\n## Commit\n4: a snapshot of the tree\n# svn.md\n## Trunk\n5: the main line\n
        ## Branch\n1: a movable name for the newest commit\n2: a file below refs/heads that holds forty digits";
    kept(&[before, after]);
}

#[test]
fn a_file_is_split() {
    let (commit, branch) = ("## Commit\n1: a snapshot of the whole tree", "## Branch\n2: a movable name for a commit");
    kept(&[&format!("# git.md\n{commit}\n{branch}"), &format!("# commit.md\n{commit}\n# branch.md\n{branch}")]);
}

#[test]
fn a_level_is_switched_and_back() {
    let section = "# a.md\n## GIL\n1: What does the GIL do? (2) => guards reference counts, prevents races\n2: What is it? => a mutex in CPython";
    let atomic = "# a.md\n## GIL\n3: What does the GIL guard? => reference counts\n4: What does it prevent? => races of threads\n
        2: What is it? => a mutex in CPython";
    let fate = super::testing::fate(&[section, atomic, section]);
    assert_eq!(fate.lost.len(), 0, "{fate:?}");
}

#[test]
fn an_edit_is_undone() {
    kept(&[
        GIT,
        &GIT.replace("1: a snapshot of the whole tree with its parents and a message", "3: see elsewhere"),
        GIT,
    ]);
}

#[test]
fn a_deleted_topic_comes_back() {
    kept(&[GIT, "# git.md\n## Commit\n1: a snapshot of the whole tree with its parents and a message", GIT]);
}

#[test]
fn an_upgrade_asks_otherwise() {
    kept(&[
        "# a.md\n## GIL\n1: What is the GIL? => a mutex in CPython\n2: Purpose of the GIL? => simple memory management\n3: What follows? => no parallel threads",
        "# a.md\n## GIL\n1: Define GIL => a mutex in CPython\n2: Why does the GIL exist? => simple memory management\n3: What follows from the GIL? => no parallel threads",
    ]);
}

#[test]
fn an_upgrade_makes_a_card_more() {
    kept(&[
        "# a.md\n## GIL\n1: What is it? => a mutex\n2: Why? => reference counts",
        "# a.md\n## GIL\n9: What does GIL stand for? => Global Interpreter Lock\n1: What is it? => a mutex\n2: Why? => reference counts",
    ]);
}

#[test]
fn a_card_comes_into_the_middle_and_its_neighbour_is_reworded() {
    kept(&[
        "# a.md\n## T\n1: when the list is empty nothing happens\n2: the pivot splits the list in two halves\n3: both halves are sorted alike",
        "# a.md\n## T\n1: when the list is empty nothing happens\n9: choose any element to be compared\n
         2: the pivot divides the list into two parts\n3: both halves are sorted alike",
    ]);
}

#[test]
fn a_short_answer_is_corrected() {
    kept(&["# a.md\n## Capital of Australia\n1: Sydney", "# a.md\n## Capital of Australia\n1: Canberra"]);
}

#[test]
fn an_answer_that_says_something_else_is_a_new_card() {
    kept(&[
        "# a.md\n## Examples\n1: reading a file line by line without holding it",
        "# a.md\n## Examples\n2: squares of the first ten numbers summed up",
    ]);
}

#[test]
fn a_deleted_card_does_not_live_on_in_one_that_was_added() {
    kept(&[
        "# a.md\n## T\n1: Who wrote Hamlet? => Shakespeare\n2: Who wrote Faust? => Goethe",
        "# a.md\n## T\n2: Who wrote Faust? => Goethe\n3: Who wrote Othello? => Shakespeare",
    ]);
}

#[test]
fn a_block_id_holds_a_card_that_is_rewritten_and_moved() {
    kept(&[
        "# a.md\n## T\n1: the old words about it ^lock\n## U\n2: other things",
        "# a.md\n## T\n3: a stranger\n## U\n2: other things\n1: said quite differently now ^lock",
    ]);
}

#[test]
fn a_blanked_list_is_reordered() {
    kept(&["# a.md\n## T\n1: {red}, {green} and {blue}", "# a.md\n## T\n1: {blue}, {red} and {green}"]);
}

#[test]
fn a_cloze_and_a_question_are_two_notes() {
    kept(&["# a.md\n## T\n1: a mutex guards the counts", "# a.md\n## T\n2: a {mutex} guards the counts"]);
}
