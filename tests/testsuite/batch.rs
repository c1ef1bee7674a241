//! What scripts rely on.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::errors::leftovers;
use super::support::Vault;

/// Three notes of three topics or more, two small ones that share a sheet.
pub fn vault() -> Vault {
    let big = |name: &str| format!("# {name}\n\n## One\nfirst\n\n## Two\nsecond\n\n## Three\nthird\n");
    Vault::new()
        .note("recto.toml", "name = \"Study\"\n")
        .note("notes/code/python.md", &format!("---\ntags: [python]\n---\n{}", big("Python")))
        .note("notes/code/rust.md", &big("Rust"))
        .note("notes/code/one.md", "# Small\n\n## Only\none\n")
        .note("notes/code/two.md", "# Smaller\n\n## Lone\ntwo\n")
        .note("notes/maths.md", &big("Maths"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

pub fn files(vault: &Vault) -> Vec<String> {
    let root = vault.path("out");
    let walk = ignore::WalkBuilder::new(&root).hidden(false).build().flatten();
    let names = walk.filter(|entry| entry.path().is_file());
    let mut names: Vec<_> =
        names.map(|entry| entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn modified(path: &Path) -> SystemTime {
    path.metadata().expect("there").modified().expect("has a time")
}

#[test]
fn a_build_makes_deck_csv_and_sheets_where_the_notes_are() {
    let vault = vault();
    vault.run("build").ok().stderr_has("recto.lock made");
    let sheets = ["code/index.pdf", "code/python.pdf", "code/rust.pdf", "maths.pdf"];
    assert_eq!(files(&vault), [&["Study.apkg", "Study.csv"][..], &sheets].concat());
}

#[test]
fn divided_and_combined() {
    let per_note = vault();
    per_note.run("build --per-note --only sheet,csv --out each").ok();
    assert!(per_note.exists("each/code/one.pdf") && per_note.exists("each/code/two.csv"));
    let combined = vault();
    combined.run("build --combine").ok();
    assert_eq!(files(&combined), ["Study.apkg", "Study.csv", "Study.pdf"]);
}

#[test]
fn what_did_not_change_is_not_touched() {
    let vault = vault();
    vault.run("build").ok();
    let names = ["out/Study.apkg", "out/Study.csv", "out/maths.pdf", "recto.lock"];
    let before = names.map(|name| modified(&vault.path(name)));
    let run = vault.run("build --format json").ok();
    assert_eq!(names.map(|name| modified(&vault.path(name))), before);
    let outputs = json(&run.stdout)["outputs"].clone();
    assert!(outputs.as_array().expect("outputs").iter().all(|output| output["changed"] == false), "{outputs}");
}

#[test]
fn the_same_bytes_whatever_the_jobs() {
    let (one, four) = (vault(), vault());
    one.run("build --jobs 1").ok();
    // The lock holds the times that the first build gave.
    four.write("recto.lock", &one.bytes("recto.lock"));
    four.run("build --jobs 4").ok();
    assert_eq!(files(&one), files(&four));
    for name in files(&one) {
        assert!(one.bytes(&format!("out/{name}")) == four.bytes(&format!("out/{name}")), "{name} differs");
    }
}

#[test]
fn json_is_one_document_with_every_output() {
    let vault = vault();
    vault.write("notes/maths.md", b"# Maths\n\n## Numbers\nSee [[Nowhere]].\n");
    let run = vault.run("build --format json").ok();
    let document = json(&run.stdout);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    assert_eq!(document["version"], 1);
    let deck = &document["outputs"][0];
    assert_eq!(
        (&deck["format"], &deck["path"], &deck["changed"]),
        (&"deck".into(), &"out/Study.apkg".into(), &true.into())
    );
    assert!(deck["cards"].as_u64() > Some(5) && deck["bytes"].as_u64() > Some(1000), "{deck}");
    let findings = document["diagnostics"].as_array().expect("findings");
    let finding = findings.iter().find(|finding| finding["code"] == "unresolved-link").expect("the link");
    let place = [&finding["path"], &finding["line"], &finding["column"]];
    assert_eq!(place, [&Value::from("notes/maths.md"), &4.into(), &5.into()]);
    assert_eq!(finding["severity"], "warning");
}

#[test]
fn a_denied_finding_is_an_error() {
    let vault = vault();
    vault.write("notes/maths.md", b"# Maths\n\n## Numbers\nSee [[Nowhere]].\n");
    vault.run("check").ok().stderr_has("warning[unresolved-link]");
    vault.run("check --deny unresolved-link").fails(1).stderr_has("error[unresolved-link]");
    vault.run("check --deny warnings").fails(1);
    vault.write("recto.toml", b"name = \"Study\"\ndeny = [\"unresolved-link\"]\n");
    vault.run("check").fails(1);
}

#[test]
fn cards_do_not_drown_in_findings() {
    let vault = Vault::new().note("a.md", "# A\n\n[[one]] [[one]] [[two]] [[three]] [[four]] [[five]]\n");
    let few = vault.run("explain a.md").ok().stderr_has("3 more: unresolved-link 3; `recto check` shows all");
    assert!(few.stderr.contains("\"three\"") && !few.stderr.contains("\"four\""), "{}", few.stderr);
    assert_eq!(vault.run("check a.md").ok().stderr.matches("warning[").count(), 6);
}

#[test]
fn findings_on_one_line_each() {
    let vault = Vault::new().note("a.md", "# A\n\n日本語 [[Nowhere]].\n");
    let run = vault.run("check a.md --format short").ok();
    assert!(run.stderr.starts_with("a.md:3:5: warning[unresolved-link]: "), "{}", run.stderr);
    let human = vault.run("check a.md").ok().stderr_has("--> a.md:3:5");
    // Each of the three characters is as wide as two.
    assert!(human.stderr.contains("3 | 日本語 [[Nowhere]].\n  |        ^^^^^^^^^^^"), "{}", human.stderr);
}

#[test]
fn a_link_out_of_a_part_is_no_finding() {
    let vault = vault();
    vault.write(
        "notes/maths.md",
        b"# Maths\n\n## One\nSee [[Python]], [rust](code/rust.md), and [[Nowhere]] for one.\n",
    );
    let run = vault.run("check notes/maths.md").ok().stderr_has("\"Nowhere\"");
    assert_eq!(run.stderr.matches("unresolved-link").count(), 1, "{}", run.stderr);
}

#[test]
fn selected_notes() {
    let vault = vault();
    let paths = |select: &str| {
        let run = vault.run(&format!("csv --columns path -o - {select}")).ok();
        let mut paths: Vec<_> = run.stdout.lines().skip(1).map(str::to_owned).collect();
        paths.dedup();
        paths
    };
    assert_eq!(paths("--select tag:python"), ["notes/code/python.md"]);
    assert_eq!(
        paths("--select folder:notes/code --select !title:Small*"),
        ["notes/code/python.md", "notes/code/rust.md"]
    );
    assert_eq!(paths("--select title:maths --select title:rust"), ["notes/code/rust.md", "notes/maths.md"]);
    vault.run("deck --select tag:nothing").fails(1).stderr_has("chooses none of the 5 notes");
}

#[test]
fn a_dry_run_writes_nothing() {
    let vault = vault();
    vault.run("build --dry-run").ok().stderr_has("dry run: nothing was written");
    assert!(!vault.exists("out") && !vault.exists("recto.lock"));
}

#[test]
fn standard_input_to_standard_output() {
    let vault = Vault::new();
    let run = vault.run_with(&["deck", "-"], b"# A\n\n## What\nso\n").ok();
    assert!(run.stdout_bytes.starts_with(b"PK"), "a package");
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    let check = vault.run_with(&["check", "-"], b"# A\n\nsee [[Nowhere]]\n").ok();
    check.stderr_has("<stdin>:3:5");
    assert!(leftovers(&vault).is_empty());
}

#[test]
fn the_configuration_and_where_it_came_from() {
    let vault = vault().note(
        "recto.toml",
        "name = \"Study\"\nnotes = [\"notes\"]\n\n[cards]\nlevel = \"topic\"\n\n[[folder]]\npath = \"notes/code/**\"\ncards.level = \"atomic\"\n",
    );
    let run = vault.run("config").ok();
    let line = |key: &str| {
        let line = run.stdout.lines().find(|line| line.starts_with(key)).expect(key);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("name"), "name = \"Study\" # recto.toml:1");
    assert_eq!(line("level"), "level = \"topic\" # recto.toml:5");
    assert_eq!(line("paper"), "paper = \"a4\" # default");
    assert!(run.stdout.contains("[[folder]]\npath = \"notes/code/**\"\ncards.level = \"atomic\""), "{}", run.stdout);
    vault.write("again.toml", run.stdout.as_bytes());
    vault.run("config --config again.toml").ok().stdout_has("again.toml:1");
}

#[test]
fn flags_win_over_front_matter_over_folders_over_the_file() {
    let vault = Vault::new()
        .note(
            "recto.toml",
            "notes = [\".\"]\n[cards]\nlevel = \"topic\"\n[[folder]]\npath = \"b/**\"\ncards.level = \"atomic\"\n",
        )
        .note("a/file.md", "# File\n\n## A\none\n")
        .note("b/folder.md", "# Folder\n\n## A\none\n")
        .note("b/front.md", "---\ncards: section\n---\n# Front\n\n## A\none\n");
    let levels = |flag: &str| {
        let cards = json(&vault.run(&format!("explain --format json {flag}")).ok().stdout)["cards"].clone();
        let level = |path: &str| {
            let of_path = cards.as_array().expect("cards").iter().find(|card| card["path"] == path);
            of_path.map(|card| card["level"].as_str().unwrap_or_default().to_owned())
        };
        ["a/file.md", "b/folder.md", "b/front.md"].map(|path| level(path).expect("a card"))
    };
    assert_eq!(levels(""), ["topic", "atomic", "section"]);
    assert_eq!(levels("--cards topic"), ["topic"; 3]);
}

pub fn start(vault: &Vault, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(arguments)
        .current_dir(vault.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("recto starts")
}

/// The next number of a fixed sequence, so that a failure can be had again.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// `RECTO_KILLS=200` kills more often than a test run has time for.
#[test]
fn killed_at_any_moment_every_output_is_whole() {
    let kills: u64 = std::env::var("RECTO_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let vault = vault();
    let states = ["first", "other"].map(|word| {
        vault.write("notes/maths.md", format!("# Maths\n\n## One\n{word}\n\n## Two\n2\n\n## Three\n3\n").as_bytes());
        vault.run("build").ok();
        files(&vault).into_iter().map(|name| vault.bytes(&format!("out/{name}"))).collect::<Vec<_>>()
    });
    let names = files(&vault);
    // A deck's times move on with each change: it is whole if its directory stands at its end, where the writing ends.
    let whole = |n: usize, bytes: &Vec<u8>| {
        let deck = names[n].contains(".apkg") && bytes[bytes.len().saturating_sub(22)..].starts_with(b"PK\x05\x06");
        deck || states.iter().any(|state| state[n] == *bytes)
    };
    let mut seed = 15;
    for kill in 0..kills {
        let word = if kill % 2 == 0 { "first" } else { "other" };
        vault.write("notes/maths.md", format!("# Maths\n\n## One\n{word}\n\n## Two\n2\n\n## Three\n3\n").as_bytes());
        let mut child = start(&vault, &["build"]);
        std::thread::sleep(Duration::from_micros(next(&mut seed) % 120_000));
        child.kill().and_then(|()| child.wait()).expect("killed");
        for (n, name) in names.iter().enumerate() {
            assert!(whole(n, &vault.bytes(&format!("out/{name}"))), "{name} is neither old nor new after kill {kill}");
        }
    }
    vault.run("build").ok();
    vault.run("build --locked").ok();
    assert_eq!(leftovers(&vault), Vec::<String>::new());
    assert_eq!(files(&vault), names);
}

#[test]
fn interrupted_it_leaves_no_trace() {
    let vault = vault();
    let mut seed = 9;
    for _ in 0..8 {
        let mut child = start(&vault, &["build"]);
        std::thread::sleep(Duration::from_micros(next(&mut seed) % 60_000));
        let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
        let status = child.wait().expect("ends");
        assert!(!interrupted.success() || matches!(status.code(), Some(0 | 130) | None), "{status}");
        assert_eq!(leftovers(&vault), Vec::<String>::new());
    }
}

#[test]
fn two_builds_at_once() {
    let vault = vault();
    let children = [(); 3].map(|()| start(&vault, &["build"]));
    for mut child in children {
        assert!(child.wait().expect("ends").success());
    }
    vault.run("build --locked").ok();
    assert_eq!(leftovers(&vault), Vec::<String>::new());
}

#[test]
fn a_save_is_built_at_once_and_an_error_survived() {
    let vault = vault();
    vault.run("build").ok();
    let mut child = start(&vault, &["watch", "--only", "csv"]);
    // What an editor does: the new text beside, then renamed over the old. Until the watch stands, a save may be missed.
    let save = |text: &str| {
        vault.write("notes/.maths.md.swp", text.as_bytes());
        std::fs::rename(vault.path("notes/.maths.md.swp"), vault.path("notes/maths.md")).expect("renamed");
    };
    let appears = |word: &str| {
        (0..200).any(|n| {
            if n % 20 == 0 {
                save(&format!("# Maths\n\n## One\n{word}\n"));
            }
            std::thread::sleep(Duration::from_millis(50));
            vault.text("out/Study.csv").contains(word)
        })
    };
    assert!(appears("zeppelin"), "the first save");
    save("---\ntitle: [broken\n---\n");
    assert!(appears("quokka"), "a save after a broken one");
    child.kill().and_then(|()| child.wait()).expect("ended");
}

#[test]
fn completions_and_man_pages() {
    let vault = Vault::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        vault.run(&format!("completions {shell}")).ok().stdout_has("recto");
    }
    vault.run("man pages").ok();
    assert!(vault.text("pages/recto.1").contains(".TH recto 1") && vault.exists("pages/recto-sheet.1"));
    let version = vault.run("--version").ok();
    assert!(version.stdout.starts_with(concat!("recto ", env!("CARGO_PKG_VERSION"))), "{}", version.stdout);
}

#[test]
fn a_hook_that_names_one_note_of_a_repository_finds_the_others() {
    let vault =
        Vault::new().note(".git/HEAD", "").note("law/a.md", "# A\nsee [[b]] and [[c]]").note("history/b.md", "# B\nx");
    let run = vault.run("check --format short law/a.md").ok();
    assert_eq!(run.stderr, "law/a.md:2:15: warning[unresolved-link]: no note or heading named \"c\"\n");
}
