//! An edit never costs a review.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::support::{Vault, python};

/// Replaces text of a note, which must be there.
#[track_caller]
fn edit(vault: &Vault, note: &str, old: &str, new: &str) {
    let text = vault.text(note);
    assert!(text.contains(old), "{note} holds no {old:?}");
    vault.write(note, text.replacen(old, new, 1).as_bytes());
}

/// Takes a section, its heading included, out of a note.
#[track_caller]
fn cut(vault: &Vault, note: &str, heading: &str) -> String {
    let text = vault.text(note);
    let start = text.find(&format!("{heading}\n")).expect("the heading");
    let end = text[start + 1..].find("\n## ").map_or(text.len(), |at| start + at + 2);
    vault.write(note, format!("{}{}", &text[..start], &text[end..]).as_bytes());
    text[start..end].to_owned()
}

fn append(vault: &Vault, note: &str, text: &str) {
    vault.write(note, format!("{}\n{text}", vault.text(note)).as_bytes());
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs()
}

/// Reworded answers, as note, what it said and what it says.
const REWORDED: [(&str, &str, &str); 10] = [
    ("bread.md", "before salt and yeast are added", "before salt and any yeast"),
    ("bread.md", "which gives strength to a slack dough", "which strengthens a slack dough"),
    ("bread.md", "so that steam escapes and no blisters rise", "so that no blisters rise"),
    ("bread.md", "divided by the weight of the flour, written", "over the weight of the flour, given"),
    ("sailing.md", "A foresail that reaches", "A large foresail that reaches"),
    ("sailing.md", "Turning the stern through the wind", "Steering the stern through the wind"),
    ("light.md", "thrown off its way by small particles", "scattered by particles smaller than its waves"),
    ("light.md", "The bending of waves around edges", "How waves bend around edges"),
    ("light.md", "of a picture towards its corners", "of a photograph towards the corners"),
    ("chess.md", "Moving a piece away", "Moving a piece out of the way"),
];

/// Edits the vault in every way that a term of work on notes would.
fn a_term_of_edits(vault: &Vault) {
    for (note, old, new) in REWORDED {
        edit(vault, note, old, new);
    }
    edit(vault, "bread.md", "## Crumb", "## The crumb of a loaf");
    edit(vault, "sailing.md", "## Keel", "## Keels");
    edit(vault, "light.md", "## Caustic", "## Caustic curves");
    let parallax = cut(vault, "light.md", "## Parallax");
    append(vault, "sailing.md", &parallax);
    cut(vault, "bread.md", "## Poolish");
    cut(vault, "sailing.md", "## Boom");
    append(vault, "bread.md", "## Scoring\n\nCutting a pattern into the crust, for looks and for the rise.\n");
    append(vault, "light.md", "## Moiré\n\nStripes that arise where two fine grids overlap.\n");
    append(vault, "harbour.md", "## Pilot\n\nOne who knows the local waters and guides ships in.\n");
    edit(
        vault,
        "harbour.md",
        "- a ladder for low water\n- a cleat for thin lines",
        "- a cleat for thin lines\n- a ladder for low water",
    );
    edit(vault, "harbour.md", "{{c1::new}} and {{c2::full}} moon", "{{c1::new}} moon");
    std::fs::rename(vault.path("chess.md"), vault.path("mate.md")).expect("renamed");
}

#[test]
fn in_anki_every_surviving_card_keeps_its_reviews() {
    let vault = Vault::copy_of("tests/identity/vault");
    vault.run_at(1_700_000_000, "deck . -o first.apkg").ok();
    let (collection, first) = (vault.path("anki.anki2"), vault.path("first.apkg"));
    let (collection, first) = (collection.to_str().expect("UTF-8"), first.to_str().expect("UTF-8"));
    let Some(studied) = python("identity.py", &["study", collection, first, "50"]) else { return };
    let studied = json(&studied);

    a_term_of_edits(&vault);
    let plan = json(&vault.run("plan . --format json").ok().stdout);
    vault.run_at(now() + 60, "deck . -o second.apkg").ok();
    let removed = plan["searches"].as_array().expect("a list").iter().find(|search| search["why"] == "removed");
    let search = removed.expect("a search for the removed")["search"].as_str().expect("text");
    let second = vault.path("second.apkg");
    let updated = python("identity.py", &["update", collection, second.to_str().expect("UTF-8"), search]);
    let updated = json(&updated.expect("it ran before"));

    let counts = &plan["counts"];
    let told = |kind: &str| counts[kind].as_u64().expect("a count");
    assert_eq!([told("new"), told("removed"), told("renamed"), told("moved")], [3, 2, 3, 13], "{counts}");
    assert_eq!(told("changed"), 9 + 2, "nine reworded outside the renamed file, a list and a cloze: {counts}");
    assert_eq!(updated["import"]["new"], 3);
    assert_eq!(updated["import"]["updated"].as_u64(), Some(told("changed") + told("renamed") + told("moved")));
    assert_eq!(updated["import"]["conflicting"], 0);
    assert_eq!(updated["problems"], studied["problems"]);
    every_history_is_kept(&studied, &updated);
    changed_text_arrived(&studied, &updated);
    only_the_deleted_are_orphans(&plan, &updated);
}

fn every_history_is_kept(studied: &Value, updated: &Value) {
    let before = studied["notes"].as_object().expect("notes");
    assert_eq!(updated["notes"].as_object().expect("notes").len(), before.len() + 3, "no duplicate");
    for (guid, note) in before {
        assert_eq!(updated["notes"][guid]["cards"], note["cards"], "reviews and intervals of {}", note["fields"][0]);
    }
    let reviews = before.values().flat_map(|note| note["cards"].as_object().expect("cards").values());
    assert_eq!(reviews.map(|card| card["reviews"].as_u64().expect("a count")).sum::<u64>(), 50);
}

fn changed_text_arrived(studied: &Value, updated: &Value) {
    let notes = || updated["notes"].as_object().expect("notes").iter();
    let answers: Vec<_> = notes().map(|(_, note)| note["fields"][1].as_str().expect("text")).collect();
    for (_, old, new) in REWORDED {
        assert!(answers.iter().any(|answer| answer.contains(new)), "{new:?} is on a card");
        assert!(!answers.iter().any(|answer| answer.contains(old)), "{old:?} is on none");
    }
    let leech = studied["leech"].as_str().expect("a GUID");
    let text = updated["notes"][leech]["fields"][1].as_str().expect("text");
    assert!(text.contains("before salt and any yeast"), "a note that Anki tagged itself is updated: {text}");
    let text = notes().find_map(|(_, note)| Some(note["fields"][0].as_str()?).filter(|text| text.contains("c1::new")));
    assert!(text.is_some_and(|text| text.contains("c3::half")), "the third blank keeps its number: {text:?}");
    let untouched = notes().filter(|(guid, note)| studied["notes"][*guid] == **note).count();
    assert_eq!(untouched, 54 - 27 - 1 + 1, "all that the plan called unchanged, and the two that were removed");
}

fn only_the_deleted_are_orphans(plan: &Value, updated: &Value) {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let cards = plan["cards"].as_array().expect("cards").iter();
    let removed: BTreeSet<_> =
        cards.filter(|card| card["change"] == "removed").map(|card| text(&card["guid"])).collect();
    let found: BTreeSet<_> = updated["found"].as_array().expect("found").iter().map(text).collect();
    assert_eq!(found, removed, "Anki finds them by the plan's search");
}

#[test]
fn retired_notes_are_found_in_anki_by_their_tag() {
    let vault = Vault::new().note(
        "a.md",
        "## Mast\n\nHolds the sails up.\n\n## Tide\n\nThe {{c1::moon}} draws {{c2::water}}.\n\n## Hull\n\nFloats.\n",
    );
    vault.run_at(1_700_000_000, "deck . -o first.apkg").ok();
    let path = |name: &str| vault.path(name).to_str().expect("UTF-8").to_owned();
    let (collection, first, second) = (path("anki.anki2"), path("first.apkg"), path("second.apkg"));
    if python("identity.py", &["study", &collection, &first, "4"]).is_none() {
        return;
    }
    cut(&vault, "a.md", "## Mast");
    cut(&vault, "a.md", "## Tide");
    vault.run_at(now() + 60, "deck . -o second.apkg --retire").ok();
    let updated =
        json(&python("identity.py", &["update", &collection, &second, "tag:recto::retired"]).expect("it ran before"));
    assert_eq!(updated["found"].as_array().expect("found").len(), 2);
    assert_eq!(updated["notes"].as_object().expect("notes").len(), 3, "none is new");
    let bytes = vault.bytes("second.apkg");
    vault.run("deck . -o second.apkg --retire").ok();
    assert_eq!(vault.bytes("second.apkg"), bytes);
}

/// A vault of two cards in a git repository with a first build, and a clone of it edited apart.
struct Clones {
    vault: Vault,
}

impl Clones {
    fn new() -> Self {
        let vault = Vault::new()
            .note("ours/a.md", "## Mast\n\nHolds the sails up.\n\n## Hull\n\nKeeps the water out of the boat.\n");
        vault.run("init ours").ok();
        vault.run("deck ours -o ours.apkg").ok();
        let clones = Self { vault };
        clones.git("ours", &["init", "--quiet", "--initial-branch=main"]);
        clones.commit("ours");
        clones.git(".", &["clone", "--quiet", "ours", "theirs"]);
        clones
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let status = Command::new("git")
            .current_dir(self.vault.path(folder))
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(status.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&status.stderr));
    }

    fn commit(&self, folder: &str) {
        self.git(folder, &["add", "-A"]);
        self.git(folder, &["commit", "--quiet", "-m", "Edit"]);
    }

    /// Each line's GUID and answer.
    fn lines(&self, folder: &str) -> BTreeSet<(String, String)> {
        let lock = self.vault.text(&format!("{folder}/recto.lock"));
        let lines = lock.lines().map(|line| line.split('\t').collect::<Vec<_>>()).filter(|columns| columns.len() > 8);
        lines.map(|columns| (columns[0].to_owned(), columns[8].to_owned())).collect()
    }
}

#[test]
fn two_clones_edited_apart_are_merged_by_git_and_built() {
    let clones = Clones::new();
    let first = clones.lines("ours");
    edit(&clones.vault, "ours/a.md", "Holds the sails up.", "Holds the sails and the antenna up.");
    clones.vault.run("deck ours -o ours.apkg").ok();
    clones.commit("ours");
    append(&clones.vault, "theirs/a.md", "## Rudder\n\nTurns the boat while it moves.\n");
    clones.vault.run("deck theirs -o theirs.apkg").ok();
    clones.commit("theirs");
    let theirs = clones.lines("theirs");

    clones.git("ours", &["pull", "--quiet", "--no-rebase", "--no-edit", "../theirs", "main"]);
    clones.vault.run("deck ours -o ours.apkg").ok();
    let merged = clones.lines("ours");
    let guids =
        |lines: &BTreeSet<(String, String)>| lines.iter().map(|(guid, _)| guid.clone()).collect::<BTreeSet<_>>();
    assert_eq!(guids(&merged), guids(&theirs), "the same three cards");
    assert!(guids(&first).is_subset(&guids(&merged)));
    assert!(merged.iter().any(|(_, answer)| answer.contains("antenna")));
    clones.vault.run("plan ours").ok().stdout_has("3 unchanged");
}

#[test]
fn a_lock_with_conflict_markers_is_an_error_and_nothing_changes() {
    let vault = Vault::new().note("a.md", "## Mast\n\nHolds the sails up.\n");
    vault.run("deck . -o deck.apkg").ok();
    let deck = vault.bytes("deck.apkg");
    edit(&vault, "a.md", "Holds", "Keeps");
    let damaged = format!("{}<<<<<<< HEAD\n", vault.text("recto.lock"));
    vault.write("recto.lock", damaged.as_bytes());
    let line = damaged.lines().count();
    vault.run("deck . -o deck.apkg").fails(1).stderr_has("bad-lock").stderr_has(&format!("recto.lock:{line}:1"));
    assert_eq!((vault.text("recto.lock"), vault.bytes("deck.apkg")), (damaged, deck));
}

#[test]
fn locked_fails_where_the_lock_would_change() {
    let vault = Vault::new().note("a.md", "## Mast\n\nHolds the sails up.\n");
    vault.run("deck . -o deck.apkg --locked").fails(1).stderr_has("missing-lock");
    assert!(!vault.exists("deck.apkg") && !vault.exists("recto.lock"));
    vault.run("deck . -o deck.apkg").ok().stderr_has("recto.lock");
    vault.run("deck . -o deck.apkg --locked").ok();
    let lock = vault.text("recto.lock");
    edit(&vault, "a.md", "Holds", "Keeps");
    vault.run("deck . -o deck.apkg --locked").fails(1).stderr_has("--locked");
    assert_eq!(vault.text("recto.lock"), lock);
}

#[test]
fn what_only_reads_never_writes_the_lock() {
    let vault = Vault::new().note("a.md", "## Mast\n\nHolds the sails up.\n");
    for command in [
        "plan .",
        "check .",
        "topics .",
        "sheet . -o s.pdf",
        "csv . -o c.csv",
        "deck . --dry-run",
        "deck . --no-lock -o d.apkg",
    ] {
        vault.run(command).ok();
        assert!(!vault.exists("recto.lock"), "{command}");
    }
    vault.run("csv . --flavor anki -o c.csv").ok();
    assert!(vault.exists("recto.lock"));
}

#[test]
fn a_file_and_its_folder_share_one_ledger() {
    let vault =
        Vault::new().note("notes/a.md", "## Mast\n\nHolds the sails up.\n").note("notes/b.md", "## Hull\n\nFloats.\n");
    vault.run("init").ok();
    vault.run("deck notes -o all.apkg").ok();
    let lock = vault.text("recto.lock");
    vault.run("deck notes/a.md -o one.apkg").ok();
    assert_eq!(vault.text("recto.lock"), lock);
}

#[test]
fn a_lost_lock_is_made_again_from_a_deck() {
    let vault = Vault::copy_of("tests/identity/vault");
    vault.run("deck . -o deck.apkg").ok();
    let lost = vault.text("recto.lock");
    std::fs::remove_file(vault.path("recto.lock")).expect("removed");
    edit(&vault, "bread.md", "which builds strength", "which gives strength");
    vault.run("plan . --from deck.apkg").ok().stdout_has("1 changed").stdout_has("53 unchanged");
    vault.run("deck . -o again.apkg").ok();
    let identity = |lock: &str| {
        let lines = lock.lines().filter(|line| line.split('\t').count() > 8);
        lines.map(|line| line.split('\t').take(4).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(identity(&vault.text("recto.lock")), identity(&lost), "GUIDs and places");
    vault.run("plan . --from deck.apkg").fails(1).stderr_has("is not lost");
    vault.run("plan . --from bread.md").fails(1).stderr_has("no Anki package");
}

#[test]
fn init_makes_a_project_and_leaves_what_is_there() {
    let vault = Vault::new().note("a.md", "## Mast\n\nHolds the sails up.\n").note(".gitattributes", "*.png binary");
    vault.run("init").ok().stderr_has("wrote recto.toml");
    assert_eq!(vault.text(".gitattributes"), "*.png binary\nrecto.lock merge=union\n");
    vault.run("deck . -o deck.apkg").ok();
    let lock = vault.text("recto.lock");
    vault.run("init").ok().stderr_has("left as it is: recto.lock");
    assert_eq!(vault.text("recto.lock"), lock);
    assert_eq!(vault.text(".gitattributes").matches("recto.lock").count(), 1);
}
