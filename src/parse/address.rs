//! What a link's destination is.

use crate::model::Target;

/// Endings of files that are no notes, so that a link to them leads out of the notebook.
const NOTE_ENDINGS: [&str; 3] = ["md", "markdown", "mdx"];

/// Where a Markdown destination leads: out of the notebook, or to a note or heading that is looked up later.
pub(super) fn target(dest: &str) -> Target {
    let path = dest.split(['#', '?']).next().unwrap_or_default();
    if has_scheme(dest) || dest.starts_with("//") || dest.is_empty() {
        return Target::Url(dest.to_owned());
    }
    let file = path.rsplit('/').next().unwrap_or_default();
    let is_note = match file.rsplit_once('.') {
        Some((_, ending)) => NOTE_ENDINGS.contains(&ending.to_lowercase().as_str()),
        None => dest.contains('#') && path.is_empty(),
    };
    if is_note { Target::Unresolved(dest.to_owned()) } else { Target::Url(dest.to_owned()) }
}

/// Where an address such as `a@b.c` leads.
pub(super) fn mail(dest: &str) -> Target {
    Target::Url(if dest.starts_with("mailto:") { dest.to_owned() } else { format!("mailto:{dest}") })
}

/// `name:` at the start, as in `https:` and `obsidian:`.
fn has_scheme(dest: &str) -> bool {
    dest.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() >= 2
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+.-".contains(sign))
    })
}
