//! Bad input gets a clear message and damages nothing.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::support::Vault;

fn vault() -> Vault {
    Vault::new().note("notes/a.md", "# A\n\n## What\nIt is so.\n").note("recto.toml", "name = \"Study\"\n")
}

#[test]
fn a_missing_input() {
    vault()
        .run("check nosuch.md")
        .fails(1)
        .stderr_has("error[unreadable]: no such file or folder")
        .stderr_has("nosuch.md");
}

#[test]
fn a_folder_without_notes() {
    let vault = Vault::new().note("empty/readme.txt", "no note");
    vault.run("deck empty").fails(1).stderr_has("holds no notes").stderr_has("empty");
    assert!(!vault.exists("out"));
}

#[test]
fn bytes_that_are_no_text_name_their_place() {
    let vault = vault();
    vault.write("notes/latin.md", b"# Caf\xE9\n");
    vault.write("notes/picture.md", b"\x89PNG\r\n\x1a\n\x00\x00");
    let run = vault.run("deck").fails(1);
    let run = run.stderr_has("latin.md:1:6").stderr_has("error[invalid-utf8]: is not valid UTF-8");
    run.stderr_has("picture.md:1:1").stderr_has("is a binary file, not a note");
    assert!(vault.exists("out/Study.apkg"), "one bad note never stops the others");
}

#[test]
fn a_bad_note_is_left_out_and_keeps_its_lines_in_the_lock() {
    let vault = vault().note("notes/b.md", "# B\n\n## Which\nThis one.\n");
    vault.run("deck").ok();
    let lock = vault.text("recto.lock");
    vault.write("notes/b.md", b"---\ntitle: [unclosed\n---\n# B\n\n## Which\nThis one.\n");
    vault.run("deck").fails(1).stderr_has("bad-front-matter").stderr_has("1 card");
    assert_eq!(vault.text("recto.lock"), lock);
}

#[test]
fn utf_16_and_a_byte_order_mark_are_text() {
    let vault = Vault::new();
    let utf16: Vec<u8> = "\u{feff}# Größe\n\n## Maß\nZoll\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vault.write("a.md", &utf16);
    vault.write("b.md", b"\xEF\xBB\xBF# Front\n\n## Matter\nis so\n");
    vault.run("topics .").ok().stdout_has("Größe").stdout_has("Front").stdout_has("Maß");
}

#[test]
fn an_empty_note_and_one_without_headings() {
    let vault = Vault::new().note("empty.md", "").note("flat.md", "Just a line.\n");
    vault.run("build .").ok();
    assert!(vault.exists("out/index.pdf"), "small notes share a sheet");
}

#[test]
fn an_output_that_is_a_folder() {
    let vault = vault();
    std::fs::create_dir_all(vault.path("out/Study.apkg/inside")).expect("made");
    vault
        .run("build")
        .fails(1)
        .stderr_has("error[unwritable]: cannot be written: is a folder")
        .stderr_has("out/Study.apkg");
    assert!(vault.exists("out/Study.csv"), "the others are made");
    assert!(vault.exists("out/Study.apkg/inside"));
}

#[test]
fn a_file_where_the_out_folder_should_be() {
    let vault = vault().note("out", "mine");
    vault.run("deck").fails(1).stderr_has("unwritable").stderr_has("out/Study.apkg");
    assert_eq!(vault.text("out"), "mine");
    assert!(!vault.exists("recto.lock"), "nothing went out, so nothing is remembered");
}

#[test]
fn a_file_marked_read_only_stays() {
    let vault = vault();
    vault.run("csv").ok();
    let before = vault.bytes("out/Study.csv");
    let file = vault.path("out/Study.csv");
    let mut permissions = file.metadata().expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).expect("set");
    vault.write("notes/a.md", b"# A\n\n## What\nOtherwise.\n");
    vault.run("csv").fails(1).stderr_has("is marked read-only");
    assert_eq!(vault.bytes("out/Study.csv"), before);
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let vault = vault();
    vault.run("build").ok();
    let names = ["out/Study.apkg", "out/Study.csv", "out/a.pdf", "recto.lock"];
    let before = names.map(|name| vault.bytes(name));
    vault.write("notes/a.md", b"# A\n\n## What\nOtherwise.\n");
    // A limit on the size of files is the full disk that a test can have: the write fails half way.
    let limited = Command::new("bash")
        .args(["-c", "ulimit -f 1; trap '' XFSZ; exec \"$0\" build", env!("CARGO_BIN_EXE_recto")])
        .current_dir(vault.path(""))
        .output()
        .expect("bash runs");
    let message = String::from_utf8_lossy(&limited.stderr);
    assert_eq!(limited.status.code(), Some(1), "{message}");
    assert!(message.contains("cannot be written: file too large"), "{message}");
    assert_eq!(vault.bytes(names[0]), before[0]);
    assert_eq!(vault.bytes(names[2]), before[2]);
    assert_eq!(leftovers(&vault), Vec::<String>::new());
}

#[test]
fn a_full_device() {
    vault().run("csv -o /dev/full").fails(1).stderr_has("no space left on device").stderr_has("/dev/full");
}

#[test]
fn a_lock_that_cannot_be_written_changes_no_output() {
    let vault = vault();
    vault.run("build").ok();
    let before = vault.bytes("out/Study.apkg");
    vault.write("notes/a.md", b"# A\n\n## What\nOtherwise.\n");
    // Where the lock's temporary should go there is a folder: the system refuses, whoever runs the test.
    std::fs::create_dir(vault.path(".recto.lock.new")).expect("made");
    vault.run("build").fails(1).stderr_has("recto.lock cannot be written");
    assert_eq!(vault.bytes("out/Study.apkg"), before);
}

#[test]
fn notes_that_the_system_will_not_give() {
    let vault = vault();
    symlink("/proc/self/mem", vault.path("notes/locked.md")).expect("linked");
    symlink("gone.md", vault.path("notes/dangling.md")).expect("linked");
    let run = vault.run("deck").fails(1).stderr_has("error[unreadable]");
    run.stderr_has("notes/locked.md").stderr_has("notes/dangling.md");
    assert!(vault.exists("out/Study.apkg"));
}

#[test]
fn links_that_go_in_circles() {
    let vault = vault();
    symlink(".", vault.path("notes/again")).expect("linked");
    symlink("../notes", vault.path("notes/twice")).expect("linked");
    let run = vault.run("csv --columns path -o -").ok();
    assert_eq!(run.stdout.lines().count(), 2, "each note once: {}", run.stdout);
}

#[test]
fn an_output_behind_a_link() {
    let vault = vault().note("elsewhere/deck.csv", "old");
    std::fs::create_dir(vault.path("out")).expect("made");
    symlink("../elsewhere/deck.csv", vault.path("out/Study.csv")).expect("linked");
    vault.run("csv").ok();
    assert!(vault.text("elsewhere/deck.csv").starts_with("deck,context"));
    assert!(vault.path("out/Study.csv").is_symlink());
}

#[test]
fn names_that_differ_in_case_only_and_very_long_ones() {
    let vault = Vault::new();
    let note = |title: &str| format!("# {title}\n\n## One\n1\n\n## Two\n2\n\n## Three\n3\n");
    let long = "n".repeat(252);
    for name in ["Topic", "topic", &long] {
        vault.write(&format!("{name}.md"), note(name).as_bytes());
    }
    vault.run("build . --only sheet").ok();
    assert!(vault.exists("out/Topic.pdf") && vault.exists("out/topic-2.pdf"));
    let sheets = std::fs::read_dir(vault.path("out")).expect("made").count();
    assert_eq!(sheets, 3);
}

#[test]
fn wrong_usage_is_code_2() {
    let vault = vault();
    for wrong in [
        "nonsense",
        "deck --nonsense",
        "csv -o - --format json",
        "build -",
        "deck --select python",
        "build --only dek",
        "sheet --paper a4x",
        "sheet --columns 99",
        "sheet --size 0",
        "init recto.toml",
    ] {
        vault.run(wrong).fails(2);
    }
    vault.run("check --deny unresolved-lnik").fails(2).stderr_has("did you mean `unresolved-link`?");
}

#[test]
fn an_error_in_the_configuration_names_line_and_nearest_key() {
    let vault =
        Vault::new().note("a.md", "# A\ntext\n").note("recto.toml", "name = \"x\"\n[cards]\nlevls = \"topic\"\n");
    let run = vault.run("deck").fails(1).stderr_has("error[bad-config]: unknown key `cards.levls`");
    let run = run.stderr_has("recto.toml:3:1").stderr_has("did you mean `level`?");
    assert!(run.stdout.is_empty());
    let json = vault.run("deck --format json").fails(1).stdout;
    assert!(json.contains("\"code\":\"bad-config\"") && json.contains("\"line\":3"), "{json}");
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let read = |name: &str| std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let manifest: toml::Table = read("Cargo.toml").expect("read").parse().expect("TOML");
    let reasons = read("ARCHITECTURE.md").expect("read");
    for table in ["dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().expect("a table").keys() {
            assert!(reasons.contains(&format!("`{name}`")), "ARCHITECTURE.md gives no reason for {name}");
        }
    }
}

#[test]
fn a_wrong_value_in_the_configuration_has_its_line() {
    let vault = vault();
    let says = |line: &str, words: &str| {
        vault.write("recto.toml", format!("[sheet]\n{line}\n").as_bytes());
        vault.run("sheet notes").fails(1).stderr_has(words).stderr_has("recto.toml:2:");
    };
    says("paper = \"a9x\"", "no paper is called `a9x`: a3, a4");
    says("columns = 99", "unknown value `99`, expected one of `auto`, `1`");
    says("by = \"nope\"", "unknown value `nope`, expected one of `note`");
    vault.write("recto.toml", b"[sheet]\ncolumns = 3\n");
    vault.run("sheet notes").ok();
}

/// What a run forgot beside its outputs.
pub fn leftovers(vault: &Vault) -> Vec<String> {
    let walk = ignore::WalkBuilder::new(vault.path("")).hidden(false).build().flatten();
    let names = walk.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".recto")).collect()
}

/// One line may hold any number of blanks or sentences, a paragraph any number of lines, a list any number of points; cards of
/// it take time that grows with it, not with its square.
#[test]
fn endless_lines_make_cards_in_the_end() {
    let points: Vec<String> = (0..20_000).map(|n| format!("- The point {n} belongs to list {n}\n")).collect();
    let vault = Vault::new()
        .note("blanks.md", &format!("# Blanks\n\n{}\n", "{{c1::a}} ".repeat(12_000)))
        .note("sentences.md", &format!("# Sentences\n\n{}\n", "A word is one thing. ".repeat(20_000)))
        .note("lines.md", &format!("# Lines\n\n{}", "a line is one thing\n".repeat(20_000)))
        .note("bars.md", &format!("# Bars\n\nintro\n{}", "| `a` | b |\n| `a` | b | c |\n".repeat(8_000)))
        .note("points.md", &format!("# Points\n\n{}", points.concat()))
        .note(
            "code.md",
            &format!(
                "# Code\n\n{}",
                "```\nclass Ferry\n```\nIt sinks if:\n- the hull leaks\n- a gale blows\n\n".repeat(8_000)
            ),
        )
        .note("words.md", &format!("# Words\n\n{}\n", "a word is one thing. ".repeat(20_000)));
    vault.run("explain . --cards atomic -q").ok().stdout_has("blanks.md").stdout_has("words.md");
}
