//! A plan for people: what changes, grouped, with what was there before, and what is left to do in Anki.

use std::fmt::Write;

use super::plan::{Change, Entry, Plan, Search, Was};

/// Characters of a text that a line shows.
const WIDTH: usize = 72;

impl Plan {
    /// The plan as text, of each group at most `limit` cards.
    pub fn text(&self, limit: usize) -> String {
        let mut out = String::new();
        let counts = &self.counts;
        for (change, count, name) in [
            (Change::New, counts.new, "new"),
            (Change::Changed, counts.changed, "changed"),
            (Change::Renamed, counts.renamed, "renamed"),
            (Change::Moved, counts.moved, "moved"),
            (Change::Removed, counts.removed, "removed"),
        ] {
            let entries = self.cards.iter().filter(|entry| entry.change == change);
            group(&mut out, count, name, entries.take(limit), push_entry);
        }
        let retired = "removed earlier, still in Anki unless you deleted them there";
        group(&mut out, self.retired.len(), retired, self.retired.iter().take(limit), push_retired);
        line(&mut out, format_args!("{} unchanged", counts.unchanged));
        if !self.searches.is_empty() {
            line(&mut out, format_args!("\nTo do in Anki after the import, by a search in Browse:"));
            self.searches.iter().for_each(|search| push_search(&mut out, search));
        }
        out
    }
}

fn group<'a, T: 'a>(
    out: &mut String,
    count: usize,
    name: &str,
    shown: impl Iterator<Item = &'a T>,
    push: fn(&mut String, &T),
) {
    if count == 0 {
        return;
    }
    line(out, format_args!("{count} {name}"));
    let mut more = count;
    for entry in shown {
        push(out, entry);
        more -= 1;
    }
    if more > 0 {
        line(out, format_args!("  … and {more} more (-v shows all)"));
    }
    out.push('\n');
}

fn push_entry(out: &mut String, entry: &Entry) {
    let sign = match entry.change {
        Change::New => '+',
        Change::Changed => '~',
        Change::Renamed | Change::Moved => '>',
        Change::Removed => '-',
    };
    line(out, format_args!("  {sign} {}  {}", entry.key, brief(&entry.front)));
    let Some(was) = &entry.was else { return };
    match entry.change {
        Change::Removed => return,
        Change::New => return line(out, format_args!("      back again: it keeps the reviews that Anki still has")),
        Change::Moved | Change::Renamed | Change::Changed => {}
    }
    let mut told = false;
    let mut tell = |name: &str, then: &str, now: &str| {
        if then != now {
            line(out, format_args!("      {name} was {}", brief(then)));
            told = true;
        }
    };
    tell("it", &was.key, &entry.key);
    tell("the deck", &was.deck, &entry.deck);
    tell("the question", &was.front, &entry.front);
    tell("the answer", &was.answer, &entry.answer);
    if !told {
        line(out, format_args!("      its look, tags or context changed"));
    }
}

fn push_retired(out: &mut String, was: &Was) {
    line(out, format_args!("  - {}  {}", was.key, brief(&was.front)));
}

fn push_search(out: &mut String, search: &Search) {
    let why = match search.why {
        "moved" => "moved to another deck",
        "blanks" => "blanks that are gone",
        "retired" => "removed earlier",
        why => why,
    };
    line(out, format_args!("  {why}: {}\n      {}", search.search, search.then));
}

/// The beginning of a text.
fn brief(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a string does not fail.
    let _ = writeln!(out, "{text}");
}

#[cfg(test)]
mod tests {
    use super::super::line::Lock;
    use super::super::testing::{build, everything, vault};
    use super::*;

    /// The plan of an edit, GUIDs left out.
    fn plan(versions: &[&str]) -> String {
        let (mut lock, mut plan) = (Lock::default(), Plan::default());
        for (time, version) in (1..).zip(versions) {
            let after = build(&lock, &vault(version), &everything(), time).lock.expect("a lock");
            plan = Plan::new(&lock, &after);
            lock = after;
        }
        let text = plan.text(20);
        let words = text.split_inclusive(' ').map(|word| match word.trim_end().strip_prefix("Id:") {
            Some(guid) => word.replace(guid, "…"),
            None => word.to_owned(),
        });
        words.collect::<String>().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    const BEFORE: &str = "
        # git.md
        ## Branch
        1: a movable name for the newest commit
        ## Commit
        2: a snapshot of the whole tree
        ## Stash
        3: changes that are laid aside
        ## Areas
        4: {tree}, {index} and {head}
        ## Tag
        5: a name that stays";
    const AFTER: &str = "
        # git.md
        ## Branch
        1: a movable name for the newest commit of a line
        ## Commits
        2: a snapshot of the whole tree
        ## Areas
        4: {tree} and {head}
        ## Rebase
        6: commits that are made again elsewhere
        # tags.md
        ## Tag
        5: a name that stays";

    #[test]
    fn every_kind_of_change_is_told_with_what_was_before() {
        let expected = "\
1 new
  + git.md#Rebase  What is Rebase?

2 changed
  ~ git.md#Areas  […] and […]
      the question was […], […] and […]
      the answer was tree, index and head
  ~ git.md#Branch  What is Branch?
      the answer was a movable name for the newest commit

1 renamed
  > git.md#Commits  What is Commits?
      it was git.md#Commit
      the question was What is Commit?

1 moved
  > tags.md#Tag  What is Tag?
      it was git.md#Tag

1 removed
  - git.md#Stash  What is Stash?

0 unchanged

To do in Anki after the import, by a search in Browse:
  removed: Id:…
      select all and choose Notes › Delete
  blanks that are gone: Id:…
      choose Tools › Empty Cards in Anki's main window after the import";
        assert_eq!(plan(&[BEFORE, AFTER]), expected);
    }

    #[test]
    fn what_was_removed_earlier_is_still_told() {
        let text = plan(&[BEFORE, AFTER, AFTER]);
        assert!(text.starts_with("1 removed earlier"), "{text}");
        assert!(text.contains("  - git.md#Stash  What is Stash?\n\n5 unchanged\n"), "{text}");
    }

    #[test]
    fn what_comes_back_is_new_with_its_reviews() {
        let text = plan(&[BEFORE, AFTER, BEFORE]);
        assert!(text.contains("+ git.md#Stash  What is Stash?\n      back again"), "{text}");
    }
}
