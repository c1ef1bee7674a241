//! The real Anki takes the deck.

use serde_json::Value;

use crate::support::{Vault, python};

/// What the real Anki says of a package of the vault.
fn report(vault: &Vault, package: &str) -> Option<Value> {
    let package = vault.path(package);
    let json = python("anki_deck.py", &["report", package.to_str().expect("UTF-8")])?;
    Some(serde_json::from_str(&json).expect("JSON"))
}

/// What happens to a collection with the first package when the second is imported over it.
fn update(vault: &Vault, old: &str, new: &str) -> Option<Value> {
    let (old, new) = (vault.path(old), vault.path(new));
    let json = python("anki_deck.py", &["update", old.to_str().expect("UTF-8"), new.to_str().expect("UTF-8")])?;
    Some(serde_json::from_str(&json).expect("JSON"))
}

/// A package that Anki finds nothing wrong with.
#[track_caller]
fn assert_clean(report: &Value) {
    for list in ["faults", "missing", "unused"] {
        assert_eq!(report[list], serde_json::json!([]), "{list}");
    }
    assert_eq!(report["integrity"], Value::Null);
    assert_eq!(report["empty"], 0);
    let notes = report["notes"].as_array().expect("notes").len();
    assert_eq!(report["imported"], serde_json::json!({ "new": notes }));
    assert_eq!(report["again"], serde_json::json!({ "duplicate": notes }), "imported twice");
    for note in report["notes"].as_array().expect("notes") {
        assert_eq!(note["fields"]["Id"], note["guid"]);
        assert_ne!(note["cards"], serde_json::json!([]), "a note without a card: {note}");
    }
}

/// The field of the first note whose context ends with `heading`.
#[track_caller]
fn field<'a>(report: &'a Value, heading: &str, name: &str) -> &'a str {
    let notes = report["notes"].as_array().expect("notes");
    let ends = |note: &&Value| note["fields"]["Context"].as_str().is_some_and(|context| context.ends_with(heading));
    let note = notes.iter().find(ends).unwrap_or_else(|| panic!("no card under {heading:?}"));
    note["fields"][name].as_str().expect("text")
}

/// Everything that all fields hold.
fn all_fields(report: &Value) -> String {
    let notes = report["notes"].as_array().expect("notes");
    notes
        .iter()
        .flat_map(|note| note["fields"].as_object().expect("fields").values())
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn our_own_notes_import_clean_and_in_order() {
    let vault = Vault::copy_of("notes");
    let run = vault.run("deck . -o notes.apkg").ok();
    assert_eq!(run.stdout, "", "results only on standard output");
    let Some(report) = report(&vault, "notes.apkg") else { return };
    assert_clean(&report);
    let notes = report["notes"].as_array().expect("notes");
    assert!(notes.len() > 50, "{}", notes.len());
    let due: Vec<_> = notes.iter().map(|note| note["cards"][0]["due"].as_i64()).collect();
    assert!(due.is_sorted(), "new cards come in the order of the notes: {due:?}");
    assert!(report["tags"].as_array().is_some_and(|tags| tags.contains(&"python".into())));
    let explained: Value = serde_json::from_str(&vault.run("explain . --format json").ok().stdout).expect("JSON");
    let mut decks = std::collections::BTreeMap::<&str, u64>::new();
    for card in explained["cards"].as_array().expect("cards") {
        *decks.entry(card["deck"].as_str().expect("a name")).or_default() += 1;
    }
    assert_eq!(report["decks"], serde_json::json!(decks), "each card of `explain`, in its deck");
    let media: Vec<_> = report["media"].as_array().expect("media").iter().filter_map(Value::as_str).collect();
    assert!(matches!(media[..], [venn] if venn.starts_with("venn-")), "{media:?}");
}

#[test]
fn media_are_found_as_obsidian_finds_them() {
    let vault = Vault::copy_of("tests/media");
    vault.write("biology/.keep", b"");
    vault
        .run("deck . -o media.apkg")
        .ok()
        .stderr_has("missing-image")
        .stderr_has("biology/cells.md:20:")
        .stderr_has("gone.png")
        .stderr_has("remote-image");
    let Some(report) = report(&vault, "media.apkg") else { return };
    assert_clean(&report);
    assert!(report["notes"].as_array().expect("notes").iter().all(|note| note["deck"] == "Biology::Cells"));
    assert_eq!(report["tags"], serde_json::json!(["biology", "year-1"]));
    let media: Vec<_> = report["media"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(media.len(), 5, "two pictures of one name, a sound, a film, a picture in the note: {media:?}");
    assert_eq!(media.iter().filter(|name| name.starts_with("cell-")).count(), 2);
    assert!(field(&report, "Animal cell", "Back").contains("width=\"120\""));
    assert!(field(&report, "Heartbeat", "Back").contains("[sound:tone-"));
    assert_eq!(report["sounds"], 2, "a sound and a film");
    assert!(field(&report, "Lost", "Back").contains("what it showed"));
    assert!(
        field(&report, "Far away", "Back")
            .contains("<a class=\"remote\" href=\"https://example.org/map.png\">a map</a>")
    );
}

#[test]
fn what_is_outside_of_the_notes_is_refused() {
    let vault =
        Vault::new().note("notes/a.md", "## A\nA text ![x](../../secret.png).\n").note("notes/b.md", "## B\nA text.\n");
    vault.write("secret.png", b"secret");
    vault.run("deck notes -o a.apkg").fails(1).stderr_has("unsafe-path").stderr_has("notes/a.md:2:");
    let package = vault.bytes("a.apkg");
    assert!(!package.windows(6).any(|bytes| bytes == b"secret"));
    // The note itself is not lost.
    vault.run("explain notes/a.md").fails(1).stdout_has("A text");
}

#[test]
fn hostile_notes_do_nothing() {
    let vault = Vault::copy_of("tests/hostile");
    vault.run("deck . -o hostile.apkg").fails(1).stderr_has("unsafe-path");
    let Some(report) = report(&vault, "hostile.apkg") else { return };
    assert_clean(&report);
    // A blank in the syntax of Anki's is a blank in ours.
    let fields = all_fields(&report).replace("{{c1::", "");
    for harm in [
        "<script",
        "<style",
        "<iframe",
        "<svg",
        "<link",
        "<object",
        "<embed",
        "<form",
        "onclick=\"",
        " onerror=",
        " onload=",
        "ontoggle=",
        "href=\"javascript",
        "href=\"data",
        "href=\"file",
        "href=\"vbscript",
        "src=\"http",
        "url(http",
        "position:",
        "id=\"qa\"",
        "\\href{javascript",
        "\\style",
        "[sound:",
        "[latex]",
        "[$]",
        "[anki:",
        "[[type:",
        "{{",
    ] {
        assert!(!fields.contains(harm), "{harm} in {fields}");
    }
    assert_eq!(report["sounds"], 0);
    assert_eq!(report["media"], serde_json::json!([]));
    assert!(fields.contains("<code>{<wbr>{Front}<wbr>}</code>"), "shown as written");
    assert!(fields.contains("Text before") && fields.contains("Text after"), "nothing else is lost");
}

#[test]
fn hard_notes_keep_all_they_say() {
    let vault = Vault::copy_of("tests/hard");
    let lines: Vec<_> = (0..5000).map(|n| format!("def f{n}(x): return x + {n}  # line {n}")).collect();
    let code = lines.join("\n");
    vault.write("long.md", format!("## Long code\nA long program.\n\n```python\n{code}\n```\n").as_bytes());
    vault.run("deck . -o hard.apkg").ok().stderr_has("bad-math");
    let Some(report) = report(&vault, "hard.apkg") else { return };
    assert_clean(&report);
    let fields = all_fields(&report);
    for kept in [
        "# line 4999",
        ">2.199<",
        "A Vec&lt;String&gt; and a Map&lt;K, V&gt; are text",
        r"\(\ce{CH4 + 2 O2 -&gt; CO2 + 2 H2O}\)",
        r"\(\frac{1}{\frac{a}{b} }\)",
        "A footnote with <code>code</code>",
        "👩‍👩‍👧‍👦",
        "&lt;/code&gt; in the text ends nothing",
    ] {
        assert!(fields.contains(kept), "{kept} in {fields}");
    }
}

#[test]
fn an_edit_updates_one_note_and_keeps_all_scheduling() {
    let vault = Vault::new().note("a.md", "## Stack\nA pile of things.\n\n## Queue\nA line of things.\n");
    vault.run("deck a.md -o old.apkg").ok();
    vault.write("a.md", b"## Stack\nA pile of things.\n\n## Queue\nA line of things that wait.\n");
    vault.run("deck a.md -o new.apkg").ok();
    let Some(update) = update(&vault, "old.apkg", "new.apkg") else { return };
    assert_eq!(update["imported"]["updated"], 1, "{update}");
    assert_eq!(update["changed"].as_array().map(Vec::len), Some(1));
    assert_eq!((&update["kept"], &update["cards"]), (&update["reviewed"], &update["reviewed"]));
    assert!(update["options"].as_array().is_some_and(|options| options.contains(&"Recto".into())), "{update}");
}

#[test]
fn a_change_of_style_arrives() {
    let vault = Vault::new().note("a.md", "## Stack\nA pile of things.\n");
    vault.run("deck a.md -o old.apkg").ok();
    vault.write("look/card.css", b".card { color: teal; }");
    vault.run("deck a.md -o new.apkg --templates look").ok();
    let Some(update) = update(&vault, "old.apkg", "new.apkg") else { return };
    assert_eq!(update["styles_changed"], 1, "of the type that is in use: {update}");
    assert_eq!(update["kept"], update["reviewed"]);
}

#[test]
fn a_template_that_anki_would_refuse_is_named() {
    let vault = Vault::new().note("a.md", "## Stack\nA pile of things.\n");
    vault.write("look/basic-back.html", b"{{FrontSide}}\n{{Bakc}}");
    let run = vault.run("deck a.md --templates look -o a.apkg").fails(1);
    run.stderr_has("basic-back.html:2").stderr_has("has no field \"Bakc\"").stderr_has("Front, Back, Extra");
    assert!(!vault.exists("a.apkg"));
}

#[test]
fn the_description_stands_on_the_top_deck() {
    let vault = Vault::new()
        .note("maths/sets/a.md", "## Set\nA collection of things.\n")
        .note("maths/sets/b.md", "## Map\nA way from one to the other.\n")
        .note("recto.toml", "name = \"Study\"\nnotes = [\".\"]\n[deck]\ndescription = \"From my notes\"\n");
    vault.run("deck -o a.apkg").ok();
    let Some(report) = report(&vault, "a.apkg") else { return };
    assert_eq!(report["decks"], serde_json::json!({ "Study::maths::sets": 2 }));
    assert_eq!(report["description"], serde_json::json!({ "Study": "From my notes" }));
}

#[test]
fn two_builds_give_the_same_bytes() {
    let vault = Vault::copy_of("tests/media");
    vault.run("deck . -o a.apkg").ok();
    let first = vault.bytes("a.apkg");
    std::fs::remove_file(vault.path("a.apkg")).expect("removed");
    vault.run("deck . -o a.apkg --jobs 1").ok();
    assert!(first == vault.bytes("a.apkg"));
}

#[test]
fn the_source_opens_the_heading_in_obsidian() {
    let vault = Vault::new()
        .note("My vault/.obsidian/app.json", "{}")
        .note("My vault/data/a b.md", "## Stack & heap\nTwo kinds of memory.\n");
    vault.run_with(&["deck", "My vault", "-o", "a.apkg"], b"").ok();
    let Some(report) = report(&vault, "a.apkg") else { return };
    let link = "obsidian://open?vault=My%20vault&amp;file=data%2Fa%20b.md%23Stack%20%26%20heap";
    assert_eq!(field(&report, "", "Source"), format!("<a href=\"{link}\">data/a b.md › Stack &amp; heap</a>"));
}
