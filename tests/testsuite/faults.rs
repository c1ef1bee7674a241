//! What the system refuses, for real: full disks, read-only ones, files that one may not read or that go in between.
//!
//! Where a test needs what this system does not give (name spaces of the kernel, to mount a disk of its own or to be nobody), it says
//! "skipped: why".

use std::path::Path;
use std::process::{Command, Output};

use super::batch::{files, start, vault};
use super::errors::leftovers;
use super::support::Vault;

/// Runs a script in the vault, in name spaces of its own: what it mounts is gone at its end. `$RECTO` is the binary.
/// `None`, and a word why, where the system forbids that.
fn apart(vault: &Vault, flags: &str, script: &str) -> Option<Output> {
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.arg(flags).args(["bash", "-c", script]).current_dir(vault.path(""));
        command.env("RECTO", env!("CARGO_BIN_EXE_recto")).env("NO_COLOR", "1").output()
    };
    match unshare(&format!("{} true", if flags.contains('m') { "mount -t tmpfs tmpfs . &&" } else { "" })) {
        Ok(output) if output.status.success() => Some(unshare(script).expect("ran before")),
        why => {
            println!("skipped: no name spaces here: {why:?}");
            None
        }
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Everything that a run may write, by name.
fn outputs(vault: &Vault) -> Vec<(String, Vec<u8>)> {
    let names = files(vault).into_iter().map(|name| format!("out/{name}"));
    names.chain(["recto.lock".to_owned()]).map(|name| (name.clone(), vault.bytes(&name))).collect()
}

#[test]
fn a_small_disk_that_fills_at_any_point() {
    let vault = vault();
    vault.run("build").ok();
    let old = outputs(&vault);
    vault.write("notes/maths.md", b"# Maths\n\n## One\nanother\n\n## Two\n2\n\n## Three\n3\n");
    for free in [0, 8, 16, 24, 32, 48, 64, 96] {
        // A disk that holds the vault, and `free` kB more. What is on it afterwards goes into `after`.
        let script = format!(
            "cp -r . /dev/shm/recto-$$ && mount -t tmpfs -o size=4m tmpfs . && cd . && cp -r /dev/shm/recto-$$/. . && rm -r /dev/shm/recto-$$
            dd if=/dev/zero of=ballast bs=1k count=$(($(df --output=avail . | tail -1) - {free})) 2> /dev/null
            $RECTO build; code=$?; find . -name '.recto*'; cat out/Study.apkg out/Study.csv recto.lock | wc -c; exit $code"
        );
        let Some(output) = apart(&vault, "-rm", &script) else { return };
        let (message, left) = (told(&output), String::from_utf8_lossy(&output.stdout).into_owned());
        assert!(!left.contains(".recto"), "{free} kB free: {left}");
        if output.status.code() == Some(0) {
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{free} kB free: {message}");
        assert!(message.contains("cannot be written: no space left on device"), "{free} kB free: {message}");
        assert!(!message.contains("os error"), "{message}");
        if free == 0 {
            let bytes: usize =
                old.iter().filter(|(name, _)| !name.ends_with("pdf")).map(|(_, bytes)| bytes.len()).sum();
            assert_eq!(left.trim(), bytes.to_string(), "the old files stay");
            assert!(!message.contains("cards  "), "nothing is new or changed: {message}");
        }
    }
}

#[test]
fn no_room_for_temporaries() {
    let vault = vault();
    std::fs::create_dir(vault.path("small")).expect("made");
    let script = "mount -t tmpfs -o size=16k tmpfs small && TMPDIR=$PWD/small $RECTO deck";
    let Some(output) = apart(&vault, "-rm", script) else { return };
    let message = told(&output);
    assert!(message.contains("small/.recto-") && message.contains("database or disk is full"), "{message}");
    let output = apart(&vault, "-rm", "TMPDIR=/nowhere $RECTO deck").expect("as before");
    let message = told(&output);
    assert!(message.contains("no place for a temporary in /nowhere: no such file or directory"), "{message}");
    assert!(!vault.exists("out/Study.apkg") && !vault.exists("recto.lock"));
}

#[test]
fn a_disk_that_is_read_only() {
    let vault = vault();
    vault.run("build").ok();
    vault.write("notes/maths.md", b"# Maths\n\n## One\nanother\n");
    let run = |arguments: &str| {
        let script = format!("mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\" && $RECTO {arguments}");
        apart(&vault, "-rm", &script)
    };
    let Some(output) = run("build") else { return };
    assert_eq!(output.status.code(), Some(1));
    let message = told(&output);
    assert!(message.contains("out/Study.apkg") && message.contains("read-only file system"), "{message}");
    assert!(message.contains("`--out` of build, writes elsewhere"), "{message}");
    assert!(run("plan").is_some_and(|output| output.status.success()), "what writes nothing works");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let deck = elsewhere.path().join("a.apkg");
    // The lock would have to change, and cannot.
    let output = run(&format!("deck -o {}", deck.display())).expect("as before");
    assert!(told(&output).contains("recto.lock cannot be written: the file system is read-only"), "{}", told(&output));
    assert!(!deck.exists());
    std::fs::remove_file(vault.path("recto.lock")).expect("removed");
    let output = run(&format!("deck -o {}", deck.display())).expect("as before");
    assert!(told(&output).contains("warning[no-lock]") && deck.exists(), "{}", told(&output));
}

#[test]
fn what_one_may_not_read_or_write() {
    let vault = vault().note("notes/closed/secret.md", "# Secret\n").note("look/card.css", ".card {}");
    vault.run("build").ok();
    let before = outputs(&vault);
    // Nobody's rights hold for root too.
    let run = |script: &str| apart(&vault, "-U", &format!("{script}; code=$?; chmod -R u+rwX .; exit $code"));
    let Some(output) = run("chmod 0 notes/maths.md notes/closed; $RECTO check") else { return };
    let message = told(&output);
    assert_eq!(output.status.code(), Some(1), "{message}");
    for path in ["notes/closed", "notes/maths.md"] {
        let finding = format!("error[unreadable]: cannot be read: permission denied\n --> {path}");
        assert!(message.replace("\n--> ", "\n --> ").contains(&finding), "{message}");
    }
    for (script, words) in [
        ("chmod 0 recto.toml; $RECTO deck", "recto.toml: permission denied"),
        ("chmod 0 recto.lock; $RECTO deck", "recto.lock cannot be read: permission denied"),
        ("chmod 0 look/card.css; $RECTO deck --templates look", "card.css: permission denied"),
        ("rm -r out; mkdir out; chmod 500 out; $RECTO csv", "cannot be written: permission denied"),
    ] {
        let message = told(&run(script).expect("as before"));
        assert!(message.contains(words) && !message.contains("os error"), "{script}: {message}");
    }
    assert_eq!(vault.bytes("recto.lock"), before.last().expect("the lock").1);
}

#[test]
fn notes_that_vanish_between_walk_and_read() {
    let vault = Vault::new();
    for n in 0..400 {
        vault.write(&format!("notes/n{n}.md"), format!("# N{n}\n\n## A{n}\nfact {n}\n").as_bytes());
    }
    let child = Command::new(env!("CARGO_BIN_EXE_recto"))
        .args(["csv", "notes", "-o", "a.csv", "--format", "short"])
        .current_dir(vault.path(""))
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("recto starts");
    for n in (0..400).rev() {
        std::fs::remove_file(vault.path(&format!("notes/n{n}.md"))).expect("removed");
    }
    let output = child.wait_with_output().expect("ends");
    let message = told(&output);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{message}");
    let others = message.lines().filter(|line| line.contains("error") && !line.contains("no such file"));
    assert_eq!(
        others.filter(|line| !line.contains("holds no notes") && !line.contains(" errors, ")).count(),
        0,
        "{message}"
    );
}

#[test]
fn paths_longer_than_the_system_takes() {
    let vault = Vault::new().note("top.md", "# Top\n\n## A\nfact\n");
    // Deeper than a path can say, so it is made step by step.
    let script = "d=$(printf 'd%.0s' {1..200}); for n in {1..22}; do mkdir $d && cd -P $d || exit; \
                  if [ $n = 19 ]; then printf '# Long\\n\\n## B\\nfact\\n' > long.md; fi; done; \
                  printf '# Deep\\n\\n## C\\nfact\\n' > deep.md";
    let made = Command::new("bash").args(["-c", script]).current_dir(vault.path("")).status().expect("bash runs");
    assert!(made.success());
    let run = vault.run("build . --per-note").fails(1);
    assert!(run.stderr.contains("cannot be read: file name too long"), "{}", run.stderr);
    assert!(vault.exists("out/top.pdf") && vault.exists("out/top.apkg"), "{}", run.stderr);
    assert_eq!(leftovers(&vault), Vec::<String>::new());
}

#[test]
fn a_clock_that_is_set_back() {
    let vault = Vault::new().note("a.md", "## Stack\nA pile of things.\n");
    vault.run_at(4_000_000_000, "deck a.md").ok();
    vault.write("a.md", b"## Stack\nA pile of things, the last on top.\n");
    vault.run_at(1_000_000_000, "deck a.md").ok();
    // Anki takes a change only if its time is later than the one it knows.
    assert!(vault.text("recto.lock").contains("\t4000000001\t"), "{}", vault.text("recto.lock"));
}

/// `RECTO_FILES=100000` makes more than a test run has time for.
#[test]
fn very_many_files() {
    let many: usize = std::env::var("RECTO_FILES").ok().and_then(|files| files.parse().ok()).unwrap_or(1500);
    let vault = Vault::new();
    for n in 0..many {
        let next = (n + 1) % many;
        let note = format!("# Thing {n}\n\n## What is thing {n}?\nThe {n}th of them, see [[n{next}]].\n");
        vault.write(&format!("notes/{}/n{n}.md", n / 100), note.as_bytes());
    }
    vault.run("build").ok();
    let cards = vault.run("csv notes -o - --columns front").ok().stdout.lines().count();
    assert_eq!(cards, many + 1, "a row each, and the header");
    let mut child = start(&vault, &["build", "--per-note", "--only", "csv"]);
    assert!(child.wait().expect("ends").success());
    let rows = |name: &&String| Path::new(name).extension().is_some_and(|ending| ending == "csv");
    assert_eq!(files(&vault).iter().filter(rows).count(), many + 1);
}
