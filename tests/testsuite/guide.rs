//! Every command of the README and the guide works, and says what the page says it does.
//!
//! In a block marked `console`, a line that begins with `$ recto` is run, page by page, in a folder that holds our sample notes. What
//! follows it up to the next `$` must be its output, standard output before standard error; a line `…` stands for any lines.
//! A block of TOML that opens with a file's name is that file.

use std::path::{Path, PathBuf};

use super::support::Vault;

#[test]
fn every_command_works() {
    for page in pages() {
        let name = page.file_name().expect("a file").to_string_lossy().into_owned();
        let vault = Vault::new();
        for entry in ignore::Walk::new(root().join("notes")).flatten().filter(|entry| entry.path().is_file()) {
            let path = entry.path().strip_prefix(root()).expect("below").to_str().expect("UTF-8");
            vault.write(path, &std::fs::read(entry.path()).expect("read"));
        }
        let text = std::fs::read_to_string(&page).expect("a page");
        for (file, text) in files(&text) {
            vault.write(&file, text.as_bytes());
        }
        for (command, said) in commands(&text) {
            run(&vault, &name, &command, &said);
        }
    }
}

#[test]
fn the_makefile_and_the_hook_of_the_guide_work() {
    let page = std::fs::read_to_string(root().join("docs/batch.md")).expect("the page");
    let block = |opening: &str| {
        let after = page.split(&format!("```{opening}")).nth(1).expect("a block");
        after.split("```").next().expect("its end").trim_start().to_owned()
    };
    let vault = Vault::copy_of("notes").note("Makefile", &block("make")).note("notes/a.md", "# A\n\n## What\nso\n");
    vault.write(".git/hooks/pre-commit", format!("#!/bin/sh\n{}", block("sh\n#!/bin/sh")).as_bytes());
    let shell = |script: &str| {
        let binary = Path::new(env!("CARGO_BIN_EXE_recto")).parent().expect("a folder");
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script]).current_dir(vault.path("")).env("PATH", path).output().expect("a shell")
    };
    if !shell("make --version && git --version").status.success() {
        println!("skipped: no make or no git here");
        return;
    }
    let made = shell("make && make");
    assert!(String::from_utf8_lossy(&made.stdout).contains("up to date"), "{made:?}");
    let commit = "git -c user.name=A -c user.email=a@example.org commit -qm message";
    let first = shell(&format!(
        "git init -q . && chmod +x .git/hooks/pre-commit && git add notes/a.md && {commit} && git ls-files"
    ));
    assert!(String::from_utf8_lossy(&first.stdout).contains("recto.lock"), "the lock goes with the notes: {first:?}");
    vault.write("notes/a.md", b"# A\n\n## What\n```py\nopen\n");
    let second = shell(&format!("git add notes/a.md && {commit}"));
    assert!(
        !second.status.success() && String::from_utf8_lossy(&second.stderr).contains("unclosed-fence"),
        "{second:?}"
    );
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let docs = std::fs::read_dir(root().join("docs")).expect("the guide").flatten().map(|entry| entry.path());
    let mut pages: Vec<_> = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    pages.extend([root().join("README.md")].into_iter().filter(|page| page.exists()));
    pages.sort();
    pages
}

/// The files that a page shows: a block of TOML that opens with the comment `# NAME.toml`.
fn files(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let named = |block: &str| Some((block.lines().next()?.strip_prefix("# ")?.to_owned(), block.to_owned()));
    blocks
        .filter_map(named)
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        .collect()
}

/// The commands of a page, each with what is shown below it.
fn commands(page: &str) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(command) if inside => commands.push((command.to_owned(), Vec::new())),
            None if inside => commands.last_mut().expect("a command first").1.push(line.to_owned()),
            _ => {}
        }
    }
    commands
}

fn run(vault: &Vault, page: &str, command: &str, said: &[String]) {
    let arguments = words(command);
    // A watch has no end, and what is not ours is not tested.
    if arguments.first().is_none_or(|first| first != "recto") || arguments.get(1).is_some_and(|name| name == "watch") {
        return;
    }
    let arguments: Vec<_> = arguments[1..].iter().map(String::as_str).collect();
    let run = vault.run_with(&arguments, b"");
    assert_eq!(run.code, 0, "{page}: $ {command}\n{}{}", run.stdout, run.stderr);
    let all = run.stdout + &run.stderr;
    let lines: Vec<_> = all.lines().map(str::trim_end).collect();
    let said: Vec<_> = said.iter().map(|line| line.trim_end()).collect();
    assert!(said.is_empty() || matches(&lines, &said), "{page}: $ {command}\nsays\n{all}");
}

/// Splits as a shell would, as far as our pages go: spaces, and single quotes.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(n, part)| match n % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

fn matches(lines: &[&str], said: &[&str]) -> bool {
    match said {
        [] => lines.is_empty(),
        ["…", rest @ ..] => (0..=lines.len()).any(|skip| matches(&lines[skip..], rest)),
        [first, rest @ ..] => lines.first() == Some(first) && matches(&lines[1..], rest),
    }
}
